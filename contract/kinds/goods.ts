/** A line of goods, as every kind of document that moves goods has it: one product, and how many of it. */
import { z } from 'zod';
import { Quantity, isBlank, optionalCode, providerCode } from '../documents/fields.ts';

export const GoodsLine = z.object({ oasin: providerCode, product_quantity: Quantity });

/**
 * The product is named by its OASIN or, while the provider has not confirmed it yet, by the SKU under which this desk's outbox holds it; by
 * one of the two. A form has one field for both, and hears of its problems under `oasin`.
 */
export const AwaitingGoodsLine = z.preprocess(
  (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const { oasin, ...rest }: Record<string, unknown> = { ...value };
    return isBlank(oasin) && !isBlank(rest['awaited_sku']) ? rest : { ...rest, oasin: oasin ?? '' };
  },
  GoodsLine.partial({ oasin: true })
    .extend({ awaited_sku: optionalCode(100) })
    .superRefine(({ oasin, awaited_sku }, context) => {
      if (oasin !== undefined && awaited_sku !== undefined) context.addIssue({ code: 'custom', path: ['oasin'], message: 'twoProducts' });
    }),
);

/** A line of a document. */
export interface Goods {
  readonly oasin?: string | undefined;
  readonly awaited_sku?: string | undefined;
  readonly product_quantity: number;
}
export interface PlacedGoods extends Goods {
  /** Dotted path of its row. */
  readonly path: string;
}

/** `list`: dotted path of the lines. */
export const placed = (lines: readonly Goods[], list: string): PlacedGoods[] =>
  lines.map((line, index) => ({ ...line, path: `${list}.${index}` }));

type Context = Pick<z.core.$RefinementCtx, 'addIssue'>;

/** No two rows of a list may have the same; the later one is told so at `field`. */
export function eachOnce<T>(
  rows: readonly T[],
  what: (row: T) => string,
  list: readonly (string | number)[],
  field: string,
  context: Context,
): void {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (seen.has(what(row))) context.addIssue({ code: 'custom', path: [...list, index, field], message: 'repeated' });
    seen.add(what(row));
  }
}

/** One product stands in one line: two of them are a slip of the hand. */
export const eachProductOnce = (lines: readonly Goods[], list: readonly (string | number)[], context: Context): void =>
  eachOnce(lines, ({ oasin, awaited_sku }) => (oasin === undefined ? `SKU ${awaited_sku}` : `OASIN ${oasin}`), list, 'oasin', context);

interface ToldLine {
  readonly oasin: string;
  readonly sku?: string | null | undefined;
  readonly product_quantity: number | null;
}
/** The goods of a record in a few words: `2 × AT-DO-M, 1 × QJ-XN-30`. */
export const goodsIn = (lines: readonly ToldLine[] | null | undefined): string =>
  (lines ?? []).map(({ oasin, sku, product_quantity }) => `${product_quantity ?? '?'} × ${sku ?? oasin}`).join(', ');
