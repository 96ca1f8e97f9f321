/**
 * Lists that are made anew from the records, and how far each has come. All of a large copy would take many seconds: the newest rows are
 * made when the file is opened, for the first picture, and the others beside the work (`main/desk/listsLater.ts`). Each step is a
 * transaction that says how far it went, so that a desk that is killed in the middle goes on there.
 */
import { type RecordKind, recordKinds } from '../../contract/records.ts';
import { derivedPrefix } from './copy.ts';
import type { Database, Row } from './database.ts';
import type { Reading } from './reader.ts';

/** A kind stands in it as long as rows of its list are missing: those of records before `made_from` and not before `oldest`. */
const table = `${derivedPrefix}unfinished`;
const tableSql = `CREATE TABLE ${table} (kind TEXT PRIMARY KEY, made_from INTEGER NOT NULL, oldest INTEGER NOT NULL, ready INTEGER NOT NULL, total INTEGER NOT NULL) STRICT, WITHOUT ROWID`;

/** How much of a list is there already: so many rows of so many. */
export interface Preparing {
  readonly ready: number;
  readonly of: number;
}

export interface ListsAnew {
  /** The list of this kind is empty now. Part of a transaction. */
  begin(kind: RecordKind): void;
  /** The next records whose rows are to be made, the oldest first; of `most` that were looked at. Part of the same transaction. */
  take(kind: RecordKind, most: number): Row[];
  /** Whether the row of this record is there. */
  isMade(kind: RecordKind, id: number): boolean;
  unfinished(): readonly RecordKind[];
  /** `null`: all of it is there. */
  preparing(kind: RecordKind): Preparing | null;
}

export function listsAnewOn(database: Database): ListsAnew {
  if (database.get(`SELECT sql FROM sqlite_schema WHERE name = ?`, table)?.['sql'] !== tableSql)
    database.transaction(() => {
      database.run(`DROP TABLE IF EXISTS ${table}`);
      database.run(tableSql);
    });
  const stateOf = (kind: RecordKind): Row | undefined => database.get(`SELECT * FROM ${table} WHERE kind = ?`, kind);
  const isWhole = (kind: RecordKind): void => void database.run(`DELETE FROM ${table} WHERE kind = ?`, kind);
  return {
    begin: (kind) => {
      const all = database.get('SELECT count(*) AS total, max(id) + 1 AS made_from, min(id) AS oldest FROM records WHERE kind = ?', kind);
      isWhole(kind);
      if (Number(all?.['total']) > 0)
        database.run(
          `INSERT INTO ${table} VALUES (?, ?, ?, 0, ?)`,
          kind,
          ...['made_from', 'oldest', 'total'].map((name) => all?.[name] ?? null),
        );
    },
    take: (kind, most) => {
      const state = stateOf(kind);
      if (state === undefined) return [];
      const { made_from: from, oldest } = state;
      // By their numbers alone: there is no index of a kind's, and a step must not look for long.
      const looked = database.all(
        'SELECT id, kind FROM records WHERE id < ? AND id >= ? ORDER BY id DESC LIMIT ?',
        from ?? null,
        oldest ?? null,
        most,
      );
      const ids = looked.filter((row) => row['kind'] === kind).map(({ id }) => id ?? null);
      if (looked.length < most) isWhole(kind);
      else
        database.run(
          `UPDATE ${table} SET made_from = ?, ready = ready + ? WHERE kind = ?`,
          looked.at(-1)?.['id'] ?? null,
          ids.length,
          kind,
        );
      return ids.toReversed().flatMap((id) => database.all('SELECT id, status, body FROM records WHERE id = ?', id));
    },
    isMade: (kind, id) => id >= Number(stateOf(kind)?.['made_from'] ?? 0),
    unfinished: () => {
      const kinds = new Set(database.all(`SELECT kind FROM ${table}`).map(({ kind }) => kind));
      return recordKinds.filter((kind) => kinds.has(kind));
    },
    preparing: (kind) => {
      const state = stateOf(kind);
      return state === undefined ? null : { ready: Number(state['ready']), of: Number(state['total']) };
    },
  };
}

/** Whether rows of this list are still missing. */
export const isUnfinished = (reader: Reading, kind: RecordKind): boolean =>
  reader.get(`SELECT kind FROM ${table} WHERE kind = ?`, kind) !== undefined;
