/**
 * The module that `require('electron')` gives in the stand-in's main process: what is there, and for every other name of Electron a clear
 * error.
 */
import type { App } from './app.mts';
import { Contents } from './contents.mts';
import { dialog } from './dialogs.mts';
import { ipcMain } from './ipc.mts';
import { StandinMenu } from './menu.mts';
import { onlyOnceReady } from './readiness.mts';
import type { DefaultSession } from './session.mts';
import { NotInStandin, strict } from './strict.mts';
import { clipboard, nativeTheme, powerMonitor, powerSaveBlocker, screen, shell, StandinNotification } from './system.mts';
import { StandinWindow } from './window.mts';

/** Electron's own list of what its main process exports. */
type Name = keyof typeof Electron.Main | keyof typeof Electron.Common;

export interface Parts {
  readonly app: App;
  readonly rules: DefaultSession;
  readonly publicRules: Electron.Session;
}

type PresentName = Extract<
  Name,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'crashReporter'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'webContents'
>;

/** Classes keep `new` and `instanceof`; only their unknown statics throw. */
function strictClass<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get: (_, key) => {
      if (key in target || typeof key === 'symbol') return Reflect.get(target, key, target) as unknown;
      throw new NotInStandin(`${name}.${key}`);
    },
  });
}

export function electronModule({ app, rules, publicRules }: Parts): object {
  const here = {
    app,
    BrowserWindow: strictClass('BrowserWindow', StandinWindow),
    clipboard,
    /** No process of the stand-in's Chromium leaves a dump. */
    crashReporter: strict('crashReporter', {
      start: ({ uploadToServer, submitURL }: Electron.CrashReporterStartOptions) => {
        if (uploadToServer !== false && !submitURL) throw new Error('submitURL must be specified when uploadToServer is true');
        if (uploadToServer !== false) throw new NotInStandin('crashReporter.start with uploads');
      },
    } satisfies Pick<Electron.CrashReporter, 'start'>),
    dialog,
    ipcMain,
    Menu: strictClass('Menu', StandinMenu),
    nativeTheme: strict('nativeTheme', nativeTheme),
    Notification: strictClass('Notification', StandinNotification),
    powerMonitor: strict('powerMonitor', powerMonitor),
    powerSaveBlocker,
    protocol: rules.protocol,
    screen,
    session: strict('session', {
      get defaultSession() {
        onlyOnceReady('session.defaultSession');
        return publicRules;
      },
    }),
    shell,
    webContents: strict('webContents', {
      getAllWebContents: () => Contents.all().map((contents) => contents.public),
      fromId: (id: number) => Contents.all().find((contents) => contents.id === id)?.public,
    }),
  } satisfies Record<PresentName, unknown>;
  const module = {};
  for (const [name, value] of Object.entries(here)) Object.defineProperty(module, name, { value, enumerable: true });
  for (const name of Object.keys(absentNames)) {
    Object.defineProperty(module, name, {
      enumerable: true,
      get: () => {
        throw new NotInStandin(`electron.${name}`);
      },
    });
  }
  return module;
}

/**
 * With `here`, this has to be Electron's whole list: a name missing from both, or one that Electron does not have (any more), does not
 * compile.
 */
const absentNames = {
  autoUpdater: true,
  BaseWindow: true,
  BrowserView: true,
  ClipboardItem: true,
  contentTracing: true,
  desktopCapturer: true,
  globalShortcut: true,
  ImageView: true,
  inAppPurchase: true,
  IpcMainServiceWorker: true,
  MenuItem: true,
  MessageChannelMain: true,
  nativeImage: true,
  net: true,
  netLog: true,
  pushNotifications: true,
  safeStorage: true,
  sharedTexture: true,
  ShareMenu: true,
  systemPreferences: true,
  TouchBar: true,
  Tray: true,
  utilityProcess: true,
  View: true,
  WebContentsView: true,
  webFrameMain: true,
  WebSocket: true,
} satisfies Record<Exclude<Name, PresentName>, true>;
