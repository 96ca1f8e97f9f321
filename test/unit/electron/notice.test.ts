/** Notices of the system, as Electron shows them. */
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { createNotices } from '../../../main/electron/notice.ts';

class Shown extends EventEmitter {
  readonly options: Electron.NotificationConstructorOptions;
  isShown = false;
  isClosed = false;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    this.isShown = true;
  }
  close(): void {
    this.isClosed = true;
    this.emit('close', {});
  }
}

function system({
  isReady = true,
  isSupported = true,
  platform = 'win32',
}: { isReady?: boolean; isSupported?: boolean; platform?: NodeJS.Platform } = {}) {
  const made: Shown[] = [];
  const lines: string[] = [];
  const bringWindow = vi.fn<() => void>();
  const handleActivation = vi.fn<(act: () => void) => void>();
  const asked = vi.fn(() => isSupported);
  const notices = createNotices({
    make: (options) => {
      const shown = new Shown(options);
      made.push(shown);
      return shown as never;
    },
    notification: { isSupported: asked, handleActivation },
    app: { isReady: () => isReady },
    bringWindow,
    platform,
    log: (line) => void lines.push(line),
  });
  return { notices, made, lines, bringWindow, handleActivation, asked };
}
const text = { title: '1 vận đơn bị hủy', body: 'OASC1' };

test('a click brings the window and leads to what the notice spoke of, also when Windows has put it into its centre', () => {
  const { notices, made, bringWindow } = system();
  const onClick = vi.fn<() => void>();
  notices.show('shipments', text, onClick);
  const [shown] = made;
  expect([shown?.options, shown?.isShown]).toEqual([text, true]);
  shown?.emit('close', { reason: 'timedOut' });
  shown?.emit('click', {});
  expect([bringWindow.mock.calls.length, onClick.mock.calls.length]).toEqual([1, 1]);
});

test('the newest of a group takes the place of the one before, other groups stay, and all go when the desk ends', () => {
  const { notices, made } = system();
  const nothing = (): void => undefined;
  notices.show('shipments', text, nothing);
  notices.show('outbox', text, nothing);
  notices.show('shipments', text, nothing);
  expect(made.map(({ isClosed }) => isClosed)).toEqual([true, false, false]);
  notices.clear();
  expect(made.map(({ isClosed }) => isClosed)).toEqual([true, true, true]);
});

test('before the app is ready, and where the system has none, nothing is shown; what failed is written down', () => {
  const early = system({ isReady: false });
  early.notices.show('outbox', text, () => undefined);
  const without = system({ isSupported: false });
  without.notices.begin();
  without.notices.show('outbox', text, () => undefined);
  expect([early.made, without.made, without.lines]).toEqual([[], [], ['this system shows no notifications']]);
  const { notices, made, lines } = system();
  notices.show('outbox', text, () => undefined);
  made[0]?.emit('failed', {}, 'not signed');
  expect(lines).toEqual(['not notified: not signed']);
});

test('it asks for the permission while somebody is there, and on Windows hears clicks on what an earlier run has left', () => {
  const windows = system();
  windows.notices.begin();
  expect(windows.asked).toHaveBeenCalledTimes(1);
  windows.handleActivation.mock.calls[0]?.[0]();
  expect(windows.bringWindow).toHaveBeenCalledTimes(1);
  const mac = system({ platform: 'darwin' });
  mac.notices.begin();
  expect([mac.asked.mock.calls.length, mac.handleActivation.mock.calls.length]).toEqual([1, 0]);
});
