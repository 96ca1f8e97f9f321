/** What a hand's Enter takes, and a scanner's does not: the only product that has the typed text somewhere. */
import { expect, test } from 'vitest';
import type { RecordRow } from '../../../contract/bridge.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import type { ConnectionDesk } from '../../../renderer/bridge/desk.ts';
import { findProduct, findScanned } from '../../../renderer/features/documentForm/findProduct.ts';

const row = (oasin: string, sku: string): RecordRow =>
  ({ kind: 'product', status: 'ACTIVE', record: ProductRecord.parse({ oasin, sku, name: 'Áo', status: 'ACTIVE' }) }) as RecordRow;
const [cup, shirt] = [row('OASIN1111111', 'LY-SU-01'), row('OASIN2222222', 'AO-01')];
/** A desk that finds these; `total`: so many in all. */
const deskThatFinds = (rows: readonly RecordRow[], total = rows.length): ConnectionDesk =>
  ({ call: () => Promise.resolve({ ok: true, value: { rows, total } }) }) as unknown as ConnectionDesk;
const only = async (...found: Parameters<typeof deskThatFinds>) => (await findProduct(deskThatFinds(...found), 'su', false)).only;

test('the only product that fits is taken by a hand', async () => {
  expect(await only([cup])).toMatchObject({ kind: 'known', product: { sku: 'LY-SU-01' } });
});

test('of several none is taken, nor the one in sight while there are more', async () => {
  expect([await only([cup, shirt]), await only([cup], 2), await only([])]).toEqual([null, null, null]);
});

test('a scanner’s code is whole, or another product’s', async () => {
  for (const isDamaged of [false, true])
    expect(await findScanned(deskThatFinds([cup]), 'LY-SU', { mayAwait: false, isDamaged })).toMatchObject({ choice: null });
});
