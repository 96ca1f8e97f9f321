/**
 * How long the desk takes from the start of its process to a list of 300 products, read from its own database, that can be clicked; against an app
 * that does nothing but show an empty page, started in the same way, one after the other in turn. Medians. Times are taken inside the pages, so that
 * connecting to them to ask costs neither of the two anything.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../tools/build.mts';
import { type LaunchOptions, launchDesk } from '../e2e/launchDesk.ts';
import type { Run } from './bench.mts';

const runs = Number(process.env['ONFLOW_BENCH_RUNS'] ?? 7);
const productsWanted = 300;
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
      const outcome = await window.desk.call['records.list']({ kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 1, refresh: false });
      return outcome.ok && outcome.value.total >= wanted;
    },
    [productsWanted] as const,
    { polling: 250, timeout: 120_000 },
  );
  await desk.close();
}

async function start(options: LaunchOptions, usable: (page: Page) => Promise<number>): Promise<Start> {
  const startedAt = performance.timeOrigin + performance.now();
  await using app = await launchDesk(options);
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

/** When the rows stood on the screen, uncovered, so that a click on the first reaches it: looked for at every frame. Unix ms. */
async function listUsable(page: Page): Promise<number> {
  const seen = await page.waitForFunction(
    ([wanted]) => {
      const rows = document.querySelectorAll('[role="row"] [role="gridcell"], [role="row"] td');
      const first = rows[0];
      if (first === undefined || document.querySelectorAll('[role="row"]').length < wanted || document.querySelector('nav') === null) return false;
      const { left, top, width, height } = first.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return hit !== null && first.closest('[role="row"]')?.contains(hit) === true ? performance.timeOrigin + performance.now() : false;
    },
    [rowsOnScreen] as const,
    { polling: 'raf', timeout: 30_000 },
  );
  return (await seen.jsonValue()) as number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
