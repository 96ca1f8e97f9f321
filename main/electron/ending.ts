/** When the desk ends: with its last window, except on macOS, and never before what is under way is written down. */
import type { App, BrowserWindow } from 'electron';
import type { Desk } from '../desk/desk.ts';
import type { Log } from '../support/log.ts';

const patienceMs = 2_000;

interface Parts {
  readonly desk: Promise<Pick<Desk, 'close'>>;
  readonly windows: () => readonly BrowserWindow[];
  /** Makes a window. */
  readonly show: () => void;
  /** Whether there may be one yet: a desk that is still being set up may have to end without. */
  readonly mayShow: () => boolean;
  readonly log: Log;
  readonly platform: NodeJS.Platform;
}

/** Answers what brings the window: back on the screen, in front, with the focus; a new one where there is none. */
export function endInOrder(
  app: Pick<App, 'on' | 'quit' | 'exit' | 'isReady'>,
  { desk, windows, show, mayShow, log, platform }: Parts,
): () => void {
  let isClosing = false;
  // Before `ready` no window can be made, and until the desk is set up the first one is on its way; while the desk ends, none is wanted.
  const showOne = (): void => {
    const [window] = windows();
    if (window !== undefined) {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    } else if (app.isReady() && mayShow() && !isClosing) show();
  };
  // Somebody starts the desk who has it open already.
  app.on('second-instance', showOne);
  // macOS keeps an app without windows alive, and tells it when its icon is pressed; also while it is still starting.
  app.on('activate', () => {
    if (windows().length === 0) showOne();
  });
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    // Also a second time: what is under way is being written down.
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
    const closed = desk.then((each) => each.close()).catch((error: unknown) => log(`close: ${String(error)}`));
    void Promise.race([closed, patience]).then(() => app.exit(0));
  });
  return showOne;
}
