/** Writes a file where the operator wants it: whole or not at all. */
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import type { SavedFile } from '../../contract/journal.ts';

type Content = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Ended by `signal`, it leaves nothing. @throws DeskFailure `diskFull`, `storageReadOnly` */
export async function writeFile(path: string, content: Content, signal?: AbortSignal): Promise<SavedFile> {
  const partial = `${path}.partial`;
  let size = 0;
  try {
    // SECURITY: what is exported may hold customers' addresses: other accounts of this computer cannot read it.
    const file = await open(partial, 'w', 0o600);
    try {
      for await (const bytes of inParts(content)) {
        signal?.throwIfAborted();
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

/** A line at a time would be a call of the system's for each of a million lines. In characters. */
const partSize = 256 * 1024;

async function* inParts(content: Content): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const part of content) {
    if (typeof part === 'string') text += part;
    if (text.length >= partSize || (typeof part !== 'string' && text !== '')) {
      yield Buffer.from(text);
      text = '';
    }
    if (typeof part !== 'string') yield part;
  }
  if (text !== '') yield Buffer.from(text);
}
