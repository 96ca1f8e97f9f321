/**
 * What to do while another program (a virus scanner, a backup, a second tool) holds a database file. A try stands still for
 * a moment only and fails with `storageBusy`; here it is tried again without standing still, so that nothing is lost.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../time/clock.ts';

/** Between two tries, in milliseconds. */
const againMs = 250;

export const isHeld = (error: unknown): boolean => error instanceof DeskFailure && error.error.code === 'storageBusy';

/**
 * Answers `work` as soon as the file is free. `work` must be all or nothing, like a transaction.
 * @throws what `work` throws; `storageBusy` once `giveUp` is aborted, or after `forMs`
 */
export async function whenFree<T>(
  work: () => T,
  { clock, giveUp, forMs = Infinity }: { readonly clock: Clock; readonly giveUp?: AbortSignal; readonly forMs?: number },
): Promise<T> {
  const end = clock.now() + forMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isHeld(error) || giveUp?.aborted === true || clock.now() >= end) throw error;
    }
    await pause(clock, giveUp);
  }
}

function pause(clock: Clock, giveUp: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(againMs, () => {
      giveUp?.removeEventListener('abort', early);
      resolve();
    });
    const early = (): void => {
      cancel();
      resolve();
    };
    giveUp?.addEventListener('abort', early, { once: true });
  });
}

/** Writes that nobody waits for. None may be lost, and their order stays. */
export interface LaterWrites {
  /** At once where that is possible. What fails for another reason is thrown at once, or logged later. */
  write(work: () => void): void;
  /** Tries a last time; what is still held then is counted in the log. */
  close(): void;
}

/** So many entries wait at most: a quarter of an hour at the provider's rate limit. Beyond that, memory matters more. */
const mostWaiting = 10_000;

export function laterWrites(clock: Clock, log: (line: string) => void): LaterWrites {
  const waiting: (() => void)[] = [];
  let cancel = (): void => undefined;
  const flush = (): void => {
    cancel();
    while (waiting.length > 0) {
      try {
        waiting[0]?.();
      } catch (error) {
        if (isHeld(error)) {
          cancel = clock.after(againMs, flush);
          return;
        }
        log(`not written: ${error instanceof Error ? error.message : String(error)}`);
      }
      waiting.shift();
    }
  };
  return {
    write: (work) => {
      if (waiting.length === 0) {
        try {
          work();
          return;
        } catch (error) {
          if (!isHeld(error)) throw error;
          cancel = clock.after(againMs, flush);
        }
      }
      if (waiting.length < mostWaiting) waiting.push(work);
      else log('not written: too much is waiting for the database file');
    },
    close: () => {
      flush();
      cancel();
      if (waiting.length > 0) log(`not written: ${waiting.length} entries, another program holds the database file`);
      waiting.length = 0;
    },
  };
}
