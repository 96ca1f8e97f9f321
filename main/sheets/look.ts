/** The beginning of a file of rows: what a person looks at before anything is made of it. */
import type { SheetsLook } from '../../contract/sheets.ts';
import { Bounds, usualCaps } from './bounds.ts';
import { openSheets } from './index.ts';

export interface LookWanted {
  readonly path: string;
  /** By which the operator knows it. */
  readonly name: string;
  /** Of each sheet. */
  readonly rows: number;
}

/** @throws DeskFailure as `openSheets`, `sheetEmpty` where no sheet has a row */
export async function lookAtSheets(
  { path, name, rows: most }: LookWanted,
  { signal }: { readonly signal: AbortSignal },
): Promise<SheetsLook> {
  const open = await openSheets(path, { name, signal });
  try {
    const sheets: SheetsLook['sheets'] = [];
    for (const sheet of open.sheets) {
      const beginning: SheetsLook['sheets'][number]['rows'] = [];
      for await (const batch of sheet.rows()) {
        beginning.push(...batch.slice(0, most + 1 - beginning.length));
        if (beginning.length > most) break;
      }
      sheets.push({ ...sheet.info, rows: beginning.slice(0, most), hasMore: beginning.length > most });
    }
    if (sheets.every(({ rows }) => rows.length === 0)) throw new Bounds(name, usualCaps, signal).fail('sheetEmpty');
    return { form: open.form, sheets };
  } finally {
    await open.close();
  }
}
