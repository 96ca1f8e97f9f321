/**
 * Asks a server in trouble whether it is back: one question that changes nothing waits behind the closed gate, goes when the
 * time has come, and opens the gate for all when it is answered. Without it a queue of documents alone would wait for ever.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { Limiter } from './limiter.ts';

export interface Prober {
  close(): void;
}

/** `ask` waits for its slot as long as it takes. */
export function proberOf(limiter: Pick<Limiter, 'onChange' | 'troubleMs'>, ask: (signal: AbortSignal) => Promise<unknown>): Prober {
  const closing = new AbortController();
  let isAsking = false;

  function look(): void {
    if (isAsking || closing.signal.aborted || limiter.troubleMs() === 0) return;
    isAsking = true;
    void probe();
  }

  async function probe(): Promise<void> {
    let isOver = false;
    try {
      await ask(closing.signal);
    } catch (error) {
      if (!(error instanceof DeskFailure)) throw error;
      // Without a key nothing is asked: the next request that is made shows that there is one.
      isOver = error.error.code === 'noToken' || error.error.code === 'tokenHasSpaces';
    } finally {
      isAsking = false;
    }
    if (!isOver) look();
  }

  const stop = limiter.onChange(look);
  return {
    close: () => {
      stop();
      closing.abort();
    },
  };
}
