/** Files of rows (CSV, XLSX) as cells: what stands in them, and what speaks against believing it. */
import { z } from 'zod';

/**
 * Why a file could not be read; each is a code of `contract/errors.ts` too. All carry `params.name`.
 *
 * `sheetNotATable`: of another kind; `sheetWebPage`: a page saved as `.xls`; `sheetOldExcel`: Excel's form before 2007; `sheetLocked`: it
 * asks for a password; `sheetTooManyBytes` (`megabytes`), `sheetTooManyRows`, `sheetTooManyCells`, `sheetCellTooLong` (all `most`; the last
 * with `row`), `sheetExpandsTooMuch`: more than is sensible; `sheetTooLong`: it took longer than anybody waits.
 */
export const sheetTroubles = [
  'sheetNotATable',
  'sheetWebPage',
  'sheetOldExcel',
  'sheetLocked',
  'sheetBroken',
  'sheetEmpty',
  'sheetTooManyBytes',
  'sheetTooManyRows',
  'sheetTooManyCells',
  'sheetCellTooLong',
  'sheetExpandsTooMuch',
  'sheetTooLong',
] as const;

/** What speaks against believing a cell. Dates that could be read two ways are not told here: that takes the whole column. */
export const CellDoubt = z.enum([
  /** `8.93E+12` as text: a spreadsheet shortened a code, and its last digits are lost. */
  'scientific',
  /** A number of more than 15 digits: a spreadsheet has turned the digits behind them into others. */
  'longNumber',
  /** A formula whose result was not saved. */
  'noCachedValue',
  /** `#N/A`, `#REF!` … */
  'errorValue',
  /** Signs that cannot be seen; they are left out of `text`. */
  'controlCharacters',
  /** `\uFFFD`: letters were lost when the file was written or turned into another encoding. */
  'replacementCharacters',
  /** A quote that is not closed, or closed in the middle: taken as a sign like any other, and the cell ends where its line does. */
  'brokenQuote',
]);
export type CellDoubt = z.infer<typeof CellDoubt>;

export const CellKind = z.enum(['number', 'date', 'boolean', 'error']);
export type CellKind = z.infer<typeof CellKind>;

export const Cell = z.object({
  /**
   * What a person would say stands there: NFC, without blanks and unseen signs around it, `="0012"` unwrapped, numbers plain (`12345`,
   * `0.25`; leading zeros that the sheet shows), times as `2026-11-28`, `2026-11-28 09:00`, `09:00:15`. Empty: `''`.
   */
  text: z.string(),
  /** As it stood in the file, where that is other than `text`; of a date its number of days. */
  raw: z.string().optional(),
  /** Left out: text. In CSV everything is text. */
  kind: CellKind.optional(),
  /** `text` is what a formula came to. */
  isFormula: z.literal(true).optional(),
  /** Copied down from the first cell of a merged range: sums must not count it again. */
  isMerged: z.literal(true).optional(),
  doubts: z.array(CellDoubt).readonly().optional(),
});
export type Cell = Readonly<z.infer<typeof Cell>>;

export const SheetRow = z.object({
  /** From 1, as a spreadsheet counts; of CSV the line on which it begins. Blank rows are left out and counted. */
  row: z.number().int(),
  /** From column A on, up to the last that is not empty. */
  cells: z.array(Cell).readonly(),
  /** By a filter or by hand. It is read like any other. */
  isHidden: z.literal(true).optional(),
});
export type SheetRow = Readonly<z.infer<typeof SheetRow>>;

export const SheetInfo = z.object({
  /** Of a CSV file its name without the ending. */
  name: z.string(),
  isHidden: z.boolean(),
});
export type SheetInfo = Readonly<z.infer<typeof SheetInfo>>;

export const SheetEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'windows-1252']);
export type SheetEncoding = z.infer<typeof SheetEncoding>;

export const SheetSeparator = z.enum([',', ';', '\t', '|']);
export type SheetSeparator = z.infer<typeof SheetSeparator>;

/** How the file is written; of CSV with its encoding and separator. */
export const SheetForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('csv'), encoding: SheetEncoding, separator: SheetSeparator }),
  z.object({ kind: z.literal('xlsx') }),
]);
export type SheetForm = Readonly<z.infer<typeof SheetForm>>;
