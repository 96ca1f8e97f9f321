/**
 * What a packed desk must be: its files, their size, its fuses, keytar's binary. For the tests, and for `npm run packed` on what will be
 * shipped.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { keytarBinary } from './afterPack.mts';
import { unfit } from './nativeBinary.mts';
import type { PackPlatform } from './placeholder.mts';

export interface Packed {
  readonly platform: PackPlatform;
  readonly arch: string;
  /** The archive of the desk's own files; keytar lies beside it, in `app.asar.unpacked`. */
  readonly asar: string;
  /** What a person starts. */
  readonly program: string;
}

/** Our own share of an installer, in bytes: the archive and what lies unpacked beside it. Electron's share is its own. */
export const shareBudget = 14_000_000;

/** Every file that may be inside. Assets carry a hash in their names. */
const allowed: readonly RegExp[] = [
  /^package\.json$/,
  /^LICENSE$/,
  /^out\/main\/[\w-]+\.cjs$/,
  /^out\/main\/(pdfium|zxing_reader)\.wasm\.br$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/(index|paper)\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css)$/,
  /^out\/renderer\/pdf\/(cmaps\/[\w-]+(\.bcmap)?|standard_fonts\/[\w-]+(\.pfb|\.ttf)?|wasm\/\w+(_nowasm_fallback\.js)?)$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js|build\/Release\/keytar\.node)$/,
];

/** Without one of these the desk does not start, has no threads, reads no label, keeps no key, or draws no scanned one. */
const needed: readonly string[] = [
  'package.json',
  'LICENSE',
  'out/main/index.cjs',
  'out/main/worker.cjs',
  'out/main/pdfium.wasm.br',
  'out/main/zxing_reader.wasm.br',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/paper.html',
  'out/renderer/pdf/cmaps/GBK-EUC-H.bcmap',
  'out/renderer/pdf/standard_fonts/FoxitSymbol.pfb',
  'out/renderer/pdf/wasm/openjpeg_nowasm_fallback.js',
  'out/renderer/pdf/wasm/jbig2_nowasm_fallback.js',
  'node_modules/keytar/lib/keytar.js',
  'node_modules/keytar/build/Release/keytar.node',
];

/** SECURITY: as `electron-builder.yml` has it. */
const fuses: ReadonlyMap<FuseV1Options, boolean> = new Map([
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
]);

/** Where `npm run pack` puts things below its output folder. */
export function packedIn(output: string, platform: PackPlatform, arch: string): Packed {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const contents = join(output, `mac${suffix}`, 'Onflow Desk.app', 'Contents');
    return { platform, arch, asar: join(contents, 'Resources', 'app.asar'), program: join(contents, 'MacOS', 'Onflow Desk') };
  }
  const folder = join(output, `${platform === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`);
  return {
    platform,
    arch,
    asar: join(folder, 'resources', 'app.asar'),
    program: join(folder, platform === 'win32' ? 'Onflow Desk.exe' : 'onflow-desk'),
  };
}

/** Every file in the archive, with `/` between folders. */
export function filesIn(asar: string): string[] {
  const all = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/').replace(/^\//, ''));
  const folders = new Set(all.map((path) => dirname(path)));
  return all.filter((path) => !folders.has(path));
}

/** Of the archive and what is unpacked, in bytes. */
export function shareOf(asar: string): number {
  const unpacked = `${asar}.unpacked`;
  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(unpacked, name)));
  return statSync(asar).size + files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

/** SECURITY: where Electron looks for the archive's checksum before it starts it. Linux has no such place. */
const sealOf = ({ platform, program }: Packed): string | null =>
  ({ win32: program, darwin: join(dirname(program), '..', 'Info.plist'), linux: null })[platform];

/** All that is wrong with a package, in words; empty where it may be shipped. */
export async function problemsOf(packed: Packed): Promise<string[]> {
  const { platform, arch, asar, program } = packed;
  const files = filesIn(asar);
  const problems = [
    ...files.filter((file) => !allowed.some((pattern) => pattern.test(file))).map((file) => `${file} has no place in the package`),
    ...needed.filter((file) => !files.includes(file)).map((file) => `${file} is missing from the package`),
  ];
  const binary = unfit(join(dirname(asar), keytarBinary), platform, arch);
  if (binary !== null) problems.push(binary);
  const share = shareOf(asar);
  if (share > shareBudget) problems.push(`our own share is ${(share / 1e6).toFixed(1)} MB, more than ${shareBudget / 1e6} MB`);

  const seal = sealOf(packed);
  const checksum = createHash('sha256').update(getRawHeader(asar).headerString).digest('hex');
  if (seal !== null && !readFileSync(seal, 'latin1').includes(checksum))
    problems.push(`the archive’s checksum is not in ${seal}: it would not start`);

  const wire = await getCurrentFuseWire(program);
  for (const [fuse, wanted] of fuses) {
    // '1' and '0' as characters; 'r' where Electron has taken a fuse away.
    const state = String.fromCharCode(wire[fuse] ?? 0);
    if (state !== (wanted ? '1' : '0'))
      problems.push(
        `the fuse ${FuseV1Options[fuse]} is ${state === '1' ? 'on' : state === '0' ? 'off' : `"${state}"`}, not ${wanted ? 'on' : 'off'}`,
      );
  }
  return problems;
}
