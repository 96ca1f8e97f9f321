/**
 * How many keys, clicks and drops a person needs for a job, counted by a script that does it with nothing but the keyboard and the
 * clipboard: a shipment with its label, one whose label tells all but the product, an order of six packages with four lines each that lie
 * in a sheet; and how many clicks it takes to assign twelve of the new products that a list shows.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keyboard, Page } from 'playwright-core';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import { Operator, inDays } from '../../tools/driver/operator.mts';
import { labelsPdf, shopeeLabel } from '../samples/labels.ts';
import type { Run } from './bench.mts';

const patience = { timeout: 20_000 } as const;
const marketplaceLabel = join(tmpdir(), `label-${process.pid}.pdf`);
const label = join(import.meta.dirname, '../samples/label.pdf');
/** Faster than this is a scanner. */
const hand = { delay: 110 } as const;
/** The same label twice is warned of. */
const otherLabel = join(import.meta.dirname, '../samples/photo.jpg');

interface Count {
  readonly keys: number;
  readonly clicks: number;
  readonly drops: number;
}
type Counting = Window & { counted: { clicks: number; drops: number } };

/** What the person did since the last count. Shift, Ctrl and their like are no keys of their own. */
async function counted(page: Page, act: () => Promise<void>): Promise<Count> {
  await page.evaluate(() => {
    (window as unknown as Counting).counted = { clicks: 0, drops: 0 };
  });
  const before = struck;
  await act();
  const { clicks, drops } = await page.evaluate(() => (window as unknown as Counting).counted);
  return { keys: struck - before, clicks, drops };
}
/** Counted where they are struck: the page keeps the keys of its actions to itself. */
let struck = 0;
function watchKeys(keyboard: Keyboard): void {
  const press = keyboard.press.bind(keyboard);
  const type = keyboard.type.bind(keyboard);
  keyboard.press = (key, how) => {
    struck += 1;
    return press(key, how);
  };
  keyboard.type = (text, how) => {
    struck += Array.from(text).length;
    return type(text, how);
  };
}
const watchHands = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const hand = window as unknown as Counting;
    hand.counted = { clicks: 0, drops: 0 };
    window.addEventListener('pointerdown', ({ isTrusted }) => isTrusted && (hand.counted.clicks += 1), true);
    window.addEventListener('drop', () => (hand.counted.drops += 1), true);
  });

/** Four products that an order to the warehouse of the last one may name. */
async function sendable(page: Page): Promise<string[]> {
  const connection = await openConnection(page);
  return page.evaluate(async (id) => {
    const list = await window.desk.call['records.list'](
      { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 100, refresh: false },
      id,
    );
    if (!list.ok) throw new Error(list.error.code);
    return list.value.rows
      .flatMap((row) => (row.kind === 'product' && row.status === 'ACTIVE' ? [row.record] : []))
      .filter(({ warehouses }) => warehouses?.some((each) => each.warehouse_code === 'ONF_WH_HN_LB') === true)
      .flatMap(({ sku }) => (sku === null ? [] : [sku]))
      .slice(0, 4);
  }, connection);
}

/** The form is gone. @throws Error with what the desk has against it */
async function sent(page: Page): Promise<void> {
  const form = page.getByRole('form');
  await form.waitFor({ state: 'hidden', ...patience }).catch(async (error: unknown) => {
    throw new Error(`it was not sent: ${(await form.innerText()).slice(0, 1_500)}`, { cause: error });
  });
}

/** Tab by Tab, as far as it is. */
async function tabTo(page: Page, field: string): Promise<void> {
  for (let stop = 0; stop < 40; stop += 1) {
    if ((await page.locator(`[data-field="${field}"]:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${field}`);
}

export const run: Run = async ({ log }) => {
  await ensureBuilt();
  await using desk = await launchDesk({ lang: 'vi' });
  const operator = new Operator(desk);
  const { page } = desk;
  const { keyboard } = page;
  const focused = (field: string) => page.locator(`[data-field="${field}"]:focus`).waitFor(patience);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await page.getByText(/trên 300/).waitFor(patience);
  // What stays the same is remembered from the document before.
  await operator.createShipment({ reference: 'DH-000', product: 'AT-DO-M', quantity: '1', label: otherLabel });
  await operator.send();
  await operator.createPurchaseOrder({ reference: 'PO-000', eta: inDays(2), product: 'AT-DO-M', quantity: '1' });
  await operator.send();
  await watchHands(page);
  watchKeys(keyboard);

  await operator.goTo('Vận đơn');
  log('A shipment …');
  const shipment = await counted(page, async () => {
    await keyboard.press('n');
    await focused('merchant_tracking_code_reference');
    await keyboard.type('DH-00125', hand);
    await tabTo(page, 'items.0.oasin');
    await keyboard.type('AT-DO-M', hand);
    await keyboard.press('Enter');
    await focused('items.0.product_quantity');
    await operator.drop('Nhãn vận chuyển', label);
    await keyboard.press('ControlOrMeta+Enter');
    await sent(page);
  });

  log('A shipment whose label tells the rest …');
  writeFileSync(marketplaceLabel, labelsPdf([shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' })]));
  await operator.goTo('Vận đơn');
  const fromLabel = await counted(page, async () => {
    await keyboard.press('n');
    await focused('merchant_tracking_code_reference');
    await operator.drop('Nhãn vận chuyển', marketplaceLabel);
    // The label has filled the fields before it, and the caret goes on.
    await focused('items.0.oasin');
    await keyboard.type('AT-DO-M', hand);
    await keyboard.press('Enter');
    await focused('items.0.product_quantity');
    await keyboard.press('ControlOrMeta+Enter');
    await sent(page);
  });
  rmSync(marketplaceLabel);

  log('An order of 6 × 4 …');
  await operator.goTo('Đơn nhập');
  const skus = await sendable(page);
  const sheet = Array.from({ length: 24 }, (_, line) => `${Math.floor(line / 4) + 1}\t${skus[line % 4]}\t${line + 1}`);
  await page.evaluate((copied) => {
    const elsewhere = document.createElement('textarea');
    elsewhere.value = copied;
    document.body.append(elsewhere);
    elsewhere.select();
    document.execCommand('copy');
    elsewhere.remove();
  }, sheet.join('\n'));
  const order = await counted(page, async () => {
    await keyboard.press('n');
    await focused('merchant_po_reference');
    await keyboard.type('PO-1126', hand);
    await tabTo(page, 'estimated_arrival_time');
    await keyboard.type('28/11/2027 9:00', hand);
    await tabTo(page, 'packages.0.items.0.oasin');
    await keyboard.press('ControlOrMeta+V');
    await page
      .getByRole('dialog')
      .getByText(/^24 dòng · 300 cái · 6 kiện/)
      .waitFor(patience);
    await keyboard.press('Enter');
    await page.getByText(/^6 kiện · 24 dòng/).waitFor(patience);
    await keyboard.press('ControlOrMeta+Enter');
    await sent(page);
  });

  log('Ten stocks, twelve products …');
  await operator.goTo('Sản phẩm');
  const tenStocks = await counted(page, async () => {
    await page.waitForFunction(
      () => {
        const column = document.querySelector('[data-column="available"]')?.getAttribute('aria-colindex');
        const cells = Array.from(document.querySelectorAll(`[role=gridcell][aria-colindex="${column}"]`));
        return cells.filter(({ textContent }) => /\d/u.test(textContent ?? '')).length >= 10;
      },
      undefined,
      patience,
    );
  });
  await page.getByRole('button', { name: /^Mới/u }).first().click();
  const box = (row: number) => page.getByRole('grid').locator('[role=rowgroup] [role=row]').nth(row).getByRole('checkbox');
  await box(11).waitFor(patience);
  const assigned = await counted(page, async () => {
    await box(0).click();
    await box(11).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: 'Gán 12 trong 12 vào kho' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Long Biên/u })
      .click();
    await page.getByText(/^Gán vào kho: xong/u).waitFor(patience);
  });
  const handsOf = ({ keys, clicks }: Count): number => keys + clicks;
  return {
    bench: 'keys',
    shipment: handsOf(shipment),
    shipmentDrops: 1,
    shipmentFromLabel: handsOf(fromLabel),
    shipmentFromLabelDrops: fromLabel.drops,
    po6x4: handsOf(order),
    tenStocksClicks: handsOf(tenStocks),
    assign12Clicks: assigned.clicks,
    assign12Keys: assigned.keys,
  };
};
