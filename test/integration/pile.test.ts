/** Piles of labels: every page parted into its labels, with all codes of each, by the desk's own threads. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { DeskFailure } from '../../contract/errors.ts';
import type { PileFile, PilePiece } from '../../contract/pile.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { openPile, readPile } from '../../main/workers/pile.ts';
import { pngOf, rasterOf, shopeeLabel, turned } from '../samples/labels.ts';
import { type Pile, type PileOptions, makePile } from '../samples/labelPiles.mts';
import { sheetsPdf } from '../samples/labelSheets.ts';
import { zipOf } from '../samples/archives.ts';

const folder = mkdtempSync(join(tmpdir(), 'pile-'));
const workers = deskWorkers(() => undefined);
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
async function read(given: readonly (readonly [name: string, bytes: Buffer])[]): Promise<{ files: PileFile[]; pieces: PilePiece[] }> {
  number += 1;
  const own = join(folder, `${number}`);
  mkdirSync(own);
  const paths = given.map(([name, bytes], index) => {
    const path = join(own, `given-${index}`);
    writeFileSync(path, bytes);
    return { name, path };
  });
  const { signal } = new AbortController();
  const files = await openPile(workers, paths, own, { signal });
  const pieces: PilePiece[] = [];
  for await (const part of readPile(workers, files, { signal })) pieces.push(...part.pieces);
  return { files, pieces };
}
const empty: PilePiece = { file: 'a.pdf', page: 1, region: null, text: '', bars: [], kind: 'label', trouble: null, perhapsSeveral: false };
const readMade = async (pile: Pile): Promise<PilePiece[]> => (await read([[pile.name, pile.pdf]])).pieces;

const points = (millimetres: number): number => (millimetres / 25.4) * 72;
const middle = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): readonly [number, number] => [
  x + width / 2,
  y + height / 2,
];
/** The piece that lies where this label truly lies, and no other. */
function pieceOf(pieces: readonly PilePiece[], { page, at }: Pile['labels'][number]): PilePiece | undefined {
  return pieces.find((piece) => {
    if (piece.page !== page) return false;
    if (piece.region === null) return true;
    const [x, y] = middle(piece.region);
    return x > points(at.left) && x < points(at.left + at.width) && y > points(at.top) && y < points(at.top + at.height);
  });
}

const kinds: readonly (readonly [what: string, options: PileOptions])[] = [
  ['Shopee’s, with text', { platform: 'shopee', labels: 3 }],
  ['Shopee’s, pictures', { platform: 'shopee', labels: 2, dots: 203 }],
  ['two on an A4', { platform: 'shopee', labels: 3, up: 2 }],
  ['four on an A4', { platform: 'shopee', labels: 7, up: 4 }],
  ['four on an A4 with lines to cut along', { platform: 'tiki', labels: 4, up: 4, cutLines: true }],
  ['four on an A4 whose frames touch', { platform: 'shopee', labels: 7, up: 4, frames: true }],
  ['four whose frames touch, on a turned A4', { platform: 'tiki', labels: 4, up: 4, frames: true, rotate: 90 }],
  ['two on an A4 with a line to cut along', { platform: 'tiki', labels: 2, up: 2, cutLines: true }],
  ['four pictures on an A4', { platform: 'lazada', labels: 4, up: 4 }],
  ['of a turned page', { platform: 'shopee', labels: 1, rotate: 90 }],
  ['of a page upside down', { platform: 'shopee', labels: 1, rotate: 180 }],
  ['of a page turned the other way', { platform: 'shopee', labels: 1, rotate: 270 }],
  ['four on a turned A4', { platform: 'shopee', labels: 4, up: 4, rotate: 90 }],
  ['lying on the page', { platform: 'shopee', labels: 1, turn: 90 }],
  ['lying the other way', { platform: 'shopee', labels: 1, turn: 270 }],
  ['cut out of a larger page', { platform: 'shopee', labels: 1, beside: 20 }],
  ['four, cut out of a larger turned page', { platform: 'shopee', labels: 4, up: 4, beside: 20, rotate: 270 }],
  ['pictures with slips', { platform: 'tiktok', labels: 2, slips: 2 }],
  ['pictures of 300 dots an inch', { platform: 'lazada', labels: 2, dots: 300 }],
  ['made by the shop itself', { platform: 'shopee', labels: 2, homeMade: 2 }],
];

describe('labels', () => {
  it.each(kinds)('%s: each is one piece, with all its codes and no other’s', async (_, options) => {
    const pile = makePile(options);
    const pieces = await readMade(pile);
    for (const label of pile.labels) {
      const piece = pieceOf(pieces, label);
      expect(piece?.kind).toBe('label');
      expect(piece?.perhapsSeveral).toBe(false);
      expect(piece?.bars.map(({ text }) => text).sort()).toEqual(label.codes.toSorted());
      expect(piece?.bars.every(({ legible }) => legible)).toBe(true);
      if (options.dots === undefined && options.platform === 'shopee') {
        expect(piece?.text).toContain(label.order.order);
        const others = pile.labels.filter(({ order }) => order !== label.order);
        expect(others.filter(({ order }) => piece?.text.includes(order.order))).toEqual([]);
      }
      for (const page of label.slips) expect(pieces.find((each) => each.page === page)?.kind).toBe('slip');
    }
    expect(pieces.filter(({ kind }) => kind === 'label')).toHaveLength(pile.labels.length);
  });

  it('SECURITY: on a page that is larger than what is seen of it bring no text that nobody sees', async () => {
    const [piece] = await readMade(makePile({ platform: 'shopee', labels: 1, beside: 20 }));
    expect(piece?.text).toContain('Mã vận đơn');
    expect(piece?.text).not.toContain('NGOAI');
  });

  it('that are pale are read, and said to be illegible when printed', async () => {
    const pieces = await readMade(makePile({ platform: 'shopee', labels: 2, faint: 1 }));
    expect(pieces.map(({ bars }) => bars.map(({ legible }) => legible))).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('of several parcels that nothing parts stay one page, which is said', async () => {
    const label = shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' });
    const other = shopeeLabel({ tracking: 'SPXVN01234567891B', order: '260806ABCDE124' });
    // The second begins where the first has not ended.
    const sheet = {
      width: 210,
      height: 297,
      labels: [
        { label, left: 0, top: 20 },
        { label: other, left: 60, top: 100 },
      ],
    };
    const [piece, ...rest] = (await read([['odd.pdf', sheetsPdf([sheet])]])).pieces;
    expect(rest).toEqual([]);
    expect([piece?.region, piece?.perhapsSeveral]).toEqual([null, true]);
  });

  it('alone on an A4 are not cut', async () => {
    const label = shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' });
    const pieces = (await read([['one.pdf', sheetsPdf([{ width: 210, height: 297, labels: [{ label, left: 0, top: 0 }] }])]])).pieces;
    expect(pieces.map(({ region, perhapsSeveral }) => [region, perhapsSeveral])).toEqual([[null, false]]);
  });
});

describe('a pile', () => {
  it('with empty and broken pages is read to its end', async () => {
    const pile = makePile({ platform: 'shopee', labels: 12, blank: 1, broken: 1 });
    const pieces = await readMade(pile);
    expect(pieces.map(({ page, kind, trouble }) => [page, kind, trouble])).toEqual([
      ...Array.from({ length: 12 }, (_, index) => [index + 1, 'label', null]),
      [13, 'blank', null],
      [14, 'unreadable', 'broken'],
    ]);
  });

  it('of pictures is read like one of PDFs, and those that are not read say why', async () => {
    const label = shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' });
    const { pieces } = await read([
      ['a.png', pngOf(rasterOf(label, 203))],
      ['b.png', pngOf(turned(rasterOf(label, 203), 45))],
      ['c.webp', Buffer.from('RIFF0000WEBPVP8 ')],
      ['d.heic', Buffer.from('\0\0\0\x18ftypheic')],
      ['e.txt', Buffer.from('nothing')],
    ]);
    expect(pieces.map(({ file, kind, trouble }) => [file, kind, trouble])).toEqual([
      ['c.webp', 'unreadable', 'otherKind'],
      ['d.heic', 'unreadable', 'otherKind'],
      ['e.txt', 'unreadable', 'notLabels'],
      ['a.png', 'label', null],
      ['b.png', 'label', null],
    ]);
    expect(pieces.slice(3).map(({ bars }) => new Set(bars.map(({ text }) => text)))).toEqual([
      new Set(['SPXVN01234567890C']),
      new Set(['SPXVN01234567890C']),
    ]);
  });
});

describe('a pile that means harm, or is broken', () => {
  const label = shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' });
  const pdf = makePile({ platform: 'shopee', labels: 1 }).pdf;
  const troubles = async (...given: readonly (readonly [name: string, bytes: Buffer])[]): Promise<unknown[]> =>
    (await read(given)).pieces.map(({ file, trouble }) => [file, trouble]);
  const encryption =
    '/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)>>/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]';

  it('is said to be so, each file by itself', async () => {
    const text = pdf.toString('latin1');
    expect(
      await troubles(
        ['locked.pdf', Buffer.from(text.replace('/Root 1 0 R', `/Root 1 0 R${encryption}`), 'latin1')],
        ['cut off.pdf', pdf.subarray(0, 300)],
        ['empty.pdf', Buffer.alloc(0)],
        ['broken.zip', Buffer.from('PK\u0003\u0004 and nothing more', 'latin1')],
        ['many.pdf', sheetsPdf(Array.from({ length: 10_000 }, () => ({ width: 105, height: 148, labels: [] })))],
      ),
    ).toEqual([
      ['locked.pdf', 'locked'],
      ['cut off.pdf', 'broken'],
      ['empty.pdf', 'notLabels'],
      ['broken.zip', 'broken'],
      ['many.pdf', 'tooMany'],
    ]);
  });

  it('with no table of its objects is read all the same', async () => {
    const text = pdf.toString('latin1');
    const { pieces } = await read([['a.pdf', Buffer.from(text.replace(/startxref\n\d+/u, 'startxref\n7'), 'latin1')]]);
    expect(pieces.map(({ kind }) => kind)).toEqual(['label']);
  });

  it('with a page as large as a house, and with a script in it, is read', async () => {
    const house = sheetsPdf([{ width: 5_000, height: 5_000, labels: [] }], { catalogue: '/OpenAction<</S/JavaScript/JS(for\\(;;\\);)>>' });
    expect((await read([['a.pdf', house]])).pieces).toHaveLength(1);
  });

  it('costs a page that never ends no more than its time, and the others nothing', async () => {
    const files: PileFile[] = [{ name: 'a.pdf', path: '/nowhere', mime: 'application/pdf', pages: 12, trouble: null }];
    const slow: Pick<typeof workers, 'run'> = {
      run: async (job, input, options = {}) => {
        const { from, most } = input as unknown as { from: number; most: number };
        const pieces: PilePiece[] = [];
        for (let page = from; page < from + most; page += 1) {
          // The seventh never ends.
          if (page === 7)
            await new Promise((_, reject) =>
              options.signal?.addEventListener('abort', () => reject(new DeskFailure({ code: 'cancelled' }))),
            );
          pieces.push({ ...empty, file: job, page });
          options.onProgress?.(page - from + 1, most);
        }
        return pieces as never;
      },
    };
    const pieces: PilePiece[] = [];
    for await (const part of readPile(slow, files, { signal: new AbortController().signal, pagePatienceMs: 200 }))
      pieces.push(...part.pieces);
    expect(pieces.map(({ page, trouble }) => [page, trouble])).toEqual(
      Array.from({ length: 12 }, (_, index) => [index + 1, index === 6 ? 'tooLong' : null]),
    );
  });

  it('is waited for where the computer is busy with other things', async () => {
    const files: PileFile[] = [{ name: 'a.pdf', path: '/nowhere', mime: 'application/pdf', pages: 1, trouble: null }];
    const piece: PilePiece = { ...empty, page: 1 };
    // It gets no processor for three times as long as a page may take.
    const starved: Pick<typeof workers, 'run'> = {
      run: async (_, __, options = {}) => {
        await setTimeout(1_500, null, { signal: options.signal }).catch(() => Promise.reject(new DeskFailure({ code: 'cancelled' })));
        return [piece] as never;
      },
    };
    const pieces: PilePiece[] = [];
    for await (const part of readPile(starved, files, { signal: new AbortController().signal, pagePatienceMs: 500 }))
      pieces.push(...part.pieces);
    expect(pieces).toEqual([piece]);
  });

  describe('in an archive', () => {
    const named = (name: string): Buffer => Buffer.from(name, 'utf8');

    it('is read file by file, by the names that were given, in an archive in it too', async () => {
      const inner = zipOf([{ name: named('nhãn 2.pdf'), data: pdf }]);
      const outer = zipOf([
        { name: named('thư mục/nhãn Đỗ.pdf'), data: pdf, isUtf8: true },
        { name: named('không nói gì.png'), data: pngOf(rasterOf(label, 203)) },
        // ü in the old code of the PC.
        { name: Buffer.from('f\x81r.pdf', 'latin1'), data: pdf },
        { name: named('trong.zip'), data: inner },
        { name: named('__MACOSX/._a'), data: Buffer.from('x') },
        { name: named('../../ra ngoài.pdf'), data: pdf },
        { name: named('ghi chú.txt'), data: Buffer.from('x') },
      ]);
      const { pieces } = await read([['kiện.zip', outer]]);
      expect(pieces.map(({ file, kind, trouble }) => [file, kind, trouble])).toEqual([
        ['kiện.zip/ghi chú.txt', 'unreadable', 'notLabels'],
        ['kiện.zip/thư mục/nhãn Đỗ.pdf', 'label', null],
        ['kiện.zip/không nói gì.png', 'label', null],
        ['kiện.zip/für.pdf', 'label', null],
        ['kiện.zip/trong.zip/nhãn 2.pdf', 'label', null],
        ['kiện.zip/../../ra ngoài.pdf', 'label', null],
      ]);
    });

    it('SECURITY: that unpacks to more than it says, or to gigabytes, or lies in two others, is not unpacked', async () => {
      const bomb = { name: named('bomb.pdf'), data: Buffer.alloc(60_000_000), isPacked: true };
      const two = zipOf([
        { name: named('b.zip'), data: zipOf([{ name: named('c.zip'), data: zipOf([{ name: named('d.pdf'), data: pdf }]) }]) },
      ]);
      expect(
        await troubles(
          ['a.zip', zipOf([bomb, { name: named('good.pdf'), data: pdf }])],
          ['liar.zip', zipOf([{ ...bomb, says: 1_000 }])],
          ['two.zip', two],
          ['locked.zip', zipOf([{ name: named('a.pdf'), data: pdf, isLocked: true }])],
        ),
      ).toEqual([
        ['a.zip/bomb.pdf', 'tooLarge'],
        ['liar.zip/bomb.pdf', 'broken'],
        ['two.zip/b.zip/c.zip', 'nested'],
        ['locked.zip/a.pdf', 'locked'],
        ['a.zip/good.pdf', null],
      ]);
    });
  });
});
