/** The palette: whatever one looks for from one field, by the keyboard, and what it finds for a scanner. */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noFaults } from '../../contract/practice.ts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { practise } from '../unit/practice/caller.ts';

const patience = { timeout: 15_000 } as const;
let desk: Desk;
let operator: Operator;

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi', keychain: 'none' });
  operator = new Operator(desk);
  await operator.startPractising();
  await operator.goTo('Vận đơn');
  await operator.page.getByRole('grid', { name: 'Vận đơn' }).getByRole('row').nth(1).waitFor(patience);
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

afterEach(async ({ task }) => {
  // One that failed leaves the next one a clear screen.
  if (task.result?.state !== 'fail') return;
  await operator.page.keyboard.press('Escape');
  await operator.page.keyboard.press('Escape');
});

const field = (): Locator => operator.page.getByRole('combobox', { name: 'Tìm hoặc ra lệnh…' });
const option = (name: string | RegExp): Locator => operator.page.getByRole('option', { name });
const active = (): Promise<string> =>
  field().evaluate((input) => document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '');
const open = async (): Promise<void> => {
  await operator.page.keyboard.press('Control+k');
  await field().waitFor(patience);
};
const shut = async (): Promise<void> => {
  await operator.page.keyboard.press('Escape');
  await field().waitFor({ state: 'detached', ...patience });
};
/** A code of a shipment of the local copy. */
const shipmentCode = async (): Promise<string> =>
  /OASC\d+/.exec(await operator.page.getByRole('grid', { name: 'Vận đơn' }).getByRole('row').nth(2).innerText())?.[0] ?? '';

it('finds what was not read yet when it was looked for', async () => {
  const { practice } = await practise({ faults: { ...noFaults, kind: 'offline' } });
  await using fresh = await launchDesk({
    lang: 'vi',
    provision: { name: 'Shop Hoa Mai', environment: 'staging', baseUrl: practice.baseUrl },
    token: practice.token,
    keychain: 'none',
  });
  await fresh.page.getByRole('navigation', { name: 'Màn hình' }).waitFor(patience);
  await fresh.page.keyboard.press('Control+k');
  await fresh.page.getByRole('combobox', { name: 'Tìm hoặc ra lệnh…' }).fill('ao thun');
  await fresh.page.getByText('Không thấy gì khớp').waitFor(patience);
  // Nor was there anything behind what the palette had yet to hear.
  await fresh.page.waitForTimeout(1_000);
  await practice.setFaults(noFaults);
  await fresh.page
    .getByRole('option', { name: /Áo thun/ })
    .first()
    .waitFor({ timeout: 30_000 });
});

describe('the palette', () => {
  it('opens by its key and by the box on top, and Esc gives the focus back to what had it', async () => {
    const grid = operator.page.getByRole('grid', { name: 'Vận đơn' });
    await grid.focus();
    await open();
    expect(await field().evaluate((input) => input === document.activeElement)).toBe(true);
    await shut();
    expect(await grid.evaluate((element) => element === document.activeElement)).toBe(true);
    const box = operator.page.getByRole('banner').getByRole('button', { name: 'Tìm hoặc ra lệnh' });
    await box.click();
    await field().waitFor(patience);
    await shut();
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('finds an action by its words in the other language and without accents, with its key, and carries it out', async () => {
    await open();
    await operator.page.keyboard.type('new shipment');
    await expect.poll(active).toContain('Tạo vận đơn');
    await field().fill('');
    await operator.page.keyboard.type('tao van don');
    await expect.poll(active).toMatch(/Tạo vận đơn.*N$/);
    await operator.page.keyboard.press('Enter');
    await operator.page.getByRole('form').waitFor(patience);
    await field().waitFor({ state: 'detached', ...patience });
  });

  it('offers what the screen offers just now, done as by its button', async () => {
    const reference = operator.page.getByRole('form').getByRole('textbox', { name: /^Mã tham chiếu vận đơn/ });
    await reference.fill('ĐƠN-THỬ-77');
    await open();
    await operator.page.keyboard.type('luu nhap');
    await expect.poll(active).toContain('Ctrl+S');
    await operator.page.keyboard.press('Enter');
    await operator.page
      .getByText(/Đã lưu/)
      .first()
      .waitFor(patience);
  });

  it('says why something cannot be done here, and does not do it', async () => {
    await operator.goTo('Hôm nay');
    await open();
    await operator.page.keyboard.type('huy van don');
    const cancel = option(/^Hủy vận đơn/);
    await cancel.getByText('Mở một vận đơn trước.').waitFor(patience);
    expect(await cancel.getAttribute('aria-disabled')).toBe('true');
    await cancel.click({ force: true });
    expect(await field().count()).toBe(1);
    await shut();
  });

  it('acts on the record that is shown, names it, and asks as its button does', async () => {
    await operator.openFirst('Vận đơn', 'Mới tạo');
    await open();
    await operator.page.keyboard.type('cancel shipment');
    await expect.poll(active).toMatch(/Hủy vận đơn OASC\d+/);
    await operator.page.keyboard.press('Enter');
    const question = operator.page.getByRole('alertdialog');
    await question.getByRole('button', { name: /^Hủy vận đơn OASC\d+/ }).waitFor(patience);
    await operator.page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached', ...patience });
  });

  it('finds records behind the actions, and moves nothing from under the cursor', async () => {
    await operator.goTo('Vận đơn');
    const code = await shipmentCode();
    await operator.goTo('Hôm nay');
    await open();
    await operator.page.keyboard.type(code.slice(4));
    await option(new RegExp(`^${code}`)).waitFor(patience);
    await expect.poll(active).toContain(code);
    await operator.page.keyboard.press('Enter');
    await operator.page.getByRole('article', { name: code }).waitFor(patience);
    await open();
    await operator.page.keyboard.type('van don');
    const before = await active();
    await operator.page.keyboard.press('ArrowDown');
    const chosen = await active();
    expect(chosen).not.toBe(before);
    await operator.page.waitForTimeout(400);
    expect(await active()).toBe(chosen);
    await shut();
  });

  it('opens the record of a code that is scanned into it, though Enter comes before the record is found', async () => {
    await operator.goTo('Vận đơn');
    const code = await shipmentCode();
    await operator.goTo('Hôm nay');
    await open();
    await operator.page.keyboard.type(code, { delay: 4 });
    await operator.page.keyboard.press('Enter');
    await operator.page.getByRole('article', { name: code }).waitFor(patience);
    expect(await field().count()).toBe(0);
  });

  it('keeps every sign of what is typed fast after a pause, and lets the next code take the place of one that is nowhere', async () => {
    await open();
    await operator.page.keyboard.type('K');
    await operator.page.waitForTimeout(300);
    await operator.page.keyboard.type('HONG-CO-99', { delay: 4 });
    await operator.page.keyboard.press('Enter');
    await operator.page.getByText('Không thấy gì khớp.').waitFor(patience);
    await expect
      .poll(() => field().evaluate((input: HTMLInputElement) => input.value.slice(input.selectionStart ?? 0)))
      .toBe('KHONG-CO-99');
    await operator.page.keyboard.type('ABC', { delay: 4 });
    expect(await field().inputValue()).toBe('ABC');
    await shut();
  });

  it('has what was used last on top, also after the desk was closed', async () => {
    await open();
    const first = operator.page.getByRole('group', { name: 'Vừa dùng' }).getByRole('option').first();
    await first.getByText(/^OASC\d+/).waitFor(patience);
    await shut();
    await desk.page.reload();
    await operator.page.getByRole('navigation', { name: 'Màn hình' }).waitFor(patience);
    await open();
    await first.getByText(/^OASC\d+/).waitFor(patience);
    await shut();
  });

  it('leads to parts of the settings, and to drafts', async () => {
    await operator.goTo('Hôm nay');
    await open();
    await operator.page.keyboard.type('audit history');
    await operator.page.keyboard.press('Enter');
    await operator.page.getByRole('tab', { name: 'Nhật ký', selected: true }).waitFor(patience);
    await open();
    await operator.page.keyboard.type('don-thu-77');
    await operator.page.getByRole('option', { name: /^ĐƠN-THỬ-77/ }).waitFor(patience);
    await shut();
  });

  it('stands under its own name in the menu', async () => {
    await desk.clickMenu('Tìm hoặc ra lệnh');
    await field().waitFor(patience);
    await shut();
  });

  it('answers a key within a frame or two with what can be done', async () => {
    await open();
    const times = await operator.page.evaluate(async () => {
      const input = document.querySelector<HTMLInputElement>('[role=dialog] [role=combobox]');
      if (input === null) throw new Error('no palette');
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      const took: number[] = [];
      for (const text of ['h', 'hu', 'huy', 'huy v', 'huy va', 'huy van', 'huy van ', 'huy van d']) {
        const start = performance.now();
        set?.call(input, text);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        // Past the next picture.
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        took.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 120));
      }
      return took;
    });
    console.info(`palette: from key to picture ${times.map((each) => Math.round(each)).join(', ')} ms`);
    expect(times.toSorted((a, b) => a - b)[4]).toBeLessThan(100);
    await shut();
  });
});
