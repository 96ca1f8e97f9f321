/** Which host the desk runs in: Electron's own binary, or the stand-in over an installed Chromium. Never downloads anything. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { electronVersion, installedElectron, whyNotFetched } from './electronBinary.mjs';

export type Host = 'electron' | 'chromium';
const root = resolve(import.meta.dirname, '../..');

/** A host that is here. */
export interface FoundHost {
  readonly host: Host;
  /** The path of Electron's executable, or of Chromium's. */
  readonly program: string;
  /** For whoever reads what was run: which one, and where. */
  readonly words: string;
}

/**
 * Which host is meant: what `ONFLOW_HOST` says, else Electron where its binary is installed, else the stand-in.
 * @throws Error where `ONFLOW_HOST` is another word.
 */
export function meantHost(): Host {
  const demanded = process.env['ONFLOW_HOST'];
  if (demanded === 'electron' || demanded === 'chromium') return demanded;
  if (demanded) throw new Error(`ONFLOW_HOST is electron or chromium, not "${demanded}"`);
  return findElectron() ? 'electron' : 'chromium';
}

/**
 * The host that is wanted, or else meant. Never another one in its place.
 * @throws Error that says in words why it cannot be had here.
 */
export function chooseHost(wanted: Host = meantHost()): FoundHost {
  if (wanted === 'electron') {
    const program = findElectron();
    if (program !== null) return { host: wanted, program, words: `Electron ${electronVersion(root)} (${program})` };
    const why = whyNotFetched(root);
    throw new Error(`Electron's binary is not installed here${why === '' ? '' : ` (${why})`}; node tools/bootstrap.mjs fetches it`);
  }
  const program = findChromium();
  if (program !== null) return { host: wanted, program, words: `the stand-in over ${program}` };
  throw new Error('No Chromium, Chrome or Edge is installed here (ONFLOW_CHROMIUM may name one)');
}

export const findElectron = (): string | null => installedElectron(root);

/** Chromium, Chrome or Edge where their installers put them; `ONFLOW_CHROMIUM` names another. */
export function findChromium(): string | null {
  const named = process.env['ONFLOW_CHROMIUM'];
  if (named) return existsSync(named) ? named : null;
  return candidates().find((path) => existsSync(path)) ?? null;
}

function candidates(): string[] {
  if (process.platform === 'win32') {
    const roots = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    return ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].flatMap(
      (path) => roots.map((root) => join(root, path)),
    );
  }
  if (process.platform === 'darwin')
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) => `/usr/bin/${name}`);
}
