/**
 * The outbox (main process): sends documents and does actions, once each, to a provider that has no idempotency keys. What becomes of a row is
 * decided in `outcome.ts`; here is who may move when, and what the operator can do.
 */
import { randomUUID } from 'node:crypto';
import { naturalKeyField } from '../../contract/documents/index.ts';
import type { ActionKindName, SendableKind } from '../../contract/documents/index.ts';
import type { EventName, EventOf } from '../../contract/bridge.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { DraftId, DraftSummary, OutboxCounts, OutboxDetail, OutboxId, OutboxItem, OutboxState } from '../../contract/outbox.ts';
import type { RecordKind } from '../../contract/records.ts';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { parseDocument } from '../documents/check.ts';
import { openDocument } from '../documents/index.ts';
import type { Database } from '../store/database.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Doubt, OutboxRow, OutboxRows, StepRecord } from '../store/outbox.ts';
import type { Settings } from '../store/settings.ts';
import { itemOf, meantBy, placed } from './item.ts';
import { move } from './move.ts';
import type { Moving, OutboxFiles } from './move.ts';
import { decide, isCreated } from './outcome.ts';
import type { OutboxEvent, Rest } from './outcome.ts';
import { Schedule } from './schedule.ts';
import { restMs, usualTiming } from './timing.ts';
import type { Timing } from './timing.ts';

export type { OutboxFiles } from './move.ts';
export type { Timing } from './timing.ts';

export type Sending = 'running' | 'pausedByOperator' | 'pausedForKey';

export interface OutboxOptions {
  readonly database: Pick<Database, 'transaction'>;
  readonly rows: OutboxRows;
  readonly drafts: Drafts;
  /** Remembers that the operator paused. */
  readonly settings: Settings;
  /** Asked anew for every request: a corrected profile makes a new client. */
  readonly onflow: () => Moving['onflow'];
  readonly files: OutboxFiles;
  readonly clock: Clock;
  readonly emit: <E extends EventName>(event: E, payload: EventOf<E>) => void;
  /**
   * The provider has it: `record` as far as it is known, in the provider's fields, or `null` where it should be read again.
   * Also after the first of two steps.
   */
  readonly onConfirmed: (kind: RecordKind, code: string, record: object | null) => void;
  readonly onSending: (sending: Sending) => void;
  /** Who is at the desk, by name. */
  readonly operator?: () => string | null;
  /** Told of every step of every row inside the transaction that takes it: both are kept, or neither. `event` is `queued` or one of the engine's. */
  readonly onStep?: (row: OutboxRow, event: 'queued' | OutboxEvent['type']) => void;
  /** The database was brought back from a copy: what it knows of documents begun before `at` ends at `copiedAt` (both Unix ms). */
  readonly restored?: { readonly at: number; readonly copiedAt: number } | null;
  /** Something of the desk's own went wrong (a full disk, a defect); the row rests and is tried again. */
  readonly onTrouble: (error: unknown) => void;
  readonly timing?: Timing;
  /** 0 to 1. */
  readonly random?: () => number;
  /** Rows under way at once; the limiter has the rate. */
  readonly concurrency?: number;
}

export interface Outbox {
  /** Begins to send: what was under way when the desk last stopped is not known, and is looked up. */
  start(): void;
  /**
   * The document leaves when its undo time is over.
   * @throws DeskFailure `notFound`, `wrongState`, `invalid` (with `fields`), `referenceTaken` (with `params.reference`, `.state`, `.code`)
   */
  queue(draftId: DraftId): OutboxItem;
  /** @throws DeskFailure `invalid` (with `fields`), `referenceTaken` (the same action on the same record is under way) */
  act(kind: ActionKindName, body: unknown): OutboxItem;
  /** Oldest first; at most the newest 5,000. */
  list(states: readonly OutboxState[] | null, kind: SendableKind | null): { items: OutboxItem[]; counts: OutboxCounts };
  get(id: OutboxId): OutboxDetail | null;
  counts(): OutboxCounts;
  sending(): Sending;
  /** Back to a draft (`null` for actions), while it has not left. @throws DeskFailure `notFound`, `wrongState` */
  undo(id: OutboxId): DraftSummary | null;
  /** A rejected document back to its draft. @throws DeskFailure `notFound`, `wrongState` */
  edit(id: OutboxId): DraftSummary;
  /** A person's word on a row that needs attention, or on a product that was created and not assigned. @throws DeskFailure `notFound`, `wrongState` */
  resolve(id: OutboxId, decision: 'itIsThere' | 'sendAgain' | 'giveUp', code: string | null): OutboxItem;
  /** @throws DeskFailure `notFound`, `wrongState` */
  lookUpNow(id: OutboxId): void;
  /** Breaks off an upload; its document becomes a draft again. @throws DeskFailure `notFound`, `wrongState` */
  cancelUpload(id: OutboxId): void;
  /** Nothing more is sent; what is doubtful is still looked up. Lasts over a restart. */
  pause(): void;
  resume(): void;
  /** There is a new key. */
  onKeyChanged(): void;
  /** The network is back, or the computer woke up: back-offs are over. */
  wake(): void;
  /** Ends what is under way within `closingMs`, and leaves every row saying what is known. */
  close(): Promise<void>;
}

const pausedSetting = 'outbox.paused';
const longestList = 5_000;

export function createOutbox(options: OutboxOptions): Outbox {
  const { database, rows, drafts, settings, clock, emit } = options;
  const timing = options.timing ?? usualTiming;
  const random = options.random ?? Math.random;
  const concurrency = options.concurrency ?? 6;
  const schedule = new Schedule(clock);
  const provenFilters = new Set<RecordKind>();
  /** Uploads that the operator broke off. */
  const takenBack = new Set<OutboxId>();
  /** Look-ups that the operator asked for before the provider had its time. */
  const earlyLooks = new Set<OutboxId>();
  const underWay = new Set<Promise<void>>();
  let pausedByOperator = settings.get(pausedSetting, z.boolean(), false);
  let pausedForKey = false;
  let running = false;
  let cancelTimer = (): void => undefined;

  const sending = (): Sending => (pausedForKey ? 'pausedForKey' : pausedByOperator ? 'pausedByOperator' : 'running');

  const existing = (id: OutboxId): OutboxRow => {
    const row = rows.get(id);
    if (row === null || row.state === 'withdrawn') throw new DeskFailure({ code: 'notFound' });
    return row;
  };

  /** Decides, commits, and only then tells. @throws DeskFailure `wrongState` */
  function apply(id: OutboxId, event: OutboxEvent): OutboxRow {
    const { row, rest, keyRefused } = database.transaction(() => {
      const before = existing(id);
      const decision = decide(before, placed(before, event));
      if (decision === null) throw new DeskFailure({ code: 'wrongState', params: { state: before.state } });
      const now = clock.wall();
      const waitMs = restMs(decision.rest, timing, random);
      const row: OutboxRow = { ...before, ...decision.next, updatedAt: now, retryAt: waitMs > 0 ? now + waitMs : null };
      rows.put(row);
      if (row.draftId !== null) settleDraft(before, row, row.draftId);
      options.onStep?.(row, event.type);
      return { row, rest: { why: decision.rest.for, waitMs }, keyRefused: decision.keyRefused };
    });
    plan(row, rest);
    if (keyRefused && !pausedForKey) {
      pausedForKey = true;
      options.onSending(sending());
    }
    emit('outbox.changed', { item: row.state === 'withdrawn' ? null : itemOf(row), counts: rows.counts() });
    if (row.draftId !== null && (row.state === 'rejected' || row.state === 'withdrawn')) emit('drafts.changed', { id: row.draftId });
    return row;
  }

  /** What became of the document decides what becomes of its draft; both in one transaction. */
  function settleDraft(before: OutboxRow, row: OutboxRow, draftId: DraftId): void {
    if (row.state === 'confirmed') drafts.markSent(draftId);
    // Rejected: it is editable again at once. A product that was created has nothing left to edit.
    if (row.state === 'rejected' && !isCreated(row)) drafts.bringBack(draftId, row.error);
    if (row.state === 'withdrawn') drafts.bringBack(draftId, before.state === 'rejected' ? row.error : null);
  }

  function plan(row: OutboxRow, rest: { why: Rest['for']; waitMs: number }): void {
    if (row.state === 'queued' || row.state === 'unknown') {
      const waitsFor = rest.why === 'settling' ? 'settling' : rest.why === 'nothing' ? 'itsTurn' : 'backOff';
      schedule.set(row.id, rest.waitMs, waitsFor, row.state === 'unknown');
    } else if (row.state !== 'sending') schedule.remove(row.id);
  }

  function pump(): void {
    cancelTimer();
    if (!running) return;
    const may = { send: sending() === 'running', look: !pausedForKey };
    while (schedule.moving < concurrency) {
      const settled = schedule.take(may);
      if (settled === null) break;
      start(settled.id, settled.signal);
    }
    const wait = schedule.moving < concurrency ? schedule.nextIn(may) : null;
    if (wait !== null) cancelTimer = clock.after(wait, pump);
  }

  function start(id: OutboxId, signal: AbortSignal): void {
    const moved = moveOnce(id, signal)
      .catch((error: unknown) => {
        options.onTrouble(error);
        schedule.set(id, timing.backOffMostMs, 'backOff', false);
      })
      .finally(() => {
        schedule.done(id);
        underWay.delete(moved);
        if (takenBack.delete(id)) takeBack(id);
        pump();
      });
    underWay.add(moved);
  }

  async function moveOnce(id: OutboxId, signal: AbortSignal): Promise<void> {
    const found = rows.get(id);
    if (found === null || (found.state !== 'queued' && found.state !== 'unknown' && found.state !== 'sending')) {
      schedule.remove(id);
      return;
    }
    // It says `sending`, and nobody is sending: the last move ended without being able to write down how.
    if (found.state === 'sending') {
      apply(id, { type: 'restarted' });
      return;
    }
    await move(found, {
      onflow: options.onflow(),
      files: options.files,
      clock,
      provenFilters,
      signal,
      settled: !earlyLooks.delete(id),
      apply: (event) => apply(id, event),
      onProgress: (label, sent, total) => emit('upload.progress', { outboxId: id, label, sent, total }),
      onConfirmed: (kind, code, record) => {
        try {
          options.onConfirmed(kind, code, record);
        } catch (error) {
          options.onTrouble(error);
        }
      },
    });
  }
  function takeBack(id: OutboxId): void {
    const row = rows.get(id);
    if (row?.state === 'queued') apply(id, { type: 'withdrawn' });
  }

  function add(what: { kind: SendableKind; body: object; draftId: DraftId | null; begunAt: number }): OutboxRow {
    const { kind, body, draftId } = what;
    const document = openDocument(kind, body);
    const naturalKey = String((body as Record<string, unknown>)[naturalKeyField[kind]]);
    // Somebody sent this key before, never learned what became of it, and gave up: look before it leaves again.
    const doubt = document.creates ? (rows.doubtOf(kind, naturalKey) ?? forgotten(what.begunAt)) : null;
    const now = clock.wall();
    const steps: StepRecord[] = [
      ...document.files.map((file): StepRecord => ({ name: 'upload', label: file.name, state: 'waiting', file_id: file.file_id })),
      ...document.steps.map((step): StepRecord => ({ name: step.name, label: '', state: 'waiting' })),
    ];
    const row: OutboxRow = {
      id: randomUUID() as OutboxId,
      kind,
      naturalKey,
      creates: document.creates,
      body,
      draftId,
      operator: options.operator?.() ?? null,
      state: doubt === null ? 'queued' : 'unknown',
      steps,
      code: document.code,
      attempts: 0,
      leftAt: null,
      doubtSince: doubt?.since ?? null,
      misses: 0,
      failures: 0,
      error: null,
      attention: null,
      createdAt: now,
      updatedAt: now,
      leavesAt: now + timing.undoMs,
      retryAt: null,
    };
    rows.add(row);
    options.onStep?.(row, 'queued');
    return row;
  }

  /** A document begun before the desk lost its memory may have been sent in the part that was lost. */
  function forgotten(begunAt: number): Doubt | null {
    const { restored } = options;
    return restored !== null && restored !== undefined && begunAt <= restored.at ? { since: restored.copiedAt, misses: 0 } : null;
  }

  function announce(row: OutboxRow): OutboxItem {
    schedule.set(row.id, timing.undoMs, 'undo', row.state === 'unknown');
    const item = itemOf(row);
    emit('outbox.changed', { item, counts: rows.counts() });
    if (row.draftId !== null) emit('drafts.changed', { id: row.draftId });
    pump();
    return item;
  }

  function withdraw(id: OutboxId): DraftSummary | null {
    if (schedule.isMoving(id)) throw new DeskFailure({ code: 'wrongState', params: { state: 'sending' } });
    const { draftId } = apply(id, { type: 'withdrawn' });
    const draft = draftId === null ? null : drafts.get(draftId);
    if (draft === null) return null;
    const { body: _body, rejection: _rejection, ...summary } = draft;
    return summary;
  }

  return {
    start: () => {
      const found = rows.list({ states: ['queued', 'sending', 'unknown'], kind: null, limit: Number.MAX_SAFE_INTEGER });
      running = true;
      for (const row of found) {
        if (row.state === 'sending') apply(row.id, { type: 'restarted' });
        else {
          // The wall clock may have jumped meanwhile: no wait grows longer than it was when it began.
          const left = Math.max(row.leavesAt, row.retryAt ?? 0) - clock.wall();
          const most = row.attempts === 0 && row.retryAt === null ? timing.undoMs : Math.max(timing.backOffMostMs, timing.settleMs[1]);
          schedule.set(row.id, Math.min(Math.max(left, 0), most), row.state === 'unknown' ? 'settling' : 'backOff', row.state === 'unknown');
        }
      }
      pump();
    },
    queue: (draftId) => {
      const row = database.transaction(() => {
        const draft = drafts.takeForOutbox(draftId);
        const parsed = parseDocument(draft.kind, draft.body, clock.wall());
        if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
        const rejected = rows.rejectedOf(draftId);
        if (rejected !== null) rows.put({ ...rejected, state: 'withdrawn', updatedAt: clock.wall() });
        return add({ kind: draft.kind, body: parsed.body, draftId, begunAt: draft.createdAt });
      });
      return announce(row);
    },
    act: (kind, body) => {
      const parsed = parseDocument(kind, body, clock.wall());
      if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
      return announce(database.transaction(() => add({ kind, body: parsed.body, draftId: null, begunAt: clock.wall() })));
    },
    list: (states, kind) => ({ items: rows.list({ states, kind, limit: longestList }).map(itemOf), counts: rows.counts() }),
    get: (id) => {
      const row = rows.get(id);
      return row === null || row.state === 'withdrawn' ? null : { ...itemOf(row), body: row.body as OutboxDetail['body'] };
    },
    counts: () => rows.counts(),
    sending,
    undo: withdraw,
    edit: (id) => {
      const row = existing(id);
      if (row.state !== 'rejected' || row.draftId === null) throw new DeskFailure({ code: 'wrongState', params: { state: row.state } });
      const draft = withdraw(id);
      if (draft === null) throw new DeskFailure({ code: 'notFound' });
      return draft;
    },
    resolve: (id, decision, code) => {
      const row = existing(id);
      const seen = meantBy(row, code);
      const after = apply(id, { type: 'resolved', decision, code: seen.code });
      if (after.state === 'confirmed' && after.code !== null) options.onConfirmed(seen.kind, after.code, seen.record);
      pump();
      return itemOf(after);
    },
    lookUpNow: (id) => {
      if (schedule.isMoving(id)) return;
      const early = schedule.isSettling(id);
      apply(id, { type: 'lookAgain' });
      if (early) earlyLooks.add(id);
      pump();
    },
    cancelUpload: (id) => {
      const row = existing(id);
      const uploading = row.state === 'sending' && row.steps.some((step) => step.name === 'upload' && step.state === 'running');
      if (!uploading || !schedule.isMoving(id)) throw new DeskFailure({ code: 'wrongState', params: { state: row.state } });
      takenBack.add(id);
      schedule.abort(id);
    },
    pause: () => {
      pausedByOperator = true;
      settings.set(pausedSetting, true);
      options.onSending(sending());
      pump();
    },
    resume: () => {
      pausedByOperator = false;
      settings.set(pausedSetting, false);
      options.onSending(sending());
      pump();
    },
    onKeyChanged: () => {
      if (pausedForKey) {
        pausedForKey = false;
        options.onSending(sending());
      }
      schedule.endBackOffs();
      pump();
    },
    wake: () => {
      schedule.endBackOffs();
      pump();
    },
    close: async () => {
      running = false;
      cancelTimer();
      if (underWay.size === 0) return;
      let cancelGrace = (): void => undefined;
      await Promise.race([Promise.all(underWay), new Promise<void>((end) => (cancelGrace = clock.after(timing.closingMs, end)))]);
      cancelGrace();
      schedule.abortAll();
      await Promise.all(underWay);
    },
  };
}
