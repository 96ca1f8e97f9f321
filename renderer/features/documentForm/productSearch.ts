/** Finding the one product that a scanned or typed text means, and what speaks against using it. */
import { cleanCode, isSameBarcode } from '../../../contract/codes.ts';
import type { OfferedProduct } from '../../../contract/outbox.ts';
import type { ProductRecord } from '../../../contract/kinds/product.ts';

/** Codes are compared without regard to case and to what copying brings along: scanners, mails and people differ in both. */
const plain = (code: string): string => cleanCode(code).toLowerCase();
const same = (left: string | null, right: string): boolean => left !== null && plain(left) === right;

/** A product that can be picked: one of the catalogue, or one that the outbox is still to bring. */
export type Pickable =
  { readonly kind: 'known'; readonly product: ProductRecord } | { readonly kind: 'awaited'; readonly product: OfferedProduct };

/**
 * What the outbox is to bring comes first, and in the place of what the catalogue has under the same SKU: it may be created and not yet
 * assigned, and a document that waits for it finds it ready.
 */
export function pickable(products: readonly ProductRecord[], offered: readonly OfferedProduct[]): Pickable[] {
  const awaited = new Set(offered.map(({ sku }) => sku));
  const known = products.filter(({ sku }) => sku === null || !awaited.has(sku));
  return [
    ...offered.map((product) => ({ kind: 'awaited', product }) as const),
    ...known.map((product) => ({ kind: 'known', product }) as const),
  ];
}

/**
 * The product whose barcode, OASIN or SKU is exactly this text, or whose barcode is the same article number written in another way, so that
 * a scanner's Enter can pick it. `null` when none is, and when several are (one barcode on two products): then a person has to choose.
 */
export function exactMatch<P extends Pickable['product']>(products: readonly P[], text: string): P | null {
  const wanted = plain(text);
  if (wanted === '') return null;
  const exact = products.filter(
    ({ oasin, sku, barcodes }) => same(oasin, wanted) || same(sku, wanted) || barcodes.some((barcode) => same(barcode, wanted)),
  );
  const found = exact.length > 0 ? exact : products.filter(({ barcodes }) => barcodes.some((barcode) => isSameBarcode(barcode, text)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Whether a text has the form of the provider's product codes (X: `OASIN` and 7 digits), so that it may be used before the catalogue knows
 * it.
 */
export const looksLikeOasin = (text: string): boolean => /^OASIN\d{6,10}$/i.test(text.trim());

export type ProductConcern =
  { readonly kind: 'notActive'; readonly status: string } | { readonly kind: 'notInWarehouse'; readonly warehouse: string };

/** Why the warehouse would refuse this product, by the local copy. Where the provider tells no warehouses, nothing is said about them. */
export function concernsOf(product: ProductRecord, warehouse: string): ProductConcern[] {
  const concerns: ProductConcern[] = [];
  if (product.status !== null && product.status !== 'ACTIVE') concerns.push({ kind: 'notActive', status: product.status });
  const assigned = product.warehouses;
  if (warehouse !== '' && assigned !== null && assigned !== undefined && !assigned.some((each) => each.warehouse_code === warehouse)) {
    concerns.push({ kind: 'notInWarehouse', warehouse });
  }
  return concerns;
}
