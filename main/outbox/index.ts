/**
 * The outbox: sends documents and does actions, once each, NOTE(lost-answer). What becomes of a row is decided in `outcome.ts`. Here is who
 * may move when, and what the operator can do.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { AwaitedProduct, DraftBody, DraftId, DraftSummary, OutboxDetail, OutboxId, OutboxItem } from '../../contract/outbox.ts';
import { z } from 'zod';
import type { DocumentKindName, SendableKind } from '../../contract/documents/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import { asTyped } from '../documents/asTyped.ts';
import { openDocument } from '../documents/index.ts';
import { parseDocument, settleAwaited } from '../documents/check.ts';
import { laterWrites } from '../store/held.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { RowUnderWay } from '../store/outboxRows.ts';
import { Awaited } from './awaited.ts';
import { createBatches } from './batches.ts';
import { Doubts } from './doubts.ts';
import { Engine } from './engine.ts';
import { meantBy } from './item.ts';
import { Ledger } from './ledger.ts';
import { type Entered, newRow, stepsOf } from './newRow.ts';
import type { Outbox, OutboxOptions, Sending } from './offer.ts';
import type { OutboxEvent } from './outcome.ts';
import { pausedBatches } from './pausedBatches.ts';
import { productsOf } from './products.ts';
import { Schedule } from './schedule.ts';
import { usualTiming } from './timing.ts';
import { Waiting } from './waiting.ts';

export type { Outbox, OutboxOptions } from './offer.ts';
export type { Timing } from './timing.ts';

const pausedSetting = 'outbox.paused';
const noOperator = (): null => null;
const longestList = 5_000;
const mostArchived = 100;

export function createOutbox(options: OutboxOptions): Outbox {
  const { database, rows, drafts, settings, clock, emit } = options;
  const timing = options.timing ?? usualTiming;
  const mayAsk = options.mayAsk ?? (() => true);
  let pausedByOperator = settings.get(pausedSetting, z.boolean(), false);
  const sending = (): Sending => (!mayAsk() ? 'pausedForKey' : pausedByOperator ? 'pausedByOperator' : 'running');

  const schedule = new Schedule(clock);
  const products = productsOf({ rows, drafts, oasinOf: options.oasinOf });
  const waiting = new Waiting(rows.waiting(), products.standing);
  const later = laterWrites(clock, (line) => options.onTrouble(new Error(line)));
  const giveUp = new AbortController();
  // The database may be held by another program. A look-up must not fail because its proof cannot be written at once.
  const doubts = new Doubts({
    ...options,
    settings: { ...settings, set: (name, value) => later.write(() => settings.set(name, value)) },
    timing,
    onProven: lookAgainAt,
  });
  const random = options.random ?? Math.random;
  const ledger = new Ledger({ ...options, timing, random, schedule, waiting, doubts, giveUp: giveUp.signal, onMoved });
  const paused = pausedBatches(settings);
  const engine = new Engine({ options, timing, schedule, waiting, doubts, ledger, sending, isPaused: paused.has, giveUp });
  const pump = (): void => engine.pump();
  const awaited = new Awaited({ ...options, timing, waiting, products, ledger, pump });

  function onMoved(row: OutboxRow, event: OutboxEvent['type']): void {
    if (row.kind === goodsKind) awaited.considerThose((product) => product.sku === row.naturalKey);
    // It was looked up and not found, or a person sends it again: now it waits for its products as others do.
    if (event !== 'productsKnown' && row.state === 'queued') awaited.consider(row);
  }

  /** A look-up was seen to work. Rows that it could not decide before are looked up again. */
  function lookAgainAt(kind: SendableKind): void {
    for (const row of rows.list({ states: ['unknown', 'needs_attention'], kind, limit: Number.MAX_SAFE_INTEGER })) {
      if ((row.state === 'unknown' && !schedule.isMoving(row.id)) || row.attention?.reason === 'cannotLookUp')
        ledger.apply(row.id, { type: 'lookAgain' });
    }
    pump();
  }

  function add(entered: Entered, despite: readonly string[] = [], operator = options.operator ?? noOperator): OutboxRow {
    const row = newRow(entered, { ...options, operator, undoMs: timing.undoMs });
    rows.add(row);
    options.onStep?.(row, 'queued', despite);
    return row;
  }

  function announce(row: OutboxRow): OutboxItem {
    schedule.set(row.id, timing.undoMs, 'undo', row.state === 'unknown');
    doubts.note(row);
    const item = ledger.tell(row);
    if (row.draftId !== null) emit('drafts.changed', { id: row.draftId });
    const concerns = (product: AwaitedProduct): boolean => product.sku === row.naturalKey || product.draftId === row.draftId;
    // Also those that wait for it under the SKU it had before it was mended.
    if (row.kind === goodsKind) awaited.considerThose(concerns);
    pump();
    return item;
  }

  function withdraw(id: OutboxId): DraftSummary | null {
    if (schedule.isMoving(id)) throw new DeskFailure({ code: 'wrongState', params: { state: 'sending' } });
    const { draftId } = ledger.apply(id, { type: 'withdrawn' });
    const draft = draftId === null ? null : drafts.get(draftId);
    if (draft === null) return null;
    const { body: _body, rejection: _rejection, ...summary } = draft;
    return summary;
  }

  const batches = createBatches({
    ...options,
    giveUp: giveUp.signal,
    add: (entered, operator, despite = []) => add(entered, despite, () => operator),
    awaited: products.standing,
    onAdded: (row) => {
      if (row.batch !== null) schedule.putBehind(row.id, row.batch);
      schedule.set(row.id, timing.undoMs, 'undo', row.state === 'unknown');
      doubts.note(row);
      waiting.note(row);
    },
    onAll: (added) => {
      // Told once: the page reads its rows again.
      emit('outbox.changed', { item: null, counts: rows.counts() });
      const skus = new Set(added.flatMap(({ kind, naturalKey }) => (kind === goodsKind ? [naturalKey] : [])));
      if (skus.size > 0) awaited.considerThose(({ sku }) => skus.has(sku));
      pump();
    },
    withdraw,
  });

  const newest = (kind: DocumentKindName): DraftBody | null =>
    (rows.newestBy(options.operator?.() ?? null, kind)?.body ?? null) as DraftBody | null;

  /** When a row that was found at the start may move. The wall clock may have jumped meanwhile: no wait grows longer than it was. */
  function resume(row: RowUnderWay): void {
    const left = Math.max(row.leavesAt, row.retryAt ?? 0) - clock.wall();
    const most = row.attempts === 0 && row.retryAt === null ? timing.undoMs : Math.max(timing.backOffMostMs, timing.settleMs[1]);
    const isDoubtful = row.state === 'unknown';
    schedule.set(row.id, Math.min(Math.max(left, 0), most), isDoubtful ? 'settling' : 'backOff', isDoubtful);
  }

  function setPaused(isPaused: boolean): void {
    settings.set(pausedSetting, isPaused);
    pausedByOperator = isPaused;
    options.onSending(sending());
    pump();
  }

  return {
    start: () => {
      const found = rows.underWay();
      engine.start();
      for (const row of found) {
        doubts.note(row);
        if (row.batch !== null) schedule.putBehind(row.id, row.batch);
        if (row.state === 'sending') ledger.restarted(row.id);
        else resume(row);
      }
      awaited.considerAll();
      batches.resume();
    },
    queue: (draftId, despite = []) => {
      const row = database.transaction(() => {
        const draft = drafts.takeForOutbox(draftId);
        const parsed = parseDocument(draft.kind, draft.body, clock.wall());
        if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
        const settled = settleAwaited(draft.kind, parsed.body, { wall: clock.wall(), awaited: products.standing });
        if (!settled.ok) throw new DeskFailure(settled.error);
        const rejected = rows.rejectedOf(draftId);
        if (rejected !== null) rows.put({ ...rejected, state: 'withdrawn', updatedAt: clock.wall() });
        return add({ kind: draft.kind, body: settled.body, awaits: settled.awaits, draftId, begunAt: draft.createdAt }, despite);
      });
      return announce(row);
    },
    act: (kind, body) => {
      const parsed = parseDocument(kind, body, clock.wall());
      if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
      return announce(database.transaction(() => add({ kind, body: parsed.body, awaits: [], draftId: null, begunAt: clock.wall() })));
    },
    actMany: batches.actMany,
    undoMany: batches.undoMany,
    undoThese: batches.undoThese,
    enterMany: batches.enterMany,
    standingOf: (those) => rows.standingOf(those),
    withdrawnOf: (those) => rows.withdrawnOf(those),
    isPaused: paused.has,
    pauseBatches: paused.add,
    resumeBatches: (resumed) => {
      paused.remove(resumed);
      pump();
    },
    list: (states, kind) => ({
      items: rows
        .list({ states, kind, limit: longestList })
        .toReversed()
        .map((row) => ledger.shown(row)),
      counts: rows.counts(),
    }),
    page: (query) => {
      const { rows: found, ...page } = rows.page(query, clock.wall());
      return { ...page, items: found.map((row) => ledger.shown(row)), counts: rows.counts() };
    },
    archived: (search) =>
      rows
        .archived(search, mostArchived)
        .toReversed()
        .map((row) => ledger.shown(row)),
    get: (id) => {
      const row = rows.get(id);
      return row === null || row.state === 'withdrawn' ? null : { ...ledger.shown(row), body: row.body as OutboxDetail['body'] };
    },
    counts: () => rows.counts(),
    newest,
    begin: (kind) => {
      const body = newest(kind) ?? {};
      return Object.fromEntries(kindOf(kind).staysTheSame.flatMap((field) => (body[field] === undefined ? [] : [[field, body[field]]])));
    },
    product: products.standing,
    products: products.offered,
    productsChanged: (draftId) => {
      awaited.considerThose((product) => (draftId === null ? product.stands === 'withoutCode' : product.draftId === draftId));
      pump();
    },
    sending,
    undo: withdraw,
    amend: (id, fields) => {
      const row = ledger.existing(id);
      const hasLeft = row.state !== 'queued' || row.attempts > 0 || row.doubtSince !== null || schedule.isMoving(id);
      if (hasLeft) throw new DeskFailure({ code: 'wrongState', params: { state: row.state } });
      const parsed = parseDocument(row.kind, { ...asTyped(row.body as DraftBody), ...fields }, clock.wall());
      if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
      // What was uploaded of it before is uploaded still.
      const done = new Map(row.steps.flatMap((step) => (step.file_id === undefined ? [] : [[step.file_id, step] as const])));
      const steps = stepsOf(openDocument(row.kind, parsed.body)).map((step) => done.get(step.file_id ?? '') ?? step);
      const after: OutboxRow = { ...row, body: parsed.body, steps, updatedAt: clock.wall() };
      database.transaction(() => {
        rows.amend(after);
        if (row.draftId !== null) drafts.amend(row.draftId, fields);
        options.onStep?.(after, 'amended');
      });
      const item = ledger.tell(after);
      pump();
      return item;
    },
    edit: (id) => {
      const row = ledger.existing(id);
      const isDocument = row.draftId !== null || row.creates;
      if (row.state !== 'rejected' || !isDocument) throw new DeskFailure({ code: 'wrongState', params: { state: row.state } });
      if (row.draftId === null) {
        const draftId = crypto.randomUUID() as DraftId;
        database.transaction(() => {
          drafts.save({ id: draftId, kind: row.kind as DocumentKindName, body: asTyped(row.body as DraftBody) });
          rows.giveDraft(id, draftId);
        });
      }
      const draft = withdraw(id);
      if (draft === null) throw new DeskFailure({ code: 'notFound' });
      return draft;
    },
    resolve: (id, decision, code) => {
      const row = ledger.existing(id);
      const seen = meantBy(row, code);
      const after = ledger.apply(id, { type: 'resolved', decision, code: seen.code });
      if (after.state === 'confirmed' && after.code !== null) options.onConfirmed(seen.kind, after.code, seen.record);
      pump();
      return ledger.shown(after);
    },
    resolveMany: (ids, decision) => {
      const left = ids.filter((id) => {
        try {
          const state = rows.get(id)?.state;
          const isLookedUp = decision === 'lookAgain' && state === 'unknown' && !schedule.isMoving(id);
          if (state !== 'needs_attention' && !isLookedUp) return true;
          ledger.apply(id, decision === 'lookAgain' ? { type: 'lookAgain' } : { type: 'resolved', decision, code: null });
          return false;
        } catch (error) {
          // One row may have moved meanwhile. The others are decided all the same.
          if (!(error instanceof DeskFailure)) options.onTrouble(error);
          return true;
        }
      });
      pump();
      return left;
    },
    decideNow: (id) => {
      if (schedule.isMoving(id)) throw new DeskFailure({ code: 'wrongState', params: { state: 'unknown' } });
      return ledger.shown(ledger.apply(id, { type: 'handedOver' }));
    },
    lookUpNow: (id) => {
      if (schedule.isMoving(id)) return;
      ledger.apply(id, { type: 'lookAgain' });
      pump();
    },
    cancelUpload: (id) => {
      const row = ledger.existing(id);
      const uploading = row.state === 'sending' && row.steps.some((step) => step.name === 'upload' && step.state === 'running');
      if (!uploading || !schedule.isMoving(id)) throw new DeskFailure({ code: 'wrongState', params: { state: row.state } });
      engine.takeBack(id);
    },
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    onKeyChanged: () => {
      options.onSending(sending());
      schedule.endBackOffs();
      pump();
    },
    wake: () => {
      schedule.endBackOffs();
      pump();
    },
    close: async () => {
      awaited.close();
      await engine.close();
      later.close();
    },
  };
}
