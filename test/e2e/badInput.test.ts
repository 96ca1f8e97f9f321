/** Bad input on the real screens: a clear word beside the field, the next step, and nothing typed is lost. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from './launchDesk.ts';
import { Operator } from './operator.ts';

const patience = { timeout: 20_000 } as const;
const samples = resolve(import.meta.dirname, '../samples');
const folder = mkdtempSync(join(tmpdir(), 'desk-bad-'));
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  writeFileSync(join(folder, 'empty.pdf'), '');
  writeFileSync(join(folder, 'renamed.pdf'), readFileSync(join(samples, 'photo.png')));
  writeFileSync(join(folder, 'letter.txt'), 'Kính gửi kho');
  writeFileSync(join(folder, 'large.pdf'), Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(21 * 1024 * 1024)]));
  mkdirSync(join(folder, 'folder.pdf'));
  symlinkSync(join(samples, 'label.pdf'), join(folder, 'link.pdf'));
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe('a new connection', () => {
  it.each([
    ['http://api.example.com', /https/],
    ['https://api.example.com/api/v1', /đường dẫn/],
    ['https://ten:matkhau@api.example.com', /mật khẩu|tên đăng nhập|tài khoản/],
    ['không phải địa chỉ', /địa chỉ/i],
  ])('with the address %s is refused in words, and keeps what was typed', async (address, words) => {
    const { page } = operator;
    await page.getByText('Chính thức', { exact: true }).click();
    await operator.field('Tên kết nối').fill('Shop Hoa Mai');
    await operator.field('Địa chỉ máy chủ API').fill(address);
    await operator.button('Mở kết nối').click();
    await page.getByText(words).last().waitFor(patience);
    expect(await operator.field('Địa chỉ máy chủ API').inputValue()).toBe(address);
    expect(await operator.field('Tên kết nối').inputValue()).toBe('Shop Hoa Mai');
  });
});

describe('a file on a shipment', () => {
  beforeAll(async () => {
    await operator.startPractising();
    await operator.goTo('Sản phẩm');
    await operator.page.getByText(/1–50 trên 300/).waitFor(patience);
    await operator.goTo('Vận đơn');
    await operator.button(/^Tạo vận đơn/).click();
    await operator.field('Mã tham chiếu vận đơn').fill('XAU-1');
  });

  it.each([
    ['empty.pdf', /trống|rỗng|0 byte/],
    ['renamed.pdf', /PNG|đuôi|nội dung/i],
    ['letter.txt', /không nhận|loại|chỉ nhận|định dạng/i],
    ['large.pdf', /20/],
    ['folder.pdf', /thư mục/i],
    ['link.pdf', /liên kết|lối tắt|shortcut/i],
  ])('%s is refused with its name and the reason, and the form stays', async (name, reason) => {
    const zone = operator.page.getByRole('group', { name: 'Nhãn vận chuyển' });
    await desk.dropFiles(zone, [join(folder, name)]);
    await zone.getByText(name).first().waitFor(patience);
    await expect.poll(() => zone.innerText(), patience).toMatch(reason);
    expect(await operator.field('Mã tham chiếu vận đơn').inputValue()).toBe('XAU-1');
  });
});

describe('a quantity', () => {
  it.each([
    ['0', /ít nhất|nhỏ nhất|từ 1|nhỏ/i],
    ['-3', /ít nhất|nhỏ nhất|từ 1|nhỏ/i],
    ['1.5', /nguyên/],
    ['1e12', /số/i],
    ['1000000000000', /nhiều nhất|lớn/i],
    ['1.000', /hàng nghìn|nghìn/],
  ])('of %s is refused at its field and kept as typed', async (typed, words) => {
    const amount = operator.page.getByRole('textbox', { name: 'Số lượng' });
    await amount.fill(typed);
    await operator.page.getByRole('button', { name: 'Kiểm tra' }).click();
    await expect.poll(async () => (await amount.getAttribute('aria-invalid')) === 'true', patience).toBe(true);
    const described = await amount.evaluate((element) => (element.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' '));
    expect(described).toMatch(words);
    expect(await amount.inputValue()).toBe(typed);
  });

  it('in full-width digits is taken as the number it is', async () => {
    const amount = operator.page.getByRole('textbox', { name: 'Số lượng' });
    await amount.fill('１２');
    await operator.page.getByRole('button', { name: 'Kiểm tra' }).click();
    await expect.poll(async () => (await amount.getAttribute('aria-invalid')) === 'true', patience).toBe(false);
    expect(await amount.inputValue()).toBe('１２');
  });

  it('beside a note of 10,000 characters, emoji and taken-apart accents: nothing is taken away', async () => {
    const note = operator.page.getByRole('textbox', { name: 'Ghi chú' });
    const long = 'Giao gio\u031B\u0300 hành chính 📦 '.repeat(500).slice(0, 10_000);
    await note.fill(long);
    await operator.page.getByRole('button', { name: 'Kiểm tra' }).click();
    await expect.poll(async () => (await note.getAttribute('aria-invalid')) === 'true', patience).toBe(true);
    expect(await note.inputValue()).toBe(long);
    await note.fill('Giao giờ hành chính 📦');
  });
});

describe('the provider refuses', () => {
  it('a SKU that exists: said at the SKU, the draft open again, sent with another one', async () => {
    await operator.createProduct({ sku: 'AT-DO-M', name: 'Áo thun trùng mã' });
    await operator.send();
    await operator.goTo('Hộp gửi');
    const row = operator.page.getByRole('grid').getByRole('row').filter({ hasText: 'AT-DO-M' }).filter({ hasText: 'Bị từ chối' });
    await row.waitFor({ timeout: 30_000 });
    await row.click();
    await operator.button('Sửa lại bản nháp').click();
    const sku = operator.field('SKU');
    await expect.poll(async () => (await sku.getAttribute('aria-invalid')) === 'true', patience).toBe(true);
    expect(await operator.field('Tên sản phẩm').inputValue()).toBe('Áo thun trùng mã');
    await sku.fill('AT-DO-M-2');
    await operator.send();
    expect(await operator.confirmed('AT-DO-M-2')).toMatch(/^OASIN\d+$/);
  });
});

describe('a profile that is no JSON', () => {
  it('is said as such and stays in the editor', async () => {
    await operator.goTo('Cài đặt');
    await operator.page.getByRole('tab', { name: 'Hồ sơ' }).click();
    const editor = operator.page.getByRole('tabpanel').getByRole('textbox').first();
    await editor.fill('{ "calls": ');
    await operator.page.getByRole('tabpanel').getByRole('button', { name: /^(Lưu|Áp dụng)/ }).click();
    await expect.poll(() => operator.page.getByRole('tabpanel').innerText(), patience).toMatch(/không phải JSON đúng cú pháp/);
    expect(await editor.inputValue()).toBe('{ "calls": ');
  });
});
