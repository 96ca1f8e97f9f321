/** Finding the one product that a scanned or typed text means, and what speaks against using it (page). */
import type { OfferedProduct } from '../../../contract/outbox.ts';
import type { ProductRecord } from '../../../contract/records.ts';

/** Codes are compared without regard to case and Unicode form: scanners and people differ in both. */
const same = (left: string | null, right: string): boolean => left !== null && left.normalize('NFC').trim().toLowerCase() === right;

/** A product that can be picked: one of the catalogue, or one that the outbox is still to bring. */
export type Pickable = { readonly kind: 'known'; readonly product: ProductRecord } | { readonly kind: 'awaited'; readonly product: OfferedProduct };

/**
 * What the outbox is to bring comes first, and in the place of what the catalogue has under the same SKU: it may be created and not yet assigned,
 * and a document that waits for it finds it ready.
 */
export function pickable(products: readonly ProductRecord[], offered: readonly OfferedProduct[]): Pickable[] {
  const awaited = new Set(offered.map(({ sku }) => sku));
  const known = products.filter(({ sku }) => sku === null || !awaited.has(sku));
  return [...offered.map((product) => ({ kind: 'awaited', product }) as const), ...known.map((product) => ({ kind: 'known', product }) as const)];
}

/**
 * The product whose barcode, OASIN or SKU is exactly this text, so that a scanner's Enter can pick it. `null` when none is, and when several
 * are (one barcode on two products): then a person has to choose.
 */
export function exactMatch<P extends Pickable['product']>(products: readonly P[], text: string): P | null {
  const wanted = text.normalize('NFC').trim().toLowerCase();
  if (wanted === '') return null;
  const found = products.filter(({ oasin, sku, barcodes }) => same(oasin, wanted) || same(sku, wanted) || barcodes.some((barcode) => same(barcode, wanted)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whether a text has the form of the provider's product codes (X: `OASIN` and 7 digits), so that it may be used before the catalogue knows it. */
export const looksLikeOasin = (text: string): boolean => /^OASIN\d{6,10}$/i.test(text.trim());

export type ProductConcern = { readonly kind: 'notActive'; readonly status: string } | { readonly kind: 'notInWarehouse'; readonly warehouse: string };

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
