/**
 * One file for each label of a pile: what is seen of it, as it was drawn, in its own size, with its slips behind it. Nothing is made a
 * picture of that can be parted from its neighbours otherwise. SECURITY: a new page takes over what is drawn on the old one and nothing
 * else: no scripts, no actions, no attached files. The same label gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { PileBox, PileTrouble } from '../../contract/pile.ts';
import { addPicture, keepWithin } from './onlyWithin.ts';
import { LabelFailure, type Pdf, openPdf, roomIn, troubleOf } from './pages.ts';
import type { AtPile } from './pile.ts';

export interface CutPage {
  /** From 1. */
  readonly page: number;
  /** Points of the page as it is seen; `null` for all of it. */
  readonly region: PileBox | null;
}

export interface CutWanted {
  readonly path: string;
  readonly mime: string;
  /** Each a label with its slips behind it, by the name that its file is to have, without an ending. */
  readonly labels: readonly { readonly name: string; readonly pages: readonly CutPage[] }[];
  readonly folder: string;
}

export interface CutOut {
  readonly name: string;
  /** In the folder; `null` where it could not be made. */
  readonly file: string | null;
  readonly mime: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly trouble: PileTrouble | null;
}

/** PDFium's word for annotations that become part of the page: as they are printed. */
const asPrinted = 1;
const flattened = 1;
/** A program is begun anew after so many files. */
const filesAProgram = 100;

export async function cutLabels({ path, mime, labels, folder }: CutWanted, at: AtPile): Promise<CutOut[]> {
  const bytes = await readFile(path, { signal: at.signal });
  const made: CutOut[] = [];
  let pdf: Pdf | null = null;
  for (const [index, { name, pages }] of labels.entries()) {
    await setImmediate();
    at.signal.throwIfAborted();
    try {
      if (index % filesAProgram === 0) pdf = null;
      const isPdf = mime === 'application/pdf';
      if (isPdf) pdf ??= await openPdf(bytes);
      // A picture goes as it is.
      const file = pdf === null ? bytes : cutOut(pdf, pages);
      const ending = isPdf ? 'pdf' : mime === 'image/png' ? 'png' : 'jpg';
      await writeFile(join(folder, `${name}.${ending}`), file);
      made.push({
        name,
        file: `${name}.${ending}`,
        mime,
        sha256: createHash('sha256').update(file).digest('hex'),
        bytes: file.length,
        trouble: null,
      });
    } catch (cause) {
      pdf = null;
      made.push({ name, file: null, mime, sha256: '', bytes: 0, trouble: troubleOf(cause) });
    }
    at.progress(index + 1, labels.length);
  }
  return made;
}

/** @throws LabelFailure; any other error where the file broke the program */
export function cutOut(pdf: Pdf, pages: readonly CutPage[]): Uint8Array {
  const { library } = pdf;
  const made = library.FPDF_CreateNewDocument();
  if (made === 0) throw new LabelFailure('tooLarge');
  try {
    for (const [index, page] of pages.entries()) addPage(pdf, made, index, page);
    return sameEachTime(saved(library, made));
  } finally {
    library.FPDF_CloseDocument(made);
  }
}

function addPage({ library, document }: Pdf, made: number, index: number, { page: number, region }: CutPage): void {
  let page = library.FPDF_LoadPage(document, number - 1);
  if (page === 0) throw new LabelFailure('broken');
  let [width, height] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)];
  // Some print their stamps as annotations. They are seen, so they become part of the page.
  if (library.FPDFPage_GetAnnotCount(page) > 0 && library.FPDFPage_Flatten(page, asPrinted) === flattened) {
    library.FPDF_ClosePage(page);
    page = library.FPDF_LoadPage(document, number - 1);
    if (page === 0) throw new LabelFailure('broken');
    [width, height] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)];
  }
  library.FPDF_ClosePage(page);
  const box = region ?? { x: 0, y: 0, width, height };
  // SECURITY: what lies beside it is of other parcels, and goes to nobody with this one.
  const own = alone({ library, document }, number, box);
  try {
    const sheet = library.FPDFPage_New(made, index, box.width, box.height);
    if (sheet === 0) throw new LabelFailure('tooLarge');
    const isPlaced =
      own === null
        ? addPictureOf({ library, document }, number, box, sheet, made)
        : addDrawing(library, own, made, sheet, [1, 0, 0, 1, -box.x, box.y + box.height - height]);
    const isWritten = isPlaced && library.FPDFPage_GenerateContent(sheet);
    library.FPDF_ClosePage(sheet);
    if (!isWritten) throw new LabelFailure('broken');
  } finally {
    if (own !== null) library.FPDF_CloseDocument(own);
  }
}

type Opened = Pick<Pdf, 'library' | 'document'>;

/** A document of this page alone, with nothing but what is seen of it; `null` where that cannot be had. */
function alone({ library, document }: Opened, number: number, box: PileBox): number | null {
  const own = library.FPDF_CreateNewDocument();
  if (own === 0) throw new LabelFailure('tooLarge');
  const at = roomIn(library, 4);
  new Int32Array(library.pdfium.HEAPU8.buffer, at, 1).set([number - 1]);
  const isThere = library.FPDF_ImportPagesByIndex(own, document, at, 1, 0);
  library.pdfium.wasmExports.free(at);
  try {
    if (isThere && keepWithin(library, own, box)) return own;
  } catch (cause) {
    library.FPDF_CloseDocument(own);
    throw cause;
  }
  library.FPDF_CloseDocument(own);
  return null;
}

/** As it is drawn. PDFium has turned and cut it already as it is seen; its numbers grow upwards. */
function addDrawing(library: WrappedPdfiumModule, own: number, made: number, sheet: number, matrix: readonly number[]): boolean {
  const drawn = library.FPDF_NewXObjectFromPage(made, own, 0);
  if (drawn === 0) throw new LabelFailure('broken');
  try {
    const object = library.FPDF_NewFormObjectFromXObject(drawn);
    if (object === 0) throw new LabelFailure('tooLarge');
    const at = roomIn(library, matrix.length * 4);
    new Float32Array(library.pdfium.HEAPU8.buffer, at, matrix.length).set(matrix);
    const isPlaced = library.FPDFPageObj_SetMatrix(object, at);
    library.pdfium.wasmExports.free(at);
    library.FPDFPage_InsertObject(sheet, object);
    return isPlaced;
  } finally {
    library.FPDF_CloseXObject(drawn);
  }
}

function addPictureOf({ library, document }: Opened, number: number, box: PileBox, sheet: number, made: number): boolean {
  const page = library.FPDF_LoadPage(document, number - 1);
  if (page === 0) throw new LabelFailure('broken');
  try {
    return addPicture(library, page, box, sheet, made);
  } finally {
    library.FPDF_ClosePage(page);
  }
}

function saved(library: WrappedPdfiumModule, document: number): Uint8Array {
  const writer = library.PDFiumExt_OpenFileWriter();
  try {
    if (library.PDFiumExt_SaveAsCopy(document, writer) === 0) throw new LabelFailure('tooLarge');
    const size = library.PDFiumExt_GetFileWriterSize(writer);
    const at = roomIn(library, size);
    library.PDFiumExt_GetFileWriterData(writer, at, size);
    const bytes = library.pdfium.HEAPU8.slice(at, at + size);
    library.pdfium.wasmExports.free(at);
    return bytes;
  } finally {
    library.PDFiumExt_CloseFileWriter(writer);
  }
}

/** PDFium writes the time and an arbitrary number into each file: the one becomes the same each time, the other the sum of the rest. */
function sameEachTime(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const info = /\/Info (\d+) 0 R/u.exec(text.slice(-2_048))?.[1];
  let plain = text;
  if (info !== undefined) {
    const start = plain.indexOf(`\n${info} 0 obj`);
    const end = plain.indexOf('endobj', start);
    const object = start === -1 || end === -1 ? '' : plain.slice(start, end);
    const fixed = object.replaceAll(/D:\d{14}/gu, 'D:20000101000000');
    if (object !== '') plain = plain.slice(0, start) + fixed + plain.slice(end);
  }
  const tail = plain.lastIndexOf('/ID');
  const before = plain.slice(0, Math.max(0, tail));
  const id = createHash('md5').update(before, 'latin1').digest('hex').toUpperCase();
  const ended = tail === -1 ? '' : plain.slice(tail).replaceAll(/<[0-9A-F]{32}>/giu, `<${id}>`);
  return Buffer.from(tail === -1 ? plain : before + ended, 'latin1');
}
