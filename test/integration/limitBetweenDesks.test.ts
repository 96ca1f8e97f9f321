/**
 * The provider's limit knows nothing of desks that are closed and opened: what was asked before counts. On a strict server of this
 * computer.
 */
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
const refusals = async (desk: Running, id: ConnectionId): Promise<number> =>
  (await desk.from(id)('journal.list', journalPage({ search: 'rateLimited', facets: { what: ['request'], ok: ['no'] } }))).entries.length;

test.each([
  ['closed and opened again', false],
  ['closed with the desk, which is started again', true],
])('a connection that is %s keeps the limit all the same', async (_words, isStartedAnew) => {
  // The documented limit, kept to the millisecond.
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
  expect(await refusals(second, id)).toBe(0);
});
