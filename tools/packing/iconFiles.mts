/** The two icon files that are not plain pictures: Windows's `.ico` and macOS's `.icns`, as bytes. */

export interface Picture {
  /** Side in pixels. */
  readonly size: number;
  readonly png: Buffer;
  /** Four bytes a pixel, row by row from the top, not premultiplied. */
  readonly rgba: Buffer;
}

/**
 * Windows's icon file. Up to 64 pixels as bitmaps, which every part of Windows and every installer reads; larger ones as PNG.
 *
 * @see https://learn.microsoft.com/windows/win32/menurc/newheader
 */
export function ico(pictures: readonly Picture[]): Buffer {
  const images = pictures.map((picture) => (picture.size <= 64 ? bitmap(picture) : picture.png));
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let at = header.length;
  for (const [index, { size }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    const bytes = images[index]?.length ?? 0;
    // 256 is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(bytes, entry + 8);
    header.writeUInt32LE(at, entry + 12);
    at += bytes;
  }
  return Buffer.concat([header, ...images]);
}

/** BGRA from the bottom row up, then one bit a pixel for programs that know no alpha. */
function bitmap({ size, rgba }: Picture): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  // Both pictures together.
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(size * size * 4);
  const maskRow = Math.ceil(size / 32) * 4;
  const mask = Buffer.alloc(maskRow * size);
  for (let y = 0; y < size; y += 1) {
    const row = size - 1 - y;
    for (let x = 0; x < size; x += 1) {
      const from = (y * size + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(from, from + 4);
      colours.set([blue, green, red, alpha], (row * size + x) * 4);
      const bits = row * maskRow + (x >> 3);
      if (alpha === 0) mask[bits] = (mask[bits] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return Buffer.concat([header, colours, mask]);
}

/**
 * What macOS asks for: the type of each entry and its side in pixels. The two smallest are pixels, the others PNG; the same side at 1× and
 * 2× is two entries.
 */
const macEntries = [
  ['ic04', 16],
  ['ic05', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const;

/** macOS's icon file. @throws where one of 16, 32, 64, 128, 256, 512, 1024 is missing */
export function icns(pictures: readonly Picture[]): Buffer {
  const entries = macEntries.map(([type, size]) => {
    const picture = pictures.find((each) => each.size === size);
    if (picture === undefined) throw new Error(`${type} needs a picture of ${size} pixels`);
    const body = type === 'ic04' || type === 'ic05' ? argb(picture) : picture.png;
    return Buffer.concat([Buffer.from(type, 'latin1'), length(body.length + 8), body]);
  });
  const all = Buffer.concat(entries);
  return Buffer.concat([Buffer.from('icns', 'latin1'), length(all.length + 8), all]);
}

const length = (bytes: number): Buffer => {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(bytes);
  return field;
};

/** The four channels one after the other, each in runs of at most 128 bytes as they are, with the run's length less one before it. */
function argb({ rgba }: Picture): Buffer {
  const parts = [Buffer.from('ARGB', 'latin1')];
  for (const channel of [3, 0, 1, 2]) {
    const plane = rgba.filter((_byte, index) => index % 4 === channel);
    for (let at = 0; at < plane.length; at += 128) {
      const run = plane.subarray(at, at + 128);
      parts.push(Buffer.from([run.length - 1]), Buffer.from(run));
    }
  }
  return Buffer.concat(parts);
}
