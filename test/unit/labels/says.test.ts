/** What a label says is told from its codes and its text: never guessed, and two answers stay two. */
import { describe, expect, it } from 'vitest';
import { settled, type LabelFact } from '../../../contract/labels.ts';
import type { PageRead } from '../../../main/labels/read.ts';
import { type KnownAs, saysOf } from '../../../main/labels/says.ts';

const nobodyKnows: KnownAs = () => null;
type Bar = readonly [format: string, text: string];
const page = (number: number, bars: readonly Bar[], text = ''): PageRead => ({
  number,
  size: null,
  text,
  bars: bars.map(([format, text]) => ({ format, text, isRow: !/QR|Matrix|PDF/.test(format), place: null, legible: null })),
  trouble: null,
});
const says = (pages: readonly PageRead[], knownAs = nobodyKnows) => saysOf({ pages: pages.length, read: pages, trouble: null }, knownAs);
const taken = (said: ReturnType<typeof says>, fact: LabelFact): string | null => settled(said.facts[fact])?.value ?? null;

const spx = 'SPXVN01234567890C';
const shopee = '260806ABCDE123';
const shopeeText = `Mã vận đơn: ${spx}\r\nMã đơn hàng: ${shopee}\r\nNgày đặt hàng: 06-08-2026 10:00\r\nTiền thu Người nhận: 159.000 VND`;

describe('a label', () => {
  it('of Shopee tells courier’s code, order and marketplace; the courier’s code in whole, with the letter at its end', () => {
    const said = says([
      page(
        1,
        [
          ['Code128', spx],
          ['QRCode', spx],
        ],
        shopeeText,
      ),
    ]);
    expect([taken(said, 'tracking'), taken(said, 'order'), taken(said, 'platform')]).toEqual([spx, shopee, 'shopee']);
    expect(said.facts.tracking[0]?.sources.map(({ from }) => from)).toEqual(['bars', 'text']);
    expect(said.disagrees).toBeNull();
  });

  it.each([
    ['with accents taken apart', shopeeText.normalize('NFD')],
    ['without accents', 'Ma van don: SPXVN01234567890C Ma don hang: 260806ABCDE123'],
    ['with the code on the next line', 'Mã vận đơn\r\nSPXVN01234567890C\r\nMã đơn hàng\r\n260806ABCDE123'],
  ])('is read %s', (_, text) => {
    const said = says([page(1, [], text)]);
    expect([taken(said, 'tracking'), taken(said, 'order')]).toEqual([spx, shopee]);
  });

  it('with the order in its bars is not taken for one with that as the courier’s code', () => {
    const said = says([page(1, [['Code128', shopee]], `Mã vận đơn: ${spx}`)]);
    expect([taken(said, 'tracking'), taken(said, 'order')]).toEqual([spx, shopee]);
  });

  it('that is a picture of a J&T label tells its courier’s code, and no marketplace', () => {
    const said = says([page(1, [['Code128', '812345678901']])]);
    expect([taken(said, 'tracking'), taken(said, 'order'), taken(said, 'platform')]).toEqual(['812345678901', null, null]);
  });

  it('with bars of a shape that nobody knows is asked after, and with a telephone number in its text is not', () => {
    const said = says([page(1, [['Code128', 'LZD00012345678']], 'Người nhận: 0912345678, 812345678901')]);
    expect(taken(said, 'tracking')).toBeNull();
    expect(said.facts.tracking).toMatchObject([{ value: 'LZD00012345678', sure: 'perhaps' }]);
  });

  it('with other bars beside the code that it names tells what it names', () => {
    const said = says([page(1, [['Code128', 'HN-SORT-00042']], `Mã vận đơn: ${spx}`)]);
    expect(taken(said, 'tracking')).toBe(spx);
  });

  it('with two couriers’ codes is asked after', () => {
    const said = says([
      page(1, [
        ['Code128', spx],
        ['Code128', 'SPXVN099999999999'],
      ]),
    ]);
    expect(taken(said, 'tracking')).toBeNull();
    expect(said.facts.tracking.map(({ value }) => value)).toEqual([spx, 'SPXVN099999999999']);
  });

  it('whose bars and letters differ says so, the bars first, and nothing is taken of either', () => {
    const said = says([page(1, [['Code128', spx]], 'Mã vận đơn: SPXVN012345678909')]);
    expect(said.disagrees).toEqual({ bars: spx, text: 'SPXVN012345678909' });
    expect(said.facts.tracking[0]?.value).toBe(spx);
    expect(taken(said, 'tracking')).toBeNull();
  });

  it('with an article’s barcode tells nothing of a parcel', () => {
    expect(says([page(1, [['EAN13', '8934567890123']])]).facts.tracking).toEqual([]);
  });

  it('with an address in its square tells what in it cannot be anything else', () => {
    const said = says([page(1, [['QRCode', `https://spx.vn/track?${spx}&to=0912345678`]])]);
    expect(taken(said, 'tracking')).toBe(spx);
  });

  it('with words of two marketplaces is asked after; where a code tells, the other name is an article’s or a shop’s', () => {
    expect(taken(says([page(1, [['Code128', '812345678901']], 'TikTok Shop. Hàng giống Lazada')]), 'platform')).toBeNull();
    expect(taken(says([page(1, [['Code128', spx]], 'Shopee. Ốp lưng Tiki')]), 'platform')).toBe('shopee');
  });

  it('of TikTok tells its order by the words beside it and by its shape', () => {
    const said = says([page(1, [['Code128', '812345678901']], 'Order ID: 580000000000000001 Qty Total: 2')]);
    expect([taken(said, 'order'), taken(said, 'platform')]).toEqual(['580000000000000001', 'tiktok']);
  });

  it('that names a package’s code does not have it taken for the order’s', () => {
    const said = says([page(1, [], `Mã kiện hàng: 6000000000000000001 Mã đơn hàng: ${shopee}`)]);
    expect([taken(said, 'package'), taken(said, 'order')]).toEqual(['6000000000000000001', shopee]);
  });

  it('with a day that cannot be is none of Shopee’s', () => {
    expect(says([page(1, [['QRCode', '261399ABCDE123']])]).facts.order).toEqual([]);
  });
});

it('a code that this computer knows is what it is known as, whatever its shape', () => {
  const knownAs: KnownAs = (code) => (code === 'LZD00012345678' ? 'order' : null);
  const said = says([page(1, [['Code128', 'LZD00012345678']])], knownAs);
  expect(said.facts.order).toMatchObject([{ value: 'LZD00012345678', sure: 'known' }]);
  expect(said.facts.tracking).toEqual([]);
});

it('a file with labels of several parcels names their pages; a label with its packing slip is one', () => {
  const several = says([page(1, [['Code128', spx]]), page(2, []), page(3, [['Code128', 'SPXVN099999999999']])]);
  expect(several.several).toEqual([
    { page: 1, tracking: spx },
    { page: 3, tracking: 'SPXVN099999999999' },
  ]);
  const withSlip = says([page(1, [['Code128', '812345678901']]), page(2, [], 'Packing slip. Order ID: 580000000000000001')]);
  expect(withSlip.several).toEqual([]);
  expect(taken(withSlip, 'order')).toBe('580000000000000001');
});
