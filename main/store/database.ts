/**
 * One SQLite file (main process): opened, checked, brought up to date and closed. Nothing outside `main/store` knows that it is SQLite.
 * Every commit is on the disk when it returns (WAL, `synchronous=FULL`): what the desk says is kept, is kept.
 */
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../clock.ts';

export type Value = SQLInputValue;
export type Row = Record<string, SQLOutputValue>;

export interface Database {
  readonly file: string;
  /** Rows changed by an INSERT, UPDATE or DELETE. Parameters are `?`, in order. */
  run(sql: string, ...values: readonly Value[]): number;
  get(sql: string, ...values: readonly Value[]): Row | undefined;
  all(sql: string, ...values: readonly Value[]): Row[];
  /**
   * All of `work`, or nothing of it. Inside another transaction it is a part that can fail by itself. `work` is synchronous: a transaction held
   * open over an `await` would swallow what others write meanwhile.
   */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** The schema, one step after the other: the first makes version 1. Steps that were once released are never edited. */
export type Migrations = readonly string[];

const backupsKept = 5;
const statementsKept = 200;

/**
 * Opens the file, makes it if it is missing, and brings it to the newest version, keeping a copy of the older one in `backups/` beside it.
 * @throws DeskFailure `storageDamaged` (the file was set aside under `params.name` and the next call starts an empty one), `diskFull`,
 *   `storageReadOnly`; each with `params.path`
 */
export function openDatabase(file: string, clock: Clock, migrations: Migrations): Database {
  return inWords(file, () => {
    // SECURITY: orders and addresses of customers lie in here; other accounts of this computer have no business with them (POSIX; Windows
    // keeps the user's folder to the user).
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
    let sqlite: DatabaseSync | null = null;
    try {
      sqlite = new DatabaseSync(file, { timeout: 5_000 });
      sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
      checkHealth(sqlite);
      migrate(sqlite, file, clock, migrations);
      return databaseOver(sqlite, file);
    } catch (cause) {
      if (sqlite?.isOpen === true) sqlite.close();
      if (!isDamage(cause)) throw cause;
      const name = setAside(file, clock);
      throw new DeskFailure({ code: 'storageDamaged', params: { path: file, name } }, { cause });
    }
  });
}

/** Whether an INSERT or UPDATE failed because such a row is there already. */
export const isTaken = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code === 2067 || code === 1555;
};

function databaseOver(sqlite: DatabaseSync, file: string): Database {
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
  const exec = (sql: string): void => inWords(file, () => sqlite.exec(sql));
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
    run: (sql, ...values) => inWords(file, () => Number(prepared(sql).run(...values).changes)),
    get: (sql, ...values) => inWords(file, () => prepared(sql).get(...values)),
    all: (sql, ...values) => inWords(file, () => prepared(sql).all(...values)),
    transaction,
    close: () => {
      if (!sqlite.isOpen) return;
      statements.clear();
      try {
        sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } finally {
        sqlite.close();
      }
    },
  };
}

class DamagedFile extends Error {}

function checkHealth(sqlite: DatabaseSync): void {
  const verdict = sqlite.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (verdict !== 'ok') throw new DamagedFile(String(verdict));
}

function migrate(sqlite: DatabaseSync, file: string, clock: Clock, migrations: Migrations): void {
  const version = Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > migrations.length) {
    throw new DeskFailure({ code: 'internal', params: { path: file, version, known: migrations.length } }, { cause: new Error('made by a newer desk') });
  }
  if (version > 0 && version < migrations.length) backUp(sqlite, file, version, clock);
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

/** A whole copy, under its final name only once it is complete and on the disk. */
function backUp(sqlite: DatabaseSync, file: string, version: number, clock: Clock): void {
  const folder = join(dirname(file), 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stem = `${basename(file)}.`;
  const name = `${stem}${stampOf(clock)}.v${version}`;
  const partial = join(folder, `${name}.partial`);
  rmSync(partial, { force: true });
  sqlite.prepare('VACUUM INTO ?').run(partial);
  chmodSync(partial, 0o600);
  const handle = openSync(partial, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, join(folder, name));
  // By the time they were written, not by their names: the computer's clock may have been wrong once.
  const backups = readdirSync(folder)
    .filter((each) => each.startsWith(stem) && !each.endsWith('.partial') && each !== name)
    .map((each) => ({ path: join(folder, each), writtenAt: statSync(join(folder, each)).mtimeMs }))
    .sort((a, b) => b.writtenAt - a.writtenAt);
  for (const { path } of backups.slice(backupsKept - 1)) rmSync(path);
}

/** Moves a damaged file out of the way, with what SQLite keeps beside it: somebody may still be able to read it. Answers its new name. */
function setAside(file: string, clock: Clock): string {
  const aside = `${file}.damaged-${stampOf(clock)}`;
  for (const end of ['-wal', '-shm', '']) {
    if (existsSync(file + end)) renameSync(file + end, aside + end);
  }
  return basename(aside);
}

/** `20261124-101500123`: sorts by time and is a file name everywhere. */
const stampOf = (clock: Clock): string => new Date(clock.wall()).toISOString().replaceAll(/[-:.Z]/g, '').replace('T', '-');

const sqliteCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;

/** SQLITE_CORRUPT and SQLITE_NOTADB, in all their extended forms. */
const isDamage = (error: unknown): boolean => error instanceof DamagedFile || [11, 26].includes((sqliteCode(error) ?? 0) & 0xff);

/** Runs `work`; what the disk has against it becomes an error that the screen has words for. Everything else passes as it is. */
function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const code = storageCodeOf(cause);
    if (code === null) throw cause;
    throw new DeskFailure({ code, params: { path: file } }, { cause });
  }
}

function storageCodeOf(error: unknown): 'diskFull' | 'storageReadOnly' | 'storageDamaged' | null {
  if (isDamage(error)) return 'storageDamaged';
  switch ((sqliteCode(error) ?? 0) & 0xff) {
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
