/** The provider's calls about each kind of document. */
import { productCalls } from './product.ts';
import { purchaseOrderCalls } from './purchaseOrder.ts';
import { returnCalls } from './return.ts';
import { shipmentCalls } from './shipment.ts';

export const callsOfKinds = {
  product: productCalls,
  'purchase-order': purchaseOrderCalls,
  shipment: shipmentCalls,
  return: returnCalls,
} as const;
