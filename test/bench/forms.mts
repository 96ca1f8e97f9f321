/**
 * How a large form feels: a purchase order of 50 packages with 20 lines each, opened from the drafts and typed into, in the built app; the
 * same while the background reads 100,000 products; how long its page is blocked when nobody touches it meanwhile; and what opening and
 * closing it over and over leaves on the page's heap.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { deskAt } from './large/desk.mts';
import { oasinOf, startProvider, warehouse } from './large/provider.mts';
import { median, share } from './measure/figures.mts';
import { keyTimes, timeKeys } from './measure/keys.mts';

const packages = 50;
const linesEach = 20;
/** What the form names must be in the local copy; the rest of a large catalogue comes while it is open. */
const needed = 400;
/** `ONFLOW_BENCH_SECONDS` and `ONFLOW_BENCH_OPENINGS` make it shorter. */
const untouchedMs = Number(process.env['ONFLOW_BENCH_SECONDS'] ?? 60) * 1_000;
const openings = Number(process.env['ONFLOW_BENCH_OPENINGS'] ?? 40);
/** The heap is counted from here on: the first openings fill caches. */
const warmedUp = 10;
const keysEach = 25;
/** A quick hand; a scanner would be told from it. */
const keyGapMs = 110;

export const run: Run = async ({ log }) => {
  await ensureBuilt();
  const quiet = await withForm(needed, log, async (desk, open) => {
    const openMs = median([await open(), await open(), await open()]);
    const keys = await typeInto(desk.page);
    log(`open ${openMs} ms, key p95 ${share(keys, 0.95)} ms; heap over ${openings} openings …`);
    return { openMs, keys, heapMB: await heapAfter(desk.page, open) };
  });
  const reading = await withForm(100_000, log, async (desk, open, pages) => {
    await open();
    const before = pages();
    const keys = await typeInto(desk.page);
    log(`${pages() - before} pages were read while it was typed into; now nobody touches it …`);
    const blockedMs = await blocked(desk.page, untouchedMs);
    return { keys, blockedMs, pages: pages() - before };
  });
  return {
    bench: 'forms',
    packages,
    linesEach,
    openMs: quiet.openMs,
    keyP95Ms: share(quiet.keys, 0.95),
    keyP95WhileReadingMs: share(reading.keys, 0.95),
    keyP50Ms: share(quiet.keys, 0.5),
    keyP50WhileReadingMs: share(reading.keys, 0.5),
    blockedMs: reading.blockedMs,
    blockedOfMs: untouchedMs,
    pagesRead: reading.pages,
    heapBeforeMB: quiet.heapMB[0],
    heapAfterMB: quiet.heapMB[1],
    openings,
  };
};

type Open = () => Promise<number>;

async function withForm<T>(
  products: number,
  log: (line: string) => void,
  measure: (desk: Desk, open: Open, pages: () => number) => Promise<T>,
): Promise<T> {
  const provider = await startProvider({ products });
  try {
    await using desk = await launchDesk(deskAt(provider));
    const { page } = desk;
    await page.locator('main').waitFor();
    log(`Waits for the first of ${products} products …`);
    await prepare(page);
    const result = await measure(desk, () => openDraft(page), provider.pages);
    await desk.close();
    return result;
  } finally {
    provider.close();
  }
}

/** A draft of the large order, whose products the desk knows. */
async function prepare(page: Page): Promise<void> {
  const connection = await openConnection(page);
  await page.waitForFunction(
    async ([id, wanted]) => {
      const outcome = await window.desk.call['records.list'](
        { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 1, refresh: false },
        id,
      );
      return outcome.ok && outcome.value.total >= wanted;
    },
    [connection, needed] as const,
    { polling: 500, timeout: 120_000 },
  );
  const body = {
    merchant_po_reference: 'PO-LARGE',
    warehouse_code: warehouse,
    estimated_arrival_time: '2030-01-01T09:00',
    packages: Array.from({ length: packages }, (_, number) => ({
      package_code: `PKG_${String(number + 1).padStart(2, '0')}`,
      weight: '12,5',
      items: Array.from({ length: linesEach }, (_, line) => {
        const product = ((number * linesEach + line) % needed) + 1;
        return {
          oasin: oasinOf(product),
          typed: `SKU-${product} · Áo thun cổ tròn ${product}`,
          product_quantity: String((line % 9) + 1),
        };
      }),
    })),
  };
  await page.evaluate(
    async ([id, connection, draft]) => {
      const outcome = await window.desk.call['drafts.save']({ id, kind: 'purchase-order', body: draft }, connection);
      if (!outcome.ok) throw new Error(outcome.error.code);
    },
    [randomUUID(), connection, body] as const,
  );
  // What the page itself saves is not told to it.
  await page.reload();
  await page.locator('main').waitFor();
}

/** From the list of drafts; milliseconds from the click until the form's first field has been painted. */
async function openDraft(page: Page): Promise<number> {
  await page.getByRole('navigation', { name: 'Screens' }).getByText('Drafts', { exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'PO-LARGE' }).click();
  const painted = page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error('no form came')), 30_000);
        window.addEventListener(
          'click',
          ({ timeStamp }) => {
            const look = (): void => {
              if (document.querySelector('[role="form"] [data-field="packages.0.items.0.product_quantity"]') === null)
                requestAnimationFrame(look);
              else afterPaint(() => resolve(Math.round(performance.now() - timeStamp)));
            };
            const afterPaint = (then: () => void): void => {
              requestAnimationFrame(() => {
                const { port1, port2 } = new MessageChannel();
                port1.addEventListener('message', then);
                port1.start();
                port2.postMessage(null);
              });
            };
            look();
          },
          { capture: true, once: true },
        );
      }),
  );
  await sleep(50);
  await page.getByRole('button', { name: 'Open the draft' }).click();
  return painted;
}

/** A quantity, a product and a note, at both ends of the form; milliseconds from each key to the paint that shows it. */
async function typeInto(page: Page): Promise<number[]> {
  await timeKeys(page);
  const row = (label: string) => page.getByRole('form').getByRole('group', { name: label, exact: true });
  const note = page.getByRole('form').getByRole('textbox', { name: 'Note', exact: true }).last();
  const last = row(`Package ${packages} · Line ${linesEach}`);
  const fields = [
    [row('Package 1 · Line 1'), row('Package 1 · Line 1').getByRole('textbox', { name: 'Quantity' })],
    [row('Package 1 · Line 2'), row('Package 1 · Line 2').getByRole('combobox', { name: 'Product' })],
    [last, last.getByRole('textbox', { name: 'Quantity' })],
    [note, note],
  ] as const;
  for (const [place, field] of fields) {
    // As a person gets there: a line out of sight is words until it is scrolled to.
    await place.scrollIntoViewIfNeeded();
    await field.click();
    await sleep(500);
    for (let key = 0; key < keysEach; key += 1) {
      await page.keyboard.press(key % 3 === 2 ? 'Backspace' : '1');
      await sleep(keyGapMs);
    }
  }
  await sleep(500);
  return keyTimes(page);
}

/** Milliseconds in tasks of more than 50 while nobody touches the page. */
async function blocked(page: Page, forMs: number): Promise<number> {
  return page.evaluate(
    (milliseconds) =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) sum += duration;
        });
        observer.observe({ type: 'longtask' });
        setTimeout(() => {
          observer.disconnect();
          resolve(Math.round(sum));
        }, milliseconds);
      }),
    forMs,
  );
}

/** Megabytes of the page's heap, garbage taken out, after a tenth opening and after all. */
async function heapAfter(page: Page, open: Open): Promise<readonly [number, number]> {
  const session = await page.context().newCDPSession(page);
  const heap = async (): Promise<number> => {
    await page.getByRole('navigation', { name: 'Screens' }).getByText('Drafts', { exact: true }).click();
    for (let turn = 0; turn < 3; turn += 1) {
      await sleep(300);
      await session.send('HeapProfiler.collectGarbage');
    }
    const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
    return Math.round(usedSize / 104_857.6) / 10;
  };
  for (let turn = 0; turn < warmedUp; turn += 1) await open();
  const before = await heap();
  for (let turn = 0; turn < openings; turn += 1) await open();
  const after = await heap();
  await session.detach();
  return [before, after];
}
