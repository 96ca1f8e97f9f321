/** A CSV file as rows of cells: encoding and separator are found by what stands in it. */
import { isAscii } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import type { SheetRow } from '../../contract/sheets.ts';
import type { Bounds } from './bounds.ts';
import { CsvRecords } from './csvRecords.ts';
import { type Written, encodingOf, utf8Of } from './encoding.ts';
import type { OpenSheets, WantedCells } from './openSheets.ts';
import { type Separated, separatorOf } from './separator.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
/** In bytes: what has no line end for so long is no table. */
const longestLine = 16 * 1024 * 1024;

interface Form extends Written, Separated {
  /** The byte that ends a line; a CR before it goes with it. */
  readonly lineEnd: number;
}

/** `name`: of the file, without its ending. */
export async function openCsv(file: FileHandle, name: string, bounds: Bounds): Promise<OpenSheets> {
  const written = await encodingOf(file, bounds);
  const beginning = await beginningOf(file, written, bounds);
  if (beginning.length === 0) throw bounds.fail('sheetEmpty');
  if (isBinary(beginning)) throw bounds.fail('sheetNotATable');
  // An old Macintosh, and what imitates it.
  const lineEnd = beginning.includes(lineFeed) || !beginning.includes(carriageReturn) ? lineFeed : carriageReturn;
  const form: Form = { ...written, lineEnd, ...separatorOf(linesOf(beginning, lineEnd)) };
  return {
    form: { kind: 'csv', encoding: form.encoding, separator: form.separator },
    sheets: [{ info: { name, isHidden: false }, rows: (wanted) => rowsOf(file, form, bounds.again(), wanted) }],
    close: () => file.close(),
  };
}

async function beginningOf(file: FileHandle, written: Written, bounds: Bounds): Promise<Buffer> {
  for await (const block of utf8Of(file, written, bounds)) if (block.length > 0) return block;
  return Buffer.alloc(0);
}

/** Signs that no text has, more than a few. */
function isBinary(beginning: Buffer): boolean {
  const sample = beginning.subarray(0, 4096);
  let unseen = 0;
  for (const byte of sample) if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1a && byte !== 0x1b)) unseen += 1;
  return unseen > 4 + sample.length / 50;
}

function linesOf(beginning: Buffer, lineEnd: number): string[] {
  const lines = beginning
    .subarray(0, 64 * 1024)
    .toString('utf8')
    .split(lineEnd === lineFeed ? /\r?\n/u : '\r');
  // The last was perhaps cut.
  return lines.length > 1 ? lines.slice(0, -1) : lines;
}

async function* rowsOf(file: FileHandle, form: Form, bounds: Bounds, wanted: WantedCells | undefined): AsyncGenerator<SheetRow[]> {
  const records = new CsvRecords(form.separator, bounds, { wanted });
  const { lineEnd, isNamed } = form;
  let number = 0;
  let rest: Buffer = Buffer.alloc(0);
  const take = (text: string): void => {
    number += 1;
    if (number > 1 || !isNamed) records.line(text, number);
  };
  const ready = (): SheetRow[] => {
    const { rows } = records;
    records.rows = [];
    return rows;
  };
  for await (const block of utf8Of(file, form, bounds)) {
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    const encoding = isAscii(bytes) ? 'latin1' : 'utf8';
    let at = 0;
    let lone = -2;
    for (let end = bytes.indexOf(lineEnd); end !== -1; end = bytes.indexOf(lineEnd, at)) {
      let to = end;
      while (to > at && bytes[to - 1] === carriageReturn) to -= 1;
      if (lone !== -1 && lone < at) lone = lineEnd === lineFeed ? bytes.indexOf(carriageReturn, at) : -1;
      if (lone !== -1 && lone < to) {
        // Put together by several programs: each of them ended its lines in its own way.
        for (const part of bytes.toString(encoding, at, to).split('\r')) take(part);
        at = end + 1;
        continue;
      }
      // Each line is text of its own: what keeps a cell of it keeps no more than that in memory.
      const isShort = wanted !== undefined && !(isNamed && number === 0) && records.few(bytes, at, to, number + 1);
      if (isShort) number += 1;
      else take(bytes.toString(encoding, at, to));
      at = end + 1;
    }
    rest = bytes.subarray(at);
    if (rest.length > longestLine) throw bounds.fail('sheetCellTooLong', { most: bounds.caps.cellCharacters, row: number + 1 });
    if (records.rows.length === 0) continue;
    bounds.pause();
    yield ready();
    bounds.resume();
  }
  if (rest.length > 0)
    for (const part of rest
      .toString('utf8')
      .replace(/\r+$/u, '')
      .split(lineEnd === lineFeed ? '\r' : '\n'))
      take(part);
  records.end();
  if (records.rows.length > 0) yield ready();
}
