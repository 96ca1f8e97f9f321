/** Database files that were set aside are shown with their size, and go when a person says so. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filesSetAside } from '../../../main/keeping/putAway.ts';
import { openAppDatabase } from '../../../main/store/appDatabase.ts';
import { setAside } from '../../../main/store/backups.ts';
import { temporaryFolder } from '../store/temporary.ts';
import { day, handClock } from './place.ts';

function place() {
  const root = temporaryFolder();
  const clock = handClock();
  const database = openAppDatabase(root, clock, () => undefined);
  const aside = filesSetAside({
    folder: root,
    settings: database.settings,
    clock,
    log: () => undefined,
    times: { firstMs: 1e9, everyMs: 1e9 },
  });
  onTestFinished(() => {
    aside.close();
    database.close();
  });
  const shop = join(root, 'connections', 'shop-1');
  mkdirSync(join(shop, 'files'), { recursive: true });
  writeFileSync(join(shop, 'desk.sqlite'), Buffer.alloc(1_000));
  writeFileSync(join(shop, 'desk.sqlite-wal'), Buffer.alloc(500));
  setAside(join(shop, 'desk.sqlite'), 'damaged', clock);
  writeFileSync(join(shop, 'desk.sqlite'), Buffer.alloc(200));
  clock.live(1);
  setAside(join(shop, 'desk.sqlite'), 'replaced', clock);
  writeFileSync(join(shop, 'desk.sqlite'), 'in use');
  writeFileSync(join(root, 'old.sqlite'), Buffer.alloc(30));
  setAside(join(root, 'old.sqlite'), 'damaged', clock);
  const live = async (days: number): Promise<void> => {
    for (let passed = 0; passed < days; passed += 5) {
      clock.live(5 * day);
      await aside.tidy();
    }
  };
  return { aside, live, shop, root };
}

test('each counts once, with what SQLite keeps beside it; what is in use does not', async () => {
  const { aside } = place();
  expect(await aside.measure()).toEqual({
    what: 'setAside',
    days: null,
    kept: { count: 3, size: 1_730 },
    removable: { count: 3, size: 1_730 },
  });
});

test('a person deletes them; what is in use stays', async () => {
  const { aside, shop, root } = place();
  expect(await aside.deleteNow()).toEqual({ count: 3, size: 1_730 });
  expect(readdirSync(shop).toSorted()).toEqual(['desk.sqlite', 'files']);
  expect(readdirSync(root).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('none goes by itself, unless a person sets a time; and never before thirty days', async () => {
  const { aside, live, shop } = place();
  const isThere = (): boolean => readdirSync(shop).some((name) => name.includes('damaged'));
  await aside.tidy();
  await live(400);
  expect(isThere()).toBe(true);
  aside.setDays(7);
  expect((await aside.measure()).days).toBe(30);
  const late = place();
  late.aside.setDays(7);
  await late.aside.tidy();
  await late.live(25);
  expect(readdirSync(late.shop).length).toBe(5);
  await late.live(10);
  expect(readdirSync(late.shop).toSorted()).toEqual(['desk.sqlite', 'files']);
  expect(existsSync(join(late.shop, 'desk.sqlite'))).toBe(true);
});
