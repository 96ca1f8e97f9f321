/**
 * The cells that are needed of all rows of a sheet, small enough to hold 100,000 of them: rows of one order may lie apart, and what a date
 * or a number means is decided by its whole column.
 */
import type { Mapping, RowProblem } from '../../contract/imports.ts';
import type { Cell, CellDoubt, SheetRow } from '../../contract/sheets.ts';
import type { WantedCells } from '../sheets/openSheets.ts';
import { headerOf } from './headers.ts';
import { codeOf, parcelCodeOf, wordOf } from './values.ts';

/** Its place among the rows that are held. A row is no object of its own: 100,000 of them kept the collector busier than all the rest. */
export type KeptRow = number;

interface Doubt {
  readonly field: number;
  readonly doubts: readonly CellDoubt[];
  /** What stands in the file, of a cell that says nothing. */
  readonly raw: string;
}

export interface Gathered {
  readonly fields: readonly string[];
  /** Header of each field, as it is written. */
  readonly headers: readonly string[];
  /** As the file counts its rows. */
  readonly numbers: readonly number[];
  /** Field by field, row by row. */
  readonly texts: readonly (readonly string[])[];
  /** Fields whose cell is a number or a day in the file itself, a bit each; of the rows that have any. */
  readonly exact: ReadonlyMap<KeptRow, number>;
  /** Fields whose cell was copied down from a merged one, a bit each; of the rows that have any. */
  readonly merged: ReadonlyMap<KeptRow, number>;
  readonly doubts: ReadonlyMap<KeptRow, readonly Doubt[]>;
  /** Of a row without goods: how many cells of the whole row are filled, and the first of them. */
  readonly beginnings: ReadonlyMap<KeptRow, Beginning>;
}

export interface Beginning {
  readonly filled: number;
  readonly first: string;
}

/** By `row:column`, as somebody wrote it in the place of what the file has. */
export type Mended = ReadonlyMap<string, string>;

/** Of an empty row: nothing stands there. */
const blank: Cell = { text: '' };

const parcelCodes: ReadonlySet<string> = new Set(['order', 'package', 'tracking']);
const codes: ReadonlySet<string> = new Set(['reference', 'sku', 'skuFallback', 'barcode', 'oasin', 'packageCode']);
const cleaner = (field: string): ((text: string) => string) => (parcelCodes.has(field) ? parcelCodeOf : codes.has(field) ? codeOf : wordOf);

/** From this length on V8 keeps a part of a text as a view of the whole, and a code of an order would keep its whole file in memory. */
const shortestView = 13;
/** Of one column. One that has more is of codes and addresses, each another: to look for them took a third of all the time. */
const mostShared = 4_000;

/** Texts of one column that come again and again are held once, and none holds more than itself. */
function sharing(): (text: string) => string {
  const held = new Map<string, string>();
  return (text) => {
    if (text.length < 2) return text;
    const isLooking = held.size < mostShared;
    const known = isLooking ? held.get(text) : undefined;
    if (known !== undefined) return known;
    const own = text.length < shortestView ? text : ` ${text}`.slice(1);
    if (isLooking) held.set(own, own);
    return own;
  };
}

/** A row that has one of these is about goods. */
const goodsFields: ReadonlySet<string> = new Set(['sku', 'skuFallback', 'barcode', 'oasin']);

function beginningOf({ cells }: SheetRow): Beginning {
  const filled = cells.filter(({ text }) => text !== '');
  return { filled: filled.length, first: (filled[0]?.text ?? '').slice(0, 200) };
}

/** A courier's name is shown, and nothing is made of it. */
const fieldsOf = ({ columns }: Pick<Mapping, 'columns'>): string[] => Object.keys(columns).filter((field) => field !== 'courier');

/** What is needed of the rows of a file of which nothing is mended. Of a row without goods all is: what it begins with says what it is. */
export function wantedCells(mapping: Mapping): WantedCells {
  const fields = fieldsOf(mapping);
  const keys = fields
    .filter((field) => goodsFields.has(field))
    .map((field) => ({ column: mapping.columns[field]!, clean: cleaner(field) }));
  return {
    columns: new Set(fields.map((field) => mapping.columns[field]!)),
    areEnough: (cells) => {
      for (const { column, clean } of keys) {
        const text = cells[column]?.text ?? '';
        if (text !== '' && clean(text) !== '') return true;
      }
      return false;
    },
  };
}

export async function gather(
  batches: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
  mapping: Mapping,
  mended: Mended | null,
): Promise<Gathered> {
  const { columns, headerRow, firstRow } = mapping;
  const fields = fieldsOf(mapping);
  const places = fields.map((field) => columns[field]!);
  const cleaners = fields.map(cleaner);
  const goods = fields.flatMap((field, index) => (goodsFields.has(field) ? [index] : []));
  const numbers: number[] = [];
  const texts = fields.map((): string[] => []);
  const exact = new Map<KeptRow, number>();
  const merged = new Map<KeptRow, number>();
  const doubts = new Map<KeptRow, Doubt[]>();
  const beginnings = new Map<KeptRow, Beginning>();
  const shared = fields.map(sharing);
  const last = fields.map(() => '');
  const lastFound = fields.map(() => '');
  const mendedRows = new Set([...(mended?.keys() ?? [])].map((place) => Number(place.slice(0, place.indexOf(':')))));
  let headers: readonly string[] = fields.map(() => '');

  const keep = (row: SheetRow): void => {
    const { cells } = row;
    const at = numbers.length;
    const isMended = mendedRows.has(row.row);
    let numbersHere = 0;
    let mergedHere = 0;
    for (let index = 0; index < places.length; index += 1) {
      const column = places[index]!;
      const cell = cells[column] ?? blank;
      const written = isMended ? mended?.get(`${row.row}:${column}`) : undefined;
      const found = written === undefined ? cell.text : written.normalize('NFC').trim();
      // Rows of one order mostly say the same, one behind the other.
      if (found !== lastFound[index]) {
        const text = cleaners[index]!(found);
        lastFound[index] = found;
        if (text !== last[index]) last[index] = shared[index]!(text);
        // What was not cleaned is the same text: the row that it came from need not be kept.
        if (text === found) lastFound[index] = last[index]!;
      }
      texts[index]!.push(last[index]!);
      if (written !== undefined) continue;
      if (cell.kind === 'number' || cell.kind === 'date') numbersHere |= 1 << index;
      if (cell.isMerged === true) mergedHere |= 1 << index;
      if (cell.doubts !== undefined)
        doubts.set(at, [...(doubts.get(at) ?? []), { field: index, doubts: cell.doubts, raw: cell.raw ?? '' }]);
    }
    if (numbersHere !== 0) exact.set(at, numbersHere);
    if (mergedHere !== 0) merged.set(at, mergedHere);
    if (!goods.some((index) => last[index] !== '')) beginnings.set(at, beginningOf(row));
    numbers.push(row.row);
  };

  for await (const batch of batches) {
    for (const row of batch) {
      if (row.row === headerRow) headers = places.map((column) => headerOf(row.cells[column]?.text ?? ''));
      else if (row.row >= firstRow) keep(row);
    }
  }
  return { fields, headers, numbers, texts, exact, merged, doubts, beginnings };
}

/** Reads one field of a row; of a field that has no column: `''`. */
export function reading({ fields, texts }: Gathered): (field: string) => (row: KeptRow) => string {
  return (field) => {
    const column = texts[fields.indexOf(field)];
    return column === undefined ? () => '' : (row) => column[row]!;
  };
}

/** Whether a field of a row has its bit in one of the lists of bits. */
export const hasBit = (bits: ReadonlyMap<KeptRow, number>, row: KeptRow, field: number): boolean =>
  bits.size > 0 && ((bits.get(row) ?? 0) & (1 << field)) !== 0;

export type Complain = (
  row: KeptRow,
  field: string,
  problem: string,
  severity: RowProblem['severity'],
  params?: Readonly<Record<string, string | number>>,
) => RowProblem;

/** A problem at a cell, with what stands there. */
export function complaining({ fields, headers, numbers, texts }: Gathered): Complain {
  return (row, field, problem, severity, params) => {
    const index = fields.indexOf(field);
    const found = texts[index]?.[row] ?? '';
    const column = index === -1 ? '' : headers[index]!;
    return {
      row: numbers[row]!,
      column: column === '' ? null : column,
      field,
      found,
      problem,
      severity,
      params: { cell: found, ...params },
    };
  };
}

const problemOfDoubt: Readonly<Record<CellDoubt, string | null>> = {
  scientific: 'roundedBySheet',
  longNumber: 'cellLongNumber',
  noCachedValue: 'cellNoValue',
  errorValue: 'cellErrorValue',
  // They are left out already, and nothing is meant by them.
  controlCharacters: null,
  replacementCharacters: 'cellLettersLost',
  brokenQuote: 'cellUnclosedQuote',
};
/** What is read, and never sent: a doubt of it is told. */
const onlyRead: ReadonlySet<string> = new Set([
  'productName',
  'variation',
  'courier',
  'status',
  'substatus',
  'cancelReason',
  'createdAt',
  'shippedAt',
]);

/** What speaks against believing the cells of a row. */
export function doubtsOf({ fields, doubts: all }: Gathered, complain: Complain): (row: KeptRow) => readonly RowProblem[] {
  return (row) => {
    const here = all.get(row);
    if (here === undefined) return none;
    return here.flatMap(({ field: index, doubts, raw }) =>
      doubts.flatMap((doubt) => {
        const problem = problemOfDoubt[doubt];
        const field = fields[index]!;
        if (problem === null) return [];
        const said = complain(row, field, problem, onlyRead.has(field) ? 'tell' : 'stop');
        return said.found === '' && raw !== '' ? { ...said, found: raw, params: { cell: raw } } : said;
      }),
    );
  };
}
const none: readonly RowProblem[] = [];
