/** What the page must know of each kind of document, in the order of the navigation. */
import type { RecordView } from '../features/records/recordView.ts';
import type { KindName } from '../../contract/kinds/index.ts';
import { productView } from './product/index.ts';
import { purchaseOrderView } from './purchaseOrder/index.ts';
import { returnView } from './return/index.ts';
import { shipmentView } from './shipment/index.ts';

export const views: { readonly [K in KindName]: RecordView<K> } = {
  product: productView,
  'purchase-order': purchaseOrderView,
  shipment: shipmentView,
  return: returnView,
};
