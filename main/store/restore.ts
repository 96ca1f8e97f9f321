/** Brings a connection's database back from its newest copy (main process), so that nothing is sent a second time for it. */
import { z } from 'zod';
import { DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../clock.ts';
import { restoreNewest } from './backups.ts';
import type { Backup } from './backups.ts';
import { fetchedTables } from './catalogue.ts';
import { openDatabase } from './database.ts';
import { migrations } from './migrations.ts';
import { settingsOn } from './settings.ts';
import type { Settings } from './settings.ts';

/** That the database was brought back, in Unix milliseconds: when, and from a copy of when. */
const Restored = z.object({ at: z.number(), copiedAt: z.number() });
export type Restored = z.infer<typeof Restored>;

const setting = 'restored';
export const restoredOf = (settings: Settings): Restored | null => settings.get(setting, Restored.nullable(), null);

/**
 * What was waiting in the copy may have been sent after it was made: it is looked up by its key before it can leave. Drafts of that time are told
 * by the setting.
 * @throws DeskFailure `notFound` where there is no copy that can be read; otherwise as `openDatabase`
 */
export function restoreConnection(file: string, clock: Clock): Backup {
  const backup = restoreNewest(file, clock);
  if (backup === null) throw new DeskFailure({ code: 'notFound' });
  const database = openDatabase(file, clock, migrations, fetchedTables);
  try {
    database.transaction(() => {
      database.run(
        "UPDATE outbox SET state = 'unknown', doubt_since = coalesce(doubt_since, left_at, ?), left_at = NULL, misses = 0, retry_at = NULL WHERE creates = 1 AND state IN ('queued', 'sending')",
        Math.round(backup.writtenAt),
      );
      settingsOn(database, () => undefined).set(setting, { at: clock.wall(), copiedAt: Math.round(backup.writtenAt) } satisfies Restored);
    });
  } finally {
    database.close();
  }
  return backup;
}
