/**
 * Rows of which something has been sent. Whatever a person mends in them afterwards, and whichever columns are chosen anew, they make no
 * second document: the goods of an order whose reference was mended after it had gone would leave twice.
 */
import type { IntakeId } from '../../contract/intake.ts';
import type { Database } from '../store/database.ts';
import type { CheckedDocument } from './checked.ts';
import { parsed } from './intakes.ts';
import { isSent } from './store.ts';
import { alreadyThere } from './repeats.ts';

export interface SentRows {
  /** What takes the place of a document of such rows; `null` where there is nothing against it. */
  instead(checked: CheckedDocument): CheckedDocument | null;
}

/** Of the documents that are shown, before those of `gen` take their place. */
export function sentRows(database: Pick<Database, 'all'>, id: IntakeId, gen: number): SentRows {
  const sentIds = new Set<string>();
  const sentBy = new Map<string, string>();
  const key = (file: unknown, sheet: unknown, row: number): string => `${String(file)} ${String(sheet)} ${row}`;
  for (const each of database.all(
    `SELECT id, file, sheet, json_extract(shown, '$.rows') AS rows, json_extract(shown, '$.reference') AS reference
       FROM documents WHERE intake = ? AND gen < ? AND ${isSent}`,
    id,
    gen,
  )) {
    sentIds.add(String(each['id']));
    for (const row of (parsed(each['rows']) as number[] | null) ?? [])
      sentBy.set(key(each['file'], each['sheet'], row), String(each['reference']));
  }
  return {
    instead: (checked) => {
      if (sentIds.has(checked.id)) return null;
      const row = checked.rows.find((each) => sentBy.has(key(checked.file, checked.sheet, each)));
      if (row === undefined) return null;
      const problem = alreadyThere(row, 'outbox', sentBy.get(key(checked.file, checked.sheet, row)) ?? '');
      return { ...checked, state: 'there', body: null, withoutLacking: null, problems: [problem] };
    },
  };
}
