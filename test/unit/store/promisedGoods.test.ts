/** How many pieces of a product the outbox takes from a warehouse, beyond what its stock knows of. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DraftId, OutboxId } from '../../../contract/outbox.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { draftsOn } from '../../../main/store/drafts.ts';
import { migrations } from '../../../main/store/migrations.ts';
import type { OutboxRow } from '../../../main/store/outboxRow.ts';
import { outboxRowsOn } from '../../../main/store/outboxRows.ts';
import { promisedGoodsOn, promisedInAll } from '../../../main/store/promisedGoods.ts';
import { handClock, temporaryFolder } from './temporary.ts';

let number = 0;
function outboxWith(rows: readonly Partial<OutboxRow>[]) {
  const clock = handClock();
  const database = openDatabase(join(temporaryFolder(), 'desk.sqlite'), clock, migrations);
  onTestFinished(() => database.close());
  const drafts = draftsOn(database, clock.wall);
  const store = outboxRowsOn(database);
  for (const row of rows) {
    number += 1;
    if (row.draftId !== undefined && row.draftId !== null) drafts.save({ id: row.draftId, kind: 'shipment', body: {} });
    store.add({
      id: randomUUID() as OutboxId,
      kind: 'shipment',
      naturalKey: `DH-${number}`,
      creates: true,
      body: { warehouse_code: 'HN', items: [{ oasin: 'P', product_quantity: 2 }] },
      operator: null,
      batch: null,
      draftId: null,
      state: 'queued',
      steps: [],
      awaits: [],
      code: null,
      attempts: 0,
      leftAt: null,
      doubtSince: null,
      misses: 0,
      failures: 0,
      error: null,
      attention: null,
      isGivenUp: false,
      createdAt: 1,
      updatedAt: 50,
      leavesAt: 9,
      retryAt: null,
      ...row,
    });
  }
  const promised = promisedGoodsOn(database);
  const inAll = promisedInAll(database);
  return (question: Partial<Parameters<typeof promised>[0]> = {}): number => {
    const asked = { oasin: 'P', warehouse: 'HN', since: 100, draftId: null, ...question };
    const pieces = promised(asked);
    // Who asks for hundreds of documents hears the same.
    if (asked.draftId === null) expect(inAll(asked.oasin, asked.warehouse, asked.since)).toBe(pieces);
    return pieces;
  };
}
const goods = (warehouse: string, ...items: readonly (readonly [string, number])[]) => ({
  warehouse_code: warehouse,
  items: items.map(([oasin, pieces]) => ({ oasin, product_quantity: pieces })),
});

test('what waits, is on its way, is doubtful or waits for a person is counted; what came back is not', () => {
  const states = ['queued', 'sending', 'unknown', 'needs_attention', 'rejected', 'withdrawn'] as const;
  expect(outboxWith(states.map((state) => ({ state })))()).toBe(8);
});

test('of one product in one warehouse, and of documents that take stock alone', () => {
  const asked = outboxWith([
    { body: goods('HN', ['P', 3], ['P1', 7]) },
    { body: goods('SG', ['P', 5]) },
    { kind: 'return', body: goods('HN', ['P', 11]) },
  ]);
  expect([asked(), asked({ warehouse: 'SG' }), asked({ oasin: 'P1' }), asked({ oasin: 'X' })]).toEqual([3, 5, 7, 0]);
});

test('what the provider has taken is counted as long as its stock was read before', () => {
  const asked = outboxWith([
    { state: 'confirmed', updatedAt: 50, code: 'A' },
    { state: 'confirmed', updatedAt: 150, code: 'B' },
  ]);
  expect([asked({ since: 40 }), asked({ since: 100 }), asked({ since: 150 })]).toEqual([4, 2, 0]);
});

test('not what this very draft was sent as', () => {
  const draftId = randomUUID() as DraftId;
  const asked = outboxWith([{ draftId }, {}]);
  expect([asked(), asked({ draftId })]).toEqual([4, 2]);
});
