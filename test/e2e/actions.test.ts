/** What can be done to a record, in the built app: on its detail and in the menu of its row, possible or not, and why not. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstPage } from '../../contract/recordQuery.ts';
import { watchRenders } from '../../renderer/renderCount.ts';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 30_000 } as const;
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
  await operator.goTo('Đơn nhập');
  await rows().nth(1).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const grid = (): Locator => operator.page.getByRole('grid', { name: 'Đơn nhập' });
const rows = (): Locator => grid().locator('[role=row][aria-selected]');
const menu = (): Locator => operator.page.getByRole('menu');
const item = (name: string): Locator => menu().getByRole('menuitem', { name });
const codeOf = async (row: Locator): Promise<string> => /OAP[A-Z]*\d+/.exec(await row.innerText())?.[0] ?? '';

describe('the menu of a row', () => {
  it('opens where the mouse is, says whose it is and what can be done, and opens the record', async () => {
    const row = rows().filter({ hasText: 'Đang về kho' }).first();
    const code = await codeOf(row);
    await row.click({ button: 'right' });
    await operator.page.getByRole('menu', { name: `Thao tác với ${code}` }).waitFor(patience);
    expect(await menu().getByRole('menuitem').allInnerTexts()).toEqual([
      expect.stringContaining('Mở xem'),
      'In nhãn kiện…',
      'In phiếu…',
      'Phiếu nhập (PDF)',
      'Nhân bản',
      'Hủy đơn nhập',
    ]);
    await item('Mở xem').click();
    await operator.page.getByRole('article', { name: code }).waitFor(patience);
    await operator.goTo('Đơn nhập');
  });

  it('leaves headings alone, and words that are marked to be copied', async () => {
    for (const heading of [grid().getByRole('columnheader').first(), grid().getByRole('columnheader', { name: 'Mã PO' })]) {
      await heading.click({ button: 'right' });
      expect(await menu().count()).toBe(0);
    }
    const cell = rows().first().getByRole('gridcell').nth(1);
    await cell.evaluate((element) => getSelection()?.selectAllChildren(element));
    await cell.click({ button: 'right' });
    expect(await menu().count()).toBe(0);
    await grid().evaluate(() => getSelection()?.removeAllRanges());
  });

  it('opens from the keyboard on the row that the arrows came to', async () => {
    await grid().focus();
    await operator.page.keyboard.press('Home');
    await operator.page.keyboard.press('ArrowDown');
    const code = await codeOf(rows().nth(1));
    await operator.page.keyboard.press('Shift+F10');
    await operator.page.getByRole('menu', { name: `Thao tác với ${code}` }).waitFor(patience);
    await operator.page.keyboard.press('Escape');
    await menu().waitFor({ state: 'hidden', ...patience });
    // The keys go on where they were.
    await expect.poll(() => grid().evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('gives the keys back to the list when what was chosen in it has asked, or shown, what it had to', async () => {
    const index = (await rows().allInnerTexts()).findIndex((text) => text.includes('Đang về kho'));
    for (const [choice, role] of [
      ['Hủy đơn nhập', 'alertdialog'],
      ['Phiếu nhập (PDF)', 'dialog'],
    ] as const) {
      await grid().focus();
      await operator.page.keyboard.press('Home');
      for (let down = 0; down < index; down += 1) await operator.page.keyboard.press('ArrowDown');
      await operator.page.keyboard.press('Shift+F10');
      await menu().waitFor(patience);
      const choices = await menu().getByRole('menuitem').allInnerTexts();
      expect(choices).toContain(choice);
      for (let down = 0; down < choices.indexOf(choice); down += 1) await operator.page.keyboard.press('ArrowDown');
      await operator.page.keyboard.press('Enter');
      await operator.page.getByRole(role).waitFor(patience);
      await operator.page.keyboard.press('Escape');
      await operator.page.getByRole(role).waitFor({ state: 'hidden', ...patience });
      await expect.poll(() => grid().evaluate((element) => element === document.activeElement), patience).toBe(true);
    }
  });

  it('says why something cannot be done, and does not do it', async () => {
    await rows().filter({ hasText: 'Hoàn tất' }).first().click({ button: 'right' });
    await item('Hủy đơn nhập')
      .getByText(/^Chỉ hủy được khi đơn đang về kho; đơn này: /)
      .waitFor(patience);
    await item('Hủy đơn nhập').click();
    expect(await operator.page.getByRole('alertdialog').count()).toBe(0);
    expect(await menu().count()).toBe(1);
    await operator.page.keyboard.press('Escape');
  });

  it('asks before it takes something away, and does it', async () => {
    const row = rows().filter({ hasText: 'Đang về kho' }).first();
    const code = await codeOf(row);
    const top = async (): Promise<number | undefined> => (await rows().first().boundingBox())?.y;
    const before = await top();
    await row.click({ button: 'right' });
    await item('Hủy đơn nhập').click();
    await operator.page
      .getByRole('alertdialog')
      .getByRole('button', { name: `Hủy đơn nhập ${code}` })
      .click();
    await operator.page
      .getByRole('list', { name: /hộp gửi/i })
      .getByText(code)
      .first()
      .waitFor(patience);
    // What appears for it moves no row under the mouse.
    expect(await top()).toBe(before);
    await operator.confirmed(code, 'Hủy đơn nhập');
  });
});

describe('a button that cannot be pressed', () => {
  it('is reached by Tab, and says why', async () => {
    await operator.openFirst('Đơn nhập', 'Hoàn tất');
    const button = operator.page.getByRole('article').getByRole('button', { name: /^Hủy đơn nhập/ });
    expect(await button.isDisabled()).toBe(true);
    await button.focus();
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    const why = await button.evaluate((element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent);
    expect(why).toMatch(/^Chỉ hủy được khi đơn đang về kho; đơn này: /);
    await operator.page.keyboard.press('Enter');
    expect(await operator.page.getByRole('alertdialog').count()).toBe(0);
  });
});

it('what moves in the outbox draws no button again that shows the same as before', async () => {
  const { page } = operator;
  await page.addInitScript(watchRenders);
  await page.reload();
  await operator.goTo('Hộp gửi');
  await operator.button('Tạm dừng gửi').click();
  await operator.button(/^Gửi tiếp/).waitFor(patience);
  await operator.goTo('Hàng hoàn');
  await operator.button(/^Tạo đơn hoàn/).click();
  await page.getByRole('form').waitFor(patience);
  const connection = await openConnection(page);
  const drawn = (restMs: number): Promise<string[]> =>
    page.evaluate(async (ms) => {
      await new Promise((wait) => setTimeout(wait, ms));
      return window.deskRenders?.() ?? [];
    }, restMs);
  await drawn(0);
  await expect.poll(() => drawn(600), patience).toEqual([]);
  const waiting = operator.page.getByRole('contentinfo').getByText(/: 1 chờ/);
  expect(await waiting.count()).toBe(0);
  const anyProduct = { ...firstPage('product'), refresh: false };
  await page.evaluate(
    async ([id, asked]) => {
      const list = await window.desk.call['records.list'](asked, id);
      if (!list.ok) throw new Error(list.error.code);
      const [row] = list.value.rows;
      const outcome = await window.desk.call['outbox.act']({ kind: 'product.deactivate', body: { oasin: row?.code ?? '' } }, id);
      if (!outcome.ok) throw new Error(outcome.error.code);
    },
    [connection, anyProduct] as const,
  );
  await waiting.waitFor(patience);
  expect(await drawn(300)).toEqual([]);
});
