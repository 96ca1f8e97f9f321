/** A tiny app in Electron's own words, to test the stand-in with: what happens is printed as JSON lines on stdout. */
const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  protocol,
  session,
  nativeTheme,
  powerMonitor,
  shell,
} = require('electron');
const { join } = require('node:path');
const { readFileSync } = require('node:fs');

const say = (what, details = {}) => process.stdout.write(`${JSON.stringify({ what, ...details })}\n`);
const has = (name) => process.argv.includes(`--fixture-${name}`);

const item = (options) => Menu.buildFromTemplate([{ label: 'File', submenu: [options] }]);
/** What Electron has only once it is ready, asked for too early. */
const early = {
  earlyMenu: () => Menu.setApplicationMenu(item({ label: 'Save' })),
  earlyTheme: () => {
    nativeTheme.themeSource = 'dark';
  },
  earlyDark: () => nativeTheme.shouldUseDarkColors,
  earlyDialog: () => dialog.showSaveDialog({ defaultPath: 'a.pdf' }),
  earlySession: () => session.defaultSession,
  earlyHandle: () => protocol.handle('app', () => new Response()),
  earlyWindow: () => new BrowserWindow(),
  earlyNotification: () => new Notification({ title: 'Early' }),
  earlyLocale: () => app.getSystemLocale(),
  sandboxForRoot: () => app.enableSandbox(),
  relativePath: () => app.setPath('userData', 'data'),
  relativeLogs: () => app.setAppLogsPath('logs'),
};
const touch = {
  lateScheme: () => protocol.registerSchemesAsPrivileged([{ scheme: 'late', privileges: { standard: true, secure: true } }]),
  lateSandbox: () => app.enableSandbox(),
  unknownRole: () => item({ role: 'undoEverything' }),
  roleAndClick: () => item({ role: 'copy', click: () => undefined }),
  unknownKey: () => item({ label: 'Save', accelerator: 'CmdOrCtrl+Speichern' }),
  foreignKey: () => item({ label: 'Save', accelerator: 'CmdOrCtrl+Đ' }),
  onlyModifiers: () => item({ label: 'Save', accelerator: 'Ctrl+Shift' }),
  namelessItem: () => item({ click: () => undefined }),
  unknownType: () => item({ label: 'Save', type: 'switch' }),
  menuOfItems: () => Menu.setApplicationMenu([{ label: 'File' }]),
  dialogNothing: () => dialog.showSaveDialog(),
  dialogOption: () => dialog.showSaveDialog({ path: 'a.pdf' }),
  dialogNumber: () => dialog.showSaveDialog({ defaultPath: 7 }),
  dialogProperty: () => dialog.showOpenDialog({ properties: ['openAnything'] }),
  dialogType: () => dialog.showMessageBox({ type: 'fatal', message: 'Stop' }),
  dialogButton: () => dialog.showMessageBox({ message: 'Stop', buttons: ['Yes', 'No'], cancelId: 2 }),
  dialogUnanswered: () => dialog.showSaveDialog({ defaultPath: 'a.pdf' }),
  unknownModule: () => require('electron').autoUpdater,
  unknownMethod: () => app.getGPUInfo('basic'),
  unknownEvent: () => app.on('certificate-error', () => undefined),
  unknownOption: () => new BrowserWindow({ vibrancy: 'menu' }),
  noSandbox: () => new BrowserWindow({ webPreferences: { sandbox: false } }),
  noIsolation: () => new BrowserWindow({ webPreferences: { contextIsolation: false } }),
  nodeIntegration: () => new BrowserWindow({ webPreferences: { nodeIntegration: true } }),
};

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

if (!app.requestSingleInstanceLock()) {
  say('second-desk-leaves');
  app.quit();
} else {
  say('main-loaded');
  app.on('second-instance', (_event, argv) => say('second-instance', { argv }));
  app.on('before-quit', () => say('before-quit'));
  app.on('will-quit', () => say('will-quit'));
  app.on('render-process-gone', (_event, contents, details) => {
    say('render-process-gone', details);
    contents.reload();
  });
  if (has('touch')) {
    const before = tryOut(early);
    void app
      .whenReady()
      .then(() => before)
      .then(() => tryOut(touch))
      .then(() => app.exit(0));
  } else app.whenReady().then(open, (error) => say('failed', { message: String(error) }));
}

/** Each by itself: what it throws is told. */
async function tryOut(attempts) {
  await Promise.all(
    Object.entries(attempts).map(async ([name, attempt]) => {
      let message = null;
      try {
        await attempt();
      } catch (error) {
        message = error.message;
      }
      say('touched', { name, message });
    }),
  );
}

async function open() {
  say('package', {
    isPackaged: app.isPackaged,
    path: app.getAppPath(),
    resourcesPath: process.resourcesPath ?? null,
    argv: process.argv.slice(1).filter((argument) => !argument.startsWith('-')),
  });
  const types = { html: 'text/html', js: 'text/javascript' };
  protocol.handle('app', (request) => {
    const url = new URL(request.url);
    if (url.pathname === '/moved') return new Response(null, { status: 302, headers: { location: 'app://desk/page.html?moved' } });
    if (url.pathname === '/paper.bin')
      return new Response('paper', { headers: { 'content-disposition': 'attachment; filename="paper.bin"' } });
    const file = join(__dirname, url.pathname);
    return new Response(readFileSync(file), {
      headers: {
        'content-type': types[file.split('.').at(-1)],
        'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src *",
      },
    });
  });

  if (!has('permissive')) {
    session.defaultSession.setPermissionRequestHandler((_contents, permission, callback) => {
      say('permission-request', { permission });
      callback(permission === 'clipboard-read');
    });
    session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
      say('permission-check', { permission, origin });
      return permission === 'midi';
    });
    session.defaultSession.webRequest.onBeforeRequest((details, callback) => {
      if (details.url.startsWith('https://elsewhere.test/')) say('request-held', { url: details.url, resourceType: details.resourceType });
      callback({ cancel: details.url.startsWith('https://elsewhere.test/') });
    });
    session.defaultSession.on('will-download', (event, item) => {
      say('will-download', { url: item.getURL(), name: item.getFilename() });
      event.preventDefault();
    });
  }

  ipcMain.handle('echo', (_event, ...args) => args);
  ipcMain.handle('kinds', (_event, map, date, bytes, big, nothing) => [
    map instanceof Map && map.get('a'),
    date.getTime(),
    bytes instanceof Uint8Array && bytes[1],
    typeof big,
    nothing === undefined,
  ]);
  ipcMain.handle('path', (_event, path) => path);
  ipcMain.handle('fails', () => {
    throw new TypeError('it fails');
  });
  ipcMain.handle('answers-a-function', () => () => 1);
  ipcMain.handle('runs', (event, code) => event.sender.executeJavaScript(code));
  ipcMain.handle('who', (event) => {
    const frame = event.senderFrame;
    return {
      url: frame?.url,
      origin: frame?.origin,
      isMain: frame === event.sender.mainFrame,
      parentIsMain: frame?.parent === event.sender.mainFrame,
      hasParent: frame?.parent !== null,
    };
  });
  ipcMain.on('later', (event) => {
    say('later-first', { present: event.senderFrame !== null });
    setTimeout(() => say('later-then', { present: event.senderFrame !== null }), 1500);
  });
  ipcMain.on('navigate-away', (event) => void event.sender.loadURL('app://desk/page.html?away'));
  ipcMain.on('tell-me', (event) => event.sender.send('told', { when: new Date(5) }, 7n));
  ipcMain.on('theme', (_event, theme) => {
    nativeTheme.themeSource = theme;
  });
  ipcMain.on('open', (_event, url) => void shell.openExternal(url));
  powerMonitor.on('suspend', () => say('suspend'));

  const window = new BrowserWindow({
    width: 900,
    height: 700,
    show: false,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: has('frames'),
    },
  });
  let kept = has('keep-open');
  window.on('close', (event) => {
    if (kept) event.preventDefault();
    say('close', { prevented: kept });
    kept = false;
  });
  const contents = window.webContents;
  for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    contents.on(name, (details) => {
      const letsGo = has('permissive') || details.url.includes('fine') || (has('frames-go') && name === 'will-frame-navigate');
      if (!letsGo) details.preventDefault();
      say(name, { url: details.url, isMainFrame: details.isMainFrame, prevented: details.defaultPrevented });
    });
  }
  contents.setWindowOpenHandler(({ url }) => {
    say('window-open', { url });
    return { action: 'deny' };
  });
  contents.on('console-message', (details) => say('console', { level: details.level, message: details.message }));
  contents.on('preload-error', (_event, path, error) => say('preload-error', { path, message: error.message }));
  contents.on('did-finish-load', () => say('loaded', { url: contents.getURL() }));
  window.once('ready-to-show', () => window.show());
  await window.loadURL('app://desk/page.html');
  say('open', { version: app.getVersion(), name: app.getName(), userData: app.getPath('userData') });
}
