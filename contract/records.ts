/**
 * What the provider answers, as the desk understands it: one schema for wire, local catalogue and bridge. Field names are the provider's
 * own. Everything is read tolerantly (onflow-api.md, Envelope): unknown fields are kept, unknown enum values are plain strings, money may
 * come as a number or a decimal string, times are Unix seconds with `null` or `0` for "has not happened".
 */
import { z } from 'zod';

/** Nothing was told: absent, `null`, an empty text. */
const isUntold = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A time as text: ISO 8601; without a zone it is read as UTC, in which the provider's times are (D). Never NaN for what Date can read. */
function secondsOf(value: unknown): number {
  const text = typeof value === 'string' ? value.trim() : null;
  if (text !== null && !/^[+-]?\d+(\.\d+)?$/.test(text)) {
    const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
    if (iso === null) return Number.NaN;
    const [, day = '', time = '00:00', zone = 'Z'] = iso;
    return Math.floor(Date.parse(`${day}T${time.replace(',', '.')}${zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`) / 1_000);
  }
  const number = Number(value);
  const size = Math.abs(number);
  // Milli-, micro- and nanoseconds are told by their size: as seconds they would lie thousands of years ahead.
  const unit = size >= 1e17 ? 1e9 : size >= 1e14 ? 1e6 : size >= 1e11 ? 1e3 : 1;
  return unit === 1 ? number : Math.floor(number / unit);
}

/**
 * Unix seconds, UTC, or `null`. Accepts `0`, `""` and absence as "has not happened" (D: detail examples show `null` and `0.0`),
 * milliseconds and ISO text.
 */
export const UnixSeconds = z.preprocess((value) => {
  if (isUntold(value)) return null;
  const seconds = secondsOf(value);
  return seconds === 0 ? null : seconds;
}, z.number().finite().nullable());

/**
 * VND as it may be written: `159000.00` (X), `159,000`, `159.000`, `159,000.00 ₫`. VND has no cents: three digits after a mark are
 * thousands.
 */
function amountOf(value: unknown): number {
  if (typeof value !== 'string') return Number(value);
  const text = value.replaceAll(/[\s₫đ]|vnd/giu, '');
  if (/^[+-]?\d{1,3}([.,]\d{3})+$/.test(text)) return Number(text.replaceAll(/[.,]/g, ''));
  // Of two different marks the last one is the decimal mark.
  if (/^[+-]?[\d.]+,\d+$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return /^[+-]?[\d,]*\.?\d+$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}

/** VND as a number; the provider sends a number or a decimal string (X: `"159000.00"`). */
export const Money = z.preprocess((value) => (isUntold(value) ? null : amountOf(value)), z.number().finite().nullable());

/** A number of pieces, grams, days. A comma before three digits parts thousands (`1,000`), any other one is the decimal mark. */
const Measure = z.preprocess((value) => {
  if (isUntold(value)) return null;
  if (typeof value !== 'string') return typeof value === 'number' ? value : Number.NaN;
  const text = value.trim();
  if (/^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  return /^[+-]?\d*[.,]?\d+$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}, z.number().finite().nullable());

/** Anything the provider may put where a text is expected; an object is shown as JSON rather than lost. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const Text = z.preprocess((value) => (value === undefined || value === null ? null : textOf(value)), z.string().nullable());
const Code = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().min(1));
/** The code of something that is named beside others: where it is not told it is `''`, and the rest of the row is still of use. */
const NamedCode = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());

const named = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
const firstTold = (row: Readonly<Record<string, unknown>>, names: readonly string[]): unknown =>
  names.map((name) => row[name]).find((value) => !isUntold(value));

/** A word out of an open list (a status); where it comes as `{code, name}`, its code. */
const Word = z.preprocess((value) => {
  const object = named(value);
  const word = object === null ? value : (firstTold(object, ['code', 'value', 'key', 'status', 'name', 'label']) ?? value);
  return word === undefined || word === null ? null : textOf(word);
}, z.string().nullable());

/** Rows of something: absence and `""` are none, one alone may stand without its list, and PHP numbers the rows of a list that has gaps. */
const rowsOf = (value: unknown): unknown => {
  if (isUntold(value)) return null;
  const object = named(value);
  if (object !== null && Object.keys(object).every((key) => /^\d+$/.test(key))) return Object.values(object);
  return Array.isArray(value) ? value : [value];
};
const rows = <T extends z.ZodType>(row: T) =>
  z.preprocess((value) => (value === undefined ? undefined : rowsOf(value)), z.array(row).nullish());

/** A list of strings; the provider sends an array on create and one string in details (X: `product_characteristics`). */
const Strings = z.preprocess((value) => {
  if (isUntold(value)) return [];
  return (Array.isArray(value) ? value : [value]).filter((each) => !isUntold(each)).map(textOf);
}, z.array(z.string()));

/** Row (A); accepts `code`/`name` beside `warehouse_code`/`warehouse_name`, and the bare code. */
export const Warehouse = z.preprocess(
  (value) => {
    if (typeof value === 'string' && value !== '') return { warehouse_code: value };
    const row = named(value);
    return row === null
      ? value
      : { ...row, warehouse_code: row['warehouse_code'] ?? row['code'], warehouse_name: row['warehouse_name'] ?? row['name'] };
  },
  z.looseObject({ warehouse_code: Code, warehouse_name: Text, address: Text.optional() }),
);
export type Warehouse = z.infer<typeof Warehouse>;

/** `{id, name}` (X, from product detail). */
export const Brand = z.looseObject({ id: z.coerce.number(), name: z.string() });
export type Brand = z.infer<typeof Brand>;

/** Province, district or ward `{id, name}`, or `{id, code, province_name}` and its like (A). */
export const Area = z.preprocess(
  (value) => {
    const row = named(value);
    return row === null ? value : { ...row, name: firstTold(row, ['name', 'province_name', 'district_name', 'ward_name']) };
  },
  z.looseObject({ id: z.coerce.number(), name: z.string() }),
);
export type Area = z.infer<typeof Area>;

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
  /** A: where the product is assigned. Absent means "not told", `[]` means "nowhere". */
  warehouses: rows(Warehouse),
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

const PackageItem = z.looseObject({ oasin: NamedCode, product_quantity: Measure, sku: Text.optional(), name: Text.optional() });

export const PurchaseOrderRecord = z.looseObject({
  po_code: Code,
  merchant_po_reference: Text,
  warehouse_code: Text,
  /** Seen or documented: `TRANSIT`, `COMPLETED`, `CANCELLED`. */
  status: Word,
  vas: Strings,
  packages: rows(
    z.looseObject({
      package_code: Text,
      weight: Measure.optional(),
      length: Measure.optional(),
      width: Measure.optional(),
      height: Measure.optional(),
      items: z.preprocess((value) => rowsOf(value) ?? [], z.array(PackageItem)),
      package_note: Text.optional(),
    }),
  ),
  po_documents: rows(z.looseObject({ document_type: Text, document_url: Text, print_quantity: Measure.optional() })),
  estimated_arrival_time: UnixSeconds,
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
});
export type PurchaseOrderRecord = z.infer<typeof PurchaseOrderRecord>;

const Flag = z.preprocess((value) => {
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : value;
  return word === '1' || word === 'true' ? true : word === '0' || word === 'false' ? false : word === '' ? null : word;
}, z.boolean().nullish());

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

/**
 * Branch on `value`, never on the label: it changes with `Accept-Language` (X). A provider that has a word instead of a number (A) has it
 * as
 * `value`, in capitals.
 */
export const StatusInfo = z.preprocess(
  (given) => {
    const object = named(given);
    const value = object === null ? given : firstTold(object, ['value', 'code', 'status', 'key', 'id', 'name']);
    const text = typeof value === 'string' ? value.trim() : value;
    const plain = typeof text !== 'string' ? text : /^\d+$/.test(text) ? Number(text) : text.toUpperCase();
    return { label: object === null && typeof plain === 'string' ? text : null, ...object, value: plain };
  },
  z.looseObject({ value: z.union([z.number(), z.string()]), label: Text, updated_time: UnixSeconds }),
);
export type StatusInfo = z.infer<typeof StatusInfo>;

/** A status that stands in `status` alone is the status all the same. */
const withStatusInfo = (value: unknown): unknown => {
  const row = named(value);
  return row !== null && isUntold(row['status_info']) && StatusInfo.safeParse(row['status']).success
    ? { ...row, status_info: row['status'] }
    : value;
};

const status = () => z.preprocess((value) => (isUntold(value) ? null : value), StatusInfo.nullable());

const Shipment = z.looseObject({
  tracking_code: Code,
  merchant_tracking_code_reference: Text,
  partner_tracking_code: Text.optional(),
  courier_tracking_code: Text.optional(),
  warehouse_code: Text,
  platform: Text.optional(),
  status_info: status(),
  items: rows(PackageItem),
  label_url: Text.optional(),
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
  picked_time: UnixSeconds,
  packed_time: UnixSeconds,
  handover_time: UnixSeconds,
  cancelled_time: UnixSeconds,
});
export const ShipmentRecord = z.preprocess(withStatusInfo, Shipment);
export type ShipmentRecord = z.infer<typeof ShipmentRecord>;

const Return = z.looseObject({
  return_tracking_code: Code,
  shipment_tracking_code: Text,
  merchant_return_tracking_code_reference: Text,
  partner_tracking_code: Text.optional(),
  return_courier_tracking_code: Text.optional(),
  warehouse_code: Text,
  status_info: status(),
  items: rows(PackageItem),
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
  cancelled_time: UnixSeconds,
});
export const ReturnRecord = z.preprocess(withStatusInfo, Return);
export type ReturnRecord = z.infer<typeof ReturnRecord>;

/** What the merchant keeps at the provider: one list, one detail and one local copy per kind. */
export const recordKinds = ['product', 'purchase-order', 'shipment', 'return'] as const;
export const RecordKind = z.enum(recordKinds);
export type RecordKind = z.infer<typeof RecordKind>;

/** What is searched for: of a pasted mail the first 200 characters, by which nothing is found; nobody means more than that. */
export const SearchText = z.string().transform((text) => text.slice(0, 200));

/** Which rows of a kind are asked for. */
export const RecordQuery = z.object({
  kind: RecordKind,
  /** Folded on the desk (no accents, đ→d); matches SKU, name, barcode, OASIN, references and codes. */
  search: SearchText,
  status: z.string().max(40).nullable(),
  warehouse: z.string().max(60).nullable(),
  /** From 0. */
  page: z.number().int().min(0).max(100_000),
  pageSize: z.number().int().min(1).max(200),
  /** Ask the provider behind the answer. `false` when re-reading after `catalogue.changed`. */
  refresh: z.boolean(),
});
export type RecordQuery = z.infer<typeof RecordQuery>;

export const recordSchemas = {
  product: ProductRecord,
  'purchase-order': PurchaseOrderRecord,
  shipment: ShipmentRecord,
  return: ReturnRecord,
} as const satisfies Record<RecordKind, z.ZodType>;

export interface RecordOf {
  readonly product: ProductRecord;
  readonly 'purchase-order': PurchaseOrderRecord;
  readonly shipment: ShipmentRecord;
  readonly return: ReturnRecord;
}

/** The provider's code of a record: OASIN, PO code, tracking code, return tracking code. */
export function codeOf<K extends RecordKind>(kind: K, record: RecordOf[K]): string {
  switch (kind) {
    case 'product':
      return (record as ProductRecord).oasin;
    case 'purchase-order':
      return (record as PurchaseOrderRecord).po_code;
    case 'shipment':
      return (record as ShipmentRecord).tracking_code;
    case 'return':
      return (record as ReturnRecord).return_tracking_code;
    default:
      throw new Error(`unknown record kind ${String(kind)}`);
  }
}

/** The merchant's own key of a record: SKU or reference. It is how a create whose answer was lost is found again. */
export function naturalKeyOf<K extends RecordKind>(kind: K, record: RecordOf[K]): string | null {
  switch (kind) {
    case 'product':
      return (record as ProductRecord).sku;
    case 'purchase-order':
      return (record as PurchaseOrderRecord).merchant_po_reference;
    case 'shipment':
      return (record as ShipmentRecord).merchant_tracking_code_reference;
    case 'return':
      return (record as ReturnRecord).merchant_return_tracking_code_reference;
    default:
      throw new Error(`unknown record kind ${String(kind)}`);
  }
}

/**
 * The state of a record in one word, the same for list filter, badge and rules. For shipments and returns it is read from the time fields,
 * which say more than `status_info.value` (onflow-api.md, B2C shipment detail): created → picked → packed → handover, or cancelled.
 */
export function statusOf<K extends RecordKind>(kind: K, record: RecordOf[K]): string {
  switch (kind) {
    case 'product':
      return (record as ProductRecord).status ?? 'UNKNOWN';
    case 'purchase-order':
      return (record as PurchaseOrderRecord).status ?? 'UNKNOWN';
    case 'shipment': {
      const shipment = record as ShipmentRecord;
      const value = shipment.status_info?.value;
      if (shipment.cancelled_time !== null || value === 500 || isCancelled(value)) return 'CANCELLED';
      if (shipment.handover_time !== null || value === 300) return 'HANDOVER';
      if (shipment.packed_time !== null) return 'PACKED';
      if (shipment.picked_time !== null) return 'PICKED';
      return statusOfValue(value);
    }
    case 'return': {
      const back = record as ReturnRecord;
      const value = back.status_info?.value;
      if (back.cancelled_time !== null || isCancelled(value)) return 'CANCELLED';
      return value === 350 ? 'PROBLEM' : statusOfValue(value);
    }
    default:
      throw new Error(`unknown record kind ${String(kind)}`);
  }
}

type StatusValue = StatusInfo['value'] | undefined;
const isCancelled = (value: StatusValue): boolean => value === 'CANCELLED' || value === 'CANCELED';
const statusOfValue = (value: StatusValue): string =>
  value === undefined || value === 100 ? 'NEW' : typeof value === 'string' ? value : `STATUS_${value}`;
