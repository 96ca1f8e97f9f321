/**
 * Electron's binary: whether it is here, and fetching it with the package's own installer. Plain JavaScript without dependencies, because
 * `bootstrap.mjs` needs it before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');
const folderIn = (root) => join(root, 'node_modules', 'electron');
/** Why the last download failed; gone once one worked. */
const noteIn = (root) => join(root, 'node_modules', '.onflow-desk', 'electron-not-fetched');

/**
 * @param {string} root the checkout
 * @returns {string} the version that package-lock.json names; '' where the package is not installed
 */
export const electronVersion = (root) => JSON.parse(read(join(folderIn(root), 'package.json')) || '{"version":""}').version;

/**
 * The path of Electron's executable, or null: also where an older version's lies, or half of one. Reads files only: `require('electron')`
 * would start a download.
 * @param {string} root the checkout
 * @returns {string | null}
 */
export function installedElectron(root) {
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist = elsewhere || join(folderIn(root), 'dist');
  const isWhole =
    elsewhere ||
    (read(join(dist, 'version')).replace(/^v/, '') === electronVersion(root) && read(join(folderIn(root), 'path.txt')) === name);
  const path = join(dist, name);
  return isWhole && existsSync(path) ? path : null;
}

/**
 * @param {string} root the checkout
 * @returns {string} why the last download failed; '' where none has
 */
export const whyNotFetched = (root) => read(noteIn(root));

/**
 * Fetches it, for as long as something arrives. Nothing is remembered but the reason: the next start tries again.
 * @param {string} root the checkout
 * @param {string} node the Node to run the installer with; Electron's own tools ask for 22.12 or newer
 * @returns {boolean} whether it is here now
 */
export function fetchElectron(root, node = process.execPath) {
  const limits = pathToFileURL(join(import.meta.dirname, 'electronDownload.mjs')).href;
  const tried = spawnSync(node, ['--import', limits, join(folderIn(root), 'install.js')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const note = noteIn(root);
  if (tried.status === 0 && installedElectron(root) !== null) {
    rmSync(note, { force: true });
    return true;
  }
  const said = (tried.stderr ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/^\w*Error: /, ''))
    .find((line) => line !== '' && !line.startsWith('at '));
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, tried.error?.message ?? said ?? 'its installer ended without a word');
  return false;
}
