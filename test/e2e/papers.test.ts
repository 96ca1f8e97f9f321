/** The provider's documentation is dropped, compared, corrected, accepted, and then in force. The built app. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { practise } from '../unit/practice/caller.ts';
import { launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;
const sample = join(import.meta.dirname, '../samples/papers/onflow-vi.yaml');

it('makes a profile out of the documentation that was dropped, as the operator corrected it, and calls are made by it', async () => {
  const { practice } = await practise({
    moved: { 'warehouses.list': 'GET /api/v2/warehouses', 'brands.list': 'GET /api/v2/brands' },
    authScheme: 'Bearer',
  });
  await using desk = await launchDesk({
    lang: 'vi',
    provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: practice.baseUrl },
    token: practice.token,
    keychain: 'none',
  });
  const operator = new Operator(desk);
  const { page } = operator;
  await operator.goTo('Cài đặt');
  await page.getByRole('tab', { name: 'Lệnh gọi và kiểm tra' }).click();
  await desk.dropFiles(page.getByRole('group', { name: 'Bản xuất tài liệu' }), [sample]);

  const table = page.getByRole('table', { name: 'So với tài liệu' });
  await table.waitFor(patience);
  await page.getByText('tìm được 26/26 lệnh của ứng dụng').waitFor(patience);
  const brands = table.getByRole('row', { name: /^brands\.list/ });
  await brands.getByText('Đường dẫn').waitFor();
  expect(await brands.getByRole('combobox', { name: 'Tên trong tài liệu ứng với keyword' }).inputValue()).toBe('q');
  // The operator knows better of one name, and of one call.
  await brands.getByRole('combobox', { name: 'Tên trong tài liệu ứng với keyword' }).selectOption({ label: '— không có —' });
  await table.getByRole('combobox', { name: 'Lệnh trong tài liệu ứng với products.list' }).selectOption({ label: '— không có —' });
  const proposal = page.getByRole('table', { name: 'Sẽ sửa trong hồ sơ' });
  await expect.poll(() => proposal.getByRole('row', { name: /^products\.list/ }).count(), patience).toBe(0);
  await proposal.getByRole('row', { name: /Từ đứng trước mã truy cập none Bearer$/ }).waitFor(patience);

  await page.getByRole('button', { name: /^Chấp nhận \d+ thay đổi$/ }).click();
  await page.getByText('Hồ sơ đã được sửa và có hiệu lực').waitFor(patience);
  await page.getByRole('row', { name: /warehouses\.list GET \/api\/v2\/warehouses đã sửa trong hồ sơ/ }).waitFor(patience);
  await operator.button('Kiểm tra kết nối').click();
  await page.getByRole('row', { name: /^warehouses\.list .*Đúng như dự kiến/ }).waitFor(patience);
  await page.getByRole('tab', { name: 'Hồ sơ' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Hồ sơ (JSON)' }).inputValue(), patience).toContain('/api/v2/brands');
  const profile = JSON.parse(await page.getByRole('textbox', { name: 'Hồ sơ (JSON)' }).inputValue()) as { calls: Record<string, unknown> };
  expect(profile.calls['brands.list']).toEqual({ path: '/api/v2/brands' });
  expect(profile.calls['products.list']).toBeUndefined();
});

it('reads a pasted cURL, forgets the key in it, and proposes nothing that is so already', async () => {
  const { practice } = await practise();
  await using desk = await launchDesk({
    lang: 'en',
    provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: practice.baseUrl },
    token: practice.token,
    keychain: 'none',
  });
  const { page } = desk;
  await page.getByRole('navigation').getByText('Settings', { exact: true }).click();
  await page.getByRole('tab', { name: 'Calls and check' }).click();
  const paste = page.getByRole('textbox', { name: 'Or paste a cURL' });
  await paste.fill(`curl '${practice.baseUrl}/api/v1/warehouses/list' -H 'Authorization: tok-pasted-5f2c9e'`);
  await page.getByRole('button', { name: 'Read cURL' }).click();
  await page.getByText('1 of the desk’s 26 were found').waitFor(patience);
  await page.getByText('There is nothing to correct in the profile.').waitFor(patience);
  expect(await paste.inputValue()).toBe('');
  expect(await page.content()).not.toContain('tok-pasted');
  await paste.fill('curl --help');
  await page.getByRole('button', { name: 'Read cURL' }).click();
  await page.getByText('There are no calls in this').waitFor(patience);
});
