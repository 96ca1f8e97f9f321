/**
 * The parts of a ZIP archive, by its directory at the end: what the headers in front of the parts say may be left out or wrong. Each part
 * is unpacked as it is read, counted, and checked against the sum that the directory has of it.
 */
import type { FileHandle } from 'node:fs/promises';
import { Readable, type TransformOptions, pipeline } from 'node:stream';
import { type ZlibOptions, crc32, createInflateRaw } from 'node:zlib';
import type { Bounds } from './bounds.ts';

interface Entry {
  readonly name: string;
  readonly isLocked: boolean;
  readonly method: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

export interface Zip {
  /** Whether there is a part of this name, in any case of its letters. */
  has(name: string): boolean;
  /** @throws DeskFailure `sheetBroken`, `sheetLocked`, `sheetExpandsTooMuch` */
  read(name: string, bounds: Bounds): AsyncGenerator<Buffer>;
}

const endSignature = 0x06054b50;
const endSize = 22;
const longEndSignature = 0x06064b50;
const longEndSize = 56;
const locatorSignature = 0x07064b50;
const locatorSize = 20;
const entrySignature = 0x02014b50;
const entrySize = 46;
const headerSignature = 0x04034b50;
const headerSize = 30;
/** In the place of a number that stands in the longer form. */
const elsewhere = 0xffffffff;
/** In bytes: thousands of parts. A workbook has a dozen. */
const longestDirectory = 4 * 1024 * 1024;
const readSize = 128 * 1024;
const unpackedSize = 128 * 1024;

const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase();

export async function openZip(file: FileHandle, size: number, bounds: Bounds): Promise<Zip> {
  const at = async (from: number, length: number): Promise<Buffer> => {
    if (from < 0 || length < 0 || from + length > size) throw bounds.fail('sheetBroken');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
    if (bytesRead < length) throw bounds.fail('sheetBroken');
    return buffer;
  };
  const entries = new Map<string, Entry>();
  const all = [...entriesIn(await directoryOf(at, size, bounds), bounds)].toSorted((one, other) => one.offset - other.offset);
  let free = 0;
  for (const entry of all) {
    const name = partName(entry.name);
    // SECURITY: parts that lie over each other unpack the same bytes again and again; of two of a name nobody knows which is meant.
    if (entry.offset < free || entries.has(name)) throw bounds.fail('sheetBroken');
    free = entry.offset + headerSize + entry.packed;
    entries.set(name, entry);
  }
  return {
    has: (name) => entries.has(partName(name)),
    read: async function* (name, reading) {
      const entry = entries.get(partName(name));
      if (entry === undefined) throw reading.fail('sheetBroken');
      if (entry.isLocked) throw reading.fail('sheetLocked');
      if (entry.method !== 0 && entry.method !== 8) throw reading.fail('sheetBroken');
      const header = await at(entry.offset, headerSize);
      if (header.readUInt32LE(0) !== headerSignature) throw reading.fail('sheetBroken');
      const from = entry.offset + headerSize + header.readUInt16LE(26) + header.readUInt16LE(28);
      if (from + entry.packed > size) throw reading.fail('sheetBroken');
      let sum = 0;
      let length = 0;
      const packed = blocksOf(file, from, from + entry.packed, reading);
      try {
        for await (const bytes of entry.method === 0 ? packed : unpacked(packed)) {
          sum = crc32(bytes, sum);
          length += bytes.length;
          reading.expanded(bytes.length);
          yield bytes;
        }
      } catch (cause) {
        // What zlib says of data that is none.
        if (String((cause as { readonly code?: unknown }).code).startsWith('Z_')) throw reading.fail('sheetBroken', {}, cause);
        throw cause;
      }
      if (sum !== entry.sum || length !== entry.size) throw reading.fail('sheetBroken');
    },
  };
}

async function* blocksOf(file: FileHandle, from: number, to: number, bounds: Bounds): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    bounds.goOn();
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(readSize, to - at)), 0, Math.min(readSize, to - at), at);
    if (bytesRead === 0) throw bounds.fail('sheetBroken');
    at += bytesRead;
    bounds.packed(bytesRead);
    yield buffer.subarray(0, bytesRead);
  }
}

/** Unpacked by another thread of Node's, a little ahead of whoever reads. */
async function* unpacked(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const options: ZlibOptions & TransformOptions = { chunkSize: unpackedSize, highWaterMark: 4 * unpackedSize };
  const inflate = createInflateRaw(options);
  // A fault of either side ends both, and is thrown below.
  pipeline(Readable.from(packed), inflate, () => undefined);
  for await (const bytes of inflate) yield bytes as Buffer;
}

type At = (from: number, length: number) => Promise<Buffer>;

async function directoryOf(at: At, size: number, bounds: Bounds): Promise<Buffer> {
  const tailSize = Math.min(size, endSize + 0xffff + locatorSize);
  const tail = await at(size - tailSize, tailSize);
  for (let end = tailSize - endSize; end >= 0; end -= 1) {
    if (tail.readUInt32LE(end) !== endSignature) continue;
    let length = tail.readUInt32LE(end + 12);
    let from = tail.readUInt32LE(end + 16);
    let behind = size - tailSize + end;
    const locator = end - locatorSize;
    if (locator >= 0 && tail.readUInt32LE(locator) === locatorSignature) {
      const longEnd = Number(tail.readBigUInt64LE(locator + 8));
      const long = await at(longEnd, longEndSize);
      if (long.readUInt32LE(0) !== longEndSignature) throw bounds.fail('sheetBroken');
      length = Number(long.readBigUInt64LE(40));
      from = Number(long.readBigUInt64LE(48));
      behind = longEnd;
    }
    // Signs that look like an end may stand in a comment.
    if (length > longestDirectory || length > behind) continue;
    if (length > 0) {
      const isThere = async (place: number): Promise<boolean> =>
        place >= 0 && place + length <= behind && (await at(place, 4)).readUInt32LE(0) === entrySignature;
      if (!(await isThere(from))) continue;
    }
    return at(from, length);
  }
  throw bounds.fail('sheetBroken');
}

function* entriesIn(directory: Buffer, bounds: Bounds): Generator<Entry> {
  for (let at = 0; at + entrySize <= directory.length;) {
    if (directory.readUInt32LE(at) !== entrySignature) throw bounds.fail('sheetBroken');
    const nameEnd = at + entrySize + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const next = extraEnd + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw bounds.fail('sheetBroken');
    const long = longNumbers(directory.subarray(nameEnd, extraEnd));
    const number = (place: number): number => {
      const short = directory.readUInt32LE(at + place);
      return short === elsewhere ? (long.shift() ?? short) : short;
    };
    // In the order of the longer form.
    const size = number(24);
    const packed = number(20);
    const offset = number(42);
    yield {
      name: directory.toString('utf8', at + entrySize, nameEnd),
      isLocked: (directory.readUInt16LE(at + 8) & 1) !== 0,
      method: directory.readUInt16LE(at + 10),
      sum: directory.readUInt32LE(at + 16),
      size,
      packed,
      offset,
    };
    at = next;
  }
}

/** ZIP64's sizes and places. */
function longNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const numbers: number[] = [];
      for (let place = at + 4; place + 8 <= Math.min(end, extra.length); place += 8) numbers.push(Number(extra.readBigUInt64LE(place)));
      return numbers;
    }
    at = end;
  }
  return [];
}
