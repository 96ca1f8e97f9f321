/** Rows that are no goods: sums at the end, signatures below them, the example of the desk's own template. */
import { fold } from '../../contract/fold.ts';
import type { AsideReason, LayoutName, SheetDocument } from '../../contract/imports.ts';
import { exampleMark } from './deskColumns.ts';
import type { Beginning } from './gather.ts';

const sums = /^(?:tong|tong cong|tong so|tong so luong|tong tien|cong|total|totals|grand total|sum|subtotal|sub total)(?:[\s:(].*)?$/u;
const examples = Object.values(exampleMark).map((mark) => fold(mark));

/** `isGoods`: it names an article, or a parcel. */
export function leftOutBecause(
  beginning: Beginning | undefined,
  { key, isGoods, layout }: { readonly key: string; readonly isGoods: boolean; readonly layout: LayoutName },
): AsideReason | null {
  if (layout === 'desk' && key !== '' && examples.some((mark) => fold(key).startsWith(mark))) return 'example';
  if (isGoods) return null;
  const { filled, first } = beginning ?? { filled: 0, first: key };
  if (sums.test(fold(key === '' ? first : key))) return 'total';
  // A line of words below the goods: who wrote it, who signs.
  return beginning !== undefined && filled <= 2 && !/^\d/u.test(first) ? 'total' : null;
}

/** `text`: what the row begins with. */
export const leftOut = (kind: SheetDocument['kind'], sheet: number, row: number, why: AsideReason, text: string): SheetDocument => ({
  kind,
  sheet,
  reference: '',
  order: '',
  package: '',
  part: null,
  rows: [row],
  typed: {},
  lines: [],
  aside: { why, text },
  madeAt: null,
  sentAt: null,
  problems: [],
});
