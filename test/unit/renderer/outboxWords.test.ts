/** How the outbox's rows are kept and compared on screen. */
import { describe, expect, test } from 'vitest';
import type { OutboxItem } from '../../../contract/outbox.ts';
import { faultsFrom, fieldsOf } from '../../../renderer/features/practice/faultFields.ts';
import { compareSides, sideText } from '../../../renderer/features/outbox/compareSides.ts';
import { formPlace, recordPlace, stateWord } from '../../../renderer/features/rows/words.ts';
import { openCount, withItem } from '../../../renderer/stores/outboxStore.ts';

const row = (id: string, createdAt: number, state: OutboxItem['state'] = 'queued') => ({ id, createdAt, state }) as OutboxItem;

describe('the outbox on screen', () => {
  test('a changed row keeps its place, a new one goes to the top by its time', () => {
    const items = [row('b', 2), row('a', 1)];
    expect(withItem(items, row('a', 1, 'confirmed')).map((each) => [each.id, each.state])).toEqual([
      ['b', 'queued'],
      ['a', 'confirmed'],
    ]);
    expect(withItem(items, row('c', 3)).map((each) => each.id)).toEqual(['c', 'b', 'a']);
  });

  test('a document that was given up in doubt was refused by nobody', () => {
    const rejected: OutboxItem = { ...row('a', 1, 'rejected'), kind: 'shipment', waitsFor: [], isGivenUp: false };
    expect(stateWord({ ...rejected, isGivenUp: true })).toBe('outbox.state.givenUp');
    expect(stateWord(rejected)).toBe('outbox.state.rejected');
  });

  test('rows that are confirmed or given up are not counted as open', () => {
    expect(openCount({ queued: 2, sending: 1, unknown: 1, rejected: 1, needs_attention: 1, given_up: 5 })).toBe(6);
  });

  test('a cancel leads to what was cancelled', () => {
    expect(recordPlace('shipment.cancel', 'OASC51090001')).toEqual({ screen: 'shipments', view: 'detail', code: 'OASC51090001' });
    expect(formPlace('purchase-order', 'd1')).toEqual({ screen: 'purchaseOrders', view: 'form', draftId: 'd1' });
  });
});

describe('both sides of a row that needs a decision', () => {
  test('differences come first, and what only one side names is no difference', () => {
    const rows = compareSides({ platform: 'lazada', warehouse_code: 'HN', label: 'x' }, [
      { platform: 'lazada', warehouse_code: 'HCM', tracking_code: 'OASC1' },
    ]);
    expect(rows.map((each) => [each.field, each.differs])).toEqual([
      ['warehouse_code', true],
      ['platform', false],
      ['label', false],
      ['tracking_code', false],
    ]);
  });

  test('a number and its decimal text are the same, a file goes by its name', () => {
    expect(sideText('500000.00')).toBe(sideText(500000));
    expect(sideText({ file_id: 'f', name: 'nhan.pdf', mime: 'application/pdf', size: 1 })).toBe('nhan.pdf');
    expect(sideText(null)).toBe('—');
  });

  test('a line is its product and quantity, however much the provider tells of the product', () => {
    const [items] = compareSides({ items: [{ oasin: 'OASIN1', product_quantity: 2 }] }, [
      { items: [{ oasin: 'OASIN1', product_quantity: 2, sku: 'AT', name: 'Áo' }] },
    ]);
    expect(items).toMatchObject({ differs: false, ours: 'OASIN1 × 2' });
  });

  test('what neither side has a value for is left out', () => {
    expect(compareSides({ platform: 'x', note: '' }, [{ platform: 'x', handover_time: null }]).map((each) => each.field)).toEqual([
      'platform',
    ]);
  });
});

describe('faults as they are typed', () => {
  test('are the same after being shown and read again', () => {
    const faults = { kind: 'dropAfterCommit', share: 0.15, times: 3, onlyWrites: true, latencyMs: [20, 200] } as const;
    expect(faultsFrom(fieldsOf({ ...faults, latencyMs: [20, 200] })).faults).toEqual(faults);
  });

  test('name the field that cannot be read', () => {
    const fields = fieldsOf({ kind: 'none', share: 1, times: null, onlyWrites: false, latencyMs: [0, 0] });
    expect(faultsFrom({ ...fields, share: '101' })).toEqual({ faults: null, problems: { share: true } });
    expect(faultsFrom({ ...fields, latencyFrom: '50', latencyTo: '10' }).problems).toEqual({ latencyTo: true });
    expect(faultsFrom({ ...fields, times: '1.5' }).problems).toEqual({ times: true });
    expect(faultsFrom({ ...fields, share: '１２,5' }).faults?.share).toBeCloseTo(0.125);
  });
});
