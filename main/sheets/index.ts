/**
 * Files of rows, CSV and XLSX, as cells. It takes long: in a thread only (`main/workers`), never on the main loop.
 *
 * A file is told by what is in it: its name may say anything.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import { Bounds, type Caps, usualCaps } from './bounds.ts';
import { openCsv } from './csv.ts';
import type { OpenSheets } from './openSheets.ts';
import { kindOf } from './kind.ts';
import { openXlsx } from './xlsx.ts';

export interface SheetsOptions {
  /** By which the operator knows it; else by its path. */
  readonly name?: string;
  readonly caps?: Partial<Caps>;
  readonly signal?: AbortSignal;
}

/**
 * Whoever opens closes.
 * @throws DeskFailure one of `sheetTroubles`; `fileVanished`, `fileUnreadable`, `fileIsFolder` (all with `params.name`). What the signal
 *   was aborted with.
 */
export async function openSheets(path: string, { name = basename(path), caps, signal }: SheetsOptions = {}): Promise<OpenSheets> {
  const bounds = new Bounds(name, { ...usualCaps, ...caps }, signal);
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    const stats = await file.stat();
    if (stats.isDirectory()) throw new DeskFailure({ code: 'fileIsFolder', params: { name } });
    bounds.bytes(stats.size);
    if (stats.size === 0) throw bounds.fail('sheetEmpty');
    const kind = await kindOf(file, bounds);
    if (kind === 'xlsx') return await openXlsx(file, stats.size, bounds);
    return await openCsv(file, basename(name, extname(name)), bounds);
  } catch (cause) {
    await file?.close();
    throw asFailure(cause, name);
  }
}

function asFailure(cause: unknown, name: string): unknown {
  const { code } = cause as { readonly code?: unknown };
  if (code === 'ENOENT') return new DeskFailure({ code: 'fileVanished', params: { name } }, { cause });
  if (code === 'EISDIR') return new DeskFailure({ code: 'fileIsFolder', params: { name } }, { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY' || code === 'EIO')
    return new DeskFailure({ code: 'fileUnreadable', params: { name } }, { cause });
  return cause;
}
