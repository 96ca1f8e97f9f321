/**
 * `node tools/proof/newerInstaller.mts --output DIR`: makes the installers once more, from the same build, as the version after this one:
 * what an upgrade is tried with.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../machine/build.mts';

const { values: flags } = parseArgs({
  options: { output: { type: 'string', default: join(root, 'dist-newer') }, folder: { type: 'boolean', default: false } },
});
const [major = 0, minor = 0, patch = 0] = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version
  .split('.')
  .map(Number);
const version = `${major}.${minor}.${patch + 1}`;
console.log(`As version ${version}:`);
// `--folder`: without installers, where none can be made.
const made = spawnSync(
  process.execPath,
  [join(root, 'tools/pack.mts'), '--prebuilt', '--version', version, '--output', flags.output, ...(flags.folder ? [] : ['--installers'])],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = made.status ?? 1;
