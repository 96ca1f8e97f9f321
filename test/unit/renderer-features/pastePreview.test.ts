/** What a preview of pasted lines holds: what is found, what needs a hand, what is left out. */
import { expect, test } from 'vitest';
import { type PlacedLine, readPasted } from '../../../renderer/features/documentForm/pastedText.ts';
import {
  type PreviewLine,
  goesInAtOnce,
  mendedLine,
  scannedLine,
  sumsOf,
  takenOf,
  withPlaced,
  withScanned,
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

test('a scan adds a line to the package of the last one, or a piece to the line that has the product; nothing is made of no quantity', () => {
  const start = begun('Kiện 1\tA\t5\nKiện 2\tB\t6\nKiện 2\tC\t');
  const all = withPlaced(
    start,
    start.map((each, at) => found(each, `OASIN${at}`)),
  );
  const begunScan = (code: string, quantity: string) => {
    const line = scannedLine(all, code, quantity);
    return { with: [...all, { line, placed: null, hand: null, isOut: false }], line };
  };
  const other = begunScan('D', '1');
  expect(other.line).toMatchObject({ number: Math.max(...all.map(({ line }) => line.number)) + 1, package: all.at(-1)?.line.package });
  const added = withScanned(other.with, found({ ...all[0], line: other.line } as PreviewLine, 'OASIN-D'));
  expect([added.became, takenOf(added.all).map(({ item }) => item.oasin)]).toEqual(['line', ['OASIN0', 'OASIN1', 'OASIN2', 'OASIN-D']]);

  const again = begunScan('A', '1');
  const counted = withScanned(again.with, found({ ...all[0], line: again.line } as PreviewLine, 'OASIN0'));
  expect([counted.became, counted.number]).toEqual(['piece', all[0]?.line.number]);
  expect(takenOf(counted.all).map(({ item }) => item.product_quantity)).toEqual(['6', '6', '']);

  // Nobody has said how many there are of it: one more of nothing is no quantity.
  const unsaid = begunScan('C', '');
  const asked = withScanned(unsaid.with, found({ ...all[0], line: unsaid.line } as PreviewLine, 'OASIN2'));
  expect([asked.became, asked.number, asked.all]).toEqual(['unsaid', all[2]?.line.number, all]);

  // What nothing here bears stays, as a line that needs a hand.
  const strange = begunScan('???', '1');
  const kept = withScanned(strange.with, found({ ...all[0], line: strange.line } as PreviewLine, ''));
  expect([kept.became, kept.all.at(-1)?.placed?.trouble, kept.all.at(-1)?.hand?.code]).toEqual(['line', 'unknown', '???']);
});
