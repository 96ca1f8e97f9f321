/**
 * A window closes only once its page has saved what was typed, or after two seconds. Where the computer's session ends, the
 * page saves as soon as that is known, and no window stands in the way.
 */
import type { App, BrowserWindow } from 'electron';

const patienceMs = 2_000;

export interface Closing {
  hold(window: BrowserWindow): void;
  pageIsReady(): void;
  /** Log-out, restart, power-off, where the system waits for the desk (macOS, Linux): all pages save, then the desk quits. */
  sessionEnds(): void;
}

/** `ask` tells the page; its answer comes as `pageIsReady`. */
export function holdForDrafts(app: Pick<App, 'on' | 'quit'>, ask: (window: BrowserWindow) => void): Closing {
  let isQuitting = false;
  /** No close is prevented any more: on macOS that would cancel the log-out, on Windows there is no time. */
  let isSessionOver = false;
  const held = new Set<BrowserWindow>();
  const asked = new Set<() => void>();
  app.on('before-quit', () => {
    isQuitting = true;
  });

  const save = (window: BrowserWindow, done: (how: 'saved' | 'silent') => void): void => {
    // A page that has died has nothing left to save; what it saved before is on disk.
    if (window.isDestroyed() || window.webContents.isCrashed()) return done('saved');
    const end = (how: 'saved' | 'silent'): void => {
      clearTimeout(timer);
      if (asked.delete(answered)) done(how);
    };
    const answered = (): void => end('saved');
    const timer = setTimeout(() => end('silent'), patienceMs);
    asked.add(answered);
    ask(window);
  };

  const leave = (): void => {
    isSessionOver = true;
    app.quit();
  };

  return {
    pageIsReady: () => [...asked].forEach((answered) => answered()),
    sessionEnds: () => {
      let open = held.size;
      if (open === 0) return leave();
      for (const window of held) {
        save(window, () => {
          open -= 1;
          if (open === 0) leave();
        });
      }
    },
    hold: (window) => {
      held.add(window);
      window.on('closed', () => held.delete(window));
      // Windows asks whether the session may end, and ends the process right after it has said so. The answer is yes; what was typed is
      // saved meanwhile.
      window.on('query-session-end', () => save(window, () => undefined));
      window.on('session-end', leave);

      let mayClose = false;
      let isAsking = false;
      window.on('close', (event) => {
        if (mayClose || isSessionOver || window.webContents.isCrashed()) return;
        event.preventDefault();
        if (isAsking) return;
        isAsking = true;
        save(window, (how) => {
          mayClose = true;
          // A page that hangs would not take part in closing either.
          if (how === 'silent' && !window.isDestroyed()) window.destroy();
          // To prevent the close was to prevent the quit.
          if (isQuitting) app.quit();
          else if (!window.isDestroyed()) window.close();
        });
      });
    },
  };
}
