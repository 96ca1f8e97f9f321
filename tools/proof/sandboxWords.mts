/**
 * `node tools/proof/sandboxWords.mts`: on a Linux that keeps user namespaces from Electron's sandbox, a start must end with the one command
 * that helps. Where nothing is kept from it, there is nothing to say, and the start must work.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../machine/build.mts';
import { chooseHost } from '../machine/hosts.mts';
import { sandboxTrouble } from '../machine/sandbox.mts';
import { surrounded } from '../machine/surroundings.mts';

const { host, program, words } = chooseHost();
const trouble = host === 'electron' ? sandboxTrouble(program) : null;
const scratch = mkdtempSync(join(tmpdir(), 'onflow-sandbox-'));
const [command, args, env] = surrounded([process.execPath, join(root, 'tools/start.mts'), '--smoke-test'], {
  scratch,
  needsDisplay: host === 'electron',
});
const { status, stdout, stderr, error } = spawnSync(command, args, {
  cwd: root,
  encoding: 'utf8',
  env: { ...process.env, ...env },
  // What hangs has failed.
  timeout: 240_000,
  killSignal: 'SIGKILL',
});
rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

const said = `${stdout}${stderr}${error?.message ?? ''}`;
const isRight = trouble === null ? status === 0 : status !== 0 && said.includes(trouble);
console.log(
  trouble === null
    ? `Nothing is kept from the sandbox here; the desk in ${words} ended with ${status}.`
    : `The sandbox is held back here; the desk ended with ${status}.`,
);
if (!isRight) console.error(`${trouble === null ? 'It should have started' : `It should have said:\n${trouble}`}\nIt said:\n${said}`);
process.exitCode = isRight ? 0 : 1;
