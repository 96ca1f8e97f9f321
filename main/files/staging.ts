/** Copies bytes into the desk's own folder, so that the original may change or vanish afterwards. */
import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { largestFile } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { DeskError, ErrorCode } from '../../contract/errors.ts';

/** A whole copy, on the disk, still under a name of its own. */
export interface Copy {
  readonly path: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

const fileProblem = (code: ErrorCode, name: string, params: DeskError['params'] = {}): DeskFailure =>
  new DeskFailure({ code, params: { name, ...params } });

/** What keeps a file from being read. */
function readFailure(cause: unknown, name: string): DeskFailure {
  if (cause instanceof DeskFailure) return cause;
  const codes: Record<string, ErrorCode> = {
    ENOENT: 'fileVanished',
    ENOTDIR: 'fileVanished',
    EISDIR: 'fileIsFolder',
    ELOOP: 'fileIsLink',
    ENXIO: 'fileNotReal',
    ERR_INVALID_ARG_VALUE: 'fileNotReal',
  };
  const code = codes[codeIn(cause)] ?? 'fileUnreadable';
  return new DeskFailure({ code, params: { name } }, { cause });
}

/** What keeps the copy from being written. */
export function writeFailure(cause: unknown): unknown {
  switch (codeIn(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new DeskFailure({ code: 'diskFull' }, { cause });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return new DeskFailure({ code: 'storageReadOnly' }, { cause });
    default:
      return cause;
  }
}

const codeIn = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

const tooLarge = (name: string, size: number, limit = largestFile): DeskFailure => fileProblem('fileTooLarge', name, { size, limit });

/**
 * Opens a file that somebody dropped or chose.
 * @throws DeskFailure `fileNotReal`, `fileVanished`, `fileIsLink`, `fileIsFolder`, `fileUnreadable`, `fileEmpty`, `fileTooLarge`
 */
async function openOriginal(path: string, name: string, most: number): Promise<FileHandle> {
  // What was dragged out of another program's window has no path.
  if (path === '' || !isAbsolute(path)) throw fileProblem('fileNotReal', name);
  let handle: FileHandle | null = null;
  try {
    const seen = await lstat(path, { bigint: true });
    if (seen.isSymbolicLink()) throw fileProblem('fileIsLink', name);
    if (seen.isDirectory()) throw fileProblem('fileIsFolder', name);
    if (!seen.isFile()) throw fileProblem('fileNotReal', name);
    // SECURITY: between looking and opening somebody may put a link there; it is refused (POSIX), and what was opened must be what was
    // seen.
    handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const opened = await handle.stat({ bigint: true });
    if (!isSame(seen, opened)) throw fileProblem('fileVanished', name);
    if (opened.size === 0n) throw fileProblem('fileEmpty', name);
    if (opened.size > BigInt(most)) throw tooLarge(name, Number(opened.size), most);
    return handle;
  } catch (cause) {
    await handle?.close();
    throw readFailure(cause, name);
  }
}

const isSame = (a: BigIntStats, b: BigIntStats): boolean => b.isFile() && a.dev === b.dev && a.ino === b.ino;

/** The bytes of an open file, no more than fit; a file that grows while it is read does not fill the disk. */
async function* bytesOf(handle: FileHandle, name: string, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const piece of handle.createReadStream({ autoClose: false, highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > most) throw tooLarge(name, size, most);
      yield piece;
    }
  } catch (cause) {
    throw readFailure(cause, name);
  }
}

/** Copies a file of at most `most` bytes into `folder`. @throws DeskFailure as `openOriginal`; `diskFull`, `storageReadOnly` */
export async function copyFile(path: string, name: string, folder: string, most = largestFile): Promise<Copy> {
  const original = await openOriginal(path, name, most);
  try {
    return await write(bytesOf(original, name, most), name, folder);
  } finally {
    await original.close();
  }
}

/** Writes bytes that are in memory into `folder`. @throws DeskFailure `fileEmpty`, `fileTooLarge`, `diskFull`, `storageReadOnly` */
export async function copyBytes(bytes: Uint8Array, name: string, folder: string): Promise<Copy> {
  if (bytes.length > largestFile) throw tooLarge(name, bytes.length);
  return write([bytes], name, folder);
}

async function write(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, name: string, folder: string): Promise<Copy> {
  const path = join(folder, `${randomUUID()}.part`);
  const hash = createHash('sha256');
  let size = 0;
  try {
    // SECURITY: for the operator's account only; `wx` writes into nothing that is there already.
    const copy = await open(path, 'wx', 0o600);
    try {
      for await (const piece of pieces) {
        hash.update(piece);
        size += piece.length;
        await copy.writeFile(piece);
      }
      await copy.sync();
    } finally {
      await copy.close();
    }
    if (size === 0) throw fileProblem('fileEmpty', name);
    return { path, sha256: hash.digest('hex'), size };
  } catch (cause) {
    await rm(path, { force: true });
    throw writeFailure(cause);
  }
}

/** Gives a copy its final name; afterwards it is there whole, or, if the power fails just now, not at all. */
export async function settle(copy: Copy, folder: string): Promise<void> {
  try {
    await rename(copy.path, join(folder, copy.sha256));
    // Windows opens no folders; there the name is in the file system's own journal.
    if (process.platform === 'win32') return;
    const directory = await open(folder, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  } catch (cause) {
    throw writeFailure(cause);
  }
}
