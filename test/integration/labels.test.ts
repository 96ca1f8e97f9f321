/** Labels as files: PDFs with and without text, pictures, turned, coarse; and files that mean harm. Read by the desk's own threads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { PagesRead } from '../../main/labels/read.ts';
import { saysOf } from '../../main/labels/says.ts';
import { withMost } from '../../main/labels/wasm.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { makePile } from '../samples/labelPiles.mts';
import { type LabelPage, labelsPdf, pngOf, rasterOf, shopeeLabel, turned } from '../samples/labels.ts';

const folder = mkdtempSync(join(tmpdir(), 'labels-'));
const workers = deskWorkers(() => undefined);
afterAll(async () => {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
});

let number = 0;
async function read(bytes: Buffer, mime = 'application/pdf', { from = 1, most = 20 } = {}): Promise<PagesRead> {
  number += 1;
  const path = join(folder, `file-${number}`);
  writeFileSync(path, bytes);
  return workers.run('labels.read', { path, mime, from, most });
}
const codesOf = ({ read: pages }: PagesRead): string[] =>
  pages.flatMap(({ bars }) => bars.map(({ format, text }) => `${format} ${text}`)).sort();

const spx = 'SPXVN01234567890C';
const label = shopeeLabel({ tracking: spx, order: '260806ABCDE123' });
const both = [`Code128 ${spx}`, `QRCode ${spx}`];

describe('a PDF', () => {
  it('gives all its codes and its text, with the size of its page', async () => {
    const found = await read(labelsPdf([label]));
    expect(codesOf(found)).toEqual(both);
    expect(found.pages).toBe(1);
    expect(found.read[0]?.text).toContain('Mã đơn hàng: 260806ABCDE123');
    expect(found.read[0]?.size?.width).toBeCloseTo(105, 1);
  });

  it.each([90, 180, 270] as const)('whose page is turned by %i degrees is read all the same', async (rotate) => {
    expect(codesOf(await read(labelsPdf([{ ...label, rotate }])))).toEqual(both);
  });

  it('that is only a picture, as coarse as a label printer, gives all its codes', async () => {
    const found = await read(labelsPdf([label], 203));
    expect(codesOf(found)).toEqual(both);
    expect(found.read[0]?.text).toBe('');
  });

  it('gives every kind of code', async () => {
    const page: LabelPage = {
      width: 105,
      height: 148,
      codes: [
        { kind: 'code128', text: 'GAB1CDE2', left: 10, top: 10 },
        { kind: 'qrcode', text: 'order=1', left: 70, top: 30, module: 0.75 },
        { kind: 'datamatrix', text: '6000000000000000001', left: 10, top: 40, module: 0.75 },
        { kind: 'pdf417', text: '812345678901', left: 10, top: 80, module: 0.4 },
      ],
    };
    expect(codesOf(await read(labelsPdf([page])))).toEqual([
      'Code128 GAB1CDE2',
      'DataMatrix 6000000000000000001',
      'PDF417 812345678901',
      'QRCode order=1',
    ]);
  });

  it('is read a few pages at a time, and says how many there are', async () => {
    const pages = Array.from({ length: 5 }, (_, at) => shopeeLabel({ tracking: `SPXVN01234567890${at}`, order: `26080${at}ABCDE123` }));
    const found = await read(labelsPdf(pages), 'application/pdf', { from: 2, most: 2 });
    expect(found.pages).toBe(5);
    expect(found.read.map((page) => [page.number, page.bars[0]?.text])).toEqual([
      [2, 'SPXVN012345678901'],
      [3, 'SPXVN012345678902'],
    ]);
  });
});

it('tells of each code whether a label printer prints it legibly', async () => {
  const pale = makePile({ platform: 'shopee', labels: 2, faint: 1 });
  const found = await read(pale.pdf);
  expect(found.read.map(({ bars }) => bars.map(({ legible }) => legible))).toEqual([
    [false, false],
    [true, true],
  ]);
  const says = [found.read.slice(0, 1), found.read.slice(1)].map((pages) => saysOf({ pages: 1, read: pages, trouble: null }, () => null));
  expect(says.map(({ legible }) => legible)).toEqual([false, true]);
});

describe('a picture', () => {
  it.each([0, 15, 45, 90, 200])('of 203 dots an inch, turned by %i degrees, gives the bars of its label', async (degrees) => {
    const found = await read(pngOf(turned(rasterOf(label, 203), degrees)), 'image/png');
    expect(codesOf(found)).toEqual(both);
  });

  it('with bars alone is read however it lies', async () => {
    const bars = { ...label, codes: label.codes.filter(({ kind }) => kind === 'code128') };
    expect(codesOf(await read(pngOf(turned(rasterOf(bars, 203), 52)), 'image/png'))).toEqual([`Code128 ${spx}`]);
  });

  it('of a kind that is not read says so', async () => {
    expect((await read(Buffer.from('RIFF0000WEBP'), 'image/webp')).trouble).toBe('otherKind');
  });
});

describe('a file that means harm, or is broken', () => {
  const whole = labelsPdf([label, label]);

  it('is said to be so: cut off, no PDF, no pages, a picture that is none', async () => {
    expect((await read(Buffer.from('%PDF-1.7\nnothing'))).trouble).toBe('broken');
    expect((await read(Buffer.alloc(0))).trouble).toBe('broken');
    expect((await read(whole.subarray(0, 200))).trouble).toBe('broken');
    expect((await read(Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png')).trouble).toBe('broken');
    expect((await read(Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg')).trouble).toBe('broken');
    const pageless = whole
      .toString('latin1')
      .replace('/Count 2', '/Count 0')
      .replace(/Kids\[[^\]]*\]/, (kids) => `Kids[${' '.repeat(kids.length - 6)}]`);
    expect((await read(Buffer.from(pageless, 'latin1'))).trouble).toBe('noPages');
  });

  it('that is locked with a password is said to be so', async () => {
    const encrypted =
      '/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)>>/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]';
    expect((await read(Buffer.from(whole.toString('latin1').replace('/Root 1 0 R', `/Root 1 0 R${encrypted}`), 'latin1'))).trouble).toBe(
      'locked',
    );
  });

  it('with a page as large as a house is drawn no larger than a sheet', async () => {
    const found = await read(labelsPdf([{ ...label, width: 5_000, height: 5_000 }]));
    expect(found.read).toHaveLength(1);
    expect(found.read[0]?.trouble).toBeNull();
  });

  it('with ten thousand pages is read as far as it was asked for', async () => {
    const blank: LabelPage = { width: 105, height: 148, codes: [] };
    const found = await read(labelsPdf([label, ...Array.from({ length: 9_999 }, () => blank)]), 'application/pdf', { from: 1, most: 3 });
    expect([found.pages, found.read.length, found.read[0]?.bars.length]).toEqual([10_000, 3, 2]);
  });

  it('SECURITY: whose picture unpacks to gigabytes uses no more memory than it may, and keeps no other page from being read', async () => {
    const text = labelsPdf([label, label], 72).toString('latin1');
    const found = await read(
      Buffer.from(
        text.replace(/\/Width \d+\/Height \d+\/ColorSpace\/DeviceGray/, '/Width 60000/Height 60000/ColorSpace/DeviceRGB'),
        'latin1',
      ),
    );
    expect(found.pages).toBe(2);
    expect(found.read).toHaveLength(2);
    expect(process.memoryUsage().rss).toBeLessThan(2_000_000_000);
  });

  it('SECURITY: a PNG that unpacks to gigabytes is not unpacked', async () => {
    const head = pngOf({ dots: Buffer.alloc(1, 255), width: 1, height: 1 });
    const large = Buffer.from(head);
    large.writeUInt32BE(60_000, 16);
    large.writeUInt32BE(60_000, 20);
    expect((await read(large, 'image/png')).trouble).toBe('tooLarge');
    const data = deflateSync(Buffer.alloc(50_000_000), { level: 9 });
    const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from('IDAT'), data, Buffer.alloc(4)]);
    chunk.writeUInt32BE(data.length, 0);
    const end = head.indexOf('IDAT') - 4;
    expect((await read(Buffer.concat([head.subarray(0, end), chunk]), 'image/png')).trouble).toBe('tooLarge');
  });

  it('is let go of when nobody wants it any more', async () => {
    const path = join(folder, 'stopped');
    writeFileSync(path, labelsPdf(Array.from({ length: 60 }, () => label)));
    const stop = new AbortController();
    const reading = workers.run(
      'labels.read',
      { path, mime: 'application/pdf', from: 1, most: 60 },
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    await expect(reading).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });
});

it('SECURITY: the programs’ memory is bounded, and one that cannot be bounded is not begun', () => {
  const memory = (flags: readonly number[]): Uint8Array<ArrayBuffer> =>
    new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 5, flags.length + 1, 1, ...flags]);
  const [, most] = [0, withMost(memory([1, 1, 0x80, 0x80, 2]), 1)];
  expect(Array.from(most.slice(-3))).toEqual([0x90, 0x80, 0]);
  const module = new WebAssembly.Module(most);
  expect(module).toBeInstanceOf(WebAssembly.Module);
  expect(() => withMost(memory([0, 1]), 1)).toThrow(/bounded/);
});
