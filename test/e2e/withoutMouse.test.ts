/** A day without the mouse: documents made by keys alone, and Esc that closes whatever lies over the screen. */
import { resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator, inDays } from '../../tools/driver/operator.mts';
import { atProvider, shipmentsAtProvider } from './practiceCompany.ts';

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
/** Faster than this is a scanner. */
const type = (text: string): Promise<void> => operator.page.keyboard.type(text, { delay: 110 });
/** Through the screen by Tab, as somebody does who has no mouse. */
async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
  for (let step = 0; step < 160; step += 1) {
    if ((await target.count()) > 0 && (await target.first().evaluate((element) => element === document.activeElement))) return;
    await press(key);
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

/** Sends the form that is open, also against what is only asked, and waits until it is gone. */
async function sendIt(): Promise<void> {
  const { page } = operator;
  const form = page.getByRole('form');
  await press('Control+Enter');
  const asked = page.getByRole('status').filter({ hasText: 'Chưa gửi.' });
  await expect.poll(async () => (await form.count()) === 0 || (await asked.count()) > 0, patience).toBe(true);
  if ((await form.count()) > 0) await press('Control+Alt+Enter');
  await form.waitFor({ state: 'hidden', ...patience });
}
const product = (row: Locator): Locator => row.getByRole('combobox', { name: 'Sản phẩm' });

it('a shipment with a label that is picked by its name is made and sent, and a purchase order of five packages', async () => {
  const { page } = operator;
  page.on('filechooser', (chooser) => void chooser.setFiles(label));
  await command('tao van don');
  const form = page.getByRole('form');
  await form.waitFor(patience);
  const at = (name: string): Locator => form.getByRole('combobox', { name, exact: true });
  await tabTo(at('Kho'));
  await press('ArrowDown');
  await tabTo(at('Sàn TMĐT'));
  await type('Shopee');
  await press('Tab');
  await tabTo(form.getByRole('textbox', { name: 'Mã tham chiếu vận đơn' }), 'Shift+Tab');
  await type('KHONG-CHUOT-1');
  await tabTo(product(form.getByRole('group', { name: 'Dòng 1', exact: true })));
  await type('AT-DO-M');
  await press('Enter');
  await form.getByRole('textbox', { name: 'Số lượng' }).and(page.locator(':focus')).waitFor(patience);
  await tabTo(page.getByRole('group', { name: 'Nhãn vận chuyển' }).getByRole('button').first());
  await press('Enter');
  await page.getByRole('group', { name: 'Nhãn vận chuyển' }).getByRole('group', { name: 'label.pdf', exact: true }).waitFor(patience);
  await sendIt();
  await expect.poll(() => shipmentsAtProvider(desk, 'KHONG-CHUOT-1'), { timeout: 30_000 }).toBe(1);

  await command('tao don nhap');
  await page.getByRole('heading', { name: 'Đơn nhập mới' }).waitFor(patience);
  await tabTo(form.getByRole('textbox', { name: 'Mã tham chiếu đơn nhập' }));
  await type('PO-KHONG-CHUOT');
  await tabTo(at('Kho'));
  await press('ArrowDown');
  await tabTo(form.getByRole('textbox', { name: 'Dự kiến đến kho (ETA)' }));
  await type(inDays(3));
  for (let packages = 1; packages <= 5; packages += 1) {
    const line = page.getByRole('group', { name: `Kiện ${packages} · Dòng 1`, exact: true });
    await tabTo(product(line));
    await type('AT-DO-M');
    await press('Enter');
    await line.getByRole('textbox', { name: 'Số lượng' }).and(page.locator(':focus')).waitFor(patience);
    await type(String(packages * 10));
    if (packages === 5) break;
    await tabTo(page.getByRole('button', { name: 'Thêm kiện' }));
    await press('Enter');
    await expect.poll(() => page.getByRole('group', { name: /^Kiện \d+$/ }).count(), patience).toBe(packages + 1);
  }
  await sendIt();
  const sent = () => atProvider(desk, 'purchaseOrders').find(({ merchant_po_reference: key }) => key === 'PO-KHONG-CHUOT');
  await expect
    .poll(() => sent()?.packages.map(({ items }) => items?.[0]?.product_quantity), { timeout: 30_000 })
    .toEqual([10, 20, 30, 40, 50]);
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
    ['the templates', () => press('Alt+m')],
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

it('Esc closes every panel of a form, and the caret is where it was', async () => {
  const { page } = operator;
  await command('tao don nhap');
  await page.getByRole('heading', { name: 'Đơn nhập mới' }).waitFor(patience);
  const form = page.getByRole('form');
  const over = page.locator('[role="dialog"], [role="alertdialog"], [role="menu"]');
  const isOpen = async (what: string, is: boolean): Promise<void> => {
    if (is) await expect.poll(() => over.count(), { ...patience, message: what }).toBeGreaterThan(0);
    else await expect.poll(() => over.count(), { ...patience, message: what }).toBe(0);
  };
  const focused = (target: Locator) => async (): Promise<boolean> =>
    target.first().evaluate((element) => element === document.activeElement);
  const field = product(form.getByRole('group', { name: 'Kiện 1 · Dòng 1', exact: true }));
  await tabTo(field);

  // What has suggestions keeps what was typed; the next Esc has nothing to close.
  await type('AT-');
  await page.getByRole('listbox').waitFor(patience);
  await press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'hidden', ...patience });
  expect(await field.inputValue()).toBe('AT-');
  await expect.poll(focused(field), patience).toBe(true);

  // The preview of a paste.
  await page.evaluate(() => {
    const paste = new DataTransfer();
    paste.setData('text', 'Kiện 1\tAT-DO-M\t5\nKiện 2\tKHONG-CO\t6');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: paste, bubbles: true, cancelable: true }));
  });
  await isOpen('the preview of a paste', true);
  await page.getByRole('button', { name: 'Đưa vào 2 dòng' }).and(page.locator(':focus')).waitFor(patience);
  await press('Escape');
  await isOpen('the preview of a paste', false);
  await expect.poll(focused(field), patience).toBe(true);

  // What its buttons ask.
  for (const name of [/^Tách Kiện 1/, /^Lưu làm mẫu/, /^Mẫu…/]) {
    const button = page.getByRole('button', { name });
    await tabTo(button);
    await press('Enter');
    await isOpen(String(name), true);
    await press('Escape');
    await isOpen(String(name), false);
    await expect.poll(focused(button), { ...patience, message: String(name) }).toBe(true);
  }

  // The palette, from a field.
  await tabTo(field);
  await press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm hoặc ra lệnh…' }).and(page.locator(':focus')).waitFor(patience);
  await press('Escape');
  await isOpen('the palette', false);
  await expect.poll(focused(field), patience).toBe(true);
  expect(await pointers()).toBe(0);
});

it('Esc closes the panels of a list and what stands beside it', async () => {
  const { page } = operator;
  await press('Alt+4');
  await page.getByRole('heading', { name: 'Vận đơn', exact: true }).first().waitFor(patience);
  const grid = page.getByRole('grid', { name: 'Vận đơn' });
  await grid.locator('[role=row][aria-selected]').first().waitFor(patience);
  await grid.focus();
  // The filters and the columns.
  for (const name of [/^Bộ lọc/, /^Cột/]) {
    const button = page.getByRole('button', { name });
    await tabTo(button, 'Shift+Tab');
    await press('Enter');
    await expect.poll(() => button.getAttribute('aria-expanded'), patience).toBe('true');
    await press('Escape');
    await expect.poll(() => button.getAttribute('aria-expanded'), { ...patience, message: String(name) }).toBe('false');
    await expect
      .poll(() => button.evaluate((element) => element === document.activeElement), { ...patience, message: String(name) })
      .toBe(true);
  }
  await grid.focus();
  await press('Home');
  await press('Enter');
  await page.getByRole('article').waitFor(patience);
  await press('Escape');
  await page.getByRole('article').waitFor({ state: 'hidden', ...patience });
  await expect.poll(() => grid.evaluate((element) => element === document.activeElement), patience).toBe(true);
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
