/** The goods of a record in a few words. */
interface Line {
  readonly oasin: string;
  readonly sku?: string | null | undefined;
  readonly product_quantity: number | null;
}

/** `2 × AT-DO-M, 1 × QJ-XN-30`. */
export const goodsOf = (lines: readonly Line[] | null | undefined): string =>
  (lines ?? []).map(({ oasin, sku, product_quantity }) => `${product_quantity ?? '?'} × ${sku ?? oasin}`).join(', ');
