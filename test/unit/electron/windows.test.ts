/** A window in trouble: no first picture, a page that hangs, a graphics card that fails, a process that leaves a dump. */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserWindow, CrashReporterStartOptions, MessageBoxOptions } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';
import { keepDumps } from '../../../main/electron/dumps.ts';
import { mindGraphics } from '../../../main/electron/graphics.ts';
import { watchHanging } from '../../../main/electron/hanging.ts';
import { showWithPicture } from '../../../main/electron/showing.ts';
import { temporaryFolder } from '../store/temporary.ts';

afterEach(() => vi.useRealTimers());
const silent = (): void => undefined;

test('a window comes with its first picture, and once', () => {
  vi.useFakeTimers();
  const window = Object.assign(new EventEmitter(), { show: vi.fn<() => void>(), isDestroyed: () => false });
  showWithPicture(window as never, silent);
  window.emit('ready-to-show');
  vi.advanceTimersByTime(60_000);
  expect(window.show).toHaveBeenCalledOnce();
});

test('a window whose first picture never comes is shown without it, after five seconds; one that has gone is not', () => {
  vi.useFakeTimers();
  const lines: string[] = [];
  const window = Object.assign(new EventEmitter(), { show: vi.fn<() => void>(), isDestroyed: () => false });
  showWithPicture(window as never, (line) => lines.push(line));
  vi.advanceTimersByTime(4_900);
  expect(window.show).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(window.show).toHaveBeenCalledOnce();
  expect(lines.join()).toContain('no first picture');

  const gone = Object.assign(new EventEmitter(), { show: vi.fn<() => void>(), isDestroyed: () => true });
  showWithPicture(gone as never, silent);
  gone.emit('closed');
  vi.advanceTimersByTime(60_000);
  expect(gone.show).not.toHaveBeenCalled();
});

/** The system's box: what it was asked, and the answer to give. As Electron's, it answers `cancelId` where its signal is raised. */
function box() {
  const asked: MessageBoxOptions[] = [];
  const over: unknown[] = [];
  let give = (_response: number): void => undefined;
  const showMessageBox = (...args: unknown[]) =>
    new Promise<{ response: number; checkboxChecked: boolean }>((resolve) => {
      const options = args.at(-1) as MessageBoxOptions;
      asked.push(options);
      over.push(args.length === 2 ? args[0] : null);
      give = (response) => resolve({ response, checkboxChecked: false });
      options.signal?.addEventListener('abort', () => give(options.cancelId ?? 0));
    });
  return {
    asked,
    over,
    dialog: { showMessageBox } as never,
    press: async (label: string) => {
      give(asked.at(-1)?.buttons?.indexOf(label) ?? -1);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

function hanging(language: 'vi' | 'en' = 'en') {
  const window = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    webContents: { forcefullyCrashRenderer: vi.fn<() => void>() },
  });
  const { asked, dialog, press } = box();
  watchHanging(window as never as BrowserWindow, { dialog, language: () => language, log: silent });
  return { window, asked, press };
}

test.each(['vi', 'en'] as const)(
  'a page that hangs is said once, in the operator’s language (%s), with what becomes of what was typed',
  async (language) => {
    const { window, asked, press } = hanging(language);
    window.emit('unresponsive');
    window.emit('unresponsive');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.detail).toMatch(language === 'vi' ? /bản nháp/ : /draft/);
    await press(language === 'vi' ? 'Chờ thêm' : 'Wait');
    expect(window.webContents.forcefullyCrashRenderer).not.toHaveBeenCalled();
    window.emit('unresponsive');
    expect(asked).toHaveLength(2);
  },
);

test('a page that hangs is ended where the operator asks for that, so that it comes back', async () => {
  const { window, press } = hanging();
  window.emit('unresponsive');
  await press('Reload the page');
  expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce();
});

test('a page that responds again takes the question away, and nothing is ended', async () => {
  const { window, asked } = hanging();
  window.emit('unresponsive');
  window.emit('responsive');
  await new Promise((resolve) => setTimeout(resolve));
  expect([asked[0]?.signal?.aborted, window.webContents.forcefullyCrashRenderer.mock.calls.length]).toEqual([true, 0]);
});

function graphics(folder: string, electron = '45.4.1', open: readonly string[] = ['window']) {
  const app = Object.assign(new EventEmitter(), { quit: vi.fn<() => void>(), disableHardwareAcceleration: vi.fn<() => void>() });
  const restart = vi.fn<() => void>();
  const { asked, over, dialog, press } = box();
  mindGraphics(app as never, {
    folder,
    electron,
    dialog,
    windows: () => open as never,
    restart,
    language: () => 'en',
    log: silent,
  });
  const fail = (type = 'GPU', reason = 'crashed'): boolean => app.emit('child-process-gone', {}, { type, reason, exitCode: 5 });
  return { app, restart, asked, over, press, fail };
}
/** Whether a desk that starts now draws without the card. */
const isSoftware = (folder: string, electron?: string): boolean =>
  graphics(folder, electron).app.disableHardwareAcceleration.mock.calls.length === 1;

test('a graphics card that fails again and again is said, and the next start draws without it', async () => {
  const folder = temporaryFolder();
  const { app, asked, press, fail } = graphics(folder);
  fail();
  expect([asked.length, isSoftware(folder)]).toEqual([0, false]);
  fail();
  fail();
  expect([asked.length, isSoftware(folder)]).toEqual([1, true]);
  await press('Later');
  expect(app.quit).not.toHaveBeenCalled();
});

test('it is started anew where the operator asks for that', async () => {
  const { app, restart, press, fail } = graphics(temporaryFolder());
  fail();
  fail();
  await press('Restart');
  expect([restart.mock.calls.length, app.quit.mock.calls.length]).toEqual([1, 1]);
});

test('it is asked over the desk’s window, or over the first one to come: a box of nobody’s stops all that runs on macOS', () => {
  const { fail, over } = graphics(temporaryFolder());
  fail();
  fail();
  expect(over).toEqual(['window']);
  const early = graphics(temporaryFolder(), '45.4.1', []);
  early.fail();
  early.fail();
  expect(early.asked).toEqual([]);
  early.app.emit('browser-window-created', {}, 'first');
  expect(early.over).toEqual(['first']);
});

test('what ends in order, and other processes, are no failure of the card', () => {
  const folder = temporaryFolder();
  const { asked, fail } = graphics(folder);
  for (let index = 0; index < 4; index += 1) fail('GPU', 'clean-exit');
  for (let index = 0; index < 4; index += 1) fail('Utility');
  expect([asked.length, isSoftware(folder)]).toEqual([0, false]);
});

test('another version of Electron tries the card again; a desk without the card says nothing more; a mark that cannot be read stops nothing', () => {
  const folder = temporaryFolder();
  const { fail } = graphics(folder);
  fail();
  fail();
  const next = graphics(folder);
  next.fail();
  next.fail();
  expect([isSoftware(folder), isSoftware(folder, '46.0.0'), next.asked.length]).toEqual([true, false, 0]);
  writeFileSync(join(folder, 'software-rendering.json'), '{"electron"');
  expect(isSoftware(folder)).toBe(false);
});

test('dumps of crashed processes are sent nowhere, and at most five of them stay, for two weeks', () => {
  const folder = join(temporaryFolder(), 'Crashpad');
  const write = (name: string, daysOld: number): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), 'memory');
    utimesSync(join(folder, name), Date.now() / 1_000 - daysOld * 86_400, Date.now() / 1_000 - daysOld * 86_400);
  };
  for (let index = 0; index < 8; index += 1) for (const end of ['dmp', 'meta']) write(`completed/${index}.${end}`, index);
  write('reports/windows.dmp', 15);
  write('settings.dat', 300);
  const options: CrashReporterStartOptions[] = [];
  keepDumps({ start: (given) => void options.push(given) }, folder, silent);
  expect(options).toEqual([{ uploadToServer: false }]);
  expect(readdirSync(join(folder, 'completed')).sort()).toEqual([0, 1, 2, 3, 4].flatMap((index) => [`${index}.dmp`, `${index}.meta`]));
  expect(readdirSync(join(folder, 'reports'))).toEqual([]);
  expect(existsSync(join(folder, 'settings.dat'))).toBe(true);
});

test('a first start, before there is a folder of dumps, goes on', () => {
  const lines: string[] = [];
  keepDumps({ start: silent }, join(temporaryFolder(), 'Crashpad'), (line) => lines.push(line));
  expect(lines).toEqual([]);
});
