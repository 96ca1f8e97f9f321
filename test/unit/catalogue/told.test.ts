/** What of the provider's changes somebody who is elsewhere is told of. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { recordSchemas } from '../../../contract/records.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { type ToldRecord, tellOf } from '../../../main/catalogue/told.ts';
import { openStore } from '../../../main/store/index.ts';
import { systemClock } from '../../../main/time/clock.ts';
import { temporaryFolder } from '../store/temporary.ts';

const now = Date.UTC(2026, 10, 26, 3);
const seconds = now / 1_000;

function copy() {
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), systemClock, () => undefined);
  onTestFinished(() => store.close());
  const told: ToldRecord[] = [];
  tellOf(store.catalogue, { wall: () => now }, (record) => told.push(record));
  const put = (kind: RecordKind, record: object): void =>
    void store.catalogue.putListRows(kind, [recordSchemas[kind].parse(record) as never], now);
  const walked = (kind: RecordKind): void => store.catalogue.setProgress(kind, { walkedAt: 1, nextPage: null, asOf: 1 });
  return { store, told, put, walked };
}
const parcel = (value: number, more: object = {}) => ({
  tracking_code: 'OASC1',
  merchant_tracking_code_reference: 'DH-1',
  status_info: { value },
  created_time: seconds - 600,
  updated_time: seconds - 60,
  ...more,
});
const back = (value: number, more: object = {}) => ({
  return_tracking_code: 'OARSC1',
  merchant_return_tracking_code_reference: 'TH-1',
  status_info: { value },
  created_time: seconds - 600,
  updated_time: seconds - 60,
  ...more,
});

test('a shipment that is cancelled is told, once; one that moves on is not, nor one that was cancelled when the desk first saw it', () => {
  const { told, put, walked } = copy();
  walked('shipment');
  put('shipment', parcel(500, { tracking_code: 'OASC2' }));
  put('shipment', parcel(100));
  put('shipment', parcel(300));
  put('shipment', parcel(500));
  put('shipment', parcel(500, { updated_time: seconds - 10 }));
  expect(told.map(({ group, code }) => [group, code])).toEqual([['shipments', 'OASC1']]);
  expect(told[0]).toMatchObject({ kind: 'shipment', reference: 'DH-1', facets: { status: ['CANCELLED'] } });
});

test('a return that turns up is told, and one that has a problem; not while the list is read for the first time', () => {
  const { told, put, walked } = copy();
  put('return', back(100, { return_tracking_code: 'OARSC0' }));
  walked('return');
  put('return', back(100));
  put('return', back(350));
  expect(told.map(({ group, code, facets }) => [group, code, facets])).toEqual([
    ['returns', 'OARSC1', {}],
    ['returns', 'OARSC1', { status: ['PROBLEM'] }],
  ]);
});

test('what the provider touched last week is no news, however late the desk reads it', () => {
  const { told, put, walked } = copy();
  walked('shipment');
  put('shipment', parcel(100));
  put('shipment', parcel(500, { updated_time: seconds - 7 * 86_400 }));
  expect(told).toEqual([]);
});

test('an order is told of where pieces are missing, over, damaged or lost, and not where they only wait for their shelf', () => {
  const { store, told, put } = copy();
  const order = (code: string) => ({ po_code: code, status: 'COMPLETED', created_time: seconds - 6_000, updated_time: seconds - 600 });
  const row = (more: object) => ({
    package_code: 'P',
    oasin: 'O',
    product_quantity: 10,
    inbound_quantity: 10,
    putaway_quantity: 10,
    ...more,
  });
  const inspected = (code: string, rows: object[]): void => {
    put('purchase-order', order(code));
    store.catalogue.putList('inspection', code, rows, now);
  };
  inspected('MISSING', [row({ stock_level: 'A', inbound_quantity: 8, putaway_quantity: 8 })]);
  inspected('OVER', [row({ stock_level: 'A', inbound_quantity: 11, putaway_quantity: 11 })]);
  inspected('DAMAGED', [
    row({ stock_level: 'A', inbound_quantity: 9 }),
    row({ stock_level: 'D1', product_quantity: 0, inbound_quantity: 1 }),
  ]);
  inspected('SHELF', [row({ stock_level: 'A', putaway_quantity: 4 })]);
  inspected('SAME', [row({ stock_level: 'A' })]);
  // The same answer again is nothing new.
  inspected('MISSING', [row({ stock_level: 'A', inbound_quantity: 8, putaway_quantity: 8 })]);
  expect(told.map(({ group, code }) => [group, code])).toEqual([
    ['differences', 'MISSING'],
    ['differences', 'OVER'],
    ['differences', 'DAMAGED'],
  ]);
});
