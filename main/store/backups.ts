/**
 * Copies of a database file, in `backups/` beside it: one before each new version of its tables, one a day besides, five of
 * each. They hold what cannot be fetched again, not the catalogue. A damaged file is set aside, never deleted, and the newest sound copy
 * can take its place.
 */
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../time/clock.ts';
import { copyInto } from './copy.ts';

const kept = 5;

export interface Backup {
  readonly path: string;
  /** Unix milliseconds. */
  readonly writtenAt: number;
}

/** `20261124-101500123`, of Unix milliseconds: sorts by time and is a file name everywhere. */
export const stampOf = (at: number): string =>
  new Date(at)
    .toISOString()
    .replaceAll(/[-:.Z]/g, '')
    .replace('T', '-');

const folderOf = (file: string): string => join(dirname(file), 'backups');

/** All of them, newest first: by the time they were written, not by their names, because the computer's clock may have been wrong once. */
export function backupsOf(file: string, kind: 'migration' | 'daily' | 'any' = 'any'): Backup[] {
  const folder = folderOf(file);
  if (!existsSync(folder)) return [];
  const isWanted = (name: string): boolean => (kind === 'any' ? /\.(v\d+|daily)$/ : kind === 'daily' ? /\.daily$/ : /\.v\d+$/).test(name);
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.`) && isWanted(name))
    .map((name) => ({ path: join(folder, name), writtenAt: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.writtenAt - a.writtenAt);
}

/** Before the tables change, in one go: nobody may write meanwhile. `leftOut`: the tables that can be fetched again. */
export function backUpBeforeMigration(
  sqlite: DatabaseSync,
  file: string,
  version: number,
  clock: Clock,
  leftOut: ReadonlySet<string>,
): void {
  const { partial, path } = begin(file, `v${version}`, clock.wall());
  for (const _row of copyInto(sqlite, partial, leftOut));
  const handle = openSync(partial, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(partial, path);
  drop(file, 'migration');
}

/**
 * A copy of the database as it is now, without what can be fetched again: `backups/` beside the file keeps five of them. For a thread: it
 * stands still for long. `at` in Unix milliseconds. Ended by `signal`, it leaves nothing. @throws what the disk has against it
 */
export async function backUp(file: string, at: number, leftOut: ReadonlySet<string>, signal?: AbortSignal): Promise<void> {
  dropTorsos(file);
  const { partial, path } = begin(file, 'daily', at);
  const work = fromSnapshot(file, partial, leftOut);
  try {
    while ((await someOf(work)) === undefined) signal?.throwIfAborted();
    signal?.throwIfAborted();
    const handle = await open(partial, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    renameSync(partial, path);
    drop(file, 'daily');
    dropOutlived(file);
  } finally {
    work.return(true);
    rmSync(partial, { force: true });
  }
}

/** One turn takes so long, in milliseconds; in between, whoever ends it is heard. */
const turnMs = 100;

async function someOf(work: Generator<void, true, void>): Promise<true | undefined> {
  const end = performance.now() + turnMs;
  do {
    const step = work.next();
    if (step.done === true) return step.value;
  } while (performance.now() < end);
  await new Promise((resolve) => void setImmediate(resolve));
  return undefined;
}

/** Of copies whose thread was ended, or whose desk was killed. */
function dropTorsos(file: string): void {
  const folder = folderOf(file);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(file)}.`) && name.endsWith('.partial')) rmSync(join(folder, name), { force: true });
}

/** All of the copy shows one moment: what is written meanwhile is not in it, NOTE(on-disk). */
function* fromSnapshot(file: string, partial: string, leftOut: ReadonlySet<string>): Generator<void, true, void> {
  const reader = new DatabaseSync(file, { readOnly: true });
  try {
    reader.exec('BEGIN');
    return yield* copyInto(reader, partial, leftOut);
  } finally {
    reader.close();
  }
}

/** The copy bears its final name only once it is complete and on the disk. */
function begin(file: string, ending: string, at: number): { partial: string; path: string } {
  const folder = folderOf(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${basename(file)}.${stampOf(at)}.${ending}`);
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  // SECURITY: as private as the file it is a copy of, from its first byte.
  closeSync(openSync(partial, 'w', 0o600));
  return { partial, path };
}

function drop(file: string, kind: 'migration' | 'daily'): void {
  for (const { path } of backupsOf(file, kind).slice(kept)) rmSync(path);
}

/** A copy from before a migration goes once all daily copies are newer: what was deleted since then must not live on in it. */
function dropOutlived(file: string): void {
  const daily = backupsOf(file, 'daily');
  const oldest = daily[kept - 1];
  if (oldest === undefined) return;
  for (const { path, writtenAt } of backupsOf(file, 'migration')) if (writtenAt < oldest.writtenAt) rmSync(path);
}

/** Moves a file out of the way, with what SQLite keeps beside it: somebody may still be able to read it. Answers its new name. */
export function setAside(file: string, why: 'damaged' | 'replaced', clock: Clock): string {
  const aside = `${file}.${why}-${stampOf(clock.wall())}`;
  for (const end of ['-wal', '-shm', '']) {
    if (existsSync(file + end)) renameSync(file + end, aside + end);
  }
  return basename(aside);
}

/**
 * Puts the newest sound copy in the place of the file, which must be closed; what lies there is set aside. Answers the copy that was used,
 * `null` where there is none that can be read.
 */
export function restoreNewest(file: string, clock: Clock): Backup | null {
  const found = backupsOf(file).find(({ path }) => isSound(path));
  if (found === undefined) return null;
  const partial = `${file}.partial`;
  copyFileSync(found.path, partial);
  chmodSync(partial, 0o600);
  setAside(file, 'replaced', clock);
  renameSync(partial, file);
  return found;
}

function isSound(path: string): boolean {
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(path, { readOnly: true });
    return sqlite.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok';
  } catch {
    // It cannot even be opened; the next older one may.
    return false;
  } finally {
    if (sqlite?.isOpen === true) sqlite.close();
  }
}
