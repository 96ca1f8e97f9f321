/**
 * Which rows of the lists were written last, so that a thread that has a list at hand takes in these alone. Written in the transaction that
 * writes the rows: who reads of one moment finds both of the same.
 */
import { derivedPrefix } from './copy.ts';
import type { Database } from './database.ts';
import type { ListChanges } from './listSource.ts';
import type { Reading } from './reader.ts';

const table = `${derivedPrefix}changes`;
/** `id` 0: the list was made anew. */
const tableSql = `CREATE TABLE ${table} (number INTEGER PRIMARY KEY, list TEXT NOT NULL, id INTEGER NOT NULL) STRICT`;

/** So many are kept. Who has read none for longer begins anew. */
const mostKept = 10_000;

export interface WrittenChanges {
  add(list: string, id: number): void;
  /** All rows of the list were. */
  addAll(list: string): void;
  /** Lets go of the oldest. */
  tidy(): void;
}

export function listedChangesOn(database: Database): WrittenChanges {
  const known = database.get('SELECT sql FROM sqlite_schema WHERE name = ?', table)?.['sql'];
  if (known !== tableSql) {
    database.transaction(() => {
      database.run(`DROP TABLE IF EXISTS ${table}`);
      database.run(tableSql);
    });
  }
  const add = (list: string, id: number): void => void database.run(`INSERT INTO ${table} (list, id) VALUES (?, ?)`, list, id);
  return {
    add,
    addAll: (list) => add(list, 0),
    tidy: () => void database.run(`DELETE FROM ${table} WHERE number <= (SELECT max(number) FROM ${table}) - ?`, mostKept),
  };
}

/** Of the list in this table, as `KeptSource.changes`. */
export function changesOf(reader: Reading, list: string, since: number | null): ListChanges {
  const ends = reader.get(`SELECT (SELECT min(number) FROM ${table}) AS first, (SELECT max(number) FROM ${table}) AS last`);
  const [first, last] = [Number(ends?.['first'] ?? 0), Number(ends?.['last'] ?? 0)];
  if (since === null || since === last) return { last, rows: [] };
  if (since > last || first > since + 1) return { last, rows: null };
  const rows = reader
    .all(`SELECT DISTINCT id FROM ${table} WHERE number > ? AND list = ? ORDER BY id`, since, list)
    .map(({ id }) => Number(id));
  return { last, rows: rows[0] === 0 ? null : rows };
}
