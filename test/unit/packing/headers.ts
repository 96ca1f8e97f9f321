/** The first bytes of native modules, as linkers write them, for systems whose files are not at hand. */

export function elf(machine: number, isBigEndian = false): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\x7fELF', 'latin1');
  bytes[4] = 2;
  bytes[5] = isBigEndian ? 2 : 1;
  if (isBigEndian) bytes.writeUInt16BE(machine, 18);
  else bytes.writeUInt16LE(machine, 18);
  return bytes;
}

export function pe(machine: number, headerAt = 0x80): Buffer {
  const bytes = Buffer.alloc(headerAt + 32);
  bytes.write('MZ', 'latin1');
  bytes.writeUInt32LE(headerAt, 0x3c);
  bytes.write('PE\0\0', headerAt, 'latin1');
  bytes.writeUInt16LE(machine, headerAt + 4);
  return bytes;
}

export function machO(machine: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32LE(0xfeedfacf, 0);
  bytes.writeUInt32LE(machine, 4);
  return bytes;
}

export function fat(machines: readonly number[], is64 = false): Buffer {
  const entry = is64 ? 32 : 20;
  const bytes = Buffer.alloc(8 + machines.length * entry);
  bytes.writeUInt32BE(is64 ? 0xcafebabf : 0xcafebabe, 0);
  bytes.writeUInt32BE(machines.length, 4);
  for (const [index, machine] of machines.entries()) bytes.writeUInt32BE(machine, 8 + index * entry);
  return bytes;
}
