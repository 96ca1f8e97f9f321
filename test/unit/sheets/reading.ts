/** Files of rows, read as the desk reads them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeskFailure } from '../../../contract/errors.ts';
import type { Cell, SheetForm, SheetInfo, SheetRow } from '../../../contract/sheets.ts';
import { type SheetsOptions, openSheets } from '../../../main/sheets/index.ts';
import { temporaryFolder } from '../store/temporary.ts';

export interface AllRead {
  readonly form: SheetForm;
  readonly sheets: readonly (SheetInfo & { readonly rows: readonly SheetRow[] })[];
}

export async function readAll(bytes: Uint8Array | string, options: SheetsOptions = {}): Promise<AllRead> {
  const path = join(temporaryFolder(), 'tệp.dat');
  writeFileSync(path, bytes);
  const open = await openSheets(path, { name: 'Đơn hàng.xlsx', ...options });
  try {
    const sheets = [];
    for (const sheet of open.sheets) {
      const rows: SheetRow[] = [];
      for await (const batch of sheet.rows()) rows.push(...batch);
      sheets.push({ ...sheet.info, rows });
    }
    return { form: open.form, sheets };
  } finally {
    await open.close();
  }
}

/** Of the first sheet. */
export const rowsOf = async (bytes: Uint8Array | string, options?: SheetsOptions): Promise<readonly SheetRow[]> =>
  (await readAll(bytes, options)).sheets[0]?.rows ?? [];

export const textsOf = async (bytes: Uint8Array | string): Promise<string[][]> =>
  (await rowsOf(bytes)).map(({ cells }) => cells.map(({ text }) => text));

export const cellsOf = async (bytes: Uint8Array | string): Promise<readonly Cell[]> => (await rowsOf(bytes)).flatMap(({ cells }) => cells);

/** The code of what it was refused with. */
export async function troubleOf(bytes: Uint8Array | string, options?: SheetsOptions): Promise<string> {
  try {
    await readAll(bytes, options);
  } catch (error) {
    if (error instanceof DeskFailure) return error.error.code;
    throw error;
  }
  return 'none';
}
