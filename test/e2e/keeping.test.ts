/**
 * Nothing typed is lost over closing, crashing and switching operators; what was done can be looked up, verified and handed to support. In
 * the built app.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectionId } from '../../contract/connection.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { type Desk, type LaunchOptions, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 20_000 } as const;

async function practising(options: LaunchOptions = {}): Promise<{ desk: Desk; operator: Operator }> {
  const desk = await launchDesk({ lang: 'vi', ...options });
  onTestFinished(() => desk[Symbol.asyncDispose]());
  const operator = new Operator(desk);
  await operator.startPractising();
  return { desk, operator };
}
async function again(desk: Desk): Promise<Operator> {
  const next = await desk.relaunch();
  onTestFinished(() => next[Symbol.asyncDispose]());
  return new Operator(next);
}

/** Whether it is drawn: what lies under something inert can be clicked, and is not seen. */
async function isSeen(page: Page, what: Locator): Promise<boolean> {
  const drawn = await page.screenshot();
  await what.evaluate((element: HTMLElement) => (element.style.opacity = '0'));
  const without = await page.screenshot();
  await what.evaluate((element: HTMLElement) => (element.style.opacity = ''));
  return !drawn.equals(without);
}

const keyField = '[data-field="merchant_tracking_code_reference"]';

describe('a form', () => {
  it('is back after closing: screen, field, text and caret, even where the last key was a moment ago', async () => {
    const { desk, operator } = await practising();
    await operator.goTo('Vận đơn');
    await operator.page.keyboard.press('n');
    await operator.page.locator(keyField).waitFor(patience);
    await operator.page.locator(keyField).pressSequentially('DH-DONG-1');
    await operator.page.keyboard.press('ArrowLeft');
    await operator.page.keyboard.press('ArrowLeft');
    await desk.close();

    const { page } = await again(desk);
    const field = page.locator(keyField);
    await expect.poll(() => field.inputValue(), patience).toBe('DH-DONG-1');
    await expect
      .poll(
        () => field.evaluate((element) => (document.activeElement === element ? (element as HTMLInputElement).selectionStart : -1)),
        patience,
      )
      .toBe(7);
  });

  it('is as it was when another operator has been at the desk', async () => {
    const { operator } = await practising();
    const { page } = operator;
    await operator.goTo('Cài đặt');
    await page.getByRole('tab', { name: 'Người dùng' }).click();
    for (const [name, pin] of [
      ['Lan', '2468'],
      ['Minh', '1357'],
    ] as const) {
      await page.getByRole('textbox', { name: 'Tên', exact: true }).fill(name);
      await page.getByLabel('Mã PIN', { exact: true }).fill(pin);
      await page.getByRole('button', { name: 'Thêm người' }).click();
      await page.getByRole('listitem', { name }).waitFor(patience);
    }
    await operator.goTo('Vận đơn');
    await page.keyboard.press('n');
    await page.locator(keyField).pressSequentially('DH-KHOA-1');
    await page.getByRole('button', { name: 'Lan · Đổi người' }).click();
    const lock = page.getByRole('dialog', { name: 'Ai đang làm việc ở đây?' });
    await lock.waitFor(patience);
    expect(await isSeen(page, lock)).toBe(true);
    await lock.getByRole('combobox', { name: 'Bạn là ai' }).selectOption({ label: 'Minh' });
    await page.keyboard.press('Escape');
    await lock.getByLabel('Mã PIN').fill('0000');
    await lock.getByRole('button', { name: 'Vào bàn làm việc' }).click();
    await lock.getByText('Mã PIN không đúng').waitFor(patience);
    await lock.getByLabel('Mã PIN').fill('1357');
    await lock.getByRole('button', { name: 'Vào bàn làm việc' }).click();
    await lock.waitFor({ state: 'hidden', ...patience });
    await page.getByRole('button', { name: 'Minh · Đổi người' }).waitFor(patience);
    expect(await page.locator(keyField).inputValue()).toBe('DH-KHOA-1');
  });
});

/** What the desk has kept of the shipment that is open: its reference, and where the caret stands in it. A moment after the last key. */
const kept = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    const { call } = window.desk;
    const practice = 'practice' as ConnectionId;
    const place = await call['place.get'](undefined, practice);
    const id = place.ok ? (place.value?.place['draftId'] as DraftId | undefined) : undefined;
    const draft = id === undefined ? null : await call['drafts.get']({ id }, practice);
    return [draft?.ok === true && draft.value?.body['merchant_tracking_code_reference'], place.ok && place.value?.caret?.start];
  });

describe('a page that dies', () => {
  it('comes back three times with its form as it was; then the system asks', async () => {
    const { desk, operator } = await practising();
    await desk.answerDialogs([{ dialog: 'showMessageBox', response: 1 }]);
    await operator.goTo('Vận đơn');
    await operator.page.keyboard.press('n');
    await operator.page.locator(keyField).pressSequentially('DH-');
    const crash = async (typed: string): Promise<void> => {
      await expect.poll(() => kept(desk.page), patience).toEqual([typed, typed.length]);
      await desk.crashPage();
    };
    for (let time = 1; time <= 3; time += 1) {
      await desk.page.keyboard.type(String(time));
      await crash(`DH-${'123'.slice(0, time)}`);
      await expect.poll(() => desk.mainLog().split('page gone').length - 1, patience).toBe(time);
      const page = await desk.reconnect();
      await expect.poll(() => page.locator(keyField).inputValue(), patience).toBe(`DH-${'123'.slice(0, time)}`);
      await expect
        .poll(
          () =>
            page
              .locator(keyField)
              .evaluate((element) => (document.activeElement === element ? (element as HTMLInputElement).selectionStart : -1)),
          patience,
        )
        .toBe(3 + time);
    }
    await crash('DH-123');
    expect(await desk.ended).toMatchObject({ code: 0 });
  }, 120_000);
});

describe('a damaged database', () => {
  it('is named on screen, and its backup is one click away', async () => {
    const { desk, operator } = await practising();
    await operator.goTo('Vận đơn');
    await operator.page.keyboard.press('n');
    await operator.page.locator(keyField).pressSequentially('DH-HONG-1');
    // By the window's own button, with the last key just typed. macOS keeps a desk without windows.
    await desk.pressClose();
    if (process.platform === 'darwin') await desk.close();
    expect(await desk.ended).toMatchObject({ code: 0 });
    const folder = join(desk.userDataDir, 'connections', 'practice');
    mkdirSync(join(folder, 'backups'), { recursive: true });
    copyFileSync(join(folder, 'desk.sqlite'), join(folder, 'backups', 'desk.sqlite.20261124-030000000.daily'));
    writeFileSync(join(folder, 'desk.sqlite'), Buffer.alloc(50_000, 7));
    const { page } = await again(desk);
    await page.getByText(/Tệp hỏng được giữ lại với tên desk\.sqlite\.damaged-/).waitFor(patience);
    await page.getByRole('button', { name: /^Dùng bản sao lưu lúc/ }).click();
    await expect.poll(() => page.locator(keyField).inputValue(), patience).toBe('DH-HONG-1');
  });
});

describe('Settings → Storage', () => {
  it('shows what is kept and how much it is, takes a time that is still there after a restart, and deletes a damaged file only when told', async () => {
    const { desk, operator } = await practising();
    const folder = join(desk.userDataDir, 'connections', 'practice');
    const damaged = join(folder, 'desk.sqlite.damaged-20261101-080000000');
    writeFileSync(damaged, Buffer.alloc(3_000_000, 7));
    writeFileSync(`${damaged}-wal`, Buffer.alloc(1_000_000, 7));
    const rowOf = ({ page }: Operator, name: string) => page.getByRole('listitem', { name });
    const open = async (at: Operator): Promise<void> => {
      await at.goTo('Cài đặt');
      await at.page.getByRole('tab', { name: 'Lưu trữ' }).click();
      await rowOf(at, 'Nhật ký').waitFor(patience);
    };
    await open(operator);
    for (const name of [
      'Nhãn và chứng từ đã gửi',
      'Dòng đã xác nhận trong Hộp gửi',
      'Bản nháp của chứng từ đã gửi',
      'Bản nháp đã bỏ',
      'Dữ liệu của kết nối đã xóa',
    ]) {
      expect(await rowOf(operator, name).getByText('Không có gì', { exact: true }).count(), name).toBe(1);
    }
    await rowOf(operator, 'Nhật ký')
      .getByText(/^\d+ mục · /)
      .waitFor(patience);
    await rowOf(operator, 'Nhật ký').getByLabel('Giữ trong').selectOption({ label: '180 ngày' });

    const aside = rowOf(operator, 'Tệp dữ liệu bị hỏng hoặc đã thay');
    await aside.getByText(/^1 mục · (3[.,]8|4) MB$/).waitFor(patience);
    expect(
      await aside.getByLabel('Giữ trong').evaluate((select) => [...(select as HTMLSelectElement).options].map(({ label }) => label)),
    ).toEqual(['30 ngày', '60 ngày', '90 ngày', '180 ngày', '365 ngày', 'Giữ mãi']);
    expect(await aside.getByLabel('Giữ trong').inputValue()).toBe('forEver');
    await aside.getByRole('button', { name: 'Xóa ngay…' }).click();
    const dialog = operator.page.getByRole('alertdialog');
    await dialog.getByText('Bản nháp và chứng từ nào chỉ có trong đó sẽ không lấy lại được nữa.').waitFor(patience);
    expect(existsSync(damaged)).toBe(true);
    await dialog.getByRole('button', { name: /^Xóa 1 tệp dữ liệu cũ/ }).click();
    await aside.getByText('Đã xóa 1 mục').waitFor(patience);
    expect([existsSync(damaged), existsSync(`${damaged}-wal`), existsSync(join(folder, 'desk.sqlite'))]).toEqual([false, false, true]);

    await desk.close();
    const next = await again(desk);
    await open(next);
    expect(await rowOf(next, 'Nhật ký').getByLabel('Giữ trong').inputValue()).toBe('180');
  });
});

describe('a folder that cannot be written', () => {
  it('is said on screen, and the desk stays up to say it', async () => {
    const userDataDir = mkdtempSync(join(tmpdir(), 'desk-readonly-'));
    onTestFinished(() => rmSync(userDataDir, { recursive: true, force: true }));
    mkdirSync(join(userDataDir, 'desk.sqlite'));
    const desk = await launchDesk({ lang: 'vi', userDataDir });
    onTestFinished(() => desk[Symbol.asyncDispose]());
    await desk.page.getByText('Không ghi được vào thư mục dữ liệu').first().waitFor(patience);
    expect(await desk.close()).toMatchObject({ code: 0 });
  });
});

describe('the journal', () => {
  it('is searched, shown, verified and exported; the support bundle is one click', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'desk-journal-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [csv, zip] = [join(folder, 'journal.csv'), join(folder, 'support.zip')];
    const { desk, operator } = await practising();
    await desk.answerDialogs([
      { dialog: 'showSaveDialog', canceled: false, filePath: csv },
      { dialog: 'showSaveDialog', canceled: false, filePath: zip },
    ]);
    const { page } = operator;
    await operator.goTo('Sản phẩm');
    await page.getByRole('grid').first().getByRole('row').filter({ hasText: /\d/ }).first().waitFor(patience);
    await operator.goTo('Cài đặt');
    await page.getByRole('tab', { name: 'Nhật ký' }).click();
    await page.getByRole('searchbox', { name: 'Tìm trong nhật ký' }).fill('products.list');
    await page.getByRole('grid', { name: 'Nhật ký' }).getByRole('row').filter({ hasText: 'products.list' }).first().click();
    await page
      .getByRole('region', { name: /^Dòng số/ })
      .getByText('/api/')
      .first()
      .waitFor(patience);
    await page.getByRole('button', { name: 'Chép lệnh cURL' }).click();
    await page.getByText('Đã chép').waitFor(patience);
    await page.getByRole('button', { name: 'Xác minh nhật ký' }).click();
    await page.getByText(/dòng, tất cả đúng như lúc được ghi/).waitFor(patience);
    await page.getByRole('button', { name: 'Xuất CSV…' }).click();
    await page.getByText(/Đã lưu journal\.csv/).waitFor(patience);
    expect(readFileSync(csv, 'utf8')).toContain('products.list');
    await page.getByRole('tab', { name: 'Hỗ trợ' }).click();
    await page.getByRole('button', { name: 'Tạo gói hỗ trợ…' }).click();
    await page.getByText(/Đã lưu support\.zip/).waitFor(patience);
    expect(readFileSync(zip).subarray(0, 2).toString()).toBe('PK');
  });
});
