/** The outbox in the database: one row per document or action on its way, committed before anything leaves. */
import { wordsOf } from '../../contract/fold.ts';
import { SendableKind } from '../../contract/documents/index.ts';
import { DeskError, DeskFailure } from '../../contract/errors.ts';
import { outboxStates } from '../../contract/outbox.ts';
import type { BatchId, DraftId, OutboxCounts, OutboxId, OutboxQuery, OutboxState } from '../../contract/outbox.ts';
import type { PageAnswer } from '../../contract/query.ts';
import { isTaken } from './database.ts';
import type { ListSource } from './listSource.ts';
import { pageOf } from './listing.ts';
import type { Database } from './database.ts';
import { type OutboxRow, columnsOf, isReadable, json, maybeNumber, parsed, rowOf, unreadable } from './outboxRow.ts';
import type { Reading } from './reader.ts';

export const schema = `
CREATE TABLE outbox (
  -- In the order of queueing; ids are random.
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  kind        TEXT NOT NULL,
  natural_key TEXT NOT NULL,
  -- 1 for documents, which create something; 0 for actions, which may be repeated once they are done.
  creates     INTEGER NOT NULL CHECK (creates IN (0, 1)),
  -- The document as it is sent: parsed by its schema when it was queued.
  body        TEXT NOT NULL,
  draft_id    TEXT REFERENCES drafts (id),
  -- withdrawn: taken back by the operator, kept because a later row with the same key must know that this one may have arrived.
  state       TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'unknown', 'confirmed', 'rejected', 'needs_attention', 'withdrawn')),
  code        TEXT,
  attempts    INTEGER NOT NULL,
  -- Unix ms at which the request under way left.
  left_at     INTEGER,
  -- Unix ms of the first attempt that may have arrived and is not cleared up; look-ups search back to it.
  doubt_since INTEGER,
  -- Look-ups since the last attempt that found nothing.
  misses      INTEGER NOT NULL,
  -- Failures in a row without anything having left; the back-off grows with them.
  failures    INTEGER NOT NULL,
  steps       TEXT NOT NULL,
  error       TEXT,
  attention   TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  leaves_at   INTEGER NOT NULL,
  retry_at    INTEGER
) STRICT;
-- A key on its way, or created, cannot be queued a second time. A created product whose assignment was refused has its code.
CREATE UNIQUE INDEX outbox_key ON outbox (kind, natural_key)
  WHERE state IN ('queued', 'sending', 'unknown', 'needs_attention')
     OR (creates = 1 AND (state = 'confirmed' OR code IS NOT NULL));
CREATE INDEX outbox_by_key ON outbox (kind, natural_key);
CREATE INDEX outbox_by_state ON outbox (state, seq);
CREATE INDEX outbox_by_draft ON outbox (draft_id);
`;

/** Version 2. */
export const operatorColumn = 'ALTER TABLE outbox ADD COLUMN operator TEXT;';

/** For look-ups: which row made this record, and which records this desk made. */
export const codeIndex = 'CREATE INDEX outbox_by_code ON outbox (kind, code) WHERE code IS NOT NULL;';

/** Version 3: the SKUs of products that must be confirmed before the row can leave, as a JSON array. */
export const awaitsColumn = "ALTER TABLE outbox ADD COLUMN awaits TEXT NOT NULL DEFAULT '[]';";

/** Version 10: a person gave it up. Before, that was read off the last failure. */
export const givenUpColumn = `
ALTER TABLE outbox ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0 CHECK (given_up IN (0, 1));
UPDATE outbox SET given_up = 1 WHERE state = 'rejected' AND creates = 1 AND CASE WHEN json_valid(error)
  THEN json_extract(error, '$.sent') = 'maybe' AND json_extract(error, '$.code') NOT LIKE 'upload%' ELSE 0 END;
`;

/** Version 13: rows that were queued in one step share an id. */
export const batchColumn = `
ALTER TABLE outbox ADD COLUMN batch TEXT;
CREATE INDEX outbox_by_batch ON outbox (batch) WHERE batch IS NOT NULL;
`;

/** What an earlier row with the same key left open: it may have arrived after all. */
export interface Doubt {
  readonly since: number;
  /** Why it is not known. */
  readonly error: DeskError | null;
}

/** What the start of the outbox needs to know of a row. */
export type RowUnderWay = Pick<OutboxRow, 'id' | 'state' | 'batch' | 'leavesAt' | 'retryAt' | 'attempts' | 'doubtSince'>;

export interface OutboxRows {
  /** @throws DeskFailure `referenceTaken` with `params.reference`, `params.state` and, once it is known, `params.code` */
  add(row: OutboxRow): void;
  /** Writes where the row stands now. */
  put(row: OutboxRow): void;
  /** What is on its way changes in one way only: the OASIN of a product takes the place of the SKU that it was awaited under. */
  putBody(id: OutboxId, body: unknown): void;
  /** Nothing of it was sent, and a person wants it otherwise: its body, its steps, and the codes that it is found by. */
  amend(row: OutboxRow): void;
  /** Those that wait for products, oldest first. */
  waiting(): OutboxRow[];
  /** The bodies, as stored, of what is on its way or refused, newest first; at most `limit`. Thousands of them are read for one search. */
  bodies(kind: SendableKind, limit: number): { readonly id: OutboxId; readonly body: string }[];
  /** All rows of one key, also the withdrawn, newest first; at most 20. */
  ofKey(kind: SendableKind, naturalKey: string): OutboxRow[];
  /** Codes of the records that rows of this kind made, newest first; at most `limit`. */
  codesMade(kind: SendableKind, limit: number): string[];
  /** The natural key of the row that made the record of this code; `null` where none did. */
  keyOfCode(kind: SendableKind, code: string): string | null;
  /**
   * Natural keys of what is not cleared up yet, also of what was given up without it being known whether it arrived, and of what was sent
   * more than once.
   */
  keysUnderWay(kind: SendableKind): string[];
  get(id: OutboxId): OutboxRow | null;
  /** The document of this kind that this operator (`null`: where none are set up) sent last, whatever became of it. */
  newestBy(operator: string | null, kind: SendableKind): OutboxRow | null;
  /**
   * Oldest first; all but the withdrawn, or those in `states`. Whatever is not confirmed is always among them: only of the confirmed are
   * the oldest left out, where all together would be more than `limit`. What is in the archive is not in the list.
   */
  list(what: { states: readonly OutboxState[] | null; kind: SendableKind | null; limit: number }): OutboxRow[];
  /** One page of the list, by itself newest first in the order of queueing. `now` in Unix milliseconds. */
  page(query: OutboxQuery, now: number): PageAnswer & { readonly rows: OutboxRow[] };
  /** Those in the archive whose key or code has all of these words, oldest first; at most `limit`, the newest of them. */
  archived(search: string, limit: number): OutboxRow[];
  /** Whether this batch has a row of this key, whatever became of it. */
  isOfBatch(kind: SendableKind, naturalKey: string, batch: BatchId): boolean;
  /** How many rows of these batches there are, by state. */
  standingOf(batches: readonly BatchId[]): Record<OutboxState | 'withdrawn', number>;
  /** Of these batches, what was taken back. */
  withdrawnOf(batches: readonly BatchId[]): { readonly kind: SendableKind; readonly naturalKey: string }[];
  /** A row of a batch gets a draft, to be mended in. */
  giveDraft(id: OutboxId, draftId: DraftId): void;
  /** What may move, or is looked up, oldest first: without what is sent, of which there may be very much. */
  underWay(): RowUnderWay[];
  /** Those of a batch that have not left, oldest first. */
  queuedOf(batch: BatchId): OutboxId[];
  /** The rejected row that this draft came back from, if it is still shown. */
  rejectedOf(draftId: DraftId): OutboxRow | null;
  counts(): OutboxCounts;
  /**
   * Rows on their way that cannot be read wait for a person from now on, and are counted so. Answers how many there are; what they hold
   * stays as it is. They may have left.
   */
  setAsideUnreadable(): number;
  /** The oldest doubt about this key that no record and no person has cleared up. */
  doubtOf(kind: SendableKind, naturalKey: string): Doubt | null;
}

/** Of what is not in the archive. Some thousands at most: words are looked for in them as they stand. */
const listed: ListSource = {
  table: 'outbox',
  id: 'seq',
  belongs: [{ sql: "archived_at IS NULL AND state <> 'withdrawn'", values: [] }],
  columns: { queued: { sql: 'seq' }, updated: { sql: 'updated_at' }, key: { sql: 'key_folded' } },
  facets: { state: { sql: 'state', type: 'one' }, kind: { sql: 'kind', type: 'one' } },
  order: { by: 'queued', descending: true },
  search: (search) =>
    wordsOf(search).map((word) => ({
      sql: "instr(fold_text(natural_key || ' ' || coalesce(code, '') || ' ' || awaits), ?) > 0",
      values: [word],
    })),
};

/** As `OutboxRows.ofKey`, for one who only reads. */
export const rowsOfKey = (reading: Reading, kind: SendableKind, naturalKey: string): OutboxRow[] =>
  reading.all('SELECT * FROM outbox WHERE kind = ? AND natural_key = ? ORDER BY seq DESC LIMIT 20', kind, naturalKey).map(rowOf);

export function outboxRowsOn(database: Database): OutboxRows {
  return {
    add: (row) => {
      try {
        const columns = columnsOf(row);
        const names = Object.keys(columns);
        database.run(`INSERT INTO outbox (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, ...Object.values(columns));
      } catch (cause) {
        if (!isTaken(cause)) throw cause;
        const holder = database.get(
          `SELECT state, code FROM outbox WHERE kind = ? AND natural_key = ? AND state NOT IN ('rejected', 'withdrawn') ORDER BY seq DESC`,
          row.kind,
          row.naturalKey,
        );
        const code = holder?.['code'];
        const params = {
          reference: row.naturalKey,
          state: String(holder?.['state'] ?? 'rejected'),
          ...(typeof code === 'string' ? { code } : {}),
        };
        throw new DeskFailure({ code: 'referenceTaken', params }, { cause });
      }
    },
    put: (row) => {
      // What the row is (kind, key) is fixed for ever when it is queued; its body but for `putBody`.
      database.run(
        `UPDATE outbox SET state = ?, code = ?, attempts = ?, left_at = ?, doubt_since = ?, misses = ?, failures = ?, steps = ?, awaits = ?, error = ?,
           attention = ?, given_up = ?, updated_at = ?, retry_at = ? WHERE id = ?`,
        row.state,
        row.code,
        row.attempts,
        row.leftAt,
        row.doubtSince,
        row.misses,
        row.failures,
        JSON.stringify(row.steps),
        JSON.stringify(row.awaits),
        json(row.error),
        json(row.attention),
        row.isGivenUp ? 1 : 0,
        row.updatedAt,
        row.retryAt,
        row.id,
      );
    },
    putBody: (id, body) => {
      database.run('UPDATE outbox SET body = ? WHERE id = ?', JSON.stringify(body), id);
    },
    amend: (row) => {
      const { body, steps, courier_folded, partner_folded, updated_at } = columnsOf(row);
      database.run(
        'UPDATE outbox SET body = ?, steps = ?, courier_folded = ?, partner_folded = ?, updated_at = ? WHERE id = ?',
        ...[body, steps, courier_folded, partner_folded, updated_at].map((value) => value ?? null),
        row.id,
      );
    },
    waiting: () => database.all("SELECT * FROM outbox WHERE state IN ('queued', 'unknown') AND awaits <> '[]' ORDER BY seq").map(rowOf),
    bodies: (kind, limit) =>
      database
        .all(
          `SELECT id, body FROM outbox WHERE kind = ? AND state NOT IN ('confirmed', 'withdrawn') ORDER BY seq DESC LIMIT ?`,
          kind,
          limit,
        )
        .map(({ id, body }) => ({ id: String(id) as OutboxId, body: String(body) })),
    ofKey: (kind, naturalKey) => rowsOfKey(database, kind, naturalKey),
    codesMade: (kind, limit) =>
      database
        .all('SELECT code FROM outbox WHERE kind = ? AND creates = 1 AND code IS NOT NULL ORDER BY seq DESC LIMIT ?', kind, limit)
        .map(({ code }) => String(code)),
    keyOfCode: (kind, code) => {
      const key = database.get(
        'SELECT natural_key FROM outbox WHERE kind = ? AND code = ? AND creates = 1 ORDER BY seq DESC LIMIT 1',
        kind,
        code,
      )?.['natural_key'];
      return typeof key === 'string' ? key : null;
    },
    keysUnderWay: (kind) =>
      database
        .all(
          `SELECT natural_key FROM outbox
            WHERE kind = ? AND (state IN ('queued', 'sending', 'unknown', 'needs_attention')
              OR (state IN ('rejected', 'withdrawn') AND doubt_since IS NOT NULL) OR (state = 'confirmed' AND attempts > 1))`,
          kind,
        )
        .map(({ natural_key }) => String(natural_key)),
    get: (id) => {
      const row = database.get('SELECT * FROM outbox WHERE id = ?', id);
      return row === undefined ? null : rowOf(row);
    },
    newestBy: (operator, kind) => {
      const row = database.get('SELECT * FROM outbox WHERE kind = ? AND operator IS ? ORDER BY seq DESC LIMIT 1', kind, operator);
      return row === undefined ? null : rowOf(row);
    },
    list: ({ states, kind, limit }) => {
      const wanted = states ?? outboxStates;
      const open = wanted.filter((state) => state !== 'confirmed');
      const unfinished = database.all(
        `SELECT * FROM outbox WHERE state IN (${open.map(() => '?').join(', ')}) AND (? IS NULL OR kind = ?)`,
        ...open,
        kind,
        kind,
      );
      const room = wanted.includes('confirmed') ? Math.max(limit - unfinished.length, 0) : 0;
      const confirmed = database.all(
        "SELECT * FROM outbox WHERE state = 'confirmed' AND archived_at IS NULL AND (? IS NULL OR kind = ?) ORDER BY seq DESC LIMIT ?",
        kind,
        kind,
        room,
      );
      return [...unfinished, ...confirmed].sort((a, b) => Number(a['seq']) - Number(b['seq'])).map(rowOf);
    },
    page: (query, now) => {
      const { ids, spots: _spots, ...page } = pageOf(database, listed, query, now);
      return { ...page, rows: ids.flatMap((seq) => database.all('SELECT * FROM outbox WHERE seq = ?', seq).map(rowOf)) };
    },
    archived: (search, limit) => {
      const words = wordsOf(search);
      const seqs = database.all(
        `SELECT seq FROM outbox WHERE archived_at IS NOT NULL${words.map(() => ' AND instr(found_by, ?) > 0').join('')} ORDER BY seq DESC LIMIT ?`,
        ...words,
        limit,
      );
      return seqs.toReversed().flatMap(({ seq }) => database.all('SELECT * FROM outbox WHERE seq = ?', seq ?? null).map(rowOf));
    },
    isOfBatch: (kind, naturalKey, batch) =>
      database.get('SELECT 1 FROM outbox WHERE kind = ? AND natural_key = ? AND batch = ?', kind, naturalKey, batch) !== undefined,
    standingOf: (batches) => {
      const standing = Object.fromEntries([...outboxStates, 'withdrawn'].map((state) => [state, 0])) as Record<string, number>;
      for (const batch of batches)
        for (const row of database.all('SELECT state, COUNT(*) AS rows FROM outbox WHERE batch = ? GROUP BY state', batch))
          standing[String(row['state'])] = (standing[String(row['state'])] ?? 0) + Number(row['rows']);
      return standing;
    },
    withdrawnOf: (batches) =>
      batches.flatMap((batch) =>
        database
          .all("SELECT kind, natural_key FROM outbox WHERE batch = ? AND state = 'withdrawn'", batch)
          .map((row) => ({ kind: SendableKind.parse(row['kind']), naturalKey: String(row['natural_key']) })),
      ),
    giveDraft: (id, draftId) => {
      database.run('UPDATE outbox SET draft_id = ? WHERE id = ?', draftId, id);
    },
    underWay: () =>
      database
        .all(
          `SELECT id, state, batch, leaves_at, retry_at, attempts, doubt_since FROM outbox
            WHERE state IN ('queued', 'sending', 'unknown') ORDER BY seq`,
        )
        .map((row) => ({
          id: String(row['id']) as OutboxId,
          state: String(row['state']) as OutboxState,
          batch: row['batch'] === null ? null : (String(row['batch']) as BatchId),
          leavesAt: Number(row['leaves_at']),
          retryAt: maybeNumber(row['retry_at']),
          attempts: Number(row['attempts']),
          doubtSince: maybeNumber(row['doubt_since']),
        })),
    queuedOf: (batch) =>
      database
        .all("SELECT id FROM outbox WHERE batch = ? AND state = 'queued' ORDER BY seq", batch)
        .map(({ id }) => String(id) as OutboxId),
    rejectedOf: (draftId) => {
      const row = database.get("SELECT * FROM outbox WHERE draft_id = ? AND state = 'rejected' ORDER BY seq DESC", draftId);
      return row === undefined ? null : rowOf(row);
    },
    counts: () => {
      const found = new Map(database.all(countSql).map((row) => [row['told'], Number(row['rows'])]));
      const of = (state: OutboxState | 'given_up'): number => found.get(state) ?? 0;
      return {
        queued: of('queued'),
        sending: of('sending'),
        unknown: of('unknown'),
        rejected: of('rejected'),
        needs_attention: of('needs_attention'),
        given_up: of('given_up'),
      };
    },
    setAsideUnreadable: () =>
      database.transaction(() => {
        const found = database
          .all("SELECT * FROM outbox WHERE state NOT IN ('confirmed', 'rejected', 'withdrawn')")
          .filter((row) => !isReadable(row));
        for (const row of found) {
          database.run(
            "UPDATE outbox SET state = 'needs_attention', attention = ?, doubt_since = coalesce(doubt_since, left_at, created_at), left_at = NULL, retry_at = NULL WHERE seq = ?",
            JSON.stringify(unreadable),
            row['seq'] ?? null,
          );
        }
        return found.length;
      }),
    doubtOf: (kind, naturalKey) => {
      const row = database.get(
        `SELECT doubt_since, error FROM outbox
          WHERE kind = ? AND natural_key = ? AND doubt_since IS NOT NULL AND state IN ('rejected', 'withdrawn') ORDER BY seq DESC LIMIT 1`,
        kind,
        naturalKey,
      );
      return row === undefined
        ? null
        : { since: Number(row['doubt_since']), error: row['error'] === null ? null : parsed(DeskError, row['error']) };
    },
  };
}

/** Counts only what the screens show. Confirmed rows are by far the most, and are not counted. */
const countSql = `SELECT iif(state = 'rejected' AND given_up = 1, 'given_up', state) AS told, COUNT(*) AS rows FROM outbox
  WHERE state IN ('queued', 'sending', 'unknown', 'rejected', 'needs_attention') GROUP BY told`;
