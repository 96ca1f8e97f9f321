/** Rows of a list are chosen, and the same is done to all of them: assigned, cancelled, written as a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { picture } from './picture.ts';

const patience = { timeout: 30_000 } as const;

let desk: Desk;
let operator: Operator;
beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await desk.page.getByText(/1–\d+ trên 300/).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});
const box = (row: number) => desk.page.getByRole('grid').locator('[role=rowgroup] [role=row]').nth(row).getByRole('checkbox');
const bar = () => desk.page.getByRole('group', { name: 'Các dòng đã chọn' });

describe('rows that are chosen', () => {
  it('twelve products are assigned with four clicks', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /^Mới/u }).first().click();
    const count = Number(/trên (\d+)/u.exec(await page.getByRole('group', { name: 'Vị trí trong danh sách' }).innerText())?.[1]);
    expect(count).toBeGreaterThan(1);
    const last = Math.min(count, 12) - 1;
    await box(0).click();
    await box(last).click({ modifiers: ['Shift'] });
    await bar()
      .getByText(`Đã chọn ${last + 1} dòng`)
      .waitFor(patience);
    await picture(desk, 'batch-chosen');
    await bar()
      .getByRole('button', { name: `Gán ${last + 1} trong ${last + 1} vào kho` })
      .click();
    await picture(desk, 'batch-assign');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Long Biên/u })
      .click();
    // Nothing is called done before it is.
    await page.getByText(`Gán vào kho: xong 0 · lỗi 0 · còn ${last + 1}`).waitFor(patience);
    await picture(desk, 'batch-begun');
    await page.getByText(new RegExp(`xong ${last + 1} · lỗi 0 · còn 0`, 'u')).waitFor({ timeout: 90_000 });
    await picture(desk, 'batch-done');
  });

  it('stay chosen where they are scrolled away, are not chosen under another filter, and go with Esc', async () => {
    const { page } = desk;
    await page
      .getByRole('button', { name: /^Tất cả/u })
      .first()
      .click();
    await box(1).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.getByText(/–300 trên 300/u).waitFor(patience);
    await bar().getByText('Đã chọn 1 dòng').waitFor(patience);
    await bar()
      .getByRole('button', { name: /Chọn tất cả 300 dòng khớp/u })
      .click();
    await bar().getByText('Đã chọn 300 dòng').waitFor(patience);
    await page
      .getByRole('button', { name: /^Đang hoạt động/u })
      .first()
      .click();
    await page.getByText(/300 dòng không còn được chọn/u).waitFor(patience);
    expect(await bar().count()).toBe(0);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await bar().getByText('Đã chọn 2 dòng').waitFor(patience);
    await page.keyboard.press('Escape');
    await expect.poll(() => bar().count(), patience).toBe(0);
  });

  it('many are cancelled only by who types how many', async () => {
    const { page } = desk;
    await operator.goTo('Vận đơn');
    await page.getByRole('grid').getByRole('row').nth(3).waitFor(patience);
    await page.getByRole('columnheader', { name: 'Chọn cả danh sách' }).getByRole('checkbox').click();
    const cancel = bar().getByRole('button', { name: /^Hủy \d+ trong \d+/u });
    await cancel.waitFor(patience);
    await expect.poll(async () => Number(/Hủy (\d+)/u.exec(await cancel.innerText())?.[1]), patience).toBeGreaterThan(10);
    const count = Number(/Hủy (\d+)/u.exec(await cancel.innerText())?.[1]);
    await cancel.click();
    const question = page.getByRole('alertdialog');
    const confirm = question.getByRole('button', { name: `Hủy ${count} vận đơn` });
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    await question.getByRole('textbox').fill(String(count));
    await picture(desk, 'batch-typed');
    expect(await confirm.getAttribute('aria-disabled')).not.toBe('true');
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await expect.poll(() => bar().count(), patience).toBe(0);
  });

  it('are printed in one go, in the order of the list', async () => {
    const { page } = desk;
    await box(0).click();
    await box(2).click({ modifiers: ['Shift'] });
    await bar()
      .getByRole('button', { name: /^In .*nhãn/u })
      .click();
    await page.getByRole('dialog').getByRole('heading', { name: 'In 3 nhãn vận đơn' }).waitFor(patience);
    await picture(desk, 'batch-print');
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Escape');
  });

  it('are written as they are seen: headings, order, words; and their folder is opened', async () => {
    const { page } = desk;
    const folder = mkdtempSync(join(tmpdir(), 'desk-export-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'san-pham.xlsx');
    await desk.answerDialogs([{ dialog: 'showSaveDialog', canceled: false, filePath: file }]);
    await operator.goTo('Sản phẩm');
    await box(0).click();
    await box(2).click({ modifiers: ['Shift'] });
    await bar().getByRole('button', { name: 'Xuất XLSX' }).click();
    await page.getByText(/Đã lưu san-pham\.xlsx/u).waitFor(patience);
    await page.getByRole('button', { name: 'Mở thư mục' }).waitFor(patience);
    await picture(desk, 'batch-exported');
    const heads = (await page.getByRole('grid').getByRole('columnheader').allInnerTexts()).map((text) =>
      text.replaceAll(/[▲▼\n]/gu, '').trim(),
    );
    const skus = await page.getByRole('grid').locator('[role=rowgroup] [role=gridcell][aria-colindex="2"]').allInnerTexts();
    const [head = [], ...rows] = (await readXlsxFile(file))[0]?.data ?? [];
    // What there is no room for on the screen is written, too.
    expect(head.filter((title) => heads.includes(String(title)))).toEqual(heads.filter((title) => title !== ''));
    expect(rows.map(([sku]) => sku)).toEqual(skus.slice(0, 3));
    await page.getByRole('grid').focus();
    await page.keyboard.press('Escape');
  });

  it('are chosen in English, too', async () => {
    const { page } = desk;
    await page.getByText('EN', { exact: true }).click();
    await box(0).click();
    await page.getByRole('group', { name: 'Chosen rows' }).getByText('1 chosen').waitFor(patience);
    await picture(desk, 'batch-english');
  });
});
