/** What the desk comes to know after files were checked: they are looked at again, and what is sent rests on it. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { createIntakeFreshness } from '../../main/desk/intakeFreshness.ts';
import type { IntakeId } from '../../contract/intake.ts';
import { type Running, confirmed, newFolder, provider, provisioned, send, warehouse } from './wholeDesk.ts';

async function drop(desk: Running, lines: readonly string[], name = 'đơn.csv') {
  const path = join(newFolder(), name);
  writeFileSync(path, lines.join('\n'));
  const { id } = await desk.get('intake.begin', { files: [{ path, name: basename(path) }], into: null });
  await desk.until('it is checked', async () => (await desk.get('intake.get', { id })).stage === 'ready');
  return id;
}
const header = 'Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,Kho,SKU,Số lượng';
const order = (code: string, sku: string): string => `${code},${code},SPXVN01234567${code.slice(-3)},shopee,${warehouse},${sku},1`;

test('a product that is made after the files were checked is known to them by itself', async () => {
  const desk = await provisioned(await provider());
  const id = await drop(desk, [header, order('DON-MOI-001', 'AO-CHUA-CO')]);
  expect(await desk.get('intake.get', { id })).toMatchObject({ unknownSkus: 1, counts: { error: 1 } });
  const { id: row } = await send(desk, 'AO-CHUA-CO');
  await confirmed(desk, row);
  await desk.until('its SKU is known', async () => (await desk.get('intake.get', { id })).unknownSkus === 0);
  // Nobody said anything: it waits as it waited.
  expect((await desk.get('intake.get', { id })).stage).toBe('ready');
});

test('what a person leaves out stays out, and rows wait for a warehouse that no file says', async () => {
  const desk = await provisioned(await provider());
  const bare = 'Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,SKU,Số lượng';
  const id = await drop(desk, [bare, 'DON-1,DON-1,SPXVN012345678,shopee,AT-DO-M,1', 'DON-2,DON-2,SPXVN012345679,shopee,AT-DO-M,1']);
  await desk.until('products are read', async () => (await desk.get('intake.get', { id })).unknownSkus === 0);
  expect((await desk.get('intake.get', { id })).counts).toMatchObject({ new: 2, lacking: 2, sendable: 0 });
  const { rows } = await desk.get('intake.documents', { id, states: null, search: '', from: 0, pageSize: 10 });
  await desk.get('intake.leaveOut', { id, documents: [rows[0]?.id ?? ''], state: null, out: true });
  await confirmed(desk, (await send(desk, 'MON-KHAC-9')).id);
  await desk.get('intake.give', { id, field: 'warehouse', value: warehouse, sheet: null });
  await desk.until('it is checked anew', async () => (await desk.get('intake.get', { id })).stage === 'ready');
  expect((await desk.get('intake.get', { id })).counts).toMatchObject({ new: 2, lacking: 0, sendable: 1, leftOut: 1 });
});

/** Time that a test lets pass. */
function byHand() {
  let now = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    after: (ms: number, run: () => void) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass: async (ms: number) => {
      now += ms;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.run();
      }
      await new Promise((resolve) => void setImmediate(resolve));
    },
  };
}

test('products are looked at soon, stock once a minute and only where it is of their goods; who sends looks first', async () => {
  const clock = byHand();
  const looked: string[] = [];
  const [one, other] = ['one', 'other'] as unknown as [IntakeId, IntakeId];
  const freshness = createIntakeFreshness({
    clock,
    waiting: () => Promise.resolve([one, other]),
    checkAgain: (id) => {
      looked.push(id);
      return Promise.resolve([id === one ? 'OASIN1' : 'OASIN2']);
    },
    closing: new AbortController().signal,
    onTrouble: (error) => {
      throw error;
    },
  });
  freshness.checked(one, ['OASIN1']);
  freshness.checked(other, ['OASIN2']);
  expect(freshness.isStale(one)).toBe(false);
  for (let each = 0; each < 50; each += 1) freshness.came('product', null);
  expect(freshness.isStale(one)).toBe(true);
  await clock.pass(2_000);
  expect(looked).toEqual([one, other]);
  expect(freshness.isStale(one)).toBe(false);
  freshness.came('stock', 'OASIN1');
  expect([freshness.isStale(one), freshness.isStale(other)]).toEqual([true, false]);
  await clock.pass(30_000);
  expect(looked).toHaveLength(2);
  await clock.pass(30_000);
  expect(looked).toEqual([one, other, one]);
});
