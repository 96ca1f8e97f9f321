/** Returns: goods that come back from shipments. */
import { later } from '../../ui/later.tsx';
import { DateTime } from '../../ui/index.ts';
import type { RecordView } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { RecordStatus } from '../../features/records/status.tsx';
import { returnActions } from './actions.ts';

const tones = { NEW: 'info', PROBLEM: 'bad', CANCELLED: 'neutral' } as const;

export const returnView: RecordView<'return'> = {
  kind: 'return',
  icon: 'back',
  tones,
  isInOneWarehouse: true,
  today: { button: 4, tiles: [{ status: 'PROBLEM', place: 4, label: 'returns.today.PROBLEM', tone: 'warn' }] },
  actions: returnActions,
  columns: (t, warehouseName) => [
    { key: 'code', header: t('returns.column.code'), width: '8rem', render: ({ code }) => <span className={styles.code}>{code}</span> },
    { key: 'reference', header: t('returns.column.reference'), width: 'minmax(7.75rem, 1.5fr)', render: ({ reference }) => reference },
    {
      key: 'shipment',
      header: t('returns.column.shipment'),
      width: '7.25rem',
      givesWay: 1,
      render: ({ record }) => <span className={styles.code}>{record.shipment_tracking_code}</span>,
    },
    {
      key: 'warehouse',
      header: t('returns.column.warehouse'),
      width: 'minmax(11rem, 1.25fr)',
      givesWay: 3,
      render: ({ record }) => warehouseName(record.warehouse_code),
    },
    {
      key: 'created',
      header: t('returns.column.created'),
      width: '6.75rem',
      givesWay: 2,
      render: ({ record }) => <DateTime time={record.created_time} />,
    },
    {
      key: 'status',
      header: t('returns.column.status'),
      width: 'minmax(9rem, 0.75fr)',
      render: ({ status, record }) => <RecordStatus screen="returns" tones={tones} status={status} label={record.status_info?.label} />,
    },
  ],
  Detail: later(async () => (await import('./ReturnDetail.tsx')).ReturnDetail),
  Form: later(async () => (await import('./ReturnForm.tsx')).ReturnForm),
  isFormWide: false,
};
