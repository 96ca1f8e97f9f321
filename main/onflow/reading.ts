/**
 * Turns the data of a successful answer into records, tolerant of everything but the absence of what identifies them; and
 * tells a change that was made from one that was declined, or of which nothing is said.
 */
import type { z } from 'zod';
import { foldReference } from '../../contract/spelling.ts';
import type { Reading } from './caller.ts';
import { isPlainWord, readRemarks, verdictIn } from './envelope.ts';
import type { Remarks, Success } from './envelope.ts';
import { declined, unreadableData } from './errors.ts';
import { isObject } from './json.ts';
import { readList } from './lists.ts';
import { salvage } from './salvage.ts';

/** A field of a row that could not be read: the row is there, without it. */
export interface Oddity {
  /** Index in the page's `rows`. */
  readonly row: number;
  /** `items.0.product_quantity`. */
  readonly field: string;
}

/** One page of a list. */
export interface Page<T> {
  /** Each record once, however often the answer has it. */
  readonly rows: readonly T[];
  /**
   * What the answer says of how many rows there are; over all pages, or of this page only (A). Never the only sign that a list is whole.
   */
  readonly total: number | null;
  /** Rows that could not be read and are missing from `rows`: who looks something up must not take silence for absence. */
  readonly unread: number;
  /**
   * A cache on the way had kept it, in spite of `no-cache`: what is not on it may be there by now. Left out where the provider answered
   * itself.
   */
  readonly isKept?: true;
  /** Left out where there are none. */
  readonly oddities?: readonly Oddity[];
}

type Read<T> = (success: Success, reading: Reading) => T;

/**
 * `codeOf`: what makes two rows the same record; left out where rows have no code.
 * @throws DeskFailure `unreadable` where there is no list, or none of its rows can be read
 */
export const page =
  <T>(schema: z.ZodType<T>, codeOf?: (row: T) => string): Read<Page<T>> =>
  (success, { call, status, redact, isKept }) => {
    const list = readList(success, status === 204 || status === 205);
    if (list === null) throw unreadableData(call, status, success.remarks, redact, ['data']);
    const rows: T[] = [];
    const oddities: Oddity[] = [];
    const seen = new Set<string>();
    let missing: readonly string[] | null = null;
    let unread = 0;
    for (const given of list.rows) {
      const read = salvage(schema, given);
      if (!read.ok) {
        missing ??= read.missing;
        unread += 1;
        continue;
      }
      const code = codeOf?.(read.value);
      if (code !== undefined && seen.has(code)) continue;
      if (code !== undefined) seen.add(code);
      for (const field of read.left) oddities.push({ row: rows.length, field });
      rows.push(read.value);
    }
    if (rows.length === 0 && missing !== null) throw unreadableData(call, status, success.remarks, redact, missing);
    return { rows, total: list.total, unread, ...(isKept ? { isKept } : {}), ...(oddities.length > 0 ? { oddities } : {}) };
  };

/**
 * The record of this code. Another one's (a cache that mixes them up, a filter that is not understood) is no answer: what is said of it
 * would be taken for this one.
 * @throws DeskFailure `unreadable` naming the fields that were missing
 */
export const record =
  <T>(schema: z.ZodType<T>, field: keyof T & string, code: string): Read<T> =>
  (success, { call, status, redact, isKept, how }) => {
    if (isKept && how.needsFresh === true) throw unreadableData(call, status, success.remarks, redact);
    const whole = salvage(schema, success.data);
    // It may stand in a list of one, or under a name of its own (`{shipment: {…}}`).
    const read = whole.ok
      ? whole
      : innerObjects(success.data)
          .map((inner) => salvage(schema, inner))
          .find((each) => each.ok);
    if (read === undefined) throw unreadableData(call, status, success.remarks, redact, whole.ok ? [] : whole.missing);
    if (foldReference(String(read.value?.[field])) !== foldReference(code))
      throw unreadableData(call, status, success.remarks, redact, [field]);
    how.onUnread?.(read.left);
    return read.value;
  };

const innerObjects = (data: unknown): unknown[] => {
  if (Array.isArray(data)) return data.length === 1 ? data : [];
  return isObject(data)
    ? Object.values(data)
        .flatMap((value) => (Array.isArray(value) && value.length === 1 ? value : [value]))
        .filter(isObject)
    : [];
};

/**
 * An action's answer. It was done where the envelope or the data says so; a refusal in the data is one too; and where nobody says anything
 * it is `unreadable`: whoever asked must look.
 * @throws DeskFailure `provider` (declined), `unreadable`
 */
export const done: Read<void> = (success, { call, status, redact }) => {
  const { data, saysDone, remarks } = success;
  const verdict = isObject(data)
    ? verdictIn(data)
    : data === true || (typeof data === 'string' && isPlainWord(data) && !saysNo(data))
      ? 'done'
      : data === false
        ? 'both'
        : null;
  const all = isObject(data) ? joined(remarks, data, verdict !== 'done') : remarks;
  if (verdict === 'refused') throw declined(call, status, all, redact);
  if (verdict === 'both' || (verdict === null && !saysDone)) throw unreadableData(call, status, all, redact);
};

const saysNo = (word: string): boolean => verdictIn({ success: word }) === 'refused';

/** What was said in the envelope, and in the data. */
const joined = (remarks: Remarks, data: Readonly<Record<string, unknown>>, seeksError: boolean): Remarks => {
  const inner = readRemarks(data, seeksError);
  return {
    code: remarks.code ?? inner.code,
    // "OK", says the envelope of a refusal in the data.
    messages: [...remarks.messages.filter((message) => !isPlainWord(message)), ...inner.messages],
    fields: [...remarks.fields, ...inner.fields],
    logId: remarks.logId ?? inner.logId,
  };
};

/**
 * The provider's code of what was just created; accepts `{[field]}`, `{code}`, both one level deeper, and the bare code (A). A code beside
 * a refusal is neither: it may have been made.
 * @throws DeskFailure `provider` (declined), `unreadable`
 */
export const created =
  (field: string): Read<string> =>
  ({ data, remarks }, { call, status, redact }) => {
    const code = codeIn(data, field);
    const verdict = isObject(data) ? verdictIn(data) : null;
    const all = isObject(data) ? joined(remarks, data, verdict !== 'done') : remarks;
    if (verdict === 'refused' && code === null) throw declined(call, status, all, redact);
    if (code === null || verdict === 'refused' || verdict === 'both')
      throw unreadableData(call, status, all, redact, code === null ? [field] : []);
    return code;
  };

function codeIn(data: unknown, field: string): string | null {
  if (!isObject(data) && !Array.isArray(data)) return unnamedCodeOf(data);
  for (const object of [...(isObject(data) ? [data] : []), ...innerObjects(data).filter(isObject)]) {
    const code = codeOf(object[field]) ?? (hasWords(object) ? null : unnamedCodeOf(object['code']));
    if (code !== null) return code;
  }
  return null;
}

/** One word that is no more than a code: a sentence, `OK`, `200`, `undefined` and a dash are none. What is taken for none is looked up. */
function codeOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  return !/[\p{L}\p{N}]/u.test(text) || /\s|^(?:undefined|nan|pending)$/i.test(text) || isPlainWord(text) ? null : text;
}

/** The same where no field says whose code it is: `DUPLICATED` and `4001` are more likely what went wrong. */
function unnamedCodeOf(value: unknown): string | null {
  const code = codeOf(value);
  return code !== null && /\p{N}/u.test(code) && /\p{L}|\d{6}/u.test(code) ? code : null;
}

/** A `code` beside words (`{code: "E4001", message: …}`) is the code of what they say. */
const hasWords = (object: Readonly<Record<string, unknown>>): boolean =>
  ['message', 'messages', 'msg', 'detail', 'description', 'reason', 'error'].some(
    (name) => typeof object[name] === 'string' && object[name] !== '',
  );

/** A link in `{[fields]}`, also one level deeper, or by itself (A). @throws DeskFailure `provider` (declined), `unreadable` */
export const link =
  (...fields: string[]): Read<string> =>
  ({ data, remarks }, { call, status, redact }) => {
    const objects = [...(isObject(data) ? [data] : []), ...innerObjects(data).filter(isObject)];
    const given = isObject(data) || Array.isArray(data) ? objects.flatMap((object) => fields.map((field) => object[field])) : [data];
    const found = given.find((value) => typeof value === 'string' && value.trim() !== '' && !isPlainWord(value));
    if (typeof found === 'string') return found.trim();
    const all = isObject(data) ? joined(remarks, data, true) : remarks;
    if (isObject(data) && verdictIn(data) === 'refused') throw declined(call, status, all, redact);
    throw unreadableData(call, status, all, redact, fields.slice(0, 1));
  };
