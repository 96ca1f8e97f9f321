/** What forms hold, and how a draft comes back into one. */
import { describe, expect, it } from 'vitest';
import { sendableSchemas } from '../../../contract/documents/index.ts';
import { piecesOf } from '../../../renderer/features/documentForm/shapes.ts';
import { ProductShape } from '../../../renderer/kinds/product/productShape.ts';
import { PurchaseOrderShape, packageCode } from '../../../renderer/kinds/purchaseOrder/purchaseOrderShape.ts';
import { ReturnShape, returnOf } from '../../../renderer/kinds/return/returnShape.ts';
import { ShipmentShape } from '../../../renderer/kinds/shipment/shipmentShape.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';

const shapes = { product: ProductShape, 'purchase-order': PurchaseOrderShape, shipment: ShipmentShape, return: ReturnShape };

describe('a new form', () => {
  it.each(Object.keys(shapes) as (keyof typeof shapes)[])('of a %s holds every field of the document and no other', (kind) => {
    const fields = Object.keys(sendableSchemas[kind].shape).toSorted();
    // What was typed to find a brand is held, and never sent.
    const held = Object.keys(shapes[kind].parse({})).filter((name) => name !== 'brand_typed');
    expect(held.toSorted()).toEqual(fields);
  });
  it('of a purchase order starts with one package that has a code and one blank line', () => {
    const [first] = PurchaseOrderShape.parse({}).packages;
    expect(first?.package_code).toBe('PKG_01');
    expect(first?.items).toEqual([{ oasin: '', awaited_sku: '', typed: '', product_quantity: '' }]);
  });
  it('of an order saved before lines could wait opens with its lines as they were', () => {
    const saved = { packages: [{ package_code: 'P', items: [{ oasin: 'OASIN1', typed: 'x', product_quantity: '2' }] }] };
    expect(PurchaseOrderShape.parse(saved).packages[0]?.items).toEqual([
      { oasin: 'OASIN1', awaited_sku: '', typed: 'x', product_quantity: '2' },
    ]);
  });
  it('of a shipment starts with one line of one piece, of a return with none', () => {
    expect(ShipmentShape.parse({}).items).toEqual([{ oasin: '', typed: '', product_quantity: '1' }]);
    // A line that came from elsewhere without a quantity stays without one.
    expect(ShipmentShape.parse({ items: [{ oasin: 'OASIN1' }] }).items[0]?.product_quantity).toBe('');
    expect(ReturnShape.parse({}).items).toHaveLength(0);
  });
});

describe('a draft that comes back', () => {
  it('is what was typed, character by character', () => {
    const typed = { ...ProductShape.parse({}), sku: ' AT DO ', name: 'Áo\u0301', weight: '1,5', product_price: '１５９', product_type: '' };
    expect(ProductShape.parse(structuredClone(typed))).toEqual(typed);
  });
  it('keeps rows that were all taken out', () => {
    expect(PurchaseOrderShape.parse({ packages: [] }).packages).toEqual([]);
    expect(ShipmentShape.parse({ items: [] }).items).toEqual([]);
  });
  it('keeps the good rows when one cannot be read', () => {
    const { items } = ShipmentShape.parse({ items: [{ oasin: 'OASIN1470001', product_quantity: 2 }, null] });
    expect(items).toEqual([
      { oasin: 'OASIN1470001', typed: '', product_quantity: '2' },
      { oasin: '', typed: '', product_quantity: '' },
    ]);
  });
  it('keeps a search that was not finished', () => {
    expect(ShipmentShape.parse({ items: [{ typed: 'áo thun' }] }).items[0]?.typed).toBe('áo thun');
  });
  it('shows Unix seconds as the warehouse’s time, and the contract reads them back', () => {
    const seconds = 1_796_000_040;
    const held = PurchaseOrderShape.parse({ estimated_arrival_time: seconds }).estimated_arrival_time;
    expect(held).toBe('2026-11-30T07:54');
    expect(sendableSchemas['purchase-order'].shape.estimated_arrival_time.parse(held)).toBe(seconds);
    expect(PurchaseOrderShape.parse({ estimated_arrival_time: String(seconds) }).estimated_arrival_time).toBe(held);
  });
  it('keeps a time that was half typed', () => {
    expect(PurchaseOrderShape.parse({ estimated_arrival_time: '31/12/202' }).estimated_arrival_time).toBe('31/12/202');
  });
  it('drops a file that is none, not the form', () => {
    expect(ShipmentShape.parse({ label: { name: 'x.pdf' }, note: 'giữ' })).toMatchObject({ label: null, note: 'giữ' });
  });
});

describe('the sum below the lines', () => {
  it.each<[string, number]>([
    ['1 000', 1_000],
    ['１２', 12],
    ['+5', 5],
    ['1\u00A0000', 1_000],
    ['1.000', 0],
    ['1,5', 0],
    ['', 0],
    ['hai', 0],
    ['-3', 0],
  ])('counts %j as it is sent: %i', (typed, pieces) => {
    expect(piecesOf([{ product_quantity: typed }, { product_quantity: '2' }])).toBe(pieces + 2);
    const sent = sendableSchemas.shipment.shape.items.safeParse([{ oasin: 'OASIN1', product_quantity: typed }]);
    expect(sent.data?.[0]?.product_quantity ?? 0).toBe(pieces);
  });
});

describe('a return from a shipment', () => {
  it('takes over warehouse, tracking code and items, and leaves the reference to the merchant', () => {
    const shipment = ShipmentRecord.parse({
      tracking_code: 'OASC51090001',
      merchant_tracking_code_reference: 'DH-001',
      warehouse_code: 'ONF_WH_HN_LB',
      items: [{ oasin: 'OASIN1470001', product_quantity: 2 }],
    });
    expect(returnOf(shipment)).toEqual({
      warehouse_code: 'ONF_WH_HN_LB',
      shipment_tracking_code: 'OASC51090001',
      merchant_return_tracking_code_reference: '',
      return_courier_tracking_code: '',
      items: [{ oasin: 'OASIN1470001', typed: '', product_quantity: '2' }],
      note: '',
    });
  });
});

describe('the code of the next package', () => {
  it('is the next free one', () => {
    expect(packageCode([])).toBe('PKG_01');
    expect(packageCode(['PKG_01'])).toBe('PKG_02');
    expect(packageCode(['A', 'PKG_03'])).toBe('PKG_04');
  });
});
