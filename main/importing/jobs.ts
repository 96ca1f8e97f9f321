/** What a thread does of it with rows that are sent to it; of files a thread reads the rows itself. */
import type { Mapping, Recognised, SavedMapping, SheetDocument } from '../../contract/imports.ts';
import type { SheetRow } from '../../contract/sheets.ts';
import { documentsOf, recognise } from './index.ts';

export const importJobs = {
  /** What a sheet is, from its first rows and from what people said of others like it. */
  'import.recognise': ({ rows, saved }: { readonly rows: readonly SheetRow[]; readonly saved: readonly SavedMapping[] }): Recognised =>
    recognise(rows, saved),

  /** What the rows of a small sheet make; `mended`: by `row:column`, from 0. */
  'import.documents': async ({
    rows,
    mapping,
    mended,
  }: {
    readonly rows: readonly SheetRow[];
    readonly mapping: Mapping;
    readonly mended: readonly (readonly [place: string, text: string])[];
  }): Promise<SheetDocument[]> => {
    const made: SheetDocument[] = [];
    for await (const some of documentsOf([rows], mapping, { sheet: 0, mended: new Map(mended) })) made.push(...some);
    return made;
  },
};
