/** A connection's own database, opened, with what is done to it beside the desk's other work. */
import { join } from 'node:path';
import type { Amount } from '../../contract/storage.ts';
import { sizeOf } from '../keeping/putAway.ts';
import type { ConnectionRow } from '../store/appDatabase.ts';
import { backupsOf } from '../store/backups.ts';
import { fetchedTables } from '../store/catalogue.ts';
import { backUpDaily } from '../store/dailyBackup.ts';
import { type LaterWrites, laterWrites } from '../store/held.ts';
import { type Store, openStore } from '../store/index.ts';
import type { Settings } from '../store/settings.ts';
import { claimFolder } from '../store/whose.ts';
import type { Clock } from '../time/clock.ts';
import { type Workers, deskWorkers } from '../workers/index.ts';
import { checkpointsBeside } from './checkpoints.ts';
import type { DeskOptions } from './deskOptions.ts';
import { soundFile } from './soundFile.ts';

interface Options extends Pick<DeskOptions, 'clock' | 'log' | 'emit'> {
  readonly row: ConnectionRow;
  /** The connection's own folder; made if it is not there. */
  readonly folder: string;
  /** The file was found to be damaged while it was in use. */
  readonly onDamage: () => void;
}

export interface ConnectionStore extends Store {
  /** The database's path. */
  readonly file: string;
  /** Of the folder, and of no other. */
  readonly identity: string;
  /** What runs beside the desk's other work, on `file`. */
  readonly workers: Workers;
  readonly later: LaterWrites;
  /** Settings that nobody waits for: written as soon as no other program holds the file. */
  readonly laterSettings: Settings;
  /** What could be sent twice by a damaged file was looked at. */
  readonly essentials: Promise<void>;
  /** The copies of the database. */
  readonly backups: () => Promise<Amount>;
}

/** What is begun here is ended with `begun`. @throws DeskFailure `storageDamaged`, `storageReadOnly`, `diskFull`, `folderOfAnother` */
export function openConnectionStore({ row, folder, clock, log, emit, onDamage }: Options, begun: AsyncDisposableStack): ConnectionStore {
  const written = gathered(clock, () => emit('journal.changed', { connection: row.id }));
  begun.defer(written.close);
  const store = openStore(join(folder, 'desk.sqlite'), clock, (name) => log(`setting ${name} could not be read, its default is used`), {
    onSlow: log,
    onWritten: written.note,
  });
  begun.defer(() => store.close());
  const later = laterWrites(clock, log);
  begun.defer(() => later.close());
  // With their hold on the file, before it is closed.
  const workers = deskWorkers(log);
  begun.defer(() => workers.close());
  const laterSettings = { ...store.settings, set: (name: string, value: unknown) => later.write(() => store.settings.set(name, value)) };
  const sound = soundFile({ database: store.database, settings: laterSettings, workers, clock, log, onDamage });
  begun.defer(() => sound.close());
  begun.defer(checkpointsBeside({ database: store.database, workers, clock, log }));
  const { file } = store.database;
  const backUp = (signal: AbortSignal) =>
    workers.run('database.backUp', { file, at: clock.wall(), leftOut: [...fetchedTables] }, { signal });
  begun.defer(backUpDaily({ file, backUp }, clock, log));
  return {
    ...store,
    file,
    // Before anything is read from it, or written.
    identity: claimFolder(store.settings, row),
    workers,
    later,
    laterSettings,
    essentials: sound.essentials,
    backups: async () => {
      const copies = backupsOf(file);
      const sizes = await Promise.all(copies.map(({ path }) => sizeOf(path)));
      return { count: copies.length, size: sizes.reduce((sum, size) => sum + size, 0) };
    },
  };
}

/** A queue being sent writes many entries a second: they are told of together, this many milliseconds after the first. */
const togetherMs = 500;

function gathered(clock: Pick<Clock, 'after'>, tell: () => void): { readonly note: () => void; readonly close: () => void } {
  let end: (() => void) | null = null;
  return {
    note: () => {
      end ??= clock.after(togetherMs, () => {
        end = null;
        tell();
      });
    },
    close: () => end?.(),
  };
}
