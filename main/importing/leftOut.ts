/** Rows that are no goods: sums at the end, signatures below them, the example of the desk's own template. */
import { fold } from '../../contract/fold.ts';
import type { AsideReason, LayoutName, SheetDocument } from '../../contract/imports.ts';
import { exampleMark } from './deskColumns.ts';
import type { Beginning, Gathered, KeptRow } from './gather.ts';

const sums = /^(?:tong|tong cong|tong so|tong so luong|tong tien|cong|total|totals|grand total|sum|subtotal|sub total)(?:[\s:(].*)?$/u;
const examples = Object.values(exampleMark).map((mark) => fold(mark));

/** A sentence, or a few words without any digit: who wrote it, who signs, what to mind. No code is like that. */
const isWords = (key: string): boolean => {
  const words = key.split(/\s+/u).length;
  return words >= 4 || (words >= 2 && !/\d/u.test(key));
};

interface Said {
  readonly key: string;
  /** It names an article, or a parcel. */
  readonly isGoods: boolean;
  /** It has pieces, or a name of goods. */
  readonly isCounted: boolean;
  /** Its pieces are all that stand above. */
  readonly isSum: boolean;
  readonly layout: LayoutName;
}

export function leftOutBecause(beginning: Beginning | undefined, { key, isGoods, isCounted, isSum, layout }: Said): AsideReason | null {
  if (layout === 'desk' && key !== '' && examples.some((mark) => fold(key).startsWith(mark))) return 'example';
  if (isGoods) return null;
  const { filled, first } = beginning ?? { filled: 0, first: key };
  if (sums.test(fold(key === '' ? first : key))) return 'total';
  if (key === '' && isSum) return 'total';
  // A line of words below the goods.
  if (key !== '') return !isCounted && filled <= mostInNotes && isWords(key) ? 'note' : null;
  return beginning !== undefined && filled <= 2 && !/^\d/u.test(first) ? 'note' : null;
}
/** Three people sign, side by side. */
const mostInNotes = 3;

/** Whether the pieces of a row are the sum of those above it. Asked of few rows. */
export function sumsIn(gathered: Gathered): (row: KeptRow) => boolean {
  const column = gathered.texts[gathered.fields.indexOf('quantity')] ?? [];
  return (row) => {
    const said = column[row] ?? '';
    if (row < 2 || !/^[1-9]\d*$/u.test(said)) return false;
    let sum = 0;
    for (let above = 0; above < row; above += 1) sum += Number(column[above]) || 0;
    return sum === Number(said);
  };
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
