/**
 * The outbox: sends documents and does actions, once each, to a provider that has no idempotency keys. What becomes of a row
 * is decided in `outcome.ts`; here is who may move when, and what the operator can do.
 */
import { randomUUID } from 'node:crypto';
import { naturalKeyField } from '../../contract/documents/index.ts';
import type { BodyOf, SendableKind } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { AwaitedProduct, DraftId, DraftSummary, OutboxDetail, OutboxId, OutboxItem } from '../../contract/outbox.ts';
import { z } from 'zod';
import { type Settled, parseDocument, settleAwaited } from '../documents/check.ts';
import { openDocument, withOasins } from '../documents/index.ts';
import { isHeld, laterWrites, whenFree } from '../store/held.ts';
import type { Doubt, OutboxRow, StepRecord } from '../store/outboxRows.ts';
import { itemOf, meantBy, placed } from './item.ts';
import { move } from './move.ts';
import { decide, isCreated, isOpen } from './outcome.ts';
import type { OutboxEvent, Rest } from './outcome.ts';
import type { Outbox, OutboxOptions, Sending } from './offer.ts';
import { Doubts } from './doubts.ts';
import { productsOf } from './products.ts';
import { Schedule } from './schedule.ts';
import { heldMs, restMs, usualTiming } from './timing.ts';
import { Waiting } from './waiting.ts';

export type { OutboxFiles } from './move.ts';
export type { Outbox, OutboxOptions, Sending } from './offer.ts';
export type { Timing } from './timing.ts';

const pausedSetting = 'outbox.paused';
const longestList = 5_000;
const mostArchived = 100;

export function createOutbox(options: OutboxOptions): Outbox {
  const { database, rows, drafts, settings, clock, emit } = options;
  const timing = options.timing ?? usualTiming;
  const random = options.random ?? Math.random;
  const concurrency = options.concurrency ?? 6;
  const mayAsk = options.mayAsk ?? (() => true);
  const schedule = new Schedule(clock);
  const products = productsOf({ rows, drafts, oasinOf: options.oasinOf });
  const waiting = new Waiting(rows.waiting(), products.standing);
  const later = laterWrites(clock, (line) => options.onTrouble(new Error(line)));
  // A look-up must not fail because what it proved cannot be written down just now.
  const doubts = new Doubts({
    ...options,
    settings: { ...settings, set: (name, value) => later.write(() => settings.set(name, value)) },
    timing,
    onProven: lookAgainAt,
  });
  /** Uploads that the operator broke off. */
  const takenBack = new Set<OutboxId>();
  const underWay = new Set<Promise<void>>();
  const giveUp = new AbortController();
  let pausedByOperator = settings.get(pausedSetting, z.boolean(), false);
  let running = false;
  let cancelTimer = (): void => undefined;
  let cancelSecondLook = (): void => undefined;

  const sending = (): Sending => (!mayAsk() ? 'pausedForKey' : pausedByOperator ? 'pausedByOperator' : 'running');

  const existing = (id: OutboxId): OutboxRow => {
    const row = rows.get(id);
    if (row === null || row.state === 'withdrawn') throw new DeskFailure({ code: 'notFound' });
    return row;
  };

  /** Decides, commits, and only then tells. @throws DeskFailure `wrongState` */
  const apply = (id: OutboxId, event: OutboxEvent): OutboxRow => told(commit(id, event), event);

  /**
   * The same for what a request brought: it is written however long another program holds the database, because nobody will say it again.
   */
  const applyWhenFree = async (id: OutboxId, event: OutboxEvent): Promise<OutboxRow> =>
    // What has not left yet can wait for its turn elsewhere.
    event.type === 'leaves' ? apply(id, event) : told(await whenFree(() => commit(id, event), { clock, giveUp: giveUp.signal }), event);

  function commit(id: OutboxId, event: OutboxEvent) {
    return database.transaction(() => {
      const before = existing(id);
      const decision = decide(before, placed(before, event));
      if (decision === null) throw new DeskFailure({ code: 'wrongState', params: { state: before.state } });
      const now = clock.wall();
      const waitMs =
        decision.rest.for === 'asBefore'
          ? null
          : restMs(decision.rest, timing, random, Math.max(0, (before.retryAt ?? 0) - before.updatedAt));
      const retryAt = waitMs === null ? before.retryAt : waitMs > 0 ? now + waitMs : null;
      const body = event.type === 'productsKnown' ? withOasins(before.kind, before.body, event.oasins) : before.body;
      const row: OutboxRow = { ...before, ...decision.next, body, updatedAt: now, retryAt };
      rows.put(row);
      if (body !== before.body) rows.putBody(id, body);
      if (row.draftId !== null) settleDraft(before, row, row.draftId);
      options.onStep?.(row, event.type);
      return { row, rest: { why: decision.rest.for, waitMs } };
    });
  }

  function told({ row, rest }: ReturnType<typeof commit>, event: OutboxEvent): OutboxRow {
    if (rest.waitMs !== null) plan(row, { why: rest.why, waitMs: rest.waitMs });
    waiting.note(row);
    doubts.note(row);
    emit('outbox.changed', { item: row.state === 'withdrawn' ? null : shown(row), counts: rows.counts() });
    if (row.draftId !== null && (row.state === 'rejected' || row.state === 'withdrawn')) emit('drafts.changed', { id: row.draftId });
    if (row.kind === 'product') considerThose((product) => product.sku === row.naturalKey);
    // Looked up and not found, or sent again by a person: now it waits as others do.
    if (event.type !== 'productsKnown' && row.state === 'queued') consider(row);
    return row;
  }

  /** While another program holds the database the row says `sending`, and nobody sends: it is seen to with its next move. */
  function restarted(id: OutboxId): void {
    try {
      apply(id, { type: 'restarted' });
    } catch (error) {
      if (!isHeld(error)) throw error;
      schedule.set(id, heldMs, 'backOff', true);
    }
  }

  const shown = (row: OutboxRow): OutboxItem => itemOf(row, waiting.of(row.id), doubts.settling(row));

  /** What waits for such a product is looked at again: it may go now, or it waits in vain. */
  function considerThose(concerned: (product: AwaitedProduct) => boolean): void {
    for (const id of waiting.concerned(concerned)) {
      try {
        const row = rows.get(id);
        if (row !== null) consider(row);
      } catch (error) {
        // Its product has moved all the same, and no other document may suffer for it.
        options.onTrouble(error);
        cancelSecondLook();
        cancelSecondLook = clock.after(timing.backOffMostMs, considerAll);
      }
    }
  }

  function considerAll(): void {
    considerThose(() => true);
    pump();
  }

  function consider(row: OutboxRow): void {
    if (row.awaits.length === 0) return;
    const found = settledBody(row);
    if (found.ok && found.oasins.size > 0) apply(row.id, { type: 'productsKnown', oasins: found.oasins });
    // What is still being looked up is not given up before that is over.
    else if (!found.ok && row.state === 'queued') apply(row.id, { type: 'awaitedInVain', error: found.error });
    else {
      waiting.note(row);
      emit('outbox.changed', { item: shown(row), counts: rows.counts() });
    }
  }

  function settledBody(row: OutboxRow): Settled<SendableKind> {
    try {
      return settleAwaited(row.kind, row.body as BodyOf<SendableKind>, { wall: clock.wall(), awaited: products.standing });
    } catch {
      // SECURITY: without the reason, which could quote the document.
      return { ok: false, error: { code: 'invalid' } };
    }
  }

  /** What became of the document decides what becomes of its draft; both in one transaction. */
  function settleDraft(before: OutboxRow, row: OutboxRow, draftId: DraftId): void {
    if (row.state === 'confirmed') drafts.markSent(draftId);
    // Rejected: it is editable again at once. A product that was created has nothing left to edit.
    if (row.state === 'rejected' && !isCreated(row)) drafts.bringBack(draftId, row.error);
    if (row.state === 'withdrawn') drafts.bringBack(draftId, before.state === 'rejected' ? row.error : null);
  }

  /** Since a look-up was seen to work, it can say what it could not say before. */
  function lookAgainAt(kind: SendableKind): void {
    for (const row of rows.list({ states: ['unknown', 'needs_attention'], kind, limit: Number.MAX_SAFE_INTEGER })) {
      if ((row.state === 'unknown' && !schedule.isMoving(row.id)) || row.attention?.reason === 'cannotLookUp')
        apply(row.id, { type: 'lookAgain' });
    }
    pump();
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
    const troubleMs = options.troubleMs?.() ?? 0;
    // What waits here, and not in the provider's line, can be taken back.
    if (troubleMs > 0) {
      cancelTimer = clock.after(troubleMs, pump);
      return;
    }
    const may = { send: sending() === 'running', look: mayAsk(), isHeld: (id: OutboxId) => waiting.has(id) };
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
        schedule.set(id, isHeld(error) ? Math.min(heldMs, timing.backOffMostMs) : timing.backOffMostMs, 'backOff', false);
      })
      .finally(() => {
        schedule.done(id);
        underWay.delete(moved);
        if (takenBack.delete(id)) takeBack(id).catch(options.onTrouble);
        pump();
      });
    underWay.add(moved);
  }

  async function moveOnce(id: OutboxId, signal: AbortSignal): Promise<void> {
    await options.beforeSending?.();
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
      lookUps: doubts.lookUps,
      signal,
      ...doubts.look(found),
      onMade: (code) => doubts.made(found, code),
      apply: (event) => applyWhenFree(id, event),
      whenFree: (work) => whenFree(work, { clock, giveUp: giveUp.signal }),
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

  async function takeBack(id: OutboxId): Promise<void> {
    const row = rows.get(id);
    if (row?.state === 'queued') await applyWhenFree(id, { type: 'withdrawn' });
  }

  function add(what: { kind: SendableKind; body: object; awaits: readonly string[]; draftId: DraftId | null; begunAt: number }): OutboxRow {
    const { kind, body, awaits, draftId } = what;
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
      awaits,
      code: document.code,
      attempts: 0,
      leftAt: null,
      doubtSince: doubt?.since ?? null,
      misses: 0,
      failures: 0,
      // A success that could not be read stays one, whoever sends the document again.
      error: doubt !== null && doubt.error !== null && isOpen(doubt.error) ? doubt.error : null,
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
    const restored = options.restored?.() ?? null;
    return restored !== null && begunAt <= restored.at ? { since: restored.copiedAt, error: null } : null;
  }

  function announce(row: OutboxRow): OutboxItem {
    schedule.set(row.id, timing.undoMs, 'undo', row.state === 'unknown');
    waiting.note(row);
    doubts.note(row);
    const item = shown(row);
    emit('outbox.changed', { item, counts: rows.counts() });
    if (row.draftId !== null) emit('drafts.changed', { id: row.draftId });
    // Also those that wait for it under the SKU it had before it was mended.
    if (row.kind === 'product') considerThose((product) => product.sku === row.naturalKey || product.draftId === row.draftId);
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
        doubts.note(row);
        if (row.state === 'sending') restarted(row.id);
        else {
          // The wall clock may have jumped meanwhile: no wait grows longer than it was when it began.
          const left = Math.max(row.leavesAt, row.retryAt ?? 0) - clock.wall();
          const most = row.attempts === 0 && row.retryAt === null ? timing.undoMs : Math.max(timing.backOffMostMs, timing.settleMs[1]);
          schedule.set(
            row.id,
            Math.min(Math.max(left, 0), most),
            row.state === 'unknown' ? 'settling' : 'backOff',
            row.state === 'unknown',
          );
        }
      }
      considerAll();
    },
    queue: (draftId) => {
      const row = database.transaction(() => {
        const draft = drafts.takeForOutbox(draftId);
        const parsed = parseDocument(draft.kind, draft.body, clock.wall());
        if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
        const settled = settleAwaited(draft.kind, parsed.body, { wall: clock.wall(), awaited: products.standing });
        if (!settled.ok) throw new DeskFailure(settled.error);
        const rejected = rows.rejectedOf(draftId);
        if (rejected !== null) rows.put({ ...rejected, state: 'withdrawn', updatedAt: clock.wall() });
        return add({ kind: draft.kind, body: settled.body, awaits: settled.awaits, draftId, begunAt: draft.createdAt });
      });
      return announce(row);
    },
    act: (kind, body) => {
      const parsed = parseDocument(kind, body, clock.wall());
      if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
      return announce(database.transaction(() => add({ kind, body: parsed.body, awaits: [], draftId: null, begunAt: clock.wall() })));
    },
    list: (states, kind) => ({ items: rows.list({ states, kind, limit: longestList }).toReversed().map(shown), counts: rows.counts() }),
    archived: (search) => rows.archived(search, mostArchived).toReversed().map(shown),
    get: (id) => {
      const row = rows.get(id);
      return row === null || row.state === 'withdrawn' ? null : { ...shown(row), body: row.body as OutboxDetail['body'] };
    },
    counts: () => rows.counts(),
    product: products.standing,
    products: products.offered,
    productsChanged: (draftId) => {
      considerThose((product) => (draftId === null ? product.stands === 'withoutCode' : product.draftId === draftId));
      pump();
    },
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
      return shown(after);
    },
    resolveMany: (ids, decision) => {
      const left = ids.filter((id) => {
        try {
          if (rows.get(id)?.state !== 'needs_attention') return true;
          apply(id, decision === 'lookAgain' ? { type: 'lookAgain' } : { type: 'resolved', decision, code: null });
          return false;
        } catch (error) {
          // What became of one of them in the meantime keeps no other from its decision.
          if (!(error instanceof DeskFailure)) options.onTrouble(error);
          return true;
        }
      });
      pump();
      return left;
    },
    decideNow: (id) => {
      if (schedule.isMoving(id)) throw new DeskFailure({ code: 'wrongState', params: { state: 'unknown' } });
      return shown(apply(id, { type: 'handedOver' }));
    },
    lookUpNow: (id) => {
      if (schedule.isMoving(id)) return;
      apply(id, { type: 'lookAgain' });
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
      settings.set(pausedSetting, true);
      pausedByOperator = true;
      options.onSending(sending());
      pump();
    },
    resume: () => {
      settings.set(pausedSetting, false);
      pausedByOperator = false;
      options.onSending(sending());
      pump();
    },
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
      running = false;
      cancelTimer();
      cancelSecondLook();
      await doubts.close();
      if (underWay.size > 0) {
        let cancelGrace = (): void => undefined;
        await Promise.race([Promise.all(underWay), new Promise<void>((end) => (cancelGrace = clock.after(timing.closingMs, end)))]);
        cancelGrace();
        schedule.abortAll();
        // What cannot be written says `sending` at the next start, and is looked up then.
        giveUp.abort();
        await Promise.all(underWay);
      }
      later.close();
    },
  };
}
