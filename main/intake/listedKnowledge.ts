/** A list of products out of a file, in the place of a desk's catalogue: what a check without a desk knows. */
import { z } from 'zod';
import { GoodsIndex } from './goodsIndex.ts';
import type { Knowledge } from './knowledge.ts';

const text = z.preprocess(
  (value) => (value === null || value === undefined ? '' : typeof value === 'number' ? String(value) : value),
  z.string(),
);

/** `[{sku, barcode, oasin, name}]`; a product may have several barcodes. Whatever else stands there is no matter. */
export const ListedProducts = z.array(
  z.looseObject({
    sku: text,
    barcode: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(text)),
    oasin: z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string().min(1)),
    name: text,
  }),
);
export type ListedProducts = z.infer<typeof ListedProducts>;

/** It knows products, and nothing of stock, brands, warehouses, or what was sent before. */
export function listedKnowledge(products: ListedProducts): Knowledge {
  const index = new GoodsIndex(products.map(({ barcode, ...product }) => ({ ...product, barcodes: barcode })));
  return {
    resolve: (named) => index.resolve(named),
    skuOf: (oasin) => index.skuOf(oasin),
    there: (kind, reference) => {
      const [product] = kind === 'product' ? index.withSku(reference) : [];
      if (product === undefined) return null;
      const { oasin: code, name } = product;
      return { where: 'onflow', id: code, stands: 'there', code, tracking: '', warehouse: '', name, pieces: null, isHandedOver: false };
    },
    anew: () => null,
    brand: () => undefined,
    warehouse: (code) => (code.trim() === '' ? null : code.trim()),
    local: {
      hasProducts: () => true,
      product: (oasin) => (index.skuOf(oasin) === null ? null : { status: null, warehouses: null }),
      codeOfReference: () => null,
      holdersOf: (kind, what, value) =>
        kind !== 'product' || what !== 'barcode'
          ? []
          : index.withBarcode(value).map(({ oasin, sku }) => ({ where: 'onflow', key: sku, code: oasin, id: oasin, value })),
      available: () => null,
      awaited: (sku) => ({ sku, stands: 'gone', oasin: null, outboxId: null, draftId: null, warehouse_codes: null }),
    },
  };
}
