/**
 * The cells that are needed of all rows of a sheet, small enough to hold 100,000 of them: rows of one order may lie apart, and what a date
 * or a number means is decided by its whole column.
 */
import type { Mapping, RowProblem } from '../../contract/imports.ts';
import type { Cell, CellDoubt, SheetRow } from '../../contract/sheets.ts';
import { headerOf } from './headers.ts';
import { codeOf, parcelCodeOf, wordOf } from './values.ts';

export interface KeptRow {
  readonly row: number;
  /** In the order of `Gathered.fields`. */
  readonly texts: readonly string[];
  /** Fields whose cell is a number or a day in the file itself, a bit each. */
  readonly exact: number;
  /** Fields whose cell was copied down from a merged one, a bit each. */
  readonly merged: number;
  readonly doubts: readonly Doubt[] | null;
  /** Of a row without a key: how many cells of the whole row are filled, and the first of them. */
  readonly beginning: { readonly filled: number; readonly first: string } | null;
}

interface Doubt {
  readonly field: number;
  readonly doubts: readonly CellDoubt[];
}

export interface Gathered {
  readonly fields: readonly string[];
  /** Header of each field, as it is written. */
  readonly headers: readonly string[];
  readonly rows: readonly KeptRow[];
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

/** A row that has one of these is about goods, or says in it that it is a sum. */
const keyFields: ReadonlySet<string> = new Set(['order', 'reference', 'sku']);

function beginningOf({ cells }: SheetRow): NonNullable<KeptRow['beginning']> {
  const filled = cells.filter(({ text }) => text !== '');
  return { filled: filled.length, first: (filled[0]?.text ?? '').slice(0, 200) };
}

export async function gather(
  batches: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
  { columns, headerRow, firstRow }: Mapping,
  mended: Mended | null,
): Promise<Gathered> {
  // A courier's name is shown, and nothing is made of it.
  const fields = Object.keys(columns).filter((field) => field !== 'courier');
  const places = fields.map((field) => columns[field]!);
  const cleaners = fields.map(cleaner);
  const keys = fields.flatMap((field, index) => (keyFields.has(field) ? [index] : []));
  const rows: KeptRow[] = [];
  const shared = fields.map(sharing);
  const mendedRows = new Set([...(mended?.keys() ?? [])].map((place) => Number(place.slice(0, place.indexOf(':')))));
  let headers: readonly string[] = fields.map(() => '');
  let before: readonly string[] = headers;

  const keep = (row: SheetRow): void => {
    const { cells } = row;
    const texts: string[] = [];
    const isMended = mendedRows.has(row.row);
    let exact = 0;
    let merged = 0;
    let doubts: Doubt[] | null = null;
    for (let index = 0; index < places.length; index += 1) {
      const column = places[index]!;
      const cell = cells[column] ?? blank;
      const written = isMended ? mended?.get(`${row.row}:${column}`) : undefined;
      const text = cleaners[index]!(written === undefined ? cell.text : written.normalize('NFC').trim());
      // Rows of one order mostly say the same, one behind the other.
      const last = before[index];
      texts.push(text === last ? last : shared[index]!(text));
      if (written !== undefined) continue;
      if (cell.kind === 'number' || cell.kind === 'date') exact |= 1 << index;
      if (cell.isMerged === true) merged |= 1 << index;
      if (cell.doubts !== undefined) (doubts ??= []).push({ field: index, doubts: cell.doubts });
    }
    before = texts;
    const isNamed = keys.some((index) => texts[index] !== '');
    rows.push({ row: row.row, texts, exact, merged, doubts, beginning: isNamed ? null : beginningOf(row) });
  };

  for await (const batch of batches) {
    for (const row of batch) {
      if (row.row === headerRow) headers = places.map((column) => headerOf(row.cells[column]?.text ?? ''));
      else if (row.row >= firstRow) keep(row);
    }
  }
  return { fields, headers, rows };
}

/** Reads one field of a row; of a field that has no column: `''`. */
export function reading(gathered: Gathered): (field: string) => (row: KeptRow) => string {
  return (field) => {
    const index = gathered.fields.indexOf(field);
    return index === -1 ? () => '' : (row) => row.texts[index]!;
  };
}

export type Complain = (
  row: KeptRow,
  field: string,
  problem: string,
  severity: RowProblem['severity'],
  params?: Readonly<Record<string, string | number>>,
) => RowProblem;

/** A problem at a cell, with what stands there. */
export function complaining({ fields, headers }: Gathered): Complain {
  return (row, field, problem, severity, params) => {
    const index = fields.indexOf(field);
    const found = index === -1 ? '' : row.texts[index]!;
    const column = index === -1 ? '' : headers[index]!;
    return { row: row.row, column: column === '' ? null : column, field, found, problem, severity, params: { cell: found, ...params } };
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
export function doubtsOf(gathered: Gathered, complain: Complain): (row: KeptRow) => RowProblem[] {
  return (row) =>
    row.doubts === null
      ? []
      : row.doubts.flatMap(({ field: index, doubts }) =>
          doubts.flatMap((doubt) => {
            const problem = problemOfDoubt[doubt];
            const field = gathered.fields[index]!;
            return problem === null ? [] : [complain(row, field, problem, onlyRead.has(field) ? 'tell' : 'stop')];
          }),
        );
}
