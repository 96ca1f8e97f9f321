/** What the purchase order form holds. Names are those of `contract/kinds/purchaseOrder.ts`. */
import { z } from 'zod';
import {
  AwaitingItemShape,
  file,
  rowsFromOne,
  rowsOf,
  text,
  textStartingWith,
  warehouseTimeText,
  words,
} from '../../features/documentForm/shapes.ts';

export const PackageShape = z.object({
  package_code: text,
  weight: text,
  length: text,
  width: text,
  height: text,
  items: rowsFromOne(AwaitingItemShape),
  package_note: text,
});

export const PoDocumentShape = z.object({
  document_type: text,
  file,
  print_quantity: textStartingWith('1'),
});

export const PurchaseOrderShape = z.object({
  warehouse_code: text,
  merchant_po_reference: text,
  vas: words,
  packages: z.preprocess((value) => (value === undefined ? [{ package_code: packageCode([]) }] : value), rowsOf(PackageShape)),
  estimated_arrival_time: warehouseTimeText,
  po_documents: rowsOf(PoDocumentShape),
  note: text,
});
export type PackageValues = z.infer<typeof PackageShape>;

/** The next free package code in the manner of the provider's example, `PKG_01`. */
export function packageCode(taken: readonly string[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const code = `PKG_${String(number).padStart(2, '0')}`;
    if (!taken.includes(code)) return code;
  }
}
