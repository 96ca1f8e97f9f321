/** What a preview of pasted lines holds: what is found, what needs a hand, what is left out. */
import { expect, test } from 'vitest';
import { type PlacedLine, readPasted } from '../../../renderer/features/documentForm/pastedText.ts';
import {
  type PreviewLine,
  goesInAtOnce,
  mendedLine,
  sumsOf,
  takenOf,
  withPlaced,
} from '../../../renderer/features/documentForm/pastePreview.ts';

const begun = (copied: string): PreviewLine[] => readPasted(copied).lines.map((line) => ({ line, placed: null, hand: null, isOut: false }));
const found = ({ line }: PreviewLine, oasin: string): PlacedLine => {
  const [{ code, quantity }] = line.readings;
  return {
    line,
    item: { typed: code, oasin, product_quantity: quantity },
    trouble: oasin === '' ? 'unknown' : quantity === '' ? 'noQuantity' : null,
  };
};

test('few lines without packages go in at once, many or packed ones are shown first, and so is what holds a sum', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `A-${at}\t5`).join('\n');
  expect(
    [lines(2), lines(5), lines(6), 'Kiện 1\tA\t5\nKiện 1\tB\t6', 'SKU\tSL\nA\t5\nTổng\t5', 'Tổng\t5'].map(readPasted).map(goesInAtOnce),
  ).toEqual([true, true, false, false, false, false]);
});

test('a line has fields from when it needs a hand, and keeps them when it is mended', () => {
  const start = begun('A\t5\nB\t6');
  const [a, b] = start as [PreviewLine, PreviewLine];
  const first = withPlaced(start, [found(a, 'OASIN1'), found(b, '')]);
  expect(first.map(({ hand }) => hand)).toEqual([null, { code: 'B', quantity: '6' }]);
  expect(sumsOf(first)).toMatchObject({ lines: 2, pieces: 11, troubled: 1, isLooking: false });
  const line = mendedLine(b.line, 'C', '7');
  const mending = first.with(1, { line, placed: null, hand: { code: 'C', quantity: '7' }, isOut: false });
  expect(sumsOf(mending)).toMatchObject({ troubled: 0, isLooking: true });
  const mended = withPlaced(mending, [found({ ...b, line }, 'OASIN2')]);
  expect(mended.map(({ hand }) => hand?.code)).toEqual([undefined, 'C']);
  expect(takenOf(mended).map(({ item }) => [item.oasin, item.product_quantity])).toEqual([
    ['OASIN1', '5'],
    ['OASIN2', '7'],
  ]);
});

test('an answer for what stood there before it was mended changes nothing', () => {
  const start = begun('A\t5\nB\t6');
  const [, b] = start as [PreviewLine, PreviewLine];
  const mending = start.with(1, { ...b, line: mendedLine(b.line, 'C', '7') });
  expect(withPlaced(mending, [found(b, 'OASIN-B')])[1]?.placed).toBeNull();
});

test('the second line of one product in a package is marked, and no longer once the first is left out', () => {
  const start = begun('A\t5\nA\t6');
  const all = withPlaced(
    start,
    start.map((each) => found(each, 'OASIN1')),
  );
  expect(all.map(({ placed }) => placed?.trouble)).toEqual([null, 'repeated']);
  const without = withPlaced(all.with(0, { ...(all[0] as PreviewLine), isOut: true }), []);
  expect(without.map(({ placed }) => placed?.trouble)).toEqual([null, null]);
  expect(takenOf(without).map(({ item }) => item.product_quantity)).toEqual(['6']);
});
