/**
 * The journal: one entry per request and per step of the outbox, written once and never changed. Each entry is hashed
 * together with the hash of the one before it, so that whoever edits, removes or inserts one in the file is found out by `verify`.
 * SECURITY: there is no column for a header, and bodies come in without the token.
 */
import type { DeskEntry, JournalEntry, OutboxEntry, PrintEntry, RequestEntry } from '../../contract/journal.ts';
import type { Amount } from '../../contract/storage.ts';
import { fold } from '../../contract/fold.ts';
import type { Database } from './database.ts';
import { type Bodies, type JournalReading, chainOf, hashOfBodies, journalReadingOn, linked } from './journalReading.ts';

/** Version 1, as it was before entries were chained. */
export const unchainedSchema = `
CREATE TABLE journal (
  seq           INTEGER PRIMARY KEY,
  at            INTEGER NOT NULL,
  call          TEXT NOT NULL,
  method        TEXT NOT NULL,
  path          TEXT NOT NULL,
  natural_key   TEXT,
  outcome       TEXT NOT NULL,
  http_status   INTEGER,
  provider_code TEXT,
  duration_ms   REAL NOT NULL,
  log_id        TEXT,
  priority      TEXT NOT NULL,
  search        TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_time ON journal (at);
`;

/** Version 2. */
export const schema = `
DROP TABLE journal;
CREATE TABLE journal (
  seq    INTEGER PRIMARY KEY,
  -- What is shown, exported and hashed: JSON of contract/journal.ts. The other columns only help to find it.
  entry  TEXT NOT NULL,
  -- SHA-256 over the hash before and this entry, in hex.
  hash   TEXT NOT NULL,
  at     INTEGER NOT NULL,
  what   TEXT NOT NULL,
  is_ok  INTEGER NOT NULL,
  search TEXT NOT NULL
) STRICT;
CREATE TABLE journal_bodies (
  seq      INTEGER PRIMARY KEY,
  sent     TEXT,
  answered TEXT,
  size     INTEGER NOT NULL
) STRICT;
-- Where the chain begins (the last entry that was pruned) and ends, and up to which entry bodies are no longer kept. One row.
CREATE TABLE journal_chain (
  begins_after INTEGER NOT NULL,
  begins_hash  TEXT NOT NULL,
  ends_with    INTEGER NOT NULL,
  ends_hash    TEXT NOT NULL,
  no_bodies_to INTEGER NOT NULL,
  bodies_size  INTEGER NOT NULL
) STRICT;
INSERT INTO journal_chain VALUES (0, '', 0, '', 0, 0);
`;

/** Bytes of bodies kept at most; the oldest go first. Entries themselves are kept all the same. */
export const bodiesKept = 128 * 1024 * 1024;

export interface Journal extends JournalReading {
  addRequest(entry: Omit<RequestEntry, 'seq' | 'what' | 'bodies'>, bodies: Bodies): void;
  addOutbox(entry: Omit<OutboxEntry, 'seq' | 'what'>): void;
  addDesk(entry: Omit<DeskEntry, 'seq' | 'what' | 'naturalKey'>): void;
  addPrint(entry: Omit<PrintEntry, 'seq' | 'what'>): void;
  /**
   * Drops what is older than `before` (Unix milliseconds), from the beginning only: the chain goes on behind it. At most `most` entries in
   * one go; answers how many went.
   */
  prune(before: number, most: number): number;
  /** All entries with their bodies, and those of them that `prune` would drop; a step every thousand entries. */
  measure(before: number): Generator<void, { kept: Amount; removable: Amount }, void>;
}

type Unnumbered = Omit<RequestEntry, 'seq'> | Omit<OutboxEntry, 'seq'> | Omit<DeskEntry, 'seq'> | Omit<PrintEntry, 'seq'>;

/** `mostBodies` in bytes. `onWritten` is told of each entry, while its transaction may still be open. */
export function journalOn(
  database: Database,
  { mostBodies = bodiesKept, onWritten }: { readonly mostBodies?: number; readonly onWritten?: (() => void) | undefined } = {},
): Journal {
  /** A question that changed nothing at the provider is written unhurried (NOTE(on-disk)); with the power the last of them may be lost. */
  const writing = (what: Unnumbered, work: () => void): void =>
    what.what === 'request' && what.method === 'GET' ? database.unhurried(work) : database.transaction(work);
  const add = (what: Unnumbered, bodies: Bodies | null): void =>
    writing(what, () => {
      const chain = chainOf(database);
      const seq = chain.endsWith + 1;
      const entry: JournalEntry = { seq, ...what, at: Math.round(what.at) };
      const text = JSON.stringify(entry);
      const hash = linked(chain.endsHash, text);
      database.run(
        'INSERT INTO journal (seq, entry, hash, at, what, is_ok, search) VALUES (?, ?, ?, ?, ?, ?, ?)',
        seq,
        text,
        hash,
        entry.at,
        entry.what,
        isOk(entry) ? 1 : 0,
        fold(
          wordsIn(entry)
            .filter((part) => part !== null)
            .join(' '),
        ),
      );
      const size = sizeOf(bodies);
      if (bodies !== null && size > 0)
        database.run('INSERT INTO journal_bodies VALUES (?, ?, ?, ?)', seq, bodies.sent, bodies.answered, size);
      database.run('UPDATE journal_chain SET ends_with = ?, ends_hash = ?, bodies_size = bodies_size + ?', seq, hash, size);
      if (chain.bodiesSize + size > mostBodies) dropOldestBodies();
      onWritten?.();
    });

  /** Drops a tenth at a time, so that it happens seldom. */
  const dropOldestBodies = (): void => {
    let left = chainOf(database).bodiesSize;
    for (const row of database.all('SELECT seq, size FROM journal_bodies ORDER BY seq LIMIT 50000')) {
      if (left <= mostBodies * 0.9) break;
      left -= Number(row['size']);
      database.run('DELETE FROM journal_bodies WHERE seq = ?', Number(row['seq']));
      database.run('UPDATE journal_chain SET no_bodies_to = ?, bodies_size = ?', Number(row['seq']), left);
    }
  };

  return {
    addRequest: (entry, bodies) => add({ ...entry, what: 'request', bodies: sizeOf(bodies) === 0 ? null : hashOfBodies(bodies) }, bodies),
    addOutbox: (entry) => add({ ...entry, what: 'outbox' }, null),
    addDesk: (entry) => add({ ...entry, what: 'desk', naturalKey: null }, null),
    addPrint: (entry) => add({ ...entry, what: 'print' }, null),
    ...journalReadingOn(database),
    prune: (before, most) =>
      database.transaction(() => {
        const { beginsAfter } = chainOf(database);
        const oldest = database.all('SELECT seq, at, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?', beginsAfter, most);
        // The clock may have jumped: everything before the first entry that is young enough goes, and nothing behind it.
        const young = oldest.findIndex(({ at }) => Number(at) >= before);
        const last = (young === -1 ? oldest : oldest.slice(0, young)).at(-1);
        if (last === undefined) return 0;
        const seq = Number(last['seq']);
        const size = Number(database.get('SELECT coalesce(sum(size), 0) AS size FROM journal_bodies WHERE seq <= ?', seq)?.['size']);
        database.run('DELETE FROM journal_bodies WHERE seq <= ?', seq);
        database.run(
          'UPDATE journal_chain SET begins_after = ?, begins_hash = ?, bodies_size = max(0, bodies_size - ?)',
          seq,
          String(last['hash']),
          size,
        );
        return database.run('DELETE FROM journal WHERE seq <= ?', seq);
      }),
    measure: function* (before) {
      const { beginsAfter, endsWith, bodiesSize } = chainOf(database);
      const kept = { count: 0, size: bodiesSize };
      const removable = { count: 0, size: 0 };
      let isOld = true;
      for (let after = beginsAfter; after < endsWith; after += 1_000) {
        for (const { at, size } of database.all(
          'SELECT at, length(entry) + length(search) + length(hash) AS size FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq',
          after,
          after + 1_000,
        )) {
          isOld &&= Number(at) < before;
          for (const sum of isOld ? [kept, removable] : [kept]) {
            sum.count += 1;
            sum.size += Number(size);
          }
        }
        yield;
      }
      removable.size += Number(
        database.get('SELECT coalesce(sum(size), 0) AS size FROM journal_bodies WHERE seq <= ?', beginsAfter + removable.count)?.['size'],
      );
      return { kept, removable };
    },
  };
}

const sizeOf = (bodies: Bodies | null): number => Buffer.byteLength(bodies?.sent ?? '') + Buffer.byteLength(bodies?.answered ?? '');
function isOk(entry: JournalEntry): boolean {
  if (entry.what === 'desk') return true;
  return entry.what === 'request' ? entry.outcome === 'ok' : entry.error === null;
}

function wordsIn(entry: JournalEntry): (string | number | null)[] {
  const { operator, naturalKey } = entry;
  if (entry.what === 'desk') return [operator, entry.event, entry.reason];
  if (entry.what === 'print') return [operator, naturalKey, entry.printed, entry.code, entry.part, entry.event, entry.printer, entry.error];
  return entry.what === 'request'
    ? [operator, naturalKey, entry.call, entry.method, entry.path, entry.outcome, entry.httpStatus, entry.providerCode, entry.logId]
    : [operator, naturalKey, entry.kind, entry.event, entry.state, entry.code, entry.error, ...(entry.despite ?? [])];
}
