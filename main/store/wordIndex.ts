/**
 * An index of every piece of three signs in what records are found by: SQLite's FTS5 with its trigram tokenizer, where this build of SQLite
 * has it. It names rows that a word may be in, sometimes too many and never too few; what is asked of them then is the same as where all
 * rows are looked through. So both ways find the same, and nothing depends on the index.
 *
 * It is made from the lists, in small steps beside the work, and kept up with every write of them in the same transaction. Until it is
 * whole, or where it cannot be used, all rows are looked through.
 */
import { DeskFailure } from '../../contract/errors.ts';
import { derivedPrefix, wordsTable as stateTable } from './copy.ts';
import type { Database } from './database.ts';
import type { Reading } from './reader.ts';

/** Which indexes can be believed, and how far each has come. */
const stateSql = `CREATE TABLE ${stateTable} (name TEXT PRIMARY KEY, made_to INTEGER NOT NULL, is_whole INTEGER NOT NULL) STRICT, WITHOUT ROWID`;

/** Pieces alone, without their places and without the text: half the size, and all that is asked of it. */
const kindOfIndex = `fts5(search, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1')`;
const indexOf = (table: string): string => `${table}_words`;
const sqlOf = (table: string): string => `CREATE VIRTUAL TABLE ${indexOf(table)} USING ${kindOfIndex}`;

/** Signs of a piece. Shorter words are in no index. */
const pieceSigns = 3;
/**
 * So many pieces of a word are looked for, from its end: codes begin alike, and each piece that is everywhere takes as long as all others.
 */
const mostPieces = 4;
/** Records a step: some milliseconds. */
const stepRows = 50;
/** FTS5's own tidying takes up to 50 ms at a time. It is done here instead, so many of its pages with every write. */
const tidyPages = 8;
/** Only beyond so many unmerged parts would FTS5 tidy by itself. */
const crisis = 1_000;

export interface WordIndex {
  /** What a row of this table is found by has changed. */
  put(table: string, id: number, search: string): void;
  /** After the last `put` of a transaction. */
  tidy(): void;
  /** Brings in what is not in it yet; a step is a transaction of a few milliseconds. */
  make(): Generator<void, void, void>;
}

/** `tables` have an `id` and a `search`. Those in `remade` were made anew just now; in `unfinished`, not all their rows are there yet. */
export function wordIndexOn(
  database: Database,
  tables: readonly string[],
  { remade, unfinished }: { readonly remade: readonly string[]; readonly unfinished: readonly string[] },
  hasTrigrams: boolean,
): WordIndex {
  const known = new Map(
    database.all(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`).map(({ name, sql }) => [String(name), String(sql)]),
  );
  if (known.get(stateTable) !== stateSql) {
    database.transaction(() => {
      database.run(`DROP TABLE IF EXISTS ${stateTable}`);
      database.run(stateSql);
    });
  }
  const stateOf = (table: string) => database.get(`SELECT made_to, is_whole FROM ${stateTable} WHERE name = ?`, table);
  const setState = (table: string, madeTo: number, isWhole: boolean): void =>
    void database.run(`INSERT OR REPLACE INTO ${stateTable} VALUES (?, ?, ?)`, table, madeTo, isWhole ? 1 : 0);
  /** Not believed any more: the next desk to open the file makes it anew. */
  const drop = (table: string): void => void database.run(`DELETE FROM ${stateTable} WHERE name = ?`, table);

  const usable = new Set<string>();
  for (const table of tables) {
    const isKept = known.get(indexOf(table)) === sqlOf(table) && !remade.includes(table) && stateOf(table) !== undefined;
    // Rows that are written without the index are not in it.
    if (!hasTrigrams) {
      if (stateOf(table) !== undefined) drop(table);
    } else if (isKept || unlessBroken(() => database.transaction(() => begin(table)))) usable.add(table);
    else drop(table);
  }
  function begin(table: string): void {
    const index = indexOf(table);
    database.run(`DROP TABLE IF EXISTS ${index}`);
    database.run(sqlOf(table));
    database.run(`INSERT INTO ${index} (${index}, rank) VALUES ('automerge', 0)`);
    database.run(`INSERT INTO ${index} (${index}, rank) VALUES ('crisismerge', ${crisis})`);
    setState(table, 0, !unfinished.includes(table) && database.get(`SELECT id FROM ${table} LIMIT 1`) === undefined);
  }

  const toTidy = new Set<string>();
  const attempt = (table: string, work: () => void): void => {
    if (unlessBroken(work)) return;
    usable.delete(table);
    drop(table);
  };
  const tidy = (): void => {
    for (const table of toTidy)
      if (usable.has(table))
        attempt(table, () => void database.run(`INSERT INTO ${indexOf(table)} (${indexOf(table)}, rank) VALUES ('merge', ${tidyPages})`));
    toTidy.clear();
  };
  return {
    put: (table, id, search) => {
      if (!usable.has(table)) {
        // Said again, because the first time may have been rolled back with its transaction.
        if (hasTrigrams) drop(table);
        return;
      }
      attempt(table, () => void database.run(`INSERT OR REPLACE INTO ${indexOf(table)} (rowid, search) VALUES (?, ?)`, id, search));
      toTidy.add(table);
    },
    tidy,
    make: function* () {
      for (const table of usable) {
        while (usable.has(table) && stateOf(table)?.['is_whole'] === 0) {
          database.unhurried(() => {
            const from = Number(stateOf(table)?.['made_to']);
            const rows = database.all(`SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`, from, stepRows);
            const to = Number(rows.at(-1)?.['id'] ?? from);
            setState(table, to, rows.length < stepRows);
            if (rows.length === 0) return;
            const insert = `INSERT OR REPLACE INTO ${indexOf(table)} (rowid, search) SELECT id, search FROM ${table} WHERE id > ? AND id <= ?`;
            attempt(table, () => void database.run(insert, from, to));
            toTidy.add(table);
            tidy();
          });
          yield;
        }
      }
    },
  };
}

/** SQLite has found one that is not as it should be: the next desk to open the file makes it anew. */
export const believeNoIndex = (database: Pick<Database, 'run'>): void => void database.run(`DELETE FROM ${stateTable}`);

/** Whether this build of SQLite can make such an index. */
export function canIndexWords(database: Database): boolean {
  return unlessBroken(() => {
    database.run(`CREATE VIRTUAL TABLE temp.${derivedPrefix}probe USING ${kindOfIndex}`);
    database.run(`DROP TABLE temp.${derivedPrefix}probe`);
  });
}

/**
 * Rows that all of these folded words may be in; `null` where that is not known, or where there are more than `most`. It only reads.
 */
export function rowsNear(reader: Reading, table: string, words: readonly string[], most: number): readonly number[] | null {
  const pieces = words.flatMap(piecesOf);
  // SQLite's texts end with a NUL, wherever it stands.
  if (pieces.length === 0 || words.some((word) => word.includes('\0'))) return null;
  if (reader.get(`SELECT is_whole FROM ${stateTable} WHERE name = ?`, table)?.['is_whole'] !== 1) return null;
  let found: readonly number[] | null = null;
  unlessBroken(() => {
    const index = indexOf(table);
    const wanted = pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join(' AND ');
    found = reader.all(`SELECT rowid AS id FROM ${index} WHERE ${index} MATCH ? LIMIT ?`, wanted, most + 1).map(({ id }) => Number(id));
  });
  return found === null || (found as readonly number[]).length > most ? null : found;
}

function piecesOf(word: string): readonly string[] {
  const signs = Array.from(word);
  const pieces = signs.slice(pieceSigns - 1).map((_, start) => signs.slice(start, start + pieceSigns).join(''));
  return [...new Set(pieces)].slice(-mostPieces);
}

/** `false` where the index itself is what fails. A file that is held, full or not to be written is not its fault. */
function unlessBroken(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof DeskFailure && error.error.code !== 'storageDamaged') throw error;
    return false;
  }
}
