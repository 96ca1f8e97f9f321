/** Products: the merchant's catalogue at the provider. */
import { later } from '../../ui/later.tsx';
import { Money } from '../../ui/index.ts';
import type { RecordView } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { RecordStatus } from '../../features/records/status.tsx';
import { productActions } from './actions.ts';

const tones = { NEW: 'info', ACTIVE: 'good', INACTIVE: 'neutral' } as const;

export const productView: RecordView<'product'> = {
  kind: 'product',
  icon: 'product',
  tones,
  isInOneWarehouse: false,
  today: { button: 3, tiles: [{ status: 'NEW', place: 5, label: 'products.today.NEW' }] },
  actions: productActions,
  columns: (t) => [
    {
      key: 'sku',
      sortedBy: 'reference',
      header: t('products.column.sku'),
      width: 'minmax(7rem, 1fr)',
      render: ({ record }) => <span className={styles.code}>{record.sku}</span>,
    },
    { key: 'name', header: t('products.column.name'), width: 'minmax(12rem, 2.5fr)', render: ({ record }) => record.name },
    {
      key: 'oasin',
      sortedBy: 'code',
      header: t('products.column.oasin'),
      width: '8.5rem',
      givesWay: 2,
      render: ({ record }) => <span className={styles.code}>{record.oasin}</span>,
    },
    {
      key: 'barcode',
      header: t('products.column.barcode'),
      width: '9rem',
      givesWay: 3,
      render: ({ record }) => <span className={styles.code}>{record.barcodes.join(', ')}</span>,
    },
    {
      key: 'price',
      header: t('products.column.price'),
      width: '8rem',
      givesWay: 1,
      isNumeric: true,
      render: ({ record }) => <Money amount={record.price} currency={record.currency} />,
    },
    {
      key: 'status',
      header: t('products.column.status'),
      width: '9.75rem',
      render: ({ status }) => <RecordStatus screen="products" tones={tones} status={status} />,
    },
  ],
  Detail: later(async () => (await import('./ProductDetail.tsx')).ProductDetail),
  Form: later(async () => (await import('./ProductForm.tsx')).ProductForm),
  isFormWide: true,
};
