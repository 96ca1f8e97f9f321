/** The desk starts again once this one has ended: with what it was started with, and from where it lies. */
import { spawn } from 'node:child_process';
import type { App } from 'electron';
import { argumentsAgain } from '../start/flags.ts';
import type { Log } from '../support/log.ts';

/** How this desk was started. */
interface Started {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly execPath: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** Nothing ends by it: whoever calls it quits or exits next. */
export function restart(app: Pick<App, 'relaunch'>, { argv, cwd, execPath, environment, log }: Started): void {
  const args = argumentsAgain(argv.slice(1), cwd);
  const { APPIMAGE: image = '', APPDIR: mounted = '' } = environment;
  // Both are inherited: a desk that was started from another program's AppImage is not in it.
  if (image === '' || mounted === '' || !execPath.startsWith(`${mounted}/`)) return app.relaunch({ args });
  // An AppImage is mounted for as long as its program runs. Electron would start the program in that mount again, by a helper that lies
  // there too, and nothing would come (electron-builder issues 1727 and 4650). So a shell from outside waits: what it reads ends with this
  // process.
  const env = { ...environment, ...(mounted.includes('/appimage_extracted_') ? { APPIMAGE_EXTRACT_AND_RUN: '1' } : {}) };
  spawn('/bin/sh', ['-c', 'read -r end; exec "$0" "$@" </dev/null', image, ...args], {
    cwd: '/',
    env,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  }).on('error', (error) => log(`not started again: ${error.message}`));
}
