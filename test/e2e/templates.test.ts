/** Templates: a form is kept under a name, others begin with it, by keys; what is no more in it is said when it is opened. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;
const pictures = resolve(import.meta.dirname, '../../out/templates');
let desk: Desk;
let operator: Operator;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const press = (keys: string): Promise<void> => operator.page.keyboard.press(keys);
const form = () => operator.page.getByRole('form');
const picture = async (name: string): Promise<void> => {
  const shoot = async (language: 'vi' | 'en'): Promise<void> => {
    await operator.page.evaluate((to) => window.desk.call['app.setLanguage']({ language: to }), language);
    await operator.page.waitForFunction((to) => document.documentElement.lang === to, language);
    for (const [width, height] of [
      [1_366, 768],
      [1_920, 1_080],
    ] as const) {
      await operator.page.setViewportSize({ width, height });
      await operator.page.screenshot({ path: resolve(pictures, `${language}-${name}-${width}.png`) });
    }
  };
  await shoot('en');
  await shoot('vi');
};

it('a shipment is kept as a template, without what belongs to it alone', async () => {
  await operator.createShipment({ reference: 'DH-MAU-1', product: 'AT-DO-M', quantity: '3' });
  await operator.button('Lưu làm mẫu…').click();
  const dialog = operator.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Tên mẫu' }).and(operator.page.locator(':focus')).waitFor(patience);
  await operator.page.keyboard.type('Combo hè', { delay: 110 });
  await picture('keep');
  await press('Enter');
  await operator.page.getByText('Đã lưu mẫu').waitFor(patience);
});

it('another begins with it by keys alone, and leaves nothing behind when it was only opened', async () => {
  await operator.goTo('Vận đơn');
  await press('Alt+M');
  const dialog = operator.page.getByRole('dialog', { name: 'Mẫu' });
  await dialog.getByRole('textbox', { name: 'Tìm mẫu theo tên' }).and(operator.page.locator(':focus')).waitFor(patience);
  await operator.page.keyboard.type('combo he', { delay: 110 });
  await picture('list');
  await press('Enter');
  await dialog.waitFor({ state: 'hidden', ...patience });
  await form().waitFor(patience);
  await expect.poll(() => operator.page.getByRole('combobox', { name: 'Sản phẩm' }).inputValue(), patience).toContain('AT-DO-M');
  expect(await operator.page.getByRole('textbox', { name: 'Số lượng' }).first().inputValue()).toBe('3');
  expect(await operator.field('Mã tham chiếu vận đơn').inputValue()).toBe('');
  await operator.page.getByRole('button', { name: 'Đóng', exact: true }).click();
  const connection = await openConnection(operator.page);
  const drafts = await operator.page.evaluate((id) => window.desk.call['drafts.list'](undefined, id), connection);
  expect(drafts.ok && drafts.value.map(({ title }) => title)).toEqual(['DH-MAU-1']);
});

it('the palette begins with it, also without marks and in the other language’s words', async () => {
  await operator.goTo('Hôm nay');
  await press('Control+k');
  await operator.page.getByRole('combobox', { name: 'Tìm hoặc ra lệnh…' }).and(operator.page.locator(':focus')).waitFor(patience);
  await operator.page.keyboard.type('mau combo', { delay: 110 });
  await operator.page.getByRole('option', { name: /Vận đơn từ mẫu “Combo hè”/ }).waitFor(patience);
  await press('Enter');
  await form().waitFor(patience);
  await expect.poll(() => operator.page.getByRole('combobox', { name: 'Sản phẩm' }).inputValue(), patience).toContain('AT-DO-M');
});

it('what is no more in it is said at its field when it is opened, until it is seen to', async () => {
  const connection = await openConnection(operator.page);
  await operator.page.evaluate(
    (id) =>
      window.desk.call['templates.save'](
        {
          id: crypto.randomUUID(),
          kind: 'shipment',
          name: 'Kho cũ',
          body: {
            warehouse_code: 'ONF_WH_CU',
            platform: 'shopee',
            items: [{ oasin: 'OASIN9999999', typed: 'CU-1 · Hàng cũ', product_quantity: '2' }],
          },
        },
        id,
      ),
    connection,
  );
  await operator.page.reload();
  await operator.page.getByRole('navigation', { name: 'Màn hình' }).waitFor(patience);
  await operator.goTo('Vận đơn');
  await press('Alt+M');
  await operator.page
    .getByRole('dialog', { name: 'Mẫu' })
    .getByRole('button', { name: /từ mẫu “Kho cũ”/ })
    .click();
  const said = operator.page.getByRole('status').filter({ hasText: 'Bắt đầu từ mẫu “Kho cũ”' });
  await said.waitFor(patience);
  expect(await said.innerText()).toMatch(/Onflow không có kho này[^]*Chưa thấy sản phẩm này/u);
  await picture('gone');
  // The reference is no part of it: what was said stays.
  await operator.field('Mã tham chiếu vận đơn').fill('DH-MAU-2');
  await said.waitFor(patience);
  await said.getByRole('button', { name: 'Chọn sản phẩm khác' }).click();
  await expect.poll(() => said.innerText(), patience).not.toMatch(/Chưa thấy sản phẩm này/);
  await form().getByRole('combobox', { name: 'Kho', exact: true }).selectOption({ index: 1 });
  await said.waitFor({ state: 'hidden', ...patience });
});

it('one is called otherwise, and deleted after a word', async () => {
  await operator.goTo('Vận đơn');
  await press('Alt+M');
  const dialog = operator.page.getByRole('dialog', { name: 'Mẫu' });
  await dialog.getByRole('button', { name: 'Đổi tên mẫu “Combo hè”' }).click();
  const asked = operator.page.getByRole('dialog', { name: 'Đổi tên mẫu “Combo hè”' });
  await asked.getByRole('textbox', { name: 'Tên mẫu' }).fill('KHO CŨ');
  await asked.getByText('Đã có “KHO CŨ”. Đặt tên khác.').waitFor(patience);
  await asked.getByRole('textbox', { name: 'Tên mẫu' }).fill('Combo thu');
  await press('Enter');
  await dialog.getByText('Combo thu').first().waitFor(patience);
  await dialog.getByRole('button', { name: 'Xóa mẫu “Combo thu”' }).click();
  await operator.page.getByRole('alertdialog').getByRole('button', { name: 'Xóa mẫu “Combo thu”' }).click();
  await expect.poll(() => dialog.getByText('Combo thu').count(), patience).toBe(0);
  await press('Escape');
  await dialog.waitFor({ state: 'hidden', ...patience });
});
