/**
 * What the provider answers, as the desk understands it: one schema for wire, local catalogue and bridge. Field names are the provider's own.
 * Everything is read tolerantly (onflow-api.md, Envelope): unknown fields are kept, unknown enum values are plain strings, money may come
 * as a number or a decimal string, times are Unix seconds with `null` or `0` for "has not happened".
 */
import { z } from 'zod';

/** Unix seconds, UTC, or `null`. Accepts `0`, `""` and absence as "has not happened" (D: detail examples show `null` and `0.0`). */
export const UnixSeconds = z.preprocess(
  (value) => (value === undefined || value === null || value === '' || Number(value) === 0 ? null : Number(value)),
  z.number().finite().nullable(),
);

/** VND as a number; the provider sends a number or a decimal string (X: `"159000.00"`). */
export const Money = z.preprocess(
  (value) => (value === undefined || value === null || value === '' ? null : Number(value)),
  z.number().finite().nullable(),
);

const Measure = z.preprocess(
  (value) => (value === undefined || value === null || value === '' ? null : Number(value)),
  z.number().finite().nullable(),
);

/** Anything the provider may put where a text is expected; an object is shown as JSON rather than lost. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const Text = z.preprocess((value) => (value === undefined || value === null ? null : textOf(value)), z.string().nullable());
const Code = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().min(1));

/** A list of strings; the provider sends an array on create and one string in details (X: `product_characteristics`). */
const Strings = z.preprocess((value) => {
  if (value === undefined || value === null || value === '') return [];
  return (Array.isArray(value) ? value : [value]).map(textOf);
}, z.array(z.string()));

/** Row (A); accepts `code`/`name` beside `warehouse_code`/`warehouse_name`. */
export const Warehouse = z.preprocess(
  (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const row = value as Record<string, unknown>;
    return { ...row, warehouse_code: row['warehouse_code'] ?? row['code'], warehouse_name: row['warehouse_name'] ?? row['name'] };
  },
  z.looseObject({ warehouse_code: Code, warehouse_name: Text, address: Text.optional() }),
);
export type Warehouse = z.infer<typeof Warehouse>;

/** `{id, name}` (X, from product detail). */
export const Brand = z.looseObject({ id: z.coerce.number(), name: z.string() });
export type Brand = z.infer<typeof Brand>;

/** Province, district or ward `{id, code, province_name}` or `{id, name}` (onflow-api.md, call 3, A). */
export const Area = z.preprocess(
  (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const row = value as Record<string, unknown>;
    return { ...row, name: row['name'] ?? row['province_name'] ?? row['district_name'] ?? row['ward_name'] };
  },
  z.looseObject({ id: z.coerce.number(), name: z.string() }),
);
export type Area = z.infer<typeof Area>;

/** Product list row and detail (detail X; list A, assumed to be the same fields). */
export const ProductRecord = z.looseObject({
  oasin: Code,
  sku: Text,
  name: Text,
  status: Text,
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
  warehouses: z.array(Warehouse).nullish(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
});
export type ProductRecord = z.infer<typeof ProductRecord>;

/** Stock row (A): levels seen are `A` good, `D1` `D2` `D3` damaged, `L` lost. */
export const StockRow = z.looseObject({
  warehouse_code: Code,
  stock_level: Text,
  quantity: Measure,
  available_quantity: Measure,
});
export type StockRow = z.infer<typeof StockRow>;

const PackageItem = z.looseObject({ oasin: Code, product_quantity: Measure, sku: Text.optional(), name: Text.optional() });

export const PurchaseOrderRecord = z.looseObject({
  po_code: Code,
  merchant_po_reference: Text,
  warehouse_code: Text,
  /** Seen or documented: `TRANSIT`, `COMPLETED`, `CANCELLED`. */
  status: Text,
  vas: Strings,
  packages: z
    .array(
      z.looseObject({
        package_code: Text,
        weight: Measure.optional(),
        length: Measure.optional(),
        width: Measure.optional(),
        height: Measure.optional(),
        items: z.array(PackageItem).catch([]),
        package_note: Text.optional(),
      }),
    )
    .nullish(),
  po_documents: z.array(z.looseObject({ document_type: Text, document_url: Text, print_quantity: Measure.optional() })).nullish(),
  estimated_arrival_time: UnixSeconds,
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
});
export type PurchaseOrderRecord = z.infer<typeof PurchaseOrderRecord>;

/** One row per package, product, stock level and lot (X). */
export const InspectionRow = z.looseObject({
  package_code: Text,
  oasin: Code,
  sku: Text,
  product_quantity: Measure,
  volume: Text.optional(),
  weight: Measure.optional(),
  inbound_quantity: Measure,
  putaway_quantity: Measure,
  is_putaway_completed: z.boolean().nullish(),
  stock_level: Text,
  batch_lot_code: Text.optional(),
  manufacturing_date: UnixSeconds,
  expiry_date: UnixSeconds,
});
export type InspectionRow = z.infer<typeof InspectionRow>;

/** Branch on `value`, never on the label: it changes with `Accept-Language` (X). */
export const StatusInfo = z.looseObject({ value: z.coerce.number(), label: Text, updated_time: UnixSeconds });
export type StatusInfo = z.infer<typeof StatusInfo>;

export const ShipmentRecord = z.looseObject({
  tracking_code: Code,
  merchant_tracking_code_reference: Text,
  partner_tracking_code: Text.optional(),
  courier_tracking_code: Text.optional(),
  warehouse_code: Text,
  platform: Text.optional(),
  status_info: StatusInfo.nullish(),
  items: z.array(PackageItem).nullish(),
  label_url: Text.optional(),
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
  picked_time: UnixSeconds,
  packed_time: UnixSeconds,
  handover_time: UnixSeconds,
  cancelled_time: UnixSeconds,
});
export type ShipmentRecord = z.infer<typeof ShipmentRecord>;

export const ReturnRecord = z.looseObject({
  return_tracking_code: Code,
  shipment_tracking_code: Text,
  merchant_return_tracking_code_reference: Text,
  partner_tracking_code: Text.optional(),
  return_courier_tracking_code: Text.optional(),
  warehouse_code: Text,
  status_info: StatusInfo.nullish(),
  items: z.array(PackageItem).nullish(),
  note: Text.optional(),
  created_time: UnixSeconds,
  updated_time: UnixSeconds,
  cancelled_time: UnixSeconds,
});
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
      if (shipment.cancelled_time !== null || value === 500) return 'CANCELLED';
      if (shipment.handover_time !== null || value === 300) return 'HANDOVER';
      if (shipment.packed_time !== null) return 'PACKED';
      if (shipment.picked_time !== null) return 'PICKED';
      if (value === undefined || value === 100) return 'NEW';
      return `STATUS_${value}`;
    }
    case 'return': {
      const back = record as ReturnRecord;
      if (back.cancelled_time !== null) return 'CANCELLED';
      const value = back.status_info?.value;
      if (value === 350) return 'PROBLEM';
      if (value === undefined || value === 100) return 'NEW';
      return `STATUS_${value}`;
    }
    default:
      throw new Error(`unknown record kind ${String(kind)}`);
  }
}
