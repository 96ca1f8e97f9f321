/**
 * Folders of connections that were removed (main process): they were moved aside, and go after their time. One in which something is not confirmed
 * stays, whatever its age.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Amount, KeptDays, type KeptRow, usualDays } from '../../contract/storage.ts';
import type { Clock } from '../clock.ts';
import type { Settings } from '../store/settings.ts';
import { unfinishedIn } from '../store/unfinished.ts';
import { trustedTime } from './trustedTime.ts';

const day = 24 * 60 * 60 * 1000;
const pace = { firstMs: 120_000, everyMs: 30 * 60_000 };
const daysSetting = 'keeping.removed';
const seenSetting = 'keeping.removedSeen';
const Seen = z.record(z.string(), z.number());

export interface RemovedConnections {
  measure(): Promise<KeptRow>;
  setDays(days: KeptDays): void;
  deleteNow(): Promise<Amount>;
  /** All that is due, as every half hour. */
  tidy(): Promise<void>;
  close(): void;
}

/** `folder` need not be there. `settings` are the desk's own. */
export function removedConnections(options: { readonly folder: string; readonly settings: Settings; readonly clock: Clock; readonly log: (line: string) => void; readonly times?: typeof pace }): RemovedConnections {
  const { folder, settings, clock, log, times = pace } = options;
  const time = trustedTime(settings, clock);
  const days = (): KeptDays => settings.get<KeptDays>(daysSetting, KeptDays, usualDays.removed);
  let isOver = false;

  /** With when each was first seen here, Unix ms by the time that is trusted: whoever moved it here may have had a wrong clock. */
  async function folders(): Promise<{ name: string; path: string; since: number; size: number }[]> {
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const now = time.look();
    const before = settings.get(seenSetting, Seen, {});
    const seen = Object.fromEntries(names.map((name) => [name, Math.min(before[name] ?? now, now)]));
    settings.set(seenSetting, seen);
    return Promise.all(names.map(async (name) => ({ name, path: join(folder, name), since: seen[name] ?? now, size: await sizeOf(join(folder, name)) })));
  }
  const mayGo = (path: string): boolean => unfinishedIn(join(path, 'desk.sqlite')) === 0;

  async function remove(before: number): Promise<Amount> {
    const gone = { count: 0, size: 0 };
    for (const { name, path, since, size } of await folders()) {
      if (since > before || !mayGo(path)) continue;
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      log(`keeping: the folder ${name} of a removed connection was deleted`);
      gone.count += 1;
      gone.size += size;
    }
    return gone;
  }
  const tidy = async (): Promise<void> => {
    const kept = days();
    if (kept !== null) await remove(time.look() - kept * day);
  };

  let cancel = clock.after(times.firstMs, () => void look());
  async function look(): Promise<void> {
    try {
      await tidy();
    } catch (error) {
      log(`keeping: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!isOver) cancel = clock.after(times.everyMs, () => void look());
  }

  return {
    measure: async () => {
      const all = await folders();
      const sum = (some: typeof all): Amount => ({ count: some.length, size: some.reduce((total, { size }) => total + size, 0) });
      return { what: 'removed', days: days(), kept: sum(all), removable: sum(all.filter(({ path }) => mayGo(path))) };
    },
    setDays: (kept) => settings.set(daysSetting, kept),
    deleteNow: () => remove(Infinity),
    tidy,
    close: () => {
      isOver = true;
      cancel();
    },
  };
}

/** Of all that lies in a folder, in bytes; what vanishes meanwhile counts nothing. */
export async function sizeOf(path: string): Promise<number> {
  const seen = await stat(path).catch(() => null);
  if (seen === null) return 0;
  if (!seen.isDirectory()) return seen.size;
  let size = 0;
  for (const name of await readdir(path).catch(() => [])) size += await sizeOf(join(path, name));
  return size;
}
