/** Copies of a database: made every day beside those before migrations, kept in number, and brought back when the file is damaged. */
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { backUp as copyOf, backupsOf, restoreNewest } from '../../../main/store/backups.ts';
import { backUpDaily } from '../../../main/store/dailyBackup.ts';
import { openDatabase } from '../../../main/store/database.ts';
import type { Database } from '../../../main/store/database.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { Brand } from '../../../contract/records.ts';
import { fetchedTables } from '../../../main/store/catalogue.ts';
import { openStore } from '../../../main/store/index.ts';
import { restoreConnection } from '../../../main/store/restore.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const notes = 'CREATE TABLE notes (text TEXT NOT NULL) STRICT;';
const day = 24 * 60 * 60 * 1000;
const clock = handClock(Date.now());
function open(file: string): Database {
  const database = openDatabase(file, clock, [notes]);
  onTestFinished(() => database.close());
  return database;
}
const backUp = (database: Database, leftOut: readonly string[] = [], signal?: AbortSignal): Promise<void> =>
  copyOf(database.file, clock.wall(), new Set(leftOut), signal);
const note = (database: Database, text: string): void => void database.run('INSERT INTO notes VALUES (?)', text);
const textsOf = (database: Database): unknown[] => database.all('SELECT text FROM notes').map((row) => row['text']);

test('a copy of a database at work is whole, and private', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const database = open(file);
  database.transaction(() => {
    for (let index = 0; index < 3_000; index += 1) note(database, 'x'.repeat(500));
  });
  const copying = backUp(database);
  note(database, 'meanwhile');
  await copying;
  const [copy, ...others] = backupsOf(file);
  expect(others).toEqual([]);
  expect(textsOf(open(copy?.path ?? '')).length).toBeGreaterThanOrEqual(3_000);
  expect(readdirSync(join(file, '..', 'backups')).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('a copy shows one moment in all its tables, however much is written while it is made', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const twice = [notes, 'CREATE TABLE later_notes (text TEXT NOT NULL) STRICT;'];
  const database = openDatabase(file, clock, twice);
  onTestFinished(() => database.close());
  const numbers = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)';
  for (const table of ['notes', 'later_notes']) database.run(`${numbers} INSERT INTO ${table} SELECT CAST(i AS TEXT) FROM n`);
  const copying = backUp(database);
  const timer = setInterval(() => database.run("INSERT INTO later_notes VALUES ('later')"), 1);
  onTestFinished(() => clearInterval(timer));
  await copying;
  clearInterval(timer);
  expect(database.get("SELECT count(*) AS rows FROM later_notes WHERE text = 'later'")?.['rows']).toBeGreaterThan(0);
  const copy = openDatabase(backupsOf(file)[0]?.path ?? '', clock, twice);
  onTestFinished(() => copy.close());
  for (const table of ['notes', 'later_notes']) expect(copy.get(`SELECT count(*) AS rows FROM ${table}`)).toEqual({ rows: 60_000 });
}, 30_000);

test('a copy holds what cannot be fetched again: large numbers and bytes as they are, fetched tables empty', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const schema = `CREATE TABLE "od""d" (id INTEGER PRIMARY KEY, amount INTEGER, share REAL, bytes BLOB, note TEXT) STRICT; CREATE INDEX by_note ON "od""d" (note);
    CREATE TABLE keyed (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID; CREATE TABLE fetched (text TEXT) STRICT;
    CREATE TRIGGER no_change BEFORE UPDATE ON keyed BEGIN SELECT RAISE(ABORT, 'never'); END;`;
  const database = openDatabase(file, clock, [schema], new Set(['fetched']));
  onTestFinished(() => database.close());
  database.run('INSERT INTO "od""d" VALUES (7, 9007199254740993, 2.0, x\'00ff\', NULL), (3, -1, 0.1, NULL, \'Á\')');
  database.run("INSERT INTO keyed VALUES ('a', 1), ('b', '1')");
  database.run("INSERT INTO fetched VALUES ('from the provider')");
  await backUp(database, ['fetched']);
  const copy = openDatabase(backupsOf(file)[0]?.path ?? '', clock, [schema]);
  onTestFinished(() => copy.close());
  const shown = (from: Database) =>
    [
      'SELECT id, CAST(amount AS TEXT) AS amount, share, typeof(share) AS type, hex(bytes) AS bytes, note FROM "od""d" ORDER BY id',
      'SELECT name, value, typeof(value) AS type FROM keyed',
      'SELECT type, name, sql FROM sqlite_schema ORDER BY name',
    ].map((sql) => from.all(sql));
  expect(shown(copy)).toEqual(shown(database));
  expect(copy.all('SELECT * FROM fetched')).toEqual([]);
  expect(() => copy.run('UPDATE keyed SET value = 2')).toThrow('never');
});

test('a copy under way can be ended, and nothing of it stays; nor of one whose desk was killed', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const database = open(file);
  database.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO notes SELECT 'x' FROM n");
  const ended = new AbortController();
  const copying = backUp(database, [], ended.signal);
  ended.abort();
  await expect(copying).rejects.toThrow('abort');
  const folder = join(file, '..', 'backups');
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(folder, 'desk.sqlite.20261124-101500123.daily.partial'), 'half of it');
  await backUp(database);
  expect(readdirSync(folder)).toEqual([basename(backupsOf(file)[0]?.path ?? '')]);
});

test('five daily copies stay, and those before a migration are not counted among them', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const database = open(file);
  for (let index = 0; index < 7; index += 1) {
    await backUp(database);
    clock.advance(day);
  }
  database.close();
  openDatabase(file, clock, [notes, 'CREATE TABLE more (id INTEGER) STRICT;']).close();
  expect(backupsOf(file, 'daily').length).toBe(5);
  expect(backupsOf(file, 'migration').length).toBe(1);
  expect(backupsOf(file).length).toBe(6);
});

test('a running desk makes one copy a day, whatever the clock does', async () => {
  const own = handClock(Date.now());
  const file = join(temporaryFolder(), 'desk.sqlite');
  const database = open(file);
  const trouble: string[] = [];
  let copies = 0;
  const counted = { file, backUp: () => backUp(database).then(() => void (copies += 1)) };
  const end = backUpDaily(counted, own, (line) => trouble.push(line), { firstMs: 1, everyMs: 5 });
  onTestFinished(end);
  await expect.poll(() => copies, { timeout: 5_000 }).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(copies).toBe(1);
  own.advance(-10 * day);
  await expect.poll(() => copies, { timeout: 5_000 }).toBeGreaterThan(1);
  expect(trouble).toEqual([]);
});

test('a copy that cannot be made is logged, and tried again', async () => {
  const trouble: string[] = [];
  const end = backUpDaily(
    { file: join(temporaryFolder(), 'a.sqlite'), backUp: () => Promise.reject(new Error('the disk is full')) },
    clock,
    (line) => trouble.push(line),
    { firstMs: 1, everyMs: 1 },
  );
  onTestFinished(end);
  await expect.poll(() => trouble.length, { timeout: 5_000 }).toBeGreaterThan(2);
  expect(trouble[0]).toContain('the disk is full');
});

test('the newest copy that is sound takes the place of the file, which is kept', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'desk.sqlite');
  const database = open(file);
  note(database, 'old');
  await backUp(database);
  clock.advance(1_000);
  note(database, 'new');
  await backUp(database);
  clock.advance(1_000);
  await backUp(database);
  const [newest, second, third] = backupsOf(file).toSorted((a, b) => b.path.localeCompare(a.path));
  const at = (path: string | undefined, seconds: number): void => utimesSync(path ?? '', seconds, seconds);
  at(newest?.path, 3_000);
  at(second?.path, 2_000);
  at(third?.path, 1_000);
  database.close();
  // The newest copy is no good itself.
  writeFileSync(newest?.path ?? '', Buffer.alloc(20_000, 7));
  at(newest?.path, 3_000);
  writeFileSync(file, 'damaged');
  expect(restoreNewest(file, clock)?.path).toBe(second?.path);
  expect(textsOf(open(file))).toEqual(['old', 'new']);
  expect(readdirSync(folder).filter((name) => name.startsWith('desk.sqlite.replaced-')).length).toBe(1);
});

test('without a copy nothing is touched', () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  open(file).close();
  expect(restoreNewest(file, clock)).toBeNull();
  expect(backupsOf(file)).toEqual([]);
});

test('a connection brought back from its copy fetches again what the provider has', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const store = openStore(file, clock, () => undefined);
  store.settings.set('kept', 'yes');
  store.catalogue.putListRows('product', [ProductRecord.parse({ oasin: 'O1', sku: 'S1', name: 'Áo', status: 'ACTIVE' })], 1);
  store.catalogue.setProgress('product', { asOf: 1, nextPage: 7, walkedAt: 1, walkBegan: 1 });
  store.catalogue.putList('brands', '', [{ id: 1, name: 'Hoa Mai' }], 1);
  await backUp(store.database, [...fetchedTables]);
  store.close();
  restoreConnection(file, clock);
  const again = openStore(file, clock, () => undefined);
  onTestFinished(() => again.close());
  expect(again.settings.get('kept', z.string(), 'no')).toBe('yes');
  // As before the first walk: nothing is known, and nothing is held to have been read.
  expect(again.catalogue.get('product', 'O1')).toBeNull();
  expect(again.catalogue.progress('product')).toEqual({ asOf: null, nextPage: null, walkedAt: null, walkBegan: null, pageSize: null });
  expect(again.catalogue.getList('brands', '', Brand)).toBeNull();
});
