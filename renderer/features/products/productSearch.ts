/** Finding the one product that a scanned or typed text means, and what speaks against using it (page). */
import type { ProductRecord } from '../../../contract/records.ts';

/** Codes are compared without regard to case and Unicode form: scanners and people differ in both. */
const same = (left: string | null, right: string): boolean => left !== null && left.normalize('NFC').trim().toLowerCase() === right;

/**
 * The product whose barcode, OASIN or SKU is exactly this text, so that a scanner's Enter can pick it. `null` when none is, and when several
 * are (one barcode on two products): then a person has to choose.
 */
export function exactMatch(products: readonly ProductRecord[], text: string): ProductRecord | null {
  const wanted = text.normalize('NFC').trim().toLowerCase();
  if (wanted === '') return null;
  const found = products.filter((each) => same(each.oasin, wanted) || same(each.sku, wanted) || each.barcodes.some((barcode) => same(barcode, wanted)));
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
