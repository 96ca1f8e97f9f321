/** The stand-in for Electron does what Electron does, where the desk relies on it: shown on a tiny app of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../../tools/machine/hosts.mts';
import { launchDesk, type Desk, type LaunchOptions } from '../../tools/driver/launchDesk.mts';

const appPath = join(import.meta.dirname, 'fixtures-standin');
type Said = { readonly what: string; readonly [detail: string]: unknown };
declare global {
  interface Window {
    readonly fixture: {
      readonly nested: { deep: { value: number } };
      readonly refused: readonly (string | null)[];
      readonly invoke: (channel: string, ...args: unknown[]) => Promise<unknown>;
      readonly send: (channel: string, ...args: unknown[]) => void;
      readonly pathOf: (file: File) => Promise<string>;
      readonly subscribe: (channel: string, listener: (...args: unknown[]) => void) => () => void;
      readonly sync: (value: number) => { doubled: number };
      readonly throws: () => void;
      readonly passFunction: () => Promise<unknown>;
      readonly worldsShare: (name: string) => boolean;
    };
  }
}

const launch = (options: Partial<LaunchOptions> = {}): Promise<Desk> => launchDesk({ host: 'chromium', appPath, ...options });
const said = (desk: Desk): Said[] =>
  desk
    .mainLog()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Said);
const hears = async (desk: Desk, what: string, details: object = {}): Promise<Said> => {
  await expect.poll(() => said(desk)).toContainEqual(expect.objectContaining({ what, ...details }));
  return said(desk).find((line) => line.what === what) as Said;
};

describe.skipIf(findChromium() === null)('the stand-in', () => {
  let desk: Desk;
  let folder: string;
  /** What each attempt of the fixture threw, by its name. */
  let touched: ReadonlyMap<unknown, unknown>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onflow-standin-test-'));
    desk = await launch();
    await using touching = await launch({ args: ['--fixture-touch'], waitForPage: false });
    await touching.ended;
    touched = new Map(
      said(touching)
        .filter((line) => line.what === 'touched')
        .map((line) => [line['name'], line['message']]),
    );
  });
  afterAll(async () => {
    await desk[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    writeFileSync(join(folder, 'last.log'), desk.mainLog());
  });

  test('enforces the CSP of the header: an inline script is blocked, a file of the app is not', async () => {
    expect(await desk.page.evaluate(() => [Reflect.get(window, 'inlineRan'), Reflect.get(window, 'scriptRan')])).toEqual([undefined, true]);
    await hears(desk, 'console', { level: 'error', message: expect.stringContaining("script-src 'self'") as string });
  });

  test('shows the app its own address, and the page the mapped one', async () => {
    await hears(desk, 'loaded', { url: 'app://desk/page.html' });
    expect(desk.page.url()).toBe('https://desk.app.invalid/page.html');
    expect(await desk.page.evaluate(() => window.isSecureContext)).toBe(true);
  });

  test('carries values by structured clone, both ways', async () => {
    expect(
      await desk.page.evaluate(() =>
        window.fixture.invoke('kinds', new Map([['a', 4]]), new Date(77), new Uint8Array([1, 2]), 9n, undefined),
      ),
    ).toEqual([4, 77, 2, 'bigint', true]);
    expect(
      await desk.page.evaluate(async () => {
        const shared = { n: -0 };
        const cyclic: { self?: unknown } = {};
        cyclic.self = cyclic;
        const [a, b, c, d] = (await window.fixture.invoke('echo', new Set([1]), new Date(5), [shared, shared], {
          big: 2n ** 70n,
          none: undefined,
          nan: NaN,
        })) as [Set<number>, Date, unknown[], { big: bigint; none: undefined; nan: number }];
        return [
          a.has(1),
          b.getTime(),
          a instanceof Set,
          Array.isArray(c),
          d.big === 2n ** 70n,
          'none' in d,
          Number.isNaN(d.nan),
          Object.is((c[0] as { n: number }).n, -0),
        ];
      }),
    ).toEqual([true, 5, true, true, true, true, true, true]);
  });

  test('refuses to clone functions, in both directions', async () => {
    expect(await desk.page.evaluate(() => window.fixture.passFunction().catch((error: Error) => error.message))).toMatch(
      /could not be cloned/,
    );
    expect(await desk.page.evaluate(() => window.fixture.invoke('answers-a-function').catch((error: Error) => error.message))).toMatch(
      /could not be cloned/,
    );
  });

  test('answers a failing or missing handler as Electron does: with the message only', async () => {
    expect(await desk.page.evaluate(() => window.fixture.invoke('fails').catch((error: Error) => error.message))).toBe(
      "Error invoking remote method 'fails': TypeError: it fails",
    );
    expect(await desk.page.evaluate(() => window.fixture.invoke('nobody').catch((error: Error) => error.message))).toMatch(
      /No handler registered for 'nobody'/,
    );
  });

  test('runs the main process’s script in the page’s own world, waits for its promise, and says of an error only that there was one', async () => {
    const runs = (code: string): Promise<unknown> =>
      desk.page.evaluate((text) => window.fixture.invoke('runs', text).catch((error: Error) => error.message), code);
    expect(await runs('Promise.resolve({ ran: window.scriptRan, at: document.title.length >= 0 })')).toEqual({ ran: true, at: true });
    expect(await runs(`import(new URL('missing.js', document.baseURI).href).catch(error => error.name)`)).toBe('TypeError');
    expect(await runs('nothing.there')).toMatch(/Script failed to execute, this normally means an error was thrown/);
  });

  test('exposes frozen copies, synchronous functions, errors by message, and subscriptions that end', async () => {
    expect(
      await desk.page.evaluate(() => {
        const attempts = [
          () => {
            window.fixture.nested.deep.value = 2;
          },
          () => {
            Reflect.set(window, 'fixture', 1);
          },
        ].map((attempt) => {
          try {
            attempt();
            return 'ok';
          } catch {
            return 'refused';
          }
        });
        let thrown = '';
        try {
          window.fixture.throws();
        } catch (error) {
          thrown = (error as Error).message;
        }
        return [
          Object.isFrozen(window.fixture),
          window.fixture.nested.deep.value,
          typeof window.fixture.invoke,
          window.fixture.sync(21).doubled,
          thrown,
          attempts.length,
        ];
      }),
    ).toEqual([true, 1, 'function', 42, 'out of range', 2]);
    expect(
      await desk.page.evaluate(async () => {
        const heard: unknown[][] = [];
        const stop = window.fixture.subscribe('told', (...args) => {
          heard.push(args);
        });
        window.fixture.send('tell-me');
        await window.fixture.invoke('echo');
        while (heard.length === 0)
          await new Promise((resolve) => {
            setTimeout(resolve, 5);
          });
        stop();
        window.fixture.send('tell-me');
        await window.fixture.invoke('echo');
        await window.fixture.invoke('echo');
        const [first] = heard as [[{ when: Date }, bigint]];
        return [heard.length, first[0].when.getTime(), typeof first[1]];
      }),
    ).toEqual([1, 5, 'bigint']);
  });

  test('keeps the preload in a world of its own, with nothing of Node', async () => {
    expect(
      await desk.page.evaluate(() => [
        typeof Reflect.get(window, 'require'),
        typeof Reflect.get(window, 'process'),
        window.fixture.worldsShare('pageSecret'),
      ]),
    ).toEqual(['undefined', 'undefined', false]);
    expect(await desk.page.evaluate(() => window.fixture.refused)).toEqual([
      'module not found: node:fs',
      'The stand-in for Electron has no electron.webFrame in the preload',
      'The stand-in for Electron has no ipcRenderer.sendSync in the preload',
    ]);
    expect(await desk.page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => /standin/i.test(name)))).toEqual([]);
  });

  test('names the sender frame: the main frame is itself', async () => {
    expect(await desk.page.evaluate(() => window.fixture.invoke('who'))).toEqual({
      url: 'app://desk/page.html',
      origin: 'app://desk',
      isMain: true,
      parentIsMain: false,
      hasParent: false,
    });
  });

  test('a reload from outside raises no will-navigate', async () => {
    const before = said(desk).filter((line) => line.what === 'will-navigate').length;
    await desk.page.reload();
    expect(await desk.page.evaluate(() => window.fixture.sync(1).doubled)).toBe(2);
    expect(said(desk).filter((line) => line.what === 'will-navigate').length).toBe(before);
  });

  test('a file dropped by the operating system has its path, one made by the page has none', async () => {
    const file = join(folder, 'label ô.pdf');
    writeFileSync(file, '%PDF-1.7');
    await desk.dropFiles(desk.page.locator('#drop'), [file]);
    await expect
      .poll(() => desk.page.evaluate(() => Reflect.get(window, 'drops') as unknown))
      .toEqual([{ name: 'label ô.pdf', size: 8, path: file }]);
    await desk.page.getByLabel('File').setInputFiles(file);
    expect(
      await desk.page.evaluate(() => window.fixture.pathOf((document.querySelector('input') as HTMLInputElement).files?.[0] as File)),
    ).toBe(file);
    expect(await desk.page.evaluate(() => window.fixture.pathOf(new File(['x'], 'x.pdf')))).toBe('');
  });

  test('a file dropped where nothing takes it raises will-frame-navigate, and preventing it leaves the page', async () => {
    const file = join(folder, 'stray.html');
    writeFileSync(file, '<h1>stray</h1>');
    await desk.dropFiles({ x: 20, y: 20 }, [file]);
    await hears(desk, 'will-frame-navigate', { url: `file://${file}`, prevented: true });
    expect(desk.page.url()).toBe('https://desk.app.invalid/page.html');
    expect(desk.page.context().pages().length).toBe(1);
  });

  test('a navigation can be prevented, and one that is not goes through', async () => {
    await desk.page.evaluate(() => {
      location.href = 'https://elsewhere.test/';
    });
    await hears(desk, 'will-frame-navigate', { url: 'https://elsewhere.test/', isMainFrame: true, prevented: true });
    expect(desk.page.url()).toBe('https://desk.app.invalid/page.html');
    await desk.page.evaluate(() => {
      location.href = 'mailto:someone@elsewhere.test';
    });
    await hears(desk, 'will-frame-navigate', { url: 'mailto:someone@elsewhere.test', prevented: true });
    // What was prevented as a frame's navigation is not asked about a second time.
    expect(said(desk).filter((line) => line.what === 'will-navigate')).toEqual([]);
    await desk.page.evaluate(() => {
      location.href = '/page.html?fine';
    });
    await desk.page.waitForURL('**/page.html?fine');
    await hears(desk, 'loaded', { url: 'app://desk/page.html?fine' });
    await desk.page.evaluate(() => {
      location.href = '/moved?fine';
    });
    await hears(desk, 'will-redirect', { url: 'app://desk/page.html?moved', prevented: true });
    expect(desk.page.url()).toBe('https://desk.app.invalid/page.html?fine');
  });

  test('the page’s own navigation is asked about twice, first as a frame’s, then as the page’s', async () => {
    await using framed = await launch({ args: ['--fixture-frames-go'] });
    await framed.page.evaluate(() => {
      location.href = 'https://elsewhere.test/';
    });
    await hears(framed, 'will-navigate', { url: 'https://elsewhere.test/', prevented: true });
    expect(
      said(framed)
        .filter((line) => line.what.startsWith('will-'))
        .map((line) => [line.what, line['prevented']]),
    ).toEqual([
      ['will-frame-navigate', false],
      ['will-navigate', true],
    ]);
    expect(framed.page.url()).toBe('https://desk.app.invalid/page.html');
  });

  test('window.open and a ctrl-click ask the handler, and a denied window sends nothing', async () => {
    await desk.page.evaluate(() => {
      window.open('https://elsewhere.test/popup');
    });
    await hears(desk, 'window-open', { url: 'https://elsewhere.test/popup' });
    await desk.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://elsewhere.test/link', textContent: 'out' });
      document.body.prepend(link);
    });
    await desk.page.getByText('out').click({ modifiers: ['ControlOrMeta'] });
    await hears(desk, 'window-open', { url: 'https://elsewhere.test/link' });
    await expect.poll(() => desk.page.context().pages().length).toBe(1);
  });

  test('the request filter holds requests back', async () => {
    await desk.page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://elsewhere.test/held?fine' }));
    });
    await hears(desk, 'request-held', { url: 'https://elsewhere.test/held?fine', resourceType: 'subFrame' });
  });

  test('permissions are decided by the handlers: denied, granted, checked', async () => {
    expect(
      await desk.page.evaluate(
        () =>
          new Promise((resolve) => {
            navigator.geolocation.getCurrentPosition(
              () => {
                resolve('granted');
              },
              (error) => {
                resolve(error.code);
              },
            );
          }),
      ),
    ).toBe(1);
    await hears(desk, 'permission-request', { permission: 'geolocation' });
    expect(await desk.page.evaluate(() => Notification.requestPermission())).toBe('denied');
    expect(
      await desk.page.evaluate(async () => [
        (await navigator.permissions.query({ name: 'geolocation' })).state,
        (await navigator.permissions.query({ name: 'midi' })).state,
      ]),
    ).toEqual(['denied', 'granted']);
    await hears(desk, 'permission-check', { permission: 'midi', origin: 'app://desk' });
    await desk.page.bringToFront();
    expect(
      await desk.page.evaluate(() =>
        navigator.clipboard.readText().then(
          () => 'granted',
          (error: Error) => error.name,
        ),
      ),
    ).toBe('granted');
    expect(
      await desk.page.evaluate(() =>
        navigator.clipboard.writeText('x').then(
          () => 'granted',
          (error: Error) => error.name,
        ),
      ),
    ).toBe('NotAllowedError');
  });

  test('a download can be prevented', async () => {
    await desk.page.evaluate(() => {
      Object.assign(document.createElement('a'), { href: '/paper.bin?fine', download: 'paper.bin' }).click();
    });
    await hears(desk, 'will-download', { url: 'app://desk/paper.bin?fine', name: 'paper.bin' });
  });

  test('the theme reaches the page, the power events and the shell the app', async () => {
    await desk.page.evaluate(() => {
      window.fixture.send('theme', 'dark');
    });
    await expect.poll(() => desk.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    await desk.power('suspend');
    await hears(desk, 'suspend');
    await desk.page.evaluate(() => {
      window.fixture.send('open', 'https://onflow.example/');
    });
    await expect.poll(() => desk.leftTheApp()).toEqual([{ action: 'openExternal', url: 'https://onflow.example/' }]);
  });

  test('a sender that has navigated away is null', async () => {
    await desk.page.evaluate(() => {
      window.fixture.send('later');
      window.fixture.send('navigate-away');
    });
    await hears(desk, 'later-first', { present: true });
    await hears(desk, 'later-then', { present: false });
  });

  test('a second start hands its arguments to the first and leaves', async () => {
    await using second = await launch({ userDataDir: desk.userDataDir, args: ['--fixture-greeting'], waitForPage: false });
    expect(await second.ended).toEqual({ code: 0, signal: null });
    expect(said(second).map((line) => line.what)).toContain('second-desk-leaves');
    await hears(desk, 'second-instance', { argv: expect.arrayContaining(['--fixture-greeting']) as string[] });
  });

  test('a crash of the page is told, and the page can be loaded again', async () => {
    await using crashing = await launch();
    const session = await crashing.page.context().newCDPSession(crashing.page);
    session.send('Page.crash').catch(() => undefined);
    await hears(crashing, 'render-process-gone', { reason: 'crashed' });
    const page = await crashing.reconnect();
    expect(await page.evaluate(() => window.fixture.sync(4).doubled)).toBe(8);
  });

  test('an iframe is told apart from the page, by origin as well', async () => {
    await using framed = await launch({ args: ['--fixture-frames', '--fixture-permissive'] });
    const own = await framed.page.evaluateHandle(async () => {
      const frame = Object.assign(document.createElement('iframe'), { src: '/page.html?fine' });
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.addEventListener('load', resolve);
      });
      return frame;
    });
    const inner = await own.asElement()?.contentFrame();
    expect(await inner?.evaluate(() => window.fixture.invoke('who'))).toEqual({
      url: 'app://desk/page.html?fine',
      origin: 'app://desk',
      isMain: false,
      parentIsMain: true,
      hasParent: true,
    });
    const foreign = await framed.page.evaluateHandle(async () => {
      const frame = Object.assign(document.createElement('iframe'), { src: 'app://other/page.html?fine' });
      document.body.append(frame);
      await new Promise((resolve) => {
        frame.addEventListener('load', resolve);
      });
      return frame;
    });
    const other = await foreign.asElement()?.contentFrame();
    // Chromium shows its error page for the strange scheme first, which counts as loaded, before the stand-in takes the frame there.
    await other?.waitForURL(/page\.html\?fine$/);
    expect(await other?.evaluate(() => window.fixture.invoke('who'))).toMatchObject({
      url: 'app://other/page.html?fine',
      origin: 'app://other',
      isMain: false,
      parentIsMain: true,
    });
  });

  test('without handlers everything is granted and nothing prevented, as in Electron', async () => {
    await using open = await launch({ args: ['--fixture-permissive'] });
    expect(await open.page.evaluate(() => Notification.requestPermission())).toBe('granted');
    const file = join(folder, 'stray.txt');
    writeFileSync(file, 'stray');
    await open.dropFiles({ x: 20, y: 20 }, [file]);
    await open.page.waitForURL(`file://${file}`);
  });

  test('a window may refuse to close once; quitting closes in order and leaves code 0', async () => {
    await using stubborn = await launch({ args: ['--fixture-keep-open'] });
    await stubborn.pressClose();
    await hears(stubborn, 'close', { prevented: true });
    expect(await stubborn.page.evaluate(() => window.fixture.sync(1).doubled)).toBe(2);
    expect(await stubborn.close()).toEqual({ code: 0, signal: null });
    expect(
      said(stubborn)
        .map((line) => line.what)
        .slice(-4),
    ).toEqual(['close', 'before-quit', 'close', 'will-quit']);
  });

  test('a package is started from its archive: it is packaged, its files lie in app.asar, its own path is no argument', async () => {
    const resources = join(folder, 'resources ô');
    await createPackage(appPath, join(resources, 'app.asar'));
    await using packaged = await launch({ appPath: join(resources, 'app.asar') });
    const { isPackaged, path, resourcesPath, argv } = await hears(packaged, 'package');
    expect([isPackaged, resourcesPath, argv]).toEqual([true, resources, []]);
    expect(path).toMatch(/app\.asar$/);
    expect((await packaged.close()).code).toBe(0);
    expect(existsSync(path as string)).toBe(process.platform === 'win32');
    await hears(desk, 'package', { isPackaged: false, resourcesPath: null });
  });

  test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'does not start as root with the sandbox on, as Electron does not',
    () => {
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(import.meta.dirname, '../../tools/standin/main.mts'), '--headless', `--user-data-dir=${join(folder, 'root')}`, appPath],
        { encoding: 'utf8' },
      );
      expect([status, stderr]).toEqual([1, expect.stringContaining('Running as root without --no-sandbox is not supported')]);
      expect(touched.get('sandboxForRoot')).toBe('app.enableSandbox() after --no-sandbox: Electron’s pages would not come up');
    },
  );

  test('a killed desk leaves no Chromium behind and starts again on the same folder', async () => {
    await using first = await launch();
    await first.kill();
    await using again = await first.relaunch();
    await hears(again, 'open', { name: 'Stand-in fixture', version: '1.2.3', userData: first.userDataDir });
    expect((await again.close()).code).toBe(0);
    expect(() => readFileSync(join(first.userDataDir, 'standin.lock'))).toThrow('ENOENT');
  });

  test.each([
    ['earlyMenu', 'Menu.setApplicationMenu can only be used after app is ready'],
    ['earlyTheme', 'nativeTheme can only be used after app is ready'],
    ['earlyDark', 'nativeTheme can only be used after app is ready'],
    ['earlyDialog', 'dialog module can only be used after app is ready'],
    ['earlySession', 'session.defaultSession can only be used after app is ready'],
    ['earlyHandle', 'protocol.handle can only be used after app is ready'],
    ['earlyWindow', 'Cannot create BrowserWindow before app is ready'],
    ['earlyNotification', 'Notification can only be used after app is ready'],
    ['earlyLocale', 'app.getSystemLocale can only be used after app is ready'],
    ['relativePath', 'Path must be absolute'],
    ['relativeLogs', 'Path must be absolute'],
    ['lateScheme', 'protocol.registerSchemesAsPrivileged can only be used before app is ready'],
    ['lateSandbox', 'app.enableSandbox can only be used before app is ready'],
    ['unknownRole', 'There is no menu role "undoEverything": the item would do nothing'],
    ['roleAndClick', 'has a role: its click would be ignored'],
    ['unknownKey', 'The accelerator "CmdOrCtrl+Speichern" would be ignored: no such key as "speichern"'],
    ['foreignKey', 'The accelerator "CmdOrCtrl+Đ" would be ignored: only ASCII characters'],
    ['onlyModifiers', 'The accelerator "Ctrl+Shift" would be ignored: a key beside the modifiers'],
    ['namelessItem', 'must have at least one of label, role or type'],
    ['unknownType', 'Unknown menu item type: switch'],
    ['menuOfItems', 'Invalid menu'],
    ['dialogNothing', 'dialog.showSaveDialog without options would ask nothing'],
    ['dialogOption', 'the option "path" of dialog.showSaveDialog'],
    ['dialogNumber', 'defaultPath of dialog.showSaveDialog must be a string'],
    ['dialogProperty', 'dialog.showOpenDialog has no property "openAnything"'],
    ['dialogType', 'Invalid message box type'],
    ['dialogButton', 'dialog.showMessageBox has no button 2'],
    ['dialogUnanswered', 'dialog.showSaveDialog without an answer'],
  ])('refuses what Electron would not take, or would take and not do: %s', (touch, words) => {
    expect(touched.get(touch)).toContain(words);
  });

  test.each([
    ['unknownModule', 'electron.autoUpdater'],
    ['unknownMethod', 'app.getGPUInfo'],
    ['unknownEvent', 'the event "certificate-error" of app'],
    ['unknownOption', 'the option "vibrancy" of BrowserWindow'],
    ['noSandbox', 'a window without sandbox'],
    ['noIsolation', 'a window without contextIsolation'],
    ['nodeIntegration', 'webPreferences.nodeIntegration'],
  ])('what it does not implement throws: %s', (touch, what) => {
    expect(touched.get(touch)).toBe(`The stand-in for Electron does not implement ${what} (see tools/standin/README.md)`);
  });
});
