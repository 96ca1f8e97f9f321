/** Folders of removed connections go after their time; one with something unconfirmed in it does not. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removedConnections } from '../../../main/keeping/putAway.ts';
import { openAppDatabase } from '../../../main/store/appDatabase.ts';
import { temporaryFolder } from '../store/temporary.ts';
import { day, handClock, openPlace } from './place.ts';

async function removedFolder(
  name: string,
  state: 'confirmed' | 'queued' | 'needs_attention' | 'rejected' | 'withdrawn',
  root: string,
): Promise<string> {
  const path = join(root, 'removed', name);
  const place = openPlace(path);
  place.queue(place.draft('DH-1', null), { state });
  await place.close();
  return path;
}
function open(root: string, clock = handClock()) {
  const database = openAppDatabase(root, clock, () => undefined);
  const removed = removedConnections({
    folder: root,
    settings: database.settings,
    clock,
    log: () => undefined,
    times: { firstMs: 1e9, everyMs: 1e9 },
  });
  onTestFinished(() => {
    removed.close();
    database.close();
  });
  const live = async (days: number): Promise<void> => {
    for (let passed = 0; passed < days; passed += 5) {
      clock.live(5 * day);
      await removed.tidy();
    }
  };
  return { removed, clock, live };
}

test('a folder whose documents are all confirmed or taken back goes thirty days after it was first seen', async () => {
  const root = temporaryFolder();
  const [done, back] = [await removedFolder('shop.1', 'confirmed', root), await removedFolder('shop.2', 'withdrawn', root)];
  const { removed, live } = open(root);
  await removed.tidy();
  await live(25);
  expect([existsSync(done), existsSync(back)]).toEqual([true, true]);
  await live(10);
  expect([existsSync(done), existsSync(back)]).toEqual([false, false]);
});

test.each(['queued', 'needs_attention', 'rejected'] as const)(
  'a folder with a document that is %s stays, also where a person wants all of them gone',
  async (state) => {
    const root = temporaryFolder();
    const path = await removedFolder('shop.1', state, root);
    const { removed, live } = open(root);
    await removed.tidy();
    await live(400);
    expect(await removed.deleteNow()).toEqual({ count: 0, size: 0 });
    expect(await removed.measure()).toMatchObject({ kept: { count: 1 }, removable: { count: 0 } });
    expect(existsSync(path)).toBe(true);
  },
);

test('a folder whose database nobody can read stays; one without any goes', async () => {
  const root = temporaryFolder();
  for (const name of ['damaged', 'empty']) mkdirSync(join(root, 'removed', name), { recursive: true });
  writeFileSync(join(root, 'removed', 'damaged', 'desk.sqlite'), 'no database');
  const { removed } = open(root);
  expect(await removed.deleteNow()).toMatchObject({ count: 1 });
  expect([existsSync(join(root, 'removed', 'damaged')), existsSync(join(root, 'removed', 'empty'))]).toEqual([true, false]);
});

test('they stay where a person keeps them for ever, and where the clock leaps', async () => {
  const root = temporaryFolder();
  const path = await removedFolder('shop.1', 'confirmed', root);
  const { removed, clock, live } = open(root);
  await removed.tidy();
  clock.leap(900 * day);
  await removed.tidy();
  expect(existsSync(path)).toBe(true);
  removed.setDays(null);
  await live(100);
  expect(existsSync(path)).toBe(true);
  removed.setDays(7);
  await removed.tidy();
  expect(existsSync(path)).toBe(false);
});

test('a desk that never removed a connection has nothing to say', async () => {
  const { removed } = open(temporaryFolder());
  await removed.tidy();
  expect(await removed.measure()).toEqual({ what: 'removed', days: 30, kept: { count: 0, size: 0 }, removable: { count: 0, size: 0 } });
});
