/** Which rows of a list at hand fit a question: what `listingBySql.ts` asks of the database, in one pass over arrays. */
import type { Paged } from '../../contract/query.ts';
import { type Cell, type CellsAtHand, type FacetAtHand, type WordsAtHand, compared, facetOfTimes, facetOfWords } from './columnsAtHand.ts';
import type { Fitting, ListSource, Spot } from './listSource.ts';
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
  const { cells } = cellsOf(rows, source, order.by);
  const facets = new Map(
    [...new Set([...Object.keys(query.facets), ...query.counts])].map((name) => [name, facetOf(rows, source, name, query, now)]),
  );
  const asked = [...facets].filter(([name]) => (query.facets[name] ?? []).length > 0).map(([, facet]) => facet);
  const counted = [...new Set(query.counts)].flatMap((name) => facets.get(name) ?? []);
  const ranges = Object.entries(query.ranges).map(([name, range]) => ({ ...range, cells: cellsOf(rows, source, name).cells }));

  const found = texts.found(words);
  const isFitting = new Uint8Array(ids.length);
  const places = new Uint32Array(ids.length);
  let total = 0;
  for (let place = 0; place < ids.length; place += 1) {
    if (found[place] !== words.length || (ranges.length > 0 && !isWithinAll(ranges, place))) continue;
    const missed = asked.length === 0 ? 'none' : missedBy(asked, place);
    if (missed === 'none') {
      isFitting[place] = 1;
      places[total] = place;
      total += 1;
      for (const facet of counted) facet.count(place);
      // Each facet is counted as if nothing were chosen of it.
    } else if (missed !== 'several' && counted.includes(missed)) missed.count(place);
  }

  const fitting = places.subarray(0, total);
  const spotAt = (place: number): Spot => ({ id: ids[place] ?? 0, value: cells[place] ?? null });
  /** Less than 0 where the row at this place stands before the other one. */
  const from = (place: number, { id, value }: Spot): number => {
    const by = compared(cells[place] ?? null, value, order.descending);
    return by === 0 ? ((ids[place] ?? 0) - id) * (order.descending ? -1 : 1) : by;
  };
  const without = (some: readonly number[]): Uint32Array => {
    const left = new Set(some.map((id) => rows.placeOf(id)));
    return left.size === 0 ? fitting : fitting.filter((place) => !left.has(place));
  };
  return {
    total,
    counts: Object.fromEntries(query.counts.map((name) => [name, facets.get(name)?.counts() ?? {}])),
    among: (some) => some.filter((id) => isFitting[rows.placeOf(id) ?? ids.length] === 1).toSorted((a, b) => a - b),
    read: (at, most, left) => {
      const isBack = at?.way === 'before';
      const way = isBack ? -1 : 1;
      const others = without(left);
      const beyond = at === null ? others : others.filter((place) => from(place, at) * way > 0);
      const spots = nearestOf(beyond, most, (place, spot) => from(place, spot) * way, spotAt);
      return isBack ? spots.toReversed() : spots;
    },
    before: (spot, left) => without(left).reduce((sum, place) => sum + (from(place, spot) < 0 ? 1 : 0), 0),
  };
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

/** The first `most` of these rows, in their order. `from`: less than 0 where a row stands before a spot. */
function nearestOf(
  places: Uint32Array,
  most: number,
  from: (place: number, spot: Spot) => number,
  spotAt: (place: number) => Spot,
): Spot[] {
  const nearest: Spot[] = [];
  let furthest: Spot | undefined;
  const [first, last] = [places[0], places.at(-1)];
  // Beginning at the end that is nearer: new rows have the highest numbers, and the rest is only looked at then.
  const isFromEnd = first !== undefined && last !== undefined && from(last, spotAt(first)) < 0;
  for (let index = 0; index < places.length; index += 1) {
    const place = places[isFromEnd ? places.length - 1 - index : index] ?? 0;
    if (furthest !== undefined && from(place, furthest) > 0) continue;
    nearest.splice(
      placeIn(nearest, (spot) => from(place, spot)),
      0,
      spotAt(place),
    );
    if (nearest.length > most) nearest.pop();
    if (nearest.length >= most) furthest = nearest.at(-1);
  }
  return nearest;
}

function placeIn(spots: readonly Spot[], from: (spot: Spot) => number): number {
  let [first, last] = [0, spots.length];
  while (first < last) {
    const middle = (first + last) >> 1;
    const spot = spots[middle];
    if (spot !== undefined && from(spot) > 0) first = middle + 1;
    else last = middle;
  }
  return first;
}
