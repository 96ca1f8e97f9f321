/**
 * TikTok's day: a CSV of orders, and labels that are pictures without a letter of text, each with its packing slip behind it. What is odd
 * is asked about and decided by keys; each parcel leaves with its own label and its own slip.
 */
import { writeFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPdf } from '../../main/labels/pages.ts';
import { type TrueLabel, makePile } from '../samples/labelPiles.mts';
import { type OrderFile, orderFile } from '../samples/orderFiles.mts';
import { Day, cutPages, found, patience, readBars } from './merchantsDay.ts';

/** Whole minutes of other work may pass in between. */
const limit = 600_000;
/** One label is a stranger's; behind one lies the slip of an order whose own label is not in the pile. */
const pile = makePile({ platform: 'tiktok', labels: 26, seed: 31, strangers: 1, swapped: 1, missing: 1 });
const orders = pile.orders.length;
const missing = pile.orders.at(-1)?.order ?? '';
const swapped = pile.labels.find(({ trait }) => trait === 'swapped');
const stranger = pile.labels.find(({ trait }) => trait === 'stranger');
let day: Day;
let file: OrderFile;

beforeAll(async () => {
  day = await Day.begin('pictures');
  file = orderFile({ layout: 'tiktok', orders, goods: day.goods(150), mostLines: 2, parcels: pile.orders });
  writeFileSync(day.path('Tất cả đơn hàng.csv'), file.csv());
  writeFileSync(day.path('nhãn.pdf'), pile.pdf);
}, limit);
afterAll(async () => {
  await day[Symbol.asyncDispose]();
});

const list = (): Locator => day.page.getByRole('listbox', { name: 'Các nhãn' });
const options = (): Locator => list().getByRole('option');
const open = (part: string | RegExp): Promise<void> =>
  day.page.getByRole('group', { name: 'Phần' }).getByRole('button', { name: part }).click(patience);
/** Chooses what lies on this page, as a person does who goes down the list. */
async function goTo(page: number): Promise<void> {
  const wanted = options().filter({ hasText: `Trang ${page}, nhãn.pdf` });
  await wanted.waitFor(patience);
  await list().focus();
  await day.page.keyboard.press('Home');
  for (let step = 0; step < 5 && (await wanted.getAttribute('aria-selected')) !== 'true'; step += 1)
    await day.page.keyboard.press('ArrowDown');
  expect(await wanted.getAttribute('aria-selected')).toBe('true');
}
const rowOf = async (order: string): Promise<Locator> => {
  await open(/^Chứng từ/u);
  await day.page.getByRole('searchbox', { name: 'Tìm theo mã đơn' }).fill(order);
  const row = day.page.getByRole('grid', { name: 'Chứng từ' }).locator('[role=row][aria-selected]').filter({ hasText: order });
  await row.waitFor(patience);
  return row;
};
const textOf = async (bytes: Uint8Array, page: number): Promise<string> => (await openPdf(bytes)).page(page).letters().text;

describe('labels that are pictures, with their slips', () => {
  it('have no letter of text that could help', async () => {
    for (const { page } of pile.labels) expect(await textOf(pile.pdf, page - 1)).toBe('');
    expect([swapped, stranger].every((label) => label !== undefined)).toBe(true);
  });

  it(
    'find their orders from one drop; of the others each is named for what it is, and attached to none',
    async () => {
      await day.drop(day.path('Tất cả đơn hàng.csv'), day.path('nhãn.pdf'));
      await day.sayWarehouse();
      await day.checked();
      await open(/^Nhãn cần xem 2$/u);
      await expect.poll(() => options().count(), patience).toBe(2);
      await goTo(stranger?.page ?? 0);
      expect(await options().and(day.page.locator('[aria-selected=true]')).innerText()).toContain('Nhãn lạ');
      await goTo(swapped?.page ?? 0);
      expect(await options().and(day.page.locator('[aria-selected=true]')).innerText()).toContain('Chưa chắc');
      await day.page.getByText('Mã vạch và chữ trên nhãn không khớp nhau, hoặc không khớp với đơn.').waitFor(patience);
      // Both orders are offered, each with its reason; the bars come first.
      const offered = day.page.getByRole('main').getByRole('listitem');
      await expect.poll(() => offered.filter({ hasText: 'đúng với mã vạch' }).innerText(), patience).toContain(swapped?.order.order);
      await expect.poll(() => offered.filter({ hasText: 'phiếu đóng gói' }).innerText(), patience).toContain(missing);
      for (const order of [swapped?.order.order ?? '', missing]) expect(await (await rowOf(order)).innerText()).toContain('thiếu nhãn');
    },
    limit,
  );

  it(
    'are decided by keys: the stranger’s is nobody’s, the other is what its bars say, and the slip of a third does not go along',
    async () => {
      await open(/^Nhãn cần xem 2$/u);
      await goTo(stranger?.page ?? 0);
      await day.page.keyboard.press('n');
      await expect.poll(() => options().count(), patience).toBe(1);
      await goTo(swapped?.page ?? 0);
      await day.page.keyboard.press('1');
      const slip = (swapped?.page ?? 0) + 1;
      await goTo(slip);
      await day.page.getByText('Phiếu đóng gói không đi kèm nhãn nào.').waitFor(patience);
      await expect.poll(() => options().count(), patience).toBe(1);
      await day.page.keyboard.press('n');
      await day.page.getByText('Không còn nhãn nào cần xem').waitFor(patience);
      expect(await (await rowOf(swapped?.order.order ?? '')).innerText()).toContain('Có nhãn');
      // Without a label the warehouse cannot send it: it stays here.
      const bare = await rowOf(missing);
      expect(await bare.innerText()).toContain('thiếu nhãn');
      await bare.click({ button: 'right' });
      await day.page.getByRole('menuitem', { name: 'Bỏ ra, không gửi' }).click();
    },
    limit,
  );

  it(
    'leave each with its own label and its own slip, to the last byte what lies in the pile',
    async () => {
      await day.send(orders - 1);
      await day.sent(orders - 1);
      const arrived = day.arrived();
      expect(found(arrived.values())).toEqual(day.wanted(file.orders.filter(({ order }) => order !== missing)));

      const labelOf = new Map(pile.labels.map((label) => [label.order.order, label]));
      const shipments = [...arrived.values()];
      const stored = shipments.map((shipment) => day.label(shipment));
      const bars = await readBars(stored);
      expect(bars).toEqual(shipments.map((shipment) => [shipment.courier_tracking_code]));
      // Of the one that was asked about the label alone: the slip behind it lists another's goods.
      const pagesOf = ({ page, slips, trait }: TrueLabel): number[] => (trait === 'swapped' ? [page] : [page, ...slips]);
      const cut = await cutPages(
        pile.pdf,
        [...arrived.keys()].map((order) => pagesOf(labelOf.get(order)!)),
      );
      expect([...arrived.keys()].filter((_, at) => stored[at]?.equals(cut[at]!) !== true)).toEqual([]);
      const slipped = [...arrived.keys()].filter((order) => order !== swapped?.order.order);
      for (const order of slipped) expect(await textOf(day.label(arrived.get(order)!), 1)).toContain(`Order ID: ${order}`);
    },
    limit,
  );
});
