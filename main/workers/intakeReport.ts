/** Writes what came of an intake where the operator wants it. */
import { extname } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import type { SavedFile } from '../../contract/journal.ts';
import { type ReportWanted, reportsOf } from '../intake/report.ts';
import { readIntakes } from '../intake/store.ts';
import { openReader } from '../store/reader.ts';
import { writeFile } from '../support/writeFile.ts';
import { csvOf } from '../tables/csv.ts';
import { xlsxOf } from '../tables/xlsx.ts';

/** @throws DeskFailure as `writeFile`; `notFound` where there is nothing to be told */
export async function writeReports(
  { connection, desk }: { readonly connection: string; readonly desk: string },
  path: string,
  format: 'csv' | 'xlsx',
  wanted: ReportWanted,
): Promise<SavedFile> {
  const reader = readIntakes(connection);
  if (reader === null) throw new DeskFailure({ code: 'notFound' });
  const outbox = openReader(desk);
  try {
    let saved: SavedFile | null = null;
    for (const [index, table] of reportsOf(reader, outbox, wanted).entries()) {
      const ending = extname(path);
      const own = index === 0 ? path : `${path.slice(0, path.length - ending.length)} (${index + 1})${ending}`;
      const written = await writeFile(own, format === 'csv' ? csvOf(table) : xlsxOf(table));
      saved ??= written;
    }
    if (saved === null) throw new DeskFailure({ code: 'notFound' });
    return saved;
  } finally {
    outbox.close();
    reader.close();
  }
}
