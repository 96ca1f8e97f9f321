/** Which rows of a list at hand fit a question: what `listingBySql.ts` asks of the database, in one pass over arrays. */
import type { Paged, Spot } from '../../contract/query.ts';
import { type Cell, type CellsAtHand, type FacetAtHand, type WordsAtHand, compared, facetOfTimes, facetOfWords } from './columnsAtHand.ts';
import type { Fitting, ListSource } from './listSource.ts';
import type { TextAtHand } from './textAtHand.ts';

/** By place, which is the order of the rows' numbers. */
export interface KeptRows {
  readonly ids: readonly number[];
  /** `null` where it is none of these. */
  placeOf(id: number): number | null;
  readonly texts: TextAtHand;
  /** By the SQL they are read with. */
  readonly cells: ReadonlyMap<string, CellsAtHand>;
  readonly facets: ReadonlyMap<string, WordsAtHand>;
}

export interface Question {
  readonly query: Paged;
  readonly words: readonly string[];
  /** Unix milliseconds. */
  readonly now: number;
}

/** All columns and facets that are asked for must be there. */
export function fittingAtHand(rows: KeptRows, source: ListSource, { query, words, now }: Question): Fitting {
  const { ids, texts } = rows;
  const order = query.order ?? source.order;
  const column = cellsOf(rows, source, order.by);
  const { cells } = column;
  const facets = new Map(
    [...new Set([...Object.keys(query.facets), ...query.counts])].map((name) => [name, facetOf(rows, source, name, query, now)]),
  );
  const asked = [...facets].filter(([name]) => (query.facets[name] ?? []).length > 0).map(([, facet]) => facet);
  const counted = [...new Set(query.counts)].flatMap((name) => facets.get(name) ?? []);
  const ranges = Object.entries(query.ranges).map(([name, range]) => ({ ...range, cells: cellsOf(rows, source, name).cells }));

  const found = texts.found(words);
  const isFitting = new Uint8Array(ids.length);
  let total = 0;
  for (let place = 0; place < ids.length; place += 1) {
    if (found[place] !== words.length || (ranges.length > 0 && !isWithinAll(ranges, place))) continue;
    const missed = asked.length === 0 ? 'none' : missedBy(asked, place);
    if (missed === 'none') {
      isFitting[place] = 1;
      total += 1;
      for (const facet of counted) facet.count(place);
      // Each facet is counted as if nothing were chosen of it.
    } else if (missed !== 'several' && counted.includes(missed)) missed.count(place);
  }

  const spotAt = (place: number): Spot => ({ id: ids[place] ?? 0, value: cells[place] ?? null });
  /** Less than 0 where the row at this place stands before the other one. */
  const from = (place: number, { id, value }: Spot): number => {
    const by = compared(cells[place] ?? null, value, order.descending);
    return by === 0 ? ((ids[place] ?? 0) - id) * (order.descending ? -1 : 1) : by;
  };
  const inOrder = orderOf(column, order.descending);
  /** How many of all rows, in the order of the list, stand before this one; with it, where it `isIn`. */
  const rowsBefore = (spot: Spot, isIn: boolean): number => {
    let [first, last] = [0, ids.length];
    while (first < last) {
      const middle = (first + last) >> 1;
      const by = from(inOrder(middle), spot);
      if (by < 0 || (isIn && by === 0)) first = middle + 1;
      else last = middle;
    }
    return first;
  };
  /** Those that fit, from the one that stands `start` rows from the top of all. */
  const walked = (
    left: readonly number[],
    { start, isBack, skipped, most }: { readonly start: number; readonly isBack: boolean; readonly skipped: number; readonly most: number },
  ): Spot[] => {
    const others = new Set(left.map((id) => rows.placeOf(id)));
    const spots: Spot[] = [];
    let toSkip = skipped;
    for (let at = start; at >= 0 && at < ids.length && spots.length < most; at += isBack ? -1 : 1) {
      const place = inOrder(at);
      if (isFitting[place] !== 1 || (others.size > 0 && others.has(place))) continue;
      if (toSkip > 0) toSkip -= 1;
      else spots.push(spotAt(place));
    }
    return isBack ? spots.toReversed() : spots;
  };
  return {
    total,
    counts: Object.fromEntries(query.counts.map((name) => [name, facets.get(name)?.counts() ?? {}])),
    among: (some) => some.filter((id) => isFitting[rows.placeOf(id) ?? ids.length] === 1).toSorted((a, b) => a - b),
    read: (at, most, left) => {
      const isBack = at?.way === 'before';
      const start = at === null ? 0 : isBack ? rowsBefore(at, false) - 1 : rowsBefore(at, at.way === 'after');
      return walked(left, { start, isBack, skipped: 0, most });
    },
    readAt: (offset, most, left) => walked(left, { start: 0, isBack: false, skipped: offset, most }),
    before: (spot, left) => {
      const others = new Set(left.map((id) => rows.placeOf(id)));
      let before = 0;
      for (let at = rowsBefore(spot, false) - 1; at >= 0; at -= 1) {
        const place = inOrder(at);
        if (isFitting[place] === 1 && !others.has(place)) before += 1;
      }
      return before;
    },
  };
}

/** The place of the row that stands so many rows from the top: those without a value are last, both ways. */
function orderOf(column: CellsAtHand, descending: boolean): (at: number) => number {
  const { places, valued } = column.sorted();
  if (!descending) return (at) => places[at] ?? 0;
  return (at) => places[at < valued ? valued - 1 - at : places.length - 1 - (at - valued)] ?? 0;
}

function missedBy(asked: readonly FacetAtHand[], place: number): FacetAtHand | 'none' | 'several' {
  let missed: FacetAtHand | 'none' = 'none';
  for (const facet of asked) {
    if (facet.isChosen(place)) continue;
    if (missed !== 'none') return 'several';
    missed = facet;
  }
  return missed;
}

interface Narrowed {
  readonly cells: readonly Cell[];
  readonly from: number | null;
  readonly to: number | null;
}
function isWithinAll(ranges: readonly Narrowed[], place: number): boolean {
  for (const { cells, from, to } of ranges) {
    const cell = cells[place] ?? null;
    if (cell === null || (from !== null && Number(cell) < from) || (to !== null && Number(cell) >= to)) return false;
  }
  return true;
}

function cellsOf({ cells }: KeptRows, { columns }: ListSource, name: string): CellsAtHand {
  const column = cells.get(columns[name]?.sql ?? '');
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

function facetOf(rows: KeptRows, source: ListSource, name: string, query: Paged, now: number): FacetAtHand {
  const facet = source.facets[name];
  if (facet === undefined) throw new Error(`no facet ${name}`);
  const chosen = query.facets[name] ?? [];
  const [times, words] = [rows.cells.get(facet.sql), rows.facets.get(facet.sql)];
  if (facet.type === 'due' && times !== undefined) return facetOfTimes(times, chosen, now / 1_000);
  if (facet.type !== 'due' && words !== undefined) return facetOfWords(words, facet.type, chosen);
  throw new Error(`no facet ${name}`);
}
