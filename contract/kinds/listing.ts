/**
 * How records of a kind are listed: by which codes and words they are found, by which columns they are sorted, by which facets they are
 * told apart. Read from the stored record when it is taken in; the page and the database both go by this.
 */
type Untold<T> = T | null | undefined;

/** Other answers about a record, by their topic: its stock, its inspection. `null` where it never was answered. */
export interface Beside {
  rowsOf(topic: string): readonly unknown[] | null;
}

export interface TextColumn<R> {
  readonly type: 'text';
  of(record: R, beside: Beside): Untold<string>;
}
/** A time is in Unix seconds. */
export interface NumberColumn<R> {
  readonly type: 'number' | 'time';
  /** In VND. */
  readonly isMoney?: true;
  of(record: R, beside: Beside): Untold<number>;
}
export type SortedColumn<R> = TextColumn<R> | NumberColumn<R>;

/** One word of each record. */
export interface WordFacet<R> {
  readonly type: 'one';
  of(record: R, beside: Beside): Untold<string>;
  /** It has no word only because what it is read from was not answered yet: who counts the others counts a part. */
  unread?(record: R, beside: Beside): boolean;
}
/** `yes` from this time on (Unix seconds), `no` before; `null`: never. */
export interface DueFacet<R> {
  readonly type: 'due';
  of(record: R): Untold<number>;
}
/** `yes` while its state is none of the kind's ends, also a state that nobody here knows; `no` at an end, and of what is gone. */
export interface OpenFacet {
  readonly type: 'open';
}

/** What is written out: codes are text, however much they look like numbers. Money is VND; a time is in Unix seconds. */
export type CellType = 'text' | 'number' | 'money' | 'time';

/** A column of a list that is written out otherwise than it is sorted, or cannot be sorted by. */
export interface WrittenCell<R, Glance> {
  readonly type: CellType;
  /** `warehouses`: those that the list is narrowed to; none: all of them. */
  of(record: R, shown: { readonly glance: Glance | null; readonly warehouses: readonly string[] }): Cell;
}
/** Several: each has its own word. */
export type Cell = Untold<string | number | readonly string[]>;

/** `Glance`: what a row shows of the answers beside its record. */
export interface Listing<R, Glance = unknown> {
  /** Raised when what is read here changes: the list is then made anew from the stored records. */
  readonly version: number;
  /** Beside its own code and its key: who types one of these whole finds its record first. */
  codes(record: R): readonly Untold<string>[];
  /** What it is found by besides its codes. */
  words(record: R): readonly Untold<string>[];
  /** Beside `commonColumns`. */
  readonly columns: { readonly [name: string]: SortedColumn<R> };
  /** Beside `status` and `warehouse`. */
  readonly facets: { readonly [name: string]: WordFacet<R> | DueFacet<R> | OpenFacet };
  /** Topics of the other answers that are read. */
  readonly beside: readonly string[];
  /** Of those answers, what stands in the list: small, as it crosses the bridge with every row. */
  readonly glance?: (beside: Beside) => Glance;
  /** What the list shows under names that it cannot be sorted by, for what is written out (`cells.ts`). */
  readonly cells?: { readonly [name: string]: WrittenCell<R, Glance> };
}

/** What every list can be sorted by: `code` is the provider's, `reference` the merchant's. */
export const commonColumns = {
  created: { type: 'time' },
  updated: { type: 'time' },
  code: { type: 'text' },
  reference: { type: 'text' },
  status: { type: 'text' },
  warehouse: { type: 'text' },
} as const;
/** And what every list is told apart by. A record of which no warehouses are told fits any of them. */
export const commonFacets = { status: { type: 'one' }, warehouse: { type: 'several' } } as const;

/** The order a list of records has by itself: what was made last comes first. */
export const newestFirst = { by: 'created', descending: true } as const;

/** Lines that are told: an empty list may only not be part of the list's answer. */
export const isTold = (lines: Untold<readonly unknown[]>): boolean => lines != null && lines.length > 0;

/** Pieces in all lines together; `null` where no lines are told. */
export const piecesIn = (lines: Untold<readonly { readonly product_quantity: number | null }[]>): number | null =>
  lines == null || lines.length === 0 ? null : lines.reduce((sum, { product_quantity }) => sum + (product_quantity ?? 0), 0);
