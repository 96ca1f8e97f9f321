import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEnvelope, readList } from '../../../main/onflow/envelope.ts';
import type { Success } from '../../../main/onflow/envelope.ts';
import { retryAfterMs } from '../../../main/onflow/errors.ts';

const read = (value: unknown, status = 200) => readEnvelope(status, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
const success = (value: unknown): Success => {
  const envelope = read(value);
  if (envelope.kind !== 'success') throw new Error(envelope.kind);
  return envelope;
};

describe('the envelope', () => {
  test('of a success gives data, total and log_id', () => {
    expect(read({ data: { oasin: 'O' }, error: false, error_code: null, log_id: 'L1', messages: 'OK', total: 7 })).toMatchObject({
      kind: 'success', data: { oasin: 'O' }, total: 7, remarks: { logId: 'L1' },
    });
  });

  test.each([200, 400, 404, 422, 500])('with error: true is an error at status %i', (status) => {
    expect(read({ data: null, error: true, error_code: 'ALREADY_EXISTS', log_id: 'L2', messages: 'SKU' }, status)).toMatchObject({
      kind: 'error', remarks: { code: 'ALREADY_EXISTS', logId: 'L2', messages: ['SKU'] },
    });
  });

  test('with neither data nor error is a success without data; an action needs no more', () => {
    expect(read({ error: false })).toMatchObject({ kind: 'success', data: undefined, total: null });
  });

  test.each([['<html>502</html>'], [''], ['"text"'], ['[1,2]'], ['null'], ['17'], ['{'], ['{"hello":"world"}']])('%j is unreadable', (body) => {
    expect(read(body).kind).toBe('unreadable');
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
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), fc.integer({ min: 100, max: 599 }), (body, status) => void readEnvelope(status, Buffer.from(body))));
  });
});

describe('a list', () => {
  test.each([
    ['an array', [{ a: 1 }]],
    ['items', { items: [{ a: 1 }] }],
    ['results', { results: [{ a: 1 }] }],
    ['list', { list: [{ a: 1 }] }],
    ['data', { data: [{ a: 1 }] }],
  ])('is found in data as %s', (_, data) => {
    expect(readList(success({ data, error: false, total: '31' }))).toEqual({ rows: [{ a: 1 }], total: 31 });
  });

  test('believes the total that stands beside the rows', () => {
    expect(readList(success({ data: { items: [], total: 300 }, error: false, total: 1 }))).toMatchObject({ total: 300 });
  });

  test.each([[null], [{}], ['text'], [{ items: 3 }]])('is not there in %j', (data) => {
    expect(readList(success({ data, error: false }))).toBeNull();
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
