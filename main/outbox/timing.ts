/** How long the outbox waits for what. Tests and benches hand in their own. */
import type { Rest } from './outcome.ts';

export interface Timing {
  /** A single send can be taken back for so long. */
  readonly undoMs: number;
  /** Before the first and the second look-up after an attempt; later ones come at growing distances. */
  readonly settleMs: readonly [number, number];
  /** The back-off lies between 0 and `base · 2^(failures−1)`, at most `most`: full jitter, so that desks do not come back in step. */
  readonly backOffBaseMs: number;
  readonly backOffMostMs: number;
  /** What is under way when the desk closes may still be answered within this time. */
  readonly closingMs: number;
  /** How many times as fast as the outbox the rate budget's clock goes, by which the provider's time is told; 1 where left out. */
  readonly pace?: number;
}

/** A row that could not move because another program holds the database rests so long. */
export const heldMs = 2_000;

export const usualTiming: Timing = {
  undoMs: 8_000,
  settleMs: [5_000, 20_000],
  backOffBaseMs: 1_000,
  backOffMostMs: 300_000,
  closingMs: 1_500,
};

/**
 * For how long a look-up must find nothing before that counts, in milliseconds, by why the answer is missing and by what is known of this
 * provider. All of them grow and shrink with the distance of the look-ups: with the usual times two minutes, ten, and twenty.
 */
export interface Patience {
  /** The connection broke: the provider had the request, and is at work on it at most. */
  readonly broken: number;
  /** The desk was stopped, or broke the request off itself: nobody knows how the provider would have answered. */
  readonly stopped: number;
  /**
   * The provider or a gateway gave up waiting: whoever does the work may still be at it for long. Also where what was seen of the lists was
   * not seen lately.
   */
  readonly late: number;
  /** Nobody has seen yet how soon this provider shows what it makes. */
  readonly unproven: number;
}

export const patienceOf = ({ settleMs: [, second] }: Timing): Patience => ({
  broken: 6 * second,
  stopped: 30 * second,
  late: 30 * second,
  unproven: 60 * second,
});

/** Milliseconds. `random` from 0 to 1, `lastMs` how long the row rested before. */
export function restMs(rest: Exclude<Rest, { for: 'asBefore' }>, timing: Timing, random: () => number, lastMs = 0): number {
  switch (rest.for) {
    case 'nothing':
      return 0;
    case 'settling':
      return Math.min(rest.leftMs === 0 ? Number.POSITIVE_INFINITY : rest.leftMs, settling(rest.nth, timing.settleMs));
    case 'backOff':
      return Math.round(random() * Math.min(timing.backOffMostMs, timing.backOffBaseMs * 2 ** Math.min(rest.failures - 1, 20)));
    case 'longer':
      return Math.round((0.5 + random() / 2) * Math.min(timing.backOffMostMs, Math.max(timing.backOffBaseMs, lastMs * 2)));
    case 'theProvider':
      return Math.ceil(rest.ms / (timing.pace ?? 1));
    default:
      return assertNever(rest);
  }
}

/** 5 s, 20 s, 40 s, 80 s … 5 minutes, with the usual times. */
const settling = (nth: number, [first, second]: Timing['settleMs']): number =>
  nth === 0 ? first : Math.min(second * 2 ** (nth - 1), second * 15);

function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
