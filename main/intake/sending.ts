/**
 * Which documents of an intake go, in which order, and which of them are in the outbox already. NOTE(handing): the outbox is the one truth.
 * A part is entered there in one transaction, and only then marked here; a desk that stops between the two gives the same part once more,
 * and the outbox, which knows the batch of every row, takes none of it a second time.
 */
import type { DeskError } from '../../contract/errors.ts';
import { type IntakeGoing, type IntakeId, type IntakeStage, sendOrder } from '../../contract/intake.ts';
import type { ImportTable } from '../../contract/imports.ts';
import type { BatchId } from '../../contract/outbox.ts';
import type { Database } from '../store/database.ts';
import { type ToCut, toCutOf } from './labelling.ts';
import type { Reading } from '../store/reader.ts';

export interface ToHand {
  readonly id: string;
  readonly kind: ImportTable;
  readonly batch: BatchId;
  readonly body: Readonly<Record<string, unknown>>;
  /** Its label, and what the file of it is to be called; `null`: none. */
  readonly label: (ToCut & { readonly called: string }) | null;
  /** What the operator was asked about, and sent it all the same. */
  readonly despite: readonly string[];
}

/** Of those that are shown. */
const ofShown = 'AND gen = (SELECT gen FROM intakes WHERE intakes.id = intake)';

/** They go with a word of a person, those in question where it names them. */
const mayGo = "state IN ('new', 'ask') AND left_out = 0 AND body IS NOT NULL AND send_order IS NULL";

/** What would go just now: a person reads it before they say so. */
export function goingOf(reading: Reading, id: IntakeId): IntakeGoing[] {
  return reading
    .all(
      `SELECT kind, coalesce(json_extract(shown, '$.warehouse'), '') AS warehouse, state, COUNT(*) AS count,
              sum(kind = 'shipment' AND piece IS NULL) AS unlabelled
         FROM current WHERE intake = ? AND ${mayGo} GROUP BY 1, 2, 3 ORDER BY 2`,
      id,
    )
    .map((row) => ({
      kind: String(row['kind']) as ImportTable,
      warehouse: String(row['warehouse']),
      isAsked: row['state'] === 'ask',
      count: Number(row['count']),
      unlabelled: Number(row['unlabelled']),
    }))
    .toSorted((one, other) => sendOrder.indexOf(one.kind) - sendOrder.indexOf(other.kind));
}

/** What became of a document at the outbox. */
export type Handed = 'entered' | { readonly refused: DeskError };

/** In all others its documents are about to be made anew: what a person has mended a moment ago would not go. */
const sendableStages: readonly string[] = ['ready', 'needsMapping', 'sending', 'done', 'undone'] satisfies IntakeStage[];

/**
 * Says which go: `new` ones that are not left out, and those named in `despite`. What is `changed` is there already, and not made
 * twice. Products before the orders that may await them,
 * and shipments last. Each word of a person is a batch of its own. Answers how many go now.
 */
export function planSending(
  database: Database,
  id: IntakeId,
  {
    batch,
    by,
    at,
    despite,
  }: { readonly batch: BatchId; readonly by: string | null; readonly at: number; readonly despite: readonly string[] },
): number {
  return database.transaction(() => {
    const stage = database.get('SELECT stage FROM intakes WHERE id = ?', id)?.['stage'];
    if (!sendableStages.includes(String(stage))) return 0;
    const named = new Set(despite);
    let next = Number(database.get('SELECT coalesce(max(send_order) + 1, 0) AS next FROM current WHERE intake = ?', id)?.['next']);
    const first = next;
    for (const kind of sendOrder) {
      const going = database.all(
        `SELECT seq, id, state, json_extract(checked, '$.problems') AS problems FROM current
          WHERE intake = ? AND kind = ? AND ${mayGo} ORDER BY seq`,
        id,
        kind,
      );
      for (const row of going) {
        if (row['state'] === 'ask' && !named.has(String(row['id']))) continue;
        const asked = row['state'] === 'ask' ? JSON.stringify(askedOf(row['problems'])) : null;
        database.run('UPDATE documents SET send_order = ?, despite = ?, batch = ? WHERE seq = ?', next, asked, batch, row['seq'] ?? null);
        next += 1;
      }
    }
    if (next > first)
      database.run(
        `UPDATE intakes SET stage = 'sending', batch = ?, batches = json_insert(batches, '$[#]', ?), sent_by = ?, sent_at = ?,
           ended_at = NULL WHERE id = ?`,
        batch,
        batch,
        by,
        at,
        id,
      );
    return next - first;
  });
}

/** As the journal has it of a form: `path: problem`. */
function askedOf(problems: unknown): string[] {
  if (typeof problems !== 'string') return [];
  return (JSON.parse(problems) as { field: string | null; problem: string; severity: string }[])
    .filter(({ severity }) => severity === 'ask')
    .map(({ field, problem }) => `${field ?? ''}: ${problem}`);
}

/** The next that are not in the outbox, in their order. */
export function nextToHand(reading: Reading, id: IntakeId, most: number): ToHand[] {
  return reading
    .all(
      `SELECT id, kind, batch, body, despite, piece,
              coalesce(json_extract(shown, '$.tracking'), '') AS tracking, coalesce(json_extract(shown, '$.reference'), '') AS reference
         FROM current WHERE intake = ? AND send_order IS NOT NULL AND handed IS NULL ORDER BY send_order LIMIT ?`,
      id,
      most,
    )
    .map((row) => {
      const cut = typeof row['piece'] === 'string' ? toCutOf(reading, id, row['piece']) : null;
      return {
        id: String(row['id']),
        kind: String(row['kind']) as ImportTable,
        batch: String(row['batch']) as BatchId,
        body: JSON.parse(String(row['body'])) as Readonly<Record<string, unknown>>,
        label: cut === null ? null : { ...cut, called: String(row['tracking'] !== '' ? row['tracking'] : row['reference']) },
        despite: typeof row['despite'] === 'string' ? (JSON.parse(row['despite']) as string[]) : [],
      };
    });
}

export function markHanded(database: Database, id: IntakeId, handed: readonly { readonly id: string; readonly what: Handed }[]): void {
  database.transaction(() => {
    for (const { id: document, what } of handed) {
      if (what === 'entered') database.run(`UPDATE documents SET handed = 'entered' WHERE intake = ? AND id = ? ${ofShown}`, id, document);
      else refuse(database, id, document, what.refused);
    }
  });
}

/** It did not enter: another drop, or a form, was quicker, or its time has passed. It says so in the grid, and may be sent anew. */
function refuse(database: Database, id: IntakeId, document: string, error: DeskError): void {
  const isThere = error.code === 'referenceTaken';
  const problem = {
    row: null,
    column: null,
    field: error.fields?.[0]?.path ?? null,
    found: String(error.params?.['reference'] ?? ''),
    problem: error.fields?.[0]?.problem ?? error.code,
    params: error.params ?? {},
    severity: isThere ? 'tell' : 'stop',
  };
  database.run(
    `UPDATE documents SET handed = ?, state = ?, shown = json_set(shown, '$.problem', json(?), '$.problems', 1)
      WHERE intake = ? AND id = ? ${ofShown}`,
    isThere ? 'there' : 'refused',
    isThere ? 'there' : 'error',
    JSON.stringify(problem),
    id,
    document,
  );
}

const forgetSending = 'UPDATE documents SET send_order = NULL, despite = NULL, batch = NULL, handed = NULL';

/** What has not been handed will not be; answers how many. */
export function stopHanding(database: Database, id: IntakeId): number {
  return database.transaction(() => database.run(`${forgetSending} WHERE intake = ? AND send_order IS NOT NULL AND handed IS NULL`, id));
}

/** These were taken back out of the outbox: they may be sent anew, in another batch. `keys`: of their bodies. */
export function takeBack(
  database: Database,
  id: IntakeId,
  keys: readonly { readonly batch: BatchId; readonly kind: ImportTable; readonly field: string; readonly naturalKey: string }[],
): void {
  // By its batch too: what was taken back once and sent in a later one has left.
  const withdrawn = Map.groupBy(keys, ({ batch, kind, field }) => `${batch} ${kind} ${field}`);
  database.transaction(() => {
    for (const [which, those] of withdrawn) {
      const [batch = '', kind = '', field = ''] = which.split(' ');
      const taken = new Set(those.map(({ naturalKey }) => naturalKey));
      const handed = database.all(
        `SELECT seq, json_extract(body, '$.' || ?) AS natural_key FROM current
          WHERE intake = ? AND batch = ? AND kind = ? AND handed = 'entered'`,
        field,
        id,
        batch,
        kind,
      );
      for (const row of handed)
        if (taken.has(String(row['natural_key']))) database.run(`${forgetSending} WHERE seq = ?`, row['seq'] ?? null);
    }
  });
}
