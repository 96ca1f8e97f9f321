/** A purchase order: goods announced to a warehouse (Create PO, X). Natural key: `merchant_po_reference`. */
import { z } from 'zod';
import {
  FileRef,
  Quantity,
  code,
  isBlank,
  line,
  note,
  openWord,
  openWords,
  optionalCode,
  optionalDecimal,
  rows,
  warehouseTime,
  whole,
  providerCode,
} from './fields.ts';

/**
 * One product and how many of it. The product is named by its OASIN or, while the provider has not confirmed it yet, by the SKU under which
 * this desk's outbox holds it; by one of the two. A form has one field for both, and hears of its problems under `oasin`.
 */
const PackageItem = z.preprocess(
  (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const { oasin, ...rest }: Record<string, unknown> = { ...value };
    return isBlank(oasin) && !isBlank(rest['awaited_sku']) ? rest : { ...rest, oasin: oasin ?? '' };
  },
  z
    .object({ oasin: providerCode.optional(), awaited_sku: optionalCode(100), product_quantity: Quantity })
    .superRefine(({ oasin, awaited_sku }, context) => {
      if (oasin !== undefined && awaited_sku !== undefined) context.addIssue({ code: 'custom', path: ['oasin'], message: 'twoProducts' });
    }),
);

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
    /** Unix seconds; typed as the warehouse's time. Whether it lies ahead is checked against the desk's clock, not here. */
    estimated_arrival_time: warehouseTime,
    po_documents: z.preprocess((value) => value ?? [], z.array(PoDocument).max(50, 'tooManyRows')),
    note: note(2_000),
  })
  .superRefine((order, context) => {
    const seen = new Set<string>();
    for (const [index, each] of order.packages.entries()) {
      if (seen.has(each.package_code)) context.addIssue({ code: 'custom', path: ['packages', index, 'package_code'], message: 'repeated' });
      seen.add(each.package_code);
      const products = new Set<string>();
      for (const [row, { oasin, awaited_sku }] of each.items.entries()) {
        const product = oasin === undefined ? `SKU ${awaited_sku}` : `OASIN ${oasin}`;
        if (products.has(product))
          context.addIssue({ code: 'custom', path: ['packages', index, 'items', row, 'oasin'], message: 'repeated' });
        products.add(product);
      }
    }
  });
export type PurchaseOrder = z.infer<typeof PurchaseOrder>;

export const purchaseOrderWords = { vas: ['CO_INSPECTION'], document_type: ['INVOICE'] } as const;
