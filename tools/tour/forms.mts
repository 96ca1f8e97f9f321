/** What helps with a form: templates, a label that fills it and one that does not belong to it, what speaks against sending. */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { DeskBridge } from '../../contract/bridge.ts';
import { openConnection } from '../driver/launchDesk.mts';
import { type Operator, hanoi, inDays } from '../driver/operator.mts';
import { patience, samples, type Step } from './step.mts';

const label = join(samples, 'shipping-label.pdf');
/** What stands on it. */
const onLabel = { courier: 'SPXVN041234567817', order: '261124QK7M2P9A' } as const;

export async function seeForms(operator: Operator, step: Step): Promise<void> {
  await seeTemplates(operator, step);
  await seeLabels(operator, step);
  await seeWhatSpeaksAgainst(operator, step);
  await seePackages(operator, step);
}

const form = (operator: Operator): Locator => operator.page.getByRole('form');
const said = (operator: Operator, words: string | RegExp): Locator => form(operator).getByText(words).first();
const close = (operator: Operator): Promise<void> => operator.page.getByRole('button', { name: 'Đóng', exact: true }).click();
const newShipment = async (operator: Operator): Promise<void> => {
  await operator.goTo('Vận đơn');
  await operator.button(/^Tạo vận đơn/).click();
  await form(operator).waitFor(patience);
};

async function seeTemplates(operator: Operator, step: Step): Promise<void> {
  await step('template-kept', 'Keeps a form as a template', async (page) => {
    await operator.createShipment({ reference: 'DH-261124-910', platform: 'tiktok', product: 'AT-DO-M', quantity: '3' });
    await operator.button('Lưu làm mẫu…').click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Tên mẫu' }).fill('Combo hè TikTok');
  });
  await step('templates', 'Looks for one, without accents', async (page) => {
    await page.keyboard.press('Enter');
    await page.getByText('Đã lưu mẫu').waitFor(patience);
    await keepOldOne(operator);
    await operator.goTo('Vận đơn');
    await page.keyboard.press('Alt+M');
    await page.getByRole('dialog', { name: 'Mẫu' }).getByText('Combo hè TikTok').first().waitFor(patience);
  });
  await step('template-begun', 'Begins with it: all but what belongs to one shipment alone', async (page) => {
    await page.getByRole('dialog').getByRole('textbox', { name: 'Tìm mẫu theo tên' }).fill('combo he');
    await page.keyboard.press('Enter');
    await form(operator).waitFor(patience);
    await page.getByRole('dialog').waitFor({ state: 'hidden', ...patience });
  });
  await step('template-gone', 'Begins with one whose warehouse is no more', async (page) => {
    await close(operator);
    await page.keyboard.press('Alt+M');
    await page
      .getByRole('dialog', { name: 'Mẫu' })
      .getByRole('button', { name: /từ mẫu “Kho cũ”/ })
      .click();
    await page.getByRole('status').filter({ hasText: 'Bắt đầu từ mẫu “Kho cũ”' }).waitFor(patience);
  });
  await close(operator);
}

/** As it was kept when there was such a warehouse. */
async function keepOldOne({ page }: Operator): Promise<void> {
  const connection = await openConnection(page);
  await page.evaluate(async (id) => {
    const { desk } = window as unknown as { desk: DeskBridge };
    const items = [{ oasin: 'OASIN9999999', typed: 'CU-1 · Hàng cũ', product_quantity: '2' }];
    const body = { warehouse_code: 'ONF_WH_CU', platform: 'shopee', items };
    await desk.call['templates.save']({ id: crypto.randomUUID(), kind: 'shipment', name: 'Kho cũ', body }, id);
  }, connection);
  await page.reload();
  await page.getByRole('navigation', { name: 'Màn hình' }).waitFor(patience);
}

async function seeLabels(operator: Operator, step: Step): Promise<void> {
  const { desk } = operator;
  const courier = 'Mã vận đơn (của hãng)';
  await step('label-filled', 'Drops a label, which fills the shipment with what stands on it', async () => {
    await newShipment(operator);
    await desk.dropFiles(form(operator), [label]);
    await said(operator, /^Đã điền \d ô theo nhãn/).waitFor(patience);
    await operator.page.getByRole('img', { name: /Trang 1/ }).waitFor(patience);
  });
  await step('label-several', 'Drops a file with the labels of three parcels', async () => {
    await close(operator);
    await newShipment(operator);
    await desk.dropFiles(form(operator), [join(samples, 'shipping-labels.pdf')]);
    await said(operator, /nhãn của 3 kiện khác nhau/).waitFor(patience);
  });
  await step('label-wrong', 'Drops the label of another order: said at the field and by the label', async () => {
    await close(operator);
    await operator.createShipment({ reference: 'DH-261124-911', platform: 'shopee', product: 'AT-DO-M', quantity: '1' });
    await operator.field(courier).fill('SPXVN041234567999');
    await desk.dropFiles(form(operator), [label]);
    await said(operator, 'Nhãn không khớp với phiếu này').waitFor(patience);
    await said(operator, `nhãn ghi ${onLabel.courier}, ô ghi SPXVN041234567999`).waitFor(patience);
  });
  await step('label-wrong-field', 'Looks at the field', () => operator.field(courier).scrollIntoViewIfNeeded());
  await step('label-wrong-check', 'Checks it', async () => {
    await operator.button(/^Kiểm tra/).click();
    await said(operator, new RegExp(`Nhãn ghi “${onLabel.courier}”`)).waitFor(patience);
    await said(operator, new RegExp(`Nhãn ghi “${onLabel.courier}”`)).scrollIntoViewIfNeeded();
  });
  await step('label-matches', 'Takes the codes of the label', async () => {
    for (const code of [onLabel.courier, onLabel.order]) {
      const take = form(operator)
        .getByRole('button', { name: `Lấy ${code}` })
        .first();
      if ((await take.count()) > 0) await take.click();
    }
    await said(operator, 'Nhãn không khớp với phiếu này').waitFor({ state: 'hidden', ...patience });
  });
  await step('label-drafts', 'Drops labels on the list: each becomes a draft', async (page) => {
    await close(operator);
    await operator.goTo('Vận đơn');
    await desk.dropFiles(page.getByRole('main').getByRole('searchbox').first(), [label, join(samples, 'label.pdf')]);
    await page.getByText('Đã tạo 2 nháp vận đơn từ 2 tệp.').waitFor(patience);
  });
  await step('drop-refused', 'Drops a file where none is taken', async (page) => {
    await operator.goTo('Danh mục');
    await desk.dropFiles(page.getByRole('main'), [label]);
    await page.getByText(/^Màn hình này không có chỗ nhận tệp/).waitFor(patience);
  });
}

async function seeWhatSpeaksAgainst(operator: Operator, step: Step): Promise<void> {
  const { page } = operator;
  await step('against-product', 'Sends a shipment of a product that is in no warehouse', async () => {
    await operator.goTo('Sản phẩm');
    await page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name: /^Mới/ }).click();
    const fresh = page.getByRole('grid').first().locator('[role=row][aria-selected]').filter({ hasText: 'Mới' }).first();
    const sku = (await fresh.getByRole('gridcell').nth(1).innerText(patience)).trim();
    await operator.createShipment({ reference: 'DH-261124-912', platform: 'shopee', product: sku, quantity: '1' });
    await operator.page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await said(operator, /Sản phẩm mới, chưa được gán vào kho nào/).waitFor(patience);
  });
  await step('against-marketplace', 'Checks one for a marketplace that the provider does not name', async () => {
    await close(operator);
    await operator.createShipment({ reference: 'DH-261124-913', platform: 'sendo', product: 'AT-DO-M', quantity: '1' });
    await operator.button(/^Kiểm tra/).click();
    await said(operator, /^Có thể gửi, nhưng/).waitFor(patience);
  });
  await step('against-stock', 'Checks one of more pieces than there are', async () => {
    await close(operator);
    await operator.createShipment({ reference: 'DH-261124-914', platform: 'shopee', product: 'AT-DO-M', quantity: '99999' });
    await operator.button(/^Kiểm tra/).click();
    await page.getByRole('button', { name: /^Kiểm tra/ }).waitFor(patience);
    await said(operator, /Kho này (chỉ )?còn/).waitFor(patience);
  });
  await step('against-order', 'Sends an order with nothing in it', async () => {
    await close(operator);
    await operator.goTo('Đơn nhập');
    await operator.button(/^Tạo đơn nhập/).click();
    await operator.field('Dự kiến đến kho (ETA)').fill(inDays(-2));
    await operator.button(/^Kiểm tra/).click();
    await form(operator)
      .getByText(/^Có \d+ chỗ cần sửa/)
      .waitFor(patience);
  });
  await close(operator);
}

async function seePackages(operator: Operator, step: Step): Promise<void> {
  await step('order-packages', 'Makes another like an order with packages', async (page) => {
    await operator.openFirst('Đơn nhập', 'Đang về kho');
    await operator
      .button(/^Nhân bản/)
      .first()
      .click();
    await form(operator).waitFor(patience);
    await page.getByRole('form').getByRole('combobox', { name: 'Kho', exact: true }).selectOption({ label: hanoi });
  });
  await step('order-lines', 'Looks at its lines', () =>
    operator.page.getByRole('combobox', { name: 'Sản phẩm' }).first().scrollIntoViewIfNeeded(),
  );
  await close(operator);
}
