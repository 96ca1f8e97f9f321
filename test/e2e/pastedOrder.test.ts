/** The lines of an order are a sheet: a block is pasted into it, looked over and taken back; packages are copied, parted and summed up. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;
let desk: Desk;
let operator: Operator;
let page: Page;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  ({ page } = operator);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await page.getByText(/1–\d+ trên 300/).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await operator.goTo('Đơn nhập');
  await operator.button(/^Tạo đơn nhập/).click();
  await page.getByRole('form').waitFor(patience);
});

const line = (number: number, of = 1): Locator => page.getByRole('group', { name: `Kiện ${of} · Dòng ${number}`, exact: true });
const product = (number: number, of = 1): Locator => line(number, of).getByRole('combobox', { name: 'Sản phẩm' });
const quantity = (number: number, of = 1): Locator => line(number, of).getByRole('textbox', { name: 'Số lượng' });
const report = (): Locator => page.getByRole('status').filter({ hasText: 'Đã dán' });
const pictures = resolve(import.meta.dirname, '../../out/pasting');
/** In both languages and both sizes, to be looked at. */
const picture = async (name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  for (const [width, height] of [
    [1_366, 768],
    [1_920, 1_080],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: resolve(pictures, `${name}-${width}.png`) });
  }
};
const rows = async (): Promise<string[][]> =>
  Promise.all(
    (await page.getByRole('group', { name: /· Dòng \d+$/ }).all()).map(async (each) => [
      ((await each.getAttribute('aria-label')) ?? '').replace(' · Dòng', ''),
      (await each.getByRole('combobox').inputValue()).split(' · ')[0] ?? '',
      await each.getByRole('textbox').inputValue(),
    ]),
  );
const preview = (): Locator => page.getByRole('dialog');
const putIntoClipboard = async (text: string): Promise<void> => {
  await page.evaluate((copied) => {
    const elsewhere = document.createElement('textarea');
    elsewhere.value = copied;
    document.body.append(elsewhere);
    elsewhere.select();
    document.execCommand('copy');
    elsewhere.remove();
  }, text);
  await product(1).focus();
};
/** What is not clear at one glance is shown before it goes in. */
const pasteWithPreview = async (text: string): Promise<void> => {
  await putIntoClipboard(text);
  await page.keyboard.press('ControlOrMeta+V');
  await preview().waitFor(patience);
};
const paste = async (text: string): Promise<void> => {
  await pasteWithPreview(text);
  await page.keyboard.press('Enter');
  await report().waitFor(patience);
};

describe('a pasted block', () => {
  const block = 'Kiện\tMã hàng\tSL\r\nKiện 1\tAT-DO-M\t1.200\r\n\tKHONG-CO\t3\r\nKiện 2\tAT-DO-M\tmười\r\n\r\nTổng\t\t1203\r\n';

  it('goes into its packages, and says of each line that needs a hand why', async () => {
    await paste(block);
    expect(await rows()).toEqual([
      ['Kiện 1 1', 'AT-DO-M', '1200'],
      ['Kiện 1 2', 'KHONG-CO', '3'],
      ['Kiện 2 1', 'AT-DO-M', 'mười'],
    ]);
    const said = await report().innerText();
    expect(said).toContain('KHONG-CO · 3');
    expect(said).toMatch(/KHONG-CO[^\n]*\s+Chưa tìm thấy sản phẩm/u);
    expect(said).toContain('Không đọc được số lượng “mười”');
    expect(said).toContain('Tổng · 1203');
  });

  it('is shown before it goes in: what each line becomes, and why one is not understood', async () => {
    await pasteWithPreview(block);
    const table = preview().getByRole('table', { name: 'Các dòng vừa dán' });
    await preview()
      .getByText(/3 dòng · 1\.203 cái · 2 kiện/)
      .waitFor(patience);
    await preview()
      .getByText(/2 dòng cần xem lại/)
      .waitFor(patience);
    const shown = await table.getByRole('row').allInnerTexts();
    expect(shown[1]).toMatch(/Kiện 1[^]*AT-DO-M · Áo[^]*1\.?200/u);
    expect(shown[2]).toMatch(/Chưa tìm thấy sản phẩm/);
    expect(shown[3]).toMatch(/Không đọc được số lượng “mười”/);
    await preview()
      .getByText(/Tổng · 1203/)
      .waitFor(patience);
    await picture('vi-preview');
    // A sheet keeps the language behind it from being changed by the mouse; the desk itself is asked.
    await page.evaluate(() => window.desk.call['app.setLanguage']({ language: 'en' }));
    await preview().getByText('2 lines need a look').waitFor(patience);
    await picture('en-preview');
    await page.evaluate(() => window.desk.call['app.setLanguage']({ language: 'vi' }));
    await preview()
      .getByText(/2 dòng cần xem lại/)
      .waitFor(patience);
    // Nothing of it is in the form yet, and Esc leaves it so, with the keys where they were.
    expect(await rows()).toEqual([['Kiện 1 1', '', '']]);
    await page.keyboard.press('Escape');
    await preview().waitFor({ state: 'hidden', ...patience });
    expect(await rows()).toEqual([['Kiện 1 1', '', '']]);
    await expect.poll(() => product(1).evaluate((field) => field === document.activeElement), patience).toBe(true);
  });

  it('is mended where it is shown, by keys alone, and one stroke takes all of it back', async () => {
    await pasteWithPreview(block);
    await preview()
      .getByText(/2 dòng cần xem lại/)
      .waitFor(patience);
    const code = preview().getByRole('textbox', { name: 'Sản phẩm của dòng 3' });
    const many = preview().getByRole('textbox', { name: 'Số lượng của dòng 4' });
    // Past the list itself to its first field.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => code.evaluate((field) => field === document.activeElement), patience).toBe(true);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('AT-DO-L', { delay: 110 });
    await preview()
      .getByText(/1 dòng cần xem lại/)
      .waitFor(patience);
    for (let field = 0; field < 3; field += 1) await page.keyboard.press('Enter');
    await expect.poll(() => many.evaluate((field) => field === document.activeElement), patience).toBe(true);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('10', { delay: 110 });
    await expect
      .poll(
        () =>
          preview()
            .getByText(/cần xem lại/)
            .count(),
        patience,
      )
      .toBe(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await report().waitFor(patience);
    expect(await rows()).toEqual([
      ['Kiện 1 1', 'AT-DO-M', '1200'],
      ['Kiện 1 2', 'AT-DO-L', '3'],
      ['Kiện 2 1', 'AT-DO-M', '10'],
    ]);
    await page.keyboard.press('ControlOrMeta+Z');
    await report().waitFor({ state: 'hidden', ...patience });
    expect(await rows()).toEqual([['Kiện 1 1', '', '']]);
  });

  it('a line that is left out stays out', async () => {
    await pasteWithPreview(block);
    await preview().getByRole('button', { name: 'Bỏ dòng 3' }).click();
    await preview().getByRole('button', { name: 'Đưa vào 2 dòng' }).click();
    await report().waitFor(patience);
    expect((await rows()).map(([, code]) => code)).toEqual(['AT-DO-M', 'AT-DO-M']);
  });

  it('of few lines that are clear goes in at once', async () => {
    await putIntoClipboard('AT-DO-M x 12\nAT-DO-L: 5 cái');
    await page.keyboard.press('ControlOrMeta+V');
    await report().waitFor(patience);
    expect(await preview().count()).toBe(0);
    expect((await rows()).map(([, ...rest]) => rest)).toEqual([
      ['AT-DO-M', '12'],
      ['AT-DO-L', '5'],
    ]);
  });

  it('is taken back in one stroke, and what was there before is there again', async () => {
    await product(1).fill('x');
    await page.keyboard.press('ControlOrMeta+A');
    await paste(block);
    await page.keyboard.press('ControlOrMeta+Z');
    await report().waitFor({ state: 'hidden', ...patience });
    expect(await rows()).toEqual([['Kiện 1 1', 'x', '']]);
  });

  it('of lines as they stand in a message is read as they are meant', async () => {
    await paste('AT-DO-M x 12\nKHONG-CO: 5 cái\n7 KHONG-NUA');
    expect((await rows()).map(([, ...rest]) => rest)).toEqual([
      ['AT-DO-M', '12'],
      ['KHONG-CO', '5'],
      ['KHONG-NUA', '7'],
    ]);
  });
});

it('is one line a row, and the arrows lead from cell to cell and over the edge of a package', async () => {
  await paste('1\tAT-DO-M\t5\n1\tA-2\t6\n2\tA-3\t7');
  expect(await line(1).evaluate((row) => row.getBoundingClientRect().height)).toBeLessThanOrEqual(33);
  const focused = (): Promise<string | undefined> => page.evaluate(() => (document.activeElement as HTMLElement).dataset['field']);
  await quantity(1).focus();
  const ways = [
    ['ArrowDown', 'packages.0.items.1.product_quantity'],
    ['ArrowDown', 'packages.1.items.0.product_quantity'],
    ['ArrowUp', 'packages.0.items.1.product_quantity'],
    ['ArrowLeft', 'packages.0.items.1.oasin'],
    ['ArrowUp', 'packages.0.items.0.oasin'],
    ['ArrowRight', 'packages.0.items.0.product_quantity'],
  ] as const;
  for (const [key, field] of ways) {
    await page.keyboard.press(key);
    await expect.poll(focused, { timeout: 5_000, message: key }).toBe(field);
  }
  // What is there is marked: the next key takes its place.
  await page.keyboard.type('9');
  expect(await quantity(1).inputValue()).toBe('9');
});

it('packages are copied, parted, measured and summed up, each taken back in one stroke', async () => {
  await putIntoClipboard('AT-DO-M\t10\nAT-DO-L\t3');
  await page.keyboard.press('ControlOrMeta+V');
  await report().waitFor(patience);
  await page.getByRole('group', { name: 'Kiện 1', exact: true }).getByRole('textbox', { name: 'Khối lượng (g)' }).fill('900');
  await operator.button('Nhân bản Kiện 1').click();
  await page.getByText(/^2 kiện · 4 dòng · 26 cái$/).waitFor(patience);
  await operator.button('Tách Kiện 2').click();
  await page.getByRole('textbox', { name: 'Tách thành mấy kiện?' }).fill('3');
  await page.keyboard.press('Enter');
  await page.getByText(/^4 kiện · 8 dòng · 26 cái$/).waitFor(patience);
  await operator.button('Xem tổng theo sản phẩm').click();
  await expect.poll(() => page.getByRole('table', { name: 'Tổng theo sản phẩm' }).innerText(), patience).toMatch(/AT-DO-M[^\n]*\t4\t20/u);
  await page.keyboard.press('ControlOrMeta+Z');
  await page.getByText(/^2 kiện · 4 dòng · 26 cái$/).waitFor(patience);
});
