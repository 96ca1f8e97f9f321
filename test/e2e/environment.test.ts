/** Which stock one works on cannot be mistaken: each environment in its colour, and production locked until somebody says why it is opened. */
import { expect, it } from 'vitest';
import { launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { practise } from '../unit/practice/caller.ts';

const patience = { timeout: 20_000 } as const;

it('opens production for reading, sends nothing, and is unlocked with a reason from the keyboard', async () => {
  const { practice } = await practise();
  await using desk = await launchDesk({
    lang: 'vi',
    provision: { name: 'Shop Hoa Mai', environment: 'production', baseUrl: practice.baseUrl },
    token: practice.token,
    keychain: 'none',
  });
  const operator = new Operator(desk);
  const { page } = operator;
  const locked = page.getByText('Khóa ghi: kết nối chính thức đang ở chế độ chỉ xem');
  await locked.waitFor(patience);
  await operator.createProduct({ sku: 'KHOA-01', name: 'Áo khóa', price: '159000' });
  await page.keyboard.press('Control+Enter');
  await page.getByText('Kết nối chính thức đang khóa ghi').waitFor(patience);
  await page.keyboard.press('Control+Alt+L');
  const dialog = page.getByRole('dialog', { name: 'Mở khóa ghi' });
  await dialog.waitFor(patience);
  await page.keyboard.press('Enter');
  await dialog.getByText('Ghi lý do, ít nhất 3 ký tự.').waitFor(patience);
  await page.keyboard.type('hàng mới về');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden', ...patience });
  await locked.waitFor({ state: 'hidden', ...patience });
  // What was typed is still there, and goes now; that it could not go is no news any more.
  expect(await page.getByText('Kết nối chính thức đang khóa ghi').count()).toBe(0);
  expect(await operator.field('SKU').inputValue()).toBe('KHOA-01');
  await operator.send();
  expect(await operator.confirmed('KHOA-01')).toMatch(/^OASIN/);
  await page.getByRole('banner').getByRole('button', { name: 'Khóa ghi lại' }).click();
  await locked.waitFor(patience);
});

it('shows each environment in its own colour, with no text on its side', async () => {
  const { practice } = await practise();
  const colours = new Set<string>();
  for (const environment of ['staging', 'production'] as const) {
    await using desk = await launchDesk({
      lang: 'vi',
      provision: { name: 'Shop Hoa Mai', environment, baseUrl: practice.baseUrl },
      token: practice.token,
      keychain: 'none',
    });
    await desk.page.getByRole('banner').waitFor(patience);
    colours.add(await desk.page.getByRole('banner').evaluate((bar) => getComputedStyle(bar).borderTopColor));
  }
  await using desk = await launchDesk({ lang: 'vi' });
  await new Operator(desk).startPractising();
  colours.add(await desk.page.getByRole('banner').evaluate((bar) => getComputedStyle(bar).borderTopColor));
  expect(colours.size).toBe(3);
  await desk.page.getByText('Đang thực hành: không có gì được gửi tới Onflow thật.').waitFor(patience);
  const onItsSide = await desk.page.evaluate(
    () => [...document.querySelectorAll('*')].filter((each) => getComputedStyle(each).writingMode !== 'horizontal-tb').length,
  );
  expect(onItsSide).toBe(0);
});
