/**
 * Reads a pile: files of hundreds of labels, in turns of a few pages, each page parted into its labels. A page that cannot be read says
 * why, and keeps none of the others from being read.
 */
import { open, readFile, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { LabelTrouble } from '../../contract/labels.ts';
import type { PileFile, PilePiece, PileTrouble } from '../../contract/pile.ts';
import { type BarReader, openBarReader } from './bars.ts';
import { type Content, contentOfPage, contentOfPicture } from './content.ts';
import { LabelFailure, type Pdf, openPdf, pointsPerInch, troubleOf } from './pages.ts';
import { pdfOfJpeg, pictureOfPng } from './pictures.ts';
import { partsOf } from './split.ts';

/** Who waits for it, and may want it stopped. */
export interface AtPile {
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
}

export interface PileWanted {
  /** As the pieces are to call it. */
  readonly name: string;
  readonly path: string;
  readonly mime: string;
  /** The first page, from 1, and how many from there. */
  readonly from: number;
  readonly most: number;
}

/** Bytes. The program that reads it has it in its memory. */
const largest = 128 * 1024 * 1024;
/** More than a month's labels of a merchant. */
export const mostPages = 5_000;
/** A program is begun anew after so many pages, or when its memory has grown to so many bytes. */
const pagesAProgram = 250;
const mostMemory = 256 * 1024 * 1024;

interface Kept {
  readonly key: string;
  readonly bytes: Uint8Array;
  pdf: Pdf | null;
  readSince: number;
}
/**
 * The file that this thread read last: a pile is read in many turns. Another file has another instance, so that nothing of this one is
 * left for it. Given back when nobody asked for it for a while.
 */
let kept: Kept | null = null;
let reader: BarReader | null = null;
let forgetting: NodeJS.Timeout | null = null;
const keepMs = 20_000;

function forgetLater(): void {
  if (forgetting !== null) clearTimeout(forgetting);
  forgetting = setTimeout(() => {
    kept = null;
    reader = null;
  }, keepMs);
  forgetting.unref();
}

/** By what is in it: people rename files. `null` where it is nothing that labels come in. */
export async function kindOfFile(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1_024), 0, 1_024, 0);
    const head = buffer.subarray(0, bytesRead).toString('latin1');
    // In front of PDF: the first file of an archive may be one, and begins near its head. A PDF may begin with something else.
    if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'application/zip';
    if (head.includes('%PDF-')) return 'application/pdf';
    if (head.startsWith('\x89PNG\r\n\x1A\n')) return 'image/png';
    if (head.startsWith('\xFF\xD8\xFF')) return 'image/jpeg';
    if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp';
    if (/^....ftyp(?:heic|heix|hevc|mif1|msf1|avif)/su.test(head)) return 'image/heic';
    return null;
  } finally {
    await file.close();
  }
}

async function keptOf(path: string, mime: string): Promise<Kept> {
  const { size, mtimeMs } = await stat(path);
  const key = `${mime} ${size} ${mtimeMs} ${path}`;
  if (kept?.key === key) return kept;
  // SECURITY: what a file did to the programs is gone with it.
  kept = null;
  reader = null;
  if (size > largest) throw new LabelFailure('tooLarge');
  const bytes = await readFile(path);
  kept = { key, bytes: mime === 'image/jpeg' ? pdfOfJpeg(bytes) : bytes, pdf: null, readSince: 0 };
  return kept;
}

/** With a program that is as good as new. */
async function pdfOf(file: Kept): Promise<Pdf> {
  if (file.pdf !== null && (file.readSince >= pagesAProgram || file.pdf.memory() > Math.max(mostMemory, 2 * file.bytes.length)))
    file.pdf = null;
  if (file.pdf === null) {
    file.pdf = await openPdf(file.bytes);
    file.readSince = 0;
  }
  return file.pdf;
}

/** What a file is, and how many pages it has. Never thrown for what is in the file. */
export async function openPileFile(name: string, path: string): Promise<PileFile> {
  const mime = await kindOfFile(path);
  const answer = (pages: number, trouble: PileTrouble | null): PileFile => ({ name, path, mime: mime ?? '', pages, trouble });
  try {
    if (mime === null) return answer(0, 'notLabels');
    if (mime === 'image/webp' || mime === 'image/heic') return answer(0, 'otherKind');
    if (mime !== 'application/pdf') return answer(1, (await stat(path)).size > largest ? 'tooLarge' : null);
    const { pages } = await pdfOf(await keptOf(path, mime));
    return pages > mostPages ? answer(pages, 'tooMany') : answer(pages, null);
  } catch (cause) {
    kept = null;
    return answer(0, troubleOf(cause));
  } finally {
    forgetLater();
  }
}

export async function readPilePages({ name, path, mime, from, most }: PileWanted, at: AtPile): Promise<PilePiece[]> {
  const pieces: PilePiece[] = [];
  const last = from + most - 1;
  try {
    for (let page = from; page <= last; page += 1) {
      // Who wants it stopped is heard between two pages; on a page that never ends the thread is ended.
      await setImmediate();
      at.signal.throwIfAborted();
      try {
        const content = await contentOf(path, mime, page);
        for (const part of partsOf(content)) pieces.push({ file: name, page, trouble: null, ...part, bars: [...part.bars] });
      } catch (cause) {
        pieces.push(notRead(name, page, troubleOf(cause)));
        // What the page did to the programs is gone with them.
        if (kept !== null) kept.pdf = null;
        reader = null;
      }
      at.progress(page - from + 1, most);
    }
  } finally {
    forgetLater();
  }
  return pieces;
}

/** A page of which nothing is known but why. */
export const notRead = (file: string, page: number, trouble: LabelTrouble): PilePiece => ({
  file,
  page,
  region: null,
  text: '',
  bars: [],
  kind: 'unreadable',
  trouble,
  perhapsSeveral: false,
});

async function contentOf(path: string, mime: string, number: number): Promise<Content> {
  if (mime === 'image/png') {
    if ((await stat(path)).size > largest) throw new LabelFailure('tooLarge');
    return contentOfPicture(await pictureOfPng(await readFile(path)), await openBarReader());
  }
  if (mime !== 'application/pdf' && mime !== 'image/jpeg') throw new LabelFailure('otherKind');
  const file = await keptOf(path, mime);
  const pdf = await pdfOf(file);
  reader ??= await openBarReader();
  file.readSince += 1;
  const page = pdf.page(number - 1);
  try {
    // A point of it is a dot.
    if (mime === 'image/jpeg') return await contentOfPicture(page.draw(pointsPerInch).picture, reader);
    return await contentOfPage(page, reader);
  } finally {
    // Where the program is broken, so is this.
    try {
      page.close();
    } catch {
      file.pdf = null;
    }
  }
}
