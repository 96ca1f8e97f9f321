/** The intakes of an open connection: dropped files are copied, read beside everything else, and sent when a person says so. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import {
  type Intake,
  IntakeId,
  type IntakeFile,
  type IntakePace,
  type IntakePage,
  type IntakePart,
  largestIntakeFile,
  mostIntakeFiles,
} from '../../contract/intake.ts';
import type { AnswerOf, ParsedRequestOf } from '../../contract/bridge.ts';
import type { Language } from '../../contract/language.ts';
import type { DeskEntry, SavedFile } from '../../contract/journal.ts';
import { BatchId, type DraftId, type OutboxItem } from '../../contract/outbox.ts';
import { type Given, type Taken, filesIn, takeAll } from '../files/dropped.ts';
import type { Files } from '../files/index.ts';
import type { StoredIntake } from '../intake/intakes.ts';
import { intakeFolderOf } from '../intake/store.ts';
import type { Usage } from '../onflow/limiter.ts';
import type { CodeHolders } from '../store/codeHolders.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Outbox } from '../outbox/offer.ts';
import type { Clock } from '../time/clock.ts';
import type { Workers } from '../workers/index.ts';
import { createIntakeCutting } from './intakeCutting.ts';
import { type DraftLabelling, createDraftLabelling } from './draftLabelling.ts';
import { createPace } from './intakePace.ts';
import { createIntakeFreshness } from './intakeFreshness.ts';
import { createIntakeReading } from './intakeReading.ts';
import { createIntakeSending } from './intakeSending.ts';
import { createTaking } from './intakeTaking.ts';

export interface Intakes {
  list(): Promise<Intake[]>;
  /** @throws DeskFailure `notFound` */
  get(id: IntakeId): Promise<Intake>;
  /** @throws DeskFailure as `filesIn` and `takeAll` of main/files/dropped.ts; `notFound`, `wrongState` (`into` is being sent) */
  begin(files: readonly Given[], into: IntakeId | null, from?: Intake['from']): Promise<Intake>;
  documents(query: ParsedRequestOf<'intake.documents'>): Promise<IntakePage>;
  /** `null`: it is not there any more. */
  document(request: ParsedRequestOf<'intake.document'>): Promise<AnswerOf<'intake.document'>>;
  going(id: IntakeId): Promise<AnswerOf<'intake.going'>>;
  skus(id: IntakeId): Promise<AnswerOf<'intake.skus'>>;
  labels(query: ParsedRequestOf<'intake.labels'>): Promise<AnswerOf<'intake.labels'>>;
  /** @throws DeskFailure `notFound`, `labelsUnread` */
  labelPicture(request: ParsedRequestOf<'intake.labelPicture'>): Promise<AnswerOf<'intake.labelPicture'>>;
  map(request: ParsedRequestOf<'intake.map'>): Promise<Intake>;
  /** `null`: that row makes no document any more. @throws DeskFailure `notFound`, `wrongState` */
  mend(request: ParsedRequestOf<'intake.mend'>): Promise<AnswerOf<'intake.mend'>>;
  give(request: ParsedRequestOf<'intake.give'>): Promise<Intake>;
  link(request: ParsedRequestOf<'intake.link'>): Promise<Intake>;
  leaveOut(request: ParsedRequestOf<'intake.leaveOut'>): Promise<Intake>;
  /** @throws DeskFailure `notFound` where there is nothing to be told; `diskFull`, `storageReadOnly` */
  report(wanted: ParsedRequestOf<'intake.report'> & { readonly language: Language; readonly path: string }): Promise<SavedFile>;
  attach(request: ParsedRequestOf<'intake.attach'>): Promise<Intake>;
  /** @throws DeskFailure `wrongState` while it is sent; `diskFull`, `storageReadOnly` */
  makeDrafts(id: IntakeId): Promise<Intake>;
  /** @throws DeskFailure as `TakeOver` (intakeTaking.ts) */
  takeOver(request: ParsedRequestOf<'intake.takeOver'>): Promise<Intake>;
  check(id: IntakeId): Promise<Intake>;
  /** @throws DeskFailure `wrongState` where nothing of it can be sent */
  send(request: ParsedRequestOf<'intake.send'>): Promise<Intake>;
  pause(id: IntakeId): Promise<Intake>;
  resume(id: IntakeId): Promise<Intake>;
  undo(id: IntakeId): Promise<Intake>;
  /** @throws DeskFailure `wrongState` while it is sent */
  remove(id: IntakeId): Promise<void>;
  pace(): Promise<AnswerOf<'intake.pace'>>;
  /** Of what is being sent, so many documents are not in the outbox yet. */
  waiting(): number;
  /** The outbox sends: what a desk that stopped had left is gone on with. */
  start(): Promise<void>;
  outboxMoved(item: OutboxItem | null): void;
  /** The desk knows more of its products, or of the stock of one. */
  catalogueMoved(topic: 'product' | 'stock', code: string | null): void;
  close(): Promise<void>;
}

interface Parts {
  /** The connection's own folder. */
  readonly connection: string;
  /** Its database. */
  readonly desk: string;
  readonly holders: CodeHolders;
  readonly workers: Pick<Workers, 'run'>;
  readonly outbox: Outbox;
  readonly files: Pick<Files, 'stage'>;
  readonly drafts: Pick<Drafts, 'get' | 'save'>;
  readonly onDraft: (id: DraftId) => void;
  readonly usage: () => Usage;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly operator: () => string | null;
  /** This SKU of a marketplace stands for these products, in every file. */
  readonly remember: (text: string, parts: readonly IntakePart[]) => void;
  readonly journal: (entry: Pick<DeskEntry, 'event' | 'reason'>) => void;
  readonly onChanged: (id: IntakeId) => void;
  /** What came by the watched folder was read and checked: it waits for a person. */
  readonly onWatched: (id: IntakeId) => void;
  /** Puts a label to an open draft; `null` where that holds another by now, or is none any more. */
  readonly putLabel: DraftLabelling['put'];
  /** Of drafts that are made of labels. */
  /** All of the provider's products were read once. */
  readonly knowsProducts: () => boolean;
  readonly newDrafts: Pick<Parameters<typeof createDraftLabelling>[0], 'says' | 'begin' | 'save'>;
  readonly closing: AbortSignal;
}

/** Told at most so often of one intake, in milliseconds. */
const tellMs = 250;
/** What is over is listed so long. */
const listedMs = 30 * 24 * 60 * 60_000;

export function createIntakes(parts: Parts): Intakes {
  const { connection, workers, outbox, clock, closing, log } = parts;
  const folderOf = (id: IntakeId): string => join(intakeFolderOf(connection), id);
  const pace = createPace({ clock, usage: parts.usage });
  const cutting = createIntakeCutting({ connection, workers, closing });
  const labelling = createDraftLabelling({
    connection,
    workers,
    cutting,
    files: parts.files,
    put: parts.putLabel,
    ...parts.newDrafts,
    onPut: async (id, count) => parts.journal({ event: 'labelsToDrafts', reason: `${(await stored(id)).name} · ${count}` }),
    closing,
  });
  const take = createTaking({ ...parts, cutting });
  const sending = createIntakeSending({
    connection,
    desk: parts.desk,
    holders: parts.holders,
    workers,
    outbox,
    files: parts.files,
    cutting,
    clock,
    closing,
    onHanded: (id, count) => {
      const known = underWay.get(id);
      if (known !== undefined) underWay.set(id, { ...known, toHand: Math.max(0, known.toHand - count) });
    },
    onMoved: (id) => changed(id),
    onTrouble: (error) => log(`intake: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
  /** Being sent, by their batches. */
  const underWay = new Map<IntakeId, { readonly batches: ReadonlySet<BatchId>; readonly toHand: number }>();
  const timers = new Map<IntakeId, () => void>();

  /** Gathered: a page that reads an intake a hundred times a second does nothing else. */
  function changed(id: IntakeId): void {
    if (closing.aborted || timers.has(id)) return;
    timers.set(
      id,
      clock.after(tellMs, () => {
        timers.delete(id);
        parts.onChanged(id);
        if (underWay.has(id)) void settle(id).catch((error: unknown) => closing.aborted || log(`intake: ${String(error)}`));
      }),
    );
  }

  const shown = (
    { toGo: _toGo, toHand: _toHand, refused: _refused, asked: _asked, sentBy: _by, batches: _all, ...intake }: StoredIntake,
    of: StoredIntake,
  ): Intake => ({
    ...intake,
    stage: sending.stageOf(of),
    progress: sending.progressOf(of),
    doing: reading.doing(of.id),
    awaitsProducts: intake.unknownSkus > 0 && !parts.knowsProducts(),
  });
  const stored = (id: IntakeId): Promise<StoredIntake> => workers.run('intake.get', { connection, id });
  const get = async (id: IntakeId): Promise<Intake> => {
    const intake = await stored(id);
    return shown(intake, intake);
  };
  const setStage = (id: IntakeId, stage: Intake['stage'], trouble: Intake['trouble'] = null): Promise<void> =>
    workers.run('intake.stage', { connection, id, stage, trouble, at: clock.wall() });
  async function end({ id, batch }: StoredIntake, as: 'done' | 'undone'): Promise<void> {
    if (!(await workers.run('intake.end', { connection, id, as, batch, at: clock.wall() }))) return;
    underWay.delete(id);
    parts.onChanged(id);
  }
  /** What was told to go is all there: that is written down, and it counts as over from then. */
  async function settle(id: IntakeId): Promise<void> {
    const intake = await stored(id);
    if (underWay.has(id)) watch(intake);
    if (intake.stage !== 'sending' || sending.stageOf(intake) !== 'done') return;
    await end(intake, 'done');
    // What does not go without a person's word is asked about as when it was checked first, with what is known by now.
    if (intake.asked > 0 && !underWay.has(id)) void reading.checkAnew(id);
  }
  const reading = createIntakeReading({
    connection,
    desk: parts.desk,
    workers,
    clock,
    closing,
    setStage: (id, stage, trouble) => setStage(id, stage, trouble),
    onChanged: (id) => changed(id),
    onChecked: (id) => labelling.settle(id),
    onProducts: (id, products) => freshness.checked(id, products),
    log,
  });
  const freshness = createIntakeFreshness({
    clock,
    waiting: async () =>
      (await workers.run('intake.list', { connection, since: clock.wall() }))
        .filter(({ stage, counts }) => (stage === 'ready' || stage === 'needsMapping') && isAnything(counts))
        .map(({ id }) => id),
    checkAgain: (id) => reading.checkQuietly(id),
    closing,
    onTrouble: (error) => log(`intake: ${String(error)}`),
  });
  /** A person says something, and all of it is looked at again; what is being sent is let be. */
  async function say(id: IntakeId, word: () => Promise<unknown>): Promise<Intake> {
    await mustRest(id);
    // At once: whoever sends in this moment would send what was before this word.
    await setStage(id, 'checking');
    try {
      await word();
    } finally {
      void reading.checkAnew(id);
      changed(id);
    }
    return get(id);
  }
  /** A person who drops a file again means it; a program that puts it there again does not. @throws DeskFailure `intakeFileTwice` */
  async function mustBeNew(taken: readonly Taken[], id: IntakeId): Promise<void> {
    const before: { readonly name: string; readonly of: string }[] = [];
    for (const { name, sha256 } of taken) {
      const of = sha256 === null ? null : await workers.run('intake.knows', { connection, sha256, besides: id });
      if (of === null) return;
      before.push({ name, of });
    }
    const [first] = before;
    if (first !== undefined) throw new DeskFailure({ code: 'intakeFileTwice', params: { ...first } });
  }
  const watch = ({ id, batches, toHand }: StoredIntake): void => void underWay.set(id, { batches: new Set(batches), toHand });
  /** @throws DeskFailure `wrongState` while any of it is still to be sent */
  async function mustRest(id: IntakeId): Promise<void> {
    await settle(id);
    const { stage } = await stored(id);
    if (stage === 'sending') throw new DeskFailure({ code: 'wrongState', params: { state: stage } });
  }

  return {
    list: async () =>
      (await workers.run('intake.list', { connection, since: clock.wall() - listedMs })).map((intake) => shown(intake, intake)),
    get,
    begin: async (given, into, from = 'drop') => {
      if (into !== null) await mustRest(into);
      const files = await filesIn(given, mostIntakeFiles);
      const id = into ?? IntakeId.parse(randomUUID());
      try {
        const taken = await takeAll(files, folderOf(id), largestIntakeFile);
        if (from === 'watched') await mustBeNew(taken, id);
        await workers.run('intake.enter', {
          connection,
          intake: { id, name: nameOf(given), operator: from === 'drop' ? parts.operator() : null, madeAt: clock.wall(), from },
          files: taken.map(({ name, sha256, size, error }) => ({
            name,
            sha256: sha256 ?? '',
            size,
            kind: kindByName(name),
            trouble: error === null ? null : { code: error.code, params: { ...error.params } },
          })),
        });
      } catch (error) {
        if (into === null) await rm(folderOf(id), { recursive: true, force: true });
        throw error;
      }
      const read = reading.read(id);
      if (from === 'watched') void read.then(() => closing.aborted || parts.onWatched(id));
      changed(id);
      return get(id);
    },
    documents: (query) => workers.run('intake.documents', { connection, query }),
    document: (request) => workers.run('intake.document', { connection, ...request }),
    going: (id) => workers.run('intake.going', { connection, id }),
    skus: (id) => workers.run('intake.skus', { connection, id }),
    labelPicture: ({ id, piece, width }) => cutting.picture(id, piece, width),
    labels: (query) => workers.run('intake.labels', { connection, query }),
    map: ({ id, file, sheet, mapping, remember }) =>
      say(id, () => workers.run('intake.map', { connection, id, file, sheet, mapping, remember, at: clock.wall() })),
    give: ({ id, field, value, sheet }) => say(id, () => workers.run('intake.give', { connection, id, field, value, sheet })),
    mend: async ({ id, document, row, column, text }) => {
      await mustRest(id);
      // At once: whoever sends in this moment would send what stood there before.
      await setStage(id, 'checking');
      const where = await workers.run('intake.mend', { connection, id, document, row, column, text });
      await reading.checkAnew(id);
      if (where === null) throw new DeskFailure({ code: 'notFound' });
      if (where === 'sent') throw new DeskFailure({ code: 'wrongState', params: { state: 'sent' } });
      return workers.run('intake.atRow', { connection, id, ...where, row });
    },
    link: ({ id, text, parts: those, remember }) =>
      say(id, async () => {
        await workers.run('intake.link', { connection, id, text, parts: those });
        if (remember && those.length > 0) parts.remember(text, those);
        const reason = `${text} → ${those.map(({ oasin, pieces }) => `${pieces} × ${oasin}`).join(', ')}`;
        parts.journal({ event: 'skuLinked', reason });
      }),
    attach: ({ id, piece, document, undecided = false }) =>
      say(id, async () => {
        await workers.run('intake.attach', { connection, id, piece, document, undecided });
        parts.journal({ event: 'labelAttached', reason: `${piece} → ${undecided ? '?' : (document ?? '—')}` });
      }),
    makeDrafts: (id) =>
      say(id, async () => {
        const count = await labelling.makeDrafts(id);
        if (count > 0) parts.journal({ event: 'labelsToDrafts', reason: `${(await stored(id)).name} · ${count}` });
      }),
    takeOver: ({ id, document }) => say(id, async () => parts.journal({ event: 'orderTakenOver', reason: await take(id, document) })),
    check: (id) => say(id, () => Promise.resolve()),
    report: ({ id, what, format, language, path }) =>
      workers.run('intake.report', { connection, desk: parts.desk, id, what, format, language, path }, { signal: closing }),
    leaveOut: async (request) => {
      const intake = await workers.run('intake.leaveOut', { connection, ...request });
      changed(request.id);
      return shown(intake, intake);
    },
    send: async ({ id, despite = [] }) => {
      // What is sent rests on what is known now, and not on what was known when the files came.
      if (freshness.isStale(id)) freshness.checked(id, await reading.checkQuietly(id));
      const before = await stored(id);
      const going = await workers.run('intake.plan', {
        connection,
        id,
        batch: BatchId.parse(randomUUID()),
        by: parts.operator(),
        at: clock.wall(),
        despite,
      });
      if (going === 0) throw new DeskFailure({ code: 'wrongState', params: { state: before.stage } });
      parts.journal({ event: 'intakeSent', reason: `${before.name} · ${going}` });
      const intake = await stored(id);
      watch(intake);
      sending.goOn(id);
      changed(id);
      return shown(intake, intake);
    },
    pause: async (id) => {
      const intake = await stored(id);
      sending.pause(intake);
      parts.journal({ event: 'intakePaused', reason: intake.name });
      changed(id);
      return shown(intake, intake);
    },
    resume: async (id) => {
      const intake = await stored(id);
      sending.resume(intake);
      parts.journal({ event: 'intakeResumed', reason: intake.name });
      changed(id);
      return shown(intake, intake);
    },
    undo: async (id) => {
      const intake = await stored(id);
      if (intake.stage !== 'sending') throw new DeskFailure({ code: 'wrongState', params: { state: intake.stage } });
      const taken = await sending.undo(intake);
      parts.journal({ event: 'intakeUndone', reason: `${intake.name} · ${taken}` });
      const after = await stored(id);
      // What has left goes on, and with it the intake.
      if (after.toGo === 0) await end(after, 'undone');
      else await settle(id);
      changed(id);
      return get(id);
    },
    remove: async (id) => {
      const intake = await stored(id);
      if (intake.stage === 'sending' && sending.stageOf(intake) !== 'done')
        throw new DeskFailure({ code: 'wrongState', params: { state: intake.stage } });
      // What is still written of it meanwhile would be of nothing.
      await reading.drop(id);
      await workers.run('intake.remove', { connection, id });
      await rm(folderOf(id), { recursive: true, force: true, maxRetries: 3 });
      parts.journal({ event: 'intakeRemoved', reason: intake.name });
      changed(id);
    },
    pace: async (): Promise<IntakePace> => {
      const all = await Promise.all([...underWay.keys()].map((id) => stored(id)));
      const left = all.reduce((sum, intake) => {
        const progress = sending.progressOf(intake);
        return sum + (progress === null ? 0 : progress.left + progress.queued);
      }, 0);
      const isPaused = outbox.sending() !== 'running' || (all.length > 0 && all.every((intake) => sending.stageOf(intake) === 'paused'));
      return pace.now(left, isPaused);
    },
    waiting: () => [...underWay.values()].reduce((sum, { toHand }) => sum + toHand, 0),
    start: async () => {
      for (const intake of await workers.run('intake.list', { connection, since: clock.wall() })) {
        if (closing.aborted) return;
        if (intake.stage === 'reading' || intake.stage === 'checking') void reading.read(intake.id);
        if (intake.stage !== 'sending') continue;
        watch(intake);
        sending.goOn(intake.id);
        changed(intake.id);
      }
    },
    outboxMoved: (item) => {
      pace.note(item);
      for (const [id, { batches }] of underWay) if (item === null || (item.batch !== undefined && batches.has(item.batch))) changed(id);
    },
    catalogueMoved: (topic, code) => freshness.came(topic, code),
    close: async () => {
      freshness.close();
      for (const cancel of timers.values()) cancel();
      timers.clear();
      await Promise.all([reading.close(), sending.close()]);
    },
  };
}

const isAnything = ({ new: fresh, changed, ask, error, there }: Intake['counts']): boolean => fresh + changed + ask + error + there > 0;

/** After its first file, and how many more there are. */
function nameOf(given: readonly Given[]): string {
  const [first] = given;
  const name = (first?.name ?? '').normalize('NFC').slice(0, 200);
  return given.length > 1 ? `${name} + ${given.length - 1}` : name;
}

/** What it is taken for until it is read. */
function kindByName(name: string): IntakeFile['kind'] {
  if (/\.(?:csv|tsv|txt|xlsx|xlsm|xls)$/iu.test(name)) return 'rows';
  return /\.(?:pdf|zip|png|jpe?g)$/iu.test(name) ? 'labels' : 'unknown';
}
