/** The least that shows an empty page of its own origin: what the desk's start is held against. */
const { join } = require('node:path');
const { BrowserWindow, app, protocol, session } = require('electron');

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
// As the desk does: where it is told to do without, Electron would refuse.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
if (!app.requestSingleInstanceLock()) app.exit(0);

void app.whenReady().then(() => {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  protocol.handle(
    'app',
    () => new Response('<!doctype html><title>Blank</title><p>Blank</p>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { preload: join(__dirname, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('app://desk/index.html');
});
