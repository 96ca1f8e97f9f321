/** The whole desk, built from its parts. Imports no electron, so that tests build one as it is. */
import { join } from 'node:path';
import { type AppState, type EventOf, ScannerSettings, Theme } from '../../contract/bridge.ts';
import { Language } from '../../contract/language.ts';
import { type ConnectionId, type SessionState, practiceConnectionId } from '../../contract/connection.ts';
import { NoticeSettings, firstNotices } from '../../contract/notices.ts';
import type { OutboxCounts } from '../../contract/outbox.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { filesSetAside, removedConnections } from '../keeping/putAway.ts';
import type { Provisioned } from '../start/provisionWords.ts';
import { type AppDatabase, openAppDatabaseOrCopy } from '../store/appDatabase.ts';
import { backUpDaily } from '../store/dailyBackup.ts';
import { isHeld, laterWrites, whenFree } from '../store/held.ts';
import { deskWorkers } from '../workers/index.ts';
import { appVerbs } from './appVerbs.ts';
import { createCompanyNetwork } from './companyNetwork.ts';
import { described, ensurePractice } from './connections.ts';
import { connectionVerbs } from './connectionVerbs.ts';
import type { DeskOptions } from './deskOptions.ts';
import { type DeskParts, rowOf } from './deskParts.ts';
import { type Handlers, toDeskError } from './door.ts';
import { firstConnection } from './firstConnection.ts';
import { journalHandlers } from './journalVerbs.ts';
import { behindLock } from './lock.ts';
import { createOpening } from './opening.ts';
import { createOperators } from './operators.ts';
import { removeLeftPractice } from './practiceFolder.ts';
import { createSavedFiles } from './savedFiles.ts';
import { openSession } from './session.ts';
import { atSession, sessionVerbs } from './sessionVerbs.ts';
import { createNews } from './news.ts';
import { type Troubles, createTroubles } from './troubles.ts';
import { newKeysOn } from './newKeys.ts';

/** So long after a try another one is made to open a database that another program holds, in milliseconds. */
const heldMs = 1_000;

export interface OutboxStanding extends Pick<SessionState, 'sending' | 'network'> {
  readonly counts: OutboxCounts;
  /** Of intakes that are being sent, so many documents are not in the outbox yet. */
  readonly waiting: number;
}

export interface Desk {
  readonly handlers: Handlers;
  /** What became of the provisioning file; `null` where the command line named none. */
  readonly provisioned: Provisioned | null;
  /** How the outbox of the open connection stands; `null` where none is open. */
  outbox(): OutboxStanding | null;
  /** The computer goes to sleep, and wakes: waits are cut short, what was under way is looked up. */
  sleep(): void;
  /** Whether the window can be seen, and whether somebody works in it. */
  attention(of: { readonly isSeen: boolean; readonly isHere: boolean }): void;
  wake(): void;
  /** Writes down what is under way and closes the databases. */
  close(): Promise<void>;
}

export async function createDesk(given: DeskOptions): Promise<Desk> {
  const options: DeskOptions = {
    ...given,
    emit: (event, payload) => {
      given.emit(event, payload);
      if (event === 'outbox.changed') news?.outbox(payload as EventOf<'outbox.changed'>);
    },
  };
  const { folder, flags, clock, vault, log, emit } = options;
  const { database, trouble: damage } = await whenFree(() => openOwn(options), { clock });
  const later = laterWrites(clock, log);
  const workers = deskWorkers(log);
  const endBackups = backUpDaily(
    {
      file: database.file,
      backUp: async (signal) => {
        const end = options.stayAwake?.();
        try {
          return await workers.run('database.backUp', { file: database.file, at: clock.wall(), leftOut: [] }, { signal });
        } finally {
          end?.();
        }
      },
    },
    clock,
    log,
  );
  const place = { folder, settings: database.settings, clock, log };
  const lyingAside = { removed: removedConnections(place), setAside: filesSetAside(place) };
  const network = createCompanyNetwork({
    resolveProxy: options.resolveProxy ?? (() => Promise.resolve('DIRECT')),
    caFiles: options.caFiles ?? [],
    settings: database.settings,
    vault,
    log,
  });
  const operators = createOperators(database.operators, clock);
  if (flags.forgetOperators) {
    operators.removeAll();
    log('all operators were removed, as the command line asked');
  }
  const look = lookOf(options, database);
  const folderOf = (id: ConnectionId): string => join(folder, 'connections', id);
  const databaseOf = (id: ConnectionId): string => join(folderOf(id), 'desk.sqlite');
  const troubles = createTroubles({ own: damage, settings: database.settings, later, databaseOf, clock });

  const state = (): AppState => ({
    version: options.version,
    platform: options.platform === 'win32' || options.platform === 'darwin' ? options.platform : 'linux',
    language: look.language(),
    theme: look.theme(),
    scanner: look.scanner(),
    notices: look.notices(),
    connections: database.connections.list().map((row) => described(row, vault)),
    keychain: vault.keychain(),
    proxies: network.proxies(),
    session: opening.current()?.state() ?? null,
    opening: opening.opening(),
    trouble: troubles.current(),
    operators: operators.list(),
    operator: operators.current(),
    clockIsBehind: clock.wall() < options.builtAt,
  });
  const changed = (): void => emit('app.changed', state());

  let endWaiting = (): void => undefined;
  const opening = createOpening({
    nameOf: (id) => database.connections.get(id)?.name ?? null,
    begin: async (id) => {
      const row = rowOf(database, id);
      endWaiting();
      news?.forget();
      troubles.forget();
      try {
        const session = await openSession({
          ...options,
          row,
          folder: folderOf(id),
          network,
          newKeys: newKeysOn(database.settings),
          language: look.language,
          operator: () => operators.current()?.name ?? null,
          changed,
          onTold: (record) => news?.record(id, record),
          onWatched: (intake) => news?.intake(id, intake),
          onTrouble: (error) => {
            const known = toDeskError(error, 'starting to send', log);
            troubles.say(known.code === 'internal' ? { code: 'outboxStopped' } : known);
            changed();
          },
          onDamage: () => void damaged(id).catch((error: unknown) => log(`not put aside: ${String(error)}`)),
          reopen: () => void openAnew(id).catch((error: unknown) => log(`not opened anew: ${String(error)}`)),
        });
        later.write(() => {
          if (row.identity === null) database.connections.setIdentity(id, session.identity);
          database.connections.touch(id);
          database.settings.set('lastConnection', id);
          troubles.opened();
        });
        return session;
      } catch (error) {
        // The desk stays usable: other connections, and the words for what happened.
        const told = troubles.ofConnection(id, toDeskError(error, 'opening a connection', log));
        // As soon as the other program lets go of it, unless somebody opens another one first.
        if (told.code === 'storageBusy') endWaiting = clock.after(heldMs, () => void open(id).catch(() => undefined));
        throw new DeskFailure(told);
      }
    },
    changed,
    log,
  });
  const news =
    options.notices === undefined
      ? null
      : createNews({
          clock,
          notices: options.notices,
          settings: look.notices,
          language: look.language,
          connection: () => {
            const id = opening.current()?.id;
            const name = id === undefined ? undefined : database.connections.get(id)?.name;
            return id === undefined || name === undefined ? null : { id, name };
          },
          // SECURITY: while somebody has to say first who they are, or why they write, a locked screen names no record.
          mayName: () => !operators.isLocked() && opening.current()?.writing.state() !== 'locked',
          isSending: () => opening.current()?.outbox.sending() === 'running',
          open: (connection, place) => options.handedOver?.add({ paths: [], task: null, open: { connection, place } }),
        });
  const open = (id: ConnectionId): Promise<unknown> => opening.inTurn((turn) => turn.open(id));
  const openAnew = (id: ConnectionId): Promise<void> =>
    opening.inTurn(async (turn) => {
      if (opening.current()?.id === id) await turn.open(id);
    });
  /** Found while it was in use: from here on as where it is found when it is opened. */
  const damaged = (id: ConnectionId): Promise<void> =>
    opening.inTurn(async (turn) => {
      if (opening.current()?.id !== id) return;
      await turn.close();
      const path = databaseOf(id);
      troubles.ofConnection(id, { code: 'storageDamaged', params: { path } });
      log(`${path} was found damaged while it was in use, and put aside`);
      changed();
    });

  const parts: DeskParts = { options, database, opening, network, operators, state, changed, folderOf, databaseOf };
  const profileOf = (id: ConnectionId): string => database.connections.get(id)?.profile ?? '';
  const savedFiles = createSavedFiles(options);
  const journal = journalHandlers({
    options,
    askWhere: (name) => savedFiles.askWhere(name),
    current: () => opening.current(),
    workers,
    state,
    profileOf,
  });
  const handlers: Handlers = {
    ...atSession(sessionVerbs({ options, journal: journal.ofConnection, savedFiles, lyingAside, profileOf }), opening),
    ...appVerbs({ ...parts, look }),
    ...connectionVerbs(parts),
    'support.bundle': journal.bundle,
    'app.showSaved': ({ name }) => savedFiles.show(name),
  };

  void removeLeftPractice(folderOf(practiceConnectionId)).catch((error: unknown) =>
    log(`what was left of practice stays: ${String(error)}`),
  );
  const first = await openFirst(parts, troubles, open);

  return {
    provisioned:
      flags.provision === null
        ? null
        : first.id === null
          ? { error: first.trouble ?? { code: 'internal' } }
          : { name: rowOf(database, first.id).name, key: vault.state(first.id) },
    handlers: behindLock(handlers, () => operators.isLocked()),
    outbox: () => {
      const open = opening.current();
      if (open === null) return null;
      const { sending, network: way } = open.state();
      return { counts: open.outbox.counts(), waiting: open.intakes.waiting(), sending, network: way };
    },
    sleep: () => opening.current()?.sleep(),
    wake: () => opening.current()?.wake(),
    attention: ({ isSeen, isHere }) => {
      const session = opening.current();
      session?.catalogue.seen(isSeen);
      session?.presence.here(isHere);
      news?.here(isHere);
    },
    close: async () => {
      endBackups();
      endWaiting();
      lyingAside.removed.close();
      lyingAside.setAside.close();
      await opening.inTurn((turn) => turn.close());
      endWaiting();
      later.close();
      await workers.close();
      database.close();
    },
  };
}

/** What fails here is said on the screen (`trouble`); the desk itself is there. */
async function openFirst(
  { options, database, changed }: DeskParts,
  troubles: Troubles,
  open: (id: ConnectionId) => Promise<unknown>,
): ReturnType<typeof firstConnection> {
  const first = await firstConnection(options, database);
  const known = troubles.known(first.id);
  if (first.trouble !== null) troubles.say(first.trouble);
  // Not opened by itself: it would start empty, and nobody would hear of the copy. Opening it or bringing the copy back is the operator's
  // choice.
  else if (known !== null) troubles.say(known);
  else if (first.id !== null) await open(first.id).catch((error: unknown) => options.log(`connection not opened: ${String(error)}`));
  if (first.trouble !== null) changed();
  return first;
}

interface Look {
  readonly language: () => Language;
  readonly theme: () => Theme;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly scanner: () => ScannerSettings;
  readonly setScanner: (wanted: ScannerSettings) => void;
  readonly notices: () => NoticeSettings;
  readonly setNotices: (wanted: NoticeSettings) => void;
}

/** The desk's language and theme, told to whoever draws outside of the page. */
function lookOf({ flags, onLanguage, onTheme }: DeskOptions, { settings }: AppDatabase): Look {
  let language = flags.language ?? settings.get('language', Language, 'vi');
  let theme = settings.get('theme', Theme, 'system');
  let scanner = settings.get('scanner', ScannerSettings, { prefix: '', sound: true });
  let notices = settings.get('notices', NoticeSettings, firstNotices);
  onLanguage(language);
  onTheme(theme);
  return {
    language: () => language,
    theme: () => theme,
    setLanguage: (wanted) => {
      language = wanted;
      settings.set('language', language);
      onLanguage(language);
    },
    setTheme: (wanted) => {
      theme = wanted;
      settings.set('theme', theme);
      onTheme(theme);
    },
    scanner: () => scanner,
    setScanner: (wanted) => {
      scanner = wanted;
      settings.set('scanner', scanner);
    },
    notices: () => notices,
    setNotices: (wanted) => {
      notices = wanted;
      settings.set('notices', notices);
    },
  };
}

/** The desk's own database, with practice in it. */
function openOwn({ folder, clock, log, onHeld }: DeskOptions): ReturnType<typeof openAppDatabaseOrCopy> {
  try {
    const opened = openAppDatabaseOrCopy(folder, clock, (name) => log(`setting ${name} could not be read, its default is used`));
    try {
      ensurePractice(opened.database);
      return opened;
    } catch (error) {
      opened.database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof DeskFailure && isHeld(error)) onHeld?.(error.error);
    throw error;
  }
}
