/** A claim sheet as a spreadsheet. */
import type { ClaimSheet } from '../../contract/claim.ts';
import type { SavedFile } from '../../contract/journal.ts';
import { formXlsx } from '../tables/xlsx.ts';
import { writeFile } from './writeFile.ts';

/** @throws DeskFailure as `writeFile` */
export async function writeClaim(path: string, sheet: ClaimSheet): Promise<SavedFile> {
  return writeFile(path, [await formXlsx(sheet)]);
}
