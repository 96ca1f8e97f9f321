/**
 * How the fields of the provider's answers are read (onflow-api.md, Envelope): tolerantly. Unknown fields are kept, unknown enum values are
 * plain strings, money may come as a number or a decimal string, times are Unix seconds with `null` or `0` for "has not happened".
 */
import { z } from 'zod';

/** Nothing was told: absent, `null`, an empty text. */
export const isUntold = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Of what is no number: an object may have a `toString` of its own that is none. */
const numberOf = (value: unknown): number => (typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN);

/** A time as text: ISO 8601; without a zone it is read as UTC, in which the provider's times are (D). Never NaN for what Date can read. */
function secondsOf(value: unknown): number {
  const text = typeof value === 'string' ? value.trim() : null;
  if (text !== null && !/^[+-]?\d+(\.\d+)?$/.test(text)) {
    const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
    if (iso === null) return Number.NaN;
    const [, day = '', time = '00:00', zone = 'Z'] = iso;
    return Math.floor(Date.parse(`${day}T${time.replace(',', '.')}${zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`) / 1_000);
  }
  const number = numberOf(value);
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
  if (typeof value !== 'string') return numberOf(value);
  const text = value.replaceAll(/[\s₫đ]|vnd/giu, '');
  if (/^[+-]?\d{1,3}([.,]\d{3})+$/.test(text)) return Number(text.replaceAll(/[.,]/g, ''));
  // Of two different marks the last one is the decimal mark.
  if (/^[+-]?[\d.]+,\d+$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return /^[+-]?[\d,]*\.?\d+$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}

/** VND as a number; the provider sends a number or a decimal string (X: `"159000.00"`). */
export const Money = z.preprocess((value) => (isUntold(value) ? null : amountOf(value)), z.number().finite().nullable());

/** A number of pieces, grams, days. A comma before three digits parts thousands (`1,000`), any other one is the decimal mark. */
export const Measure = z.preprocess((value) => {
  if (isUntold(value)) return null;
  if (typeof value !== 'string') return typeof value === 'number' ? value : Number.NaN;
  const text = value.trim();
  if (/^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  return /^[+-]?\d*[.,]?\d+$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}, z.number().finite().nullable());

/** Anything the provider may put where a text is expected; an object is shown as JSON rather than lost. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
export const Text = z.preprocess((value) => (value === undefined || value === null ? null : textOf(value)), z.string().nullable());
/** NOTE(provider-codes) */
export const Code = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().min(1));
/** The code of something that is named beside others: where it is not told it is `''`, and the rest of the row is still of use. */
export const NamedCode = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());

export const named = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
export const firstTold = (row: Readonly<Record<string, unknown>>, names: readonly string[]): unknown =>
  names.map((name) => row[name]).find((value) => !isUntold(value));

/** A word out of an open list (a status); where it comes as `{code, name}`, its code. */
export const Word = z.preprocess((value) => {
  const object = named(value);
  const word = object === null ? value : (firstTold(object, ['code', 'value', 'key', 'status', 'name', 'label']) ?? value);
  return word === undefined || word === null ? null : textOf(word);
}, z.string().nullable());

/** Rows of something: absence and `""` are none, one alone may stand without its list, and PHP numbers the rows of a list that has gaps. */
export const rowsOf = (value: unknown): unknown => {
  if (isUntold(value)) return null;
  const object = named(value);
  if (object !== null && Object.keys(object).every((key) => /^\d+$/.test(key))) return Object.values(object);
  return Array.isArray(value) ? value : [value];
};
export const ListOf = <T extends z.ZodType>(row: T) =>
  z.preprocess((value) => (value === undefined ? undefined : rowsOf(value)), z.array(row).nullish());

/** A list of strings; the provider sends an array on create and one string in details (X: `product_characteristics`). */
export const Strings = z.preprocess((value) => {
  if (isUntold(value)) return [];
  return (Array.isArray(value) ? value : [value]).filter((each) => !isUntold(each)).map(textOf);
}, z.array(z.string()));

export const Flag = z.preprocess((value) => {
  const word = typeof value === 'string' || typeof value === 'number' ? String(value).trim().toLowerCase() : value;
  return word === '1' || word === 'true' ? true : word === '0' || word === 'false' ? false : word === '' ? null : word;
}, z.boolean().nullish());

/**
 * Branch on `value`, never on the label: it changes with `Accept-Language` (X). A provider that has a word instead of a number (A) has it
 * as `value`, in capitals.
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
export const withStatusInfo = (value: unknown): unknown => {
  const row = named(value);
  return row !== null && isUntold(row['status_info']) && StatusInfo.safeParse(row['status']).success
    ? { ...row, status_info: row['status'] }
    : value;
};

export const Status = () => z.preprocess((value) => (isUntold(value) ? null : value), StatusInfo.nullable());

type StatusValue = StatusInfo['value'] | undefined;
export const isCancelled = (value: StatusValue): boolean => value === 'CANCELLED' || value === 'CANCELED';
export const statusOfValue = (value: StatusValue): string =>
  value === undefined || value === 100 ? 'NEW' : typeof value === 'string' ? value : `STATUS_${value}`;

/** A line of goods in a record. */
export const GoodsRecord = z.looseObject({ oasin: NamedCode, product_quantity: Measure, sku: Text.optional(), name: Text.optional() });
