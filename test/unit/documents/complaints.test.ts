import { describe, expect, test } from 'vitest';
import { sendableSchemas } from '../../../contract/documents/index.ts';
import type { SendableKind } from '../../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../../contract/errors.ts';
import { openDocument } from '../../../main/documents/index.ts';

const file = { file_id: 'a'.repeat(64), name: 'label.pdf', mime: 'application/pdf', size: 10 };
const bodies = {
  product: { sku: 'AT-1', name: 'Áo', product_barcodes: ['111', '222'], image_main: file, warehouse_codes: ['W1'] },
  'purchase-order': {
    warehouse_code: 'W1',
    merchant_po_reference: 'PO-1',
    estimated_arrival_time: 1_900_000_000,
    po_documents: [{ document_type: 'INVOICE', file, print_quantity: 1 }],
    packages: [
      { package_code: 'P1', items: [{ oasin: 'OASIN1', product_quantity: 1 }] },
      {
        package_code: 'P2',
        items: [
          { oasin: 'OASIN2', product_quantity: 1 },
          { oasin: 'OASIN1', product_quantity: 2 },
        ],
      },
    ],
  },
  shipment: {
    warehouse_code: 'W1',
    platform: 'shopee',
    merchant_tracking_code_reference: 'DH-1',
    label: file,
    items: [
      { oasin: 'OASIN1', product_quantity: 1 },
      { oasin: 'OASIN2', product_quantity: 1 },
    ],
  },
  return: { warehouse_code: 'W1', shipment_tracking_code: 'OASC1', merchant_return_tracking_code_reference: 'TH-1' },
} as const;
const complain = (kind: keyof typeof bodies, code: string | null, change: Partial<DeskError> & { messages?: string[] } = {}): string[] => {
  const { messages = ['lời của nhà cung cấp'], ...rest } = change;
  const error: DeskError = {
    code: 'provider',
    sent: 'answered',
    call: 'products.create',
    provider: { code, messages, logId: null, httpStatus: 422 },
    ...rest,
  };
  return openDocument(kind, sendableSchemas[kind as SendableKind].parse(bodies[kind]))
    .problemsOf(error)
    .map(({ path, problem }: FieldProblem) => `${path}: ${problem}`);
};

describe("the provider's complaint stands at its field", () => {
  test.each<[keyof typeof bodies, string | null, Parameters<typeof complain>[2], string[]]>([
    ['product', 'ALREADY_EXISTS', {}, ['sku: skuExists']],
    ['product', 'NOT_FOUND', {}, ['brand_id: unknownBrand']],
    ['product', 'DUPLICATE_BARCODE', {}, ['product_barcodes: barcodeExists']],
    [
      'product',
      'DUPLICATE_BARCODE',
      { fields: [{ path: 'barcodes', problem: 'provider', text: '222' }] },
      ['product_barcodes.1: barcodeExists'],
    ],
    ['product', 'PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE', { call: 'products.assign' }, ['warehouse_codes: provider']],
    ['product', null, { fields: [{ path: 'product_image_url_main', problem: 'provider', text: 'x' }] }, ['image_main: provider']],
    [
      'purchase-order',
      'PRODUCTS_INACTIVE',
      { fields: [{ path: 'oasins', problem: 'provider', text: 'OASIN1' }] },
      ['packages.0.items.0.oasin: notActive', 'packages.1.items.1.oasin: notActive'],
    ],
    ['purchase-order', 'PRODUCTS_NOT_MAPPED_IN_WAREHOUSE', { messages: ['OASIN2 chưa gán'] }, ['packages.1.items.0.oasin: notInWarehouse']],
    ['purchase-order', 'PRODUCTS_BY_OASIN_NOT_FOUND', {}, ['packages: provider']],
    [
      'purchase-order',
      'NOT_FOUND',
      { fields: [{ path: 'warehouse_code', problem: 'provider', text: 'W1' }] },
      ['warehouse_code: unknownWarehouse'],
    ],
    [
      'purchase-order',
      null,
      { fields: [{ path: 'po_documents[0].document_url', problem: 'provider', text: 'x' }] },
      ['po_documents.0.file: provider'],
    ],
    [
      'shipment',
      'PRODUCTS_BY_OASIN_NOT_FOUND',
      { fields: [{ path: 'oasins', problem: 'provider', text: 'OASIN2' }] },
      ['items.1.oasin: unknownProduct'],
    ],
    ['shipment', null, { fields: [{ path: 'label_url', problem: 'provider', text: 'x' }] }, ['label: provider']],
    ['return', 'NOT_FOUND', {}, ['shipment_tracking_code: unknownShipment']],
    ['return', 'SOMETHING_NEW', {}, []],
  ])('%s, %s', (kind, code, change, expected) => {
    expect(complain(kind, code, change)).toEqual(expected);
  });

  test('an OASIN that is the beginning of another is not mistaken for it', () => {
    const error: DeskError = {
      code: 'provider',
      sent: 'answered',
      provider: { code: 'PRODUCTS_INACTIVE', messages: ['OASIN12'], logId: null, httpStatus: 422 },
    };
    const body = sendableSchemas.shipment.parse({
      ...bodies.shipment,
      items: [
        { oasin: 'OASIN1', product_quantity: 1 },
        { oasin: 'OASIN12', product_quantity: 1 },
      ],
    });
    expect(
      openDocument('shipment', body)
        .problemsOf(error)
        .map((each) => each.path),
    ).toEqual(['items.1.oasin']);
  });

  test('a staged file that vanished is named where it is attached', () => {
    const gone = (kind: keyof typeof bodies): string[] =>
      complain(kind, null, { code: 'fileVanished', sent: 'no', params: { file_id: file.file_id } });
    expect([gone('product'), gone('purchase-order'), gone('shipment')]).toEqual([
      ['image_main: fileVanished'],
      ['po_documents.0.file: fileVanished'],
      ['label: fileVanished'],
    ]);
  });
});
