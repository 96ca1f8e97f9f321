/** Writes a file where the operator wants it: whole or not at all. */
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import type { SavedFile } from '../../contract/journal.ts';

/** @throws DeskFailure `diskFull`, `storageReadOnly` */
export async function writeFile(path: string, content: Iterable<string | Uint8Array>): Promise<SavedFile> {
  const partial = `${path}.partial`;
  let size = 0;
  try {
    // SECURITY: what is exported may hold customers' addresses: other accounts of this computer cannot read it.
    const file = await open(partial, 'w', 0o600);
    try {
      for (const part of content) {
        const bytes = typeof part === 'string' ? Buffer.from(part) : part;
        await file.writeFile(bytes);
        size += bytes.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true });
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new DeskFailure({ code: 'diskFull', params: { path } }, { cause });
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EISDIR', 'ENOTDIR', 'EBUSY'].includes(String(code)))
      throw new DeskFailure({ code: 'storageReadOnly', params: { path } }, { cause });
    throw cause;
  }
  return { saved: true, name: basename(path), size };
}
