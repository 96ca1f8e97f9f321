/** Intakes as they stand in their file: entered, told of, ended. */
import {
  type Intake,
  type IntakeCounts,
  intakeFilters,
  type IntakeFile,
  type IntakeId,
  type IntakeSheet,
  type IntakeStage,
  type IntakeTrouble,
  type LabelCounts,
} from '../../contract/intake.ts';
import { Mapping } from '../../contract/imports.ts';
import type { BatchId } from '../../contract/outbox.ts';
import type { Database, Row } from '../store/database.ts';
import type { Reading } from '../store/reader.ts';
import { filterOf, isReady } from './store.ts';

/** All that its file says of an intake; what became of its batch stands in the outbox. */
export type StoredIntake = Omit<Intake, 'progress' | 'doing' | 'awaitsProducts'> & {
  /** Told to go, and of those not in the outbox yet. */
  readonly toGo: number;
  readonly toHand: number;
  /** Told to go, and did not enter the outbox. */
  readonly refused: number;
  /** Of these, what a person is asked about. */
  readonly asked: number;
  readonly sentBy: string | null;
  /** All of its batches, the oldest first: it may be sent in several goes. */
  readonly batches: readonly BatchId[];
};

/** A file that was copied into the intake's folder, or why it was not. */
export interface EnteredFile {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly kind: IntakeFile['kind'];
  readonly trouble: IntakeTrouble | null;
}

export interface EnteredIntake {
  readonly id: IntakeId;
  readonly name: string;
  readonly operator: string | null;
  readonly madeAt: number;
  readonly from: Intake['from'];
}

/** New, or more files into one that is there. It is read from now on, also after a stop. */
export function enter(database: Database, intake: EnteredIntake, files: readonly EnteredFile[]): void {
  database.transaction(() => {
    database.run(
      `INSERT INTO intakes (id, name, operator, made_at, came_from, stage) VALUES (?, ?, ?, ?, ?, 'reading')
        ON CONFLICT (id) DO UPDATE SET stage = 'reading', trouble = NULL`,
      intake.id,
      intake.name,
      intake.operator,
      intake.madeAt,
      intake.from,
    );
    const known = new Set(database.all('SELECT sha256 FROM files WHERE intake = ?', intake.id).map(({ sha256 }) => sha256));
    let next = Number(database.get('SELECT coalesce(max(file) + 1, 0) AS next FROM files WHERE intake = ?', intake.id)?.['next']);
    for (const { name, sha256, size, kind, trouble } of files) {
      // The same bytes twice in one intake are one file.
      if (sha256 !== '' && known.has(sha256)) continue;
      known.add(sha256);
      database.run(
        'INSERT INTO files (intake, file, name, sha256, size, kind, trouble, is_read) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        intake.id,
        next,
        name,
        sha256,
        size,
        kind,
        json(trouble),
        trouble === null ? 0 : 1,
      );
      next += 1;
    }
  });
}

/** Open ones, and those that were made since, newest first. `since` in Unix milliseconds. */
export const intakesOf = (reading: Reading, since: number): StoredIntake[] =>
  reading
    .all(`SELECT * FROM intakes WHERE made_at >= ? OR stage NOT IN ('done', 'undone', 'failed') ORDER BY made_at DESC, id LIMIT 500`, since)
    .map((row) => storedOf(reading, row));

export function intakeOf(reading: Reading, id: IntakeId): StoredIntake | null {
  const row = reading.get('SELECT * FROM intakes WHERE id = ?', id);
  return row === undefined ? null : storedOf(reading, row);
}

/** One that is being sent is not looked at anew, whoever asked for it a moment before: it goes on being sent. `at` in Unix milliseconds. */
export function setStage(database: Database, id: IntakeId, stage: IntakeStage, trouble: IntakeTrouble | null, at: number): void {
  database.run(
    "UPDATE intakes SET stage = ?, trouble = ?, ended_at = ? WHERE id = ? AND stage <> 'sending'",
    stage,
    json(trouble),
    stage === 'failed' ? at : null,
    id,
  );
}

/**
 * All that was told to go has gone, or was taken back; it is kept for a while from then, `at` in Unix milliseconds. `batch` is the last
 * that was known of: where more was told to go meanwhile it is not over. Answers whether it is.
 */
export function endSending(
  database: Database,
  id: IntakeId,
  { as, batch, at }: { readonly as: 'done' | 'undone'; readonly batch: BatchId | null; readonly at: number },
): boolean {
  return (
    database.run(
      "UPDATE intakes SET stage = ?, trouble = NULL, ended_at = ? WHERE id = ? AND stage = 'sending' AND batch IS ?",
      as,
      at,
      id,
      batch,
    ) > 0
  );
}

/** Its rows go with it; its folder is whoever removes it's to take. */
export function removeIntake(database: Database, id: IntakeId): boolean {
  return database.transaction(() => database.run('DELETE FROM intakes WHERE id = ?', id) > 0);
}

export function countsOf(reading: Reading, id: IntakeId): IntakeCounts {
  const counts: IntakeCounts = { new: 0, changed: 0, ask: 0, error: 0, there: 0, aside: 0, sent: 0, leftOut: 0, lacking: 0, sendable: 0 };
  // One by one: so each is answered by the index alone.
  for (const filter of intakeFilters) {
    const found = `FROM current WHERE intake = ? AND ${filterOf} = '${filter}'`;
    const row = reading.get(`SELECT COUNT(*) AS count, coalesce(sum(left_out), 0) AS out ${found}`, id);
    counts[filter] = Number(row?.['count']);
    counts.leftOut += Number(row?.['out']);
    if (filter === 'new') {
      counts.sendable = Number(reading.get(`SELECT COUNT(*) AS count ${found} AND left_out = 0 AND ${isReady} = 1`, id)?.['count']);
      counts.lacking = counts.new - Number(row?.['out']) - counts.sendable;
    }
  }
  return counts;
}

function storedOf(reading: Reading, row: Row): StoredIntake {
  const id = String(row['id']) as IntakeId;
  const labels: LabelCounts = { matched: 0, ask: 0, stranger: 0, duplicate: 0, slip: 0, unreadable: 0 };
  for (const each of reading.all(
    'SELECT verdict, COUNT(*) AS count FROM pieces WHERE intake = ? AND matched IS NOT NULL GROUP BY verdict',
    id,
  ))
    labels[String(each['verdict']) as keyof LabelCounts] = Number(each['count']);
  const toGo = reading.get(
    `SELECT COUNT(*) AS count, coalesce(sum(handed IS NULL), 0) AS left, coalesce(sum(handed <> 'entered'), 0) AS refused,
       coalesce(sum(handed = 'asked'), 0) AS asked
       FROM current WHERE intake = ? AND send_order IS NOT NULL`,
    id,
  );
  return {
    id,
    name: String(row['name']),
    operator: textOf(row['operator']),
    madeAt: Number(row['made_at']),
    from: String(row['came_from']) as Intake['from'],
    stage: String(row['stage']) as IntakeStage,
    trouble: parsed(row['trouble']) as IntakeTrouble | null,
    files: filesOf(reading, id),
    counts: countsOf(reading, id),
    labels,
    labelsBeside: labelsBesideOf(reading, id),
    unknownSkus: Number(row['unknown_skus']),
    batch: textOf(row['batch']) as BatchId | null,
    toGo: Number(toGo?.['count']),
    toHand: Number(toGo?.['left']),
    refused: Number(toGo?.['refused']),
    asked: Number(toGo?.['asked']),
    sentBy: textOf(row['sent_by']),
    batches: (parsed(row['batches']) as BatchId[] | null) ?? [],
  };
}

function labelsBesideOf(reading: Reading, id: IntakeId): Intake['labelsBeside'] {
  const told = reading.get(
    `SELECT coalesce(sum(document LIKE 'draft:%'), 0) AS drafts,
            coalesce(sum(verdict IN ('ask', 'duplicate')
              AND EXISTS (SELECT 1 FROM json_each(matched, '$.findings') WHERE value IN ('sentLabelled', 'sentUnlabelled', 'inOutbox'))), 0) AS sent
       FROM pieces WHERE intake = ? AND matched IS NOT NULL`,
    id,
  );
  return { drafts: Number(told?.['drafts']), sent: Number(told?.['sent']) };
}

function filesOf(reading: Reading, id: IntakeId): IntakeFile[] {
  const sheets = Map.groupBy(reading.all('SELECT * FROM sheets WHERE intake = ? ORDER BY file, sheet', id), ({ file }) => Number(file));
  return reading.all('SELECT * FROM files WHERE intake = ? ORDER BY file', id).map((row) => ({
    index: Number(row['file']),
    name: String(row['name']),
    size: Number(row['size']),
    kind: String(row['kind']) as IntakeFile['kind'],
    trouble: parsed(row['trouble']) as IntakeTrouble | null,
    sheets: (sheets.get(Number(row['file'])) ?? []).map(sheetOf),
    pages: Number(row['pages']),
    pagesRead: Number(row['pages_read']),
  }));
}

/** What a sheet was recognised as, as it is kept. */
export type KeptRecognition = Pick<IntakeSheet, 'sure' | 'signature' | 'headers' | 'missing'> & Partial<Pick<IntakeSheet, 'samples'>>;

function sheetOf(row: Row): IntakeSheet {
  const recognised = (parsed(row['recognised']) as KeptRecognition | null) ?? { sure: 'unknown', signature: '', headers: [], missing: [] };
  const mapping = row['mapping'] === null ? null : Mapping.safeParse(JSON.parse(String(row['mapping'])));
  return {
    index: Number(row['sheet']),
    name: String(row['name']),
    isHidden: row['hidden'] === 1,
    mapping: mapping?.success === true ? mapping.data : null,
    ...recognised,
    samples: recognised.samples ?? [],
    rows: Number(row['rows']),
    isOld: row['is_old'] === 1,
    isLeftOut: row['left_out'] === 1,
  };
}

export const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
export const parsed = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : null);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
