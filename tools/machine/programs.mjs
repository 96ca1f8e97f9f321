/**
 * How `bootstrap.mjs` starts npm and Node. Plain JavaScript without dependencies. No path goes through a shell: on Windows one with a blank
 * in it would fall in two. And no step is run by a file that another step replaces: Windows keeps a running program from being deleted.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * @typedef {{ readonly platform: NodeJS.Platform, readonly execPath: string, readonly environment: NodeJS.ProcessEnv }} Started how this
 * program was started
 */

const isBelow = (path, folder) => path.toLowerCase().startsWith(`${folder}${sep}`.toLowerCase());
const executable = (platform) => (platform === 'win32' ? 'node.exe' : 'node');

/** What Electron embeds: the scripts and the tests run on it, or on a newer one. */
const wantedNode = 24;

/**
 * @param {string} version as Node says it, `v24.1.0`; '' where it says nothing
 * @returns {string | null} that it is too old, in words; `null` where it will do
 */
export function nodeTrouble(version) {
  if (Number(/^v(\d+)\./.exec(version)?.[1] ?? 0) >= wantedNode) return null;
  return `Onflow Desk needs Node ${wantedNode} or newer, and this is ${version === '' ? 'none that runs' : version}.`;
}

/**
 * The Node 24 that comes as a package, where it is in place; else the one that runs this. Not every computer has such a package: npm knows
 * none for macOS and for Windows on ARM.
 * @param {string} root the checkout
 * @param {Pick<Started, 'platform' | 'execPath'>} started
 * @returns {string}
 */
export function packagedNode(root, { platform, execPath }) {
  const path = join(root, 'node_modules', 'node', 'bin', executable(platform));
  return existsSync(path) ? path : execPath;
}

/**
 * npm tells its scripts which program it is and which Node runs it. Typed by hand, `npm` is found by the shell, and is given nothing but
 * plain words.
 * @param {string} root the checkout
 * @param {Started} started
 * @returns {{ readonly command: string, readonly before: readonly string[], readonly shell: boolean }} what to run, and what comes before
 *   its own arguments
 */
export function npmProgram(root, { platform, execPath, environment }) {
  const { npm_execpath: script = '', npm_node_execpath: node = '' } = environment;
  if (/npm-cli\.c?js$/.test(script) && existsSync(script)) {
    const outside = [node, execPath].find((each) => each !== '' && existsSync(each) && !isBelow(each, join(root, 'node_modules')));
    if (outside !== undefined || platform !== 'win32') return { command: outside ?? execPath, before: [script], shell: false };
  }
  return platform === 'win32' ? { command: 'npm.cmd', before: [], shell: true } : { command: 'npm', before: [], shell: false };
}

/**
 * Before `npm ci`: on Windows the Node that runs this may be the very file it deletes. It cannot be deleted, but it can be moved.
 * @param {string} root the checkout
 * @param {Pick<Started, 'platform' | 'execPath'>} started
 * @returns {string | null} where it lies now; `null` where it was not in the way
 */
export function moveRunningNode(root, { platform, execPath }) {
  if (platform !== 'win32' || !isBelow(execPath, join(root, 'node_modules'))) return null;
  const folder = join(root, 'out');
  mkdirSync(folder, { recursive: true });
  const aside = join(folder, `node-in-use-${process.pid}.exe`);
  renameSync(execPath, aside);
  return aside;
}

/**
 * Those that were moved aside at earlier starts; one that runs still stays for the next.
 * @param {string} root the checkout
 */
export function removeMovedNodes(root) {
  const folder = join(root, 'out');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((each) => /^node-in-use-\d+\.exe$/.test(each))) {
    try {
      rmSync(join(folder, name));
    } catch (reason) {
      if (!['EPERM', 'EBUSY', 'EACCES'].includes(reason.code)) throw reason;
      console.log(`bootstrap: ${relative(root, join(folder, name))} is in use still and goes at a later start.`);
    }
  }
}
