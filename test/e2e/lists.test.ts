/** Lists in the built app: sorted by their headings, several states at once, paged forwards and back, found while it is typed. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';

const patience = { timeout: 30_000 } as const;
/** A folder for pictures of the lists, for whoever wants to look at them. */
const pictures = process.env['DESK_PICTURES'];

let desk: Desk;
beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  await desk.page.getByRole('button', { name: 'Bắt đầu thực hành' }).click();
  await desk.page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor(patience);
  await goTo('Sản phẩm');
  await desk.page.getByText(/1–50 trên 300/).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const goTo = async (screen: string): Promise<void> => {
  await desk.page.getByRole('navigation').getByText(screen, { exact: true }).first().click();
  await desk.page.getByRole('heading', { name: screen, exact: true }).first().waitFor(patience);
};
const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await desk.page.screenshot({ path: join(pictures, `${name}.png`) });
};
const heading = (name: string) => desk.page.getByRole('grid').getByRole('columnheader', { name });
const cells = async (column: number): Promise<string[]> =>
  (await desk.page.getByRole('grid').locator(`[role=row] > [role=gridcell][aria-colindex="${column}"]`).allInnerTexts()).slice(0, 10);
const rowsShown = () => desk.page.getByRole('navigation', { name: 'Chuyển trang' });

describe('a list', () => {
  it('is sorted by a pressed heading, the other way when it is pressed again, and as before the third time', async () => {
    const { page } = desk;
    expect(await heading('SKU').getAttribute('aria-sort')).toBe('none');
    const before = await cells(1);
    await heading('SKU').getByRole('button').click();
    await expect.poll(() => heading('SKU').getAttribute('aria-sort'), patience).toBe('ascending');
    await expect.poll(async () => (await cells(1)).join() !== before.join(), patience).toBe(true);
    const rising = await cells(1);
    expect(rising).toEqual(rising.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    await picture('sorted');
    await heading('SKU').getByRole('button').click();
    await expect.poll(() => heading('SKU').getAttribute('aria-sort'), patience).toBe('descending');
    await expect.poll(async () => (await cells(1))[0] !== rising[0], patience).toBe(true);
    const falling = await cells(1);
    expect(falling).toEqual(falling.toSorted((a, b) => (a.toLowerCase() > b.toLowerCase() ? -1 : 1)));
    await heading('SKU').getByRole('button').click();
    await expect.poll(() => cells(1), patience).toEqual(before);
    // No column of this list stands for it: newest first.
    expect(await page.locator('[aria-sort=ascending],[aria-sort=descending]').count()).toBe(0);
  });

  it('is paged forwards and back, and is its first page again when it is asked otherwise', async () => {
    const { page } = desk;
    const first = await cells(1);
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await rowsShown()
      .getByText(/51–100 trên 300/)
      .waitFor(patience);
    const second = await cells(1);
    expect(second.filter((sku) => first.includes(sku))).toEqual([]);
    await page.getByRole('button', { name: 'Trang trước' }).click();
    await rowsShown()
      .getByText(/1–50 trên 300/)
      .waitFor(patience);
    expect(await cells(1)).toEqual(first);
    expect(await page.getByRole('button', { name: 'Trang trước' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Trang sau' }).click();
    await heading('Tên').getByRole('button').click();
    await rowsShown()
      .getByText(/1–50 trên 300/)
      .waitFor(patience);
    await heading('Tên').getByRole('button').click();
    await heading('Tên').getByRole('button').click();
  });

  it('shows several states at once, and finds them again where it was left', async () => {
    const { page } = desk;
    await goTo('Vận đơn');
    const state = (name: string) =>
      page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name: new RegExp(`^${name}`) });
    await state('Đã đóng gói').click();
    await state('Đã hủy').click({ modifiers: ['Control'] });
    await expect.poll(() => state('Đã đóng gói').getAttribute('aria-pressed'), patience).toBe('true');
    const count = async (name: string) => Number((await state(name).innerText()).replaceAll(/\D/g, ''));
    const both = (await count('Đã đóng gói')) + (await count('Đã hủy'));
    await rowsShown()
      .getByText(new RegExp(`trên ${both}$`))
      .waitFor(patience);
    await picture('several-states');
    await goTo('Sản phẩm');
    await goTo('Vận đơn');
    expect(await state('Đã hủy').getAttribute('aria-pressed')).toBe('true');
    await state('Đã đóng gói').click({ modifiers: ['Control'] });
    await expect.poll(() => state('Đã đóng gói').getAttribute('aria-pressed'), patience).toBe('false');
    await state('Tất cả').click();
  });

  it('finds what is typed as it is typed, a whole code first', async () => {
    const { page } = desk;
    await goTo('Sản phẩm');
    const search = page.getByRole('searchbox').first();
    await search.fill('ao thun');
    await expect.poll(async () => (await cells(2)).every((name) => /áo thun/i.test(name)), patience).toBe(true);
    await search.fill('AT-DO-M');
    await expect.poll(async () => (await cells(1))[0], patience).toBe('AT-DO-M');
    await search.fill('');
  });
});
