import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type OutboxId, outboxPage } from '../../../contract/outbox.ts';
import type { Paged } from '../../../contract/query.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { givenUpColumn, outboxRowsOn } from '../../../main/store/outboxRows.ts';
import type { OutboxRow } from '../../../main/store/outboxRow.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const open = () => {
  const database = openDatabase(join(temporaryFolder(), 'desk.sqlite'), handClock(), migrations);
  return { database, rows: outboxRowsOn(database) };
};
const row = (change: Partial<OutboxRow> = {}): OutboxRow => ({
  id: randomUUID() as OutboxId,
  kind: 'product',
  naturalKey: 'AT-1',
  creates: true,
  body: { sku: 'AT-1', name: 'Áo' },
  operator: null,
  batch: null,
  draftId: null,
  state: 'queued',
  steps: [
    { name: 'upload', label: 'a.pdf', state: 'done', file_id: 'f', url: 'https://x/f' },
    { name: 'create', label: '', state: 'waiting' },
  ],
  awaits: ['AT-2'],
  code: null,
  attempts: 0,
  leftAt: null,
  doubtSince: null,
  misses: 0,
  failures: 0,
  error: null,
  attention: null,
  isGivenUp: false,
  createdAt: 1,
  updatedAt: 1,
  leavesAt: 9,
  retryAt: null,
  ...change,
});
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { error?: { code?: string } }).error?.code ?? error;
  }
  return 'fine';
};

test('a row comes back as it was put, but for what can never change', () => {
  const { database, rows } = open();
  const one = row();
  rows.add(one);
  const moved = row({
    id: one.id,
    state: 'needs_attention',
    attempts: 2,
    awaits: [],
    leftAt: 5,
    doubtSince: 4,
    misses: 1,
    failures: 3,
    code: 'C',
    retryAt: 8,
    error: { code: 'timeout', sent: 'maybe' },
    attention: { reason: 'foundDifferent', found: [{ sku: 'AT-1' }] },
    naturalKey: 'other',
  });
  rows.put(moved);
  expect(rows.get(one.id)).toEqual({ ...moved, naturalKey: 'AT-1' });
  database.close();
});

test.each<[OutboxRow['state'], string]>([
  ['queued', 'referenceTaken'],
  ['sending', 'referenceTaken'],
  ['unknown', 'referenceTaken'],
  ['needs_attention', 'referenceTaken'],
  ['confirmed', 'referenceTaken'],
  ['rejected', 'fine'],
  ['withdrawn', 'fine'],
])('a key whose row is %s, queued again: %s', (state, outcome) => {
  const { database, rows } = open();
  rows.add(row({ state }));
  expect(codeOf(() => rows.add(row()))).toBe(outcome);
  expect(codeOf(() => rows.add(row({ kind: 'shipment' })))).toBe('fine');
  database.close();
});

test('an action may be repeated when it is done, and a created product keeps its key although its assignment was refused', () => {
  const { database, rows } = open();
  const cancel = { kind: 'shipment.cancel', creates: false, code: 'OASC1', naturalKey: 'OASC1' } as const;
  rows.add(row({ ...cancel, state: 'confirmed' }));
  expect(codeOf(() => rows.add(row(cancel)))).toBe('fine');
  expect(codeOf(() => rows.add(row(cancel)))).toBe('referenceTaken');
  rows.add(row({ state: 'rejected', code: 'OASIN1' }));
  expect(codeOf(() => rows.add(row()))).toBe('referenceTaken');
  database.close();
});

test('a doubt that nobody cleared up is remembered with its key', () => {
  const { database, rows } = open();
  rows.add(row({ state: 'withdrawn', doubtSince: 100, misses: 0 }));
  expect(rows.doubtOf('product', 'AT-1')).toEqual({ since: 100, error: null });
  expect(rows.doubtOf('product', 'AT-2')).toBeNull();
  expect(rows.doubtOf('shipment', 'AT-1')).toBeNull();
  database.close();
});

test('lists and counts leave out the withdrawn, and tell the oldest first', () => {
  const { database, rows } = open();
  const made = (['queued', 'rejected', 'withdrawn', 'queued'] as const).map((state, index) => row({ state, naturalKey: `K${index}` }));
  for (const each of made) rows.add(each);
  expect(rows.list({ states: null, kind: null, limit: 10 }).map((each) => each.naturalKey)).toEqual(['K0', 'K1', 'K3']);
  expect(rows.list({ states: ['queued'], kind: 'product', limit: 1 }).map((each) => each.naturalKey)).toEqual(['K0', 'K3']);
  expect(rows.list({ states: null, kind: 'return', limit: 10 })).toEqual([]);
  expect(rows.counts()).toEqual({ queued: 2, sending: 0, unknown: 0, rejected: 1, needs_attention: 0, given_up: 0 });
  database.close();
});

test('what a person gave up is not counted as refused, and nor is what an earlier desk had given up', () => {
  const { database, rows } = open();
  rows.add(row({ state: 'rejected', naturalKey: 'REFUSED' }));
  const letBe = row({ state: 'needs_attention', naturalKey: 'LET-BE' });
  rows.add(letBe);
  rows.put({ ...letBe, state: 'rejected', isGivenUp: true });
  expect(rows.get(letBe.id)?.isGivenUp).toBe(true);
  expect(rows.counts()).toMatchObject({ rejected: 1, needs_attention: 0, given_up: 1 });
  database.close();

  const file = join(temporaryFolder(), 'desk.sqlite');
  const before = openDatabase(file, handClock(), migrations.slice(0, migrations.indexOf(givenUpColumn)));
  const insert = (key: string, kind: string, error: string | null): void => {
    before.run(
      `INSERT INTO outbox (id, kind, natural_key, creates, body, state, attempts, misses, failures, steps, error, created_at, updated_at, leaves_at)
       VALUES (?, ?, ?, ?, '{}', 'rejected', 1, 0, 0, '[]', ?, 1, 1, 1)`,
      crypto.randomUUID(),
      kind,
      key,
      kind.includes('.') ? 0 : 1,
      error,
    );
  };
  insert('in doubt', 'shipment', '{"code":"timeout","sent":"maybe"}');
  insert('refused', 'shipment', '{"code":"provider","sent":"answered"}');
  insert('upload', 'shipment', '{"code":"uploadBroken","sent":"maybe"}');
  insert('action', 'shipment.cancel', '{"code":"timeout","sent":"maybe"}');
  insert('damaged', 'shipment', '{');
  insert('without', 'shipment', null);
  before.close();
  const after = openDatabase(file, handClock(), migrations);
  expect(after.all('SELECT natural_key FROM outbox WHERE given_up = 1')).toEqual([{ natural_key: 'in doubt' }]);
  after.close();
});

test('what is not confirmed is in the list, however many newer rows there are; of the confirmed the oldest give way', () => {
  const { database, rows } = open();
  const old = (['rejected', 'needs_attention', 'unknown', 'queued', 'sending', 'withdrawn', 'confirmed'] as const).map((state) =>
    row({ state, naturalKey: state }),
  );
  for (const each of old) rows.add(each);
  for (let index = 0; index < 20; index += 1) rows.add(row({ state: 'confirmed', naturalKey: `C${index}` }));
  const keys = (limit: number) => rows.list({ states: null, kind: null, limit }).map((each) => each.naturalKey);
  expect(keys(8)).toEqual(['rejected', 'needs_attention', 'unknown', 'queued', 'sending', 'C17', 'C18', 'C19']);
  expect(keys(2)).toEqual(['rejected', 'needs_attention', 'unknown', 'queued', 'sending']);
  expect(rows.list({ states: ['confirmed'], kind: null, limit: 2 }).map((each) => each.naturalKey)).toEqual(['C18', 'C19']);
  expect(rows.counts()).toEqual({ queued: 1, sending: 1, unknown: 1, rejected: 1, needs_attention: 1, given_up: 0 });
  database.close();
});

test('a page of the list is read by what it is asked, and what is not finished is found behind any number of newer rows', () => {
  const { database, rows } = open();
  for (const state of ['withdrawn', 'needs_attention', 'unknown'] as const) rows.add(row({ state, naturalKey: state, kind: 'return' }));
  for (let index = 0; index < 20; index += 1) rows.add(row({ state: 'confirmed', naturalKey: `Đơn ${index}`, code: `OASIN${index}` }));
  const page = (given: Partial<Paged>) => rows.page(outboxPage({ pageSize: 8, ...given }), 0);
  const keys = (given: Partial<Paged>) => page(given).rows.map((each) => each.naturalKey);
  const first = page({});
  expect([first.total, first.rows[0]?.naturalKey, first.rows.length]).toEqual([22, 'Đơn 19', 8]);
  expect(keys({ at: first.next })[0]).toBe('Đơn 11');
  // Behind the place where the newest end: whatever the two questions are, a place is a place in the order.
  expect(keys({ at: first.next, facets: { state: ['unknown', 'needs_attention'] } })).toEqual(['unknown', 'needs_attention']);
  expect(keys({ facets: { kind: ['return'] } })).toEqual(['unknown', 'needs_attention']);
  expect(keys({ search: 'don 7' })).toEqual(['Đơn 17', 'Đơn 7']);
  expect(keys({ search: 'oasin19' })).toEqual(['Đơn 19']);
  expect(keys({ order: { by: 'queued', descending: false }, pageSize: 1 })).toEqual(['needs_attention']);
  database.close();
});

test('a row queued before rows could wait for products waits for none', () => {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const before = openDatabase(file, handClock(), migrations.slice(0, 2));
  before.run(
    `INSERT INTO outbox (id, kind, natural_key, creates, body, state, attempts, misses, failures, steps, created_at, updated_at, leaves_at)
     VALUES (?, 'purchase-order', 'PO-1', 1, '{}', 'queued', 0, 0, 0, '[]', 1, 1, 9)`,
    randomUUID(),
  );
  before.close();
  const after = openDatabase(file, handClock(), migrations);
  const rows = outboxRowsOn(after);
  expect(rows.list({ states: null, kind: null, limit: 10 }).map((each) => each.awaits)).toEqual([[]]);
  expect(rows.waiting()).toEqual([]);
  after.close();
});

test('those that wait, and all that ever had a key', () => {
  const { database, rows } = open();
  for (const each of [
    row({ naturalKey: 'K', awaits: [] }),
    row({ state: 'withdrawn' }),
    row({ state: 'rejected' }),
    row({ state: 'queued' }),
    row({ kind: 'shipment', state: 'unknown' }),
  ])
    rows.add(each);
  expect(rows.waiting().map(({ kind, state }) => `${kind} ${state}`)).toEqual(['product queued', 'shipment unknown']);
  expect(rows.ofKey('product', 'AT-1').map(({ state }) => state)).toEqual(['queued', 'rejected', 'withdrawn']);
  expect(rows.bodies('product', 2).map(({ body }) => (JSON.parse(body) as { sku: string }).sku)).toEqual(['AT-1', 'AT-1']);
  expect(rows.bodies('product', 10)).toHaveLength(3);
  const [first] = rows.waiting();
  if (first !== undefined) rows.putBody(first.id, { sku: 'other' });
  expect(rows.waiting()[0]?.body).toEqual({ sku: 'other' });
  database.close();
});

test.each([
  ['its body', "body = '{'"],
  ['its steps', 'steps = \'[{"name":"fly"}]\''],
  ['what it waits for', "awaits = 'AT-2'"],
  ['its error', 'error = \'{"code":"of another time"}\''],
])('a row that cannot be read (%s) waits for a person, is counted so, and keeps no other from being read', (_what, damage) => {
  const { database, rows } = open();
  const [one, two] = [row({ state: 'sending', leftAt: 5 }), row({ naturalKey: 'AT-9' })];
  rows.add(one);
  rows.add(two);
  database.run(`UPDATE outbox SET ${damage} WHERE id = ?`, one.id);
  expect(rows.setAsideUnreadable()).toBe(1);
  expect(rows.get(one.id)).toMatchObject({
    naturalKey: 'AT-1',
    state: 'needs_attention',
    attention: { reason: 'unreadable', found: [] },
    doubtSince: 5,
    leftAt: null,
  });
  expect(rows.list({ states: null, kind: null, limit: 10 }).map(({ id, state }) => [id, state])).toEqual([
    [one.id, 'needs_attention'],
    [two.id, 'queued'],
  ]);
  expect(rows.counts()).toMatchObject({ queued: 1, needs_attention: 1, sending: 0 });
  // What it holds stays as it is, and its key taken.
  expect(database.get('SELECT 1 AS there FROM outbox WHERE id = ? AND ' + damage, one.id)).toEqual({ there: 1 });
  expect(codeOf(() => rows.add(row()))).toBe('referenceTaken');
  expect(rows.setAsideUnreadable()).toBe(1);
});

test('a key could be meant by whatever is not cleared up, was given up in doubt, or was sent more than once', () => {
  const { rows } = open();
  const changes: Partial<OutboxRow>[] = [
    { naturalKey: 'UNDER-WAY', state: 'unknown', doubtSince: 4 },
    { naturalKey: 'GIVEN-UP', state: 'rejected', doubtSince: 4 },
    { naturalKey: 'TAKEN-BACK', state: 'withdrawn', doubtSince: 4 },
    { naturalKey: 'TWICE', state: 'confirmed', attempts: 2 },
    { naturalKey: 'ONCE', state: 'confirmed', attempts: 1 },
    { naturalKey: 'REFUSED', state: 'rejected' },
  ];
  for (const change of changes) rows.add(row(change));
  expect(rows.keysUnderWay('product').toSorted()).toEqual(['GIVEN-UP', 'TAKEN-BACK', 'TWICE', 'UNDER-WAY']);
});
