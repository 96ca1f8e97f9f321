/** Purchase orders: goods announced to a warehouse. */
import { later } from '../../ui/later.tsx';
import { DateTime } from '../../ui/index.ts';
import type { RecordView } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { RecordStatus } from '../../features/records/status.tsx';
import { purchaseOrderActions } from './actions.ts';

const tones = { TRANSIT: 'info', COMPLETED: 'good', CANCELLED: 'neutral' } as const;

export const purchaseOrderView: RecordView<'purchase-order'> = {
  kind: 'purchase-order',
  icon: 'inbound',
  tones,
  isInOneWarehouse: true,
  today: { button: 2, tiles: [{ status: 'TRANSIT', place: 3, label: 'purchaseOrders.today.TRANSIT' }] },
  actions: purchaseOrderActions,
  columns: (t, warehouseName) => [
    {
      key: 'code',
      header: t('purchaseOrders.column.code'),
      width: '8.5rem',
      render: ({ code }) => <span className={styles.code}>{code}</span>,
    },
    { key: 'reference', header: t('purchaseOrders.column.reference'), width: 'minmax(7rem, 2fr)', render: ({ reference }) => reference },
    {
      key: 'status',
      header: t('purchaseOrders.column.status'),
      width: '9.75rem',
      render: ({ status }) => <RecordStatus screen="purchaseOrders" tones={tones} status={status} />,
    },
    {
      key: 'eta',
      header: t('purchaseOrders.column.eta'),
      width: '6.75rem',
      givesWay: 1,
      render: ({ record }) => <DateTime time={record.estimated_arrival_time} />,
    },
    {
      key: 'warehouse',
      header: t('purchaseOrders.column.warehouse'),
      width: 'minmax(11rem, 1fr)',
      givesWay: 2,
      render: ({ record }) => warehouseName(record.warehouse_code),
    },
  ],
  Detail: later(async () => (await import('./PurchaseOrderDetail.tsx')).PurchaseOrderDetail),
  Form: later(async () => (await import('./PurchaseOrderForm.tsx')).PurchaseOrderForm),
  isFormWide: true,
};
