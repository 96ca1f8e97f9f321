/** Lists of records: sorted by any column, paged by what was shown, filtered and counted by facets. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { SavedPlace } from '../../../contract/place.ts';
import type { Place } from '../../../contract/query.ts';
import { KeptQuery, RecordQuery, askableOf } from '../../../contract/recordQuery.ts';
import { type RecordKind, recordKinds } from '../../../contract/records.ts';
import { dayBegins } from '../../../contract/vietnamTime.ts';
import type { Catalogue } from '../../../main/store/catalogue.ts';
import { openStore } from '../../../main/store/index.ts';
import { type Asked, recordQuery } from './recordQuery.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const now = 1_800_000_000_000;
const inSeconds = now / 1_000;
const newFile = (): string => join(temporaryFolder(), 'connection.sqlite');
function openHere(file = newFile()): Catalogue {
  const store = openStore(file, handClock(), () => undefined);
  onTestFinished(() => store.close());
  return store.catalogue;
}
const product = (code: string, given: object = {}): ProductRecord =>
  ProductRecord.parse({ oasin: code, sku: `S-${code}`, name: `Áo ${code}`, status: 'ACTIVE', created_time: 1_700_000_000, ...given });
const order = (code: string, given: object = {}): PurchaseOrderRecord =>
  PurchaseOrderRecord.parse({ po_code: code, merchant_po_reference: `PO-${code}`, warehouse_code: 'HN', status: 'TRANSIT', ...given });
const shipment = (code: string, given: object = {}): ShipmentRecord =>
  ShipmentRecord.parse({ tracking_code: code, merchant_tracking_code_reference: `DH-${code}`, warehouse_code: 'HN', ...given });
const codes = (catalogue: Catalogue, asked: Asked): string[] => catalogue.list(recordQuery(asked), now).rows.map((row) => row.code);

test('a list is sorted by any column, both ways, and what has no value in it comes last both ways', () => {
  const catalogue = openHere();
  catalogue.putListRows(
    'product',
    [
      product('A', { name: 'Đèn bàn', price: 30 }),
      product('B', { name: 'áo len', price: null }),
      product('C', { name: 'Chăn', price: 5 }),
      product('D', { name: null, price: 100 }),
    ],
    1,
  );
  const by = (column: string, descending: boolean) => codes(catalogue, { order: { by: column, descending } }).join('');
  expect([by('name', false), by('name', true)]).toEqual(['BCAD', 'ACBD']);
  // As numbers, not as text.
  expect([by('price', false), by('price', true)]).toEqual(['CADB', 'DACB']);
});

test('every column that a kind declares can be sorted by, every facet counted and chosen, every number asked for by its range', () => {
  const catalogue = openHere();
  for (const kind of recordKinds) {
    const { columns, facets } = askableOf(kind);
    for (const [name, { type }] of Object.entries(columns)) {
      expect(codes(catalogue, { kind, order: { by: name, descending: true } })).toEqual([]);
      if (type !== 'text') expect(codes(catalogue, { kind, ranges: { [name]: { from: 1, to: 2 } } })).toEqual([]);
    }
    for (const name of Object.keys(facets)) {
      const asked = recordQuery({ kind, facets: { [name]: ['yes', ''] }, counts: [name] });
      expect(catalogue.list(asked, now).counts).toEqual({ [name]: {} });
    }
  }
});

test('several states and warehouses are asked for at once, and each facet is counted as if nothing of it were chosen', () => {
  const catalogue = openHere();
  const at = (...warehouses: string[]) => ({ warehouses: warehouses.map((warehouse_code) => ({ warehouse_code })) });
  catalogue.putListRows(
    'product',
    [
      product('A', { status: 'NEW', ...at('HN', 'SG'), brand: { id: 1, name: 'Hoa Mai' } }),
      product('B', { status: 'ACTIVE', ...at('HN'), brand: { id: 2, name: 'Sen' } }),
      product('C', { status: 'INACTIVE', ...at('SG'), brand: { id: 1, name: 'Hoa Mai' } }),
      product('D', { status: 'ACTIVE', ...at('DN') }),
    ],
    1,
  );
  expect(codes(catalogue, { facets: { status: ['NEW', 'INACTIVE'] } }).sort()).toEqual(['A', 'C']);
  expect(codes(catalogue, { facets: { warehouse: ['HN', 'DN'] } }).sort()).toEqual(['A', 'B', 'D']);
  expect(codes(catalogue, { facets: { brand: ['Hoa Mai', ''] } }).sort()).toEqual(['A', 'C', 'D']);
  const { total, counts } = catalogue.list(
    recordQuery({ facets: { status: ['ACTIVE', 'NEW'], warehouse: ['HN'] }, counts: ['status', 'warehouse', 'brand'] }),
    now,
  );
  expect(total).toBe(2);
  expect(counts).toEqual({
    status: { NEW: 1, ACTIVE: 1 },
    warehouse: { HN: 2, SG: 1, DN: 1 },
    brand: { 'Hoa Mai': 1, Sen: 1 },
  });
});

test('an order is late from its time on while it is on its way, and no longer when it has arrived', () => {
  const catalogue = openHere();
  catalogue.putListRows(
    'purchase-order',
    [
      order('LATE', { estimated_arrival_time: inSeconds - 60 }),
      order('AHEAD', { estimated_arrival_time: inSeconds + 60 }),
      order('THERE', { estimated_arrival_time: inSeconds - 60, status: 'COMPLETED' }),
      order('UNTOLD'),
    ],
    1,
  );
  const late = recordQuery({ kind: 'purchase-order', facets: { late: ['yes'] }, counts: ['late'] });
  expect(catalogue.list(late, now)).toMatchObject({ total: 1, rows: [{ code: 'LATE' }], counts: { late: { yes: 1, no: 3 } } });
  expect(catalogue.list(late, now + 120_000)).toMatchObject({ total: 2, counts: { late: { yes: 2, no: 2 } } });
});

test('what an inspection and a stock answer say of a record is asked for in its list, as soon as it is known', () => {
  const catalogue = openHere();
  catalogue.putListRows('purchase-order', [order('A'), order('B'), order('C')], 1);
  catalogue.putListRows('product', [product('P'), product('Q')], 1);
  const inspected = (inbound: number) => [
    { package_code: 'K', oasin: 'P', product_quantity: 5, inbound_quantity: inbound, putaway_quantity: inbound, stock_level: 'A' },
  ];
  catalogue.putList('inspection', 'A', inspected(4), 2);
  catalogue.putList('inspection', 'B', inspected(5), 2);
  expect(codes(catalogue, { kind: 'purchase-order', facets: { differences: ['yes'] } })).toEqual(['A']);
  expect(catalogue.list(recordQuery({ kind: 'purchase-order', counts: ['differences'] }), now).counts).toEqual({
    differences: { yes: 1, no: 1, '': 1 },
  });
  catalogue.putList('stock', 'P', [{ warehouse_code: 'HN', stock_level: 'A', quantity: 9, available_quantity: 7 }], 2);
  catalogue.putList('stock', 'Q', [{ warehouse_code: 'HN', stock_level: 'D1', quantity: 9, available_quantity: 9 }], 2);
  expect(codes(catalogue, { facets: { stock: ['none'] } })).toEqual(['Q']);
  expect(codes(catalogue, { order: { by: 'stock', descending: true } })).toEqual(['P', 'Q']);
  // And it stays so when the record itself is answered again.
  catalogue.putListRows('product', [product('Q', { name: 'Mới' })], 3);
  expect(codes(catalogue, { facets: { stock: ['none'] } })).toEqual(['Q']);
});

test('a range holds its beginning and not its end, and nothing that has no such time', () => {
  const catalogue = openHere();
  catalogue.putListRows('shipment', [shipment('A', { created_time: 10 }), shipment('B', { created_time: 20 }), shipment('C')], 1);
  const between = (from: number | null, to: number | null) => codes(catalogue, { kind: 'shipment', ranges: { created: { from, to } } });
  expect([between(10, 20), between(null, 11), between(11, null), between(null, null)]).toEqual([['A'], ['A'], ['B'], ['B', 'A']]);
});

test('who types a whole code finds its record first, however its list is sorted', () => {
  const catalogue = openHere();
  const others = Array.from({ length: 30 }, (_, index) =>
    shipment(`OASC9${index}`, { created_time: 100 + index, merchant_tracking_code_reference: `DH-7-${index}` }),
  );
  catalogue.putListRows('shipment', [shipment('OASC1', { courier_tracking_code: 'Đh-7', created_time: 1 }), ...others], 1);
  const first = catalogue.list(recordQuery({ kind: 'shipment', search: ' dh-7 ', pageSize: 10 }), now);
  expect(first.rows[0]?.code).toBe('OASC1');
  const all = pages(catalogue, { kind: 'shipment', search: 'dh-7', pageSize: 10 });
  expect([all.length, new Set(all).size, first.total]).toEqual([31, 31, 31]);
  // Its code is another one now.
  catalogue.putDetail('shipment', shipment('OASC1', { courier_tracking_code: 'GHN-1', created_time: 1 }), 2);
  expect(codes(catalogue, { kind: 'shipment', search: 'dh-7' })).not.toContain('OASC1');
  // However a scanner writes an article number.
  catalogue.putListRows('product', [product('P1', { barcodes: ['012345678905'] })], 1);
  expect(codes(catalogue, { search: '0012345678905' })).toEqual(['P1']);
});

/** All pages of a list, forwards; `between` is done after each of them. */
function pages(catalogue: Catalogue, asked: Asked, between: () => void = () => undefined): string[] {
  const seen: string[] = [];
  for (let at: Place | null = null, turn = 0; turn < 200; turn += 1) {
    const page: ReturnType<Catalogue['list']> = catalogue.list(recordQuery({ ...asked, at }), now);
    seen.push(...page.rows.map((row) => row.code));
    at = page.next;
    if (at === null) return seen;
    between();
  }
  throw new Error('it has no end');
}

const columnsTried = ['created', 'name', 'price', 'status'] as const;
/** Few values, so that many are equal; and none at all. */
const some = fc.record({
  created_time: fc.constantFrom(0, 100, 200, 300),
  name: fc.constantFrom(null, 'Áo', 'Quần', 'Đồng hồ'),
  price: fc.constantFrom(null, 1, 10, 100),
  status: fc.constantFrom('NEW', 'ACTIVE', 'INACTIVE'),
});

test('paging through a list while rows come, go and move shows every row that stayed as it was exactly once', () => {
  const catalogue = openHere();
  let runs = 0;
  fc.assert(
    fc.property(
      fc.array(some, { minLength: 5, maxLength: 60 }),
      fc.array(fc.record({ at: fc.nat(80), to: some }), { maxLength: 40 }),
      fc.record({
        by: fc.constantFrom(...columnsTried),
        descending: fc.boolean(),
        pageSize: fc.integer({ min: 1, max: 9 }),
        statuses: fc.constantFrom<string[]>([], ['NEW', 'ACTIVE']),
      }),
      (rows, changes, { by, descending, pageSize, statuses }) => {
        // Each run has a brand of its own in the one database.
        const brand = { id: (runs += 1), name: `Run ${runs}` };
        const made = rows.map((given, index) => product(`${runs}-${index}`, { ...given, brand }));
        catalogue.putListRows('product', made, 1);
        const asked = { order: { by, descending }, pageSize, facets: { status: statuses, brand: [brand.name] } };
        const wanted = new Set(
          made.filter(({ status }) => statuses.length === 0 || statuses.includes(String(status))).map(({ oasin }) => oasin),
        );
        const touched = new Set<string>();
        const left = [...changes];
        const seen = pages(catalogue, asked, () => {
          for (const { at, to } of left.splice(0, 3)) {
            // Beyond the first ones it is a new one.
            const code = `${runs}-${at}`;
            touched.add(code);
            catalogue.putDetail('product', product(code, { ...to, brand }), 2);
          }
        });
        const stayed = [...wanted].filter((code) => !touched.has(code));
        expect(seen.filter((code) => !touched.has(code)).toSorted()).toEqual(stayed.toSorted());
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('the page before is the page that was there before, and says how many rows stand before it', () => {
  const catalogue = openHere();
  const values = [null, 3, 1, 2, 2, null, 2, 5, 4, null, 1];
  catalogue.putListRows(
    'product',
    values.map((price, index) => product(`O${index}`, { price })),
    1,
  );
  for (const descending of [false, true]) {
    const asked = { order: { by: 'price', descending }, pageSize: 3 };
    const page = (at: Place | null) => catalogue.list(recordQuery({ ...asked, at }), now);
    const [first, second, third, last] = [0, 1, 2, 3].reduce<ReturnType<typeof page>[]>(
      (read) => [...read, page(read.at(-1)?.next ?? null)],
      [],
    );
    if (first === undefined || second === undefined || third === undefined || last === undefined) throw new Error('four pages');
    expect([first, second, third, last].map(({ offset }) => offset)).toEqual([0, 3, 6, 9]);
    expect([first.previous, last.next]).toEqual([null, null]);
    const rowsOf = ({ rows }: typeof first) => rows.map(({ code }) => code);
    expect(rowsOf(page(last.previous))).toEqual(rowsOf(third));
    expect(rowsOf(page(third.previous))).toEqual(rowsOf(second));
    expect(page(second.previous)).toEqual(first);
    // New ones before it: the page before the second is a whole one all the same.
    expect(rowsOf(page(second.previous))).toEqual(rowsOf(first));
  }
});

test('where all rows behind a page have gone, the next one is empty and leads back', () => {
  const catalogue = openHere();
  catalogue.putListRows(
    'product',
    Array.from({ length: 6 }, (_, index) => product(`O${index}`, { status: 'NEW', created_time: 100 + index })),
    1,
  );
  const asked = { facets: { status: ['NEW'] }, pageSize: 3 };
  const { next } = catalogue.list(recordQuery(asked), now);
  for (const code of ['O0', 'O1', 'O2']) catalogue.putDetail('product', product(code, { status: 'ACTIVE', created_time: 1 }), 2);
  const page = catalogue.list(recordQuery({ ...asked, at: next }), now);
  expect([page.rows, page.total, page.offset, page.next]).toEqual([[], 3, 3, null]);
  const back = catalogue.list(recordQuery({ ...asked, at: page.previous }), now);
  expect([back.rows.map(({ code }) => code), back.offset, back.previous]).toEqual([['O5', 'O4', 'O3'], 0, null]);
});

test('a question that names what its list does not have is refused, and one that was kept is dropped', () => {
  const asked = (given: object, kind: RecordKind = 'product') => RecordQuery.safeParse({ ...recordQuery({ kind }), ...given }).success;
  expect(asked({ order: { by: 'price', descending: true } })).toBe(true);
  for (const wrong of [
    { order: { by: 'price; DROP TABLE records', descending: true } },
    { facets: { toString: ['x'] } },
    { ranges: { name: { from: 1, to: 2 } } },
    { counts: ['platform'] },
  ])
    expect(asked(wrong)).toBe(false);
  const place = { place: { screen: 'products', view: 'list' }, field: null, caret: null };
  const { refresh: _refresh, ...kept } = recordQuery({ facets: { brand: ['Sen'] } });
  expect(SavedPlace.parse({ ...place, list: kept }).list).toEqual(kept);
  expect(SavedPlace.parse({ ...place, list: { ...kept, facets: { weather: ['rain'] } } })).toEqual({ ...place, list: null });
  expect(SavedPlace.parse({ ...place, list: 'nonsense' }).list).toBeNull();
});

test('what an earlier desk kept of a list is read: its search, its status and its warehouse', () => {
  const earlier = { kind: 'shipment', search: 'tiki', status: 'NEW', warehouse: 'HN', page: 3, pageSize: 50 };
  expect(KeptQuery.parse(earlier)).toEqual({
    kind: 'shipment',
    search: 'tiki',
    facets: { status: ['NEW'], warehouse: ['HN'] },
    ranges: {},
    order: null,
    at: null,
    pageSize: 50,
    counts: ['status'],
  });
});

test('lists are made anew from the records where they are missing, or were made by other declarations', () => {
  const file = newFile();
  const first = openStore(file, handClock(), () => undefined);
  first.catalogue.putListRows('product', [product('A', { name: 'Đồng hồ' }), product('B')], 1);
  first.catalogue.markGone('product', 'B', 2);
  first.close();
  const older = new DatabaseSync(file);
  // Of a desk that knew no barcodes yet, and one that somebody was at.
  older.exec(`INSERT INTO records (kind, code, reference, status, as_of, body) VALUES
    ('product', 'OLD', 'S-OLD', 'ACTIVE', 1, '{"oasin":"OLD","sku":"S-OLD","name":"Cũ"}'), ('product', 'TORN', '', 'ACTIVE', 1, '{"oas')`);
  older.close();
  for (const harm of [
    'DROP TABLE listed_product',
    'DROP TABLE listed_codes',
    'DROP TABLE listed_product; CREATE TABLE listed_product (id INTEGER PRIMARY KEY, other TEXT)',
  ]) {
    const raw = new DatabaseSync(file);
    raw.exec(harm);
    raw.close();
    const again = openStore(file, handClock(), () => undefined);
    expect(again.catalogue.list(recordQuery({ search: 'dong ho' }), now).rows.map((row) => row.code)).toEqual(['A']);
    expect(again.catalogue.list(recordQuery({ search: 's-a', pageSize: 5 }), now).rows[0]?.code).toBe('A');
    expect(again.catalogue.list(recordQuery({ search: 'cu' }), now).rows.map((row) => row.code)).toEqual(['OLD']);
    expect(again.catalogue.list(recordQuery(), now).counts).toEqual({ status: { ACTIVE: 2, GONE: 1 } });
    again.close();
  }
});

test('days that move are those of the moment in which the list is asked: other rows tomorrow', () => {
  const catalogue = openHere();
  const [today, yesterday, fourAgo] = [0, -1, -4].map((days) => dayBegins(now, days));
  const rows = { TODAY: today, LATE: (today ?? 0) + 86_399, YESTERDAY: yesterday, OLD: fourAgo };
  catalogue.putListRows(
    'product',
    Object.entries(rows).map(([code, created_time]) => product(code, { created_time })),
    1,
  );
  const at = (moment: number, from: number | null, to: number | null): string[] =>
    catalogue.list(recordQuery({ ranges: { created: { daysAgo: { from, to } } } }), moment).rows.map(({ code }) => code);
  const tomorrow = now + 86_400_000;
  expect([at(now, 0, 0), at(tomorrow, 0, 0)]).toEqual([['LATE', 'TODAY'], []]);
  expect([at(now, 1, 1), at(tomorrow, 1, 1)]).toEqual([['YESTERDAY'], ['LATE', 'TODAY']]);
  expect(at(now, 6, 0)).toEqual(['LATE', 'TODAY', 'YESTERDAY', 'OLD']);
  expect([at(now, null, 4), at(now - 1_000 * 86_400, null, 4)]).toEqual([['OLD'], []]);
});
