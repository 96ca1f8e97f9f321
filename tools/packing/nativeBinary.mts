/** Which system and processors a native module was built for, read from its first bytes: ELF, Mach-O (also fat) and PE. */
import { readFileSync } from 'node:fs';

export interface BuiltFor {
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** As Node names them; a fat Mach-O has several. Others than these are `0x…` as the header has it. */
  readonly archs: readonly string[];
}

const elfMachines = new Map([
  [0x3e, 'x64'],
  [0xb7, 'arm64'],
  [0x03, 'ia32'],
  [0x28, 'arm'],
]);
const peMachines = new Map([
  [0x8664, 'x64'],
  [0xaa64, 'arm64'],
  [0x14c, 'ia32'],
  [0x1c4, 'arm'],
]);
const machOMachines = new Map([
  [0x01000007, 'x64'],
  [0x0100000c, 'arm64'],
  [0x00000007, 'ia32'],
  [0x0000000c, 'arm'],
]);

const named = (machines: ReadonlyMap<number, string>, machine: number): string => machines.get(machine) ?? `0x${machine.toString(16)}`;

/** `null`: not a program of any of the three systems. */
export function builtFor(bytes: Buffer): BuiltFor | null {
  // What a header points to may lie outside a file that was cut off.
  const uint32 = (at: number): number => (at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : -1);
  const uint32BE = (at: number): number => (at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32BE(at) : -1);

  if (uint32BE(0) === 0x7f454c46) {
    if (bytes.length < 20) return null;
    const isBigEndian = bytes[5] === 2;
    return { platform: 'linux', archs: [named(elfMachines, isBigEndian ? bytes.readUInt16BE(18) : bytes.readUInt16LE(18))] };
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'MZ') {
    const header = uint32(0x3c);
    if (uint32BE(header) !== 0x50450000 || header + 6 > bytes.length) return null;
    return { platform: 'win32', archs: [named(peMachines, bytes.readUInt16LE(header + 4))] };
  }
  // Mach-O for one processor, 64 or 32 bits; every Mac of today writes it little-endian.
  if (uint32(0) === 0xfeedfacf || uint32(0) === 0xfeedface)
    return uint32(4) < 0 ? null : { platform: 'darwin', archs: [named(machOMachines, uint32(4))] };
  // Several in one file, with offsets of 32 or 64 bits. Java's classes begin alike, with a version where the count stands: no file has as
  // many parts.
  const entry = uint32BE(0) === 0xcafebabe ? 20 : uint32BE(0) === 0xcafebabf ? 32 : 0;
  const count = uint32BE(4);
  if (entry === 0 || count < 1 || count > 18 || 8 + count * entry > bytes.length) return null;
  return { platform: 'darwin', archs: Array.from({ length: count }, (_part, index) => named(machOMachines, uint32BE(8 + index * entry))) };
}

/**
 * What is wrong with a native module for a target, in words; `null` where it fits.
 *
 * @param arch as Node names it, or `universal`: x64 and arm64 in one.
 */
export function unfit(file: string, platform: string, arch: string): string | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ENOENT') return `${file} is missing`;
    throw reason;
  }
  const found = builtFor(bytes);
  if (found === null) return `${file} is no program of Linux, macOS or Windows`;
  const wanted = arch === 'universal' ? ['x64', 'arm64'] : [arch];
  if (found.platform === platform && wanted.every((each) => found.archs.includes(each))) return null;
  return `${file} was built for ${found.platform} ${found.archs.join(' and ')}, not for ${platform} ${arch}`;
}
