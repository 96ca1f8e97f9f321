/**
 * Makes a fresh clone ready before `npm start`, `npm test`, `npm run tour` and `npm run bench`: system packages, then `npm ci`, then
 * Electron's binary if it can be had. Plain JavaScript without dependencies, because nothing is installed yet. Silent and quick when
 * nothing is missing.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronVersion, fetchElectron, installedElectron, whyNotFetched } from './machine/electronBinary.mjs';
import { moveRunningNode, nodeTrouble, npmProgram, packagedNode, removeMovedNodes } from './machine/programs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamps = join(root, 'node_modules', '.onflow-desk');
const say = (text) => {
  console.log(`bootstrap: ${text}`);
};
const fail = (text) => {
  console.error(`bootstrap: ${text}`);
  process.exit(1);
};
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');
const run = (command, args, options = {}) => spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
const started = { platform: process.platform, execPath: process.execPath, environment: process.env };
const npm = (args, options = {}) => {
  const { command, before, shell } = npmProgram(root, started);
  return run(command, [...before, ...args], { shell, ...options });
};

removeMovedNodes(root);
systemPackages();
nodePackages();
electronBinary();

/** What the desk needs of a Debian or Ubuntu: each package with a sign that it is there. */
function systemPackages() {
  if (process.platform !== 'linux') return;
  const onPath = (name) => (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, name)));
  const libraryFolders = ['/usr/lib', '/usr/lib64', '/usr/local/lib', ...folders('/usr/lib', /-linux-gnu/)];
  const needed = {
    chromium:
      ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].some(onPath) ||
      existsSync(process.env.ONFLOW_CHROMIUM ?? ''),
    xvfb: onPath('Xvfb'),
    'libsecret-1-dev': libraryFolders.some((folder) => existsSync(join(folder, 'pkgconfig', 'libsecret-1.pc'))),
    'gnome-keyring': onPath('gnome-keyring-daemon'),
    dbus: onPath('dbus-run-session'),
    // keytar's install script compiles where it cannot download.
    python3: onPath('python3'),
    make: onPath('make'),
    'g++': onPath('g++'),
    'pkg-config': onPath('pkg-config'),
    // Vietnamese letters; any of the usual families has them.
    'fonts-noto-core': folders('/usr/share/fonts', /./).some(
      (folder) => folders(folder, /noto|dejavu|liberation|roboto|ubuntu|arial/i).length > 0,
    ),
  };
  const missing = Object.keys(needed).filter((name) => !needed[name]);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (!onPath('apt-get')) {
    say(`this system lacks ${missing.join(', ')}; install what your distribution calls them.`);
    return;
  }
  if (process.getuid() !== 0) {
    say(`system packages are missing. Run:  sudo apt-get update && sudo ${command}`);
    return;
  }
  say(`installing ${missing.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  const ok =
    run('apt-get', ['update', '-qq'], quiet).status === 0 &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], quiet).status === 0;
  if (!ok) say(`that did not work. What needs them will say so. To try by hand:  apt-get update && ${command}`);
}

function folders(parent, pattern) {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && pattern.test(entry.name))
    .map((entry) => join(parent, entry.name));
}

/** `npm ci` where node_modules is missing or from another lock file. */
function nodePackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  const stamp = join(stamps, 'lock');
  if (read(stamp) === lock) return checkNode();
  // Without the mark it may have been installed by hand, and be whole.
  if (existsSync(stamp) || !isFromThisLock() || nodeTrouble(versionHere()) !== null) {
    say('installing packages (npm ci) …');
    moveRunningNode(root, started);
    const installed = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
    });
    if (installed.status !== 0) fail('npm ci failed; its words are above.');
  }
  checkNode();
  checkKeytar();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, lock);
  return undefined;
}

/** npm keeps a copy of the lock file it installed; every package in it must be in ours, at the same version. */
function isFromThisLock() {
  const hidden = read(join(root, 'node_modules', '.package-lock.json'));
  if (hidden === '') return false;
  const wanted = JSON.parse(read(join(root, 'package-lock.json'))).packages;
  const there = JSON.parse(hidden).packages;
  const same = Object.entries(there).every(([name, { version }]) => wanted[name]?.version === version);
  return same && Object.entries(wanted).every(([name, { optional }]) => name === '' || optional || name in there);
}

/** Of the Node that what comes next is run by. */
function versionHere() {
  const node = packagedNode(root, started);
  return node === process.execPath ? process.version : (spawnSync(node, ['-v'], { encoding: 'utf8' }).stdout ?? '').trim();
}

/**
 * At every start: somebody may have another Node by now. The package `node` is optional, because there is none for some computers; then
 * the installed Node has to be new enough. Where the package is, it puts its executable in place by a script that npm may not have run.
 */
function checkNode() {
  if (nodeTrouble(versionHere()) === null) return;
  const isPackaged = existsSync(join(root, 'node_modules', 'node'));
  if (isPackaged) npm(['rebuild', 'node', '--foreground-scripts', '--loglevel=error']);
  const trouble = nodeTrouble(versionHere());
  if (trouble === null) return;
  const why = isPackaged
    ? 'The package "node" did not put its own in place: npm may have been told to run no scripts (npm config get ignore-scripts).'
    : `npm had no package of it for this computer (${process.platform} ${process.arch}).`;
  fail(`${trouble} ${why} Install Node 24 (https://nodejs.org), then start again.`);
}

/** Optional: without it the desk works, but asks for the token at every start. */
function checkKeytar() {
  const loads = () => spawnSync(packagedNode(root, started), ['-e', "require('keytar')"], { cwd: root, stdio: 'ignore' }).status === 0;
  if (loads()) return;
  if (existsSync(join(root, 'node_modules', 'keytar'))) npm(['rebuild', 'keytar', '--loglevel=error'], { stdio: 'ignore' });
  if (loads()) return;
  say(
    "keytar could not be built, so that the desk will keep the token for the session only. It needs the keychain's library (Linux: libsecret-1-dev) and a C++ compiler; then run npm ci.",
  );
}

/**
 * Tried at each start until it is here; `ONFLOW_HOST=chromium` does not want it. Where `ONFLOW_HOST=electron` demands it and it cannot be
 * had, nothing else is started in its place.
 */
function electronBinary() {
  if (process.env.ONFLOW_HOST === 'chromium' || electronVersion(root) === '' || installedElectron(root) !== null) return;
  say(`fetching Electron ${electronVersion(root)} …`);
  // Node 24 itself: Electron's installer asks for 22.12 or newer.
  if (fetchElectron(root, packagedNode(root, started))) return;
  const words = `Electron's binary cannot be had: ${whyNotFetched(root)}.`;
  if (process.env.ONFLOW_HOST === 'electron') fail(`${words} ONFLOW_HOST=electron demands it.`);
  say(`${words} An installed Chromium will stand in for it; the next start tries again (ONFLOW_HOST=chromium does not).`);
}
