/** What is read behind everybody's back though no list tells it. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type RecordKind, recordSchemas } from '../../../contract/records.ts';
import { behindOf } from '../../../main/catalogue/behind.ts';
import { openStore } from '../../../main/store/index.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';

const hour = 3_600_000;

function copy() {
  const clock = handClock();
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), clock, () => undefined);
  onTestFinished(() => store.close());
  const { catalogue } = store;
  const behind = behindOf(catalogue, clock);
  const put = (kind: RecordKind, record: object): void =>
    void catalogue.putListRows(kind, [recordSchemas[kind].parse(record) as never], clock.wall());
  /** All that is found in some rounds, in order. */
  const found = (rounds = 20): string[] =>
    Array.from({ length: rounds }, () => behind.next()).flatMap((wanted) => (wanted === null ? [] : [`${wanted.lack} ${wanted.code}`]));
  return { catalogue, clock, put, found };
}

test('the stock of products is read where it is missing or hours old, and of none that is in no warehouse', () => {
  const { catalogue, clock, put, found } = copy();
  for (const [oasin, status] of [
    ['FRESH', 'ACTIVE'],
    ['NEVER', 'ACTIVE'],
    ['NEW', 'NEW'],
    ['OLD', 'INACTIVE'],
  ])
    put('product', { oasin, sku: oasin, status });
  catalogue.putList('stock', 'FRESH', [], clock.wall() - hour);
  catalogue.putList('stock', 'OLD', [], clock.wall() - 5 * hour);
  expect([...new Set(found())]).toEqual(['stock NEVER', 'stock OLD']);
});

test('an order that has just come in goes before all others, and an inspection that is known is not asked for again', () => {
  const { catalogue, clock, put, found } = copy();
  put('purchase-order', { po_code: 'A', status: 'COMPLETED' });
  put('purchase-order', { po_code: 'B', status: 'COMPLETED' });
  put('purchase-order', { po_code: 'Z', status: 'TRANSIT' });
  catalogue.putList('inspection', 'A', [], clock.wall() - 1_000 * hour);
  put('purchase-order', { po_code: 'Z', status: 'COMPLETED' });
  const [first, ...others] = found();
  expect(first).toBe('inspection Z');
  expect(others).toContain('inspection B');
  expect(others).not.toContain('inspection A');
});

test('a long list is gone through some records at a time, to its end, and from its beginning again', () => {
  const { catalogue, clock, put, found } = copy();
  for (let n = 0; n < 180; n += 1) {
    const oasin = `O${String(n).padStart(3, '0')}`;
    put('product', { oasin, sku: oasin, status: 'ACTIVE' });
    if (n !== 170) catalogue.putList('stock', oasin, [], clock.wall());
  }
  expect(found(4)).toEqual([]);
  expect(found(40)).toContain('stock O170');
  catalogue.putList('stock', 'O003', [], clock.wall() - 5 * hour);
  expect(found(40)).toContain('stock O003');
});
