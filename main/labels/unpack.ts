/**
 * Archives of labels, unpacked into a folder. SECURITY: an archive is anybody's. Its names are never used as paths, what it unpacks to is
 * counted while it is unpacked, and one in it is opened, but none in that one.
 */
import { createWriteStream } from 'node:fs';
import { stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, type ZipFile, getFileNameLowLevel, openPromise } from 'yauzl';
import type { PileFile, PileTrouble } from '../../contract/pile.ts';
import { LabelFailure } from './pages.ts';
import { type AtPile, kindOfFile, openPileFile } from './pile.ts';

export interface GivenFile {
  readonly name: string;
  readonly path: string;
}

export interface OpenWanted extends GivenFile {
  /** Where archives are unpacked to, and what the names of the files there begin with. */
  readonly folder: string;
  readonly prefix: string;
}

const mostFiles = 5_000;
/** Bytes, of one file and of all. */
const largestFile = 128 * 1024 * 1024;
const largestAll = 1024 * 1024 * 1024;
/** What honest files of some size never reach: PDFs and pictures are packed already. */
const mostRatio = 200;
const smallest = 1024 * 1024;
/** An archive, and archives in it. */
const deepest = 2;
/** What systems put into archives without being asked. */
const left = /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/)|Thumbs\.db$|desktop\.ini$)/iu;

interface Budget {
  files: number;
  bytes: number;
}

/** The file itself, or what is in the archive that it is; in its order. Never thrown for what is in the file. */
export async function openGiven({ name, path, folder, prefix }: OpenWanted, at: AtPile): Promise<PileFile[]> {
  if ((await kindOfFile(path)) !== 'application/zip') return [await openPileFile(name, path)];
  return opened({ name, path }, folder, prefix, 1, { files: 0, bytes: 0 }, at);
}

async function opened(
  { name, path }: GivenFile,
  folder: string,
  prefix: string,
  depth: number,
  budget: Budget,
  at: AtPile,
): Promise<PileFile[]> {
  const { signal } = at;
  const bad = (trouble: PileTrouble, of = name, where = path): PileFile => ({ name: of, path: where, mime: '', pages: 0, trouble });
  if (depth > deepest) return [bad('nested')];
  const files: PileFile[] = [];
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { autoClose: false, decodeStrings: false });
    if (zip.entryCount > mostFiles) return [bad('tooMany')];
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted();
      // Whoever waits hears that it goes on.
      at.progress(budget.files, zip.entryCount);
      const inside = nameOf(entry);
      if (inside.endsWith('/') || left.test(inside)) continue;
      const whole = `${name}/${inside}`;
      if ((budget.files += 1) > mostFiles) return [...files, bad('tooMany', whole)];
      const to = join(folder, `${prefix}${budget.files}`);
      try {
        await unpack(zip, entry, to, budget, signal);
      } catch (cause) {
        signal.throwIfAborted();
        await unlink(to).catch(() => undefined);
        files.push(bad(cause instanceof LabelFailure ? cause.trouble : 'broken', whole, ''));
        if (budget.bytes > largestAll) return files;
        continue;
      }
      if ((await kindOfFile(to)) !== 'application/zip') files.push(await openPileFile(whole, to));
      else {
        files.push(...(await opened({ name: whole, path: to }, folder, prefix, depth + 1, budget, at)));
        await unlink(to).catch(() => undefined);
      }
    }
    return files.length > 0 ? files : [bad('noPages')];
  } catch {
    signal.throwIfAborted();
    return [...files, bad('broken')];
  } finally {
    zip?.close();
  }
}

async function unpack(zip: ZipFile, entry: Entry, to: string, budget: Budget, signal: AbortSignal): Promise<void> {
  if (entry.isEncrypted()) throw new LabelFailure('locked');
  const most = Math.min(largestFile, Math.max(smallest, entry.compressedSize * mostRatio));
  if (entry.uncompressedSize > most) throw new LabelFailure('tooLarge');
  let bytes = 0;
  // Its head may say anything.
  const counted = new Transform({
    transform: (part: Buffer, _encoding, done) => {
      bytes += part.length;
      budget.bytes += part.length;
      done(bytes > most || budget.bytes > largestAll ? new LabelFailure('tooLarge') : null, part);
    },
  });
  await pipeline(await zip.openReadStreamPromise(entry), counted, createWriteStream(to), { signal });
  if ((await stat(to)).size !== entry.uncompressedSize) throw new LabelFailure('broken');
}

/** Many programs write UTF-8 and do not say so; what is none is the old code of the PC, as the format has it. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fileNameRaw).normalize('NFC').replaceAll('\\', '/');
  } catch {
    return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false).normalize('NFC');
  }
}
