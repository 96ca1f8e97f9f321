/** What Electron is told before anything else, in the order it has to be told. */
import { resolve } from 'node:path';
import type { App } from 'electron';
import type { Flags } from '../start/flags.ts';

/** The installer's (`electron-builder.yml`): by it Windows keeps the desk's windows, notifications and pinned icon together. */
export const appId = 'vn.onflowdesk.desk';

interface Surroundings {
  readonly flags: Pick<Flags, 'userDataDir'>;
  readonly platform: NodeJS.Platform;
  /** Where the desk was started from. */
  readonly cwd: string;
}

/** Before the lock, which lies in the data folder, and before anything is written or shown. */
export function begin(app: Pick<App, 'setAppUserModelId' | 'setPath'>, { flags, platform, cwd }: Surroundings): void {
  if (platform === 'win32') app.setAppUserModelId(appId);
  // Electron takes absolute paths only.
  if (flags.userDataDir !== null) app.setPath('userData', resolve(cwd, flags.userDataDir));
}

/**
 * SECURITY: every page runs in Chromium's sandbox. Where that was switched off from outside (root in a container), Chromium has started
 * without it already: to ask for it now would take the switch away from what starts later, and no page would come up at all.
 * @returns whether the sandbox is on.
 */
export function sandboxPages(app: Pick<App, 'enableSandbox' | 'commandLine'>): boolean {
  if (app.commandLine.hasSwitch('no-sandbox')) return false;
  app.enableSandbox();
  return true;
}
