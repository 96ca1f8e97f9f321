/** What rows are sorted, narrowed and told apart by, at hand: a value a row, by the place of the row. */
import { countsByWord } from './listSource.ts';

export type Cell = string | number | null;

/** One column, or one facet. */
export interface AtHand {
  put(place: number, cell: Cell): void;
}

/** A column as it is: nearly every row has another value. */
export interface CellsAtHand extends AtHand {
  readonly cells: readonly Cell[];
  /** All places in the order of this column. Sorted when it is asked for the first time, and kept so. */
  sorted(): Sorted;
}

/** Rising by value, and by place among equal ones; places without a value stand behind the first `valued`. */
export interface Sorted {
  readonly places: Uint32Array;
  readonly valued: number;
}

export function cellsAtHand(): CellsAtHand {
  const cells: Cell[] = [];
  /** Those whose value has changed since it was sorted. */
  const changed = new Set<number>();
  let sorted: Sorted | null = null;
  const rises = (one: number, other: number): number => compared(cells[one] ?? null, cells[other] ?? null, false) || one - other;
  return {
    cells,
    put: (place, cell) => {
      if (sorted !== null && (cells[place] !== cell || place >= cells.length)) changed.add(place);
      cells[place] = cell;
    },
    sorted: () => {
      if (sorted === null) sorted = sortedOf(Uint32Array.from(Array.from(cells.keys()).sort(rises)), cells);
      else if (changed.size > 0) sorted = sortedOf(merged(sorted.places, changed, rises), cells);
      changed.clear();
      return sorted;
    },
  };
}

function sortedOf(places: Uint32Array, cells: readonly Cell[]): Sorted {
  let [from, to] = [0, places.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((cells[places[middle] ?? 0] ?? null) === null) to = middle;
    else from = middle + 1;
  }
  return { places, valued: from };
}

/** Those that have changed are taken out, and put in where they belong now. */
function merged(places: Uint32Array, changed: ReadonlySet<number>, rises: (one: number, other: number) => number): Uint32Array {
  const others = places.filter((place) => !changed.has(place));
  const coming = [...changed].sort(rises);
  const all = new Uint32Array(others.length + coming.length);
  let [other, next] = [0, 0];
  for (let index = 0; index < all.length; index += 1) {
    const [one, two] = [others[other], coming[next]];
    if (one !== undefined && (two === undefined || rises(one, two) < 0)) {
      all[index] = one;
      other += 1;
    } else {
      all[index] = two ?? 0;
      next += 1;
    }
  }
  return all;
}

/** A facet: its values are few, and each row has the number of one. */
export interface WordsAtHand extends AtHand {
  readonly numbers: readonly number[];
  readonly values: readonly Cell[];
}

export function wordsAtHand(): WordsAtHand {
  const numbers: number[] = [];
  const values: Cell[] = [];
  const known = new Map<Cell, number>();
  return {
    numbers,
    values,
    put: (place, cell) => {
      const number = known.get(cell) ?? values.push(cell) - 1;
      known.set(cell, number);
      numbers[place] = number;
    },
  };
}

/** A facet that is asked about: which rows are chosen, and how many have which value. */
export interface FacetAtHand {
  isChosen(place: number): boolean;
  count(place: number): void;
  counts(): Record<string, number>;
}

/** `chosen`: these values; none: any. */
export function facetOfWords({ numbers, values }: WordsAtHand, type: 'one' | 'several', chosen: readonly string[]): FacetAtHand {
  const isChosen = values.map((value) => {
    if (chosen.length === 0) return true;
    if (value === null) return type === 'several' || chosen.includes('');
    return type === 'one' ? chosen.includes(String(value)) : chosen.some((each) => String(value).includes(`|${each}|`));
  });
  const rows = new Uint32Array(values.length);
  return {
    isChosen: (place) => isChosen[numbers[place] ?? 0] ?? false,
    count: (place) => {
      rows[numbers[place] ?? 0]! += 1;
    },
    counts: () =>
      countsByWord(
        values.map((value, number) => [value, rows[number] ?? 0]),
        type,
      ),
  };
}

/** As `ListFacet` says of `due`; `now` in Unix seconds. */
export function facetOfTimes({ cells }: CellsAtHand, chosen: readonly string[], now: number): FacetAtHand {
  const wordAt = (place: number): 'yes' | 'no' => {
    const from = cells[place] ?? null;
    return from !== null && Number(from) <= now ? 'yes' : 'no';
  };
  const rows = { yes: 0, no: 0 };
  return {
    isChosen: (place) => chosen.length === 0 || chosen.some((word) => (word === 'yes') === (wordAt(place) === 'yes')),
    count: (place) => {
      rows[wordAt(place)] += 1;
    },
    counts: () => countsByWord(Object.entries(rows), 'due'),
  };
}

/** Less than 0 where the first value stands before the second, more where behind it; those that are not known last, both ways. */
export function compared(one: Cell, other: Cell, descending: boolean): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  const by = typeof one === 'number' && typeof other === 'number' ? one - other : textsCompared(String(one), String(other));
  return descending ? -by : by;
}

/** As the database sorts them, by their code points: JavaScript's own order is another one beyond U+FFFF. */
function textsCompared(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let at = 0;
  while (at < shorter && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return (one.codePointAt(at) ?? -1) - (other.codePointAt(at) ?? -1);
}
