/** What the list of returns shows. */
import { goodsIn } from '../../../contract/kinds/goods.ts';
import { piecesIn } from '../../../contract/kinds/listing.ts';
import { CreatedCell } from '../../features/records/CreatedCell.tsx';
import { WarehouseCell } from '../../features/records/WarehouseCell.tsx';
import type { RecordColumn } from '../../features/records/recordColumn.ts';
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
  {
    id: 'quantity',
    header: 'returns.column.quantity',
    type: 'number',
    width: '4rem',
    givesWay: 4,
    of: ({ record }) => piecesIn(record.items),
  },
  {
    id: 'items',
    header: 'returns.column.items',
    type: 'text',
    width: 'minmax(9rem, 1.25fr)',
    givesWay: 6,
    of: ({ record }) => goodsIn(record.items),
  },
  {
    id: 'created',
    header: 'returns.column.created',
    type: 'time',
    width: '10.75rem',
    givesWay: 1,
    of: ({ record }) => record.created_time,
    draw: (row, words) => <CreatedCell row={row} words={words} />,
  },
  {
    id: 'warehouse',
    header: 'returns.column.warehouse',
    type: 'text',
    width: 'minmax(9rem, 1.25fr)',
    givesWay: 5,
    of: ({ record }, { warehouseName }) => warehouseName(record.warehouse_code),
    draw: ({ record }, words) => <WarehouseCell code={record.warehouse_code} words={words} />,
  },
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
  { id: 'updated', header: 'records.updated', type: 'time', width: '7rem', isExtra: true, of: ({ record }) => record.updated_time },
  { id: 'note', header: 'records.note', type: 'text', width: 'minmax(8rem, 1fr)', isExtra: true, of: ({ record }) => record.note },
];
