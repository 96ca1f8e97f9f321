/** Another program holds the database file: a second connection of SQLite's own, which is what a backup or a tool is. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import { systemClock } from '../../../main/time/clock.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { laterWrites, whenFree } from '../../../main/store/held.ts';
import { temporaryFolder } from './temporary.ts';

const migrations = ['CREATE TABLE notes (text TEXT NOT NULL) STRICT;'];

/** `locking`: also nobody may read. Answers what lets go. */
function hold(file: string, locking: 'writes' | 'everything' = 'writes'): () => void {
  const other = new DatabaseSync(file);
  if (locking === 'everything') other.exec('PRAGMA locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  if (locking === 'everything') other.exec("INSERT INTO notes VALUES ('of the other')");
  let isHeld = true;
  const letGo = (): void => {
    if (!isHeld) return;
    isHeld = false;
    other.exec('ROLLBACK');
    other.close();
  };
  onTestFinished(letGo);
  return letGo;
}

function open(file = join(temporaryFolder(), 'desk.sqlite')) {
  const database = openDatabase(file, systemClock, migrations);
  onTestFinished(() => database.close());
  return {
    file,
    note: (text: string) => void database.run('INSERT INTO notes VALUES (?)', text),
    texts: () => database.all('SELECT text FROM notes').map((row) => row['text']),
    database,
  };
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DeskFailure) return error.error.code;
    throw error;
  }
  return 'done';
};

test('a write into a held file stands still for a moment only and fails in words; what is there can be read', () => {
  const { file, note, texts, database } = open();
  note('before');
  hold(file);
  const started = performance.now();
  expect([codeOf(() => note('now')), codeOf(() => database.transaction(() => note('now')))]).toEqual(['storageBusy', 'storageBusy']);
  expect(performance.now() - started).toBeLessThan(500);
  expect(texts()).toEqual(['before']);
});

test('a held file is not taken for a damaged one, and opens when it is free', () => {
  const { file, database, note } = open();
  note('before');
  database.close();
  const letGo = hold(file, 'everything');
  expect(codeOf(() => openDatabase(file, systemClock, migrations))).toBe('storageBusy');
  expect(existsSync(file) && readdirSync(dirname(file)).every((name) => !name.includes('damaged'))).toBe(true);
  letGo();
  expect(open(file).texts()).toEqual(['before']);
});

test('what waits for a held file is done as soon as it is free, and once', async () => {
  const { file, note, texts } = open();
  const letGo = hold(file);
  let tries = 0;
  const done = whenFree(
    () => {
      tries += 1;
      note('late');
      return 'done';
    },
    { clock: systemClock },
  );
  await expect.poll(() => tries).toBeGreaterThanOrEqual(2);
  expect(texts()).toEqual([]);
  letGo();
  expect([await done, texts()]).toEqual(['done', ['late']]);
});

test('who gives up waiting, or has waited long enough, hears why; other failures are not waited for', async () => {
  const { file, note } = open();
  hold(file);
  const giveUp = new AbortController();
  const waiting = whenFree(() => note('never'), { clock: systemClock, giveUp: giveUp.signal });
  giveUp.abort();
  await expect(waiting).rejects.toThrow('storageBusy');
  await expect(whenFree(() => note('never'), { clock: systemClock, forMs: 0 })).rejects.toThrow('storageBusy');
  await expect(
    whenFree(
      () => {
        throw new Error('a defect');
      },
      { clock: systemClock },
    ),
  ).rejects.toThrow('a defect');
});

test('what nobody waits for is written later, in its order', async () => {
  const { file, note, texts } = open();
  const lines: string[] = [];
  const later = laterWrites(systemClock, (line) => void lines.push(line));
  const letGo = hold(file);
  for (const text of ['one', 'two', 'three']) later.write(() => note(text));
  letGo();
  later.write(() => note('four'));
  await expect.poll(texts).toEqual(['one', 'two', 'three', 'four']);
  expect(() =>
    later.write(() => {
      throw new Error('a defect');
    }),
  ).toThrow('a defect');
  expect(lines).toEqual([]);
});

test('closing tries once more, and says what could not be written', () => {
  const { file, note, texts } = open();
  const lines: string[] = [];
  const later = laterWrites(systemClock, (line) => void lines.push(line));
  const letGo = hold(file);
  later.write(() => note('one'));
  later.write(() => note('two'));
  later.close();
  expect(lines).toEqual(['not written: 2 entries, another program holds the database file']);
  later.write(() => note('three'));
  letGo();
  later.close();
  expect(texts()).toEqual(['three']);
});
