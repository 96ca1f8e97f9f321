/**
 * How long the desk takes from the start of its process to a list of 300 products, read from its own database, that can be clicked; against
 * an app that does nothing but show an empty page, started in the same way, one after the other in turn. Medians. Times are taken inside
 * the pages, so that connecting to them to ask costs neither of the two anything.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ConnectionId } from '../../contract/connection.ts';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { type LaunchOptions, launchDesk } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';

const runs = Number(process.env['ONFLOW_BENCH_RUNS'] ?? 7);
const productsWanted = 300;
/** So long each start is left alone before it is asked, in milliseconds: a driver that connects meanwhile is work for the page. */
const aloneMs = 3_000;
/** Rows of the first page that must be there, and the navigation with them. */
const rowsOnScreen = 10;

interface Start {
  /** From the start of the process, in milliseconds. */
  readonly usableMs: number;
  /** Until the desk's own main process could answer; `null` for the blank app. */
  readonly mainReadyMs: number | null;
}

export const run: Run = async ({ log }) => {
  await ensureBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const desk: LaunchOptions = { userDataDir: join(scratch, 'desk'), lang: 'en' };
  const blank: LaunchOptions = { userDataDir: join(scratch, 'blank'), appPath: join(import.meta.dirname, 'startup/blank') };
  try {
    log('Sets up a desk with 300 products that was closed on its list of them …');
    await prepare(desk);
    // The first start of each warms the disk's cache, and V8's.
    await start(blank, blankUsable);
    await start(desk, listUsable);
    const blanks: Start[] = [];
    const desks: Start[] = [];
    for (let round = 1; round <= runs; round += 1) {
      blanks.push(await start(blank, blankUsable));
      desks.push(await start(desk, listUsable));
      log(`round ${round} of ${runs}: blank ${blanks.at(-1)?.usableMs} ms, desk ${desks.at(-1)?.usableMs} ms`);
    }
    const blankMs = median(blanks.map((each) => each.usableMs));
    const deskMs = median(desks.map((each) => each.usableMs));
    return {
      bench: 'startup',
      blankMs,
      deskMs,
      ratio: Math.round((deskMs / blankMs) * 100) / 100,
      mainReadyMs: median(desks.map((each) => each.mainReadyMs ?? Number.NaN)),
      runs,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** The practice connection, all its products read into the local database, closed on the list of products. */
async function prepare(options: LaunchOptions): Promise<void> {
  await using desk = await launchDesk(options);
  const { page } = desk;
  await page.getByRole('button', { name: 'Start practising' }).click();
  await page.getByRole('navigation', { name: 'Screens' }).getByText('Products', { exact: true }).click();
  await page.waitForFunction(
    async ([wanted]) => {
      const outcome = await window.desk.call['records.list'](
        { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 1, refresh: false },
        'practice' as ConnectionId,
      );
      return outcome.ok && outcome.value.total >= wanted;
    },
    [productsWanted] as const,
    { polling: 250, timeout: 120_000 },
  );
  await desk.close();
}

async function start(options: LaunchOptions, usable: (page: Page) => Promise<number>): Promise<Start> {
  const startedAt = performance.timeOrigin + performance.now();
  await using app = await launchDesk({ ...options, aloneMs });
  const usableAt = await usable(app.page);
  const ready = /ready (\d+) ms after the start/.exec(app.mainLog())?.[1];
  await app.close();
  return { usableMs: Math.round(usableAt - startedAt), mainReadyMs: ready === undefined ? null : Number(ready) };
}

/** When the empty page had loaded, as the page itself noted it: Unix ms. */
const blankUsable = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    return performance.timeOrigin + Math.max(load?.loadEventEnd ?? 0, painted);
  });

/**
 * When the first row was painted, as Chromium itself noted it: Unix ms. @throws Error unless the rows stand there by now and a click
 * reaches them
 */
async function listUsable(page: Page): Promise<number> {
  return await page.evaluate(
    async ([wanted]) => {
      const painted = await new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error('Chromium noted no first row')), 10_000);
        new PerformanceObserver((list) => {
          const [first] = list.getEntries() as (PerformanceEntry & { readonly renderTime: number })[];
          if (first !== undefined) resolve(performance.timeOrigin + first.renderTime);
        }).observe({ type: 'element', buffered: true });
      });
      const first = document.querySelector('[role="row"] [role="gridcell"]');
      if (first === null || document.querySelectorAll('[role="row"]').length < wanted || document.querySelector('nav') === null)
        throw new Error('there is no list');
      const { left, top, width, height } = first.getBoundingClientRect();
      if (first.closest('[role="row"]')?.contains(document.elementFromPoint(left + width / 2, top + height / 2)) !== true)
        throw new Error('the list is covered');
      return painted;
    },
    [rowsOnScreen] as const,
  );
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
