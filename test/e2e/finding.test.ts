/** Ctrl+F in the built app: the list's own search first, then what stands on the screen; and what About and the menu open for support. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

let desk: Desk;
let operator: Operator;
beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  await operator.startPractising();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const words = () => operator.page.getByRole('search').getByRole('textbox', { name: 'Tìm trên màn hình' });
const count = () => operator.page.getByRole('search').getByRole('status');
/** The text of the place that is shown just now. */
const here = (): Promise<string> => operator.page.evaluate(() => [...(CSS.highlights.get('desk-found-here') ?? [])].map(String).join());

it('searches the list of the screen first, and the screen itself where it is pressed again', async () => {
  await operator.goTo('Sản phẩm');
  const { page } = operator;
  await page.getByRole('grid', { name: 'Sản phẩm' }).getByRole('row').nth(3).waitFor();
  await page.keyboard.press('Control+f');
  await expect
    .poll(() =>
      page
        .getByRole('searchbox')
        .first()
        .evaluate((input) => input === document.activeElement),
    )
    .toBe(true);
  expect(await page.getByRole('search').count()).toBe(0);
  await page.keyboard.press('Control+f');
  await words().waitFor();
});

it('finds words without their accents, counts them, goes round, and leaves nothing marked', async () => {
  const { page } = operator;
  await words().fill('thuc hanh');
  await expect.poll(() => count().innerText()).toMatch(/^1\/\d+$/);
  expect((await here()).normalize('NFC').toLowerCase()).toBe('thực hành');
  const all = Number((await count().innerText()).split('/')[1]);
  for (let press = 0; press < all; press += 1) await words().press('Enter');
  expect(await count().innerText()).toBe(`1/${all}`);
  await words().press('Shift+Enter');
  expect(await count().innerText()).toBe(`${all}/${all}`);
  await words().fill('không có đâu cả');
  await expect.poll(() => count().innerText()).toBe('không thấy');
  await words().press('Escape');
  await words().waitFor({ state: 'detached' });
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
});

it('finds what is typed in a form, and goes on typing there', async () => {
  const { page } = operator;
  await operator.goTo('Vận đơn');
  await operator.button('Tạo vận đơn').first().click();
  const field = page.getByRole('form').getByRole('textbox').first();
  await field.fill('ĐƠN-KHÓ-TÌM-7');
  await page.keyboard.press('F3');
  await words().fill('don-kho-tim');
  // The form's own heading says it as well, and stands before the field.
  await expect.poll(() => count().innerText()).toBe('1/2');
  await words().press('Enter');
  expect(await field.getAttribute('data-found')).toBe('here');
  await words().press('Escape');
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await field.getAttribute('data-found')).toBeNull();
});

it('follows the screen: what comes or goes is looked through again', async () => {
  const { page } = operator;
  await page.keyboard.press('F3');
  await words().fill('don-kho-tim');
  await expect.poll(() => count().innerText()).toBe('1/2');
  await operator.goTo('Danh mục');
  await expect.poll(() => count().innerText()).toBe('không thấy');
  await words().press('Escape');
});

it('opens from the menu as well', async () => {
  await operator.goTo('Hôm nay');
  await desk.clickMenu('Tìm…');
  await words().waitFor();
  await words().press('Escape');
});

it('opens the data folder and the logs from About and from the menu', async () => {
  await desk.clickMenu('Giới thiệu Onflow Desk');
  await operator.button('Mở thư mục dữ liệu').click();
  await desk.clickMenu('Mở thư mục nhật ký (log)');
  await expect
    .poll(() => desk.leftTheApp().filter(({ action }) => action === 'openPath'))
    .toEqual([
      { action: 'openPath', path: desk.userDataDir },
      { action: 'openPath', path: join(desk.userDataDir, 'logs') },
    ]);
});

it('copies a diagnosis that says what support asks first, and of whom nothing', async () => {
  const { page } = operator;
  const shown = page.getByLabel('Chẩn đoán', { exact: true });
  for (const each of ['Onflow Desk 0.', 'Data: ', 'Logs: ', '"keychain"', '"language": "vi"'])
    await expect.poll(() => shown.innerText()).toContain(each);
  await operator.button('Sao chép chẩn đoán').click();
  await page.getByRole('status').getByText('Đã sao chép').waitFor();
});
