/** Where in the file something of a document stands: what is wrong with its form is shown at the cell that says so. */
import type { Mapping, SheetDocument } from '../../contract/imports.ts';

const renamed: Readonly<Record<Mapping['table'], Readonly<Record<string, readonly string[]>>>> = {
  shipment: {
    warehouse_code: ['warehouse'],
    merchant_tracking_code_reference: ['reference', 'order'],
    partner_tracking_code: ['order'],
    courier_tracking_code: ['tracking'],
    product_quantity: ['quantity'],
    oasin: ['sku', 'skuFallback', 'barcode', 'oasin'],
  },
  product: { brand_id: ['brand'] },
  'purchase-order': {
    warehouse_code: ['warehouse'],
    merchant_po_reference: ['reference'],
    estimated_arrival_time: ['eta'],
    package_code: ['packageCode'],
    package_note: ['packageNote'],
    product_quantity: ['quantity'],
    oasin: ['sku', 'barcode', 'oasin'],
  },
};

export interface Place {
  readonly row: number;
  readonly field: string;
  /** Header in `headers`; `null`: the file has no such column. */
  readonly column: number | null;
}

/**
 * `path`: of the form, dotted, as problems of a document name it (`items.0.product_quantity`).
 * @public
 */
export function placeOf({ kind, rows, lines }: Pick<SheetDocument, 'kind' | 'rows' | 'lines'>, path: string, { columns }: Mapping): Place {
  const steps = path.split('.');
  const name = steps.findLast((step) => !/^\d+$/u.test(step)) ?? path;
  const choices = renamed[kind][name] ?? [name];
  const field = choices.find((each) => columns[each] !== undefined) ?? choices[0] ?? name;
  const line =
    lines.findLast((each) => path === each.path || path.startsWith(`${each.path}.`)) ??
    lines.find((each) => each.path.startsWith(`${path}.`));
  const inPackage = /^packages\.\d+/u.exec(path)?.[0];
  const near = line ?? (inPackage === undefined ? undefined : lines.find((each) => each.path.startsWith(`${inPackage}.`)));
  return { row: near?.row ?? rows[0] ?? 0, field, column: columns[field] ?? null };
}
