/** Whether a database file can be believed: SQLite goes through its pages, which takes seconds where there are hundreds of megabytes. */
import { DatabaseSync } from 'node:sqlite';

/**
 * By these the desk decides what is sent, and what was typed lies in them: looked at before anything leaves. They are small. What else
 * there is can be fetched again, or is only read.
 */
export const essentialTables: readonly string[] = ['settings', 'drafts', 'outbox', 'files', 'uploads'];

/**
 * `exceptWords`: all but the index of words (`wordIndex.ts`), which SQLite checks as well. It is made from what is there: to put the file
 * aside for it would be worse than what it is.
 */
export type Soundness = 'sound' | 'exceptWords' | 'damaged';

/** Of these tables with their indexes, or of all of the file. `damaged` also where it cannot even be opened. */
export function soundnessOf(file: string, tables: readonly string[] | 'all'): Soundness {
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(file, { readOnly: true, timeout: patienceMs });
    const opened = sqlite;
    if (tables === 'all') return lookedAt(opened);
    return tables.every((table) => lookedAt(opened, table) !== 'damaged') ? 'sound' : 'damaged';
  } catch (error) {
    // Held by another program, or out of the reach of this account: that is no damage.
    if (!isDamage(error)) throw error;
    return 'damaged';
  } finally {
    if (sqlite?.isOpen === true) sqlite.close();
  }
}

export function lookedAt(sqlite: DatabaseSync, table?: string): Soundness {
  // Of each index one line comes first, which must not hide what else there is.
  const lines = sqlite.prepare(`PRAGMA quick_check(${table === undefined ? '50' : `'${table}'`})`).all();
  const told = lines.map((line) => String(line['quick_check'])).filter((line) => line !== 'ok');
  if (told.length === 0) return 'sound';
  return told.every((line) => /fts5/iu.test(line)) ? 'exceptWords' : 'damaged';
}

/** So long a file that another program holds is waited for, in milliseconds: a thread may. */
const patienceMs = 10_000;

/** SQLITE_CORRUPT and SQLITE_NOTADB, in all their extended forms. */
export const isDamage = (error: unknown): boolean => [11, 26].includes((sqliteCode(error) ?? 0) & 0xff);

/** Of an error of SQLite's, extended; `null` of any other. */
export const sqliteCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
