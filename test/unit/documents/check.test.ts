import { describe, expect, test } from 'vitest';
import type { AwaitedProduct } from '../../../contract/outbox.ts';
import { checkDocument } from '../../../main/documents/check.ts';
import type { LocalCopy } from '../../../main/documents/check.ts';

const awaited = (sku: string, change: Partial<AwaitedProduct>): AwaitedProduct => ({ sku, stands: 'queued', oasin: null, outboxId: null, draftId: null, warehouse_codes: null, ...change });
const wall = Date.UTC(2026, 10, 24);
const local = (change: Partial<LocalCopy> = {}): LocalCopy => ({
  hasProducts: () => true,
  product: (oasin) =>
    ({ GOOD: { status: 'ACTIVE', warehouses: ['W1'] }, ELSEWHERE: { status: 'ACTIVE', warehouses: ['W2'] }, NEW: { status: 'NEW', warehouses: [] }, OLD: { status: 'INACTIVE', warehouses: ['W1'] }, UNTOLD: { status: 'ACTIVE', warehouses: null } })[oasin] ?? null,
  codeOfReference: () => null,
  available: () => 5,
  awaited: (sku) => awaited(sku, {}),
  ...change,
});
const shipment = (oasin: string, product_quantity: unknown = 1): object => ({ warehouse_code: 'W1', platform: 'shopee', merchant_tracking_code_reference: 'DH-1', items: [{ oasin, product_quantity }] });
const warnings = (oasin: string, copy = local(), quantity: unknown = 1): string[] =>
  checkDocument('shipment', shipment(oasin, quantity), { wall, local: copy }).warnings.map(({ path, problem }) => `${path}: ${problem}`);

describe('Check', () => {
  test.each([
    ['GOOD', []], ['UNTOLD', []],
    ['ELSEWHERE', ['items.0.oasin: notInWarehouse']],
    ['NEW', ['items.0.oasin: notActive']],
    ['OLD', ['items.0.oasin: notActive']],
    ['NOBODY', ['items.0.oasin: unknownProduct']],
  ])('%s: %j, without stopping the send', (oasin, expected) => {
    expect(warnings(oasin)).toEqual(expected);
    expect(checkDocument('shipment', shipment(oasin), { wall, local: local() }).problems).toEqual([]);
  });

  test('a local copy that was never filled warns of nothing', () => {
    expect(warnings('NOBODY', local({ hasProducts: () => false }))).toEqual([]);
  });

  test('more than the stock that is known', () => {
    expect(warnings('GOOD', local(), 6)).toEqual(['items.0.product_quantity: notEnoughStock']);
    expect(warnings('GOOD', local({ available: () => null }), 6)).toEqual([]);
  });

  test('a purchase order brings goods: their stock is no matter', () => {
    const order = { warehouse_code: 'W1', merchant_po_reference: 'PO-1', estimated_arrival_time: '2026-12-01T08:00', packages: [{ package_code: 'P', items: [{ oasin: 'GOOD', product_quantity: 1_000 }, { oasin: 'NOBODY', product_quantity: 1 }] }] };
    expect(checkDocument('purchase-order', order, { wall, local: local() }).warnings.map((each) => each.path)).toEqual(['packages.0.items.1.oasin']);
  });

  test('a SKU or a reference that is there already', () => {
    const taken = local({ codeOfReference: (kind, reference) => (reference === 'AT-1' || kind === 'shipment' ? 'CODE' : null) });
    expect(checkDocument('product', { sku: ' AT-1 ', name: 'Áo' }, { wall, local: taken }).warnings).toEqual([{ path: 'sku', problem: 'skuExists', params: { code: 'CODE' } }]);
    expect(warnings('GOOD', taken)).toEqual(['merchant_tracking_code_reference: referenceExists']);
  });

  test('what is wrong is told with its limits', () => {
    expect(checkDocument('shipment', shipment('GOOD', '0'), { wall, local: local() })).toEqual({
      problems: [{ path: 'items.0.product_quantity', problem: 'tooSmall', params: { min: 1, max: 1_000_000 } }],
      warnings: [],
    });
  });

  describe('of a purchase order on a product of the outbox', () => {
    const order = (...items: object[]) => ({ warehouse_code: 'W1', merchant_po_reference: 'PO-1', estimated_arrival_time: '2026-12-01T08:00', packages: [{ package_code: 'P', items: items.map((item) => ({ product_quantity: 1, ...item })) }] });
    const check = (stands: Partial<AwaitedProduct>, ...items: object[]) => {
      const { problems, warnings } = checkDocument('purchase-order', order(...items), { wall, local: local({ awaited: (sku) => awaited(sku, stands), hasProducts: () => true }) });
      return [problems, warnings].map((found) => found.map(({ path, problem }) => `${path}: ${problem}`));
    };
    const at = 'packages.0.items.0.oasin';
    test.each<[string, Partial<AwaitedProduct>, string[][]]>([
      ['on its way to the warehouse', { stands: 'queued', warehouse_codes: ['W1', 'W2'] }, [[], []]],
      ['refused, which the outbox says', { stands: 'rejected', warehouse_codes: ['W1'] }, [[], []]],
      ['on its way to another warehouse', { warehouse_codes: ['W2'] }, [[], [`${at}: willNotBeInWarehouse`]]],
      ['on its way to none', { warehouse_codes: [] }, [[], [`${at}: willNotBeInWarehouse`]]],
      ['there by now', { stands: 'there', oasin: 'GOOD' }, [[], []]],
      ['there by now, elsewhere', { stands: 'there', oasin: 'ELSEWHERE' }, [[], [`${at}: notInWarehouse`]]],
      ['gone', { stands: 'gone' }, [[`${at}: productGone`], []]],
    ])('%s', (_what, stands, expected) => {
      expect(check(stands, { awaited_sku: 'AT-1' })).toEqual(expected);
    });
    test('there by now, and named by its OASIN on another line', () => {
      expect(check({ stands: 'there', oasin: 'GOOD' }, { oasin: 'GOOD' }, { awaited_sku: 'AT-1' })).toEqual([['packages.0.items.1.oasin: repeated'], []]);
    });
  });
});
