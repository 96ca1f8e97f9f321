/** Moves rows of the outbox: decides, commits, and only then tells. */
import type { DraftId, OutboxId, OutboxItem } from '../../contract/outbox.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { withOasins } from '../documents/index.ts';
import { isHeld, whenFree } from '../store/held.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { Doubts } from './doubts.ts';
import { itemOf, placed } from './item.ts';
import type { OutboxOptions } from './offer.ts';
import { decide, isCreated } from './outcome.ts';
import type { OutboxEvent, Rest } from './outcome.ts';
import type { Schedule } from './schedule.ts';
import { heldMs, restMs } from './timing.ts';
import type { Timing } from './timing.ts';
import type { Waiting } from './waiting.ts';

export interface LedgerParts extends Pick<OutboxOptions, 'database' | 'rows' | 'drafts' | 'clock' | 'emit' | 'onStep'> {
  readonly timing: Timing;
  readonly random: () => number;
  readonly schedule: Schedule;
  readonly waiting: Waiting;
  readonly doubts: Doubts;
  /** Aborted when nothing more can be written. */
  readonly giveUp: AbortSignal;
  /** A row has moved, and everybody was told. */
  readonly onMoved: (row: OutboxRow, event: OutboxEvent['type']) => void;
}

interface Moved {
  readonly row: OutboxRow;
  readonly why: Rest['for'];
  readonly waitMs: number | null;
}

export class Ledger {
  readonly #parts: LedgerParts;

  constructor(parts: LedgerParts) {
    this.#parts = parts;
  }

  /** @throws DeskFailure `notFound` */
  existing(id: OutboxId): OutboxRow {
    const row = this.#parts.rows.get(id);
    if (row === null || row.state === 'withdrawn') throw new DeskFailure({ code: 'notFound' });
    return row;
  }

  shown(row: OutboxRow): OutboxItem {
    const { waiting, doubts } = this.#parts;
    return itemOf(row, waiting.of(row.id), doubts.settling(row));
  }

  /** @throws DeskFailure `wrongState` */
  apply(id: OutboxId, event: OutboxEvent): OutboxRow {
    return this.#tell(this.#commit(id, event), event.type);
  }

  /** The same for the answer of a request. It comes once, so it is written however long another program holds the database. */
  async applyWhenFree(id: OutboxId, event: OutboxEvent): Promise<OutboxRow> {
    const { clock, giveUp } = this.#parts;
    // A row that has not left yet is tried again later.
    if (event.type === 'leaves') return this.apply(id, event);
    return this.#tell(await whenFree(() => this.#commit(id, event), { clock, giveUp }), event.type);
  }

  /** Where another program holds the database, the row says `sending`, and nobody sends. Its next move puts that right. */
  restarted(id: OutboxId): void {
    try {
      this.apply(id, { type: 'restarted' });
    } catch (error) {
      if (!isHeld(error)) throw error;
      this.#parts.schedule.set(id, heldMs, 'backOff', true);
    }
  }

  /** What the screens know of a row that stays where it is. */
  tell(row: OutboxRow): OutboxItem {
    const { waiting, emit, rows } = this.#parts;
    waiting.note(row);
    const item = this.shown(row);
    emit('outbox.changed', { item, counts: rows.counts() });
    return item;
  }

  #commit(id: OutboxId, event: OutboxEvent): Moved {
    const { database, rows, clock, timing, random, onStep } = this.#parts;
    return database.transaction(() => {
      const before = this.existing(id);
      const decision = decide(before, placed(before, event));
      if (decision === null) throw new DeskFailure({ code: 'wrongState', params: { state: before.state } });
      const now = clock.wall();
      const lastMs = Math.max(0, (before.retryAt ?? 0) - before.updatedAt);
      const waitMs = decision.rest.for === 'asBefore' ? null : restMs(decision.rest, timing, random, lastMs);
      const retryAt = waitMs === null ? before.retryAt : waitMs > 0 ? now + waitMs : null;
      const body = event.type === 'productsKnown' ? withOasins(before.kind, before.body, event.oasins) : before.body;
      const row: OutboxRow = { ...before, ...decision.next, body, updatedAt: now, retryAt };
      rows.put(row);
      if (body !== before.body) rows.putBody(id, body);
      if (row.draftId !== null) this.#settleDraft(before, row, row.draftId);
      onStep?.(row, event.type);
      return { row, why: decision.rest.for, waitMs };
    });
  }

  /** The draft follows its document, in the same transaction. */
  #settleDraft(before: OutboxRow, row: OutboxRow, draftId: DraftId): void {
    const { drafts } = this.#parts;
    if (row.state === 'confirmed') drafts.markSent(draftId);
    // Rejected: it is editable again at once. A product that was created has nothing left to edit.
    if (row.state === 'rejected' && !isCreated(row)) drafts.bringBack(draftId, row.error);
    if (row.state === 'withdrawn') drafts.bringBack(draftId, before.state === 'rejected' ? row.error : null);
  }

  #tell({ row, why, waitMs }: Moved, event: OutboxEvent['type']): OutboxRow {
    const { waiting, doubts, emit, rows, onMoved } = this.#parts;
    if (waitMs !== null) this.#plan(row, why, waitMs);
    waiting.note(row);
    doubts.note(row);
    emit('outbox.changed', { item: row.state === 'withdrawn' ? null : this.shown(row), counts: rows.counts() });
    if (row.draftId !== null && (row.state === 'rejected' || row.state === 'withdrawn')) emit('drafts.changed', { id: row.draftId });
    onMoved(row, event);
    return row;
  }

  #plan(row: OutboxRow, why: Rest['for'], waitMs: number): void {
    const { schedule } = this.#parts;
    if (row.state === 'queued' || row.state === 'unknown') {
      const waitsFor = why === 'settling' ? 'settling' : why === 'nothing' ? 'itsTurn' : 'backOff';
      schedule.set(row.id, waitMs, waitsFor, row.state === 'unknown');
    } else if (row.state !== 'sending') schedule.remove(row.id);
  }
}
