/** Lists in the built app: sorted by their headings, several states at once, paged forwards and back, found while it is typed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const heading = (name: string) => desk.page.getByRole('grid').getByRole('columnheader', { name });
const cells = async (column: number): Promise<string[]> =>
  (await desk.page.getByRole('grid').locator(`[role=row] > [role=gridcell][aria-colindex="${column}"]`).allInnerTexts()).slice(0, 10);
const rowsShown = () => desk.page.getByRole('group', { name: 'Vị trí trong danh sách' });
const pages = () => desk.page.getByRole('navigation', { name: 'Chuyển trang' });
/** As many rows as these counts together. Read anew each time: the company's documents move on meanwhile. */
const showsAllOf = (counts: () => Promise<number[]>): Promise<void> =>
  expect
    .poll(async () => {
      const all = (await counts()).reduce((sum, count) => sum + count, 0);
      return rowsShown()
        .getByText(new RegExp(`trên ${all}$`))
        .count();
    }, patience)
    .toBe(1);

describe('a list', () => {
  it('is sorted by a pressed heading, the other way when it is pressed again, and as before the third time', async () => {
    const { page } = desk;
    expect(await heading('SKU').getAttribute('aria-sort')).toBe('none');
    const before = await cells(2);
    await heading('SKU').getByRole('button').click();
    await expect.poll(() => heading('SKU').getAttribute('aria-sort'), patience).toBe('ascending');
    await expect.poll(async () => (await cells(2)).join() !== before.join(), patience).toBe(true);
    const rising = await cells(2);
    expect(rising).toEqual(rising.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    await picture(desk, 'sorted');
    await heading('SKU').getByRole('button').click();
    await expect.poll(() => heading('SKU').getAttribute('aria-sort'), patience).toBe('descending');
    await expect.poll(async () => (await cells(2))[0] !== rising[0], patience).toBe(true);
    const falling = await cells(2);
    expect(falling).toEqual(falling.toSorted((a, b) => (a.toLowerCase() > b.toLowerCase() ? -1 : 1)));
    await heading('SKU').getByRole('button').click();
    await expect.poll(() => cells(2), patience).toEqual(before);
    // No column of this list stands for it: newest first.
    expect(await page.locator('[aria-sort=ascending],[aria-sort=descending]').count()).toBe(0);
  });

  it('is scrolled from end to end, keeps its place while one is elsewhere, and begins anew when it is asked otherwise', async () => {
    const { page } = desk;
    const first = await cells(2);
    const grid = page.getByRole('grid');
    const scroll = (share: number) => grid.evaluate((element, to) => void (element.scrollTop = element.scrollHeight * to), share);
    const blanks = () => grid.locator('[role=row][aria-busy=true]').count();
    await scroll(0.5);
    await rowsShown()
      .getByText(/^1[45]\d–\d+ trên 300/)
      .waitFor(patience);
    await expect.poll(blanks, patience).toBe(0);
    await picture(desk, 'scrolled');
    const [inSight] = (await page.locator('[role=group][aria-label="Vị trí trong danh sách"] > span').first().innerText()).split('–');
    // So long it takes to be kept.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await operator.goTo('Vận đơn');
    await operator.goTo('Sản phẩm');
    await rowsShown()
      .getByText(new RegExp(`^${inSight}–`))
      .waitFor(patience);
    await expect.poll(blanks, patience).toBe(0);
    await scroll(1);
    await rowsShown()
      .getByText(/–300 trên 300/)
      .waitFor(patience);
    await expect.poll(blanks, patience).toBe(0);
    expect((await cells(2)).filter((sku) => first.includes(sku))).toEqual([]);
    await heading('Tên').getByRole('button').click();
    await rowsShown()
      .getByText(/^1–\d+ trên 300/)
      .waitFor(patience);
    await expect.poll(() => grid.evaluate((element) => element.scrollTop), patience).toBe(0);
    await heading('Tên').getByRole('button').click();
    await heading('Tên').getByRole('button').click();
    await expect.poll(() => cells(2), patience).toEqual(first);
  });

  it('shows several states at once, and finds them again where it was left', async () => {
    const { page } = desk;
    await operator.goTo('Vận đơn');
    const state = (name: string) =>
      page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name: new RegExp(`^${name}`) });
    await state('Đã đóng gói').click();
    await state('Đã hủy').click({ modifiers: ['Control'] });
    await expect.poll(() => state('Đã đóng gói').getAttribute('aria-pressed'), patience).toBe('true');
    const count = async (name: string) => Number((await state(name).innerText()).replaceAll(/\D/g, ''));
    await showsAllOf(() => Promise.all([count('Đã đóng gói'), count('Đã hủy')]));
    await picture(desk, 'several-states');
    await operator.goTo('Sản phẩm');
    await operator.goTo('Vận đơn');
    expect(await state('Đã hủy').getAttribute('aria-pressed')).toBe('true');
    await state('Đã đóng gói').click({ modifiers: ['Control'] });
    await expect.poll(() => state('Đã đóng gói').getAttribute('aria-pressed'), patience).toBe('false');
    await state('Tất cả').click();
  });

  it('tells what a narrow column cuts whole under the pointer, and what it shows not twice', async () => {
    const { page } = desk;
    await operator.goTo('Vận đơn');
    await page.setViewportSize({ width: 1180, height: 800 });
    const warehouse = page.getByRole('grid').getByRole('gridcell', { name: 'Kho TP. Hồ Chí Minh – Bình Tân' }).first();
    await warehouse.hover();
    await expect.poll(() => warehouse.getAttribute('title'), patience).toBe('Kho TP. Hồ Chí Minh – Bình Tân');
    const code = page.getByRole('grid').getByRole('gridcell').nth(1);
    await code.hover();
    expect((await code.getAttribute('title')) ?? '').toBe('');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('finds what is typed as it is typed, a whole code first', async () => {
    const { page } = desk;
    await operator.goTo('Sản phẩm');
    const search = page.getByRole('searchbox').first();
    await search.fill('ao thun');
    await expect.poll(async () => (await cells(3)).every((name) => /áo thun/i.test(name)), patience).toBe(true);
    await search.fill('AT-DO-M');
    await expect.poll(async () => (await cells(2))[0], patience).toBe('AT-DO-M');
    await search.fill('');
  });

  it('is sorted from the keyboard: up from its first row to the headings, along them, and back', async () => {
    const { page } = desk;
    await operator.goTo('Sản phẩm');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    const focused = () => page.evaluate(() => document.activeElement?.closest('[role=columnheader]')?.textContent ?? '');
    expect(await focused()).toContain('SKU');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toContain('Tên');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading('Tên').getAttribute('aria-sort'), patience).toBe('ascending');
    await page.keyboard.press('Space');
    await expect.poll(() => heading('Tên').getAttribute('aria-sort'), patience).toBe('descending');
    await picture(desk, 'sorted-by-keys');
    await page.keyboard.press('Enter');
    await expect.poll(() => heading('Tên').getAttribute('aria-sort'), patience).toBe('none');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
  });

  it('is narrowed by what its kind declares and by days, says so while the panel is closed, and is whole again', async () => {
    const { page } = desk;
    await operator.goTo('Vận đơn');
    const open = page.getByRole('button', { name: 'Bộ lọc' });
    await open.click();
    const panel = page.getByRole('group', { name: 'Bộ lọc' });
    const platform = (name: string) => panel.getByRole('group', { name: 'Sàn' }).getByRole('button', { name: new RegExp(`^${name}`) });
    await platform('Shopee').waitFor(patience);
    const count = async (name: string) => Number((await platform(name).innerText()).replaceAll(/\D/g, ''));
    const both = () => Promise.all([count('Shopee'), count('Tiki')]);
    await platform('Shopee').click();
    await platform('Tiki').click();
    await showsAllOf(both);
    await picture(desk, 'filters');
    await panel.getByRole('button', { name: '30 ngày qua' }).click();
    await page.getByRole('button', { name: 'Bỏ lọc theo Tạo lúc: 30 ngày qua' }).waitFor(patience);
    await panel.getByRole('button', { name: 'Quá 3 ngày' }).click();
    await page.getByRole('button', { name: 'Bỏ lọc theo Tạo lúc: Quá 3 ngày' }).waitFor(patience);
    await picture(desk, 'moving-days');
    await panel.getByRole('textbox', { name: 'Từ ngày' }).fill('01/01/2020');
    await panel.getByRole('textbox', { name: 'Đến hết ngày' }).fill('02/01/2020');
    await rowsShown().getByText('Không có dòng nào').waitFor(patience);
    await open.click();
    await picture(desk, 'narrowed');
    await page.getByRole('button', { name: 'Bỏ lọc theo Tạo lúc: 01/01/2020–02/01/2020' }).click();
    await open.click();
    await showsAllOf(both);
    await page.getByRole('button', { name: /^Bỏ lọc theo Sàn: / }).click();
    await expect.poll(() => page.getByRole('button', { name: /^Bỏ lọc theo/ }).count(), patience).toBe(0);
  });

  it('of drafts is searched by what a kind is called, in either language and without accents', async () => {
    const { page } = desk;
    await page.evaluate(async () => {
      const save = (window as unknown as { desk: Window['desk'] }).desk.call['drafts.save'] as (...all: unknown[]) => Promise<unknown>;
      await save({ id: crypto.randomUUID(), kind: 'purchase-order', body: { merchant_po_reference: 'E2E-PO-7' } }, 'practice');
      await save({ id: crypto.randomUUID(), kind: 'shipment', body: { merchant_tracking_code_reference: 'E2E-DH-7' } }, 'practice');
    });
    await operator.goTo('Bản nháp');
    const grid = page.getByRole('grid', { name: 'Bản nháp' });
    await grid.getByText('E2E-DH-7').waitFor(patience);
    const search = page.getByRole('searchbox', { name: 'Tìm bản nháp' });
    for (const [typed, found, not] of [
      ['nhap kho', 'E2E-PO-7', 'E2E-DH-7'],
      ['shipment', 'E2E-DH-7', 'E2E-PO-7'],
      ['purchase order 7', 'E2E-PO-7', 'E2E-DH-7'],
      ['Vận đơn', 'E2E-DH-7', 'E2E-PO-7'],
    ] as const) {
      await search.fill(typed);
      await expect.poll(() => grid.getByText(not).count(), patience).toBe(0);
      await grid.getByText(found).waitFor(patience);
    }
    await picture(desk, 'drafts-by-kind');
    await search.fill('');
  });

  it('of drafts shows the page before, and not that there are none, where the last one of a page is thrown away', async () => {
    const { page } = desk;
    await page.evaluate(async () => {
      const save = (window as unknown as { desk: Window['desk'] }).desk.call['drafts.save'] as (...all: unknown[]) => Promise<unknown>;
      for (let number = 0; number < 99; number += 1)
        await save(
          { id: crypto.randomUUID(), kind: 'return', body: { merchant_return_tracking_code_reference: `E2E-HH-${number}` } },
          'practice',
        );
    });
    await operator.goTo('Hôm nay');
    await operator.goTo('Bản nháp');
    const grid = page.getByRole('grid', { name: 'Bản nháp' });
    await pages().getByText('1–100 trên 101').waitFor(patience);
    await pages()
      .getByRole('textbox', { name: /^Trang/ })
      .fill('2');
    await page.keyboard.press('Enter');
    await pages().getByText('101–101 trên 101').waitFor(patience);
    await grid.locator('[role=row][aria-selected]').first().click();
    await page.keyboard.press('Delete');
    await grid.getByText('E2E-HH-98', { exact: true }).waitFor(patience);
    expect(await grid.locator('[role=row][aria-selected]').count()).toBeGreaterThan(10);
  });

  it('of the journal is narrowed by days, from the keyboard too', async () => {
    const { page } = desk;
    await operator.goTo('Cài đặt');
    await page.getByRole('tab', { name: 'Nhật ký' }).click();
    const grid = page.getByRole('grid', { name: 'Nhật ký' });
    const days = page.getByRole('group', { name: 'Ngày ghi' }).first();
    const entries = grid.getByText('products.list', { exact: true });
    await entries.first().waitFor(patience);
    await days.getByRole('button', { name: 'Hôm nay' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => days.getByRole('textbox', { name: 'Từ ngày' }).inputValue(), patience).toMatch(/^\d\d\/\d\d\/\d{4}$/);
    await entries.first().waitFor(patience);
    await picture(desk, 'journal-today');
    await days.getByRole('textbox', { name: 'Từ ngày' }).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('01012020');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('02012020');
    expect(await days.getByRole('textbox').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).toEqual([
      '01/01/2020',
      '02/01/2020',
    ]);
    await page.getByText('Không có dòng nào').waitFor(patience);
    expect(await entries.count()).toBe(0);
    await days.getByRole('textbox', { name: 'Đến hết ngày' }).fill('');
    await entries.first().waitFor(patience);
    await days.getByRole('textbox', { name: 'Từ ngày' }).fill('');
  });

  it('stays where it is while rows come in above those in sight, and keeps the focus of a row that is scrolled away', async () => {
    const { page } = desk;
    await operator.goTo('Sản phẩm');
    const grid = page.getByRole('grid');
    await heading('SKU').getByRole('button').click();
    await expect.poll(() => heading('SKU').getAttribute('aria-sort'), patience).toBe('ascending');
    await expect.poll(() => grid.getAttribute('aria-busy'), patience).toBe('false');
    await grid.locator('[role=rowgroup] [role=row]').nth(1).getByRole('checkbox').click();
    await grid.evaluate((element) => void (element.scrollTop = element.scrollHeight * 0.5));
    await rowsShown()
      .getByText(/^1[45]\d–/)
      .waitFor(patience);
    await expect.poll(() => grid.locator('[role=row][aria-busy=true]').count(), patience).toBe(0);
    // The row with the focus in it was scrolled away, and is still there for who reads it out.
    const active = await page.evaluate(() => {
      const focused = document.activeElement;
      return [focused?.getAttribute('role'), document.getElementById(focused?.getAttribute('aria-activedescendant') ?? '')?.ariaRowIndex];
    });
    expect(active).toEqual(['grid', '3']);
    const inSight = (): Promise<unknown> =>
      grid.evaluate((element) => {
        const { left, top } = element.getBoundingClientRect();
        const row = document.elementFromPoint(left + 100, top + 80)?.closest('[role=row]');
        return [row?.querySelector('[aria-colindex="2"]')?.textContent, Math.round(row?.getBoundingClientRect().top ?? 0)];
      });
    const before = await inSight();
    const total = Number(/trên ([\d.]+)/u.exec(await rowsShown().innerText())?.[1]);
    await page.evaluate(async () => {
      type Ask = (body: unknown, of: string) => Promise<{ readonly value: { readonly id: string } }>;
      const call = (window as unknown as { desk: Window['desk'] }).desk.call as unknown as Readonly<Record<string, Ask>>;
      const body = { sku: '000-E2E', name: 'Hàng đứng đầu', brand_id: null };
      const saved = await call['drafts.save']?.({ id: crypto.randomUUID(), kind: 'product', body }, 'practice');
      await call['outbox.queue']?.({ draftId: saved?.value.id }, 'practice');
    });
    await rowsShown()
      .getByText(new RegExp(`trên ${total + 1}$`))
      .waitFor({ timeout: 60_000 });
    expect(await inSight()).toEqual(before);
    await page.keyboard.press('Escape');
  });
});
