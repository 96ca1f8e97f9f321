/** Which hosts this machine has: Electron's own binary, and an installed Chromium. Never downloads anything. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Host = 'electron' | 'chromium';

/** The path of Electron's executable, or null. Reads files only: `require('electron')` would start a download. */
export function findElectron(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim();
    const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
    return existsSync(path) ? path : null;
  } catch (reason) {
    if ((reason as NodeJS.ErrnoException).code === 'ENOENT' || (reason as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw reason;
  }
}

/** Chromium, Chrome or Edge where their installers put them; `ONFLOW_CHROMIUM` names another. */
export function findChromium(): string | null {
  const named = process.env['ONFLOW_CHROMIUM'];
  if (named) return existsSync(named) ? named : null;
  return candidates().find(path => existsSync(path)) ?? null;
}

function candidates(): string[] {
  if (process.platform === 'win32') {
    const roots = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter(root => root !== undefined);
    return ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
      .flatMap(path => roots.map(root => join(root, path)));
  }
  if (process.platform === 'darwin') return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(name => `/Applications/${name}.app/Contents/MacOS/${name}`);
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(name => `/usr/bin/${name}`);
}
