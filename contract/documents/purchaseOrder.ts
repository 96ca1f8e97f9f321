/** A purchase order: goods announced to a warehouse (Create PO, X). Natural key: `merchant_po_reference`. */
import { z } from 'zod';
import { FileRef, Quantity, code, line, localTime, note, openWord, openWords, optionalDecimal, rows, whole } from './fields.ts';

const PackageItem = z.object({ oasin: code(40), product_quantity: Quantity });

const Package = z.object({
  package_code: code(60),
  weight: optionalDecimal(0, 100_000_000),
  length: optionalDecimal(0, 100_000),
  width: optionalDecimal(0, 100_000),
  height: optionalDecimal(0, 100_000),
  items: rows(PackageItem),
  package_note: note(1_000),
});

const PoDocument = z.object({
  document_type: openWord('INVOICE'),
  file: FileRef,
  print_quantity: whole(0, 100),
});

export const PurchaseOrder = z
  .object({
    warehouse_code: line(60),
    merchant_po_reference: code(100),
    vas: openWords,
    packages: rows(Package),
    /** Unix seconds; typed as local time. Whether it lies ahead is checked against the desk's clock, not here. */
    estimated_arrival_time: localTime,
    po_documents: z.preprocess((value) => value ?? [], z.array(PoDocument).max(50, 'tooManyRows')),
    note: note(2_000),
  })
  .superRefine((order, context) => {
    const seen = new Set<string>();
    for (const [index, each] of order.packages.entries()) {
      if (seen.has(each.package_code)) context.addIssue({ code: 'custom', path: ['packages', index, 'package_code'], message: 'repeated' });
      seen.add(each.package_code);
      const oasins = new Set<string>();
      for (const [row, item] of each.items.entries()) {
        if (oasins.has(item.oasin)) context.addIssue({ code: 'custom', path: ['packages', index, 'items', row, 'oasin'], message: 'repeated' });
        oasins.add(item.oasin);
      }
    }
  });
export type PurchaseOrder = z.infer<typeof PurchaseOrder>;

export const purchaseOrderWords = { vas: ['CO_INSPECTION'], document_type: ['INVOICE'] } as const;
