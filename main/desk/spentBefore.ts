/** What of the provider's limit was spent before this start: it counts there, and nobody else remembers it. */
import type { Journal } from '../store/journal.ts';
import type { Reading } from '../store/reader.ts';

/** A request and the steps of its document are three or four entries, and six hundred requests may have left in the minute. */
const mostEntries = 6_000;

/**
 * How long ago each request of the last minute was done, in milliseconds. One from the future was written while the clock was wrong.
 * A desk that was killed has no entry of what was under way; but its rows say that something is. When that left the computer nobody knows
 * (a row may have waited for its turn first), so it counts as of now.
 */
export function spentBefore(journal: Pick<Journal, 'requestsSince'>, database: Pick<Reading, 'get'>, now: number): number[] {
  const done = journal
    .requestsSince(now - 2 * 60_000, mostEntries)
    .map((at) => now - at)
    .filter((ago) => ago >= 0);
  const underWay = Number(database.get("SELECT COUNT(*) AS count FROM outbox WHERE state = 'sending'")?.['count']);
  return [...done, ...Array<number>(underWay).fill(0)];
}
