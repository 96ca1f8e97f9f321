/** What a pasted block would become, before it is put into the form: each line as it was read, mended by hand, or left out. */
import type { PastedLine, PastedText, PlacedLine } from './pastedText.ts';
import { piecesOf } from './shapes.ts';

/** More lines than this are not seen at one glance. */
const mostAtOnce = 5;

export interface PreviewLine {
  readonly line: PastedLine;
  /** `null` while its product is looked for. */
  readonly placed: PlacedLine | null;
  /** What stands in its fields; a line that never needed a hand has none. */
  readonly hand: { readonly code: string; readonly quantity: string } | null;
  readonly isOut: boolean;
}

/**
 * Few lines, each with its product and its quantity, all in the place they were pasted into: nobody wants to be asked about those. What is
 * of several packages, or leaves anything open, is shown first.
 */
export const goesInAtOnce = ({ lines, passedOver }: PastedText): boolean =>
  lines.length > 0 && lines.length <= mostAtOnce && passedOver.length === 0 && lines.every((line) => line.package === null);

/** The same product twice in a package: the second one is marked, or no longer. */
export function withRepeated(placed: readonly PlacedLine[]): PlacedLine[] {
  const seen = new Set<string>();
  return placed.map((each) => {
    const { oasin, awaited_sku = '' } = each.item;
    if (oasin === '' && awaited_sku === '') return each;
    const key = [each.line.package, oasin, awaited_sku].join('\n');
    const isRepeated = seen.has(key);
    seen.add(key);
    if (isRepeated) return each.trouble === null ? { ...each, trouble: 'repeated' } : each;
    return each.trouble === 'repeated' ? { ...each, trouble: null } : each;
  });
}

/** What was found for some of them; what needs a hand gets fields. */
export function withPlaced(all: readonly PreviewLine[], found: readonly PlacedLine[]): PreviewLine[] {
  const byLine = new Map(found.map((each) => [each.line, each]));
  const now = all.map((each) => ({ ...each, placed: byLine.get(each.line) ?? each.placed }));
  const judged = withRepeated(takenOf(now));
  const judgedOf = new Map(judged.map((each) => [each.line, each]));
  return now.map((each) => {
    const placed = judgedOf.get(each.line) ?? each.placed;
    const needsHand = placed !== null && placed.trouble !== null;
    const hand = each.hand ?? (needsHand ? { code: placed.item.typed, quantity: placed.item.product_quantity } : null);
    return { ...each, placed, hand };
  });
}

export const takenOf = (all: readonly PreviewLine[]): PlacedLine[] =>
  all.flatMap(({ placed, isOut }) => (placed === null || isOut ? [] : [placed]));

/** The line as a hand has mended it. */
export const mendedLine = (line: PastedLine, code: string, quantity: string): PastedLine => ({ ...line, readings: [{ code, quantity }] });

export interface PreviewSums {
  readonly lines: number;
  readonly pieces: number;
  readonly packages: number;
  readonly troubled: number;
  readonly isLooking: boolean;
}
export function sumsOf(all: readonly PreviewLine[]): PreviewSums {
  const kept = all.filter(({ isOut }) => !isOut);
  return {
    lines: kept.length,
    pieces: piecesOf(kept.flatMap(({ placed }) => (placed === null ? [] : [placed.item]))),
    packages: new Set(kept.map(({ line }) => line.package)).size,
    troubled: kept.filter(({ placed }) => placed !== null && placed.trouble !== null).length,
    isLooking: kept.some(({ placed }) => placed === null),
  };
}
