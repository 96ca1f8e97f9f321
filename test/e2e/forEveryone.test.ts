/**
 * For everyone: axe finds nothing serious on any screen in either theme, longer words cut nothing off, and at 200 % no form has to be moved
 * sideways.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { cutOff } from './cutOff.ts';

const patience = { timeout: 20_000 } as const;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let desk: Desk;
let page: Page;
beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', size: { width: 1366, height: 768 } });
  await new Operator(desk).startPractising();
  ({ page } = desk);
  await page.evaluate(axe);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const screens = ['Hôm nay', 'Sản phẩm', 'Đơn nhập', 'Vận đơn', 'Hàng hoàn', 'Hộp gửi', 'Nhập hàng loạt', 'Bản nháp', 'Danh mục', 'Cài đặt'];
const goTo = async (screen: string): Promise<void> => {
  await page.getByRole('navigation', { name: 'Màn hình' }).getByRole('button', { name: screen }).first().click();
  await page.getByRole('main', { name: screen }).waitFor(patience);
};
const kinds = ['Sản phẩm', 'Đơn nhập', 'Vận đơn', 'Hàng hoàn'];
const openForm = async (screen: string): Promise<void> => {
  await goTo(screen);
  await page.getByRole('main').focus();
  await page.keyboard.press('n');
  await page.getByRole('form').waitFor(patience);
};
const openFirst = async (screen: string): Promise<void> => {
  await goTo(screen);
  await page.getByRole('grid').locator('[role=row][aria-selected]').first().click();
  await page.getByRole('article').waitFor(patience);
};
const openKeys = async (): Promise<void> => {
  await goTo('Hôm nay');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor(patience);
};
const settings = async (tab: number): Promise<void> => {
  await goTo('Cài đặt');
  await page.getByRole('tab').nth(tab).click();
  await page.getByRole('tabpanel').waitFor(patience);
};

/** Every place there is: how one gets there, and away again. */
const places: readonly (readonly [name: string, go: () => Promise<void>])[] = [
  ...screens.map((screen) => [screen, () => goTo(screen)] as const),
  ...kinds.map((screen) => [`a new form of ${screen}`, () => openForm(screen)] as const),
  ...kinds.map((screen) => [`the first of ${screen}`, () => openFirst(screen)] as const),
  ['the keys', openKeys],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((tab) => [`settings, tab ${tab + 1}`, () => settings(tab)] as const),
];
const leave = async (): Promise<void> => {
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('Escape');
};

/** axe counts the key that stands on a button as one of its words, which nobody says. */
const options = { rules: { 'label-content-name-mismatch': { enabled: false } } } as const;
type Axe = typeof globalThis & { readonly axe: { run(options: unknown): Promise<AxeResults> } };

async function seriousOn(): Promise<string[]> {
  const { violations } = await page.evaluate((given) => (globalThis as Axe).axe.run(given), options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`));
}

/** Buttons that cannot be called by what stands on them. */
const misnamed = (): Promise<string[]> =>
  page.evaluate(() => {
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\d]+/gu, ' ')
        .trim();
    return [...document.querySelectorAll('button[aria-label]')]
      .map((button) => {
        const seen = button.cloneNode(true) as HTMLElement;
        for (const hidden of seen.querySelectorAll('kbd, [aria-hidden=true]')) hidden.remove();
        return [plain(seen.textContent ?? ''), plain(button.getAttribute('aria-label') ?? '')] as const;
      })
      .filter(([seen, name]) => /\p{L}/u.test(seen) && !name.includes(seen))
      .map(([seen, name]) => `${seen} is called ${name}`);
  });

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  it.each(places)('axe finds nothing serious: %s', async (_name, go) => {
    await page.emulateMedia({ colorScheme });
    await go();
    expect(await seriousOn()).toEqual([]);
    expect(await misnamed()).toEqual([]);
    await leave();
  });
});

it.each(places)('words that are a third longer are not cut off without being told in full elsewhere: %s', async (_name, go) => {
  await go();
  expect(await page.evaluate(cutOff)).toEqual([]);
  // What was lengthened goes with the page.
  await page.reload();
  await page.getByRole('navigation', { name: 'Màn hình' }).waitFor(patience);
});

it.each(kinds)('at 200 %% the form of %s is not moved sideways', async (screen) => {
  await page.setViewportSize({ width: 683, height: 384 });
  await openForm(screen);
  const tooWide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, main *')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
      .map((each) => `${each.tagName} ${each.className}: ${each.scrollWidth} in ${each.clientWidth}`),
  );
  await page.setViewportSize({ width: 1366, height: 768 });
  expect(tooWide).toEqual([]);
});

it('is not offered for translation by the browser, and says its language', async () => {
  const html = page.locator('html');
  expect([await html.getAttribute('translate'), await html.getAttribute('lang')]).toEqual(['no', 'vi']);
});

it('the provider’s own words for a state follow the language at once, in the list, its filter and the detail', async () => {
  await goTo('Vận đơn');
  const states = page.getByRole('group', { name: /^(Lọc theo trạng thái|Filter by status)$/ });
  await states.getByRole('button', { name: /^Đang lấy hàng/ }).click();
  await page.getByRole('gridcell', { name: 'Đang lấy hàng' }).first().click();
  await page.getByRole('article').getByText('Đang lấy hàng (150)').waitFor(patience);
  await page.getByRole('button', { name: /English$/ }).click();
  await page.getByRole('article').getByText('Picking (150)').waitFor(patience);
  await states.getByRole('button', { name: /^Picking/ }).waitFor(patience);
  await page.getByRole('gridcell', { name: 'Picking' }).first().waitFor(patience);
  expect(await page.getByText('Đang lấy hàng').count()).toBe(0);
  await page.getByRole('button', { name: /Tiếng Việt$/ }).click();
  await states.getByRole('button', { name: /^Đang lấy hàng/ }).waitFor(patience);
});
