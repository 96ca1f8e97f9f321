/** What *Check* may ask of the local catalogue. */
import { Warehouse } from '../../contract/directory.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { StockRow, goodIn, leaving } from '../../contract/kinds/product.ts';
import { goodsKind } from '../../contract/kinds/goodsKind.ts';
import type { Outbox } from '../outbox/offer.ts';
import type { LocalCopy } from '../documents/localCopy.ts';
import type { Labels } from './labels.ts';
import type { CodeHolders } from '../store/codeHolders.ts';
import { goneStatus } from '../store/listedRecords.ts';
import type { PromisedGoods } from '../store/promisedGoods.ts';
import type { Catalogue } from '../store/catalogue.ts';

interface Parts {
  readonly catalogue: Catalogue;
  readonly codes: CodeHolders;
  /** What it was sent as before is not held against it; `null`: it is no draft yet. */
  readonly draftId: DraftId | null;
  readonly outbox: Pick<Outbox, 'product' | 'newest'>;
  readonly labels: Pick<Labels, 'known'>;
  readonly promisedGoods: PromisedGoods;
}

/** Of one draft. */
export const localCopyOf = ({ catalogue, codes, draftId, outbox, labels, promisedGoods }: Parts): LocalCopy => {
  const promised = (oasin: string, warehouse: string): number =>
    promisedGoods({ oasin, warehouse, since: catalogue.listAsOf('stock', oasin) ?? 0, draftId });
  return {
    labelSays: (fileId) => labels.known(fileId, draftId),
    awaited: (sku) => outbox.product(sku),
    wasGivenLast: (kind, field) => {
      const value = outbox.newest(kind)?.[field];
      return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
    },
    asOfCode: (kind, code) => catalogue.get(kind, code)?.row.asOf ?? null,
    stockAsOf: (oasin) => catalogue.listAsOf('stock', oasin),
    warehousesWith: (oasin, pieces) => {
      const stock = goodStockOf(catalogue, oasin) ?? [];
      return stock.flatMap(({ warehouse }) =>
        (leaving(stock, [warehouse]) ?? 0) - promised(oasin, warehouse) >= pieces ? [warehouse] : [],
      );
    },
    holdersOf: (kind, what, value) => (draftId === null ? [] : codes.of(kind, what, value, draftId)),
    hasProducts: () => catalogue.progress(goodsKind).asOf !== null,
    product: (oasin) => {
      const row = catalogue.get(goodsKind, oasin)?.row;
      if (row?.kind !== goodsKind) return null;
      return {
        status: row.status === goneStatus ? goneStatus : row.record.status,
        warehouses: row.record.warehouses?.map((each) => each.warehouse_code) ?? null,
        asOf: row.asOf,
        leastDaysInbound: row.record.min_shelf_life_inbound ?? null,
      };
    },
    knowsWarehouse: (code) => {
      const rows = catalogue.getList('warehouses', '', Warehouse)?.rows ?? [];
      return rows.length === 0 ? null : rows.some(({ warehouse_code: each }) => each === code);
    },
    codeOfReference: (kind, reference) => catalogue.codeOfReference(kind, reference),
    available: (oasin, warehouse) => {
      const stock = goodStockOf(catalogue, oasin);
      if (stock === null) return null;
      // An answer that does not name a warehouse says that there is nothing in it.
      return stock.some((each) => each.warehouse === warehouse) ? leaving(stock, [warehouse]) : 0;
    },
    promised,
  };
};

const goodStockOf = (catalogue: Catalogue, oasin: string) => goodIn(catalogue.getList('stock', oasin, StockRow)?.rows ?? null);

/** The OASIN of the newest product with this SKU that the provider still has. */
export function oasinOf(catalogue: Catalogue, sku: string): string | null {
  const oasin = catalogue.codeOfReference(goodsKind, sku);
  return oasin === null || catalogue.get(goodsKind, oasin)?.row.status === goneStatus ? null : oasin;
}
