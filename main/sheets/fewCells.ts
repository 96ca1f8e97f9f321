/**
 * Lines of a CSV file of which somebody wants a few cells: they are found among the bytes, and nothing is made of the others. Whatever is
 * not plainly a line of fields is left to `CsvRecords`, which reads all of it.
 */
import type { Cell } from '../../contract/sheets.ts';
import { type Bounds, mostColumns } from './bounds.ts';
import { emptyCell, textCell } from './cells.ts';
import type { WantedCells } from './openSheets.ts';

const quote = 0x22;
const plus = 0x2b;
const space = 0x20;
const lastPlain = 0x7e;

interface Few {
  readonly cells: Cell[];
  /** Of the whole line. */
  readonly filled: number;
}

/** The cell that stood in a column last, and where. */
interface Seen {
  block: Uint8Array;
  from: number;
  to: number;
  cell: Cell;
}

export class FewCells {
  readonly #separator: number;
  readonly #longest: number;
  readonly #areEnough: WantedCells['areEnough'];
  /** 1 for each column that is wanted. */
  readonly #isWanted = new Uint8Array(mostColumns);
  readonly #last: number;
  readonly #seen: Seen[];

  constructor(separator: number, { caps }: Bounds, { columns, areEnough }: WantedCells) {
    this.#separator = separator;
    this.#longest = caps.cellCharacters;
    this.#areEnough = areEnough;
    this.#last = Math.max(-1, ...columns);
    for (const column of columns) this.#isWanted[column] = 1;
    this.#seen = Array.from({ length: this.#last + 1 }, () => ({ block: noBytes, from: 0, to: 0, cell: emptyCell }));
  }

  /** `null`: the line is to be read whole. */
  in(block: Buffer, from: number, to: number): Few | null {
    const separator = this.#separator;
    const isWanted = this.#isWanted;
    const last = this.#last;
    const cells: Cell[] = [];
    let filled = 0;
    let at = from;
    for (let column = 0; column < mostColumns; column += 1) {
      const first = at < to ? block[at]! : separator;
      let end = at;
      let isFilled = false;
      if (first === quote) {
        const close = closing(block, at + 1, to);
        if (close === -1) return null;
        for (end = close + 1; end < to && block[end] === space; end += 1);
        if (end < to && block[end] !== separator) return null;
        // A doubled quote, or perhaps blanks alone.
        if (isWanted[column] === 1 || close === at + 1 || block[at + 1]! <= space || block[at + 1]! > lastPlain) {
          const cell = textCell(block.toString('utf8', at + 1, close).replaceAll('""', '"'));
          isFilled = cell !== emptyCell;
          if (column <= last) cells.push(isWanted[column] === 1 ? cell : emptyCell);
        } else {
          isFilled = true;
          if (column < last) cells.push(emptyCell);
        }
      } else {
        // Perhaps a quote behind it.
        if (first === space) return null;
        if (isWanted[column] === 1) {
          let isOrdinary = first !== 0x27 && first !== 0x3d;
          for (; end < to; end += 1) {
            const byte = block[end]!;
            if (byte === separator) break;
            if (byte < space || byte > lastPlain || byte === plus) isOrdinary = false;
          }
          const cell = end === at ? emptyCell : this.#cell(column, block, at, end, isOrdinary && block[end - 1]! > space);
          isFilled = cell !== emptyCell;
          cells.push(cell);
        } else {
          while (end < to && block[end] !== separator) end += 1;
          // Whether anything stands there at all.
          isFilled = end > at && ((first > space && first <= lastPlain) || textCell(block.toString('utf8', at, end)) !== emptyCell);
          if (column < last) cells.push(emptyCell);
        }
      }
      if (end - at > this.#longest) return null;
      if (isFilled) filled += 1;
      if (end === to) return this.#areEnough(cells) ? { cells, filled } : null;
      at = end + 1;
    }
    return null;
  }

  /** Rows of one order mostly say the same, one behind the other. */
  #cell(column: number, block: Buffer, from: number, to: number, isPlain: boolean): Cell {
    const seen = this.#seen[column]!;
    if (isSame(seen, block, from, to)) return seen.cell;
    const cell = isPlain ? { text: block.toString('latin1', from, to) } : textCell(block.toString('utf8', from, to));
    seen.block = block;
    seen.from = from;
    seen.to = to;
    seen.cell = cell;
    return cell;
  }
}

const noBytes = new Uint8Array(0);

function isSame(seen: Seen, block: Uint8Array, from: number, to: number): boolean {
  const shift = seen.from - from;
  if (seen.to - to !== shift) return false;
  const before = seen.block;
  // Codes that follow each other differ at their end.
  for (let at = to - 1; at >= from; at -= 1) if (before[at + shift] !== block[at]) return false;
  return true;
}

/** The next quote that is not doubled; -1 where there is none. */
function closing(block: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (block[at] !== quote) continue;
    if (at + 1 >= to || block[at + 1] !== quote) return at;
    at += 1;
  }
  return -1;
}
