/** Files let go anywhere: a form takes them where they fit, a list makes drafts of them, and nothing of it happens without a word. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { pdfs } from './pdfs.ts';

const patience = { timeout: 30_000 } as const;
const samples = resolve(import.meta.dirname, '../samples');
const folder = mkdtempSync(join(tmpdir(), 'desk-dropping-'));
const at = (name: string): string => join(folder, name);
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  copyFileSync(join(samples, 'label.pdf'), at('DH-001.pdf'));
  writeFileSync(at('DH-002.pdf'), pdfs['ccitt'] ?? '');
  copyFileSync(at('DH-001.pdf'), at('DH-001 (1).pdf'));
  copyFileSync(join(samples, 'photo.jpg'), at('ảnh trước.jpg'));
  copyFileSync(join(samples, 'photo.png'), at('ảnh sau.png'));
  copyFileSync(join(samples, 'order.xlsx'), at('packing list.xlsx'));
  copyFileSync(join(samples, 'invoice.docx'), at('hóa đơn.docx'));
  writeFileSync(at('to.pdf'), Buffer.alloc(20 * 1024 * 1024 + 1, 'x'));
  mkdirSync(at('thư mục'));
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const zone = (name: string): Locator => operator.page.getByRole('group', { name });
const form = (): Locator => operator.page.getByRole('form');
const seen = (text: string | RegExp): Promise<void> => operator.page.getByText(text).first().waitFor(patience);
const openForm = async (screen: Parameters<Operator['goTo']>[0], button: RegExp): Promise<void> => {
  await operator.goTo(screen);
  await operator.button(button).click();
  await form().waitFor(patience);
};

describe('a form', () => {
  it('takes a label that is let go on a text field, or on its title', async () => {
    await openForm('Vận đơn', /^Tạo vận đơn/);
    await desk.dropFiles(operator.field('Mã tham chiếu vận đơn'), [at('DH-001.pdf')]);
    await zone('Nhãn vận chuyển').getByRole('group', { name: 'DH-001.pdf', exact: true }).waitFor(patience);
    await desk.dropFiles(operator.page.getByRole('heading', { name: 'Vận đơn mới' }), [at('DH-002.pdf')]);
    await zone('Nhãn vận chuyển').getByRole('group', { name: 'DH-002.pdf', exact: true }).waitFor(patience);
  });

  it('says what it replaced, and gives it back', async () => {
    await seen('Tệp vừa thả đã thay cho DH-001.pdf.');
    await operator.button('Lấy lại DH-001.pdf').click();
    await zone('Nhãn vận chuyển').getByRole('group', { name: 'DH-001.pdf', exact: true }).waitFor(patience);
    expect(await zone('Nhãn vận chuyển').getByRole('group', { name: 'DH-002.pdf', exact: true }).count()).toBe(0);
    // Drawn: nothing moves under the mouse of the next one.
    await zone('Nhãn vận chuyển')
      .getByRole('img', { name: /DH-001\.pdf/ })
      .waitFor(patience);
  });

  it('says why it takes no file of a wrong kind, too large, or a folder', async () => {
    await desk.dropFiles(operator.field('Ghi chú'), [at('packing list.xlsx')]);
    await zone('Nhãn vận chuyển').getByText('packing list.xlsx: chỗ này chỉ nhận PDF hoặc ảnh JPG, PNG, WebP').waitFor(patience);
    await desk.dropFiles(operator.field('Ghi chú'), [at('to.pdf')]);
    await zone('Nhãn vận chuyển')
      .getByText(/to\.pdf.*20/)
      .waitFor(patience);
    await desk.dropFiles(operator.field('Ghi chú'), [at('thư mục')]);
    await zone('Nhãn vận chuyển').getByText('“thư mục” là thư mục').waitFor(patience);
  });

  it('of a product puts two pictures into its two places', async () => {
    await openForm('Sản phẩm', /^Tạo sản phẩm/);
    await desk.dropFiles(operator.field('Tên'), [at('ảnh trước.jpg'), at('ảnh sau.png')]);
    await zone('Ảnh chính').getByRole('group', { name: 'ảnh trước.jpg' }).waitFor(patience);
    await zone('Ảnh phụ').getByRole('group', { name: 'ảnh sau.png', exact: true }).waitFor(patience);
  });

  it('of a purchase order takes several papers, and calls no packing list an invoice', async () => {
    await openForm('Đơn nhập', /^Tạo đơn nhập/);
    await desk.dropFiles(operator.field('Mã tham chiếu đơn nhập'), [at('DH-001.pdf'), at('packing list.xlsx')]);
    await form().getByRole('group', { name: 'packing list.xlsx' }).waitFor(patience);
    const types = form().getByRole('combobox', { name: 'Loại chứng từ' });
    await expect.poll(() => types.count(), patience).toBe(2);
    await operator.button(/^Kiểm tra/).click();
    await form()
      .getByRole('alert')
      .getByText(/Chứng từ 2 · Loại chứng từ/)
      .waitFor(patience);
  });

  it('of a return has no place for files, and says so', async () => {
    await openForm('Hàng hoàn', /^Tạo đơn hoàn/);
    await desk.dropFiles(operator.field('Ghi chú'), [at('DH-001.pdf')]);
    await seen(/Màn hình này không có chỗ nhận tệp/);
  });
});

describe('a list', () => {
  const list = (): Locator => operator.page.getByRole('main').getByRole('searchbox').first();

  it('makes a draft of each label, called by its file, and tells of what made none', async () => {
    await operator.goTo('Vận đơn');
    await desk.dropFiles(list(), [at('DH-001.pdf'), at('DH-002.pdf'), at('DH-001 (1).pdf'), at('hóa đơn.docx'), at('to.pdf')]);
    await seen('Đã tạo 2 nháp vận đơn từ 5 tệp.');
    await seen('DH-001 (1).pdf: giống hệt DH-001.pdf, nên không tạo thêm nháp.');
    await seen(/hóa đơn\.docx: danh sách Vận đơn chỉ nhận PDF/);
    await seen(/to\.pdf.*20/);
    await operator.button('Xem các nháp').click();
    for (const name of ['DH-001', 'DH-002'])
      await operator.page
        .getByRole('row', { name: new RegExp(`^Vận đơn ${name}`) })
        .first()
        .waitFor(patience);
  });

  it('brings in rows, and what is let go together with them, as one: from any list, and from the day’s screen', async () => {
    for (const [screen, names] of [
      ['Vận đơn', ['DH-001.pdf', 'packing list.xlsx']],
      ['Hàng hoàn', ['packing list.xlsx']],
      ['Hôm nay', ['thư mục', 'packing list.xlsx']],
    ] as const) {
      await operator.goTo(screen);
      await desk.dropFiles(operator.page.getByRole('heading', { name: screen, exact: true }).first(), names.map(at));
      await operator.page.getByRole('region', { name: 'Tệp và cột' }).getByText('packing list.xlsx').first().waitFor(patience);
    }
    await operator.goTo('Nhập hàng loạt');
    const rows = operator.page.getByRole('grid', { name: 'Nhập hàng loạt' }).locator('[role=row][aria-selected]');
    await expect.poll(() => rows.count(), patience).toBe(3);
  });

  it('opens the draft of a single one', async () => {
    await operator.goTo('Vận đơn');
    await desk.dropFiles(list(), [at('ảnh trước.jpg')]);
    await form().waitFor(patience);
    await zone('Nhãn vận chuyển').getByRole('group', { name: 'ảnh trước.jpg' }).waitFor(patience);
  });
});
