/** The stand-in's main process once Chromium is on its way: puts `electron` together and runs the app's main bundle. */
import { createRequire, registerHooks } from 'node:module';
import { Addresses } from './addresses.mts';
import { App } from './app.mts';
import type { Chromium } from './chromium.mts';
import { Contents } from './contents.mts';
import { electronModule } from './electronModule.mts';
import { DefaultSession } from './session.mts';
import type { SingleInstance } from './singleInstance.mts';
import { strict } from './strict.mts';
import { nativeTheme, obey, type Hook } from './system.mts';
import { StandinWindow, windows } from './window.mts';

export interface Launch {
  readonly given: readonly string[];
  readonly appPath: string;
  /** Where a package has its archive; null for an app in a folder. */
  readonly resources: string | null;
  readonly switches: ReadonlyMap<string, string>;
  readonly name: string;
  readonly version: string | undefined;
  /** The app's main bundle. */
  readonly bundle: string;
  readonly userData: string;
  readonly lock: SingleInstance;
  /** Null where another desk holds the lock: then Chromium starts only if the app goes on. */
  readonly starting: Promise<Chromium> | null;
  readonly start: () => Promise<Chromium>;
}

export function run(launch: Launch): void {
  const { lock } = launch;
  const electronVersion = (createRequire(import.meta.url)('electron/package.json') as { version: string }).version;
  // The app sees what it would see inside Electron.
  Object.defineProperty(process.versions, 'electron', { value: electronVersion, enumerable: true });
  Object.defineProperty(process, 'type', { value: 'browser' });
  process.argv = [process.execPath, ...launch.given];
  if (launch.resources === null) Object.defineProperty(process, 'defaultApp', { value: true });
  else Object.defineProperty(process, 'resourcesPath', { value: launch.resources });

  let starting = launch.starting;
  const chromium = (): Promise<Chromium> => (starting ??= watch(launch.start()));
  if (starting) void watch(starting);

  const lang = process.env['ONFLOW_STANDIN_LOCALE'] ?? Intl.DateTimeFormat().resolvedOptions().locale;
  const app = new App({
    name: launch.name,
    version: launch.version ?? electronVersion,
    appPath: launch.appPath,
    isPackaged: launch.resources !== null,
    userData: launch.userData,
    switches: launch.switches,
    lang,
    lock,
    chromium,
  });
  const publicApp = strict('app', app);
  const addresses = new Addresses();
  const rules = new DefaultSession(chromium, addresses, launch.switches);
  const publicRules = strict('session.defaultSession', rules) as unknown as Electron.Session;

  app.once('ready', () => {
    StandinWindow.prepare({
      chromium: chromium(),
      addresses,
      rules,
      publicRules,
      onWindow: (window) => {
        const { contents } = window;
        contents.onCrash = (details) => {
          app.emit('render-process-gone', {}, contents.public, details);
        };
        if (nativeTheme.themeSource !== 'system') nativeTheme.apply(contents);
        app.emit('browser-window-created', {}, window.public);
        app.emit('web-contents-created', {}, contents.public);
      },
      onClosed: () => {
        app.windowClosed();
      },
    });
  });
  const whenReady = app.whenReady.bind(app);
  // Electron gets ready by itself, whether anybody waits for it or not.
  if (lock.held) whenReady().catch(() => undefined);

  function watch(promise: Promise<Chromium>): Promise<Chromium> {
    promise.then(
      (started) => {
        started.onTargetGone = (targetId) => {
          windows()
            .find((window) => window.contents.targetId === targetId)
            ?.closedFromOutside();
        };
        started.onPopup = (info) => Contents.all().some((contents) => contents.claimPopup(info.openerId));
        started.pipe.browser.on('Browser.downloadWillBegin', (event) => {
          const contents = Contents.all()[0];
          if (contents && !rules.download(event, contents.public))
            void started.pipe.browser.send('Browser.cancelDownload', { guid: event.guid }).catch(() => undefined);
        });
        void started.pipe.closed.then(() => {
          if (app.isEnding) return;
          console.error('Chromium has ended; the stand-in ends with it.');
          lock.release();
          process.exit(windows().length > 0 ? 1 : 0);
        });
      },
      (reason: unknown) => {
        console.error('Chromium did not start:', reason);
        process.exit(1);
      },
    );
    return promise;
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    let asked = false;
    process.on(signal, () => {
      if (asked) app.exit(1);
      asked = true;
      app.quit();
    });
  }
  if (process.connected) {
    process.on('message', (hook: Hook) => {
      if (typeof hook === 'object' && 'standin' in hook)
        obey(hook, {
          quit: () => {
            app.quit();
          },
          pressClose: () => {
            windows()[0]?.close();
          },
        });
    });
    // Whoever started us has gone, perhaps killed: nobody would ever close this desk.
    process.on('disconnect', () => {
      app.exit(1);
    });
    process.channel?.unref();
  }

  const electron = electronModule({ app: publicApp, rules, publicRules });
  Object.assign(globalThis, { [Symbol.for('onflow-desk.standin')]: electron });
  registerHooks({
    resolve: (name, context, next) =>
      name === 'electron' || name === 'electron/main'
        ? { url: 'standin:electron', format: 'commonjs', shortCircuit: true }
        : next(name, context),
    load: (url, context, next) =>
      url === 'standin:electron'
        ? { format: 'commonjs', source: `module.exports = globalThis[Symbol.for('onflow-desk.standin')];`, shortCircuit: true }
        : next(url, context),
  });
  createRequire(launch.bundle)(launch.bundle);
}
