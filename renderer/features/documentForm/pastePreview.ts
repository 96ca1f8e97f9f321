/** What a pasted block would become, before it is put into the form: each line as it was read, mended by hand, or left out. */
import { Quantity } from '../../../contract/documents/index.ts';
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

/** A line that a scan adds, of the package that the last one is of: there the hand is. */
export const scannedLine = (all: readonly PreviewLine[], code: string, quantity: string): PastedLine => ({
  number: Math.max(0, ...all.map(({ line }) => line.number)) + 1,
  source: code,
  package: all.at(-1)?.line.package ?? null,
  readings: [{ code, quantity }],
});

/** What a scan came to: a line of its own, one piece more of another one, or of one whose quantity nobody has said yet. */
export interface Scanned {
  readonly all: readonly PreviewLine[];
  readonly became: 'line' | 'piece' | 'unsaid';
  /** The line that has it. */
  readonly number: number;
}

/** The line that was added for a scan is found to be `found`. Where another one has that product already, it is one piece more of it. */
export function withScanned(all: readonly PreviewLine[], found: PlacedLine): Scanned {
  const { oasin, awaited_sku = '' } = found.item;
  const at = all.findIndex(
    ({ line, placed, isOut }) =>
      line !== found.line &&
      !isOut &&
      placed !== null &&
      ((oasin !== '' && placed.item.oasin === oasin) || (awaited_sku !== '' && placed.item.awaited_sku === awaited_sku)),
  );
  const same = all[at];
  if (same === undefined || same.placed === null) return { all: withPlaced(all, [found]), became: 'line', number: found.line.number };
  const others = all.filter(({ line }) => line !== found.line);
  const { number } = same.line;
  const read = Quantity.safeParse(same.placed.item.product_quantity);
  if (!read.success) return { all: others, became: 'unsaid', number };
  const quantity = String(read.data + 1);
  const line = mendedLine(same.line, same.hand?.code ?? same.placed.item.typed, quantity);
  const placed = { ...same.placed, line, item: { ...same.placed.item, product_quantity: quantity } };
  const hand = same.hand === null ? null : { ...same.hand, quantity };
  return { all: others.map((each) => (each === same ? { ...same, line, placed, hand } : each)), became: 'piece', number };
}

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
