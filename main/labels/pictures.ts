/** Pictures of labels: screenshots, photographs, scans. */
import { inflateSync } from 'node:zlib';
import { LabelFailure, type Picture } from './pages.ts';

/** A photograph of a telephone has 12 million. */
const mostDots = 50_000_000;

/** SECURITY: a PNG of a few bytes may unpack to gigabytes. What is in it is measured before it is taken out. @throws LabelFailure */
export async function pictureOfPng(bytes: Uint8Array): Promise<Picture> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let [width, height, depth, kind] = [0, 0, 0, 0];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) break;
    if (name === 'IHDR' && length >= 13)
      [width, height, depth, kind] = [view.getUint32(at + 8), view.getUint32(at + 12), bytes[at + 16] ?? 0, bytes[at + 17] ?? 0];
    if (name === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + length));
    if (name === 'IEND') break;
    at += 12 + length;
  }
  const channels = ({ 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as Readonly<Record<number, number>>)[kind] ?? 0;
  if (width === 0 || height === 0 || channels === 0) throw new LabelFailure('broken');
  if (width * height > mostDots) throw new LabelFailure('tooLarge');
  // With what interlacing adds.
  const most = (Math.ceil((width * channels * depth) / 8) + 16) * (height + 16) * 2;
  try {
    inflateSync(Buffer.concat(parts), { maxOutputLength: most });
  } catch (cause) {
    throw new LabelFailure(cause instanceof RangeError ? 'tooLarge' : 'broken');
  }
  const { decode } = await import('fast-png');
  let png: ReturnType<typeof decode>;
  try {
    png = decode(bytes);
  } catch {
    throw new LabelFailure('broken');
  }
  return { dots: greyOf(png), width: png.width, height: png.height };
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
  readonly depth: number;
  readonly channels: number;
  readonly palette?: readonly (readonly number[])[];
}

/** On white, where it is transparent. */
function greyOf({ width, height, data, depth, channels, palette }: Decoded): Uint8Array {
  const dots = new Uint8Array(width * height);
  const toByte = depth === 16 ? 1 / 257 : depth < 8 ? 255 / (2 ** depth - 1) : 1;
  const samples = depth < 8 ? unpacked(data, width, height, depth) : data;
  for (let dot = 0; dot < dots.length; dot += 1) {
    const sample = (channel: number): number => (samples[dot * channels + channel] ?? 0) * toByte;
    if (palette !== undefined) {
      const [red = 255, green = red, blue = red, opaque = 255] = palette[samples[dot] ?? 0] ?? [];
      dots[dot] = onWhite(brightness(red, green, blue), opaque);
    } else if (channels >= 3) dots[dot] = onWhite(brightness(sample(0), sample(1), sample(2)), channels === 4 ? sample(3) : 255);
    else dots[dot] = onWhite(sample(0), channels === 2 ? sample(1) : 255);
  }
  return dots;
}

const brightness = (red: number, green: number, blue: number): number => red * 0.299 + green * 0.587 + blue * 0.114;
const onWhite = (bright: number, opaque: number): number => 255 - ((255 - bright) * opaque) / 255;

/** Fewer than eight bits a sample stand side by side, each row from a byte of its own. */
function unpacked(data: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  if (data.length >= width * height) return Uint8Array.from(data);
  const row = Math.ceil((width * depth) / 8);
  const samples = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const byte = data[y * row + ((x * depth) >> 3)] ?? 0;
      samples[y * width + x] = (byte >> (8 - depth - ((x * depth) & 7))) & (2 ** depth - 1);
    }
  return samples;
}

/**
 * A JPEG as a PDF of one page, a point a dot and the right way up, for PDFium to draw, which decodes within its own memory. @throws
 * LabelFailure `broken`, `tooLarge`
 */
export function pdfOfJpeg(bytes: Uint8Array): Uint8Array {
  const { width, height, channels } = sizeOfJpeg(bytes);
  if (width * height > mostDots) throw new LabelFailure('tooLarge');
  const space = { 1: '/DeviceGray', 3: '/DeviceRGB', 4: '/DeviceCMYK' }[channels];
  if (space === undefined || width === 0 || height === 0) throw new LabelFailure('broken');
  const turn = orientationOf(bytes);
  const [across, down] = turn > 4 ? [height, width] : [width, height];
  const content = `q ${placed(turn, width, height)} cm /I Do Q`;
  const before = [
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${across} ${down}]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>endobj\n`,
    `4 0 obj<</Length ${content.length}>>stream\n${content}\nendstream endobj\n`,
    `5 0 obj<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${space}/BitsPerComponent 8`,
    // As Photoshop writes four colours, and nearly nobody else: a label in CMYK is not met otherwise.
    `${channels === 4 ? '/Decode[1 0 1 0 1 0 1 0]' : ''}/Filter/DCTDecode/Length ${bytes.length}>>stream\n`,
  ].join('');
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')]);
}

/** Where the picture's own square goes, for each of the eight ways in which a camera may have been held (Exif 2.3, 4.6.4). */
function placed(orientation: number, width: number, height: number): string {
  const [w, h] = [width, height];
  const ways: Readonly<Record<number, readonly number[]>> = {
    2: [-w, 0, 0, h, w, 0],
    3: [-w, 0, 0, -h, w, h],
    4: [w, 0, 0, -h, 0, h],
    5: [0, -w, -h, 0, h, w],
    6: [0, -w, h, 0, 0, w],
    7: [0, w, h, 0, 0, 0],
    8: [0, w, -h, 0, h, 0],
  };
  return (ways[orientation] ?? [w, 0, 0, h, 0, 0]).join(' ');
}

/** What the camera noted of how it was held, 1 to 8; 1 where it noted nothing, or nothing that is known. */
function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length && view.getUint8(at) === 0xff;) {
    const [marker, length] = [view.getUint8(at + 1), view.getUint16(at + 2)];
    if (marker === 0xda) return 1;
    const isExif = marker === 0xe1 && length > 16 && at + 20 <= bytes.length && view.getUint32(at + 4) === 0x45786966;
    if (!isExif) {
      at += 2 + length;
      continue;
    }
    const start = at + 10;
    const end = Math.min(bytes.length, at + 2 + length);
    const isLittle = view.getUint16(start) === 0x4949;
    const first = start + view.getUint32(start + 4, isLittle);
    if (first + 2 > end) return 1;
    for (let entry = 0; entry < view.getUint16(first, isLittle); entry += 1) {
      const place = first + 2 + entry * 12;
      if (place + 12 > end) return 1;
      if (view.getUint16(place, isLittle) !== 0x0112) continue;
      const value = view.getUint16(place + 8, isLittle);
      return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
  }
  return 1;
}

/** What of this box is in the picture. */
export function crop({ dots, width, height }: Picture, box: { x: number; y: number; width: number; height: number }): Picture {
  const [left, top] = [Math.max(0, Math.floor(box.x)), Math.max(0, Math.floor(box.y))];
  const [right, bottom] = [Math.min(width, Math.ceil(box.x + box.width)), Math.min(height, Math.ceil(box.y + box.height))];
  const [across, down] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  const out = new Uint8Array(across * down).fill(255);
  for (let row = top; row < bottom; row += 1) out.set(dots.subarray(row * width + left, row * width + right), (row - top) * across);
  return { dots: out, width: across, height: down };
}

/** Half as wide and half as high, each dot the mean of four. */
export function halved({ dots, width, height }: Picture): Picture {
  const [across, down] = [width >> 1, height >> 1];
  const out = new Uint8Array(across * down);
  for (let y = 0; y < down; y += 1)
    for (let x = 0; x < across; x += 1) {
      const at = 2 * y * width + 2 * x;
      out[y * across + x] = ((dots[at] ?? 0) + (dots[at + 1] ?? 0) + (dots[at + width] ?? 0) + (dots[at + width + 1] ?? 0)) >> 2;
    }
  return { dots: out, width: across, height: down };
}

/** From its frame's head (ITU-T T.81, B.2.2). @throws LabelFailure `broken` */
function sizeOfJpeg(bytes: Uint8Array): { readonly width: number; readonly height: number; readonly channels: number } {
  const two = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  for (let at = 2; at + 10 < bytes.length;) {
    if (bytes[at] !== 0xff) throw new LabelFailure('broken');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: two(at + 5), width: two(at + 7), channels: bytes[at + 9] ?? 0 };
    at += 2 + two(at + 2);
  }
  throw new LabelFailure('broken');
}

/** Turned to the left by so many degrees, on white. */
export function turnedBack({ dots, width, height }: Picture, degrees: number): Picture {
  const angle = (-degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const across = Math.ceil(Math.abs(width * cos) + Math.abs(height * sin));
  const down = Math.ceil(Math.abs(width * sin) + Math.abs(height * cos));
  const out = new Uint8Array(across * down).fill(255);
  for (let y = 0; y < down; y += 1) {
    const fromY = y - down / 2;
    for (let x = 0; x < across; x += 1) {
      const fromX = x - across / 2;
      const column = Math.round(fromX * cos + fromY * sin + width / 2);
      const row = Math.round(fromY * cos - fromX * sin + height / 2);
      if (column >= 0 && column < width && row >= 0 && row < height) out[y * across + x] = dots[row * width + column] ?? 255;
    }
  }
  return { dots: out, width: across, height: down };
}
