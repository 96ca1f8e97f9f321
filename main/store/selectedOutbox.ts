/** Rows of the outbox that were chosen, read beside the desk. */
import type { OutboxSelection } from '../../contract/selection.ts';
import { type OutboxRow, rowOf } from './outboxRow.ts';
import type { Reading } from './reader.ts';

/** Their numbers, newest first. What was taken back meanwhile is left out. */
export function selectedOutboxIn(reader: Reading, selection: OutboxSelection): number[] {
  const { sql, values } =
    'ids' in selection
      ? { sql: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(selection.ids)] }
      : {
          sql: `archived_at IS NULL AND id NOT IN (SELECT value FROM json_each(?))
            AND (? IS NULL OR (given_up = 0 AND state IN (SELECT value FROM json_each(?))))`,
          values: [JSON.stringify(selection.except), ...twice(selection.states === null ? null : JSON.stringify(selection.states))],
        };
  return reader
    .all(`SELECT seq FROM outbox WHERE state <> 'withdrawn' AND ${sql} ORDER BY seq DESC`, ...values)
    .map(({ seq }) => Number(seq));
}

const twice = <T>(value: T): [T, T] => [value, value];

export const outboxRowsIn = (reader: Reading, seqs: readonly number[]): OutboxRow[] =>
  seqs.flatMap((seq) => reader.all('SELECT * FROM outbox WHERE seq = ?', seq).map(rowOf));
