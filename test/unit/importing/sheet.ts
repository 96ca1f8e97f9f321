/** Sheets for tests, as a reader of files gives them. */
import type { SheetDocument } from '../../../contract/imports.ts';
import type { Cell, SheetRow } from '../../../contract/sheets.ts';
import { documentsOf, recognise } from '../../../main/importing/index.ts';

/** A text, or a cell that the file holds in another way. */
export type Written = string | Cell;

/** From row 1 on; blank rows are left out, and counted. */
export const rowsOf = (...rows: readonly (readonly Written[])[]): SheetRow[] =>
  rows.flatMap((written, index) => {
    const cells = written.map((cell) => (typeof cell === 'string' ? { text: cell } : cell));
    return cells.some(({ text }) => text !== '') ? [{ row: index + 1, cells }] : [];
  });

/** Recognised by itself, and made into documents. */
export async function documentsIn(
  rows: readonly SheetRow[],
  { mended = {}, given = {} }: { mended?: Readonly<Record<string, string>>; given?: Readonly<Record<string, string>> } = {},
): Promise<SheetDocument[]> {
  const { mapping } = recognise(rows);
  if (mapping === null) throw new Error('not recognised');
  const told = { ...mapping, given: { ...mapping.given, ...given } };
  const made: SheetDocument[] = [];
  for await (const some of documentsOf([rows], told, { sheet: 0, mended: new Map(Object.entries(mended)) })) made.push(...some);
  return made;
}

export const problemsOf = (document: SheetDocument | undefined): string[] => (document?.problems ?? []).map(({ problem }) => problem);
