/**
 * One word for several documents that wait for the same reason: each is shown, each can be left out, and of none it is said that it was
 * decided where it was not.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

const patience = { timeout: 30_000 } as const;
const keys = ['DH-CHUNG-1', 'DH-CHUNG-2', 'DH-CHUNG-3', 'DH-CHUNG-4'] as const;
let desk: Desk;
let operator: Operator;

type Call = Record<string, (request: unknown, connection?: string) => Promise<{ value: never }>>;
/** Asks as the page does. */
const ask = (verb: string, request: unknown): Promise<unknown> =>
  desk.page.evaluate(({ verb: name, request: what }) => (window as never as { desk: { call: Call } }).desk.call[name]?.(what, 'practice'), {
    verb,
    request,
  });

beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  await operator.startPractising();
  await ask('practice.setFaults', { kind: 'dropBeforeCommit', share: 1, times: null, onlyWrites: false, latencyMs: [0, 0] });
  for (const key of keys) {
    const id = crypto.randomUUID();
    await ask('drafts.save', {
      id,
      kind: 'shipment',
      body: {
        warehouse_code: 'ONF_WH_HN_LB',
        platform: 'tiktok',
        merchant_tracking_code_reference: key,
        items: [{ oasin: 'OASIN1470001', product_quantity: '1' }],
      },
    });
    await ask('outbox.queue', { draftId: id });
  }
  await operator.goTo('Hộp gửi');
  for (const key of keys) {
    await row(key).filter({ hasText: 'Chưa rõ kết quả' }).waitFor(patience);
    await takeOver(key);
  }
}, 120_000);
afterAll(() => desk[Symbol.asyncDispose]());

const row = (key: string): Locator => operator.page.getByRole('grid').getByRole('row').filter({ hasText: key });
/** A row that is being looked up at that very moment says no, and is asked again. */
async function takeOver(key: string): Promise<void> {
  await row(key).click();
  const end = Date.now() + patience.timeout;
  while ((await row(key).filter({ hasText: 'Cần quyết định' }).count()) === 0) {
    if (Date.now() > end) throw new Error(`${key} never came to a person`);
    const button = operator.button('Tự quyết định, không chờ tra cứu');
    if ((await button.count()) === 1) await button.click({ timeout: 2_000 }).catch(() => undefined);
    await operator.page.waitForTimeout(150);
  }
}
const dialog = (): Locator => operator.page.getByRole('dialog');

it('those that are left out wait on, and sending again wants a word of its own', async () => {
  await row(keys[0]).click();
  await operator.button('Quyết định chung cho 4 dòng').click();
  for (const key of keys) await dialog().getByRole('checkbox', { name: key }).waitFor(patience);
  expect(await dialog().getByRole('button', { name: 'Gửi lại 4 dòng' }).isDisabled()).toBe(true);
  await dialog().getByText('Tôi đã kiểm tra: cả 4 dòng này chưa có ở Onflow').click();
  expect(await dialog().getByRole('button', { name: 'Gửi lại 4 dòng' }).isEnabled()).toBe(true);
  await dialog().getByText(keys[3]).click();
  await dialog().getByRole('button', { name: 'Thôi' }).click();
  await operator.button('Quyết định chung cho 4 dòng').click();
  await dialog().getByText(keys[3]).click();
  await dialog().getByRole('button', { name: 'Tra cứu lại 3 dòng' }).click();
  for (const key of keys.slice(0, 3)) await row(key).filter({ hasText: 'Chưa rõ kết quả' }).waitFor(patience);
  expect(await row(keys[3]).filter({ hasText: 'Cần quyết định' }).count()).toBe(1);
});

it('what was decided otherwise at the same moment is named', async () => {
  for (const key of keys.slice(0, 3)) {
    await takeOver(key);
  }
  await row(keys[0]).click();
  await operator.button('Quyết định chung cho 4 dòng').click();
  await dialog().getByRole('button', { name: 'Bỏ 4 dòng' }).waitFor(patience);
  await desk.page.evaluate(async (other) => {
    const { call } = (window as never as { desk: { call: Call } }).desk;
    const listed = (await call['outbox.list']?.({ states: null, kind: null }, 'practice')) as
      { value: { items: { id: string; naturalKey: string }[] } } | undefined;
    const id = listed?.value.items.find(({ naturalKey }) => naturalKey === other)?.id;
    void call['outbox.resolve']?.({ id, decision: 'giveUp', code: null }, 'practice');
    [...document.querySelectorAll('button')].find((each) => (each.textContent ?? '').startsWith('Bỏ 4 dòng'))?.click();
  }, keys[1]);
  await operator.page.getByText(`1 dòng chưa được quyết định vì vừa thay đổi: ${keys[1]}`).waitFor(patience);
  await operator.page.getByText('Bạn đã bỏ dòng này').waitFor(patience);
  for (const key of keys) await row(key).filter({ hasText: 'Đã bỏ' }).waitFor(patience);
});
