/**
 * What was written to a connection's database lies in a log first, and is moved into the file from time to time: a thousand pages that are
 * written all over the file, and two waits for the disk. SQLite has whoever writes do that; here a thread does it, so that no key waits for
 * it.
 */
import { stat } from 'node:fs/promises';
import { DeskFailure } from '../../contract/errors.ts';
import type { Database } from '../store/database.ts';
import type { Clock } from '../time/clock.ts';
import type { Workers } from '../workers/index.ts';

/** How often it is looked, in milliseconds. */
const everyMs = 10_000;
/** In bytes: a log as long as this is worth a thread. More than is left of it (`keptLog`). */
const enough = 8 * 1024 * 1024;
/** In bytes: as long as this the log stays, to be written over from its beginning. */
const keptLog = 4 * 1024 * 1024;
/** In bytes: should no thread come, whoever writes does it after all. */
const most = 64 * 1024 * 1024;

interface Parts {
  readonly database: Pick<Database, 'file' | 'leaveCheckpoints'>;
  readonly workers: Pick<Workers, 'run'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: (line: string) => void;
}

/** Answers how to end it. */
export function checkpointsBeside({ database, workers, clock, log }: Parts): () => void {
  const { file } = database;
  const ended = new AbortController();
  database.leaveCheckpoints(most, keptLog);
  let cancel = (): void => undefined;
  const later = (): void => {
    if (!ended.signal.aborted) cancel = clock.after(everyMs, () => void look());
  };
  const look = async (): Promise<void> => {
    try {
      const { size } = await stat(`${file}-wal`);
      if (size >= enough) await workers.run('database.checkpoint', { file }, { signal: ended.signal });
    } catch (error) {
      if (!ended.signal.aborted) log(`checkpoint: ${error instanceof DeskFailure ? error.error.code : String(error)}`);
    }
    later();
  };
  later();
  return () => {
    ended.abort();
    cancel();
  };
}
