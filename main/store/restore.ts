/**
 * When a connection's database is behind what was done: brought back from its newest copy, or put there by others. Nothing
 * is sent a second time for it.
 */
import { z } from 'zod';
import { DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../time/clock.ts';
import { restoreNewest } from './backups.ts';
import type { Backup } from './backups.ts';
import { fetchedTables } from './catalogue.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations.ts';
import { settingsOn } from './settings.ts';
import type { Settings } from './settings.ts';

/** A gap in what the desk knows, in Unix milliseconds: noticed `at`; what was done after `copiedAt` may be missing. */
const Restored = z.object({
  at: z.number(),
  copiedAt: z.number(),
  /** The operator knows of it. */
  isRead: z.boolean().default(true),
});
export type Restored = z.infer<typeof Restored>;

const setting = 'restored';
export const restoredOf = (settings: Settings): Restored | null => settings.get(setting, Restored.nullable(), null);

export function markRead(settings: Settings): void {
  const restored = restoredOf(settings);
  if (restored !== null) settings.set(setting, { ...restored, isRead: true } satisfies Restored);
}

/**
 * What waits may have been sent after `copiedAt`: it is looked up by its key before it can leave. Documents begun before `at` are told by
 * the setting when they are queued. Actions need neither: they look first every time.
 */
function doubtWhatWaits(database: Database, settings: Settings, restored: Restored): void {
  database.transaction(() => {
    const earlier = restoredOf(settings);
    lookUpFirst(database, restored.copiedAt);
    // An earlier gap stays a gap.
    settings.set(setting, {
      ...restored,
      copiedAt: Math.min(restored.copiedAt, earlier?.copiedAt ?? restored.copiedAt),
    } satisfies Restored);
  });
}

function lookUpFirst(database: Database, since: number): void {
  database.run(
    "UPDATE outbox SET state = 'unknown', doubt_since = coalesce(doubt_since, left_at, ?), left_at = NULL, misses = 0, retry_at = NULL WHERE creates = 1 AND state IN ('queued', 'sending')",
    since,
  );
}

/** Unix milliseconds; `null` where nothing was ever typed or sent. */
function lastWritten(database: Database): number | null {
  const last = database.get(
    'SELECT max(at) AS at FROM (SELECT max(updated_at) AS at FROM outbox UNION ALL SELECT max(updated_at) FROM drafts)',
  )?.['at'];
  return typeof last === 'number' ? last : null;
}

/**
 * The folder could not be compared, because the keychain gives no answer yet: it may be a copy. Until it was compared, what waits and what
 * was begun before `now` is looked up before it leaves. Not held back: a keychain may stay locked for as long as the desk runs. Nothing of
 * it is written down but the rows' own state, and nobody is alarmed: mostly the folder is as it was. Answers the gap there would be.
 */
export function doubtUntilCompared(database: Database, settings: Settings, now: number): Restored {
  const known = restoredOf(settings);
  const copiedAt = Math.min(lastWritten(database) ?? now, known?.copiedAt ?? now);
  database.transaction(() => lookUpFirst(database, copiedAt));
  return { at: now, copiedAt, isRead: known?.isRead ?? true };
}

/**
 * The folder is not as this computer left it: it was copied, or put back, after the last that was written in it. With nothing in it, there
 * is nothing to tell.
 */
export function recogniseCopy(database: Database, settings: Settings, now: number): void {
  const last = lastWritten(database);
  doubtWhatWaits(database, settings, { at: now, copiedAt: last ?? now, isRead: last === null });
}

/**
 * Puts the newest copy in the place of the database.
 * @throws DeskFailure `notFound` where there is no copy that can be read; otherwise as `openDatabase`
 */
export function restoreConnection(file: string, clock: Clock): Backup {
  const backup = restoreNewest(file, clock);
  if (backup === null) throw new DeskFailure({ code: 'notFound' });
  // The copy has just been gone through.
  const database = openDatabase(file, clock, migrations, fetchedTables, 0);
  try {
    // Who asked for it knows already: no notice.
    doubtWhatWaits(
      database,
      settingsOn(database, () => undefined),
      { at: clock.wall(), copiedAt: Math.round(backup.writtenAt), isRead: true },
    );
  } finally {
    database.close();
  }
  return backup;
}
