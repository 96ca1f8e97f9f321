/** What a list is to whoever answers a question about it (contract/query.ts): where its rows are, and which of them fit. */
import type { Order, Place, Spot } from '../../contract/query.ts';
import type { Value } from './database.ts';
import type { Reading } from './reader.ts';

export interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

/**
 * A list as SQL: where its rows are, and what its columns and facets are read from. Names in it come from declarations, never from a query.
 */
export interface ListSource {
  readonly table: string;
  /** The whole number that tells rows apart, and never changes. */
  readonly id: string;
  /** What belongs to the list at all. */
  readonly belongs: readonly Condition[];
  readonly columns: Readonly<Record<string, ListColumn>>;
  readonly facets: Readonly<Record<string, ListFacet>>;
  readonly order: Order;
  /** One condition a word that must occur. */
  readonly search: (search: string) => readonly Condition[];
  /** Rows that the words may be in, too many rather than too few; `null` where that is not known, or where there are more than `most`. */
  readonly near?: (reader: Reading, search: string, most: number) => readonly number[] | null;
  /** How many rows there are without any condition, where that is known without counting them. */
  readonly size?: (reader: Reading) => number;
  /** Of the rows that fit a condition at most so many are counted: in a list of a million that takes as long as all else together. */
  readonly mostCounted?: number;
  /** Rows whose code is what was searched for: they come first. */
  readonly exact?: (reader: Reading, search: string) => readonly number[];
  /** Where all rows of the table belong to the list, and it is written down which of them changed: they may be kept at hand. */
  readonly kept?: KeptSource;
}
export interface ListColumn {
  readonly sql: string;
  /** The index in the order of this column; without it SQLite chooses. */
  readonly index?: string;
}
export interface ListFacet {
  readonly sql: string;
  /** `several`: as `|A|B|`. `due`: Unix seconds from which on it is `yes`. */
  readonly type: 'one' | 'several' | 'due';
}
export interface KeptSource {
  /** The column that words are looked for in, folded. */
  readonly text: string;
  readonly words: (search: string) => readonly string[];
  /**
   * What was written since the change of this number; `null`: only which change is the last one. Answers `null` where rows of the list are
   * still missing: it is not to be kept yet.
   */
  readonly changes: (reader: Reading, since: number | null) => ListChanges | null;
}
export interface ListChanges {
  /** The number of the last change. */
  readonly last: number;
  /** Rows that were written, each once, in the order of their numbers; `null` where it is not known any more which. */
  readonly rows: readonly number[] | null;
}

/** The rows that fit a question. */
export interface Fitting {
  readonly total: number;
  /** There are more rows than `total`. */
  readonly isMore?: true;
  /** By facet that was asked for: rows by value. */
  readonly counts: Record<string, Record<string, number>>;
  /** Those of these rows that fit, in the order of their numbers. */
  among(rows: readonly number[]): number[];
  /** At most `most` rows from this place on, in the order of the list, but for those in `without`. */
  read(at: Place | null, most: number, without: readonly number[]): Spot[];
  /** At most `most` rows behind the first `offset` ones, but for those in `without`, which are not counted either. */
  readAt(offset: number, most: number, without: readonly number[]): Spot[];
  /** How many stand before this one, but for those in `without`. */
  before(spot: Spot, without: readonly number[]): number;
}

/** Rows by the word they count for: of `several` by each of its words, and under `''` where none is known. */
export function countsByWord(rows: Iterable<readonly [unknown, number]>, type: ListFacet['type']): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [value, many] of rows) {
    if (many === 0) continue;
    const word = typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value);
    const words = type === 'several' && value !== null ? word.split('|').filter((each) => each !== '') : [word];
    for (const each of words) counts[each] = (counts[each] ?? 0) + many;
  }
  return counts;
}
