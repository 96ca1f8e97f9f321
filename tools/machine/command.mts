/** How an app folder is opened: the program and its arguments, in Electron or in the stand-in. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build.mts';
import type { FoundHost } from './hosts.mts';

export interface Opening {
  /** The app's folder, with its package.json. */
  readonly app: string;
  /** The product's own arguments. */
  readonly product: readonly string[];
  readonly isHeadless: boolean;
  /** Where an outside program reaches the page; 0: a port that Chromium chooses and writes down; undefined: nowhere. */
  readonly debuggingPort?: number | undefined;
  /** Where a debugger reaches the main process. */
  readonly inspectPort?: number | undefined;
}

/** @throws Error that says in words what is missing here. */
export function commandFor({ host, program }: FoundHost, opening: Opening): [string, string[]] {
  const { app, product, isHeadless, debuggingPort, inspectPort } = opening;
  const port = debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`];
  const inspect = inspectPort === undefined ? [] : [`--inspect=127.0.0.1:${inspectPort}`];
  // Chromium does not run as root with its sandbox, neither in Electron nor by itself.
  const noSandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (host === 'chromium')
    return [
      process.execPath,
      [...inspect, join(root, 'tools/standin/main.mts'), ...noSandbox, ...port, ...(isHeadless ? ['--headless'] : []), app, ...product],
    ];

  const electron = [...inspect, ...noSandbox, ...port, app, ...product];
  if (!isHeadless) return [program, electron];
  if (!existsSync('/usr/bin/xvfb-run'))
    throw new Error('Electron has no headless mode, and there is no xvfb-run here to give it a display of its own: use --host chromium');
  return ['/usr/bin/xvfb-run', ['-a', program, ...electron]];
}

export const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
