/** What hands, clipboards and scanners do to a form, in the built app: nothing of it becomes a wrong parcel. */
import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;
let desk: Desk;
let operator: Operator;
let page: Page;
let keys: CDPSession;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', env: { TZ: 'America/Los_Angeles' } });
  operator = new Operator(desk);
  ({ page } = operator);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await page.getByText(/1–\d+ trên 300/).waitFor(patience);
  keys = await page.context().newCDPSession(page);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

/** Keys with the times at which they were pressed, as the system reports them: a busy computer must not turn a scanner into a person. */
const press = async (text: string, gapMs: number, end: 'Enter' | null): Promise<void> => {
  const start = Date.now() / 1_000;
  const send = async (key: string, index: number, text_?: string): Promise<void> => {
    const at = { key, timestamp: start + (index * gapMs) / 1_000 };
    await keys.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      ...at,
      ...(text_ === undefined ? {} : { text: text_ }),
      ...(key === 'Enter' ? { code: 'Enter', windowsVirtualKeyCode: 13 } : {}),
    });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...at });
  };
  await Promise.all([
    ...Array.from(text, (key, index) => send(key, index, key)),
    ...(end === null ? [] : [send('Enter', text.length, '\r')]),
  ]);
};
const scan = (code: string, end: 'Enter' | null = 'Enter'): Promise<void> => press(code, 8, end);

const newForm = async (screen: 'Đơn nhập' | 'Vận đơn', button: RegExp): Promise<void> => {
  await operator.goTo(screen);
  await operator.button(button).click();
  await page.getByRole('form').waitFor(patience);
};
const newShipment = (): Promise<void> => newForm('Vận đơn', /^Tạo vận đơn/);
const newOrder = (): Promise<void> => newForm('Đơn nhập', /^Tạo đơn nhập/);
const line = (number: number): Locator => page.getByRole('group', { name: new RegExp(`Dòng ${number}$`) });
const product = (number: number): Locator => line(number).getByRole('combobox', { name: 'Sản phẩm' });
const quantity = (number: number): Locator => line(number).getByRole('textbox', { name: 'Số lượng' });
const pick = async (number: number): Promise<void> => {
  await product(number).click();
  await scan('AT-DO-M');
  await quantity(number).and(page.locator(':focus')).waitFor(patience);
};
const paste = async (field: Locator, text: string): Promise<void> => {
  await page.evaluate((copied) => {
    const elsewhere = document.createElement('textarea');
    elsewhere.value = copied;
    document.body.append(elsewhere);
    elsewhere.select();
    document.execCommand('copy');
    elsewhere.remove();
  }, text);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+V');
};

describe('a scan', () => {
  it.each([
    ['with Enter', '123456', 'Enter'],
    ['without', '8938505000015', null],
  ] as const)('into a quantity is no quantity, and goes to a line of its own (%s)', async (_how, code, end) => {
    await newShipment();
    await pick(1);
    await page.keyboard.type('5');
    await expect.poll(() => quantity(1).inputValue()).toBe('5');
    // A person's pause.
    await page.waitForTimeout(600);
    await scan(code, end);
    await expect.poll(() => product(2).inputValue(), patience).toBe(code);
    expect(await quantity(1).inputValue()).toBe('5');
    expect(await quantity(2).inputValue()).toBe('1');
  });

  it('of the product that has a line already adds nothing, and says where it is', async () => {
    await newShipment();
    await pick(1);
    await scan('AT-DO-M');
    await page.getByText('“AT-DO-M” đã có ở Dòng 1').waitFor(patience);
    // What was marked there, ready to be typed over, is still there.
    expect(await quantity(1).inputValue()).toBe('1');
    expect(await page.getByRole('group', { name: /Dòng \d+$/ }).count()).toBe(1);
  });

  it('by hand, slowly, a quantity stays what was typed', async () => {
    await newShipment();
    await pick(1);
    await press('120000', 120, 'Enter');
    await expect.poll(() => quantity(1).inputValue(), patience).toBe('120000');
  });

  it('behind another in one field stays two codes: the second is shown, with the places it may belong to', async () => {
    await newShipment();
    const reference = operator.field('Mã tham chiếu vận đơn');
    await reference.click();
    await scan('DH-000123', null);
    await page.waitForTimeout(600);
    await scan('SPXVN0456', null);
    const notice = page.getByRole('status').filter({ hasText: 'Vừa quét “SPXVN0456”' });
    await notice.waitFor(patience);
    expect(await reference.inputValue()).toBe('DH-000123');
    await notice.getByRole('button', { name: 'Điền vào: Mã vận đơn (của hãng)' }).click();
    expect(await operator.field('Mã vận đơn (của hãng)').inputValue()).toBe('SPXVN0456');
    await notice.waitFor({ state: 'hidden', ...patience });
  });

  it('over a list is looked up there, and is no command', async () => {
    await operator.goTo('Sản phẩm');
    await page.getByRole('grid').first().focus();
    // All keys in one go: between the first and the second nothing of the computer may come.
    await page.evaluate(() => {
      for (const key of ['n', '-', 's', 'k', 'u', 'Enter'])
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    });
    await page.waitForTimeout(400);
    expect(await page.getByRole('form').count()).toBe(0);
    expect(await page.getByRole('searchbox').first().inputValue()).toBe('n-sku');
    // By hand the letter is a command.
    await page.getByRole('searchbox').first().fill('');
    await page.getByRole('grid').first().focus();
    await page.keyboard.press('n');
    await page.getByRole('form').waitFor(patience);
  });

  it('after the check is not lost', async () => {
    await newShipment();
    await operator.button('Kiểm tra').click();
    await page.getByRole('alert').waitFor(patience);
    await scan('DH-000777');
    await page.getByRole('status').filter({ hasText: 'Vừa quét “DH-000777”' }).waitFor(patience);
  });
});

it('Enter ends a field and goes on to the next', async () => {
  await newShipment();
  await operator.field('Mã đơn trên sàn').click();
  await scan('2511ABC');
  await operator.field('Mã vận đơn (của hãng)').and(page.locator(':focus')).waitFor(patience);
});

it('a table of a sheet becomes lines, and what names no product is named', async () => {
  await newOrder();
  await paste(product(1), 'SKU\tSố lượng\r\nAT-DO-M\t1 000\r\nKHONG-CO\t3\r\n');
  await page.getByRole('dialog').waitFor(patience);
  await page.keyboard.press('Enter');
  await page.getByText('Đã dán 2 dòng').waitFor(patience);
  expect(await page.getByRole('status').filter({ hasText: 'Đã dán' }).innerText()).toContain('KHONG-CO');
  expect([await product(1).inputValue(), await quantity(1).inputValue()]).toEqual([expect.stringContaining('AT-DO-M'), '1 000']);
  expect([await product(2).inputValue(), await quantity(2).inputValue()]).toEqual(['KHONG-CO', '3']);
  await page
    .getByText(/1\.003 cái/)
    .first()
    .waitFor(patience);
});

it('the time of arrival is the warehouse’s, and a desk elsewhere is told its own', async () => {
  await newOrder();
  const eta = operator.field('Dự kiến đến kho (ETA)');
  await eta.fill('30/11/2027 9:00:00');
  await eta.press('Tab');
  expect(await eta.inputValue()).toBe('30/11/2027 09:00');
  const form = await page.getByRole('form').innerText();
  expect(form).toContain('giờ Việt Nam, GMT+7');
  expect(form).toMatch(/Trên máy này là 18:00.*29\/11/);
});

it('Send shows what Check shows, and waits for a word; Enter is none', async () => {
  await operator.createProduct({ sku: 'at_do_m', name: 'Áo thun gần trùng', assign: false });
  await page.keyboard.press('ControlOrMeta+Enter');
  const stopped = page.getByRole('status').filter({ hasText: 'Chưa gửi.' });
  await stopped.getByText(/Gần giống SKU AT-DO-M/).waitFor(patience);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Enter');
  await stopped.waitFor(patience);
  expect(await page.getByRole('form').count()).toBe(1);
  // What was pressed before has to be over: until then neither button can be pressed.
  await expect.poll(() => page.getByRole('button', { name: /Vẫn gửi/ }).isEnabled(), patience).toBe(true);
  await page.keyboard.press('ControlOrMeta+Alt+Enter');
  await page.getByRole('form').waitFor({ state: 'hidden', ...patience });
});
