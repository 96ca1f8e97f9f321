/**
 * `npm run icons`: draws the app's icons from `build/icon.svg` (and `build/icon-small.svg` up to 32 pixels) with an installed Chromium, and
 * writes what each system takes: `build/icon.ico`, `build/icon.icns`, `build/icons/N×N.png`. Run it after the drawing was changed; the
 * results are kept in the repository.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from '../machine/build.mts';
import { findChromium } from '../machine/hosts.mts';
import { icns, ico, type Picture } from './iconFiles.mts';

const folder = join(root, 'build');
const smallUpTo = 32;
/** Apple's grid leaves a margin around every tile, less around the smallest. */
const macScale = (size: number): number => (size <= smallUpTo ? 14 / 16 : 824 / 1024);

const executablePath = findChromium();
if (executablePath === null) throw new Error('Drawing takes an installed Chromium, Chrome or Edge (ONFLOW_CHROMIUM may name one)');
const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
await using browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
const page = await browser.newPage();

async function draw(size: number, scale = 1): Promise<Picture> {
  const svg = readFileSync(join(folder, size <= smallUpTo ? 'icon-small.svg' : 'icon.svg'), 'utf8');
  const { png, rgba } = await page.evaluate(
    async ([source, side, part]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const canvas = new OffscreenCanvas(side, side);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('this Chromium draws nothing');
      // Whole pixels, or the tile's edge is a blur.
      const margin = Math.round((side * (1 - part)) / 2);
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, margin, margin, side - 2 * margin, side - 2 * margin);
      // Chromium has it; the compiler’s list of what browsers have does not yet.
      const toBase64 = (bytes: Uint8Array): string => (bytes as Uint8Array & { toBase64(): string }).toBase64();
      return {
        png: toBase64(new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())),
        rgba: toBase64(new Uint8Array(context.getImageData(0, 0, side, side).data.buffer)),
      };
    },
    [svg, size, scale] as const,
  );
  return { size, png: Buffer.from(png, 'base64'), rgba: Buffer.from(rgba, 'base64') };
}

async function drawAll(sizes: readonly number[], scale?: (size: number) => number): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const size of sizes) pictures.push(await draw(size, scale?.(size)));
  return pictures;
}

writeFileSync(join(folder, 'icon.ico'), ico(await drawAll([16, 20, 24, 32, 40, 48, 64, 128, 256])));
writeFileSync(join(folder, 'icon.icns'), icns(await drawAll([16, 32, 64, 128, 256, 512, 1024], macScale)));
rmSync(join(folder, 'icons'), { recursive: true, force: true });
mkdirSync(join(folder, 'icons'));
for (const { size, png } of await drawAll([16, 24, 32, 48, 64, 128, 256, 512]))
  writeFileSync(join(folder, 'icons', `${size}x${size}.png`), png);
console.log('Icons drawn: build/icon.ico, build/icon.icns, build/icons/');
