/** Which rows of a list fit a question, found in the database: any list, of any size. */
import type { Filter, Order, Paged, Place, Spot } from '../../contract/query.ts';
import { type Condition, type Fitting, type ListColumn, type ListFacet, type ListSource, countsByWord } from './listSource.ts';
import type { Reading } from './reader.ts';

/**
 * Where less than one row in so many fits, all are looked through and the few are sorted; else they are read in order until the page is
 * full.
 */
const walkFrom = 20;
/** So many rows are a few. */
const mostFew = 2_000;

/** `now` in Unix milliseconds. */
export function fittingBySql(reader: Reading, source: ListSource, query: Paged, now: number): Fitting {
  const order = query.order ?? source.order;
  const column = source.columns[order.by];
  if (column === undefined) throw new Error(`no column ${order.by}`);
  const common = [...source.belongs, ...foundOf(reader, source, query.search), ...rangesOf(source, query)];
  const chosen = chosenOf(source, query, now);
  const conditions = [...common, ...chosen.values()];
  const { counts, total, isMore } = countsOf(reader, source, { query, common, chosen, now });
  const hint = hintOf(reader, source, column, { isNarrow: conditions.length > 0, total });
  const but = (rows: readonly number[]): readonly Condition[] =>
    rows.length === 0 ? conditions : [...conditions, { sql: `${source.id} NOT IN (${marks(rows)})`, values: rows }];

  const readStretch = (
    stretch: Stretch,
    how: { readonly isRising: boolean; readonly without: readonly number[]; readonly most: number; readonly skipped: number },
  ): Spot[] => {
    const { sql, values } = both([...but(how.without), stretch.condition]);
    const way = how.isRising ? 'ASC' : 'DESC';
    return reader
      .all(
        `SELECT ${source.id} AS id, ${column.sql} AS value FROM ${source.table}${stretch.isBlank ? '' : hint} WHERE ${sql}
         ORDER BY ${stretch.isBlank ? '' : `${column.sql} ${way}, `}${source.id} ${way} LIMIT ? OFFSET ?`,
        ...values,
        how.most,
        how.skipped,
      )
      .map(({ id, value }) => ({ id: Number(id), value: typeof value === 'string' || typeof value === 'number' ? value : null }));
  };
  const lengthOf = (stretch: Stretch, without: readonly number[]): number => {
    const { sql, values } = both([...but(without), stretch.condition]);
    return Number(reader.get(`SELECT count(*) AS rows FROM ${source.table} WHERE ${sql}`, ...values)?.['rows']);
  };

  return {
    total,
    ...(isMore ? { isMore } : {}),
    counts,
    among: (rows) => {
      const { sql, values } = both([{ sql: `${source.id} IN (${marks(rows)})`, values: rows }, ...conditions]);
      return reader.all(`SELECT ${source.id} AS id FROM ${source.table} WHERE ${sql} ORDER BY 1`, ...values).map(({ id }) => Number(id));
    },
    read: (at, most, without) => {
      const isBack = at?.way === 'before';
      const isRising = order.descending === isBack;
      const found: Spot[] = [];
      for (const stretch of stretchesFrom(column.sql, source.id, { at, isBack, isRising })) {
        if (found.length >= most) break;
        found.push(...readStretch(stretch, { isRising, without, most: most - found.length, skipped: 0 }));
      }
      return isBack ? found.toReversed() : found;
    },
    readAt: (offset, most, without) => {
      const isRising = !order.descending;
      const found: Spot[] = [];
      let left = offset;
      for (const stretch of stretchesFrom(column.sql, source.id, { at: null, isBack: false, isRising })) {
        if (found.length >= most) break;
        const some = readStretch(stretch, { isRising, without, most: most - found.length, skipped: left });
        if (some.length === 0 && left > 0) left = Math.max(0, left - lengthOf(stretch, without));
        else left = 0;
        found.push(...some);
      }
      return found;
    },
    before: (spot, without) => {
      const { sql, values } = both([...but(without), precedes(column.sql, source.id, order, spot)]);
      return Number(reader.get(`SELECT count(*) AS rows FROM ${source.table} WHERE ${sql}`, ...values)?.['rows']);
    },
  };
}

/** What narrows a list, for who goes through all of it. `now` in Unix milliseconds. */
export const narrowedBy = (source: ListSource, filter: Filter, now: number): Condition =>
  both([...source.belongs, ...source.search(filter.search), ...rangesOf(source, filter), ...chosenOf(source, filter, now).values()]);

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
const both = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.length === 0 ? 'TRUE' : conditions.map(({ sql }) => sql).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
});

/** Words as they are kept folded in one column. */
export const wordsIn = (column: string, words: readonly string[]): Condition[] =>
  words.map((word) => ({ sql: `${column} LIKE ? ESCAPE '\\'`, values: [`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`] }));

/** The rows that the words are found in. Where they are few, they are found once, and the other conditions look only at them. */
function foundOf(reader: Reading, { table, id, search, near }: ListSource, words: string): readonly Condition[] {
  const conditions = search(words);
  if (conditions.length === 0) return [];
  const among = (ids: readonly number[]): Condition => ({
    sql: `${id} IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(ids)],
  });
  const rows = near?.(reader, words, mostFew) ?? null;
  const { sql, values } = both(rows === null ? conditions : [among(rows), ...conditions]);
  const found = reader.all(`SELECT ${id} AS id FROM ${table} NOT INDEXED WHERE ${sql} LIMIT ?`, ...values, mostFew + 1);
  if (found.length > mostFew) return conditions;
  return [among(found.map((row) => Number(row['id'])))];
}

function rangesOf({ columns }: ListSource, { ranges }: Filter): Condition[] {
  return Object.entries(ranges).flatMap(([name, { from, to }]) => {
    const sql = columns[name]?.sql;
    if (sql === undefined) throw new Error(`no column ${name}`);
    return [
      ...(from === null ? [] : [{ sql: `${sql} >= ?`, values: [from] }]),
      ...(to === null ? [] : [{ sql: `${sql} < ?`, values: [to] }]),
      ...(from === null && to === null ? [{ sql: `${sql} IS NOT NULL`, values: [] }] : []),
    ];
  });
}

function chosenOf({ facets }: ListSource, query: Filter, now: number): Map<string, Condition> {
  const asked = Object.entries(query.facets).filter(([, values]) => values.length > 0);
  return new Map(
    asked.map(([name, values]) => {
      const facet = facets[name];
      if (facet === undefined) throw new Error(`no facet ${name}`);
      return [name, conditionOf(facet, values, now)];
    }),
  );
}

function conditionOf({ sql, type }: ListFacet, values: readonly string[], now: number): Condition {
  switch (type) {
    case 'one': {
      const told = values.filter((value) => value !== '');
      const parts = [...(told.length > 0 ? [`${sql} IN (${marks(told)})`] : []), ...(values.includes('') ? [`${sql} IS NULL`] : [])];
      return { sql: `(${parts.join(' OR ')})`, values: told };
    }
    case 'several':
      return {
        sql: `(${sql} IS NULL${values.map(() => ` OR instr(${sql}, ?) > 0`).join('')})`,
        values: values.map((value) => `|${value}|`),
      };
    case 'due': {
      const parts = values.map((value) => (value === 'yes' ? `${sql} <= ?` : `(${sql} IS NULL OR ${sql} > ?)`));
      return { sql: `(${parts.join(' OR ')})`, values: values.map(() => now / 1_000) };
    }
    default:
      return type satisfies never;
  }
}

/** Counts of the facets that are asked for, and how many rows fit altogether. */
function countsOf(
  reader: Reading,
  source: ListSource,
  given: {
    readonly query: Paged;
    readonly common: readonly Condition[];
    readonly chosen: ReadonlyMap<string, Condition>;
    readonly now: number;
  },
): { counts: Record<string, Record<string, number>>; total: number; isMore: boolean } {
  const { query, common, chosen, now } = given;
  const counts: Record<string, Record<string, number>> = {};
  let total: number | null = null;
  for (const name of query.counts) {
    const facet = source.facets[name];
    if (facet === undefined) throw new Error(`no facet ${name}`);
    const others = [...common, ...[...chosen].filter(([other]) => other !== name).map(([, condition]) => condition)];
    const { sql, values } = both(others);
    const value = facet.type === 'due' ? `iif(${facet.sql} <= ?, 'yes', 'no')` : facet.sql;
    // By an index on the facet alone SQLite would fetch each row to look at the rest: 130 ms for 100,000.
    const hint = others.length > source.belongs.length ? ' NOT INDEXED' : '';
    const found = reader.all(
      `SELECT ${value} AS value, count(*) AS rows FROM ${source.table}${hint} WHERE ${sql} GROUP BY 1`,
      ...(facet.type === 'due' ? [now / 1_000] : []),
      ...values,
    );
    const of = countsByWord(
      found.map((row) => [row['value'], Number(row['rows'])] as const),
      facet.type,
    );
    counts[name] = of;
    // Each row has one value of this facet, so the counts of the chosen values add up to the list.
    const wanted = query.facets[name] ?? [];
    if (facet.type !== 'several')
      total ??= Object.entries(of).reduce((sum, [value, rows]) => sum + (wanted.length === 0 || wanted.includes(value) ? rows : 0), 0);
  }
  if (total === null && source.size !== undefined && common.length === 0 && chosen.size === 0) total = source.size(reader);
  if (total !== null) return { counts, total, isMore: false };
  const { sql, values } = both([...common, ...chosen.values()]);
  const { mostCounted: most = null } = source;
  const counted = `SELECT 1 FROM ${source.table} WHERE ${sql}${most === null ? '' : ' LIMIT ?'}`;
  const rows = Number(reader.get(`SELECT count(*) AS rows FROM (${counted})`, ...values, ...(most === null ? [] : [most + 1]))?.['rows']);
  return most !== null && rows > most ? { counts, total: most, isMore: true } : { counts, total: rows, isMore: false };
}

function hintOf(
  reader: Reading,
  { table, id }: ListSource,
  { index }: ListColumn,
  { isNarrow, total }: { readonly isNarrow: boolean; readonly total: number },
): string {
  if (index === undefined) return '';
  const size = Number(reader.get(`SELECT max(${id}) AS last FROM ${table}`)?.['last'] ?? 0);
  return isNarrow && total < size / walkFrom ? ' NOT INDEXED' : ` INDEXED BY ${index}`;
}

interface Stretch {
  readonly condition: Condition;
  readonly isBlank: boolean;
}

/** The parts of a list in the order they are read: rows with a value, and behind them, whichever way it is sorted, those without one. */
function stretchesFrom(
  column: string,
  id: string,
  { at, isBack, isRising }: { readonly at: Place | null; readonly isBack: boolean; readonly isRising: boolean },
): Stretch[] {
  const beyond = `${isRising ? '>' : '<'}${at?.way === 'from' ? '=' : ''}`;
  const valued = {
    isBlank: false,
    condition:
      at === null || at.value === null
        ? { sql: `${column} IS NOT NULL`, values: [] }
        : { sql: `(${column}, ${id}) ${beyond} (?, ?)`, values: [at.value, at.id] },
  };
  const blank = {
    isBlank: true,
    condition:
      at === null || at.value !== null
        ? { sql: `${column} IS NULL`, values: [] }
        : { sql: `${column} IS NULL AND ${id} ${beyond} ?`, values: [at.id] },
  };
  if (at === null) return [valued, blank];
  if (isBack) return at.value === null ? [blank, valued] : [valued];
  return at.value === null ? [blank] : [valued, blank];
}

/** Rows that stand before this one. */
function precedes(column: string, id: string, { descending }: Order, { value, id: place }: Spot): Condition {
  const before = descending ? '>' : '<';
  return value === null
    ? { sql: `(${column} IS NOT NULL OR ${id} ${before} ?)`, values: [place] }
    : { sql: `(${column}, ${id}) ${before} (?, ?)`, values: [value, place] };
}
