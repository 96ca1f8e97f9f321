/**
 * One database written into a new file, row by row, without the tables that can be fetched again. A generator, so that
 * whoever runs it decides how much of it happens in one turn.
 */
import { DatabaseSync } from 'node:sqlite';

/** Tables whose names begin so are made from others when a file is opened: a copy is without them. */
export const derivedPrefix = 'listed_';
/** Of them the one that says which indexes of words can be believed (`wordIndex.ts`). */
export const wordsTable = `${derivedPrefix}words`;

/**
 * A yield after every row. The source must stand still meanwhile: a read transaction, or nobody who writes. Tables in `leftOut` are made,
 * and stay empty. Answers `true` once it is whole; ended before, it leaves a torso.
 */
export function* copyInto(source: DatabaseSync, path: string, leftOut: ReadonlySet<string>): Generator<void, true, void> {
  const copy = new DatabaseSync(path);
  try {
    // Nobody reads it before it is whole and on the disk: `fsync` comes with its final name.
    copy.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA trusted_schema = OFF; BEGIN');
    const parts = source
      .prepare(
        "SELECT type, name, tbl_name AS of, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type = 'trigger', type <> 'table'",
      )
      .all()
      .filter(({ of }) => !String(of).startsWith(derivedPrefix))
      .map(({ type, name, sql }) => ({ type: String(type), name: String(name), sql: String(sql) }));
    // Indexes grow with the rows: made afterwards, a large one would take all of a turn and more.
    for (const { type, sql } of parts) if (type !== 'trigger') copy.exec(sql);
    for (const { type, name } of parts)
      if (type === 'table' && !leftOut.has(name)) yield* copyTable(source, copy, `"${name.replaceAll('"', '""')}"`);
    for (const { type, sql } of parts) if (type === 'trigger') copy.exec(sql);
    copy.exec(`PRAGMA user_version = ${Number(source.prepare('PRAGMA user_version').get()?.['user_version'])}; COMMIT`);
    return true;
  } finally {
    copy.close();
  }
}

function* copyTable(source: DatabaseSync, copy: DatabaseSync, table: string): Generator<void, void, void> {
  const reading = source.prepare(`SELECT * FROM ${table}`);
  // SQLite's driver refuses whole numbers beyond 2^53; as bigints they pass.
  reading.setReadBigInts(true);
  reading.setReturnArrays(true);
  const writing = copy.prepare(
    `INSERT INTO ${table} VALUES (${reading
      .columns()
      .map(() => '?')
      .join(', ')})`,
  );
  for (const row of reading.iterate()) {
    // As arrays they come in the order of the columns, whatever the types say.
    writing.run(...(row as unknown as Parameters<typeof writing.run>));
    yield;
  }
}
