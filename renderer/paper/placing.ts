/** Where a page lies on a sheet: at its real size, never larger or smaller. Millimetres. */
import type { Size } from '../../contract/printing.ts';

export interface Placed {
  readonly sheet: Size;
  /** A quarter turn to the right: a page lies lengthwise on the paper it fits on. */
  readonly isTurned: boolean;
  readonly left: number;
  readonly top: number;
  readonly isCut: boolean;
}

/** Papers are cut, and PDFs written, to about so much. */
const tolerance = 1;

/** Without `paper` the sheet is the page. On larger paper the page lies in the middle; on a smaller one its edges are cut off evenly. */
export function placeOn(page: Size, paper: Size | null): Placed {
  if (paper === null) return { sheet: page, isTurned: false, left: 0, top: 0, isCut: false };
  const fits = (width: number, height: number): boolean => width <= paper.width + tolerance && height <= paper.height + tolerance;
  const isLengthwise = page.width > page.height !== paper.width > paper.height && page.width !== page.height;
  const isTurned = isLengthwise && (!fits(page.width, page.height) || fits(page.height, page.width));
  const lies = isTurned ? { width: page.height, height: page.width } : page;
  return {
    sheet: paper,
    isTurned,
    left: (paper.width - lies.width) / 2,
    top: (paper.height - lies.height) / 2,
    isCut: !fits(lies.width, lies.height),
  };
}
