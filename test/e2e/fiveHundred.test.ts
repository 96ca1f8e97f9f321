/**
 * The day with five hundred orders: an export and the PDF of their labels, from one drop to shipments that the provider has confirmed, each
 * with its own label, although the computer goes off in the middle of it.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shipment } from '../../main/practice/company.ts';
import { makePile } from '../samples/labelPiles.mts';
import { type OrderFile, orderFile } from '../samples/orderFiles.mts';
import { Day, cutPages, found, patience, readBars } from './merchantsDay.ts';

const count = 500;
/** Whole minutes of other work may pass in between. */
const limit = 600_000;
const pile = makePile({ platform: 'shopee', labels: count, seed: 23 });
let day: Day;
let file: OrderFile;
let arrived: ReadonlyMap<string, Shipment>;

beforeAll(async () => {
  day = await Day.begin('five-hundred');
  // Of each there is enough: nothing is asked.
  const goods = day.goods(150);
  expect(goods.length).toBeGreaterThan(30);
  file = orderFile({ layout: 'shopee', orders: count, goods, mostLines: 3, parcels: pile.orders });
  writeFileSync(day.path('Order.toship.xlsx'), file.xlsx());
  writeFileSync(day.path('nhãn 500 đơn.pdf'), pile.pdf);
}, limit);
afterAll(async () => {
  await day[Symbol.asyncDispose]();
});

describe('five hundred orders and their labels', () => {
  it(
    'are read from one drop: every order is new, and every label has found its own',
    async () => {
      await day.drop(day.path('Order.toship.xlsx'), day.path('nhãn 500 đơn.pdf'));
      await day.sayWarehouse();
      await day.checked();
      await expect.poll(() => day.count('Mới'), patience).toBe(count);
      // None is to be looked at.
      await day.page.getByRole('button', { name: /^Nhãn 500$/u }).waitFor(patience);
    },
    limit,
  );

  it(
    'go on by themselves where the computer went off in the middle, until all are confirmed',
    async () => {
      await day.send(count);
      await expect.poll(() => day.arrived().size, { timeout: limit / 2, interval: 50 }).toBeGreaterThan(count / 3);
      await day.killAndStartAgain();
      const before = day.arrived().size;
      expect(before).toBeLessThan(count);
      await day.operator.goTo('Nhập hàng loạt');
      await day.sent(count);
      arrived = day.arrived();
    },
    limit,
  );

  it('are at the provider, each once, with its courier code and the goods of the file', () => {
    expect(found(arrived.values())).toEqual(day.wanted(file.orders));
    expect(arrived.size).toBe(count);
  });

  it(
    'have each its own label there: the bars on it say its code, and it is to the last byte what the desk cuts out of its page',
    async () => {
      const shipments = [...arrived.values()];
      const labels = shipments.map((shipment) => day.label(shipment));
      const bars = await readBars(labels);
      expect(bars.filter((each, at) => !each.includes(shipments[at]?.courier_tracking_code ?? 'none'))).toEqual([]);
      const pageOf = new Map(pile.labels.map(({ order, page }) => [order.order, page]));
      const cut = await cutPages(
        pile.pdf,
        [...arrived.keys()].map((order) => [pageOf.get(order) ?? 0]),
      );
      const others = [...arrived.keys()].filter((_, at) => labels[at]?.equals(cut[at]!) !== true);
      expect(others).toEqual([]);
    },
    limit,
  );
});
