/** The label of one package of a purchase order: what a person reads across the hall, and what a scanner reads. */
import { code128, drawingSVG } from 'bwip-js/browser';
import type { CartonLabel, Size } from '../../contract/printing.ts';

/** One dot of a label printer of 203 dpi, in millimetres: bars that are whole dots have clean edges. */
const dot = 0.125;
/** Bars finer than two dots are not read reliably; wider than eight make no difference. */
const bars = { least: 2, most: 8 } as const;
/** Blank beside the bars, in widths of the narrowest one: the standard wants ten. */
const quiet = 10;

export interface Barcode {
  /** Bars and spaces, `modules` wide and as high as it likes. */
  readonly svg: string;
  readonly modules: number;
}

/**
 * Code 128. `null` for what it cannot write. Beyond ASCII the library writes the letters' bytes, which scanners type as other letters.
 */
export function barcodeOf(code: string): Barcode | null {
  if (!/^[\x20-\x7e]+$/.test(code)) return null;
  try {
    const svg = code128({ bcid: 'code128', text: code, scaleX: 1, scaleY: 1, height: 10, paddingwidth: 0, paddingheight: 0 }, drawingSVG());
    const modules = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    return modules > 0 ? { svg, modules } : null;
  } catch {
    // It says why in English, for programmers; the label says it in the operator's words.
    return null;
  }
}

/** The width of the narrowest bar, in millimetres: whole dots, as many as the label has room for. `null` where it has none for two. */
export function barWidth(modules: number, room: number): number | null {
  const dots = Math.min(bars.most, Math.floor(room / (modules + 2 * quiet) / dot));
  return dots < bars.least ? null : dots * dot;
}

/** `null` where the code cannot be a barcode, or is too long for this paper. */
export function drawCarton(label: CartonLabel, paper: Size): HTMLElement | null {
  const barcode = barcodeOf(label.code);
  const width = barcode === null ? null : barWidth(barcode.modules, paper.width);
  if (barcode === null || width === null) return null;
  const drawn = new DOMParser().parseFromString(barcode.svg, 'image/svg+xml').documentElement as unknown as SVGSVGElement;
  drawn.setAttribute('preserveAspectRatio', 'none');
  drawn.style.width = `${barcode.modules * width}mm`;
  drawn.style.marginInline = 'auto';
  drawn.classList.add('bars');
  const { words } = label;
  const box = part('carton', [
    part('head', [part('position', [`${words.package} ${label.position}`]), ...(label.mark === '' ? [] : [part('mark', [label.mark])])]),
    drawn,
    part('code', [label.code]),
    fact(words.order, label.order),
    ...(label.reference === '' ? [] : [fact(words.reference, label.reference)]),
    fact(words.warehouse, label.warehouse),
  ]);
  box.style.width = `${paper.width}mm`;
  box.style.height = `${paper.height}mm`;
  return box;
}

const fact = (term: string, value: string): HTMLElement => part('fact', [part('term', [term]), part('value', [value])]);

function part(name: string, inside: readonly (string | Element)[]): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.append(...inside);
  return element;
}
