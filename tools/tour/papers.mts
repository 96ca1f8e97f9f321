/** What leaves the desk as a file or on paper: labels of many shipments, a claim sheet, a list as it is seen. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operator } from '../driver/operator.mts';
import { patience, samples, sendAnyhow, type Step } from './step.mts';

export async function seePapers(operator: Operator, step: Step): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-tour-'));
  try {
    await seeClaim(operator, step, folder);
    await seeExport(operator, step, folder);
    await seeLabelsPrinted(operator, step);
    await seeManyCancelled(operator, step);
    await step('today-later', 'Comes back to the day, when more has been read', () => operator.goTo('Hôm nay'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function save(operator: Operator, path: string): Promise<void> {
  await operator.desk.answerDialogs([{ dialog: 'showSaveDialog', canceled: false, filePath: path }]);
}
const chosen = (operator: Operator) => operator.page.getByRole('group', { name: 'Các dòng đã chọn' });
/** Of the whole list, as its boxes are. */
async function choose(operator: Operator, screen: 'Sản phẩm' | 'Vận đơn', last: number): Promise<void> {
  await operator.goTo(screen);
  await operator.page.getByRole('searchbox').first().fill('');
  await operator.page
    .getByRole('group', { name: 'Lọc theo trạng thái' })
    .getByRole('button', { name: /^Tất cả/ })
    .click();
  const rows = operator.page.getByRole('grid').first().locator('[role=row][aria-selected]');
  await rows.nth(last).waitFor(patience);
  await rows.nth(0).getByRole('checkbox').click();
  await rows
    .nth(last)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await chosen(operator).waitFor(patience);
}

async function seeClaim(operator: Operator, step: Step, folder: string): Promise<void> {
  const dialog = operator.page.getByRole('dialog');
  await step('differences', 'Reads what came in otherwise than it was announced', async (page) => {
    await operator.goTo('Đơn nhập');
    await page.getByRole('searchbox').first().fill('');
    await page
      .getByRole('group', { name: 'Lọc theo trạng thái' })
      .getByRole('button', { name: /^Hoàn tất/ })
      .click();
    await page
      .getByRole('grid')
      .first()
      .getByRole('row')
      .filter({ hasText: /\d+ chênh lệch/ })
      .first()
      .click(patience);
    const differs = page.getByRole('article').getByText(/sản phẩm có chênh lệch/);
    await differs.waitFor(patience);
    await differs.scrollIntoViewIfNeeded();
  });
  await step('claim', 'Has it written as a claim sheet', async () => {
    await operator.button('Biên bản đối chiếu').click();
    await dialog.waitFor(patience);
  });
  await step('claim-saved', 'Has it as a PDF to sign', async () => {
    await save(operator, join(folder, 'bien-ban-doi-chieu.pdf'));
    await dialog.getByRole('button', { name: /PDF/ }).click();
    await dialog.getByText(/Đã lưu bien-ban-doi-chieu\.pdf/).waitFor(patience);
  });
  await operator.page.keyboard.press('Escape');
}

async function seeExport(operator: Operator, step: Step, folder: string): Promise<void> {
  await step('exported', 'Writes the chosen rows of a list as a spreadsheet', async (page) => {
    await choose(operator, 'Sản phẩm', 4);
    await save(operator, join(folder, 'san-pham.xlsx'));
    await chosen(operator).getByRole('button', { name: 'Xuất XLSX' }).click();
    await page.getByText(/Đã lưu san-pham\.xlsx/).waitFor(patience);
  });
  await chosen(operator)
    .getByRole('button', { name: /^Bỏ chọn/ })
    .click();
}

async function seeLabelsPrinted(operator: Operator, step: Step): Promise<void> {
  const dialog = operator.page.getByRole('dialog');
  await step('print-many', 'Prints the labels of several shipments', async () => {
    for (const [reference, label] of [
      ['DH-261124-920', 'shipping-label.pdf'],
      ['DH-261124-921', 'label.pdf'],
    ] as const) {
      await operator.createShipment({ reference, platform: 'shopee', product: 'AT-DO-M', quantity: '1', label: join(samples, label) });
      await sendAnyhow(operator);
      await operator.confirmed(reference);
    }
    await choose(operator, 'Vận đơn', 1);
    await chosen(operator)
      .getByRole('button', { name: /^In .*nhãn/ })
      .click();
    await dialog.locator('canvas[data-page]').first().waitFor(patience);
  });
  await dialog.getByRole('button', { name: 'Đóng' }).click();
  await dialog.waitFor({ state: 'hidden', ...patience });
  await chosen(operator)
    .getByRole('button', { name: /^Bỏ chọn/ })
    .click();
}

async function seeManyCancelled(operator: Operator, step: Step): Promise<void> {
  await step('many-cancelled', 'Cancels more than ten only when their number is typed', async (page) => {
    await page.getByRole('columnheader', { name: 'Chọn cả danh sách' }).getByRole('checkbox').click();
    const cancel = chosen(operator).getByRole('button', { name: /^Hủy \d+ trong \d+/ });
    await cancel.click(patience);
    await page.getByRole('alertdialog').getByRole('textbox').fill('12');
  });
  await operator.page.keyboard.press('Escape');
  await operator.page.getByRole('alertdialog').waitFor({ state: 'hidden', ...patience });
  await chosen(operator)
    .getByRole('button', { name: /^Bỏ chọn/ })
    .click();
}
