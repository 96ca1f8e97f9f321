/**
 * A page with nothing but what is seen within a part of it: of a sheet with four labels, the drawings of the other three are other people's
 * names and addresses, and go to nobody with this one. What is drawn elsewhere is taken out object by object, and pictures are cut to size;
 * the rest stays as it was drawn. Believed only where it looks the same afterwards and no letter is left elsewhere.
 */
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { PileBox } from '../../contract/pile.ts';
import { LabelFailure, type Picture, lettersElsewhere, pictureOfPage, roomIn } from './pages.ts';

/** PDFium's words. */
const isPicture = 3;
const isForm = 5;
const grey = 1;
/** Points. A frame's line may stand out by so much. */
const mostOver = 1;
/** So coarse that it costs little, and a letter that moved is seen. */
const lookDots = 150;
const finestDots = 400;
/** Of 255, and in how many places. */
const mostOther = 64;
const mostOthers = 12;

/** From its lower left corner, in the numbers of the page as it is written. */
interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Numbers that PDFium writes where it is told to. */
class Numbers {
  readonly at: number;
  readonly #library: WrappedPdfiumModule;
  constructor(library: WrappedPdfiumModule) {
    this.#library = library;
    this.at = roomIn(library, 64);
  }
  floats(count: number): number[] {
    return Array.from(new Float32Array(this.#library.pdfium.HEAPU8.buffer, this.at, count));
  }
  doubles(count: number): number[] {
    const view = new DataView(this.#library.pdfium.HEAPU8.buffer, this.at);
    return Array.from({ length: count }, (_, index) => view.getFloat64(index * 8, true));
  }
  put(numbers: readonly number[]): number {
    new Float32Array(this.#library.pdfium.HEAPU8.buffer, this.at, numbers.length).set(numbers);
    return this.at;
  }
  free(): void {
    this.#library.pdfium.wasmExports.free(this.at);
  }
}

/**
 * The page, of a document that is the caller's to change, afterwards without what lies outside of the box (points as it is seen). Not where
 * that cannot be done: then it is the caller's to make a picture of it.
 */
export function keepWithin(library: WrappedPdfiumModule, document: number, box: PileBox): boolean {
  const first = library.FPDF_LoadPage(document, 0);
  if (first === 0) throw new LabelFailure('broken');
  let page = first;
  const numbers = new Numbers(library);
  try {
    const within = boundsOf(library, page, box, numbers);
    const objects = Array.from({ length: library.FPDFPage_CountObjects(page) }, (_, index) => library.FPDFPage_GetObject(page, index));
    const [outside, over]: [number[], number[]] = [[], []];
    for (const object of objects) {
      if (!library.FPDFPageObj_GetBounds(object, numbers.at, numbers.at + 4, numbers.at + 8, numbers.at + 12)) continue;
      const [left = 0, bottom = 0, right = 0, top = 0] = numbers.floats(4);
      if (right < within.left || left > within.right || top < within.bottom || bottom > within.top) outside.push(object);
      else if (Math.max(within.left - left, right - within.right, within.bottom - bottom, top - within.top) > mostOver) over.push(object);
    }
    const pictures = over.filter((object) => library.FPDFPageObj_GetType(object) === isPicture);
    const forms = over.filter((object) => library.FPDFPageObj_GetType(object) === isForm);
    if (outside.length === 0 && pictures.length === 0 && forms.length === 0) return lettersElsewhere(library, page, box) === 0;
    const before = lookOf(library, page, box);
    for (const object of outside) {
      if (!library.FPDFPage_RemoveObject(page, object)) return false;
      library.FPDFPageObj_Destroy(object);
    }
    if (!pictures.every((object) => cutPicture(library, object, within, numbers))) return false;
    // What a form draws is found by its letters; pictures in it are not looked for.
    if (forms.some((object) => hasPicture(library, object)) || !library.FPDFPage_GenerateContent(page)) return false;
    library.FPDF_ClosePage(page);
    page = library.FPDF_LoadPage(document, 0);
    return (
      page !== 0 &&
      isAlike(before, lookOf(library, page, box), pictures.length === 0 ? 1 : ofPictures) &&
      lettersElsewhere(library, page, box) === 0
    );
  } finally {
    if (page !== 0) library.FPDF_ClosePage(page);
    numbers.free();
  }
}

/** PDFium knows how the page is turned and cut. */
function boundsOf(library: WrappedPdfiumModule, page: number, box: PileBox, numbers: Numbers): Bounds {
  const [width, height] = [library.FPDF_GetPageWidthF(page), library.FPDF_GetPageHeightF(page)];
  // It takes whole numbers.
  const fine = Math.min(1_000, 100_000_000 / Math.max(width, height));
  const corners = [
    [box.x, box.y],
    [box.x + box.width, box.y + box.height],
  ].map(([x = 0, y = 0]) => {
    const [right, down] = [Math.round(width * fine), Math.round(height * fine)];
    library.FPDF_DeviceToPage(page, 0, 0, right, down, 0, Math.round(x * fine), Math.round(y * fine), numbers.at, numbers.at + 8);
    return numbers.doubles(2);
  });
  const [xs, ys] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

function hasPicture(library: WrappedPdfiumModule, form: number, depth = 0): boolean {
  if (depth > deepest) return true;
  return Array.from({ length: library.FPDFFormObj_CountObjects(form) }, (_, index) => library.FPDFFormObj_GetObject(form, index)).some(
    (object) => {
      const type = library.FPDFPageObj_GetType(object);
      return type === isPicture || (type === isForm && hasPicture(library, object, depth + 1));
    },
  );
}
const deepest = 8;

/** Dots outside of these bounds are taken away, and none of the others is changed. Not of a picture that lies askew. */
function cutPicture(library: WrappedPdfiumModule, object: number, within: Bounds, numbers: Numbers): boolean {
  if (!library.FPDFPageObj_GetMatrix(object, numbers.at)) return false;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers.floats(6);
  const size = a * d - b * c;
  const isStraight = Math.abs(a * d) < 1e-6 * Math.abs(b * c) || Math.abs(b * c) < 1e-6 * Math.abs(a * d);
  if (size === 0 || !isStraight) return false;
  const whole = library.FPDFImageObj_GetBitmap(object);
  if (whole === 0) return false;
  try {
    const [width, height] = [library.FPDFBitmap_GetWidth(whole), library.FPDFBitmap_GetHeight(whole)];
    const [format, stride] = [library.FPDFBitmap_GetFormat(whole), library.FPDFBitmap_GetStride(whole)];
    const deep = { 1: 1, 2: 3, 3: 4, 4: 4 }[format];
    if (deep === undefined) return false;
    // A picture is a square of one by one, which the matrix lays where it is seen.
    const corners = [
      [within.left, within.bottom],
      [within.right, within.top],
    ].map(([x = 0, y = 0]) => [(d * (x - e) - c * (y - f)) / size, (a * (y - f) - b * (x - e)) / size] as const);
    const span = (of: readonly number[], dots: number): readonly [number, number] => [
      Math.max(0, Math.floor(Math.min(...of) * dots + 1e-3)),
      Math.min(dots, Math.ceil(Math.max(...of) * dots - 1e-3)),
    ];
    const [left, right] = span(
      corners.map(([u]) => u),
      width,
    );
    const [top, bottom] = span(
      corners.map(([, v]) => 1 - v),
      height,
    );
    const [across, down] = [right - left, bottom - top];
    if (across <= 0 || down <= 0) return false;
    const from = library.FPDFBitmap_GetBuffer(whole);
    const at = roomIn(library, across * down * deep);
    const { HEAPU8 } = library.pdfium;
    for (let row = 0; row < down; row += 1) {
      const start = from + (top + row) * stride + left * deep;
      HEAPU8.copyWithin(at + row * across * deep, start, start + across * deep);
    }
    const part = library.FPDFBitmap_CreateEx(across, down, format, at, across * deep);
    const isSet = part !== 0 && library.FPDFImageObj_SetBitmap(0, 0, object, part);
    if (part !== 0) library.FPDFBitmap_Destroy(part);
    library.pdfium.wasmExports.free(at);
    const [u, v, w, h] = [left / width, 1 - bottom / height, across / width, down / height];
    const laid = [a * w, b * w, c * h, d * h, e + a * u + c * v, f + b * u + d * v];
    return isSet && library.FPDFPageObj_SetMatrix(object, numbers.put(laid));
  } finally {
    library.FPDFBitmap_Destroy(whole);
  }
}

const lookOf = (library: WrappedPdfiumModule, page: number, box: PileBox): Picture => pictureOfPage(library, page, box, lookDots).picture;

/** Of squares of so many dots each way: a picture that was cut is drawn with its dots a little elsewhere between those of the look. */
function isAlike(one: Picture, other: Picture, square: number): boolean {
  if (one.dots.length !== other.dots.length) return false;
  let others = 0;
  for (let y = 0; y + square <= one.height; y += square)
    for (let x = 0; x + square <= one.width; x += square) {
      let apart = 0;
      for (let row = y; row < y + square; row += 1)
        for (let at = row * one.width + x; at < row * one.width + x + square; at += 1) apart += (one.dots[at] ?? 0) - (other.dots[at] ?? 0);
      if (Math.abs(apart) > mostOther * square * square && (others += 1) > mostOthers) return false;
    }
  return true;
}
const ofPictures = 4;

/** What is seen within the box as a picture that lies on a page of its size: where it can be had in no other way without its neighbours. */
export function addPicture(library: WrappedPdfiumModule, page: number, box: PileBox, sheet: number, document: number): boolean {
  const { dots, width, height } = pictureOfPage(library, page, box, finestDots).picture;
  const at = roomIn(library, dots.length);
  library.pdfium.HEAPU8.set(dots, at);
  const numbers = new Numbers(library);
  const bitmap = library.FPDFBitmap_CreateEx(width, height, grey, at, width);
  const object = library.FPDFPageObj_NewImageObj(document);
  try {
    const isSet = bitmap !== 0 && object !== 0 && library.FPDFImageObj_SetBitmap(0, 0, object, bitmap);
    if (!isSet || !library.FPDFPageObj_SetMatrix(object, numbers.put([box.width, 0, 0, box.height, 0, 0]))) return false;
    library.FPDFPage_InsertObject(sheet, object);
    return true;
  } finally {
    if (bitmap !== 0) library.FPDFBitmap_Destroy(bitmap);
    library.pdfium.wasmExports.free(at);
    numbers.free();
  }
}
