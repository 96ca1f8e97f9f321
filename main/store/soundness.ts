/** Whether a database file can be believed: SQLite goes through its pages, which takes seconds where there are hundreds of megabytes. */
import { DatabaseSync } from 'node:sqlite';

/**
 * By these the desk decides what is sent, and what was typed lies in them: looked at before anything leaves. They are small. What else there
 * is can be fetched again, or is only read.
 */
export const essentialTables: readonly string[] = ['settings', 'drafts', 'outbox', 'files', 'uploads'];

/** Of these tables with their indexes, or of all of the file. `false` also where it cannot even be opened. */
export function isSound(file: string, tables: readonly string[] | 'all'): boolean {
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(file, { readOnly: true, timeout: patienceMs });
    const check = (what: string): boolean => sqlite?.prepare(`PRAGMA quick_check(${what})`).get()?.['quick_check'] === 'ok';
    return tables === 'all' ? check('1') : tables.every((table) => check(`'${table}'`));
  } catch (error) {
    // Held by another program, or out of the reach of this account: that is no damage.
    if (!isDamage(error)) throw error;
    return false;
  } finally {
    if (sqlite?.isOpen === true) sqlite.close();
  }
}

/** So long a file that another program holds is waited for, in milliseconds: a thread may. */
const patienceMs = 10_000;

/** SQLITE_CORRUPT and SQLITE_NOTADB, in all their extended forms. */
export const isDamage = (error: unknown): boolean => [11, 26].includes((sqliteCode(error) ?? 0) & 0xff);

/** Of an error of SQLite's, extended; `null` of any other. */
export const sqliteCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
