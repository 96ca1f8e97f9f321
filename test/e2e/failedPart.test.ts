/**
 * A part of the page that cannot be read for a moment, as under a virus scanner: it says so in its place, and *Try again* fetches it anew.
 */
import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';

const root = resolve(import.meta.dirname, '../..');
const app = mkdtempSync(join(tmpdir(), 'desk-part-'));
const assets = join(app, 'out/renderer/assets');
let desk: Desk;

const missing = ['FirstRun', 'ProductDetail', 'MenuList', 'KeyList', 'FindBar', 'PdfView', 'LockScreen', 'en'] as const;
type Part = (typeof missing)[number];
const files = new Map<Part, string>();
const give = (part: Part): void => renameSync(join(app, files.get(part) ?? part), join(assets, files.get(part) ?? part));

/** The built desk, without the parts that are opened here. */
beforeAll(async () => {
  cpSync(join(root, 'package.json'), join(app, 'package.json'));
  for (const bundle of ['main', 'preload', 'renderer']) cpSync(join(root, 'out', bundle), join(app, 'out', bundle), { recursive: true });
  for (const part of missing) {
    const file = readdirSync(assets).find((name) => new RegExp(`^${part}-.{8}\\.js$`).test(name)) ?? part;
    files.set(part, file);
    renameSync(join(assets, file), join(app, file));
  }
  // The words of its language come late: nothing can be said without them, so that they are asked for again and again.
  setTimeout(() => give('en'), 4_000);
  desk = await launchDesk({ appPath: app, lang: 'en' });
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(app, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const said = () => desk.page.getByRole('alert').filter({ hasText: 'This part could not be opened' });
const retry = () => said().getByRole('button', { name: 'Try again' });
/** It says that it has not come, says so again where it still cannot be read, and comes when it can. */
async function comesOnRetry(part: Part): Promise<void> {
  await retry().waitFor();
  await retry().click();
  await retry().waitFor();
  give(part);
  await retry().click();
  await said().waitFor({ state: 'detached' });
}
const screen = (name: string) => desk.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name });

it('the first screen of all', async () => {
  await comesOnRetry('FirstRun');
  await desk.page.getByRole('button', { name: 'Start practising' }).click();
  await screen('Products').waitFor();
});

it('the detail of a record', async () => {
  const { page } = desk;
  await screen('Products').click();
  const products = page
    .getByRole('grid', { name: 'Products' })
    .getByRole('row')
    .filter({ hasText: /OASIN\d/ });
  await products.nth(2).click();
  await comesOnRetry('ProductDetail');
  await page
    .getByRole('article', { name: /^OASIN\d/ })
    .getByRole('heading', { name: 'Stock' })
    .waitFor();
});

it('a menu, while what is typed in the form below it stays', async () => {
  const { page } = desk;
  await screen('Shipments').click();
  await page.keyboard.press('n');
  const reference = page.locator('[data-field="merchant_tracking_code_reference"]');
  await reference.fill('DH-9');
  await page.getByRole('banner').getByRole('button').first().click();
  await comesOnRetry('MenuList');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  expect(await reference.inputValue()).toBe('DH-9');
});

it('the list of keys, which can also be let be', async () => {
  const { page } = desk;
  await screen('Today').click();
  await page.keyboard.press('?');
  await said().getByRole('button', { name: 'Close' }).click();
  await said().waitFor({ state: 'detached' });
  // Opened again it says so again, and comes by itself as soon as it can be read: what had failed once is not kept.
  await page.keyboard.press('?');
  await said().getByRole('button', { name: 'Close' }).click();
  await said().waitFor({ state: 'detached' });
  give('KeyList');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  expect(await said().count()).toBe(0);
  await page.keyboard.press('Escape');
});

it('the bar that finds', async () => {
  await desk.page.keyboard.press('F3');
  await comesOnRetry('FindBar');
  await desk.page.locator('[data-find-input]').waitFor();
  await desk.page.keyboard.press('Escape');
});

it('what draws a PDF', async () => {
  const { page } = desk;
  await screen('Purchase orders').click();
  const orders = page.getByRole('grid', { name: 'Purchase orders' }).getByRole('row').filter({ hasText: /OAPO/ });
  await orders.first().click();
  await page.getByRole('button', { name: 'PO bill (PDF)' }).click();
  await comesOnRetry('PdfView');
  await page.getByRole('dialog').getByRole('img').first().waitFor();
  await page.getByRole('dialog').press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('the lock, under which nothing of the desk can be read or reached meanwhile', async () => {
  const { page } = desk;
  await screen('Settings').click();
  await page.getByRole('tab', { name: 'Operators' }).click();
  for (const [name, pin] of [
    ['Lan', '2468'],
    ['Minh', '1357'],
  ] as const) {
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByLabel('PIN', { exact: true }).fill(pin);
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('listitem', { name }).waitFor();
  }
  await page.getByRole('button', { name: /^Lan/ }).click();
  await retry().waitFor();
  expect(await page.locator('#root').evaluate((element) => (element as HTMLElement).inert)).toBe(true);
  for (let n = 0; n < 5; n += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('#root') ?? null)).toBeNull();
  }
  await comesOnRetry('LockScreen');
  const lock = page.getByRole('dialog');
  await lock.getByRole('combobox').selectOption({ label: 'Lan' });
  await lock.getByLabel('PIN').fill('2468');
  await lock.getByRole('button').last().click();
  await lock.waitFor({ state: 'hidden' });
  await screen('Today').click();
  expect(await page.locator('#root').evaluate((element) => (element as HTMLElement).inert)).toBe(false);
});
