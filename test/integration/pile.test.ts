/** Piles of labels: every page parted into its labels, with all codes of each, by the desk's own threads. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PileFile, PilePiece } from '../../contract/pile.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { openPile, readPile } from '../../main/workers/pile.ts';
import { pngOf, rasterOf, shopeeLabel, turned } from '../samples/labels.ts';
import { type Pile, type PileOptions, makePile } from '../samples/labelPiles.mts';
import { sheetsPdf } from '../samples/labelSheets.ts';

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
