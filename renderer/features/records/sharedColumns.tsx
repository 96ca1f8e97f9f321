/** Columns that the lists of several kinds have alike: a kind says their heading, and when they give way. */
import type { RecordRowOf } from '../../../contract/bridge.ts';
import { goodsIn } from '../../../contract/kinds/goods.ts';
import { piecesIn } from '../../../contract/kinds/listing.ts';
import type { MessageId } from '../../messages/index.ts';
import { CreatedCell } from './CreatedCell.tsx';
import { WarehouseCell } from './WarehouseCell.tsx';
import type { RowWords } from './recordColumn.ts';

interface Own {
  readonly header: MessageId;
  readonly givesWay: number;
}
/** A parcel, on its way out or back. */
type Parcel = RecordRowOf<'shipment'> | RecordRowOf<'return'>;
type InWarehouse = Parcel | RecordRowOf<'purchase-order'>;

export const warehouseColumn = (own: Own) =>
  ({
    ...own,
    id: 'warehouse',
    type: 'text',
    width: 'minmax(8.5rem, 1.25fr)',
    of: ({ record }: InWarehouse, { warehouseName }: RowWords) => warehouseName(record.warehouse_code),
    draw: ({ record }: InWarehouse, words: RowWords) => <WarehouseCell code={record.warehouse_code} words={words} />,
  }) as const;

export const createdColumn = (own: Own) =>
  ({
    ...own,
    id: 'created',
    type: 'time',
    width: '10.75rem',
    of: ({ record }: Parcel) => record.created_time,
    draw: (row: Parcel, words: RowWords) => <CreatedCell row={row} words={words} />,
  }) as const;

export const piecesColumn = (own: Own, width: string) =>
  ({ ...own, id: 'quantity', type: 'number', width, of: ({ record }: Parcel) => piecesIn(record.items) }) as const;

export const goodsColumn = (own: Own) =>
  ({ ...own, id: 'items', type: 'text', width: 'minmax(9rem, 1.25fr)', of: ({ record }: Parcel) => goodsIn(record.items) }) as const;

export const updatedColumn = {
  id: 'updated',
  header: 'records.updated',
  type: 'time',
  width: '7rem',
  isExtra: true,
  of: ({ record }: InWarehouse | RecordRowOf<'product'>) => record.updated_time,
} as const;

export const noteColumn = {
  id: 'note',
  header: 'records.note',
  type: 'text',
  width: 'minmax(8rem, 1fr)',
  isExtra: true,
  of: ({ record }: InWarehouse) => record.note,
} as const;
