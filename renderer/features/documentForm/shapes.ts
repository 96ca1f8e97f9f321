/**
 * What a form holds, field by field: exactly what was typed, as text. Anything a draft lacks, or holds in another shape, becomes
 * blank.
 */
import { z } from 'zod';
import { FileRef, Quantity } from '../../../contract/documents/index.ts';
import { inVietnam } from '../../../contract/vietnamTime.ts';

/** One typed text; a number (from an imported row) is shown as its digits. */
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string()).catch('');

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-30T09:00` by the warehouse's clock. */
function warehouseTimeOf(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  const { year, month, day, hour, minute } = inVietnam(seconds * 1_000);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
}

/**
 * A time of the warehouse's as `DateTimeField` holds it. Unix seconds, as an imported row holds them, become one: nobody reads ten digits
 * as a day.
 */
export const warehouseTimeText = z
  .preprocess(
    (value) =>
      typeof value === 'number' || (typeof value === 'string' && /^\d{9,11}$/.test(value)) ? warehouseTimeOf(Number(value)) : value,
    z.string(),
  )
  .catch('');

/** A text that starts with `first` in a new form; what was emptied on purpose stays empty. */
export const textStartingWith = (first: string) => z.preprocess((value) => (value === undefined ? first : value), text);

export const words = z.array(z.string()).catch([]);

/** A staged file, or none. */
export const file = FileRef.nullable().catch(null);

/** Rows; one that cannot be read becomes a blank one, so that its neighbours stay. */
export const rowsOf = <T extends z.ZodObject>(row: T) =>
  z.array(z.preprocess((value) => (typeof value === 'object' && value !== null ? value : {}), row)).catch([]);

/** Like `rowsOf`, but a new form starts with one row, blank but for `first`. */
export const rowsFromOne = <T extends z.ZodObject>(row: T, first: Readonly<Record<string, string>> = {}) =>
  z.preprocess((value) => (value === undefined ? [first] : value), rowsOf(row));

/** One product and how many of it. `typed` is a search that was not finished: it stays in the field, and is never sent. */
export const ItemShape = z.object({ oasin: text, typed: text, product_quantity: text });
export type ItemValues = z.infer<typeof ItemShape>;
/** A line that may also name a product which the provider has not confirmed yet, by its SKU. */
export const AwaitingItemShape = ItemShape.extend({ awaited_sku: text });
export type AwaitingItemValues = ItemValues & { readonly awaited_sku?: string };
/** In a parcel there is mostly one of each product: its lines start with that. A line that came without a quantity stays without one. */
export const onePiece = { product_quantity: '1' } as const;
/** `quantity`: what a new line starts with. */
export const blankItem = (mayAwait: boolean, quantity: string): ItemValues =>
  (mayAwait ? AwaitingItemShape : ItemShape).parse({ product_quantity: quantity });

/** The pieces of some lines, counted as they are sent; what cannot be sent as it stands counts for nothing. */
export const piecesOf = (items: readonly Pick<ItemValues, 'product_quantity'>[]): number =>
  items.reduce((sum, item) => {
    const read = Quantity.safeParse(item.product_quantity);
    return sum + (read.success ? read.data : 0);
  }, 0);

/** `quantity`: what a line starts with. */
export const isBlankRow = (row: AwaitingItemValues, quantity = ''): boolean =>
  row.oasin === '' && row.typed.trim() === '' && (row.awaited_sku ?? '') === '' && ['', quantity].includes(row.product_quantity.trim());

/** Pasted rows in the place of the blank row they were pasted into, and of other blank ones; the rest at the end. */
export function withRows<Row extends AwaitingItemValues>(held: readonly Row[], pasted: readonly Row[], quantity = ''): Row[] {
  const rest = [...pasted];
  const filled = held.map((row) => (isBlankRow(row, quantity) ? (rest.shift() ?? row) : row));
  return [...filled, ...rest];
}
