/** Builds the three bundles when one is missing or older than what it is made of. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nodeTrouble } from './programs.mjs';

export const root = resolve(import.meta.dirname, '../..');

// Whatever starts the desk or its tests comes by here; typed by hand, a script is run by whichever Node comes first.
const trouble = nodeTrouble(process.version);
if (trouble !== null) {
  console.error(`${trouble} Start it with npm, which takes the one that the desk brings along, or install Node 24 (https://nodejs.org).`);
  process.exit(1);
}
const bundles = ['out/main/index.cjs', 'out/main/headless.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];
const sources = [
  'main',
  'preload',
  'renderer',
  'contract',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Milliseconds since 1970 of the last change; folders count as well, so that a deleted file is noticed. */
function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

export function isBuilt(): boolean {
  const paths = bundles.map((path) => join(root, path));
  if (!paths.every((path) => existsSync(path))) return false;
  const oldest = Math.min(...paths.map((path) => statSync(path).mtimeMs));
  return sources
    .map((path) => join(root, path))
    .filter((path) => existsSync(path))
    .every((path) => newest(path) <= oldest);
}

/** Throws with the bundler's output when it fails. */
export async function build(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed).on('close', done);
  });
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
}

export async function ensureBuilt(): Promise<void> {
  if (isBuilt()) return;
  console.log('Building …');
  await build();
}
