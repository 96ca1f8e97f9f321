/**
 * The journal (main process): one row per HTTP request, written once and never changed. SECURITY: there is no column for a header or a body,
 * so that neither the token nor a customer's address can get in.
 */
import { z } from 'zod';
import { CallName } from '../../contract/errors.ts';
import { fold, wordsOf } from '../../contract/fold.ts';
import type { Database } from './database.ts';

export const schema = `
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

export const JournalEntry = z.object({
  /** Unix milliseconds at which the request left. */
  at: z.number(),
  call: CallName,
  method: z.string(),
  /** With the query, without the host. */
  path: z.string(),
  /** The merchant's own key, where the request was about one. */
  naturalKey: z.string().nullable(),
  /** `ok`, or the error's code. */
  outcome: z.string(),
  httpStatus: z.number().nullable(),
  providerCode: z.string().nullable(),
  durationMs: z.number(),
  logId: z.string().nullable(),
  priority: z.string(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** 90 days. */
export const journalKeptMs = 90 * 24 * 60 * 60 * 1000;

export interface Journal {
  add(entry: JournalEntry): void;
  /** Newest first; every word of `search` occurs in the call, path, key, outcome, status, code or `log_id`. */
  recent(limit: number, search?: string): JournalEntry[];
  /** Drops what is older than 90 days. `now` in Unix milliseconds; answers how many rows went. */
  prune(now: number): number;
}

export function journalOn(database: Database): Journal {
  return {
    add: ({ at, call, method, path, naturalKey, outcome, httpStatus, providerCode, durationMs, logId, priority }) => {
      const search = fold([call, method, path, naturalKey, outcome, httpStatus, providerCode, logId].filter((part) => part !== null).join(' '));
      database.run(
        `INSERT INTO journal (at, call, method, path, natural_key, outcome, http_status, provider_code, duration_ms, log_id, priority, search)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        Math.round(at), call, method, path, naturalKey, outcome, httpStatus, providerCode, durationMs, logId, priority, search,
      );
    },
    recent: (limit, search = '') => {
      const words = wordsOf(search);
      const where = words.length === 0 ? '' : `WHERE ${words.map(() => 'instr(search, ?) > 0').join(' AND ')}`;
      return database
        .all(
          `SELECT at, call, method, path, natural_key AS naturalKey, outcome, http_status AS httpStatus, provider_code AS providerCode,
             duration_ms AS durationMs, log_id AS logId, priority
           FROM journal ${where} ORDER BY seq DESC LIMIT ?`,
          ...words, limit,
        )
        .map((row) => JournalEntry.parse(row));
    },
    prune: (now) => database.run('DELETE FROM journal WHERE at < ?', now - journalKeptMs),
  };
}
