/** Which host the desk runs in: the one that is demanded, or none. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { chooseHost, meantHost } from '../../tools/machine/hosts.mts';

const folder = mkdtempSync(join(tmpdir(), 'desk hosts-'));
const program = join(
  folder,
  'dist',
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform as string] ?? 'electron',
);
mkdirSync(dirname(program), { recursive: true });
writeFileSync(program, '');
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `ONFLOW_HOST`, a machine with Electron's binary or without, with a Chromium or without. */
function machine(demanded: string, has: { readonly electron: boolean; readonly chromium: boolean }): void {
  vi.stubEnv('ONFLOW_HOST', demanded);
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', has.electron ? join(folder, 'dist') : folder);
  vi.stubEnv('ONFLOW_CHROMIUM', has.chromium ? program : join(folder, 'none'));
}

test('Electron is demanded and not there: it is said, and nothing takes its place', () => {
  machine('electron', { electron: false, chromium: true });
  expect(() => chooseHost()).toThrow("Electron's binary is not installed here");
});

test('the stand-in is demanded: Electron is not used although it is there', () => {
  machine('chromium', { electron: true, chromium: true });
  expect(chooseHost()).toMatchObject({ host: 'chromium', words: `the stand-in over ${program}` });
  machine('chromium', { electron: true, chromium: false });
  expect(() => chooseHost()).toThrow('No Chromium');
});

test('nothing is demanded: Electron where it is there, else the stand-in', () => {
  machine('', { electron: true, chromium: true });
  expect(chooseHost()).toMatchObject({ host: 'electron', program });
  machine('', { electron: false, chromium: true });
  expect(chooseHost()).toMatchObject({ host: 'chromium', program });
});

test('what is named beside it wins, and a word that is no host is refused', () => {
  machine('electron', { electron: false, chromium: true });
  expect(chooseHost('chromium').host).toBe('chromium');
  machine('safari', { electron: true, chromium: true });
  expect(() => meantHost()).toThrow('ONFLOW_HOST is electron or chromium, not "safari"');
});
