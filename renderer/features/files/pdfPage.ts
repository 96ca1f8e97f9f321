/** Draws one page of a PDF, and finds out whether all of it could be drawn. */
import { OPS, type PDFDocumentProxy, type RenderTask } from 'pdfjs-dist';

export interface DrawnPage {
  readonly canvas: HTMLCanvasElement;
  /** CSS pixels. */
  readonly shownWidth: number;
  /** `partly`: a picture or a font could not be read. `nothing`: the sheet came out empty though the page paints something. */
  readonly missing: 'none' | 'partly' | 'nothing';
}

/** So many at most: a canvas of more is blank in some browsers, and no screen shows them. */
const mostPixels = 40_000_000;

/**
 * Draws aside, at most `width` CSS pixels wide at a `zoom` of 1, `turn` degrees to the right; `null` once `signal` is aborted. Rejects
 * where the page cannot be read at all.
 */
export async function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  { width, zoom, turn }: { readonly width: number; readonly zoom: number; readonly turn: number },
  signal: AbortSignal,
): Promise<DrawnPage | null> {
  const page = await pdf.getPage(number);
  if (signal.aborted) return null;
  const rotation = (page.rotate + turn) % 360;
  const natural = page.getViewport({ scale: 1, rotation });
  // A label of 10 × 15 cm is not blown up to the width of a wide screen.
  const shownWidth = Math.min(width, natural.width * 1.5) * zoom;
  const wanted = (shownWidth / natural.width) * window.devicePixelRatio;
  const viewport = page.getViewport({ scale: Math.min(wanted, Math.sqrt(mostPixels / (natural.width * natural.height))), rotation });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const task: RenderTask = page.render({ canvas, viewport });
  signal.addEventListener('abort', () => task.cancel(), { once: true });
  try {
    await task.promise;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'RenderingCancelledException') return null;
    throw cause;
  }
  if (isUnread(page.objs) || isUnread(page.commonObjs)) return { canvas, shownWidth, missing: isEmpty(canvas) ? 'nothing' : 'partly' };
  if (!isEmpty(canvas)) return { canvas, shownWidth, missing: 'none' };
  // This is seldom. Only now it is worth reading what the page draws.
  const { fnArray } = await page.getOperatorList();
  return { canvas, shownWidth, missing: paintsSomething(fnArray) ? 'nothing' : 'none' };
}

/** What pdf.js keeps of a page's pictures and fonts: nothing, or why not, where one could not be read. */
export function isUnread(kept: unknown): boolean {
  for (const [, thing] of kept as Iterable<[string, unknown]>) {
    if (thing === null || (typeof thing === 'object' && 'error' in thing)) return true;
  }
  return false;
}

/** A sheet of one colour. */
export function isEmpty(canvas: HTMLCanvasElement): boolean {
  const context = canvas.getContext('2d');
  if (context === null || canvas.width === 0 || canvas.height === 0) return false;
  const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  return pixels.every((pixel) => pixel === pixels[0]);
}

/** Whether a page's operators put anything on the sheet. */
export const paintsSomething = (operators: readonly number[]): boolean => operators.some((does) => painting.has(does));

const painting: ReadonlySet<number> = new Set([
  OPS.showText,
  OPS.showSpacedText,
  OPS.nextLineShowText,
  OPS.nextLineSetSpacingShowText,
  OPS.fill,
  OPS.eoFill,
  OPS.stroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.shadingFill,
  OPS.paintImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintInlineImageXObject,
  OPS.paintInlineImageXObjectGroup,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintSolidColorImageMask,
  OPS.constructPath,
]);
