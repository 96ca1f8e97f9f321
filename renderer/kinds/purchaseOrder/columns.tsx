/** What the list of purchase orders shows. */
import { piecesIn } from '../../../contract/kinds/listing.ts';
import type { RecordColumn } from '../../features/records/recordColumn.ts';
import { noteColumn, updatedColumn, warehouseColumn } from '../../features/records/sharedColumns.tsx';
import { RecordStatus } from '../../features/records/status.tsx';
import { statusText } from '../../features/records/statusText.ts';
import { DifferencesCell, EtaCell } from './cells.tsx';

export const tones = { TRANSIT: 'info', COMPLETED: 'good', CANCELLED: 'neutral' } as const;

export const purchaseOrderColumns: readonly RecordColumn<'purchase-order'>[] = [
  {
    id: 'reference',
    header: 'purchaseOrders.column.reference',
    type: 'code',
    width: 'minmax(8.75rem, 1fr)',
    of: ({ reference }) => reference,
  },
  { id: 'code', header: 'purchaseOrders.column.code', type: 'code', width: '7.75rem', of: ({ code }) => code },
  {
    id: 'packages',
    header: 'purchaseOrders.column.packages',
    type: 'number',
    width: '5.25rem',
    givesWay: 3,
    of: ({ record }) => record.packages?.length,
  },
  {
    id: 'quantity',
    header: 'purchaseOrders.column.quantity',
    type: 'number',
    width: '5.5rem',
    givesWay: 4,
    of: ({ record }) => piecesIn(record.packages?.flatMap(({ items }) => items)),
  },
  {
    id: 'eta',
    header: 'purchaseOrders.column.eta',
    type: 'time',
    width: '11.25rem',
    givesWay: 1,
    of: ({ record }) => record.estimated_arrival_time,
    draw: (row, words) => <EtaCell row={row} words={words} />,
  },
  {
    id: 'differences',
    header: 'purchaseOrders.column.differences',
    type: 'number',
    width: '8rem',
    givesWay: 2,
    of: ({ glance }) => glance,
    draw: ({ glance }) => <DifferencesCell products={glance} />,
  },
  warehouseColumn({ header: 'purchaseOrders.column.warehouse', givesWay: 5 }),
  {
    id: 'status',
    header: 'purchaseOrders.column.status',
    type: 'text',
    width: '9.25rem',
    of: ({ status }, { t }) => statusText(t, 'purchaseOrders', status),
    draw: ({ status }) => <RecordStatus screen="purchaseOrders" tones={tones} status={status} />,
  },
  { id: 'created', header: 'records.created', type: 'time', width: '7rem', givesWay: 6, of: ({ record }) => record.created_time },
  updatedColumn,
  noteColumn,
];
