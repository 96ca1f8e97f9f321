/**
 * The local copy of what the provider has: records of all kinds, and lists (stock, inspections, look-ups) as they were last
 * answered. It is a copy: whatever is lost here comes back with the next walk, so nothing in it may ever stop the desk.
 */
import { z } from 'zod';
import { RecordRow } from '../../contract/bridge.ts';
import { foldCode } from '../../contract/codes.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { PageAnswer, Spot } from '../../contract/query.ts';
import type { KeptQuery } from '../../contract/recordQuery.ts';
import type { RecordKind, RecordOf } from '../../contract/records.ts';
import { codeOf, naturalKeyOf, statusOf } from '../../contract/records.ts';
import type { Database, Row } from './database.ts';
import { type ListedRecords, besideOf, goneStatus, listedRecordsOn, sourceOf } from './listedRecords.ts';
import type { Preparing } from './listsAnew.ts';
import { pageOf } from './listing.ts';
import type { ListsAtHand } from './listsAtHand.ts';
import type { Reading } from './reader.ts';
import { foldedIn, mergeDetail, mergeListRow } from './recordFacets.ts';

export const schema = `
CREATE TABLE records (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  code         TEXT NOT NULL,
  reference    TEXT NOT NULL,
  status       TEXT NOT NULL,
  -- Codes as |A|B|; NULL where the provider has not told.
  warehouses   TEXT,
  -- Folded (contract/fold.ts).
  search       TEXT NOT NULL,
  created_time REAL,
  as_of        INTEGER NOT NULL,
  -- Unix ms of the last detail answer; NULL while only a list row is known.
  detail_as_of INTEGER,
  body         TEXT NOT NULL,
  UNIQUE (kind, code)
) STRICT;
-- Newest first, with all that a list filters by: searching 100,000 records reads this index and no bodies.
CREATE INDEX records_newest ON records (kind, created_time DESC, code DESC, status, warehouses, search);
CREATE INDEX records_by_reference ON records (kind, reference);
CREATE INDEX records_by_status ON records (kind, status, created_time DESC, code DESC);
-- How far each kind's list has been read.
CREATE TABLE record_lists (
  kind      TEXT PRIMARY KEY,
  as_of     INTEGER,
  -- The page at which an unfinished walk goes on; NULL when none is under way.
  next_page INTEGER,
  walked_at INTEGER
) STRICT, WITHOUT ROWID;
-- Whole answers that are only ever read whole.
CREATE TABLE lists (
  topic TEXT NOT NULL,
  key   TEXT NOT NULL,
  rows  TEXT NOT NULL,
  as_of INTEGER NOT NULL,
  PRIMARY KEY (topic, key)
) STRICT, WITHOUT ROWID;
`;

/** All of it comes back from the provider: backups do without. */
export const fetchedTables: ReadonlySet<string> = new Set(['records', 'record_lists', 'lists']);

/** When the walk under way began, in Unix ms: what has not been answered since may be gone. */
export const walkBeganColumn = `
ALTER TABLE record_lists ADD COLUMN walk_began INTEGER;
CREATE INDEX records_by_age ON records (kind, as_of);
`;

/** An index that nothing uses any more; it was written with every change of a record. */
export const withoutAges = 'DROP INDEX records_by_age;';

/** How many rows a page of the walk under way has, where that is not the usual number. */
export const walkPageColumn = 'ALTER TABLE record_lists ADD COLUMN page_size INTEGER;';

export type ListTopic = 'stock' | 'inspection' | 'warehouses' | 'brands' | 'areas';

export interface StoredRecord {
  readonly row: RecordRow;
  /** Unix milliseconds of the last detail answer, `null` while only a list row is known. */
  readonly detailAsOf: number | null;
}

/** How far a kind's list has been read; times in Unix milliseconds. */
export interface ListProgress {
  /** The last answer of the provider's list, of whatever page. */
  readonly asOf: number | null;
  /** Where an unfinished walk over all pages goes on. */
  readonly nextPage: number | null;
  /** When the last walk over all pages was finished. */
  readonly walkedAt: number | null;
  /** When the walk began that is under way, or was finished last. */
  readonly walkBegan: number | null;
  /** Rows a page of that walk, by which `nextPage` counts; `null`: the usual number. */
  readonly pageSize: number | null;
}

/** Told while it is written down: a listener only takes note. */
export interface CatalogueListener {
  /** The state of a record is another one; `before` is `null` where the record was not known. */
  turned(kind: RecordKind, record: RecordOf[RecordKind], before: string | null, status: string): void;
  /** An answer that is read whole is another one than the one before. */
  answered(topic: ListTopic, key: string, rows: readonly object[]): void;
}

/** Written unhurried (NOTE(on-disk)); what is lost with the power is read again. */
export interface Catalogue {
  /**
   * Takes in rows of a list answer; fields the answer leaves empty keep what is known. Answers how many records changed or are new; what is
   * equal is not written.
   */
  putListRows<K extends RecordKind>(kind: K, records: readonly RecordOf[K][], asOf: number): number;
  /** As `putListRows`, together with how far the list has been read. */
  putPage<K extends RecordKind>(kind: K, records: readonly RecordOf[K][], asOf: number, progress: Partial<ListProgress>): number;
  /** Takes in a detail answer. */
  putDetail<K extends RecordKind>(kind: K, record: RecordOf[K], asOf: number): void;
  /** The provider says it knows no such record: kept, with the status `GONE`. */
  markGone(kind: RecordKind, code: string, asOf: number): void;
  /**
   * Codes of records known before `since` (Unix ms) that are not in `met` and not known to be gone, those first that were not heard of the
   * longest; at most `most`. Yields after every thousand or two.
   */
  notMet(kind: RecordKind, met: ReadonlySet<string>, since: number, most: number): Generator<void, string[], void>;
  /**
   * When the oldest record was created whose state may still change, in Unix seconds; `null` where there is none. `ends`: where none does.
   */
  oldestOpen(kind: RecordKind, ends: readonly string[]): number | null;
  /** As `ListedRecords.openBetween`; what is gone is not open. */
  openBetween: ListedRecords['openBetween'];
  /** How many records of this kind were created at this time (Unix seconds) or later. */
  newerThan(kind: RecordKind, created: number): number;
  /** Codes that follow this one, in their order, each with its status; at most `most`. */
  codesAfter(kind: RecordKind, code: string, most: number): { readonly code: string; readonly status: string }[];
  get(kind: RecordKind, code: string): StoredRecord | null;
  /** Records whose detail was read and that are not gone, the newest answers first; at most `most`. */
  readWhole(most: number): { readonly kind: RecordKind; readonly code: string }[];
  /** How many records of this kind there are, those that are gone too. */
  size(kind: RecordKind): number;
  /** How far the copy has come: records that it comes to know later have a higher number. */
  mark(): number;
  /** Whether the record was known at that mark already. */
  isBefore(kind: RecordKind, code: string, mark: number): boolean;
  /** The code of the newest record that has this SKU or reference, spelled exactly so; `null` where none is known. */
  codeOfReference(kind: RecordKind, reference: string): string | null;
  /** One page; by itself newest first. `now` in Unix milliseconds. A record whose warehouses are not told fits any of them. */
  list(query: KeptQuery, now: number): RecordList;
  progress(kind: RecordKind): ListProgress;
  setProgress(kind: RecordKind, progress: Partial<ListProgress>): void;
  /** A list as it was last answered; `null` when it never was. */
  getList<T>(topic: ListTopic, key: string, shape: z.ZodType<T>): { rows: T[]; asOf: number } | null;
  /** When it was answered last, in Unix ms; `null`: never. */
  listAsOf(topic: ListTopic, key: string): number | null;
  putList(topic: ListTopic, key: string, rows: readonly object[], asOf: number): void;
  /**
   * Makes whole what lists are read from and searched by, a few milliseconds a step; yields the kind whose list has come further. Until
   * then a list has the rows that are ready, and searching takes longer.
   */
  prepareLists(): Generator<RecordKind | null, void, void>;
  /** How far the list of this kind is ready; `null`: whole. */
  preparing(kind: RecordKind): Preparing | null;
  follow(listener: CatalogueListener): void;
}

export interface RecordList extends PageAnswer {
  readonly rows: RecordRow[];
  /** Where each of the rows stands in the order of the list; `null` for those that come first for their code. */
  readonly spots: (Spot | null)[];
}

/** As `Catalogue.list`. It only reads; lists that are `atHand` from there. */
export function recordsOn(reader: Reading, query: KeptQuery, now: number, atHand?: ListsAtHand): RecordList {
  const { ids, spots, ...page } = pageOf(reader, sourceOf(query.kind), query, now, atHand);
  const rows = readIn(reader, ids);
  return {
    ...page,
    rows: rows.filter((row) => row !== null),
    spots: spots.filter((_, index) => rows[index] !== null),
  };
}

/** Records by their numbers, in this order; without those that cannot be read, and are not shown either. */
export const recordsIn = (reader: Reading, ids: readonly number[]): RecordRow[] => readIn(reader, ids).filter((row) => row !== null);

function readIn(reader: Reading, ids: readonly number[]): (RecordRow | null)[] {
  const bodies = reader.all(`SELECT id, ${columns} FROM records WHERE id IN (SELECT value FROM json_each(?))`, JSON.stringify(ids));
  const byId = new Map(bodies.map((row) => [Number(row['id']), row]));
  return ids.map((id) => {
    const stored = byId.get(id);
    return stored === undefined ? null : rowOf(stored, glanceOn(reader, stored));
  });
}

/** `hasTrigrams`: whether this build of SQLite can index words; it is found out where it is not said. */
export function catalogueOn(database: Database, hasTrigrams?: boolean): Catalogue {
  const lists = listedRecordsOn(database, hasTrigrams);
  const listeners: CatalogueListener[] = [];
  const put = <K extends RecordKind>(kind: K, record: RecordOf[K], asOf: number, isDetail: boolean): boolean => {
    const code = codeOf(kind, record);
    const known = database.get(
      `SELECT id, reference, status, created_time, body, courier_folded, partner_folded, barcodes_folded
       FROM records WHERE kind = ? AND code = ?`,
      kind,
      code,
    );
    const old = known === undefined ? {} : bodyOf(known);
    const merged = (isDetail ? mergeDetail(old, record) : mergeListRow(old, record)) as RecordOf[K];
    const body = JSON.stringify(merged);
    const detailAsOf = isDetail ? asOf : null;
    const status = statusOf(kind, merged);
    const reference = naturalKeyOf(kind, merged) ?? '';
    if (known !== undefined && known['body'] === body && known['status'] === status) {
      if (isDetail) database.run('UPDATE records SET as_of = ?, detail_as_of = ? WHERE id = ?', asOf, asOf, known['id'] ?? null);
      return false;
    }
    const folded = foldedIn(merged);
    const isFoundAsBefore =
      known !== undefined &&
      known['reference'] === reference &&
      known['status'] === status &&
      known['created_time'] === merged.created_time &&
      known['courier_folded'] === folded.courier &&
      known['partner_folded'] === folded.partner &&
      known['barcodes_folded'] === folded.barcodes;
    // Most changes touch none of the indexes: each that is written takes as long as the record itself.
    if (isFoundAsBefore)
      database.run(
        'UPDATE records SET body = ?, as_of = ?, detail_as_of = coalesce(?, detail_as_of) WHERE id = ?',
        body,
        asOf,
        detailAsOf,
        known['id'] ?? null,
      );
    else
      database.run(
        `INSERT INTO records (kind, code, reference, status, created_time, as_of, detail_as_of, body, reference_folded, courier_folded, partner_folded, barcodes_folded)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, code) DO UPDATE SET reference = excluded.reference, status = excluded.status,
         created_time = excluded.created_time, as_of = excluded.as_of,
         detail_as_of = coalesce(excluded.detail_as_of, detail_as_of), body = excluded.body, reference_folded = excluded.reference_folded,
         courier_folded = excluded.courier_folded, partner_folded = excluded.partner_folded, barcodes_folded = excluded.barcodes_folded`,
        kind,
        code,
        reference,
        status,
        merged.created_time,
        asOf,
        detailAsOf,
        body,
        foldCode(reference),
        folded.courier,
        folded.partner,
        folded.barcodes,
      );
    const id = known?.['id'] ?? database.get('SELECT id FROM records WHERE kind = ? AND code = ?', kind, code)?.['id'];
    lists.put(kind, Number(id), merged, status, known === undefined ? null : (old as RecordOf[K]));
    const before = known === undefined ? null : String(known['status']);
    if (before !== status) for (const each of listeners) each.turned(kind, merged, before, status);
    return true;
  };

  const progress = (kind: RecordKind): ListProgress => {
    const row = database.get('SELECT as_of, next_page, walked_at, walk_began, page_size FROM record_lists WHERE kind = ?', kind);
    return {
      asOf: numberOrNull(row?.['as_of']),
      nextPage: numberOrNull(row?.['next_page']),
      walkedAt: numberOrNull(row?.['walked_at']),
      walkBegan: numberOrNull(row?.['walk_began']),
      pageSize: numberOrNull(row?.['page_size']),
    };
  };

  const putAll = <K extends RecordKind>(kind: K, records: readonly RecordOf[K][], asOf: number): number => {
    const changed = records.reduce((sum, record) => sum + (put(kind, record, asOf, false) ? 1 : 0), 0);
    lists.tidy();
    return changed;
  };
  const setProgress = (kind: RecordKind, given: Partial<ListProgress>): void => {
    const { asOf, nextPage, walkedAt, walkBegan, pageSize } = { ...progress(kind), ...given };
    database.run(
      `INSERT INTO record_lists (kind, as_of, next_page, walked_at, walk_began, page_size) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind) DO UPDATE SET as_of = excluded.as_of, next_page = excluded.next_page, walked_at = excluded.walked_at,
         walk_began = excluded.walk_began, page_size = excluded.page_size`,
      kind,
      asOf,
      nextPage,
      walkedAt,
      walkBegan,
      pageSize,
    );
  };

  return {
    putListRows: (kind, records, asOf) => database.unhurried(() => putAll(kind, records, asOf)),
    putPage: (kind, records, asOf, read) =>
      database.unhurried(() => {
        const changed = putAll(kind, records, asOf);
        if (Object.keys(read).length > 0) setProgress(kind, read);
        return changed;
      }),
    putDetail: (kind, record, asOf) =>
      database.unhurried(() => {
        put(kind, record, asOf, true);
        lists.tidy();
      }),
    markGone: (kind, code, asOf) =>
      database.unhurried(() => {
        const id = database.get('SELECT id FROM records WHERE kind = ? AND code = ?', kind, code)?.['id'];
        if (id === undefined || id === null) return;
        database.run('UPDATE records SET status = ?, as_of = ?, detail_as_of = ? WHERE id = ?', goneStatus, asOf, asOf, id);
        lists.putStatus(kind, Number(id), goneStatus);
      }),
    notMet: function* (kind, met, since, most) {
      const missing: { readonly code: string; readonly asOf: number }[] = [];
      for (let after = ''; ;) {
        // By the index of codes alone: bodies of 100,000 records are not read for it.
        const codes = database
          .all('SELECT code FROM records WHERE kind = ? AND code > ? ORDER BY code LIMIT 2000', kind, after)
          .map(({ code }) => String(code));
        for (const code of codes.filter((each) => !met.has(each))) {
          const row = database.get('SELECT as_of, status FROM records WHERE kind = ? AND code = ?', kind, code);
          if (row?.['status'] !== goneStatus && Number(row?.['as_of']) < since) missing.push({ code, asOf: Number(row?.['as_of']) });
        }
        const last = codes.at(-1);
        if (last === undefined) break;
        after = last;
        yield;
      }
      return missing
        .sort((a, b) => a.asOf - b.asOf)
        .slice(0, most)
        .map(({ code }) => code);
    },
    oldestOpen: (kind, ends) => lists.oldestNotIn(kind, [...ends, goneStatus]),
    openBetween: (kind, { ends, ...wanted }) => lists.openBetween(kind, { ends: [...ends, goneStatus], ...wanted }),
    newerThan: (kind, created) => lists.newerThan(kind, created),
    codesAfter: (kind, code, most) =>
      database
        .all('SELECT code, status FROM records WHERE kind = ? AND code > ? ORDER BY code LIMIT ?', kind, code, most)
        .map((row) => ({ code: String(row['code']), status: String(row['status']) })),
    mark: () => Number(database.get('SELECT max(id) AS last FROM records')?.['last'] ?? 0),
    isBefore: (kind, code, mark) =>
      Number(database.get('SELECT id FROM records WHERE kind = ? AND code = ?', kind, code)?.['id'] ?? Number.POSITIVE_INFINITY) <= mark,
    get: (kind, code) => {
      const found = database.get(`SELECT ${columns} FROM records WHERE kind = ? AND code = ?`, kind, code);
      const row = found === undefined ? null : rowOf(found);
      return found === undefined || row === null ? null : { row, detailAsOf: numberOrNull(found['detail_as_of']) };
    },
    readWhole: (most) =>
      database
        .all(
          'SELECT kind, code FROM records WHERE detail_as_of IS NOT NULL AND status IS NOT ? ORDER BY detail_as_of DESC LIMIT ?',
          goneStatus,
          most,
        )
        .map(({ kind, code }) => ({ kind: kind as RecordKind, code: String(code) })),
    codeOfReference: (kind, reference) => {
      const sql = 'SELECT code FROM records WHERE kind = ? AND reference = ? ORDER BY created_time DESC, code DESC LIMIT 1';
      const code = database.get(sql, kind, reference)?.['code'];
      return typeof code === 'string' ? code : null;
    },
    list: (query, now) => recordsOn(database, query, now),
    size: (kind) => Number(database.get('SELECT count(*) AS rows FROM records WHERE kind = ?', kind)?.['rows']),
    progress,
    setProgress: (kind, given) => database.unhurried(() => setProgress(kind, given)),
    getList: (topic, key, shape) => {
      const found = database.get('SELECT rows, as_of FROM lists WHERE topic = ? AND key = ?', topic, key);
      if (found === undefined) return null;
      const rows = z.array(shape).safeParse(JSON.parse(String(found['rows'])));
      return rows.success ? { rows: rows.data, asOf: Number(found['as_of']) } : null;
    },
    listAsOf: (topic, key) => numberOrNull(database.get('SELECT as_of FROM lists WHERE topic = ? AND key = ?', topic, key)?.['as_of']),
    putList: (topic, key, rows, asOf) =>
      database.unhurried(() => {
        const body = JSON.stringify(rows);
        const before = database.get('SELECT rows FROM lists WHERE topic = ? AND key = ?', topic, key)?.['rows'];
        database.run(
          'INSERT INTO lists VALUES (?, ?, ?, ?) ON CONFLICT (topic, key) DO UPDATE SET rows = excluded.rows, as_of = excluded.as_of',
          topic,
          key,
          body,
          asOf,
        );
        lists.besideChanged(topic, key);
        if (before !== body) for (const each of listeners) each.answered(topic, key, rows);
      }),
    prepareLists: () => lists.prepare(),
    preparing: (kind) => lists.preparing(kind),
    follow: (listener) => void listeners.push(listener),
  };
}

const columns = 'kind, code, reference, status, as_of AS asOf, detail_as_of, body';

/** What the row shows of other answers about it. */
const glanceOn = (reader: Reading, { kind, code }: Row): unknown =>
  kindOf(kind as RecordKind).listing.glance?.(besideOf(reader, String(code)));

/** A stored row as the bridge answers it; `null` for one that this version of the desk cannot read: the next walk brings it again. */
function rowOf(stored: Row, glance?: unknown): RecordRow | null {
  const { kind, code, reference, status, asOf } = stored;
  const parsed = RecordRow.safeParse({ kind, code, reference, status, asOf, record: bodyOf(stored), glance });
  return parsed.success ? parsed.data : null;
}

const bodyOf = (stored: Row): Record<string, unknown> => JSON.parse(String(stored['body'])) as Record<string, unknown>;

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
