/** One open connection: its database, its client, its files, its outbox, and how it stands. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ConnectionEvent, EventOf, NewsOf, RecordRow } from '../../contract/bridge.ts';
import type { IntakeId } from '../../contract/intake.ts';
import type { Language } from '../../contract/language.ts';
import type { SessionState } from '../../contract/connection.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { type CheckAnswer, DraftId } from '../../contract/outbox.ts';
import type { TemplateId, TemplateStart } from '../../contract/templates.ts';
import { ListLooks, usualLooks } from '../../contract/listLooks.ts';
import { SavedPlace } from '../../contract/place.ts';
import { type PaletteUses, paletteUsesOn } from './paletteUses.ts';
import type { Amount } from '../../contract/storage.ts';
import type { JournalPage, JournalQuery } from '../../contract/journal.ts';
import type { Profile } from '../../contract/profile.ts';
import type { CountsQuery, RecordCount, RecordQuery } from '../../contract/recordQuery.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import { type CatalogueService, createCatalogue } from '../catalogue/index.ts';
import { type ToldRecord, tellOf } from '../catalogue/told.ts';
import { type ListsBeside, listsBeside } from '../catalogue/listsBeside.ts';
import { openConnectionStore } from './connectionStore.ts';
import { tidyIntakes } from './intakeTidying.ts';
import { type Intakes, createIntakes } from './intakes.ts';
import { createCopyCheck } from './copyCheck.ts';
import type { DeskOptions } from './deskOptions.ts';
import { checkAnew } from './checkAnew.ts';
import { type Files, createFiles } from '../files/index.ts';
import { type Keeping, createKeeping } from '../keeping/index.ts';
import { type JournalEntry, type Onflow, createOnflow } from '../onflow/client.ts';
import { createLimiter } from '../onflow/limiter.ts';
import type { Network } from '../onflow/network.ts';
import { parseProfile } from '../onflow/profile.ts';
import type { Outbox } from '../outbox/index.ts';
import { usualTiming } from '../outbox/timing.ts';
import { paceAt, pacedClock } from './pace.ts';
import type { PracticeProvider } from '../practice/index.ts';
import type { ConnectionRow } from '../store/appDatabase.ts';
import type { RecordList } from '../store/catalogue.ts';
import { codeHoldersOn } from '../store/codeHolders.ts';
import { rememberAlias } from '../store/skuAliases.ts';
import { promisedGoodsOn } from '../store/promisedGoods.ts';
import { type Drafts, draftsOn } from '../store/drafts.ts';
import { putLabel } from '../store/labelledDrafts.ts';
import { type Templates, templatesOn } from '../store/templates.ts';
import { fromTemplate } from '../documents/fromTemplate.ts';
import type { Journal } from '../store/journal.ts';
import { type Labels, createLabels } from './labels.ts';
import { learnedPages } from './learnedPages.ts';
import { prepareListsLater } from './listsLater.ts';
import { type NewKeys, createKeyOwner, unlessHeld } from './newKeys.ts';
import { localCopyOf } from './localCopy.ts';
import { computerOf, memoryOf } from './memory.ts';
import { type Presence, presenceOf } from './presence.ts';
import { type Claims, createClaims } from './claims.ts';
import { type Printing, createPrinting } from './printing.ts';
import { openPractice } from './practiceFolder.ts';
import { type RecordFiles, createRecordFiles } from './recordFiles.ts';
import { keyInVault, practiceKeyOf } from './sessionKey.ts';
import { sessionOutbox } from './sessionOutbox.ts';
import { spentBefore } from './spentBefore.ts';
import { createStanding } from './standing.ts';
import { type Watched, createWatched } from './watchedFolder.ts';
import { type WritingLock, createWritingLock } from './writingLock.ts';
import { markRead, restoredOf } from '../store/restore.ts';
import type { Workers } from '../workers/index.ts';

const placeSetting = 'place';
/** Each operator's own; without operators there is one. */
const listsSetting = (operator: string | null): string => `lists ${operator ?? ''}`;

interface SessionOptions extends Pick<
  DeskOptions,
  'clock' | 'vault' | 'log' | 'emit' | 'flags' | 'timing' | 'platform' | 'computer' | 'press' | 'askFolder'
> {
  readonly row: ConnectionRow;
  /** The connection's own folder; made if it is not there. */
  readonly folder: string;
  /** The way out of this computer. */
  readonly network: Network;
  readonly language: () => Language;
  /** Who is at the desk, by name; `null` where no operators are set up. */
  readonly operator: () => string | null;
  /** Something happened at the provider that somebody who is elsewhere is told of. */
  readonly onTold: (record: ToldRecord) => void;
  /** What came by the watched folder was checked. */
  readonly onWatched: (id: IntakeId) => void;
  /** Something changed that the whole page shows: the key, the keychain. */
  readonly changed: () => void;
  /** What was to go on by itself does not: said on the screen. */
  readonly onTrouble: (error: unknown) => void;
  readonly newKeys: NewKeys;
  /** The file was found to be damaged while it was in use. */
  readonly onDamage: () => void;
  /** It was found out late, when the keychain answered at last, that the folder is a copy: opened anew, it is taken for one. */
  readonly reopen: () => void;
}

export interface Session {
  readonly id: ConnectionRow['id'];
  /** Of the folder, and of no other. */
  readonly identity: string;
  readonly profile: Profile;
  readonly onflow: Onflow;
  readonly catalogue: CatalogueService;
  readonly lists: ListsBeside<RecordQuery, RecordList>;
  /** Beside the event loop, in the order of the queries. */
  readonly counts: (queries: CountsQuery['queries']) => Promise<RecordCount[]>;
  readonly presence: Presence;
  /** Products by their whole codes. */
  readonly stockFind: (codes: readonly string[]) => Promise<{ code: string; row: RecordRow | null }[]>;
  readonly journalPages: ListsBeside<JournalQuery & { readonly asker?: string }, JournalPage>;
  readonly drafts: Drafts;
  readonly templates: Templates;
  /** What a form begins with; `null`: the template is gone. */
  readonly beginFrom: (id: TemplateId) => TemplateStart | null;
  readonly outbox: Outbox;
  readonly intakes: Intakes;
  readonly language: () => Language;
  readonly watched: Watched;
  readonly files: Files;
  readonly journal: Journal;
  /** What runs beside the desk's other work, on `file`, the connection's database. */
  readonly workers: Workers;
  readonly file: string;
  readonly keeping: Keeping;
  /** The copies of its database. */
  readonly backups: () => Promise<Amount>;
  /** Where the operator was when the desk was closed. */
  readonly place: {
    get(): SavedPlace | null;
    save(place: SavedPlace): void;
    /** How the operator at the desk has set up the lists. */
    lists(): ListLooks;
    saveLists(looks: ListLooks): void;
  };
  readonly palette: PaletteUses;
  /** The operator has read that the folder is a copy. */
  copyRead(): void;
  readonly baseUrl: string;
  state(): SessionState;
  readonly writing: WritingLock;
  /** Asks the provider anew what one call answers, for at most a moment. @throws DeskFailure `notFound` */
  check(id: DraftId): Promise<CheckAnswer>;
  readonly recordFiles: RecordFiles;
  readonly labels: Labels;
  readonly printing: Printing;
  readonly claims: Claims;
  /** @throws DeskFailure `wrongState` on a real connection */
  practice(): PracticeProvider;
  /** As when a key is reset in the OMS and the new one pasted. @throws DeskFailure `wrongState` */
  newPracticeKey(): void;
  /** A person says so. */
  keyIsOurs(): void;
  /** There is a new key, or none any more. */
  keyChanged(): void;
  /**
   * One real question, as any account may ask it; answers how many warehouses there are. Where the key or the account was refused before
   * and is let in now, all goes on. @throws DeskFailure as the client's calls
   */
  ask(): Promise<number>;
  /** Sends on: what the operator paused, and what waits since the key was refused, as soon as it is let in. */
  resume(): void;
  sleep(): void;
  wake(): void;
  /** Leaves every row in an honest state and closes the database. */
  close(): Promise<void>;
}

/**
 * What was begun when something else fails is ended: nothing of a connection that could not be opened stays behind.
 * @throws DeskFailure `storageDamaged`, `storageReadOnly`, `diskFull`, `folderOfAnother`, `profileInvalid`, `practicePortTaken`
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const begun = new AsyncDisposableStack();
  try {
    return await begin(options, begun);
  } catch (error) {
    await begun.disposeAsync();
    throw error;
  }
}

async function begin(options: SessionOptions, begun: AsyncDisposableStack): Promise<Session> {
  const { row, folder, clock, vault, log, emit } = options;
  const store = openConnectionStore(options, begun);
  const { identity, later } = store;
  const practice = row.environment === 'practice' ? await openPractice(join(folder, 'company'), clock, options.flags) : null;
  begun.defer(() => practice?.close());
  const baseUrl = practice?.baseUrl ?? row.baseUrl;
  const profile = parseProfile(row.profile);
  const pace = paceAt(baseUrl, options.flags.pace, log);
  // The last desk may have been closed a moment ago, or killed: what it asked the provider counts still.
  const past = spentBefore(store.journal, store.database, clock.wall()).map((ago) => ago * pace);
  const limiter = createLimiter({ past, ...(pace === 1 ? {} : { clock: pacedClock(pace) }) });
  const practiceKey = practice === null ? null : practiceKeyOf(practice);
  const key = practiceKey ?? keyInVault(vault, row.id);

  const giveUp = new AbortController();
  const closing = giveUp.signal;
  /** What this connection tells bears its name. */
  const tell = <E extends ConnectionEvent>(event: E, news: NewsOf<E>): void => {
    emit(event, { connection: row.id, ...news } as unknown as EventOf<E>);
    if (event === 'outbox.changed') intakes.outboxMoved((news as NewsOf<'outbox.changed'>).item);
  };

  const writing = createWritingLock({
    environment: row.environment,
    clock,
    onChange: ({ isOpen, reason }) => {
      const event = isOpen ? 'writingUnlocked' : 'writingLocked';
      later.write(() => store.journal.addDesk({ at: clock.wall(), operator: options.operator(), event, reason }));
      standing.tell();
    },
  });
  const standing = createStanding({
    row,
    vault,
    key,
    limiter,
    clock,
    isOther: () => owner.isOther(),
    isCopied: () => restoredOf(store.settings)?.isRead === false,
    sending: () => outbox.sending(),
    writing: () => writing.state(),
    clockDifferenceMs: () => onflow.clockDifferenceMs(),
    told: (state) => emit('session.changed', state),
    onFree: () => outbox.wake(),
  });

  const onflow = createOnflow({
    baseUrl,
    // SECURITY: the one place where the token leaves the vault, and it goes to this connection's address alone.
    token: key.token,
    isHeld: () => owner.isHeld(),
    keyGeneration: key.generation,
    onKeyRefused: (error, generation) => {
      key.refuse(generation);
      if (key.state() !== 'refused') return;
      standing.refused(error);
      void catalogue.stopBackground();
      options.changed();
      standing.tell();
    },
    onObstructed: standing.obstructed,
    network: options.network,
    language: options.language,
    profile,
    limiter,
    onRequest: (entry) => {
      note(entry);
      // A file's host that cannot be reached does not make the desk offline, and one that answers shows no way to the provider.
      if (!entry.elsewhere) standing.requested(entry);
    },
    pages: learnedPages(store.settings, row.profile),
  });
  begun.defer(() => onflow.close());
  const note = (entry: JournalEntry): void => {
    const { about, by, sent, answered, elsewhere: _, ...request } = entry;
    // What is sent from the outbox was had done by whoever queued it; what a person waits for, by who is at the desk.
    const operator = by ?? (entry.priority === 'person' ? options.operator() : null);
    try {
      later.write(() => store.journal.addRequest({ ...request, operator, naturalKey: about }, { sent, answered }));
    } catch (error) {
      // The request was made; a full disk must not make it look as if it had failed.
      log(`journal: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  // Practice keeps its provider in the folder too: what is copied or put back is copied and put back together.
  const memory =
    practice === null
      ? memoryOf({ identity, settings: store.laterSettings, vault, clock, computer: options.computer ?? computerOf(options.platform) })
      : null;
  begun.defer(() => memory?.close());
  const copyCheck =
    memory === null
      ? null
      : createCopyCheck({
          id: row.id,
          database: store.database,
          settings: store.settings,
          memory,
          vault,
          clock,
          closing,
          reopen: options.reopen,
          goOn: () => goOn(),
          onTrouble: options.onTrouble,
        });

  const files = createFiles({ folder: join(folder, 'files'), rows: store.fileRows, clock });
  // A file that was dropped a moment ago belongs to the draft it was dropped on.
  begun.defer(() => files.close());
  const keeping = createKeeping({
    ...store,
    files,
    clock,
    log,
    onArchived: () => tell('outbox.changed', { item: null, counts: outbox.counts() }),
  });
  const drafts = draftsOn(store.database, () => clock.wall());
  const templates = templatesOn(store.database, () => clock.wall());
  const codeHolders = codeHoldersOn(store.database);
  tellOf(store.catalogue, clock, options.onTold);
  const labels = createLabels({ files, workers: store.workers, holders: codeHolders, closing });
  const promisedGoods = promisedGoodsOn(store.database);
  const catalogue = createCatalogue({
    store: unlessHeld(store.catalogue, () => owner.isHeld()),
    onflow,
    clock,
    emit: (event, payload) => {
      tell(event, payload);
      if (payload.topic === goodsKind) outbox.productsChanged(null);
      if (payload.topic === goodsKind || payload.topic === 'stock') intakes.catalogueMoved(payload.topic, payload.code);
    },
    log,
    pageSize: profile.pageSize,
  });
  begun.defer(
    prepareListsLater({ catalogue: store.catalogue, clock, log, onMore: (kind) => tell('catalogue.changed', { topic: kind, code: null }) }),
  );
  const outbox = sessionOutbox({
    store,
    drafts,
    files,
    catalogue,
    onflow,
    baseUrl,
    profile: row.profile,
    clock,
    log,
    timing: options.timing ?? usualTiming,
    emit: tell,
    pace,
    onSending: standing.tell,
    mayAsk: () => key.isUsable() && !owner.isHeld(),
    troubleMs: () => limiter.troubleMs() / pace,
    operator: options.operator,
    restored: () => copyCheck?.restored() ?? restoredOf(store.settings),
    beforeSending: () => memory?.keepFresh() ?? Promise.resolve(),
  });
  const intakes = createIntakes({
    connection: folder,
    desk: store.file,
    holders: codeHolders,
    workers: store.workers,
    drafts,
    onDraft: (id) => tell('drafts.changed', { id }),
    outbox,
    files,
    usage: () => limiter.usage(),
    clock,
    log,
    operator: options.operator,
    journal: (entry) => later.write(() => store.journal.addDesk({ at: clock.wall(), operator: options.operator(), ...entry })),
    remember: (text, [first, ...more]) => {
      if (first === undefined) return;
      // Wherever it is met: sellers use one SKU on all marketplaces.
      rememberAlias(store.database, { platform: '', text, parts: [first, ...more], operator: options.operator(), at: clock.wall() });
    },
    onChanged: (id) => tell('intake.changed', { id }),
    onWatched: options.onWatched,
    knowsProducts: () => store.catalogue.progress(goodsKind).walkedAt !== null,
    newDrafts: {
      says: (fileId) => labels.read(fileId, null),
      begin: () => outbox.begin('shipment'),
      save: (body) => {
        const { id } = drafts.save({ id: DraftId.parse(randomUUID()), kind: 'shipment', body });
        tell('drafts.changed', { id });
        return id;
      },
    },
    putLabel: (label) => {
      const put = putLabel(store.database, drafts, label);
      if (put !== null) tell('drafts.changed', { id: label.draft, label: { is: label.label, instead: put.before } });
      return put === null ? null : { before: put.before };
    },
    closing,
  });
  begun.defer(
    tidyIntakes({ connection: folder, workers: store.workers, clock, isClockDoubted: () => keeping.isClockDoubted(), closing, log }),
  );
  const watched = createWatched({
    settings: store.settings,
    clock,
    log,
    askFolder: options.askFolder ?? (() => Promise.resolve(null)),
    begin: (those) => intakes.begin(those, null, 'watched'),
    closing,
  });
  begun.defer(async () => {
    await Promise.all([watched.close(), intakes.close()]);
    await Promise.all([catalogue.close(), outbox.close(), keeping.close()]);
  });
  begun.defer(() => {
    giveUp.abort();
    writing.close();
    standing.close();
  });

  const keyIsOurs = (): void => {
    options.newKeys.remove(row.id);
    goOn();
  };
  const owner = createKeyOwner({
    isNew: () => practice === null && options.newKeys.has(row.id),
    mayAsk: key.isUsable,
    isOurs: (signal) => catalogue.isOurs(signal),
    onOurs: keyIsOurs,
    onOther: () => {
      log('the new key knows none of the records that were read with the one before');
      standing.tell();
    },
    onDefect: options.onTrouble,
    clock,
    closing,
  });

  /** There may be a key now. */
  const goOn = (): void => {
    if (closing.aborted) return;
    if (key.isUsable()) {
      standing.accepted();
      if (owner.isHeld()) {
        void catalogue.stopBackground();
        owner.look();
      } else {
        outbox.onKeyChanged();
        catalogue.startBackground();
      }
    }
    options.changed();
    standing.tell();
  };
  const ask = async (): Promise<number> => {
    const isLetIn = (): void => {
      if (key.state() !== 'refused') return;
      key.accept();
      goOn();
    };
    try {
      const { rows } = await onflow.warehouses.list();
      isLetIn();
      return rows.length;
    } catch (error) {
      // Refused was this question alone: another one was answered.
      if (error instanceof DeskFailure && error.error.code === 'forbidden') isLetIn();
      throw error;
    }
  };
  const start = async (): Promise<void> => {
    await copyCheck?.look();
    if (closing.aborted) return;
    // SECURITY: by a damaged file something could be sent a second time.
    await store.essentials;
    if (closing.aborted) return;
    outbox.start();
    goOn();
    watched.start();
    await intakes.start();
  };
  // Not waited for: the lists come from the local database, and the keychain may be asking its owner for a password.
  void start().catch((error: unknown) => {
    if (!closing.aborted) options.onTrouble(error);
  });

  const presence = presenceOf(store.laterSettings, clock);
  begun.defer(() => presence.close());
  const recordFiles = createRecordFiles({ onflow, files, catalogue: store.catalogue, fileRows: store.fileRows });
  const printing = createPrinting({
    press: options.press,
    recordFiles,
    files,
    catalogue: store.catalogue,
    readDetail: (kind, code) => catalogue.readNow('detail', kind, code),
    prints: store.prints,
    operator: options.operator,
    language: options.language,
    clock,
    log,
    onProgress: (done, of) => tell('printing.progress', { done, of }),
    onChanged: (what) => tell('printing.changed', { what }),
  });
  begun.defer(() => printing.close());
  const claims = createClaims({
    press: options.press,
    copy: store.catalogue,
    readNow: (what, kind, code) => catalogue.readNow(what, kind, code),
    workers: store.workers,
    language: options.language,
    merchant: row.name,
    clock,
    log,
  });
  const practising = (): PracticeProvider => {
    if (practice === null) throw new DeskFailure({ code: 'wrongState' });
    return practice;
  };
  return {
    id: row.id,
    identity,
    profile,
    onflow,
    catalogue,
    lists: listsBeside((query, signal) => store.workers.run('records.list', { file: store.file, query, now: clock.wall() }, { signal })),
    counts: (queries) => store.workers.run('records.counts', { file: store.file, queries, now: clock.wall() }),
    presence,
    stockFind: (codes) => store.workers.run('stock.find', { file: store.file, codes, now: clock.wall() }),
    journalPages: listsBeside(({ asker: _asker, ...query }, signal) =>
      store.workers.run('journal.list', { file: store.file, query }, { signal }),
    ),
    drafts,
    templates,
    beginFrom: (id) => {
      const template = templates.get(id);
      if (template === null) return null;
      return {
        ...template,
        ...fromTemplate(
          template.body,
          localCopyOf({ catalogue: store.catalogue, codes: codeHolders, draftId: null, outbox, labels, promisedGoods }),
        ),
      };
    },
    outbox,
    intakes,
    language: options.language,
    watched,
    files,
    journal: store.journal,
    workers: store.workers,
    file: store.file,
    keeping,
    backups: store.backups,
    palette: paletteUsesOn(store.settings, options.operator),
    place: {
      get: () => store.settings.get(placeSetting, SavedPlace.nullable(), null),
      save: (place) => store.settings.note(placeSetting, place),
      lists: () => store.settings.get(listsSetting(options.operator()), ListLooks, usualLooks),
      saveLists: (looks) => store.settings.note(listsSetting(options.operator()), looks),
    },
    copyRead: () => {
      markRead(store.settings);
      standing.tell();
    },
    baseUrl,
    state: standing.state,
    writing,
    check: (id) =>
      checkAnew(id, {
        drafts,
        clock,
        catalogue,
        localCopy: localCopyOf({ catalogue: store.catalogue, codes: codeHolders, draftId: id, outbox, labels, promisedGoods }),
        labels,
        // Nobody waits where nothing can come.
        mayAsk: () => key.isUsable() && !owner.isHeld() && limiter.troubleMs() === 0 && standing.state().network !== 'offline',
        closing,
      }),
    recordFiles,
    labels,
    printing,
    claims,
    practice: practising,
    newPracticeKey: () => {
      practising();
      practiceKey?.renew();
      goOn();
    },
    keyIsOurs,
    keyChanged: goOn,
    ask,
    resume: () => {
      outbox.resume();
      // What comes of it is seen on the screen: all goes on, or what was in the way still is.
      if (key.state() === 'refused' || limiter.usage().gate === 'unreachable')
        void ask().catch((error: unknown) => log(`tried in vain: ${error instanceof DeskFailure ? error.error.code : String(error)}`));
    },
    sleep: () => {
      // The quarter of an hour stands still while the computer sleeps, and somebody else may wake it.
      writing.lock();
      void catalogue.stopBackground();
    },
    wake: () => {
      outbox.wake();
      goOn();
    },
    close: () => begun.disposeAsync(),
  };
}
