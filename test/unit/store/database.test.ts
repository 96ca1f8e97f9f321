/** The database file: opened, migrated, backed up, and what happens when the disk is not on our side. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import { isTaken, openDatabase } from '../../../main/store/database.ts';
import type { Database, Migrations } from '../../../main/store/database.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const notes = 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;';
const clock = handClock();

function open(file: string, steps: Migrations = [notes]): Database {
  const database = openDatabase(file, clock, steps);
  onTestFinished(() => database.close());
  return database;
}

function errorOf(work: () => unknown): DeskFailure['error'] {
  try {
    work();
  } catch (error) {
    if (error instanceof DeskFailure) return error.error;
    throw error;
  }
  throw new Error('nothing failed');
}

const add = (database: Database, text: string): number => database.run('INSERT INTO notes (text) VALUES (?)', text);
const texts = (database: Database): unknown[] => database.all('SELECT text FROM notes ORDER BY id').map((row) => row['text']);

test('the schema of a connection can be made, and made only once', () => {
  const file = join(temporaryFolder(), 'connection.sqlite');
  open(file, migrations).close();
  const database = open(file, migrations);
  const tables = database.all("SELECT name FROM sqlite_schema WHERE type = 'table'").map((row) => row['name']);
  expect(tables).toEqual(expect.arrayContaining(['records', 'lists', 'files', 'uploads', 'settings', 'journal', 'drafts', 'outbox']));
});

test('every commit is on the disk when it returns', () => {
  const database = open(join(temporaryFolder(), 'a.sqlite'));
  expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
  expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
  expect(database.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
  expect(database.get('PRAGMA busy_timeout')).toEqual({ timeout: 10 });
});

test.skipIf(process.platform === 'win32')('nobody else on the computer can read the database or its backups', () => {
  const folder = join(temporaryFolder(), 'practice');
  const file = join(folder, 'a.sqlite');
  const database = open(file);
  add(database, 'an address');
  const mode = (path: string): number => statSync(path).mode & 0o777;
  expect(mode(folder)).toBe(0o700);
  expect(mode(file)).toBe(0o600);
  expect(mode(`${file}-wal`)).toBe(0o600);
  database.close();
  chmodSync(file, 0o644);
  open(file, [notes, 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;']);
  expect(mode(file)).toBe(0o600);
  expect(mode(join(folder, 'backups'))).toBe(0o700);
  for (const name of readdirSync(join(folder, 'backups'))) expect(mode(join(folder, 'backups', name))).toBe(0o600);
});

test('a transaction that fails leaves nothing behind', () => {
  const database = open(join(temporaryFolder(), 'a.sqlite'));
  expect(() =>
    database.transaction(() => {
      add(database, 'one');
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(texts(database)).toEqual([]);
  expect(database.transaction(() => add(database, 'two'))).toBe(1);
  expect(texts(database)).toEqual(['two']);
});

test('a part of a transaction can fail by itself', () => {
  const database = open(join(temporaryFolder(), 'a.sqlite'));
  database.transaction(() => {
    add(database, 'kept');
    expect(() =>
      database.transaction(() => {
        add(database, 'dropped');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    database.transaction(() => add(database, 'kept too'));
  });
  expect(texts(database)).toEqual(['kept', 'kept too']);
});

test('a transaction may not wait', () => {
  const database = open(join(temporaryFolder(), 'a.sqlite'));
  expect(() => database.transaction(async () => add(database, 'late'))).toThrow('may not wait');
  expect(texts(database)).toEqual([]);
});

test('a row that is there already is told apart from other failures', () => {
  const database = open(join(temporaryFolder(), 'a.sqlite'));
  add(database, 'one');
  const failures: unknown[] = [];
  for (const sql of ["INSERT INTO notes (text) VALUES ('one')", 'INSERT INTO notes (text) VALUES (NULL)']) {
    try {
      database.run(sql);
    } catch (error) {
      failures.push(error);
    }
  }
  expect(failures.map(isTaken)).toEqual([true, false]);
});

test('a migration runs once, keeps the rows, and leaves a copy of the file as it was', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.sqlite');
  const first = open(file);
  add(first, 'one');
  first.close();
  const second = open(file, [notes, 'ALTER TABLE notes ADD COLUMN colour TEXT;']);
  expect(second.all('SELECT text, colour FROM notes')).toEqual([{ text: 'one', colour: null }]);
  second.close();
  const [backup, ...others] = readdirSync(join(folder, 'backups'));
  expect(others).toEqual([]);
  const copy = open(join(folder, 'backups', backup ?? ''));
  expect(copy.get('PRAGMA user_version')).toEqual({ user_version: 1 });
  expect(texts(copy)).toEqual(['one']);
});

test('a migration that fails changes nothing', () => {
  const file = join(temporaryFolder(), 'a.sqlite');
  open(file).close();
  expect(() => open(file, [notes, 'ALTER TABLE notes ADD COLUMN colour TEXT; CREATE NONSENSE'])).toThrow();
  const database = open(file);
  expect(database.get('PRAGMA user_version')).toEqual({ user_version: 1 });
  expect(Object.keys(database.get("SELECT * FROM pragma_table_info('notes') WHERE name = 'colour'") ?? {})).toEqual([]);
});

test('the newest five backups stay', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.sqlite');
  const steps = [notes];
  open(file).close();
  for (let version = 2; version <= 8; version += 1) {
    clock.advance(60_000);
    steps.push(`CREATE TABLE step${version} (id INTEGER PRIMARY KEY) STRICT;`);
    open(file, steps).close();
  }
  const versions = readdirSync(join(folder, 'backups')).map((name) => name.replace(/.*\.v/, ''));
  expect(versions.sort()).toEqual(['3', '4', '5', '6', '7']);
});

test('a file made by a newer desk is left alone', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.sqlite');
  const newer = open(file, [notes, 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;']);
  add(newer, 'one');
  newer.close();
  expect(errorOf(() => open(file))).toMatchObject({ code: 'storageNewer', params: { version: 2, known: 1 } });
  expect(texts(open(file, [notes, '-- newer']))).toEqual(['one']);
});

test('a file that is no database is set aside, not deleted, and the desk goes on with an empty one', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.sqlite');
  writeFileSync(file, 'these are not the bytes you are looking for '.repeat(100));
  const error = errorOf(() => open(file));
  expect(error).toMatchObject({ code: 'storageDamaged', params: { path: file } });
  const name = String(error.params?.['name']);
  expect(name).toMatch(/^a\.sqlite\.damaged-\d{8}-\d{9}$/);
  expect(readFileSync(join(folder, name), 'utf8')).toContain('not the bytes');
  expect(texts(open(file))).toEqual([]);
});

test('a database with damaged pages is found at the start', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.sqlite');
  const database = open(file);
  database.transaction(() => {
    for (let index = 0; index < 2_000; index += 1) add(database, `${index} `.repeat(40));
  });
  database.close();
  const size = statSync(file).size;
  const bytes = readFileSync(file);
  bytes.fill(0xa5, Math.floor(size / 2), Math.floor(size / 2) + 20_000);
  writeFileSync(file, bytes);
  expect(errorOf(() => open(file)).code).toBe('storageDamaged');
  expect(existsSync(file)).toBe(false);
});

test('a database that was cut off is found at the start', () => {
  const file = join(temporaryFolder(), 'a.sqlite');
  const database = open(file);
  database.transaction(() => {
    for (let index = 0; index < 2_000; index += 1) add(database, `${index} `.repeat(40));
  });
  database.close();
  truncateSync(file, Math.floor(statSync(file).size / 2));
  expect(errorOf(() => open(file)).code).toBe('storageDamaged');
});

test('damage that shows only later is said in words, too', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.sqlite');
  const database = open(file);
  database.transaction(() => {
    for (let index = 0; index < 12_000; index += 1) add(database, `${index} `.repeat(40));
  });
  database.close();
  const reader = open(file);
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 8_192);
  writeFileSync(file, bytes);
  expect(errorOf(() => texts(reader))).toMatchObject({ code: 'storageDamaged', params: { path: file } });
});

test('a place where nothing can be written is said in words', () => {
  const folder = temporaryFolder();
  // Below a regular file nobody can make anything, not even root.
  appendFileSync(join(folder, 'file'), 'x');
  const below = join(folder, 'file', 'deeper', 'a.sqlite');
  expect(errorOf(() => open(below))).toMatchObject({ code: 'storageReadOnly', params: { path: below } });
  mkdirSync(join(folder, 'folder.sqlite'));
  expect(errorOf(() => open(join(folder, 'folder.sqlite'))).code).toBe('storageReadOnly');
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a folder without leave to write is said in words (root may always write)',
  () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    onTestFinished(() => chmodSync(folder, 0o700));
    expect(errorOf(() => open(join(folder, 'a.sqlite'))).code).toBe('storageReadOnly');
  },
);

test('a full disk is said in words, and what was there stays', () => {
  const database = open(join(temporaryFolder(), 'a.sqlite'));
  add(database, 'one');
  // The same answer of SQLite as when the disk is full.
  const pages = Number(database.get('PRAGMA page_count')?.['page_count']);
  database.get(`PRAGMA max_page_count = ${pages}`);
  const fill = (): number => add(database, 'x'.repeat(200_000));
  expect(errorOf(fill).code).toBe('diskFull');
  expect(errorOf(() => database.transaction(fill)).code).toBe('diskFull');
  expect(texts(database)).toEqual(['one']);
});
