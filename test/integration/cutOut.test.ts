/** A label cut out of its pile: the same codes, the same text, the same size, nothing that is not seen, and the same bytes each time. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PilePiece } from '../../contract/pile.ts';
import type { CutOut, CutPage } from '../../main/labels/cutOut.ts';
import { lettersElsewhere, openPdf } from '../../main/labels/pages.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { pngOf, rasterOf, shopeeLabel } from '../samples/labels.ts';
import { type PileOptions, makePile } from '../samples/labelPiles.mts';
import { sheetsPdf } from '../samples/labelSheets.ts';

const folder = mkdtempSync(join(tmpdir(), 'cut-'));
const workers = deskWorkers(() => undefined);
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
const keep = (bytes: Buffer): string => {
  number += 1;
  const path = join(folder, `file-${number}`);
  writeFileSync(path, bytes);
  return path;
};
const read = (path: string, most: number, mime = 'application/pdf'): Promise<PilePiece[]> =>
  workers.run('pile.read', { name: 'a.pdf', path, mime, from: 1, most });
async function cut(path: string, labels: readonly { name: string; pages: CutPage[] }[], mime = 'application/pdf'): Promise<CutOut[]> {
  number += 1;
  mkdirSync(join(folder, `cut-${number}`));
  const made = await workers.run('pile.cut', { path, mime, labels, folder: join(folder, `cut-${number}`) });
  return made.map((each) => ({ ...each, file: each.file === null ? null : join(folder, `cut-${number}`, each.file) }));
}

const kinds: readonly (readonly [what: string, options: PileOptions])[] = [
  ['upright', { platform: 'shopee', labels: 1 }],
  ['turned', { platform: 'shopee', labels: 1, rotate: 90 }],
  ['turned round', { platform: 'shopee', labels: 1, rotate: 180 }],
  ['turned the other way', { platform: 'shopee', labels: 1, rotate: 270 }],
  ['on a larger page', { platform: 'shopee', labels: 1, beside: 15, rotate: 90 }],
  ['a picture', { platform: 'lazada', labels: 1 }],
  ['four on a sheet', { platform: 'shopee', labels: 4, up: 4 }],
  ['four on a turned larger sheet', { platform: 'shopee', labels: 4, up: 4, rotate: 90, beside: 15 }],
  ['two on a sheet', { platform: 'tiki', labels: 2, up: 2, rotate: 270 }],
];

describe('a label that is cut out', () => {
  it.each(kinds)('%s: has its codes, its text and its size, and no other’s', async (_, options) => {
    const path = keep(makePile(options).pdf);
    const pieces = await read(path, 1);
    const made = await cut(
      path,
      pieces.map(({ page, region }, index) => ({ name: `label-${index}`, pages: [{ page, region }] })),
    );
    expect(made).toHaveLength(options.labels);
    for (const [index, { file }] of made.entries()) {
      const piece = pieces[index]!;
      const [again, ...more] = await read(file!, 1);
      expect(more).toEqual([]);
      expect(again?.bars.map(({ text }) => text).sort()).toEqual(piece.bars.map(({ text }) => text).sort());
      // Where it lay on the sheet, and as large.
      const [was, is] = [piece.bars[0]?.place, again?.bars.find(({ format }) => format === piece.bars[0]?.format)?.place];
      expect(Math.abs((is?.width ?? 0) - (was?.width ?? 0))).toBeLessThan(2);
      expect(Math.abs((is?.x ?? 0) - (was?.x ?? 0) + (piece.region?.x ?? 0))).toBeLessThan(2);
      expect(Math.abs((is?.y ?? 0) - (was?.y ?? 0) + (piece.region?.y ?? 0))).toBeLessThan(2);
      const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/u).filter(Boolean).sort();
      expect(words(again?.text)).toEqual(words(piece.text));
      expect(again?.region).toBeNull();
    }
  });

  it('has its slips behind it', async () => {
    const pile = makePile({ platform: 'tiktok', labels: 2, slips: 2 });
    const path = keep(pile.pdf);
    const pages = [4, 5, 6].map((page) => ({ page, region: null }));
    const [made] = await cut(path, [{ name: 'second', pages }]);
    const again = await read(made!.file!, 3);
    expect(again.map(({ kind }) => kind)).toEqual(['label', 'slip', 'slip']);
    expect(again[1]?.text).toContain(pile.labels[1]?.order.order);
  });

  it('is the same to the last byte when it is cut again', async () => {
    const path = keep(makePile({ platform: 'shopee', labels: 8, up: 4 }).pdf);
    const labels = (await read(path, 2)).map(({ page, region }, index) => ({ name: `label-${index}`, pages: [{ page, region }] }));
    const first = await cut(path, labels);
    // Another second on the clock that PDFium writes down.
    await expect.poll(() => Date.now() % 1_000, { interval: 20 }).toBeLessThan(100);
    const second = await cut(path, labels.toReversed());
    expect(second.toReversed().map(({ sha256 }) => sha256)).toEqual(first.map(({ sha256 }) => sha256));
    expect(new Set(first.map(({ sha256 }) => sha256)).size).toBe(8);
  });

  it('stays what was drawn, and becomes no picture', async () => {
    const [made] = await cut(keep(makePile({ platform: 'shopee', labels: 1 }).pdf), [{ name: 'a', pages: [{ page: 1, region: null }] }]);
    expect(readFileSync(made!.file!, 'latin1')).not.toContain('/Subtype/Image');
    expect(made!.bytes).toBeLessThan(20_000);
  });

  describe('of a sheet with other people’s', () => {
    const four: PileOptions = { platform: 'shopee', labels: 4, up: 4 };
    async function cutAll(
      path: string,
    ): Promise<readonly { readonly piece: PilePiece; readonly bytes: Buffer; readonly again: PilePiece }[]> {
      const pieces = await read(path, 1);
      const labels = pieces.map(({ page, region }, index) => ({ name: `label-${index}`, pages: [{ page, region }] }));
      const all = [];
      for (const [index, { file }] of (await cut(path, labels)).entries())
        all.push({ piece: pieces[index]!, bytes: readFileSync(file!), again: (await read(file!, 1))[0]! });
      expect(all).toHaveLength(4);
      return all;
    }
    const codes = ({ bars }: PilePiece): string[] => bars.map(({ text }) => text).sort();
    /** Of the whole file, wherever they lie. */
    async function lettersIn(bytes: Uint8Array): Promise<{ seen: string; elsewhere: number }> {
      const pdf = await openPdf(bytes);
      const page = pdf.page(0);
      const seen = page.letters().text;
      page.close();
      const handle = pdf.library.FPDF_LoadPage(pdf.document, 0);
      return { seen, elsewhere: lettersElsewhere(pdf.library, handle, { x: 0, y: 0, width: page.width, height: page.height }) };
    }

    it('SECURITY: carries no letter of theirs, inside of its page or beside it', async () => {
      for (const options of [four, { ...four, rotate: 90, beside: 15 } as const])
        for (const { piece, bytes, again } of await cutAll(keep(makePile(options).pdf))) {
          expect(codes(again)).toEqual(codes(piece));
          const { seen, elsewhere } = await lettersIn(bytes);
          expect(seen).toContain('Mã đơn hàng');
          expect(elsewhere).toBe(0);
          expect(bytes.toString('latin1')).not.toContain('/Subtype/Image');
        }
    });

    it('SECURITY: is cut out of their picture, with its dots as they were', async () => {
      for (const { piece, bytes, again } of await cutAll(keep(makePile({ ...four, platform: 'lazada', dots: 203 }).pdf))) {
        expect(codes(again)).toEqual(codes(piece));
        const [, height] = /\/Height (\d+)/u.exec(bytes.toString('latin1')) ?? [];
        // Half of an A4 of 203 dots an inch.
        expect(Math.abs(Number(height) - 1_187)).toBeLessThan(60);
      }
    });

    it('SECURITY: becomes a picture where all of them are one drawing', async () => {
      const [whole] = await cut(keep(makePile(four).pdf), [{ name: 'sheet', pages: [{ page: 1, region: null }] }]);
      for (const { piece, bytes, again } of await cutAll(whole!.file!)) {
        expect(codes(again)).toEqual(codes(piece));
        expect(await lettersIn(bytes)).toEqual({ seen: '', elsewhere: 0 });
      }
    });
  });

  it('SECURITY: takes over no script, no action and no attached file', async () => {
    const label = shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' });
    const script = '/S/JavaScript/JS(app.alert\\(1\\))';
    const harmful = sheetsPdf([{ width: 105, height: 148, labels: [{ label, left: 0, top: 0 }] }], {
      catalogue: `/OpenAction<<${script}>>/Names<</JavaScript<</Names[(a)<<${script}>>]>>>>`,
      page: `/AA<</O<<${script}>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 200 200]/Border[0 0 0]/A<<${script}>>>>]`,
    });
    expect(harmful.toString('latin1')).toContain('JavaScript');
    const [made] = await cut(keep(harmful), [{ name: 'a', pages: [{ page: 1, region: null }] }]);
    const text = readFileSync(made!.file!, 'latin1');
    expect(text).not.toMatch(/JavaScript|OpenAction|\/AA|\/Annots|EmbeddedFile|app\.alert/);
    expect((await read(made!.file!, 1))[0]?.bars[0]?.text).toBe('SPXVN01234567890C');
  });

  it('that is a picture goes as it is', async () => {
    const png = pngOf(rasterOf(shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' }), 203));
    const [made] = await cut(keep(png), [{ name: 'a', pages: [{ page: 1, region: null }] }], 'image/png');
    expect(readFileSync(made!.file!).equals(png)).toBe(true);
  });

  it('from a page that is broken says so, and the others are cut all the same', async () => {
    const path = keep(makePile({ platform: 'shopee', labels: 1, broken: 1 }).pdf);
    const made = await cut(path, [
      { name: 'a', pages: [{ page: 2, region: null }] },
      { name: 'b', pages: [{ page: 1, region: null }] },
    ]);
    expect(made.map(({ trouble }) => trouble)).toEqual(['broken', null]);
  });
});
