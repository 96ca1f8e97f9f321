/** The local copy: what is taken in, how it is found, and what a poor answer may not do to a rich one. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fold, wordsOf } from '../../../contract/fold.ts';
import { Warehouse } from '../../../contract/records.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { ReturnRecord } from '../../../contract/kinds/return.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { openStore } from '../../../main/store/index.ts';
import type { Catalogue } from '../../../main/store/catalogue.ts';
import { type Asked, recordQuery } from './recordQuery.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const now = 1_800_000_000_000;

function openHere(): Catalogue {
  const store = openStore(join(temporaryFolder(), 'connection.sqlite'), handClock(), () => undefined);
  onTestFinished(() => store.close());
  return store.catalogue;
}

const product = (given: object): ProductRecord => ProductRecord.parse({ status: 'ACTIVE', created_time: 1_700_000_000, ...given });
const codes = (catalogue: Catalogue, given: Asked = {}): string[] => catalogue.list(recordQuery(given), now).rows.map((row) => row.code);

const watch = product({ oasin: 'OASIN0000001', sku: 'DH-01', name: 'Đồng hồ treo tường', barcodes: ['8934567890123'] });
const shirt = product({ oasin: 'OASIN0000002', sku: 'AT-DO-M', name: 'Áo thun cổ tròn đỏ 100%', created_time: 1_700_000_100 });

test('of a record that is found as before only what changed is written', () => {
  const file = join(temporaryFolder(), 'connection.sqlite');
  const store = openStore(file, handClock(), () => undefined);
  onTestFinished(() => store.close());
  const shipments = (given: object) =>
    Array.from({ length: 400 }, (_, index) =>
      ShipmentRecord.parse({
        tracking_code: `OASC${index}`,
        merchant_tracking_code_reference: `ORDER-${index}`,
        courier_tracking_code: `SPX${(index * 7919) % 400}`,
        created_time: 1_700_000_000 + index,
        ...given,
      }),
    );
  const bytesFor = (given: object): number => {
    store.database.checkpoint();
    expect(store.catalogue.putListRows('shipment', shipments(given), 2)).toBe(400);
    return statSync(`${file}-wal`).size;
  };
  store.catalogue.putListRows('shipment', shipments({ updated_time: 1 }), 1);
  const touched = bytesFor({ updated_time: 2 });
  const moved = bytesFor({ updated_time: 2, cancelled_time: 3 });
  expect(touched).toBeLessThan(moved * 0.8);
  // And what is not in an index is sorted by as it is now.
  store.catalogue.putListRows('shipment', [ShipmentRecord.parse({ ...shipments({})[7], updated_time: 9 })], 3);
  expect(codes(store.catalogue, { kind: 'shipment', order: { by: 'updated', descending: true }, pageSize: 1 })).toEqual(['OASC7']);
});

test('text is folded without accents, case, or đ', () => {
  expect(fold('Đồng  Hồ')).toBe('dong ho');
  expect(fold('ĐỒNG HỒ'.normalize('NFD'))).toBe('dong ho');
  expect(fold('ＡＴ－１ İ Straße')).toBe('at-1 i straße');
  expect(fold(fold('Điện thoại ơ ư'))).toBe('dien thoai o u');
  expect(wordsOf('  hồ   Đồng hồ ')).toEqual(['ho', 'dong']);
  expect(wordsOf('   ')).toEqual([]);
});

test('"dong ho" finds "đồng hồ", and every word must occur', () => {
  const catalogue = openHere();
  catalogue.putListRows('product', [watch, shirt], 1);
  expect(codes(catalogue, { search: 'dong ho' })).toEqual([watch.oasin]);
  expect(codes(catalogue, { search: 'HỒ đồng' })).toEqual([watch.oasin]);
  expect(codes(catalogue, { search: 'dong ho thun' })).toEqual([]);
  expect(codes(catalogue, { search: 'đồng hồ'.normalize('NFD') })).toEqual([watch.oasin]);
});

test('a product is found by SKU, barcode and OASIN; % and _ are what they are', () => {
  const catalogue = openHere();
  catalogue.putListRows('product', [watch, shirt], 1);
  expect(codes(catalogue, { search: 'at-do' })).toEqual([shirt.oasin]);
  expect(codes(catalogue, { search: '8934567890123' })).toEqual([watch.oasin]);
  expect(codes(catalogue, { search: 'oasin0000001' })).toEqual([watch.oasin]);
  expect(codes(catalogue, { search: '100%' })).toEqual([shirt.oasin]);
  expect(codes(catalogue, { search: '%' })).toEqual([shirt.oasin]);
  expect(codes(catalogue, { search: '_' })).toEqual([]);
});

test('shipments, purchase orders and returns are found by their references and codes', () => {
  const catalogue = openHere();
  const shipment = ShipmentRecord.parse({
    tracking_code: 'OASC51090001',
    merchant_tracking_code_reference: 'DH-001',
    partner_tracking_code: '240310ABCDE1',
    courier_tracking_code: 'SPXVN01',
    platform: 'shopee',
    warehouse_code: 'ONF_WH_HN_LB',
    created_time: 5,
  });
  const order = PurchaseOrderRecord.parse({
    po_code: 'OAPO000000001',
    merchant_po_reference: 'PO-7',
    warehouse_code: 'ONF_WH_HN_LB',
    status: 'TRANSIT',
    packages: [{ package_code: 'KIEN-3' }],
  });
  const back = ReturnRecord.parse({
    return_tracking_code: 'OARSC000000001',
    shipment_tracking_code: 'OASC51090001',
    merchant_return_tracking_code_reference: 'TH-1',
    warehouse_code: 'X',
  });
  catalogue.putListRows('shipment', [shipment], 1);
  catalogue.putListRows('purchase-order', [order], 1);
  catalogue.putListRows('return', [back], 1);
  for (const search of ['oasc51090001', 'dh-001', '240310abcde1', 'spxvn', 'shopee dh']) {
    expect(codes(catalogue, { kind: 'shipment', search }), search).toEqual(['OASC51090001']);
  }
  for (const search of ['oapo', 'po-7', 'kien-3'])
    expect(codes(catalogue, { kind: 'purchase-order', search }), search).toEqual(['OAPO000000001']);
  for (const search of ['oarsc', 'oasc51090001', 'th-1'])
    expect(codes(catalogue, { kind: 'return', search }), search).toEqual(['OARSC000000001']);
  expect(catalogue.get('shipment', 'OASC51090001')?.row).toMatchObject({ reference: 'DH-001', status: 'NEW', asOf: 1 });
});

test('a list is newest first, paged, and counts the states for the same search and warehouse', () => {
  const catalogue = openHere();
  const made = Array.from({ length: 30 }, (_, index) =>
    product({
      oasin: `OASIN${String(index).padStart(7, '0')}`,
      sku: `SKU-${index}`,
      name: index % 2 === 0 ? 'Áo' : 'Quần',
      status: index % 3 === 0 ? 'NEW' : 'ACTIVE',
      warehouses: index % 5 === 0 ? [] : [{ warehouse_code: 'HN' }],
      created_time: 1_700_000_000 + index,
    }),
  );
  catalogue.putListRows('product', made, 1);
  const first = catalogue.list(recordQuery({ pageSize: 10 }), now);
  const { rows, total, counts } = catalogue.list(recordQuery({ at: first.next, pageSize: 10 }), now);
  expect(rows.map((row) => row.reference)).toEqual(
    made
      .map((each) => each.sku)
      .toReversed()
      .slice(10, 20),
  );
  expect([total, counts]).toEqual([30, { status: { NEW: 10, ACTIVE: 20 } }]);
  const narrow = catalogue.list(recordQuery({ search: 'ao', status: 'NEW', warehouse: 'HN' }), now);
  const expected = made.filter((each) => each.name === 'Áo' && (each.warehouses?.length ?? 0) > 0);
  expect(narrow.total).toBe(expected.filter((each) => each.status === 'NEW').length);
  expect(narrow.rows).toHaveLength(narrow.total);
  expect(narrow.counts['status']?.['ACTIVE']).toBe(expected.filter((each) => each.status === 'ACTIVE').length);
});

test('a warehouse is a whole code, and a product of which nothing is told fits any of them', () => {
  const catalogue = openHere();
  const at = (oasin: string, warehouses: string[] | undefined) =>
    product({ oasin, sku: oasin, name: null, warehouses: warehouses?.map((warehouse_code) => ({ warehouse_code })) });
  catalogue.putListRows('product', [at('A', ['HN', 'SG']), at('B', ['HN_LB']), at('C', []), at('D', undefined)], 1);
  expect(codes(catalogue, { warehouse: 'HN' }).sort()).toEqual(['A', 'D']);
  expect(codes(catalogue, { warehouse: 'SG' }).sort()).toEqual(['A', 'D']);
});

test('a list row updates what it tells and takes nothing away from a richer detail', () => {
  const catalogue = openHere();
  catalogue.putDetail(
    'product',
    {
      ...watch,
      storage_method: 'NORMAL',
      brand: { id: 7, name: 'Casio' },
      warehouses: [{ warehouse_code: 'HN', warehouse_name: 'Hà Nội' }],
    },
    10,
  );
  const poor = ProductRecord.parse({ oasin: watch.oasin, sku: 'DH-01', name: 'Đồng hồ', status: 'INACTIVE' });
  expect(catalogue.putListRows('product', [poor], 20)).toBe(1);
  const found = catalogue.get('product', watch.oasin);
  expect(found).toMatchObject({
    detailAsOf: 10,
    row: {
      status: 'INACTIVE',
      asOf: 20,
      record: {
        name: 'Đồng hồ',
        status: 'INACTIVE',
        barcodes: ['8934567890123'],
        brand: { name: 'Casio' },
        storage_method: 'NORMAL',
        created_time: 1_700_000_000,
      },
    },
  });
  expect(codes(catalogue, { search: '8934567890123', warehouse: 'HN' })).toEqual([watch.oasin]);
});

test('"in no warehouse" is an answer, not the lack of one', () => {
  const catalogue = openHere();
  catalogue.putDetail('product', { ...watch, warehouses: [{ warehouse_code: 'HN', warehouse_name: null }] }, 10);
  catalogue.putListRows('product', [{ ...watch, warehouses: [] }], 20);
  expect(codes(catalogue, { warehouse: 'HN' })).toEqual([]);
});

test('a detail says when it was asked, and keeps what only the list knew', () => {
  const catalogue = openHere();
  catalogue.putListRows('product', [product({ oasin: 'A', sku: 'S', name: 'N', list_only: 'kept' })], 10);
  expect(catalogue.get('product', 'A')?.detailAsOf).toBeNull();
  catalogue.putDetail('product', product({ oasin: 'A', sku: 'S', name: null }), 20);
  expect(catalogue.get('product', 'A')).toMatchObject({ detailAsOf: 20, row: { asOf: 20, record: { name: null, list_only: 'kept' } } });
});

test('taking in the same answer again writes nothing', () => {
  const { catalogue, database } = openStore(join(temporaryFolder(), 'connection.sqlite'), handClock(), () => undefined);
  onTestFinished(() => database.close());
  const written = (): unknown => database.get('SELECT total_changes() AS rows')?.['rows'];
  expect(catalogue.putListRows('product', [watch, shirt], 10)).toBe(2);
  const before = written();
  expect(catalogue.putListRows('product', [watch, shirt], 20)).toBe(0);
  expect(written()).toBe(before);
});

test('a record the provider no longer knows stays, is shown as gone, and comes back when it is answered again', () => {
  const catalogue = openHere();
  catalogue.putListRows('product', [watch], 10);
  catalogue.markGone('product', watch.oasin, 20);
  expect(catalogue.list(recordQuery(), now).counts).toEqual({ status: { GONE: 1 } });
  expect(catalogue.get('product', watch.oasin)?.row).toMatchObject({ status: 'GONE', record: { name: watch.name } });
  catalogue.putListRows('product', [watch], 30);
  expect(catalogue.list(recordQuery(), now).counts).toEqual({ status: { ACTIVE: 1 } });
});

test('the code behind a reference is known, and of several the newest', () => {
  const catalogue = openHere();
  catalogue.putListRows('product', [watch, { ...shirt, sku: 'DH-01' }], 1);
  expect(catalogue.codeOfReference('product', 'DH-01')).toBe(shirt.oasin);
  expect(catalogue.codeOfReference('product', 'dh-01')).toBeNull();
  expect(catalogue.codeOfReference('shipment', 'DH-01')).toBeNull();
});

test('unknown fields and states of the provider are kept as they came', () => {
  const catalogue = openHere();
  catalogue.putListRows('product', [product({ oasin: 'A', sku: 'S', name: 'N', status: 'ON_HOLD', novel: { a: [1] } })], 1);
  expect(catalogue.list(recordQuery({ status: 'ON_HOLD' }), now).rows[0]?.record).toMatchObject({ novel: { a: [1] } });
});

test('look-up lists are kept whole, each with its time', () => {
  const catalogue = openHere();
  expect(catalogue.getList('warehouses', '', Warehouse)).toBeNull();
  catalogue.putList('warehouses', '', [{ warehouse_code: 'HN', warehouse_name: 'Hà Nội' }], 5);
  catalogue.putList('stock', 'A', [], 6);
  expect(catalogue.getList('warehouses', '', Warehouse)).toEqual({ rows: [{ warehouse_code: 'HN', warehouse_name: 'Hà Nội' }], asOf: 5 });
  expect(catalogue.getList('stock', 'B', Warehouse)).toBeNull();
});

test('how far a list was read outlives the desk', () => {
  const catalogue = openHere();
  expect(catalogue.progress('product')).toEqual({ asOf: null, nextPage: null, walkedAt: null, walkBegan: null, pageSize: null });
  catalogue.setProgress('product', { nextPage: 7 });
  catalogue.setProgress('product', { asOf: 3 });
  expect(catalogue.progress('product')).toEqual({ asOf: 3, nextPage: 7, walkedAt: null, walkBegan: null, pageSize: null });
});
