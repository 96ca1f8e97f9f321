/** The counts of the day's screen, and the lists that they lead to. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import { kindNames } from '../../contract/kinds/index.ts';
import type { Place } from '../../contract/query.ts';
import { type KeptQuery, firstPage } from '../../contract/recordQuery.ts';
import { countsOn } from '../../main/store/recordCounts.ts';
import { openStore } from '../../main/store/index.ts';
import { systemClock } from '../../main/time/clock.ts';
import type { Moments } from '../../renderer/features/records/recordView.ts';
import { productTiles } from '../../renderer/kinds/product/today.ts';
import { purchaseOrderTiles } from '../../renderer/kinds/purchaseOrder/today.ts';
import { returnTiles } from '../../renderer/kinds/return/today.ts';
import { shipmentTiles } from '../../renderer/kinds/shipment/today.ts';
import { type Running, cleanUp, newFolder, start } from './wholeDesk.ts';

const tiles = { product: productTiles, 'purchase-order': purchaseOrderTiles, return: returnTiles, shipment: shipmentTiles };
const queries = (moments: Moments) =>
  kindNames.flatMap((kind) =>
    tiles[kind].flatMap(({ label, rows }) => {
      const filter = rows(moments);
      return filter === null ? [] : [{ label, query: firstPage(kind, filter) }];
    }),
  );

async function rowsOf(desk: Running, query: KeptQuery): Promise<string[]> {
  const codes: string[] = [];
  for (let at: Place | null = null; ;) {
    const page: Awaited<ReturnType<typeof desk.get<'records.list'>>> = await desk.get('records.list', { ...query, at, refresh: false });
    codes.push(...page.rows.map(({ code }) => code));
    if (page.next === null) return codes;
    at = page.next;
  }
}

test('of a list that was never read nothing is counted, not even nothing', () => {
  const store = openStore(join(newFolder(), 'desk.sqlite'), systemClock, () => undefined);
  cleanUp.push(() => store.close());
  expect(countsOn(store.database, firstPage('shipment'), 0)).toEqual({ total: null, counts: {} });
  store.catalogue.setProgress('shipment', { asOf: 1, nextPage: 2 });
  expect(countsOn(store.database, firstPage('shipment'), 0).total).toBeNull();
  store.catalogue.setProgress('shipment', { nextPage: null, walkedAt: 2 });
  expect(countsOn(store.database, firstPage('shipment'), 0).total).toBe(0);
});

test(
  'each count of the day is the number of rows that its list then shows; what nobody has told of has none',
  { timeout: 60_000 },
  async () => {
    const desk = await start(newFolder());
    await desk.get('connections.open', { id: practiceConnectionId });
    const now = Math.floor(Date.now() / 1_000);
    const asked = queries({ today: now - 8 * 3_600, left: now - 2 * 3_600 });
    const count = () => desk.get('records.counts', { queries: asked.map(({ query }) => query) });

    // Nothing is 0 whose list was not read to its end yet.
    const early = (await count()).answers;
    const isRead = async (kind: (typeof kindNames)[number]): Promise<boolean> => {
      const { freshness } = await desk.get('records.list', { ...firstPage(kind), refresh: false });
      return freshness.asOf !== null && freshness.reading === undefined;
    };
    for (const [index, { label, query }] of asked.entries())
      if (early[index]?.total === 0) expect([label, await isRead(query.kind)]).toEqual([label, true]);
    await desk.until('all lists were read', async () => {
      for (const kind of kindNames)
        if ((await desk.get('records.list', { ...firstPage(kind), refresh: false })).freshness.reading !== undefined) return false;
      return (await count()).freshness.asOf !== null;
    });
    const { answers } = await count();
    const known: string[] = [];
    for (const [index, { label, query }] of asked.entries()) {
      const total = answers[index]?.total;
      if (total === null) continue;
      known.push(label);
      expect([label, (await rowsOf(desk, query)).length]).toEqual([label, total]);
    }
    expect(known).toContain('shipments.today.waiting');
    expect(known).toContain('purchaseOrders.today.late');
    // No inspection was read: how many differ is not known, and is not 0.
    expect(known).not.toContain('purchaseOrders.today.differences');
  },
);
