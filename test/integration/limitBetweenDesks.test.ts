/** The provider's limit knows nothing of desks that are closed and opened: what was asked before counts. */
import { expect, test } from 'vitest';
import { journalPage } from '../../contract/journal.ts';
import { startPractice } from '../../main/practice/index.ts';
import { type Running, connect, newFolder, start } from './severalDesks.ts';
import { onTestFinished } from 'vitest';
import type { ConnectionId } from '../../contract/connection.ts';

/** As many questions of a person as the provider takes in one second, at once. */
async function asMuchAsIsAllowed(desk: Running, id: ConnectionId): Promise<void> {
  await Promise.all(Array.from({ length: 10 }, () => desk.of(id)('connections.test', undefined)));
}
/**
 * By how many milliseconds each request was let go after the tenth before it. As the desk itself has it: on a crowded machine requests come
 * to the provider closer together than they left.
 */
async function distances(desk: Running, id: ConnectionId): Promise<number[]> {
  const { entries } = await desk.from(id)('journal.list', journalPage({ facets: { what: ['request'] }, pageSize: 200 }));
  const left = entries.map(({ at }) => at).toSorted((a, b) => a - b);
  return left.slice(10).map((at, index) => at - (left[index] ?? 0));
}

test.each([
  ['closed and opened again', false],
  ['closed with the desk, which is started again', true],
])('a connection that is %s keeps the limit all the same', async (_words, isStartedAnew) => {
  const practice = await startPractice({ folder: newFolder() });
  onTestFinished(() => practice.close());
  const items = new Map<string, string>();
  const first = await start({ items });
  const { id } = await connect(first, 'Shop', practice);
  await first.get('connections.open', { id });
  await asMuchAsIsAllowed(first, id);
  let second = first;
  if (isStartedAnew) {
    await first.desk.close();
    second = await start({ items, folder: first.folder });
  } else await first.get('connections.open', { id });
  await asMuchAsIsAllowed(second, id);
  const all = await distances(second, id);
  expect(all.length).toBeGreaterThanOrEqual(10);
  expect(Math.min(...all)).toBeGreaterThanOrEqual(1_000);
});
