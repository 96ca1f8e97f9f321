/**
 * What happened to it: the timeline of a shipment, an order and a return, planned against received and its claim sheet, the day's counts,
 * and a notice to who is elsewhere. The built app against a practice provider that the test steers.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { picture } from './picture.ts';

const patience = { timeout: 30_000 } as const;
const folder = mkdtempSync(join(tmpdir(), 'desk-happened-'));
let provider: PracticeProvider;
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  provider = await startPractice({ folder: join(folder, 'company'), rateLimit: false });
  desk = await launchDesk({
    lang: 'vi',
    size: { width: 1366, height: 768 },
    provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: provider.baseUrl },
    token: provider.token,
    keychain: 'none',
  });
  operator = new Operator(desk);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

const life = () => detail().getByRole('list', { name: /^(Tiến trình|Hành trình)/u });
const detail = () => operator.page.getByRole('article');
/** The rows of the list on the screen, in all its pages. */
async function countOfList(): Promise<number> {
  const text = await operator.page
    .getByText(/^\d[\d.]*–\d[\d.]* trên \d[\d.]*$|^Không có dòng nào/u)
    .first()
    .innerText(patience);
  return Number((/trên ([\d.]+)/u.exec(text)?.[1] ?? '0').replaceAll('.', ''));
}

describe('a record tells what happened to it, when, and what can still be done', () => {
  it('a shipment', async () => {
    await operator.openFirst('Vận đơn', 'Đã bàn giao');
    await life()
      .getByText(/^Bàn giao/u)
      .first()
      .waitFor(patience);
    // Local times, and how long each step took.
    expect(await life().innerText()).toMatch(/\d{2}:\d{2}/u);
    await picture(desk, 'happened-shipment');
    await operator.openFirst('Vận đơn', 'Mới tạo');
    await detail()
      .getByText(/[Cc]òn hủy được/u)
      .first()
      .waitFor(patience);
  });

  it('a purchase order, with planned against received, what differs first', async () => {
    await operator.openFirst('Đơn nhập', 'Hoàn tất');
    await life().waitFor(patience);
    await detail()
      .getByRole('table', { name: /^Kết quả kiểm hàng/u })
      .waitFor(patience);
    await picture(desk, 'happened-order');
  });

  it('a return', async () => {
    await operator.openFirst('Hàng hoàn', 'Có vấn đề');
    await life().waitFor(patience);
    await picture(desk, 'happened-return');
  });
});

describe('the claim sheet', () => {
  /** An order that came in otherwise than it was announced. */
  async function openDifferent(): Promise<string> {
    await operator.goTo('Đơn nhập');
    const { page } = operator;
    await page.getByRole('searchbox').first().fill('');
    await page
      .getByRole('group', { name: 'Lọc theo trạng thái' })
      .getByRole('button', { name: /^Hoàn tất/u })
      .click();
    const row = page
      .getByRole('grid')
      .first()
      .getByRole('row')
      .filter({ hasText: /\d+ chênh lệch/u })
      .first();
    await row.click(patience);
    await detail()
      .getByText(/sản phẩm có chênh lệch/u)
      .waitFor(patience);
    return (await detail().getAttribute('aria-label')) ?? '';
  }
  async function save(button: RegExp, path: string): Promise<void> {
    await desk.answerDialogs([{ dialog: 'showSaveDialog', canceled: false, filePath: path }]);
    await operator.page.getByRole('dialog').getByRole('button', { name: button }).click();
    await operator.page
      .getByRole('dialog')
      .getByText(`Đã lưu ${basename(path)}`)
      .waitFor(patience);
  }

  it('is written as a spreadsheet and as a PDF, is read back, and its folder is shown', async () => {
    const code = await openDifferent();
    await detail().getByRole('button', { name: 'Biên bản đối chiếu' }).click();
    const [xlsx, pdf] = [join(folder, 'bien-ban.xlsx'), join(folder, 'bien-ban.pdf')];
    await save(/XLSX/u, xlsx);
    const cells = (await readXlsxFile(xlsx))[0]?.data as unknown[][];
    expect(cells.find(([term]) => term === 'Mã PO')?.[1]).toBe(code);
    const head = cells.findIndex(([first]) => first === 'Kiện');
    const columns = cells[head] as string[];
    const at = (name: string): number => columns.indexOf(name);
    const number = (row: unknown[] | undefined, name: string): number => Number(row?.[at(name)] ?? 0);
    const first = cells[head + 1];
    // What differs stands first: a product is more than one line where a part of it is damaged.
    const ofFirst = cells.slice(head + 1).filter((row) => row[0] === first?.[0] && row[at('SKU')] === first?.[at('SKU')]);
    const differences = ['Thiếu', 'Thừa', 'Nhận hỏng', 'Thất lạc'].flatMap((name) => ofFirst.map((row) => number(row, name)));
    expect(differences.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
    const totals = cells.find(([word]) => word === 'Tổng cộng');
    expect(number(totals, 'Khai báo')).toBeGreaterThan(0);

    await save(/PDF/u, pdf);
    await picture(desk, 'happened-claim');
    const read = await getDocument({ data: new Uint8Array(readFileSync(pdf)) }).promise;
    const page = await read.getPage(1);
    const [, , width = 0, height = 0] = page.view;
    expect([Math.round((width / 72) * 25.4), Math.round((height / 72) * 25.4)]).toEqual([297, 210]);
    const text = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
    for (const words of ['Biên bản đối chiếu hàng nhập kho', code, 'Tổng cộng', 'Đại diện chủ hàng', 'Shop Hoa Mai'])
      expect(text).toContain(words);
    await operator.page.getByRole('dialog').getByRole('button', { name: 'Mở thư mục' }).click();
    await expect.poll(() => desk.leftTheApp(), patience).toContainEqual({ action: 'showItemInFolder', path: pdf });
    await operator.page.keyboard.press('Escape');
  });
});

describe('the day’s screen', () => {
  it('has a count on each tile, and each leads to a list of just as many rows; what nobody knows is no 0', async () => {
    const { page } = operator;
    for (const name of [
      /Đơn nhập trễ hẹn$/u,
      /Tất cả, còn hủy được$/u,
      /Đã đóng gói, chờ lấy$/u,
      /Đơn nhập còn hủy được$/u,
      /Vận đơn tạo hôm nay$/u,
    ]) {
      await operator.goTo('Hôm nay');
      const tile = page.getByRole('main').getByRole('button', { name });
      await expect.poll(() => tile.innerText(), patience).toMatch(/^[\d.]+/u);
      const count = Number((/^[\d.]+/u.exec(await tile.innerText())?.[0] ?? '').replaceAll('.', ''));
      await tile.click();
      await expect.poll(countOfList, patience).toBe(count);
    }
    await operator.goTo('Hôm nay');
    await picture(desk, 'happened-today-vi');
    await page.getByText('EN', { exact: true }).click();
    await page.getByRole('heading', { name: 'Purchase orders on their way' }).waitFor(patience);
    await picture(desk, 'happened-today-en');
    await page.getByText('VI', { exact: true }).click();
    await page.getByRole('heading', { name: 'Đơn nhập đang về' }).waitFor(patience);
  });
});

describe('a change at the provider', () => {
  it('that somebody who is elsewhere should know of is told, and a click leads to its record', async () => {
    const headers = { authorization: provider.token, 'content-type': 'application/json' };
    const ask = (path: string, method = 'GET') =>
      fetch(`${provider.baseUrl}${path}`, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) });
    const list = (await (await ask('/api/v1/shipments/b2c/list?page=1&page_size=50&status=100')).json()) as {
      readonly data: readonly { readonly tracking_code: string; readonly status_info: { readonly value: number } }[];
    };
    const code = list.data.find(({ status_info }) => status_info.value === 100)?.tracking_code ?? '';
    await operator.goTo('Hôm nay');
    await desk.power('lock-screen');
    const answer = await ask(`/api/v1/shipments/b2c/${code}/cancel`, 'PUT');
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('cancelled_time')]);
    // What is hot is looked at when the computer wakes.
    await desk.power('suspend');
    await desk.power('resume');
    const told = () => desk.leftTheApp().filter(({ action }) => action === 'notification');
    await expect
      .poll(told, { timeout: 40_000 })
      .toEqual([{ action: 'notification', title: '1 vận đơn bị hủy', body: `${code}\nShop Hoa Mai` }]);
    await desk.power('unlock-screen');
    await desk.clickNotice();
    await operator.page.getByRole('article', { name: code }).filter({ hasText: 'Đã hủy' }).waitFor(patience);
    await picture(desk, 'happened-notice');
  });
});
