/** One start of an app, and when its page can be used. Times are taken inside the page: connecting to it to ask costs the start nothing. */
import type { Page } from 'playwright-core';
import { type LaunchOptions, launchDesk } from '../../../tools/driver/launchDesk.mts';

/** So long each start is left alone before it is asked, in milliseconds: a driver that connects meanwhile is work for the page. */
const aloneMs = 3_000;
/** Rows of the first page that must be there, and the navigation with them. */
const rowsOnScreen = 10;

export interface Start {
  /** From the start of the process, in milliseconds. */
  readonly usableMs: number;
  /** Until the desk's own main process could answer; `null` for the blank app. */
  readonly mainReadyMs: number | null;
}

/** `usable` answers when the page could be used, in Unix milliseconds. */
export async function start(options: LaunchOptions, usable: (page: Page) => Promise<number>): Promise<Start> {
  const startedAt = performance.timeOrigin + performance.now();
  await using app = await launchDesk({ ...options, aloneMs });
  const usableAt = await usable(app.page);
  const ready = /ready (\d+) ms after the start/.exec(app.mainLog())?.[1];
  await app.close();
  return { usableMs: Math.round(usableAt - startedAt), mainReadyMs: ready === undefined ? null : Number(ready) };
}

/** When the empty page had loaded, as the page itself noted it: Unix ms. */
export const blankUsable = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    return performance.timeOrigin + Math.max(load?.loadEventEnd ?? 0, painted);
  });

/**
 * When the first row was painted, as Chromium itself noted it: Unix ms. @throws Error unless the rows stand there by now and a click
 * reaches them
 */
export async function listUsable(page: Page): Promise<number> {
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
