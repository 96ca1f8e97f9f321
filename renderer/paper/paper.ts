/**
 * The window nobody sees: draws what is to be printed, sheet by sheet. It has no bridge to the desk. It reads its job from
 * `app://desk/paper/` and answers, to main alone, how the sheets came out.
 */
import { claimPaper } from '../../contract/claim.ts';
import type { DrawnDocument, PaperJob, Sheet, Size } from '../../contract/printing.ts';
import { openPdf, type PDFDocumentProxy } from '../features/files/pdfDocument.ts';
import { isUnread, paintsSomething, isEmpty } from '../features/files/pdfPage.ts';
import { drawCarton } from './carton.ts';
import { drawClaim } from './claim.ts';
import css from './paper.css?inline';
import { placeOn } from './placing.ts';
import { type Again, recordingOf } from './recording.ts';

/** Pictures that a file has, and what pdf.js can only draw as a picture, are drawn as fine as good printers print. */
const dotsPerInch = 600;
/** Of the canvases that are printed: where their lines are lines it does not matter. All together no more than so many dots. */
const most = { perInch: 300, dots: 60_000_000 } as const;
const inch = 25.4;
const pointsPerInch = 72;

interface Drawn {
  readonly canvas: HTMLCanvasElement;
  readonly again: Again;
  /** Square millimetres. */
  readonly area: number;
}
const drawn: Drawn[] = [];
const papers = new Map<string, string>();

/** Chromium cuts pages to whole pixels (1/96 inch); a sheet that is a hair higher than its page would begin another one. */
function pageOf({ width, height }: Size): string {
  const pixels = (length: number): number => Math.round((length / inch) * 96);
  const size = `${pixels(width)}px ${pixels(height)}px`;
  const name = papers.get(size) ?? `paper-${papers.size}`;
  if (!papers.has(size)) {
    papers.set(size, name);
    const rules = new CSSStyleSheet();
    rules.replaceSync(`@page ${name} { size: ${size}; margin: 0 }`);
    document.adoptedStyleSheets.push(rules);
  }
  return name;
}

function newSheet(size: Size): HTMLElement {
  const sheet = document.createElement('section');
  sheet.className = 'sheet';
  sheet.style.setProperty('page', pageOf(size));
  sheet.style.width = `${size.width}mm`;
  sheet.style.height = `calc(${size.height}mm - 1px)`;
  document.body.append(sheet);
  return sheet;
}

async function drawPdf(pdf: PDFDocumentProxy, paper: Size | null): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const natural = page.getViewport({ scale: 1 });
    const size = { width: (natural.width / pointsPerInch) * inch, height: (natural.height / pointsPerInch) * inch };
    const placed = placeOn(size, paper);
    const viewport = page.getViewport({ scale: dotsPerInch / pointsPerInch, rotation: page.rotate + (placed.isTurned ? 90 : 0) });
    const aside = document.createElement('canvas');
    aside.width = Math.ceil(viewport.width);
    aside.height = Math.ceil(viewport.height);
    const real = aside.getContext('2d', { willReadFrequently: true });
    if (real === null) throw new Error('no canvas to draw on');
    const { context, again } = recordingOf(real);
    await page.render({ canvas: null, canvasContext: context, viewport, intent: 'print' }).promise;

    const canvas = document.createElement('canvas');
    const lies = placed.isTurned ? { width: size.height, height: size.width } : size;
    canvas.style.left = `${placed.left}mm`;
    canvas.style.top = `${placed.top}mm`;
    canvas.style.width = `${lies.width}mm`;
    canvas.style.height = `${lies.height}mm`;
    newSheet(placed.sheet).append(canvas);
    drawn.push({ canvas, again, area: lies.width * lies.height });
    const isBlank = isEmpty(aside);
    const missing = isUnread(page.objs) || isUnread(page.commonObjs) ? (isBlank ? 'nothing' : 'partly') : 'none';
    const { fnArray } = missing === 'none' && isBlank ? await page.getOperatorList({ intent: 'print' }) : { fnArray: [] };
    sheets.push({ ...placed.sheet, isCut: placed.isCut, missing: paintsSomething(fnArray) ? 'nothing' : missing });
    // So much is no longer needed: what is drawn again is lines and letters.
    aside.width = 0;
  }
  return sheets;
}

/** A picture has no size of its own: it fills the paper as far as it goes, and lies lengthwise where it is wide. */
async function drawImage(bytes: Blob, paper: Size | null): Promise<Sheet[]> {
  const bitmap = await createImageBitmap(bytes);
  const asPixels = { width: (bitmap.width / 96) * inch, height: (bitmap.height / 96) * inch };
  const sheet = paper ?? asPixels;
  const isTurned = paper !== null && bitmap.width > bitmap.height !== paper.width > paper.height;
  const lies = isTurned ? { width: bitmap.height, height: bitmap.width } : { width: bitmap.width, height: bitmap.height };
  const scale = Math.min(sheet.width / lies.width, sheet.height / lies.height);
  const canvas = document.createElement('canvas');
  canvas.width = lies.width;
  canvas.height = lies.height;
  const context = canvas.getContext('2d');
  if (isTurned) {
    context?.translate(lies.width, 0);
    context?.rotate(Math.PI / 2);
  }
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  canvas.style.width = `${lies.width * scale}mm`;
  canvas.style.height = `${lies.height * scale}mm`;
  canvas.style.left = `${(sheet.width - lies.width * scale) / 2}mm`;
  canvas.style.top = `${(sheet.height - lies.height * scale) / 2}mm`;
  newSheet(sheet).append(canvas);
  return [{ ...sheet, isCut: false, missing: 'none' }];
}

async function drawFile(mime: string, bytes: Blob, paper: Size | null): Promise<DrawnDocument> {
  try {
    if (mime !== 'application/pdf') return { sheets: await drawImage(bytes, paper) };
    // Not closed before the window is: what it has of fonts and pictures is printed.
    const pdf = await openPdf(new Uint8Array(await bytes.arrayBuffer())).document;
    return { sheets: await drawPdf(pdf, paper) };
  } catch (cause) {
    console.warn('not drawn', cause);
    return { error: cause instanceof Error && cause.name === 'PasswordException' ? 'printLocked' : 'printUnreadable' };
  }
}

async function drawAll(): Promise<DrawnDocument[]> {
  const at = `/paper/${location.search.slice(1)}`;
  const { paper, documents } = (await (await fetch(`${at}/job`)).json()) as PaperJob;
  const answers: DrawnDocument[] = [];
  for (const [index, each] of documents.entries()) {
    if (each.kind === 'file') {
      answers.push(await drawFile(each.mime, await (await fetch(`${at}/${index}`)).blob(), paper));
      continue;
    }
    if (each.kind === 'claim') {
      answers.push({ sheets: drawClaim(each, paper ?? claimPaper, newSheet) });
      continue;
    }
    const size = paper ?? { width: 100, height: 150 };
    const label = drawCarton(each, size);
    if (label !== null) newSheet(size).append(label);
    answers.push(label === null ? { error: 'printBarcode' } : { sheets: [{ ...size, isCut: false, missing: 'none' }] });
  }
  await document.fonts.ready;
  return answers;
}

/** In one go, each time it is printed. */
window.addEventListener('beforeprint', () => {
  const area = drawn.reduce((sum, each) => sum + each.area, 0) / inch ** 2;
  const perInch = Math.min(most.perInch, Math.sqrt(most.dots / Math.max(area, 1)));
  for (const { canvas, again } of drawn) {
    canvas.width = Math.ceil((Number.parseFloat(canvas.style.width) / inch) * perInch);
    canvas.height = Math.ceil((Number.parseFloat(canvas.style.height) / inch) * perInch);
    const context = canvas.getContext('2d');
    if (context !== null) again(context, perInch / dotsPerInch);
  }
});

const look = new CSSStyleSheet();
look.replaceSync(css);
document.adoptedStyleSheets.push(look);

/** Only these sheets, from 0, both included, are printed next. */
function show(from: number, to: number): void {
  for (const [index, sheet] of document.querySelectorAll<HTMLElement>('.sheet').entries()) {
    sheet.hidden = index < from || index > to;
    sheet.classList.toggle('last', index === to);
  }
}

/** Main asks for both. */
Object.assign(globalThis, { drawn: drawAll(), show });
