/** What a connection's database still holds that the provider has not confirmed, without opening it for work. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The intakes' own file, beside the connection's database. */
export const intakesBeside = (file: string): string => join(dirname(file), 'intake.sqlite');

/** Documents of intakes that were told to go and are not in the outbox yet; `null` where the file cannot be read. */
export function toHandIn(file: string): number | null {
  return countIn(file, 'SELECT count(*) AS rows FROM current WHERE send_order IS NOT NULL AND handed IS NULL');
}

/**
 * Rows of the outbox that are neither confirmed nor taken back, and what is still to enter it; `null` where either file cannot be read.
 */
export function unfinishedIn(file: string): number | null {
  const rows = countIn(file, "SELECT count(*) AS rows FROM outbox WHERE state NOT IN ('confirmed', 'withdrawn')");
  const toHand = toHandIn(intakesBeside(file));
  return rows === null || toHand === null ? null : rows + toHand;
}

function countIn(file: string, sql: string): number | null {
  if (!existsSync(file)) return 0;
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(file, { readOnly: true });
    return Number(sqlite.prepare(sql).get()?.['rows']);
  } catch {
    // Damaged, or no database of this desk: nobody can say what is in it.
    return null;
  } finally {
    if (sqlite?.isOpen === true) sqlite.close();
  }
}
