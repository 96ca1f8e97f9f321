/** What a connection's database still holds that the provider has not confirmed, without opening it for work. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Rows of the outbox that are neither confirmed nor taken back; `null` where the file cannot be read. */
export function unfinishedIn(file: string): number | null {
  if (!existsSync(file)) return 0;
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(file, { readOnly: true });
    return Number(sqlite.prepare("SELECT count(*) AS rows FROM outbox WHERE state NOT IN ('confirmed', 'withdrawn')").get()?.['rows']);
  } catch {
    // Damaged, or no database of this desk: nobody can say what is in it.
    return null;
  } finally {
    if (sqlite?.isOpen === true) sqlite.close();
  }
}
