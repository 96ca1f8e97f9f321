/**
 * Which documents of an intake go, in which order, and which of them are in the outbox already. NOTE(handing): the outbox is the one truth.
 * A part is entered there in one transaction, and only then marked here; a desk that stops between the two gives the same part once more,
 * and the outbox, which knows the batch of every row, takes none of it a second time.
 */
import type { ComparedCode } from '../../contract/documents/comparedCodes.ts';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import { type IntakeGoing, type IntakeId, type IntakeStage, type IntakeState, sendOrder } from '../../contract/intake.ts';
import type { ImportTable, RowProblem } from '../../contract/imports.ts';
import type { BatchId, DraftId } from '../../contract/outbox.ts';
import { codeHoldersOn } from '../store/codeHolders.ts';
import type { Database } from '../store/database.ts';
import { goneStatus } from '../store/listedRecords.ts';
import type { Reading } from '../store/reader.ts';
import { type ToCut, pieceOf, toCutOf } from './labelling.ts';
import { filterOf, isReady } from './store.ts';
import { type RowOf, labelAsks, ofOthers, saysOfPiece, truthBefore } from './truth.ts';
import { attachedOf } from './words.ts';

export interface ToHand {
  readonly id: string;
  readonly kind: ImportTable;
  readonly batch: BatchId;
  readonly body: Readonly<Record<string, unknown>>;
  /** Its label, and what the file of it is to be called; `null`: none. */
  readonly label: (ToCut & { readonly called: string }) | null;
  /** What the operator was asked about, and sent it all the same. */
  readonly despite: readonly string[];
  /** What speaks against it by now. Then it does not go. */
  readonly asks: readonly Finding[];
}

/** Of those that are shown. */
const ofShown = 'AND gen = (SELECT gen FROM intakes WHERE intakes.id = intake)';

/** They go with a word of a person, those in question where it names them. */
const mayGo = `${filterOf} IN ('new', 'ask') AND left_out = 0 AND ${isReady} = 1`;

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
export type Handed = 'entered' | { readonly refused: DeskError } | { readonly asked: readonly Finding[] };

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

/** What the connection knows by now; `desk`: its database, `wall`: Unix milliseconds. */
export interface HandingNow {
  readonly desk: Reading;
  readonly wall: number;
  readonly batches: readonly BatchId[];
}

/** The next that are not in the outbox, in their order. */
export function nextToHand(reading: Reading, id: IntakeId, most: number, { desk, wall, batches }: HandingNow): ToHand[] {
  const codes = codeHoldersOn(desk);
  const own = new Set(batches);
  const rowOf: RowOf = (row) => {
    const found = desk.get('SELECT state, batch FROM outbox WHERE id = ?', row);
    return found === undefined ? null : { state: String(found['state']), batch: (found['batch'] ?? null) as BatchId | null };
  };
  const holders = (kind: DocumentKindName, what: ComparedCode, code: string) =>
    ofOthers(codes.of(kind, what, code, '' as DraftId), rowOf, own);
  const codeOf = (kind: DocumentKindName, reference: string): string | null => {
    const found = desk.get('SELECT code FROM records WHERE kind = ? AND reference = ? AND status <> ?', kind, reference, goneStatus);
    return typeof found?.['code'] === 'string' ? found['code'] : null;
  };
  const isPile = reading.get('SELECT 1 FROM pieces WHERE intake = ? AND matched IS NOT NULL LIMIT 1', id) !== undefined;
  const decided = attachedOf(reading, id);
  const asksOf = (document: Pick<ToHand, 'kind' | 'body' | 'despite'>, piece: string | null): Finding[] => {
    // Whose a label is a person has said, looking at it.
    const read = piece === null || decided.has(piece) ? null : pieceOf(reading, id, piece);
    const isBare = isPile && piece === null && !document.despite.includes('label: noLabel');
    return [
      ...(isBare ? labelAsks(document.kind, document.body, null) : []),
      ...truthBefore(document, { says: read === null ? null : saysOfPiece(read, holders), holders, codeOf, wall }),
    ];
  };
  return reading
    .all(
      `SELECT id, kind, batch, body, despite, piece,
              coalesce(json_extract(shown, '$.tracking'), '') AS tracking, coalesce(json_extract(shown, '$.reference'), '') AS reference
         FROM current WHERE intake = ? AND send_order IS NOT NULL AND handed IS NULL ORDER BY send_order LIMIT ?`,
      id,
      most,
    )
    .map((row) => {
      const piece = typeof row['piece'] === 'string' ? row['piece'] : null;
      const cut = piece === null ? null : toCutOf(reading, id, piece);
      const document = {
        kind: String(row['kind']) as ImportTable,
        body: JSON.parse(String(row['body'])) as Readonly<Record<string, unknown>>,
        despite: typeof row['despite'] === 'string' ? (JSON.parse(row['despite']) as string[]) : [],
      };
      return {
        ...document,
        id: String(row['id']),
        batch: String(row['batch']) as BatchId,
        label: cut === null ? null : { ...cut, called: String(row['tracking'] !== '' ? row['tracking'] : row['reference']) },
        asks: asksOf(document, piece),
      };
    });
}

export function markHanded(database: Database, id: IntakeId, handed: readonly { readonly id: string; readonly what: Handed }[]): void {
  database.transaction(() => {
    for (const { id: document, what } of handed) {
      if (what === 'entered') database.run(`UPDATE documents SET handed = 'entered' WHERE intake = ? AND id = ? ${ofShown}`, id, document);
      else if ('refused' in what) refuse(database, id, document, what.refused);
      else ask(database, id, document, what.asked);
    }
  });
}

/** It did not enter: another drop, or a form, was quicker, or its time has passed. It says so in the grid, and may be sent anew. */
function refuse(database: Database, id: IntakeId, document: string, error: DeskError): void {
  const isThere = error.code === 'referenceTaken';
  const problem: RowProblem = {
    row: null,
    column: null,
    field: error.fields?.[0]?.path ?? null,
    found: String(error.params?.['reference'] ?? ''),
    problem: error.fields?.[0]?.problem ?? error.code,
    params: error.params ?? {},
    severity: isThere ? 'tell' : 'stop',
  };
  setAside(database, id, document, { handed: isThere ? 'there' : 'refused', state: isThere ? 'there' : 'error', problems: [problem] });
}

/** It was in order when it was checked, and is not any more. A person is asked as they would have been then. */
function ask(database: Database, id: IntakeId, document: string, findings: readonly Finding[]): void {
  const problems = findings.map(({ path, problem, params, severity }): RowProblem => ({
    row: null,
    column: null,
    field: path,
    found: '',
    problem,
    ...(params === undefined ? {} : { params }),
    severity,
  }));
  setAside(database, id, document, { handed: 'asked', state: 'ask', problems });
  // Which bytes a label has is known when it is cut, and no check before that finds it.
  const ofBytes = problems.filter(({ problem }) => problem === 'labelUsed');
  if (ofBytes.length > 0)
    database.run(
      `INSERT OR REPLACE INTO asked (intake, document, piece, problems)
        SELECT intake, id, piece, ? FROM documents WHERE intake = ? AND id = ? AND piece IS NOT NULL ${ofShown}`,
      JSON.stringify(ofBytes),
      id,
      document,
    );
}

function setAside(
  database: Database,
  id: IntakeId,
  document: string,
  {
    handed,
    state,
    problems,
  }: { readonly handed: 'there' | 'refused' | 'asked'; readonly state: IntakeState; readonly problems: readonly RowProblem[] },
): void {
  database.run(
    `UPDATE documents SET handed = ?, state = ?, shown = json_set(shown, '$.problem', json(?), '$.problems', ?),
       checked = json_set(coalesce(checked, '{}'), '$.problems', json(?)) WHERE intake = ? AND id = ? ${ofShown}`,
    handed,
    state,
    JSON.stringify(problems[0] ?? null),
    problems.length,
    JSON.stringify(problems),
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
