/** The words for environments and for the state of a token (page). */
import type { Connection, Environment, KeyState } from '../../../contract/connection.ts';
import type { MessageId } from '../../messages/index.ts';
import type { Text } from '../../messages/useText.ts';
import type { Tone } from '../../ui/index.ts';

export const environmentWords: Readonly<Record<Environment, MessageId>> = {
  practice: 'connections.environment.practice',
  staging: 'connections.environment.staging',
  production: 'connections.environment.production',
};

/** Practice is named by the page, in its language; the others as the operator named them. */
export const connectionName = (t: Text, connection: Connection): string =>
  connection.environment === 'practice' ? t('connections.environment.practice') : connection.name;

export const keyWords: Readonly<Record<KeyState, MessageId>> = {
  none: 'connections.key.none',
  stored: 'connections.key.stored',
  sessionOnly: 'connections.key.sessionOnly',
  refused: 'connections.key.refused',
};

export const keyTones: Readonly<Record<KeyState, Tone>> = { none: 'warn', stored: 'good', sessionOnly: 'info', refused: 'bad' };
