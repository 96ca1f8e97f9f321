/** How long the outbox waits for what (main process). Tests and benches hand in their own. */
import type { Rest } from './outcome.ts';

export interface Timing {
  /** A single send can be taken back for so long. */
  readonly undoMs: number;
  /** Before the first and the second look-up: what the provider is given to show a record that it has just made. */
  readonly settleMs: readonly [number, number];
  /** The back-off lies between 0 and `base · 2^(failures−1)`, at most `most`: full jitter, so that desks do not come back in step. */
  readonly backOffBaseMs: number;
  readonly backOffMostMs: number;
  /** What is under way when the desk closes may still be answered within this time. */
  readonly closingMs: number;
}

export const usualTiming: Timing = { undoMs: 8_000, settleMs: [5_000, 20_000], backOffBaseMs: 1_000, backOffMostMs: 60_000, closingMs: 1_500 };

/** Milliseconds. `random` from 0 to 1. */
export function restMs(rest: Exclude<Rest, { for: 'asBefore' }>, timing: Timing, random: () => number): number {
  switch (rest.for) {
    case 'nothing':
      return 0;
    case 'settling':
      return timing.settleMs[Math.min(rest.nth, 1) === 0 ? 0 : 1];
    case 'backOff':
      return Math.round(random() * Math.min(timing.backOffMostMs, timing.backOffBaseMs * 2 ** Math.min(rest.failures - 1, 20)));
    case 'theProvider':
      return Math.min(rest.ms, timing.backOffMostMs);
    default:
      return assertNever(rest);
  }
}

function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
