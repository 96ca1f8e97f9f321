/** What is done to the packages of an order as a whole. */
import { describe, expect, test } from 'vitest';
import { copyOf, measuredAs, partedIn, placeInPackages, totalsOf } from '../../../renderer/kinds/purchaseOrder/packages.ts';
import { PackageShape, type PackageValues } from '../../../renderer/kinds/purchaseOrder/purchaseOrderShape.ts';

const row = (sku: string, quantity: string) => ({ typed: sku, oasin: `O-${sku}`, awaited_sku: '', product_quantity: quantity });
const packed = (code: string, ...items: ReturnType<typeof row>[]): PackageValues =>
  PackageShape.parse({ package_code: code, ...(items.length > 0 ? { items } : {}) });
const pasted = (...lines: readonly (readonly [string | null, string, string])[]) =>
  lines.map(([of, sku, quantity], index) => ({
    line: { number: index + 1, source: sku, package: of, readings: [{ code: sku, quantity }] as const },
    item: row(sku, quantity),
    trouble: null,
  }));
const told = (packages: readonly unknown[]): string[] =>
  (packages as readonly PackageValues[]).map(
    ({ package_code, items }) =>
      `${package_code}: ${items.map((each) => `${each.typed || '_'} ${each.product_quantity || '?'}`).join(', ')}`,
  );

describe('pasted lines', () => {
  test('that name no package go into the one they are pasted into', () => {
    const held = [packed('PKG_01', row('A', '1')), packed('PKG_02')];
    expect(told(placeInPackages(held, 1, pasted([null, 'B', '2'], [null, 'C', '3'])))).toEqual(['PKG_01: A 1', 'PKG_02: B 2, C 3']);
  });
  test('make their packages, the first in the place of a blank one', () => {
    expect(told(placeInPackages([packed('PKG_01')], 0, pasted(['Kiện 3', 'A', '1'], ['Thùng A', 'B', '2'], ['Kiện 3', 'C', '3'])))).toEqual(
      ['PKG_03: A 1, C 3', 'Thùng_A: B 2'],
    );
  });
  test('find their package under another spelling of its number', () => {
    const held = [packed('PKG_01', row('A', '1')), packed('PKG_02', row('B', '1'))];
    expect(told(placeInPackages(held, 0, pasted(['2', 'C', '3'], ['kien 1', 'D', '4'])))).toEqual(['PKG_01: A 1, D 4', 'PKG_02: B 1, C 3']);
  });
  test('take no package that holds something else', () => {
    expect(told(placeInPackages([packed('PKG_01', row('A', '1'))], 0, pasted(['X', 'B', '2'])))).toEqual(['PKG_01: A 1', 'X: B 2']);
  });
});

test('a copied package stands behind the one it was copied from, under a code of its own', () => {
  expect(told(copyOf([packed('PKG_01', row('A', '5')), packed('PKG_02')], 0))).toEqual(['PKG_01: A 5', 'PKG_03: A 5', 'PKG_02: _ ?']);
});

describe('a package that is parted', () => {
  test('is spread evenly, what is left over first, and no piece is lost', () => {
    const parts = partedIn([packed('PKG_01', row('A', '100'), row('B', '5'))], 0, 3);
    expect(told(parts)).toEqual(['PKG_01: A 34, B 2', 'PKG_02: A 33, B 2', 'PKG_03: A 33, B 1']);
    expect(totalsOf(parts).map(({ name, pieces }) => [name, pieces])).toEqual([
      ['A', 100],
      ['B', 5],
    ]);
  });
  test('keeps lines that are not whole yet, and makes no package of nothing', () => {
    expect(told(partedIn([packed('PKG_01', row('A', '1'), row('B', 'mười'))], 0, 3))).toEqual(['PKG_01: A 1, B mười']);
  });
});

test('measures go down to the packages below, and not up', () => {
  const held = ['1', '2', '3'].map((weight) => ({ ...packed('P'), weight }));
  expect(measuredAs(held, 1).map(({ weight }) => weight)).toEqual(['1', '2', '2']);
});

test('a product is summed over its packages', () => {
  expect(totalsOf([packed('1', row('A', '1 000'), row('B', '2')), packed('2', row('A', '5')), packed('3', row('B', 'x'))])).toEqual([
    { name: 'A', pieces: 1_005, packages: 2 },
    { name: 'B', pieces: 2, packages: 2 },
  ]);
});
