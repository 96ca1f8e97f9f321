/** What keeps the rows moving: who may go, how many at once, and how all of it ends. */
import type { BatchId, OutboxId } from '../../contract/outbox.ts';
import { isHeld, whenFree } from '../store/held.ts';
import type { Doubts } from './doubts.ts';
import type { Ledger } from './ledger.ts';
import { move } from './move.ts';
import type { OutboxOptions, Sending } from './offer.ts';
import type { Schedule } from './schedule.ts';
import { heldMs } from './timing.ts';
import type { Timing } from './timing.ts';
import type { Waiting } from './waiting.ts';

export interface EngineParts {
  readonly options: OutboxOptions;
  readonly timing: Timing;
  readonly schedule: Schedule;
  readonly waiting: Waiting;
  readonly doubts: Doubts;
  readonly ledger: Ledger;
  readonly sending: () => Sending;
  readonly isPaused: (batch: BatchId) => boolean;
  readonly giveUp: AbortController;
}

const usualConcurrency = 6;

export class Engine {
  readonly #parts: EngineParts;
  readonly #underWay = new Set<Promise<void>>();
  /** Uploads that the operator broke off. */
  readonly #takenBack = new Set<OutboxId>();
  #isRunning = false;
  #cancelTimer = (): void => undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** From now on rows may move. */
  start(): void {
    this.#isRunning = true;
  }

  /** Lets go whatever may go now, and comes back when the next may. */
  pump(): void {
    const { options, schedule, waiting, sending, isPaused } = this.#parts;
    this.#cancelTimer();
    if (!this.#isRunning) return;
    const troubleMs = options.troubleMs?.() ?? 0;
    // A row that waits here can be taken back; one that waits in the rate limit's queue cannot.
    if (troubleMs > 0) {
      this.#comeBackIn(troubleMs);
      return;
    }
    const concurrency = options.concurrency ?? usualConcurrency;
    const now = sending();
    const may = { send: now === 'running', look: now !== 'pausedForKey', isHeld: (id: OutboxId) => waiting.has(id), isPaused };
    while (schedule.moving < concurrency) {
      const settled = schedule.take(may);
      if (settled === null) break;
      this.#begin(settled.id, settled.signal);
    }
    const wait = schedule.moving < concurrency ? schedule.nextIn(may) : null;
    if (wait !== null) this.#comeBackIn(wait);
  }

  /** Breaks off the upload of this row, which goes back to where it came from. */
  takeBack(id: OutboxId): void {
    this.#takenBack.add(id);
    this.#parts.schedule.abort(id);
  }

  async close(): Promise<void> {
    const { options, timing, schedule, doubts, giveUp } = this.#parts;
    this.#isRunning = false;
    this.#cancelTimer();
    await doubts.close();
    if (this.#underWay.size === 0) return;
    let cancelGrace = (): void => undefined;
    const grace = new Promise<void>((end) => (cancelGrace = options.clock.after(timing.closingMs, end)));
    await Promise.race([Promise.all(this.#underWay), grace]);
    cancelGrace();
    schedule.abortAll();
    // Where this cannot be written, the row says `sending` at the next start, and is looked up then.
    giveUp.abort();
    await Promise.all(this.#underWay);
  }

  #comeBackIn(ms: number): void {
    this.#cancelTimer = this.#parts.options.clock.after(ms, () => this.pump());
  }

  #begin(id: OutboxId, signal: AbortSignal): void {
    const { options, timing, schedule } = this.#parts;
    const moved = this.#moveOnce(id, signal)
      .catch((error: unknown) => {
        options.onTrouble(error);
        schedule.set(id, isHeld(error) ? Math.min(heldMs, timing.backOffMostMs) : timing.backOffMostMs, 'backOff', false);
      })
      .finally(() => {
        schedule.done(id);
        this.#underWay.delete(moved);
        if (this.#takenBack.delete(id)) this.#withdraw(id).catch(options.onTrouble);
        this.pump();
      });
    this.#underWay.add(moved);
  }

  async #moveOnce(id: OutboxId, signal: AbortSignal): Promise<void> {
    const { options, schedule, doubts, ledger, giveUp } = this.#parts;
    const { clock, rows } = options;
    await options.beforeSending?.();
    const found = rows.get(id);
    if (found === null || (found.state !== 'queued' && found.state !== 'unknown' && found.state !== 'sending')) {
      schedule.remove(id);
      return;
    }
    // The row says `sending`, and nobody is sending: the last move could not write down how it ended.
    if (found.state === 'sending') {
      ledger.apply(id, { type: 'restarted' });
      return;
    }
    await move(found, {
      onflow: options.onflow(),
      files: options.files,
      clock,
      lookUps: doubts.lookUps,
      signal,
      ...doubts.look(found),
      onMade: (code) => doubts.made(found, code),
      apply: (event) => ledger.applyWhenFree(id, event),
      whenFree: (work) => whenFree(work, { clock, giveUp: giveUp.signal }),
      onProgress: (label, sent, total) => options.emit('upload.progress', { outboxId: id, label, sent, total }),
      onConfirmed: (kind, code, record) => {
        try {
          options.onConfirmed(kind, code, record);
        } catch (error) {
          options.onTrouble(error);
        }
      },
    });
  }

  async #withdraw(id: OutboxId): Promise<void> {
    const row = this.#parts.options.rows.get(id);
    if (row?.state === 'queued') await this.#parts.ledger.applyWhenFree(id, { type: 'withdrawn' });
  }
}
