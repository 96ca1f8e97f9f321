/** Lists asked otherwise: the palette, many rows at once, columns, filters and days, views under a name, the stock of all products. */
import type { Page } from 'playwright-core';
import type { Operator } from '../driver/operator.mts';
import { patience, type Step } from './step.mts';

export async function seeLists(operator: Operator, step: Step): Promise<void> {
  await seeMany(operator, step);
  await seeNarrowed(operator, step);
}

const allStates = (page: Page) => page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name: /^Tất cả/ });
const filterButton = (page: Page) => page.getByRole('button', { name: /^Bộ lọc [▴▾]/ });
const panel = (page: Page) => page.getByRole('group', { name: 'Bộ lọc' });
const rows = (page: Page) => page.getByRole('grid').first().locator('[role=row][aria-selected]');
const firstRow = (page: Page) => rows(page).first();

/** The palette, the stock of all products, and what is done to many records at once. */
async function seeMany(operator: Operator, step: Step): Promise<void> {
  await step('palette', 'Finds what can be done from one field, without accents', async (page) => {
    await operator.goTo('Hôm nay');
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog').getByRole('combobox').fill('huy don');
    await page.getByRole('dialog').getByRole('option').first().waitFor(patience);
  });
  await step('palette-record', 'Finds a record by a part of its name', async (page) => {
    await page.getByRole('dialog').getByRole('combobox').fill('ao thun');
    await page
      .getByRole('dialog')
      .getByRole('option')
      .filter({ hasText: /Áo thun/ })
      .first()
      .waitFor(patience);
  });
  await step('stock', 'Sees the stock of all products, level by level', async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Màn hình' }).getByText('Tồn kho', { exact: true }).click();
    await page.getByRole('main', { name: 'Tồn kho' }).waitFor(patience);
    await page.getByRole('table').getByRole('row').nth(5).waitFor(patience);
  });
  await step('many', 'Chooses several shipments, and sees to how many of them what can be done', async (page) => {
    await operator.goTo('Vận đơn');
    const rows = page.getByRole('grid').locator('[role=row][aria-selected]');
    await rows.nth(0).getByRole('checkbox').click();
    await rows
      .nth(5)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: /^In nhãn của 6 vận đơn/ }).waitFor(patience);
  });
  await step('columns', 'Sets up the columns of a list', async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('main').getByRole('button', { name: /^Cột/ }).click();
    await page.getByRole('checkbox', { name: 'Ghi chú' }).waitFor(patience);
  });
  await step('print', 'Prints the labels of an order’s cartons', async (page) => {
    await page.getByRole('main').getByRole('button', { name: /^Cột/ }).click();
    await operator.openFirst('Đơn nhập', 'Đang về kho');
    await operator
      .button(/^In nhãn kiện/)
      .first()
      .click();
    await page.getByRole('dialog').locator('canvas[data-page]').waitFor(patience);
  });
  await step('sheet', 'Pastes the lines of a message into an order', async (page) => {
    await page.keyboard.press('Escape');
    await operator.goTo('Đơn nhập');
    await operator.button(/^Tạo đơn nhập/).click();
    await page.getByRole('form').waitFor(patience);
    const picker = page.getByRole('combobox', { name: 'Sản phẩm' }).first();
    await picker.focus();
    await picker.evaluate((field) => {
      const clipboard = new DataTransfer();
      clipboard.setData('text/plain', 'AT-DO-M x 12\nAT-DO-L x 24\nAT-TRA-M x 6\nKHONG-CO-1 x 5');
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }));
    });
    await page.getByRole('dialog').getByText('KHONG-CO-1').first().waitFor(patience);
  });
  await step('pasted', 'Takes them, the one that is not known too', async (page) => {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Đưa vào/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden', ...patience });
    await page.getByRole('combobox', { name: 'Sản phẩm' }).first().scrollIntoViewIfNeeded();
  });
}

async function seeNarrowed(operator: Operator, step: Step): Promise<void> {
  await step('sorted', 'Sorts the products by their price', async (page) => {
    await operator.goTo('Sản phẩm');
    await page.getByRole('searchbox').first().fill('');
    await page.getByRole('columnheader', { name: /^Giá/ }).getByRole('button').click();
    await page.locator('[role=columnheader][aria-sort=descending]').waitFor();
  });
  await step('row-menu', 'Asks what can be done to a row', async (page) => {
    await firstRow(page).click({ button: 'right' });
    await page.getByRole('menu').waitFor();
  });
  await step('filters', 'Narrows the shipments by several facets and by days', async (page) => {
    await page.keyboard.press('Escape');
    await operator.goTo('Vận đơn');
    await page.getByRole('searchbox').first().fill('');
    await allStates(page).click();
    await filterButton(page).click();
    await panel(page)
      .getByRole('button', { name: /^Shopee/ })
      .click();
    await panel(page).getByRole('button', { name: /^Tiki/ }).click();
    await panel(page).getByRole('button', { name: '30 ngày qua' }).click();
    await page.getByRole('button', { name: /^Bỏ lọc theo Tạo lúc/ }).waitFor();
  });
  await step('filters-detail', 'Opens one of them beside the filters', async (page) => {
    await firstRow(page).click();
    await page.getByRole('article').waitFor();
  });
  await step('days-move', 'Narrows them to the last days, which are others tomorrow, and keeps that under a name', async (page) => {
    await page.keyboard.press('Escape');
    await page.getByRole('article').waitFor({ state: 'hidden', ...patience });
    await panel(page).getByRole('button', { name: '7 ngày qua' }).click();
    await panel(page).getByRole('textbox', { name: 'Tên bộ lọc' }).fill('Shopee, Tiki 7 ngày');
    await panel(page).getByRole('button', { name: 'Lưu dưới tên này' }).click();
    await page.getByRole('group', { name: 'Bộ lọc đã lưu' }).getByRole('button').first().waitFor(patience);
    for (const what of ['Sàn', 'Tạo lúc']) await page.getByRole('button', { name: `Bỏ lọc theo ${what}` }).click();
    await panel(page).getByRole('button', { name: 'Hôm nay' }).click();
    await panel(page).getByRole('textbox', { name: 'Tên bộ lọc' }).fill('Tạo hôm nay');
    await panel(page).getByRole('button', { name: 'Lưu dưới tên này' }).click();
    await page.getByRole('group', { name: 'Bộ lọc đã lưu' }).getByRole('button').nth(1).waitFor(patience);
  });
  await step('views', 'Comes back to what was kept, by its key', async (page) => {
    await filterButton(page).click();
    await page.keyboard.press('Control+1');
    await page.getByRole('button', { name: /^Bỏ lọc theo Tạo lúc/ }).waitFor(patience);
  });
  await step('several-states', 'Chooses several states of purchase orders', async (page) => {
    await operator.goTo('Đơn nhập');
    await page.getByRole('searchbox').first().fill('');
    await allStates(page).click();
    const states = page.getByRole('group', { name: 'Lọc theo trạng thái' });
    await states.getByRole('button', { name: /^Đang về kho/ }).click();
    await states.getByRole('button', { name: /^Hoàn tất/ }).click({ modifiers: ['Control'] });
    await filterButton(page).click();
    await panel(page)
      .getByRole('button', { name: /^Không trễ/ })
      .click();
  });
  await step('nothing', 'Searches for what is not there', async (page) => {
    await page.getByRole('searchbox').first().fill('không có đâu');
    await page.getByText('Không có gì khớp với tìm kiếm này.').waitFor();
  });
  await step('keys', 'Looks up the keys', async (page) => {
    await page.getByRole('button', { name: 'Bỏ lọc', exact: true }).click();
    await page.getByRole('button', { name: 'Danh sách phím tắt' }).click();
    await page.getByRole('dialog').waitFor();
  });
  await operator.page.keyboard.press('Escape');
}
