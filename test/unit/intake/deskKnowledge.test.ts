/** What a thread reads of the connection's database for a check says what the desk itself says of one document. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ProductRecord } from '../../../contract/kinds/product.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import type { DraftId, OutboxId } from '../../../contract/outbox.ts';
import { localCopyOf } from '../../../main/desk/localCopy.ts';
import { createCheck } from '../../../main/intake/check.ts';
import { deskKnowledge } from '../../../main/intake/deskKnowledge.ts';
import { productsOf } from '../../../main/outbox/products.ts';
import { catalogueOn } from '../../../main/store/catalogue.ts';
import { codeHoldersOn } from '../../../main/store/codeHolders.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { draftsOn } from '../../../main/store/drafts.ts';
import { migrations } from '../../../main/store/migrations.ts';
import type { OutboxRow } from '../../../main/store/outboxRow.ts';
import { outboxRowsOn } from '../../../main/store/outboxRows.ts';
import { promisedGoodsOn } from '../../../main/store/promisedGoods.ts';
import { openReader } from '../../../main/store/reader.ts';
import { rememberAlias } from '../../../main/store/skuAliases.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';
import { place, shipmentOf, wall } from './made.ts';

function company() {
  const file = join(temporaryFolder(), 'desk.sqlite');
  const clock = handClock();
  const database = openDatabase(file, clock, migrations);
  onTestFinished(() => database.close());
  const catalogue = catalogueOn(database);
  const drafts = draftsOn(database, clock.wall);
  const rows = outboxRowsOn(database);
  const product = (oasin: string, sku: string, more: object = {}) =>
    ProductRecord.parse({
      oasin,
      sku,
      name: sku,
      status: 'ACTIVE',
      barcodes: [],
      warehouses: [{ warehouse_code: 'HCM-01' }],
      created_time: 1,
      updated_time: 1,
      ...more,
    });
  catalogue.putPage(
    'product',
    [product('P1', 'AO-M', { barcodes: ['8934567890123'] }), product('P2', 'AO-L', { status: 'NEW', warehouses: [] }), product('P3', 'CŨ')],
    1_000,
    { asOf: 1_000 },
  );
  catalogue.markGone('product', 'P3', 1_000);
  const shipment = (code: string, reference: string, more: object = {}) =>
    ShipmentRecord.parse({
      tracking_code: code,
      merchant_tracking_code_reference: reference,
      partner_tracking_code: reference,
      courier_tracking_code: 'SPX1',
      warehouse_code: 'HCM-01',
      platform: 'shopee',
      items: [{ oasin: 'P1', product_quantity: 2 }],
      created_time: 1,
      updated_time: 1,
      ...more,
    });
  catalogue.putListRows(
    'shipment',
    [shipment('S1', 'CO-ROI'), shipment('S2', 'DA-HUY', { cancelled_time: 5, courier_tracking_code: 'SPX9' })],
    1_000,
  );
  catalogue.putList('stock', 'P1', [{ warehouse_code: 'HCM-01', stock_level: 'A', quantity: 9, available_quantity: 7 }], 1_000);
  catalogue.putList('warehouses', '', [{ warehouse_code: 'HCM-01', warehouse_name: 'Kho Hồ Chí Minh' }], 1_000);
  const queue = (kind: OutboxRow['kind'], naturalKey: string, body: object, state: OutboxRow['state'] = 'queued') =>
    rows.add({
      id: randomUUID() as OutboxId,
      kind,
      naturalKey,
      creates: true,
      body,
      draftId: null,
      operator: null,
      batch: null,
      state,
      steps: [],
      awaits: [],
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
      leavesAt: 1,
      retryAt: null,
    });
  const body = (reference: string, pieces: number) => ({
    warehouse_code: 'HCM-01',
    platform: 'shopee',
    merchant_tracking_code_reference: reference,
    partner_tracking_code: reference,
    items: [{ oasin: 'P1', product_quantity: pieces }],
  });
  queue('shipment', 'DANG-GUI', body('DANG-GUI', 3));
  queue('shipment', 'BI-TU-CHOI', body('BI-TU-CHOI', 1), 'rejected');
  queue('product', 'MOI-1', { sku: 'MOI-1', name: 'Mới', product_barcodes: [], warehouse_codes: ['HCM-01'] });
  drafts.save({ id: randomUUID() as DraftId, kind: 'shipment', body: { merchant_tracking_code_reference: 'NHAP', items: [] } });
  const reader = openReader(file);
  onTestFinished(() => reader.close());
  const local = localCopyOf({
    catalogue,
    codes: codeHoldersOn(database),
    draftId: '' as DraftId,
    outbox: { product: productsOf({ rows, drafts, oasinOf: () => null }).standing, newest: () => null },
    labels: { known: () => null },
    promisedGoods: promisedGoodsOn(database),
  });
  return { database, reader, local };
}

test('products, stock, warehouses, and who holds a code: as the desk answers', () => {
  const { reader, local } = company();
  const mine = deskKnowledge(reader).local;
  expect(mine.hasProducts()).toBe(local.hasProducts());
  for (const oasin of ['P1', 'P2', 'P3', 'P9']) {
    expect(mine.product(oasin)).toEqual(local.product(oasin));
    expect(mine.available(oasin, 'HCM-01')).toBe(local.available(oasin, 'HCM-01'));
    expect(mine.available(oasin, 'HN')).toBe(local.available(oasin, 'HN'));
    expect(mine.promised?.(oasin, 'HCM-01')).toBe(local.promised?.(oasin, 'HCM-01'));
    expect(mine.stockAsOf?.(oasin)).toBe(local.stockAsOf?.(oasin));
    expect(mine.warehousesWith?.(oasin, 4)).toEqual(local.warehousesWith?.(oasin, 4));
  }
  for (const code of ['HCM-01', 'HN']) expect(mine.knowsWarehouse?.(code)).toBe(local.knowsWarehouse?.(code));
  for (const code of ['CO-ROI', 'co roi', 'DANG-GUI', 'NHAP', 'LẠ', 'SPX1', 'spx9'])
    for (const what of ['key', 'courier', 'partner'] as const)
      expect(mine.holdersOf('shipment', what, code)).toEqual(local.holdersOf('shipment', what, code));
  expect(mine.codeOfReference('shipment', 'CO-ROI')).toBe(local.codeOfReference('shipment', 'CO-ROI'));
  for (const sku of ['MOI-1', 'LẠ']) expect(mine.awaited(sku)).toEqual(local.awaited(sku));
  // Refused and mended, it comes again: nobody holds it against that.
  expect(local.holdersOf('shipment', 'key', 'BI-TU-CHOI')).toHaveLength(1);
  expect(mine.holdersOf('shipment', 'key', 'BI-TU-CHOI')).toEqual([]);
});

test('a drop is held against the provider, the outbox, drafts, and what a person has linked', () => {
  const { database, reader } = company();
  rememberAlias(database, { platform: 'shopee', text: 'Combo 2', parts: [{ oasin: 'P1', pieces: 2 }], operator: 'Lan', at: 1 });
  const check = createCheck(deskKnowledge(reader), { wall });
  const tracked = { typed: { courier_tracking_code: 'SPX1' } };
  const stateOf = (document: Parameters<typeof check.check>[0]) => check.check(document, place).state;
  expect(stateOf(shipmentOf('CO-ROI', [['AO-M', '2']], tracked))).toBe('there');
  expect(stateOf({ ...shipmentOf('CO-ROI', [['AO-M', '2']], { typed: { courier_tracking_code: 'SPX2' } }), sheet: 1 })).toBe('changed');
  expect(stateOf(shipmentOf('DANG-GUI', [['AO-M', '3']]))).toBe('there');
  expect(stateOf(shipmentOf('BI-TU-CHOI', [['AO-M', '1']]))).toBe('new');
  // What was cancelled may or may not come again: a person says.
  expect(stateOf(shipmentOf('DA-HUY', [['AO-M', '1']]))).toBe('ask');
  expect(stateOf(shipmentOf('MOI', [['AO-L', '1']]))).toBe('ask');
  expect(stateOf(shipmentOf('KHO', [['AO-M', '1']], { typed: { warehouse_code: 'kho hồ chí minh' } }))).toBe('new');
  expect(check.check(shipmentOf('COMBO', [['combo 2', '1']]), place)).toMatchObject({
    state: 'ask',
    problems: [{ problem: 'stockTakenAbove' }],
  });
  expect(check.check(shipmentOf('CHO', [['MOI-1', '1']]), place)).toMatchObject({ state: 'ask', problems: [{ problem: 'skuInIntake' }] });
  expect(stateOf(shipmentOf('X', [['CŨ', '1']]))).toBe('error');
});
