/** What the list of returns shows. */
import type { RecordColumn } from '../../features/records/recordColumn.ts';
import {
  createdColumn,
  goodsColumn,
  noteColumn,
  piecesColumn,
  updatedColumn,
  warehouseColumn,
} from '../../features/records/sharedColumns.tsx';
import { RecordStatus } from '../../features/records/status.tsx';
import { statusText } from '../../features/records/statusText.ts';

export const tones = { NEW: 'info', PROBLEM: 'bad', CANCELLED: 'neutral' } as const;

export const returnColumns: readonly RecordColumn<'return'>[] = [
  {
    id: 'courier',
    header: 'returns.column.courier',
    type: 'code',
    width: 'minmax(8.75rem, 1fr)',
    givesWay: 3,
    of: ({ record }) => record.return_courier_tracking_code,
  },
  { id: 'reference', header: 'returns.column.reference', type: 'code', width: 'minmax(7.75rem, 1fr)', of: ({ reference }) => reference },
  {
    id: 'shipment',
    header: 'returns.column.shipment',
    type: 'code',
    width: '7.25rem',
    of: ({ record }) => record.shipment_tracking_code,
  },
  piecesColumn({ header: 'returns.column.quantity', givesWay: 4 }, '4rem'),
  goodsColumn({ header: 'returns.column.items', givesWay: 6 }),
  createdColumn({ header: 'returns.column.created', givesWay: 1 }),
  warehouseColumn({ header: 'returns.column.warehouse', givesWay: 5 }),
  {
    id: 'status',
    header: 'returns.column.status',
    type: 'text',
    width: '10rem',
    of: ({ status, record }, { t }) => statusText(t, 'returns', status, record.status_info?.label),
    draw: ({ status, record }) => <RecordStatus screen="returns" tones={tones} status={status} label={record.status_info?.label} />,
  },
  { id: 'code', header: 'returns.column.code', type: 'code', width: '8rem', givesWay: 2, of: ({ code }) => code },
  {
    id: 'order',
    header: 'shipments.column.order',
    type: 'code',
    width: 'minmax(8.5rem, 1fr)',
    isExtra: true,
    of: ({ record }) => record.partner_tracking_code,
  },
  updatedColumn,
  noteColumn,
];
