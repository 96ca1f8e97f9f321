/**
 * The beginning of a check that needs no Electron: `npm start -- --headless --check …`. The installed desk begins it in `main/index.ts`.
 */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseFlags } from '../start/flags.ts';
import { exitCodes, outliveReaders, say } from '../start/terminal.ts';
import { runCheck } from './run.ts';

outliveReaders();
const args = process.argv.slice(2);
const flags = parseFlags(args);

/** As Electron's `userData`, for an app of this name. */
function usualFolder(): string {
  const name = 'Onflow Desk';
  if (process.platform === 'win32') return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), name);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', name);
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), name);
}

const cwd = process.cwd();
const folder = flags.userDataDir === null ? usualFolder() : resolve(cwd, flags.userDataDir);
void runCheck(args, { folder, cwd, language: flags.language }).then(
  (code) => process.exit(code),
  (fault: unknown) => {
    say(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
    process.exit(exitCodes.failed);
  },
);
