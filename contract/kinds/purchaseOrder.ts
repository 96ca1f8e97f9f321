/** A purchase order: goods announced to a warehouse (Create PO, X). Natural key: `merchant_po_reference`. */
import { z } from 'zod';
import { Code, Flag, GoodsRecord, ListOf, Measure, NamedCode, Strings, Text, UnixSeconds, Word, rowsOf } from '../answers.ts';
import { FileRef, code, line, note, openWords, optionalDecimal, providerCode, rows, warehouseTime, whole } from '../documents/fields.ts';
import { AwaitingGoodsLine, eachOnce, eachProductOnce, placed } from './goods.ts';
import { differs, inspectedProducts } from './inspectedProducts.ts';
import { defineKind } from './kind.ts';
import { type Beside, piecesIn } from './listing.ts';

const Package = z.object({
  package_code: code(60),
  weight: optionalDecimal(0, 100_000_000),
  length: optionalDecimal(0, 100_000),
  width: optionalDecimal(0, 100_000),
  height: optionalDecimal(0, 100_000),
  items: rows(AwaitingGoodsLine),
  package_note: note(1_000),
});

const PoDocument = z.object({
  /** `INVOICE` was seen (X). No other is put in its place: what a paper is, a person says. */
  document_type: line(60),
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
    eachOnce(order.packages, ({ package_code }) => package_code, ['packages'], 'package_code', context);
    for (const [index, each] of order.packages.entries()) eachProductOnce(each.items, ['packages', index, 'items'], context);
  });
export type PurchaseOrder = z.infer<typeof PurchaseOrder>;

export const purchaseOrderWords = { vas: ['CO_INSPECTION'], document_type: ['INVOICE'] } as const;

export const PurchaseOrderRecord = z.looseObject({
  po_code: Code,
  merchant_po_reference: Text,
  warehouse_code: Text,
  /** Seen or documented: `TRANSIT`, `COMPLETED`, `CANCELLED`. */
  status: Word,
  vas: Strings,
  packages: ListOf(
    z.looseObject({
      package_code: Text,
      weight: Measure.optional(),
      length: Measure.optional(),
      width: Measure.optional(),
      height: Measure.optional(),
      items: z.preprocess((value) => rowsOf(value) ?? [], z.array(GoodsRecord)),
      package_note: Text.optional(),
    }),
  ),
  po_documents: ListOf(z.looseObject({ document_type: Text, document_url: Text, print_quantity: Measure.optional() })),
  estimated_arrival_time: UnixSeconds,
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
});
export type PurchaseOrderRecord = z.infer<typeof PurchaseOrderRecord>;

/** One row per package, product, stock level and lot (X). */
export const InspectionRow = z.looseObject({
  package_code: Text,
  oasin: NamedCode,
  sku: Text,
  product_quantity: Measure,
  volume: Text.optional(),
  weight: Measure.optional(),
  inbound_quantity: Measure,
  putaway_quantity: Measure,
  is_putaway_completed: Flag,
  stock_level: Text,
  batch_lot_code: Text.optional(),
  manufacturing_date: UnixSeconds,
  expiry_date: UnixSeconds,
});
export type InspectionRow = z.infer<typeof InspectionRow>;

/** Products of which other pieces came than were announced; `null` while nothing was inspected. */
function differing(beside: Beside): number | null {
  const rows = beside.rowsOf('inspection') as readonly InspectionRow[] | null;
  return rows === null || rows.length === 0 ? null : inspectedProducts(rows).filter(({ group }) => differs(group)).length;
}

export const CancelPurchaseOrder = z.object({ po_code: providerCode });

export const purchaseOrder = defineKind({
  name: 'purchase-order',
  plural: 'purchaseOrders',
  create: { vi: 'Tạo đơn nhập', en: 'New PO' },
  calls: [
    'purchaseOrders.create',
    'purchaseOrders.list',
    'purchaseOrders.detail',
    'purchaseOrders.bill',
    'purchaseOrders.inspection',
    'purchaseOrders.cancel',
  ],
  form: PurchaseOrder,
  record: PurchaseOrderRecord,
  key: { form: 'merchant_po_reference', record: 'merchant_po_reference', taken: 'referenceExists' },
  code: 'po_code',
  compared: {},
  codes: ['merchant_po_reference', 'packages.*.package_code'],
  ofThisOneAlone: ['merchant_po_reference', 'estimated_arrival_time', 'po_documents'],
  staysTheSame: ['warehouse_code', 'vas'],
  missed: { po_documents: { problem: 'noDocuments', isTold: false } },
  knownWords: {
    'po_documents.*.document_type': { words: purchaseOrderWords.document_type, problem: 'unknownDocumentType', severity: 'tell' },
  },
  goods: {
    lines: ({ packages }) => packages.flatMap(({ items }, index) => placed(items, `packages.${index}.items`)),
    warehouse: ({ warehouse_code }) => warehouse_code,
    takesStock: false,
  },
  statuses: ['TRANSIT', 'COMPLETED', 'CANCELLED'],
  statusOf: ({ status }) => status ?? 'UNKNOWN',
  ends: ['COMPLETED', 'CANCELLED'],
  warehousesOf: ({ warehouse_code }) => (warehouse_code === null ? null : [warehouse_code]),
  listing: {
    version: 3,
    codes: ({ packages }) => (packages ?? []).map((each) => each.package_code),
    words: () => [],
    columns: {
      eta: { type: 'time', of: ({ estimated_arrival_time }) => estimated_arrival_time },
      packages: { type: 'number', of: ({ packages }) => packages?.length },
      quantity: { type: 'number', of: ({ packages }) => piecesIn(packages?.flatMap(({ items }) => items)) },
      differences: { type: 'number', of: (_order, beside) => differing(beside) },
    },
    facets: {
      // Only while it is on its way: of other states nobody knows what has arrived.
      late: { type: 'due', of: ({ status, estimated_arrival_time }) => (status === 'TRANSIT' ? estimated_arrival_time : null) },
      differences: {
        type: 'one',
        of: (_order, beside) => {
          const products = differing(beside);
          return products === null ? null : products > 0 ? 'yes' : 'no';
        },
        // What is on its way or was cancelled is not inspected.
        unread: ({ status }, beside) => status === 'COMPLETED' && beside.rowsOf('inspection') === null,
      },
    },
    beside: ['inspection'],
    cells: { note: { type: 'text', of: ({ note: words }) => words } },
    glance: differing,
  },
  actions: {
    // D: only while it is in transit. A status that nobody here knows takes nothing away.
    cancel: {
      form: CancelPurchaseOrder,
      code: 'po_code',
      isPossible: ({ status }: PurchaseOrderRecord) => status !== 'COMPLETED' && status !== 'CANCELLED',
    },
  },
});
