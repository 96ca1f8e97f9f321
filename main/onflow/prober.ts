/**
 * Asks a server in trouble whether it is back: one question that changes nothing waits behind the closed gate, goes when the
 * time has come, and opens the gate for all when it is answered. Without it a queue of documents alone would wait for ever.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { Limiter } from './limiter.ts';

export interface Prober {
  close(): void;
}

/** `ask` waits for its slot as long as it takes. `log` is told faults of the desk's own. */
export function proberOf(
  limiter: Pick<Limiter, 'onChange' | 'troubleMs'>,
  ask: (signal: AbortSignal) => Promise<unknown>,
  log: (line: string) => void,
): Prober {
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
      // Without a key nothing is asked: the next request that is made shows that there is one. Nor at once after a fault of the desk's own.
      if (error instanceof DeskFailure) isOver = error.error.code === 'noToken' || error.error.code === 'tokenHasSpaces';
      else {
        isOver = true;
        log(`not asked whether the server is back: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
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
