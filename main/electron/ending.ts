/** When the desk ends (main process): with its last window, except on macOS, and never before what is under way is written down. */
import { type App, BrowserWindow } from 'electron';
import type { Desk } from '../desk.ts';
import type { Log } from '../log.ts';

const patienceMs = 2_000;

export function endInOrder(app: App, { desk, show, log }: { readonly desk: Promise<Desk>; readonly show: () => BrowserWindow; readonly log: Log }): void {
  // Somebody starts the desk who has it open already.
  app.on('second-instance', () => {
    const window = BrowserWindow.getAllWindows()[0] ?? show();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  // macOS keeps an app without windows alive, and makes one when its icon is pressed.
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) show();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    isClosed = true;
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
    const closed = desk.then((each) => each.close()).catch((error: unknown) => log(`close: ${String(error)}`));
    void Promise.race([closed, patience]).then(() => app.exit(0));
  });
}
