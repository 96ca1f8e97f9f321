/**
 * One SQLite file: opened, checked, brought up to date and closed. Nothing outside `main/store` knows that it is SQLite.
 *
 * NOTE(on-disk): SQLite writes to a log beside the file (WAL), and each commit waits until the disk has it (`synchronous=FULL`). So what
 * the desk says is kept, is kept: also when the plug is pulled. The log lets others read while one writes; who reads sees what was
 * committed when the reading began. What can be read again or done again is written `unhurried`: it reaches the disk with the next commit
 * that waits.
 */
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../time/clock.ts';
import { backUpBeforeMigration, setAside } from './backups.ts';
import { wordsTable } from './copy.ts';
import { lendFolding } from './folding.ts';
import { type Timed, slowStatements } from './slow.ts';
import { isDamage as isDamaged, lookedAt, sqliteCode } from './soundness.ts';

export type Value = SQLInputValue;
export type Row = Record<string, SQLOutputValue>;

export interface Database {
  readonly file: string;
  /** All of it was gone through when it was opened. Else that is for whoever opened it, beside the work (`soundness.ts`). */
  readonly isChecked: boolean;
  /** It was not closed in order the last time: the desk was killed, or the power failed. */
  readonly wasLeftOpen: boolean;
  /** Rows changed by an INSERT, UPDATE or DELETE. Parameters are `?`, in order. */
  run(sql: string, ...values: readonly Value[]): number;
  get(sql: string, ...values: readonly Value[]): Row | undefined;
  all(sql: string, ...values: readonly Value[]): Row[];
  /**
   * All of `work`, or nothing of it. Inside another transaction it is a part that can fail by itself. `work` is synchronous: a transaction
   * held open over an `await` would swallow what others write meanwhile.
   */
  transaction<T>(work: () => T): T;
  /**
   * As `transaction`, and on the disk only with the next one that is. For what is simply done again should the power fail: it waits for no
   * disk, and so nobody waits for it.
   */
  unhurried<T>(work: () => T): T;
  /**
   * Moves what was written into the file itself, and empties the log of it: what was deleted lies in neither any more. Where a thread is
   * reading just then, the next one does.
   */
  checkpoint(): void;
  /**
   * Somebody else moves what was written into the file (`checkpoint.ts`): here it is done only where the log has come to `most` bytes, and
   * the log keeps `kept` bytes of its length.
   */
  leaveCheckpoints(most: number, kept: number): void;
  close(): void;
}

/** The schema, one step after the other: the first makes version 1. Steps that were once released are never edited. */
export type Migrations = readonly string[];

const nothing: ReadonlySet<string> = new Set();

const statementsKept = 200;

/**
 * So long one try waits for a file that another program holds, in milliseconds. Nothing else moves meanwhile, neither window nor network:
 * who can wait longer does it outside (`held.ts`).
 */
const heldMs = 10;

/**
 * Opens the file, makes it if it is missing, and brings it to the newest version, keeping a copy of the older one in `backups/` beside it.
 * Tables named in `fetched` hold what can be fetched again: copies are made without their rows. It is gone through before it is used,
 * unless it is larger than `mostChecked` bytes: a gigabyte takes ten seconds. `onSlow` is told of statements that take long.
 * @throws DeskFailure `storageDamaged` (the file was set aside under `params.name` and the next call starts an empty one), `diskFull`,
 *   `storageReadOnly`, `storageBusy` (another program holds it); each with `params.path`.
 * Everything done with the database later throws the last three, too.
 */
export function openDatabase(
  file: string,
  clock: Clock,
  migrations: Migrations,
  fetched: ReadonlySet<string> = nothing,
  mostChecked = Infinity,
  onSlow: (line: string) => void = () => undefined,
): Database {
  return inWords(file, () => {
    // SECURITY: orders and addresses of customers lie in here; other accounts of this computer have no business with them (POSIX; Windows
    // keeps the user's folder to the user).
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    const wasLeftOpen = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
    let sqlite: DatabaseSync | null = null;
    try {
      sqlite = new DatabaseSync(file, { timeout: heldMs });
      // SECURITY: what is deleted or replaced is overwritten with zeros; who reads the file afterwards finds no customer in its unused
      // parts.
      sqlite.exec('PRAGMA secure_delete = ON');
      sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
      // A migration must not run on a file that may be damaged.
      const isChecked = statSync(file).size <= mostChecked || versionOf(sqlite) < migrations.length;
      if (isChecked) checkHealth(sqlite);
      lendFolding(sqlite);
      migrate(sqlite, file, clock, migrations, fetched);
      return { ...databaseOver(sqlite, file, slowStatements(onSlow)), isChecked, wasLeftOpen };
    } catch (cause) {
      if (sqlite?.isOpen === true) sqlite.close();
      if (!isDamage(cause)) throw cause;
      const name = setAside(file, 'damaged', clock);
      throw new DeskFailure({ code: 'storageDamaged', params: { path: file, name } }, { cause });
    }
  });
}

/** Whether an INSERT or UPDATE failed because such a row is there already. */
export const isTaken = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code === 2067 || code === 1555;
};

function databaseOver(sqlite: DatabaseSync, file: string, timed: Timed): Omit<Database, 'isChecked' | 'wasLeftOpen'> {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    // Searches differ by their number of words, so that the texts are few; this is the net should they ever not be.
    if (statements.size >= statementsKept) statements.clear();
    const made = sqlite.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const asked = <T>(sql: string, work: () => T): T => inWords(file, () => timed(sql, work));
  const exec = (sql: string): void => asked(sql, () => sqlite.exec(sql));
  let depth = 0;
  const transaction = <T>(work: () => T): T => {
    const [begin, commit, rollback] =
      depth === 0
        ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
        : [`SAVEPOINT part${depth}`, `RELEASE part${depth}`, `ROLLBACK TO part${depth}; RELEASE part${depth}`];
    exec(begin);
    depth += 1;
    try {
      const result = work();
      if (result instanceof Promise) throw new TypeError('a transaction may not wait');
      exec(commit);
      return result;
    } catch (cause) {
      // A full disk makes SQLite roll back by itself.
      if (sqlite.isTransaction) exec(rollback);
      throw cause;
    } finally {
      depth -= 1;
    }
  };
  return {
    file,
    run: (sql, ...values) => asked(sql, () => Number(prepared(sql).run(...values).changes)),
    get: (sql, ...values) => asked(sql, () => prepared(sql).get(...values)),
    all: (sql, ...values) => asked(sql, () => prepared(sql).all(...values)),
    transaction,
    unhurried: (work) => {
      // The transaction around it decides.
      if (depth > 0) return transaction(work);
      exec('PRAGMA synchronous = NORMAL');
      try {
        return transaction(work);
      } finally {
        exec('PRAGMA synchronous = FULL');
      }
    },
    checkpoint: () => exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    leaveCheckpoints: (most, kept) => {
      const pageSize = Number(sqlite.prepare('PRAGMA page_size').get()?.['page_size']);
      exec(`PRAGMA wal_autocheckpoint = ${Math.round(most / pageSize)}; PRAGMA journal_size_limit = ${kept}`);
    },
    close: () => {
      if (!sqlite.isOpen) return;
      statements.clear();
      try {
        sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // Another program holds the file. The log stays, and whoever opens the file next finds all of it.
        if (storageCodeOf(error) !== 'storageBusy') throw error;
      } finally {
        sqlite.close();
      }
    },
  };
}

class DamagedFile extends Error {}

function checkHealth(sqlite: DatabaseSync): void {
  const verdict = lookedAt(sqlite);
  if (verdict === 'damaged') throw new DamagedFile('quick_check');
  if (verdict === 'exceptWords') sqlite.exec(`DROP TABLE IF EXISTS ${wordsTable}`);
}

const versionOf = (sqlite: DatabaseSync): number => Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version']);

function migrate(sqlite: DatabaseSync, file: string, clock: Clock, migrations: Migrations, fetched: ReadonlySet<string>): void {
  const version = versionOf(sqlite);
  if (version > migrations.length) {
    throw new DeskFailure({ code: 'storageNewer', params: { path: file, version, known: migrations.length } });
  }
  if (version > 0 && version < migrations.length) backUpBeforeMigration(sqlite, file, version, clock, fetched);
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    sqlite.exec('BEGIN IMMEDIATE');
    try {
      sqlite.exec(step);
      sqlite.exec(`PRAGMA user_version = ${index + 1}`);
      sqlite.exec('COMMIT');
    } catch (cause) {
      if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      throw cause;
    }
  }
}

const isDamage = (error: unknown): boolean => error instanceof DamagedFile || isDamaged(error);

/** Runs `work`; what the disk has against it becomes an error that the screen has words for. Everything else passes as it is. */
export function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = storageCodeOf(cause);
    if (code === null) throw cause;
    throw new DeskFailure({ code, params: { path: file } }, { cause });
  }
}

function storageCodeOf(error: unknown): 'diskFull' | 'storageReadOnly' | 'storageDamaged' | 'storageBusy' | null {
  if (isDamage(error)) return 'storageDamaged';
  switch ((sqliteCode(error) ?? 0) & 0xff) {
    // BUSY and LOCKED; IOERR, which is what Windows makes of a file that a scanner opened for itself.
    case 5:
    case 6:
    case 10:
      return 'storageBusy';
    case 13:
      return 'diskFull';
    case 8:
    case 14:
      return 'storageReadOnly';
    default:
      break;
  }
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'diskFull';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return 'storageReadOnly';
    default:
      return null;
  }
}
