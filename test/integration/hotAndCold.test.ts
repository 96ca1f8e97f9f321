/**
 * What is open and young is looked at often, all else rarely, inside the background's share of the limit. The time is the test's own; the
 * provider answers over HTTP.
 */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCatalogue, usualPace } from '../../main/catalogue/index.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { openStore } from '../../main/store/index.ts';
import { systemClock } from '../../main/time/clock.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';
import { bench, envelope, json } from './onflowServer.ts';

const began = Date.UTC(2026, 10, 26, 2);
const hour = 3_600;
const [newState, handedOver] = ['100', '300'];

/** A time that passes when nothing else is to be done: the next timer rings as soon as the network rests. */
function ownTime() {
  let now = 0;
  const timers = new Map<number, { readonly at: number; readonly ring: () => void }>();
  let last = 0;
  const clock = {
    now: () => now,
    wall: () => began + now,
    after: (ms: number, ring: () => void) => {
      last += 1;
      const id = last;
      timers.set(id, { at: now + Math.max(0, ms), ring });
      return () => void timers.delete(id);
    },
  };
  const pass = async (isBusy: () => boolean, until: () => boolean, most = 30 * 60_000): Promise<void> => {
    const end = now + most;
    while (!until()) {
      expect(now).toBeLessThan(end);
      // Answers are read and written down in several turns.
      for (let quiet = 0; quiet < 3; quiet = isBusy() ? 0 : quiet + 1) await new Promise((resolve) => setTimeout(resolve, 1));
      const next = [...timers].toSorted(([, a], [, b]) => a.at - b.at)[0];
      if (next === undefined) continue;
      timers.delete(next[0]);
      now = Math.max(now, next[1].at);
      next[1].ring();
    }
  };
  return { clock, pass };
}

interface Parcel {
  tracking_code: string;
  merchant_tracking_code_reference: string;
  warehouse_code: string;
  created_time: number;
  status_info: { value: string };
  items: readonly object[];
}

/** A provider with so many open shipments, one a second, and orders in transit; `at` is when each request came, by the test's time. */
async function watching({
  open,
  orders = [],
  turnsPages = true,
}: {
  open: number;
  orders?: readonly { created: number; eta: number }[];
  turnsPages?: boolean;
}) {
  const now = began / 1000;
  const shipments = Array.from({ length: open }, (_, n): Parcel => ({
    tracking_code: `OASC${n}`,
    merchant_tracking_code_reference: `R${n}`,
    warehouse_code: 'W',
    created_time: now - 60 - n,
    status_info: { value: newState },
    items: [],
  }));
  const purchaseOrders = orders.map(({ created, eta }, n) => ({
    po_code: `OAPO${n}`,
    merchant_po_reference: `P${n}`,
    warehouse_code: 'W',
    status: 'TRANSIT',
    created_time: created,
    estimated_arrival_time: eta,
  }));
  const { clock, pass } = ownTime();
  let inFlight = 0;
  const at: number[] = [];
  const asked: string[] = [];
  const open_ = await bench(
    (request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      at.push(clock.now());
      asked.push(url.pathname);
      const rows: readonly object[] = url.pathname.startsWith('/api/v1/shipments/')
        ? shipments
        : url.pathname.startsWith('/api/v1/purchase-orders/')
          ? purchaseOrders
          : [];
      const one = /\/(OAPO\d+)\/detail$/.exec(url.pathname)?.[1];
      if (one !== undefined) return json(response, 200, envelope(purchaseOrders.find(({ po_code }) => po_code === one) ?? null));
      const [wanted, size] = ['page', 'page_size'].map((name) => Number(url.searchParams.get(name)));
      const page = turnsPages ? wanted : 1;
      const shown = rows.slice(((page ?? 1) - 1) * (size ?? 50), (page ?? 1) * (size ?? 50));
      return json(response, 200, envelope(shown, { total: rows.length }));
    },
    { limiter: createLimiter({ windows: [{ limit: 1_000, ms: 1_000 }] }) },
  );
  // What is on its way, as the desk's own client sees it.
  const counted = new Proxy(open_.onflow, {
    get: (target, part: keyof typeof open_.onflow) =>
      new Proxy(target[part], {
        get: (calls, name: string) => {
          const call = (calls as Record<string, unknown>)[name];
          if (typeof call !== 'function') return call;
          return async (...given: unknown[]): Promise<unknown> => {
            inFlight += 1;
            try {
              return await (call as (...given: unknown[]) => unknown).apply(calls, given);
            } finally {
              inFlight -= 1;
            }
          };
        },
      }),
  });
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), systemClock, () => undefined);
  const catalogue = createCatalogue({
    store: store.catalogue,
    onflow: counted,
    clock,
    emit: () => undefined,
    log: () => undefined,
    pace: usualPace,
  });
  onTestFinished(async () => {
    await catalogue.close();
    await open_.close();
    store.close();
  });
  const statusOf = (code: string): string | undefined => store.catalogue.get('shipment', code)?.row.status;
  const until = (isTrue: () => boolean, most?: number): Promise<void> => pass(() => inFlight > 0, isTrue, most);
  /** All lists have been read once, and what follows is the quiet that lasts all day. */
  const settle = async (): Promise<void> => {
    catalogue.startBackground();
    await until(() =>
      (['product', 'purchase-order', 'shipment', 'return'] as const).every((kind) => store.catalogue.progress(kind).walkedAt !== null),
    );
    const from = clock.now();
    await until(() => clock.now() > from + 3 * 60_000);
  };
  const mostInAMinute = (from: number): number =>
    Math.max(...at.filter((each) => each >= from).map((start) => at.filter((each) => each >= start && each < start + 60_000).length));
  return { catalogue, store, clock, shipments, purchaseOrders, asked, statusOf, until, settle, mostInAMinute };
}

test(
  'with 5,000 shipments open the desk asks at most 60 times in any minute, and sees within 60 seconds that one of them was handed over',
  { timeout: 180_000 },
  async () => {
    const { clock, shipments, statusOf, until, settle, mostInAMinute } = await watching({ open: 5_000 });
    await settle();
    const from = clock.now();
    for (const n of [7, 2_500, 4_990]) {
      const changedAt = clock.now();
      (shipments[n] as Parcel).status_info = { value: handedOver };
      await until(() => statusOf(`OASC${n}`) === 'HANDOVER');
      expect(clock.now() - changedAt).toBeLessThanOrEqual(60_000);
    }
    await until(() => clock.now() > from + 4 * 60_000);
    expect(mostInAMinute(from)).toBeLessThanOrEqual(60);
  },
);

test('an order that arrives today is asked for by itself where many newer ones stand before it', { timeout: 30_000 }, async () => {
  const now = began / 1000;
  const newer = Array.from({ length: 700 }, (_, n) => ({ created: now - n, eta: now + 30 * 24 * hour }));
  const { purchaseOrders, store, clock, until, settle, mostInAMinute } = await watching({
    open: 0,
    orders: [...newer, { created: now - 40 * 24 * hour, eta: now + hour }],
  });
  await settle();
  const from = clock.now();
  (purchaseOrders[700] as { status: string }).status = 'COMPLETED';
  await until(() => store.catalogue.get('purchase-order', 'OAPO700')?.row.status === 'COMPLETED');
  expect(clock.now() - from).toBeLessThanOrEqual(60_000);
  expect(mostInAMinute(from)).toBeLessThanOrEqual(20);
});

test('an order that has come in has its inspection read soon, inside the same share', { timeout: 30_000 }, async () => {
  const now = began / 1000;
  const { purchaseOrders, asked, clock, until, settle, mostInAMinute } = await watching({
    open: 5_000,
    orders: [{ created: now - 24 * hour, eta: now + hour }],
  });
  await settle();
  const [from, before] = [clock.now(), asked.length];
  (purchaseOrders[0] as { status: string }).status = 'COMPLETED';
  await until(() => asked.slice(before).some((path) => path.endsWith('/OAPO0/inspection-list')));
  expect(clock.now() - from).toBeLessThanOrEqual(120_000);
  await until(() => clock.now() > from + 4 * 60_000);
  expect(mostInAMinute(from)).toBeLessThanOrEqual(60);
  expect(asked.slice(before).filter((path) => path.endsWith('/inspection-list'))).toHaveLength(1);
});

test('while nobody can see the desk it asks a third as often, and looks at once when somebody can', { timeout: 30_000 }, async () => {
  const { catalogue, clock, asked, shipments, statusOf, until, settle } = await watching({ open: 5 });
  await settle();
  const inThreeMinutes = async (): Promise<number> => {
    const [from, before] = [clock.now(), asked.length];
    await until(() => clock.now() > from + 3 * 60_000);
    return asked.length - before;
  };
  const seen = await inThreeMinutes();
  catalogue.seen(false);
  await inThreeMinutes();
  expect(await inThreeMinutes()).toBeLessThanOrEqual(seen / 2);
  (shipments[0] as Parcel).status_info = { value: handedOver };
  const from = clock.now();
  catalogue.seen(true);
  await until(() => statusOf('OASC0') === 'HANDOVER');
  expect(clock.now() - from).toBeLessThanOrEqual(10_000);
});

test('a server that answers the same page whatever is asked for is not asked for fifty of them', { timeout: 60_000 }, async () => {
  const { clock, asked, until, settle } = await watching({ open: 300, turnsPages: false });
  await settle();
  const [from, before] = [clock.now(), asked.length];
  // One look back is among them.
  await until(() => clock.now() > from + 31 * 60_000, 40 * 60_000);
  const looks = 31 * (60 / 50);
  const lists = asked.slice(before).filter((path) => path.startsWith('/api/v1/shipments/'));
  expect(lists.length).toBeLessThanOrEqual(looks * 2 + 20);
});
