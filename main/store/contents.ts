/** Counts what is only in a connection's database. It is told before the connection is put away; the file is not opened for work. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { ConnectionContents } from '../../contract/connection.ts';
import { intakesBeside, toHandIn } from './unfinished.ts';

const counts = `
SELECT
  (SELECT COUNT(*) FROM drafts WHERE state = 'open') AS drafts,
  (SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending', 'unknown')) AS underWay,
  (SELECT COUNT(*) FROM outbox WHERE state = 'needs_attention'
     OR (state = 'rejected' AND (draft_id IS NULL OR draft_id NOT IN (SELECT id FROM drafts WHERE state = 'open')))) AS needsPerson
`;

/** `log` is told why it cannot be read. */
export function contentsOf(file: string, log: (line: string) => void): ConnectionContents {
  // Never opened.
  if (!existsSync(file)) return { drafts: 0, templates: 0, underWay: 0, needsPerson: 0 };
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(file, { readOnly: true });
    const row = sqlite.prepare(counts).get();
    return {
      drafts: Number(row?.['drafts']),
      templates: countIn(sqlite, 'templates', 'COUNT(*)'),
      // What was asked to be done to many enters the outbox in turns.
      underWay: withHanded(
        Number(row?.['underWay']) + countIn(sqlite, 'outbox_entering', 'coalesce(sum(json_array_length(bodies)), 0)'),
        toHandIn(intakesBeside(file)),
      ),
      needsPerson: Number(row?.['needsPerson']),
    };
  } catch (error) {
    log(`${file} cannot be counted: ${error instanceof Error ? error.message : String(error)}`);
    return { drafts: null, templates: null, underWay: null, needsPerson: null };
  } finally {
    sqlite?.close();
  }
}

/** Nobody can say how many there are where it is not known how many of a drop are still to enter. */
const withHanded = (underWay: number, toHand: number | null): number | null => (toHand === null ? null : underWay + toHand);

/** A file that was last opened by an older desk has no such table, and nothing in it. */
function countIn(sqlite: DatabaseSync, table: 'templates' | 'outbox_entering', counted: string): number {
  if (sqlite.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) === undefined) return 0;
  return Number(sqlite.prepare(`SELECT ${counted} AS count FROM ${table}`).get()?.['count']);
}
