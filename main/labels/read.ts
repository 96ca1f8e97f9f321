/**
 * Reads a file of labels: of each page its text and all its barcodes. For one label in a form, and for a pile of hundreds in turns of a few
 * pages. A page that cannot be read says why, and keeps none of the others from being read.
 */
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { LabelTrouble } from '../../contract/labels.ts';
import { type BarReader, openBarReader } from './bars.ts';
import { type Content, type PlacedBars, contentOfPage, contentOfPicture } from './content.ts';
import { type Pdf, openPdf, pointsPerInch, troubleOf } from './pages.ts';
import { pdfOfJpeg, pictureOfPng } from './pictures.ts';

export interface PageRead {
  /** From 1. */
  readonly number: number;
  /** Millimetres; `null` for a picture, which has dots only. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly text: string;
  readonly bars: readonly PlacedBars[];
  readonly trouble: LabelTrouble | null;
}

export interface PagesRead {
  /** Of the file; 0 where it could not be opened. */
  readonly pages: number;
  readonly read: readonly PageRead[];
  /** Of the whole file. */
  readonly trouble: LabelTrouble | null;
}

export interface PagesWanted {
  readonly path: string;
  readonly mime: string;
  /** The first page, from 1, and how many from there. */
  readonly from: number;
  readonly most: number;
}

/** Bytes. The program that reads it has it in its memory. */
const largest = 128 * 1024 * 1024;

export async function readLabels(
  { path, mime, from, most }: PagesWanted,
  at: { readonly signal: AbortSignal; progress(done: number, total: number): void },
): Promise<PagesRead> {
  const nothing = (trouble: LabelTrouble): PagesRead => ({ pages: 0, read: [], trouble });
  const bytes = await readFile(path, { signal: at.signal });
  if (bytes.length > largest) return nothing('tooLarge');
  try {
    if (mime === 'image/png') {
      const picture = await pictureOfPng(bytes);
      return { pages: 1, read: [ofPicture(await contentOfPicture(picture, await openBarReader()))], trouble: null };
    }
    if (mime !== 'application/pdf' && mime !== 'image/jpeg') return nothing('otherKind');
    const isPicture = mime === 'image/jpeg';
    const file = isPicture ? pdfOfJpeg(bytes) : bytes;
    let pdf: Pdf | null = await openPdf(file);
    let reader: BarReader | null = null;
    const { pages } = pdf;
    const read: PageRead[] = [];
    const last = Math.min(pages, from + most - 1);
    for (let number = from; number <= last; number += 1) {
      // Who wants it stopped is heard between two pages; on a page that never ends the thread is ended.
      await setImmediate();
      at.signal.throwIfAborted();
      try {
        pdf ??= await openPdf(file);
        reader ??= await openBarReader();
        const page = pdf.page(number - 1);
        // Of a picture a point is a dot.
        if (isPicture) read.push(ofPicture(await contentOfPicture(page.draw(pointsPerInch).picture, reader)));
        else read.push(ofPage(await contentOfPage(page, reader), number));
        page.close();
      } catch (cause) {
        read.push({ number, size: null, text: '', bars: [], trouble: troubleOf(cause) });
        // What the page did to the programs is gone with them.
        pdf = null;
        reader = null;
      }
      at.progress(number - from + 1, last - from + 1);
    }
    return { pages, read, trouble: null };
  } catch (cause) {
    if (at.signal.aborted) throw cause;
    return nothing(troubleOf(cause));
  }
}

const millimetres = (points: number): number => (points / pointsPerInch) * 25.4;

function ofPage({ width, height, letters, bars }: Content, number: number): PageRead {
  return { number, size: { width: millimetres(width), height: millimetres(height) }, text: letters.text, bars, trouble: null };
}

const ofPicture = ({ bars }: Content): PageRead => ({ number: 1, size: null, text: '', bars, trouble: null });
