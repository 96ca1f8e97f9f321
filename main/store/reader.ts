/** A database file that is only read, by a thread of its own, over a second connection: NOTE(on-disk). */
import { DatabaseSync } from 'node:sqlite';
import { lendFolding } from './folding.ts';
import { type Database, inWords } from './database.ts';
import { type Timed, slowStatements } from './slow.ts';

/** What reading needs of a database, be it the desk's own connection or a second one. */
export type Reading = Pick<Database, 'get' | 'all'>;

export interface Reader extends Reading {
  /** All that `work` reads is of one moment: of what was committed when it began. */
  atOnce<T>(work: () => T): T;
  /** The same for work that waits; whoever opened this reader has it to themselves meanwhile. */
  atOneMoment<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** So long a file that another program holds is waited for, in milliseconds: a thread may. */
const patienceMs = 5_000;

const statementsKept = 200;

/**
 * The file must be there, in its newest version. `onSlow` is told of statements that take long. @throws DeskFailure `storageBusy`,
 * `storageDamaged`, now and at every question
 */
export const openReader = (file: string, onSlow: (line: string) => void = () => undefined): Reader =>
  inWords(file, () => opened(file, slowStatements(onSlow)));

function opened(file: string, timed: Timed): Reader {
  const sqlite = new DatabaseSync(file, { readOnly: true, timeout: patienceMs });
  sqlite.exec('PRAGMA trusted_schema = OFF');
  lendFolding(sqlite);
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? sqlite.prepare(sql);
    // They are few, and this is the net should they ever not be.
    if (statements.size >= statementsKept) statements.clear();
    statements.set(sql, known);
    return known;
  };
  return {
    get: (sql, ...values) => inWords(file, () => timed(sql, () => prepared(sql).get(...values))),
    all: (sql, ...values) => inWords(file, () => timed(sql, () => prepared(sql).all(...values))),
    atOnce: (work) =>
      inWords(file, () => {
        sqlite.exec('BEGIN');
        try {
          return work();
        } finally {
          if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
        }
      }),
    atOneMoment: async (work) => {
      inWords(file, () => sqlite.exec('BEGIN'));
      try {
        return await work();
      } finally {
        if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
      }
    },
    close: () => {
      statements.clear();
      sqlite.close();
    },
  };
}
