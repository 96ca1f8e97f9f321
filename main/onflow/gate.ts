/**
 * The gate that the provider closes: one for all calls of a connection. A 429 closes it, because the provider counts per
 * token; a server that is busy or being maintained does (502, 503, 504), and one that cannot be reached. After the time the provider named,
 * or a growing random one where it named none, a single probe goes out; the others wait for what becomes of it.
 */
import type { Clock } from './clock.ts';

export type GateReason = 'rate' | 'busy' | 'unreachable';

/** A Retry-After beyond this is taken as this: a maintenance may last for hours, but not for ever because of one header. */
const longestMs = 3_600_000;
/**
 * First and longest back-off where no time was named; it doubles with every refused probe. `least` is the share of it that is not left to
 * chance.
 */
const backOffs: Readonly<Record<GateReason, { readonly firstMs: number; readonly longestMs: number; readonly least: number }>> = {
  rate: { firstMs: 1_000, longestMs: 60_000, least: 0 },
  busy: { firstMs: 5_000, longestMs: 300_000, least: 0.5 },
  unreachable: { firstMs: 2_000, longestMs: 60_000, least: 0.5 },
};
/**
 * So often in a row, without any other answer between, must a server stumble that names no time: one call alone may have a fault of its
 * own.
 */
const stumblesBorne = 3;
/** Retry-After is a time in whole seconds and two desks may share one account: neither should come back on the same millisecond. */
const spreadMs = 250;
/** A probe that has had no answer for this long (an upload, a silent server) lets the next one try. */
const probePatienceMs = 5_000;

export class Gate {
  readonly #clock: Clock;
  readonly #random: () => number;
  #until: number | null = null;
  #reason: GateReason = 'rate';
  /** Counts closings. A request that left before the last closing says nothing about what the provider thinks now. */
  #epoch = 0;
  #refusals = 0;
  #stumbles = 0;
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

  /** Why it is closed, `null` when it is open. */
  get reason(): GateReason | null {
    return this.#until === null ? null : this.#reason;
  }

  /**
   * Whether such a request may go before the gate is fully open. A server in trouble is probed with what changes nothing: a document that
   * meets the trouble is in doubt afterwards.
   */
  mayProbe(isHarmless: boolean): boolean {
    return isHarmless || this.#reason === 'rate' || this.#until === null;
  }

  /** A request starts. While the gate is not fully open it is the probe. */
  started(): void {
    if (this.#until !== null) this.#probe = { epoch: this.#epoch, since: this.#clock.now() };
  }

  /** The provider answered like one that works to a request that started in `epoch`. */
  accepted(epoch: number): void {
    if (epoch !== this.#epoch) return;
    this.#until = null;
    this.#probe = null;
    this.#refusals = 0;
    this.#stumbles = 0;
  }

  /** 429. `retryAfterMs` as the provider named it, or `null`. Answers whether this is news. */
  refused(epoch: number, retryAfterMs: number | null): boolean {
    return this.#close('rate', epoch, retryAfterMs);
  }

  /** The server is busy, or was not reached. Closes the gate where it named a time, is probed, or stumbles again and again. */
  stumbled(reason: 'busy' | 'unreachable', epoch: number, retryAfterMs: number | null): void {
    this.#stumbles += 1;
    if (retryAfterMs !== null || this.#until !== null || this.#stumbles >= stumblesBorne) this.#close(reason, epoch, retryAfterMs);
  }

  #close(reason: GateReason, epoch: number, retryAfterMs: number | null): boolean {
    // Of ten requests under way at once all ten may be refused: that is one refusal, told ten times.
    const isNews = epoch === this.#epoch || this.#until === null;
    if (isNews) {
      this.#reason = reason;
      this.#refusals += 1;
      this.#epoch += 1;
      this.#probe = null;
    }
    const named = retryAfterMs === null ? 0 : Math.min(retryAfterMs, longestMs) + spreadMs * this.#random();
    // A server that keeps naming "0 seconds" and keeps refusing is backed away from all the same.
    const wait = retryAfterMs !== null && this.#refusals === 1 ? named : Math.max(named, this.#backOff());
    this.#until = Math.max(this.#until ?? 0, this.#clock.now() + wait);
    return isNews;
  }

  #backOff(): number {
    const { firstMs, longestMs: most, least } = backOffs[this.#reason];
    return Math.min(most, firstMs * 2 ** (this.#refusals - 1)) * (least + (1 - least) * this.#random());
  }

  /**
   * The request ended without an answer (network, timeout, cancelled): it proves nothing, the next one probes; a server in trouble is given
   * time.
   */
  inconclusive(epoch: number): void {
    if (this.#probe?.epoch !== epoch) return;
    this.#probe = null;
    if (this.#reason !== 'rate') this.#until = this.#clock.now() + this.#backOff();
  }
}
