/** A window closes only once its page has saved what was typed, or after two seconds (main process). */
import type { App, BrowserWindow } from 'electron';

const patienceMs = 2_000;

export interface Closing {
  hold(window: BrowserWindow): void;
  pageIsReady(): void;
}

/** `ask` tells the page; its answer comes as `pageIsReady`. */
export function holdForDrafts(app: Pick<App, 'on' | 'quit'>, ask: (window: BrowserWindow) => void): Closing {
  let isQuitting = false;
  let ready = (): void => undefined;
  app.on('before-quit', () => {
    isQuitting = true;
  });

  return {
    pageIsReady: () => ready(),
    hold: (window) => {
      let mayClose = false;
      let isAsking = false;
      window.on('close', (event) => {
        // A page that has died has nothing left to save; what it saved before is on disk.
        if (mayClose || window.webContents.isCrashed()) return;
        event.preventDefault();
        if (isAsking) return;
        isAsking = true;
        let timer: NodeJS.Timeout;
        ready = () => {
          clearTimeout(timer);
          mayClose = true;
          // To prevent the close was to prevent the quit.
          if (isQuitting) app.quit();
          else if (!window.isDestroyed()) window.close();
        };
        timer = setTimeout(ready, patienceMs);
        ask(window);
      });
    },
  };
}
