/** Products: the merchant's catalogue at the provider. */
import { later } from '../../ui/later.tsx';
import type { RecordView } from '../../features/records/recordView.ts';
import { productActions } from './actions.ts';
import { productColumns, tones } from './columns.tsx';
import { productTiles } from './today.ts';

export const productView: RecordView<'product'> = {
  kind: 'product',
  icon: 'product',
  tones,
  isInOneWarehouse: false,
  today: { button: 3, tiles: productTiles },
  actions: productActions,
  columns: productColumns,
  Detail: later(async () => (await import('./ProductDetail.tsx')).ProductDetail),
  Form: later(async () => (await import('./ProductForm.tsx')).ProductForm),
  ofFile: { place: 'image', bodyOf: (image_main) => ({ image_main }) },
  isFormWide: true,
};
