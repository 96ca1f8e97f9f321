/** A data folder that cannot be used is said in words before anything else, and nothing waits for it for ever. */
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { DeskFailure } from '../../contract/errors.ts';
import { folderTrouble } from '../../main/start/dataFolder.ts';
import { isProvisioned, refuseSecond, refuseWithoutData } from '../../main/electron/refusing.ts';
import type { Provisioned } from '../../main/start/provisionWords.ts';
import { temporaryFolder } from './store/temporary.ts';

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>();
  return { ...fs, rmSync: vi.fn(fs.rmSync) };
});

test('a folder that can be used is made with all above it, for its owner alone, and left empty', () => {
  const folder = join(temporaryFolder(), 'a b', 'Dữ liệu');
  expect([folderTrouble(folder), folderTrouble(folder)]).toEqual([null, null]);
  expect(readdirSync(folder)).toEqual([]);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.each(['EBUSY', 'EPERM', 'ENOENT'])(
  'a folder is good where a virus scanner holds what was written to try it (%s), and that goes at a later start',
  (code) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'probe-notes'));
    vi.mocked(rmSync).mockImplementationOnce(() => {
      throw Object.assign(new Error(code), { code });
    });
    expect(folderTrouble(folder)).toBeNull();
    writeFileSync(join(folder, 'probe-1'), 'x');
    expect(readdirSync(folder)).toHaveLength(3);
    expect(folderTrouble(folder)).toBeNull();
    expect(readdirSync(folder)).toEqual(['probe-notes']);
  },
);

test('a file where the folder should be, or above it, is named with what to do', () => {
  const file = join(temporaryFolder(), 'tệp');
  writeFileSync(file, '');
  for (const folder of [file, join(file, 'data')]) {
    const said = folderTrouble(folder);
    expect(said?.vi).toContain(`“${folder}”`);
    expect(said?.vi).toContain('đổi tên hoặc chuyển tệp đó đi');
    expect(said?.en).toContain('A file lies where the folder should be');
  }
});

test.runIf(process.platform === 'linux')('a folder that the system never lets be made is said at once', () => {
  const began = performance.now();
  expect(folderTrouble('/proc/onflow-desk/data')?.en).toContain('/proc/onflow-desk/data');
  expect(performance.now() - began).toBeLessThan(1_000);
});

// Whoever may do everything may write everywhere.
test.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)('a folder without the right to write is said so', () => {
  const folder = join(temporaryFolder(), 'locked');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  expect(folderTrouble(folder)?.en).toContain('(EACCES).\nAsk whoever looks after this computer');
  chmodSync(folder, 0o700);
});

function told() {
  const app = { exit: vi.fn<(code?: number) => void>(), whenReady: () => Promise.resolve() };
  const dialog = { showErrorBox: vi.fn<(title: string, content: string) => void>() };
  return { app, dialog };
}
const plain = { language: null, smokeTest: false, provision: null };
const why = { vi: 'Không ghi được.', en: 'Cannot write.' };

test.each(['win32', 'darwin', 'linux'] as const)(
  'a person hears it in a box of the system’s, in both languages, and the desk ends with 3 (%s)',
  async (platform) => {
    const { app, dialog } = told();
    await refuseWithoutData(app, dialog, why, { flags: plain, platform, environment: { DISPLAY: ':0' } });
    expect([dialog.showErrorBox.mock.calls, app.exit.mock.calls]).toEqual([[['Onflow Desk', 'Không ghi được.\n\nCannot write.']], [[3]]]);
  },
);

test.each([
  { ...plain, smokeTest: true },
  { ...plain, provision: 'desk.json' },
])('a script is not made to wait for a box that nobody closes', async (flags) => {
  const { app, dialog } = told();
  await refuseWithoutData(app, dialog, why, { flags, platform: 'win32', environment: {} });
  expect([dialog.showErrorBox.mock.calls.length, app.exit.mock.calls]).toEqual([0, [[3]]]);
});

test('an Electron that never gets ready without its folder does not keep the words back', async () => {
  vi.useFakeTimers();
  const { app, dialog } = told();
  const said = refuseWithoutData({ ...app, whenReady: () => new Promise(() => undefined) }, dialog, why, {
    flags: plain,
    platform: 'linux',
    environment: { WAYLAND_DISPLAY: 'wayland-0' },
  });
  await vi.advanceTimersByTimeAsync(5_000);
  await said;
  vi.useRealTimers();
  expect([dialog.showErrorBox.mock.calls.length, app.exit.mock.calls]).toEqual([1, [[3]]]);
});

test('a second start ends with 0 for a person, and with 4 where something was asked of it', () => {
  const ends = [plain, { ...plain, provision: 'desk.json' }, { ...plain, smokeTest: true }].map((flags) => {
    const { app } = told();
    refuseSecond(app, flags);
    return app.exit.mock.calls;
  });
  expect(ends).toEqual([[[0]], [[4]], [[4]]]);
});

/** A desk whose set-up ended so. */
const ended = async (
  desk: Promise<{ provisioned: Provisioned | null; close: () => Promise<void> }>,
  provision: string | null = 'desk.json',
) => {
  const { app } = told();
  return [await isProvisioned(app, desk, { ...plain, language: 'en', provision }), app.exit.mock.calls];
};
const close = (): Promise<void> => Promise.resolve();

test('a desk that was set up opens, one whose file has a mistake ends with 2', async () => {
  expect(await ended(Promise.resolve({ provisioned: { name: 'Shop', key: 'stored' }, close }))).toEqual([true, []]);
  expect(await ended(Promise.resolve({ provisioned: { error: { code: 'provisionNotJson' } }, close }))).toEqual([false, [[2]]]);
});

test('a desk that could not be built ends with 3 where that is its data, with 1 where it is a fault; one that was not asked to be set up says it on its screen', async () => {
  expect(await ended(Promise.reject(new DeskFailure({ code: 'storageNewer' })))).toEqual([false, [[3]]]);
  expect(await ended(Promise.reject(new Error('a defect')))).toEqual([false, [[1]]]);
  const broken = Promise.reject(new Error('a defect'));
  broken.catch(() => undefined);
  expect(await ended(broken, null)).toEqual([true, []]);
});
