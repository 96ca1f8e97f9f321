/**
 * What was asked to be done to many records and is not in the outbox yet. All of it is written at once, in parts, when the operator
 * says so; each part then becomes rows in a transaction that takes the part away. So a desk that is killed meanwhile goes on where it was:
 * nothing is lost, and nothing enters twice.
 */
import { type ActionKindName, naturalKeyField } from '../../contract/documents/index.ts';
import type { BatchId } from '../../contract/outbox.ts';
import type { Database } from './database.ts';

/** Rows that enter in one transaction: some milliseconds. */
const partRows = 40;

/** Version 15. */
export const enteringRows = `
CREATE TABLE outbox_entering (
  batch    TEXT NOT NULL,
  part     INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  operator TEXT,
  -- Unix ms: when the operator said so.
  begun_at INTEGER NOT NULL,
  -- As they are sent, in a JSON array.
  bodies   TEXT NOT NULL,
  PRIMARY KEY (batch, part)
) STRICT, WITHOUT ROWID;
`;

export interface EnteringPart {
  readonly kind: ActionKindName;
  readonly operator: string | null;
  readonly begunAt: number;
  readonly bodies: readonly object[];
}

export interface EnteringRows {
  /** Writes down all of them but those whose record is entering already for the same. */
  begin(batch: BatchId, all: EnteringPart): void;
  /** Takes the next part away; `null` where none is left. In the transaction of whoever enters it. */
  take(batch: BatchId): EnteringPart | null;
  /** Batches of which parts are left, the oldest first. */
  open(): BatchId[];
  /** Takes away what has not entered; answers how many rows. */
  drop(batch: BatchId): number;
}

/** Records that are entering for an action, by their codes. */
export const enteringKeys = (reader: Pick<Database, 'all'>, kind: string, field: string): string[] =>
  reader
    .all(`SELECT json_extract(body.value, '$.' || ?) AS code FROM outbox_entering, json_each(bodies) AS body WHERE kind = ?`, field, kind)
    .map(({ code }) => String(code));

export function enteringRowsOn(database: Pick<Database, 'transaction' | 'run' | 'get' | 'all'>): EnteringRows {
  return {
    begin: (batch, { kind, operator, begunAt, bodies }) =>
      database.transaction(() => {
        const field = naturalKeyField[kind];
        const entering = new Set(enteringKeys(database, kind, field));
        const meant = bodies.filter((body) => !entering.has(String((body as Readonly<Record<string, unknown>>)[field])));
        for (let from = 0; from < meant.length; from += partRows)
          database.run(
            'INSERT INTO outbox_entering VALUES (?, ?, ?, ?, ?, ?)',
            batch,
            from / partRows,
            kind,
            operator,
            begunAt,
            JSON.stringify(meant.slice(from, from + partRows)),
          );
      }),
    take: (batch) => {
      const row = database.get('SELECT * FROM outbox_entering WHERE batch = ? ORDER BY part LIMIT 1', batch);
      if (row === undefined) return null;
      database.run('DELETE FROM outbox_entering WHERE batch = ? AND part = ?', batch, row['part'] ?? null);
      return {
        kind: String(row['kind']) as ActionKindName,
        operator: typeof row['operator'] === 'string' ? row['operator'] : null,
        begunAt: Number(row['begun_at']),
        bodies: JSON.parse(String(row['bodies'])) as object[],
      };
    },
    open: () =>
      database.all('SELECT batch FROM outbox_entering GROUP BY batch ORDER BY min(begun_at)').map(({ batch }) => String(batch) as BatchId),
    drop: (batch) =>
      database.transaction(() => {
        const rows = Number(
          database.get('SELECT coalesce(sum(json_array_length(bodies)), 0) AS rows FROM outbox_entering WHERE batch = ?', batch)?.['rows'],
        );
        database.run('DELETE FROM outbox_entering WHERE batch = ?', batch);
        return rows;
      }),
  };
}
