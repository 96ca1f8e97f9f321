/** `--smoke-test`: a packaged desk proves that it starts (main process): page loaded, then quit. */
import type { App, BrowserWindow } from 'electron';

/** Exits with 0 once the page has loaded, with 1 when it has not within 30 seconds or failed. */
export function runSmokeTest(app: Pick<App, 'exit'>, window: BrowserWindow): void {
  const timer = setTimeout(() => app.exit(1), 30_000);
  const end = (code: number): void => {
    clearTimeout(timer);
    app.exit(code);
  };
  window.webContents.once('did-finish-load', () => end(0));
  window.webContents.once('did-fail-load', () => end(1));
  window.webContents.once('preload-error', () => end(1));
}
