/** What is seen and found in the lists: their columns, how they are set up, saved filters, from the search to a record by keys alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { picture } from './picture.ts';

const patience = { timeout: 30_000 } as const;

let desk: Desk;
let operator: Operator;
beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', size: { width: 1366, height: 768 } });
  operator = new Operator(desk);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await desk.page.getByText(/1–\d+ trên 300/).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

/** The heading of the boxes that choose rows is the name of its own box. */
const boxes = 'Chọn cả danh sách';
const headings = (): Promise<string[]> =>
  desk.page
    .getByRole('grid')
    .getByRole('columnheader')
    .evaluateAll((all) =>
      all.map((each) => each.querySelector('[type=checkbox]')?.getAttribute('aria-label') ?? each.textContent.replace(/[▲▼]/, '')),
    );
const cellsOf = async (name: string): Promise<string[]> => {
  const place = (await headings()).indexOf(name) + 1;
  return desk.page.getByRole('grid').locator(`[role=row] > [role=gridcell][aria-colindex="${place}"]`).allInnerTexts();
};
const rowsThere = (): Promise<void> => desk.page.getByRole('grid').locator('[role=row][aria-selected]').first().waitFor(patience);
const shown = () => desk.page.getByRole('group', { name: 'Vị trí trong danh sách' });

describe('a list tells what people look for', () => {
  it('shipments: the courier’s code, the order, what is in it, since when, where, and how it stands', async () => {
    await operator.goTo('Vận đơn');
    await rowsThere();
    expect(await headings()).toEqual(
      expect.arrayContaining(['Mã vận đơn', 'Tham chiếu', 'Mã đơn sàn', 'SL', 'Tạo lúc', 'Kho', 'Sàn', 'Trạng thái']),
    );
    await expect.poll(async () => (await cellsOf('SL')).some((text) => /^\d+$/.test(text)), patience).toBe(true);
    // Only of what is still to leave.
    const states = await cellsOf('Trạng thái');
    const times = await cellsOf('Tạo lúc');
    for (const [index, text] of times.entries())
      expect([text, / · \d+ (phút|giờ|ngày)$/.test(text)]).toEqual([text, !['Đã bàn giao', 'Đã hủy'].includes(states[index] ?? '')]);
    await picture(desk, 'shipments');
  });

  it('products: stock that nobody has told is no 0, and that of the rows in sight comes by itself', async () => {
    await operator.goTo('Sản phẩm');
    await rowsThere();
    expect(await headings()).toEqual(expect.arrayContaining(['SKU', 'Tên', 'Size · màu', 'Tồn', 'Khả dụng', 'Trạng thái']));
    expect(await cellsOf('Tồn')).toContain('–');
    await expect.poll(async () => (await cellsOf('Tồn')).some((text) => /^[\d.]+$/.test(text)), patience).toBe(true);
    await picture(desk, 'products');
  });

  it('purchase orders: packages, pieces, when they come, and how late', async () => {
    await operator.goTo('Đơn nhập');
    await rowsThere();
    expect(await headings()).toEqual(expect.arrayContaining(['Số kiện', 'Số lượng', 'ETA', 'Kiểm hàng', 'Kho', 'Trạng thái']));
    await expect.poll(() => cellsOf('Số kiện'), patience).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+$/)]));
    await picture(desk, 'purchase-orders');
    await operator.goTo('Hàng hoàn');
    await rowsThere();
    expect(await headings()).toEqual(expect.arrayContaining(['Tham chiếu', 'Vận đơn gốc', 'Tạo lúc', 'Trạng thái']));
    await picture(desk, 'returns');
  });
});

describe('from the search', () => {
  it('Enter opens the only hit, and one whose code was typed whole', async () => {
    const { page } = desk;
    await operator.goTo('Sản phẩm');
    const search = page.getByRole('searchbox').first();
    await search.pressSequentially('AT-DO-M', { delay: 90 });
    await page.keyboard.press('Enter');
    await page.getByRole('article').getByText('AT-DO-M', { exact: true }).first().waitFor(patience);
    await page.getByRole('button', { name: 'Đóng', exact: true }).click();
    await search.fill('');
  });

  it('Enter leads into the list where several are meant, and so does the arrow', async () => {
    const { page } = desk;
    const search = page.getByRole('searchbox').first();
    await search.pressSequentially('ao thun', { delay: 90 });
    await page.keyboard.press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('role') ?? '');
    await expect.poll(focused, patience).toBe('grid');
    expect(await page.getByRole('article').count()).toBe(0);
    await search.focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('grid');
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor(patience);
    await page.getByRole('button', { name: 'Đóng', exact: true }).click();
    await search.fill('');
    await shown()
      .getByText(/trên 300/)
      .waitFor(patience);
  });
});

describe('a list is set up', () => {
  it('with other columns, in another order, as wide and as high as somebody likes it', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /^Cột/ }).click();
    const panel = page.getByRole('group', { name: 'Cột', exact: true });
    await panel.getByRole('checkbox', { name: 'Giá (VND)' }).uncheck();
    await expect.poll(headings, patience).not.toContain('Giá (VND)');
    await panel.getByRole('button', { name: 'Đưa cột Tên lên trước' }).click();
    await expect.poll(async () => (await headings()).slice(0, 2), patience).toEqual([boxes, 'Tên']);
    await panel.getByRole('button', { name: 'Thấp' }).click();
    const height = () =>
      page
        .getByRole('grid')
        .locator('[role=row][aria-selected]')
        .first()
        .evaluate((row) => row.getBoundingClientRect().height);
    await expect.poll(height, patience).toBe(26);
    await picture(desk, 'columns');
    await panel.getByRole('button', { name: 'Vừa' }).click();
    await page.getByRole('button', { name: /^Cột/ }).click();
    const heading = page.getByRole('grid').getByRole('columnheader', { name: 'SKU' });
    const before = await heading.evaluate((each) => each.getBoundingClientRect().width);
    const box = await heading.boundingBox();
    if (box === null) throw new Error('no heading');
    await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width + 77, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect
      .poll(() => heading.evaluate((each) => Math.round(each.getBoundingClientRect().width)), patience)
      .toBe(Math.round(before) + 80);
    await heading.getByRole('button').focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await expect
      .poll(() => heading.evaluate((each) => Math.round(each.getBoundingClientRect().width)), patience)
      .toBe(Math.round(before) + 64);
  });

  it('and what it was narrowed to is kept under a name, with a key and how many there are now', async () => {
    const { page } = desk;
    const states = page.getByRole('group', { name: 'Lọc theo trạng thái' });
    await states.getByRole('button', { name: /^Ngừng hoạt động/ }).click();
    await page.getByRole('button', { name: /^Bộ lọc/ }).click();
    await page.getByRole('textbox', { name: 'Tên bộ lọc' }).fill('Hàng đã ngừng');
    await page.keyboard.press('Enter');
    const view = page.getByRole('group', { name: 'Bộ lọc đã lưu' }).getByRole('button', { name: /^Hàng đã ngừng/ });
    await view.waitFor(patience);
    expect(await view.getAttribute('aria-pressed')).toBe('true');
    const counted = (await states.getByRole('button', { name: /^Ngừng hoạt động/ }).innerText()).replaceAll(/\D/g, '');
    await expect.poll(async () => (await view.innerText()).replaceAll(/\D/g, ''), patience).toBe(counted);
    await page
      .getByRole('button', { name: /^Bộ lọc/ })
      .first()
      .click();
    await picture(desk, 'saved-filter');
    await states.getByRole('button', { name: /^Tất cả/ }).click();
    await expect.poll(() => view.getAttribute('aria-pressed'), patience).toBe('false');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+1');
    await expect.poll(() => view.getAttribute('aria-pressed'), patience).toBe('true');
    await states.getByRole('button', { name: /^Tất cả/ }).click();
  });

  it('and is so again after a restart, sorted as it was', async () => {
    const { page } = desk;
    await page.getByRole('grid').getByRole('columnheader', { name: 'Tên' }).getByRole('button').click();
    await expect
      .poll(() => page.getByRole('grid').getByRole('columnheader', { name: 'Tên' }).getAttribute('aria-sort'), patience)
      .toBe('ascending');
    await operator.goTo('Hôm nay');
    // Kept when it rests.
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const ask = (window as unknown as { desk: Window['desk'] }).desk.call['place.lists'] as (...all: unknown[]) => Promise<unknown>;
            return JSON.stringify(await ask(undefined, 'practice'));
          }),
        patience,
      )
      .toContain('"order":{"by":"name","descending":false}');
    await page.reload();
    await page.getByRole('navigation').getByText('Sản phẩm', { exact: true }).first().waitFor(patience);
    await operator.goTo('Sản phẩm');
    await expect.poll(async () => (await headings()).slice(0, 3), patience).toEqual([boxes, 'Tên', 'SKU']);
    expect(await headings()).not.toContain('Giá (VND)');
    await expect
      .poll(() => page.getByRole('grid').getByRole('columnheader', { name: 'Tên' }).getAttribute('aria-sort'), patience)
      .toBe('ascending');
    await page
      .getByRole('group', { name: 'Bộ lọc đã lưu' })
      .getByRole('button', { name: /^Hàng đã ngừng/ })
      .waitFor(patience);
  });
});
