/** Decides which request of the practice provider gets which fault, and how long its answer is held back. */
import { noFaults, type PracticeFaults } from '../../contract/practice.ts';
import { between, type Random } from './random.ts';

export type FaultKind = PracticeFaults['kind'];

/**
 * Several faults may be set at once: each takes its own share of the calls (0.15 and 0.1 are 15 % and 10 % of all calls, not 10 % of the
 * rest), so shares should not add up to more than 1. Latencies add up.
 */
export class Faults {
  readonly #random: Random;
  #set: readonly PracticeFaults[] = [noFaults];

  constructor(random: Random) {
    this.#random = random;
  }

  get(): readonly PracticeFaults[] {
    return this.#set;
  }

  set(faults: readonly PracticeFaults[]): void {
    this.#set = faults.length > 0 ? faults : [noFaults];
  }

  get offline(): boolean {
    return this.#set.some((fault) => fault.kind === 'offline');
  }

  /** The fault this request gets; counts `times` down. One draw a request, so that a seed gives the same faults again. */
  strike(isWrite: boolean): FaultKind {
    const eligible = this.#set.filter((fault) => fault.kind !== 'none' && (isWrite || !fault.onlyWrites));
    if (eligible.length === 0) return 'none';
    let draw = this.#random();
    for (const fault of eligible) {
      if (draw < fault.share) {
        this.#countDown(fault);
        return fault.kind;
      }
      draw -= fault.share;
    }
    return 'none';
  }

  /** Milliseconds to hold an answer back. */
  latency(): number {
    return this.#set.reduce((sum, { latencyMs: [one, other] }) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      return high === 0 ? sum : sum + between(this.#random, low, high);
    }, 0);
  }

  #countDown(struck: PracticeFaults): void {
    if (struck.times === null) return;
    const left: PracticeFaults = struck.times > 1 ? { ...struck, times: struck.times - 1 } : { ...struck, kind: 'none', times: null };
    this.#set = this.#set.map((fault) => (fault === struck ? left : fault));
  }
}
