/** All kinds of documents there are, in the order of the navigation. `docs/adding-a-kind.md` tells how one more comes to be. */
import { product } from './product.ts';
import { purchaseOrder } from './purchaseOrder.ts';
import { returned } from './return.ts';
import { shipment } from './shipment.ts';

export const kinds = {
  product,
  'purchase-order': purchaseOrder,
  shipment,
  return: returned,
} as const;
