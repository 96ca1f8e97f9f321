/** The files of a package, as they were packed, start and work: through the stand-in, or in Electron where its binary is. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smokeCodes } from '../../main/electron/smokeTest.ts';
import { chooseHost } from '../../tools/machine/hosts.mts';
import { packedIn } from '../../tools/packing/packed.mts';
import type { PackPlatform } from '../../tools/packing/placeholder.mts';
import { type Smoked, startSmoke } from '../../tools/packing/startSmoke.mts';
import { hasKeyring } from '../../tools/machine/surroundings.mts';

const root = resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'desk-packed-'));
const { asar } = packedIn(scratch, process.platform as PackPlatform, process.arch);
const whole = join(scratch, 'whole');

function smoke(app: string, keyring = true): Promise<Smoked> {
  const { host, program } = chooseHost();
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return startSmoke(
    host === 'chromium'
      ? { standin: true, app, keyring }
      : { standin: false, app: program, args: [...(asRoot ? ['--no-sandbox'] : []), app], keyring },
  );
}

/** The packed files without one, or with one written over. */
function without(folder: string, name: RegExp, content?: string): string {
  const copy = join(scratch, `without-${readdirSync(scratch).length}`);
  cpSync(whole, copy, { recursive: true });
  const found = readdirSync(join(copy, folder)).filter((each) => name.test(each));
  expect(found, `${folder} ${name.source}`).toHaveLength(1);
  const file = join(copy, folder, found[0] ?? '');
  if (content === undefined) rmSync(file);
  else writeFileSync(file, content);
  return copy;
}

beforeAll(() => {
  const packed = spawnSync(process.execPath, [join(root, 'tools/pack.mts'), '--placeholder', '--prebuilt', '--output', scratch], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(packed.status, packed.stdout + packed.stderr).toBe(0);
  extractAll(asar, whole);
}, 60_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));

describe('the packed desk', { timeout: 60_000 }, () => {
  it.runIf(hasKeyring)(
    'works out of its archive: page, database, keychain, practice provider, a drawn PDF and a thread; it leaves no folder and touches nobody’s data',
    async () => {
      const { code, said, left, touched } = await smoke(asar);
      expect(code, said).toBe(0);
      expect(said).toContain('smoke test: passed');
      expect(touched).toEqual([]);
      // On Windows Chromium holds its files to the end, and the folder goes with the next test of itself.
      if (process.platform !== 'win32') expect(left).toEqual([]);
    },
  );

  it.runIf(process.platform === 'linux')('says it where there is no keychain, and what the keychain said', async () => {
    const { code, said, left } = await smoke(asar, false);
    expect(code, said).toBe(smokeCodes.keychain);
    expect(said).toMatch(/FAILED, exit code 14\. Not so: the keychain keeps .* it takes nothing: the keychain is missing/);
    expect(said).toMatch(/keychain: missing: .+/);
    expect(left).toEqual([]);
  });

  it.each([
    ['page', 'preload’s own file', 'out/preload', /^index\.cjs$/, 'throw new Error("broken on the way")'],
    ['screen', 'first screen', 'out/renderer/assets', /^FirstRun-.*\.js$/, undefined],
    ['practice', 'practice provider', 'out/main', /^practice-.*\.cjs$/, undefined],
    ['pdf', 'PDF reader', 'out/renderer/assets', /^pdf-.*\.js$/, undefined],
    ['threads', 'thread’s own file', 'out/main', /^worker\.cjs$/, undefined],
  ] as const)('ends with the code of the %s where the package lacks its %s', async (step, _what, folder, name, content) => {
    const { code, said } = await smoke(without(folder, name, content));
    // Without a keychain the test ends there before it comes to what follows.
    const expected = hasKeyring || smokeCodes[step] < smokeCodes.keychain ? step : 'keychain';
    expect(code, said).toBe(smokeCodes[expected]);
    expect(said).toContain(`FAILED, exit code ${smokeCodes[expected]}`);
  });
});
