/** Starts a packed desk with `--smoke-test` and waits for its word, as the workflow and the tests do. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../machine/build.mts';
import { killGroup } from '../machine/processes.mts';
import { surrounded } from '../machine/surroundings.mts';

export interface Smoked {
  /** The desk's own exit code (`main/electron/smokeTest.ts`); null where it was ended because it did not end. */
  readonly code: number | null;
  readonly said: string;
  /** What the desk left of its folder in the place for temporary files. */
  readonly left: readonly string[];
  /** What it put where a person's data would lie. */
  readonly touched: readonly string[];
}

interface How {
  /** Started through the stand-in over a Chromium, as a package with a placeholder for Electron has to be. `false`: `app` is a program. */
  readonly standin: boolean;
  /** `app.asar` or a folder for the stand-in; else the program, and what is put before the flags. */
  readonly app: string;
  readonly args?: readonly string[];
  /** Linux: false takes the keychain away. Default true. */
  readonly keyring?: boolean;
  /** Milliseconds until it is ended. */
  readonly limitMs?: number;
}

/** Everything it may write to is in a folder of this call, which goes. */
export async function startSmoke({ standin, app, args = [], keyring = true, limitMs = 180_000 }: How): Promise<Smoked> {
  const scratch = mkdtempSync(join(tmpdir(), 'onflow-desk-packed-'));
  const [home, temporary] = [join(scratch, 'home'), join(scratch, 'temporary')];
  for (const folder of [home, temporary]) mkdirSync(folder);
  try {
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
    const program: [string, ...string[]] = standin
      ? [
          process.execPath,
          join(root, 'tools', 'standin', 'main.mts'),
          ...(asRoot ? ['--no-sandbox'] : []),
          '--headless',
          `--user-data-dir=${join(scratch, 'host')}`,
          app,
          ...args,
          '--smoke-test',
        ]
      : [app, ...args, '--smoke-test'];
    const [command, rest, around] = surrounded(program, { scratch, needsDisplay: !standin, keyring });
    // macOS and Windows keep the keychain in the person's home, so that only Linux can be given another one.
    const own = process.platform === 'linux' ? { HOME: home, XDG_CONFIG_HOME: join(home, '.config') } : {};
    const child = spawn(command, rest, {
      env: {
        ...process.env,
        ...around,
        ...own,
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
        NODE_OPTIONS: undefined,
        VITEST: undefined,
        NODE_ENV: undefined,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, which can be ended whole.
      detached: process.platform !== 'win32',
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    const timer = setTimeout(() => {
      if (child.pid !== undefined) killGroup(child.pid);
    }, limitMs);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('exit', (status) => {
        setTimeout(() => {
          resolve(status);
        }, 100);
      });
    });
    clearTimeout(timer);
    return {
      code,
      said,
      left: readdirSync(temporary).filter((name) => name.startsWith('onflow-desk-smoke-')),
      touched:
        process.platform === 'linux' ? readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => /onflow/i.test(name)) : [],
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
