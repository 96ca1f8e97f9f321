/**
 * `npm run proof`: is the host what the desk is built on? First inside its main process (`proof/engine`), then with the desk's own page and
 * starts: those of the end-to-end tests that ask the host and not the desk. In Electron or the stand-in, as `ONFLOW_HOST` says. `--engine`:
 * the first part alone.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from './machine/build.mts';
import { chooseHost, type FoundHost } from './machine/hosts.mts';
import { surrounded } from './machine/surroundings.mts';

const { values: flags } = parseArgs({ options: { engine: { type: 'boolean', default: false } } });
/** Each asks something that only a real host can get wrong: its address, its crashes, its dialogs, its second start, its keychain. */
const tests = ['host', 'keeping', 'start', 'restart', 'safety'].map((name) => `test/e2e/${name}.test.ts`);

const scratch = mkdtempSync(join(tmpdir(), 'onflow-proof-'));

/** @param limitMs after which it is ended: what hangs has failed. */
function run(command: readonly [string, ...string[]], needsDisplay: boolean, limitMs?: number): boolean {
  const [program, args, env] = surrounded(command, { scratch, needsDisplay });
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  if (error) console.error(error.message);
  return status === 0;
}

function engine({ host, program }: FoundHost): [string, ...string[]] {
  const noSandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = [join(root, 'tools/proof/engine'), `--user-data-dir=${join(scratch, 'engine')}`];
  return host === 'electron'
    ? [program, ...noSandbox, ...own]
    : [process.execPath, join(root, 'tools/standin/main.mts'), ...noSandbox, '--headless', ...own];
}

try {
  const found = chooseHost();
  console.log(`The proof in ${found.words}.`);
  const needsDisplay = found.host === 'electron';
  const isRight = run(engine(found), needsDisplay, 120_000);
  if (!isRight) console.error('The engine is not what the desk is built on.');
  let isProved = isRight;
  if (!flags.engine) {
    await ensureBuilt();
    isProved =
      run([process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'e2e', ...tests], needsDisplay) && isProved;
  }
  process.exitCode = isProved ? 0 : 1;
} catch (reason) {
  console.error((reason as Error).message);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
