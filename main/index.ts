/** How the desk starts (main process), told from top to bottom. Every order that matters has its reason beside it. */
import { join } from 'node:path';
import { BrowserWindow, Menu, app, dialog, ipcMain, nativeTheme, powerMonitor, protocol, session, shell } from 'electron';
import type { Language } from '../contract/bridge.ts';
import { systemClock } from './clock.ts';
import { createDesk } from './desk.ts';
import { openDoor, tell } from './electron/ipc.ts';
import { holdForDrafts } from './electron/closing.ts';
import { offerRestart, watchForCrashes } from './electron/crash.ts';
import { openLink } from './electron/links.ts';
import { askWhere } from './electron/saveFile.ts';
import { setMenu } from './electron/menu.ts';
import { scheme, serve } from './electron/protocol.ts';
import { cutNetwork, denyPermissions, holdInPlace } from './electron/security.ts';
import { runSmokeTest } from './electron/smokeTest.ts';
import { openWindow } from './electron/window.ts';
import { parseFlags } from './flags.ts';
import { openLog } from './log.ts';
import { provisionedToken } from './provisionedToken.ts';
import { createVault, loadKeytar } from './vault/index.ts';

/** Written in by the build: Unix milliseconds. */
declare const BUILT_AT: number;

const flags = parseFlags(process.argv);

// Before the lock, which lies in this folder, and before anything is written.
if (flags.userDataDir !== null) app.setPath('userData', flags.userDataDir);

// Before the database is opened: two writers would send twice.
if (!app.requestSingleInstanceLock()) app.exit(0);
else start();

function start(): void {
  // Before `ready`: Electron takes both only then.
  protocol.registerSchemesAsPrivileged([scheme]);
  app.enableSandbox();

  const secrets: string[] = [];
  const log = openLog(app.getPath('userData'), () => secrets);
  watchForCrashes(app, { folder: app.getPath('userData'), version: app.getVersion(), secrets: () => secrets, log });
  const closing = holdForDrafts(app, (window) => tell([window], 'app.closing', {}));
  let language: Language = 'vi';
  const windows = (): BrowserWindow[] => BrowserWindow.getAllWindows();
  const desk = createDesk({
    folder: app.getPath('userData'),
    version: app.getVersion(),
    platform: process.platform,
    flags,
    clock: systemClock,
    vault: createVault({ load: loadKeytar, log, onToken: (token) => secrets.push(token) }),
    log,
    emit: (event, payload) => tell(windows(), event, payload),
    openLink: (url) => openLink(shell, url),
    openFile: async (path) => {
      const failure = await shell.openPath(path);
      if (failure !== '') log(`file not opened: ${failure}`);
    },
    onLanguage: (chosen) => {
      language = chosen;
      setMenu(Menu, { language, platform: process.platform, command: (name) => tell(windows(), 'command', { name }) });
    },
    onTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    provisionedToken: () => provisionedToken(process.env, process.stdin),
    askWhere: (name) => askWhere(dialog, windows()[0] ?? null, join(app.getPath('downloads'), name)),
    onReadyToClose: () => closing.pageIsReady(),
    secrets: () => secrets,
    versions: { electron: process.versions.electron ?? '', chrome: process.versions['chrome'] ?? '', node: process.versions.node },
    builtAt: BUILT_AT,
  });
  // Since the process began: the first thing to look at when somebody says that the desk starts slowly.
  void desk.then(() => log(`ready ${Math.round(performance.now())} ms after the start`), () => undefined);
  desk.catch((error: unknown) => log(`desk not built: ${error instanceof Error ? (error.stack ?? '') : String(error)}`));

  // Before the first window, so that none exists without them.
  holdInPlace(app, log);
  const handlers = desk.then((built) => built.handlers);
  // A desk that could not be built is no crash: it is logged above, and the door says it to the page.
  handlers.catch(() => undefined);
  openDoor({ ipcMain, handlers, ours: (contents) => BrowserWindow.fromWebContents(contents) !== null, log });

  const show = (): BrowserWindow => {
    const window = openWindow({ preload: join(import.meta.dirname, '../preload/index.cjs'), dark: nativeTheme.shouldUseDarkColors, show: !flags.smokeTest, log, onHopeless: () => void offerRestart(app, dialog, language) });
    closing.hold(window);
    return window;
  };

  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession);
    cutNetwork(session.defaultSession);
    protocol.handle('app', (request) => serve(join(import.meta.dirname, '../renderer'), request));
    const window = show();
    if (flags.smokeTest) runSmokeTest(app, window);
    powerMonitor.on('suspend', () => void desk.then((each) => each.sleep(), () => undefined));
    powerMonitor.on('resume', () => void desk.then((each) => each.wake(), () => undefined));
  });

  app.on('second-instance', () => {
    const window = windows()[0] ?? show();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  // macOS keeps an app without windows alive, and makes one when its icon is pressed.
  app.on('activate', () => {
    if (windows().length === 0) show();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });

  // Last: what is under way is written down before the process ends, in two seconds at most.
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    const patience = new Promise((resolve) => setTimeout(resolve, 2_000));
    void Promise.race([desk.then((each) => each.close()).catch((error: unknown) => log(`close: ${String(error)}`)), patience]).then(() => app.exit(0));
  });
}
