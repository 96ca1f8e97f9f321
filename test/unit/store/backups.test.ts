/** Copies of a database: made every day beside those before migrations, kept in number, and brought back when the file is damaged. */
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backupsOf, restoreNewest } from '../../../main/store/backups.ts';
import { backUpDaily } from '../../../main/store/dailyBackup.ts';
import { openDatabase } from '../../../main/store/database.ts';
import type { Database } from '../../../main/store/database.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const notes = 'CREATE TABLE notes (text TEXT NOT NULL) STRICT;';
const day = 24 * 60 * 60 * 1000;
const clock = handClock(Date.now());
function open(file: string): Database {
  const database = openDatabase(file, clock, [notes]);
  onTestFinished(() => database.close());
  return database;
}
const note = (database: Database, text: string): void => void database.run('INSERT INTO notes VALUES (?)', text);
const textsOf = (database: Database): unknown[] => database.all('SELECT text FROM notes').map((row) => row['text']);

test('a copy of a database at work is whole, and private', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const database = open(file);
  for (let index = 0; index < 3_000; index += 1) note(database, 'x'.repeat(500));
  const copying = database.backUp();
  note(database, 'meanwhile');
  await copying;
  const [copy, ...others] = backupsOf(file);
  expect(others).toEqual([]);
  expect(textsOf(open(copy?.path ?? '')).length).toBeGreaterThanOrEqual(3_000);
  expect(readdirSync(join(file, '..', 'backups')).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

test('five daily copies stay, and those before a migration are not counted among them', async () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const database = open(file);
  for (let index = 0; index < 7; index += 1) {
    await database.backUp();
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
  const counted = { file, backUp: () => database.backUp().then(() => void (copies += 1)) };
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
  const end = backUpDaily({ file: join(temporaryFolder(), 'a.sqlite'), backUp: () => Promise.reject(new Error('the disk is full')) }, clock, (line) => trouble.push(line), { firstMs: 1, everyMs: 1 });
  onTestFinished(end);
  await expect.poll(() => trouble.length, { timeout: 5_000 }).toBeGreaterThan(2);
  expect(trouble[0]).toContain('the disk is full');
});

test('the newest copy that is sound takes the place of the file, which is kept', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'desk.sqlite');
  const database = open(file);
  note(database, 'old');
  await database.backUp();
  clock.advance(1_000);
  note(database, 'new');
  await database.backUp();
  clock.advance(1_000);
  await database.backUp();
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
