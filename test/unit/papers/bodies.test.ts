/** What the desk says of its own bodies is what it sends: papers are compared with this table. */
import { describe, expect, test } from 'vitest';
import type { FileRef } from '../../../contract/documents/index.ts';
import type { CallName } from '../../../contract/errors.ts';
import { documents } from '../../../main/documents/index.ts';
import type { Desk } from '../../../main/documents/kind.ts';
import { bodies } from '../../../main/onflow/bodies.ts';

const file: FileRef = { file_id: 'a'.repeat(64), name: 'a.pdf', size: 1, mime: 'application/pdf' };
const item = { oasin: 'OASIN1', product_quantity: 1 };
const full: Record<'product' | 'purchase-order' | 'shipment' | 'return', { call: CallName; body: object }> = {
  product: {
    call: 'products.create',
    body: {
      sku: 'S',
      name: 'N',
      brand_id: 1,
      product_type: 'PHYSICAL',
      product_unit: 'PACKAGE',
      product_barcodes: ['1'],
      weight: 1,
      length: 1,
      width: 1,
      height: 1,
      product_size: 'M',
      product_color: 'Đỏ',
      product_price: 1,
      image_main: file,
      image_secondary: file,
      product_characteristics: ['FRAGILE'],
      min_stock_warning: 1,
      storage_method: 'NORMAL',
      inventory_tracking_type: 'NONE',
      outbound_strategy: 'FIFO',
      shelf_life: 9,
      min_shelf_life_inbound: 1,
      min_shelf_life_outbound: 1,
      warehouse_codes: ['W'],
    },
  },
  'purchase-order': {
    call: 'purchaseOrders.create',
    body: {
      warehouse_code: 'W',
      vas: ['CO_INSPECTION'],
      merchant_po_reference: 'R',
      packages: [{ package_code: 'P', weight: 1, length: 1, width: 1, height: 1, items: [item], package_note: 'n' }],
      estimated_arrival_time: 1,
      po_documents: [{ document_type: 'INVOICE', file, print_quantity: 1 }],
      note: 'n',
    },
  },
  shipment: {
    call: 'shipments.create',
    body: {
      warehouse_code: 'W',
      platform: 'lazada',
      merchant_tracking_code_reference: 'R',
      partner_tracking_code: 'P',
      courier_tracking_code: 'C',
      items: [item],
      label: file,
      note: 'n',
    },
  },
  return: {
    call: 'returns.create',
    body: {
      warehouse_code: 'W',
      shipment_tracking_code: 'T',
      merchant_return_tracking_code_reference: 'R',
      return_courier_tracking_code: 'C',
      items: [item],
      note: 'n',
    },
  },
};

/** `within.name` of every field that has a value. */
function namesIn(value: unknown, within = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => namesIn(each, within));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => [`${within}${name}`, ...namesIn(below, `${within}${name}.`)]);
}

describe.each(['product', 'purchase-order', 'shipment', 'return'] as const)('the body of a %s', (kind) => {
  test('is sent as the table says', async () => {
    const { call, body } = full[kind];
    let sent: unknown;
    const create = (wire: unknown): Promise<string> => {
      sent = wire;
      return Promise.resolve('C');
    };
    const onflow = {
      products: { create },
      purchaseOrders: { create },
      shipments: { create },
      returns: { create },
    } as unknown as Desk['onflow'];
    const [step] = documents[kind].steps(body as never);
    await step?.send(
      body as never,
      { onflow, how: {}, code: null, urlOf: () => 'https://files.example.com/a', provenFilters: new Set() } as unknown as Desk,
    );
    const said = (bodies[call] ?? []).map(({ name, within }) => (within === '' ? name : `${within}.${name}`));
    expect([...new Set(namesIn(sent))].toSorted()).toEqual(said.toSorted());
  });
});
