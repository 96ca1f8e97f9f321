/** How much of a file is read. A file is anybody's: each bound has its own words, and none is met by a table of the trade. */
import type { sheetTroubles } from '../../contract/sheets.ts';
import { DeskFailure } from '../../contract/errors.ts';

type SheetTrouble = (typeof sheetTroubles)[number];

export interface Caps {
  /** Of the file. */
  readonly bytes: number;
  /** Of a sheet, blank ones not counted. */
  readonly rows: number;
  /** Of the file, empty ones not counted. */
  readonly cells: number;
  readonly cellCharacters: number;
  /** Of all texts that a workbook's cells share: they are held at once, by a thread that may use 256 MB. */
  readonly sharedCharacters: number;
  /** Of a workbook. */
  readonly sheets: number;
  /** Of all that is unpacked of the file, for one reading. */
  readonly expandedBytes: number;
  /** Unpacked to packed, from `freeBytes` on. */
  readonly ratio: number;
  readonly milliseconds: number;
}

/** TikTok Shop gives at most 200,000 orders, with titles above; Excel's own longest cell has 32,767 signs. */
export const usualCaps: Caps = {
  bytes: 200 * 1024 * 1024,
  rows: 250_000,
  cells: 20_000_000,
  cellCharacters: 100_000,
  sharedCharacters: 64 * 1024 * 1024,
  sheets: 250,
  expandedBytes: 2 * 1024 * 1024 * 1024,
  ratio: 250,
  milliseconds: 120_000,
};
/** What a small file may unpack to, however well it was packed. */
const freeBytes = 64 * 1024 * 1024;
/** Of Excel's. */
export const mostColumns = 16_384;

/** Counts for one reading of a file, and stops it. */
export class Bounds {
  readonly caps: Caps;
  readonly #name: string;
  readonly #signal: AbortSignal | undefined;
  #until: number;
  #paused = 0;
  #cells = 0;
  #packed = 0;
  #expanded = 0;

  constructor(name: string, caps: Caps, signal: AbortSignal | undefined) {
    this.#name = name;
    this.caps = caps;
    this.#signal = signal;
    this.#until = performance.now() + caps.milliseconds;
  }

  /** The same bounds for another reading. */
  again(): Bounds {
    return new Bounds(this.#name, this.caps, this.#signal);
  }

  fail(code: SheetTrouble, params: Readonly<Record<string, number>> = {}, cause?: unknown): DeskFailure {
    return new DeskFailure({ code, params: { name: this.#name, ...params } }, { cause });
  }

  /** Between two pieces of work. */
  goOn(): void {
    this.#signal?.throwIfAborted();
    if (performance.now() > this.#until) throw this.fail('sheetTooLong');
  }

  /** Whoever reads has something to do meanwhile: that time is theirs. */
  pause(): void {
    this.#paused = performance.now();
  }
  resume(): void {
    this.#until += performance.now() - this.#paused;
    this.goOn();
  }

  bytes(count: number): void {
    if (count > this.caps.bytes) throw this.fail('sheetTooManyBytes', { megabytes: Math.floor(this.caps.bytes / 1024 / 1024) });
  }
  /** `row`: how many there are now; `cells`: in it. */
  row(row: number, cells: number): void {
    if (row > this.caps.rows) throw this.fail('sheetTooManyRows', { most: this.caps.rows });
    this.#cells += cells;
    if (this.#cells > this.caps.cells) throw this.fail('sheetTooManyCells', { most: this.caps.cells });
  }
  cell(row: number, characters: number): void {
    if (characters > this.caps.cellCharacters) throw this.fail('sheetCellTooLong', { most: this.caps.cellCharacters, row });
  }
  packed(bytes: number): void {
    this.#packed += bytes;
  }
  expanded(bytes: number): void {
    this.#expanded += bytes;
    const isTooMuch = this.#expanded > freeBytes && this.#expanded > this.#packed * this.caps.ratio;
    if (isTooMuch || this.#expanded > this.caps.expandedBytes) throw this.fail('sheetExpandsTooMuch');
  }
}
