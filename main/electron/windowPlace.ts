/** Where the window was, how large, and how large its page was drawn: kept as it changes, brought back where it can be seen. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow, Display, Rectangle } from 'electron';
import { z } from 'zod';
import type { Log } from '../support/log.ts';

/** As small as the page can be used. */
export const smallest = { width: 960, height: 600 } as const;
const usual = { width: 1440, height: 900 } as const;
/** So much of its upper edge must be on a screen, in pixels: by it a person moves the window. */
const handle = { width: 160, height: 32 } as const;
const zooms = { least: 0.5, most: 3, step: 1.1 } as const;
/** After the last move, in milliseconds: a desk that is killed is found there, too. */
const settleMs = 500;

const Kept = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  isMaximized: z.boolean(),
  zoom: z.number().min(zooms.least).max(zooms.most),
});
type Kept = z.infer<typeof Kept>;

export interface Placing {
  /** For a new window. */
  readonly options: Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly isMaximized: boolean;
  readonly zoom: number;
}

/** `displays`: the screens there are now. What was on one that is gone comes where the system puts a new window. */
export function placingOf(kept: Kept | null, displays: readonly Pick<Display, 'workArea'>[]): Placing {
  const areas = displays.map(({ workArea }) => workArea);
  if (kept === null) return { options: fitting(usual, areas[0]), isMaximized: false, zoom: 1 };
  const { bounds, isMaximized, zoom } = kept;
  const area = areas.find((each) => isHeld(bounds, each));
  const size = fitting(bounds, area ?? areas[0]);
  return { options: area === undefined ? size : { x: bounds.x, y: bounds.y, ...size }, isMaximized, zoom };
}

/**
 * Windows reckons the size of a new window by the scale of the first screen. On another with a scale of its own it would come back larger
 * or smaller at every start (electron issues 10862 and 27651): once it is there, it is told again.
 */
export function settleOn(
  window: Pick<BrowserWindow, 'setBounds'>,
  { x, y, width, height }: Placing['options'],
  platform: NodeJS.Platform,
): void {
  if (platform === 'win32' && x !== undefined && y !== undefined) window.setBounds({ x, y, width, height });
}

const fitting = ({ width, height }: { readonly width: number; readonly height: number }, area: Rectangle | undefined) => ({
  width: Math.max(smallest.width, Math.min(width, area?.width ?? width)),
  height: Math.max(smallest.height, Math.min(height, area?.height ?? height)),
});

function isHeld({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return across >= handle.width && y >= area.y && y + handle.height <= area.y + area.height;
}

const fileIn = (folder: string): string => join(folder, 'window.json');

/** `null` where there is none, or none that can be read: a window is never worth a desk that does not open. */
export function readPlacing(folder: string): Kept | null {
  try {
    return Kept.safeParse(JSON.parse(readFileSync(fileIn(folder), 'utf8'))).data ?? null;
  } catch {
    // The first start, or a file cut short by a power cut.
    return null;
  }
}

/** Writes it down from now on. */
export function keepPlacing(window: BrowserWindow, folder: string, log: Log): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const zoom = Math.min(zooms.most, Math.max(zooms.least, window.webContents.getZoomFactor()));
    const kept: Kept = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized(), zoom };
    try {
      writeFileSync(fileIn(folder), JSON.stringify(kept));
    } catch (error) {
      log(`the window's place was not kept: ${String(error)}`);
    }
  };
  const moved = (): void => {
    clearTimeout(timer);
    timer = setTimeout(keep, settleMs);
  };
  window.on('resize', moved);
  window.on('move', moved);
  window.on('maximize', moved);
  window.on('unmaximize', moved);
  window.on('close', keep);
  window.on('closed', () => clearTimeout(timer));
  // Electron only tells that Ctrl and the wheel ask for it.
  window.webContents.on('zoom-changed', (_event, direction) => {
    const by = direction === 'in' ? zooms.step : 1 / zooms.step;
    window.webContents.setZoomFactor(Math.min(zooms.most, Math.max(zooms.least, window.webContents.getZoomFactor() * by)));
    moved();
  });
}
