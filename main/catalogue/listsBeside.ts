/**
 * Pages of lists, read beside the event loop. Who asks anew has no use for what was asked before: the older question is given up, and its
 * answer, should it come, goes nowhere.
 */
import { DeskFailure } from '../../contract/errors.ts';

/** `Q`: a question for a page, `A`: its answer. */
export interface ListsBeside<Q, A> {
  /** @throws DeskFailure `cancelled` where the same asker has asked again; `workBroke`, `workOutOfMemory`; as the database */
  ask(query: Q): Promise<A>;
}

export function listsBeside<Q extends { readonly asker?: string | undefined }, A>(
  read: (query: Q, signal: AbortSignal) => Promise<A>,
): ListsBeside<Q, A> {
  const asked = new Map<string, AbortController>();
  return {
    ask: async (query) => {
      const { asker } = query;
      const stop = new AbortController();
      if (asker !== undefined) {
        asked.get(asker)?.abort();
        asked.set(asker, stop);
      }
      try {
        return await read(query, stop.signal).catch((error: unknown) => {
          // Whatever broke the thread may have been another's question: once more, in a sound one.
          if (!hasBroken(error)) throw error;
          return read(query, stop.signal);
        });
      } finally {
        if (asker !== undefined && asked.get(asker) === stop) asked.delete(asker);
      }
    },
  };
}

const hasBroken = (error: unknown): boolean =>
  error instanceof DeskFailure && (error.error.code === 'workBroke' || error.error.code === 'workOutOfMemory');
