/** What *Check* may ask of the local catalogue. */
import type { AwaitedProduct, DraftId } from '../../contract/outbox.ts';
import { StockRow } from '../../contract/kinds/product.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import type { LocalCopy } from '../documents/check.ts';
import type { CodeHolders } from '../store/codeHolders.ts';
import { goneStatus } from '../store/catalogue.ts';
import type { Catalogue } from '../store/catalogue.ts';

/** Of one draft: what it was sent as before is not held against it. */
export const localCopyOf = (
  catalogue: Catalogue,
  codes: CodeHolders,
  draftId: DraftId,
  awaited: (sku: string) => AwaitedProduct,
): LocalCopy => ({
  awaited,
  holdersOf: (kind, what, value) => codes.of(kind, what, value, draftId),
  hasProducts: () => catalogue.progress(goodsKind).asOf !== null,
  product: (oasin) => {
    const row = catalogue.get(goodsKind, oasin)?.row;
    if (row?.kind !== goodsKind) return null;
    return {
      status: row.status === goneStatus ? goneStatus : row.record.status,
      warehouses: row.record.warehouses?.map((each) => each.warehouse_code) ?? null,
    };
  },
  codeOfReference: (kind, reference) => catalogue.codeOfReference(kind, reference),
  available: (oasin, warehouse) => {
    const stock = catalogue.getList('stock', oasin, StockRow);
    if (stock === null) return null;
    const good = stock.rows.filter((row) => row.warehouse_code === warehouse && row.stock_level === 'A');
    return good.reduce((sum, row) => sum + (row.available_quantity ?? row.quantity ?? 0), 0);
  },
});

/** The OASIN of the newest product with this SKU that the provider still has. */
export function oasinOf(catalogue: Catalogue, sku: string): string | null {
  const oasin = catalogue.codeOfReference(goodsKind, sku);
  return oasin === null || catalogue.get(goodsKind, oasin)?.row.status === goneStatus ? null : oasin;
}
