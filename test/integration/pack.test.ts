/**
 * Packages for all systems, packed offline against a placeholder for Electron. Packs the built `out/` (`npm test` builds it first); what it
 * says holds for whatever is packed by the same configuration, and `npm run packed` asks the same of the real thing.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { afterAll, describe, expect, it } from 'vitest';
import { filesIn, packedIn, problemsOf, shareBudget, shareOf } from '../../tools/packing/packed.mts';
import { type PackPlatform, makePlaceholder } from '../../tools/packing/placeholder.mts';
import { machO, pe } from '../unit/packing/headers.ts';

const root = resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
const output = mkdtempSync(join(tmpdir(), 'desk-pack-'));
afterAll(() => rmSync(output, { recursive: true, force: true }));
const isBuilt = existsSync(join(root, 'out/main/index.cjs'));

interface Ended {
  readonly status: number | null;
  readonly said: string;
}
interface Run extends Ended {
  /** Who asked the network, a line each. */
  readonly asked: string;
}

async function pack(...flags: readonly string[]): Promise<Run> {
  const asked = join(output, 'asked-network');
  rmSync(asked, { force: true });
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'offline.mjs')).href}`,
    ONFLOW_ASKED_NETWORK: asked,
  };
  for (const name of ['ONFLOW_HOST', 'CSC_LINK', 'CSC_NAME']) delete env[name];
  const { status, said } = await run([join(root, 'tools/pack.mts'), '--placeholder', '--prebuilt', '--output', output, ...flags], env);
  return { status, said, asked: existsSync(asked) ? readFileSync(asked, 'utf8') : '' };
}

/** Beside the test's own process, which has to answer meanwhile. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const status = await new Promise<number | null>((done, failed) => void child.on('error', failed).on('close', done));
  return { status, said };
}

/** A binary of another system, as far as its header goes. */
function binary(name: string, bytes: Buffer): string {
  const file = join(output, name);
  writeFileSync(file, bytes);
  return file;
}

describe('a package', { timeout: 180_000 }, () => {
  const own = packedIn(output, process.platform as PackPlatform, process.arch);

  it('for this computer holds the three bundles, their assets and keytar unpacked, nothing else, is sealed, and is made without the network', async () => {
    expect(isBuilt, 'build first: npm run build').toBe(true);
    const { status, said, asked } = await pack();
    expect(status, said).toBe(0);
    expect(asked).toBe('');
    expect(await problemsOf(own)).toEqual([]);
    expect(existsSync(`${own.asar}.unpacked/node_modules/keytar/build/Release/keytar.node`)).toBe(true);
  });

  it('keeps our own share within 14 MB', () => {
    expect(shareOf(own.asar)).toBeLessThanOrEqual(shareBudget);
    console.log(`our own share: ${(shareOf(own.asar) / 1e6).toFixed(2)} MB in ${filesIn(own.asar).length} files`);
  });

  it('with a fuse flipped back, a file too many or another computer’s keytar is refused by name', async () => {
    await flipFuses(own.platform === 'darwin' ? own.program.replace(/\/Contents\/.*/, '') : own.program, {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: false,
    });
    writeFileSync(`${own.asar}.unpacked/node_modules/keytar/build/Release/keytar.node`, pe(0x14c));
    expect(await problemsOf(own)).toEqual([
      expect.stringMatching(/keytar\.node was built for win32 ia32, not for/),
      'the fuse RunAsNode is on, not off',
      'the fuse OnlyLoadAppFromAsar is off, not on',
    ]);
  });

  it.each([
    ['win32', 'arm64', pe(0xaa64)],
    // electron-builder makes no package for macOS on Windows.
    ...(process.platform === 'win32' ? [] : ([['darwin', 'arm64', machO(0x0100000c)]] as const)),
  ] as const)('for %s %s is sealed alike, with keytar’s binary of that system', async (platform, arch, bytes) => {
    const { status, said, asked } = await pack('--platform', platform, '--arch', arch, '--keytar', binary(`${platform}.node`, bytes));
    expect(status, said).toBe(0);
    expect(asked).toBe('');
    const packed = packedIn(output, platform, arch);
    expect(await problemsOf(packed)).toEqual([]);
    const bearer = platform === 'darwin' ? join(packed.program, '../../Info.plist') : packed.program;
    if (platform === 'darwin') {
      for (const text of [version, 'Copyright © 2026 The Onflow Desk authors'])
        expect(readFileSync(bearer, 'utf8')).toContain(`<string>${text}</string>`);
      expect(readFileSync(join(packed.asar, '../icon.icns')).equals(readFileSync(join(root, 'build/icon.icns')))).toBe(true);
    } else {
      const strings = readFileSync(bearer).toString('utf16le') + readFileSync(bearer).subarray(1).toString('utf16le');
      for (const text of ['Onflow Desk', 'Copyright © 2026 The Onflow Desk authors', version]) expect(strings).toContain(text);
    }
  });

  it('whose archive was changed after it was sealed is refused: it would not start', async () => {
    const packed = packedIn(output, 'win32', 'arm64');
    const bytes = readFileSync(packed.asar);
    // In the list of files, which the checksum covers; it in turn holds a checksum of each file.
    writeFileSync(packed.asar, Buffer.from(bytes.toString('latin1').replace('"LICENSE"', '"LICENCE"'), 'latin1'));
    expect(await problemsOf(packed)).toContainEqual(expect.stringMatching(/^the archive’s checksum is not in .*Onflow Desk\.exe/));
  });

  it('is given up by electron-builder itself where the wrong keytar got into it all the same', async () => {
    const placeholder = join(output, 'placeholder');
    makePlaceholder(placeholder, 'linux');
    const staged = join(root, 'out', 'keytar', 'linux-arm64');
    mkdirSync(staged, { recursive: true });
    writeFileSync(join(staged, 'keytar.node'), pe(0xaa64));
    const { status, said } = await run([
      join(root, 'node_modules/electron-builder/cli.js'),
      '--linux',
      '--arm64',
      '--dir',
      `-c.electronDist=${placeholder}`,
      `-c.directories.output=${join(output, 'wrong')}`,
    ]);
    rmSync(staged, { recursive: true, force: true });
    expect(status).not.toBe(0);
    expect(said).toMatch(/keytar does not fit this package: .*keytar\.node was built for win32 arm64, not for linux arm64/);
  });

  it('is not made with another computer’s keytar, nor with none', async () => {
    const foreign = binary('foreign.node', pe(0x14c));
    const refused = await pack('--keytar', foreign);
    expect(refused.status).toBe(2);
    expect(refused.said).toMatch(/foreign\.node was built for win32 ia32, not for/);
    expect((await pack('--keytar', join(output, 'nothing.node'))).said).toMatch(/nothing\.node is missing/);
  });
});
