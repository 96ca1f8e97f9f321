/**
 * `npm run pack`: packs the built desk into a folder, without installers. Offline: where Electron's binary is not there, a placeholder folder
 * takes its place, which is enough to see what goes into the asar, and nothing that could be run. `--prebuilt` takes `out/` as it is;
 * `--output DIR` packs elsewhere than `dist/`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({ options: { prebuilt: { type: 'boolean' }, output: { type: 'string' } } });
const root = resolve(import.meta.dirname, '..');
const electron = join(root, 'node_modules', 'electron');
const binary = existsSync(join(electron, 'path.txt')) && existsSync(join(electron, 'dist', readFileSync(join(electron, 'path.txt'), 'utf8')));

const arguments_ = ['--dir', '--publish', 'never'];
if (!binary) {
  const placeholder = join(root, 'out', 'placeholder-electron');
  rmSync(placeholder, { recursive: true, force: true });
  mkdirSync(join(placeholder, 'resources'), { recursive: true });
  mkdirSync(join(placeholder, 'locales'), { recursive: true });
  // The names electron-builder renames or reads; no default_app.asar among them.
  for (const name of ['electron', 'LICENSE', 'version']) writeFileSync(join(placeholder, name), '', { mode: 0o755 });
  arguments_.push('--linux', `-c.electronDist=${placeholder}`);
  console.log('Electron’s binary is not here: packing against a placeholder. The result shows what is packed and cannot be run.');
}

if (flags.output !== undefined) arguments_.push(`-c.directories.output=${resolve(flags.output)}`);

if (flags.prebuilt !== true) {
  const build = spawnSync(process.execPath, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], { cwd: root, stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
const pack = spawnSync(process.execPath, [join(root, 'node_modules', 'electron-builder', 'cli.js'), ...arguments_], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
});
process.exit(pack.status ?? 1);
