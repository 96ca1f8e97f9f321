/**
 * Merged cells: the value stands in the first, and whoever merged an order's code over its three lines means all three. So it is copied
 * down, marked as a copy, into rows that have something of their own. Across it is not copied: a title over a table is one.
 *
 * A sheet tells of them behind its rows, so it is unpacked once before it is read. That finds a file that broke off, too.
 */
import type { Cell } from '../../contract/sheets.ts';
import type { Bounds } from './bounds.ts';
import { emptyCell } from './cells.ts';
import type { Zip } from './zip.ts';

interface Range {
  readonly column: number;
  readonly to: number;
}

const range = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/u;

export class MergedCells {
  readonly #byRow = new Map<number, Range[]>();
  readonly #active = new Map<number, { readonly to: number; readonly cell: Cell }>();

  /** `ranges`: as the sheet writes them, `A2:A4`. */
  constructor(ranges: readonly string[]) {
    for (const range of ranges) this.#add(range);
  }

  get isEmpty(): boolean {
    return this.#byRow.size === 0;
  }

  #add(written: string): void {
    const [, letters, first, last] = range.exec(written) ?? [];
    if (letters === undefined || Number(first) >= Number(last)) return;
    let column = -1;
    for (const letter of letters) column = (column + 1) * 26 + letter.charCodeAt(0) - 0x41;
    const here = this.#byRow.get(Number(first)) ?? [];
    here.push({ column, to: Number(last) });
    this.#byRow.set(Number(first), here);
  }

  /** Rows come in their order. */
  fill(row: number, cells: Cell[]): void {
    for (const [column, { to, cell }] of this.#active) {
      if (row > to) this.#active.delete(column);
      else if ((cells[column] ?? emptyCell) === emptyCell) {
        while (cells.length < column) cells.push(emptyCell);
        cells[column] = { ...cell, isMerged: true };
      }
    }
    for (const { column, to } of this.#byRow.get(row) ?? []) {
      const cell = cells[column] ?? emptyCell;
      if (cell !== emptyCell) this.#active.set(column, { to, cell });
    }
  }
}

const tag = Buffer.from('mergeCells');
/** In bytes: a quarter of a million ranges. */
const longestList = 16 * 1024 * 1024;

/** The ranges of a sheet. */
export async function mergedRanges(zip: Zip, part: string, bounds: Bounds): Promise<string[]> {
  let list: Buffer[] | null = null;
  let length = 0;
  let rest = Buffer.alloc(0);
  for await (const block of zip.read(part, bounds)) {
    if (list === null) {
      const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
      const begin = tagIn(bytes);
      if (begin === -1) rest = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 2 * tag.length)));
      else list = [bytes.subarray(begin)];
    } else if (length < longestList) list.push(block);
    length += block.length;
  }
  if (list === null) return [];
  const text = Buffer.concat(list).toString('utf8');
  const end = text.indexOf('mergeCells>', tag.length);
  return [...text.slice(0, end === -1 ? text.length : end).matchAll(/\sref\s*=\s*["']([^"']*)["']/gu)].map(([, ref = '']) => ref);
}

/** Where the list begins: in a cell's text the words may stand too, but not behind `<`. -1: not here. */
function tagIn(bytes: Buffer): number {
  for (let found = bytes.indexOf(tag); found !== -1; found = bytes.indexOf(tag, found + 1))
    if (bytes[found - 1] === 0x3c || bytes[found - 1] === 0x3a) return found;
  return -1;
}
