/** What can be done to a product: assign it while it is new, take it out of use. */
import type { ProductRecord } from '../../../contract/kinds/product.ts';
import { statusOf } from '../../../contract/records.ts';
import { type Action, each } from '../../actions/action.ts';
import { later } from '../../ui/later.tsx';
import { mayBeAssigned } from './assigning.ts';

const skuOf = ({ sku, oasin }: ProductRecord): string => sku ?? oasin;

export const assign: Action<ProductRecord> = {
  id: 'product.assign',
  words: 'products.assign',
  also: 'actions.also.product.assign',
  icon: 'inbound',
  where: ['products'],
  isNext: (product) => statusOf('product', product) === 'NEW',
  whyNot: (product, { t }) => (mayBeAssigned(statusOf('product', product)) ? null : t('products.assign.notNew')),
  isHiddenWhenNot: true,
  sends: { kind: 'product.assign', code: ({ oasin }) => oasin },
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
  whyNot: (product, { t }) => (statusOf('product', product) === 'INACTIVE' ? t('products.deactivate.already') : null),
  sends: { kind: 'product.deactivate', code: ({ oasin }) => oasin },
  asks: (product, { t }) => ({
    title: t('products.deactivate.title', { sku: skuOf(product) }),
    text: t('products.deactivate.text', { name: product.name ?? skuOf(product) }),
    confirm: t('products.deactivate.confirm', { sku: skuOf(product) }),
    keep: t('records.keep'),
  }),
  run: each(({ oasin }, { desk }) => desk.call('outbox.act', { kind: 'product.deactivate', body: { oasin } })),
};

export const productActions = [assign, deactivate];
