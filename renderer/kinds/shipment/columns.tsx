/** What the list of shipments shows. */
import { isMessageId } from '../../messages/index.ts';
import type { RecordColumn, RowWords } from '../../features/records/recordColumn.ts';
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

export const tones = { NEW: 'info', PICKED: 'info', PACKED: 'info', HANDOVER: 'good', CANCELLED: 'neutral' } as const;

/** The marketplace's name as it writes itself; one that was never seen is shown as it is. */
function platformName(platform: string | null | undefined, { t }: RowWords): string | null {
  const id = `form.word.${platform ?? ''}`;
  return isMessageId(id) ? t(id) : (platform ?? null);
}

export const shipmentColumns: readonly RecordColumn<'shipment'>[] = [
  {
    id: 'courier',
    header: 'shipments.column.courier',
    type: 'code',
    width: 'minmax(9.5rem, 1fr)',
    of: ({ record }) => record.courier_tracking_code,
  },
  { id: 'reference', header: 'shipments.column.reference', type: 'code', width: 'minmax(7.5rem, 1fr)', of: ({ reference }) => reference },
  {
    id: 'order',
    header: 'shipments.column.order',
    type: 'code',
    width: 'minmax(8.25rem, 1fr)',
    givesWay: 6,
    of: ({ record }) => record.partner_tracking_code,
  },
  piecesColumn({ header: 'shipments.column.quantity', givesWay: 5 }, '3.25rem'),
  goodsColumn({ header: 'shipments.column.items', givesWay: 8 }),
  createdColumn({ header: 'shipments.column.created', givesWay: 1 }),
  warehouseColumn({ header: 'shipments.column.warehouse', givesWay: 4 }),
  {
    id: 'platform',
    header: 'shipments.column.platform',
    type: 'text',
    width: '5.75rem',
    givesWay: 7,
    of: ({ record }, words) => platformName(record.platform, words),
  },
  {
    id: 'status',
    header: 'shipments.column.status',
    type: 'text',
    width: '8.25rem',
    of: ({ status, record }, { t }) => statusText(t, 'shipments', status, record.status_info?.label),
    draw: ({ status, record }) => <RecordStatus screen="shipments" tones={tones} status={status} label={record.status_info?.label} />,
  },
  { id: 'code', header: 'shipments.column.code', type: 'code', width: '7rem', givesWay: 2, of: ({ code }) => code },
  {
    id: 'handover',
    header: 'shipments.column.handover',
    type: 'time',
    width: '6.75rem',
    isExtra: true,
    of: ({ record }) => record.handover_time,
  },
  updatedColumn,
  noteColumn,
];
