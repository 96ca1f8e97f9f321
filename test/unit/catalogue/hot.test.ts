/** Where what is hot in a list is looked for. */
import { expect, test } from 'vitest';
import { hotOf, mostHotPages } from '../../../main/catalogue/hot.ts';

const wall = 1_800_000_000_000;
const where = (found: readonly { code: string; created: number | null; asOf: number }[], newer = 0) => ({
  rows: { openBetween: () => [...found], newerThan: () => newer },
  clock: { wall: () => wall },
  pageSize: 50,
  walkSize: 100,
});
const orders = (many: number, created: number | null) =>
  Array.from({ length: many }, (_, n) => ({ code: `PO${n}`, created, asOf: (n * 7) % many }));

test('a few hot ones far down the list are asked for by themselves, many of them by its pages', () => {
  expect(hotOf('purchase-order', where(orders(3, 1), 2_000)).alone).toEqual(new Set(['PO0', 'PO1', 'PO2']));
  expect(hotOf('purchase-order', where(orders(30, 1), 2_000))).toMatchObject({ from: 1, pageSize: 100, alone: new Set() });
});

test('where none tells when it was made they are asked for by themselves, some each time, and those first that were not for the longest time', () => {
  const { alone, from } = hotOf('purchase-order', where(orders(500, null)));
  expect(from).toBe(Infinity);
  expect(alone.size).toBe(mostHotPages);
  const asOf = new Map(orders(500, null).map((each) => [each.code, each.asOf]));
  expect(Math.max(...[...alone].map((code) => asOf.get(code) ?? Infinity))).toBe(mostHotPages - 1);
});
