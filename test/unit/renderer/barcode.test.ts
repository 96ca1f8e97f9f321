/** The barcode on a carton's label is read by a decoder, bar by bar as a printer of 203 dpi puts it on paper. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { barWidth, barcodeOf } from '../../../renderer/paper/carton.ts';

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

/** The bars of the drawing, in dots: black where one is. `dots` is the width of the narrowest. */
function printedOn203dpi(
  code: string,
  room: number,
): { readonly data: Uint8ClampedArray<ArrayBuffer>; readonly width: number; readonly height: number } {
  const barcode = barcodeOf(code);
  const bar = barcode === null ? null : barWidth(barcode.modules, room);
  if (barcode === null || bar === null) throw new Error(`no barcode for ${code}`);
  const dots = Math.round(bar / 0.125);
  const [quiet, height] = [10 * dots, 60];
  const width = barcode.modules * dots + 2 * quiet;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [, stroke, path] of barcode.svg.matchAll(/stroke-width="([\d.]+)" d="([^"]*)"/g)) {
    for (const [, x] of (path ?? '').matchAll(/M([\d.]+) /g)) {
      const left = quiet + (Number(x) - Number(stroke) / 2) * dots;
      for (let row = 0; row < height; row += 1)
        for (let column = left; column < left + Number(stroke) * dots; column += 1)
          data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
  return { data, width, height };
}

test.each(['PKG-1', 'PKG-2026-000123', '8938505970012', 'kien_01/02 (do)', 'A', 'THUNG-SO-0123456789-ABCD'])(
  'a package code is read as it is: %s',
  async (code) => {
    for (const room of [100, 105]) {
      const read = await readBarcodes(
        { ...printedOn203dpi(code, room), colorSpace: 'srgb' },
        {
          formats: ['Code128'],
          tryHarder: true,
        },
      );
      expect(read.map(({ text }) => text)).toEqual([code]);
    }
  },
);

test('a code that Code 128 cannot write, or that is too long for the paper, gets no barcode instead of a wrong one', () => {
  expect(barcodeOf('Kiện đỏ')).toBeNull();
  const long = barcodeOf('X'.repeat(60));
  expect(barWidth(long?.modules ?? 0, 100)).toBeNull();
});

test('the bars are whole dots of a printer, as wide as there is room for', () => {
  expect(barWidth(100, 100)).toBe(0.75);
  expect(barWidth(100, 400)).toBe(1);
  expect(barWidth(380, 100)).toBe(0.25);
});
