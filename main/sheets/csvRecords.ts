/**
 * Lines of a CSV file as rows of cells. A field in quotes may go over several lines; a quote that is not closed as it should be is a sign
 * like any other: it flags its cell, and never swallows the lines behind it.
 */
import type { Cell, SheetRow, SheetSeparator } from '../../contract/sheets.ts';
import { type Bounds, mostColumns } from './bounds.ts';
import { emptyCell, isPlain, isPlainSign, oddCell, textCell } from './cells.ts';
import { FewCells } from './fewCells.ts';
import type { WantedCells } from './openSheets.ts';

const quote = 0x22;
const space = 0x20;

interface Line {
  readonly text: string;
  readonly number: number;
}

/** A field whose closing quote is on another line. */
interface OpenField {
  readonly first: Line;
  /** Of its quote in the first line. */
  readonly at: number;
  readonly cells: Cell[];
  readonly filled: number;
  readonly more: Line[];
  characters: number;
}

interface RecordsOptions {
  readonly watch?: (cells: readonly Cell[]) => void;
  readonly wanted?: WantedCells | undefined;
}

export class CsvRecords {
  /** What is ready; whoever takes them puts a new list here. */
  rows: SheetRow[] = [];
  readonly #separator: number;
  readonly #bounds: Bounds;
  readonly #watch: ((cells: readonly Cell[]) => void) | undefined;
  readonly #few: FewCells | null;
  #count = 0;
  #open: OpenField | null = null;

  /** `watch` is shown each record with all its fields, empty ones and those of blank rows too. */
  constructor(separator: SheetSeparator, bounds: Bounds, { watch, wanted }: RecordsOptions = {}) {
    this.#separator = separator.charCodeAt(0);
    this.#bounds = bounds;
    this.#watch = watch;
    this.#few = wanted === undefined ? null : new FewCells(this.#separator, bounds, wanted);
  }

  /** A line as it lies in the file, in UTF-8 and without its end. `false`: nothing was done, and it is to be read as text. */
  few(block: Buffer, from: number, to: number, number: number): boolean {
    const few = this.#open === null ? (this.#few?.in(block, from, to) ?? null) : null;
    if (few !== null) this.#row(number, few.cells, few.filled);
    return few !== null;
  }

  /** Without its end. */
  line(text: string, number: number): void {
    if (this.#open === null) {
      // Most lines are a record each.
      if (text !== '') this.#fields({ text, number }, 0, [], 0, false);
    } else this.#all([{ text, number }]);
  }

  /** No line follows. */
  end(): void {
    while (this.#open !== null) this.#all(this.#brokenOff(this.#open));
  }

  /** In their order; lines that a quote had taken come again, before those that follow. */
  #all(lines: readonly Line[]): void {
    const toDo = lines.toReversed();
    for (let line = toDo.pop(); line !== undefined; line = toDo.pop()) {
      if (this.#open === null) {
        if (line.text !== '') this.#fields(line, 0, [], 0, false);
      } else for (const again of this.#goOn(this.#open, line).toReversed()) toDo.push(again);
    }
  }

  /** The next line of an open field. Answers the lines that do not belong to it after all. */
  #goOn(open: OpenField, line: Line): readonly Line[] {
    const { text } = line;
    const close = closing(text, 0);
    open.more.push(line);
    open.characters += text.length + 1;
    if (close === -1) return open.characters > this.#bounds.caps.cellCharacters ? this.#brokenOff(open) : [];
    const end = this.#endBehind(text, close);
    if (end === -1) return this.#brokenOff(open);
    this.#open = null;
    const between = open.more.slice(0, -1).map((each) => each.text);
    const content = [open.first.text.slice(open.at + 1), ...between, text.slice(0, close)].join('\n');
    this.#bounds.cell(open.first.number, content.length);
    open.cells.push(textCell(content.replaceAll('""', '"')));
    // What follows in this line belongs to the record that began lines before.
    if (end === text.length) this.#row(open.first.number, open.cells, open.filled + 1);
    else this.#fields({ text, number: open.first.number }, end + 1, open.cells, open.filled + 1, false);
    return [];
  }

  /** It was not closed: its quote is a sign, its record ends with its line. */
  #brokenOff({ first, at, cells, filled, more }: OpenField): readonly Line[] {
    this.#open = null;
    this.#fields(first, at, cells, filled, true);
    return more;
  }

  /** From `at` on, which begins a field; its quote, if it has one, is a sign like any other where `isBroken`. */
  #fields(line: Line, at: number, cells: Cell[], filled: number, isBroken: boolean): void {
    const { text, number } = line;
    const separator = this.#separator;
    const { length } = text;
    for (;;) {
      const first = text.charCodeAt(at);
      let doubted = isBroken;
      isBroken = false;
      const begin = first === quote ? at : first === space ? quoteBehindBlanks(text, at) : -1;
      if (begin !== -1 && !doubted) {
        const close = closing(text, begin + 1);
        if (close === -1) {
          this.#open = { first: line, at: begin, cells, filled, more: [], characters: length - begin };
          return;
        }
        const end = this.#endBehind(text, close);
        if (end !== -1) {
          this.#bounds.cell(number, close - begin);
          const content = text.slice(begin + 1, close);
          const cell = textCell(content.includes('"') ? content.replaceAll('""', '"') : content);
          if (cell !== emptyCell) filled += 1;
          cells.push(cell);
          if (end === length) break;
          at = end + 1;
          continue;
        }
        doubted = true;
      }
      let isOrdinary = true;
      let end = at;
      for (; end < length; end += 1) {
        const code = text.charCodeAt(end);
        if (code === separator) break;
        if (!isPlainSign(code)) isOrdinary = false;
      }
      if (end === at) cells.push(emptyCell);
      else {
        this.#bounds.cell(number, end - at);
        const content = text.slice(at, end);
        let cell: Cell;
        if (doubted) cell = oddCell(content, ['brokenQuote']);
        else cell = isOrdinary && isPlain(content, 0, 1) && isPlain(content, content.length - 1) ? { text: content } : textCell(content);
        if (cell !== emptyCell) filled += 1;
        cells.push(cell);
      }
      if (end === length) break;
      at = end + 1;
    }
    this.#row(number, cells, filled);
  }

  /** Where the field ends whose quote closes there: at a separator or at the end. -1: something else follows. */
  #endBehind(text: string, close: number): number {
    let end = close + 1;
    while (text.charCodeAt(end) === space) end += 1;
    return end >= text.length ? text.length : text.charCodeAt(end) === this.#separator ? end : -1;
  }

  #row(row: number, cells: Cell[], filled: number): void {
    this.#watch?.(cells);
    while (cells.at(-1) === emptyCell) cells.pop();
    if (cells.length === 0) return;
    this.#count += 1;
    if (cells.length > mostColumns) throw this.#bounds.fail('sheetTooManyCells', { most: this.#bounds.caps.cells });
    this.#bounds.row(this.#count, filled);
    this.rows.push({ row, cells });
  }
}

/** The next quote that is not doubled; -1 where there is none. */
function closing(text: string, from: number): number {
  for (let at = from; ;) {
    const found = text.indexOf('"', at);
    if (found === -1 || text.charCodeAt(found + 1) !== quote) return found;
    at = found + 2;
  }
}

function quoteBehindBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at += 1;
  return text.charCodeAt(at) === quote ? at : -1;
}
