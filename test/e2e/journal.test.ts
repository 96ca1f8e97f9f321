/** The journal follows what is written while it is looked at, and what is in sight stays where it is. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import { Operator } from '../../tools/driver/operator.mts';

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
async function send(key: string): Promise<void> {
  const id = crypto.randomUUID();
  await ask('drafts.save', { id, kind: 'product', body: { sku: key, name: 'Áo thun', weight: '180', product_price: '159000' } });
  await ask('outbox.queue', { draftId: id });
}
const grid = () => desk.page.getByRole('grid', { name: 'Nhật ký' });
/** Where the first row in sight stands, from the top of the list, and what it says. */
const inSight = () =>
  grid().evaluate((list) => {
    const { top } = list.getBoundingClientRect();
    const head = list.querySelector('[role=columnheader]')?.getBoundingClientRect().height ?? 0;
    const rows = [...list.querySelectorAll('[role=rowgroup] [role=row]')]
      .map((row) => ({
        at: Math.round(row.getBoundingClientRect().top - top),
        text: row.textContent,
        number: row.getAttribute('aria-rowindex'),
      }))
      .filter(({ at }) => at >= head)
      .toSorted((one, other) => one.at - other.at);
    return rows[0];
  });
beforeAll(async () => {
  desk = await launchDesk({ lang: 'vi' });
  operator = new Operator(desk);
  await operator.startPractising();
  for (let number = 1; number <= 8; number += 1) await send(`NHAT-KY-${number}`);
  await operator.goTo('Hộp gửi');
  await desk.page.getByRole('grid').getByRole('row').filter({ hasText: 'NHAT-KY-8' }).filter({ hasText: 'Đã xác nhận' }).waitFor(patience);
  await operator.goTo('Cài đặt');
  await desk.page.getByRole('tab', { name: 'Nhật ký' }).click();
  await grid().getByText('NHAT-KY-8').first().waitFor(patience);
}, 120_000);
afterAll(() => desk[Symbol.asyncDispose]());

it('at its top what is written comes in by itself', async () => {
  await send('DEN-SAU-1');
  await grid().getByText('DEN-SAU-1').first().waitFor(patience);
});

it('further down nothing moves, and what came in stands above', async () => {
  await grid().evaluate((list) => list.scrollTo(0, 10 * 32 + 7));
  await expect.poll(async () => (await inSight())?.at, patience).toBeLessThan(80);
  const before = await inSight();
  await send('DEN-SAU-2');
  await expect
    .poll(async () => Number((await inSight())?.number) - Number(before?.number), { ...patience, message: 'rows came in above' })
    .toBeGreaterThan(2);
  const after = await inSight();
  expect([after?.text, after?.at]).toEqual([before?.text, before?.at]);
  await grid().evaluate((list) => list.scrollTo(0, 0));
  await grid().getByText('DEN-SAU-2').first().waitFor(patience);
});

it('with the oldest first it comes in at the end, and what is read stays', async () => {
  const { page } = desk;
  const newest = await inSight();
  await grid().getByRole('columnheader', { name: /Lúc/u }).getByRole('button').click();
  const shown = async (): Promise<number> => Number(/hiện (\d+)/u.exec(await page.getByText(/Đang hiện \d+ trên/u).innerText())?.[1]);
  await expect.poll(async () => (await inSight())?.text, patience).not.toBe(newest?.text);
  const first = await inSight();
  const before = await shown();
  await send('DEN-SAU-3');
  await expect.poll(shown, patience).toBeGreaterThan(before + 2);
  expect(await inSight()).toEqual(first);
  await grid().evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await grid().getByText('DEN-SAU-3').last().waitFor(patience);
});
