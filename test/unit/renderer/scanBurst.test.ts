/** A scanner is told from a hand by its speed alone. */
import { describe, expect, test } from 'vitest';
import { type Burst, grown, isScan } from '../../../renderer/ui/scanBurst.ts';

/** Typed with these gaps in milliseconds between the keys; `null` where the keys were no burst to the end. */
const typed = (text: string, gapMs: (key: number) => number): Burst => {
  let time = 1_000;
  return Array.from(text).reduce<Burst | null>(
    (burst, key, index) => grown(burst, key, (time += index === 0 ? 0 : gapMs(index))),
    null,
  ) as Burst;
};
const verdict = (text: string, gapMs: number | ((key: number) => number), enterAfterMs: number | null = null): boolean => {
  const burst = typed(text, typeof gapMs === 'number' ? () => gapMs : gapMs);
  return burst.text === text && isScan(burst, enterAfterMs === null ? null : burst.last + enterAfterMs);
};

describe('a scan is', () => {
  test.each<[string, string, number, number | null]>([
    ['13 digits by USB, with Enter', '8938505000015', 5, 5],
    ['13 digits without Enter', '8938505000015', 12, null],
    ['six digits', '123456', 12, 12],
    ['a wireless scanner, slower', 'SPXVN0456', 38, 38],
    ['a short code with Enter', '120', 8, 8],
  ])('%s', (_name, text, gapMs, enter) => {
    expect(verdict(text, gapMs, enter)).toBe(true);
  });
  test('one that a busy page has seen unevenly', () => {
    expect(verdict('8938505000015', (key) => (key % 4 === 0 ? 70 : 6), 6)).toBe(true);
  });
});

describe('a person is', () => {
  test.each<[string, string, number, number | null]>([
    ['somebody typing 200 words a minute', 'shipment', 60, 60],
    ['a quantity, typed at leisure', '1000', 150, 150],
    ['a quantity rolled over the number pad', '120', 35, 60],
    ['six digits as fast as a hand can', '150000', 70, 70],
    ['two digits and Enter, as fast as can be', '12', 2, 2],
    ['five digits without Enter', '12000', 10, null],
    ['a code, and Enter after looking at it', '12000', 20, 400],
  ])('%s', (_name, text, gapMs, enter) => {
    expect(verdict(text, gapMs, enter)).toBe(false);
  });
  test('somebody who pauses: what came before does not count', () => {
    expect(grown(grown(null, '1', 0), '2', 500).text).toBe('2');
  });
});
