/** Rows of a sheet → the documents that they make, and what is wrong with them as far as the file itself tells. */
import type { Mapping, SheetDocument } from '../../contract/imports.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { type Mended, gather } from './gather.ts';
import { productsOf } from './products.ts';
import { purchaseOrdersOf } from './purchaseOrders.ts';
import { shipmentsOf } from './shipments.ts';

const makers = { shipment: shipmentsOf, product: productsOf, 'purchase-order': purchaseOrdersOf } as const;
/** So many documents at a time. */
const batchOf = 200;

/**
 * In batches, in the order in which their first rows stand; rows that are set aside alone come first. Nothing comes before the last row
 * has been read: rows of one order may lie apart.
 */
export async function* documentsOf(
  rows: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
  mapping: Mapping,
  { sheet, mended = null }: { readonly sheet: number; readonly mended?: Mended | null },
): AsyncGenerator<SheetDocument[]> {
  const gathered = await gather(rows, mapping, mended);
  let batch: SheetDocument[] = [];
  for (const document of makers[mapping.table](gathered, { sheet, mapping })) {
    batch.push(document);
    if (batch.length < batchOf) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
