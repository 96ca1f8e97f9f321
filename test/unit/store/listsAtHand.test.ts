/** Lists at hand: whatever is asked of them is answered as the database answers it, and of the same moment. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import type { Paged } from '../../../contract/query.ts';
import { type RecordQuery, filterAt } from '../../../contract/recordQuery.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { Catalogue } from '../../../main/store/catalogue.ts';
import { openStore } from '../../../main/store/index.ts';
import { sourceOf } from '../../../main/store/listedRecords.ts';
import { type ListPage, pageOf } from '../../../main/store/listing.ts';
import { type ListsAtHand, listsAtHand } from '../../../main/store/listsAtHand.ts';
import { type Reader, openReader } from '../../../main/store/reader.ts';
import { type Asked, recordQuery } from './recordQuery.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const now = 1_800_000_000_000;
const inSeconds = now / 1_000;

interface Open {
  readonly file: string;
  readonly catalogue: Catalogue;
  readonly reader: Reader;
  readonly atHand: ListsAtHand;
  readonly close: () => void;
}
let files = 0;
function openHere(atHand = listsAtHand(), file = join(temporaryFolder(), `${(files += 1)}.sqlite`)): Open {
  const store = openStore(file, handClock(), () => undefined);
  const reader = openReader(file);
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    reader.close();
    store.close();
  };
  onTestFinished(close);
  return { file, catalogue: store.catalogue, reader, atHand, close };
}
const product = (code: string, given: object = {}): ProductRecord =>
  ProductRecord.parse({ oasin: code, sku: `S-${code}`, name: `Áo ${code}`, status: 'ACTIVE', created_time: 1_700_000_000, ...given });
const order = (code: string, given: object = {}): PurchaseOrderRecord =>
  PurchaseOrderRecord.parse({ po_code: code, merchant_po_reference: `PO-${code}`, warehouse_code: 'HN', status: 'TRANSIT', ...given });

/** Asked of what is at hand; `null` where that has to ask the database. */
const fittingOf = ({ reader, atHand }: Open, asked: RecordQuery) =>
  reader.atOnce(() => atHand.fitting(reader, sourceOf(asked.kind), filterAt(asked, now), now));
/** Has the list of this kind at hand. */
function readIn(open: Open, kind: RecordKind = 'product'): void {
  fittingOf(open, recordQuery({ kind }));
  while (open.reader.atOnce(() => open.atHand.readOn(open.reader)));
  expect(fittingOf(open, recordQuery({ kind }))).not.toBeNull();
}
/** The page as it is answered at hand, which is what the database answers. */
function bothWays({ reader, atHand }: Open, asked: RecordQuery): ListPage {
  const source = sourceOf(asked.kind);
  return reader.atOnce(() => {
    const quick = pageOf(reader, source, asked, now, atHand);
    expect([asked, quick]).toEqual([asked, pageOf(reader, source, asked, now)]);
    return quick;
  });
}
const codes = ({ reader, atHand }: Open, asked: Asked): number =>
  reader.atOnce(() => pageOf(reader, sourceOf('product'), recordQuery(asked), now, atHand).total);

const names = ['Áo thun đỏ', 'Đồng hồ trẻ em', 'Nồi cơm điện 1.8L', 'áo len', 'Quạt', '👟 giày', '\uFB01nger', 'Ấm siêu tốc', ''];
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 2, arbitrary: fc.stringMatching(/^(SKU|DH)[-_%]?[0-9]{1,4}$/u) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom('a\0bcd', '\uD800abc', '０８９３', '𝓐 Ａ', '\uFFFDa', '😀', '\uF900') },
);
const few = fc.constantFrom('HN', 'SG', 'DN');
const productOf = fc.record(
  {
    name: text,
    sku: text,
    status: fc.constantFrom('NEW', 'ACTIVE', 'INACTIVE'),
    price: fc.option(fc.constantFrom(1, 2, 2.5, 1_000)),
    created_time: fc.option(fc.integer({ min: 1, max: 6 })),
    brand: fc.option(fc.constantFrom({ id: 1, name: 'Sen' }, { id: 2, name: 'Hoa Mai' })),
    barcodes: fc.array(fc.constantFrom('8938001', '08938001', '4006381333931'), { maxLength: 2 }),
    warehouses: fc.option(fc.uniqueArray(few, { maxLength: 3 }).map((many) => many.map((warehouse_code) => ({ warehouse_code })))),
  },
  { requiredKeys: ['name', 'status'] },
);
const orderOf = fc.record(
  {
    status: fc.constantFrom('TRANSIT', 'COMPLETED', 'CANCELLED'),
    warehouse_code: fc.option(few),
    estimated_arrival_time: fc.option(fc.constantFrom(inSeconds - 5, inSeconds, inSeconds + 5)),
    created_time: fc.option(fc.integer({ min: 1, max: 6 })),
  },
  { requiredKeys: ['status'] },
);
const code = fc.nat(25).map((number) => `O${number}`);

type Written = { readonly of: string } & (
  | { readonly type: 'product' | 'order' | 'gone'; readonly given: object }
  | { readonly type: 'stock'; readonly given: { readonly left: number } }
);
const write: fc.Arbitrary<Written> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(code, productOf).map(([of, given]) => ({ type: 'product' as const, of, given })) },
  { weight: 3, arbitrary: fc.tuple(code, orderOf).map(([of, given]) => ({ type: 'order' as const, of, given })) },
  { weight: 1, arbitrary: code.map((of) => ({ type: 'gone' as const, of, given: {} })) },
  { weight: 1, arbitrary: fc.tuple(code, fc.nat(2)).map(([of, left]) => ({ type: 'stock' as const, of, given: { left } })) },
);
function written(catalogue: Catalogue, { of, ...change }: Written, asOf: number): void {
  switch (change.type) {
    case 'product':
      return void (asOf % 2 === 0
        ? catalogue.putListRows('product', [product(of, change.given)], asOf)
        : catalogue.putDetail('product', product(of, change.given), asOf));
    case 'order':
      return void catalogue.putListRows('purchase-order', [order(of, change.given)], asOf);
    case 'gone':
      return catalogue.markGone('product', of, asOf);
    case 'stock':
      return catalogue.putList('stock', of, [{ stock_level: 'A', available_quantity: change.given.left }], asOf);
    default:
      return change satisfies never;
  }
}

const some = <T>(of: readonly T[]) => fc.uniqueArray(fc.constantFrom(...of), { maxLength: 3 });
const range = (least: number, most: number) =>
  fc.record({ from: fc.option(fc.integer({ min: least, max: most })), to: fc.option(fc.integer({ min: least, max: most })) });
const typed = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.nat(8), fc.integer({ min: 1, max: 9 }))
      .map(([of, from, length]) => of.slice(from, from + length)),
  },
  { weight: 2, arbitrary: fc.constantFrom('o1', 's-o2', '8938001', '08938001', 'o', '-', '1', 'em do ho', '%', '_', '\\') },
  { weight: 2, arbitrary: text },
);
const question: fc.Arbitrary<RecordQuery> = fc.oneof(
  fc
    .record({
      search: typed,
      facets: fc.record(
        {
          status: some(['NEW', 'ACTIVE', 'INACTIVE', 'GONE']),
          warehouse: some(['HN', 'SG', 'HN|SG', '']),
          brand: some(['Sen', 'Hoa Mai', '']),
          stock: some(['some', 'none', '']),
        },
        { requiredKeys: [] },
      ),
      ranges: fc.record({ created: range(1, 6), price: range(1, 4) }, { requiredKeys: [] }),
      order: fc.option(
        fc.record({ by: fc.constantFrom('created', 'name', 'price', 'code', 'status', 'warehouse', 'stock'), descending: fc.boolean() }),
      ),
      pageSize: fc.constantFrom(1, 2, 3, 7, 200),
      counts: some(['status', 'warehouse', 'brand', 'stock']),
    })
    .map((asked) => recordQuery({ kind: 'product', ...asked })),
  fc
    .record({
      search: typed,
      facets: fc.record({ status: some(['TRANSIT', 'COMPLETED']), late: some(['yes', 'no']) }, { requiredKeys: [] }),
      order: fc.option(fc.record({ by: fc.constantFrom('eta', 'reference', 'packages'), descending: fc.boolean() })),
      pageSize: fc.constantFrom(2, 5),
      counts: some(['status', 'late', 'differences', 'warehouse']),
    })
    .map((asked) => recordQuery({ kind: 'purchase-order', ...asked })),
);

/** Every page of a question, to its end and back; what the walk comes by is compared on the way. */
function walked(open: Open, asked: RecordQuery): void {
  let page = bothWays(open, asked);
  const places: Paged['at'][] = [];
  for (let pages = 0; page.next !== null && pages < 6; pages += 1) {
    page = bothWays(open, { ...asked, at: page.next });
    places.push(page.previous);
  }
  for (const at of places) if (at !== null) bothWays(open, { ...asked, at });
  for (const at of places) if (at !== null && at.way !== 'offset') bothWays(open, { ...asked, at: { ...at, way: 'from' } });
  const { total } = page;
  for (const offset of new Set([1, 2, total >> 1, total - 1, total + 3]))
    if (offset >= 0) bothWays(open, { ...asked, at: { way: 'offset', offset } });
}

test('whatever is written and asked, a list at hand answers as the database does: words, facets, ranges, orders, counts and every page', () => {
  fc.assert(
    fc.property(
      fc.array(write, { minLength: 3, maxLength: 40 }),
      fc.array(fc.record({ writes: fc.array(write, { maxLength: 4 }), question }), { minLength: 1, maxLength: 12 }),
      (first, rounds) => {
        const open = openHere();
        let asOf = 1;
        for (const each of first) written(open.catalogue, each, (asOf += 1));
        readIn(open);
        readIn(open, 'purchase-order');
        for (const { writes, question: asked } of rounds) {
          for (const each of writes) written(open.catalogue, each, (asOf += 1));
          walked(open, asked);
          if (!asked.search.includes('\0')) expect(fittingOf(open, asked)).not.toBeNull();
        }
        open.close();
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('so it does of thousands of rows, which are read and kept in several parts', () => {
  const open = openHere();
  const colours = ['đỏ', 'xanh', 'đen', 'trắng 👟', 'vàng'];
  const put = (from: number, to: number, given: (row: number) => object): void =>
    void open.catalogue.putListRows(
      'product',
      Array.from({ length: to - from }, (_, index) => product(`O${from + index}`, given(from + index))),
      from + 1,
    );
  put(0, 2_600, (row) => ({
    name: `Áo ${colours[row % 5]} ${row}`,
    created_time: (row * 7_919) % 2_600,
    brand: { id: row % 3, name: `N${row % 3}` },
  }));
  readIn(open);
  const ask = (): void => {
    for (const search of ['a', 'áo', 'do 1', '1023', '1024', 'trang 99', 'o2599', 'ao den 2047', 'khong'])
      for (const order of [null, { by: 'name', descending: true }, { by: 'created', descending: false }])
        walked(
          open,
          recordQuery({ search, order, pageSize: 40, counts: ['status', 'brand'], facets: search === 'a' ? { brand: ['N1'] } : {} }),
        );
  };
  ask();
  // In the first part, at its ends, and behind the last row.
  put(1_020, 1_030, (row) => ({ name: `Quần ${row}`, status: 'NEW' }));
  put(2_595, 2_610, (row) => ({ name: `Váy ${row}` }));
  ask();
  expect(codes(open, { search: 'quan 102' })).toBe(10);
  expect(codes(open, { search: 'vay' })).toBe(15);
}, 60_000);

test('texts are sorted and found as the database does it, beyond the first 65,536 signs and with a NUL in them', () => {
  const open = openHere();
  const odd = ['👟', '\uE000', '\uFFFDb', '😀', 'z', 'é', 'a\0bcd', 'xa', 'a', '\uD83D lone', '👟b'];
  open.catalogue.putListRows(
    'product',
    odd.map((name, row) => product(`O${row}`, { name, sku: `${row}`, created_time: row % 3 })),
    1,
  );
  readIn(open);
  for (const descending of [false, true])
    for (const pageSize of [2, 200]) walked(open, recordQuery({ order: { by: 'name', descending }, pageSize }));
  for (const search of [...odd, 'bcd', 'a\0', '\0', '\uD83D', '\uDC5F', '\uFFFD']) bothWays(open, recordQuery({ search }));
});

test('what is committed is in the next answer, and what is not is in none', () => {
  const open = openHere();
  open.catalogue.putListRows('product', [product('A', { name: 'Nồi cơm' }), product('B')], 1);
  readIn(open);
  open.catalogue.putListRows('product', [product('C', { name: 'Nồi đất' })], 2);
  open.catalogue.markGone('product', 'A', 3);
  expect(bothWays(open, recordQuery({ search: 'noi' }))).toMatchObject({ total: 2, counts: { status: { ACTIVE: 1, GONE: 1 } } });
  open.reader.atOnce(() => {
    const of = (): number => pageOf(open.reader, sourceOf('product'), recordQuery({ search: 'noi' }), now, open.atHand).total;
    expect(of()).toBe(2);
    open.catalogue.putListRows('product', [product('D', { name: 'Nồi áp suất' })], 4);
    // One question sees one moment.
    expect(of()).toBe(2);
  });
  expect(codes(open, { search: 'noi' })).toBe(3);
});

test('until all rows are read in the database is asked, and what is written meanwhile is not left out', () => {
  const open = openHere();
  const put = (from: number, many: number, name: string): void =>
    void open.catalogue.putListRows(
      'product',
      Array.from({ length: many }, (_, index) => product(`O${from + index}`, { name })),
      from + many,
    );
  put(0, 2_500, 'Áo');
  const asked = recordQuery({ search: 'ao' });
  expect(fittingOf(open, asked)).toBeNull();
  expect(open.reader.atOnce(() => open.atHand.readOn(open.reader))).toBe(true);
  expect(fittingOf(open, asked)).toBeNull();
  expect(bothWays(open, asked).total).toBe(2_500);
  // In what is read already, in what is not, and new ones.
  put(10, 5, 'Váy');
  put(2_000, 5, 'Váy');
  put(2_500, 5, 'Váy');
  while (open.reader.atOnce(() => open.atHand.readOn(open.reader)));
  expect(fittingOf(open, asked)?.total).toBe(2_490);
  expect(bothWays(open, recordQuery({ search: 'vay' })).total).toBe(15);
});

test('where more was written than is written down, the list is read in anew, and meanwhile the database is asked', () => {
  const open = openHere();
  open.catalogue.putListRows('product', [product('A'), product('B')], 1);
  readIn(open);
  for (let round = 0; round < 6; round += 1)
    open.catalogue.putListRows(
      'product',
      Array.from({ length: 2_000 }, (_, index) => product(`P${index}`, { name: `Vòng ${round}` })),
      2 + round,
    );
  const asked = recordQuery({ search: 'vong 5' });
  expect(fittingOf(open, asked)).toBeNull();
  expect(bothWays(open, asked).total).toBe(2_000);
  readIn(open);
  expect(fittingOf(open, asked)?.total).toBe(2_000);
  // What is written down does not grow for ever.
  const raw = new DatabaseSync(open.file, { readOnly: true });
  expect(Number(raw.prepare('SELECT count(*) AS rows FROM listed_changes').get()?.['rows'])).toBeLessThanOrEqual(10_000);
  raw.close();
}, 30_000);

test.each([
  ['a row is gone', "DELETE FROM listed_product WHERE id = 1; INSERT INTO listed_changes (list, id) VALUES ('listed_product', 1)"],
  ['all rows were made anew', "INSERT INTO listed_changes (list, id) VALUES ('listed_product', 0)"],
  ['the book of changes is another one', 'DELETE FROM listed_changes'],
])('the list is read in anew where %s', (_why, harm) => {
  const open = openHere();
  open.catalogue.putListRows('product', [product('A'), product('B')], 1);
  readIn(open);
  const raw = new DatabaseSync(open.file);
  raw.exec(harm);
  raw.close();
  expect(fittingOf(open, recordQuery())).toBeNull();
  bothWays(open, recordQuery());
  readIn(open);
  bothWays(open, recordQuery());
});

test('lists take no more room than there is: the one asked about longest ago goes, and one that is too long is never kept', () => {
  const names = (length: number): object => ({ name: 'x'.repeat(length) });
  const open = openHere(listsAtHand(10_000));
  open.catalogue.putListRows(
    'product',
    Array.from({ length: 25 }, (_, row) => product(`O${row}`, names(250))),
    1,
  );
  open.catalogue.putListRows(
    'purchase-order',
    Array.from({ length: 100 }, (_, row) => order(`PO${row}-${'y'.repeat(20)}`)),
    1,
  );
  readIn(open);
  readIn(open, 'purchase-order');
  expect(fittingOf(open, recordQuery())).toBeNull();
  bothWays(open, recordQuery());

  open.catalogue.putListRows(
    'product',
    Array.from({ length: 50 }, (_, row) => product(`O${row}`, names(250))),
    2,
  );
  fittingOf(open, recordQuery());
  while (open.reader.atOnce(() => open.atHand.readOn(open.reader)));
  expect(fittingOf(open, recordQuery())).toBeNull();
  expect(open.reader.atOnce(() => open.atHand.readOn(open.reader))).toBe(false);
  bothWays(open, recordQuery());
});

test('a list that is still being made anew is not kept: it would be another one with every step', () => {
  const first = openHere();
  first.catalogue.putListRows(
    'product',
    Array.from({ length: 400 }, (_, row) => product(`O${row}`)),
    1,
  );
  first.close();
  const raw = new DatabaseSync(first.file);
  raw.exec('DROP TABLE listed_product');
  raw.close();

  const open = openHere(listsAtHand(), first.file);
  const steps = open.catalogue.prepareLists();
  fittingOf(open, recordQuery());
  open.reader.atOnce(() => open.atHand.readOn(open.reader));
  steps.next();
  expect(fittingOf(open, recordQuery())).toBeNull();
  expect(bothWays(open, recordQuery()).total).toBeLessThan(400);
  for (const _step of steps);
  readIn(open);
  expect(bothWays(open, recordQuery()).total).toBe(400);
});

test('a column that is asked for later is read of the rows that are there; where they are other ones, the list begins anew', () => {
  const open = openHere();
  open.catalogue.putListRows('product', [product('A', { price: 3 }), product('B', { price: 1 }), product('C')], 1);
  readIn(open);
  const byPrice = recordQuery({ order: { by: 'price', descending: false } });
  expect(
    fittingOf(open, byPrice)
      ?.read(null, 5, [])
      .map(({ value }) => value),
  ).toEqual([1, 3, null]);
  const raw = new DatabaseSync(open.file);
  raw.exec('DELETE FROM listed_product WHERE id = 3');
  raw.close();
  const byName = recordQuery({ order: { by: 'name', descending: false } });
  expect(fittingOf(open, byName)).toBeNull();
  expect(bothWays(open, byName).total).toBe(2);
});
