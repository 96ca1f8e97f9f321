/** Purchase orders: goods announced to a warehouse. */
import { later } from '../../ui/later.tsx';
import type { RecordView } from '../../features/records/recordView.ts';
import { documentOf } from './documents.ts';
import { purchaseOrderActions } from './actions.ts';
import { purchaseOrderColumns, tones } from './columns.tsx';
import { purchaseOrderTiles } from './today.ts';

export const purchaseOrderView: RecordView<'purchase-order'> = {
  kind: 'purchase-order',
  icon: 'inbound',
  tones,
  isInOneWarehouse: true,
  today: { button: 2, tiles: purchaseOrderTiles },
  actions: purchaseOrderActions,
  columns: purchaseOrderColumns,
  Detail: later(async () => (await import('./PurchaseOrderDetail.tsx')).PurchaseOrderDetail),
  Form: later(async () => (await import('./PurchaseOrderForm.tsx')).PurchaseOrderForm),
  ofFile: { place: 'document', bodyOf: (file) => ({ po_documents: [documentOf(file)] }) },
  isFormWide: true,
};
