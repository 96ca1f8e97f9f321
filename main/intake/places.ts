/** From a field of a document back to the cell that said it: a problem stands where a person can mend it. */
import type { ImportTable, RowProblem, SheetDocument } from '../../contract/imports.ts';
import type { Finding } from '../../contract/findings.ts';
import type { FieldProblem } from '../../contract/errors.ts';
import type { Place } from './checked.ts';

/** Fields of a form → the columns that may say them, likelier ones first. Those that are called alike are left out. */
const columnsOf: Readonly<Record<ImportTable, Readonly<Record<string, readonly string[]>>>> = {
  shipment: {
    warehouse_code: ['warehouse'],
    merchant_tracking_code_reference: ['reference', 'order'],
    partner_tracking_code: ['order', 'reference'],
    courier_tracking_code: ['tracking'],
    oasin: ['sku', 'skuFallback', 'barcode', 'oasin'],
    product_quantity: ['quantity'],
    items: ['sku', 'skuFallback', 'barcode', 'oasin'],
  },
  product: { brand_id: ['brand'] },
  'purchase-order': {
    warehouse_code: ['warehouse'],
    merchant_po_reference: ['reference'],
    estimated_arrival_time: ['eta'],
    package_code: ['packageCode'],
    package_note: ['packageNote'],
    oasin: ['sku', 'barcode', 'oasin'],
    product_quantity: ['quantity'],
    packages: ['packageCode', 'sku'],
  },
};

/** The columns that may say what stands at this path of a document; the path itself where none is called otherwise. */
export function columnsAt(kind: ImportTable, path: string): readonly string[] {
  const last = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  return columnsOf[kind][last] ?? [last];
}

/** Rows of a document by the paths of its lines: `items.0`, `packages.0.items.1`. */
export type RowOfPath = (path: string) => number | null;

export function placed(
  problem: FieldProblem & Partial<Pick<Finding, 'severity'>>,
  document: Pick<SheetDocument, 'kind' | 'rows' | 'typed' | 'asWritten'>,
  { place, rowOf, foundAt }: { readonly place: Place; readonly rowOf: RowOfPath; readonly foundAt: (path: string) => string | null },
): RowProblem {
  const parts = problem.path.split('.');
  const fields = columnsAt(document.kind, problem.path);
  const field = fields.find((each) => place.columns[each] !== undefined) ?? fields[0] ?? null;
  const column = field === null ? undefined : place.columns[field];
  return {
    row: rowOf(problem.path) ?? document.rows[0] ?? null,
    column: column === undefined ? null : (place.headers[column] ?? null),
    field,
    found: foundAt(problem.path) ?? document.asWritten?.[problem.path] ?? foundIn(document.typed, parts),
    problem: problem.problem,
    ...(problem.params === undefined ? {} : { params: problem.params }),
    severity: problem.severity ?? 'stop',
  };
}

function foundIn(typed: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>(
    (at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined),
    typed,
  );
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
