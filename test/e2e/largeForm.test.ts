/** A purchase order of a thousand lines, in the built app: it opens, and a key in it costs what a key in a small form costs. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostPerKey, watchRenders } from '../../renderer/renderCount.ts';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 30_000 } as const;
const packages = 50;
const linesEach = 20;
let desk: Desk;
let operator: Operator;
let page: Page;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  ({ page } = operator);
  await operator.startPractising();
  await operator.goTo('Sản phẩm');
  await page.getByText(/1–\d+ trên 300/).waitFor(patience);
  await saveLargeOrder();
  // What is drawn is counted from the first drawing on; and what the page did not save itself is read.
  await page.addInitScript(watchRenders);
  await page.reload();
  await page.locator('main').waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

async function saveLargeOrder(): Promise<void> {
  const connection = await openConnection(page);
  await page.evaluate(
    async ([id, draftId, packages, linesEach]) => {
      const list = await window.desk.call['records.list'](
        { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 100, refresh: false },
        id,
      );
      if (!list.ok) throw new Error(list.error.code);
      const products = list.value.rows.flatMap((row) => (row.kind === 'product' ? [row.record] : []));
      const items = (from: number) =>
        Array.from({ length: linesEach }, (_, line) => {
          const product = products[(from + line) % products.length];
          return { oasin: product?.oasin ?? '', typed: `${product?.sku} · ${product?.name}`, product_quantity: String(line + 1) };
        });
      const outcome = await window.desk.call['drafts.save'](
        {
          id: draftId,
          kind: 'purchase-order',
          body: {
            merchant_po_reference: 'PO-LỚN',
            packages: Array.from({ length: packages }, (_, index) => ({ package_code: `K${index + 1}`, items: items(index * linesEach) })),
          },
        },
        id,
      );
      if (!outcome.ok) throw new Error(outcome.error.code);
    },
    [connection, randomUUID(), packages, linesEach] as const,
  );
}

async function openOrder(): Promise<void> {
  await operator.goTo('Bản nháp');
  await page.getByRole('row').filter({ hasText: 'PO-LỚN' }).dblclick();
  await page.getByRole('form').waitFor(patience);
  await quantity(1, 1).waitFor(patience);
}

const line = (ofPackage: number, number: number): Locator =>
  page.getByRole('group', { name: `Kiện ${ofPackage} · Dòng ${number}`, exact: true });
const quantity = (ofPackage: number, number: number): Locator => line(ofPackage, number).getByRole('textbox', { name: 'Số lượng' });
/** As a person gets there: the line is scrolled to, and becomes fields. */
async function reach(ofPackage: number, number: number): Promise<Locator> {
  await line(ofPackage, number).scrollIntoViewIfNeeded();
  await quantity(ofPackage, number).waitFor(patience);
  return quantity(ofPackage, number);
}
const fieldWithFocus = (): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['field']);

declare global {
  interface Window {
    drawnByKey?: Promise<string[]>;
  }
}

/** Nothing more is drawn for what was done before. */
async function calm(): Promise<void> {
  const drawnInAMoment = (): Promise<number> =>
    page.evaluate(async () => {
      window.deskRenders?.();
      await new Promise((wait) => setTimeout(wait, 600));
      return window.deskRenders?.().length ?? 0;
    });
  await expect.poll(drawnInAMoment, patience).toBe(0);
}

/** What one key draws until its picture. */
async function drawnByOneKey(field: Locator): Promise<string[]> {
  await field.focus();
  await page.keyboard.press('End');
  await calm();
  await page.evaluate(() => {
    window.addEventListener('keydown', () => window.deskRenders?.(), { capture: true, once: true });
    window.drawnByKey = new Promise((resolve) => {
      window.addEventListener('input', () => requestAnimationFrame(() => resolve(window.deskRenders?.() ?? [])), { once: true });
    });
  });
  await page.keyboard.press('7');
  return page.evaluate(() => window.drawnByKey ?? []);
}

describe('an order of a thousand lines', () => {
  it('has all its lines in their order, and only those near what is in sight as fields', async () => {
    await openOrder();
    const names = await page
      .getByRole('form')
      .getByRole('group', { name: /· Dòng \d+$/ })
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    expect(names).toEqual(
      Array.from({ length: packages * linesEach }, (_, at) => `Kiện ${Math.floor(at / linesEach) + 1} · Dòng ${(at % linesEach) + 1}`),
    );
    expect(await page.getByRole('form').locator('input').count()).toBeLessThan(150);
    expect(await line(packages, linesEach).textContent()).toContain('OASIN');
  });

  it('lays out no package that is out of sight: a key would measure it too', async () => {
    const isLaidOut = (of: number): Promise<boolean> =>
      line(of, linesEach).evaluate((element) => element.checkVisibility({ contentVisibilityAuto: true }));
    expect(await isLaidOut(1)).toBe(true);
    expect(await isLaidOut(packages)).toBe(false);
    // It has the room that it takes, so that what is scrolled to stays where it is.
    const [real = 0, kept = 0] = await Promise.all(
      [1, packages].map((of) =>
        page.getByRole('group', { name: `Kiện ${of}`, exact: true }).evaluate((element) => element.getBoundingClientRect().height),
      ),
    );
    expect([real, kept, Math.abs(real - kept) < real * 0.05]).toEqual([real, kept, true]);
  });

  it.each([
    ['a quantity', () => quantity(1, 2)],
    ['a product', () => line(1, 3).getByRole('combobox', { name: 'Sản phẩm' })],
    ['a measure', () => page.getByRole('form').getByRole('textbox', { name: 'Khối lượng (g)' }).first()],
    ['the reference', () => operator.field('Mã tham chiếu đơn nhập')],
    ['the last quantity', () => reach(packages, linesEach)],
  ])('draws at most five components for a key in %s', async (_what, field) => {
    const drawn = await drawnByOneKey(await field());
    expect(drawn.length, drawn.join(', ')).toBeLessThanOrEqual(mostPerKey);
    expect(drawn.length).toBeGreaterThan(0);
  });

  it('draws nothing of itself for a request that is made meanwhile', async () => {
    await calm();
    const connection = await openConnection(page);
    const before = await page.getByRole('banner').innerText();
    await page.evaluate(async (id) => window.desk.call['connections.test'](undefined, id), connection);
    // The meter above it has heard.
    await expect.poll(() => page.getByRole('banner').innerText(), patience).not.toBe(before);
    expect(await page.evaluate(() => window.deskRenders?.())).toEqual([]);
  });

  it('is searched to its end, and what is found there is a field when it is reached', async () => {
    await page.keyboard.press('F3');
    const search = page.getByRole('textbox', { name: 'Chữ cần tìm' }).or(page.locator('[data-find-input]')).first();
    await search.fill(`K${packages}`);
    await page.getByText('1/1').waitFor(patience);
    await expect.poll(() => page.locator(`[data-field="packages.${packages - 1}.package_code"]`).count(), patience).toBe(1);
    await page.keyboard.press('Escape');
  });

  it('keeps the field that is typed into, wherever it is scrolled to', async () => {
    await (await reach(packages, linesEach)).fill('4');
    await reach(1, 1);
    expect(await fieldWithFocus()).toBe(`packages.${packages - 1}.items.${linesEach - 1}.product_quantity`);
    await page.keyboard.type('2');
    await expect.poll(() => quantity(packages, linesEach).inputValue()).toBe('42');
  });

  it('leads from a problem to its line, however far it is', async () => {
    await (await reach(packages, linesEach)).fill('');
    await (await reach(1, 1)).focus();
    await expect.poll(() => quantity(packages, linesEach).count(), patience).toBe(0);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page
      .getByRole('alert')
      .getByRole('button', { name: new RegExp(`^Kiện ${packages} · Dòng ${linesEach} · Số lượng`) })
      .click();
    await expect.poll(fieldWithFocus, patience).toBe(`packages.${packages - 1}.items.${linesEach - 1}.product_quantity`);
    await page.keyboard.type('5');
    await page.getByText(/^Đã lưu lúc/).waitFor(patience);
  });

  it('adds a line at the end of a package with Enter, and goes on in it', async () => {
    await (await reach(packages, linesEach)).press('Enter');
    await expect.poll(fieldWithFocus, patience).toBe(`packages.${packages - 1}.items.${linesEach}.oasin`);
    await page.getByText(/50 kiện · 1\.?001 dòng/).waitFor(patience);
  });
});
