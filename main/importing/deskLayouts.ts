/** The desk's own templates, as they come back: by the names of their columns, in either language. */
import { type ImportTable, importTables } from '../../contract/imports.ts';
import { deskColumns } from './deskColumns.ts';
import type { Layout } from './layouts.ts';

const languages = ['vi', 'en'] as const;

export const deskLayouts: readonly (Layout & { readonly table: ImportTable })[] = importTables.flatMap((table) =>
  languages.map((language) => {
    const columns = deskColumns[table];
    return {
      name: 'desk' as const,
      table,
      platform: '',
      fields: Object.fromEntries(columns.map(({ field, title }) => [field, [title[language]]])),
      others: [],
      required: columns.filter(({ isNeeded }) => isNeeded).map(({ title }) => [title[language]]),
      onePieceARow: false,
      dayFirst: true,
    };
  }),
);
