/**
 * A restart keeps everything: how the desk was set, what waits, what is half typed with its file, what was fetched. The built app against a
 * provider of the test's own.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noFaults } from '../../contract/practice.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Desk, type LaunchOptions, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator, inDays } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;
const samples = resolve(import.meta.dirname, '../samples');
const folder = mkdtempSync(join(tmpdir(), 'desk-restart-'));
const userDataDir = join(folder, 'user-data');
const [invoice, label] = [join(folder, 'invoice.docx'), join(folder, 'label.pdf')];

const provision = { name: 'Shop Khởi Động Lại', environment: 'staging' } as const;
/** Where the key cannot be kept it is given again at each start, as the computer's own shortcut to the desk would. */
const keepsKeys = process.platform !== 'linux' || process.env['ONFLOW_TEST_KEYRING'] === 'unlocked';
let provider: PracticeProvider;
let desk: Desk;
/** The shipment that was open when the desk was closed, by the provider's code and by its own reference. */
let [code, reference] = ['', ''];

const setUpByFile = (): LaunchOptions => ({ userDataDir, provision: { ...provision, baseUrl: provider.baseUrl }, token: provider.token });
/** The same desk once more, started as a person starts it: all it is told is its folder. */
async function openAgain(): Promise<void> {
  const last = desk;
  desk = await launchDesk(keepsKeys ? { userDataDir, env: { ONFLOW_TOKEN: undefined } } : setUpByFile());
  await last[Symbol.asyncDispose]();
}

beforeAll(async () => {
  for (const path of [invoice, label]) copyFileSync(join(samples, path.slice(folder.length)), path);
  provider = await startPractice({ folder: join(folder, 'provider'), rateLimit: false });
  desk = await launchDesk(setUpByFile());
  await setUp(new Operator(desk));
  // What is kept is the desk's own copy.
  for (const path of [invoice, label]) rmSync(path);
  await desk.close();
  await openAgain();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await provider.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** Looks around, pauses sending, queues a purchase order, leaves a shipment half typed, and goes to the list of shipments. */
async function setUp(operator: Operator): Promise<void> {
  const { page } = operator;
  await operator.goTo('Sản phẩm');
  await page.getByText(/1–\d+ trên 300/).waitFor(patience);
  await operator.open('Sản phẩm', 'AT-DO-M');
  await page.getByText('A · Hàng tốt').first().waitFor(patience);
  await operator.goTo('Hộp gửi');
  await operator.button('Tạm dừng gửi').click();
  await operator.createPurchaseOrder({ reference: 'LAI-PO-1', eta: inDays(3), product: 'AT-DO-M', quantity: '12', document: invoice });
  await operator.send();
  await operator.createShipment({ reference: 'LAI-DH-1', product: 'AT-DO-M', quantity: '1.', label });
  await operator.openFirst('Vận đơn', 'Đã bàn giao');
  code = /OASC\d+/.exec((await page.getByRole('article').getAttribute('aria-label')) ?? '')?.[0] ?? 'none';
  const row = page.getByRole('grid', { name: 'Vận đơn' }).getByRole('row', { selected: true });
  reference = /DH-\d+-\d+/.exec(await row.innerText())?.[0] ?? 'none';
  await page.getByRole('article').getByText('Cập nhật').first().waitFor(patience);
  await page.getByRole('combobox', { name: 'Giao diện' }).selectOption('dark');
  await page.getByRole('banner').getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Shipments' }).waitFor(patience);
}

const goTo = async (screen: string): Promise<Page> => {
  await desk.page.getByRole('navigation', { name: 'Screens' }).getByText(screen, { exact: true }).click();
  await desk.page.getByRole('heading', { name: screen, exact: true }).first().waitFor(patience);
  return desk.page;
};
const waiting = async (): Promise<string[]> => {
  await goTo('Outbox');
  await desk.page.getByRole('grid', { name: 'Outbox' }).getByText('LAI-PO-1').waitFor(patience);
  return desk.page.getByRole('grid', { name: 'Outbox' }).getByRole('row').filter({ hasText: /LAI-/ }).allInnerTexts();
};
/** The half-typed shipment as its form shows it, with its file drawn from the desk's own copy. */
const openDraft = async (): Promise<void> => {
  const page = await goTo('Drafts');
  await page.getByRole('grid', { name: 'Drafts' }).getByText('LAI-DH-1').click();
  await page.getByRole('button', { name: 'Open the draft' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Shipment reference' }).inputValue(), patience).toBe('LAI-DH-1');
  expect(await page.getByRole('group', { name: 'Line 1' }).getByRole('combobox', { name: 'Product' }).inputValue()).toContain('AT-DO-M');
  expect(await page.getByRole('textbox', { name: 'Quantity' }).inputValue()).toBe('1.');
  await page.getByRole('group', { name: 'Waybill label' }).getByRole('group', { name: 'label.pdf', exact: true }).waitFor(patience);
  await page.getByRole('img', { name: /^Page 1 of 1, label\.pdf/ }).waitFor(patience);
};
/** How fresh a list or a detail says it is: the words, and the time they name. */
const freshness = async (within: Page | Locator, words: RegExp): Promise<string> => {
  const line = within.getByRole('status').filter({ hasText: words });
  await line.waitFor(patience);
  return (await line.getByRole('time').or(line.locator('time')).first().getAttribute('datetime')) ?? '';
};
const updated = /^Updated/;
const stale = /^Could not be refreshed\. Local data: \S/;

describe('closed and opened again', () => {
  it('is in the language, the theme, the connection, the filter and at the record where it was left', async () => {
    const { page } = desk;
    await page.getByRole('article', { name: code }).waitFor(patience);
    await page.getByRole('heading', { name: 'Shipments' }).waitFor();
    // The list marks its row, by the reference: the provider's code gives way where the record is shown beside it.
    await page
      .getByRole('grid', { name: 'Shipments' })
      .getByRole('row', { selected: true })
      .getByText(reference, { exact: true })
      .waitFor(patience);
    // Filtered as it was.
    await page.getByRole('button', { name: /^Handed over/, pressed: true }).waitFor(patience);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(await page.getByRole('combobox', { name: 'Theme' }).inputValue()).toBe('dark');
    const [red, green, blue] = await page.evaluate(() => (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(Number));
    expect(Math.max(red ?? 255, green ?? 255, blue ?? 255)).toBeLessThan(80);
    await page.getByRole('button', { name: 'Connection: Staging · Shop Khởi Động Lại' }).waitFor();
    await page.getByRole('status').getByText('Online', { exact: true }).waitFor(patience);
  });

  it('has the queued purchase order waiting, sending still paused, and nothing of it has left', async () => {
    const rows = await waiting();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/Waiting[^]*LAI-PO-1/);
    await desk.page.getByRole('button', { name: 'Resume sending' }).waitFor();
    expect(await desk.page.getByRole('contentinfo').innerText()).toMatch(/1 waiting — paused/);
    expect(provider.counts().byCall).toMatchObject({ 'purchaseOrders.create': 0, 'files.upload': 0, 'shipments.create': 0 });
  });

  it('has the half-typed shipment with its label, although the file it came from is gone', async () => {
    expect(existsSync(label)).toBe(false);
    await openDraft();
  });
});

describe('killed while the provider is away, and opened again', () => {
  it('shows lists and details from its own database, and says of when they are', async () => {
    const product = (): Locator => desk.page.getByRole('article', { name: /^OASIN/ });
    await freshness(await goTo('Products'), updated);
    await freshness(await goTo('Purchase orders'), updated);
    await provider.setFaults({ ...noFaults, kind: 'offline' });
    await desk.page.getByRole('button', { name: 'Refresh' }).click();
    await desk.page.getByRole('status').getByText('Onflow cannot be reached', { exact: true }).waitFor(patience);
    // Only now: nothing can come any more that would be newer.
    const asOf = { purchaseOrders: await freshness(desk.page, stale), products: await freshness(await goTo('Products'), stale) };
    await openDraft();
    // `Saved at` on the screen is a promise: of that second, so until it names another one.
    const saved = desk.page.getByText(/^Saved at/);
    const before = await saved.innerText();
    await desk.page.getByRole('textbox', { name: 'Note' }).fill('gõ trước khi mất điện');
    await expect.poll(() => saved.allInnerTexts(), patience).not.toEqual([before]);
    await saved.waitFor(patience);
    await desk.kill();
    expect(await desk.ended).not.toMatchObject({ code: 0 });
    await openAgain();

    const { page } = desk;
    await goTo('Products');
    await page.getByText(/1–\d+ of 300/).waitFor(patience);
    expect(await freshness(page, stale)).toBe(asOf.products);
    await page.getByRole('status').getByText('Onflow cannot be reached', { exact: true }).waitFor(patience);
    await page.getByRole('searchbox').fill('AT-DO-M');
    await page.getByRole('grid', { name: 'Products' }).getByText('AT-DO-M', { exact: true }).click();
    await product().getByText('A · Good').first().waitFor(patience);
    expect(Date.parse(await freshness(product(), stale))).toBeLessThan(Date.now());
    await goTo('Purchase orders');
    await expect.poll(() => page.getByRole('grid', { name: 'Purchase orders' }).getByRole('row').count(), patience).toBeGreaterThan(10);
    expect(await freshness(page, stale)).toBe(asOf.purchaseOrders);
    await goTo('Shipments');
    await page.getByRole('searchbox').fill(code);
    await page.getByRole('grid', { name: 'Shipments' }).getByText(code).click();
    await page.getByRole('article', { name: code }).getByText('Handed over').first().waitFor(patience);
    await freshness(page.getByRole('article', { name: code }), stale);
  });

  it('has the draft as it was when the process was killed, with its label', async () => {
    await openDraft();
    expect(await desk.page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('gõ trước khi mất điện');
  });
});

describe('sending resumed', () => {
  it('takes the purchase order to the provider once, with its document', async () => {
    expect((await waiting()).map((row) => row.split('\n')[0])).toEqual(['Waiting']);
    await provider.setFaults(noFaults);
    await desk.page.getByRole('button', { name: 'Resume sending' }).click();
    await desk.page
      .getByRole('grid', { name: 'Outbox' })
      .getByRole('row')
      .filter({ hasText: 'LAI-PO-1' })
      .filter({ hasText: 'Confirmed' })
      .waitFor(patience);
    await desk.close();
    const { purchaseOrders, shipments, byCall } = provider.counts();
    expect([purchaseOrders['LAI-PO-1'], shipments['LAI-DH-1']]).toEqual([1, undefined]);
    expect(byCall).toMatchObject({ 'purchaseOrders.create': 1, 'files.upload': 1, 'shipments.create': 0 });
    const sha256 = createHash('sha256')
      .update(readFileSync(join(samples, 'invoice.docx')))
      .digest('hex');
    expect(readdirSync(join(folder, 'provider', 'files'))).toContain(`${sha256}.docx`);
  });
});
