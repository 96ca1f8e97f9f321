/** The index of words: it is quicker than looking through all rows, and finds the same. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { type Catalogue, catalogueOn, fetchedTables } from '../../../main/store/catalogue.ts';
import { type Database, openDatabase } from '../../../main/store/database.ts';
import { sourceOf } from '../../../main/store/listedRecords.ts';
import { pageOf } from '../../../main/store/listing.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { type Reading, openReader } from '../../../main/store/reader.ts';
import { soundnessOf } from '../../../main/store/soundness.ts';
import { recordQuery } from './recordQuery.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const now = 1_800_000_000_000;

interface Open {
  readonly file: string;
  readonly database: Database;
  readonly catalogue: Catalogue;
}

/** `hasTrigrams: false`: as in a build of SQLite without them. */
function openHere(file = join(temporaryFolder(), 'connection.sqlite'), hasTrigrams?: false): Open {
  const database = openDatabase(file, handClock(), migrations, fetchedTables);
  onTestFinished(() => database.close());
  return { file, database, catalogue: catalogueOn(database, hasTrigrams) };
}
const product = (code: string, given: object = {}): ProductRecord =>
  ProductRecord.parse({ oasin: code, sku: `S-${code}`, name: `Áo ${code}`, status: 'ACTIVE', created_time: 1_700_000_000, ...given });
const wholeIndex = (catalogue: Catalogue): void => {
  for (const _step of catalogue.prepareLists());
};

/** What a search finds, and whether the index was asked for it. */
function found(
  reader: Reading,
  search: string,
  isScan = false,
): { readonly ids: readonly number[]; readonly total: number; readonly byIndex: boolean } {
  let byIndex = false;
  const watched: Reading = {
    get: (sql, ...values) => reader.get(sql, ...values),
    all: (sql, ...values) => {
      byIndex ||= sql.includes(' MATCH ');
      return reader.all(sql, ...values);
    },
  };
  const { near: _near, ...scanned } = sourceOf('product');
  const query = recordQuery({ search, pageSize: 200, counts: ['status'] });
  const { ids, total, counts } = pageOf(watched, isScan ? scanned : sourceOf('product'), query, now);
  expect(Object.values(counts['status'] ?? {}).reduce((sum, rows) => sum + rows, 0)).toBe(total);
  return { ids, total, byIndex };
}
const codes = (catalogue: Catalogue, search: string): string[] => catalogue.list(recordQuery({ search }), now).rows.map((row) => row.code);

/** As names and codes in a Vietnamese shop are written, and pasted. */
const text = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.constantFrom('Áo', 'thun', 'đỏ', 'Đồng', 'hồ', 'trẻ', 'em', 'cổ', 'tròn', 'XL', '2-trong-1', 'cơm', 'điện'), {
        maxLength: 5,
      })
      .map((words) => words.join(' ')),
  },
  { weight: 3, arbitrary: fc.stringMatching(/^(SKU|DH|đh)[-_./]?[0-9]{1,6}(-[A-C]{1,2})?$/u) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '%_\\', '"quoted" AND NOT', 'a\0bcd', '\uD800abc', 'ﬁnger İstanbul ǅ', '０８９３', '👟👟👟👟'),
  },
);
/** What somebody types: such a text, or a piece of one that is there. */
const typed = (names: readonly string[]) =>
  fc.oneof(
    text,
    fc
      .tuple(fc.constantFrom(...names, 'Đồng hồ'), fc.nat(20), fc.integer({ min: 1, max: 8 }))
      .map(([name, from, length]) => name.slice(from, from + length)),
  );

test('by the index the same rows are found as by looking through all of them, in Vietnamese with and without accents, in codes and in any signs', () => {
  let runs = 0;
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: text, sku: text, code: fc.nat(30) }), { minLength: 1, maxLength: 40 }).chain((rows) =>
        fc.record({
          rows: fc.constant(rows),
          searches: fc.array(typed(rows.map(({ name }) => name)), { minLength: 1, maxLength: 12 }),
          half: fc.boolean(),
        }),
      ),
      ({ rows, searches, half }) => {
        runs += 1;
        const { database, catalogue } = openHere(join(temporaryFolder(), `${runs}.sqlite`));
        // Each code comes several times: its record is another one then.
        for (const { code, name, sku } of rows) catalogue.putListRows('product', [product(`O${code}`, { name, sku })], 1);
        if (half) for (const { code, name } of rows) catalogue.putDetail('product', product(`O${code}`, { name: name.toUpperCase() }), 2);
        for (const search of searches) {
          const [quick, slow] = [found(database, search), found(database, search, true)];
          expect([search, quick.ids, quick.total]).toEqual([search, slow.ids, slow.total]);
          expect(slow.byIndex).toBe(false);
        }
        database.close();
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('a word of three signs and more is looked for in the index, shorter ones in all rows', () => {
  const { database, catalogue } = openHere();
  catalogue.putListRows('product', [product('A', { name: 'Đồng hồ trẻ em' }), product('B', { name: 'Áo thun' })], 1);
  for (const [search, total, byIndex] of [
    ['dong', 1, true],
    ['ĐỒNG hồ', 1, true],
    ['ho em', 1, false],
    ['o', 2, false],
    ['s-a', 1, true],
    ['thung', 0, true],
  ] as const)
    expect([search, found(database, search)]).toMatchObject([search, { total, byIndex }]);
});

test('where nearly everything fits, all rows are looked through, and none is left out', () => {
  const { database, catalogue } = openHere();
  for (let page = 0; page < 11; page += 1)
    catalogue.putListRows(
      'product',
      Array.from({ length: 200 }, (_, row) => product(`P${page * 200 + row}`, { name: row % 2 === 0 ? 'Áo thun' : 'Áo thun dài tay' })),
      1,
    );
  // All pieces of the word are in these, and the word is not.
  for (let page = 0; page < 11; page += 1)
    catalogue.putListRows(
      'product',
      Array.from({ length: 200 }, (_, row) => product(`Q${page * 200 + row}`, { name: 'abcx bcd' })),
      1,
    );
  catalogue.putListRows('product', [product('R', { name: 'abcd' })], 1);
  expect(found(database, 'abcd').total).toBe(1);
  expect(found(database, 'thun').total).toBe(2_200);
  expect(found(database, 'thun dai').total).toBe(1_100);
  expect(found(database, 'P2199')).toMatchObject({ total: 1, byIndex: true });
});

test('the index knows a record by what it is called now, as soon as that is written, and not by what it was called before', () => {
  const { database, catalogue } = openHere();
  catalogue.putListRows('product', [product('A', { name: 'Nồi cơm điện' }), product('B')], 1);
  catalogue.putDetail('product', product('A', { name: 'Nồi áp suất' }), 2);
  expect(found(database, 'com dien')).toMatchObject({ total: 0, byIndex: true });
  expect(codes(catalogue, 'ap suat')).toEqual(['A']);
  // What is rolled back was never there.
  expect(() =>
    database.transaction(() => {
      catalogue.putListRows('product', [product('B', { name: 'Ấm siêu tốc' })], 3);
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(found(database, 'sieu toc')).toMatchObject({ total: 0, byIndex: true });
});

test.each([
  ['it is missing', 'DROP TABLE listed_product_words'],
  [
    'it was made otherwise',
    "DROP TABLE listed_product_words; CREATE VIRTUAL TABLE listed_product_words USING fts5(search, tokenize='trigram')",
  ],
  ['nothing says that it is whole', 'DELETE FROM listed_words'],
  ['its book is another one', 'DROP TABLE listed_words; CREATE TABLE listed_words (name TEXT)'],
  ['the list itself is made anew', 'DROP TABLE listed_product'],
])('the index is made anew from the records where %s, and meanwhile all rows are looked through', (_why, harm) => {
  const first = openHere();
  first.catalogue.putListRows(
    'product',
    Array.from({ length: 120 }, (_, row) => product(`O${row}`, { name: `Mẫu số ${row} hết` })),
    1,
  );
  first.database.close();
  const raw = new DatabaseSync(first.file);
  raw.exec(harm);
  raw.close();

  const { database, catalogue } = openHere(first.file);
  expect(found(database, 'mau so 77')).toMatchObject({ total: 1, byIndex: false });
  const steps = catalogue.prepareLists();
  steps.next();
  // It is under way: what is written now, before and behind where it has come, is in it too.
  catalogue.putDetail('product', product('O3', { name: 'Vòng tay bạc' }), 2);
  catalogue.putListRows('product', [product('O119', { name: 'Vòng tay vàng' }), product('O500', { name: 'Vòng tay đồng' })], 2);
  expect(found(database, 'vong tay')).toMatchObject({ total: 3, byIndex: false });
  for (const _step of steps);
  expect(found(database, 'mau so 77')).toMatchObject({ total: 1, byIndex: true });
  expect(found(database, 'vong tay')).toMatchObject({ total: 3, byIndex: true });
  expect(found(database, 'mau so')).toMatchObject({ total: 118, byIndex: true });
  database.close();
  // It stays, and is sound.
  expect(found(openHere(first.file).database, 'vong tay')).toMatchObject({ total: 3, byIndex: true });
  expect(soundnessOf(first.file, 'all')).toBe('sound');
});

test('a build of SQLite without it searches as well, and what it writes is found by one that has it', () => {
  const { file, database, catalogue } = openHere();
  catalogue.putListRows('product', [product('A', { name: 'Nồi cơm điện' })], 1);
  expect(found(database, 'com dien').byIndex).toBe(true);
  database.close();

  const without = openHere(file, false);
  expect(found(without.database, 'com dien')).toMatchObject({ total: 1, byIndex: false });
  without.catalogue.putListRows('product', [product('B', { name: 'Quạt điện' })], 2);
  wholeIndex(without.catalogue);
  expect(codes(without.catalogue, 'quat')).toEqual(['B']);
  without.database.close();

  const again = openHere(file);
  expect(found(again.database, 'quat dien')).toMatchObject({ total: 1, byIndex: false });
  wholeIndex(again.catalogue);
  expect(found(again.database, 'quat dien')).toMatchObject({ total: 1, byIndex: true });
});

test.each([
  ['its pages are torn', 'UPDATE listed_product_words_data SET block = zeroblob(5) WHERE id > 10'],
  ['its pages are gone', 'DELETE FROM listed_product_words_data WHERE id > 10'],
])('an index that is broken stops nothing (%s): records are written and found, and it is made anew', (_how, harm) => {
  const { file, database, catalogue } = openHere();
  catalogue.putListRows('product', [product('A', { name: 'Nồi cơm điện' })], 1);
  database.close();
  const raw = new DatabaseSync(file);
  raw.enableDefensive(false);
  raw.exec(harm);
  raw.close();
  // The file with everything else in it stays where it is.
  expect(soundnessOf(file, 'all')).toBe('exceptWords');

  const harmed = openHere(file);
  expect(codes(harmed.catalogue, 'com dien')).toEqual(['A']);
  harmed.catalogue.putListRows('product', [product('A', { name: 'Nồi áp suất' }), product('B', { name: 'Quạt điện' })], 2);
  expect(codes(harmed.catalogue, 'quat')).toEqual(['B']);
  expect(codes(harmed.catalogue, 'ap suat')).toEqual(['A']);
  harmed.database.close();

  const mended = openHere(file);
  wholeIndex(mended.catalogue);
  expect(found(mended.database, 'quat dien').total).toBe(1);
  expect(found(mended.database, 'com dien').total).toBe(0);
});

test('a file whose index breaks while it is used goes on without it', () => {
  const { file, catalogue } = openHere();
  catalogue.putListRows('product', [product('A', { name: 'Nồi cơm điện' })], 1);
  const raw = new DatabaseSync(file);
  raw.enableDefensive(false);
  raw.exec('DELETE FROM listed_product_words_data WHERE id > 10');
  raw.close();
  expect(codes(catalogue, 'com dien')).toEqual(['A']);
  catalogue.putListRows('product', [product('B', { name: 'Quạt điện' })], 2);
  expect(codes(catalogue, 'quat')).toEqual(['B']);
});

test('a second connection, which only reads, searches by the same index', () => {
  const { file, catalogue } = openHere();
  catalogue.putListRows('product', [product('A', { name: 'Nồi cơm điện' })], 1);
  const reader = openReader(file);
  onTestFinished(() => reader.close());
  expect(found(reader, 'com dien')).toMatchObject({ total: 1, byIndex: true });
  catalogue.putListRows('product', [product('B', { name: 'Bếp cơm điện' })], 2);
  expect(found(reader, 'com dien')).toMatchObject({ total: 2, byIndex: true });
});
