/**
 * What was let go on the desk in one go, files and folders, copied into a folder of the desk's own with the care of a single file. One that
 * cannot be taken keeps none of the others.
 */
import { lstat, mkdir, opendir, statfs } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { type DeskError, DeskFailure } from '../../contract/errors.ts';
import { plainName } from './index.ts';
import { copyFile, settle, writeFailure } from './staging.ts';

export interface Given {
  readonly path: string;
  readonly name: string;
}

/** A whole copy under its SHA-256, or why there is none. */
export type Taken = { readonly name: string } & (
  | { readonly sha256: string; readonly size: number; readonly error: null }
  | { readonly sha256: null; readonly size: 0; readonly error: DeskError }
);

/** Programs keep their own beside what people made, and what is still coming in has such an ending: nobody means these. */
export const isPassing = (name: string): boolean =>
  /^(?:\.|~\$)|^(?:desktop\.ini|thumbs\.db)$|\.(?:part|crdownload|download|tmp)$/iu.test(name);

/** What a folder may have beside the files that are meant. */
const mostEntries = 10_000;

/**
 * With what lies in a folder in its place, by name; not what lies in folders in it. `most`: so many files at the end.
 * @throws DeskFailure `tooManyTogether`
 */
export async function filesIn(given: readonly Given[], most: number): Promise<Given[]> {
  const files: Given[] = [];
  for (const each of given) {
    // SECURITY: a link is not followed into a folder; what is no folder is looked at when it is copied.
    const isFolder = isAbsolute(each.path) && (await lstat(each.path).catch(() => null))?.isDirectory() === true;
    if (isFolder) files.push(...(await listed(each.path)));
    else files.push(each);
    if (files.length > most) throw new DeskFailure({ code: 'tooManyTogether', params: { most: String(most) } });
  }
  return files;
}

async function listed(folder: string): Promise<Given[]> {
  const names: string[] = [];
  let seen = 0;
  try {
    for await (const entry of await opendir(folder)) {
      seen += 1;
      if (seen > mostEntries) break;
      if (entry.isFile() && !isPassing(entry.name)) names.push(entry.name);
    }
  } catch (cause) {
    throw new DeskFailure({ code: 'fileUnreadable', params: { name: plainName(folder) } }, { cause });
  }
  return names
    .toSorted((one, other) => one.localeCompare(other, 'vi', { numeric: true }))
    .map((name) => ({ path: join(folder, name), name }));
}

/** Left free on the disk for the database and everybody else, in bytes. */
const leftFree = 64 * 1024 * 1024;

/**
 * Copies them into `folder`, one after the other, each of at most `most` bytes. Where none could be taken, the first's reason is thrown.
 * @throws DeskFailure as `Files.stage`; `diskFull` before anything is copied that would fill the disk
 */
export async function takeAll(files: readonly Given[], folder: string, most: number): Promise<Taken[]> {
  try {
    // SECURITY: labels and orders carry names and addresses; the folder is the operator's alone.
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw writeFailure(cause);
  }
  const sizes = await Promise.all(files.map(({ path }) => sizeAt(path)));
  const { bavail, bsize } = await statfs(folder);
  // What is made of them takes about as much again.
  if (2 * sizes.reduce((sum, size) => sum + size, 0) + leftFree > bavail * bsize) throw new DeskFailure({ code: 'diskFull' });
  const taken: Taken[] = [];
  for (const { path, name: given } of files) {
    const name = plainName(given);
    try {
      const copy = await copyFile(path, name, folder, most);
      await settle(copy, folder);
      taken.push({ name, sha256: copy.sha256, size: copy.size, error: null });
    } catch (cause) {
      // A full disk is no fault of this file.
      if (!(cause instanceof DeskFailure) || ['diskFull', 'storageReadOnly'].includes(cause.error.code)) throw cause;
      taken.push({ name, sha256: null, size: 0, error: cause.error });
    }
  }
  const first = taken.find(({ error }) => error !== null);
  if (first?.error != null && taken.every(({ error }) => error !== null)) throw new DeskFailure(first.error);
  return taken;
}

const sizeAt = async (path: string): Promise<number> => (isAbsolute(path) ? ((await lstat(path).catch(() => null))?.size ?? 0) : 0);
