/** Documents as rows make them, for the tests of the check. */
import type { SheetDocument, SheetLine } from '../../../contract/imports.ts';
import type { Place } from '../../../main/intake/checked.ts';
import { listedKnowledge } from '../../../main/intake/listedKnowledge.ts';

/** 28 November 2026, in the morning of Vietnam. */
export const wall = Date.UTC(2026, 10, 28, 2);
export const place: Place = {
  file: 0,
  headers: ['Mã đơn hàng', 'Mã vận đơn', 'SKU phân loại hàng', 'Số lượng', 'Kho'],
  columns: { order: 0, tracking: 1, sku: 2, quantity: 3, warehouse: 4 },
};
export const lineOf = (sku: string, quantity: string, more: Partial<SheetLine> = {}): SheetLine => ({
  path: 'items.0',
  row: 2,
  sku,
  skuFallback: '',
  barcode: '',
  oasin: '',
  name: '',
  quantity,
  ...more,
});
export function shipmentOf(
  reference: string,
  lines: readonly (readonly [sku: string, quantity: string])[],
  { typed = {}, row = 2, ...more }: Partial<Omit<SheetDocument, 'typed'>> & { typed?: Record<string, string>; row?: number } = {},
): SheetDocument {
  return {
    kind: 'shipment',
    sheet: 0,
    reference,
    order: reference,
    package: '',
    part: null,
    rows: lines.map((_, index) => row + index),
    typed: {
      warehouse_code: 'HCM-01',
      platform: 'shopee',
      merchant_tracking_code_reference: reference,
      partner_tracking_code: reference,
      courier_tracking_code: '',
      // As rows leave them: with their pieces, and without products.
      items: lines.map(([, quantity]) => ({ product_quantity: quantity })),
      label: null,
      note: '',
      ...typed,
    },
    lines: lines.map(([sku, quantity], index) => lineOf(sku, quantity, { path: `items.${index}`, row: row + index })),
    aside: null,
    madeAt: wall - 3_600_000,
    sentAt: null,
    problems: [],
    ...more,
  };
}
export const products = [
  { sku: 'AO-M', barcode: ['8934567890123'], oasin: 'OASIN1', name: 'Áo thun M' },
  { sku: 'AO-L', barcode: ['012345678905'], oasin: 'OASIN2', name: 'Áo thun L' },
  { sku: 'QUAN', barcode: [''], oasin: 'OASIN3', name: 'Quần' },
];
export const listed = () => listedKnowledge(products);
