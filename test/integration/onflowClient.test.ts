import { afterEach, describe, expect, test } from 'vitest';
import { bench, envelope, errorOf, json, token } from './onflowServer.ts';
import type { Bench } from './onflowServer.ts';

let open: Bench | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});
const start = async (...args: Parameters<typeof bench>): Promise<Bench> => (open = await bench(...args));

describe('a call to the provider', () => {
  test('carries the bare token, the language and the documented headers', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope({ success: true })));
    await onflow.purchaseOrders.cancel('OAPO232716001');
    expect(requests[0]).toMatchObject({ method: 'PUT', url: '/api/v1/purchase-orders/OAPO232716001/cancel' });
    expect(requests[0]?.headers).toMatchObject({ authorization: token, 'accept-language': 'vi', 'content-type': 'application/json' });
  });

  test('puts the scheme of the profile before the token', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope([])), { profile: { authorization: 'Bearer' } });
    await onflow.warehouses.list();
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  test('asks no cache on the way', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope([])));
    await onflow.shipments.list({ merchant_tracking_code_reference: 'DH-1' });
    expect(requests[0]?.headers['cache-control']).toBe('no-cache');
  });

  test('is spelled as the profile says: path, query, fields in rows, page size', async () => {
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope({ items: [], tracking_code: 'OASC1' })), {
      profile: {
        pageSize: 20,
        calls: {
          'products.list': { path: '/v2/products', query: { page: 'p', page_size: 'limit' } },
          'shipments.create': { fields: { label_url: 'waybill_url', product_quantity: 'qty' } },
        },
      },
    });
    await onflow.products.list({ page: 3, keyword: 'đồng hồ' });
    await onflow.shipments.create({ label_url: 'u', items: [{ oasin: 'O', product_quantity: 2 }] });
    expect(requests[0]?.url).toBe('/v2/products?p=3&limit=20&keyword=%C4%91%E1%BB%93ng+h%E1%BB%93');
    expect(JSON.parse(String(requests[1]?.body))).toEqual({ waybill_url: 'u', items: [{ oasin: 'O', qty: 2 }] });
  });

  test('answers the code of what was created, named, called code, or bare', async () => {
    const answers = [{ po_code: 'OAPO1' }, { code: 'OAPO2' }, 'OAPO3'];
    const { onflow } = await start((_, response) => json(response, 201, envelope(answers.shift())));
    expect([
      await onflow.purchaseOrders.create({}),
      await onflow.purchaseOrders.create({}),
      await onflow.purchaseOrders.create({}),
    ]).toEqual(['OAPO1', 'OAPO2', 'OAPO3']);
  });

  test('keeps unknown fields and unknown words of a record', async () => {
    const { onflow } = await start((_, response) =>
      json(response, 200, envelope({ oasin: 'O1', sku: 'S', status: 'ON_THE_MOON', colour_code: 7 })),
    );
    expect(await onflow.products.detail('O1')).toMatchObject({ oasin: 'O1', status: 'ON_THE_MOON', colour_code: 7 });
  });

  test('leaves out a row that cannot be read, and says that it did', async () => {
    const { onflow } = await start((_, response) => json(response, 200, envelope([{ oasin: 'O1' }, { sku: 'no code' }], { total: 2 })));
    expect(await onflow.products.list()).toMatchObject({ rows: [{ oasin: 'O1' }], total: 2, unread: 1 });
  });

  test('asks for a shipment at its second path after a 404, and remembers which one answered', async () => {
    const { onflow, requests } = await start((request, response) => {
      if (request.url?.includes('/b2c/')) json(response, 404, envelope(null, { error: true, error_code: 'NOT_FOUND' }));
      else json(response, 200, envelope({ tracking_code: request.url?.split('/').at(-2) }));
    });
    await onflow.shipments.detail('OASC1');
    await onflow.shipments.detail('OASC2');
    expect(requests.map((request) => request.url)).toEqual([
      '/api/v1/shipments/b2c/OASC1/detail',
      '/api/v1/shipments/OASC1/detail',
      '/api/v1/shipments/OASC2/detail',
    ]);
  });

  test('is written down with everything but token and body', async () => {
    const { onflow, journal } = await start((_, response) => json(response, 200, envelope([], { log_id: 'L9' })));
    await onflow.products.list({}, { priority: 'background' });
    expect(journal).toHaveLength(1);
    expect(journal[0]).toMatchObject({
      call: 'products.list',
      method: 'GET',
      path: '/api/v1/products/list?page=1&page_size=50',
      outcome: 'ok',
      httpStatus: 200,
      logId: 'L9',
      priority: 'background',
    });
    expect(JSON.stringify(journal)).not.toContain(token);
  });

  test('is not made without a token, nor with one that would break the header', async () => {
    let current: string | null = null;
    const { onflow, requests } = await start((_, response) => json(response, 200, envelope([])), { token: () => current });
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'noToken', sent: 'no' });
    for (const bad of ['abc\r\nX-Evil: 1', 'a b', 'tökén', 'a\u0000b']) {
      current = bad;
      expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'tokenHasSpaces', sent: 'no' });
    }
    expect(requests).toHaveLength(0);
  });
});

describe('an answer that is an error', () => {
  test.each([
    [401, 'UNAUTHORIZED', 'unauthorized', 'answered'],
    [423, 'LOCKED', 'unauthorized', 'answered'],
    [200, 'UNAUTHORIZED', 'unauthorized', 'answered'],
    [403, 'FORBIDDEN', 'accountRefused', 'answered'],
    [422, 'DUPLICATE_BARCODE', 'provider', 'answered'],
    [404, 'NOT_FOUND', 'provider', 'answered'],
    [200, 'ALREADY_EXISTS', 'provider', 'answered'],
    [408, 'REQUEST_TIMEOUT', 'provider', 'maybe'],
    [421, 'MISDIRECTED', 'provider', 'no'],
    [425, 'TOO_EARLY', 'provider', 'no'],
    [500, 'INTERNAL_SERVER_ERROR', 'provider', 'maybe'],
    [200, 'INTERNAL_SERVER_ERROR', 'provider', 'maybe'],
    [503, 'SOMETHING_NEW', 'provider', 'maybe'],
  ])('%i with %s is %s, sent: %s', async (status, errorCode, code, sent) => {
    const { onflow } = await start((_, response) =>
      json(response, status, envelope(null, { error: true, error_code: errorCode, log_id: 'L3', messages: 'why' })),
    );
    expect(await errorOf(onflow.products.create({}))).toEqual({
      code,
      sent,
      call: 'products.create',
      provider: { code: errorCode, messages: ['why'], logId: 'L3', httpStatus: status },
    });
  });

  test('brings complaints about fields to the fields of the form, past the renaming of the profile', async () => {
    const { onflow } = await start(
      (_, response) =>
        json(
          response,
          422,
          envelope(null, { error: true, error_code: 'INVALID_PAYLOAD', messages: { items: [{ soLuong: ['too many'] }] } }),
        ),
      { profile: { calls: { 'shipments.create': { fields: { product_quantity: 'soLuong' } } } } },
    );
    expect((await errorOf(onflow.shipments.create({}))).fields).toEqual([
      { path: 'items.0.product_quantity', problem: 'provider', text: 'too many' },
    ]);
  });

  test.each([
    [502, '<html><h1>502 Bad Gateway</h1></html>', 'maybe'],
    [200, '', 'maybe'],
    [201, '{"error":false}', 'maybe'],
    [201, '{"error":false,"data":{}}', 'maybe'],
    [200, '[]', 'maybe'],
    [413, '<html>too large</html>', 'answered'],
    [408, '', 'maybe'],
    [421, '', 'no'],
    [425, '<html>Too Early</html>', 'no'],
    [460, '', 'maybe'],
    [499, '<html>client closed request</html>', 'maybe'],
  ])('%i %j is unreadable, sent: %s', async (status, body, sent) => {
    const { onflow } = await start((_, response) => void response.writeHead(status).end(body));
    expect(await errorOf(onflow.products.create({}))).toMatchObject({ code: 'unreadable', sent, provider: { httpStatus: status } });
  });

  test('an action needs no data, but believes an outspoken no', async () => {
    const answers = ['{"error":false}', envelope(null), envelope({ success: false }, { log_id: 'L4', messages: 'Đã bàn giao' })];
    const { onflow } = await start((_, response) => json(response, 200, answers.shift() ?? ''));
    await onflow.shipments.cancel('OASC1');
    await onflow.shipments.cancel('OASC1');
    expect(await errorOf(onflow.shipments.cancel('OASC1'))).toMatchObject({
      code: 'provider',
      sent: 'answered',
      provider: { messages: ['Đã bàn giao'], logId: 'L4' },
    });
  });

  test('a server that quotes the Authorization header does not get the token into the error or the journal', async () => {
    const { onflow, journal } = await start((request, response) => {
      const said = request.headers.authorization ?? '';
      json(
        response,
        400,
        JSON.stringify({
          error: true,
          error_code: said,
          log_id: said,
          messages: { [said]: [`bad ${said}`], x: [encodeURIComponent(said)] },
          error_detail: said,
        }),
      );
    });
    const error = await errorOf(onflow.products.create({}));
    expect(error.provider?.logId).toBe('•••');
    expect(JSON.stringify([error, journal])).not.toContain(token);
  });

  test('an answer beyond 20 MB is not read to its end', async () => {
    let written = 0;
    const { onflow } = await start((_, response) => {
      response.writeHead(200);
      const more = (): void => {
        if (response.destroyed) return;
        written += 1;
        response.write(Buffer.alloc(1024 * 1024), more);
      };
      more();
    });
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'unreadable', sent: 'maybe' });
    expect(written).toBeLessThan(60);
  });

  test('a redirect is not followed: the token would go along', async () => {
    const elsewhere = await bench((_, response) => json(response, 200, envelope([])));
    const { onflow } = await start(
      (_, response) => void response.writeHead(302, { location: `${elsewhere.baseUrl}/steal` }).end(envelope([])),
    );
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'unreadable', provider: { httpStatus: 302 } });
    expect(elsewhere.requests).toHaveLength(0);
    await elsewhere.close();
  });
});

describe('a 429', () => {
  test.each([
    ['seconds', { 'retry-after': '1' }],
    ['a date', () => ({ 'retry-after': new Date(Date.now() + 2_000).toUTCString(), date: new Date().toUTCString() })],
  ])('with %s is waited out and the call made again', async (_, headers) => {
    let calls = 0;
    const arrivals: number[] = [];
    const { onflow, journal } = await start((__, response) => {
      arrivals.push(performance.now());
      if (calls++ === 0) json(response, 429, envelope(null, { error: true }), typeof headers === 'function' ? headers() : headers);
      else json(response, 200, envelope([]));
    });
    await onflow.warehouses.list();
    expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(950);
    expect(journal.map((entry) => entry.outcome)).toEqual(['rateLimited', 'ok']);
  });

  test('without a time is waited out too', async () => {
    let calls = 0;
    const { onflow } = await start(
      (_, response) => (calls++ === 0 ? void response.writeHead(429).end() : json(response, 200, envelope([]))),
      {},
    );
    await onflow.warehouses.list();
    expect(calls).toBe(2);
  });

  test('that would outlast a person is told with its time, and as nothing done', async () => {
    const { onflow } = await start((_, response) => json(response, 429, envelope(null, { error: true }), { 'retry-after': '60' }));
    const error = await errorOf(onflow.products.create({}));
    expect(error).toMatchObject({ code: 'rateLimited', sent: 'answered' });
    expect(error.retryAfterMs).toBeGreaterThan(55_000);
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'rateLimited', sent: 'no' });
  });
});
