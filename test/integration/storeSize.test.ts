/** The local copy at the size it is made for: 100,000 products. Times are printed, not asserted: they depend on the machine. */
import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { journalPage } from '../../contract/journal.ts';
import { ProductRecord } from '../../contract/kinds/product.ts';
import { systemClock } from '../../main/time/clock.ts';
import { backupsOf } from '../../main/store/backups.ts';
import { fetchedTables } from '../../main/store/catalogue.ts';
import { openStore } from '../../main/store/index.ts';
import type { Journal } from '../../main/store/journal.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { type Asked, recordQuery } from '../unit/store/recordQuery.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';

const nouns = [
  'Áo thun',
  'Quần jean',
  'Đồng hồ',
  'Nồi cơm điện',
  'Giày thể thao',
  'Bàn phím',
  'Tai nghe',
  'Kem chống nắng',
  'Sữa rửa mặt',
  'Túi xách',
];
const colours = ['đỏ', 'xanh lá', 'vàng', 'trắng', 'đen', 'hồng', 'tím', 'nâu', 'xám', 'cam'];

const made = (index: number) =>
  ProductRecord.parse({
    oasin: `OASIN${String(index).padStart(7, '0')}`,
    sku: `SKU-${String(index).padStart(6, '0')}`,
    name: `${nouns[index % 10]} ${colours[Math.floor(index / 10) % 10]} mẫu ${index}`,
    status: index % 20 === 0 ? 'NEW' : 'ACTIVE',
    price: '159000.00',
    currency: 'VND',
    brand: { id: index % 30, name: 'Hoa Mai' },
    barcodes: [`893${String(index).padStart(10, '0')}`],
    weight: 200,
    length: 20,
    width: 20,
    height: 5,
    product_image_url_main: `https://cdn.example/products/${index}/main.jpg`,
    product_characteristics: ['FRAGILE'],
    storage_method: 'NORMAL',
    inventory_tracking_type: 'NONE',
    outbound_strategy: 'FIFO',
    warehouses: [{ warehouse_code: index % 2 === 0 ? 'ONF_WH_HN_LB' : 'ONF_WH_HCM_BT', warehouse_name: 'Kho' }],
    created_time: 1_700_000_000 + index,
    updated_time: 1_700_000_000 + index,
  });

const request: Parameters<Journal['addRequest']>[0] = {
  at: Date.now(),
  operator: null,
  naturalKey: 'DH-1',
  call: 'shipments.create',
  method: 'POST',
  path: '/api/v1/shipments/b2c/create',
  outcome: 'ok',
  httpStatus: 200,
  providerCode: null,
  durationMs: 120,
  logId: null,
  priority: 'document',
};

test('among 100,000 products every one is found, and a backup holds none of them', async () => {
  const file = join(temporaryFolder(), 'connection.sqlite');
  const times: Record<string, number> = {};
  const timed = <T>(name: string, work: () => T): T => {
    const start = performance.now();
    const value = work();
    times[name] = Math.round((performance.now() - start) * 10) / 10;
    return value;
  };
  const first = openStore(file, systemClock, () => undefined);
  timed('taking in 100,000 in pages of 200', () => {
    for (let page = 0; page < 500; page += 1) {
      first.catalogue.putListRows(
        'product',
        Array.from({ length: 200 }, (_, row) => made(page * 200 + row)),
        Date.now(),
      );
    }
  });
  first.close();
  const store = timed('opening', () => openStore(file, systemClock, () => undefined));
  onTestFinished(() => store.close());
  const ask = (name: string, given: Asked) => {
    const query = recordQuery(given);
    timed(`${name}, first time`, () => store.catalogue.list(query, Date.now()));
    return timed(name, () => store.catalogue.list(query, Date.now()));
  };
  expect(ask('newest page', {})).toMatchObject({ total: 100_000, counts: { status: { NEW: 5_000, ACTIVE: 95_000 } } });
  const fromTheMiddle = ask('from the middle', { at: { way: 'after', value: 1_700_050_000, id: 50_001 } });
  expect(fromTheMiddle).toMatchObject({ offset: 50_000, rows: [{ code: 'OASIN0049999' }, ...Array.from({ length: 49 }, () => ({}))] });
  expect(ask('back from there', { at: fromTheMiddle.previous }).rows.at(-1)?.code).toBe('OASIN0050000');
  expect(ask('by name', { order: { by: 'name', descending: false } }).rows[0]).toMatchObject({
    record: { name: 'Áo thun cam mẫu 10090' },
  });
  expect(ask('one state', { status: 'NEW' }).total).toBe(5_000);
  expect(ask('one warehouse', { warehouse: 'ONF_WH_HN_LB' }).total).toBe(50_000);
  expect(ask('search: dong ho', { search: 'dong ho' }).total).toBe(10_000);
  expect(ask('search: ao thun do 77777', { search: 'quan jean 77771' }).rows.map((row) => row.reference)).toEqual(['SKU-077771']);
  expect(ask('search: nothing found', { search: 'khong co dau' }).total).toBe(0);
  timed('the same 200 rows again', () =>
    store.catalogue.putListRows(
      'product',
      Array.from({ length: 200 }, (_, row) => made(row)),
      Date.now(),
    ),
  );
  for (let index = 0; index < 5_000; index += 1)
    store.journal.addRequest(request, { sent: 'x'.repeat(2_000), answered: 'y'.repeat(2_000) });
  const workers = deskWorkers(console.error);
  onTestFinished(() => workers.close());
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  const start = performance.now();
  pauses.enable();
  await workers.run('database.backUp', { file, at: Date.now(), leftOut: [...fetchedTables] });
  pauses.disable();
  times['a backup'] = Math.round(performance.now() - start);
  times['its longest pause'] = Math.round(pauses.max / 1e5) / 10;
  const [backup] = backupsOf(file);
  const size = statSync(backup?.path ?? '').size;
  expect(size).toBeLessThan(statSync(file).size / 4);
  const copy = openStore(backup?.path ?? '', systemClock, () => undefined);
  onTestFinished(() => copy.close());
  expect(copy.catalogue.list(recordQuery(), Date.now()).total).toBe(0);
  expect(copy.journal.list(journalPage({ pageSize: 200 }))).toMatchObject({ total: 5_000, entries: { length: 200 } });
  console.log({ ...times, 'backup in MB': Math.round(size / 1e5) / 10, 'file in MB': Math.round(statSync(file).size / 1e6) });
}, 600_000);
