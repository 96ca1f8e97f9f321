/** One open connection: its database, its client, its files, its outbox, and how it stands. */
import { join } from 'node:path';
import type { ConnectionEvent, EventOf, Language, NewsOf } from '../../contract/bridge.ts';
import type { SessionState } from '../../contract/connection.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import { type DeskError, DeskFailure } from '../../contract/errors.ts';
import type { CheckAnswer, DraftId } from '../../contract/outbox.ts';
import { SavedPlace } from '../../contract/place.ts';
import type { Amount } from '../../contract/storage.ts';
import type { Profile } from '../../contract/profile.ts';
import type { RecordKind } from '../../contract/records.ts';
import { type CatalogueService, createCatalogue } from '../catalogue/index.ts';
import type { Clock } from '../time/clock.ts';
import { described } from './connections.ts';
import type { DeskOptions } from './deskOptions.ts';
import { checkDocument } from '../documents/check.ts';
import { type Files, createFiles } from '../files/index.ts';
import { mayBeUsedAgain } from '../files/uploadedLink.ts';
import type { Flags } from '../start/flags.ts';
import { type Keeping, createKeeping } from '../keeping/index.ts';
import { sizeOf } from '../keeping/putAway.ts';
import { type JournalEntry, type Onflow, createOnflow } from '../onflow/client.ts';
import { createLimiter } from '../onflow/limiter.ts';
import type { Network } from '../onflow/network.ts';
import { parseProfile } from '../onflow/profile.ts';
import { type Outbox, createOutbox } from '../outbox/index.ts';
import { usualTiming } from '../outbox/timing.ts';
import { paceAt, pacedClock, pacedLimit, pacedTiming } from './pace.ts';
import type { PracticeProvider } from '../practice/index.ts';
import type { ConnectionRow } from '../store/appDatabase.ts';
import { fetchedTables } from '../store/catalogue.ts';
import { codeHoldersOn } from '../store/codeHolders.ts';
import { type Drafts, draftsOn } from '../store/drafts.ts';
import { laterWrites, whenFree } from '../store/held.ts';
import { openStore } from '../store/index.ts';
import type { Journal } from '../store/journal.ts';
import { learnedPages } from './learnedPages.ts';
import { localCopyOf, oasinOf } from './localCopy.ts';
import { computerOf, memoryOf } from './memory.ts';
import { outboxRowsOn } from '../store/outboxRows.ts';
import { backupsOf } from '../store/backups.ts';
import { backUpDaily } from '../store/dailyBackup.ts';
import { keyInVault, practiceKeyOf } from './sessionKey.ts';
import { soundFile } from './soundFile.ts';
import { type Restored, doubtUntilCompared, markRead, recogniseCopy, restoredOf } from '../store/restore.ts';
import { claimFolder } from '../store/whose.ts';
import { type Workers, deskWorkers } from '../workers/index.ts';

/** How often the rate meter on the screen moves, at most: once in so many milliseconds. */
const meterMs = 500;

const placeSetting = 'place';

interface SessionOptions extends Pick<DeskOptions, 'clock' | 'vault' | 'log' | 'emit' | 'flags' | 'timing' | 'platform' | 'computer'> {
  readonly row: ConnectionRow;
  /** The connection's own folder; made if it is not there. */
  readonly folder: string;
  /** The way out of this computer. */
  readonly network: Network;
  readonly language: () => Language;
  /** Who is at the desk, by name; `null` where no operators are set up. */
  readonly operator: () => string | null;
  /** Something changed that the whole page shows: the key, the keychain. */
  readonly changed: () => void;
  /** What was to go on by itself does not: said on the screen. */
  readonly onTrouble: (error: unknown) => void;
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
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly files: Files;
  readonly journal: Journal;
  /** What runs beside the desk's other work, on `file`, the connection's database. */
  readonly workers: Workers;
  readonly file: string;
  readonly keeping: Keeping;
  /** The copies of its database. */
  readonly backups: () => Promise<Amount>;
  /** Where the operator was when the desk was closed. */
  readonly place: { get(): SavedPlace | null; save(place: SavedPlace): void };
  /** The operator has read that the folder is a copy. */
  copyRead(): void;
  readonly baseUrl: string;
  state(): SessionState;
  /** @throws DeskFailure `notFound` */
  check(id: DraftId): CheckAnswer;
  /** The PO's bill, fetched and kept. @throws DeskFailure as the client's calls, and as `Files.keep` */
  bill(code: string): Promise<FileRef>;
  /** A file that a record points to. @throws DeskFailure `notFound`, and as above */
  recordFile(kind: RecordKind, code: string, field: string): Promise<FileRef>;
  /** @throws DeskFailure `wrongState` on a real connection */
  practice(): PracticeProvider;
  /** As when a key is reset in the OMS and the new one pasted. @throws DeskFailure `wrongState` */
  newPracticeKey(): void;
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
  const store = openStore(join(folder, 'desk.sqlite'), clock, (name) => log(`setting ${name} could not be read, its default is used`));
  begun.defer(() => store.close());
  const later = laterWrites(clock, log);
  begun.defer(() => later.close());
  // With their hold on the file, before it is closed.
  const workers = deskWorkers(log);
  begun.defer(() => workers.close());
  const laterSettings = { ...store.settings, set: (name: string, value: unknown) => later.write(() => store.settings.set(name, value)) };
  const sound = soundFile({ database: store.database, settings: laterSettings, workers, clock, log, onDamage: options.onDamage });
  begun.defer(() => sound.close());
  const { file } = store.database;
  const backUp = (signal: AbortSignal) =>
    workers.run('database.backUp', { file, at: clock.wall(), leftOut: [...fetchedTables] }, { signal });
  begun.defer(backUpDaily({ file, backUp }, clock, log));
  // Before anything is read from it, or written.
  const identity = claimFolder(store.settings, row);
  const practice = row.environment === 'practice' ? await openPractice(join(folder, 'company'), clock, options.flags) : null;
  begun.defer(() => practice?.close());
  const baseUrl = practice?.baseUrl ?? row.baseUrl;
  const profile = parseProfile(row.profile);
  const pace = paceAt(baseUrl, options.flags.pace, log);
  // The last desk may have been closed a moment ago, or killed: what it asked the provider counts still, and the journal knows of it.
  const past = requestsOfLate(store.journal, clock.wall()).map((ago) => ago * pace);
  const limiter = createLimiter({ past, ...(pace === 1 ? {} : { clock: pacedClock(pace) }) });

  let network: SessionState['network'] = 'unknown';
  let closing = false;
  const practiceKey = practice === null ? null : practiceKeyOf(practice);
  const key = practiceKey ?? keyInVault(vault, row.id);
  /** What the provider said when it refused the key or the account. */
  let refusal: DeskError | null = null;
  /** A certificate that is not accepted, a proxy that does not let us through, a page in the provider's place. */
  let obstruction: DeskError | null = null;

  /** What this connection tells bears its name. */
  const tell = <E extends ConnectionEvent>(event: E, news: NewsOf<E>): void =>
    emit(event, { connection: row.id, ...news } as unknown as EventOf<E>);
  const told = (): void => {
    if (!closing) emit('session.changed', state());
  };
  /** What real requests did decides whether the desk is online; nothing is pinged for it. */
  const onRequest = (entry: JournalEntry): void => {
    const { about, by, sent, answered, elsewhere, ...request } = entry;
    // What is sent from the outbox was had done by whoever queued it; what a person waits for, by who is at the desk.
    const operator = by ?? (entry.priority === 'person' ? options.operator() : null);
    try {
      later.write(() => store.journal.addRequest({ ...request, operator, naturalKey: about }, { sent, answered }));
    } catch (error) {
      // The request was made; a full disk must not make it look as if it had failed.
      log(`journal: ${error instanceof Error ? error.message : String(error)}`);
    }
    // A file's host that cannot be reached does not make the desk offline, and one that answers shows no way to the provider.
    if (elsewhere) return;
    const before = network;
    if (entry.outcome === 'network' || entry.outcome === 'proxyUnreachable') network = 'offline';
    else if (entry.httpStatus !== null) network = 'online';
    const wasObstructed = obstruction !== null;
    // A page in the provider's place is an answer too; that it has gone is told by `onObstructed`.
    if (entry.httpStatus !== null && obstruction?.code !== 'webPage') obstruction = null;
    if (network === before && wasObstructed === (obstruction !== null)) return;
    told();
    if ((network === 'online' && before === 'offline') || (wasObstructed && obstruction === null)) outbox.wake();
  };

  const onKeyRefused = (error: DeskError, generation: number): void => {
    key.refuse(generation);
    if (key.state() !== 'refused') return;
    refusal = error;
    void catalogue.stopBackground();
    options.changed();
    told();
  };

  const onflow = createOnflow({
    baseUrl,
    // SECURITY: the one place where the token leaves the vault, and it goes to this connection's address alone.
    token: key.token,
    keyGeneration: key.generation,
    onKeyRefused,
    onObstructed: (error) => {
      obstruction = error;
      if (error === null) outbox.wake();
      told();
    },
    network: options.network,
    language: options.language,
    profile,
    limiter,
    onRequest,
    pages: learnedPages(store.settings, row.profile),
  });
  begun.defer(() => onflow.close());
  // Practice keeps its provider in the folder too: what is copied or put back is copied and put back together.
  const memory =
    practice === null
      ? memoryOf({
          identity,
          settings: laterSettings,
          vault,
          clock,
          computer: options.computer ?? computerOf(options.platform),
        })
      : null;
  begun.defer(() => memory?.close());
  /** As long as the keychain has not said whether the folder is a copy. */
  let notCompared: Restored | null = null;
  const files = createFiles({ folder: join(folder, 'files'), rows: store.fileRows, clock });
  // A file that was dropped a moment ago belongs to the draft it was dropped on.
  begun.defer(() => files.close());
  const keeping = createKeeping({
    ...store,
    files,
    clock,
    log,
    onArchived: () => emit('outbox.changed', { connection: row.id, item: null, counts: outbox.counts() }),
  });
  const drafts = draftsOn(store.database, () => clock.wall());
  const codeHolders = codeHoldersOn(store.database);
  const catalogue = createCatalogue({
    store: store.catalogue,
    onflow,
    clock,
    emit: (event, payload) => {
      tell(event, payload);
      if (payload.topic === 'product') outbox.productsChanged(null);
    },
    log,
    pageSize: profile.pageSize,
  });
  const outboxRows = outboxRowsOn(store.database);
  const damagedRows = outboxRows.setAsideUnreadable();
  if (damagedRows > 0) log(`outbox: ${damagedRows} rows cannot be read, and wait for a person`);
  const outbox = createOutbox({
    database: store.database,
    rows: outboxRows,
    drafts,
    settings: store.settings,
    onflow: () => onflow,
    files: {
      pathOf: (fileId) => files.pathOf(fileId),
      uploadOf: (fileId) => {
        const upload = store.fileRows.uploadOf(fileId, baseUrl);
        return upload !== null && mayBeUsedAgain(upload, clock.wall()) ? upload.url : null;
      },
      forgetUpload: (fileId) => store.fileRows.forgetUpload(fileId, baseUrl),
      rememberUpload: (fileId, url) => store.fileRows.rememberUpload({ fileId, baseUrl, url, uploadedAt: clock.wall() }),
    },
    oasinOf: (sku) => oasinOf(store.catalogue, sku),
    clock,
    emit: tell,
    onConfirmed: (kind, code, record) => later.write(() => catalogue.confirmed(kind, code, record)),
    onSending: told,
    mayAsk: key.isUsable,
    troubleMs: () => limiter.troubleMs() / pace,
    operator: options.operator,
    // Asked at every document: whether the folder is a copy is known only when the keychain has answered.
    restored: () => notCompared ?? restoredOf(store.settings),
    beforeSending: () => memory?.keepFresh() ?? Promise.resolve(),
    onStep: (item, event) =>
      store.journal.addOutbox({
        at: clock.wall(),
        operator: item.operator,
        naturalKey: item.naturalKey,
        kind: item.kind,
        event,
        state: item.state,
        code: item.code,
        error: item.error?.code ?? null,
      }),
    onTrouble: (error) => log(`outbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    timing: pacedTiming(options.timing ?? usualTiming, pace),
    fingerprint: `${baseUrl} ${row.profile}`,
    clockDifferenceMs: () => onflow.clockDifferenceMs(),
    copy: { mark: () => store.catalogue.mark(), isBefore: (kind, code, mark) => store.catalogue.isBefore(kind, code, mark) },
  });

  const practising = (): PracticeProvider => {
    if (practice === null) throw new DeskFailure({ code: 'wrongState' });
    return practice;
  };

  function state(): SessionState {
    const usage = limiter.usage();
    return {
      connection: { ...described(row, vault), key: key.state() },
      keychain: vault.keychain(),
      isCopied: restoredOf(store.settings)?.isRead === false,
      // It was answered, and not by the provider.
      network: obstruction?.code === 'webPage' ? 'unknown' : network,
      sending: outbox.sending(),
      clockOffMinutes: clockOffMinutes(onflow.clockDifferenceMs()),
      obstacle: obstruction ?? (key.state() === 'refused' ? refusal : null),
      rate: {
        lastMinute: usage.lastMinute,
        perMinute: usage.perMinute,
        waiting: usage.waiting.person + usage.waiting.document + usage.waiting.background,
        gateUntil: usage.gateUntil,
        gate: usage.gate,
      },
    };
  }

  begun.defer(async () => {
    await Promise.all([catalogue.close(), outbox.close(), keeping.close()]);
  });
  let cancelMeter: (() => void) | null = null;
  let isTrouble = false;
  const stopMeter = limiter.onChange(() => {
    const was = isTrouble;
    isTrouble = limiter.troubleMs() > 0;
    if (was && !isTrouble && !closing) outbox.wake();
    cancelMeter ??= clock.after(meterMs, () => {
      cancelMeter = null;
      told();
    });
  });

  const giveUp = new AbortController();
  begun.defer(() => {
    closing = true;
    giveUp.abort();
    stopMeter();
    cancelMeter?.();
  });

  /** There may be a key now. */
  const goOn = (): void => {
    if (closing) return;
    if (key.isUsable()) {
      refusal = null;
      outbox.onKeyChanged();
      catalogue.startBackground();
    }
    options.changed();
    told();
  };
  async function ask(): Promise<number> {
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
  }

  /** The keychain answered after all. */
  const late = async (): Promise<void> => {
    const found = await memory?.look();
    if (found === 'other') return closing ? undefined : options.reopen();
    if (found === 'same') notCompared = null;
    await memory?.renew();
    goOn();
  };
  const start = async (): Promise<void> => {
    if (memory !== null) {
      await vault.open(row.id, () => void late().catch(options.onTrouble));
      const found = await memory.look();
      if (closing) return;
      // Before anything can leave; and before the new mark, which would say that nothing happened.
      if (found === 'other')
        await whenFree(() => recogniseCopy(store.database, store.settings, clock.wall()), { clock, giveUp: giveUp.signal });
      // SECURITY: a key that is pasted meanwhile must send nothing a second time.
      if (found === 'unknown')
        notCompared = await whenFree(() => doubtUntilCompared(store.database, store.settings, clock.wall()), {
          clock,
          giveUp: giveUp.signal,
        });
      await memory.renew();
    }
    // SECURITY: by a damaged file something could be sent a second time.
    await sound.essentials;
    if (closing) return;
    outbox.start();
    goOn();
  };
  // Not waited for: the lists come from the local database, and the keychain may be asking its owner for a password.
  void start().catch((error: unknown) => {
    if (!closing) options.onTrouble(error);
  });

  return {
    id: row.id,
    identity,
    profile,
    onflow,
    catalogue,
    drafts,
    outbox,
    files,
    journal: store.journal,
    workers,
    file,
    keeping,
    backups: async () => {
      const copies = backupsOf(store.database.file);
      const sizes = await Promise.all(copies.map(({ path }) => sizeOf(path)));
      return { count: copies.length, size: sizes.reduce((sum, size) => sum + size, 0) };
    },
    place: {
      get: () => store.settings.get(placeSetting, SavedPlace.nullable(), null),
      save: (place) => store.settings.set(placeSetting, place),
    },
    copyRead: () => {
      markRead(store.settings);
      told();
    },
    baseUrl,
    state,
    check: (id) => {
      const draft = drafts.get(id);
      if (draft === null) throw new DeskFailure({ code: 'notFound' });
      return checkDocument(draft.kind, draft.body, {
        wall: clock.wall(),
        local: localCopyOf(store.catalogue, codeHolders, id, (sku) => outbox.product(sku)),
      });
    },
    bill: async (code) => {
      const { bytes } = await onflow.download(await onflow.purchaseOrders.bill(code));
      return files.keep(bytes, code);
    },
    recordFile: async (kind, code, field) => {
      const record = store.catalogue.get(kind, code)?.row.record;
      const url = field
        .split('.')
        .reduce<unknown>(
          (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined),
          record,
        );
      if (typeof url !== 'string' || url === '') throw new DeskFailure({ code: 'notFound' });
      // What this desk uploaded it still has.
      const known = store.fileRows.fileAt(url);
      if (known !== null) return known;
      const { bytes } = await onflow.download(url);
      return files.keep(bytes, `${code}-${field}`);
    },
    practice: practising,
    newPracticeKey: () => {
      practising();
      practiceKey?.renew();
      goOn();
    },
    keyChanged: goOn,
    ask,
    resume: () => {
      outbox.resume();
      // What comes of it is seen on the screen: all goes on, or what was in the way still is.
      if (key.state() === 'refused' || limiter.usage().gate === 'unreachable')
        void ask().catch((error: unknown) => log(`tried in vain: ${error instanceof DeskFailure ? error.error.code : String(error)}`));
    },
    sleep: () => void catalogue.stopBackground(),
    wake: () => {
      outbox.wake();
      goOn();
    },
    close: () => begun.disposeAsync(),
  };
}

/** How long ago the requests of the last minute were done, in milliseconds. One from the future was written while the clock was wrong. */
const requestsOfLate = (journal: Journal, now: number): number[] =>
  journal
    .requestsSince(now - 2 * 60_000, 2_000)
    .map((done) => now - done)
    .filter((ago) => ago >= 0);

/** So far a clock may be off without anybody minding, in minutes. */
const toleratedMinutes = 5;

function clockOffMinutes(differenceMs: number | null): number | null {
  const minutes = Math.round((differenceMs ?? 0) / 60_000);
  return Math.abs(minutes) > toleratedMinutes ? minutes : null;
}

/** On the port that was typed, where one was: then no other will do. @throws DeskFailure `practicePortTaken` */
async function openPractice(
  folder: string,
  clock: Clock,
  { practicePort: port, pace }: Pick<Flags, 'practicePort' | 'pace'>,
): Promise<PracticeProvider> {
  // Read only where somebody practises.
  const { startPractice } = await import('../practice/index.ts');
  try {
    return await startPractice({ folder, clock: () => clock.wall(), rateLimit: pacedLimit(pace), ...(port === null ? {} : { port }) });
  } catch (cause) {
    if (port === null || (cause as NodeJS.ErrnoException).syscall !== 'listen') throw cause;
    throw new DeskFailure({ code: 'practicePortTaken', params: { port: String(port) } }, { cause });
  }
}
