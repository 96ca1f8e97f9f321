/**
 * Files of orders, from the drop to shipments that the provider has confirmed: what no file says is asked once, a wrong cell is mended where
 * it stands, what no product is known for is linked once, and what is wrong is written into a file.
 */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator, hanoi } from '../../tools/driver/operator.mts';
import { makePile } from '../samples/labelPiles.mts';
import { orderFile } from '../samples/orderFiles.mts';
import { picture } from './picture.ts';

const patience = { timeout: 30_000 } as const;
const folder = mkdtempSync(join(tmpdir(), 'desk-intake-'));
const at = (name: string): string => join(folder, name);
let desk: Desk;
let operator: Operator;
let page: Page;

const known = [{ sku: 'AT-DO-M', name: 'Áo thun cổ tròn đỏ' }] as const;
/** Of today, as the desk reckons it: an old file would be called so. */
const orders = orderFile({ layout: 'shopee', orders: 24, goods: known, mostLines: 1, states: { cancelled: 3 } });

beforeAll(async () => {
  writeFileSync(at('Order.toship.xlsx'), orders.xlsx());
  desk = await launchDesk({ lang: 'vi', keychain: 'none', size: { width: 1366, height: 768 } });
  operator = new Operator(desk);
  ({ page } = desk);
  await operator.startPractising();
  // Products are known by the copy of the catalogue.
  await operator.goTo('Sản phẩm');
  await page.getByRole('main').getByRole('searchbox').first().fill('AT-DO');
  await page.getByRole('grid').getByText('AT-DO-L').first().waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const grid = (): Locator => page.getByRole('grid', { name: 'Chứng từ' });
const rows = (): Locator => grid().locator('[role=row][aria-selected]');
const chip = (name: string): Locator =>
  page.getByRole('group', { name: 'Trạng thái' }).getByRole('button', { name: new RegExp(`^${name} `, 'u') });
const countOf = async (name: string): Promise<number> =>
  Number(/[\d.]+$/u.exec(await chip(name).innerText())?.[0].replaceAll('.', '') ?? '0');
const stage = (name: string): Locator => page.getByRole('main').getByText(name, { exact: true }).first();
const csv = (name: string, lines: readonly (readonly string[])[]): string => {
  writeFileSync(at(name), `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`);
  return at(name);
};
const headings = ['Mã đơn hàng', 'Mã vận đơn', 'SKU', 'Số lượng', 'Sàn', 'Kho'] as const;
const row = (order: string, sku: string, quantity: string): string[] => [
  order,
  `SPXVN9${order.slice(-10)}`,
  sku,
  quantity,
  'shopee',
  'ONF_WH_HN_LB',
];
const drop = async (...names: readonly string[]): Promise<void> => {
  await operator.goTo('Nhập hàng loạt');
  const all = page.getByRole('button', { name: 'Tất cả lượt nhập' });
  if ((await all.count()) > 0) await all.click();
  await desk.dropFiles(page.getByRole('heading', { name: 'Nhập hàng loạt' }).first(), names);
};
const send = async (): Promise<void> => {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: /^Gửi/u }).click();
};

describe('an export of a marketplace', () => {
  it('is known by its headings; only the warehouse is asked, once, and remembered', async () => {
    await drop(at('Order.toship.xlsx'));
    await page.getByText('Shopee · Vận đơn · nhận ra theo tiêu đề cột').waitFor(patience);
    await page.getByRole('combobox', { name: 'Kho, cho mọi dòng' }).selectOption({ label: hanoi });
    await expect.poll(() => countOf('Để riêng'), patience).toBe(3);
    await page.getByRole('button', { name: 'Gửi 21 chứng từ' }).waitFor(patience);
    expect(await countOf('Mới')).toBe(21);
    await picture(desk, 'intake-ready');
  });

  it('says beforehand what goes and what does not, and is sent to the last order', async () => {
    await page.keyboard.press('Control+Enter');
    const asks = page.getByRole('alertdialog');
    await asks.getByText('3 để riêng').waitFor(patience);
    await asks.getByRole('button', { name: 'Gửi 21 chứng từ' }).click();
    await stage('Xong').waitFor({ timeout: 120_000 });
    await page
      .getByText(/Đã gửi 21\/21/u)
      .first()
      .waitFor(patience);
    await picture(desk, 'intake-done');
    await operator.goTo('Vận đơn');
    const order = orders.orders.find(({ state }) => state === 'open')?.order ?? '';
    await page.getByRole('main').getByRole('searchbox').first().fill(order);
    await page.getByRole('grid').getByText(order).first().waitFor(patience);
  });

  it('that comes again holds nothing new, and asks for nothing', async () => {
    await drop(at('Order.toship.xlsx'));
    await page
      .getByText(/Shopee · Vận đơn · theo lần chọn cột trước của bạn/u)
      .first()
      .waitFor(patience);
    await expect.poll(() => countOf('Đã có'), patience).toBe(21);
    expect(await countOf('Mới')).toBe(0);
    await page.getByRole('button', { name: 'Gửi 0 chứng từ' }).and(page.locator('[aria-disabled=true]')).waitFor(patience);
  });
});

describe('a pile of labels dropped with its orders', () => {
  const toSee = (): Locator => page.getByRole('listbox', { name: 'Các nhãn' });

  it('finds its orders, and shows those that a person has to look at, large', async () => {
    const pile = makePile({ platform: 'shopee', labels: 12, seed: 5, strangers: 2 });
    const goods = orderFile({ layout: 'shopee', orders: pile.orders.length, goods: known, mostLines: 1, parcels: pile.orders });
    writeFileSync(at('Order.labels.xlsx'), goods.xlsx());
    writeFileSync(at('nhãn.pdf'), pile.pdf);
    await drop(at('Order.labels.xlsx'), at('nhãn.pdf'));
    await page.getByRole('button', { name: /^Nhãn cần xem 2$/u }).click({ timeout: 60_000 });
    await toSee().getByRole('option').nth(1).waitFor(patience);
    await expect
      .poll(() => page.getByRole('img', { name: /^Trang 1/u }).evaluate((image: HTMLImageElement) => image.naturalWidth), patience)
      .toBeGreaterThan(300);
    await picture(desk, 'intake-labels');
  });

  it('is decided from the keyboard: nobody’s, and taken back', async () => {
    await toSee().focus();
    await page.keyboard.press('n');
    await expect.poll(() => toSee().getByRole('option').count(), patience).toBe(1);
    await page.keyboard.press('Backspace');
    await expect.poll(() => toSee().getByRole('option').count(), patience).toBe(2);
  });
});

describe('a sheet of one’s own', () => {
  it('has a wrong cell mended where it stands, found and typed into from the keyboard', async () => {
    await drop(
      csv('ba đơn.csv', [
        [...headings],
        row('DH9000000001', 'AT-DO-M', '1'),
        row('DH9000000002', 'AT-DO-M', 'hai'),
        row('DH9000000003', 'SKU-LA', '1'),
      ]),
    );
    await expect.poll(() => countOf('Lỗi'), patience).toBe(2);
    await grid().focus();
    await page.keyboard.press('F8');
    await expect.poll(() => grid().locator('[aria-selected=true]').innerText(), patience).toContain('DH9000000002');
    await page.keyboard.press('2');
    await page.getByRole('textbox', { name: /Số lượng/u }).waitFor(patience);
    await page.keyboard.press('Enter');
    await expect.poll(() => countOf('Mới'), patience).toBe(2);
    await expect.poll(() => grid().evaluate((element) => element === document.activeElement), patience).toBe(true);
  });

  it('shows the rows of the file beside the document, with the wrong cell, and what would be sent', async () => {
    await rows().filter({ hasText: 'DH9000000002' }).click();
    const detail = page.getByRole('article', { name: 'DH9000000002' });
    await detail.getByText('Dòng 3').first().waitFor(patience);
    await detail.getByRole('button', { name: 'Sửa Số lượng: 2' }).waitFor(patience);
    // As it stood in the file.
    await detail.getByText('hai').waitFor(patience);
    await picture(desk, 'intake-detail');
    await detail.getByRole('button', { name: 'Đóng' }).click();
  });

  it('has an unknown SKU linked once, to as many pieces as it stands for', async () => {
    await page.getByRole('button', { name: /^SKU lạ/u }).click();
    const sku = page.getByRole('listitem', { name: 'SKU-LA' });
    await sku.getByRole('combobox', { name: 'Tìm sản phẩm cho SKU-LA' }).fill('AT-DO-M');
    await page.getByRole('option').filter({ hasText: 'AT-DO-M' }).first().click();
    await sku.getByRole('textbox', { name: 'Số cái' }).fill('2');
    await sku.getByRole('button', { name: 'Dùng sản phẩm này' }).click();
    await expect.poll(() => countOf('Mới'), patience).toBe(3);
  });

  it('has a document left out, and sends the others', async () => {
    await rows().filter({ hasText: 'DH9000000001' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Bỏ ra, không gửi' }).click();
    await page.getByRole('button', { name: /^Gửi 2 chứng từ/u }).waitFor(patience);
    await send();
    await stage('Xong').waitFor({ timeout: 60_000 });
  });

  it('comes back with what is wrong in it as a file', async () => {
    await drop(csv('lỗi.csv', [[...headings], row('DH9000000011', 'AT-DO-M', 'x'), row('DH9000000012', 'AT-DO-M', '1')]));
    await expect.poll(() => countOf('Lỗi'), patience).toBe(1);
    const path = at('tệp lỗi.xlsx');
    await desk.answerDialogs([{ dialog: 'showSaveDialog', canceled: false, filePath: path }]);
    await page.getByRole('button', { name: 'Tải tệp lỗi' }).click();
    await expect.poll(() => existsSync(path) && statSync(path).size > 0, patience).toBe(true);
  });
});
