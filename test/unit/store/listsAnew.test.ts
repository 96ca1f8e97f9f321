/** Lists of a file whose tables are missing or old: the first page at once, the others beside the work. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { Catalogue } from '../../../main/store/catalogue.ts';
import { openStore } from '../../../main/store/index.ts';
import { type Asked, recordQuery } from './recordQuery.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const now = 1_800_000_000_000;
const products = 700;
const shipments = 300;

const product = (number: number, given: object = {}): ProductRecord =>
  ProductRecord.parse({
    oasin: `O${number}`,
    sku: `S-${number}`,
    name: `Áo thun số ${number}`,
    status: number % 7 === 0 ? 'INACTIVE' : 'ACTIVE',
    created_time: 1_700_000_000 + number,
    ...given,
  });
const shipment = (number: number): ShipmentRecord =>
  ShipmentRecord.parse({ tracking_code: `T${number}`, merchant_tracking_code_reference: `DH-${number}`, warehouse_code: 'HN' });
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A file that another desk has made; `harm` makes its lists another's. */
function olderFile(harm: string): string {
  const file = join(temporaryFolder(), 'connection.sqlite');
  const first = openStore(file, handClock(), () => undefined);
  // Both kinds are read by turns.
  for (const from of numbers(10).map((turn) => (turn - 1) * 70)) {
    first.catalogue.putListRows(
      'product',
      numbers(70).map((number) => product(from + number)),
      1,
    );
    first.catalogue.putListRows(
      'shipment',
      numbers(30).map((number) => shipment((from / 70) * 30 + number)),
      1,
    );
  }
  first.close();
  const raw = new DatabaseSync(file);
  raw.exec(harm);
  raw.close();
  return file;
}
const gone = 'DROP TABLE listed_product; DROP TABLE listed_shipment; DROP TABLE listed_codes';

function openHere(file: string): Catalogue {
  const store = openStore(file, handClock(), () => undefined);
  onTestFinished(() => store.close());
  return store.catalogue;
}
const total = (catalogue: Catalogue, asked: Asked = {}): number => catalogue.list(recordQuery(asked), now).total;
const codes = (catalogue: Catalogue, asked: Asked): string[] => catalogue.list(recordQuery(asked), now).rows.map((row) => row.code);
const finish = (catalogue: Catalogue): void => {
  for (const _step of catalogue.prepareLists());
};

test('a file whose lists are missing is open with the first page of each, the newest rows, and says how many are ready', () => {
  const catalogue = openHere(olderFile(gone));
  for (const [kind, of, newest] of [
    ['product', products, 'O700'],
    ['shipment', shipments, 'T300'],
  ] as const) {
    const said = catalogue.preparing(kind);
    expect(said?.of).toBe(of);
    expect(said?.ready).toBeGreaterThan(0);
    expect(said?.ready).toBeLessThan(of / 2);
    const { rows, counts, ...page } = catalogue.list(recordQuery({ kind }), now);
    expect(page.total).toBe(said?.ready);
    expect(rows.map(({ code }) => code)).toContain(newest);
    expect(Object.values(counts['status'] ?? {}).reduce((sum, count) => sum + count, 0)).toBe(said?.ready);
  }
  expect(catalogue.preparing('return')).toBeNull();
});

test('all lists come further by turns, and are whole at the end: found, counted and sorted as ever', () => {
  const file = olderFile(gone);
  const catalogue = openHere(file);
  const steps = catalogue.prepareLists();
  const kinds: (RecordKind | null)[] = [];
  const ready: number[] = [];
  for (const kind of steps) {
    kinds.push(kind);
    ready.push(catalogue.preparing('product')?.ready ?? products);
  }
  expect(new Set(kinds.slice(0, 2))).toEqual(new Set(['product', 'shipment']));
  expect(ready).toEqual(ready.toSorted((a, b) => a - b));
  expect([catalogue.preparing('product'), catalogue.preparing('shipment')]).toEqual([null, null]);
  expect([total(catalogue), total(catalogue, { kind: 'shipment' })]).toEqual([products, shipments]);
  expect(catalogue.list(recordQuery(), now).counts).toEqual({ status: { ACTIVE: 600, INACTIVE: 100 } });
  expect(codes(catalogue, { search: 'so 123' })).toEqual(['O123']);
  expect(codes(catalogue, { search: 's-5', pageSize: 5 })[0]).toBe('O5');
  expect(codes(catalogue, { order: { by: 'created', descending: false }, pageSize: 2 })).toEqual(['O1', 'O2']);
  // Nothing is left to do, for the next desk either.
  expect([...catalogue.prepareLists()]).toEqual([]);
  expect(openHere(file).preparing('product')).toBeNull();
});

test('no step looks at more than a few records, however few of them are of its kind', () => {
  const file = olderFile(gone);
  const lines: string[] = [];
  const store = openStore(file, handClock(), () => undefined, { onSlow: (line) => lines.push(line) });
  onTestFinished(() => store.close());
  let before = total(store.catalogue) + total(store.catalogue, { kind: 'shipment' });
  for (const kind of store.catalogue.prepareLists()) {
    if (kind === null) continue;
    const after = total(store.catalogue) + total(store.catalogue, { kind: 'shipment' });
    expect(after - before).toBeLessThanOrEqual(25);
    before = after;
  }
  expect(before).toBe(products + shipments);
});

test('a desk that is killed while it makes the lists goes on where it was: nothing is missing, and nothing is made twice', () => {
  const file = olderFile(gone);
  const killed = openHere(file);
  const steps = killed.prepareLists();
  for (let step = 0; step < 12; step += 1) steps.next();
  const left = killed.preparing('product');
  expect(left?.ready).toBeGreaterThan(100);

  // What the disk has of it at this moment.
  const found = join(temporaryFolder(), 'connection.sqlite');
  for (const part of ['', '-wal']) if (existsSync(`${file}${part}`)) copyFileSync(`${file}${part}`, `${found}${part}`);
  const next = openHere(found);
  expect(next.preparing('product')).toEqual(left);
  expect(total(next)).toBe(left?.ready);
  finish(next);
  expect([total(next), total(next, { kind: 'shipment' })]).toEqual([products, shipments]);
  expect(codes(next, { search: 'so 350' })).toEqual(['O350']);
});

test('what is written while a list is made is in it at once, and stays as it was written', () => {
  const catalogue = openHere(olderFile(gone));
  // A new one; one that is ready; two that are not, and one of those gone since.
  catalogue.putListRows(
    'product',
    [product(900), product(901, { sku: 'S-33' }), product(700, { name: 'Nồi mới' }), product(1, { name: 'Ấm mới', sku: 'MỚI-1' })],
    2,
  );
  catalogue.putDetail('product', product(1, { name: 'Ấm mới hơn', sku: 'MỚI-2' }), 3);
  catalogue.markGone('product', 'O2', 4);
  // Called as before: its code is known all the same.
  catalogue.putDetail('product', product(3, { price: 5 }), 4);
  expect(codes(catalogue, { search: 's-3', pageSize: 5 })[0]).toBe('O3');
  const isRight = (): void => {
    expect(codes(catalogue, { search: 'so 900' })).toEqual(['O900']);
    expect(codes(catalogue, { search: 'noi moi' })).toEqual(['O700']);
    expect(codes(catalogue, { search: 'am moi' })).toEqual(['O1']);
    expect(codes(catalogue, { search: 'moi-2' })).toEqual(['O1']);
    expect(codes(catalogue, { search: 'moi-1' })).toEqual([]);
  };
  isRight();
  finish(catalogue);
  isRight();
  expect(total(catalogue)).toBe(products + 2);
  expect(catalogue.list(recordQuery(), now).counts['status']?.['GONE']).toBe(1);
});

test('one list that is declared otherwise is made anew alone', () => {
  const catalogue = openHere(olderFile('DROP TABLE listed_product; CREATE TABLE listed_product (id INTEGER PRIMARY KEY, other TEXT)'));
  expect(catalogue.preparing('product')).not.toBeNull();
  expect(catalogue.preparing('shipment')).toBeNull();
  expect(total(catalogue, { kind: 'shipment' })).toBe(shipments);
  finish(catalogue);
  expect(total(catalogue)).toBe(products);
  expect(codes(catalogue, { kind: 'shipment', search: 'dh-77' })).toEqual(['T77']);
});

test('words are not believed to be indexed before the list is whole, be it empty until then', () => {
  // What cannot be read is not shown: none of the first page.
  const catalogue = openHere(
    olderFile(
      `${gone}; UPDATE records SET body = '{"oas' WHERE code IN (${numbers(150)
        .map((number) => `'O${550 + number}'`)
        .join(', ')})`,
    ),
  );
  expect(total(catalogue)).toBe(0);
  const steps = catalogue.prepareLists();
  for (let step = 0; step < 16; step += 1) {
    steps.next();
    expect(total(catalogue, { search: 'ao thun' })).toBe(total(catalogue));
  }
  for (const _step of steps);
  expect(total(catalogue)).toBe(products - 150);
  expect(codes(catalogue, { search: 'ao thun 333' })).toEqual(['O333']);
});
