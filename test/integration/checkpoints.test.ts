/** What was written comes into the file beside the work, and a log that grew long is short again. */
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkpointsBeside } from '../../main/desk/checkpoints.ts';
import { openStore } from '../../main/store/index.ts';
import { systemClock } from '../../main/time/clock.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';

const wait = { timeout: 15_000, interval: 20 };
const MB = 1024 * 1024;

function opened() {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const store = openStore(file, systemClock, () => undefined);
  const lines: string[] = [];
  const workers = deskWorkers((line) => lines.push(line));
  let due = (): void => undefined;
  const end = checkpointsBeside({
    database: store.database,
    workers,
    clock: { after: (_ms, callback) => ((due = callback), () => undefined) },
    log: (line) => lines.push(line),
  });
  onTestFinished(async () => {
    end();
    await workers.close();
    store.close();
  });
  const write = (megabytes: number): void => {
    for (let each = 0; each < megabytes; each += 1)
      store.database.run('INSERT OR REPLACE INTO settings VALUES (?, ?)', `filler ${each}`, randomBytes(MB / 2).toString('hex'));
  };
  return { file, store, lines, write, look: () => due(), log: () => statSync(`${file}-wal`).size, size: () => statSync(file).size };
}

test('a long log is moved into the file by a thread, which whoever writes does not do, and is short with the next write', async () => {
  const { size, log, write, look, store, lines } = opened();
  const before = size();
  write(12);
  expect(log()).toBeGreaterThan(12 * MB);
  // It was not done by who wrote.
  expect(size()).toBe(before);
  look();
  await expect.poll(size, wait).toBeGreaterThan(12 * MB);
  // What is written while the thread is at it waits for the next time.
  const shortAgain = (): number => {
    look();
    store.settings.set('written', randomBytes(8).toString('hex'));
    return log();
  };
  await expect.poll(shortAgain, { ...wait, interval: 500 }).toBeLessThanOrEqual(5 * MB);
  expect(lines).toEqual([]);
});

test('a short log is left alone, and one that no thread moves does not grow for ever', async () => {
  const { size, log, write, look } = opened();
  const before = size();
  write(3);
  look();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(size()).toBe(before);
  // Nobody looks.
  for (let turn = 0; turn < 6; turn += 1) write(16);
  expect(size()).toBeGreaterThan(before);
  expect(log()).toBeLessThan(80 * MB);
});
