/**
 * Which row of the outbox moves next, and when. In memory only and by the monotonic clock: the wall clock may jump, and
 * after a restart everything is worked out anew from the rows.
 */
import type { OutboxId } from '../../contract/outbox.ts';
import type { Clock } from '../time/clock.ts';

/** What a row waits for. */
export type WaitsFor = 'itsTurn' | 'undo' | 'settling' | 'backOff';

/** What may move at all. */
export interface May {
  readonly send: boolean;
  readonly look: boolean;
  /** Waits for a product: nothing of it is sent, and time alone does not help. The others pass it by. */
  readonly isHeld: (id: OutboxId) => boolean;
}

interface Entry {
  due: number;
  waitsFor: WaitsFor;
  /** Its next move is a look-up: it sends nothing, so that a pause does not hold it. */
  looks: boolean;
  moving: AbortController | null;
}

export class Schedule {
  readonly #entries = new Map<OutboxId, Entry>();
  readonly #clock: Clock;
  /** Whoever sends one by one goes before these. */
  readonly #behind = new Set<OutboxId>();
  #moving = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets when a row may move next. Rows keep their place: the oldest that may move goes first. */
  set(id: OutboxId, waitMs: number, waitsFor: WaitsFor, looks: boolean): void {
    const entry = this.#entries.get(id);
    const due = this.#clock.now() + waitMs;
    if (entry === undefined) this.#entries.set(id, { due, waitsFor, looks, moving: null });
    else Object.assign(entry, { due, waitsFor, looks });
  }

  /** From now on it goes behind all that do not. */
  putBehind(id: OutboxId): void {
    this.#behind.add(id);
  }

  /** The row needs nothing more. */
  remove(id: OutboxId): void {
    if (this.#entries.get(id)?.moving != null) this.#moving -= 1;
    this.#entries.delete(id);
    this.#behind.delete(id);
  }

  isMoving(id: OutboxId): boolean {
    return this.#entries.get(id)?.moving != null;
  }

  isSettling(id: OutboxId): boolean {
    const entry = this.#entries.get(id);
    return entry !== undefined && entry.waitsFor === 'settling' && entry.due > this.#clock.now();
  }

  get moving(): number {
    return this.#moving;
  }

  /** Takes the oldest row that may move now, of those that go behind only where there is no other; its signal ends with `done`. */
  take(may: May): { readonly id: OutboxId; readonly signal: AbortSignal } | null {
    const now = this.#clock.now();
    let behind: OutboxId | null = null;
    for (const [id, entry] of this.#entries) {
      if (entry.moving !== null || entry.due > now || !mayMove(id, entry, may)) continue;
      if (!this.#behind.has(id)) return this.#begin(id, entry);
      behind ??= id;
    }
    const entry = behind === null ? undefined : this.#entries.get(behind);
    return behind === null || entry === undefined ? null : this.#begin(behind, entry);
  }

  #begin(id: OutboxId, entry: Entry): { readonly id: OutboxId; readonly signal: AbortSignal } {
    entry.moving = new AbortController();
    this.#moving += 1;
    return { id, signal: entry.moving.signal };
  }

  done(id: OutboxId): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.moving === null) return;
    entry.moving = null;
    this.#moving -= 1;
  }

  abort(id: OutboxId): void {
    this.#entries.get(id)?.moving?.abort();
  }

  abortAll(): void {
    for (const entry of this.#entries.values()) entry.moving?.abort();
  }

  /** Whoever waits because something did not work need not wait any longer. */
  endBackOffs(): void {
    const now = this.#clock.now();
    for (const entry of this.#entries.values()) if (entry.waitsFor === 'backOff') entry.due = Math.min(entry.due, now);
  }

  /** Milliseconds until a row may move; `null` when none waits for time alone. */
  nextIn(may: May): number | null {
    let next: number | null = null;
    for (const [id, entry] of this.#entries) {
      if (entry.moving !== null || !mayMove(id, entry, may)) continue;
      if (next === null || entry.due < next) next = entry.due;
    }
    return next === null ? null : Math.max(0, next - this.#clock.now());
  }
}

const mayMove = (id: OutboxId, entry: Entry, may: May): boolean => (entry.looks ? may.look : may.send && !may.isHeld(id));
