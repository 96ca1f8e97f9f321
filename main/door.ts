/** What happens behind the door (main process): parse, run, wrap. Knows nothing of Electron, so that tests can walk the whole contract. */
import { type AnswerOf, type ParsedRequestOf, verbs, type VerbName } from '../contract/bridge.ts';
import { type DeskError, DeskFailure, type Outcome } from '../contract/errors.ts';

/** One handler a verb; the compiler checks that none is missing. */
export type Handlers = {
  readonly [V in VerbName]: (request: ParsedRequestOf<V>) => AnswerOf<V> | Promise<AnswerOf<V>>;
};

/**
 * Answers one call of the page. Never rejects.
 *
 * @returns `malformed` when the payload does not fit the contract, the desk's own error when it refused, `internal` for a defect of ours.
 */
export async function answer(name: VerbName, payload: unknown, handlers: Handlers, log: (line: string) => void): Promise<Outcome<unknown>> {
  // SECURITY: nothing reaches a handler that the contract does not describe.
  const parsed = verbs[name].request.safeParse(payload);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: 'invalid' }));
    return { ok: false, error: { code: 'malformed', fields } };
  }
  try {
    const handler = handlers[name] as (request: unknown) => unknown;
    return { ok: true, value: await handler(parsed.data) };
  } catch (error) {
    return { ok: false, error: toDeskError(error, name, log) };
  }
}

/** A defect of ours is logged with its stack and answered without it. */
export function toDeskError(error: unknown, where: string, log: (line: string) => void): DeskError {
  if (error instanceof DeskFailure) return error.error;
  log(`defect in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { code: 'internal', params: { where } };
}
