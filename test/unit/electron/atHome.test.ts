/** The desk among other programs: where its window comes back, what the system's bar shows of it, what is handed to it. */
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { ConnectionId } from '../../../contract/connection.ts';
import type { OutboxStanding } from '../../../main/desk/desk.ts';
import { type HandedOver, createHandedOver } from '../../../main/desk/handedOver.ts';
import { handedIn, mindHandedOver } from '../../../main/electron/handing.ts';
import { createTaskbar, discPixels, followOutbox } from '../../../main/electron/taskbar.ts';
import { offerTasks } from '../../../main/electron/tasks.ts';
import { keepPlacing, placingOf, readPlacing, settleOn } from '../../../main/electron/windowPlace.ts';
import { argumentsAgain, filesIn, taskIn } from '../../../main/start/flags.ts';
import { temporaryFolder } from '../store/temporary.ts';

const silent = (): void => undefined;

describe('the window', () => {
  const screens = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }, { workArea: { x: 1920, y: -200, width: 2560, height: 1400 } }];
  const at = (x: number, y: number, width = 1400, height = 900) => ({ bounds: { x, y, width, height }, isMaximized: false, zoom: 1.25 });

  test('comes back where it was, on the second screen too, as near as it was', () => {
    expect(placingOf(at(2500, -100), screens)).toEqual({ options: at(2500, -100).bounds, isMaximized: false, zoom: 1.25 });
    expect(placingOf({ ...at(100, 50), isMaximized: true }, screens).isMaximized).toBe(true);
  });

  test.each([
    ['the screen is gone', at(2500, 100), screens.slice(0, 1)],
    ['its upper edge is above the screen', at(100, -60), screens.slice(0, 1)],
    ['it is below the screen', at(100, 1030), screens.slice(0, 1)],
    ['only a strip of it is on a screen', at(1900, 100), screens.slice(0, 1)],
    ['it is far to the left', at(-1390, 100), screens.slice(0, 1)],
  ])('comes where the system puts a new one when %s', (_why, kept, displays) => {
    expect(placingOf(kept, displays).options).toEqual({ width: 1400, height: 900 });
  });

  test('is no larger than its screen, and no smaller than the page can be used', () => {
    expect(placingOf(at(0, 0, 4000, 3000), screens).options).toMatchObject({ width: 1920, height: 1040 });
    expect(placingOf(at(0, 0, 300, 200), screens).options).toMatchObject({ width: 960, height: 600 });
    expect(placingOf(null, [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }]).options).toEqual({ width: 1366, height: 728 });
  });

  test('is told its place again on Windows, where screens have scales of their own; a new one lies where the system put it', () => {
    const told = (kept: ReturnType<typeof at> | null, platform: NodeJS.Platform) => {
      const setBounds = vi.fn<(bounds: unknown) => void>();
      settleOn({ setBounds }, placingOf(kept, screens).options, platform);
      return setBounds.mock.calls;
    };
    expect(told(at(2500, -100), 'win32')).toEqual([[at(2500, -100).bounds]]);
    expect([told(null, 'win32'), told(at(2500, -100), 'darwin')]).toEqual([[], []]);
  });

  test('is written down when it was moved and when it closes, and zoomed by Ctrl and the wheel', () => {
    vi.useFakeTimers();
    const folder = temporaryFolder();
    let zoom = 1;
    const webContents = Object.assign(new EventEmitter(), {
      getZoomFactor: () => zoom,
      setZoomFactor: (factor: number) => void (zoom = factor),
    });
    const bounds = { x: 5, y: 6, width: 1000, height: 700 };
    const window = Object.assign(new EventEmitter(), {
      webContents,
      isDestroyed: () => false,
      isMinimized: () => false,
      isFullScreen: () => false,
      isMaximized: () => false,
      getNormalBounds: () => bounds,
    });
    keepPlacing(window as never, folder, silent);
    window.emit('move');
    vi.advanceTimersByTime(1_000);
    expect(readPlacing(folder)).toEqual({ bounds, isMaximized: false, zoom: 1 });
    webContents.emit('zoom-changed', {}, 'in');
    expect(zoom).toBeCloseTo(1.1);
    for (let turn = 0; turn < 40; turn += 1) webContents.emit('zoom-changed', {}, 'out');
    expect(zoom).toBe(0.5);
    window.emit('close');
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toMatchObject({ zoom: 0.5 });
    writeFileSync(join(folder, 'window.json'), '{"bounds":');
    expect(readPlacing(folder)).toBeNull();
    vi.useRealTimers();
  });
});

describe('the bar of the system', () => {
  const none = { queued: 0, sending: 0, unknown: 0, rejected: 0, needs_attention: 0, given_up: 0 };
  const standing = (counts: Partial<typeof none>, more: Partial<OutboxStanding> = {}): OutboxStanding => ({
    counts: { ...none, ...counts },
    waiting: 0,
    sending: 'running',
    network: 'online',
    ...more,
  });
  function bar() {
    const told: unknown[] = [];
    const awake = new Set<number>();
    let next = 1;
    const window = {
      isDestroyed: () => false,
      setProgressBar: (progress: number, options: unknown) => told.push(['progress', progress, options]),
      setOverlayIcon: (image: unknown, text: string) => told.push(['overlay', image !== null, text]),
    };
    const taskbar = createTaskbar({
      app: { setBadgeCount: (count = 0) => told.push(['badge', count]) > 0 },
      windows: () => [window] as never,
      powerSaveBlocker: {
        start: () => {
          awake.add(next);
          next += 1;
          return next - 1;
        },
        stop: (id) => awake.delete(id),
      },
      overlay: () => ({}) as never,
      language: () => 'vi',
    });
    return { taskbar, told, awake };
  }

  test('counts of an intake that is being sent also what is let into the outbox by and by', () => {
    const { taskbar, told } = bar();
    taskbar.show(standing({ queued: 20 }, { waiting: 380 }));
    taskbar.show(standing({ queued: 100 }, { waiting: 100 }));
    expect(told.filter((each) => (each as unknown[])[0] === 'progress')).toEqual([
      ['progress', 0, { mode: 'normal' }],
      ['progress', 0.5, { mode: 'normal' }],
    ]);
  });

  test('shows how many wait, how far a batch is, and nothing when all is done', () => {
    const { taskbar, told } = bar();
    taskbar.show(standing({ queued: 4 }));
    taskbar.show(standing({ queued: 2, sending: 1 }));
    taskbar.show(standing({ queued: 2, sending: 1 }));
    taskbar.show(standing({}));
    expect(told).toEqual([
      ['badge', 4],
      ['progress', 0, { mode: 'normal' }],
      ['overlay', true, '4 chứng từ trong hộp gửi'],
      ['badge', 3],
      ['progress', 0.25, { mode: 'normal' }],
      ['overlay', true, '3 chứng từ trong hộp gửi'],
      ['badge', 0],
      ['progress', -1, { mode: 'normal' }],
      ['overlay', false, ''],
    ]);
  });

  test('is red where something was refused, and yellow while sending is paused', () => {
    const { taskbar, told } = bar();
    taskbar.show(standing({ queued: 3, rejected: 1 }));
    taskbar.show(standing({ queued: 3, rejected: 1 }, { sending: 'pausedByOperator' }));
    expect(told.filter((each) => Array.isArray(each) && each[0] === 'progress').map((each) => (each as unknown[])[2])).toEqual([
      { mode: 'error' },
      { mode: 'paused' },
    ]);
  });

  test('keeps the computer awake while a batch is sent, and only then', () => {
    const { taskbar, awake } = bar();
    taskbar.show(standing({ queued: 1 }));
    expect(awake.size).toBe(0);
    taskbar.show(standing({ queued: 5 }));
    expect(awake.size).toBe(1);
    taskbar.show(standing({ queued: 4 }, { network: 'offline' }));
    expect(awake.size).toBe(0);
    taskbar.show(standing({ queued: 4 }));
    taskbar.show(standing({ queued: 4 }, { sending: 'pausedForKey' }));
    expect(awake.size).toBe(0);
    taskbar.show(standing({ queued: 4 }));
    const end = taskbar.stayAwake();
    taskbar.show(null);
    expect(awake.size).toBe(1);
    end();
    end();
    expect(awake.size).toBe(0);
  });

  test('follows the outbox, a few times a second at most', async () => {
    vi.useFakeTimers();
    const show = vi.fn<(standing: OutboxStanding | null) => void>();
    const hear = followOutbox({ isReady: () => true }, () => Promise.resolve({ outbox: () => standing({ queued: 1 }) }), { show });
    for (let row = 0; row < 50; row += 1) hear('outbox.changed');
    hear('menu.chosen');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(show).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  test('has a disc for Windows, clear at its corners', () => {
    const pixels = discPixels();
    expect([pixels.length, pixels[3], pixels[(8 * 16 + 8) * 4 + 3]]).toEqual([1024, 0, 255]);
  });
});

describe('the menu of the icon', () => {
  const offered = (platform: NodeJS.Platform, { isPackaged = true, args = [] as readonly string[] } = {}) => {
    const setUserTasks = vi.fn<(tasks: readonly { readonly arguments: string; readonly title: string }[]) => boolean>(() => true);
    const setMenu = vi.fn<(menu: unknown) => void>();
    const choose = vi.fn<(id: string) => void>();
    offerTasks({
      app: { setUserTasks, isPackaged },
      dock: platform === 'darwin' ? { setMenu } : undefined,
      menu: { buildFromTemplate: (template: unknown) => template } as never,
      platform,
      start: { execPath: 'C:\\Onflow Desk.exe', argv: ['C:\\Onflow Desk.exe', ...args], cwd: temporaryFolder() },
      language: 'vi',
      choose,
    });
    return { setUserTasks, setMenu, choose };
  };

  test('begins a shipment, an order, or opens the outbox', () => {
    const { setUserTasks } = offered('win32');
    expect(setUserTasks.mock.calls[0]?.[0].map(({ title, arguments: args }) => [title, taskIn(args.split(' '))])).toEqual([
      ['Tạo vận đơn', 'shipment.new'],
      ['Tạo đơn nhập', 'purchase-order.new'],
      ['Hộp gửi', 'go.outbox'],
    ]);
    const { setMenu, choose } = offered('darwin');
    const [first] = (setMenu.mock.calls[0]?.[0] ?? []) as { readonly click: () => void }[];
    first?.click();
    expect(choose).toHaveBeenCalledWith('shipment.new');
  });

  test('leads to the desk on this data, wherever it lies', () => {
    const folder = resolve(temporaryFolder(), 'Kho Long Biên');
    const args = ['--user-data-dir', folder, '--task=go.outbox', '--token-file', 'token.txt'];
    const { setUserTasks } = offered('win32', { args });
    expect(setUserTasks.mock.calls[0]?.[0][0]?.arguments).toBe(`"--user-data-dir=${folder}" --task=shipment.new`);
    const odd = offered('win32', { args: ['--a=D:\\Kho A\\', '--b="x"'] }).setUserTasks.mock.calls[0]?.[0][2]?.arguments;
    expect(odd).toBe(String.raw`"--a=D:\Kho A\\" "--b=\"x\"" --task=go.outbox`);
  });

  test('is not written where it would start another program, or where there is none', () => {
    expect(offered('win32', { isPackaged: false }).setUserTasks).not.toHaveBeenCalled();
    expect(offered('linux').setUserTasks).not.toHaveBeenCalled();
  });
});

const nothing = (): Promise<never> => Promise.reject(new Error('nothing is staged'));

describe('what is handed over', () => {
  const folderWithFiles = (): string => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'nhãn.pdf'), 'x');
    writeFileSync(join(folder, 'desk.json'), '{}');
    mkdirSync(join(folder, 'app'));
    return folder;
  };

  test('files are what is no flag, no value of one, and there', () => {
    const folder = folderWithFiles();
    const args = ['app', '--provision', 'desk.json', '--no-sandbox', 'nhãn.pdf', 'gone.pdf'];
    expect(filesIn(args, folder)).toEqual([resolve(folder, 'nhãn.pdf')]);
    expect(argumentsAgain([...args, '--task=go.outbox'], folder)).toEqual(['app', '--no-sandbox', 'gone.pdf']);
    expect(taskIn(['--task=desk.destroy'])).toBeNull();
  });

  test('by this start, by a second one, and by macOS, once', async () => {
    const folder = folderWithFiles();
    const app = Object.assign(new EventEmitter(), { getAppPath: () => join(folder, 'app') });
    const given = (...argv: string[]) => handedIn(app, { argv: ['desk', ...argv], cwd: folder });
    const more = vi.fn<() => void>();
    const handed = createHandedOver(more);
    mindHandedOver(app as never, handed, given('nhãn.pdf'));
    app.emit('second-instance', {}, [], '', given('--task=shipment.new', './nhãn.pdf'));
    const prevented = vi.fn<() => void>();
    app.emit('open-file', { preventDefault: prevented }, join(folder, 'desk.json'));
    app.emit('second-instance', {}, [], '', given('--no-sandbox'));
    expect([more.mock.calls.length, prevented.mock.calls.length]).toEqual([3, 1]);
    const shop = 'shop' as ConnectionId;
    const staged = await handed.take(shop, (path, name) =>
      Promise.resolve(
        name === 'desk.json' ? { ok: false, error: { code: 'fileEmpty' } as never } : { ok: true, value: { file_id: path } as never },
      ),
    );
    expect(staged.task).toBe('shipment.new');
    expect(staged.files.map(({ name, error }) => [name, error === null])).toEqual([
      ['nhãn.pdf', true],
      ['nhãn.pdf', true],
      ['desk.json', false],
    ]);
    expect(await handed.take(shop, nothing)).toEqual({ task: null, open: null, files: [] });
  });

  test('a notice that was clicked leads to its record, once, and to none of another connection', async () => {
    const handed = createHandedOver(silent);
    const place = { place: { screen: 'shipments', view: 'detail', code: 'OASC1' }, field: null, caret: null, list: null };
    const [shop, other] = ['shop', 'other'] as ConnectionId[];
    const click = (): void => handed.add({ paths: [], task: null, open: { connection: shop as ConnectionId, place } });
    click();
    expect(await handed.take(shop as ConnectionId, nothing)).toEqual({ task: null, open: place, files: [] });
    expect((await handed.take(shop as ConnectionId, nothing)).open).toBeNull();
    click();
    expect((await handed.take(other as ConnectionId, nothing)).open).toBeNull();
    expect((await handed.take(shop as ConnectionId, nothing)).open).toBeNull();
  });

  test('SECURITY: never the token of a second start, in whatever order its arguments come', () => {
    const folder = folderWithFiles();
    writeFileSync(join(folder, 'token.txt'), 'secret');
    const app = Object.assign(new EventEmitter(), { getAppPath: () => join(folder, 'app') });
    const add = vi.fn<HandedOver['add']>();
    mindHandedOver(app as never, { add }, { paths: [], task: null });
    add.mockClear();
    const argv = ['desk', '--provision', 'desk.json', '--token-file', 'token.txt'];
    // Flags first, then the rest: so Chromium hands them on.
    const asTheyCome = ['desk', '--provision', '--token-file', 'desk.json', 'token.txt'];
    app.emit('second-instance', {}, asTheyCome, folder, handedIn(app, { argv, cwd: folder }));
    // A desk of before says nothing of its own.
    app.emit('second-instance', {}, asTheyCome, folder, null);
    expect(add.mock.calls).toEqual([[{ paths: [], task: null }]]);
  });
});
