/**
 * Bad input on the real screens: a clear word beside the field, the next step, and nothing typed is lost. One desk for all; its waits are
 * shortened.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { makeLink, noLinks } from '../links.ts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator, inDays } from '../../tools/driver/operator.mts';
import { atProvider } from './practiceCompany.ts';

const patience = { timeout: 20_000 } as const;
const samples = resolve(import.meta.dirname, '../samples');
const folder = mkdtempSync(join(tmpdir(), 'desk-bad-'));
let provider: PracticeProvider;
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  writeFileSync(join(folder, 'empty.pdf'), '');
  writeFileSync(join(folder, 'letter.txt'), 'Kính gửi kho');
  writeFileSync(join(folder, 'large.pdf'), Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(21 * 1024 * 1024)]));
  mkdirSync(join(folder, 'folder.pdf'));
  for (const name of ['vanishing.pdf', 'kept.pdf']) copyFileSync(join(samples, 'label.pdf'), join(folder, name));
  provider = await startPractice({ folder: join(folder, 'provider'), rateLimit: false });
  desk = await launchDesk({ lang: 'vi', keychain: 'none', args: ['--pace=20'] });
  operator = new Operator(desk);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The texts tied to a control: its error and its hint, as a screen reader reads them. */
const described = (control: Locator): Promise<string> =>
  control.evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );

/** Waits until the control is marked as wrong and says so in these words. */
async function isRefused(control: Locator, words: string | RegExp): Promise<void> {
  await expect.poll(() => control.getAttribute('aria-invalid'), patience).toBe('true');
  await expect.poll(() => described(control), patience).toMatch(words);
}

const check = (): Promise<void> => operator.button('Kiểm tra').click();

describe('a new connection', () => {
  it.each([
    [
      'http://api.example.com',
      'Địa chỉ máy chủ phải bắt đầu bằng https://. Mã truy cập không được đi qua đường không mã hóa. Hỏi Onflow địa chỉ https.',
    ],
    [
      'https://api.example.com/api/v1',
      'Địa chỉ máy chủ không được kèm đường dẫn. Chỉ giữ phần tên máy chủ, bỏ mọi thứ sau dấu / đầu tiên.',
    ],
    [
      'https://ten:matkhau@api.example.com',
      'Địa chỉ máy chủ không được kèm tên hay mật khẩu. Bỏ phần trước dấu @. Mã truy cập được dán ở ô riêng.',
    ],
    ['không phải địa chỉ', 'Địa chỉ máy chủ không hợp lệ. Gõ địa chỉ đầy đủ, ví dụ https://open-api.example.vn.'],
  ])('with the address %s is refused at its field, and keeps what was typed', async (address, words) => {
    const { page } = operator;
    await page.getByText('Chính thức', { exact: true }).click();
    await operator.field('Tên kết nối').fill('Shop Hoa Mai');
    await operator.field('Địa chỉ máy chủ API').fill(address);
    await page.getByLabel('Mã truy cập (Access Token)').fill('chua-dung-toi');
    await operator.button('Mở kết nối').click();
    await isRefused(operator.field('Địa chỉ máy chủ API'), words);
    expect(await operator.field('Địa chỉ máy chủ API').inputValue()).toBe(address);
    expect(await operator.field('Tên kết nối').inputValue()).toBe('Shop Hoa Mai');
    expect(await page.getByLabel('Mã truy cập (Access Token)').inputValue()).toBe('chua-dung-toi');
  });
});

describe('a file on a shipment', () => {
  const zone = (): Locator => operator.page.getByRole('group', { name: 'Nhãn vận chuyển' });
  /** Names the file, says why and what to do; the form is as it was. */
  async function isRefusedAs(name: string, ...words: readonly string[]): Promise<void> {
    const alert = zone().getByRole('alert').filter({ hasText: name });
    await alert.waitFor(patience);
    for (const each of words) expect(await alert.innerText()).toContain(each);
    expect(await operator.field('Mã tham chiếu vận đơn').inputValue()).toBe('XAU-1');
  }

  beforeAll(async () => {
    await operator.startPractising();
    await operator.goTo('Sản phẩm');
    await operator.page.getByText(/1–\d+ trên 300/).waitFor(patience);
    await operator.goTo('Vận đơn');
    await operator.button(/^Tạo vận đơn/).click();
    await operator.field('Mã tham chiếu vận đơn').fill('XAU-1');
  });

  it.each([
    ['empty.pdf', 'rỗng (0 byte)', 'Tải hoặc xuất lại tệp rồi thả vào lần nữa.'],
    ['letter.txt', 'không thuộc loại nhận được', 'Dùng JPG, PNG, WEBP, PDF, DOCX hoặc XLSX.'],
    ['large.pdf', 'lớn hơn 20 MB', 'Nén hoặc giảm độ phân giải rồi chọn lại.'],
    ['folder.pdf', 'là thư mục, không phải tệp', 'Mở thư mục và chọn từng tệp.'],
  ])('%s is refused with its name, the reason and the next step, and the form stays', async (name, ...words) => {
    await desk.dropFiles(zone(), [join(folder, name)]);
    await isRefusedAs(name, ...words);
  });

  it('that is a link is refused with the next step, and the form stays', async ({ skip }) => {
    const path = join(folder, 'link.pdf');
    skip(!makeLink(join(samples, 'label.pdf'), path), noLinks);
    await desk.dropFiles(zone(), [path]);
    await isRefusedAs('link.pdf', 'là lối tắt tới tệp khác', 'Thả chính tệp gốc vào đây.');
  });

  it('that is deleted while it is dragged is said to be gone', async () => {
    const path = join(folder, 'vanishing.pdf');
    await desk.dropFiles(zone(), [path], () => rmSync(path));
    await isRefusedAs('vanishing.pdf', 'không còn ở đó', 'Tệp đã bị chuyển hoặc xóa. Tìm lại rồi thả vào lần nữa.');
  });

  it('that may not be read is said to be unreadable', async () => {
    const path = unreadableFile();
    await desk.dropFiles(zone(), [path]);
    await isRefusedAs(basename(path), 'Không đọc được tệp', 'Kiểm tra quyền mở tệp, hoặc đóng chương trình đang giữ tệp, rồi thử lại.');
  });

  it.skipIf(process.platform === 'win32')('that is a pipe is refused at once, and not waited for', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.pdf')]);
    await desk.dropFiles(zone(), [join(folder, 'pipe.pdf')]);
    await isRefusedAs('pipe.pdf', 'Đây không phải tệp trên máy này', 'Lưu tệp xuống máy trước');
  });

  it('that is deleted after it was dropped stays, and a wrong one dropped on it does not take its place', async () => {
    await operator.drop('Nhãn vận chuyển', join(folder, 'kept.pdf'));
    rmSync(join(folder, 'kept.pdf'));
    await zone()
      .getByRole('img', { name: /Trang 1/ })
      .waitFor(patience);
    await desk.dropFiles(zone(), [join(folder, 'letter.txt')]);
    await isRefusedAs('letter.txt', 'không thuộc loại nhận được');
    await zone().getByRole('group', { name: 'kept.pdf', exact: true }).waitFor(patience);
  });
});

describe('a quantity', () => {
  const amount = (): Locator => operator.field('Số lượng');

  it.each([
    ['0', 'Nhỏ nhất là 1.'],
    ['-3', 'Nhỏ nhất là 1.'],
    ['1.5', 'Cần số nguyên, không có phần lẻ.'],
    ['1e12', 'Đây không phải là số. Chỉ gõ chữ số, ví dụ 12.'],
    ['1000000000000', /Lớn nhất là 1.000.000\./],
    ['1.000', 'Viết liền, ví dụ 1000.'],
  ])('of %s is refused at its field and kept as typed', async (typed, words) => {
    await amount().fill(typed);
    await check();
    await isRefused(amount(), words);
    expect(await amount().inputValue()).toBe(typed);
  });

  it('in full-width digits is taken as the number it is', async () => {
    await amount().fill('１２');
    await check();
    await expect.poll(() => amount().getAttribute('aria-invalid'), patience).toBeNull();
    expect(await amount().inputValue()).toBe('１２');
  });

  it('beside a note of 10,000 characters: the limit is named and nothing is taken away', async () => {
    const note = operator.field('Ghi chú');
    const long = 'Giao gio\u031B\u0300 hành chính 📦 '.repeat(500).slice(0, 10_000);
    await note.fill(long);
    await check();
    await isRefused(note, /Dài quá 2.000 ký tự\. Rút ngắn lại\./);
    expect(await note.inputValue()).toBe(long);
  });

  it('with emoji, taken-apart accents and the file whose original is gone: all of it arrives', async () => {
    await operator.field('Ghi chú').fill('Giao gio\u031B\u0300 hành chính 📦');
    await operator.chooseWarehouse();
    await operator.page.getByRole('combobox', { name: 'Sàn TMĐT' }).fill('shopee');
    await operator.scanProduct('AT-DO-M', '１２');
    await operator.send();
    await operator.confirmed('XAU-1');
    const [made, ...more] = atProvider(desk, 'shipments').filter((each) => each.merchant_tracking_code_reference === 'XAU-1');
    expect(more).toEqual([]);
    expect(made).toMatchObject({ note: 'Giao giờ hành chính 📦'.normalize('NFC'), items: [{ product_quantity: 12 }] });
    const bytes = Buffer.from(await (await fetch(made?.label_url ?? '')).arrayBuffer());
    expect(sha256(bytes)).toBe(sha256(readFileSync(join(samples, 'label.pdf'))));
  });
});

describe('a text', () => {
  it.each([
    ['Tên sản phẩm', 'Áo\u0007 thun', 'Có ký tự điều khiển không nhìn thấy. Xóa đi rồi gõ lại.'],
    ['SKU', 'XAU\u202E-2', 'Có ký tự vô hình (thường do sao chép). Xóa hết rồi gõ lại.'],
    ['SKU', 'XAU 2', 'Mã không được có khoảng trắng ở giữa.'],
  ])('with what cannot be seen or sent is refused at its field (%s: %j), and kept as typed', async (field, typed, words) => {
    await operator.createProduct({ sku: 'XAU-2', name: 'Áo thun', price: '159000', assign: false });
    await operator.field(field).fill(typed);
    await check();
    await isRefused(operator.field(field), words);
    expect(await operator.field(field).inputValue()).toBe(typed);
    expect(await operator.field('Giá bán (VND)').inputValue()).toBe('159000');
    await operator.page.getByRole('alert').filter({ hasText: 'chỗ cần sửa' }).getByRole('button', { name: field }).waitFor(patience);
  });

  it('in taken-apart accents, with emoji, and a price in full-width digits arrive as they are meant', async () => {
    await operator.createProduct({ sku: 'XAU-2', name: 'Áo thun cổ tròn đỏ 👕'.normalize('NFD'), price: '１５９０００', assign: false });
    // Other drafts of this file have the same SKU, and Send says so.
    await operator.sendAnyway();
    expect(await operator.confirmed('XAU-2')).toMatch(/^OASIN\d+$/);
    expect(atProvider(desk, 'products').filter((each) => each.sku === 'XAU-2')).toMatchObject([
      { name: 'Áo thun cổ tròn đỏ 👕'.normalize('NFC'), price: 159_000 },
    ]);
  });
});

describe('a purchase order', () => {
  const product = (): Locator => operator.page.getByRole('group', { name: /Dòng 1$/ }).getByRole('combobox', { name: 'Sản phẩm' });

  it('that was to arrive in the past is refused at its time; reference, product, quantity and document stay', async () => {
    await operator.createPurchaseOrder({
      reference: 'XAU-PO-1',
      eta: '01/01/2020 09:00',
      product: 'AT-DO-M',
      quantity: '120',
      document: join(samples, 'invoice.docx'),
    });
    const eta = operator.field('Dự kiến đến kho (ETA)');
    for (const press of ['Kiểm tra', 'Gửi']) {
      await operator.page.getByRole('button', { name: press, exact: true }).click();
      await isRefused(eta, 'Thời gian dự kiến đến đã qua. Chọn một thời điểm sắp tới.');
      await operator.page
        .getByRole('alert')
        .getByRole('button', { name: /Dự kiến đến kho/ })
        .waitFor(patience);
    }
    expect(await eta.inputValue()).toBe('01/01/2020 09:00');
    expect(await operator.field('Mã tham chiếu đơn nhập').inputValue()).toBe('XAU-PO-1');
    expect(await product().inputValue()).toContain('AT-DO-M');
    expect(await operator.field('Số lượng').inputValue()).toBe('120');
    await operator.page.getByRole('group', { name: 'invoice.docx' }).waitFor(patience);
    await eta.fill(inDays(2));
    await operator.send();
    expect(await operator.confirmed('XAU-PO-1')).toMatch(/^OAPO\d+$/);
  });

  it('with a product that the provider says is new is stopped by Check and by Send alike, and the draft is whole', async () => {
    await operator.createPurchaseOrder({ reference: 'XAU-PO-2', eta: inDays(3), product: 'XAU-2', quantity: '7' });
    const said = 'Sản phẩm mới, chưa được gán vào kho nào. Gán kho trước rồi gửi.';
    await check();
    await isRefused(product(), said);
    await operator.page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await isRefused(product(), said);
    await operator.button(/^Gán vào .* ngay$/).waitFor(patience);
    expect(await product().inputValue()).toContain('XAU-2');
    expect(await operator.field('Số lượng').inputValue()).toBe('7');
    expect(await operator.field('Mã tham chiếu đơn nhập').inputValue()).toBe('XAU-PO-2');
    expect(atProvider(desk, 'purchaseOrders').filter((each) => each.merchant_po_reference === 'XAU-PO-2')).toEqual([]);
  });
});

describe('the provider refuses', () => {
  it('a SKU that exists: said at the SKU, the draft open again, sent with another one', async () => {
    await operator.createProduct({ sku: 'AT-DO-M', name: 'Áo thun trùng mã' });
    await operator.sendAnyway();
    await operator.goTo('Hộp gửi');
    const row = operator.page.getByRole('grid').getByRole('row').filter({ hasText: 'AT-DO-M' }).filter({ hasText: 'Bị từ chối' });
    await row.waitFor(patience);
    await row.click();
    await operator.button('Sửa lại bản nháp').click();
    const sku = operator.field('SKU');
    await isRefused(sku, 'SKU này đã có ở Onflow. Dùng sản phẩm có sẵn hoặc đặt SKU khác.');
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
    await operator.page
      .getByRole('tabpanel')
      .getByRole('button', { name: /^(Lưu|Áp dụng)/ })
      .click();
    await expect.poll(() => operator.page.getByRole('tabpanel').innerText(), patience).toMatch(/không phải JSON đúng cú pháp/);
    expect(await editor.inputValue()).toBe('{ "calls": ');
  });
});

describe('a token', () => {
  it('with a space or a line break inside is refused at its field; with line ends around it, it is taken', async () => {
    const { page } = operator;
    const { token } = provider;
    await operator.goTo('Cài đặt');
    await page.getByRole('tab', { name: 'Kết nối' }).click();
    await operator.button(/^Thêm kết nối/).click();
    const dialog = page.getByRole('dialog', { name: 'Thêm kết nối' });
    await dialog.getByText('Chính thức', { exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Tên kết nối' }).fill('Shop Hoa Mai');
    await dialog.getByRole('textbox', { name: 'Địa chỉ máy chủ API' }).fill(provider.baseUrl);
    const field = dialog.getByLabel('Mã truy cập (Access Token)');
    for (const broken of [`${token.slice(0, 5)} ${token.slice(5)}`, `${token.slice(0, 5)}\n${token.slice(5)}`]) {
      await paste(field, broken);
      await dialog.getByRole('button', { name: 'Mở kết nối' }).click();
      await isRefused(field, 'Mã có khoảng trắng hoặc xuống dòng ở giữa. Sao chép lại riêng phần mã, một dòng liền, rồi dán lại.');
      expect(await dialog.getByRole('textbox', { name: 'Tên kết nối' }).inputValue()).toBe('Shop Hoa Mai');
      expect(await dialog.getByRole('textbox', { name: 'Địa chỉ máy chủ API' }).inputValue()).toBe(provider.baseUrl);
      expect(await field.inputValue()).not.toBe('');
    }
    await paste(field, `\n  ${token}\r\n`);
    await dialog.getByRole('button', { name: 'Mở kết nối' }).click();
    await dialog.waitFor({ state: 'hidden', ...patience });
    // Only a token that the provider knows is answered with warehouses.
    await operator.goTo('Danh mục');
    await page.getByRole('grid', { name: 'Kho' }).getByText('ONF_WH_HN_LB').waitFor(patience);
  });
});

/** Puts a text into a field as a person does who copied it in another program: with the line breaks it has there. */
async function paste(field: Locator, text: string): Promise<void> {
  const { page } = operator;
  await page.evaluate((copied) => {
    const elsewhere = document.createElement('textarea');
    elsewhere.id = 'elsewhere';
    elsewhere.value = copied;
    (document.querySelector('[role="dialog"]') ?? document.body).append(elsewhere);
    elsewhere.select();
  }, text);
  await page.keyboard.press('ControlOrMeta+C');
  await page.evaluate(() => document.getElementById('elsewhere')?.remove());
  await field.fill('');
  await field.focus();
  await page.keyboard.press('ControlOrMeta+V');
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A real file that this account may not read. */
function unreadableFile(): string {
  if (process.platform === 'win32') {
    const path = join(folder, 'locked.pdf');
    copyFileSync(join(samples, 'label.pdf'), path);
    execFileSync('icacls', [path, '/deny', '*S-1-1-0:(RD)']);
    return path;
  }
  if (process.getuid?.() !== 0) {
    const path = join(folder, 'locked.pdf');
    copyFileSync(join(samples, 'label.pdf'), path);
    chmodSync(path, 0o000);
    return path;
  }
  // Root may read whatever the mode says; but the kernel has files that can only be written to, and there even root is refused.
  const found = readdirSync('/sys/bus')
    .map((bus) => join('/sys/bus', bus, 'drivers_probe'))
    .find((path) => refusesToBeRead(path));
  if (found === undefined)
    throw new Error('This machine has no file that root may not read (/sys/bus/*/drivers_probe): run the tests as another user');
  return found;
}

function refusesToBeRead(path: string): boolean {
  try {
    readFileSync(path);
    return false;
  } catch (reason) {
    return (reason as NodeJS.ErrnoException).code === 'EACCES';
  }
}
