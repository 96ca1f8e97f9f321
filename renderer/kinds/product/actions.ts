/** What can be done to a product: assign it while it is new, take it out of use. */
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import type { DraftBody } from '../../../contract/outbox.ts';
import { isPossible, statusOf } from '../../../contract/records.ts';
import { type Action, each } from '../../actions/action.ts';
import { anotherOf, typedOf } from '../../features/records/actions.ts';
import { later } from '../../ui/later.tsx';

const skuOf = ({ sku, oasin }: ProductRecord): string => sku ?? oasin;

/** A word that the provider did not tell starts as in a new form. */
const told = (field: string, word: string | null | undefined): DraftBody => (word === null || word === undefined ? {} : { [field]: word });

export const assign: Action<ProductRecord> = {
  id: 'product.assign',
  words: 'products.assign',
  also: 'actions.also.product.assign',
  icon: 'inbound',
  where: ['products'],
  isNext: (product) => statusOf('product', product) === 'NEW',
  whyNot: (product, { t }) => (isPossible('product.assign', product) ? null : t('products.assign.notNew')),
  isHiddenWhenNot: true,
  sends: { kind: 'product.assign', code: ({ oasin }) => oasin },
  many: {
    says: 'products.assign.many',
    Dialog: later(async () => (await import('./AssignManyDialog.tsx')).AssignManyDialog, { isOver: true }),
  },
  Dialog: later(async () => (await import('./AssignDialog.tsx')).AssignDialog, { isOver: true }),
  run: each(({ oasin }, { desk }, { warehouse_codes = [] }) =>
    desk.call('outbox.act', { kind: 'product.assign', body: { oasin, warehouse_codes: [warehouse_codes].flat() } }),
  ),
};

const deactivate: Action<ProductRecord> = {
  id: 'product.deactivate',
  words: 'products.deactivate',
  also: 'actions.also.product.deactivate',
  icon: 'product',
  where: ['products'],
  isDanger: true,
  named: (product, { t }) => t('products.deactivate.confirm', { sku: skuOf(product) }),
  whyNot: (product, { t }) => (isPossible('product.deactivate', product) ? null : t('products.deactivate.already')),
  sends: { kind: 'product.deactivate', code: ({ oasin }) => oasin },
  many: {
    says: 'products.deactivate.many',
    asks: {
      title: 'products.deactivate.many.title',
      text: 'products.deactivate.many.text',
      confirm: 'products.deactivate.many.confirm',
    },
  },
  asks: (product, { t }) => ({
    title: t('products.deactivate.title', { sku: skuOf(product) }),
    text: t('products.deactivate.text', { name: product.name ?? skuOf(product) }),
    confirm: t('products.deactivate.confirm', { sku: skuOf(product) }),
    keep: t('records.keep'),
  }),
  run: each(({ oasin }, { desk }) => desk.call('outbox.act', { kind: 'product.deactivate', body: { oasin } })),
};

const another = anotherOf('product', (product) => ({
  name: product.name ?? '',
  brand_id: typedOf(product.brand?.id),
  brand_typed: product.brand?.name ?? '',
  weight: typedOf(product.weight),
  length: typedOf(product.length),
  width: typedOf(product.width),
  height: typedOf(product.height),
  product_size: product.product_size ?? '',
  product_color: product.product_color ?? '',
  product_price: typedOf(product.price),
  product_characteristics: product.product_characteristics ?? [],
  ...told('storage_method', product.storage_method),
  ...told('inventory_tracking_type', product.inventory_tracking_type),
  ...told('outbound_strategy', product.outbound_strategy),
  shelf_life: typedOf(product.shelf_life),
  min_shelf_life_inbound: typedOf(product.min_shelf_life_inbound),
  min_shelf_life_outbound: typedOf(product.min_shelf_life_outbound),
  warehouse_codes: (product.warehouses ?? []).map(({ warehouse_code }) => warehouse_code),
}));

export const productActions = [assign, another, deactivate];
