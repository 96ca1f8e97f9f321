/**
 * Reads what was copied from a sheet, a mail or a chat as lines of goods: which part of each names the product, which is the quantity,
 * which the package. Several readings of a line are possible (`123456 12`); which one is meant is known once a product is found.
 */
import { Quantity } from '../../../contract/documents/index.ts';
import { readNumber } from '../../../contract/documents/fields.ts';
import { fold } from '../../../contract/fold.ts';
import type { AwaitingItemValues } from './shapes.ts';

/** Nobody pastes more lines than this on purpose; the schema takes 500 in one list. */
export const mostPasted = 500;

/** One way to read a line: what may name the product, and the quantity as it will stand in the field. */
export interface Reading {
  readonly code: string;
  readonly quantity: string;
}

export interface PastedLine {
  /** Where it stood in what was copied, from 1. */
  readonly number: number;
  /** As it was copied, for whoever looks it up there. */
  readonly source: string;
  /** The package it was copied under; `null` where none is named. */
  readonly package: string | null;
  /** The likeliest first; never none. */
  readonly readings: readonly [Reading, ...Reading[]];
}

export interface PastedText {
  readonly lines: readonly PastedLine[];
  /** Sums, and what comes after the most that is taken, as they were copied. */
  readonly passedOver: readonly string[];
}

/** Why a pasted line still needs a hand. */
export type PasteTrouble = 'unknown' | 'rounded' | 'noQuantity' | 'badQuantity' | 'repeated';

/** A pasted line as it goes into a row. */
export interface PlacedLine {
  readonly line: PastedLine;
  readonly item: AwaitingItemValues;
  readonly trouble: PasteTrouble | null;
}

interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Whether it is more than one code: several lines, or several cells. */
export const isBlock = (copied: string): boolean => {
  const rows = rowsOf(copied);
  return rows.length > 1 || rows.some(({ cells }) => cells.filter((cell) => cell !== '').length > 1);
};

export function readPasted(copied: string): PastedText {
  const rows = rowsOf(copied);
  const isTable = rows.some(({ cells }) => cells.filter((cell) => cell !== '').length > 1);
  const all = isTable ? linesOfTable(rows) : linesOfText(rows);
  return {
    lines: all.lines.slice(0, mostPasted),
    passedOver: [...all.passedOver, ...all.lines.slice(mostPasted).map(({ source }) => source)],
  };
}

/**
 * The rows of a copied text with their cells, blank rows left out. Excel ends rows with CR LF (its older ones with CR), and quotes a cell
 * that holds a line break, a tab or a quote.
 */
function rowsOf(copied: string): Row[] {
  const rows: Row[] = [];
  let cells: string[] = [];
  let number = 1;
  const endRow = (): void => {
    if (cells.some((cell) => cell !== '')) rows.push({ number, cells });
    cells = [];
    number += 1;
  };
  let rest = copied;
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"(?=[\t\r\n]|$)/u.exec(rest);
    const plain = quoted === null ? (/^[^\t\r\n]*/u.exec(rest)?.[0] ?? '') : '';
    const cell = quoted === null ? plain : (quoted[1] ?? '').replaceAll('""', '"').replaceAll(/\s*[\r\n]+\s*/gu, ' ');
    rest = rest.slice(quoted === null ? plain.length : quoted[0].length);
    cells.push(tidy(cell));
    if (rest.startsWith('\t')) rest = rest.slice(1);
    else {
      endRow();
      rest = rest.replace(/^(?:\r\n|\r|\n)/u, '');
    }
  }
  if (cells.length > 0) endRow();
  return rows;
}

/** `="00123"` is how a sheet is made to keep zeros in front. */
const tidy = (cell: string): string =>
  cell
    .replaceAll('\u00A0', ' ')
    .trim()
    .replace(/^="(.*)"$/u, '$1');

const unit = String.raw`(?:cái|chiếc|cây|bộ|hộp|gói|chai|đôi|sp|sản phẩm|pcs?|pieces?|units?|ea)\.?`;

/**
 * A quantity as it will stand in the field, `null` for what is none. What the field reads stays as it was typed; `1.200` and `1,200` are
 * thousands, because there are no parts of a piece, and become plain digits.
 */
export function quantityOf(cell: string): string | null {
  const text = cell.replace(new RegExp(String.raw`\s*${unit}$`, 'iu'), '').trim();
  if (Quantity.safeParse(text).success) return text;
  if (readNumber(text) !== 'ambiguous') {
    const [, whole] = /^((?:[1-9]\d{0,2}(?:[.,\s]\d{3})+|\d+))[.,]0+$/u.exec(text) ?? [];
    return whole === undefined ? null : quantityOf(whole);
  }
  const marks = new Set(text.replaceAll(/[\d+]/gu, ''));
  const digits = text.replaceAll(/\D/gu, '');
  return marks.size === 1 && !text.startsWith('-') && Quantity.safeParse(digits).success ? digits : null;
}

const number = String.raw`\+?\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?`;
const forms: readonly { readonly form: RegExp; readonly code: number; readonly quantity: number }[] = [
  { form: new RegExp(String.raw`^(.+?)(?:\s+[x×X*]\s*|\s*[×*]\s*)(${number})(?:\s*${unit})?$`, 'u'), code: 1, quantity: 2 },
  { form: new RegExp(String.raw`^(${number})(?:\s*${unit})?\s*[x×X*]\s+(.+)$`, 'u'), code: 2, quantity: 1 },
  { form: new RegExp(String.raw`^(${number})\s*[×*]\s*(.+)$`, 'u'), code: 2, quantity: 1 },
  { form: new RegExp(String.raw`^(.+?)\s*(?:[:;=|]|,\s|\s[-–—]\s)\s*(${number})(?:\s*${unit})?$`, 'iu'), code: 1, quantity: 2 },
  { form: new RegExp(String.raw`^(.+?)\s+(${number})(?:\s*${unit})?$`, 'iu'), code: 1, quantity: 2 },
  { form: new RegExp(String.raw`^(.+?)\s*[,;]\s*(\d+)$`, 'u'), code: 1, quantity: 2 },
  { form: new RegExp(String.raw`^(${number})(?:\s*${unit})?\s*[:;=|]?\s+(.+)$`, 'iu'), code: 2, quantity: 1 },
];

/** The ways to read `AT-DO-M x 12`, `12 AT-DO-M`, `AT-DO-M: 12 cái`, and at last the whole as a code. */
export function readingsOf(text: string): readonly [Reading, ...Reading[]] {
  // A list in a mail has dashes, dots or its own numbers in front.
  const [, bare = text] = /^(?:[-–—•·*+]\s+|\d{1,3}[.)]\s+)(.+)$/u.exec(text) ?? [];
  const spellings = bare === text ? [text] : [bare, text];
  const found = spellings.flatMap((each) =>
    forms.flatMap(({ form, code, quantity }) => {
      const match = form.exec(each);
      const read = quantityOf(match?.[quantity] ?? '');
      return match === null || read === null ? [] : [{ code: (match[code] ?? '').trim(), quantity: read }];
    }),
  );
  const whole = spellings.map((each) => ({ code: each, quantity: '' }));
  const [first, ...more] = [...found, ...whole].filter(
    (each, index, all) => all.findIndex((other) => other.code === each.code && other.quantity === each.quantity) === index,
  );
  return [first ?? { code: text, quantity: '' }, ...more];
}

/** A line that names a package, for the lines below it: `Kiện 2:`, `PKG_02`, `[Thùng 3]`. */
const packageLine =
  /^[[(#=\s-]*((?:kiện|kien|thùng|thung|bao|pallet|package|pkg|carton|ctn|box)(?:\s*số)?[\s_#:.-]*[\p{L}\d]{1,12})\s*[\])=:\s-]*$/iu;
const sum = /^(?:tong|cong|total|sum|subtotal)\b/u;

function linesOfText(rows: readonly Row[]): PastedText {
  const lines: PastedLine[] = [];
  const passedOver: string[] = [];
  let under: string | null = null;
  for (const { number: at, cells } of rows) {
    const text = cells.find((cell) => cell !== '') ?? '';
    const heading = packageLine.exec(text);
    if (heading !== null && (text.endsWith(':') || /\d/u.test(text))) under = (heading[1] ?? '').trim();
    else if (sum.test(fold(text))) passedOver.push(text);
    else if (lines.length > 0 || !isHeading([text])) lines.push({ number: at, source: text, package: under, readings: readingsOf(text) });
  }
  return { lines, passedOver };
}

type Column = 'code' | 'quantity' | 'package' | 'other';
const headings: readonly (readonly [Column, RegExp])[] = [
  [
    'package',
    /^(?:ma )?(?:kien|thung|bao|pallet)(?: hang| so)?$|^(?:package|pkg|carton|ctn|box|pallet)(?: ?_?(?:code|no\.?|number|id))?$/u,
  ],
  ['quantity', /^(?:so luong|s\.? ?l\.?|sl)(?: .*)?$|^(?:qty|quantity|pcs|pieces|units|amount|product_quantity)\b.*$/u],
  [
    'code',
    /^(?:sku|ma|barcode|ean|gtin|upc|oasin|item|code|product)(?:[ _](?:sku|code|id|hang|hang hoa|sp|san pham|vach|no\.?|number|seller|shop))*$/u,
  ],
  [
    'other',
    /^(?:stt|#|no\.?|ten|name|mo ta|description|don gia|price|gia|thanh tien|dvt|don vi(?: tinh)?|unit|ghi chu|note|mau|color|size)\b.*$/u,
  ],
];
const columnOf = (cell: string): Column | null => headings.find(([, form]) => form.test(fold(cell).trim()))?.[0] ?? null;

/** A first row without a quantity, in which the columns are named. */
const isHeading = (cells: readonly string[]): boolean =>
  !cells.some((cell) => quantityOf(cell) !== null) && cells.some((cell) => ['code', 'quantity', 'package'].includes(columnOf(cell) ?? ''));

function linesOfTable(rows: readonly Row[]): PastedText {
  const [first] = rows;
  const hasHeading = first !== undefined && isHeading(first.cells);
  const body = hasHeading ? rows.slice(1) : rows;
  const columns = hasHeading ? namedColumns(first.cells) : guessedColumns(body);
  const lines: PastedLine[] = [];
  const passedOver: string[] = [];
  let under: string | null = null;
  for (const { number: at, cells } of body) {
    const source = cells.filter((cell) => cell !== '').join(' · ');
    const cellOf = (column: Column): string => cells.find((cell, index) => columns[index] === column && cell !== '') ?? '';
    // A cell that spans several rows is copied into the first of them only.
    const named = cellOf('package');
    if (named !== '') under = named;
    const filled = cells.filter((cell) => cell !== '');
    if (sum.test(fold(filled[0] ?? ''))) {
      passedOver.push(source);
      continue;
    }
    const [only = ''] = filled;
    if (filled.length === 1 && packageLine.test(only)) {
      under = (packageLine.exec(only)?.[1] ?? only).trim();
      continue;
    }
    if (filled.length === 1 && only === named) continue;
    lines.push({ number: at, source, package: under, readings: readingsOfCells(cells, columns) });
  }
  return { lines, passedOver };
}

/** A heading names what it names; a column without a name it knows may still hold the code or the quantity, where none is named so. */
const namedColumns = (cells: readonly string[]): readonly (Column | null)[] => cells.map(columnOf);

/** Without a heading: a column of package names is told by them, and a number before the code by its growing: 1, 1, 2 or 1, 2, 3. */
function guessedColumns(rows: readonly Row[]): readonly (Column | null)[] {
  const wide = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: wide }, (_, index) => rows.map(({ cells }) => cells[index] ?? ''));
  const isNumeric = (column: readonly string[]): boolean => {
    const filled = column.filter((cell) => cell !== '');
    return filled.length > 0 && filled.every((cell) => quantityOf(cell) !== null);
  };
  const numeric = columns.map(isNumeric);
  const firstWord = numeric.indexOf(false);
  return columns.map((column, index) => {
    const filled = column.filter((cell) => cell !== '');
    if (filled.length > 0 && filled.every((cell) => packageLine.test(cell)) && numeric.includes(true)) return 'package';
    // Another column is left for the quantity.
    const isCounted = index < firstWord && numeric.some((each, other) => each && other > index);
    if (!isCounted || numeric[index] !== true) return null;
    const counted = filled.map(Number);
    if (!counted.every((each, at) => Number.isInteger(each) && each - (counted[at - 1] ?? each) <= 1 && each >= (counted[at - 1] ?? 1)))
      return null;
    // Every row another number: they only count the rows.
    if (counted[0] !== 1) return null;
    return counted.length > 1 && new Set(counted).size === counted.length && filled.length === column.length ? 'other' : 'package';
  });
}

/** The cell of the code column, else any that is not spoken for; the quantity is the named one, else the nearest number behind the code. */
function readingsOfCells(cells: readonly string[], columns: readonly (Column | null)[]): readonly [Reading, ...Reading[]] {
  const isOpen = (index: number): boolean => columns[index] === undefined || columns[index] === null;
  const filled = cells.flatMap((cell, index) => (cell === '' ? [] : [{ cell, index }]));
  const namedCodes = filled.filter(({ index }) => columns[index] === 'code');
  const openCells = filled.filter(({ index }) => isOpen(index));
  const codes = namedCodes.length > 0 ? namedCodes : openCells;
  const named = filled.find(({ index }) => columns[index] === 'quantity');
  const quantityBeside = (place: number): string => {
    if (named !== undefined) return quantityOf(named.cell) ?? named.cell;
    if (columns.includes('quantity')) return '';
    const numbers = openCells.filter(({ cell, index }) => index !== place && quantityOf(cell) !== null);
    const behind = numbers.find(({ index }) => index > place) ?? numbers.at(-1);
    return behind === undefined ? '' : (quantityOf(behind.cell) ?? '');
  };
  // A code has no blanks, a name has; a number is a code where nothing else is.
  const likeliness = (cell: string): number => (quantityOf(cell) !== null ? 2 : /\s/u.test(cell) ? 1 : 0);
  const readings = codes
    .toSorted((left, right) => likeliness(left.cell) - likeliness(right.cell))
    .map(({ cell, index }) => ({ code: cell, quantity: quantityBeside(index) }));
  const [first, ...more] = readings;
  if (first !== undefined) return [first, ...more, ...(filled.length === 1 ? readingsOf(filled[0]?.cell ?? '') : [])];
  return [{ code: '', quantity: named === undefined ? '' : (quantityOf(named.cell) ?? named.cell) }];
}
