/**
 * How soon what is typed is found: 100,000 products in the local copy, words typed into the search of their list in the built app, from
 * each key to the paint that shows its rows. Beside it what the same questions take in the store alone, by the index of words and by
 * looking through all rows; and what a copy without that index costs once: until the first picture, and until the index is whole.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { firstPage } from '../../contract/recordQuery.ts';
import { sourceOf } from '../../main/store/listedRecords.ts';
import type { ListSource } from '../../main/store/listSource.ts';
import { pageOf } from '../../main/store/listing.ts';
import { openReader } from '../../main/store/reader.ts';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { type LaunchOptions, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { databaseIn, fill } from './large/copy.mts';
import { startProvider, token } from './large/provider.mts';

/** `ONFLOW_BENCH_ROWS` makes it smaller. */
const products = Number(process.env['ONFLOW_BENCH_ROWS'] ?? 100_000);
/** A quick hand; a scanner would be told from it. */
const keyGapMs = 110;
const words = ['sku-48213', 'co tron do 777', 'do 4711', '8938000077', 'oasin0090001', 'trang 99', 'khong co'];

export const run: Run = async ({ log }) => {
  await ensureBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const provider = await startProvider({ products: 10, shipments: 0, touched: 0 });
  try {
    const options: LaunchOptions = {
      userDataDir: join(scratch, 'desk'),
      lang: 'en',
      keychain: 'none',
      provision: { name: 'Large', environment: 'staging', baseUrl: provider.baseUrl },
      token,
    };
    {
      await using desk = await launchDesk(options);
      await openConnection(desk.page);
      await desk.page.getByRole('navigation', { name: 'Screens' }).getByText('Products', { exact: true }).click();
      await sleep(1_000);
      await desk.close();
    }
    const file = databaseIn(join(scratch, 'desk'));
    log(`Fills the local copy with ${products} products …`);
    fill(file, { products, shipments: 0 });
    log('Starts on a copy without the index of words …');
    const upgrade = await afterUpgrade(options, file);
    log('Types …');
    await using desk = await launchDesk(options);
    const { page } = desk;
    await page
      .getByText(/ of [\d,.]+$/)
      .first()
      .waitFor({ timeout: 60_000 });
    await sleep(4_000);
    const keys = await typeInto(page);
    await desk.close();
    const { near: _near, ...scanned } = sourceOf('product');
    const byIndex = alone(file, sourceOf('product'));
    const byScan = alone(file, scanned);
    return {
      bench: 'search',
      products,
      keys: keys.length,
      p50Ms: share(keys, 0.5),
      p95Ms: share(keys, 0.95),
      maxMs: share(keys, 1),
      indexP50Ms: share(byIndex, 0.5),
      indexP95Ms: share(byIndex, 0.95),
      scanP50Ms: share(byScan, 0.5),
      scanP95Ms: share(byScan, 0.95),
      ...upgrade,
      load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    };
  } finally {
    provider.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** As left by a desk before the index: milliseconds until rows are painted, and until the index is whole. */
async function afterUpgrade(options: LaunchOptions, file: string): Promise<{ firstRowsMs: number; indexWholeMs: number }> {
  const older = new DatabaseSync(file);
  older.exec('DROP TABLE listed_words; DROP TABLE listed_product_words');
  older.close();
  const began = performance.now();
  await using desk = await launchDesk(options);
  await desk.page.locator('[role=grid] [role=gridcell]').first().waitFor({ timeout: 60_000 });
  const firstRowsMs = Math.round(performance.now() - began);
  const look = new DatabaseSync(file, { readOnly: true });
  const isWhole = (): boolean => look.prepare("SELECT is_whole FROM listed_words WHERE name = 'listed_product'").get()?.['is_whole'] === 1;
  while (!isWhole()) {
    if (performance.now() - began > 180_000) throw new Error('the index was not made');
    await sleep(100);
  }
  look.close();
  const indexWholeMs = Math.round(performance.now() - began);
  await desk.close();
  return { firstRowsMs, indexWholeMs };
}

/** Milliseconds from each key until its rows have been painted. */
async function typeInto(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    (window as unknown as { keyTimes: number[] }).keyTimes = times;
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const look = (): void => {
          if (document.querySelector('[role="grid"]')?.getAttribute('aria-busy') !== 'false') requestAnimationFrame(look);
          else {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => times.push(performance.now() - timeStamp));
            port1.start();
            port2.postMessage(null);
          }
        };
        // What the key asked is told by the next frame.
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
  const search = page.getByRole('searchbox').first();
  for (const word of words) {
    await search.click();
    await search.fill('');
    await sleep(500);
    for (const sign of word) {
      await page.keyboard.press(sign === ' ' ? 'Space' : sign);
      await sleep(keyGapMs);
    }
    await sleep(500);
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}

/** What the store takes for every word as it grows, in milliseconds. */
function alone(file: string, source: ListSource): number[] {
  const reader = openReader(file);
  try {
    const times = words.flatMap((word) =>
      Array.from(word, (_, index) => {
        const query = firstPage('product', { search: word.slice(0, index + 1), counts: ['status'] });
        const from = performance.now();
        reader.atOnce(() => pageOf(reader, source, query, Date.now()));
        return performance.now() - from;
      }),
    );
    return times;
  } finally {
    reader.close();
  }
}

function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN) * 10) / 10;
}
