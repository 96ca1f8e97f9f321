/** What a form begins with, and what of a template is no more. */
import { expect, test } from 'vitest';
import type { AwaitedProduct } from '../../../contract/outbox.ts';
import { fromTemplate } from '../../../main/documents/fromTemplate.ts';

const awaited = (sku: string, given: Partial<AwaitedProduct>): AwaitedProduct => ({
  sku,
  stands: 'queued',
  oasin: null,
  outboxId: null,
  draftId: null,
  warehouse_codes: null,
  ...given,
});
const local = {
  hasProducts: () => true,
  product: (oasin: string) =>
    ({ A: { status: 'ACTIVE', warehouses: null }, G: { status: 'GONE', warehouses: null }, I: { status: 'INACTIVE', warehouses: null } })[
      oasin
    ] ?? null,
  awaited: (sku: string) =>
    sku === 'DONE' ? awaited(sku, { stands: 'there', oasin: 'A' }) : awaited(sku, { stands: sku === 'LOST' ? 'gone' : 'queued' }),
  knowsWarehouse: (code: string) => code === 'HN',
};
const row = (oasin: string, sku = '') => ({ oasin, awaited_sku: sku, typed: oasin, product_quantity: '1' });

test('products that are gone, unknown or out of use are said at their lines, and warehouses at their field', () => {
  const { gone } = fromTemplate(
    { warehouse_code: 'DN', packages: [{ items: [row('A'), row('G')] }, { items: [row('I'), row('X'), row('')] }] },
    local,
  );
  expect(gone.map(({ path, problem }) => [path, problem])).toEqual([
    ['warehouse_code', 'unknownWarehouse'],
    ['packages.0.items.1.oasin', 'unknownProduct'],
    ['packages.1.items.0.oasin', 'notActive'],
    ['packages.1.items.1.oasin', 'unknownProduct'],
  ]);
  expect(fromTemplate({ warehouse_codes: ['HN', 'DN'] }, local).gone.map(({ params }) => params?.['warehouse'])).toEqual(['DN']);
  expect(fromTemplate({ warehouse_code: 'HN', items: [row('A')] }, local).gone).toEqual([]);
});

test('nothing is said where nothing was ever read', () => {
  const nothing = { ...local, hasProducts: () => false, product: () => null, knowsWarehouse: () => null };
  expect(fromTemplate({ warehouse_code: 'DN', items: [row('X')] }, nothing).gone).toEqual([]);
});

test('a product that was awaited is named as it has become, one that will not come is said, one that is on its way waits', () => {
  const { body, gone } = fromTemplate({ packages: [{ items: [row('', 'DONE'), row('', 'LOST'), row('', 'SOON')] }] }, local);
  const items = (body['packages'] as { items: { oasin: string; awaited_sku: string }[] }[])[0]?.items;
  expect(items?.map(({ oasin, awaited_sku: sku }) => [oasin, sku])).toEqual([
    ['A', ''],
    ['', 'LOST'],
    ['', 'SOON'],
  ]);
  expect(gone.map(({ path, problem }) => [path, problem])).toEqual([['packages.0.items.1.oasin', 'productGone']]);
});
