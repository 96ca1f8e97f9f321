import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEnvelope } from '../../../main/onflow/envelope.ts';
import type { Success } from '../../../main/onflow/envelope.ts';
import { retryAfterMs } from '../../../main/onflow/errors.ts';
import { readList } from '../../../main/onflow/lists.ts';

const read = (value: unknown, status = 200) => readEnvelope(status, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
const success = (value: unknown): Success => {
  const envelope = read(value);
  if (envelope.kind !== 'success') throw new Error(envelope.kind);
  return envelope;
};

describe('the envelope', () => {
  test('of a success gives data, total and log_id', () => {
    expect(read({ data: { oasin: 'O' }, error: false, error_code: null, log_id: 'L1', messages: 'OK', total: 7 })).toMatchObject({
      kind: 'success',
      data: { oasin: 'O' },
      total: 7,
      remarks: { logId: 'L1' },
    });
  });

  test.each([200, 400, 404, 422, 500])('with error: true is an error at status %i', (status) => {
    expect(read({ data: null, error: true, error_code: 'ALREADY_EXISTS', log_id: 'L2', messages: 'SKU' }, status)).toMatchObject({
      kind: 'error',
      remarks: { code: 'ALREADY_EXISTS', logId: 'L2', messages: ['SKU'] },
    });
  });

  test('with neither data nor error is a success without data; an action needs no more', () => {
    expect(read({ error: false })).toMatchObject({ kind: 'success', data: undefined, total: null });
  });

  test.each([['<html>502</html>'], [''], ['"text"'], ['null'], ['17'], ['{']])('%j is unreadable', (body) => {
    expect(read(body).kind).toBe('unreadable');
  });

  test.each([
    [{ success: false, message: 'Đã bàn giao', data: null }],
    [{ success: 'false', message: 'Đã bàn giao' }],
    [{ success: 0, msg: 'Đã bàn giao' }],
    [{ success: false, code: 200, message: 'Đã bàn giao' }],
    [{ data: null, errors: [{ message: 'Đã bàn giao' }] }],
    [{ data: null, errors: ['Đã bàn giao'] }],
    [{ data: null, error: 'Đã bàn giao' }],
    [{ data: null, error: { message: 'Đã bàn giao' } }],
    [{ data: null, error: [{ msg: 'Đã bàn giao' }] }],
    [{ status: 'error', message: 'Đã bàn giao' }],
    [{ code: 400, message: 'Đã bàn giao', data: null }],
    [{ error: true, data: 'Đã bàn giao' }],
    [{ error: true, data: { message: 'Đã bàn giao' } }],
    [{ Success: false, Message: 'Đã bàn giao' }],
  ])('of a refusal in a 200 is an error with its words: %j', (body) => {
    expect(read(body)).toMatchObject({ kind: 'error', remarks: { messages: ['Đã bàn giao'] } });
  });

  test('brings the code of an error that is an object, and its fields', () => {
    expect(read({ error: { code: 'ALREADY_EXISTS', message: 'Trùng', errors: [{ field: 'sku', message: 'đã có' }] } })).toMatchObject({
      kind: 'error',
      remarks: { code: 'ALREADY_EXISTS', messages: ['Trùng'], fields: [{ path: 'sku', text: 'đã có' }] },
    });
    expect(read({ detail: [{ loc: ['body', 'items', 0, 'oasin'], msg: 'field required' }] }, 422)).toMatchObject({
      remarks: { fields: [{ path: 'items.0.oasin', text: 'field required' }] },
    });
  });

  test.each([
    [{ error: {} }],
    [{ error: [] }],
    [{ error: '' }],
    [{ errors: [] }],
    [{ errors: {} }],
    [{ errors: null }],
    [{ error_code: 0 }],
    [{ error_code: 'SUCCESS' }],
    [{ error_code: '' }],
  ])('with an empty error says nothing by it: %j', (empty) => {
    expect(read({ ...empty, data: { a: 1 } })).toMatchObject({ kind: 'success', data: { a: 1 }, saysDone: false });
  });

  test.each([
    [{ error: false }],
    [{ error: 'false' }],
    [{ error: 'none' }],
    [{ success: true }],
    [{ success: 1 }],
    [{ status: 'success' }],
    [{ code: 200 }],
    [{ code: 0 }],
    [{ status: 200 }],
  ])('that says that all went well is known by it: %j', (good) => {
    expect(read({ ...good, data: null })).toMatchObject({ kind: 'success', saysDone: true });
  });

  test.each([[{ error: false, success: false }], [{ success: true, errors: ['x'] }], [{ success: true, error: 'x' }]])(
    'that contradicts itself is neither: %j',
    (body) => {
      expect(read({ ...body, data: null }).kind).toBe('unreadable');
    },
  );

  test('takes the status of a bare record for no verdict', () => {
    expect(read({ tracking_code: 'T', status: 'FAILED', code: 'C' })).toMatchObject({
      kind: 'success',
      data: { status: 'FAILED' },
      saysDone: false,
    });
  });

  test('keeps the digits of a number that is longer than JavaScript can count, and knows its names in camel case', () => {
    const body =
      '{"error":false,"data":{"trackingCode":576461413038785753,"float":576461413038785753.0,"price":159000.50,"createdTime":1763980000,"items":[{"OASIN1000001":1}]}}';
    expect(read(body)).toMatchObject({
      data: {
        tracking_code: '576461413038785753',
        float: '576461413038785753',
        price: 159_000.5,
        created_time: 1_763_980_000,
        items: [{ OASIN1000001: 1 }],
      },
    });
  });

  test('keeps what another kind of JSON says in words', () => {
    expect(read({ detail: 'Not found.' }, 404)).toMatchObject({ kind: 'unreadable', remarks: { messages: ['Not found.'] } });
  });

  test('reads messages as a text, as texts and as fields with texts', () => {
    expect(read({ error: true, messages: ['a', 'b'] })).toMatchObject({ remarks: { messages: ['a', 'b'], fields: [] } });
    expect(read({ error: true, messages: { sku: ['taken', 'too long'], packages: [{ items: [{ oasin: 'unknown' }] }] } })).toMatchObject({
      remarks: {
        messages: [],
        fields: [
          { path: 'sku', problem: 'provider', text: 'taken' },
          { path: 'sku', problem: 'provider', text: 'too long' },
          { path: 'packages.0.items.0.oasin', problem: 'provider', text: 'unknown' },
        ],
      },
    });
  });

  test('cuts a text that nobody would read', () => {
    expect(read({ error: true, messages: 'x'.repeat(5_000) }).remarks.messages[0]?.length).toBeLessThan(600);
  });

  test('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string()),
        fc.integer({ min: 100, max: 599 }),
        (body, status) => void readEnvelope(status, Buffer.from(body)),
      ),
    );
  });
});

describe('a list', () => {
  const rows = [{ a: 1 }];
  test.each([
    ['data', rows],
    ['data.items', { items: rows }],
    ['data.results', { results: rows }],
    ['data.list', { list: rows }],
    ['data.data', { data: rows }],
    ['data.records', { records: rows }],
    ['data.rows', { rows }],
    ['data.data.items', { data: { items: rows } }],
    ['data.page.rows', { page: { rows, size: 50 } }],
    ['data.shipments', { shipments: rows, page: 1 }],
    ['data.items', { items: { 0: { a: 1 } } }],
    ['data', { 7: { a: 1 } }],
  ])('is found at %s', (place, data) => {
    expect(readList(success({ data, error: false, total: '31' }))).toEqual({ rows, total: 31, place });
  });

  test('is found without an envelope too', () => {
    expect(readList(success(rows))).toMatchObject({ rows });
    expect(readList(success({ count: 7, next: null, results: rows }))).toMatchObject({ rows, total: 7 });
  });

  test('believes the total that stands beside the rows', () => {
    expect(readList(success({ data: { items: [], total: 300 }, error: false, total: 1 }))).toMatchObject({ total: 300 });
  });

  test.each([[null], [{}], [''], [[]], [{ items: null }], [{ items: '' }], [{ items: {} }], [{ data: { items: null } }], [{ total: 0 }]])(
    'that is empty may come as %j',
    (data) => {
      expect(readList(success({ data, error: false }))).toMatchObject({ rows: [] });
    },
  );

  test('is not there in what nobody called a success, nor in something else', () => {
    expect(readList(success({ data: null }))).toBeNull();
    for (const data of ['text', { items: 3 }, { page: 1 }, 7]) expect(readList(success({ data, error: false }))).toBeNull();
  });
});

describe('Retry-After', () => {
  test('is read as seconds and as a date, and a date by the clock of the server', () => {
    expect(retryAfterMs({ 'retry-after': '7' })).toBe(7_000);
    const date = { 'retry-after': 'Mon, 01 Jan 2001 00:00:09 GMT', date: 'Mon, 01 Jan 2001 00:00:00 GMT' };
    expect(retryAfterMs(date)).toBe(9_000);
    expect(retryAfterMs({ 'retry-after': 'Mon, 01 Jan 2001 00:00:09 GMT' }, () => Date.UTC(2001, 0, 1, 0, 0, 4))).toBe(5_000);
  });

  test('that lies in the past, or is no time at all', () => {
    expect(retryAfterMs({ 'retry-after': 'Mon, 01 Jan 2001 00:00:09 GMT' })).toBe(0);
    expect(retryAfterMs({ 'retry-after': 'soon' })).toBeNull();
    expect(retryAfterMs({})).toBeNull();
  });
});
