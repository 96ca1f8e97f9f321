/**
 * One page of any list, by the query that all lists share (contract/query.ts). Pages are found by the values of the row that was shown
 * last, never by counting rows: what comes and goes elsewhere moves nothing. It only reads, so that it can run wherever a read-only
 * connection is.
 */
import type { Order, PageAnswer, Paged, Spot } from '../../contract/query.ts';
import { type RecordFilter, filterAt } from '../../contract/recordQuery.ts';
import type { ListSource } from './listSource.ts';
import type { ListsAtHand } from './listsAtHand.ts';
import { fittingBySql } from './listingBySql.ts';
import type { Reading } from './reader.ts';

export interface ListPage extends PageAnswer {
  readonly ids: readonly number[];
  /** Where each of them stands; `null` for those that come first for their code. */
  readonly spots: readonly (Spot | null)[];
}

/** Days of it may move with the calendar. */
export type Asked = Omit<Paged, 'ranges'> & Pick<RecordFilter, 'ranges'>;

/** Where more rows than this have the code, it does not say which one is meant. */
const mostExact = 20;

/** These rows, in an order of their list. */
export function inOrder(
  reader: Reading,
  { table, id, columns, order: own }: ListSource,
  rows: readonly number[],
  wanted: Order | null,
): number[] {
  const { by, descending } = wanted ?? own;
  const sql = columns[by]?.sql ?? id;
  const way = descending ? 'DESC' : 'ASC';
  return reader
    .all(
      `SELECT ${id} AS id FROM ${table} WHERE ${id} IN (SELECT value FROM json_each(?)) ORDER BY ${sql} IS NULL, ${sql} ${way}, ${id} ${way}`,
      JSON.stringify(rows),
    )
    .map((row) => Number(row['id']));
}

/** All rows that fit, in the order of the list. `now` in Unix milliseconds. */
export function allOf(reader: Reading, source: ListSource, moving: RecordFilter, now: number): number[] {
  const filter = filterAt(moving, now);
  const fitting = fittingBySql(reader, source, { ...filter, at: null, pageSize: 1, counts: [] }, now);
  const exact = filter.search.trim() === '' ? [] : (source.exact?.(reader, filter.search) ?? []);
  const first = exact.length === 0 || exact.length > mostExact ? [] : fitting.among(exact);
  return [...first, ...fitting.read(null, fitting.total, first).map(({ id }) => id)];
}

/** `now` in Unix milliseconds. Lists that are at hand are read there, all others in the database: the answer is the same. */
export function pageOf(reader: Reading, source: ListSource, asked: Asked, now: number, atHand?: ListsAtHand): ListPage {
  const query = filterAt(asked, now);
  const fitting = atHand?.fitting(reader, source, query, now) ?? fittingBySql(reader, source, query, now);
  const { total, isMore, counts } = fitting;
  const all = isMore === true ? { total, isMore } : { total };

  const exact = query.search.trim() === '' ? [] : (source.exact?.(reader, query.search) ?? []);
  const first = exact.length === 0 || exact.length > mostExact ? [] : fitting.among(exact);
  // With such rows alone a page would have no row from which the next one goes on.
  const pinned = first.length < query.pageSize ? first : [];

  const answer = (before: readonly number[], rows: readonly Spot[], offset: number): ListPage => {
    const ids = [...before, ...rows.map(({ id }) => id)];
    const [top, last] = [rows[0], rows.at(-1)];
    return {
      ids,
      spots: [...before.map(() => null), ...rows],
      ...all,
      offset,
      counts,
      next: last !== undefined && (isMore === true || offset + ids.length < total) ? { way: 'after', ...last } : null,
      previous: top !== undefined && offset > 0 ? { way: 'before', ...top } : null,
    };
  };
  const firstPage = (): ListPage => answer(pinned, fitting.read(null, query.pageSize - pinned.length, pinned), 0);
  const { at } = query;
  if (at === null) return firstPage();
  if (at.way === 'offset') {
    const offset = at.offset < total ? at.offset : Math.max(0, total - query.pageSize);
    const before = pinned.slice(offset, offset + query.pageSize);
    const rows = fitting.readAt(Math.max(0, offset - pinned.length), query.pageSize - before.length, pinned);
    return answer(before, rows, offset);
  }
  const ahead = fitting.read(at, query.pageSize, pinned);
  const rows = at.way === 'from' && ahead.length === 0 ? fitting.read({ ...at, way: 'before' }, query.pageSize, pinned) : ahead;
  const [top] = rows;
  if (at.way === 'before' && rows.length < query.pageSize) return firstPage();
  // All rows behind this place are gone. To begin again would show rows a second time.
  if (top === undefined)
    return { ids: [], spots: [], ...all, offset: total, counts, next: null, previous: at.way === 'from' ? null : { ...at, way: 'before' } };
  const before = fitting.before(top, pinned);
  if (before === 0) return firstPage();
  return answer([], rows, pinned.length + before);
}
