/**
 * The files of a connection: staged by SHA-256 in a folder of the desk's own, recognised by content, read back only if they
 * are still what they were.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { copyFile as copyWhole, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { FileRef } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../time/clock.ts';
import type { FileRows } from '../store/fileRows.ts';
import { extensionFor, mimeOf, recognise } from './kind.ts';
import { copyBytes, copyFile, settle, writeFailure } from './staging.ts';
import type { Copy } from './staging.ts';
import { type Sweeping, sweepingOf } from './sweeping.ts';

export interface Files extends Sweeping {
  /**
   * Copies a real file into the desk's folder; the same bytes twice are one file. Where the name's ending contradicts the content, the name
   * answered has the right one.
   * @throws DeskFailure `fileNotReal`, `fileVanished`, `fileIsLink`, `fileIsFolder`, `fileUnreadable`, `fileEmpty`, `fileTooLarge`
   *   (`params.name`,
   *   `size`, `limit` in bytes), `fileKindUnknown`, `fileKindMismatch` (`params.name`, `found`), `diskFull`, `storageReadOnly`
   */
  stage(path: string, name: string): Promise<FileRef>;
  /** Keeps bytes that were pasted and lie nowhere on the disk. @throws DeskFailure as `stage` */
  stageBytes(bytes: Uint8Array, name: string): Promise<FileRef>;
  /** Keeps bytes that came from the provider; the name is `title` and the ending its content asks for. @throws DeskFailure as `stage` */
  keep(bytes: Uint8Array, title: string): Promise<FileRef>;
  /** What is known of a staged file, `null` if there is none. */
  find(fileId: string): FileRef | null;
  /**
   * The whole content, at most 20 MB. @throws DeskFailure `notFound`, `fileVanished`, `fileUnreadable` (the bytes are no longer those
   * staged)
   */
  read(fileId: string): Promise<{ mime: string; bytes: Uint8Array<ArrayBuffer> }>;
  /** Where the bytes lie, for whoever sends them on. They are never to be changed. @throws DeskFailure `notFound` */
  pathOf(fileId: string): string;
  /** A copy with the right ending, for the system's own viewer, until the desk starts anew. @throws DeskFailure as `read` */
  viewable(fileId: string): Promise<string>;
  /** A copy under a name that people know, for another program, until the desk starts anew. @throws DeskFailure as `read` */
  named(fileId: string, name: string): Promise<string>;
  /** Lets what is being taken arrive, for a few seconds: a drive in the network may never answer. */
  close(): Promise<void>;
}

const closingMs = 3_000;

/**
 * `folder` is the connection's own folder for files; what an earlier run left unfinished in it is removed. @throws DeskFailure
 * `storageReadOnly`, `diskFull`
 */
export function createFiles({ folder, rows, clock }: { readonly folder: string; readonly rows: FileRows; readonly clock: Clock }): Files {
  const incoming = join(folder, 'incoming');
  const viewed = join(folder, 'viewed');
  try {
    for (const passing of [incoming, viewed]) rmSync(passing, { recursive: true, force: true });
    // SECURITY: labels carry names and addresses; the folder is the operator's alone.
    mkdirSync(incoming, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw writeFailure(cause);
  }

  const known = (fileId: string): FileRef => {
    // SECURITY: the id becomes a file name; nothing but a hash can be one, or it could climb out of the folder.
    const file = /^[0-9a-f]{64}$/.test(fileId) ? rows.find(fileId) : null;
    if (file === null) throw new DeskFailure({ code: 'notFound' });
    return file;
  };

  /** What is being given its name: the sweep lets it pass. The same bytes may come twice at once. */
  const arriving: string[] = [];
  /** What was given and is not there yet. */
  const coming = new Set<Promise<unknown>>();
  const expected = <T>(file: Promise<T>): Promise<T> => {
    const settled = file.catch(() => undefined).finally(() => coming.delete(settled));
    coming.add(settled);
    return file;
  };

  const take = async (copy: Copy, nameFor: (copy: Copy) => Promise<{ name: string; mime: string }>): Promise<FileRef> => {
    arriving.push(copy.sha256);
    try {
      const { name, mime } = await nameFor(copy);
      await settle(copy, folder);
      const file = { file_id: copy.sha256, name, mime, size: copy.size };
      rows.remember(file, clock.wall());
      return file;
    } catch (cause) {
      await rm(copy.path, { force: true });
      throw cause;
    } finally {
      arriving.splice(arriving.indexOf(copy.sha256), 1);
    }
  };

  const asWhatItIs = (copy: Copy, name: string): Promise<FileRef> =>
    take(copy, async () => {
      const known = await recognise(copy.path, name);
      return { name: known.name, mime: mimeOf(known.kind) };
    });

  const read: Files['read'] = async (fileId) => {
    const { name, mime } = known(fileId);
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = await readFile(join(folder, fileId));
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'fileVanished' : 'fileUnreadable';
      throw new DeskFailure({ code, params: { name } }, { cause });
    }
    if (createHash('sha256').update(bytes).digest('hex') !== fileId) throw new DeskFailure({ code: 'fileUnreadable', params: { name } });
    return { mime, bytes };
  };

  return {
    ...sweepingOf({ folder, viewed, rows, isArriving: (fileId) => arriving.includes(fileId) }),
    stage: (path, given) => {
      const name = plainName(given);
      return expected(copyFile(path, name, incoming).then((copy) => asWhatItIs(copy, name)));
    },
    stageBytes: (bytes, given) => {
      const name = plainName(given);
      return expected(copyBytes(bytes, name, incoming).then((copy) => asWhatItIs(copy, name)));
    },
    keep: async (bytes, title) => {
      const stem = plainName(title).replaceAll('.', '_');
      const copy = await copyBytes(bytes, stem, incoming);
      return take(copy, async () => {
        const { kind } = await recognise(copy.path, stem);
        return { name: `${stem}.${kind}`, mime: mimeOf(kind) };
      });
    },
    find: (fileId) => (/^[0-9a-f]{64}$/.test(fileId) ? rows.find(fileId) : null),
    read,
    pathOf: (fileId) => {
      known(fileId);
      return join(folder, fileId);
    },
    viewable: async (fileId) => {
      const { mime } = known(fileId);
      await read(fileId);
      // SECURITY: the ending decides which program opens it, so it comes from the content and never from the name.
      const path = join(viewed, `${fileId}.${extensionFor(mime) ?? 'bin'}`);
      try {
        await mkdir(viewed, { recursive: true, mode: 0o700 });
        // A copy: a viewer that saves must not change what is going to be sent.
        await copyWhole(join(folder, fileId), path);
      } catch (cause) {
        throw writeFailure(cause);
      }
      return path;
    },
    named: async (fileId, name) => {
      const { mime } = known(fileId);
      await read(fileId);
      const folderOf = join(viewed, fileId);
      const path = join(folderOf, fileNameOf(name, extensionFor(mime) ?? 'bin'));
      try {
        await mkdir(folderOf, { recursive: true, mode: 0o700 });
        await copyWhole(join(folder, fileId), path);
      } catch (cause) {
        throw writeFailure(cause);
      }
      return path;
    },
    close: async () => {
      await Promise.race([Promise.all(coming), setTimeout(closingMs, undefined, { ref: false })]);
    },
  };
}

/** In UTF-16 units: with its folders, whose names are long, fewer than the 260 that many programs on Windows can open. */
const longestStem = 60;

/**
 * A name that every system takes. SECURITY: it comes from a server or a sender: no folders, no ending but the content's, no name that
 * Windows keeps for itself.
 */
export function fileNameOf(name: string, extension: string): string {
  const stem = plainName(name)
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replaceAll(/[<>:"/\\|?*]/g, '_')
    .slice(0, longestStem)
    .replace(/[. ]+$/, '')
    .toWellFormed();
  // `con.2026.pdf` is the console as well as `con.pdf`.
  const isKept = stem === '' || /^(con|prn|aux|nul|(com|lpt)[\d¹²³])(\.|$)/i.test(stem);
  return `${isKept ? `file_${stem}` : stem}.${extension}`;
}

/** A file's name as it is shown and sent: no folders, nothing that cannot be seen, accents in one piece (macOS takes them apart). */
export function plainName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const name = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim();
  return name === '' ? 'file' : name;
}
