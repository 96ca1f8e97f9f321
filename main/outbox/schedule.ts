/**
 * Which row of the outbox moves next, and when. In memory only and by the monotonic clock: the wall clock may jump, and
 * after a restart everything is worked out anew from the rows.
 */
import type { BatchId, OutboxId } from '../../contract/outbox.ts';
import type { Clock } from '../time/clock.ts';

/** What a row waits for. */
export type WaitsFor = 'itsTurn' | 'undo' | 'settling' | 'backOff';

/** What may move at all. */
export interface May {
  readonly send: boolean;
  readonly look: boolean;
  /** Waits for a product: nothing of it is sent, and time alone does not help. The others pass it by. */
  readonly isHeld: (id: OutboxId) => boolean;
  /** Nothing of it is sent until a person says so. */
  readonly isPaused: (batch: BatchId) => boolean;
}

interface Entry {
  due: number;
  waitsFor: WaitsFor;
  /** Its next move is a look-up: it sends nothing, so that a pause does not hold it. */
  looks: boolean;
  moving: AbortController | null;
}

/** Those of one batch, in their order. A batch of thousands is never gone through where none of it may move, or its first may. */
type Line = Map<OutboxId, Entry>;

export class Schedule {
  readonly #clock: Clock;
  /** Whoever sends one by one goes before the batches. */
  readonly #front: Line = new Map();
  readonly #batches = new Map<BatchId, Line>();
  readonly #lineOf = new Map<OutboxId, Line>();
  #moving = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sets when a row may move next. Rows keep their place: the oldest that may move goes first. */
  set(id: OutboxId, waitMs: number, waitsFor: WaitsFor, looks: boolean): void {
    const entry = this.#entry(id);
    const due = this.#clock.now() + waitMs;
    if (entry === undefined) {
      const line = this.#lineOf.get(id) ?? this.#front;
      line.set(id, { due, waitsFor, looks, moving: null });
      this.#lineOf.set(id, line);
    } else Object.assign(entry, { due, waitsFor, looks });
  }

  /** From now on it goes behind all that belong to no batch, and behind the batches before this one. */
  putBehind(id: OutboxId, batch: BatchId): void {
    const line: Line = this.#batches.get(batch) ?? new Map<OutboxId, Entry>();
    this.#batches.set(batch, line);
    const before = this.#lineOf.get(id);
    const entry = before?.get(id);
    if (before === line) return;
    before?.delete(id);
    if (entry !== undefined) line.set(id, entry);
    this.#lineOf.set(id, line);
  }

  /** The row needs nothing more. */
  remove(id: OutboxId): void {
    const line = this.#lineOf.get(id);
    if (line?.get(id)?.moving != null) this.#moving -= 1;
    line?.delete(id);
    this.#lineOf.delete(id);
    if (line?.size === 0) for (const [batch, each] of this.#batches) if (each === line) this.#batches.delete(batch);
  }

  isMoving(id: OutboxId): boolean {
    return this.#entry(id)?.moving != null;
  }

  isSettling(id: OutboxId): boolean {
    const entry = this.#entry(id);
    return entry !== undefined && entry.waitsFor === 'settling' && entry.due > this.#clock.now();
  }

  get moving(): number {
    return this.#moving;
  }

  /** Takes the oldest row that may move now, of those that go behind only where there is no other; its signal ends with `done`. */
  take(may: May): { readonly id: OutboxId; readonly signal: AbortSignal } | null {
    const now = this.#clock.now();
    for (const [line, mayHere] of this.#lines(may)) {
      for (const [id, entry] of line)
        if (entry.moving === null && entry.due <= now && mayMove(id, entry, mayHere)) return this.#begin(id, entry);
    }
    return null;
  }

  #entry(id: OutboxId): Entry | undefined {
    return this.#lineOf.get(id)?.get(id);
  }

  /** In the order in which they are asked, each with what may move in it. */
  *#lines(may: May): Generator<readonly [Line, May]> {
    yield [this.#front, may];
    for (const [batch, line] of this.#batches) {
      const mayHere = may.isPaused(batch) ? { ...may, send: false } : may;
      yield [line, mayHere];
    }
  }

  #begin(id: OutboxId, entry: Entry): { readonly id: OutboxId; readonly signal: AbortSignal } {
    entry.moving = new AbortController();
    this.#moving += 1;
    return { id, signal: entry.moving.signal };
  }

  done(id: OutboxId): void {
    const entry = this.#entry(id);
    if (entry === undefined || entry.moving === null) return;
    entry.moving = null;
    this.#moving -= 1;
  }

  abort(id: OutboxId): void {
    this.#entry(id)?.moving?.abort();
  }

  abortAll(): void {
    for (const entry of this.#all()) entry.moving?.abort();
  }

  /** Whoever waits because something did not work need not wait any longer. */
  endBackOffs(): void {
    const now = this.#clock.now();
    for (const entry of this.#all()) if (entry.waitsFor === 'backOff') entry.due = Math.min(entry.due, now);
  }

  *#all(): Generator<Entry> {
    for (const line of [this.#front, ...this.#batches.values()]) yield* line.values();
  }

  /** Milliseconds until a row may move; `null` when none waits for time alone. */
  nextIn(may: May): number | null {
    let next: number | null = null;
    for (const [line, mayHere] of this.#lines(may)) {
      for (const [id, entry] of line) {
        if (entry.moving !== null || !mayMove(id, entry, mayHere)) continue;
        if (next === null || entry.due < next) next = entry.due;
      }
    }
    return next === null ? null : Math.max(0, next - this.#clock.now());
  }
}

const mayMove = (id: OutboxId, entry: Entry, may: May): boolean => (entry.looks ? may.look : may.send && !may.isHeld(id));
