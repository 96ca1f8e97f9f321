/**
 * Takes staged files off the disk. Rows first, bytes then: where the desk is ended between the two, bytes lie there that no
 * row knows, and the next sweep finds them. The other way round a row would promise bytes that are gone.
 */
import { opendirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Amount } from '../../contract/storage.ts';
import type { FileRows } from '../store/fileRows.ts';
import { extensionFor } from './kind.ts';

export interface Sweeping {
  /** At once and for good, with the copies that viewers got; what is just coming in stays. Answers what went. */
  remove(fileIds: readonly string[]): Amount;
  /** Bytes that no row knows, last changed before `before` (Unix ms). A step a file. */
  removeStrays(before: number): Generator<void, Amount, void>;
}

export function sweepingOf(parts: {
  readonly folder: string;
  readonly viewed: string;
  readonly rows: FileRows;
  readonly isArriving: (fileId: string) => boolean;
}): Sweeping {
  const { folder, viewed, rows, isArriving } = parts;
  return {
    // In one piece: between the row and the bytes nobody may stage the same file again.
    remove: (fileIds) => {
      const going = fileIds.flatMap((fileId) => (isArriving(fileId) ? [] : (rows.find(fileId) ?? [])));
      rows.forget(going.map(({ file_id }) => file_id));
      for (const { file_id, mime } of going) {
        erase(join(folder, file_id));
        erase(join(viewed, `${file_id}.${extensionFor(mime) ?? 'bin'}`));
        // And what was handed on under its own name.
        erase(join(viewed, file_id));
      }
      return { count: going.length, size: going.reduce((sum, { size }) => sum + size, 0) };
    },
    removeStrays: function* (before) {
      const gone = { count: 0, size: 0 };
      for (const [within, isStray] of [
        [folder, (name: string) => /^[0-9a-f]{64}$/.test(name) && !isArriving(name) && rows.find(name) === null],
        // What a viewer got is a copy: a day later nobody looks at it any more.
        [viewed, () => true],
      ] as const) {
        for (const name of namesIn(within)) {
          yield;
          const path = join(within, name);
          const seen = statSync(path, { throwIfNoEntry: false });
          if (seen === undefined || (within === folder && !seen.isFile()) || seen.mtimeMs > before || !isStray(name)) continue;
          if (!erase(path)) continue;
          gone.count += 1;
          gone.size += seen.size;
        }
      }
      return gone;
    },
  };
}

function erase(path: string): boolean {
  try {
    rmSync(path, { force: true, recursive: true });
    return true;
  } catch {
    // In use (Windows): it is a stray from now on, and the next sweep takes it.
    return false;
  }
}

/** One at a time: a folder of many thousands is not read in one go. */
function* namesIn(folder: string): Generator<string> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  const open = opendirSync(folder);
  try {
    for (let entry = open.readSync(); entry !== null; entry = open.readSync()) yield entry.name;
  } finally {
    open.closeSync();
  }
}
