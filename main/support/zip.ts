/**
 * Writes a ZIP archive into memory: for the support bundle, a handful of texts. Deflate, UTF-8 names, no directories, below
 * 4 GB.
 */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly content: string | Uint8Array;
}

const version = 20;
const namesAreUtf8 = 0x0800;
const deflated = 8;

/** `at` in Unix milliseconds, noted as the time of every file (UTC, to two seconds, from 1980). */
export function zip(entries: readonly ZipEntry[], at: number): Buffer {
  const time = new Date(Math.max(at, Date.UTC(1980, 0, 1)));
  const dosTime = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
  const dosDate = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    // What both headers have in common, from "version needed" to the length of the name.
    const common = Buffer.alloc(24);
    [version, namesAreUtf8, deflated, dosTime, dosDate].forEach((value, index) => common.writeUInt16LE(value, index * 2));
    [crc32(bytes), packed.length, bytes.length].forEach((value, index) => common.writeUInt32LE(value, 10 + index * 4));
    common.writeUInt16LE(path.length, 22);
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.alloc(2), path]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    // "Made by" (MS-DOS, 2.0); comment, disk and attributes stay 0.
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([version, 0]), common, Buffer.alloc(2), rest, path);
    files.push(head, packed);
    offset += head.length + packed.length;
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}
