/** What was printed. A row is written before the printer is asked: what ends in between was perhaps printed. */
import type { ErrorCode } from '../../contract/errors.ts';
import type { PrintRecord, PrintedThing, ToPrint } from '../../contract/printing.ts';
import type { Database } from './database.ts';
import type { Journal } from './journal.ts';

export const schema = `
CREATE TABLE prints (
  id       INTEGER PRIMARY KEY,
  what     TEXT NOT NULL,
  code     TEXT NOT NULL,
  -- Of the record: a package's code, or nothing.
  part     TEXT NOT NULL,
  -- printing, printed, failed, maybe.
  state    TEXT NOT NULL,
  at       INTEGER NOT NULL,
  operator TEXT,
  printer  TEXT,
  copies   INTEGER NOT NULL,
  -- The merchant's own key, for the journal.
  reference TEXT
) STRICT;
CREATE INDEX prints_by_code ON prints (what, code);
`;

export interface Print extends ToPrint {
  readonly what: PrintedThing;
  readonly operator: string | null;
  readonly printer: string | null;
  readonly copies: number;
  readonly reference: string | null;
}
export type PrintEnd = 'printed' | 'failed' | 'maybe';

export interface Prints {
  /** They are on their way to the printer now (Unix milliseconds). Answers their ids. */
  begin(prints: readonly Print[], at: number): number[];
  /** What became of them; the journal is told in the same transaction. */
  end(ids: readonly number[], how: PrintEnd, error: ErrorCode | null, at: number): void;
  /** Those whose end nobody saw, because the desk ended first. Answers how many. */
  endLeft(at: number): number;
  /** What is known of each of these records, and of each of its parts. Nothing is known of one that is not answered. */
  of(what: PrintedThing, codes: readonly string[]): PrintRecord[];
}

export function printsOn(database: Database, journal: Pick<Journal, 'addPrint'>): Prints {
  const end: Prints['end'] = (ids, how, error, at) =>
    database.transaction(() => {
      for (const id of ids) {
        database.run(`UPDATE prints SET state = ?, at = ? WHERE id = ? AND state = 'printing'`, how, Math.round(at), id);
        const row = database.get('SELECT * FROM prints WHERE id = ?', id);
        if (row === undefined) continue;
        const [what, code, part] = [String(row['what']) as PrintedThing, String(row['code']), String(row['part'])];
        const times = database.get(
          `SELECT count(*) AS times FROM prints WHERE what = ? AND code = ? AND part = ? AND state = 'printed'`,
          what,
          code,
          part,
        );
        journal.addPrint({
          at,
          operator: textOf(row['operator']),
          naturalKey: textOf(row['reference']),
          printed: what,
          code,
          part: part === '' ? null : part,
          event: how,
          times: Number(times?.['times']),
          printer: textOf(row['printer']),
          copies: Number(row['copies']),
          error,
        });
      }
    });
  return {
    begin: (prints, at) =>
      database.transaction(() =>
        prints.map(({ what, code, part, operator, printer, copies, reference }) => {
          database.run(
            `INSERT INTO prints (what, code, part, state, at, operator, printer, copies, reference) VALUES (?, ?, ?, 'printing', ?, ?, ?, ?, ?)`,
            what,
            code,
            part ?? '',
            Math.round(at),
            operator,
            printer,
            copies,
            reference,
          );
          return Number(database.get('SELECT last_insert_rowid() AS id')?.['id']);
        }),
      ),
    end,
    endLeft: (at) => {
      const left = database.all(`SELECT id FROM prints WHERE state = 'printing'`).map(({ id }) => Number(id));
      if (left.length > 0) end(left, 'maybe', 'printMaybe', at);
      return left.length;
    },
    of: (what, codes) =>
      codes.flatMap((code) =>
        database
          .all(
            `SELECT part, count(*) FILTER (WHERE state = 'printed') AS times, max(at) FILTER (WHERE state = 'printed') AS at,
               max(at) FILTER (WHERE state IN ('maybe', 'printing')) AS maybe,
               (SELECT operator FROM prints AS last WHERE last.what = prints.what AND last.code = prints.code AND last.part = prints.part
                AND last.state = 'printed' ORDER BY id DESC LIMIT 1) AS by
             FROM prints WHERE what = ? AND code = ? AND state <> 'failed' GROUP BY part ORDER BY min(id)`,
            what,
            code,
          )
          .map((row) => {
            const at = row['at'] === null ? null : Number(row['at']);
            const maybe = row['maybe'] === null ? null : Number(row['maybe']);
            const part = String(row['part']);
            return {
              code,
              part: part === '' ? null : part,
              times: Number(row['times']),
              at,
              by: textOf(row['by']),
              maybeAt: maybe !== null && maybe > (at ?? 0) ? maybe : null,
            };
          }),
      ),
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
