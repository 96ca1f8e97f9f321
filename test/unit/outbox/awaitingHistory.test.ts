/**
 * Whole histories of a desk whose purchase orders wait for products of its outbox: the real engine and the real database, a provider that
 * fails as it is told, products taken back, mended and discarded, and restarts in between.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { DraftId, OutboxId, OutboxItem } from '../../../contract/outbox.ts';
import { systemClock } from '../../../main/time/clock.ts';
import { createOutbox } from '../../../main/outbox/index.ts';
import { Schedule } from '../../../main/outbox/schedule.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { draftsOn } from '../../../main/store/drafts.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { outboxRowsOn } from '../../../main/store/outboxRows.ts';
import type { OutboxRows } from '../../../main/store/outboxRows.ts';
import { settingsOn } from '../../../main/store/settings.ts';
import { temporaryFolder } from '../store/temporary.ts';

type Fault = 'none' | 'refused' | 'lostBefore' | 'lostAfter';

/** Has what it was sent, and remembers each purchase order that named a product it did not have in the warehouse. */
class Provider {
  readonly products = new Map<string, { oasin: string; sku: string; name: string; isAssigned: boolean }>();
  readonly orders = new Map<string, number>();
  readonly wronged: string[] = [];
  shipments = 0;
  faults: Fault[] = [];
  #number = 0;

  async #answer<T>(act: () => T): Promise<T> {
    const fault = this.faults.shift() ?? 'none';
    await new Promise((resolve) => setImmediate(resolve));
    if (fault === 'refused')
      throw new DeskFailure({ code: 'provider', sent: 'answered', provider: { code: 'X', messages: [], logId: null, httpStatus: 422 } });
    if (fault === 'lostBefore') throw new DeskFailure({ code: 'connectionLost', sent: 'maybe' });
    const made = act();
    if (fault === 'lostAfter') throw new DeskFailure({ code: 'connectionLost', sent: 'maybe' });
    return made;
  }
  readonly #record = ({ oasin, sku, name, isAssigned }: { oasin: string; sku: string; name: string; isAssigned: boolean }) => ({
    oasin,
    sku,
    name,
    status: isAssigned ? 'ACTIVE' : 'NEW',
    barcodes: [],
    product_characteristics: [],
    warehouses: isAssigned ? [{ warehouse_code: 'W', warehouse_name: null }] : [],
    created_time: Date.now() / 1_000,
    updated_time: null,
  });
  readonly onflow = {
    products: {
      create: ({ sku, name }: { sku: string; name: string }) =>
        this.#answer(() => {
          const oasin = `OASIN${(this.#number += 1)}`;
          this.products.set(oasin, { oasin, sku, name, isAssigned: false });
          return oasin;
        }),
      assign: (oasin: string) => this.#answer(() => Object.assign(this.products.get(oasin) ?? {}, { isAssigned: true })),
      list: ({ keyword }: { keyword?: string }) => {
        const rows = [...this.products.values()].filter(({ sku }) => keyword === undefined || sku === keyword).map(this.#record);
        return Promise.resolve({ rows, total: rows.length, unread: 0 });
      },
      detail: (oasin: string) => Promise.resolve(this.#record(this.products.get(oasin) ?? { oasin, sku: '', name: '', isAssigned: false })),
    },
    purchaseOrders: {
      create: (order: { merchant_po_reference: string; packages: { items: { oasin: string }[] }[] }) => {
        const items = order.packages.flatMap((each) => each.items);
        if (items.length === 0 || items.some(({ oasin }) => this.products.get(oasin)?.isAssigned !== true))
          this.wronged.push(JSON.stringify(order));
        this.orders.set(order.merchant_po_reference, (this.orders.get(order.merchant_po_reference) ?? 0) + 1);
        return Promise.resolve(`OAPO${this.orders.size}`);
      },
    },
    shipments: { create: () => Promise.resolve(`OASC${(this.shipments += 1)}`) },
  };
}

function openDesk(provider: Provider, file: string, putBody?: (put: () => void) => void) {
  const database = openDatabase(file, systemClock, migrations);
  const drafts = draftsOn(database, () => Date.now());
  const plain = outboxRowsOn(database);
  const rows: OutboxRows = putBody === undefined ? plain : { ...plain, putBody: (id, body) => putBody(() => plain.putBody(id, body)) };
  const trouble: unknown[] = [];
  const outbox = createOutbox({
    database,
    drafts,
    rows,
    clock: systemClock,
    settings: settingsOn(database, () => undefined),
    onflow: () => provider.onflow as never,
    files: { pathOf: String, uploadOf: () => null, rememberUpload: () => undefined, forgetUpload: () => undefined },
    oasinOf: () => null,
    emit: () => undefined,
    onConfirmed: () => undefined,
    onSending: () => undefined,
    onTrouble: (error) => void trouble.push(error),
    timing: { undoMs: 0, settleMs: [2, 4], backOffBaseMs: 1, backOffMostMs: 4, closingMs: 20 },
  });
  outbox.start();
  const send = (kind: 'product' | 'purchase-order' | 'shipment', body: object): OutboxItem =>
    outbox.queue(drafts.save({ id: randomUUID() as DraftId, kind, body: body as never }).id);
  return { outbox, drafts, trouble, send, close: () => outbox.close().then(() => database.close()) };
}
type Desk = ReturnType<typeof openDesk>;

const product = (sku: string) => ({ sku, name: 'Áo', warehouse_codes: ['W'] });
const order = (key: string, skus: readonly string[]) => ({
  warehouse_code: 'W',
  merchant_po_reference: key,
  estimated_arrival_time: Math.floor(Date.now() / 1_000) + 86_400,
  packages: [{ package_code: 'P', items: skus.map((awaited_sku) => ({ awaited_sku, product_quantity: 1 })) }],
});
const shipment = () => ({
  warehouse_code: 'W',
  platform: 'shopee',
  merchant_tracking_code_reference: randomUUID(),
  items: [{ oasin: 'O', product_quantity: 1 }],
});
const refusedBy = (work: () => unknown): string => {
  try {
    work();
    return '';
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    return error.error.code;
  }
};
async function until(fact: () => boolean, what: () => string): Promise<void> {
  const end = performance.now() + 15_000;
  while (!fact()) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const skus = ['A', 'B', 'C'] as const;
const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('product' as const),
      sku: fc.constantFrom(...skus),
      faults: fc.array(fc.constantFrom<Fault>('none', 'refused', 'lostBefore', 'lostAfter'), { maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('order' as const), skus: fc.uniqueArray(fc.constantFrom(...skus), { minLength: 1 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom('undo' as const, 'edit' as const, 'discard' as const, 'decide' as const),
      sku: fc.constantFrom(...skus),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('pause' as const, 'resume' as const, 'restart' as const, 'shipment' as const, 'breathe' as const),
    }),
  },
);

const newest = (desk: Desk, sku: string): OutboxItem | undefined =>
  desk.outbox.list(null, 'product').items.findLast((item) => item.naturalKey === sku);

describe('whatever happens to its products', () => {
  test('a purchase order leaves once, after all of them, with their OASINs; and no other document waits', async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 25 }), async (acts) => {
        const file = join(folder, `${randomUUID()}.sqlite`);
        const provider = new Provider();
        let desk = openDesk(provider, file);
        let orders = 0;
        try {
          for (const turn of acts) {
            if (turn.does === 'product') {
              provider.faults.push(...turn.faults);
              refusedBy(() => desk.send('product', product(turn.sku)));
            } else if (turn.does === 'order') {
              refusedBy(() => desk.send('purchase-order', order(`PO-${(orders += 1)}`, turn.skus)));
            } else if (turn.does === 'restart') {
              await desk.close();
              desk = openDesk(provider, file);
            } else if (turn.does === 'pause') desk.outbox.pause();
            else if (turn.does === 'resume') desk.outbox.resume();
            else if (turn.does === 'breathe') await new Promise((resolve) => setTimeout(resolve, 8));
            else if (turn.does === 'shipment') {
              const { id } = desk.send('shipment', shipment());
              if (desk.outbox.sending() === 'running')
                await until(
                  () => desk.outbox.get(id)?.state === 'confirmed',
                  () => `shipment ${JSON.stringify(desk.outbox.get(id))}`,
                );
            } else if ('sku' in turn) {
              const row = newest(desk, turn.sku);
              const id = row?.id ?? (randomUUID() as OutboxId);
              if (turn.does === 'undo') refusedBy(() => desk.outbox.undo(id));
              else if (turn.does === 'edit') refusedBy(() => desk.outbox.queue(desk.outbox.edit(id).id));
              else if (turn.does === 'decide') refusedBy(() => desk.outbox.resolve(id, 'sendAgain', null));
              else if (row?.draftId !== null && row?.draftId !== undefined) {
                refusedBy(() => desk.drafts.discard(row.draftId as DraftId));
                desk.outbox.productsChanged(row.draftId);
              }
            }
          }
          provider.faults = [];
          desk.outbox.resume();
          // Whatever still moves comes to its end, and an order whose products are there has gone.
          const moving = () =>
            desk.outbox
              .list(['queued', 'sending', 'unknown'], null)
              .items.filter(
                (item) =>
                  item.waitsFor.every(({ stands }) => !['rejected', 'beingMended', 'needs_attention'].includes(stands)) ||
                  item.waitsFor.length === 0,
              );
          await until(
            () => moving().length === 0,
            () => JSON.stringify(moving()),
          );
          expect(provider.wronged).toEqual([]);
          expect([...provider.orders].filter(([, times]) => times > 1)).toEqual([]);
          expect(desk.trouble.map(String)).toEqual([]);
          for (const item of desk.outbox.list(null, 'purchase-order').items) {
            expect(provider.orders.get(item.naturalKey) ?? 0).toBe(item.state === 'confirmed' ? 1 : 0);
            if (item.state === 'rejected') expect(item.error?.code).toBe('productGone');
          }
        } finally {
          await desk.close();
          for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
        }
      }),
      { numRuns: 60 },
    );
  }, 40_000);
});

test('a disk that is full in the moment in which the product is confirmed spoils neither the product nor the order', async () => {
  let failures = 0;
  const desk = openDesk(new Provider(), join(temporaryFolder(), 'desk.sqlite'), (put) => {
    if (failures++ === 0) throw new DeskFailure({ code: 'diskFull' });
    put();
  });
  desk.outbox.pause();
  const [one, two] = [desk.send('product', product('A')), desk.send('purchase-order', order('PO-1', ['A']))];
  desk.outbox.resume();
  await until(
    () => desk.outbox.get(two.id)?.state === 'confirmed',
    () => JSON.stringify(desk.outbox.get(two.id)),
  );
  expect([desk.outbox.get(one.id)?.state, failures, desk.trouble.length]).toEqual(['confirmed', 2, 1]);
  await desk.close();
});

test('a row that is held is passed by, and is no reason to wake up', () => {
  const schedule = new Schedule(systemClock);
  const [held, free] = [randomUUID() as OutboxId, randomUUID() as OutboxId];
  schedule.set(held, 0, 'itsTurn', false);
  const may = { send: true, look: true, isHeld: (id: OutboxId) => id === held, isPaused: () => false };
  expect([schedule.take(may), schedule.nextIn(may)]).toEqual([null, null]);
  schedule.set(free, 0, 'itsTurn', false);
  expect(schedule.take(may)?.id).toBe(free);
  // A look-up sends nothing.
  schedule.set(held, 0, 'settling', true);
  expect(schedule.take(may)?.id).toBe(held);
});
