/**
 * All rows of one list at hand: what they are found, sorted and told apart by, in the order of their numbers. What is asked of them is
 * answered as the database would (`listingBySql.ts`), and of the same moment: what was written since is taken in before.
 */
import type { Paged } from '../../contract/query.ts';
import { type AtHand, type Cell, type CellsAtHand, type WordsAtHand, cellsAtHand, wordsAtHand } from './columnsAtHand.ts';
import { fittingAtHand } from './fittingAtHand.ts';
import type { Fitting, KeptSource, ListSource } from './listSource.ts';
import type { Reading } from './reader.ts';
import { textAtHand } from './textAtHand.ts';

/** Rows that are read at a time. */
const stepRows = 1_024;
/** Where more rows than this have changed, all are read anew beside the work. */
const mostChanged = 4_000;
/** Columns that stay beside those that are asked for: sorting by another one reads it in some hundredths of a second. */
const mostCells = 2;

export interface RowsAtHand {
  /** `lost`: it is not known any more which rows have changed. */
  standing(): 'reading' | 'whole' | 'lost';
  /** Reads the next rows in: a few milliseconds. */
  readOn(reader: Reading): void;
  /** `null` where the database must be asked. */
  fitting(reader: Reading, query: Paged, now: number): Fitting | null;
  /** Signs of the texts, which are most of what is kept. */
  signs(): number;
}

interface ReadRow {
  readonly id: number;
  readonly cells: readonly Cell[];
}

export function rowsAtHand(source: ListSource, { text, words, changes }: KeptSource): RowsAtHand {
  const { table, id } = source;
  const ids: number[] = [];
  const texts = textAtHand();
  /** By the SQL they are read with. */
  const cells = new Map<string, CellsAtHand>();
  const facets = new Map<string, WordsAtHand>();
  let standing: 'reading' | 'whole' | 'lost' = 'reading';
  /** The last change that was taken in; `null` before the first row is read. */
  let since: number | null = null;

  const read = (reader: Reading, sqls: readonly string[], where: string, value: number | string): ReadRow[] => {
    const selected = [`${id} AS id`, ...sqls.map((sql, index) => `${sql} AS c${index}`)].join(', ');
    return reader
      .all(`SELECT ${selected} FROM ${table} WHERE ${where} ORDER BY ${id} LIMIT ?`, value, stepRows)
      .map((row) => ({ id: Number(row['id']), cells: sqls.map((_, index) => (row[`c${index}`] ?? null) as Cell) }));
  };
  const readAfter = (reader: Reading, sqls: readonly string[], after: number): ReadRow[] => read(reader, sqls, `${id} > ?`, after);
  const readThese = (reader: Reading, sqls: readonly string[], rows: readonly number[]): ReadRow[] => {
    const found: ReadRow[] = [];
    for (let from = 0; from < rows.length; from += stepRows)
      found.push(...read(reader, sqls, `${id} IN (SELECT value FROM json_each(?))`, JSON.stringify(rows.slice(from, from + stepRows))));
    return found;
  };

  /** `null` where it is none of these. */
  const placeOf = (row: number): number | null => {
    let [from, to] = [0, ids.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((ids[middle] ?? 0) < row) from = middle + 1;
      else to = middle;
    }
    return ids[from] === row ? from : null;
  };

  /** Takes in rows with their text and all columns there are. `false` where one does not fit in: numbers only ever grow. */
  const take = (rows: readonly ReadRow[]): boolean => {
    const columns: readonly AtHand[] = [...cells.values(), ...facets.values()];
    const changed = new Map<number, string>();
    for (const row of rows) {
      const known = placeOf(row.id);
      if (known === null && row.id < (ids.at(-1) ?? -Infinity)) return false;
      const place = known ?? ids.push(row.id) - 1;
      const [found, ...values] = row.cells;
      changed.set(place, asSqliteReads(String(found ?? '')));
      for (const [index, column] of columns.entries()) column.put(place, values[index] ?? null);
    }
    texts.put(changed);
    return true;
  };
  const sqlsOfAll = (): string[] => [text, ...cells.keys(), ...facets.keys()];

  /** All that was written until now. `false` where that is not known. */
  const catchUp = (reader: Reading): boolean => {
    const { last, rows } = changes(reader, since) ?? { last: null, rows: null };
    if (rows === null || rows.length > mostChanged) return false;
    const found = rows.length === 0 ? [] : readThese(reader, sqlsOfAll(), rows);
    const there = new Set(found.map((row) => row.id));
    // One that is there no more would leave a gap.
    const isIn = rows.every((row) => there.has(row) || placeOf(row) === null) && take(found);
    since = last;
    return isIn;
  };

  /** What is asked for the first time is read now. `false` where other rows are there than these. */
  const bring = (reader: Reading, wanted: Wanted): boolean => {
    for (const sql of [...cells.keys()].slice(0, -mostCells)) if (!wanted.cells.includes(sql)) cells.delete(sql);
    const fresh = new Map<string, AtHand>();
    for (const sql of wanted.cells) if (!cells.has(sql)) fresh.set(sql, madeIn(cells, sql, cellsAtHand()));
    for (const sql of wanted.facets) if (!facets.has(sql)) fresh.set(sql, madeIn(facets, sql, wordsAtHand()));
    if (fresh.size === 0) return true;
    for (let place = 0; place < ids.length;) {
      const rows = readAfter(reader, [...fresh.keys()], ids[place - 1] ?? -Infinity);
      if (rows.length === 0) return false;
      for (const row of rows) {
        if (row.id !== ids[place]) return false;
        for (const [index, column] of [...fresh.values()].entries()) column.put(place, row.cells[index] ?? null);
        place += 1;
      }
    }
    return true;
  };

  return {
    standing: () => standing,
    signs: () => texts.signs(),
    readOn: (reader) => {
      since ??= changes(reader, null)?.last ?? null;
      if (since === null) {
        standing = 'lost';
        return;
      }
      const rows = readAfter(reader, sqlsOfAll(), ids.at(-1) ?? -Infinity);
      take(rows);
      if (rows.length < stepRows) standing = 'whole';
    },
    fitting: (reader, query, now) => {
      const wanted = wantedOf(source, query);
      // Half a sign is kept as the sign for an unreadable one.
      const asked = words(query.search).map((word) => word.toWellFormed());
      // SQLite takes the half of it for a whole word.
      if (asked.some((word) => word.includes('\0'))) return null;
      // What the first question needs is read together with the rows.
      if (standing === 'reading' && ids.length === 0) bring(reader, wanted);
      if (standing !== 'whole') return null;
      if (!catchUp(reader) || !bring(reader, wanted)) {
        standing = 'lost';
        return null;
      }
      return fittingAtHand({ ids, placeOf, texts, cells, facets }, source, { query, words: asked, now });
    },
  };
}

interface Wanted {
  readonly cells: readonly string[];
  readonly facets: readonly string[];
}
function wantedOf({ columns, facets, order }: ListSource, query: Paged): Wanted {
  const names = [...Object.keys(query.facets), ...query.counts];
  const ofType = (isDue: boolean): string[] =>
    names.flatMap((name) => {
      const facet = facets[name];
      return facet !== undefined && (facet.type === 'due') === isDue ? [facet.sql] : [];
    });
  const sorted = [(query.order ?? order).by, ...Object.keys(query.ranges)].flatMap((name) => columns[name]?.sql ?? []);
  return { cells: [...new Set([...sorted, ...ofType(true)])], facets: [...new Set(ofType(false))] };
}

function madeIn<T>(columns: Map<string, T>, sql: string, made: T): T {
  columns.set(sql, made);
  return made;
}

/** SQLite's words end with a NUL, wherever it stands. */
const asSqliteReads = (text: string): string => {
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
};
