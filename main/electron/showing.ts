/** A new window is shown with its first picture, or without one when none comes. */
import type { BrowserWindow } from 'electron';
import type { Log } from '../support/log.ts';

/**
 * A computer that starts from a slow disk under a virus scanner has drawn by then; a desk without a window would look as if it had not
 * started.
 */
const patienceMs = 5_000;

export function showWithPicture(window: Pick<BrowserWindow, 'once' | 'show' | 'isDestroyed'>, log: Log): void {
  const show = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) window.show();
  };
  const timer = setTimeout(() => {
    log(`no first picture within ${patienceMs} ms: the window is shown without it`);
    show();
  }, patienceMs);
  window.once('ready-to-show', show);
  window.once('closed', () => clearTimeout(timer));
}
