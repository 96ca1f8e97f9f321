/** The provider's limit knows nothing of desks that are closed and opened: what was asked before counts. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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

test('what was under way when the desk was killed counts, though no journal has it', async () => {
  const practice = await startPractice({ folder: newFolder() });
  onTestFinished(() => practice.close());
  const items = new Map<string, string>();
  const first = await start({ items });
  const { id } = await connect(first, 'Shop', practice);
  await first.get('connections.open', { id });
  await first.from(id)('outbox.pause', undefined);
  for (let number = 1; number <= 9; number += 1) {
    const body = { sku: `AO-${number}`, name: 'Áo thun', weight: '180', product_price: '159000' };
    const draft = await first.from(id)('drafts.save', { id: crypto.randomUUID(), kind: 'product', body });
    await first.from(id)('outbox.queue', { draftId: draft.id });
  }
  await first.desk.close();
  // As a kill leaves it.
  const connections = join(first.folder, 'connections');
  const shop = readdirSync(connections).find((name) => name.startsWith('shop-')) ?? '';
  const database = new DatabaseSync(join(connections, shop, 'desk.sqlite'));
  database.exec("UPDATE outbox SET state = 'sending'; DELETE FROM journal WHERE what = 'request'");
  database.close();

  const begun = Date.now();
  const second = await start({ items, folder: first.folder });
  await asMuchAsIsAllowed(second, id);
  const { entries } = await second.from(id)('journal.list', journalPage({ facets: { what: ['request'] }, pageSize: 200 }));
  const left = entries.map(({ at }) => at - begun);
  expect(left.length).toBeGreaterThanOrEqual(10);
  expect(left.filter((ms) => ms < 1_000).length).toBeLessThanOrEqual(1);
});
