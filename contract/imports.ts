/**
 * What rows of a file become: which columns they have, the documents that they make, and what is wrong with them. Rows as they are read:
 * `sheets.ts`. Why what is decided so: docs/decisions/rows-to-documents.md.
 */
import { z } from 'zod';
import { Severity } from './findings.ts';

/** The kinds of documents that rows can make. */
export const importTables = ['shipment', 'product', 'purchase-order'] as const;
export const ImportTable = z.enum(importTables);
export type ImportTable = z.infer<typeof ImportTable>;

/** Whose file it is; `desk`: the desk's own template; `other`: nobody's whom we know. */
export const LayoutName = z.enum(['shopee', 'tiktok', 'lazada', 'tiki', 'desk', 'other']);
export type LayoutName = z.infer<typeof LayoutName>;

/** What a column can be, in the order in which a person is shown it. */
export const importFields = {
  shipment: [
    'reference',
    'order',
    'package',
    'tracking',
    'courier',
    'platform',
    'warehouse',
    'sku',
    'skuFallback',
    'barcode',
    'oasin',
    'productName',
    'variation',
    'quantity',
    'returnedQuantity',
    'status',
    'substatus',
    'cancelReason',
    'returnStatus',
    'createdAt',
    'shippedAt',
    'note',
  ],
  /** By the names of the form (`kinds/product.ts`), but for the brand, which is a name or a number. */
  product: [
    'sku',
    'name',
    'brand',
    'product_type',
    'product_unit',
    'product_barcodes',
    'weight',
    'length',
    'width',
    'height',
    'product_size',
    'product_color',
    'product_price',
    'product_characteristics',
    'min_stock_warning',
    'storage_method',
    'inventory_tracking_type',
    'outbound_strategy',
    'shelf_life',
    'min_shelf_life_inbound',
    'min_shelf_life_outbound',
    'warehouse_codes',
  ],
  'purchase-order': [
    'reference',
    'warehouse',
    'eta',
    'packageCode',
    'weight',
    'length',
    'width',
    'height',
    'packageNote',
    'vas',
    'sku',
    'barcode',
    'oasin',
    'productName',
    'quantity',
    'note',
  ],
} as const satisfies Readonly<Record<ImportTable, readonly string[]>>;

/** Each line stands for a way out: one of its fields is enough. `given` ones may be said once for the whole sheet. */
export const neededFields: Readonly<Record<ImportTable, readonly { readonly oneOf: readonly string[]; readonly canBeGiven: boolean }[]>> = {
  shipment: [
    { oneOf: ['order', 'reference'], canBeGiven: false },
    { oneOf: ['sku', 'skuFallback', 'barcode', 'oasin'], canBeGiven: false },
    { oneOf: ['quantity'], canBeGiven: false },
    { oneOf: ['platform'], canBeGiven: true },
    { oneOf: ['warehouse'], canBeGiven: true },
  ],
  product: [
    { oneOf: ['sku'], canBeGiven: false },
    { oneOf: ['name'], canBeGiven: false },
  ],
  'purchase-order': [
    { oneOf: ['reference'], canBeGiven: true },
    { oneOf: ['warehouse'], canBeGiven: true },
    { oneOf: ['eta'], canBeGiven: true },
    { oneOf: ['sku', 'barcode', 'oasin'], canBeGiven: false },
    { oneOf: ['quantity'], canBeGiven: false },
  ],
};

/** Columns that the desk writes behind those of somebody's file, to say what came of a row. They are known when the file comes back. */
export const reportColumns = {
  vi: { state: 'Kết quả kiểm tra', problems: 'Lỗi' },
  en: { state: 'Check result', problems: 'Problems' },
} as const;

/** How the rows of one sheet are read. */
export const Mapping = z.object({
  table: ImportTable,
  layout: LayoutName,
  /** As `SheetRow.row` counts. */
  headerRow: z.number().int(),
  /** The first row of goods: behind a row that describes the columns. */
  firstRow: z.number().int(),
  /** Field → column, from 0. */
  columns: z.record(z.string().max(40), z.number().int().min(0).max(16_383)),
  /** Said once for the whole sheet: for cells that are empty, and where there is no such column. */
  given: z.record(z.string().max(40), z.string().max(400)),
  /** Without quantities: each row is one piece. */
  onePieceARow: z.boolean(),
});
export type Mapping = z.infer<typeof Mapping>;

/** A mapping as it is kept for all files with these headers, wherever in them a column stands. */
export const SavedMapping = z.object({
  signature: z.string(),
  table: ImportTable,
  layout: LayoutName,
  /** Field → header; one that occurs again bears its number: `status#2`. */
  headers: z.record(z.string(), z.string()),
  given: z.record(z.string(), z.string()),
  onePieceARow: z.boolean(),
});
export type SavedMapping = z.infer<typeof SavedMapping>;

export const Recognised = z.object({
  /** Of the set of headers: the same in whatever order they stand. */
  signature: z.string(),
  /** As they are compared: NFC, trimmed, with their case. A column without one: `''`. */
  headers: z.array(z.string()),
  headerRow: z.number().int(),
  /** `null`: nobody knows; a person has to say. */
  mapping: Mapping.nullable(),
  /** `exact`: a layout that is known by its names; `saved`: a person said so for these headers; `guessed`: from words and contents. */
  sure: z.enum(['exact', 'saved', 'guessed', 'unknown']),
  /** Fields that are needed and have no column: the first of each choice. */
  missing: z.array(z.string()),
  /** A row that says in words what the columns are. */
  descriptionRow: z.number().int().nullable(),
  /** For each field the columns that might be it, likelier ones first; the chosen one among them. */
  candidates: z.record(z.string(), z.array(z.number().int())),
});
export type Recognised = z.infer<typeof Recognised>;

/** What is wrong with a row, or worth knowing of it. */
export const RowProblem = z.object({
  /** `null`: of the whole document. */
  row: z.number().int().nullable(),
  /** Header, as it is written. */
  column: z.string().nullable(),
  field: z.string().nullable(),
  /** What stands there. */
  found: z.string(),
  /** Key of the words of problems. */
  problem: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  severity: Severity,
});
export type RowProblem = z.infer<typeof RowProblem>;

/** Goods as the file names them: nobody has looked for the product yet. */
export const SheetLine = z.object({
  /** Dotted path in `typed`: `items.0`, `packages.0.items.1`. */
  path: z.string(),
  /** The first of its rows. */
  row: z.number().int(),
  sku: z.string(),
  /** To be tried where `sku` is empty: the article's own code, not its variation's. */
  skuFallback: z.string(),
  barcode: z.string(),
  oasin: z.string(),
  name: z.string(),
  /** As it goes into the form. */
  quantity: z.string(),
});
export type SheetLine = z.infer<typeof SheetLine>;

/** Why rows are not to be sent, without anything being wrong with them. */
export const AsideReason = z.enum(['cancelled', 'sent', 'delivered', 'returned', 'unpaid', 'total', 'note', 'example']);
export type AsideReason = z.infer<typeof AsideReason>;

/** What some rows of a sheet make. */
export const SheetDocument = z.object({
  kind: ImportTable,
  /** Place of its sheet in the file, from 0. */
  sheet: z.number().int(),
  /** The merchant's own key, as it is sent; empty where there is none. */
  reference: z.string(),
  /** Of a shipment: the marketplace's order, and its package where the file tells; else empty. Labels are matched by them as well. */
  order: z.string(),
  package: z.string(),
  /** One of several packages of one order: the second bears the order's code with `-2` behind it as its reference. */
  part: z.object({ at: z.number().int(), of: z.number().int() }).nullable(),
  rows: z.array(z.number().int()),
  /** As a form holds it; the lines still without their products. */
  typed: z.record(z.string(), z.json()),
  /** By the path of a field: what stands in its cell, where the form holds it in another way. */
  asWritten: z.record(z.string(), z.string()).optional(),
  lines: z.array(SheetLine),
  /** `text`: the words of the file that say so. */
  aside: z.object({ why: AsideReason, text: z.string() }).nullable(),
  /** When the order was placed, and when it left; Unix milliseconds. */
  madeAt: z.number().nullable(),
  sentAt: z.number().nullable(),
  problems: z.array(RowProblem),
});
export type SheetDocument = z.infer<typeof SheetDocument>;
