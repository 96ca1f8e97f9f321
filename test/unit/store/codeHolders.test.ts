/** Who holds a code already, out of the provider's records, the outbox and the open drafts, in the real database. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DraftId, OutboxId } from '../../../contract/outbox.ts';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { ReturnRecord } from '../../../contract/kinds/return.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { catalogueOn } from '../../../main/store/catalogue.ts';
import { codeHoldersOn } from '../../../main/store/codeHolders.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { draftsOn } from '../../../main/store/drafts.ts';
import { migrations } from '../../../main/store/migrations.ts';
import type { OutboxRow } from '../../../main/store/outboxRow.ts';
import { outboxRowsOn } from '../../../main/store/outboxRows.ts';
import { recordQuery } from './recordQuery.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const none = randomUUID() as DraftId;
const label = { file_id: 'a'.repeat(64), name: 'l.pdf', mime: 'application/pdf', size: 1 };
const rowOf = (naturalKey: string, body: object, draftId: DraftId | null = null, state: OutboxRow['state'] = 'confirmed'): OutboxRow => ({
  id: randomUUID() as OutboxId,
  kind: 'shipment',
  naturalKey,
  creates: true,
  body,
  draftId,
  operator: null,
  batch: null,
  state,
  steps: [],
  awaits: [],
  code: null,
  attempts: 1,
  leftAt: null,
  doubtSince: null,
  misses: 0,
  failures: 0,
  error: null,
  attention: null,
  isGivenUp: false,
  createdAt: 1,
  updatedAt: 1,
  leavesAt: 1,
  retryAt: null,
});
const open = (file = join(temporaryFolder(), 'desk.sqlite'), versions = migrations.length) => {
  const clock = handClock();
  const database = openDatabase(file, clock, migrations.slice(0, versions));
  onTestFinished(() => database.close());
  return {
    file,
    database,
    // An older desk made no lists of its records.
    get catalogue() {
      return catalogueOn(database);
    },
    drafts: draftsOn(database, clock.wall),
    rows: outboxRowsOn(database),
    holders: codeHoldersOn(database),
  };
};

test('a key that differs in case, separators or look-alike letters is found wherever it is', () => {
  const { catalogue, drafts, rows, holders } = open();
  catalogue.putListRows('shipment', [ShipmentRecord.parse({ tracking_code: 'OASC1', merchant_tracking_code_reference: 'DH-001' })], 1);
  const draftId = randomUUID() as DraftId;
  drafts.save({ id: draftId, kind: 'shipment', body: { merchant_tracking_code_reference: 'ĐH 001' } });
  rows.add(rowOf('DH_001', {}));
  rows.add(rowOf('DH-OO1', {}, null, 'withdrawn'));
  expect(holders.of('shipment', 'key', 'dh001', none).map(({ where, key, code }) => [where, key, code])).toEqual([
    ['onflow', 'DH-001', 'OASC1'],
    ['outbox', 'DH_001', null],
    ['draft', 'ĐH 001', null],
  ]);
  expect(holders.of('shipment', 'key', 'dh001', draftId).map(({ where }) => where)).toEqual(['onflow', 'outbox']);
  expect(holders.of('return', 'key', 'dh001', none)).toEqual([]);
  expect(holders.of('shipment', 'key', 'DH-002', none)).toEqual([]);
  catalogue.markGone('shipment', 'OASC1', 2);
  expect(holders.of('shipment', 'key', 'dh001', none).map(({ where }) => where)).toEqual(['outbox', 'draft']);
});

test('a courier code, an order code, a label that was used before is found; what came from the same draft does not count', () => {
  const { catalogue, drafts, rows, holders } = open();
  catalogue.putDetail(
    'shipment',
    ShipmentRecord.parse({
      tracking_code: 'OASC1',
      merchant_tracking_code_reference: 'DH-1',
      courier_tracking_code: 'SPXVN0456',
      partner_tracking_code: '2511ABC',
    }),
    1,
  );
  catalogue.putListRows(
    'return',
    [
      ReturnRecord.parse({
        return_tracking_code: 'OARSC1',
        merchant_return_tracking_code_reference: 'TH-1',
        return_courier_tracking_code: 'RET-9',
      }),
    ],
    1,
  );
  const sent = randomUUID() as DraftId;
  drafts.save({ id: sent, kind: 'shipment', body: {} });
  rows.add(rowOf('DH-2', { courier_tracking_code: 'GHN-77', label }, sent, 'rejected'));
  expect(holders.of('shipment', 'courier', 'spxvn0456', none)).toMatchObject([
    { where: 'onflow', key: 'DH-1', code: 'OASC1', value: 'SPXVN0456' },
  ]);
  expect(holders.of('shipment', 'partner', '2511 ABC', none)).toMatchObject([{ where: 'onflow', key: 'DH-1' }]);
  expect(holders.of('return', 'courier', 'RET9', none)).toMatchObject([{ where: 'onflow', key: 'TH-1', value: 'RET-9' }]);
  expect(holders.of('shipment', 'courier', 'GHN77', none)).toMatchObject([{ where: 'outbox', key: 'DH-2' }]);
  expect(holders.of('shipment', 'label', label.file_id, none)).toMatchObject([{ where: 'outbox', key: 'DH-2' }]);
  expect(holders.of('shipment', 'courier', 'GHN77', sent)).toEqual([]);
  expect(holders.of('shipment', 'label', label.file_id, sent)).toEqual([]);
  expect(holders.of('shipment', 'courier', '-', none)).toEqual([]);
});

test('what was taken in by an older desk is found too, and a search for a plain dash finds a long one', () => {
  const before = open(undefined, 3);
  before.database.run(
    `INSERT INTO records (kind, code, reference, status, warehouses, search, created_time, as_of, body) VALUES ('shipment', 'OASC1', 'DH-001', '', NULL, 'oasc1 dh–001', 1, 1, ?)`,
    JSON.stringify({ tracking_code: 'OASC1', merchant_tracking_code_reference: 'DH-001', courier_tracking_code: 'SPX-1' }),
  );
  before.database.run(
    `INSERT INTO outbox (id, kind, natural_key, creates, body, state, attempts, misses, failures, steps, created_at, updated_at, leaves_at) VALUES (?, 'shipment', 'DH-9', 1, ?, 'confirmed', 1, 0, 0, '[]', 1, 1, 1)`,
    randomUUID(),
    JSON.stringify({ partner_tracking_code: '2511ABC' }),
  );
  before.database.close();
  const { holders, catalogue } = open(before.file);
  expect(holders.of('shipment', 'key', 'dh001', none)).toMatchObject([{ where: 'onflow', code: 'OASC1' }]);
  expect(holders.of('shipment', 'courier', 'spx1', none)).toMatchObject([{ where: 'onflow' }]);
  expect(holders.of('shipment', 'partner', '2511abc', none)).toMatchObject([{ where: 'outbox', key: 'DH-9' }]);
  expect(catalogue.list(recordQuery({ kind: 'shipment', search: 'dh-001' }), 0).total).toBe(1);
});

test('each question is answered from an index', () => {
  const { database, catalogue, holders } = open();
  catalogue.putListRows(
    'product',
    [ProductRecord.parse({ oasin: 'O1', sku: 'SP-1', name: 'x', status: null, created_time: 1, updated_time: 1 })],
    1,
  );
  const asked: string[] = [];
  const watched = codeHoldersOn({ ...database, all: (sql, ...values) => (asked.push(sql), database.all(sql, ...values)) });
  for (const what of ['key', 'courier', 'partner', 'label'] as const) watched.of('shipment', what, 'ABC', none);
  const plans = asked
    .filter((sql) => !sql.includes('FROM drafts'))
    .map((sql) =>
      database
        .all(`EXPLAIN QUERY PLAN ${sql}`)
        .map((row) => row['detail'])
        .join(' '),
    );
  expect(plans).toHaveLength(7);
  for (const plan of plans) expect(plan).toMatch(/SEARCH (records|outbox) USING INDEX (records|outbox)_by_(folded|courier|partner|label)/);
  expect(holders.of('product', 'courier', 'ABC', none)).toEqual([]);
});

test('a barcode that another article has already is found, spelled so or alike, wherever that article is', () => {
  const { catalogue, drafts, rows, holders } = open();
  catalogue.putListRows(
    'product',
    [
      ProductRecord.parse({ oasin: 'O1', sku: 'SP-1', barcodes: ['8934567890123', '893-1'] }),
      ProductRecord.parse({ oasin: 'O2', sku: 'SP-2', barcodes: ['89345678901234'] }),
    ],
    1,
  );
  const sent = randomUUID() as DraftId;
  drafts.save({ id: sent, kind: 'product', body: {} });
  rows.add({ ...rowOf('SP-3', { product_barcodes: ['AB-7', '8934567890123'] }, sent), kind: 'product' });
  const typed = randomUUID() as DraftId;
  drafts.save({ id: typed, kind: 'product', body: { sku: 'SP-4', product_barcodes: ['ab 7'] } });
  drafts.save({ id: randomUUID() as DraftId, kind: 'product', body: { sku: 'SP-5', product_barcodes: '' } });
  expect(holders.of('product', 'barcode', '8934567890123', none).map(({ where, key, code, value }) => [where, key, code, value])).toEqual([
    ['onflow', 'SP-1', 'O1', '8934567890123'],
    ['outbox', 'SP-3', null, '8934567890123'],
  ]);
  expect(holders.of('product', 'barcode', '8931', none)).toMatchObject([{ where: 'onflow', key: 'SP-1', value: '893-1' }]);
  expect(holders.of('product', 'barcode', 'AB7', none).map(({ where, value }) => [where, value])).toEqual([
    ['outbox', 'AB-7'],
    ['draft', 'ab 7'],
  ]);
  expect(holders.of('product', 'barcode', 'AB7', typed).map(({ where }) => where)).toEqual(['outbox']);
  expect(holders.of('product', 'barcode', '8934567890123', sent).map(({ where }) => where)).toEqual(['onflow']);
  expect(holders.of('product', 'barcode', '345', none)).toEqual([]);
  expect(holders.of('shipment', 'barcode', '8931', none)).toEqual([]);
  catalogue.markGone('product', 'O1', 2);
  expect(holders.of('product', 'barcode', '8931', none)).toEqual([]);
});

test('a barcode that was taken in by an older desk is found', () => {
  const before = open(undefined, 7);
  before.database.run(
    `INSERT INTO records (kind, code, reference, status, warehouses, search, created_time, as_of, body) VALUES ('product', 'O1', 'SP-1', '', NULL, '', 1, 1, ?), ('product', 'O2', 'SP-2', '', NULL, '', 1, 1, '{}')`,
    JSON.stringify({ oasin: 'O1', barcodes: ['893-1'] }),
  );
  before.database.close();
  expect(open(before.file).holders.of('product', 'barcode', '8931', none)).toMatchObject([
    { where: 'onflow', key: 'SP-1', value: '893-1' },
  ]);
});

test('a barcode among many articles is found in an index, without reading them', () => {
  const { database } = open();
  const plans: string[] = [];
  codeHoldersOn({
    ...database,
    all: (sql, ...values) => (
      plans.push(
        database
          .all(`EXPLAIN QUERY PLAN ${sql}`, ...values)
          .map((row) => row['detail'])
          .join(' '),
      ),
      database.all(sql, ...values)
    ),
  }).of('product', 'barcode', '8931', none);
  expect(plans[0]).toContain('COVERING INDEX records_by_barcodes');
  expect(plans[1]).toContain('COVERING INDEX outbox_by_barcodes');
});
