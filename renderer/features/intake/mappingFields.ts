/** What a column of a sheet can be, by what its rows make, and which of it is needed. */
import { importFields, neededFields } from '../../../contract/imports.ts';
import type { ImportTable, Mapping } from '../../../contract/imports.ts';

export interface ImportField {
  readonly name: string;
  /** Any of these says as much, this one among them; empty: it may be left out. */
  readonly oneOf: readonly string[];
  /** It can be said once for all rows of the sheet. */
  readonly canBeGiven: boolean;
}

const needed = (table: ImportTable): readonly ImportField[] =>
  neededFields[table].map(({ oneOf, canBeGiven }) => ({ name: oneOf[0] ?? '', oneOf, canBeGiven }));

/** Those that are needed first. */
export function fieldsOf(table: ImportTable): readonly ImportField[] {
  const first = needed(table);
  const others = importFields[table].filter((name) => !first.some((each) => each.name === name));
  return [...first, ...others.map((name) => ({ name, oneOf: [], canBeGiven: false }))];
}

export const isTold = ({ columns, given }: Mapping, field: string): boolean =>
  columns[field] !== undefined || (given[field] ?? '').trim() !== '';

/** What is needed and neither a column nor a word for the whole sheet says. */
export const missingIn = (mapping: Mapping): readonly ImportField[] =>
  needed(mapping.table).filter(
    ({ name, oneOf }) => !(name === 'quantity' && mapping.onePieceARow) && !oneOf.some((each) => isTold(mapping, each)),
  );

/** With these fields alone: another table has others. */
export const keptFor = (columns: Readonly<Record<string, number>>, table: ImportTable): Record<string, number> => {
  const known: readonly string[] = importFields[table];
  return Object.fromEntries(Object.entries(columns).filter(([name]) => known.includes(name)));
};
