/** Changing over to another connection. */
import type { SessionState } from '../../../contract/connection.ts';
import type { ConnectionId } from '../../../contract/connection.ts';
import type { Outcome } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { readApp } from '../../stores/session.ts';

let underWay: Promise<Outcome<SessionState>> | null = null;

/**
 * One at a time: who presses again while a connection opens has asked already. Why it could not be opened stands in `AppState.trouble` too,
 * which the shell shows.
 */
export function openConnection(id: ConnectionId): Promise<Outcome<SessionState>> {
  underWay ??= open(id).finally(() => {
    underWay = null;
  });
  return underWay;
}

async function open(id: ConnectionId): Promise<Outcome<SessionState>> {
  const outcome = await desk.call('connections.open', { id });
  await readApp();
  return outcome;
}
