/** The words for environments and for the state of a token. */
import type { Connection, Environment, KeyState } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
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

const keyWords: Readonly<Record<KeyState, MessageId>> = {
  none: 'connections.key.none',
  stored: 'connections.key.stored',
  sessionOnly: 'connections.key.sessionOnly',
  tooLong: 'connections.key.sessionOnly',
  refused: 'connections.key.refused',
};

/**
 * `obstacle`: what the open session finds in its way, if it is of this connection. A key that is right is not called refused where the
 * account is.
 */
export const keyWord = ({ key }: Pick<Connection, 'key'>, obstacle: DeskError | null): MessageId =>
  key === 'refused' && obstacle?.code === 'accountRefused' ? 'connections.key.accountRefused' : keyWords[key];

export const keyTones: Readonly<Record<KeyState, Tone>> = {
  none: 'warn',
  stored: 'good',
  sessionOnly: 'info',
  tooLong: 'info',
  refused: 'bad',
};
