/**
 * The gate that a 429 closes (main process): one for all calls of a connection, because the provider counts per token. After the time the
 * provider named, or a growing random one where it named none, a single probe goes out; the others wait for what becomes of it.
 */
import type { Clock } from './clock.ts';

/** A Retry-After beyond this is taken as this: a desk that stands still for an hour because of one header would look broken. */
const longestMs = 120_000;
/** First back-off where no time was named; doubles with every refused probe. */
const firstBackoffMs = 1_000;
const longestBackoffMs = 60_000;
/** Retry-After is a time in whole seconds and two desks may share one account: neither should come back on the same millisecond. */
const spreadMs = 250;
/** A probe that has had no answer for this long (an upload, a silent server) lets the next one try. */
const probePatienceMs = 5_000;

export class Gate {
  readonly #clock: Clock;
  readonly #random: () => number;
  #until: number | null = null;
  /** Counts closings. A request that left before the last closing says nothing about what the provider thinks now. */
  #epoch = 0;
  #refusals = 0;
  #probe: { readonly epoch: number; readonly since: number } | null = null;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** When the next request may go as far as the gate is concerned: monotonic ms, 0 for now. */
  opensAt(): number {
    if (this.#until === null) return 0;
    return this.#probe === null ? this.#until : Math.max(this.#until, this.#probe.since + probePatienceMs);
  }

  /** Monotonic ms until which the gate is closed, or `null` when it is open. */
  get until(): number | null {
    return this.#until;
  }

  /** A request starts. While the gate is not fully open it is the probe. */
  started(): void {
    if (this.#until !== null) this.#probe = { epoch: this.#epoch, since: this.#clock.now() };
  }

  /** The provider answered something other than 429 to a request that started in `epoch`. */
  accepted(epoch: number): void {
    if (epoch !== this.#epoch) return;
    this.#until = null;
    this.#probe = null;
    this.#refusals = 0;
  }

  /** 429. `retryAfterMs` as the provider named it, or `null`. Answers whether this is news. */
  refused(epoch: number, retryAfterMs: number | null): boolean {
    // Of ten requests under way at once all ten may be refused: that is one refusal, told ten times.
    const isNews = epoch === this.#epoch || this.#until === null;
    if (isNews) {
      this.#refusals += 1;
      this.#epoch += 1;
      this.#probe = null;
    }
    const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (this.#refusals - 1)) * this.#random();
    const named = retryAfterMs === null ? 0 : Math.min(retryAfterMs, longestMs) + spreadMs * this.#random();
    // A server that keeps naming "0 seconds" and keeps refusing is backed away from all the same.
    const wait = retryAfterMs !== null && this.#refusals === 1 ? named : Math.max(named, backoff);
    this.#until = Math.max(this.#until ?? 0, this.#clock.now() + wait);
    return isNews;
  }

  /** The request ended without an answer (network, timeout, cancelled): it proves nothing, the next one probes. */
  inconclusive(epoch: number): void {
    if (this.#probe?.epoch === epoch) this.#probe = null;
  }
}
