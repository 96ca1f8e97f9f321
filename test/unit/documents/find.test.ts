import { describe, expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import { ShipmentRecord } from '../../../contract/records.ts';
import { find, lookUp } from '../../../main/documents/find.ts';
import type { Search } from '../../../main/documents/find.ts';

/** Seconds; the attempt was made then. */
const attempt = 1_800_000_000;
const record = (number: number, key: string, created: number | null = attempt - number): ShipmentRecord =>
  ShipmentRecord.parse({ tracking_code: `OASC${number}`, merchant_tracking_code_reference: key, warehouse_code: 'W', created_time: created });

interface Provider {
  readonly all: readonly ShipmentRecord[];
  readonly filter?: 'works' | 'ignored' | 'contains' | 'alwaysEmpty';
  readonly pages?: 'turn' | 'repeat';
  readonly unread?: number;
  readonly detail?: (code: string) => Promise<ShipmentRecord>;
}
const pageSize = 10;
const asked = ({ all, filter = 'works', pages = 'turn', unread = 0, detail }: Provider, key = 'DH-1') => {
  let requests = 0;
  const search: Search<'shipment'> = {
    kind: 'shipment', key, since: attempt * 1_000, provenFilters: new Set(),
    list: (page, by) => {
      requests += 1;
      const let_through = {
        works: (each: ShipmentRecord) => each.merchant_tracking_code_reference === by,
        contains: (each: ShipmentRecord) => (each.merchant_tracking_code_reference ?? '').includes(by ?? ''),
        ignored: () => true,
        alwaysEmpty: () => false,
      }[filter];
      const rows = by === null ? all : all.filter(let_through);
      const from = pages === 'turn' ? (page - 1) * pageSize : 0;
      return Promise.resolve({ rows: rows.slice(from, from + pageSize), total: rows.length, unread });
    },
    detail: detail ?? ((code) => Promise.resolve(all.find((each) => each.tracking_code === code) as ShipmentRecord)),
  };
  return { search, requests: () => requests };
};
const many = (count: number, from = 100, ageSeconds = 1): ShipmentRecord[] => Array.from({ length: count }, (_, n) => record(from + n, `X-${n}`, attempt - n * ageSeconds));

describe('looking for what a lost answer may have made', () => {
  test('a filter that works finds it', async () => {
    const { search } = asked({ all: [...many(30), record(1, 'DH-1')] });
    expect(await find(search)).toMatchObject({ trusted: true, found: [{ tracking_code: 'OASC1' }] });
  });

  test('"nothing" from a filter is believed once that filter was seen to find something', async () => {
    const { search, requests } = asked({ all: many(30) });
    expect(await find(search)).toEqual({ trusted: true, found: [] });
    const first = requests();
    expect(await find(search)).toEqual({ trusted: true, found: [] });
    expect(requests() - first).toBe(1);
  });

  test('a filter that always answers "nothing" is not believed: the list is read, and the record found', async () => {
    const { search } = asked({ all: [...many(25), record(1, 'DH-1', attempt - 30)], filter: 'alwaysEmpty' });
    expect(await find(search)).toMatchObject({ found: [{ tracking_code: 'OASC1' }] });
  });

  test('an ignored filter: the list is read newest first until rows are older than the attempt', async () => {
    const all = many(200, 100, 20);
    const { search, requests } = asked({ all, filter: 'ignored' });
    expect(await find(search)).toEqual({ trusted: true, found: [] });
    // 10 minutes of margin at one record every 20 s is 31 rows: four pages and the one filtered.
    expect(requests()).toBe(5);
  });

  test('a filter that also finds longer keys is read to its end', async () => {
    const { search } = asked({ all: [...Array.from({ length: 25 }, (_, n) => record(100 + n, `DH-1${n}`)), record(1, 'DH-1')], filter: 'contains' });
    expect(await find(search)).toMatchObject({ trusted: true, found: [{ tracking_code: 'OASC1' }] });
  });

  test.each<[string, Provider]>([
    ['the server does not turn pages', { all: many(50), filter: 'ignored', pages: 'repeat' }],
    ['rows could not be read', { all: many(5), filter: 'ignored', unread: 1 }],
    ['the list is too long and in no order', { all: many(1_500).map((each, n) => ({ ...each, created_time: attempt - ((n * 7_919) % 1_500) * 60 })), filter: 'ignored' }],
  ])('"nothing" is not believed where %s', async (_name, provider) => {
    expect(await find(asked(provider).search)).toEqual({ trusted: false, found: [] });
    expect(await lookUp(asked(provider).search, () => true)).toEqual({ answer: 'untrusted', records: [] });
  });

  test('a list without times is read to its end', async () => {
    const all = [...many(40), record(1, 'DH-1')].map((each) => ({ ...each, created_time: null }));
    expect(await find(asked({ all, filter: 'ignored' }).search)).toMatchObject({ trusted: true, found: [{ tracking_code: 'OASC1' }] });
  });

  test('a company without a single record has none of ours', async () => {
    expect(await lookUp(asked({ all: [] }).search, () => true)).toEqual({ answer: 'nothing' });
  });
});

describe('what was found', () => {
  test('is held against the detail, not the shorter row of the list', async () => {
    const row = record(1, 'DH-1');
    const { search } = asked({ all: [row], detail: () => Promise.resolve({ ...row, items: [{ oasin: 'O1', product_quantity: 3 }] }) });
    expect(await lookUp(search, (each) => each.items?.[0]?.product_quantity === 3)).toMatchObject({ answer: 'same', code: 'OASC1' });
  });
  test('is judged by the row where there is no detail', async () => {
    const { search } = asked({ all: [record(1, 'DH-1')], detail: () => Promise.reject(new DeskFailure({ code: 'provider', sent: 'answered' })) });
    expect(await lookUp(search, () => true)).toMatchObject({ answer: 'same' });
  });
  test('several times is for a person', async () => {
    expect(await lookUp(asked({ all: [record(1, 'DH-1'), record(2, 'DH-1')] }).search, () => true)).toMatchObject({ answer: 'several', records: [{}, {}] });
  });
  test('cancelled is not the order that was sent', async () => {
    const all = [{ ...record(1, 'DH-1'), cancelled_time: attempt }];
    expect(await lookUp(asked({ all }).search, () => true)).toMatchObject({ answer: 'different' });
  });
  test('a failing list is a failure, not an absence', async () => {
    const { search } = asked({ all: [] });
    await expect(find({ ...search, list: () => Promise.reject(new DeskFailure({ code: 'timeout', sent: 'maybe' })) })).rejects.toMatchObject({ error: { code: 'timeout' } });
  });
});
