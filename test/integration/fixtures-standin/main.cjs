/** A tiny app in Electron's own words, to test the stand-in with: what happens is printed as JSON lines on stdout. */
const { app, BrowserWindow, ipcMain, protocol, session, nativeTheme, powerMonitor, shell } = require('electron');
const { join } = require('node:path');
const { readFileSync } = require('node:fs');

const say = (what, details = {}) => process.stdout.write(`${JSON.stringify({ what, ...details })}\n`);
const has = name => process.argv.includes(`--fixture-${name}`);
const touched = process.argv.find(argument => argument.startsWith('--fixture-touch='))?.slice('--fixture-touch='.length);

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
  app.whenReady().then(open, error => say('failed', { message: String(error) }));
}

const touch = {
  unknownModule: () => require('electron').autoUpdater,
  unknownMethod: () => app.getGPUInfo('basic'),
  unknownEvent: () => app.on('certificate-error', () => undefined),
  unknownOption: () => new BrowserWindow({ vibrancy: 'menu' }),
  noSandbox: () => new BrowserWindow({ webPreferences: { sandbox: false } }),
  noIsolation: () => new BrowserWindow({ webPreferences: { contextIsolation: false } }),
  nodeIntegration: () => new BrowserWindow({ webPreferences: { nodeIntegration: true } }),
};

async function open() {
  if (touched) {
    try {
      touch[touched]();
      say('touched', { message: null });
    } catch (error) {
      say('touched', { message: error.message });
    }
    app.exit(0);
    return;
  }
  const types = { html: 'text/html', js: 'text/javascript' };
  protocol.handle('app', request => {
    const url = new URL(request.url);
    if (url.pathname === '/moved') return new Response(null, { status: 302, headers: { location: 'app://desk/page.html?moved' } });
    if (url.pathname === '/paper.bin') return new Response('paper', { headers: { 'content-disposition': 'attachment; filename="paper.bin"' } });
    const file = join(__dirname, url.pathname);
    return new Response(readFileSync(file), {
      headers: { 'content-type': types[file.split('.').at(-1)], 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src *" },
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
  ipcMain.handle('kinds', (_event, map, date, bytes, big, nothing) => [map instanceof Map && map.get('a'), date.getTime(), bytes instanceof Uint8Array && bytes[1], typeof big, nothing === undefined]);
  ipcMain.handle('path', (_event, path) => path);
  ipcMain.handle('fails', () => { throw new TypeError('it fails'); });
  ipcMain.handle('answers-a-function', () => () => 1);
  ipcMain.handle('who', event => {
    const frame = event.senderFrame;
    return { url: frame?.url, origin: frame?.origin, isMain: frame === event.sender.mainFrame, parentIsMain: frame?.parent === event.sender.mainFrame, hasParent: frame?.parent !== null };
  });
  ipcMain.on('later', event => {
    say('later-first', { present: event.senderFrame !== null });
    setTimeout(() => say('later-then', { present: event.senderFrame !== null }), 1500);
  });
  ipcMain.on('navigate-away', event => void event.sender.loadURL('app://desk/page.html?away'));
  ipcMain.on('tell-me', event => event.sender.send('told', { when: new Date(5) }, 7n));
  ipcMain.on('theme', (_event, theme) => { nativeTheme.themeSource = theme; });
  ipcMain.on('open', (_event, url) => void shell.openExternal(url));
  powerMonitor.on('suspend', () => say('suspend'));

  const window = new BrowserWindow({
    width: 900, height: 700, show: false,
    webPreferences: { preload: join(__dirname, 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: has('frames') },
  });
  let kept = has('keep-open');
  window.on('close', event => {
    if (kept) event.preventDefault();
    say('close', { prevented: kept });
    kept = false;
  });
  const contents = window.webContents;
  for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
    contents.on(name, details => {
      if (!has('permissive') && !details.url.includes('fine')) details.preventDefault();
      say(name, { url: details.url, isMainFrame: details.isMainFrame, prevented: details.defaultPrevented });
    });
  }
  contents.setWindowOpenHandler(({ url }) => {
    say('window-open', { url });
    return { action: 'deny' };
  });
  contents.on('console-message', details => say('console', { level: details.level, message: details.message }));
  contents.on('preload-error', (_event, path, error) => say('preload-error', { path, message: error.message }));
  contents.on('did-finish-load', () => say('loaded', { url: contents.getURL() }));
  window.once('ready-to-show', () => window.show());
  await window.loadURL('app://desk/page.html');
  say('open', { version: app.getVersion(), name: app.getName(), userData: app.getPath('userData') });
}
