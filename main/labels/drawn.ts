/** One label of a pile as a picture, for whoever decides whose it is. */
import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import type { PileBox } from '../../contract/pile.ts';
import { LabelFailure, type Picture, openPdf, pointsPerInch } from './pages.ts';

export interface DrawWanted {
  readonly path: string;
  /** As people call the file. */
  readonly name: string;
  readonly mime: string;
  /** From 1. */
  readonly page: number;
  /** Points of the page as it is seen; `null` for all of it. */
  readonly region: PileBox | null;
  /** Dots. */
  readonly width: number;
}

/** Finer than anybody looks. */
const finest = 600;

/** A picture goes as it is; of a PDF a PNG. @throws LabelFailure */
export async function drawPiece({
  path,
  mime,
  page,
  region,
  width,
}: Omit<DrawWanted, 'name'>): Promise<{ mime: string; bytes: Uint8Array<ArrayBuffer> }> {
  const bytes = await readFile(path);
  if (mime !== 'application/pdf') return { mime, bytes: new Uint8Array(bytes) };
  const opened = (await openPdf(bytes)).page(page - 1);
  try {
    const box = region ?? { x: 0, y: 0, width: opened.width, height: opened.height };
    if (!(box.width > 0 && box.height > 0)) throw new LabelFailure('broken');
    const { picture, dotsPerInch } = opened.draw(Math.min(finest, (width / box.width) * pointsPerInch));
    const scale = dotsPerInch / pointsPerInch;
    return { mime: 'image/png', bytes: pngOf(cropped(picture, box, scale)) };
  } finally {
    opened.close();
  }
}

function cropped({ dots, width, height }: Picture, box: PileBox, scale: number): Picture {
  const left = Math.min(width - 1, Math.max(0, Math.floor(box.x * scale)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(box.y * scale)));
  const across = Math.max(1, Math.min(width - left, Math.ceil(box.width * scale)));
  const down = Math.max(1, Math.min(height - top, Math.ceil(box.height * scale)));
  const cut = new Uint8Array(across * down);
  for (let row = 0; row < down; row += 1) {
    const at = (top + row) * width + left;
    cut.set(dots.subarray(at, at + across), row * across);
  }
  return { dots: cut, width: across, height: down };
}

/** Of grey dots, one byte each. */
function pngOf({ dots, width, height }: Picture): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) rows.set(dots.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1');
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0))]),
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
