/** The app's own icons are there in every size each system asks for, in files that its tools can read. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { icns, ico } from '../../../tools/packing/iconFiles.mts';

const build = resolve(import.meta.dirname, '../../../build');
const read = (name: string): Buffer => readFileSync(join(build, name));
/** The side of a PNG in pixels; 0 for what is none, or not square. */
const sideOf = (png: Buffer): number =>
  png.readUInt32BE(0) === 0x89504e47 && png.readUInt32BE(16) === png.readUInt32BE(20) ? png.readUInt32BE(16) : 0;

function icoEntries(file: Buffer): { readonly size: number; readonly image: Buffer }[] {
  return Array.from({ length: file.readUInt16LE(4) }, (_entry, index) => {
    const at = 6 + 16 * index;
    const from = file.readUInt32LE(at + 12);
    return { size: file.readUInt8(at) || 256, image: file.subarray(from, from + file.readUInt32LE(at + 8)) };
  });
}

function icnsEntries(file: Buffer): { readonly type: string; readonly body: Buffer }[] {
  const entries = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    entries.push({ type: file.toString('latin1', at, at + 4), body: file.subarray(at + 8, at + file.readUInt32BE(at + 4)) });
  return entries;
}

/** Reads a bitmap of an icon file back: four bytes a pixel from the top. */
function pixelsOf(image: Buffer, size: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [blue = 0, green = 0, red = 0, alpha = 0] = image.subarray(40 + ((size - 1 - y) * size + x) * 4);
      pixels.set([red, green, blue, alpha], (y * size + x) * 4);
    }
  }
  return pixels;
}

/** Undoes macOS's runs. */
function planesOf(body: Buffer): Buffer {
  const planes: Buffer[] = [];
  for (let at = 4; at < body.length;) {
    const code = body.readUInt8(at);
    const length = code < 128 ? code + 1 : code - 125;
    planes.push(code < 128 ? body.subarray(at + 1, at + 1 + length) : Buffer.alloc(length, body[at + 1]));
    at += code < 128 ? 1 + length : 2;
  }
  return Buffer.concat(planes);
}

describe('the icon', () => {
  it('of Windows has nine sizes, from the task bar’s at 100 % to the large tile', () => {
    const entries = icoEntries(read('icon.ico'));
    expect(entries.map(({ size }) => size)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256]);
    for (const { size, image } of entries) {
      if (size > 64) expect(sideOf(image)).toBe(size);
      else expect([image.readUInt32LE(0), image.readInt32LE(4), image.readInt32LE(8)]).toEqual([40, size, size * 2]);
    }
  });

  it('of macOS has every size at 1× and 2×', () => {
    const entries = icnsEntries(read('icon.icns'));
    expect(read('icon.icns').readUInt32BE(4)).toBe(read('icon.icns').length);
    expect(
      Object.fromEntries(
        entries.map(({ type, body }) => [type, type === 'ic04' || type === 'ic05' ? planesOf(body).length : sideOf(body)]),
      ),
    ).toEqual({
      ic04: 16 * 16 * 4,
      ic05: 32 * 32 * 4,
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic13: 256,
      ic08: 256,
      ic14: 512,
      ic09: 512,
      ic10: 1024,
    });
  });

  it('of Linux has a picture for each size that desktops look for', () => {
    const names = readdirSync(join(build, 'icons'));
    expect(names.toSorted()).toEqual([
      '128x128.png',
      '16x16.png',
      '24x24.png',
      '256x256.png',
      '32x32.png',
      '48x48.png',
      '512x512.png',
      '64x64.png',
    ]);
    for (const name of names) expect(`${sideOf(read(`icons/${name}`))}x`).toBe(name.slice(0, name.indexOf('x') + 1));
  });

  it('leaves the corners free and fills the middle, on every system', () => {
    for (const { size, image } of icoEntries(read('icon.ico')).filter((entry) => entry.size <= 64)) {
      const pixels = pixelsOf(image, size);
      const alpha = (x: number, y: number): number => pixels[(y * size + x) * 4 + 3] ?? -1;
      expect([alpha(0, 0) < 128, alpha(size - 1, size - 1) < 128, alpha(size / 2, size / 2)]).toEqual([true, true, 255]);
    }
    const [alpha] = [planesOf(icnsEntries(read('icon.icns'))[0]?.body ?? Buffer.alloc(4))];
    expect([alpha?.[0], alpha?.[8 * 16 + 8]]).toEqual([0, 255]);
  });

  it('file keeps each pixel where and as it was drawn', () => {
    const of = (size: number) => ({
      size,
      png: Buffer.alloc(0),
      rgba: Buffer.from(Array.from({ length: size * size * 4 }, (_byte, index) => (index * 7) % 256)),
    });
    const sixteen = of(16);
    expect(pixelsOf(icoEntries(ico([sixteen]))[0]?.image ?? Buffer.alloc(0), 16).equals(sixteen.rgba)).toBe(true);
    const all = icnsEntries(icns([16, 32, 64, 128, 256, 512, 1024].map(of)));
    const planes = planesOf(all[0]?.body ?? Buffer.alloc(0));
    // Alpha, red, green, blue of the fourth pixel.
    expect([0, 1, 2, 3].map((plane) => planes[plane * 256 + 3])).toEqual([3, 0, 1, 2].map((channel) => sixteen.rgba[3 * 4 + channel]));
    expect(() => icns([of(16)])).toThrow('ic05 needs a picture of 32 pixels');
  });
});
