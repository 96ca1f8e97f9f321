/**
 * Whether a 403 was for the account or only for the request: calls that every account may make are made, and say so. One
 * question at a time, however many requests are refused at once.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { CallName, DeskError } from '../../contract/errors.ts';

/** The second, in case an account may not see the first. */
export const neutralCalls = ['warehouses.list', 'products.list'] as const satisfies readonly CallName[];
/** What was found out counts for so long, in milliseconds: of a hundred documents refused in a row each needs no question of its own. */
const believedMs = 5_000;

export interface Account {
  /** Why nothing at all is let in: `unauthorized`, or `accountRefused`; `null` where something was, and where it could not be found out. */
  refusal(): Promise<DeskError | null>;
  /** The call was let in with the key of this generation, asked by whomever. */
  letIn(call: CallName, generation: number): void;
}

/** `now` in milliseconds that never go back. `generation` of the present key. */
export function accountOf(ask: (call: CallName) => Promise<unknown>, now: () => number, generation: () => number): Account {
  let last: { readonly at: number; readonly generation: number; readonly answer: Promise<DeskError | null> } | null = null;

  async function find(): Promise<DeskError | null> {
    let refused: DeskError | null = null;
    for (const call of neutralCalls) {
      try {
        await ask(call);
        return null;
      } catch (error) {
        if (!(error instanceof DeskFailure)) throw error;
        if (error.error.code === 'unauthorized') return error.error;
        // Anything else but 403 says nothing of the account.
        if (error.error.code !== 'forbidden') return null;
        refused = { ...error.error, code: 'accountRefused' };
      }
    }
    return refused;
  }

  return {
    letIn: (call, of) => {
      if ((neutralCalls as readonly CallName[]).includes(call)) last = { at: now(), generation: of, answer: Promise.resolve(null) };
    },
    refusal: () => {
      if (last === null || last.generation !== generation() || now() - last.at > believedMs)
        last = { at: now(), generation: generation(), answer: find() };
      return last.answer;
    },
  };
}
