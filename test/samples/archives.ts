/** Archives, written by hand: with names in any code, heads that lie, entries that are locked. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: Buffer;
  readonly data: Buffer;
  /** It says that its name is UTF-8. */
  readonly isUtf8?: boolean;
  readonly isPacked?: boolean;
  readonly isLocked?: boolean;
  /** So many bytes it says that it unpacks to. */
  readonly says?: number;
}

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const [bodies, heads]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name, data, isUtf8 = false, isPacked = false, isLocked = false, says = data.length } of entries) {
    const plain = isPacked ? deflateRawSync(data) : data;
    // What is locked has twelve bytes in front.
    const packed = isLocked ? Buffer.concat([Buffer.alloc(12), plain]) : plain;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((isUtf8 ? 0x800 : 0) | (isLocked ? 1 : 0), 2);
    common.writeUInt16LE(isPacked ? 8 : 0, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says, 18);
    common.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const more = Buffer.alloc(14);
    more.writeUInt32LE(at, 10);
    heads.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, more, name]));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
