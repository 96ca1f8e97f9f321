/** Transfers: goods moved from one warehouse to another. */
import type { RecordView } from '../../features/records/recordView.ts';
import { RecordStatus } from '../../features/records/status.tsx';
import { statusText } from '../../features/records/statusText.ts';
import { later } from '../../ui/later.tsx';
import { transferActions } from './actions.ts';

const tones = { ON_THE_WAY: 'info', DONE: 'good', CANCELLED: 'neutral' } as const;

export const transferView: RecordView<'transfer'> = {
  kind: 'transfer',
  icon: 'outbound',
  tones,
  isInOneWarehouse: true,
  today: { button: 5, tiles: [{ group: 'waiting', place: 20, label: 'transfers.today.ON_THE_WAY', rows: () => ({ facets: { status: ['ON_THE_WAY'] } }) }] },
  actions: transferActions,
  columns: [
    { id: 'code', header: 'transfers.column.code', type: 'code', width: '8.5rem', of: ({ code }) => code },
    { id: 'reference', header: 'transfers.column.reference', type: 'code', width: 'minmax(7rem, 1fr)', of: ({ reference }) => reference },
    {
      id: 'from',
      header: 'form.field.from_warehouse_code',
      type: 'text',
      width: 'minmax(9rem, 1fr)',
      givesWay: 2,
      of: ({ record }, { warehouseName }) => warehouseName(record.from_warehouse_code),
    },
    {
      id: 'to',
      header: 'form.field.to_warehouse_code',
      type: 'text',
      width: 'minmax(9rem, 1fr)',
      givesWay: 3,
      of: ({ record }, { warehouseName }) => warehouseName(record.to_warehouse_code),
    },
    { id: 'created', header: 'transfers.column.created', type: 'time', width: '6.75rem', givesWay: 1, of: ({ record }) => record.created_time },
    {
      id: 'status',
      header: 'transfers.column.status',
      type: 'text',
      width: '9rem',
      of: ({ status }, { t }) => statusText(t, 'transfers', status),
      draw: ({ status }) => <RecordStatus screen="transfers" tones={tones} status={status} />,
    },
  ],
  Detail: later(async () => (await import('./TransferDetail.tsx')).TransferDetail),
  Form: later(async () => (await import('./TransferForm.tsx')).TransferForm),
  isFormWide: false,
};
