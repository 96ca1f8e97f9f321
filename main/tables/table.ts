/** A table for a spreadsheet, whatever it is about: columns, and rows that come one after the other. */
import type { CellType } from '../../contract/kinds/listing.ts';

/** A number in a column of text is written as text; a time is in Unix seconds. */
export type TableCell = string | number | null;

export interface TableColumn {
  readonly id: string;
  readonly title: string;
  readonly type: CellType;
}

export interface Table {
  /** Of the sheet. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** Each with a cell a column, in their order. */
  readonly rows: Iterable<readonly TableCell[]> | AsyncIterable<readonly TableCell[]>;
}

/** The warehouses' clock, as `contract/vietnamTime.ts` has it. */
const vietnamSeconds = 7 * 3_600;
/** Days from the beginning of a spreadsheet's calendar (30 December 1899) to that of Unix. */
const unixDay = 25_569;

/** A time as spreadsheets count it: days, by the clock in Vietnam. */
export const dayNumber = (seconds: number): number => (seconds + vietnamSeconds) / 86_400 + unixDay;
