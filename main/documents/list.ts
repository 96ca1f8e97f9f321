/** How each kind of document is sent, and each action on what exists. */
import type { SendableKind } from '../../contract/documents/index.ts';
import type { DocumentKind } from './kind.ts';
import { assignProduct, deactivateProduct, product } from './product.ts';
import { cancelPurchaseOrder, purchaseOrder } from './purchaseOrder.ts';
import { cancelReturn, returnShipment } from './return.ts';
import { cancelShipment, shipment } from './shipment.ts';

type Kinds = { readonly [K in SendableKind]: DocumentKind<K> };

export const documents: Kinds = {
  product,
  'purchase-order': purchaseOrder,
  shipment,
  return: returnShipment,
  'product.assign': assignProduct,
  'product.deactivate': deactivateProduct,
  'purchase-order.cancel': cancelPurchaseOrder,
  'shipment.cancel': cancelShipment,
  'return.cancel': cancelReturn,
};
