/**
 * What lies on the disk beside what is in use: folders of removed connections, and database files that were set aside. They
 * go after their time; a folder in which something is not confirmed stays, whatever its age.
 */
import { readdir, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { type Amount, KeptDays, type KeptRow, type KeptThing, leastDaysAside, usualDays } from '../../contract/storage.ts';
import type { Clock } from '../time/clock.ts';
import type { Settings } from '../store/settings.ts';
import { unfinishedIn } from '../store/unfinished.ts';
import { trustedTime } from './trustedTime.ts';

const day = 24 * 60 * 60 * 1000;
const pace = { firstMs: 120_000, everyMs: 30 * 60_000 };
const Seen = z.record(z.string(), z.number());

export interface PutAway {
  measure(): Promise<KeptRow>;
  setDays(days: KeptDays): void;
  deleteNow(): Promise<Amount>;
  /** All that is due, as every half hour. */
  tidy(): Promise<void>;
  close(): void;
}

interface Place {
  /** The desk's own folder. */
  readonly folder: string;
  /** The desk's own. */
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly times?: typeof pace;
}

/** One thing, under one name: all of it goes, or none. */
interface Thing {
  readonly name: string;
  readonly paths: readonly string[];
}

/** Folders of connections that were removed: they were moved to `removed/`, which need not be there. */
export const removedConnections = (place: Place): PutAway =>
  putAway(place, {
    what: 'removed',
    leastDays: 1,
    list: async () => {
      const folder = join(place.folder, 'removed');
      return (await namesIn(folder)).map((name) => ({ name, paths: [join(folder, name)] }));
    },
    mayGo: ({ paths: [path = ''] }) => unfinishedIn(join(path, 'desk.sqlite')) === 0,
  });

/**
 * Database files that were set aside (`setAside` in `store/backups.ts`), each with what SQLite keeps beside it: the desk's own, and those
 * of connections.
 */
export const filesSetAside = (place: Place): PutAway =>
  putAway(place, {
    what: 'setAside',
    leastDays: leastDaysAside,
    list: async () => {
      const connections = join(place.folder, 'connections');
      const found = new Map<string, string[]>();
      for (const folder of [place.folder, ...(await namesIn(connections)).map((name) => join(connections, name))]) {
        for (const name of await namesIn(folder)) {
          const file = /^(.+\.sqlite\.(?:damaged|replaced)-\d{8}-\d{9})(?:-wal|-shm)?$/.exec(name)?.[1];
          if (file === undefined) continue;
          const key = relative(place.folder, join(folder, file));
          found.set(key, [...(found.get(key) ?? []), join(folder, name)]);
        }
      }
      return [...found].map(([name, paths]) => ({ name, paths }));
    },
    mayGo: () => true,
  });

/** What is in a folder; nothing where there is none, or it is a file. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

interface Sort {
  readonly what: Extract<KeptThing, 'removed' | 'setAside'>;
  readonly leastDays: number;
  readonly list: () => Promise<Thing[]>;
  readonly mayGo: (thing: Thing) => boolean;
}

function putAway({ settings, clock, log, times = pace }: Place, { what, leastDays, list, mayGo }: Sort): PutAway {
  const daysSetting = `keeping.${what}`;
  const seenSetting = `keeping.${what}Seen`;
  const time = trustedTime(settings, clock);
  const days = (): KeptDays => settings.get<KeptDays>(daysSetting, KeptDays, usualDays[what]);
  let isOver = false;

  /** With when each was first seen here, Unix ms by the time that is trusted: whoever moved it here may have had a wrong clock. */
  async function things(): Promise<(Thing & { readonly since: number; readonly size: number })[]> {
    const all = await list();
    const now = time.look();
    const before = settings.get(seenSetting, Seen, {});
    const seen = Object.fromEntries(all.map(({ name }) => [name, Math.min(before[name] ?? now, now)]));
    settings.set(seenSetting, seen);
    return Promise.all(all.map(async (thing) => ({ ...thing, since: seen[thing.name] ?? now, size: await sizeOfAll(thing.paths) })));
  }

  async function remove(before: number): Promise<Amount> {
    const gone = { count: 0, size: 0 };
    for (const thing of await things()) {
      if (thing.since > before || !mayGo(thing)) continue;
      for (const path of thing.paths) await rm(path, { recursive: true, force: true, maxRetries: 3 });
      log(`keeping: ${thing.name} (${what}) was deleted`);
      gone.count += 1;
      gone.size += thing.size;
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
      const all = await things();
      const sum = (some: typeof all): Amount => ({ count: some.length, size: some.reduce((total, { size }) => total + size, 0) });
      return { what, days: days(), kept: sum(all), removable: sum(all.filter(mayGo)) };
    },
    setDays: (kept) => settings.set(daysSetting, kept === null ? null : Math.max(leastDays, kept)),
    deleteNow: () => remove(Infinity),
    tidy,
    close: () => {
      isOver = true;
      cancel();
    },
  };
}

const sizeOfAll = async (paths: readonly string[]): Promise<number> =>
  (await Promise.all(paths.map(sizeOf))).reduce((total, size) => total + size, 0);

/** Of all that lies in a folder, in bytes; what vanishes meanwhile counts nothing. */
export async function sizeOf(path: string): Promise<number> {
  const seen = await stat(path).catch(() => null);
  if (seen === null) return 0;
  if (!seen.isDirectory()) return seen.size;
  let size = 0;
  for (const name of await readdir(path).catch(() => [])) size += await sizeOf(join(path, name));
  return size;
}
