/** Lists in the built app by the keys alone: several states, the filters, pages, a search, a row, and back. No mouse is touched. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';

const patience = { timeout: 30_000 } as const;

let desk: Desk;
beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  await desk.page.getByRole('button', { name: 'Bắt đầu thực hành' }).press('Enter');
  await desk.page.getByRole('heading', { name: 'Hôm nay', level: 1 }).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const press = (...keys: readonly string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => desk.page.keyboard.press(key)), Promise.resolve());
/** What the focus is on: its label, else its words. */
const focused = (): Promise<string> =>
  desk.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
/** Tab, as often as it takes. */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    await press(key);
    if (name.test(await focused())) return;
  }
  throw new Error(`${key} does not come to ${name}`);
}
/** To a list, whole, with the caret in its search. */
async function searchOf(key: string, list: string, total: number): Promise<void> {
  await press(key);
  await desk.page.getByRole('heading', { name: list, exact: true }).first().waitFor(patience);
  await shows(new RegExp(`trên ${total}$`));
  await press('/');
  await expect.poll(focused, patience).toBe(`Tìm trong ${list.toLowerCase()}`);
}
const shows = (range: RegExp): Promise<void> =>
  desk.page.getByRole('group', { name: 'Vị trí trong danh sách' }).getByText(range).first().waitFor(patience);
const state = (name: string) =>
  desk.page.getByRole('group', { name: 'Lọc theo trạng thái' }).getByRole('button', { name: new RegExp(`^${name}`) });
const isPressed = (name: string): Promise<string | null> => state(name).getAttribute('aria-pressed');
const countOf = async (name: string): Promise<number> => Number((await state(name).innerText()).replaceAll(/\D/g, ''));

it('a state is chosen, another one added and taken out again, and all are back', async () => {
  await searchOf('Alt+4', 'Vận đơn', 120);
  const [packed, cancelled] = [await countOf('Đã đóng gói'), await countOf('Đã hủy')];
  await tabTo(/^Đã đóng gói/);
  await press('Enter');
  await shows(new RegExp(`trên ${packed}$`));
  await tabTo(/^Đã hủy/);
  await press('Shift+Enter');
  await shows(new RegExp(`trên ${packed + cancelled}$`));
  expect([await isPressed('Đã đóng gói'), await isPressed('Đã hủy')]).toEqual(['true', 'true']);
  await press('Shift+Space');
  await shows(new RegExp(`trên ${packed}$`));
  await tabTo(/^Tất cả/, 'Shift+Tab');
  await press('Space');
  await shows(/trên 120$/);
});

it('the filters are opened, chosen, typed into, dropped one by one, and closed', async () => {
  await searchOf('Alt+4', 'Vận đơn', 120);
  await tabTo(/^Bộ lọc/);
  const button = desk.page.getByRole('button', { name: 'Bộ lọc' });
  await press('Enter');
  await expect.poll(() => button.getAttribute('aria-expanded'), patience).toBe('true');
  await tabTo(/^Shopee/);
  await press('Space');
  await tabTo(/^Tiki/);
  await press('Enter');
  await desk.page.getByRole('button', { name: 'Bỏ lọc theo Sàn: Shopee, Tiki' }).waitFor(patience);
  await tabTo(/^Từ ngày/);
  await desk.page.keyboard.type('01/01/2020', { delay: 60 });
  await tabTo(/^Đến hết ngày/);
  await desk.page.keyboard.type('02/01/2020', { delay: 60 });
  await shows(/^Không có dòng nào$/);
  await tabTo(/^Bỏ lọc theo Tạo lúc/, 'Shift+Tab');
  await press('Enter');
  await desk.page.getByRole('button', { name: /^Bỏ lọc theo Tạo lúc/ }).waitFor({ state: 'detached', ...patience });
  // The button has gone, and the way goes on from where it was.
  await tabTo(/^Bỏ lọc theo Sàn/, 'Shift+Tab');
  await press('Space');
  await shows(/trên 120$/);
  await tabTo(/^Bộ lọc/);
  await press('Space');
  await expect.poll(() => button.getAttribute('aria-expanded'), patience).toBe('false');
});

it('it is gone through to its end and back, and each row tells which one of all it is', async () => {
  await searchOf('Alt+2', 'Sản phẩm', 300);
  await tabTo(/^Sản phẩm$/);
  const active = (): Promise<string | null> =>
    desk.page.evaluate(() => {
      const row = document.getElementById(document.activeElement?.getAttribute('aria-activedescendant') ?? '');
      return row?.getAttribute('aria-busy') === 'true' ? 'busy' : (row?.getAttribute('aria-rowindex') ?? null);
    });
  expect(await desk.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('301');
  await press('End');
  await shows(/–300 trên 300$/);
  await expect.poll(active, patience).toBe('301');
  await press('PageUp');
  await expect.poll(async () => Number(await active()), patience).toBeLessThan(300);
  await press('ArrowUp', 'Home');
  await shows(/^1–/);
  await expect.poll(active, patience).toBe('2');
  await press('ArrowDown');
  await expect.poll(active, patience).toBe('3');
});

it('it is searched, a row found is opened, and the way back leads to the search as it was', async () => {
  const { page } = desk;
  await searchOf('Alt+2', 'Sản phẩm', 300);
  await page.keyboard.type('ao thun', { delay: 60 });
  await page.getByText(/trên (?!300$)\d+$/).waitFor(patience);
  await tabTo(/^Sản phẩm$/);
  await press('ArrowDown', 'ArrowDown', 'Enter');
  const detail = page.getByRole('article');
  await detail.waitFor(patience);
  await press('Alt+ArrowLeft');
  await detail.waitFor({ state: 'detached', ...patience });
  const search = page.getByRole('searchbox', { name: 'Tìm trong sản phẩm' });
  expect(await search.inputValue()).toBe('ao thun');
  await tabTo(/^Tìm trong sản phẩm$/, 'Shift+Tab');
  await press('Escape');
  await shows(/trên 300$/);
});
