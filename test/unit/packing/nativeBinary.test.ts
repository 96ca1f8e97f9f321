/** For which system and processor a native module was built is read from the file, not from its name or place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtFor, unfit } from '../../../tools/packing/nativeBinary.mts';
import { elf, fat, machO, pe } from './headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-binary-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a native module', () => {
  it.each([
    ['Linux, x64', elf(0x3e), { platform: 'linux', archs: ['x64'] }],
    ['Linux, arm64', elf(0xb7), { platform: 'linux', archs: ['arm64'] }],
    ['Linux, the other way round', elf(0x15, true), { platform: 'linux', archs: ['0x15'] }],
    ['Windows, x64', pe(0x8664), { platform: 'win32', archs: ['x64'] }],
    ['Windows, arm64, behind a long stub', pe(0xaa64, 0x118), { platform: 'win32', archs: ['arm64'] }],
    ['Windows, 32 bits', pe(0x14c), { platform: 'win32', archs: ['ia32'] }],
    ['macOS, x64', machO(0x01000007), { platform: 'darwin', archs: ['x64'] }],
    ['macOS, arm64', machO(0x0100000c), { platform: 'darwin', archs: ['arm64'] }],
    ['macOS, both in one', fat([0x01000007, 0x0100000c]), { platform: 'darwin', archs: ['x64', 'arm64'] }],
    ['macOS, both in one with long offsets', fat([0x01000007, 0x0100000c], true), { platform: 'darwin', archs: ['x64', 'arm64'] }],
  ] as const)('for %s is told as such', (_name, bytes, expected) => {
    expect(builtFor(bytes)).toEqual(expected);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['words', Buffer.from('#!/bin/sh\nexit 0\n')],
    ['an ELF that was cut off', elf(0x3e).subarray(0, 12)],
    ['a program of DOS', Buffer.from('MZ'.padEnd(64, '\0'))],
    ['a PE whose header lies outside', pe(0x8664).subarray(0, 0x82)],
    ['a Mach-O that was cut off', machO(0x0100000c).subarray(0, 6)],
    ['a fat file that was cut off', fat([0x01000007, 0x0100000c]).subarray(0, 30)],
    [
      'a Java class, which begins as a fat file does',
      Buffer.concat([Buffer.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65]), Buffer.alloc(2_000, 1)]),
    ],
  ])('that is %s is none', (_name, bytes) => {
    expect(builtFor(bytes)).toBeNull();
  });

  it('fits its own target alone, and what is wrong is said', () => {
    const write = (name: string, bytes: Buffer): string => {
      const file = join(folder, name);
      writeFileSync(file, bytes);
      return file;
    };
    const windows = write('a.node', pe(0xaa64));
    expect(unfit(windows, 'win32', 'arm64')).toBeNull();
    expect(unfit(windows, 'win32', 'x64')).toBe(`${windows} was built for win32 arm64, not for win32 x64`);
    expect(unfit(windows, 'darwin', 'arm64')).toMatch(/not for darwin arm64/);
    const both = write('b.node', fat([0x01000007, 0x0100000c]));
    for (const arch of ['x64', 'arm64', 'universal']) expect(unfit(both, 'darwin', arch)).toBeNull();
    expect(unfit(write('c.node', machO(0x01000007)), 'darwin', 'universal')).toMatch(/built for darwin x64, not for darwin universal/);
    expect(unfit(write('d.node', Buffer.from('<html>404</html>')), 'linux', 'x64')).toMatch(/no program of Linux, macOS or Windows/);
    expect(unfit(join(folder, 'e.node'), 'linux', 'x64')).toMatch(/is missing/);
  });

  it('that runs here is told as this computer’s own', () => {
    expect(unfit(process.execPath, process.platform, process.arch)).toBeNull();
  });
});
