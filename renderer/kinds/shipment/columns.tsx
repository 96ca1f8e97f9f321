/** What the list of shipments shows. */
import { goodsIn } from '../../../contract/kinds/goods.ts';
import { piecesIn } from '../../../contract/kinds/listing.ts';
import { isMessageId } from '../../messages/index.ts';
import { CreatedCell } from '../../features/records/CreatedCell.tsx';
import { WarehouseCell } from '../../features/records/WarehouseCell.tsx';
import type { RecordColumn, RowWords } from '../../features/records/recordColumn.ts';
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
    width: 'minmax(8.5rem, 1fr)',
    of: ({ record }) => record.courier_tracking_code,
  },
  { id: 'reference', header: 'shipments.column.reference', type: 'code', width: 'minmax(7.5rem, 1fr)', of: ({ reference }) => reference },
  {
    id: 'order',
    header: 'shipments.column.order',
    type: 'code',
    width: 'minmax(8.5rem, 1fr)',
    givesWay: 6,
    of: ({ record }) => record.partner_tracking_code,
  },
  {
    id: 'quantity',
    header: 'shipments.column.quantity',
    type: 'number',
    width: '3.5rem',
    givesWay: 5,
    of: ({ record }) => piecesIn(record.items),
  },
  {
    id: 'items',
    header: 'shipments.column.items',
    type: 'text',
    width: 'minmax(9rem, 1.25fr)',
    givesWay: 8,
    of: ({ record }) => goodsIn(record.items),
  },
  {
    id: 'created',
    header: 'shipments.column.created',
    type: 'time',
    width: '10.75rem',
    givesWay: 1,
    of: ({ record }) => record.created_time,
    draw: (row, words) => <CreatedCell row={row} words={words} />,
  },
  {
    id: 'warehouse',
    header: 'shipments.column.warehouse',
    type: 'text',
    width: 'minmax(9rem, 1.25fr)',
    givesWay: 4,
    of: ({ record }, { warehouseName }) => warehouseName(record.warehouse_code),
    draw: ({ record }, words) => <WarehouseCell code={record.warehouse_code} words={words} />,
  },
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
  { id: 'updated', header: 'records.updated', type: 'time', width: '7rem', isExtra: true, of: ({ record }) => record.updated_time },
  { id: 'note', header: 'records.note', type: 'text', width: 'minmax(8rem, 1fr)', isExtra: true, of: ({ record }) => record.note },
];
