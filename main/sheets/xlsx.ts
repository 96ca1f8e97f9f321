/** A workbook (XLSX, XLSM without its macros) as rows of cells. */
import type { FileHandle } from 'node:fs/promises';
import type { Cell, SheetRow } from '../../contract/sheets.ts';
import type { Bounds } from './bounds.ts';
import { MergedCells, mergedRanges } from './mergedCells.ts';
import type { OpenSheets } from './openSheets.ts';
import { scanned } from './parts.ts';
import { readSharedStrings } from './sharedStrings.ts';
import { type Workbook, readWorkbook } from './workbook.ts';
import { WorksheetReader } from './worksheet.ts';
import { type Zip, openZip } from './zip.ts';

export async function openXlsx(file: FileHandle, size: number, bounds: Bounds): Promise<OpenSheets> {
  const zip = await openZip(file, size, bounds);
  const workbook = await readWorkbook(zip, bounds);
  /** Read with the first sheet, and kept for the others. */
  let texts: Promise<readonly Cell[]> | null = null;
  const sharedStrings = (reading: Bounds): Promise<readonly Cell[]> =>
    (texts ??= workbook.sharedStrings === null ? Promise.resolve([]) : readSharedStrings(zip, workbook.sharedStrings, reading));
  const ranges = new Map<string, Promise<readonly string[]>>();
  const rangesOf = (part: string, reading: Bounds): Promise<readonly string[]> => {
    const known = ranges.get(part) ?? mergedRanges(zip, part, reading);
    ranges.set(part, known);
    return known;
  };
  return {
    form: { kind: 'xlsx' },
    sheets: workbook.sheets.map(({ name, isHidden, part }) => ({
      info: { name, isHidden },
      rows: () => rowsOf(zip, part, workbook, { sharedStrings, rangesOf }, bounds.again()),
    })),
    close: () => file.close(),
  };
}

async function* rowsOf(
  zip: Zip,
  part: string,
  { formats, is1904 }: Workbook,
  once: {
    readonly sharedStrings: (bounds: Bounds) => Promise<readonly Cell[]>;
    readonly rangesOf: (part: string, bounds: Bounds) => Promise<readonly string[]>;
  },
  bounds: Bounds,
): AsyncGenerator<SheetRow[]> {
  // Both are unpacked at the same time.
  const [sharedStrings, ranges] = await Promise.all([once.sharedStrings(bounds), once.rangesOf(part, bounds.again())]);
  const reader = new WorksheetReader({ sharedStrings, formats, is1904, merged: new MergedCells(ranges) }, bounds);
  const ready = (): SheetRow[] => {
    const { rows } = reader;
    reader.rows = [];
    return rows;
  };
  for await (const _block of scanned(zip, part, reader, bounds)) {
    if (reader.rows.length === 0) continue;
    bounds.pause();
    yield ready();
    bounds.resume();
  }
  if (reader.rows.length > 0) yield ready();
}
