/** How rows of stock become lines, and pasted text becomes codes. */
import { expect, test } from 'vitest';
import { codesIn, isShort, levelsIn, linesOf } from '../../../renderer/features/stock/stockLines.ts';

const row = (warehouse_code: string, stock_level: string, quantity: number | null, available_quantity: number | null = null) => ({
  warehouse_code,
  stock_level,
  quantity,
  available_quantity,
});

test('each warehouse is one line with all its levels; lots of one level are one figure, and what is not told is no 0', () => {
  const rows = [row('HN', 'A', 5, 4), row('HN', 'A', 2, 2), row('HN', 'D1', 1, 0), row('SG', 'A', 3), row('SG', 'L', null)];
  expect(linesOf(rows)).toEqual([
    { warehouse: 'HN', available: 6, levels: { A: 7, D1: 1 } },
    { warehouse: 'SG', available: null, levels: { A: 3, L: null } },
  ]);
});

test('a warehouse with damaged pieces only has no good one, in a line as in the list of products', () => {
  expect(linesOf([row('HN', 'D1', 3, 0)])).toEqual([{ warehouse: 'HN', available: 0, levels: { D1: 3 } }]);
});

test('a stock is marked as low where the filter finds it low: by what can leave, or by what lies there where only that is told', () => {
  const product = { min_stock_warning: 5 };
  const marked = (rows: Parameters<typeof linesOf>[0], asOf: number | null = 1): boolean => isShort(product, { asOf, rows });
  expect(marked([row('HN', 'A', 9, 4)])).toBe(true);
  expect(marked([row('HN', 'A', 9, 3), row('SG', 'A', 9, 2)])).toBe(false);
  expect(marked([row('HN', 'A', 9)])).toBe(false);
  expect(marked([row('HN', 'A', null)])).toBe(false);
  expect(marked([])).toBe(true);
  expect(marked([], null)).toBe(false);
  expect(isShort(product, undefined)).toBe(false);
});

test('a level that nobody has seen yet has a column behind the known ones', () => {
  expect(levelsIn([row('HN', 'Q', 1)])).toEqual(['A', 'D1', 'D2', 'D3', 'L', 'Q']);
});

test('a pasted column of a sheet, or a line with commas, is read as codes, each once', () => {
  expect(codesIn('AT-DO-M\t12\r\nAT-DO-L\t3\r\n\r\nAT-DO-M\t1')).toEqual(['AT-DO-M', 'AT-DO-L']);
  expect(codesIn(' A1, A2;A3 ')).toEqual(['A1', 'A2', 'A3']);
});
