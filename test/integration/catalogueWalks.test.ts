/** Walks over lists that end, count, begin and lose rows otherwise than assumed, on a server that is told what to answer. */
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCatalogue, usualPace } from '../../main/catalogue/index.ts';
import type { BackgroundPace, CatalogueService } from '../../main/catalogue/index.ts';
import { systemClock } from '../../main/time/clock.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { learnedPages } from '../../main/desk/learnedPages.ts';
import { openStore } from '../../main/store/index.ts';
import type { Store } from '../../main/store/index.ts';
import { recordQuery } from '../unit/store/recordQuery.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';
import { bench, envelope, json } from './onflowServer.ts';

type Row = Record<string, unknown>;
const product = (n: number, more: Row = {}): Row => ({
  oasin: `O${n}`,
  sku: `S${n}`,
  name: `Áo ${n}`,
  status: 'ACTIVE',
  created_time: 2_000_000_000 - n,
  ...more,
});
const many = (count: number): Row[] => Array.from({ length: count }, (_, index) => product(index));

interface Shop {
  readonly catalogue: CatalogueService;
  readonly store: Store;
  /** What was asked about products, in order. */
  asked(): string[];
  /** Waits until the walk over the products that is under way, or the next one, is finished. */
  walked(): Promise<void>;
}

/** A shop at a server with these products. `page` answers a page by the server's own count, `detail` what it says of one. */
async function shop(
  products: Row[],
  answers: {
    page?: (rows: Row[], page: number, size: number) => [number, string];
    detail?: (row: Row | undefined) => [number, string];
    headers?: (page: string | null) => Record<string, string>;
  } = {},
  pace: Partial<BackgroundPace> = {},
): Promise<Shop> {
  const cut = (rows: Row[], page: number, size: number): [number, string] => [
    200,
    envelope(rows.slice((page - 1) * size, page * size), { total: rows.length }),
  ];
  const known = (row: Row | undefined): [number, string] =>
    row === undefined ? [404, envelope(null, { error: true, error_code: 'NOT_FOUND' })] : [200, envelope(row)];
  const answer = (request: IncomingMessage): [number, string] => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname === '/api/v1/products/list')
      return (answers.page ?? cut)(products, Number(url.searchParams.get('page')), Number(url.searchParams.get('page_size')));
    const code = /products\/([^/]+)\/detail/.exec(url.pathname)?.[1];
    return code === undefined
      ? [200, envelope([], { total: 0 })]
      : (answers.detail ?? known)(products.find((row) => row['oasin'] === decodeURIComponent(code)));
  };
  const folder = temporaryFolder();
  const store = openStore(join(folder, 'desk.sqlite'), systemClock, () => undefined);
  const open = await bench(
    (request, response) =>
      json(response, ...answer(request), answers.headers?.(new URL(request.url ?? '', 'http://localhost').searchParams.get('page'))),
    {
      limiter: createLimiter({ windows: [{ limit: 1_000, ms: 1_000 }] }),
      pages: learnedPages(store.settings, ''),
    },
  );
  const catalogue = createCatalogue({
    store: store.catalogue,
    onflow: open.onflow,
    clock: systemClock,
    emit: () => undefined,
    log: (line) => expect(line).toBe(''),
    pageSize: 10,
    pace: { ...usualPace, first: 1, betweenPages: 1, apart: 1, newest: 100, lookBack: 1e9, wholeWalk: 150, ...pace },
  });
  onTestFinished(async () => {
    await catalogue.close();
    await open.close();
    store.close();
  });
  return {
    catalogue,
    store,
    asked: () => open.requests.map(({ url }) => url).filter((url) => url.includes('/products/')),
    walked: async () => {
      const before = store.catalogue.progress('product').walkedAt;
      await expect.poll(() => store.catalogue.progress('product').walkedAt, { timeout: 10_000, interval: 5 }).not.toBe(before);
    },
  };
}

const list = (catalogue: CatalogueService, status: string | null = null) => catalogue.list(recordQuery({ status, pageSize: 200 }));

test('a list whose total counts the rows of one page is read to its end', async () => {
  const { catalogue, walked } = await shop(many(37), {
    page: (rows, page, size) => {
      const part = rows.slice((page - 1) * size, page * size);
      return [200, envelope(part, { total: part.length })];
    },
  });
  catalogue.startBackground();
  await walked();
  expect(list(catalogue).total).toBe(37);
});

test('a short list is walked again with every look back, a long one when its pages are worth it', async () => {
  const short = await shop(many(25), {}, { lookBack: 100, wholeWalk: 1e9, perPage: 30 });
  short.catalogue.startBackground();
  await short.walked();
  await short.walked();

  const long = await shop(many(25), {}, { lookBack: 100, wholeWalk: 1e9, perPage: 1e8 });
  long.catalogue.startBackground();
  await long.walked();
  const { walkedAt } = long.store.catalogue.progress('product');
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(long.store.catalogue.progress('product').walkedAt).toBe(walkedAt);
});

test('a list whose pages count from 0 is read from its newest row on', async () => {
  const { catalogue, walked, asked } = await shop(many(25), {
    page: (rows, page, size) => [200, envelope(rows.slice(page * size, (page + 1) * size))],
  });
  catalogue.startBackground();
  await walked();
  expect(list(catalogue).total).toBe(25);
  expect(list(catalogue).rows[0]?.code).toBe('O0');
  expect(asked()[0]).toContain('page=1&');
});

test.each([
  [404, 'Invalid page.'],
  [422, 'page out of range'],
])('a walk that ends with an error %i ("%s") past the last page is finished', async (status, words) => {
  const { catalogue, walked } = await shop(many(25), {
    page: (rows, page, size) =>
      page > 1 && (page - 1) * size >= rows.length
        ? [status, JSON.stringify({ detail: words })]
        : [200, envelope(rows.slice((page - 1) * size, page * size))],
  });
  catalogue.startBackground();
  await walked();
  expect(list(catalogue)).toMatchObject({ total: 25, freshness: { error: null } });
});

test('what a whole walk did not meet is asked for, and marked where the provider knows it no more', async () => {
  const products = many(25);
  const { catalogue, walked, asked } = await shop(products);
  catalogue.startBackground();
  await walked();
  products.splice(3, 2);
  await expect.poll(() => list(catalogue, 'GONE').rows.map((row) => row.code), { timeout: 10_000 }).toEqual(['O3', 'O4']);
  expect(asked().filter((url) => url.includes('detail')).length).toBeLessThanOrEqual(4);
  products.push(product(3));
  await expect.poll(() => list(catalogue, 'GONE').rows.map((row) => row.code), { timeout: 10_000 }).toEqual(['O4']);
});

test('what the list hides, and the provider still knows, is not gone', async () => {
  const products = many(25);
  const hidden = new Set<unknown>();
  const { catalogue, walked, asked } = await shop(products, {
    page: (rows, page, size) => [200, envelope(rows.filter((row) => !hidden.has(row['oasin'])).slice((page - 1) * size, page * size))],
  });
  catalogue.startBackground();
  await walked();
  hidden.add('O7');
  await expect.poll(() => asked().filter((url) => url.includes('/O7/detail')).length, { timeout: 10_000 }).toBeGreaterThan(0);
  await walked();
  expect(list(catalogue, 'GONE').total).toBe(0);
});

test('nothing is gone where details cannot be had at all', async () => {
  const products = many(25);
  const { catalogue, walked } = await shop(products, { detail: () => [404, envelope(null, { error: true, error_code: 'NOT_FOUND' })] });
  catalogue.startBackground();
  await walked();
  products.splice(3, 2);
  await walked();
  await walked();
  await walked();
  expect(list(catalogue)).toMatchObject({ total: 25, counts: { status: { ACTIVE: 25 } } });
});

test('the list says which fields could not be read, in how many rows, and how many rows are missing; and says no more once they can', async () => {
  const products = [
    product(0, { brand: 'Ong Vàng' }),
    product(1, { brand: { id: 1, name: null }, weight: '500g' }),
    product(2, { weight: '1kg' }),
    { sku: 'nobody' },
    product(3),
  ];
  const { catalogue, walked } = await shop(products);
  catalogue.startBackground();
  await walked();
  expect(list(catalogue)).toMatchObject({
    total: 4,
    freshness: {
      oddities: {
        unread: 1,
        fields: [
          { name: 'weight', rows: 2 },
          { name: 'brand', rows: 1 },
          { name: 'brand.name', rows: 1 },
        ],
      },
    },
  });
  products.splice(0, 5, ...many(5));
  await expect.poll(() => list(catalogue).freshness.oddities, { timeout: 10_000 }).toBeUndefined();
});

test('a record says which of its own fields could not be read: by the list until its detail was read, and no more once they can', async () => {
  const row = product(0, { brand: 'Ong Vàng', weight: '500g' });
  const { catalogue, walked } = await shop([row, product(1)]);
  const fields = (code = 'O0', refresh = false) =>
    catalogue.detail({ kind: 'product', code, refresh }).freshness.oddities?.fields.map(({ name }) => name);
  catalogue.startBackground();
  await walked();
  await catalogue.stopBackground();
  expect(fields()?.toSorted()).toEqual(['brand', 'weight']);
  expect(fields('O1')).toBeUndefined();
  row['brand'] = { id: 1, name: 'Ong Vàng' };
  row['images'] = [];
  fields('O0', true);
  await expect.poll(() => fields()).toEqual(['weight']);
  row['weight'] = 500;
  fields('O0', true);
  await expect.poll(() => fields()).toBeUndefined();
});

test('a page that a cache on the way had kept brings what is not known yet, and neither changes nor misses what is', async () => {
  const products = many(5);
  let age = '0';
  const { catalogue, store, walked, asked } = await shop(products, { headers: () => ({ age }) });
  catalogue.startBackground();
  await walked();
  age = '90';
  await walked();
  const { asOf } = store.catalogue.progress('product');
  products.splice(0, 2, { ...product(1), name: 'Áo cũ' }, product(9));
  await walked();
  await walked();
  expect(list(catalogue).rows.map(({ code, record }) => [code, record['name']])).toContainEqual(['O1', 'Áo 1']);
  expect(list(catalogue).rows.map(({ code }) => code)).toContain('O9');
  expect(store.catalogue.progress('product').asOf).toBe(asOf);
  expect(asked().filter((url) => url.includes('detail'))).toEqual([]);
});

test('a walk over pages of which a cache had kept one does not say what is missing', async () => {
  const products = many(25);
  let isKept = false;
  const { catalogue, walked, asked } = await shop(products, { headers: (page) => (isKept && page === '2' ? { age: '90' } : {}) });
  catalogue.startBackground();
  await walked();
  isKept = true;
  await walked();
  products.splice(13, 1);
  await walked();
  await walked();
  await walked();
  expect(asked().filter((url) => url.includes('detail'))).toEqual([]);
});
