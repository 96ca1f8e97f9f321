import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordKinds, recordSchemas, statusOf } from '../../../contract/records.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { ReturnRecord } from '../../../contract/kinds/return.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import type { Success } from '../../../main/onflow/envelope.ts';
import { odditiesOf } from '../../../main/onflow/oddities.ts';
import { salvage } from '../../../main/onflow/salvage.ts';

const product = { oasin: 'O1', sku: 'S', name: 'Áo', status: 'ACTIVE', barcodes: [], created_time: 1_763_980_000, updated_time: null };
const shipment = { tracking_code: 'T1', merchant_tracking_code_reference: 'R', warehouse_code: 'W', created_time: 1, updated_time: 1 };

describe('a record of which one thing is odd', () => {
  test.each([
    ['brand without a name', { brand: { id: 5, name: null } }, { brand: { id: 5, name: '' } }, ['brand.name']],
    ['brand as a text', { brand: 'Ong Vàng' }, { brand: null }, ['brand']],
    ['weight with its unit', { weight: '500g' }, { weight: null }, ['weight']],
    ['shelf life in words', { shelf_life: '12 tháng' }, { shelf_life: null }, ['shelf_life']],
    ['price in words', { price: 'liên hệ' }, { price: null }, ['price']],
    ['time in words', { updated_time: 'hôm qua' }, { updated_time: null }, ['updated_time']],
    ['one warehouse of two', { warehouses: [{ warehouse_code: 'W' }, { name: 'Kho' }] }, {}, ['warehouses.1.warehouse_code']],
    ['warehouses that are none', { warehouses: [null, 7, true] }, { warehouses: [] }, ['warehouses.0', 'warehouses.1', 'warehouses.2']],
  ])('%s is there with the rest, and it is named', (_, odd, read, left) => {
    const salvaged = salvage(ProductRecord, { ...product, ...odd });
    expect(salvaged).toMatchObject({ ok: true, value: { oasin: 'O1', name: 'Áo', ...read } });
    expect(salvaged.ok && salvaged.left.toSorted()).toEqual(left);
  });

  test('keeps a line whose product is not told, and the other lines', () => {
    const items = [
      { sku: 'SP-1', product_quantity: 'hai' },
      { oasin: 'O2', product_quantity: 2 },
    ];
    expect(salvage(ShipmentRecord, { ...shipment, items })).toMatchObject({
      ok: true,
      value: {
        items: [
          { oasin: '', sku: 'SP-1', product_quantity: null },
          { oasin: 'O2', product_quantity: 2 },
        ],
      },
      left: expect.arrayContaining(['items.0.oasin', 'items.0.product_quantity']),
    });
  });

  test('without its own code is no record', () => {
    expect(salvage(ProductRecord, { ...product, oasin: null })).toEqual({ ok: false, missing: ['oasin'] });
    for (const value of [null, 'text', 7, []]) expect(salvage(ProductRecord, value).ok).toBe(false);
  });

  test.each(['created_time', 'price', 'weight', 'status', 'brand', 'items'])(
    'an object that cannot be made a text or a number, in %s, is one odd thing more',
    (field) => {
      for (const value of [{ toString: [] }, { valueOf: 1, toString: null }, [{ toString: 2 }]]) {
        expect(salvage(ProductRecord, { ...product, [field]: value })).toMatchObject({ ok: true, value: { oasin: product.oasin } });
        const success = { status: 200, data: [{ ...product, [field]: value }], json: {} } as unknown as Success;
        expect(() => odditiesOf('products.list', success, null)).not.toThrow();
      }
    },
  );

  test('whatever stands in its fields: what has a code is read, and nothing throws', () => {
    const codes = { product: 'oasin', 'purchase-order': 'po_code', shipment: 'tracking_code', return: 'return_tracking_code' } as const;
    const fields = [
      'items',
      'packages',
      'status',
      'status_info',
      'brand',
      'warehouses',
      'barcodes',
      'created_time',
      'price',
      'weight',
      'po_documents',
      'vas',
      'sku',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...recordKinds),
        fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 })),
        (kind, odd) => {
          const salvaged = salvage(recordSchemas[kind] as typeof ProductRecord, { ...odd, [codes[kind]]: 'C1' });
          expect(salvaged.ok).toBe(true);
          // What was read once can be read again: it is kept in the local copy.
          if (salvaged.ok) expect(recordSchemas[kind].safeParse(JSON.parse(JSON.stringify(salvaged.value))).success).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the same thing, written otherwise', () => {
  test.each([
    ['2026-11-20T09:00:00+07:00', 1_795_140_000],
    ['2026-11-20T02:00:00Z', 1_795_140_000],
    ['2026-11-20 02:00:00', 1_795_140_000],
    ['2026-11-20T02:00:00.000+0000', 1_795_140_000],
    [1_795_140_000, 1_795_140_000],
    ['1795140000', 1_795_140_000],
    [1_795_140_000_123, 1_795_140_000],
    ['1795140000123', 1_795_140_000],
    ['1795140000123456789', 1_795_140_000],
    [0, null],
    ['', null],
    ['0', null],
  ])('the time %j', (written, seconds) => {
    expect(ProductRecord.parse({ ...product, created_time: written }).created_time).toBe(seconds);
  });

  test.each([
    [159_000, 159_000],
    ['159000.00', 159_000],
    ['159,000', 159_000],
    ['159.000', 159_000],
    ['159,000.00', 159_000],
    ['159.000,00', 159_000],
    ['1.159.000 ₫', 1_159_000],
    ['159000 VND', 159_000],
    ['159 000đ', 159_000],
    ['0', 0],
    ['159000,50', 159_000.5],
  ])('the price %j', (written, price) => {
    expect(ProductRecord.parse({ ...product, price: written }).price).toBe(price);
  });

  test.each([
    ['500', 500],
    ['1.250', 1.25],
    ['0,125', 0.125],
    ['1,5', 1.5],
    ['1,000', 1_000],
    [5, 5],
    ['5.0', 5],
  ])('the weight %j', (written, weight) => {
    expect(ProductRecord.parse({ ...product, weight: written }).weight).toBe(weight);
  });

  test('warehouses as codes, one for a list, a list with gaps', () => {
    expect(ProductRecord.parse({ ...product, warehouses: ['W1', 'W2'] }).warehouses).toMatchObject([
      { warehouse_code: 'W1' },
      { warehouse_code: 'W2' },
    ]);
    expect(ProductRecord.parse({ ...product, warehouses: { warehouse_code: 'W1' } }).warehouses).toMatchObject([{ warehouse_code: 'W1' }]);
    expect(ShipmentRecord.parse({ ...shipment, items: { 0: { oasin: 'O1' }, 4: { oasin: 'O2' } } }).items).toMatchObject([
      { oasin: 'O1' },
      { oasin: 'O2' },
    ]);
    expect(PurchaseOrderRecord.parse({ po_code: 'P', packages: [{ package_code: 'K' }] }).packages).toMatchObject([{ items: [] }]);
  });

  test.each([
    [{ status_info: { value: 300, label: 'Đã bàn giao' } }, 'HANDOVER', 300],
    [{ status_info: { value: '300' } }, 'HANDOVER', 300],
    [{ status_info: { code: 300, name: 'Đã bàn giao' } }, 'HANDOVER', 300],
    [{ status_info: 300 }, 'HANDOVER', 300],
    [{ status_info: 'cancelled' }, 'CANCELLED', 'CANCELLED'],
    [{ status: 'CANCELED' }, 'CANCELLED', 'CANCELED'],
    [{ status: { value: 500, label: 'Đã hủy' } }, 'CANCELLED', 500],
    [{ status_info: { value: 'PACKED' } }, 'PACKED', 'PACKED'],
    [{ status_info: 'ON_THE_MOON' }, 'ON_THE_MOON', 'ON_THE_MOON'],
    [{ status_info: { value: 275 } }, 'STATUS_275', 275],
    [{}, 'NEW', undefined],
  ])('the state %j', (written, status, value) => {
    const read = ShipmentRecord.parse({ ...shipment, ...written });
    expect([statusOf('shipment', read), read.status_info?.value]).toEqual([status, value]);
  });

  test('the state of a product as an object, that of a return as a word', () => {
    expect(ProductRecord.parse({ ...product, status: { code: 'INACTIVE', name: 'Ngừng' } }).status).toBe('INACTIVE');
    expect(statusOf('return', ReturnRecord.parse({ return_tracking_code: 'Z', status: 'cancelled' }))).toBe('CANCELLED');
  });
});
