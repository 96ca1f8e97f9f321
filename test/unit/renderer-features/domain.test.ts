/** Rules that the domain screens show: the scanned product, what an inspection says, how far a shipment has come, names of files. */
import { describe, expect, it } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { InspectionRow } from '../../../contract/kinds/purchaseOrder.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { FileRef } from '../../../contract/documents/index.ts';
import { concernsOf, exactMatch, looksLikeOasin, pickable } from '../../../renderer/features/documentForm/productSearch.ts';
import { differs, inspectedProducts } from '../../../contract/kinds/inspectedProducts.ts';
import { progressOf, whyNotCancellable } from '../../../renderer/kinds/shipment/progress.ts';
import { hasPreview, isAccepted } from '../../../renderer/features/files/fileKinds.ts';

const product = (fields: Record<string, unknown>) =>
  ProductRecord.parse({ oasin: 'OASIN1470001', sku: 'AT-DO-M', name: 'Áo', status: 'ACTIVE', barcodes: ['8938505974192'], ...fields });

describe('a scanned code', () => {
  const shelf = [product({}), product({ oasin: 'OASIN1470002', sku: 'AT-DO-L', barcodes: ['8938505974208', '12'] })];
  it.each(['8938505974208', 'OASIN1470002', 'at-do-l', ' AT-DO-L '])('%s means exactly one product', (text) => {
    expect(exactMatch(shelf, text)?.oasin).toBe('OASIN1470002');
  });
  it('that is only the beginning of a code picks nothing', () => {
    expect(exactMatch(shelf, 'AT-DO')).toBeNull();
    expect(exactMatch(shelf, '')).toBeNull();
  });
  it('that two products carry picks neither', () => {
    expect(exactMatch([product({}), product({ oasin: 'OASIN1470009', sku: 'X' })], '8938505974192')).toBeNull();
  });
  it('means the product that the outbox is to bring, also where the catalogue has it without its warehouses yet', () => {
    const awaited = {
      sku: 'AT-DO-M',
      name: 'Áo',
      barcodes: ['8938505974192'],
      stands: 'sending',
      oasin: null,
      outboxId: null,
      draftId: null,
      warehouse_codes: ['HN'],
    } as const;
    const choices = pickable(shelf, [{ ...awaited, barcodes: [...awaited.barcodes], warehouse_codes: [...awaited.warehouse_codes] }]);
    expect(choices.map(({ kind, product }) => `${kind} ${product.sku}`)).toEqual(['awaited AT-DO-M', 'known AT-DO-L']);
    expect(
      exactMatch(
        choices.map((each) => each.product),
        '8938505974192',
      ),
    ).toBe(choices[0]?.product);
  });
  it('may be an OASIN that the catalogue does not have yet', () => {
    expect(looksLikeOasin('OASIN1470001')).toBe(true);
    expect(looksLikeOasin('AT-DO-M')).toBe(false);
  });
});

describe('a picked product', () => {
  it('raises a concern when it is not active, or not in the chosen warehouse', () => {
    expect(concernsOf(product({ status: 'NEW', warehouses: [] }), 'HN')).toEqual([
      { kind: 'notActive', status: 'NEW' },
      { kind: 'notInWarehouse', warehouse: 'HN' },
    ]);
  });
  it('raises none when the provider does not tell its warehouses, or none is chosen yet', () => {
    expect(concernsOf(product({}), 'HN')).toEqual([]);
    expect(concernsOf(product({ warehouses: [] }), '')).toEqual([]);
  });
});

const inspected = (fields: Record<string, unknown>) =>
  InspectionRow.parse({
    package_code: 'PKG_01',
    oasin: 'OASIN1470001',
    sku: 'AT-DO-M',
    product_quantity: 0,
    inbound_quantity: 0,
    putaway_quantity: 0,
    stock_level: 'A',
    ...fields,
  });

describe('an inspection', () => {
  it('sums a product over its levels: 1000 announced, 996 good and 2 damaged inbound', () => {
    const products = inspectedProducts([
      inspected({ product_quantity: 1000, inbound_quantity: 996, putaway_quantity: 996 }),
      inspected({ oasin: 'OASIN1470002', product_quantity: 5, inbound_quantity: 5, putaway_quantity: 5 }),
      inspected({ inbound_quantity: 2, putaway_quantity: 2, stock_level: 'D1' }),
    ]);
    expect(products.map((each) => each.group)).toEqual([
      { announced: 1000, inbound: 998, putaway: 998, damaged: 2, lost: 0 },
      { announced: 5, inbound: 5, putaway: 5, damaged: 0, lost: 0 },
    ]);
    expect(products.map((each) => differs(each.group))).toEqual([true, false]);
    expect(products.map((each) => each.rows.map((row) => row.stock_level))).toEqual([['A', 'D1'], ['A']]);
  });
  it('keeps the same product in two packages apart', () => {
    expect(inspectedProducts([inspected({}), inspected({ package_code: 'PKG_02' })])).toHaveLength(2);
  });
});

const shipment = (fields: Record<string, unknown>) =>
  ShipmentRecord.parse({
    tracking_code: 'OASC1',
    merchant_tracking_code_reference: 'DH',
    warehouse_code: 'HN',
    created_time: 10,
    ...fields,
  });
const states = (fields: Record<string, unknown>) => progressOf(shipment(fields)).map((each) => `${each.name}:${each.state}`);

describe('a shipment', () => {
  it('goes created, picked, packed, handover', () => {
    expect(states({})).toEqual(['created:current', 'picked:todo', 'packed:todo', 'handover:todo']);
    expect(states({ picked_time: 11, packed_time: 12 })).toEqual(['created:done', 'picked:done', 'packed:current', 'handover:todo']);
    expect(states({ picked_time: 11, packed_time: 12, handover_time: 13 })).toEqual([
      'created:done',
      'picked:done',
      'packed:done',
      'handover:done',
    ]);
  });
  it('that was cancelled shows what it reached and where it ended', () => {
    expect(states({ picked_time: 11, cancelled_time: 12 })).toEqual(['created:done', 'picked:done', 'cancelled:stopped']);
  });
  it('of an unknown status still shows its times', () => {
    expect(states({ picked_time: 11, status_info: { value: 777, label: '?' } })).toEqual([
      'created:done',
      'picked:current',
      'packed:todo',
      'handover:todo',
    ]);
  });
  it('can be cancelled before handover only', () => {
    expect(whyNotCancellable(shipment({ packed_time: 12 }))).toBeNull();
    expect(whyNotCancellable(shipment({ handover_time: 13 }))).toBe('handedOver');
    expect(whyNotCancellable(shipment({ status_info: { value: 500, label: '' } }))).toBe('already');
  });
});

describe('a file', () => {
  const file = (mime: string) => FileRef.parse({ file_id: 'a'.repeat(64), name: 'x', mime, size: 1 });
  it('goes where its kind is taken', () => {
    expect(isAccepted('waybill', file('application/pdf'))).toBe(true);
    expect(isAccepted('image', file('application/pdf'))).toBe(false);
    expect(hasPreview('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toBe(false);
  });
});
