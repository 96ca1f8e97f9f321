/** A scanner is told from a hand by its rhythm alone. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Burst, grown, isScan, signOfPlace } from '../../../renderer/ui/scanRhythm.ts';

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
    ['a slow radio, as even as a machine', '8938505000015', 60, 60],
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

/** Gaps as they were seen: a pace, and how far a key may be off it. */
const rhythm = (paceMs: number, offMs: number, keys: number) =>
  fc.array(fc.integer({ min: paceMs - offMs, max: paceMs + offMs }), { minLength: keys, maxLength: keys });
const withGaps = (text: string, gaps: readonly number[]): boolean => {
  const burst = typed(text, (key) => gaps[key] ?? 0);
  return burst.text === text && isScan(burst, burst.last + (gaps[0] ?? 0));
};

describe('whatever the gaps', () => {
  test('a scanner between 8 and 50 ms a key is one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 42 }).chain((pace) => rhythm(pace, 7, 13)),
        (gaps) => withGaps('8938505000015', gaps),
      ),
    );
  });
  test('a slow and even one at 60 ms is one', () => {
    fc.assert(fc.property(rhythm(57, 3, 13), (gaps) => withGaps('8938505000015', gaps)));
  });
  test('a hand in its quickest bursts of 60 to 90 ms is none, with digits or words, at any length', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('1200', '12000', '150000', '0912345678', 'shipment', 'tiếng Việt 123'),
        fc.array(fc.integer({ min: 60, max: 90 }), { minLength: 16, maxLength: 16 }),
        (text, gaps) => {
          // Sixteen times the same 60 to the millisecond is a machine.
          fc.pre(gaps.some((gap) => gap > 66));
          return !withGaps(text, gaps);
        },
      ),
    );
  });
  test('a hand that rolls over some keys and rests on others is none', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(15, 40, 90, 95), { minLength: 16, maxLength: 16 }), (gaps) => {
        const text = '0912345678';
        const mean = gaps.slice(0, text.length).reduce((sum, gap) => sum + gap, 0) / text.length;
        fc.pre(mean > 55);
        return !withGaps(text, gaps);
      }),
    );
  });
});

test('a hand at the pace of a slow scanner is not as even', () => {
  const gaps = [0, 40, 90, 45, 92, 38, 60, 40, 90, 42, 45];
  expect(
    isScan(
      typed('09123456789', (key) => gaps[key] ?? 0),
      1_000 + 582 + 50,
    ),
  ).toBe(false);
});

test('a slow pace that was heard here before is known by fewer keys', () => {
  const burst = typed('893850', () => 58);
  expect([isScan(burst, burst.last + 58), isScan(burst, burst.last + 58, 60), isScan(burst, burst.last + 58, 52)]).toEqual([
    false,
    true,
    true,
  ]);
});

describe('an input method that takes keys back', () => {
  const keysOf = (keys: readonly (readonly [string, number])[]): Burst => {
    let time = 0;
    return keys.reduce<Burst | null>((burst, [key, gap]) => grown(burst, key, (time += gap)), null) as Burst;
  };
  test('damages a scan, which is one all the same', () => {
    const burst = keysOf([
      ['A', 0],
      ['D', 12],
      ['Backspace', 1],
      ['Backspace', 1],
      ['Đ', 1],
      ['-', 12],
      ['1', 12],
      ['2', 12],
    ]);
    expect([burst.text, burst.isDamaged, isScan(burst, burst.last + 12)]).toEqual(['Đ-12', true, false]);
    const longer = keysOf([
      ['A', 0],
      ['D', 12],
      ['Backspace', 1],
      ['Backspace', 1],
      ['Đ', 1],
      ['-', 12],
      ['1', 12],
      ['2', 12],
      ['3', 12],
    ]);
    expect(isScan(longer, longer.last + 12)).toBe(true);
  });
  test('makes no scanner of somebody who types Vietnamese quickly', () => {
    const burst = keysOf([
      ['t', 0],
      ['i', 70],
      ['e', 70],
      ['Backspace', 70],
      ['ê', 1],
      ['n', 70],
      ['g', 70],
      ['Backspace', 70],
      ['Backspace', 1],
      ['Backspace', 1],
      ['ế', 1],
      ['n', 1],
      ['g', 1],
    ]);
    expect([burst.text, isScan(burst, burst.last + 70)]).toEqual(['tiếng', false]);
  });
  test('rewrites a whole word in a moment, which makes the hand before it no quicker', () => {
    const burst = keysOf([
      ...Array.from('thuong', (key) => [key, 60] as const),
      ...Array.from('thuong', () => ['Backspace', 1] as const),
      ...Array.from('thương', (key) => [key, 1] as const),
    ]);
    expect([burst.text, isScan(burst, burst.last + 60)]).toEqual(['thương', false]);
  });
  test('leaves the keys known by their places', () => {
    expect([
      signOfPlace('KeyD', false),
      signOfPlace('KeyD', true),
      signOfPlace('Digit9', false),
      signOfPlace('Minus', false),
      signOfPlace('F1', false),
    ]).toEqual(['d', 'D', '9', '-', null]);
  });
});
