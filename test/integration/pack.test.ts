/** What goes into an installer: the three bundles, their assets, keytar, and nothing else. Packs the built `out/` (`npm test` builds it first). */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listPackage } from '@electron/asar';
import { afterAll, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const output = mkdtempSync(join(tmpdir(), 'desk-pack-'));
afterAll(() => rmSync(output, { recursive: true, force: true }));

/** Every file that may be inside. Assets carry a hash in their names. */
const allowed: readonly RegExp[] = [
  /^\/package\.json$/,
  /^\/LICENSE$/,
  /^\/out\/main\/[\w-]+\.cjs$/,
  /^\/out\/preload\/index\.cjs$/,
  /^\/out\/renderer\/index\.html$/,
  /^\/out\/renderer\/assets\/[\w.-]+\.(js|mjs|css|ttf|pfb|svg)$/,
  /^\/out\/renderer\/pdf\/(cmaps\/[\w-]+(\.bcmap)?|standard_fonts\/[\w-]+(\.pfb|\.ttf)?|wasm\/\w+(_nowasm_fallback\.js)?)$/,
  /^\/node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js|build\/Release\/keytar\.node)$/,
];

const findAsar = (folder: string): string | undefined =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((each) => join(folder, each)).find((each) => each.endsWith('app.asar'));

it('an installer holds the three bundles, their assets and keytar unpacked, nothing else', { timeout: 180_000 }, () => {
  expect(existsSync(join(root, 'out/main/index.cjs')), 'build first: npm run build').toBe(true);
  const packed = spawnSync(process.execPath, [join(root, 'tools/pack.mts'), '--prebuilt', '--output', output], { cwd: root, encoding: 'utf8' });
  expect(packed.status, packed.stdout + packed.stderr).toBe(0);

  const asar = findAsar(output) ?? '';
  const folders = new Set(listPackage(asar, { isPack: false }).map((each) => each.replaceAll('\\', '/').replace(/\/[^/]+$/, '')));
  const files = listPackage(asar, { isPack: false }).map((each) => each.replaceAll('\\', '/')).filter((each) => !folders.has(each));
  expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
  for (const needed of ['/package.json', '/out/main/index.cjs', '/out/preload/index.cjs', '/out/renderer/index.html', '/out/renderer/pdf/cmaps/GBK-EUC-H.bcmap', '/out/renderer/pdf/standard_fonts/FoxitSymbol.pfb', '/out/renderer/pdf/wasm/openjpeg_nowasm_fallback.js', '/out/renderer/pdf/wasm/jbig2_nowasm_fallback.js']) expect(files).toContain(needed);

  // The native module cannot be loaded from inside the archive.
  if (existsSync(join(root, 'node_modules/keytar/build/Release/keytar.node'))) {
    expect(files).toContain('/node_modules/keytar/build/Release/keytar.node');
    expect(existsSync(`${asar}.unpacked/node_modules/keytar/build/Release/keytar.node`)).toBe(true);
  }
});
