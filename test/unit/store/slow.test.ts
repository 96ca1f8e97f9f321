/** What the log says of a database that takes long, and what it never says. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../../main/store/reader.ts';
import { slowMs, slowStatements } from '../../../main/store/slow.ts';
import { openStore } from '../../../main/store/index.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const counting = `WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ?)
                  SELECT count(*) AS n FROM counted WHERE ? <> ''`;

test('a statement that takes long is told of by its text, with its time and rows, and without a word of what was asked', () => {
  const file = join(temporaryFolder(), 'connection.sqlite');
  const lines: string[] = [];
  const store = openStore(file, handClock(), () => undefined, { onSlow: (line) => lines.push(line) });
  const reader = openReader(file, (line) => lines.push(line));
  onTestFinished(() => {
    reader.close();
    store.close();
  });
  for (const database of [store.database, reader]) {
    lines.length = 0;
    database.get(counting, 10, 'Nguyễn Thị Hoa');
    expect(lines).toEqual([]);
    database.get(counting, 1_000_000, 'Nguyễn Thị Hoa');
    expect(lines).toEqual([
      expect.stringMatching(/^slow statement, \d+ ms, 1 rows: WITH RECURSIVE counted\(n\) AS .* WHERE n < \?\) SELECT count/),
    ]);
    expect(lines.join()).not.toMatch(/Hoa|1000000/);
  }
});

test('what is slow again and again is told of once a minute', () => {
  let now = 0;
  const lines: string[] = [];
  const timed = slowStatements(
    (line) => lines.push(line),
    () => now,
  );
  const slow = (sql: string): number => timed(sql, () => ((now += slowMs), 3));
  for (let turn = 0; turn < 5; turn += 1) expect(slow('UPDATE a SET b = ?')).toBe(3);
  slow('DELETE FROM a');
  expect(lines).toEqual([
    `slow statement, ${slowMs} ms, 3 rows: UPDATE a SET b = ?`,
    `slow statement, ${slowMs} ms, 3 rows: DELETE FROM a`,
  ]);
  now += 60_000;
  slow('UPDATE a SET b = ?');
  expect(lines).toHaveLength(3);
});
