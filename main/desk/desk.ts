/** The whole desk, built from its parts. Imports no electron, so that tests build one as it is. */
import { join } from 'node:path';
import { type AppState, Language, Theme } from '../../contract/bridge.ts';
import { ConnectionId, practiceConnectionId } from '../../contract/connection.ts';
import { DeskError, DeskFailure, type FieldProblem } from '../../contract/errors.ts';
import type { Profile } from '../../contract/profile.ts';
import type { DraftSummary } from '../../contract/outbox.ts';
import { createCompanyNetwork } from './companyNetwork.ts';
import { createConnection, described, ensurePractice, putAway } from './connections.ts';
import { journalHandlers } from './journalVerbs.ts';
import { type Handlers, toDeskError } from './door.ts';
import { behindLock } from './lock.ts';
import { filesSetAside, removedConnections } from '../keeping/putAway.ts';
import { amend } from '../onflow/amend.ts';
import { parseProfile } from '../onflow/profile.ts';
import type { DeskOptions } from './deskOptions.ts';
import { firstConnection } from './firstConnection.ts';
import { saveInto } from './leftForm.ts';
import { createOperators } from './operators.ts';
import { createOpening } from './opening.ts';
import type { Provisioned } from '../start/provisionWords.ts';
import { removeLeftPractice, removePractice } from './practiceFolder.ts';
import { openSession } from './session.ts';
import { atSession, sessionVerbs } from './sessionVerbs.ts';
import { type ConnectionRow, openAppDatabaseOrCopy } from '../store/appDatabase.ts';
import { backupsOf, setAside as moveAside } from '../store/backups.ts';
import { contentsOf } from '../store/contents.ts';
import { backUpDaily } from '../store/dailyBackup.ts';
import { isHeld, laterWrites, whenFree } from '../store/held.ts';
import { restoreConnection } from '../store/restore.ts';
import { deskWorkers } from '../workers/index.ts';

/** So long after a try another one is made to open a database that another program holds, in milliseconds. */
const heldMs = 1_000;

/** A connection whose database was found damaged and not opened since. */
const damagedSetting = 'damaged';

export interface Desk {
  readonly handlers: Handlers;
  /** What became of the provisioning file; `null` where the command line named none. */
  readonly provisioned: Provisioned | null;
  /** The computer goes to sleep, and wakes: waits are cut short, what was under way is looked up. */
  sleep(): void;
  wake(): void;
  /** Writes down what is under way and closes the databases. */
  close(): Promise<void>;
}

export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { folder, flags, clock, vault, log, emit } = options;
  const { database, trouble: damage } = await whenFree(() => openOwn(options), { clock });
  const later = laterWrites(clock, log);
  const workers = deskWorkers(log);
  const endBackups = backUpDaily(
    {
      file: database.file,
      backUp: (signal) => workers.run('database.backUp', { file: database.file, at: clock.wall(), leftOut: [] }, { signal }),
    },
    clock,
    log,
  );
  const removed = removedConnections({ folder, settings: database.settings, clock, log });
  const setAside = filesSetAside({ folder, settings: database.settings, clock, log });
  const lyingAside = { removed, setAside };
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

  let language = flags.language ?? database.settings.get('language', Language, 'vi');
  let theme = database.settings.get('theme', Theme, 'system');
  let trouble: DeskError | null = damage;
  options.onLanguage(language);
  options.onTheme(theme);

  let endWaiting = (): void => undefined;

  const state = (): AppState => ({
    version: options.version,
    platform: options.platform === 'win32' || options.platform === 'darwin' ? options.platform : 'linux',
    language,
    theme,
    connections: database.connections.list().map((row) => described(row, vault)),
    keychain: vault.keychain(),
    proxies: network.proxies(),
    session: connection.current()?.state() ?? null,
    opening: connection.opening(),
    trouble,
    operators: operators.list(),
    operator: operators.current(),
    clockIsBehind: clock.wall() < options.builtAt,
  });
  const changed = (): void => emit('app.changed', state());

  const connection = createOpening({
    nameOf: (id) => database.connections.get(id)?.name ?? null,
    begin: async (id) => {
      const row = connectionRow(id);
      endWaiting();
      // What happened to the desk's own file is said until the next start.
      trouble = damage;
      try {
        const session = await openSession({
          ...options,
          row,
          folder: folderOf(id),
          network,
          language: () => language,
          operator: () => operators.current()?.name ?? null,
          changed,
          onTrouble: (error) => {
            const known = toDeskError(error, 'starting to send', log);
            trouble = known.code === 'internal' ? { code: 'outboxStopped' } : known;
            changed();
          },
          onDamage: () => void damaged(id).catch((error: unknown) => log(`not put aside: ${String(error)}`)),
          reopen: () =>
            void connection
              .inTurn(async (turn) => {
                if (connection.current()?.id === id) await turn.open(id);
              })
              .catch((error: unknown) => log(`not opened anew: ${String(error)}`)),
        });
        later.write(() => {
          if (row.identity === null) database.connections.setIdentity(id, session.identity);
          database.connections.touch(id);
          database.settings.set('lastConnection', id);
          database.settings.set(damagedSetting, null);
        });
        return session;
      } catch (error) {
        // The desk stays usable: other connections, and the words for what happened.
        const told = withCopy(putAside(toDeskError(error, 'opening a connection', log), databaseOf(id)), id, databaseOf(id));
        trouble = told;
        if (told.code === 'storageDamaged') noteDamage(told);
        // As soon as the other program lets go of it, unless somebody opens another one first.
        if (told.code === 'storageBusy') endWaiting = clock.after(heldMs, () => void open(id).catch(() => undefined));
        throw new DeskFailure(told);
      }
    },
    changed,
    log,
  });
  const open = (id: ConnectionId) => connection.inTurn(async (turn) => (await turn.open(id)).state());
  /** A damaged file lies where it does not harm, if it does not yet. */
  const putAside = (error: DeskError, path: string): DeskError =>
    error.code !== 'storageDamaged' || error.params?.['name'] !== undefined
      ? error
      : { ...error, params: { path, name: moveAside(path, 'damaged', clock) } };
  const noteDamage = (told: DeskError): void => later.write(() => database.settings.set(damagedSetting, told));
  /** Found while it was in use: from here on as where it is found when it is opened. */
  const damaged = (id: ConnectionId): Promise<void> =>
    connection.inTurn(async (turn) => {
      if (connection.current()?.id !== id) return;
      await turn.close();
      const path = databaseOf(id);
      trouble = withCopy(putAside({ code: 'storageDamaged', params: { path } }, path), id, path);
      noteDamage(trouble);
      log(`${path} was found damaged while it was in use, and put aside`);
      changed();
    });

  const folderOf = (id: ConnectionId): string => join(folder, 'connections', id);
  const databaseOf = (id: ConnectionId): string => join(folderOf(id), 'desk.sqlite');
  /** What an operator did changes who is at the desk. */
  const after = <T>(value: T): T => {
    changed();
    return value;
  };

  const connectionRow = (id: ConnectionId): ConnectionRow => {
    const row = database.connections.get(id);
    if (row === null) throw new DeskFailure({ code: 'noConnection' });
    return row;
  };
  const connectionOf = (id: ConnectionId): ReturnType<typeof described> => described(connectionRow(id), vault);
  const keyChanged = (id: ConnectionId): ReturnType<typeof described> => {
    const open = connection.current();
    if (open?.id === id) open.keyChanged();
    changed();
    return connectionOf(id);
  };

  /**
   * Answers the problems of the text; where there are none, the connection is opened anew with what becomes of it and of the profile in
   * force.
   */
  const profileBecomes = (id: ConnectionId, text: string, become: (read: Profile, inForce: Profile) => string): Promise<FieldProblem[]> =>
    connection.inTurn(async (turn) => {
      const { profile } = connection.mustBeOpen(id);
      let next: string;
      try {
        next = become(parseProfile(text), profile);
      } catch (error) {
        if (!(error instanceof DeskFailure)) throw error;
        return error.error.fields ?? [{ path: '', problem: error.error.code }];
      }
      database.connections.setProfile(id, next);
      const session = await turn.open(id);
      // It may have been refused for the word before it, which is another one now.
      if (session.state().connection.key === 'refused')
        void session.ask().catch((error: unknown) => log(`the key was tried in vain: ${toDeskError(error, 'trying the key', log).code}`));
      return [];
    });

  const profileOf = (id: ConnectionId): string => database.connections.get(id)?.profile ?? '';
  const journal = journalHandlers({ options, current: () => connection.current(), workers, state, profileOf });

  const handlers: Handlers = {
    ...atSession(sessionVerbs({ options, journal: journal.ofConnection, lyingAside, profileOf }), connection),
    'support.bundle': journal.bundle,
    'app.state': state,
    'app.start': () => {
      const open = connection.current();
      const place = open?.place.get() ?? null;
      return {
        app: state(),
        place,
        list: open === null || place === null || place.list === null ? null : open.catalogue.list({ ...place.list, refresh: false }),
      };
    },
    'app.setLanguage': (request) => {
      language = request.language;
      database.settings.set('language', language);
      options.onLanguage(language);
      changed();
    },
    'app.setTheme': (request) => {
      theme = request.theme;
      database.settings.set('theme', theme);
      options.onTheme(theme);
      changed();
    },
    'app.openLink': ({ url }) => options.openLink(url),
    'app.openFolder': ({ which }) => options.openFolder(which),
    'app.diagnosis': async () => {
      const { diagnosis } = await import('../support/diagnosis.ts');
      return {
        text: diagnosis({
          app: state(),
          versions: options.versions,
          folder,
          secrets: options.secrets(),
          now: clock.wall(),
          builtAt: options.builtAt,
        }),
      };
    },
    'app.readyToClose': () => options.onReadyToClose(),

    'operators.add': async ({ name, pin }) => after(await operators.add(name, pin)),
    'operators.enter': async ({ id, pin }) => after(await operators.enter(id, pin)),
    'operators.lock': () => after(operators.lock()),
    'operators.changePin': ({ id, pin, next }) => operators.changePin(id, pin, next),
    'operators.remove': ({ id }) => after(operators.remove(id)),

    'connections.create': (wanted) => {
      const row = createConnection(database, wanted);
      changed();
      return described(row, vault);
    },
    'connections.contents': ({ id }) => {
      connectionOf(id);
      return contentsOf(databaseOf(id), log);
    },
    'connections.remove': ({ id }) =>
      connection.inTurn(async (turn) => {
        const row = connectionRow(id);
        // Practice is always there.
        if (id === practiceConnectionId) throw new DeskFailure({ code: 'wrongState' });
        if (connection.current()?.id === id) await turn.close();
        // First: what cannot be put away stays as it is, token and all.
        putAway(folder, row, clock);
        database.connections.remove(id);
        changed();
        await vault.forget(id);
        if (row.identity !== null) await vault.unnote(row.identity);
      }),
    'connections.open': ({ id }) => open(id),
    'connections.saveProfile': ({ text }, id) => profileBecomes(id, text, () => text),
    // Laid under the profile as it stands now, not as it stood when the proposal was made.
    'connections.amendProfile': ({ text }, id) =>
      profileBecomes(id, text, (corrections, inForce) => JSON.stringify(amend(inForce, corrections).profile, null, 2)),
    'papers.read': async ({ text }) => {
      // Read only where somebody has papers.
      const { readPapers } = await import('../papers/read.ts');
      return readPapers(text);
    },
    'keys.put': async ({ connectionId, key }) => {
      connectionOf(connectionId);
      await vault.put(connectionId, key);
      return keyChanged(connectionId);
    },
    'keys.forget': async ({ connectionId }) => {
      connectionOf(connectionId);
      await vault.forget(connectionId);
      return keyChanged(connectionId);
    },
    'proxies.signIn': async ({ proxy, user, password }) => {
      await network.signInTo(proxy, { user, password });
      changed();
    },
    'proxies.forget': async ({ proxy }) => {
      await network.forget(proxy);
      changed();
    },
    'practice.reset': (_request, id) =>
      connection.inTurn(async (turn) => {
        connection.mustBeOpen(id).practice();
        await turn.close();
        try {
          await removePractice(folderOf(practiceConnectionId));
        } finally {
          await turn.open(practiceConnectionId);
        }
      }),
    // Whatever is open by then: what was typed belongs to the connection it was typed for.
    'drafts.save': (input, id) => {
      const save = (): DraftSummary | null => (connection.current()?.id === id ? connection.mustBeOpen(id).drafts.save(input) : null);
      return save() ?? connection.inTurn(() => Promise.resolve(save() ?? saveInto(databaseOf(id), connectionRow(id), input, clock)));
    },
    'storage.restoreBackup': ({ id }) =>
      connection.inTurn(async (turn) => {
        connectionOf(id);
        if (connection.current()?.id === id) await turn.close();
        const { path } = restoreConnection(databaseOf(id), clock);
        log(`the database of ${id} was brought back from ${path}`);
        return (await turn.open(id)).state();
      }),
  };

  void removeLeftPractice(folderOf(practiceConnectionId)).catch((error: unknown) =>
    log(`what was left of practice stays: ${String(error)}`),
  );
  const first = await firstConnection(options, database);
  // What fails here is said on the screen (`trouble`); the desk itself is there.
  const knownDamage = database.settings.get(damagedSetting, DeskError.nullable(), null);
  if (first.trouble !== null) trouble = first.trouble;
  // Not opened by itself: it would start empty, and nobody would hear of the copy. Opening it or bringing the copy back is the operator's
  // choice.
  else if (knownDamage !== null && knownDamage.params?.['connection'] === first.id) trouble = knownDamage;
  else if (first.id !== null) await open(first.id).catch((error: unknown) => log(`connection not opened: ${String(error)}`));
  if (first.trouble !== null) changed();

  return {
    provisioned:
      flags.provision === null
        ? null
        : first.id === null
          ? { error: first.trouble ?? { code: 'internal' } }
          : { name: connectionRow(first.id).name, key: vault.state(first.id) },
    handlers: behindLock(handlers, () => operators.isLocked()),
    sleep: () => connection.current()?.sleep(),
    wake: () => connection.current()?.wake(),
    close: async () => {
      endBackups();
      endWaiting();
      removed.close();
      setAside.close();
      await connection.inTurn((turn) => turn.close());
      endWaiting();
      later.close();
      await workers.close();
      database.close();
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

/** A damaged database comes with whose it is, and of when its newest copy is. */
function withCopy(error: DeskError, id: ConnectionId, file: string): DeskError {
  if (error.code !== 'storageDamaged') return error;
  const copy = backupsOf(file)[0];
  return { ...error, params: { ...error.params, connection: id, ...(copy === undefined ? {} : { copiedAt: Math.round(copy.writtenAt) }) } };
}
