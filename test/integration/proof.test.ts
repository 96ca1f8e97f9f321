/**
 * The scripts that the workflow calls on Windows and macOS, run here: on the stand-in, and on an installer that only does what an installer
 * would.
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { extractFile } from '@electron/asar';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { packedIn } from '../../tools/packing/packed.mts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'desk proof ô-'));
/** Where what is run here leaves its own: nobody else's is in it. A short name: Chromium puts a socket into it. */
const temporary = mkdtempSync(join(tmpdir(), 'proof-'));
afterAll(() => {
  for (const each of [folder, temporary]) rmSync(each, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** Beside the test's own process, which has to answer meanwhile. */
async function run(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [join(root, 'tools', script), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ONFLOW_HOST: 'chromium',
      NODE_OPTIONS: undefined,
      VITEST: undefined,
      NODE_ENV: undefined,
      TMPDIR: temporary,
      ...env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const code = await new Promise<number | null>((done, failed) => void child.on('error', failed).on('close', done));
  return { code, said };
}

describe('the engine', () => {
  it('is what the desk is built on: ten checks inside the main process, one line each', { timeout: 300_000 }, async () => {
    const { code, said } = await run('proof.mts', ['--engine']);
    expect(code, said).toBe(0);
    expect(said).toContain('The proof in the stand-in over ');
    expect(said.split('\n').filter((line) => line.startsWith('ok '))).toHaveLength(10);
  });

  it.runIf(process.platform === 'linux')('that lacks something is named, and the proof fails', { timeout: 300_000 }, async () => {
    const { code, said } = await run('proof.mts', ['--engine'], {
      SSL_CERT_FILE: join(folder, 'none'),
      SSL_CERT_DIR: join(folder, 'none'),
    });
    expect(said).toContain('FAILED  the computer’s certificates can be read');
    expect(code).toBe(1);
  });

  it('that fails outside of its checks ends, and is no proof: nobody is there to press OK', { timeout: 300_000 }, async () => {
    const broken = join(folder, 'broken.cjs');
    writeFileSync(
      broken,
      `const fs = require('node:fs'); const { rmSync } = fs;
       fs.rmSync = (path, ...rest) => { if (/onflow-engine/.test(path)) throw new Error('still in use'); rmSync(path, ...rest); };`,
    );
    // As Electron takes it: a rejected promise ends nothing.
    const { code, said } = await run('proof.mts', ['--engine'], {
      NODE_OPTIONS: `--unhandled-rejections=warn --require ${JSON.stringify(broken)}`,
    });
    expect(said).toContain('still in use');
    expect(code, said).toBe(1);
  });

  it('is proved in the host that is demanded, or not at all', async () => {
    const { code, said } = await run('proof.mts', ['--engine'], { ONFLOW_HOST: 'electron', ELECTRON_OVERRIDE_DIST_PATH: folder });
    expect([code, said]).toEqual([1, expect.stringContaining("Electron's binary is not installed here")]);
  });
});

it.runIf(process.platform === 'linux')(
  'a start with the sandbox held back says the one command that helps; the stand-in has nothing to say',
  { timeout: 300_000 },
  async () => {
    const { code, said } = await run('proof/sandboxWords.mts', []);
    expect(code, said).toBe(0);
    expect(said).toContain('Nothing is kept from the sandbox here; the desk in the stand-in over ');
  },
);

it.runIf(process.platform === 'linux')(
  'the newer package is the version after this one, and otherwise the same',
  { timeout: 300_000 },
  async () => {
    const output = join(folder, 'newer');
    const { code, said } = await run('proof/newerInstaller.mts', ['--folder', '--output', output]);
    expect(code, said).toBe(0);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    const newer = JSON.parse(extractFile(packedIn(output, 'linux', process.arch).asar, 'package.json').toString()) as { version: string };
    expect(newer.version).toBe(version.replace(/\d+$/, (patch) => String(Number(patch) + 1)));
  },
);

describe.runIf(process.platform === 'linux')('an installer', () => {
  const place = join(folder, 'Programs', 'Onflow Desk');
  const [program, uninstaller, list] = [
    join(place, 'Onflow Desk.exe'),
    join(place, 'Uninstall Onflow Desk.exe'),
    join(folder, 'registry.txt'),
  ];
  const bin = join(folder, 'bin');

  /** A program of this name that runs these lines. */
  function write(path: string, ...lines: readonly string[]): void {
    writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(path, 0o755);
  }
  /**
   * Copies a desk into its place and puts it into the list of programs; one that is open is ended first, as electron-builder's installer
   * does.
   */
  function installer(
    version: string,
    { ends = true, removes = true }: { readonly ends?: boolean; readonly removes?: boolean } = {},
  ): string {
    const file = join(folder, `setup-${version}`, `onflow-desk-${version}-win-x64.exe`);
    mkdirSync(dirname(file), { recursive: true });
    const desk = `exec '${process.execPath}' '${join(root, 'tools/standin/main.mts')}' ${process.getuid?.() === 0 ? '--no-sandbox ' : ''}--headless '${root}' "$@"`;
    write(
      file,
      '[ "$1" = /S ] || exit 1',
      ...(ends ? [`[ -f '${place}/pid' ] && kill "$(cat '${place}/pid')"`] : []),
      `mkdir -p '${place}'`,
      `cat > '${program}' <<'END'\n#!/bin/sh\ncase "$*" in *--smoke-test*) ;; *) echo $$ > '${place}/pid' ;; esac\n${desk}\nEND`,
      `cat > '${uninstaller}' <<'END'\n#!/bin/sh\n${removes ? `rm -r '${place}'; : > '${list}'` : 'exit 0'}\nEND`,
      `chmod 755 '${program}' '${uninstaller}'`,
      `cat > '${list}' <<'END'\nHKEY_CURRENT_USER\\Software\\...\\Uninstall\\other\n    DisplayName    REG_SZ    Another program\n\nHKEY_CURRENT_USER\\Software\\...\\Uninstall\\{1}\n    DisplayName    REG_SZ    Onflow Desk ${version}\n    UninstallString    REG_SZ    "${uninstaller}" /currentuser\n    DisplayVersion    REG_SZ    ${version}\nEND`,
      'exit 0',
    );
    return dirname(file);
  }
  const prove = (first: string, second: string) =>
    run('proof/windowsInstaller.mts', ['--installer', first, '--newer', second], { PATH: `${bin}:${process.env['PATH']}` });

  beforeEach(() => {
    rmSync(join(folder, 'Programs'), { recursive: true, force: true });
    mkdirSync(bin, { recursive: true });
    writeFileSync(list, '');
    write(join(bin, 'reg'), `cat '${list}'`);
  });

  it('installs without a word, upgrades while the desk is open, and takes it away without its data', { timeout: 300_000 }, async () => {
    const { code, said } = await prove(installer('0.1.0'), installer('0.1.1'));
    expect(code, said).toBe(0);
    for (const step of [
      'its version is 0.1.0',
      'the desk that was open has ended',
      'its version is 0.1.1',
      'the desk is gone, and out of the list of programs',
      'its data are not',
    ])
      expect(said).toContain(`ok  ${step}`);
    expect(existsSync(program)).toBe(false);
    expect(readdirSync(temporary).filter((name) => name.startsWith('onflow-installed'))).toEqual([]);
  });

  it('that fails, or installs the same version again, is found out', { timeout: 300_000 }, async () => {
    write(join(folder, 'broken.exe'), 'exit 3');
    expect(await prove(join(folder, 'broken.exe'), installer('0.1.1'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('broken.exe /S ends with 0') as string,
    });
    expect(await prove(installer('0.1.0'), installer('0.1.0'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('Not so: its version is 0.1.0') as string,
    });
    expect(await prove(folder, installer('0.1.1'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('There must be one installer in') as string,
    });
    expect(await run('proof/windowsInstaller.mts', ['--installer', 'a.exe'])).toMatchObject({ code: 2 });
  });
});
