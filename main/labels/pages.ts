/** Pages of a PDF, by PDFium: their text, and how they look. One file an instance: what it did to the memory goes with it. */
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { LabelTrouble } from '../../contract/labels.ts';
import type { PileBox } from '../../contract/pile.ts';
import { instanceOf, program } from './wasm.ts';

/** Grey, one byte a dot, 255 is white. */
export interface Picture {
  readonly dots: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Letters in the order in which they are read, each with its middle, in points of the page as it is seen, from the upper left corner. */
export interface Letters {
  readonly text: string;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** A page that is open. Lengths are points of the page as it is seen: `/Rotate` and `/CropBox` are taken into account. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  /** Without what lies outside of what is seen. */
  letters(): Letters;
  /** No finer than so many dots an inch; coarser where the page is very large. @throws LabelFailure `tooLarge` */
  draw(dotsPerInch: number): { readonly picture: Picture; readonly dotsPerInch: number };
  close(): void;
}

export interface Pdf {
  readonly pages: number;
  /** From 0; to be closed. @throws LabelFailure; any other error where the file broke the program, which is of no use then */
  page(index: number): PdfPage;
  /** What the program has in its memory, in bytes. It never becomes less. */
  memory(): number;
  /** For those who make files of its pages. */
  readonly library: WrappedPdfiumModule;
  readonly document: number;
}

export class LabelFailure extends Error {
  readonly trouble: LabelTrouble;
  constructor(trouble: LabelTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** A program that has no room left, or meets what it cannot, ends as a whole. */
export const troubleOf = (cause: unknown): LabelTrouble =>
  cause instanceof LabelFailure
    ? cause.trouble
    : cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError
      ? 'tooLarge'
      : 'broken';

export const pointsPerInch = 72;
/** An A4 page of 300 dots an inch has 8.7 million. */
const mostDots = 12_000_000;
/** Longer than any label; a page of text has 5,000. */
const mostLetters = 100_000;

/** PDFium's words. */
const passwordError = 4;
const grey = 1;
const withAnnotations = 0x01;
const asGrey = 0x08;
const withoutCache = 0x200;

/** @throws LabelFailure `tooLarge` */
export function roomIn(library: WrappedPdfiumModule, size: number): number {
  const at = library.pdfium.wasmExports.malloc(size);
  if (at === 0) throw new LabelFailure('tooLarge');
  return at;
}

/** @throws LabelFailure `locked`, `broken`, `noPages`, `tooLarge` */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  const [{ init }, module] = await Promise.all([import('@embedpdf/pdfium'), program('pdfium')]);
  // What the library says of a broken file on the terminal is of no use to anybody.
  const quiet = { print: () => undefined, printErr: () => undefined };
  const library: WrappedPdfiumModule = await init({ instantiateWasm: instanceOf(module), ...quiet });
  library.PDFiumExt_Init();
  const start = roomIn(library, bytes.length);
  library.pdfium.HEAPU8.set(bytes, start);
  const document = library.FPDF_LoadMemDocument(start, bytes.length, '');
  if (document === 0) throw new LabelFailure(library.FPDF_GetLastError() === passwordError ? 'locked' : 'broken');
  const pages = library.FPDF_GetPageCount(document);
  if (pages <= 0) throw new LabelFailure('noPages');
  return {
    pages,
    library,
    document,
    memory: () => library.pdfium.HEAPU8.length,
    page: (index) => {
      const page = library.FPDF_LoadPage(document, index);
      if (page === 0) throw new LabelFailure('broken');
      const [width, height] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)];
      // No page, or one that no paper is.
      if (!(width > 0 && height > 0)) {
        library.FPDF_ClosePage(page);
        throw new LabelFailure('broken');
      }
      return {
        width,
        height,
        letters: () => lettersOf(library, page, width, height),
        draw: (dotsPerInch) => drawn(library, page, width, height, dotsPerInch),
        close: () => library.FPDF_ClosePage(page),
      };
    },
  };
}

/** From the page's own numbers to points as they are seen: `x·a + y·c + e`, `x·b + y·d + f`. */
interface Turn {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** PDFium knows how the page is turned, cut and begun; three points of it say all. */
function turnOf(library: WrappedPdfiumModule, page: number, width: number, height: number): Turn {
  // It answers in whole numbers.
  const fine = Math.min(1_000, 100_000_000 / Math.max(width, height));
  const far = 1_000;
  const at = roomIn(library, 8);
  const seen = (x: number, y: number): readonly [number, number] => {
    library.FPDF_PageToDevice(page, 0, 0, Math.round(width * fine), Math.round(height * fine), 0, x, y, at, at + 4);
    const view = new DataView(library.pdfium.HEAPU8.buffer);
    return [view.getInt32(at, true) / fine, view.getInt32(at + 4, true) / fine];
  };
  const [[e, f], [ax, ay], [cx, cy]] = [seen(0, 0), seen(far, 0), seen(0, far)];
  library.pdfium.wasmExports.free(at);
  return { a: (ax - e) / far, b: (ay - f) / far, c: (cx - e) / far, d: (cy - f) / far, e, f };
}

function lettersOf(library: WrappedPdfiumModule, page: number, width: number, height: number, withUnseen = false): Letters {
  const none: Letters = { text: '', x: new Float32Array(), y: new Float32Array() };
  const handle = library.FPDFText_LoadPage(page);
  if (handle === 0) return none;
  const count = Math.min(library.FPDFText_CountChars(handle), mostLetters);
  if (count <= 0) {
    library.FPDFText_ClosePage(handle);
    return none;
  }
  const { a, b, c, d, e, f } = turnOf(library, page, width, height);
  const box = roomIn(library, 32);
  const [signs, xs, ys]: [string[], number[], number[]] = [[], [], []];
  // PDFium puts blanks and line ends between letters, which lie nowhere: they go with the letter in front of them.
  let [x, y, isSeen] = [0, 0, false];
  for (let index = 0; index < count; index += 1) {
    const code = library.FPDFText_GetUnicode(handle, index);
    if (library.FPDFText_IsGenerated(handle, index) !== 1 && library.FPDFText_GetCharBox(handle, index, box, box + 8, box + 16, box + 24)) {
      const view = new DataView(library.pdfium.HEAPU8.buffer, box, 32);
      const across = (view.getFloat64(0, true) + view.getFloat64(8, true)) / 2;
      const up = (view.getFloat64(16, true) + view.getFloat64(24, true)) / 2;
      [x, y] = [across * a + up * c + e, across * b + up * d + f];
      isSeen = withUnseen || (x >= 0 && y >= 0 && x <= width && y <= height);
    }
    // SECURITY: text beside the page is read by nobody who looks at it.
    if (!isSeen) continue;
    // A hyphen at the end of a line.
    for (const sign of code === 2 || code === 0xfffe ? '-' : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '')
      for (let half = 0; half < sign.length; half += 1) {
        signs.push(sign.charAt(half));
        xs.push(x);
        ys.push(y);
      }
  }
  library.pdfium.wasmExports.free(box);
  library.FPDFText_ClosePage(handle);
  return { text: signs.join(''), x: Float32Array.from(xs), y: Float32Array.from(ys) };
}

function drawn(library: WrappedPdfiumModule, page: number, width: number, height: number, wanted: number): ReturnType<PdfPage['draw']> {
  return pictureOfPage(library, page, { x: 0, y: 0, width, height }, wanted);
}

/** What is seen of a part of it. @throws LabelFailure `tooLarge` */
export function pictureOfPage(
  library: WrappedPdfiumModule,
  page: number,
  box: PileBox,
  wanted: number,
): { readonly picture: Picture; readonly dotsPerInch: number } {
  const scale = Math.min(wanted / pointsPerInch, Math.sqrt(mostDots / (box.width * box.height)));
  const dots = (points: number): number => Math.round(points * scale);
  const [across, down] = [Math.max(1, dots(box.width)), Math.max(1, dots(box.height))];
  const [width, height] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)].map((each) => Math.max(1, dots(each)));
  const at = roomIn(library, across * down);
  const bitmap = library.FPDFBitmap_CreateEx(across, down, grey, at, across);
  if (bitmap === 0) throw new LabelFailure('tooLarge');
  library.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xffffffff);
  const flags = withAnnotations | asGrey | withoutCache;
  library.FPDF_RenderPageBitmap(bitmap, page, -dots(box.x), -dots(box.y), width ?? across, height ?? down, 0, flags);
  const seen = library.pdfium.HEAPU8.slice(at, at + across * down);
  library.FPDFBitmap_Destroy(bitmap);
  library.pdfium.wasmExports.free(at);
  return { picture: { dots: seen, width: across, height: down }, dotsPerInch: scale * pointsPerInch };
}

/** How many letters have their middle outside of this part of what is seen: beside the page, too. */
export function lettersElsewhere(library: WrappedPdfiumModule, page: number, { x, y, width, height }: PileBox): number {
  const [across, down] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)];
  const all = lettersOf(library, page, across, down, true);
  let elsewhere = 0;
  for (let index = 0; index < all.text.length; index += 1) {
    const [left, top] = [all.x[index] ?? 0, all.y[index] ?? 0];
    if (all.text.charAt(index).trim() !== '' && (left < x || top < y || left > x + width || top > y + height)) elsewhere += 1;
  }
  return elsewhere;
}
