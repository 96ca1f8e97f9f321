/**
 * How the provider's lists are read behind the person's back: fast where nobody works, little where nothing changed, and told as it goes.
 */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RecordKind } from '../../contract/records.ts';
import { type BackgroundPace, createCatalogue, usualPace } from '../../main/catalogue/index.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { openStore } from '../../main/store/index.ts';
import { systemClock } from '../../main/time/clock.ts';
import { recordQuery } from '../unit/store/recordQuery.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';
import { bench, envelope, json } from './onflowServer.ts';

const wait = { timeout: 15_000, interval: 5 };
const newest = 2_000_000_000;

/** A provider with so many products and shipments; of the shipments only `open` are not handed over. */
async function reading(given: {
  products?: number;
  shipments?: number;
  open?: readonly number[];
  answerMs?: number;
  pace?: Partial<BackgroundPace>;
  /** As the profile states it; default 10. `null`: it states nothing. */
  pageSize?: number | null;
  /** Rows of the longest page that this provider gives; what it does with a question for more. */
  most?: number;
  beyond?: 'gives fewer' | 'refuses';
  /** `total` counts the rows of the page. */
  isTotalOfPage?: boolean;
}) {
  const products = Array.from({ length: given.products ?? 0 }, (_, n) => ({
    oasin: `O${n}`,
    sku: `S${n}`,
    name: `Áo ${n}`,
    status: 'ACTIVE',
    created_time: newest - n,
  }));
  const shipments = Array.from({ length: given.shipments ?? 0 }, (_, n) => ({
    tracking_code: `OASC${n}`,
    merchant_tracking_code_reference: `R${n}`,
    status_info: { value: given.open?.includes(n) === true ? '100' : '300' },
    created_time: newest - n,
  }));
  let inFlight = 0;
  let mostInFlight = 0;
  let isRefused = false;
  let rests = 0;
  const { most = 1_000, beyond = 'gives fewer', pageSize = 10 } = given;
  const asked: { readonly kind: RecordKind; readonly page: number; readonly size: number }[] = [];
  const open = await bench(
    (request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      const [kind, rows] = url.pathname.includes('/products/') ? (['product', products] as const) : (['shipment', shipments] as const);
      const isKnown =
        url.pathname.endsWith('/list') &&
        (url.pathname.includes('/products/') || (url.pathname.includes('/shipments/') && !url.pathname.includes('return')));
      const page = Number(url.searchParams.get('page'));
      const wanted = Number(url.searchParams.get('page_size'));
      const size = Math.min(most, wanted);
      if (isKnown) asked.push({ kind, page, size: wanted });
      if (isKnown && wanted > most && beyond === 'refuses')
        return json(response, 422, envelope(null, { error: true, error_code: 'INVALID_PAYLOAD', messages: 'page_size' }));
      if (isRefused && url.pathname.endsWith('/list'))
        return json(response, 403, envelope(null, { error: true, error_code: 'FORBIDDEN', messages: 'x' }));
      const shown = rows.slice((page - 1) * size, page * size);
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        json(
          response,
          200,
          isKnown ? envelope(shown, { total: given.isTotalOfPage === true ? shown.length : rows.length }) : envelope([], { total: 0 }),
        );
      }, given.answerMs ?? 0);
    },
    { limiter: createLimiter({ windows: [{ limit: 1_000, ms: 1_000 }] }) },
  );
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), systemClock, () => undefined);
  const told: string[] = [];
  const catalogue = createCatalogue({
    store: store.catalogue,
    onflow: open.onflow,
    clock: {
      ...systemClock,
      after: (ms, act) => {
        rests += 1;
        return systemClock.after(ms, act);
      },
    },
    emit: (_event, { topic }) => told.push(topic),
    log: (line) => expect(line).toBe(''),
    pageSize: pageSize ?? undefined,
    pace: { ...usualPace, first: 1, betweenPages: 1, apart: 1, newest: 1e9, lookBack: 1e9, behind: 1e9, ...given.pace },
  });
  onTestFinished(async () => {
    await catalogue.close();
    await open.close();
    store.close();
  });
  const list = (kind: RecordKind) => catalogue.list(recordQuery({ kind, pageSize: 10 }));
  const written = (): number => Number(store.database.get('SELECT total_changes() AS rows')?.['rows']);
  const refuse = (): void => void (isRefused = true);
  return { catalogue, store, list, asked, told, written, refuse, rests: () => rests, mostInFlight: () => mostInFlight };
}

test('pages of a long list are asked for several at a time, so that a slow provider is read at the pace of the limit', async () => {
  const { catalogue, store, asked, mostInFlight } = await reading({ products: 400, answerMs: 40 });
  catalogue.startBackground();
  await expect.poll(() => store.catalogue.progress('product').walkedAt, wait).not.toBeNull();
  expect(store.catalogue.mark()).toBe(400);
  expect(mostInFlight()).toBeGreaterThanOrEqual(4);
  // Each page once, and none behind the empty one that ends the list.
  expect(
    asked
      .filter(({ kind }) => kind === 'product')
      .map(({ page }) => page)
      .toSorted((a, b) => a - b),
  ).toEqual(Array.from({ length: 41 }, (_, n) => n + 1));
});

test('while a list is read for the first time every answer says how far it is', async () => {
  const { catalogue, list } = await reading({ products: 400, answerMs: 20 });
  expect(list('product').freshness.reading).toBeUndefined();
  catalogue.startBackground();
  const seen: number[] = [];
  await expect
    .poll(() => {
      const { freshness, total } = list('product');
      if (freshness.reading?.of === 400 && freshness.reading.read < 400) {
        expect(total).toBe(freshness.reading.read);
        seen.push(freshness.reading.read);
      }
      return freshness.reading === undefined && total === 400;
    }, wait)
    .toBe(true);
  expect(new Set(seen).size).toBeGreaterThan(3);
});

test('what is read again and has not changed is neither written nor told of', async () => {
  const { catalogue, store, asked, told, written } = await reading({ products: 30, pace: { newest: 40 } });
  catalogue.startBackground();
  await expect.poll(() => store.catalogue.progress('product').walkedAt, wait).not.toBeNull();
  // The walk's own last word has been said.
  const walked = asked.length;
  await expect.poll(() => asked.length, wait).toBeGreaterThan(walked + 4);
  const [before, words, questions] = [written(), told.length, asked.length];
  await expect.poll(() => asked.length, wait).toBeGreaterThan(questions + 10);
  expect(told.slice(words)).toEqual([]);
  // When the list was read is written: one row a page of it, and none of its ten records.
  expect(written() - before).toBeLessThanOrEqual((asked.length - questions + 2) * 2);
});

test('a list is read again as far back as the oldest record whose state may change, and no further', async () => {
  const { catalogue, store, asked } = await reading({ products: 60, shipments: 90, open: [3, 34], pace: { lookBack: 300 } });
  catalogue.startBackground();
  await expect
    .poll(() => (['product', 'shipment'] as const).every((kind) => store.catalogue.progress(kind).walkedAt !== null), wait)
    .toBe(true);
  const { length } = asked;
  await expect.poll(() => asked.length - length, wait).toBeGreaterThan(9);
  const later = asked.slice(length);
  expect(later.filter(({ kind, page }) => kind === 'product' && page > 1)).toEqual([]);
  // The 35th stands on page 4; page 5 shows that all behind it is older.
  expect(Math.max(...later.filter(({ kind }) => kind === 'shipment').map(({ page }) => page))).toBe(5);
});

test('a list that is refused is left alone, where it would be looked back over too', async () => {
  const pace = { newest: 50, lookBack: 100, kindBackOff: 1e9 };
  const { catalogue, store, asked, refuse } = await reading({ shipments: 90, open: [34], pace });
  catalogue.startBackground();
  await expect.poll(() => store.catalogue.progress('shipment').walkedAt, wait).not.toBeNull();
  refuse();
  const { length } = asked;
  await new Promise((resolve) => setTimeout(resolve, 700));
  // Each of the two lists was asked for once more, and answered that it may not be.
  expect(asked.length - length).toBeLessThanOrEqual(4);
});

test('while no list can be read, nothing is looked for over and over either', async () => {
  const { catalogue, refuse, rests } = await reading({ pace: { lookBack: 50, kindBackOff: 1e9 } });
  refuse();
  catalogue.startBackground();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = rests();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(rests() - before).toBeLessThanOrEqual(2);
});

test('a provider that counts the rows of each page is not taken for one that has no more', async () => {
  const { catalogue, store, list, mostInFlight } = await reading({ products: 3_000, pageSize: null, isTotalOfPage: true, answerMs: 20 });
  catalogue.startBackground();
  const told = new Set<number | null>();
  await expect
    .poll(() => {
      const { reading: far } = list('product').freshness;
      if (far !== undefined) told.add(far.of);
      return store.catalogue.progress('product').walkedAt;
    }, wait)
    .not.toBeNull();
  expect(store.catalogue.mark()).toBe(3_000);
  expect([...told]).toEqual([null]);
  expect(mostInFlight()).toBeGreaterThanOrEqual(4);
});

test('a provider that gives a hundred rows a page is read by hundreds, with half the requests', async () => {
  const { catalogue, store, asked } = await reading({ products: 1_000, pageSize: null });
  catalogue.startBackground();
  await expect.poll(() => store.catalogue.progress('product').walkedAt, wait).not.toBeNull();
  expect(store.catalogue.mark()).toBe(1_000);
  const [first, ...rest] = asked.filter(({ kind }) => kind === 'product');
  expect(first).toMatchObject({ page: 1, size: 50 });
  expect(rest.map(({ page, size }) => `${page}/${size}`).toSorted()).toEqual(
    Array.from({ length: 11 }, (_, n) => `${n + 1}/100`).toSorted(),
  );
});

test.each([
  ['gives fewer', 50],
  ['refuses', 50],
  // Not what was asked for either: nobody knows where its second page would begin.
  ['gives fewer', 80],
] as const)(
  'a provider that %s where a page of more than %i rows is asked for is read by fifties, to its last row',
  async (beyond, most) => {
    const { catalogue, store, asked } = await reading({ products: 620, pageSize: null, most, beyond });
    catalogue.startBackground();
    await expect.poll(() => store.catalogue.progress('product').walkedAt, wait).not.toBeNull();
    expect(store.catalogue.mark()).toBe(620);
    const sizes = asked.filter(({ kind }) => kind === 'product').map(({ size }) => size);
    expect(sizes.filter((size) => size !== 50)).toEqual([100]);
  },
);

test('a walk by hundreds goes on at the same row when the desk is started again, and says how far it is', async () => {
  const { catalogue, store, list, asked } = await reading({ products: 620, pageSize: null, answerMs: 30 });
  store.catalogue.setProgress('product', { nextPage: 4, pageSize: 100, walkBegan: 1 });
  expect(list('product').freshness.reading?.read).toBe(300);
  catalogue.startBackground();
  await expect.poll(() => store.catalogue.progress('product').walkedAt, wait).not.toBeNull();
  expect(store.catalogue.mark()).toBe(620);
  const walk = asked.filter(({ kind, size }) => kind === 'product' && size === 100);
  expect(walk[0]).toMatchObject({ page: 4 });
  // What lies before it is the newest pages' business, which count by fifties.
  expect(asked.filter(({ kind, size, page }) => kind === 'product' && size === 50 && page > 6)).toEqual([]);
});

test.each([10, 100])(
  'pages of %i rows that were answered together are taken in a few rows at a time, and between them the desk does what else there is',
  async (pageSize) => {
    let turn = 0;
    const next = (): void => {
      turn += 1;
      beat = setImmediate(next);
    };
    let beat = setImmediate(next);
    onTestFinished(() => {
      clearImmediate(beat);
    });
    const { catalogue, store } = await reading({ products: 1_000, answerMs: 20, pageSize });
    const taken: number[] = [];
    const { putPage } = store.catalogue;
    Object.assign(store.catalogue, {
      putPage: (...page: Parameters<typeof putPage>) => {
        taken.push(turn);
        expect(page[1].length).toBeLessThanOrEqual(25);
        return putPage(...page);
      },
    });
    catalogue.startBackground();
    await expect.poll(() => store.catalogue.progress('product').walkedAt, wait).not.toBeNull();
    expect(taken.length).toBeGreaterThan(40);
    expect(new Set(taken).size).toBe(taken.length);
  },
);
