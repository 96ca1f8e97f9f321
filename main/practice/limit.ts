/**
 * The provider's rate limit, enforced strictly: never more than so many requests in any second and any minute (onflow-api.md, Access, D).
 */

export interface RateLimit {
  readonly perSecond: number;
  readonly perMinute: number;
}
export const documentedLimit: RateLimit = { perSecond: 10, perMinute: 600 };

/**
 * Sliding windows over the arrival times of *admitted* requests. A refused request does not count towards the windows (our choice, the real
 * server's is not documented): a client that is refused once does not lock itself out by trying again.
 */
export class SlidingWindows {
  readonly #limit: RateLimit;
  /** Arrival times of the last minute, oldest first. */
  readonly #admitted: number[] = [];

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /** Whether a request that arrives at `now` (milliseconds on a clock that never jumps) is let in. */
  admit(now: number): boolean {
    while (this.#admitted.length > 0 && (this.#admitted[0] ?? 0) <= now - 60_000) this.#admitted.shift();
    if (this.#admitted.length >= this.#limit.perMinute) return false;
    const lastSecond = this.#admitted.at(-this.#limit.perSecond);
    if (lastSecond !== undefined && lastSecond > now - 1_000) return false;
    this.#admitted.push(now);
    return true;
  }
}
