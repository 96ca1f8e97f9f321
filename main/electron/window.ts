/** The desk's window: made hidden, shown when its first picture is ready, reloaded when its page dies. */
import { BrowserWindow, Menu, app, clipboard, dialog, nativeTheme, screen } from 'electron';
import type { Language } from '../../contract/language.ts';
import type { Log } from '../support/log.ts';
import type { Closing } from './closing.ts';
import { offerContextMenu } from './contextMenu.ts';
import { offerRestart } from './crash.ts';
import { watchHanging } from './hanging.ts';
import { startUrl } from './protocol.ts';
import { showWithPicture } from './showing.ts';
import { keepPlacing, placingOf, readPlacing, settleOn, smallest } from './windowPlace.ts';
import { webPreferences } from './security.ts';

interface Options {
  readonly preload: string;
  /** The desk's own, where the window's place is kept. */
  readonly folder: string;
  /** Whether developer tools may open. */
  readonly devTools: boolean;
  readonly closing: Closing;
  readonly restart: () => void;
  readonly language: () => Language;
  readonly log: Log;
}

const open = new Set<BrowserWindow>();

/** The desk's own windows; those that only draw what is printed are none of them. */
export const deskWindows = (): BrowserWindow[] => [...open].filter((window) => !window.isDestroyed());

/** How often a dead page is brought back: three times in five minutes; then a broken page would only flicker. */
const reloads = { times: 3, withinMs: 5 * 60_000 };

export function openWindow({ preload, folder, devTools, closing, restart, language, log }: Options): BrowserWindow {
  const { options, isMaximized, zoom } = placingOf(readPlacing(folder), screen.getAllDisplays());
  const window = new BrowserWindow({
    ...options,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Onflow Desk',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#f6f7f9',
    webPreferences: { ...webPreferences(preload, { devTools }), zoomFactor: zoom },
  });
  settleOn(window, options, process.platform);
  // To maximise is to show: only with its first picture.
  if (isMaximized) window.once('show', () => window.maximize());
  keepPlacing(window, folder, log);
  open.add(window);
  window.once('closed', () => open.delete(window));
  showWithPicture(window, log);
  closing.hold(window);
  watchHanging(window, { dialog, language, log });
  offerContextMenu(window, { menu: Menu, clipboard, language });

  const deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, details) => {
    log(`page gone: ${details.reason}, exit code ${details.exitCode}`);
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    deaths.push(now);
    if (deaths.filter((each) => now - each < reloads.withinMs).length <= reloads.times) window.webContents.reload();
    else void offerRestart(app, { dialog, window, language: language(), restart });
  });
  window.webContents.on('preload-error', (_event, path, error) => log(`preload failed: ${path}: ${error.message}`));
  void window.loadURL(startUrl).catch((error: unknown) => log(`page did not load: ${String(error)}`));
  return window;
}
