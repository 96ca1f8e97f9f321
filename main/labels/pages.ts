/** Pages of a PDF, by PDFium: their text, and how they look. One file an instance: what it did to the memory goes with it. */
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { LabelTrouble } from '../../contract/labels.ts';
import { instanceOf, program } from './wasm.ts';

/** Grey, one byte a dot, 255 is white. */
export interface Picture {
  readonly dots: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface PdfPage {
  /** Millimetres, as it is seen: `/Rotate` is taken into account. */
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly picture: Picture;
  /** Dots a millimetre. */
  readonly scale: number;
}

export interface Pdf {
  readonly pages: number;
  /** From 0. @throws LabelFailure; any other error where the file broke the program, which is of no use then */
  page(index: number): PdfPage;
}

export class LabelFailure extends Error {
  readonly trouble: LabelTrouble;
  constructor(trouble: LabelTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const inch = 25.4;
const pointsPerInch = 72;
/** Finer than the bars of a printer of 203 dots an inch need. */
const dotsPerInch = 300;
/** An A4 page at this fineness has 8.7 million. */
const mostDots = 12_000_000;
/** Longer than any label; a page of text has 5,000. */
const mostLetters = 100_000;

/** PDFium's words. */
const passwordError = 4;
const grey = 1;
const withAnnotations = 0x01;
const asGrey = 0x08;
const withoutCache = 0x200;

/** @throws LabelFailure `locked`, `broken`, `noPages`, `tooLarge` */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  const [{ init }, module] = await Promise.all([import('@embedpdf/pdfium'), program('pdfium')]);
  // What the library says of a broken file on the terminal is of no use to anybody.
  const quiet = { print: () => undefined, printErr: () => undefined };
  const library: WrappedPdfiumModule = await init({ instantiateWasm: instanceOf(module), ...quiet });
  library.PDFiumExt_Init();
  const { malloc, free } = library.pdfium.wasmExports;
  /** @throws LabelFailure `tooLarge` */
  const room = (size: number): number => {
    const at = malloc(size);
    if (at === 0) throw new LabelFailure('tooLarge');
    return at;
  };
  // The memory is another array after each time it grew.
  const memory = (): Uint8Array => library.pdfium.HEAPU8;
  const start = room(bytes.length);
  memory().set(bytes, start);
  const document = library.FPDF_LoadMemDocument(start, bytes.length, '');
  if (document === 0) throw new LabelFailure(library.FPDF_GetLastError() === passwordError ? 'locked' : 'broken');
  const pages = library.FPDF_GetPageCount(document);
  if (pages <= 0) throw new LabelFailure('noPages');

  const textOf = (page: number): string => {
    const text = library.FPDFText_LoadPage(page);
    if (text === 0) return '';
    const letters = Math.min(library.FPDFText_CountChars(text), mostLetters);
    if (letters <= 0) {
      library.FPDFText_ClosePage(text);
      return '';
    }
    const buffer = room((letters + 1) * 2);
    const written = library.FPDFText_GetText(text, 0, letters, buffer);
    const found = new TextDecoder('utf-16le').decode(memory().slice(buffer, buffer + Math.max(0, written - 1) * 2));
    free(buffer);
    library.FPDFText_ClosePage(text);
    return found;
  };

  const pictureOf = (page: number, width: number, height: number): { readonly picture: Picture; readonly scale: number } => {
    const wanted = dotsPerInch / pointsPerInch;
    const scale = Math.min(wanted, Math.sqrt(mostDots / (width * height)));
    const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
    const at = room(across * down);
    const bitmap = library.FPDFBitmap_CreateEx(across, down, grey, at, across);
    if (bitmap === 0) throw new LabelFailure('tooLarge');
    library.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xffffffff);
    library.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, withAnnotations | asGrey | withoutCache);
    const dots = memory().slice(at, at + across * down);
    library.FPDFBitmap_Destroy(bitmap);
    free(at);
    return { picture: { dots, width: across, height: down }, scale: (scale * pointsPerInch) / inch };
  };

  return {
    pages,
    page: (index) => {
      const page = library.FPDF_LoadPage(document, index);
      if (page === 0) throw new LabelFailure('broken');
      try {
        const [width, height] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)];
        // No page, or one that no paper is.
        if (!(width > 0 && height > 0)) throw new LabelFailure('broken');
        const millimetres = (length: number): number => (length / pointsPerInch) * inch;
        return { width: millimetres(width), height: millimetres(height), text: textOf(page), ...pictureOf(page, width, height) };
      } finally {
        library.FPDF_ClosePage(page);
      }
    },
  };
}
