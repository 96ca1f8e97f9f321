/** Transfers: goods moved from one warehouse to another. */
import type { RecordView } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { RecordStatus } from '../../features/records/status.tsx';
import { DateTime } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';
import { transferActions } from './actions.ts';

const tones = { ON_THE_WAY: 'info', DONE: 'good', CANCELLED: 'neutral' } as const;

export const transferView: RecordView<'transfer'> = {
  kind: 'transfer',
  icon: 'outbound',
  tones,
  isInOneWarehouse: true,
  today: { button: 5, tiles: [{ status: 'ON_THE_WAY', place: 6, label: 'transfers.today.ON_THE_WAY' }] },
  actions: transferActions,
  columns: (t, warehouseName) => [
    { key: 'code', header: t('transfers.column.code'), width: '8.5rem', render: ({ code }) => <span className={styles.code}>{code}</span> },
    { key: 'reference', header: t('transfers.column.reference'), width: 'minmax(7rem, 1fr)', render: ({ reference }) => reference },
    {
      key: 'from',
      header: t('form.field.from_warehouse_code'),
      width: 'minmax(9rem, 1fr)',
      givesWay: 2,
      render: ({ record }) => warehouseName(record.from_warehouse_code),
    },
    {
      key: 'to',
      header: t('form.field.to_warehouse_code'),
      width: 'minmax(9rem, 1fr)',
      givesWay: 3,
      render: ({ record }) => warehouseName(record.to_warehouse_code),
    },
    {
      key: 'created',
      header: t('transfers.column.created'),
      width: '6.75rem',
      givesWay: 1,
      render: ({ record }) => <DateTime time={record.created_time} />,
    },
    {
      key: 'status',
      header: t('transfers.column.status'),
      width: '9rem',
      render: ({ status }) => <RecordStatus screen="transfers" tones={tones} status={status} />,
    },
  ],
  Detail: later(async () => (await import('./TransferDetail.tsx')).TransferDetail),
  Form: later(async () => (await import('./TransferForm.tsx')).TransferForm),
  isFormWide: false,
};
