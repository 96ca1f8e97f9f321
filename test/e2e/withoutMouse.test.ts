/** A day without the mouse: documents made by keys alone, and Esc that closes whatever lies over the screen. */
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 15_000 } as const;
const label = resolve(import.meta.dirname, '../samples/label.pdf');
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await operator.page.getByRole('grid').first().getByRole('row').nth(1).waitFor(patience);
  await operator.page.evaluate(() => {
    const counted = window as unknown as { pointers: number };
    counted.pointers = 0;
    // What a key does is a click of no pointer (`detail` is 0).
    for (const type of ['pointerdown', 'mousedown', 'touchstart', 'click'])
      window.addEventListener(type, (event) => (counted.pointers += type === 'click' && (event as MouseEvent).detail === 0 ? 0 : 1), true);
  });
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const pointers = (): Promise<number> => operator.page.evaluate(() => (window as unknown as { pointers: number }).pointers);
const press = (keys: string): Promise<void> => operator.page.keyboard.press(keys);
const type = (text: string): Promise<void> => operator.page.keyboard.type(text);
/** Through the screen by Tab, as somebody does who has no mouse. */
async function tabTo(target: Locator): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    if ((await target.count()) > 0 && (await target.first().evaluate((element) => element === document.activeElement))) return;
    await press('Tab');
  }
  throw new Error('never came to it by Tab');
}
async function command(words: string): Promise<void> {
  await press('Control+k');
  const field = operator.page.getByRole('combobox', { name: 'Tìm hoặc ra lệnh…' });
  await field.and(operator.page.locator(':focus')).waitFor(patience);
  await type(words);
  await press('Enter');
  await field.waitFor({ state: 'detached', ...patience });
}

it('a shipment with a label that is picked by its name, and a purchase order of five packages', async () => {
  const { page } = operator;
  page.on('filechooser', (chooser) => void chooser.setFiles(label));
  await command('tao van don');
  const form = page.getByRole('form');
  await form.waitFor(patience);
  await tabTo(form.getByRole('textbox', { name: 'Mã tham chiếu vận đơn' }));
  await type('KHONG-CHUOT-1');
  await tabTo(page.getByRole('group', { name: 'Nhãn vận chuyển' }).getByRole('button').first());
  await press('Enter');
  await page.getByRole('group', { name: 'Nhãn vận chuyển' }).getByRole('group', { name: 'label.pdf', exact: true }).waitFor(patience);
  await press('Control+s');
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor(patience);
  await command('tao don nhap');
  await page.getByRole('heading', { name: 'Đơn nhập mới' }).waitFor(patience);
  const add = page.getByRole('button', { name: 'Thêm kiện' });
  for (let packages = 1; packages < 5; packages += 1) {
    await tabTo(add);
    await press('Enter');
    await expect.poll(() => page.getByRole('group', { name: /^Kiện \d+$/ }).count(), patience).toBe(packages + 1);
  }
  await press('Control+s');
  expect(await pointers()).toBe(0);
});

it('Esc closes whatever lies over the screen, and the keys go on where they were', async () => {
  const { page } = operator;
  await press('Alt+2');
  await page.getByRole('heading', { name: 'Sản phẩm', exact: true }).first().waitFor(patience);
  const grid = page.getByRole('grid', { name: 'Sản phẩm' });
  const over = page.locator('[role="dialog"], [role="alertdialog"], [role="menu"], search');
  for (const [what, open] of [
    ['the palette', () => press('Control+k')],
    ['the list of keys', () => press('?')],
    ['the bar that finds words', () => press('F3')],
    ['the menu of a row', () => press('Shift+F10')],
  ] as const) {
    await grid.focus();
    await press('Home');
    await open();
    await expect.poll(() => over.count(), { ...patience, message: what }).toBeGreaterThan(0);
    // Where the focus has come to it.
    await expect.poll(() => over.evaluateAll((all) => all.some((each) => each.contains(document.activeElement))), patience).toBe(true);
    await press('Escape');
    await expect.poll(() => over.count(), { ...patience, message: what }).toBe(0);
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement), { ...patience, message: what }).toBe(true);
  }
  expect(await pointers()).toBe(0);
});

it('Esc closes a sheet also where what had the focus is gone from under it', async () => {
  const { page } = operator;
  await press('Alt+3');
  await page.getByRole('heading', { name: 'Đơn nhập', exact: true }).first().waitFor(patience);
  const grid = page.getByRole('grid', { name: 'Đơn nhập' });
  await grid.locator('[role=row][aria-selected]').first().waitFor(patience);
  await grid.focus();
  await press('Home');
  await press('Enter');
  await page.getByRole('article').getByText('Kiện hàng').first().waitFor(patience);
  const print = page.getByRole('button', { name: /^In nhãn kiện/ });
  await print.waitFor(patience);
  await press('Control+P');
  const sheet = page.getByRole('dialog');
  // There is no printer: the button that had the focus cannot be pressed.
  await sheet.getByText('Máy tính này chưa có máy in nào', { exact: false }).first().waitFor(patience);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press('Escape');
  await sheet.waitFor({ state: 'hidden', ...patience });
  await expect.poll(() => grid.evaluate((element) => element === document.activeElement), patience).toBe(true);
  expect(await pointers()).toBe(0);
});
