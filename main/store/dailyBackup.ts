/** Once a day, while the desk runs, a database is copied. What cannot be copied is logged: the desk goes on without. */
import type { Clock } from '../time/clock.ts';
import { backupsOf } from './backups.ts';

const day = 24 * 60 * 60 * 1000;
const pace = { firstMs: 60_000, everyMs: 60 * 60_000 };

/** Answers what ends it. `times` in milliseconds: how soon after the start, and how often it is looked whether a day has passed. */
export function backUpDaily(
  database: { readonly file: string; readonly backUp: (signal: AbortSignal) => Promise<void> },
  clock: Clock,
  log: (line: string) => void,
  times = pace,
): () => void {
  let isOver = false;
  const ended = new AbortController();
  let cancel = clock.after(times.firstMs, () => void look());
  async function look(): Promise<void> {
    try {
      const last = backupsOf(database.file, 'daily')[0]?.writtenAt;
      // The last copy may lie in the future: the clock was wrong when it was made.
      if (last === undefined || Math.abs(clock.wall() - last) >= day) await database.backUp(ended.signal);
    } catch (error) {
      if (!isOver) log(`no backup of ${database.file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!isOver) cancel = clock.after(times.everyMs, () => void look());
  }
  return () => {
    isOver = true;
    ended.abort();
    cancel();
  };
}
