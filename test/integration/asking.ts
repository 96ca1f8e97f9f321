/** Asks a desk as its page would: about the connection that is open now. */
import type { AnswerOf, RequestOf, VerbName } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import type { Outcome } from '../../contract/errors.ts';
import { type Handlers, answer } from '../../main/desk/door.ts';

const none = 'none' as ConnectionId;

export async function openConnectionOf(handlers: Handlers): Promise<ConnectionId> {
  const { session } = await handlers['app.state'](undefined);
  return session?.connection.id ?? none;
}

export async function ask<V extends VerbName>(
  handlers: Handlers,
  verb: V,
  request: RequestOf<V>,
  log: (line: string) => void,
): Promise<Outcome<AnswerOf<V>>> {
  return (await answer(verb, request, handlers, log, await openConnectionOf(handlers))) as Outcome<AnswerOf<V>>;
}
