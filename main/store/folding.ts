/** The desk's own folding of codes and words, lent to SQLite. */
import type { DatabaseSync } from 'node:sqlite';
import { foldCode } from '../../contract/codes.ts';
import { fold } from '../../contract/fold.ts';

/**
 * Folds as the desk does, for questions and for migrations. No table, index or trigger is made of it: the file can be read without the
 * desk.
 */
export function lendFolding(sqlite: DatabaseSync): void {
  sqlite.function('fold_code', { deterministic: true }, (text) => foldCode(String(text)));
  sqlite.function('fold_text', { deterministic: true }, (text) => fold(String(text)));
}
