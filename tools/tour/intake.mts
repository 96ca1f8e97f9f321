/** The day of an operator with 500 orders: one export and one PDF of labels, from the drop to their sending. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedCompany } from '../../main/practice/seed.ts';
import { type Operator, hanoi } from '../driver/operator.mts';
import { patience, samples, type Step } from './step.mts';

/** Milliseconds: 500 labels are read meanwhile. */
const long = { timeout: 240_000 } as const;
const orders = 500;

/** What such a company sells most: lies in the warehouse in plenty. One more is a set of two, of which no product is known. */
function goods(): { readonly sku: string; readonly name: string }[] {
  const plenty = seedCompany(1, Date.now() / 1_000).products.filter(
    ({ status, opening }) =>
      status === 'ACTIVE' && opening.some((each) => hanoi.includes(each.warehouse_code) && each.stock_level === 'A' && each.quantity > 400),
  );
  return [...plenty.slice(0, 24), { sku: 'COMBO-2AO', name: 'Combo 2 áo' }];
}

/** The files that are dropped, as the samples of the tests make them. */
async function made(): Promise<{ readonly xlsx: Buffer; readonly pdf: Buffer }> {
  const [{ makePile }, { orderFile }] = (await Promise.all([
    import(join(samples, 'labelPiles.mts')),
    import(join(samples, 'orderFiles.mts')),
  ])) as [
    { makePile: (options: object) => { readonly pdf: Buffer; readonly orders: readonly object[] } },
    { orderFile: (options: object) => { readonly xlsx: () => Buffer } },
  ];
  const pile = makePile({ platform: 'shopee', labels: orders, seed: 7, strangers: 2, swapped: 1, copies: 1, faint: 2 });
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1_000);
  const placedOn = { year: yesterday.getFullYear(), month: yesterday.getMonth() + 1, day: yesterday.getDate() };
  return {
    pdf: pile.pdf,
    xlsx: orderFile({ layout: 'shopee', orders, goods: goods(), mostLines: 2, placedOn, parcels: pile.orders }).xlsx(),
  };
}

export async function seeIntake(operator: Operator, step: Step): Promise<void> {
  const { page, desk } = operator;
  const folder = mkdtempSync(join(tmpdir(), 'desk-tour-'));
  const orderPath = join(folder, 'Order.toship.xlsx');
  const labelPath = join(folder, 'nhãn 500 đơn.pdf');
  try {
    const files = await made();
    writeFileSync(orderPath, files.xlsx);
    writeFileSync(labelPath, files.pdf);
    const documents = page.getByRole('grid', { name: 'Chứng từ' });

    await step('intake-empty', 'Comes to where files are brought in', async () => {
      await page.keyboard.press('Escape');
      await operator.goTo('Nhập hàng loạt');
    });
    await step('intake-reading', 'Drops 500 orders and their labels: they are read beside everything else', async () => {
      await desk.dropFiles(page.getByRole('heading', { name: 'Nhập hàng loạt' }).first(), [orderPath, labelPath]);
      await page.getByText('Order.toship.xlsx').first().waitFor(patience);
    });
    await step('intake-warehouse', 'Says once from which warehouse they go', async () => {
      await page.getByRole('combobox', { name: 'Kho, cho mọi dòng' }).selectOption({ label: hanoi }, long);
      await page.getByRole('main').getByText('Chờ bạn gửi', { exact: true }).first().waitFor(long);
    });
    await step('intake-problem', 'Goes to the first problem with one key', async () => {
      await documents.locator('[role=row][aria-selected]').first().waitFor(patience);
      await documents.focus();
      await page.keyboard.press('F8');
      await documents.locator('[aria-selected=true]').waitFor(patience);
    });
    await step('intake-detail', 'Sees the rows of the file beside it', async () => {
      await page.keyboard.press('Enter');
      await page.getByRole('article').waitFor(patience);
    });
    await step('intake-skus', 'Says what a SKU stands for that no product is known for', async () => {
      await page.getByRole('article').getByRole('button', { name: 'Đóng' }).click();
      await page.getByRole('button', { name: /^SKU lạ/ }).click();
      const sku = page.getByRole('listitem', { name: 'COMBO-2AO' });
      await sku.getByRole('combobox', { name: /^Tìm sản phẩm/ }).fill('AT-DO-M');
      await page.getByRole('option').filter({ hasText: 'AT-DO-M' }).first().click();
      await sku.getByRole('textbox', { name: 'Số cái' }).fill('2');
    });
    await step('intake-labels', 'Looks at the labels that are not sure, each as large as it fits', async () => {
      await page.getByRole('button', { name: 'Dùng sản phẩm này' }).click();
      await page.getByRole('button', { name: /^Nhãn cần xem/ }).click(long);
      await page.getByRole('img', { name: /^Trang/ }).waitFor(long);
    });
    await step('intake-send', 'Reads what goes and what does not', async () => {
      await page
        .getByRole('button', { name: /^Gửi \d/ })
        .and(page.locator(':not([aria-disabled])'))
        .waitFor(long);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alertdialog').waitFor(patience);
    });
    await step('intake-sending', 'Sends them: how far, how fast, how long still', async () => {
      await page.getByRole('alertdialog').getByRole('button', { name: /^Gửi/ }).click();
      await page
        .getByText(/Đã gửi [1-9]\d*\//)
        .first()
        .waitFor(long);
    });
    await step('intake-paused', 'Holds the rest, and goes on later', async () => {
      await page.getByRole('button', { name: 'Tạm dừng' }).last().click();
      await page.getByRole('button', { name: 'Gửi tiếp' }).waitFor(patience);
    });
    await step('intake-undone', 'Takes back what has not left', async () => {
      await page.getByRole('button', { name: 'Hoàn tác' }).last().click();
      await page
        .getByRole('alertdialog')
        .getByRole('button', { name: /^Hoàn tác/ })
        .click();
      await page
        .getByRole('main')
        .getByText(/^(?:Xong|Đã hoàn tác)$/)
        .first()
        .waitFor(long);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
