/** How many records a question finds: by the same way as its list, so that whoever opens it finds as many rows. */
import { isFiltered } from '../../contract/query.ts';
import type { KeptQuery, RecordCount } from '../../contract/recordQuery.ts';
import { isUnread, sourceOf } from './listedRecords.ts';
import { pageOf } from './listing.ts';
import type { ListsAtHand } from './listsAtHand.ts';
import type { Reading } from './reader.ts';

/** `now` in Unix milliseconds. */
export function countsOn(reader: Reading, query: KeptQuery, now: number, atHand?: ListsAtHand): RecordCount {
  if (!isKnown(reader, query)) return { total: null, counts: {} };
  const { total, counts } = pageOf(reader, sourceOf(query.kind), { ...query, at: null, pageSize: 1 }, now, atHand);
  // As long as the list was not read to its end once, what was not found may still come.
  const isWhole = reader.get('SELECT walked_at FROM record_lists WHERE kind = ?', query.kind)?.['walked_at'] != null;
  const isPart = Object.keys(query.facets).some((facet) => isUnread(reader, query.kind, facet));
  // Nothing was found yet is not: there is none.
  if (total === 0 && (isPart || !isWhole)) return { total: null, counts };
  return { total, ...(isPart ? { isPart } : {}), counts };
}

/** Every record has a state; what else is asked for some row must tell, or nobody knows. */
const always = new Set(['status', 'warehouse']);

function isKnown(reader: Reading, query: KeptQuery): boolean {
  const { kind } = query;
  if (reader.get('SELECT as_of FROM record_lists WHERE kind = ?', kind)?.['as_of'] == null) return false;
  if (!isFiltered(query)) return true;
  const { table, columns, facets } = sourceOf(kind);
  const asked = [
    ...Object.keys(query.facets).map((facet) => [facet, facets[facet]?.sql] as const),
    ...Object.keys(query.ranges).map((column) => [column, columns[column]?.sql] as const),
  ].filter(([name, sql]) => !always.has(name) && sql !== undefined);
  const isEmpty = (): boolean => reader.get(`SELECT 1 FROM ${table} LIMIT 1`) === undefined;
  return asked.every(([, sql]) => reader.get(`SELECT 1 FROM ${table} WHERE ${sql} IS NOT NULL LIMIT 1`) !== undefined) || isEmpty();
}
