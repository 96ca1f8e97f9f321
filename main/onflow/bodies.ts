/**
 * What the desk puts into the bodies of its calls, with the evidence of onflow-api.md, Fields. A test holds it against what
 * is sent.
 */
import type { CallName } from '../../contract/errors.ts';

export interface BodyField {
  readonly name: string;
  /** The fields it stands in: `packages.items`. */
  readonly within: string;
  /** The desk never leaves it out. */
  readonly required: boolean;
  /** Values the desk offers by itself, where the list is open or closed (X or A). */
  readonly values: readonly string[];
}

/** `name*` is always sent; `name=A|B` offers values; indentation is written as `within/name`. */
const fields = (...lines: readonly string[]): readonly BodyField[] =>
  lines.map((line) => {
    const [path = '', values] = line.split('=');
    const parts = path.replace('*', '').split('/');
    return {
      name: parts.at(-1) ?? '',
      within: parts.slice(0, -1).join('.'),
      required: path.endsWith('*'),
      values: values?.split('|') ?? [],
    };
  });

export const bodies: Partial<Record<CallName, readonly BodyField[]>> = {
  'products.create': fields(
    'sku*',
    'name*',
    'brand_id',
    'product_type*=PHYSICAL',
    'product_unit*=PACKAGE',
    'product_barcodes',
    'weight',
    'length',
    'width',
    'height',
    'product_size',
    'product_color',
    'product_price',
    'product_image_url_main',
    'product_image_url_secondary',
    'product_characteristics=HIGH_VALUE|FRAGILE',
    'min_stock_warning',
    'storage_method*=NORMAL',
    'inventory_tracking_type*=NONE|BOTH',
    'outbound_strategy*=FIFO|LIFO|FEFO',
    'shelf_life',
    'min_shelf_life_inbound',
    'min_shelf_life_outbound',
  ),
  'products.assign': fields('warehouse_codes*'),
  'purchaseOrders.create': fields(
    'warehouse_code*',
    'vas=CO_INSPECTION',
    'merchant_po_reference*',
    'packages*',
    'packages/package_code*',
    'packages/weight',
    'packages/length',
    'packages/width',
    'packages/height',
    'packages/items*',
    'packages/items/oasin*',
    'packages/items/product_quantity*',
    'packages/package_note',
    'estimated_arrival_time*',
    'po_documents',
    'po_documents/document_type*=INVOICE',
    'po_documents/document_url*',
    'po_documents/print_quantity*',
    'note',
  ),
  'shipments.create': fields(
    'warehouse_code*',
    'platform*=shopee|lazada|tiktok|tiki',
    'merchant_tracking_code_reference*',
    'partner_tracking_code',
    'courier_tracking_code',
    'items*',
    'items/oasin*',
    'items/product_quantity*',
    'label_url',
    'note',
  ),
  'returns.create': fields(
    'warehouse_code*',
    'shipment_tracking_code*',
    'merchant_return_tracking_code_reference*',
    'return_courier_tracking_code',
    'items',
    'items/oasin*',
    'items/product_quantity*',
    'note',
  ),
};
