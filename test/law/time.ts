/**
 * Virtual time: the world's, and what a desk makes of it. Nothing is waited for: whoever is due next runs at once, and everything that
 * follows from it has happened before the one after it runs.
 */
import type { Clock } from '../../main/time/clock.ts';

interface Due {
  readonly at: number;
  readonly nth: number;
  readonly run: () => void;
}

/** What is to happen at some time, in order. Few at a time: a sorted list is enough. */
class Agenda {
  readonly #dues: Due[] = [];
  #nth = 0;

  add(at: number, run: () => void): () => void {
    const due: Due = { at, nth: (this.#nth += 1), run };
    let index = this.#dues.length;
    while (index > 0 && (this.#dues[index - 1]?.at ?? 0) > at) index -= 1;
    this.#dues.splice(index, 0, due);
    return () => {
      const found = this.#dues.indexOf(due);
      if (found >= 0) this.#dues.splice(found, 1);
    };
  }

  get next(): number {
    return this.#dues[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  take(): Due | undefined {
    return this.#dues.shift();
  }

  clear(): void {
    this.#dues.length = 0;
  }
}

/** When every history begins, in Unix ms. */
const beginning = Date.UTC(2026, 10, 24, 3);

export class Time {
  /** True milliseconds since the history began. */
  now = 0;
  /** How wrong the computer's wall clock is; outlives the desk's runs. */
  wallOff = 0;
  /** How long the computer has slept: its monotonic clock stood still meanwhile. */
  slept = 0;
  readonly #world = new Agenda();
  readonly #desk = new Agenda();

  /** Unix ms as it really is. */
  get true(): number {
    return beginning + this.now;
  }

  /** Something that happens in the world, whether the desk runs or not. */
  after(ms: number, run: () => void): () => void {
    return this.#world.add(this.now + ms, run);
  }

  /** The clock of a run of the desk; `isAlive` ends it. */
  clock(isAlive: () => boolean): Clock {
    const monotonic = (): number => this.now - this.slept;
    return {
      wall: () => this.true + this.wallOff,
      now: monotonic,
      after: (ms, callback) =>
        this.#desk.add(monotonic() + Math.max(0, ms), () => {
          if (isAlive()) callback();
        }),
    };
  }

  /** A new run of the desk has none of the timers of the one before. */
  forgetTimers(): void {
    this.#desk.clear();
  }

  /** Whether anything is still going to happen by itself. */
  get isQuiet(): boolean {
    return this.#world.next === Number.POSITIVE_INFINITY && this.#desk.next === Number.POSITIVE_INFINITY;
  }

  /** Whether the world (the provider, what is on the wire) has anything left to do. */
  get isWorldQuiet(): boolean {
    return this.#world.next === Number.POSITIVE_INFINITY;
  }

  /** Lets `ms` pass, with all that happens meanwhile. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const desk = this.#desk.next + this.slept;
      const at = Math.min(this.#world.next, desk);
      if (at > end) break;
      this.now = Math.max(this.now, at);
      (this.#world.next <= desk ? this.#world : this.#desk).take()?.run();
      await settled();
    }
    this.now = end;
    await settled();
  }

  /** The computer sleeps: the world goes on. */
  async sleep(ms: number): Promise<void> {
    const end = this.now + ms;
    while (this.#world.next <= end) {
      this.now = Math.max(this.now, this.#world.next);
      this.#world.take()?.run();
      await settled();
    }
    this.slept += ms;
    this.now = end;
  }

  /** Lets time pass until the fact holds, at most `ms`. */
  async until(fact: () => boolean, ms: number): Promise<void> {
    const end = this.now + ms;
    // What was just set off may have set its timers only by then.
    await settled();
    while (!fact() && this.now < end) {
      const next = Math.min(this.#world.next, this.#desk.next + this.slept);
      await this.pass(Math.max(0, Math.min(next, end) - this.now));
    }
  }
}

/** Everything that was promised has run: only timers are left. */
export const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Numbers from 0 to 1, always the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
