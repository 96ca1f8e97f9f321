/** Another record like one that is there: all that is typed of it, and nothing that belongs to the first one alone. */
import { expect, test } from 'vitest';
import { sendableSchemas } from '../../../contract/documents/index.ts';
import { kindOf } from '../../../contract/kinds/index.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import type { DraftBody } from '../../../contract/outbox.ts';
import { productActions } from '../../../renderer/kinds/product/actions.ts';
import { ProductShape } from '../../../renderer/kinds/product/productShape.ts';
import { purchaseOrderActions } from '../../../renderer/kinds/purchaseOrder/actions.ts';
import { PurchaseOrderShape } from '../../../renderer/kinds/purchaseOrder/purchaseOrderShape.ts';
import { shipmentActions } from '../../../renderer/kinds/shipment/actions.ts';
import type { Action, Context } from '../../../renderer/actions/action.ts';

/** The draft that the action saves. The desk knows no more of the record, and refuses the draft: where it would lead to is not asked here. */
async function anotherOf<R>(actions: readonly Action<R>[], record: R): Promise<DraftBody> {
  const action = actions.find(({ id }) => id.endsWith('.another'));
  let body: DraftBody = {};
  const call = (verb: string, request: { readonly body: DraftBody }): Promise<unknown> => {
    if (verb === 'drafts.save') ({ body } = request);
    else expect(verb).toBe('records.detail');
    return Promise.resolve({ ok: false, error: { code: 'internal' } });
  };
  await action?.run([record], { desk: { call, on: () => () => undefined } } as unknown as Context, {});
  return body;
}

const goods = [{ oasin: 'OASIN1470001', product_quantity: 3, sku: 'AT-DO-M' }];
const shipment = ShipmentRecord.parse({
  tracking_code: 'OASC1',
  merchant_tracking_code_reference: 'DH-1',
  partner_tracking_code: '240310ABC',
  courier_tracking_code: 'SPX-1',
  warehouse_code: 'ONF_WH_HN_LB',
  platform: 'lazada',
  items: goods,
  label_url: 'https://example.test/label.pdf',
  note: 'Gói kỹ',
});
const order = PurchaseOrderRecord.parse({
  po_code: 'OAPO1',
  merchant_po_reference: 'PO-1',
  warehouse_code: 'ONF_WH_HN_LB',
  vas: ['CO_INSPECTION'],
  packages: [{ package_code: 'PKG_07', weight: '12.5', items: goods }],
  estimated_arrival_time: 1_796_000_040,
  po_documents: [{ document_type: 'INVOICE', document_url: 'https://example.test/invoice.pdf' }],
});
const product = ProductRecord.parse({
  oasin: 'OASIN1470001',
  sku: 'AT-DO-M',
  name: 'Áo thun',
  price: '159000.00',
  brand: { id: 2240, name: 'Nhà May' },
  barcodes: ['8938505970001'],
  weight: 0.25,
  outbound_strategy: 'FEFO',
  warehouses: [{ warehouse_code: 'ONF_WH_HN_LB' }],
});

test.each([
  ['shipment', () => anotherOf(shipmentActions, shipment)],
  ['purchase-order', () => anotherOf(purchaseOrderActions, order)],
  ['product', () => anotherOf(productActions, product)],
] as const)('of a %s holds fields of its form, and none that is of this one alone', async (kind, another) => {
  const fields = Object.keys(await another());
  const ofForm = [...Object.keys(sendableSchemas[kind].shape), 'brand_typed'];
  expect(fields.filter((field) => !ofForm.includes(field))).toEqual([]);
  expect(fields.filter((field) => (kindOf(kind).ofThisOneAlone as readonly string[]).includes(field))).toEqual([]);
});

test('a shipment’s goods, marketplace, warehouse and note go over', async () => {
  expect(await anotherOf(shipmentActions, shipment)).toEqual({
    warehouse_code: 'ONF_WH_HN_LB',
    platform: 'lazada',
    items: [{ oasin: 'OASIN1470001', product_quantity: '3' }],
    note: 'Gói kỹ',
  });
});

test('an order’s packages go over with what is in them; what was not told starts as in a new order', async () => {
  const body = await anotherOf(purchaseOrderActions, order);
  expect(PurchaseOrderShape.parse(body).packages).toMatchObject([
    { package_code: 'PKG_07', weight: '12.5', items: [{ oasin: 'OASIN1470001', product_quantity: '3' }] },
  ]);
  const listed = PurchaseOrderRecord.parse({ po_code: 'OAPO2', warehouse_code: 'ONF_WH_HN_LB' });
  expect(PurchaseOrderShape.parse(await anotherOf(purchaseOrderActions, listed)).packages).toHaveLength(1);
});

test('a product’s words, measures and warehouses go over; what the provider did not tell starts as in a new one', async () => {
  expect(ProductShape.parse(await anotherOf(productActions, product))).toMatchObject({
    sku: '',
    name: 'Áo thun',
    brand_id: '2240',
    brand_typed: 'Nhà May',
    product_barcodes: [],
    weight: '0.25',
    product_price: '159000',
    storage_method: 'NORMAL',
    outbound_strategy: 'FEFO',
    warehouse_codes: ['ONF_WH_HN_LB'],
  });
});
