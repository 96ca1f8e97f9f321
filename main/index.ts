/** How the desk starts, told from top to bottom. Every order that matters has its reason beside it. */
import { join } from 'node:path';
import {
  BrowserWindow,
  Notification,
  app,
  crashReporter,
  dialog,
  ipcMain,
  nativeImage,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  session,
} from 'electron';
import type { DeskError } from '../contract/errors.ts';
import { systemClock } from './time/clock.ts';
import { caFilesIn } from './desk/companyNetwork.ts';
import { folderTrouble } from './start/dataFolder.ts';
import { type Desk, createDesk } from './desk/desk.ts';
import { createHandedOver } from './desk/handedOver.ts';
import { mindAttention } from './electron/attention.ts';
import { begin, sandboxPages } from './electron/beginning.ts';
import { checkWithoutWindow } from './electron/checking.ts';
import { holdForDrafts } from './electron/closing.ts';
import { watchForCrashes } from './electron/crash.ts';
import { developerTools } from './electron/developerTools.ts';
import { keepDumps } from './electron/dumps.ts';
import { endInOrder } from './electron/ending.ts';
import { mindGraphics } from './electron/graphics.ts';
import { handedIn, mindHandedOver } from './electron/handing.ts';
import { openDoor, tell } from './electron/ipc.ts';
import { createNotices } from './electron/notice.ts';
import { mindPower } from './electron/power.ts';
import { createPaper } from './electron/paper.ts';
import { openPage, scheme } from './electron/protocol.ts';
import { isProvisioned, refuseSecond, refuseWithoutData } from './electron/refusing.ts';
import { restart } from './electron/restart.ts';
import { cutNetwork, denyPermissions, holdInPlace } from './electron/security.ts';
import { beginSmokeTest, runSmokeTest } from './electron/smokeTest.ts';
import { systemOf } from './electron/system.ts';
import { createTaskbar, discPixels, followOutbox } from './electron/taskbar.ts';
import { wayOut } from './electron/wayOut.ts';
import { deskWindows, openWindow } from './electron/window.ts';
import { isCheck } from './start/checkFlags.ts';
import { parseFlags } from './start/flags.ts';
import { outliveReaders } from './start/terminal.ts';
import { openLog } from './support/log.ts';
import { provisionedToken } from './start/provisionedToken.ts';
import { createVault, keychainBytes, loadKeytar } from './vault/index.ts';

/** Written in by the build: Unix milliseconds. */
declare const BUILT_AT: number;
/** Written in by the build. SECURITY: false in whatever is started or packed; what it guards is not even in the bundle. */
declare const IS_DEVELOPMENT: boolean;

outliveReaders();
const given = parseFlags(process.argv);
// The desk's test of itself touches nobody's data.
const flags = given.smokeTest ? { ...given, userDataDir: beginSmokeTest(app, given.userDataDir), provision: null, tokenFile: null } : given;

const cwd = process.cwd();
begin(app, { flags, platform: process.platform, cwd });
const handed = handedIn(app, { argv: process.argv, cwd });
// It reads, and no more: beside a desk that is open, and where nothing can be written.
const isForCheck = isCheck(process.argv);
const trouble = isForCheck ? null : folderTrouble(app.getPath('userData'));
if (isForCheck) void checkWithoutWindow(app, { argv: process.argv, cwd, language: flags.language });
else if (trouble !== null) void refuseWithoutData(app, dialog, trouble, { flags, platform: process.platform, environment: process.env });
// Before the database is opened: two writers would send twice.
else if (!app.requestSingleInstanceLock(handed)) refuseSecond(app, flags);
else start();

function start(): void {
  // Before `ready`: Electron takes both only then.
  protocol.registerSchemesAsPrivileged([scheme]);
  const isSandboxed = sandboxPages(app);

  const tokens: string[] = [];
  const secrets = (): readonly string[] => tokens;
  const log = openLog(app.getPath('userData'), secrets);
  if (!isSandboxed) log('--no-sandbox was given: pages run without the sandbox');
  const system = systemOf(log, IS_DEVELOPMENT ? developerTools : null);
  keepDumps(crashReporter, app.getPath('crashDumps'), log);
  const again = (): void => restart(app, { argv: process.argv, cwd, execPath: process.execPath, environment: process.env, log });
  const windows = deskWindows;
  const paper = createPaper({ open: (options) => new BrowserWindow(options), desk: () => windows()[0] ?? null, log });
  mindGraphics(app, {
    folder: system.folder,
    electron: process.versions['electron'] ?? '',
    dialog,
    windows,
    restart: again,
    language: system.language,
    log,
  });
  if (!flags.smokeTest) watchForCrashes(app, { folder: system.folder, version: system.version, secrets, log, restart: again });
  const closing = holdForDrafts(app, (window) => tell([window], 'app.closing', {}));
  const vault = createVault({ load: loadKeytar, mostBytes: keychainBytes(process.platform), log, onToken: (token) => tokens.push(token) });
  const token = provisionedToken({ environment: process.env, stdin: process.stdin, file: flags.tokenFile, log });
  const taskbar = createTaskbar({
    app,
    windows,
    powerSaveBlocker,
    overlay: process.platform === 'win32' ? () => nativeImage.createFromBitmap(discPixels(), { width: 16, height: 16 }) : null,
    language: system.language,
  });
  const handedOver = createHandedOver(() => system.emit('handed.over', {}));
  mindHandedOver(app, handedOver, handed);
  const notices = createNotices({
    make: (options) => new Notification(options),
    notification: Notification,
    app,
    bringWindow: () => bringWindow(),
    platform: process.platform,
    log,
  });
  let held: DeskError | null = null;
  const showInBar = followOutbox(app, () => desk, taskbar);
  const desk: Promise<Desk> = createDesk({
    ...system,
    emit: (event, payload) => {
      system.emit(event, payload);
      showInBar(event);
    },
    handedOver,
    notices,
    stayAwake: () => taskbar.stayAwake(),
    press: paper.press,
    onHeld: (error) => (held = error),
    flags,
    clock: systemClock,
    vault,
    log,
    secrets,
    provisionedToken: token,
    onReadyToClose: () => closing.pageIsReady(),
    builtAt: BUILT_AT,
    resolveProxy: wayOut(app, session),
    caFiles: caFilesIn(process.env),
  });
  // Since the process began: the first thing to look at when somebody says that the desk starts slowly.
  void desk.then(
    () => log(`ready ${Math.round(performance.now())} ms after the start`),
    () => undefined,
  );
  desk.catch((error: unknown) => log(`desk not built: ${error instanceof Error ? (error.stack ?? '') : String(error)}`));

  // Before the first window, so that none exists without them.
  holdInPlace(app, log, () => tell(windows(), 'files.missed', {}));
  const handlers = desk.then((built) => built.handlers);
  // A desk that could not be built is no crash: it is logged above, and the door says it to the page.
  handlers.catch(() => undefined);
  openDoor({ ipcMain, handlers, ours: (contents) => windows().some((window) => window.webContents === contents), log, held: () => held });

  const preload = join(import.meta.dirname, '../preload/index.cjs');
  const show = (): BrowserWindow => {
    const window = openWindow({
      preload,
      folder: system.folder,
      devTools: IS_DEVELOPMENT,
      closing,
      restart: again,
      language: system.language,
      log,
    });
    mindAttention(window, powerMonitor, desk);
    return window;
  };

  let isSetUp = false;

  const servePage = openPage(join(import.meta.dirname, '../renderer'));
  void app.whenReady().then(async () => {
    denyPermissions(session.defaultSession);
    cutNetwork(session.defaultSession);
    protocol.handle('app', (request) => paper.serve(request) ?? servePage(request, system.language()));
    mindPower(powerMonitor, { desk, closing });
    if (!(await isProvisioned(app, desk, flags))) return;
    isSetUp = true;
    const window = show();
    notices.begin();
    if (flags.smokeTest) void runSmokeTest({ app, window, vault, close: async () => (await desk).close(), folder: system.folder });
  });
  app.on('will-quit', () => notices.clear());
  const bringWindow = endInOrder(app, { desk, windows, show, mayShow: () => isSetUp, log, platform: process.platform });
}
