/**
 * `npm run pack`: packs the built desk into a folder below `dist/`; `npm run dist`: and makes its installers. For this computer's system
 * and processor, or `--platform win32|darwin|linux`, `--arch x64|arm64`.
 *
 * keytar's binary is this computer's own; `--keytar FILE` names another's, without which nothing is packed for another system or processor.
 *
 * `--placeholder` packs against a folder with Electron's shape, offline: enough to see what goes in and how, and nothing that could be run.
 * So it is also done where Electron's binary is not here, and said; never for installers, nor where ONFLOW_HOST asks for Electron.
 * `--prebuilt` takes `out/` as it is;
 * `--output DIR` packs elsewhere than `dist/`; `--version X.Y.Z` calls it another version.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, root } from './machine/build.mts';
import { findElectron } from './machine/hosts.mts';
import { builderCall, builderNames } from './packing/builderFlags.mts';
import { unfit } from './packing/nativeBinary.mts';
import { makePlaceholder, type PackPlatform } from './packing/placeholder.mts';

const { values: flags } = parseArgs({
  options: {
    platform: { type: 'string', default: process.platform },
    arch: { type: 'string', default: process.arch },
    installers: { type: 'boolean', default: false },
    placeholder: { type: 'boolean', default: false },
    prebuilt: { type: 'boolean', default: false },
    output: { type: 'string' },
    version: { type: 'string' },
    keytar: { type: 'string', default: join(import.meta.dirname, '..', 'node_modules', 'keytar', 'build', 'Release', 'keytar.node') },
  },
});

function refuse(problem: string): never {
  console.error(problem);
  process.exit(2);
}

const platform =
  (['linux', 'darwin', 'win32'] as const).find((each) => each === flags.platform) ??
  refuse(`--platform is win32, darwin or linux, not "${flags.platform}"`);
const arch = (['x64', 'arm64'] as const).find((each) => each === flags.arch) ?? refuse(`--arch is x64 or arm64, not "${flags.arch}"`);
const isBinaryHere = findElectron() !== null;
if (flags.placeholder && flags.installers) refuse('Installers are made of Electron itself, not of a placeholder');
if (!isBinaryHere && !flags.placeholder && process.env['ONFLOW_HOST'] === 'electron')
  refuse('ONFLOW_HOST asks for Electron, and its binary is not here (node tools/bootstrap.mjs fetches it)');
const withPlaceholder = flags.placeholder || (!isBinaryHere && !flags.installers);

const wanted = {
  platform,
  arch,
  installers: flags.installers,
  placeholder: withPlaceholder ? placeholder(platform) : null,
  output: flags.output,
  version: flags.version,
};
// Notarisation goes by APPLE_API_KEY and its like, which electron-builder reads itself.
const { flags: builderFlags, environment, unsigned } = builderCall(wanted, process.env);
if (withPlaceholder) console.log('Packing against a placeholder for Electron: the result shows what is packed and cannot be run.');
if (unsigned !== null) console.log(unsigned);

// SECURITY: with another's binary the desk would keep no key. Asked before the work, and of the packed file again (packing/afterPack.mts).
const problem = unfit(resolve(flags.keytar), platform, arch);
if (problem !== null)
  refuse(`${problem}. Pack on a machine of that kind after npm ci, as the workflow does, or name the right one with --keytar`);
const keytarFolder = join(root, 'out', 'keytar', `${builderNames[platform]}-${arch}`);
mkdirSync(keytarFolder, { recursive: true });
// Whole or not at all: somebody else may be packing this checkout.
const arriving = join(keytarFolder, `keytar.${process.pid}`);
copyFileSync(flags.keytar, arriving);
renameSync(arriving, join(keytarFolder, 'keytar.node'));

if (!flags.prebuilt) await build();
const pack = spawnSync(process.execPath, [join(root, 'node_modules', 'electron-builder', 'cli.js'), ...builderFlags], {
  cwd: root,
  stdio: 'inherit',
  env: environment,
});
process.exit(pack.status ?? 1);

function placeholder(of: PackPlatform): string {
  const own = mkdtempSync(join(tmpdir(), 'onflow-placeholder-'));
  process.on('exit', () => rmSync(own, { recursive: true, force: true }));
  const folder = join(own, of);
  makePlaceholder(folder, of);
  return folder;
}
