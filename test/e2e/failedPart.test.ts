/** A part of the page that cannot be read for a moment, as under a virus scanner: its screen says so, and Retry fetches it anew. */
import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';

const root = resolve(import.meta.dirname, '../..');
const app = mkdtempSync(join(tmpdir(), 'desk-part-'));
const assets = join(app, 'out/renderer/assets');
let desk: Desk;

/** The built desk, without the detail of a product. */
let part = '';
beforeAll(async () => {
  cpSync(join(root, 'package.json'), join(app, 'package.json'));
  for (const bundle of ['main', 'preload', 'renderer']) cpSync(join(root, 'out', bundle), join(app, 'out', bundle), { recursive: true });
  part = readdirSync(assets).find((name) => /^ProductDetail-.*\.js$/.test(name)) ?? 'none';
  renameSync(join(assets, part), join(app, part));
  desk = await launchDesk({ appPath: app, lang: 'en' });
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(app, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

it('is fetched when it can be read again, on Retry', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: 'Start practising' }).click();
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Products' }).click();
  const products = page
    .getByRole('grid', { name: 'Products' })
    .getByRole('row')
    .filter({ hasText: /OASIN\d/ });
  await products.nth(2).click();
  const retry = page.getByRole('alert').getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  // Not yet: it fails again, and is said again.
  await retry.click();
  await retry.waitFor();
  renameSync(join(app, part), join(assets, part));
  await retry.click();
  await page
    .getByRole('article', { name: /^OASIN\d/ })
    .getByRole('heading', { name: 'Stock' })
    .waitFor();
  expect(await retry.count()).toBe(0);
});
