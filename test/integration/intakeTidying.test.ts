/** What was dropped does not stay for ever, and nothing goes that is not over. */
import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { IntakeId } from '../../contract/intake.ts';
import { tidyIntakes } from '../../main/desk/intakeTidying.ts';
import { intakeFolderOf, openIntakes } from '../../main/intake/store.ts';
import { systemClock } from '../../main/time/clock.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { cleanUp, newFolder } from './wholeDesk.ts';

test('an intake that was over a month ago goes with its files; one that waits, one of today and a drop that is being copied stay', async () => {
  const connection = join(newFolder(), 'shop');
  const [old, waits, young, stray, copied] = Array.from({ length: 5 }, () => crypto.randomUUID() as IntakeId);
  const month = 31 * 24 * 60 * 60_000;
  const database = openIntakes(connection);
  for (const [id, ended] of [
    [old, Date.now() - month],
    [waits, null],
    [young, Date.now()],
  ] as const)
    database.run(
      "INSERT INTO intakes (id, name, made_at, came_from, stage, ended_at) VALUES (?, 'x', 1, 'drop', 'done', ?)",
      id ?? '',
      ended,
    );
  database.close();
  const folderOf = (id: IntakeId | undefined): string => join(intakeFolderOf(connection), id ?? '');
  for (const id of [old, waits, young, stray, copied]) mkdirSync(folderOf(id), { recursive: true });
  const longAgo = (Date.now() - month) / 1_000;
  utimesSync(folderOf(stray), longAgo, longAgo);
  const workers = deskWorkers(() => undefined);
  cleanUp.push(() => workers.close());
  const closing = new AbortController();
  let isDoubted = true;
  const parts = { connection, workers, clock: systemClock, isClockDoubted: () => isDoubted, closing: closing.signal, log: () => undefined };
  const end = tidyIntakes(parts, { firstMs: 0, everyMs: 20 });
  cleanUp.push(() => {
    closing.abort();
    end();
  });
  await new Promise((resolve) => void setTimeout(resolve, 100));
  expect(existsSync(folderOf(old))).toBe(true);
  isDoubted = false;
  await expect
    .poll(() => [old, waits, young, stray, copied].map((id) => existsSync(folderOf(id))), { timeout: 20_000 })
    .toEqual([false, true, true, false, true]);
  expect(dirname(folderOf(old))).toBe(intakeFolderOf(connection));
});
