/** What other servers make of the same answers: a refusal is never a success, and an odd answer never loses a row. */
import { afterEach, describe, expect, test } from 'vitest';
import { bench, envelope, errorOf, json } from './onflowServer.ts';
import type { Bench } from './onflowServer.ts';

let open: Bench | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const start = async (...args: Parameters<typeof bench>): Promise<Bench> => (open = await bench(...args));
/** A client at a server that answers everything so. */
const answering = (body: unknown, status = 200): Promise<Bench> =>
  start((_, response) => json(response, status, typeof body === 'string' ? body : JSON.stringify(body)));

const words = 'Đã bàn giao';

describe('an action', () => {
  test.each([
    [{ success: false, message: words, data: null }],
    [{ data: null, errors: [{ message: words }] }],
    [{ error: words, data: null }],
    [{ error: false, messages: 'OK', data: { success: 'false', message: words } }],
    [{ error: false, messages: 'OK', data: { success: 0, message: words } }],
    [{ error: false, data: { error: words } }],
  ])('that is declined inside a 200 is declined, in the words of the provider: %j', async (body) => {
    const { onflow } = await answering(body);
    expect(await errorOf(onflow.shipments.cancel('OASC1'))).toMatchObject({
      code: 'provider',
      sent: 'answered',
      provider: { messages: [words] },
    });
  });

  test.each([
    [{}],
    [{ data: null }],
    [{ data: {} }],
    [{ data: { tracking_code: 'OASC1' } }],
    [{ message: words }],
    [{ error: {}, data: null }],
    [{ error: false, success: false, message: words }],
    [''],
  ])('of which nobody says that it was done must be looked at: %j', async (body) => {
    const { onflow } = await answering(body);
    expect(await errorOf(onflow.shipments.cancel('OASC1'))).toMatchObject({ code: 'unreadable', sent: 'maybe' });
  });

  test.each([
    [{ error: false, data: null }],
    [{ success: true }],
    [{ data: { success: true } }],
    [{ data: { success: 'true' } }],
    [{ data: true }],
    [{ data: 'OK' }],
    [{ status: 'success', data: null }],
  ])('is done where anybody says so: %j', async (body) => {
    const { onflow } = await answering(body);
    await expect(onflow.shipments.cancel('OASC1')).resolves.toBeUndefined();
  });
});

describe('an answer that a cache on the way had kept, in spite of `no-cache`,', () => {
  const row = { tracking_code: 'OASC1', merchant_tracking_code_reference: 'DH-1' };
  const withHeaders = (headers: Record<string, string>, body: unknown, status = 200): Promise<Bench> =>
    start((_, response) => json(response, status, JSON.stringify(body), headers));

  test.each([
    [{ age: '1' }],
    [{ age: '0, 30' }],
    [{ 'x-cache': 'HIT' }],
    [{ 'x-cache': 'MISS, HIT' }],
    [{ 'x-cache': 'Hit from cloudfront' }],
    [{ 'x-cache': 'TCP_MEM_HIT from squid' }],
    [{ 'cf-cache-status': 'STALE' }],
    [{ 'cache-status': 'edge; hit; ttl=30' }],
    [{ 'x-cache-status': 'UPDATING' }],
    [{ 'x-varnish': '32770 3' }],
  ])('is marked as such: %j', async (headers) => {
    const { onflow } = await withHeaders(headers, { error: false, data: [row], total: 1 });
    expect(await onflow.shipments.list()).toMatchObject({ rows: [row], isKept: true });
  });

  test.each([
    [{}],
    [{ age: '0' }],
    [{ 'x-cache': 'MISS' }],
    [{ 'x-cache': 'RefreshHit from cloudfront' }],
    [{ 'x-cache': 'TCP_REFRESH_HIT' }],
    [{ 'cf-cache-status': 'REVALIDATED' }],
    [{ 'cache-status': 'edge; fwd=stale; fwd-status=200' }],
    [{ 'x-cache-lookup': 'HIT from squid:3128' }],
    [{ 'x-varnish': '32770' }],
    [{ 'x-cache': 'whitelisted' }],
  ])('is not one that the provider gave or confirmed just now: %j', async (headers) => {
    const { onflow } = await withHeaders(headers, { error: false, data: [row], total: 1 });
    expect(await onflow.shipments.list()).not.toHaveProperty('isKept');
  });

  test('of one record is shown to a person, and no answer to whoever needs to know how it is now', async () => {
    const { onflow } = await withHeaders({ age: '40' }, { error: false, data: row });
    expect(await onflow.shipments.detail('OASC1')).toMatchObject(row);
    expect(await errorOf(onflow.shipments.detail('OASC1', { needsFresh: true }))).toMatchObject({ code: 'unreadable', sent: 'maybe' });
  });

  test('ends a list no better than a page of it would', async () => {
    const { onflow } = await withHeaders({ age: '40' }, { error: true, error_code: 'NOT_FOUND', messages: 'no such page' }, 404);
    expect(await onflow.shipments.list({ page: 2 })).toEqual({ rows: [], total: null, unread: 0, isKept: true });
  });
});

describe('a create', () => {
  test.each([
    [{ success: false, message: words }],
    [{ error: words }],
    [{ errors: [words] }],
    [{ error: false, data: { success: false, message: words } }],
  ])('that is refused inside a 200 was not made: %j', async (body) => {
    const { onflow } = await answering(body);
    expect(await errorOf(onflow.shipments.create({}))).toMatchObject({
      code: 'provider',
      sent: 'answered',
      provider: { messages: [words] },
    });
  });

  test.each([
    [{ error: false, data: null }],
    [{ error: false, data: 'OK' }],
    [{ error: false, data: { code: 200 } }],
    [{ error: false, data: 'Tạo thành công' }],
    [{ data: {} }],
    [[]],
    [{ error: false, data: { code: 'OUT_OF_STOCK' } }],
    [{ error: false, data: { code: 'E4001', message: words } }],
    [{ error: false, data: { code: 4001 } }],
    [{ error: false, data: 'PENDING' }],
    [{ error: false, data: { tracking_code: 'undefined' } }],
    [{ error: false, data: { tracking_code: '-' } }],
    [{ error: false, success: false }],
    [{ success: true, errors: ['x'], data: { tracking_code: 'T' } }],
    [{ error: false, data: { success: false, tracking_code: 'T' } }],
  ])('of which it is not clear may have been made: %j', async (body) => {
    const { onflow } = await answering(body);
    expect(await errorOf(onflow.shipments.create({}))).toMatchObject({ code: 'unreadable', sent: 'maybe' });
  });

  test.each([
    ['{"error":false,"data":{"tracking_code":576461413038785753}}', '576461413038785753'],
    ['{"error":false,"data":{"trackingCode":"T1"}}', 'T1'],
    ['{"error":false,"data":{"shipment":{"tracking_code":"T1"}}}', 'T1'],
    ['{"error":false,"data":[{"tracking_code":"T1"}]}', 'T1'],
    ['{"success":true,"data":{"code":"T1"}}', 'T1'],
    ['{"tracking_code":"T1"}', 'T1'],
    ['{"error":false,"data":{"tracking_code":"T1","code":201,"message":"Created"}}', 'T1'],
    ['{"error":false,"data":"T1"}', 'T1'],
  ])('is known by its code, wherever it stands: %s', async (body, code) => {
    const { onflow } = await answering(body, 201);
    expect(await onflow.shipments.create({})).toBe(code);
  });
});

describe('a list', () => {
  test('has the rows that are odd too, and names what could not be read', async () => {
    const { onflow } = await answering(
      envelope([{ trackingCode: 'T1', items: [{ oasin: 'O1', productQuantity: 'hai' }] }, { tracking_code: 'T2' }, { note: 'nobody' }]),
    );
    expect(await onflow.shipments.list()).toMatchObject({
      rows: [{ tracking_code: 'T1', items: [{ oasin: 'O1', product_quantity: null }] }, { tracking_code: 'T2' }],
      unread: 1,
      oddities: [{ row: 0, field: 'items.0.product_quantity' }],
    });
  });

  test('has a record once that the answer has twice', async () => {
    const { onflow } = await answering(envelope([{ tracking_code: 'T1' }, { tracking_code: 'T2' }, { tracking_code: 'T1' }]));
    expect((await onflow.shipments.list()).rows.map((row) => row.tracking_code)).toEqual(['T1', 'T2']);
  });

  test('keeps the digits of a long code, and asks by them', async () => {
    const { onflow, requests } = await answering(
      '{"error":false,"data":[{"tracking_code":576461413038785753,"merchant_tracking_code_reference":9007199254740993}]}',
    );
    const [row] = (await onflow.shipments.list()).rows;
    expect(row).toMatchObject({ tracking_code: '576461413038785753', merchant_tracking_code_reference: '9007199254740993' });
    await onflow.shipments.cancel(row?.tracking_code ?? '');
    expect(requests.at(-1)?.url).toContain('/576461413038785753/');
  });

  test('that is empty may be no body at all', async () => {
    const { onflow } = await start((_, response) => void response.writeHead(204).end());
    expect(await onflow.returns.list()).toMatchObject({ rows: [], unread: 0 });
    expect(await errorOf(onflow.returns.cancel('Z'))).toMatchObject({ code: 'unreadable', sent: 'maybe' });
  });
});

test('a detail is found under a name of its own, and in a list of one', async () => {
  for (const data of [{ shipment: { tracking_code: 'T1' } }, [{ tracking_code: 'T1' }], { data: { tracking_code: 'T1' } }]) {
    const { onflow, close } = await answering(envelope(data));
    expect(await onflow.shipments.detail('T1')).toMatchObject({ tracking_code: 'T1' });
    await close();
  }
});

test('a detail of another record is none: what it says would be taken for this one', async () => {
  const { onflow } = await answering(envelope({ tracking_code: 'T2', cancelled_time: 1_700_000_000 }));
  expect(await errorOf(onflow.shipments.detail('T1'))).toMatchObject({ code: 'unreadable', params: { missing: 'tracking_code' } });
  expect(await onflow.shipments.detail('t-2')).toMatchObject({ tracking_code: 'T2' });
});
