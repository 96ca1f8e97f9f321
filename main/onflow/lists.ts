/** Finds the rows of a list in an answer's data, wherever they stand. All of it is assumed (A). */
import { isObject } from './json.ts';
import type { Json } from './json.ts';

export interface ListFound {
  readonly rows: readonly unknown[];
  /** What the answer says of how many there are: over all pages, of this page, or nothing. It never decides alone that a list is whole. */
  readonly total: number | null;
  /** Where the rows stood: `data`, `data.items`, `data.page.rows`. */
  readonly place: string;
}

/** Where the rows may stand inside `data`. */
const rowKeys = ['items', 'results', 'list', 'data', 'records', 'rows', 'content'] as const;
const totalKeys = ['total', 'count', 'total_count', 'total_items', 'total_records', 'total_elements', 'total_rows'] as const;
/** How much deeper than `data` rows are looked for. */
const deepest = 3;

/** What an envelope says of a list. */
interface Listing {
  readonly data: unknown;
  readonly total: number | null;
  readonly saysDone: boolean;
}

/** The rows of a list; `null` where there is none. `isBodyless`: 204, which is an empty one. */
export function readList({ data, total, saysDone }: Listing, isBodyless = false): ListFound | null {
  // Nothing at all is an empty list only where the provider says that all went well.
  if (isNothing(data)) return isBodyless || saysDone || total === 0 ? { rows: [], total, place: 'data' } : null;
  if (Array.isArray(data)) return { rows: data, total, place: 'data' };
  const found = isObject(data) ? rowsIn(data, 'data', deepest) : null;
  return found === null ? null : { ...found, total: found.total ?? total };
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);

function rowsIn(data: Json, place: string, depth: number): ListFound | null {
  const total = totalIn(data);
  const listed = rowKeys.find((key) => Array.isArray(data[key]));
  if (listed !== undefined) return { rows: data[listed] as unknown[], total, place: `${place}.${listed}` };
  const numbered = rowKeys.find((key) => isNumbered(data[key]));
  if (numbered !== undefined) return { rows: Object.values(data[numbered] as Json), total, place: `${place}.${numbered}` };
  if (isNumbered(data)) return { rows: Object.values(data), total: null, place };
  if (depth > 0) {
    for (const [key, value] of Object.entries(data)) {
      const found = isObject(value) ? rowsIn(value, `${place}.${key}`, depth - 1) : null;
      if (found !== null) return { ...found, total: found.total ?? total };
    }
  }
  // Under a name of its own (`shipments`), if it is the only list there is.
  const own = Object.entries(data).filter(([, value]) => Array.isArray(value) && value.length > 0 && value.every(isObject));
  if (own.length === 1 && own[0] !== undefined) return { rows: own[0][1] as unknown[], total, place: `${place}.${own[0][0]}` };
  const empty = rowKeys.find((key) => key in data && isNothing(data[key]));
  return empty === undefined && total !== 0 ? null : { rows: [], total, place: empty === undefined ? place : `${place}.${empty}` };
}

/** PHP's list with gaps: `{"0": {…}, "2": {…}}`. */
const isNumbered = (value: unknown): value is Json =>
  isObject(value) && Object.keys(value).length > 0 && Object.entries(value).every(([key, each]) => /^\d+$/.test(key) && isObject(each));

/** How many rows an object says there are. */
export function totalIn(json: Json): number | null {
  const beside = [json['pagination'], json['paging'], json['meta'], json['page_info']].filter(isObject);
  for (const each of [json, ...beside]) {
    const total = totalKeys.map((key) => countOf(each[key])).find((value) => value !== null);
    if (total !== undefined) return total;
  }
  return null;
}

function countOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
