/** A photograph is the right way up, however the telephone was held. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Picture, openPdf } from '../../../main/labels/pages.ts';
import { pdfOfJpeg } from '../../../main/labels/pictures.ts';

const photo = readFileSync(join(import.meta.dirname, '../../samples/photo.jpg'));

/** As a camera notes it, in either order of bytes. */
function heldAs(orientation: number, isLittle: boolean): Buffer {
  const entry = isLittle
    ? Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0])
    : Buffer.from([0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), entry]);
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([photo.subarray(0, 2), head, exif, photo.subarray(2)]);
}
async function drawn(jpeg: Buffer): Promise<Picture> {
  const page = (await openPdf(pdfOfJpeg(jpeg))).page(0);
  try {
    return page.draw(72).picture;
  } finally {
    page.close();
  }
}

/** Where a dot of the picture as it is seen stands in the picture as it is stored (Exif 2.3, 4.6.4). */
const storedAt: Readonly<Record<number, (x: number, y: number, width: number, height: number) => readonly [number, number]>> = {
  1: (x, y) => [x, y],
  2: (x, y, width) => [width - 1 - x, y],
  3: (x, y, width, height) => [width - 1 - x, height - 1 - y],
  4: (x, y, _, height) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _, height) => [y, height - 1 - x],
  7: (x, y, width, height) => [width - 1 - y, height - 1 - x],
  8: (x, y, width) => [width - 1 - y, x],
};

describe('a photograph', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('held in way %i is seen upright', async (orientation) => {
    const stored = await drawn(photo);
    const seen = await drawn(heldAs(orientation, orientation % 2 === 0));
    const isTurned = orientation > 4;
    expect([seen.width, seen.height]).toEqual(isTurned ? [stored.height, stored.width] : [stored.width, stored.height]);
    let apart = 0;
    for (let y = 0; y < seen.height; y += 1)
      for (let x = 0; x < seen.width; x += 1) {
        const [u, v] = storedAt[orientation]!(x, y, stored.width, stored.height);
        apart += Math.abs((seen.dots[y * seen.width + x] ?? 0) - (stored.dots[v * stored.width + u] ?? 0));
      }
    expect(apart / (seen.width * seen.height)).toBeLessThan(2);
  });

  it('whose camera noted nonsense is taken as it is', async () => {
    const stored = await drawn(photo);
    for (const bad of [heldAs(77, true), heldAs(0, false)]) expect((await drawn(bad)).dots).toEqual(stored.dots);
  });
});
