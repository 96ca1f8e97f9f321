/** Several rows of the outbox are chosen: taken back, looked up, given up, written as a file, shown in their list; none is sent twice. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Locator } from 'playwright-core';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';
import { picture } from './picture.ts';

const patience = { timeout: 30_000 } as const;
let desk: Desk;
let operator: Operator;

type Call = Record<string, (request: unknown, connection?: string) => Promise<{ value: never }>>;
/** Asks as the page does. */
const ask = (verb: string, request: unknown): Promise<unknown> =>
  desk.page.evaluate(({ verb: name, request: what }) => (window as never as { desk: { call: Call } }).desk.call[name]?.(what, 'practice'), {
    verb,
    request,
  });
const row = (key: string): Locator => desk.page.getByRole('grid').getByRole('row').filter({ hasText: key });
const box = (key: string): Locator => row(key).getByRole('checkbox');
const bar = (): Locator => desk.page.getByRole('group', { name: 'Các dòng đã chọn' });
async function send(kind: 'product' | 'shipment', key: string): Promise<void> {
  const id = crypto.randomUUID();
  const body =
    kind === 'product'
      ? { sku: key, name: 'Áo thun', weight: '180', product_price: '159000' }
      : {
          warehouse_code: 'ONF_WH_HN_LB',
          platform: 'tiktok',
          merchant_tracking_code_reference: key,
          items: [{ oasin: 'OASIN1470001', product_quantity: '1' }],
        };
  await ask('drafts.save', { id, kind, body });
  await ask('outbox.queue', { draftId: id });
}

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  await operator.startPractising();
  for (const key of ['DA-GUI-1', 'DA-GUI-2']) await send('product', key);
  await operator.goTo('Hộp gửi');
  for (const key of ['DA-GUI-1', 'DA-GUI-2']) await row(key).filter({ hasText: 'Đã xác nhận' }).waitFor(patience);
  await ask('outbox.pause', undefined);
  for (const key of ['CHO-1', 'CHO-2', 'CHO-3']) await send('product', key);
  await row('CHO-3').filter({ hasText: 'Chờ gửi' }).waitFor(patience);
}, 120_000);
afterAll(() => desk[Symbol.asyncDispose]());

it('by Space and Shift, and what has not left is taken back: so many of so many', async () => {
  const { page } = desk;
  await box('CHO-3').click();
  await page.getByRole('grid').focus();
  for (let more = 0; more < 3; more += 1) await page.keyboard.press('Shift+ArrowDown');
  await bar().getByText('Đã chọn 4 dòng').waitFor(patience);
  await picture(desk, 'outbox-chosen');
  // Nothing that may have arrived is sent again by a word for many.
  expect(
    await bar()
      .getByRole('button', { name: /Gửi lại/u })
      .count(),
  ).toBe(0);
  expect(
    await bar()
      .getByRole('button', { name: /^Bỏ \d/u })
      .getAttribute('aria-disabled'),
  ).toBe('true');
  await bar().getByRole('button', { name: 'Hoàn tác gửi 3 trong 4' }).click();
  await page.getByText('Đã hoàn tác gửi 3 dòng; chứng từ nằm lại ở Bản nháp').waitFor(patience);
  await expect.poll(() => row('CHO-').count(), patience).toBe(0);
  await expect.poll(() => bar().count(), patience).toBe(0);
  await operator.goTo('Bản nháp');
  for (const key of ['CHO-1', 'CHO-2', 'CHO-3']) await desk.page.getByText(key).first().waitFor(patience);
});

it('all that match are written as they are seen; another filter is another choice', async () => {
  const { page } = desk;
  await operator.goTo('Hộp gửi');
  const folder = mkdtempSync(join(tmpdir(), 'desk-outbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'hop-gui.csv');
  await desk.answerDialogs([{ dialog: 'showSaveDialog', canceled: false, filePath: file }]);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await bar().getByText('Đã chọn 2 dòng').waitFor(patience);
  await bar().getByRole('button', { name: 'Xuất CSV' }).click();
  await page.getByText(/Đã lưu hop-gui\.csv/u).waitFor(patience);
  const [head, ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/u, '')
    .trim()
    .split('\r\n');
  expect(head).toMatch(/^Trạng thái,Loại,Mã của bạn,/u);
  expect(lines.map((line) => line.split(',').slice(0, 3))).toEqual([
    ['Đã xác nhận', 'Sản phẩm', 'DA-GUI-2'],
    ['Đã xác nhận', 'Sản phẩm', 'DA-GUI-1'],
  ]);
  await page.getByRole('button', { name: /^Đã xác nhận/u }).click();
  await page.getByText(/2 dòng không còn được chọn/u).waitFor(patience);
  await page
    .getByRole('button', { name: /^Tất cả/u })
    .first()
    .click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Escape');
});

it('those that are there are shown in their list, chosen for what is done to records', async () => {
  const { page } = desk;
  await box('DA-GUI-1').click();
  await box('DA-GUI-2').click({ modifiers: ['Shift'] });
  await bar().getByRole('button', { name: 'Xem 2 trong 2 ở danh sách' }).click();
  await page.getByRole('heading', { name: 'Sản phẩm', exact: true }).first().waitFor(patience);
  await bar().getByText('Đã chọn 2 dòng').waitFor(patience);
  await bar()
    .getByRole('button', { name: /^Gán 2 trong 2 vào kho/u })
    .waitFor(patience);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Escape');
  await operator.goTo('Hộp gửi');
  await page.getByRole('grid').focus();
  await page.keyboard.press('Escape');
  await expect.poll(() => bar().count(), patience).toBe(0);
});

it('what is in doubt is looked up together; given up only by who was asked', async () => {
  const { page } = desk;
  await ask('practice.setFaults', { kind: 'dropBeforeCommit', share: 1, times: null, onlyWrites: false, latencyMs: [0, 0] });
  await ask('outbox.resume', undefined);
  const keys = ['DH-MO-1', 'DH-MO-2'];
  for (const key of keys) await send('shipment', key);
  for (const key of keys) await row(key).filter({ hasText: 'Chưa rõ kết quả' }).waitFor(patience);
  await box('DH-MO-1').click();
  await box('DH-MO-2').click();
  await bar().getByRole('button', { name: 'Tra cứu lại 2 trong 2' }).waitFor(patience);
  // A row that is being looked up at that very moment is told, and asked again.
  const end = Date.now() + patience.timeout;
  const states = async (): Promise<(string | undefined)[]> => {
    const { value } = (await ask('outbox.list', { states: ['unknown', 'needs_attention'], kind: 'shipment' })) as {
      value: { items: { id: string; naturalKey: string; state: string }[] };
    };
    for (const { id, state } of value.items) if (state === 'unknown') await ask('outbox.decideNow', { id });
    return value.items.map(({ state }) => state);
  };
  while ((await states()).some((state) => state !== 'needs_attention') && Date.now() < end) await page.waitForTimeout(150);
  for (const key of keys) await row(key).filter({ hasText: 'Cần quyết định' }).waitFor(patience);
  await bar().getByRole('button', { name: 'Bỏ 2 trong 2' }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText('Bỏ 2 dòng?').waitFor(patience);
  await picture(desk, 'outbox-give-up');
  await question.getByRole('button', { name: 'Bỏ 2 dòng' }).click();
  await page.getByText('Đã bỏ 2 dòng').waitFor(patience);
  for (const key of keys) await row(key).filter({ hasText: 'Đã bỏ' }).waitFor(patience);
  // What was let be is nobody's trouble any more.
  await page.getByText('Hộp gửi: không có gì đang chờ').waitFor(patience);
});
