/** What happens behind the door: parse, run, wrap. Knows nothing of Electron, so that tests can walk the whole contract. */
import { type AnswerOf, type ConnectionVerb, type ParsedRequestOf, verbs, type VerbName } from '../../contract/bridge.ts';
import { ConnectionId } from '../../contract/connection.ts';
import { type DeskError, DeskFailure, type Outcome } from '../../contract/errors.ts';
import type { Session } from './session.ts';

/** One handler a verb; the compiler checks that none is missing. What concerns a connection is told which. */
export type Handlers = {
  readonly [V in VerbName]: V extends ConnectionVerb
    ? (request: ParsedRequestOf<V>, connection: ConnectionId) => AnswerOf<V> | Promise<AnswerOf<V>>
    : (request: ParsedRequestOf<V>) => AnswerOf<V> | Promise<AnswerOf<V>>;
};

/** What waits for its own turn, or is kept whether its connection is open or not (`desk.ts`). */
type ByTheDesk = 'connections.saveProfile' | 'connections.amendProfile' | 'practice.reset' | 'drafts.save';
/** What the session of the connection answers. */
export type SessionHandlers = {
  readonly [V in Exclude<ConnectionVerb, ByTheDesk>]: (request: ParsedRequestOf<V>, session: Session) => AnswerOf<V> | Promise<AnswerOf<V>>;
};

/**
 * Answers one call of the page. Never rejects.
 *
 * @param connection for the verbs that concern one: which, as the page said it.
 * @returns `malformed` when the payload does not fit the contract or the connection is not named, the desk's own error when it refused,
 *   `internal`
 *   for a defect of ours.
 */
export async function answer(
  name: VerbName,
  payload: unknown,
  handlers: Handlers,
  log: (line: string) => void,
  connection?: unknown,
): Promise<Outcome<unknown>> {
  const whose = ConnectionId.safeParse(connection);
  if (verbs[name].of === 'connection' && !whose.success)
    return { ok: false, error: { code: 'malformed', fields: [{ path: 'connection', problem: 'invalid' }] } };
  // SECURITY: nothing reaches a handler that the contract does not describe.
  const parsed = verbs[name].request.safeParse(payload);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: 'invalid' }));
    return { ok: false, error: { code: 'malformed', fields } };
  }
  const handler = handlers[name] as (request: unknown, connection: unknown) => unknown;
  const end = performance.now() + heldPatienceMs;
  for (;;) {
    try {
      return { ok: true, value: await handler(parsed.data, whose.data) };
    } catch (error) {
      const deskError = toDeskError(error, name, log);
      // Nothing of it was done: what writes, writes all or nothing. A scanner that passes over the file is felt by nobody.
      if (deskError.code !== 'storageBusy' || performance.now() > end) return { ok: false, error: deskError };
      await new Promise((resolve) => setTimeout(resolve, heldAgainMs));
    }
  }
}

/** Another program holds the database file: so long it is tried again before the page hears of it, and so often. In milliseconds. */
const heldPatienceMs = 1_500;
const heldAgainMs = 150;

/** A defect of ours is logged with its stack and answered without it. */
export function toDeskError(error: unknown, where: string, log: (line: string) => void): DeskError {
  if (error instanceof DeskFailure) return error.error;
  log(`defect in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { code: 'internal', params: { where } };
}
