/** What happens when a window closes, the desk quits, and the computer's session ends around both. */
import { EventEmitter } from 'node:events';
import type { App, BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { holdForDrafts } from '../../../main/electron/closing.ts';
import { endInOrder } from '../../../main/electron/ending.ts';
import { mindPower } from '../../../main/electron/power.ts';

interface FakeWindow extends BrowserWindow {
  closed: boolean;
}

/** A window and an app as far as closing goes; both behave like Electron's. */
function desk(): { window: FakeWindow; app: App; quits: () => number } {
  const app = new EventEmitter();
  let quits = 0;
  const window = Object.assign(new EventEmitter(), {
    closed: false,
    webContents: { isCrashed: () => false },
    isDestroyed: () => window.closed,
    destroy: () => {
      window.closed = true;
      window.emit('closed');
    },
    close: () => {
      let isPrevented = false;
      window.emit('close', { preventDefault: () => (isPrevented = true) });
      if (!isPrevented) window.destroy();
    },
  });
  Object.assign(app, {
    quit: () => {
      app.emit('before-quit');
      if (!window.closed) window.close();
      if (window.closed) quits += 1;
    },
  });
  return { window: window as never, app: app as never, quits: () => quits };
}

test('a window closes when its page has saved, and the app quits if that was wanted', () => {
  const { window, app, quits } = desk();
  let asked = 0;
  const closing = holdForDrafts(app, () => void (asked += 1));
  closing.hold(window);
  window.close();
  window.close();
  expect([asked, window.closed]).toEqual([1, false]);
  closing.pageIsReady();
  expect([window.closed, quits()]).toEqual([true, 0]);

  const second = desk();
  const again = holdForDrafts(second.app, () => undefined);
  again.hold(second.window);
  second.app.quit();
  expect(second.window.closed).toBe(false);
  again.pageIsReady();
  expect([second.window.closed, second.quits()]).toEqual([true, 1]);
});

test('a page that never answers is waited for two seconds, one that died not at all', async () => {
  const { window, app } = desk();
  const began = performance.now();
  holdForDrafts(app, () => undefined).hold(window);
  window.close();
  await expect.poll(() => window.closed, { timeout: 4_000, interval: 20 }).toBe(true);
  expect(performance.now() - began).toBeGreaterThan(1_900);

  const dead = desk();
  dead.window.webContents.isCrashed = () => true;
  holdForDrafts(dead.app, () => undefined).hold(dead.window);
  dead.window.close();
  expect(dead.window.closed).toBe(true);
});

test('a page that hangs takes no part in closing: its window goes without it', async () => {
  const { window, app } = desk();
  // Electron closes a window by way of its page.
  window.close = () => void window.emit('close', { preventDefault: () => undefined });
  holdForDrafts(app, () => undefined).hold(window);
  window.close();
  await expect.poll(() => window.closed, { timeout: 4_000, interval: 20 }).toBe(true);
});

test('Windows asks whether the session may end: the page saves at once, and nobody is told to wait', () => {
  const { window, app, quits } = desk();
  const asked = vi.fn<() => void>();
  const closing = holdForDrafts(app, asked);
  closing.hold(window);
  const prevented = vi.fn<() => void>();
  window.emit('query-session-end', { reasons: ['logoff'], preventDefault: prevented });
  expect([asked.mock.calls.length, prevented.mock.calls.length]).toEqual([1, 0]);
  closing.pageIsReady();
  // Another program said no: the desk goes on as if nothing had been.
  expect([window.closed, quits()]).toEqual([false, 0]);
});

test('Windows ends the session: the desk quits there and then, and no window holds it up', () => {
  const { window, app, quits } = desk();
  holdForDrafts(app, () => undefined).hold(window);
  window.emit('query-session-end', { reasons: ['shutdown'], preventDefault: () => undefined });
  window.emit('session-end', { reasons: ['shutdown'] });
  expect([window.closed, quits()]).toEqual([true, 1]);
});

test('a session that ends on macOS or Linux waits until the page has saved, and is not called off by a held window', () => {
  const { window, app, quits } = desk();
  const asked = vi.fn<() => void>();
  const closing = holdForDrafts(app, asked);
  closing.hold(window);
  closing.sessionEnds();
  expect([asked.mock.calls.length, window.closed, quits()]).toEqual([1, false, 0]);
  closing.pageIsReady();
  expect([window.closed, quits()]).toEqual([true, 1]);
});

test('without a window, as on macOS, a session that ends is not waited for', () => {
  const { window, app, quits } = desk();
  const closing = holdForDrafts(app, () => undefined);
  closing.hold(window);
  window.destroy();
  closing.sessionEnds();
  expect(quits()).toBe(1);
});

test('the system is asked to wait for that: where it is not, macOS calls the log-out off', async () => {
  const powerMonitor = new EventEmitter();
  const [sessionEnds, sleep, wake, prevented] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
  mindPower(powerMonitor as never, { desk: Promise.resolve({ sleep, wake }), closing: { sessionEnds } });
  powerMonitor.emit('shutdown', { preventDefault: prevented });
  for (const event of ['suspend', 'resume']) powerMonitor.emit(event);
  await new Promise((resolve) => setTimeout(resolve));
  expect([prevented, sessionEnds, sleep, wake].map((each) => each.mock.calls.length)).toEqual([1, 1, 1, 1]);
});

/** The app alone: who asks for a window, and what quitting does. */
function ending({
  ready = true,
  open = [],
  close = () => Promise.resolve(),
  platform = 'darwin',
  setUp = true,
}: { ready?: boolean; open?: BrowserWindow[]; close?: () => Promise<void>; platform?: NodeJS.Platform; setUp?: boolean } = {}) {
  const app = Object.assign(new EventEmitter(), {
    isReady: () => ready,
    quit: vi.fn<() => void>(),
    exit: vi.fn<(code?: number) => void>(),
  });
  const show = vi.fn<() => void>();
  endInOrder(app as never, {
    desk: Promise.resolve({ close }),
    windows: () => open,
    show,
    mayShow: () => setUp,
    log: () => undefined,
    platform,
  });
  const quit = (): boolean => {
    let isPrevented = false;
    app.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    return isPrevented;
  };
  return { app, show, quit };
}

test('the icon in the dock, pressed while the desk is still starting, makes no window: Electron would throw', () => {
  const early = ending({ ready: false });
  early.app.emit('activate', {}, false);
  early.app.emit('second-instance', {}, [], '', null);
  expect(early.show).not.toHaveBeenCalled();
  const later = ending();
  later.app.emit('activate', {}, false);
  expect(later.show).toHaveBeenCalledOnce();
});

test.each(['activate', 'second-instance'])('%s while the desk is being set up makes no window: the set-up may end it', (event) => {
  const { app, show } = ending({ setUp: false });
  app.emit(event, {}, [], '', null);
  expect(show).not.toHaveBeenCalled();
});

test('a desk that is started again shows its window, also one that has not been shown yet', () => {
  const window = { isMinimized: () => true, restore: vi.fn<() => void>(), show: vi.fn<() => void>(), focus: vi.fn<() => void>() };
  const { app, show } = ending({ open: [window as never] });
  app.emit('second-instance', {}, [], '', null);
  expect([window.restore.mock.calls.length, window.show.mock.calls.length, window.focus.mock.calls.length, show.mock.calls.length]).toEqual(
    [1, 1, 1, 0],
  );
});

test('the last window ends the desk, except on macOS', () => {
  const mac = ending();
  mac.app.emit('window-all-closed');
  expect(mac.app.quit).not.toHaveBeenCalled();
  const windows = ending({ platform: 'win32' });
  windows.app.emit('window-all-closed');
  expect(windows.app.quit).toHaveBeenCalledOnce();
});

test('who quits twice does not cut off what is being written down, and gets no new window meanwhile', async () => {
  let written = (): void => undefined;
  const { app, quit, show } = ending({ close: () => new Promise<void>((resolve) => (written = resolve)) });
  expect([quit(), quit()]).toEqual([true, true]);
  app.emit('activate', {}, false);
  await new Promise((resolve) => setTimeout(resolve));
  expect([app.exit.mock.calls.length, show.mock.calls.length]).toEqual([0, 0]);
  written();
  await expect.poll(() => app.exit.mock.calls).toEqual([[0]]);
});
