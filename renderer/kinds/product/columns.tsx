/** What the list of products shows. */
import { Suspense } from 'react';
import { goodPieces, lookOf } from '../../../contract/kinds/product.ts';
import { type RecordColumn, notTold } from '../../features/records/recordColumn.ts';
import { updatedColumn } from '../../features/records/sharedColumns.tsx';
import { RecordStatus } from '../../features/records/status.tsx';
import { statusText } from '../../features/records/statusText.ts';
import { Money } from '../../ui/index.ts';
import { later } from '../../ui/later.tsx';

const PictureCell = later(async () => (await import('./PictureCell.tsx')).PictureCell, { isRare: true });

export const tones = { NEW: 'info', ACTIVE: 'good', INACTIVE: 'neutral' } as const;

export const productColumns: readonly RecordColumn<'product'>[] = [
  {
    id: 'sku',
    sortedBy: 'reference',
    header: 'products.column.sku',
    type: 'code',
    width: 'minmax(7.5rem, 1fr)',
    of: ({ record }) => record.sku,
  },
  { id: 'name', header: 'products.column.name', type: 'text', width: 'minmax(10.5rem, 2.5fr)', of: ({ record }) => record.name },
  {
    id: 'look',
    header: 'products.column.look',
    type: 'text',
    width: 'minmax(6rem, 1.25fr)',
    givesWay: 2,
    of: ({ record }) => lookOf(record.product_size, record.product_color),
  },
  {
    id: 'stock',
    header: 'products.column.stock',
    type: 'number',
    width: '5.25rem',
    givesWay: 1,
    of: ({ glance }, { warehouses }) => goodPieces(glance, 'quantity', warehouses),
  },
  {
    id: 'available',
    header: 'products.column.available',
    type: 'number',
    width: '6.5rem',
    of: ({ glance }, { warehouses }) => goodPieces(glance, 'available', warehouses),
  },
  {
    id: 'price',
    header: 'products.column.price',
    type: 'money',
    width: '7.5rem',
    givesWay: 3,
    of: ({ record }) => record.price,
    draw: ({ record }) => <Money amount={record.price} currency={record.currency} />,
  },
  {
    id: 'brand',
    header: 'products.facet.brand',
    type: 'text',
    width: 'minmax(7rem, 0.75fr)',
    givesWay: 6,
    of: ({ record }) => record.brand?.name,
  },
  {
    id: 'barcode',
    header: 'products.column.barcode',
    type: 'code',
    width: '9rem',
    givesWay: 5,
    of: ({ record }) => record.barcodes.join(', '),
  },
  {
    id: 'oasin',
    sortedBy: 'code',
    header: 'products.column.oasin',
    type: 'code',
    width: '8.5rem',
    givesWay: 4,
    of: ({ record }) => record.oasin,
  },
  {
    id: 'status',
    header: 'products.column.status',
    type: 'text',
    width: '9rem',
    of: ({ status }, { t }) => statusText(t, 'products', status),
    draw: ({ status }) => <RecordStatus screen="products" tones={tones} status={status} />,
  },
  {
    id: 'picture',
    header: 'products.column.picture',
    type: 'text',
    width: '4rem',
    isExtra: true,
    of: ({ record }) => record.product_image_url_main,
    draw: ({ code, record: { product_image_url_main: address, name, sku } }, { t }) =>
      address === null || address === undefined || address === '' ? (
        notTold
      ) : (
        <Suspense>
          <PictureCell code={code} alt={t('products.imageMain', { name: name ?? sku ?? code })} />
        </Suspense>
      ),
  },
  { id: 'created', header: 'records.created', type: 'time', width: '7rem', isExtra: true, of: ({ record }) => record.created_time },
  updatedColumn,
];
