/** The local copy against the practice provider over real HTTP: at once from the database, refreshed behind it, whole in the background. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { EventOf } from '../../contract/bridge.ts';
import { noFaults } from '../../contract/practice.ts';
import type { PracticeFaults } from '../../contract/practice.ts';
import { ProductRecord } from '../../contract/kinds/product.ts';
import type { RecordKind } from '../../contract/records.ts';
import { createCatalogue, usualPace } from '../../main/catalogue/index.ts';
import type { CatalogueOptions, CatalogueService } from '../../main/catalogue/index.ts';
import { type Clock, systemClock } from '../../main/time/clock.ts';
import { createOnflow } from '../../main/onflow/client.ts';
import type { JournalEntry, Onflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { startPractice } from '../../main/practice/index.ts';
import type { PracticeOptions, PracticeProvider } from '../../main/practice/index.ts';
import { openStore } from '../../main/store/index.ts';
import type { Store } from '../../main/store/index.ts';
import { recordQuery } from '../unit/store/recordQuery.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';

type Changed = EventOf<'catalogue.changed'>;
type Topic = Changed['topic'];

interface Setting {
  readonly catalogue: CatalogueService;
  readonly store: Store;
  readonly practice: PracticeProvider;
  readonly onflow: Onflow;
  readonly requests: JournalEntry[];
  readonly events: Changed[];
  readonly log: string[];
  /** Does something, and waits until the screen has been told of the topic after it. */
  readonly until: <T>(topic: Topic, work: () => T) => Promise<T>;
  /** The same local copy behind a new service, as after a restart. */
  readonly again: () => CatalogueService;
}

const quick = { ...usualPace, first: 20, betweenPages: 1, apart: 1, newest: 50, backOff: [20, 50] as const };

async function setUp(
  given: { practice?: Partial<PracticeOptions>; token?: string | null; catalogue?: Partial<CatalogueOptions> } = {},
): Promise<Setting> {
  const folder = temporaryFolder();
  const practice = await startPractice({ folder: join(folder, 'company'), rateLimit: false, ...given.practice });
  const store = openStore(join(folder, 'connection.sqlite'), systemClock, () => undefined);
  const requests: JournalEntry[] = [];
  const events: Changed[] = [];
  const log: string[] = [];
  const onflow = createOnflow({
    baseUrl: practice.baseUrl,
    token: () => (given.token === undefined ? practice.token : given.token),
    language: () => 'vi',
    profile: {},
    // Tests of what is asked, not of how fast: the limiter has tests of its own.
    limiter: createLimiter({ windows: [{ limit: 1_000, ms: 1_000 }] }),
    onRequest: (entry) => requests.push(entry),
  });
  const services: CatalogueService[] = [];
  const again = (): CatalogueService => {
    const service = createCatalogue({
      store: store.catalogue,
      onflow,
      clock: systemClock,
      log: (line) => log.push(line),
      pace: quick,
      emit: (event, payload) => {
        if (event === 'catalogue.changed') events.push(payload as Changed);
      },
      ...given.catalogue,
    });
    services.push(service);
    return service;
  };
  const catalogue = again();
  onTestFinished(async () => {
    for (const service of services) await service.close();
    await onflow.close();
    await practice.close();
    store.close();
    expect(log).toEqual([]);
  });
  const until = async <T>(topic: Topic, work: () => T): Promise<T> => {
    const before = events.filter((event) => event.topic === topic).length;
    const value = work();
    await expect
      .poll(() => events.filter((event) => event.topic === topic).length, { timeout: 10_000, interval: 5 })
      .toBeGreaterThan(before);
    return value;
  };
  return { catalogue, store, practice, onflow, requests, events, log, until, again };
}

const wait = { timeout: 15_000, interval: 10 };
const always = (kind: PracticeFaults['kind']): PracticeFaults => ({ ...noFaults, kind });
const countOf = (record: Readonly<Record<string, number>>): number => Object.values(record).reduce((sum, count) => sum + count, 0);

test('a list answers at once with what is there, and is fresh when the screen reads it again', async () => {
  const { catalogue, until } = await setUp();
  const first = await until('product', () => catalogue.list(recordQuery({ refresh: true })));
  expect(first).toEqual({
    rows: [],
    spots: [],
    total: 0,
    offset: 0,
    next: null,
    previous: null,
    counts: { status: {} },
    freshness: { asOf: null, refreshing: true, error: null },
  });
  const second = catalogue.list(recordQuery());
  expect(second.rows).toHaveLength(50);
  expect(second.freshness).toMatchObject({ refreshing: false, error: null });
  expect(second.freshness.asOf).toBeGreaterThan(Date.now() - 60_000);
  const times = second.rows.map((row) => row.record.created_time ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
});

test('the pages that a list shows are asked for in the pages of the provider', async () => {
  const { catalogue, until, requests } = await setUp({ catalogue: { pageSize: 20 } });
  const asked = (): (string | null)[] => requests.map((request) => new URLSearchParams(request.path.split('?')[1]).get('page'));
  await until('product', () => catalogue.list(recordQuery({ refresh: true })));
  expect(asked()).toEqual(['1', '2', '3']);
  const { next } = catalogue.list(recordQuery());
  await until('product', () => catalogue.list(recordQuery({ refresh: true, at: next })));
  expect(asked().slice(3)).toEqual(['3', '4', '5']);
  // In another order than the provider's the newest are asked for: there is no such page of its.
  await until('product', () => catalogue.list(recordQuery({ refresh: true, order: { by: 'name', descending: false } })));
  expect(asked().slice(6)).toEqual(['1', '2', '3']);
});

test('with the network away the list shows what it has, says why, and recovers', async () => {
  const { catalogue, until, practice } = await setUp();
  await until('product', () => catalogue.list(recordQuery({ refresh: true })));
  await practice.setFaults(always('offline'));
  await until('product', () => catalogue.list(recordQuery({ refresh: true })));
  const offline = catalogue.list(recordQuery());
  expect(offline.rows).toHaveLength(50);
  expect(offline.freshness).toMatchObject({ refreshing: false, error: { code: 'network' } });
  await practice.setFaults(noFaults);
  await until('product', () => catalogue.list(recordQuery({ refresh: true })));
  expect(catalogue.list(recordQuery()).freshness.error).toBeNull();
});

test.each(['html', 'empty', 'errorIn200', 'error500BeforeCommit', 'wrongToken', 'dropBeforeCommit'] as const)(
  'the fault %s is told beside the rows, never thrown',
  async (fault) => {
    const { catalogue, until, practice } = await setUp();
    await practice.setFaults(always(fault));
    await until('product', () => catalogue.list(recordQuery({ refresh: true })));
    await until('warehouses', () => catalogue.warehouses({ refresh: true }));
    expect(catalogue.list(recordQuery()).freshness.error?.code).toMatch(/provider|unreadable|unauthorized|connectionLost/);
    expect(catalogue.warehouses({ refresh: false })).toMatchObject({ rows: [], freshness: { asOf: null } });
  },
);

test('without a token the screen is told so', async () => {
  const { catalogue, until } = await setUp({ token: null });
  await until('warehouses', () => catalogue.warehouses({ refresh: true }));
  expect(catalogue.warehouses({ refresh: false }).freshness.error).toMatchObject({ code: 'noToken', sent: 'no' });
});

test('the same thing is asked for once, however often the screen asks', async () => {
  const { catalogue, until, requests, practice } = await setUp();
  await practice.setFaults({ ...noFaults, latencyMs: [50, 50] });
  await until('product', () => {
    for (let time = 0; time < 5; time += 1) catalogue.list(recordQuery({ refresh: true }));
    return catalogue.list(recordQuery({ refresh: true }));
  });
  await expect.poll(() => catalogue.list(recordQuery()).freshness.refreshing, wait).toBe(false);
  expect(requests).toHaveLength(1);
});

test('a search asks the provider, so that what was not walked yet is found', async () => {
  const { catalogue, until, onflow } = await setUp();
  const { rows: oldest } = await onflow.products.list({ page: 6 });
  const wanted = oldest.at(-1);
  const search = wanted?.sku ?? '';
  const before = await until('product', () => catalogue.list(recordQuery({ search, refresh: true })));
  expect(before.rows).toEqual([]);
  expect(catalogue.list(recordQuery({ search })).rows.map((row) => row.code)).toEqual([wanted?.oasin]);
});

test('a server that ignores filters does not put the wrong rows on the screen', async () => {
  const { catalogue, until } = await setUp({ practice: { ignoredQuery: ['status', 'warehouse_code', 'keyword'] } });
  const narrow = recordQuery({ kind: 'purchase-order', status: 'CANCELLED', refresh: true });
  await until('purchase-order', () => catalogue.list(narrow));
  const { rows, counts } = catalogue.list({ ...narrow, refresh: false });
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['CANCELLED']));
  expect(Object.keys(counts['status'] ?? {}).length).toBeGreaterThan(1);
});

test('shipments are asked for by the states the provider has a number for', async () => {
  const { catalogue, until, requests } = await setUp();
  for (const status of ['HANDOVER', 'PACKED'])
    await until('shipment', () => catalogue.list(recordQuery({ kind: 'shipment', status, refresh: true })));
  expect(requests.map((request) => new URLSearchParams(request.path.split('?')[1]).get('status'))).toEqual(['300', null]);
  for (const status of ['HANDOVER', 'PACKED'])
    expect(catalogue.list(recordQuery({ kind: 'shipment', status })).rows.length).toBeGreaterThan(0);
});

test('a detail makes a list row richer, and the next list does not make it poorer', async () => {
  const { catalogue, until } = await setUp();
  await until('purchase-order', () => catalogue.list(recordQuery({ kind: 'purchase-order', refresh: true })));
  const code = catalogue.list(recordQuery({ kind: 'purchase-order' })).rows[0]?.code ?? '';
  const ask = { kind: 'purchase-order', code } as const;
  const before = await until('purchase-order', () => catalogue.detail({ ...ask, refresh: true }));
  expect(before).toMatchObject({ row: { code }, freshness: { asOf: null, refreshing: true } });
  const rich = catalogue.detail({ ...ask, refresh: false });
  expect(rich.freshness.asOf).not.toBeNull();
  expect(rich.row?.record).toMatchObject({
    packages: [{ items: expect.arrayContaining([expect.objectContaining({ oasin: expect.any(String) })]) }],
  });
  await until('purchase-order', () => catalogue.list(recordQuery({ kind: 'purchase-order', refresh: true })));
  expect(catalogue.detail({ ...ask, refresh: false }).row?.record).toEqual(rich.row?.record);
});

test('a record that the provider does not know any more is shown as gone; one that was never known stays unknown', async () => {
  const { catalogue, until, store } = await setUp();
  await until('product', () => catalogue.list(recordQuery({ refresh: true })));
  await until('product', () =>
    catalogue.detail({ kind: 'product', code: catalogue.list(recordQuery()).rows[0]?.code ?? '', refresh: true }),
  );
  const code = 'OASIN9999999';
  store.catalogue.putListRows(
    'product',
    [ProductRecord.parse({ oasin: code, sku: 'OLD', name: 'Cũ', status: 'ACTIVE', created_time: 1 })],
    1,
  );
  await until('product', () => catalogue.detail({ kind: 'product', code, refresh: true }));
  expect(catalogue.detail({ kind: 'product', code, refresh: false })).toMatchObject({
    row: { status: 'GONE', record: { name: 'Cũ' } },
    freshness: { error: { code: 'provider', provider: { httpStatus: 404 } } },
  });
  await until('product', () => catalogue.detail({ kind: 'product', code: 'OASIN8888888', refresh: true }));
  expect(catalogue.detail({ kind: 'product', code: 'OASIN8888888', refresh: false })).toMatchObject({
    row: null,
    freshness: { error: { code: 'provider' } },
  });
});

test('a detail call that is not there makes no record gone', async () => {
  const { catalogue, until } = await setUp({ practice: { moved: { 'products.detail': null } } });
  await until('product', () => catalogue.list(recordQuery({ refresh: true })));
  const [row] = catalogue.list(recordQuery()).rows;
  await until('product', () => catalogue.detail({ kind: 'product', code: row?.code ?? '', refresh: true }));
  const after = catalogue.detail({ kind: 'product', code: row?.code ?? '', refresh: false });
  expect(after.freshness.error).not.toBeNull();
  expect(after.row?.status).toBe(row?.status);
});

test('stock, inspection, warehouses and areas are kept, each with its time', async () => {
  const { catalogue, until, practice } = await setUp();
  await until('product', () => catalogue.list(recordQuery({ status: 'ACTIVE', refresh: true })));
  const oasin = catalogue.list(recordQuery({ status: 'ACTIVE' })).rows[0]?.code ?? '';
  await until('stock', () => catalogue.stock({ oasin, refresh: true }));
  await until('purchase-order', () => catalogue.list(recordQuery({ kind: 'purchase-order', status: 'COMPLETED', refresh: true })));
  const code = catalogue.list(recordQuery({ kind: 'purchase-order', status: 'COMPLETED' })).rows[0]?.code ?? '';
  await until('inspection', () => catalogue.inspection({ code, refresh: true }));
  await until('warehouses', () => catalogue.warehouses({ refresh: true }));
  const province = { level: 'province', parent: null } as const;
  await until('areas', () => catalogue.areas({ ...province, refresh: true }));
  const parent = catalogue.areas({ ...province, refresh: false }).rows[0]?.id ?? 0;
  await until('areas', () => catalogue.areas({ level: 'district', parent, refresh: true }));
  await practice.setFaults(always('offline'));
  for (const answer of [
    catalogue.stock({ oasin, refresh: false }),
    catalogue.inspection({ code, refresh: false }),
    catalogue.warehouses({ refresh: false }),
    catalogue.areas({ ...province, refresh: false }),
    catalogue.areas({ level: 'district', parent, refresh: false }),
  ]) {
    expect(answer.rows.length).toBeGreaterThan(0);
    expect(answer.freshness.asOf).not.toBeNull();
  }
  expect(catalogue.areas({ level: 'ward', parent: null, refresh: true })).toEqual({
    rows: [],
    freshness: { asOf: null, refreshing: false, error: null },
  });
});

test('brands are found without accents, and a search forgets none of the others', async () => {
  const { catalogue, until, onflow } = await setUp();
  await until('brands', () => catalogue.brands({ keyword: '', refresh: true }));
  const all = catalogue.brands({ keyword: '', refresh: false }).rows;
  expect(all.length).toBe((await onflow.brands.list()).rows.length);
  const accented = all.find(({ name }) => /[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]/i.test(name));
  const plain = accented?.name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd') ?? '';
  expect(catalogue.brands({ keyword: plain, refresh: false }).rows).toContainEqual(accented);
  await until('brands', () => catalogue.brands({ keyword: accented?.name ?? '', refresh: true }));
  expect(catalogue.brands({ keyword: '', refresh: false }).rows).toHaveLength(all.length);
});

test('what the outbox has confirmed is on the list before anybody asks the provider', async () => {
  const { catalogue, until, requests, onflow } = await setUp();
  const oasin = await onflow.products.create({ sku: 'MOI-01', name: 'Sản phẩm mới' });
  requests.length = 0;
  await until('product', () => catalogue.confirmed('product', oasin, { oasin, sku: 'MOI-01', name: 'Sản phẩm mới', status: 'NEW' }));
  expect(catalogue.list(recordQuery({ search: 'san pham moi' })).rows.map((row) => row.code)).toEqual([oasin]);
  expect(requests).toEqual([]);
  await until('product', () => catalogue.confirmed('product', oasin, null));
  expect(requests.map((request) => request.call)).toEqual(['products.detail']);
});

const kinds: readonly RecordKind[] = ['product', 'purchase-order', 'shipment', 'return'];
const hasWalked = (store: Store): boolean => kinds.every((kind) => store.catalogue.progress(kind).walkedAt !== null);

test('in the background everything comes, and afterwards only the newest page of each kind is asked for', async () => {
  const { catalogue, store, practice, requests } = await setUp();
  catalogue.startBackground();
  await expect.poll(() => hasWalked(store), wait).toBe(true);
  const counts = practice.counts();
  const there = Object.fromEntries(kinds.map((kind) => [kind, catalogue.list(recordQuery({ kind })).total]));
  expect(there).toEqual({
    product: countOf(counts.products),
    'purchase-order': countOf(counts.purchaseOrders),
    shipment: countOf(counts.shipments),
    return: countOf(counts.returns),
  });
  expect(there['product']).toBe(300);
  expect(catalogue.warehouses({ refresh: false }).rows).toHaveLength(2);
  expect(catalogue.brands({ keyword: '', refresh: false }).rows).toHaveLength(30);
  expect(new Set(requests.map((request) => request.priority))).toEqual(new Set(['background']));
  requests.length = 0;
  await expect
    .poll(
      () =>
        kinds.every(
          (_, index) =>
            requests.filter(
              (request) => request.call === (['products.list', 'purchaseOrders.list', 'shipments.list', 'returns.list'] as const)[index],
            ).length >= 2,
        ),
      wait,
    )
    .toBe(true);
  expect(requests.filter((request) => request.call === 'products.list' && !/[?&]page=1(&|$)/.test(request.path))).toEqual([]);
  expect(requests.filter((request) => request.call === 'warehouses.list')).toEqual([]);
});

test('what is new at the provider comes by itself', async () => {
  const { catalogue, store, onflow } = await setUp();
  catalogue.startBackground();
  await expect.poll(() => hasWalked(store), wait).toBe(true);
  const oasin = await onflow.products.create({ sku: 'MOI-02', name: 'Đèn ngủ' });
  await expect.poll(() => catalogue.list(recordQuery({ search: 'den ngu' })).rows.some((row) => row.code === oasin), wait).toBe(true);
});

test('a walk that was broken off goes on where it was', async () => {
  const { catalogue, store, requests, again } = await setUp({ catalogue: { pageSize: 10 } });
  catalogue.startBackground();
  await expect.poll(() => store.catalogue.progress('product').nextPage ?? 0, wait).toBeGreaterThan(5);
  await catalogue.close();
  const page = store.catalogue.progress('product').nextPage ?? 0;
  requests.length = 0;
  again().startBackground();
  await expect.poll(() => hasWalked(store), wait).toBe(true);
  const pages = requests
    .filter((request) => request.call === 'products.list')
    .map((request) => Number(new URLSearchParams(request.path.split('?')[1]).get('page')));
  // Each once, whichever of those asked for together is answered first. The newest pages are looked at as well, up to the first that holds
  // nothing new.
  // And one behind the last, on which there is nothing: only that ends a list.
  expect(pages.filter((each) => each > 1).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 31 - page + 1 }, (_, index) => page + index),
  );
  expect(store.catalogue.list(recordQuery(), Date.now()).total).toBe(300);
});

test('a call that is not there keeps no other list from being fresh', async () => {
  const { catalogue, store } = await setUp({ practice: { moved: { 'brands.list': null, 'returns.list': null } } });
  catalogue.startBackground();
  await expect
    .poll(
      () => (['product', 'purchase-order', 'shipment'] as const).every((kind) => store.catalogue.progress(kind).walkedAt !== null),
      wait,
    )
    .toBe(true);
  expect(catalogue.warehouses({ refresh: false }).rows).toHaveLength(2);
  expect(store.catalogue.progress('return')).toMatchObject({ asOf: null, nextPage: null, walkedAt: null });
});

test('a server that ignores the page is not asked for ever', async () => {
  const { catalogue, store, requests } = await setUp({ practice: { ignoredQuery: ['page'] } });
  catalogue.startBackground();
  await expect.poll(() => hasWalked(store), wait).toBe(true);
  expect(requests.filter((request) => /[?&]page=(?:[3-9]|\d\d)/.test(request.path))).toEqual([]);
});

test('offline the background waits, and goes on when the network is back', async () => {
  const { catalogue, store, practice, requests } = await setUp();
  await practice.setFaults(always('offline'));
  catalogue.startBackground();
  await expect.poll(() => requests.filter((request) => request.outcome === 'network').length, wait).toBeGreaterThan(1);
  await practice.setFaults(noFaults);
  await expect.poll(() => hasWalked(store), wait).toBe(true);
  expect(catalogue.list(recordQuery()).freshness.error).toBeNull();
});

test('closing breaks off what is under way, and nothing is told afterwards', async () => {
  const { catalogue, practice, events, requests } = await setUp();
  await practice.setFaults(always('silence'));
  catalogue.list(recordQuery({ refresh: true }));
  catalogue.startBackground();
  const { length } = events;
  await catalogue.close();
  expect(events).toHaveLength(length);
  expect(requests.filter((request) => request.outcome !== 'cancelled')).toEqual([]);
  expect(catalogue.list(recordQuery({ refresh: true })).freshness.refreshing).toBe(false);
});

test('where there is a copy, the first screen has the machine to itself: the background waits for its time, and a second start does not hurry it', async () => {
  const held: (() => void)[] = [];
  const first = 7_777;
  const clock: Clock = {
    ...systemClock,
    after: (ms, run) => (ms === first ? (held.push(run), () => undefined) : systemClock.after(ms, run)),
  };
  const { catalogue, store, requests, again, onflow } = await setUp({ catalogue: { clock, pace: { ...quick, first } } });
  // An empty desk begins at once.
  catalogue.startBackground();
  await expect.poll(() => store.catalogue.progress('product').walkedAt, wait).not.toBeNull();
  await catalogue.stopBackground();
  expect(held).toEqual([]);

  requests.length = 0;
  const later = again();
  later.startBackground();
  await expect.poll(() => held.length, wait).toBe(1);
  later.startBackground();
  // Others come and go meanwhile; nothing of the background's is among them.
  for (let times = 0; times < 5; times += 1) await onflow.areas.provinces();
  expect(requests.map((request) => request.call)).toEqual(Array.from({ length: 5 }, () => 'areas.provinces'));
  held[0]?.();
  await expect.poll(() => requests.length, wait).toBeGreaterThan(5);
});
