/** How many records a question of the day's screen finds, and the rows of its list. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { type KeptQuery, firstPage, filterAt } from '../../../contract/recordQuery.ts';
import { recordsOn } from '../../../main/store/catalogue.ts';
import { openStore } from '../../../main/store/index.ts';
import { listsAtHand } from '../../../main/store/listsAtHand.ts';
import { sourceOf } from '../../../main/store/listedRecords.ts';
import { openReader } from '../../../main/store/reader.ts';
import { countsOn } from '../../../main/store/recordCounts.ts';
import { productTiles } from '../../../renderer/kinds/product/today.ts';
import { shipmentTiles } from '../../../renderer/kinds/shipment/today.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const now = 1_800_000_000_000;
const today = 1_799_900_000;

function shipmentsOf(given: Readonly<Record<string, object>>) {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const store = openStore(file, handClock(), () => undefined);
  const reader = openReader(file);
  onTestFinished(() => {
    reader.close();
    store.close();
  });
  const records = Object.entries(given).map(([code, fields]) => ShipmentRecord.parse({ tracking_code: code, ...fields }));
  store.catalogue.putPage('shipment', records, 1, { asOf: 1, walkedAt: 1, nextPage: null });
  const atHand = listsAtHand();
  reader.atOnce(() => atHand.fitting(reader, sourceOf('shipment'), filterAt(firstPage('shipment'), now), now));
  while (reader.atOnce(() => atHand.readOn(reader)));
  return {
    catalogue: store.catalogue,
    count: (query: KeptQuery) => {
      const count = countsOn(reader, query, now);
      expect(reader.atOnce(() => countsOn(reader, query, now, atHand))).toEqual(count);
      return count;
    },
    rows: (query: KeptQuery) =>
      recordsOn(reader, query, now)
        .rows.map(({ code }) => code)
        .toSorted(),
  };
}
const tile = (label: string): KeptQuery => {
  const found = shipmentTiles.find((each) => each.label === label);
  return firstPage('shipment', found?.rows({ today, left: null }) ?? {});
};

test('what waits for its handover is whatever is not at an end, also in a state that nobody here knows; what is gone waits no more', () => {
  const at = { created_time: today + 60 };
  const { catalogue, count, rows } = shipmentsOf({
    NEW: { ...at, status_info: { value: 100 } },
    PACKED: { ...at, status_info: { value: 200 }, packed_time: today },
    NUMBER: { ...at, status_info: { value: 215 } },
    WORD: { ...at, status_info: { value: 'WAITING_PICK' }, courier_tracking_code: '812345678901' },
    HANDED: { ...at, status_info: { value: 300 } },
    CANCELLED: { ...at, status_info: { value: 500 } },
    GONE: { ...at, status_info: { value: 215 } },
  });
  catalogue.markGone('shipment', 'GONE', 2);
  for (const label of ['shipments.today.waiting', 'shipments.today.waiting.today']) {
    expect(count(tile(label)).total).toBe(4);
    expect(rows(tile(label))).toEqual(['NEW', 'NUMBER', 'PACKED', 'WORD']);
  }
  const { counts } = count({ ...tile('shipments.today.waiting'), counts: ['courier', 'waiting'] });
  expect(counts).toEqual({ courier: { '': 3, JT: 1 }, waiting: { yes: 4, no: 3 } });
});

test('where the provider tells of none when it was made, nobody knows how many were made today', () => {
  const { count } = shipmentsOf({ A: { status_info: { value: 100 } }, B: { status_info: { value: 215 } } });
  expect(count(tile('shipments.today.made')).total).toBeNull();
  expect(count(tile('shipments.today.waiting.older')).total).toBeNull();
  expect(count(tile('shipments.today.waiting')).total).toBe(2);
});

test('what runs low is counted as so many at least while the stock of any that could be is not read; and none is not nothing', () => {
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), handClock(), () => undefined);
  onTestFinished(() => store.close());
  const products = [
    { oasin: 'LOW', min_stock_warning: 10 },
    { oasin: 'ENOUGH', min_stock_warning: 10 },
    { oasin: 'NO-WARNING', min_stock_warning: null },
  ].map((each) => ProductRecord.parse({ ...each, sku: each.oasin, status: 'ACTIVE' }));
  store.catalogue.putPage('product', products, 1, { asOf: 1, walkedAt: 1, nextPage: null });
  const low = () =>
    countsOn(
      store.database,
      firstPage('product', productTiles.find(({ label }) => label === 'products.today.low')?.rows({ today, left: null }) ?? {}),
      now,
    );
  const told = (oasin: string, pieces: number): void =>
    store.catalogue.putList('stock', oasin, [{ warehouse_code: 'W', stock_level: 'A', quantity: pieces, available_quantity: pieces }], 1);
  expect(low().total).toBeNull();
  told('ENOUGH', 50);
  expect(low()).toMatchObject({ total: null });
  told('LOW', 3);
  expect(low()).toEqual({ total: 1, counts: {} });
  store.catalogue.putPage('product', [ProductRecord.parse({ oasin: 'NEXT', sku: 'NEXT', status: 'ACTIVE', min_stock_warning: 5 })], 1, {
    asOf: 2,
    walkedAt: 2,
    nextPage: null,
  });
  expect(low()).toEqual({ total: 1, isPart: true, counts: {} });
  store.catalogue.markGone('product', 'NEXT', 3);
  expect(low()).toEqual({ total: 1, counts: {} });
});
