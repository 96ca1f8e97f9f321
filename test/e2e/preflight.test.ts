/** What speaks against sending stands beside its field and above the form, with a button that mends it; Check and Send say the same. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { atProvider, shipmentsAtProvider } from './practiceCompany.ts';

const patience = { timeout: 30_000 } as const;
const pictures = resolve(import.meta.dirname, '../../out/preflight');
let desk: Desk;
let operator: Operator;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const seen = (text: string | RegExp): Promise<void> => operator.page.getByText(text).first().waitFor(patience);
const picture = async (name: string): Promise<void> => {
  for (const [width, height] of [
    [1_366, 768],
    [1_920, 1_080],
  ] as const) {
    await operator.page.setViewportSize({ width, height });
    await operator.page.screenshot({ path: resolve(pictures, `${name}-${width}.png`) });
  }
};

it('a new product is assigned from where it is refused, and the document is checked again by itself', async () => {
  const fresh = atProvider(desk, 'products').find(({ status }) => status === 'NEW');
  if (fresh === undefined) throw new Error('the seeded company has no new product');
  await operator.createShipment({ reference: 'DH-GAN-NGAY', product: fresh.sku, quantity: '1' });
  await operator.page.getByRole('button', { name: 'Gửi', exact: true }).click();
  await seen(/Sản phẩm mới, chưa được gán vào kho nào/);
  await picture('vi-new-product');
  await operator
    .button(/^Gán vào .* ngay$/)
    .first()
    .click();
  await expect.poll(() => atProvider(desk, 'products').find(({ sku }) => sku === fresh.sku)?.status, patience).toBe('ACTIVE');
  await expect.poll(() => operator.button(/^Gán vào .* ngay$/).count(), patience).toBe(0);
});

it('a marketplace that Onflow does not name is asked about by Check and by Send, and sent on a word', async () => {
  await operator.createShipment({ reference: 'DH-SAN-LA', platform: 'sendo', product: 'AT-DO-M', quantity: '1' });
  const question = /Onflow chỉ nêu Shopee, Lazada, TikTok và Tiki, không có “sendo”/;
  await operator.button(/^Kiểm tra/).click();
  await seen(question);
  await picture('vi-marketplace');
  await operator.page.getByRole('button', { name: 'Gửi', exact: true }).click();
  await seen('Chưa gửi. Xem lại những chỗ này rồi hãy gửi:');
  await seen(question);
  expect(shipmentsAtProvider(desk, 'DH-SAN-LA')).toBe(0);
  await operator.page.getByRole('banner').getByRole('button', { name: 'English' }).click();
  await seen('Onflow names Shopee, Lazada, TikTok and Tiki only, not “sendo”.');
  await picture('en-marketplace');
  await operator.page.getByRole('banner').getByRole('button', { name: 'Tiếng Việt' }).click();
  await operator.button('Đổi thành shopee').or(operator.button('Đổi thành Shopee')).first().click();
  await seen(/Có thể gửi/);
  await operator.page.getByRole('button', { name: 'Gửi', exact: true }).click();
  await expect.poll(() => shipmentsAtProvider(desk, 'DH-SAN-LA'), patience).toBe(1);
});
