/** B2C shipments: marketplace orders to be packed and handed over. */
import { later } from '../../ui/later.tsx';
import { DateTime } from '../../ui/index.ts';
import type { RecordView } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { RecordStatus } from '../../features/records/status.tsx';
import { PlatformName } from './PlatformName.tsx';
import { shipmentActions } from './actions.ts';

const tones = { NEW: 'info', PICKED: 'info', PACKED: 'info', HANDOVER: 'good', CANCELLED: 'neutral' } as const;

export const shipmentView: RecordView<'shipment'> = {
  kind: 'shipment',
  icon: 'outbound',
  tones,
  isInOneWarehouse: true,
  today: {
    button: 1,
    tiles: [
      { status: 'NEW', place: 1, label: 'shipments.today.NEW' },
      { status: 'PACKED', place: 2, label: 'shipments.today.PACKED' },
    ],
  },
  actions: shipmentActions,
  columns: (t, warehouseName) => [
    { key: 'code', header: t('shipments.column.code'), width: '8rem', render: ({ code }) => <span className={styles.code}>{code}</span> },
    { key: 'reference', header: t('shipments.column.reference'), width: 'minmax(8rem, 1.5fr)', render: ({ reference }) => reference },
    {
      key: 'platform',
      header: t('shipments.column.platform'),
      width: '7.25rem',
      givesWay: 1,
      render: ({ record }) => <PlatformName platform={record.platform} />,
    },
    {
      key: 'courier',
      header: t('shipments.column.courier'),
      width: 'minmax(8.5rem, 1fr)',
      givesWay: 3,
      render: ({ record }) => <span className={styles.code}>{record.courier_tracking_code}</span>,
    },
    {
      key: 'warehouse',
      header: t('shipments.column.warehouse'),
      width: 'minmax(11rem, 1.5fr)',
      givesWay: 4,
      render: ({ record }) => warehouseName(record.warehouse_code),
    },
    {
      key: 'created',
      header: t('shipments.column.created'),
      width: '6.75rem',
      givesWay: 2,
      render: ({ record }) => <DateTime time={record.created_time} />,
    },
    {
      key: 'status',
      header: t('shipments.column.status'),
      width: 'minmax(8.25rem, 1fr)',
      render: ({ status, record }) => <RecordStatus screen="shipments" tones={tones} status={status} label={record.status_info?.label} />,
    },
  ],
  Detail: later(async () => (await import('./ShipmentDetail.tsx')).ShipmentDetail),
  Form: later(async () => (await import('./ShipmentForm.tsx')).ShipmentForm),
  isFormWide: false,
};
