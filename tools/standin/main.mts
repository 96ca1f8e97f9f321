/**
 * Runs a built Electron app on Node over an installed Chromium: `node tools/standin/main.mts [switches] APP_FOLDER [arguments]`, as one
 * would call `electron`; with a package's `app.asar` in the folder's place, as one would call the package. This file only takes the lock
 * and starts Chromium; everything else (`run.mts`, then the app's main bundle) is read meanwhile.
 */
import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../machine/hosts.mts';
import { Chromium } from './chromium.mts';
import { isArchive, takeOut } from './archive.mts';
import { appDataFolder } from './folders.mts';
import { SingleInstance } from './singleInstance.mts';

enableCompileCache();

const given = process.argv.slice(2);
const named = given.findIndex((argument) => !argument.startsWith('-'));
const appArgument = resolve(given[named] ?? '.');
const { path: appPath, resources } = isArchive(appArgument) ? await takeOut(appArgument) : { path: appArgument, resources: null };
const switches = new Map(
  given
    .filter((argument) => argument.startsWith('--'))
    .map((argument) => {
      const [, name = '', value = ''] = /^--([^=]+)=?(.*)$/s.exec(argument) ?? [];
      return [name, value] as const;
    }),
);
const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as {
  name: string;
  productName?: string;
  version?: string;
  main?: string;
};
const name = manifest.productName ?? manifest.name;

const executable = findChromium();
if (executable === null) {
  console.error('No Chromium, Chrome or Edge is installed (ONFLOW_CHROMIUM may name one).');
  process.exit(1);
}

// As Electron says it, and for the same reason: Chromium's.
if (process.platform === 'linux' && process.getuid?.() === 0 && !switches.has('no-sandbox')) {
  console.error('Running as root without --no-sandbox is not supported. See https://crbug.com/638180.');
  process.exit(1);
}

const userData = resolve(switches.get('user-data-dir') ?? join(appDataFolder(), name));
const lock = new SingleInstance(userData);
const port = switches.get('remote-debugging-port');
const start = (): Promise<Chromium> =>
  Chromium.start({
    executable,
    // Inside the user-data folder, so that whoever searches that folder searches this as well. A desk without the lock must not touch the
    // other's. Where that folder cannot be, Electron gets ready all the same, and the app says so.
    profile: join(existsSync(userData) ? userData : tmpdir(), lock.held ? 'Chromium' : `Chromium-${process.pid}`),
    headless: switches.has('headless'),
    noSandbox: switches.has('no-sandbox'),
    remoteDebuggingPort: port === undefined ? null : Number(port),
  });
const starting = lock.held ? start() : null;

const { run } = await import('./run.mts');
// A package is not told its own path.
run({
  given: resources === null ? given : given.toSpliced(named, 1),
  appPath,
  resources,
  switches,
  name,
  version: manifest.version,
  bundle: join(appPath, manifest.main ?? 'index.js'),
  userData,
  lock,
  starting,
  start,
});
