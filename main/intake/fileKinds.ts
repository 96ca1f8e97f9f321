/** What a file of an intake is, and whether anything can be made of a sheet: the same for the screen and for a check without one. */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { type ImportTable, neededFields } from '../../contract/imports.ts';

/** So many rows tell what a sheet is. */
export const firstRows = 120;

/** By what is in it: its name may say anything. */
export async function kindOfFile(path: string, name: string): Promise<'rows' | 'labels' | 'unknown'> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = await file.read(Buffer.alloc(1_024), 0, 1_024, 0);
    const begins = head.buffer.subarray(0, head.bytesRead).toString('latin1');
    if (begins.includes('%PDF-') || /^(?:\x89PNG|\xFF\xD8\xFF|GIF8[79]a|BM.{4}\0\0\0\0|II\*|MM\0|RIFF....WEBP|....ftyp)/su.test(begins))
      return 'labels';
    if (!begins.startsWith('PK')) return 'rows';
    // The names of what is in an archive stand at its end.
    const tail = Buffer.alloc(Math.min(size, 256 * 1_024));
    await file.read(tail, 0, tail.length, size - tail.length);
    const isWorkbook = tail.includes('xl/workbook') || tail.includes('[Content_Types].xml') || /^\.xls[xm]$/iu.test(extname(name));
    return isWorkbook ? 'rows' : 'labels';
  } finally {
    await file.close();
  }
}

/** The fields that keep a sheet from being made into documents: what is missing, and cannot be said for all rows at once. */
export const blocking = (table: ImportTable, missing: readonly string[]): string[] =>
  missing.filter((field) => neededFields[table].some(({ oneOf, canBeGiven }) => oneOf.includes(field) && !canBeGiven));
