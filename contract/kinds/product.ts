/** A product to be created, and then assigned to warehouses (Create product X, Assign A). Natural key: `sku`. */
import { z } from 'zod';
import { Code, ListOf, Measure, Money, NamedCode, Strings, Text, UnixSeconds, Word } from '../answers.ts';
import { Brand, Warehouse } from '../directory.ts';
import {
  code,
  codes,
  line,
  openWord,
  openWords,
  optionalDecimal,
  optionalFile,
  optionalLine,
  optionalMoney,
  optionalWhole,
  providerCode,
} from '../documents/fields.ts';
import { defineKind } from './kind.ts';
import type { Beside } from './listing.ts';

const days = optionalWhole(0, 36_500);

export const Product = z
  .object({
    sku: code(100),
    name: line(255),
    brand_id: optionalWhole(0, Number.MAX_SAFE_INTEGER),
    product_type: openWord('PHYSICAL'),
    product_unit: openWord('PACKAGE'),
    product_barcodes: codes(64),
    /** g and cm: a bet, the units are not printed. */
    weight: optionalDecimal(0, 10_000_000),
    length: optionalDecimal(0, 100_000),
    width: optionalDecimal(0, 100_000),
    height: optionalDecimal(0, 100_000),
    product_size: optionalLine(60),
    product_color: optionalLine(60),
    /** VND. */
    product_price: optionalMoney(0, 100_000_000_000),
    image_main: optionalFile,
    image_secondary: optionalFile,
    product_characteristics: openWords,
    min_stock_warning: optionalWhole(0, 1_000_000_000),
    storage_method: openWord('NORMAL'),
    inventory_tracking_type: openWord('NONE'),
    outbound_strategy: openWord('FIFO'),
    shelf_life: days,
    min_shelf_life_inbound: days,
    min_shelf_life_outbound: days,
    /** Not part of the create call: the product is assigned to these right after it. */
    warehouse_codes: codes(60),
  })
  .superRefine((product, context) => {
    for (const field of ['min_shelf_life_inbound', 'min_shelf_life_outbound'] as const) {
      const least = product[field];
      if (least === undefined) continue;
      if (product.shelf_life === undefined) context.addIssue({ code: 'custom', path: [field], message: 'needsShelfLife' });
      else if (least > product.shelf_life) {
        context.addIssue({ code: 'custom', path: [field], message: 'beyondShelfLife', params: { max: product.shelf_life } });
      }
    }
    const seen = new Set<string>();
    for (const [index, barcode] of product.product_barcodes.entries()) {
      if (seen.has(barcode)) context.addIssue({ code: 'custom', path: ['product_barcodes', index], message: 'repeated' });
      seen.add(barcode);
    }
  });
export type Product = z.infer<typeof Product>;

/** What the provider's examples showed; another word may be typed. */
export const productWords = {
  product_type: ['PHYSICAL'],
  product_unit: ['PACKAGE'],
  product_characteristics: ['HIGH_VALUE', 'FRAGILE'],
  storage_method: ['NORMAL'],
  inventory_tracking_type: ['NONE', 'BOTH'],
  outbound_strategy: ['FIFO', 'LIFO', 'FEFO'],
} as const;

/** Product list row and detail (detail X; list A, assumed to be the same fields). */
export const ProductRecord = z.looseObject({
  oasin: Code,
  sku: Text,
  name: Text,
  status: Word,
  price: Money.optional(),
  currency: Text.optional(),
  brand: Brand.nullish(),
  barcodes: Strings,
  weight: Measure.optional(),
  length: Measure.optional(),
  width: Measure.optional(),
  height: Measure.optional(),
  product_size: Text.optional(),
  product_color: Text.optional(),
  product_image_url_main: Text.optional(),
  product_image_url_secondary: Text.optional(),
  product_characteristics: Strings,
  storage_method: Text.optional(),
  inventory_tracking_type: Text.optional(),
  outbound_strategy: Text.optional(),
  shelf_life: Measure.optional(),
  min_shelf_life_inbound: Measure.optional(),
  min_shelf_life_outbound: Measure.optional(),
  /** A: known of products that this desk made, and where the provider tells it. */
  min_stock_warning: Measure.optional(),
  /** A: where the product is assigned. Absent means "not told", `[]` means "nowhere". */
  warehouses: ListOf(Warehouse),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
});
export type ProductRecord = z.infer<typeof ProductRecord>;

/** Stock row (A): levels seen are `A` good, `D1` `D2` `D3` damaged, `L` lost. */
export const StockRow = z.looseObject({
  warehouse_code: NamedCode,
  stock_level: Text,
  quantity: Measure,
  available_quantity: Measure,
});
export type StockRow = z.infer<typeof StockRow>;

const stockIn = (beside: Beside) => beside.rowsOf('stock') as readonly StockRow[] | null;
/** Good pieces in one warehouse: how many lie there, and how many of them can still leave. `null`: not told. */
export interface WarehouseStock {
  readonly warehouse: string;
  readonly quantity: number | null;
  readonly available: number | null;
}

/** What is not told adds nothing, and nothing told at all is no 0. */
const sumOf = (figures: readonly (number | null)[]): number | null =>
  figures.reduce((sum, figure) => (figure === null ? sum : (sum ?? 0) + figure), null);

/** By warehouse, from the answers about stock; `null` where there were none. */
export const goodIn = (stock: readonly StockRow[] | null): readonly WarehouseStock[] | null =>
  stock === null
    ? null
    : [...Map.groupBy(stock, ({ warehouse_code }) => warehouse_code)].map(([warehouse, rows]) => {
        const good = rows.filter(({ stock_level }) => stock_level === 'A');
        // An answer without a row of good pieces says that there are none.
        const sum = (figures: readonly (number | null)[]): number | null => (good.length === 0 ? 0 : sumOf(figures));
        return {
          warehouse,
          quantity: sum(good.map(({ quantity }) => quantity)),
          available: sum(good.map(({ available_quantity }) => available_quantity)),
        };
      });

/** Good pieces in these warehouses together, in all where none is named; `null` where nobody has told of any of them. */
export function goodPieces(
  stock: readonly WarehouseStock[] | null,
  what: 'quantity' | 'available',
  warehouses: readonly string[] = [],
): number | null {
  if (stock === null) return null;
  // The provider has answered, and there is none anywhere.
  if (stock.length === 0) return 0;
  return sumOf(stock.filter(({ warehouse }) => warehouses.length === 0 || warehouses.includes(warehouse)).map((each) => each[what]));
}

/** `M · Đỏ`: as much of it as is told. */
export const lookOf = (...told: readonly (string | null | undefined)[]): string =>
  told.filter((each) => each !== null && each !== undefined && each !== '').join(' · ');

/** Good pieces that can leave these warehouses, in all where none is named; where only those that lie there are told, these. */
export const leaving = (stock: readonly WarehouseStock[] | null, warehouses?: readonly string[]): number | null =>
  goodPieces(stock, 'available', warehouses) ?? goodPieces(stock, 'quantity', warehouses);

/** Fewer good pieces can leave all warehouses together than the product is to be warned of; `null` where one of the two is not known. */
export function isLow(warning: number | null | undefined, stock: readonly WarehouseStock[] | null): 'yes' | 'no' | null {
  const left = leaving(stock);
  return warning == null || left === null ? null : left < warning ? 'yes' : 'no';
}

export const AssignProduct = z.object({
  oasin: providerCode,
  warehouse_codes: z.array(providerCode).refine((list) => list.length > 0, 'needsRow'),
});
export const DeactivateProduct = z.object({ oasin: providerCode });

export const product = defineKind({
  name: 'product',
  plural: 'products',
  create: { vi: 'Tạo sản phẩm', en: 'New product' },
  calls: ['products.create', 'products.assign', 'products.list', 'products.detail', 'products.deactivate', 'products.stock'],
  form: Product,
  record: ProductRecord,
  key: { form: 'sku', record: 'sku', taken: 'skuExists' },
  code: 'oasin',
  compared: { barcode: 'product_barcodes' },
  codes: ['sku', 'product_barcodes.*'],
  ofThisOneAlone: ['sku', 'product_barcodes'],
  staysTheSame: ['brand_id', 'warehouse_codes'],
  missed: {},
  knownWords: {},
  goods: null,
  statuses: ['NEW', 'ACTIVE', 'INACTIVE'],
  statusOf: ({ status }) => status ?? 'UNKNOWN',
  // Nothing of it is on its way: it is made when it is confirmed.
  ends: 'made',
  warehousesOf: ({ warehouses }) => warehouses?.map((each) => each.warehouse_code) ?? null,
  listing: {
    version: 4,
    codes: ({ barcodes }) => barcodes,
    words: ({ name }) => [name],
    columns: {
      name: { type: 'text', of: ({ name }) => name },
      barcode: { type: 'text', of: ({ barcodes }) => barcodes[0] },
      price: { type: 'number', isMoney: true, of: ({ price }) => price },
      look: { type: 'text', of: ({ product_size, product_color }) => lookOf(product_size, product_color) },
      stock: { type: 'number', of: (_product, beside) => goodPieces(goodIn(stockIn(beside)), 'quantity') },
      available: { type: 'number', of: (_product, beside) => goodPieces(goodIn(stockIn(beside)), 'available') },
    },
    facets: {
      brand: { type: 'one', of: ({ brand }) => brand?.name },
      stock: {
        type: 'one',
        of: (_product, beside) => {
          const left = leaving(goodIn(stockIn(beside)));
          return left === null ? null : left > 0 ? 'some' : 'none';
        },
      },
      low: {
        type: 'one',
        of: ({ min_stock_warning }, beside) => isLow(min_stock_warning, goodIn(stockIn(beside))),
        // Without a warning it is never low, whatever lies there.
        unread: ({ min_stock_warning }, beside) =>
          min_stock_warning === undefined || (min_stock_warning !== null && stockIn(beside) === null),
      },
    },
    beside: ['stock'],
    glance: (beside) => goodIn(stockIn(beside)),
    cells: {
      sku: { type: 'text', of: ({ sku }) => sku },
      oasin: { type: 'text', of: ({ oasin }) => oasin },
      brand: { type: 'text', of: ({ brand }) => brand?.name },
      barcode: { type: 'text', of: ({ barcodes }) => barcodes },
      picture: { type: 'text', of: ({ product_image_url_main: address }) => address },
      stock: { type: 'number', of: (_product, { glance, warehouses }) => goodPieces(glance, 'quantity', warehouses) },
      available: { type: 'number', of: (_product, { glance, warehouses }) => goodPieces(glance, 'available', warehouses) },
    },
  },
  actions: {
    // D: while it is new. A status that nobody here knows takes nothing away: the provider says whether it may be.
    assign: {
      form: AssignProduct,
      code: 'oasin',
      isPossible: ({ status }: ProductRecord) => status !== 'ACTIVE' && status !== 'INACTIVE',
    },
    deactivate: { form: DeactivateProduct, code: 'oasin', isPossible: ({ status }: ProductRecord) => status !== 'INACTIVE' },
  },
});
