/** A label goes to an order only where that is sure: a wrong match is worse than none, whatever was mixed up. */
import { array, assert, boolean, constantFrom, integer, option, property, record, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PieceVerdict, PilePiece, PileTarget } from '../../../contract/pile.ts';
import { indexOf, matchPile } from '../../../main/labels/match.ts';

type Bar = readonly [format: string, text: string];
const piece = (page: number, bars: readonly Bar[], text = '', more: Partial<PilePiece> = {}): PilePiece => ({
  file: 'pile.pdf',
  page,
  region: null,
  text,
  bars: bars.map(([format, code]) => ({ text: code, format, isRow: !/QR|Matrix|PDF/.test(format), place: null, legible: true })),
  kind: 'label',
  trouble: null,
  perhapsSeveral: false,
  ...more,
});
const slip = (page: number, text: string): PilePiece => piece(page, [], text, { kind: 'slip' });

const target = (number: number, more: Partial<PileTarget> = {}): PileTarget => ({
  id: `target-${number}`,
  reference: `2608${String(number).padStart(2, '0')}ABCDE123`,
  tracking: `SPXVN0123456${String(number).padStart(4, '0')}C`,
  order: `260810ABC${String(number).padStart(5, '0')}`,
  package: null,
  onflow: null,
  platform: 'shopee',
  where: 'row',
  known: null,
  closed: null,
  ...more,
});
const [one, two, three] = [target(1), target(2), target(3)];
const codeOf = (of: PileTarget): string => of.tracking ?? '';
const words = (tracking: string, order: string | null): string => `Mã vận đơn: ${tracking}\r\nMã đơn hàng: ${order ?? ''}`;
const label = (page: number, of: PileTarget, says = of): PilePiece =>
  piece(
    page,
    [
      ['Code128', codeOf(of)],
      ['QRCode', codeOf(of)],
    ],
    words(codeOf(says), says.order),
  );
const match = (pieces: readonly PilePiece[], targets: readonly PileTarget[] = [one, two, three]): PieceVerdict[] =>
  matchPile(pieces, indexOf(targets));
const brief = (verdicts: readonly PieceVerdict[]): unknown[] =>
  verdicts.map(({ verdict, target: whose, findings, of }) => [verdict, whose, findings, ...(of === null ? [] : [of])]);

const tiktok = (number: number): PileTarget =>
  target(number, { tracking: `81234567890${number}`, order: `57000000000000000${number}`, platform: 'tiktok' });

const cases: readonly (readonly [what: string, pieces: readonly PilePiece[], targets: readonly PileTarget[], found: readonly unknown[]])[] =
  [
    [
      'bars and letters agree',
      [label(1, one), label(2, two)],
      [one, two],
      [
        ['matched', 'target-1', []],
        ['matched', 'target-2', []],
      ],
    ],
    ['a picture whose bars one order has', [piece(1, [['Code128', codeOf(one)]])], [one, two], [['matched', 'target-1', []]]],
    [
      'the order’s code in bars',
      [piece(1, [['Code128', one.order ?? '']], words(codeOf(one), one.order))],
      [one],
      [['matched', 'target-1', []]],
    ],
    [
      'the order’s code in bars and nothing of its parcel',
      [piece(1, [['QRCode', one.order ?? '']])],
      [one],
      [['ask', null, ['orderAlone']]],
    ],
    [
      'the order’s code, of which no parcel is known yet',
      [piece(1, [['QRCode', one.order ?? '']])],
      [{ ...one, tracking: null }],
      [['matched', 'target-1', []]],
    ],
    [
      'a square with the order and another parcel',
      [piece(1, [['QRCode', `{"order":"${tiktok(1).order}","parcel":"899999999999"}`]])],
      [tiktok(1)],
      [['ask', null, ['orderAlone']]],
    ],
    [
      'a route in bars that many labels have, beside a stranger’s',
      [
        piece(1, [
          ['Code128', '812345678901'],
          ['Code128', '700-B123-0456'],
        ]),
        piece(2, [
          ['Code128', '812345678902'],
          ['Code128', '700-B123-0456'],
        ]),
        piece(3, [
          ['Code128', '899999999999'],
          ['Code128', '700-B123-0456'],
        ]),
      ],
      [tiktok(1), tiktok(2)],
      [
        ['matched', 'target-1', []],
        ['matched', 'target-2', []],
        ['stranger', null, ['stranger']],
      ],
    ],
    [
      'codes below the heads of two columns',
      [
        piece(1, [['Code128', codeOf(one)]], `Mã vận đơn: Mã đơn hàng:\r\n${codeOf(one)} ${one.order ?? ''}`),
        piece(2, [['Code128', codeOf(two)]], `Mã đơn hàng:\r\nMã vận đơn:\r\n${two.order ?? ''}\r\n${codeOf(two)}`),
      ],
      [one, two],
      [
        ['matched', 'target-1', []],
        ['matched', 'target-2', []],
      ],
    ],
    [
      'columns of another order',
      [piece(1, [['Code128', codeOf(one)]], `Mã vận đơn: Mã đơn hàng:\r\n${codeOf(one)} ${two.order ?? ''}`)],
      [one],
      [['ask', null, ['disagree']]],
    ],
    [
      'letters of a scan, with O for 0',
      [piece(1, [['Code128', codeOf(one)]], `Mã vận đơn: ${codeOf(one).replaceAll('0', 'O')}`)],
      [one],
      [['matched', 'target-1', []]],
    ],
    [
      'a code that goes on in the next line',
      [piece(1, [['Code128', codeOf(one)]], `Mã vận đơn:\r\n${codeOf(one).slice(0, 10)}\r\n${codeOf(one).slice(10)}`)],
      [one],
      [['matched', 'target-1', []]],
    ],
    ['letters without bars', [piece(1, [], words(codeOf(one), one.order))], [one], [['ask', null, ['barsUnread']]]],
    ['a label of nobody', [label(1, three)], [one, two], [['stranger', null, ['stranger']]]],
    ['letters of another order', [label(1, one, two)], [one, two], [['ask', null, ['severalTargets', 'disagree']]]],
    ['letters of an order that is not there', [label(1, one, three)], [one, two], [['ask', null, ['disagree']]]],
    ['bars of a stranger, letters of an order', [label(1, three, one)], [one], [['ask', null, ['disagree', 'near']]]],
    [
      'the same label twice',
      [label(1, one), label(2, one)],
      [one],
      [
        ['matched', 'target-1', []],
        ['duplicate', null, ['codeOnTwo'], 0],
      ],
    ],
    [
      'one code on two different labels',
      [label(1, one), piece(2, [['Code128', codeOf(one)]], 'Mã đơn hàng: 260810ABC99999')],
      [one],
      [
        ['ask', null, ['codeOnTwo']],
        ['ask', null, ['disagree', 'codeOnTwo']],
      ],
    ],
    [
      'two different labels for one order',
      [piece(1, [['Code128', codeOf(one)]]), piece(2, [['Code128', one.order ?? '']], `Mã vận đơn: ${codeOf(one)}`)],
      [one],
      [
        ['ask', null, ['twoLabels']],
        ['ask', null, ['twoLabels']],
      ],
    ],
    [
      'a code that two orders have',
      [label(1, one)],
      [one, target(2, { tracking: one.tracking })],
      [['ask', null, ['severalTargets', 'disagree']]],
    ],
    ['a code that is cut off', [piece(1, [['Code128', codeOf(one).slice(0, -1)]])], [one], [['ask', null, ['near']]]],
    ['a code in small letters', [piece(1, [['Code128', codeOf(one).toLowerCase()]])], [one], [['ask', null, ['near']]]],
    ['O for 0', [piece(1, [['Code128', codeOf(one).replaceAll('0', 'O')]])], [one], [['ask', null, ['near']]]],
    [
      'letters cut off, beside bars and an order that agree',
      [piece(1, [['Code128', codeOf(one)]], words(codeOf(one).slice(0, -1), one.order))],
      [one],
      [['matched', 'target-1', []]],
    ],
    [
      'letters cut off, beside bars alone',
      [piece(1, [['Code128', codeOf(one)]], `Mã vận đơn: ${codeOf(one).slice(0, -1)}`)],
      [one],
      [['ask', null, ['disagree']]],
    ],
    [
      'a short code',
      [piece(1, [['QRCode', 'A-1234']])],
      [target(1, { tracking: null, order: 'A-1234', platform: null })],
      [['ask', null, ['near']]],
    ],
    [
      'a courier’s code that is nearly all letters',
      [piece(1, [['Code128', 'GEBCXEG3']])],
      [target(1, { tracking: 'GEBCXEG3' })],
      [['matched', 'target-1', []]],
    ],
    ['another marketplace', [label(1, one)], [{ ...one, platform: 'lazada' }], [['ask', null, ['platform']]]],
    ['an order that has a label', [label(1, one)], [{ ...one, closed: 'hasLabel' }], [['ask', null, ['hasLabel']]]],
    ['an order that is cancelled', [label(1, one)], [{ ...one, closed: 'cancelled' }], [['ask', null, ['cancelled']]]],
    [
      'a page that may be several',
      [piece(1, [['Code128', codeOf(one)]], '', { perhapsSeveral: true })],
      [one],
      [['ask', null, ['perhapsSeveral']]],
    ],
    [
      'nothing to read',
      [piece(1, [], '', { kind: 'unreadable' }), piece(2, [], '', { kind: 'blank' })],
      [one],
      [
        ['unreadable', null, []],
        [null, null, []],
      ],
    ],
    [
      'slips behind their labels',
      [
        piece(1, [['Code128', '812345678901']]),
        slip(2, `Order ID: ${tiktok(1).order}`),
        slip(3, '4. Áo thun x1'),
        piece(4, [['Code128', '812345678902']]),
      ],
      [tiktok(1), tiktok(2)],
      [
        ['matched', 'target-1', []],
        ['slip', null, [], 0],
        ['slip', null, [], 0],
        ['matched', 'target-2', []],
      ],
    ],
    [
      'a slip that lies behind another label',
      [piece(1, [['Code128', '812345678901']]), piece(2, [['Code128', '812345678902']]), slip(3, `Order ID: ${tiktok(1).order}`)],
      [tiktok(1), tiktok(2)],
      [
        ['matched', 'target-1', []],
        ['matched', 'target-2', []],
        ['slip', null, [], 0],
      ],
    ],
    [
      'a slip of an order whose label is not there',
      [piece(1, [['Code128', '812345678901']]), slip(2, `Order ID: ${tiktok(2).order}`)],
      [tiktok(1), tiktok(2)],
      [
        ['ask', null, ['severalTargets', 'disagree']],
        ['slip', null, [], 0],
      ],
    ],
    [
      'a label twice, each with its slip',
      [1, 3].flatMap((page) => [piece(page, [['Code128', '812345678901']]), slip(page + 1, `Order ID: ${tiktok(1).order}`)]),
      [tiktok(1)],
      [
        ['matched', 'target-1', []],
        ['slip', null, [], 0],
        ['duplicate', null, ['codeOnTwo'], 0],
        ['slip', null, [], 2],
      ],
    ],
    ['a slip alone', [slip(1, 'Order ID: 570000000000000009')], [one], [['ask', null, ['slipAlone']]]],
  ];

describe('a label', () => {
  it.each(cases)('%s', (_, pieces, targets, found) => {
    expect(brief(match(pieces, targets))).toEqual(found);
  });

  it('that no printer prints legibly is told, and matched all the same', () => {
    const pale = label(1, one);
    const [verdict] = match([{ ...pale, bars: pale.bars.map((each) => ({ ...each, legible: false })) }]);
    expect([verdict?.verdict, verdict?.findings]).toEqual(['matched', ['faint']]);
  });

  it('that is asked about has its orders with their reasons, the likeliest first', () => {
    const [verdict] = match([label(1, one, two)]);
    expect(verdict?.candidates.map(({ target: id, agreements }) => [id, agreements.map(({ fact, from }) => `${fact} ${from}`)])).toEqual([
      ['target-1', ['tracking bars']],
      ['target-2', ['tracking text', 'order text']],
    ]);
  });
});

describe('whatever is mixed up', () => {
  const count = 8;
  const targets = Array.from({ length: count }, (_, number) => target(number));
  const place = integer({ min: 0, max: count - 1 });
  /** A label whose bars, courier’s code and order in letters may be of any order, or missing, or cut off. */
  const mixed = record({
    bars: place,
    tracking: option(place),
    order: option(place),
    isCut: boolean(),
    inBars: constantFrom<'tracking' | 'order'>('tracking', 'order'),
  });

  it('no label goes to an order that any of its codes speaks against, and no order gets two', () => {
    assert(
      property(array(mixed, { minLength: 1, maxLength: 12 }), subarray(targets), (labels, known) => {
        const pieces = labels.map(({ bars, tracking, order, isCut, inBars }, index) => {
          const code = targets[bars]?.[inBars] ?? '';
          const lines = [
            tracking === null ? '' : `Mã vận đơn: ${targets[tracking]?.tracking ?? ''}`,
            order === null ? '' : `Mã đơn hàng: ${targets[order]?.order ?? ''}`,
          ];
          return piece(index + 1, [['Code128', isCut ? code.slice(0, -1) : code]], lines.join('\n'));
        });
        const given = new Set<string>();
        for (const [index, { verdict, target: whose }] of match(pieces, known).entries()) {
          const said = labels[index];
          if (verdict !== 'matched' || whose === null || said === undefined) continue;
          const all = [said.bars, said.tracking, said.order].filter((each) => each !== null);
          expect(all.map((each) => targets[each]?.id)).toEqual(all.map(() => whose));
          expect(given.has(whose)).toBe(false);
          given.add(whose);
        }
      }),
      { numRuns: 400 },
    );
  });
});
