/** A connection's file of an earlier desk with much in it: it is open at once, and its lists come while one works. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { firstPage } from '../../contract/recordQuery.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { fetchedTables } from '../../main/store/catalogue.ts';
import { openDatabase } from '../../main/store/database.ts';
import { migrations } from '../../main/store/migrations.ts';
import { systemClock } from '../../main/time/clock.ts';
import { newFolder, start, until } from './severalDesks.ts';

const rows = 10_000;
const numbers = Array.from({ length: rows }, (_, index) => String(index + 1));
/** Before lists were read from tables of their own. */
const earlier = 8;

/** Products 1 to `rows`, as an earlier desk has read them. */
function writeEarlierFile(folder: string, id: ConnectionId): void {
  const place = join(folder, 'connections', id);
  mkdirSync(place, { recursive: true });
  const file = join(place, 'desk.sqlite');
  openDatabase(file, systemClock, migrations.slice(0, earlier), fetchedTables).close();
  const raw = new DatabaseSync(file);
  raw.exec(`
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows})
    INSERT INTO records (kind, code, reference, status, search, created_time, as_of, body)
    SELECT 'product', 'O' || n, 'S-' || n, 'ACTIVE', 'o' || n || ' s-' || n, 1600000000 + n, 1700000000000,
      json_object('oasin', 'O' || n, 'sku', 'S-' || n, 'name', 'Áo thun số ' || n, 'status', 'ACTIVE', 'created_time', 1600000000 + n)
    FROM numbers`);
  raw.exec(`INSERT INTO record_lists (kind, as_of, walked_at, walk_began) VALUES ('product', 1700000000000, 1700000000000, 1699999000000)`);
  raw.close();
}
const list = { ...firstPage('product', { search: '' }), refresh: false };

test('the first picture of a large file of an earlier desk does not wait for its lists; they come behind it, go on after the desk was closed, and end whole', async () => {
  const folder = newFolder();
  const items = new Map<string, string>();
  const first = await start({ folder, items });
  const { id } = await first.get('connections.create', { name: 'Shop', environment: 'staging', baseUrl: 'http://127.0.0.1:9' });
  writeEarlierFile(folder, id);

  await first.get('connections.open', { id });
  const { rows: shown, total, freshness } = await first.from(id)('records.list', list);
  expect(freshness.preparing?.of).toBe(rows);
  expect(total).toBeLessThan(rows / 10);
  expect(shown.map(({ code }) => code).slice(0, 3)).toEqual([`O${rows}`, `O${rows - 1}`, `O${rows - 2}`]);
  // Nothing is missing but in lists.
  expect((await first.from(id)('records.detail', { kind: 'product', code: 'O1', refresh: false })).row?.code).toBe('O1');

  const ready = async () => (await first.from(id)('records.list', list)).freshness.preparing?.ready ?? rows;
  await until('the page is told that there are more', () =>
    first.events.some(({ name, payload }) => name === 'catalogue.changed' && (payload as { topic: string }).topic === 'product'),
  );
  const left = await ready();
  expect(left).toBeGreaterThan(100);
  expect(left).toBeLessThan(rows);
  await first.desk.close();

  const second = await start({ folder, items });
  await second.get('connections.open', { id });
  const again = await second.from(id)('records.list', list);
  expect(again.freshness.preparing?.ready).toBeGreaterThanOrEqual(left);
  await expect
    .poll(async () => (await second.from(id)('records.list', list)).freshness.preparing, { timeout: 150_000, interval: 200 })
    .toBeUndefined();
  expect((await second.from(id)('records.list', list)).total).toBe(rows);
  expect((await second.from(id)('records.list', { ...list, search: 'thun 777' })).total).toBe(
    numbers.filter((n) => n.includes('777')).length,
  );
  const last = second.events.findLast(({ name }) => name === 'catalogue.changed');
  expect(last?.payload).toMatchObject({ topic: 'product', code: null });
}, 240_000);
