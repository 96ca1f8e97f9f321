/**
 * The journal as it is read: searched, gone through from end to end, and checked. It needs no leave to write, so that a thread can do it
 * over a connection of its own.
 */
import { createHash } from 'node:crypto';
import { JournalEntry } from '../../contract/journal.ts';
import type { JournalDetail, JournalFilter, JournalPage, JournalQuery, JournalVerdict } from '../../contract/journal.ts';
import { wordsOf } from '../../contract/fold.ts';
import type { Row } from './database.ts';
import type { ListSource } from './listSource.ts';
import { pageOf } from './listing.ts';
import { narrowedBy } from './listingBySql.ts';
import type { Reading } from './reader.ts';

export interface Bodies {
  readonly sent: string | null;
  readonly answered: string | null;
}

export interface Written extends Bodies {
  readonly entry: JournalEntry;
}

export interface JournalReading {
  /** One page; by itself newest first. */
  list(query: JournalQuery): JournalPage;
  /**
   * Oldest first, one at a time: an export of 90 days need not fit into memory. Since `since`, Unix milliseconds; at most the newest `most`
   * entries there are. `bodies`: of which entries they are read too, of the others they are `null`.
   */
  all(filter: JournalFilter, since: number, bodies?: 'all' | 'ofTrouble', most?: number): Generator<Written>;
  /** The numbers of the first and the last entry, as they should be; `last` below `first` where there is none. */
  bounds(): { readonly first: number; readonly last: number };
  get(seq: number): Pick<JournalDetail, 'entry' | 'sent' | 'answered'> | null;
  /** When requests that left since `since` were done, in Unix milliseconds; of the newest `most` entries. */
  requestsSince(since: number, most: number): number[];
  /**
   * Hashes every entry anew, in steps; `progress` is told after each how many are done. Ends early, and throws, once `signal` is aborted.
   */
  verify(at?: { readonly progress?: (done: number, total: number) => void; readonly signal?: AbortSignal }): Promise<JournalVerdict>;
}

export function journalReadingOn(database: Reading): JournalReading {
  return {
    list: (query) => {
      const { ids, spots: _spots, ...page } = pageOf(database, listed, query, 0);
      const rows = database.all(`SELECT seq, entry FROM journal WHERE seq IN (${ids.map(() => '?').join(', ')})`, ...ids);
      const entries = new Map(rows.map((row) => [Number(row['seq']), readEntry(row)]));
      return { ...page, entries: ids.flatMap((seq) => entries.get(seq) ?? []) };
    },
    all: function* (filter, since, bodies = 'all', most = Number.POSITIVE_INFINITY) {
      const { sql, values } = narrowedBy(listed, filter, 0);
      const { beginsAfter, endsWith } = chainOf(database);
      const wanted = bodies === 'all' ? 'b.seq = j.seq' : 'b.seq = j.seq AND j.is_ok = 0';
      for (let after = Math.max(beginsAfter, endsWith - most); ;) {
        const rows = database.all(
          `SELECT j.seq AS seq, j.entry AS entry, b.sent AS sent, b.answered AS answered
           FROM (SELECT seq, entry, is_ok FROM journal WHERE seq > ? AND at >= ? AND ${sql} ORDER BY seq LIMIT 500) j
           LEFT JOIN journal_bodies b ON ${wanted} ORDER BY j.seq`,
          after,
          since,
          ...values,
        );
        for (const row of rows) {
          after = Number(row['seq']);
          const entry = readEntry(row);
          if (entry !== null) yield { entry, ...bodiesIn(row) };
        }
        if (rows.length === 0) return;
      }
    },
    bounds: () => {
      const { beginsAfter, endsWith } = chainOf(database);
      return { first: beginsAfter + 1, last: endsWith };
    },
    requestsSince: (since, most) =>
      database
        .all(
          `SELECT at + coalesce(entry->>'$.durationMs', 0) AS done FROM (SELECT at, what, entry FROM journal ORDER BY seq DESC LIMIT ?)
           WHERE what = 'request' AND at >= ?`,
          most,
          since,
        )
        .map(({ done }) => Number(done)),
    get: (seq) => {
      const row = database.get('SELECT entry FROM journal WHERE seq = ?', seq);
      const entry = row === undefined ? null : readEntry(row);
      return entry === null ? null : { entry, ...bodiesOf(database, seq) };
    },
    verify: async ({ progress, signal } = {}) => {
      const { beginsAfter, beginsHash, endsWith, endsHash } = chainOf(database);
      let [after, hash, checked] = [beginsAfter, beginsHash, 0];
      let since: number | null = null;
      const broken = (seq: number, problem: NonNullable<JournalVerdict['broken']>['problem']): JournalVerdict => ({
        checked,
        since,
        broken: { seq, problem },
      });
      for (;;) {
        const rows = database.all(
          'SELECT seq, entry, hash FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT 1000',
          after,
          endsWith,
        );
        for (const row of rows) {
          const seq = Number(row['seq']);
          const text = String(row['entry']);
          if (seq !== after + 1) return broken(after + 1, 'missing');
          const entry = readEntry(row);
          const own = linked(hash, text);
          if (entry === null || entry.seq !== seq || own !== row['hash']) return broken(seq, 'changed');
          const { bodies } = entry.what === 'request' ? entry : { bodies: null };
          // Read anew, because bodies may have been dropped meanwhile to make room.
          if (bodies !== null && hashOfBodies(bodiesOf(database, seq)) !== bodies && seq > chainOf(database).noBodiesTo)
            return broken(seq, 'bodyChanged');
          [after, hash] = [seq, own];
          checked += 1;
          since ??= entry.at;
        }
        if (rows.length === 0) break;
        progress?.(checked, endsWith - beginsAfter);
        await new Promise<void>((resolve) => void setImmediate(resolve));
        signal?.throwIfAborted();
      }
      if (after !== endsWith) return broken(after + 1, 'missing');
      if (hash !== endsHash) return broken(endsWith, 'changed');
      // An entry behind the end of the chain: somebody else wrote it. What the desk writes moves the end.
      const beyond = database.get(
        'SELECT seq FROM journal WHERE seq > (SELECT ends_with FROM journal_chain) OR seq <= (SELECT begins_after FROM journal_chain) LIMIT 1',
      );
      return beyond === undefined ? { checked, since, broken: null } : broken(Number(beyond['seq']), 'changed');
    },
  };
}

export const linked = (before: string, entry: string): string => createHash('sha256').update(`${before}\n${entry}`).digest('hex');
export const hashOfBodies = ({ sent, answered }: Bodies): string =>
  createHash('sha256')
    .update(JSON.stringify([sent, answered]))
    .digest('hex');

/** Words are looked for as they are folded when an entry is written. */
const listed: ListSource = {
  table: 'journal',
  id: 'seq',
  belongs: [],
  columns: { number: { sql: 'seq' }, at: { sql: 'at' } },
  facets: { what: { sql: 'what', type: 'one' }, ok: { sql: "iif(is_ok = 1, 'yes', 'no')", type: 'one' } },
  order: { by: 'number', descending: true },
  mostCounted: 10_000,
  size: (reader) => {
    const { beginsAfter, endsWith } = chainOf(reader);
    return endsWith - beginsAfter;
  },
  search: (search) => wordsOf(search).map((word) => ({ sql: 'instr(search, ?) > 0', values: [word] })),
};

interface Chain {
  readonly beginsAfter: number;
  readonly beginsHash: string;
  readonly endsWith: number;
  readonly endsHash: string;
  readonly noBodiesTo: number;
  readonly bodiesSize: number;
}

export function chainOf(database: Reading): Chain {
  const row = database.get('SELECT * FROM journal_chain');
  return {
    beginsAfter: Number(row?.['begins_after'] ?? 0),
    beginsHash: String(row?.['begins_hash'] ?? ''),
    endsWith: Number(row?.['ends_with'] ?? 0),
    endsHash: String(row?.['ends_hash'] ?? ''),
    noBodiesTo: Number(row?.['no_bodies_to'] ?? 0),
    bodiesSize: Number(row?.['bodies_size'] ?? 0),
  };
}

/** `null` for an entry that cannot be read any more: somebody changed the file. */
function readEntry(row: Row): JournalEntry | null {
  try {
    const parsed = JournalEntry.safeParse(JSON.parse(String(row['entry'])));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON; `verify` names it.
    return null;
  }
}

function bodiesOf(database: Reading, seq: number): Bodies {
  return bodiesIn(database.get('SELECT sent, answered FROM journal_bodies WHERE seq = ?', seq) ?? {});
}

function bodiesIn(row: Row): Bodies {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return { sent: text(row['sent']), answered: text(row['answered']) };
}
