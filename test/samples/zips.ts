/** ZIP archives as programs write them, and as no program should. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipManner {
  /** Sizes and sum stand behind a part, and zeros in front of it: so whoever writes to a pipe does it. */
  readonly isStreamed?: boolean;
  /** All numbers in the longer form, as for parts beyond 4 GB. */
  readonly isLong?: boolean;
  readonly isStored?: boolean;
  /** What the directory says of a part, where it is not so. */
  readonly tells?: (name: string) => { readonly sum?: number; readonly size?: number };
}

const long = 0xffffffff;

function header(signature: number, size: number, write: (header: Buffer) => void): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(signature, 0);
  write(bytes);
  return bytes;
}

export function zipOf(parts: Readonly<Record<string, string | Buffer>>, manner: ZipManner = {}): Buffer {
  const { isStreamed = false, isLong = false, isStored = false, tells } = manner;
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const flags = (isStreamed ? 8 : 0) | 0x800;
  for (const [path, content] of Object.entries(parts)) {
    const name = Buffer.from(path);
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const { sum = crc32(bytes), size = bytes.length } = tells?.(path) ?? {};
    const extra = Buffer.alloc(isLong ? 28 : 0);
    if (isLong) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      for (const [at, number] of [size, packed.length, offset].entries()) extra.writeBigUInt64LE(BigInt(number), 4 + at * 8);
    }
    const local = header(0x04034b50, 30, (head) => {
      head.writeUInt16LE(flags, 6);
      head.writeUInt16LE(isStored ? 0 : 8, 8);
      if (!isStreamed) {
        head.writeUInt32LE(sum, 14);
        head.writeUInt32LE(packed.length, 18);
        head.writeUInt32LE(size, 22);
      }
      head.writeUInt16LE(name.length, 26);
    });
    const behind = header(0x08074b50, 16, (end) => {
      end.writeUInt32LE(sum, 4);
      end.writeUInt32LE(packed.length, 8);
      end.writeUInt32LE(size, 12);
    });
    const here = Buffer.concat([local, name, packed, isStreamed ? behind : Buffer.alloc(0)]);
    written.push(here);
    const entry = header(0x02014b50, 46, (head) => {
      head.writeUInt16LE(flags, 8);
      head.writeUInt16LE(isStored ? 0 : 8, 10);
      head.writeUInt32LE(sum, 16);
      head.writeUInt32LE(isLong ? long : packed.length, 20);
      head.writeUInt32LE(isLong ? long : size, 24);
      head.writeUInt16LE(name.length, 28);
      head.writeUInt16LE(extra.length, 30);
      head.writeUInt32LE(isLong ? long : offset, 42);
    });
    directory.push(entry, name, extra);
    offset += here.length;
  }
  const list = Buffer.concat(directory);
  const count = Object.keys(parts).length;
  const longEnd = header(0x06064b50, 56, (end) => {
    end.writeBigUInt64LE(44n, 4);
    end.writeBigUInt64LE(BigInt(count), 24);
    end.writeBigUInt64LE(BigInt(count), 32);
    end.writeBigUInt64LE(BigInt(list.length), 40);
    end.writeBigUInt64LE(BigInt(offset), 48);
  });
  const locator = header(0x07064b50, 20, (end) => {
    end.writeBigUInt64LE(BigInt(offset + list.length), 8);
    end.writeUInt32LE(1, 16);
  });
  const end = header(0x06054b50, 22, (last) => {
    last.writeUInt16LE(isLong ? 0xffff : count, 8);
    last.writeUInt16LE(isLong ? 0xffff : count, 10);
    last.writeUInt32LE(isLong ? long : list.length, 12);
    last.writeUInt32LE(isLong ? long : offset, 16);
  });
  return Buffer.concat([...written, list, ...(isLong ? [longEnd, locator] : []), end]);
}
