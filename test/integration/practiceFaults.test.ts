/** The practice provider over real HTTP: every fault of the contract, the rate limit, and who is let in. */
import { writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noFaults, practiceFaultKinds, type PracticeFaults } from '../../contract/practice.ts';
import { newShipment, practise, temporaryFolder, usable, type Answer, type Caller } from '../unit/practice/caller.ts';

const fault = (kind: PracticeFaults['kind'], more: Partial<PracticeFaults> = {}): PracticeFaults => ({ ...noFaults, kind, ...more });
const create = (caller: Caller, reference = 'DH-1'): Promise<Answer> =>
  caller.post('/api/v1/shipments/b2c/create', newShipment(usable, reference));
const made = (caller: Caller, reference = 'DH-1'): number => caller.practice.counts().shipments[reference] ?? 0;

/** What `fetch` says of a connection that broke. */
async function brokenBy(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => new Error('an answer came'),
    (reason: unknown) => reason,
  );
  return error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : error;
}

describe('a fault', () => {
  test('dropBeforeCommit resets the connection and changes nothing', async () => {
    const caller = await practise({ faults: fault('dropBeforeCommit') });
    expect(await brokenBy(create(caller))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(made(caller)).toBe(0);
  });

  test('dropAfterCommit resets the connection with the change made and on the disk', async () => {
    const caller = await practise({ faults: fault('dropAfterCommit') });
    expect(await brokenBy(create(caller))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(made(caller)).toBe(1);
    await caller.practice.close();
    expect(made(await practise({ folder: caller.folder }))).toBe(1);
  });

  test.each([
    ['error500BeforeCommit', 500, 'INTERNAL_SERVER_ERROR', 0],
    ['error500AfterCommit', 500, 'INTERNAL_SERVER_ERROR', 1],
    ['errorIn200', 200, 'BAD_REQUEST', 0],
    ['wrongToken', 401, 'UNAUTHORIZED', 0],
    ['rateLimitBare', 429, 'TOO_MANY_REQUESTS', 0],
    ['rateLimitSeconds', 429, 'TOO_MANY_REQUESTS', 0],
    ['rateLimitDate', 429, 'TOO_MANY_REQUESTS', 0],
  ] as const)('%s answers %d %s in the envelope; shipments made: %d', async (kind, status, error_code, count) => {
    const caller = await practise({ faults: fault(kind) });
    expect(await create(caller)).toMatchObject({ status, error: true, error_code, log_id: expect.any(String) });
    expect(made(caller)).toBe(count);
  });

  test('of the rate limit names its time in seconds, as a date, or not at all', async () => {
    const caller = await practise();
    const retryAfter = async (kind: PracticeFaults['kind']): Promise<string | null> => {
      await caller.practice.setFaults(fault(kind));
      return (await caller.get('/api/v1/addresses/province/list')).headers.get('retry-after');
    };
    expect(await retryAfter('rateLimitBare')).toBeNull();
    expect(await retryAfter('rateLimitSeconds')).toMatch(/^\d+$/);
    const date = await retryAfter('rateLimitDate');
    expect(new Date(date ?? '').toUTCString()).toBe(date);
    expect(Date.parse(date ?? '')).toBeGreaterThan(Date.now());
  });

  test('html answers a 502 page and changes nothing; empty answers an empty 200 with the change made', async () => {
    const caller = await practise({ faults: fault('html') });
    const raw = (reference: string): Promise<Response> =>
      fetch(`${caller.practice.baseUrl}/api/v1/shipments/b2c/create`, {
        method: 'POST',
        body: JSON.stringify(newShipment(usable, reference)),
        headers: { authorization: caller.practice.token, 'content-type': 'application/json' },
      });
    const html = await raw('DH-1');
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    expect(await html.text()).toContain('<h1>502');
    await caller.practice.setFaults(fault('empty'));
    const empty = await raw('DH-2');
    expect([empty.status, await empty.text()]).toEqual([200, '']);
    expect([made(caller, 'DH-1'), made(caller, 'DH-2')]).toEqual([0, 1]);
  });

  test('silence does the work and never answers; closing the provider ends it', async () => {
    const caller = await practise({ faults: fault('silence') });
    const call = brokenBy(create(caller));
    await expect.poll(() => made(caller)).toBe(1);
    await caller.practice.close();
    expect(await call).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
  });

  test('offline closes the listener and open connections, and the same address is back afterwards', async () => {
    const caller = await practise({ faults: fault('silence', { times: 1 }) });
    const { baseUrl } = caller.practice;
    const hanging = brokenBy(create(caller));
    await expect.poll(() => made(caller)).toBe(1);
    await caller.practice.setFaults(fault('offline'));
    expect(await hanging).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(await brokenBy(fetch(baseUrl))).toBe('ECONNREFUSED');
    await Promise.all([
      caller.practice.setFaults(noFaults),
      caller.practice.setFaults(fault('offline')),
      caller.practice.setFaults(noFaults),
    ]);
    expect(caller.practice.baseUrl).toBe(baseUrl);
    expect(await caller.get('/api/v1/addresses/province/list')).toMatchObject({ status: 200 });
  });

  test('with times strikes so often and is then none', async () => {
    const caller = await practise({ faults: fault('error500BeforeCommit', { times: 2 }) });
    const statuses = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await caller.get('/api/v1/addresses/province/list')).status);
    expect(statuses).toEqual([500, 500, 200, 200]);
    expect(caller.practice.faults()).toMatchObject({ kind: 'none', times: null });
  });

  test('onlyWrites leaves reading alone, and reading does not use it up', async () => {
    const caller = await practise({ faults: fault('error500BeforeCommit', { times: 1, onlyWrites: true }) });
    expect(await caller.get('/api/v1/addresses/province/list')).toMatchObject({ status: 200 });
    expect(await create(caller)).toMatchObject({ status: 500 });
  });

  test('with a share strikes that share of calls, the same ones for the same seed', async () => {
    const strikes = async (): Promise<number[]> => {
      const caller = await practise({ seedRandom: 7, faults: fault('error500BeforeCommit', { share: 0.3 }) });
      const statuses: number[] = [];
      for (let call = 0; call < 200; call += 1) statuses.push((await caller.get('/api/v1/warehouses/list')).status);
      return statuses;
    };
    const first = await strikes();
    expect(first.filter((status) => status === 500).length).toBeGreaterThan(40);
    expect(first.filter((status) => status === 500).length).toBeLessThan(80);
    expect(await strikes()).toEqual(first);
  });

  test('may be one of several, each with its own share of all calls', async () => {
    const caller = await practise();
    await caller.practice.setFaults(fault('error500BeforeCommit', { share: 0.5 }), fault('html', { share: 0.5 }));
    const statuses = new Set<number>();
    for (let call = 0; call < 40; call += 1) {
      const response = await fetch(`${caller.practice.baseUrl}/api/v1/addresses/province/list`, {
        headers: { authorization: caller.practice.token },
      });
      await response.text();
      statuses.add(response.status);
    }
    expect(statuses).toEqual(new Set([500, 502]));
  });

  test('holds answers back by a latency within its range', async () => {
    const caller = await practise({ faults: fault('none', { latencyMs: [60, 90] }) });
    const start = performance.now();
    await caller.get('/api/v1/addresses/province/list');
    expect(performance.now() - start).toBeGreaterThanOrEqual(59);
  });

  test('that does not fit the contract is refused', async () => {
    const { practice } = await practise();
    await expect(practice.setFaults(fault('none', { share: 2 }))).rejects.toThrow();
    for (const kind of practiceFaultKinds) await practice.setFaults(fault(kind));
  });
});

describe('the rate limit', () => {
  const burst = async (caller: Caller, count: number): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, () => caller.get('/api/v1/warehouses/list')));

  test('lets ten requests in and refuses the rest of a burst, then lets in again', async () => {
    const { practice, get } = await practise({ rateLimit: { perSecond: 10, perMinute: 600 } });
    const answers = await burst({ practice, get } as Caller, 25);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(15);
    expect(refused[0]).toMatchObject({ error: true, error_code: 'TOO_MANY_REQUESTS' });
    expect(refused[0]?.headers.get('retry-after')).toBeNull();
    expect(practice.counts()).toMatchObject({ requests: 25, rejected429: 15, byCall: { 'warehouses.list': 25, 'products.list': 0 } });
    await expect.poll(async () => (await get('/api/v1/addresses/province/list')).status, { timeout: 5_000 }).toBe(200);
  });

  test('holds by default, counts wrong tokens too, and names a time if told to', async () => {
    const folder = await temporaryFolder();
    const caller = await practise({ folder, rateLimit: { perSecond: 1, perMinute: 2 }, retryAfter: 'seconds' });
    expect(await caller.get('/api/v1/addresses/province/list', { authorization: 'wrong' })).toMatchObject({ status: 401 });
    const refused = await caller.get('/api/v1/addresses/province/list');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
  });
});

describe('SECURITY: the practice provider', () => {
  const raw = (caller: Caller, path: string, headers: Record<string, string>): Promise<{ status: number; headers: IncomingHttpHeaders }> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(caller.practice.baseUrl);
      const sent = httpRequest(
        { hostname, port, path, headers: { authorization: caller.practice.token, ...headers }, agent: false },
        (response) => {
          response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
        },
      );
      sent.on('error', reject).end();
    });

  test('refuses a Host that is not its own, so that a rebound name gets nothing', async () => {
    const caller = await practise();
    const { port } = new URL(caller.practice.baseUrl);
    const status = async (host: string): Promise<number> => (await raw(caller, '/api/v1/addresses/province/list', { host })).status;
    expect(await status(`127.0.0.1:${port}`)).toBe(200);
    expect(await status(`localhost:${port}`)).toBe(200);
    for (const host of [`evil.example:${port}`, 'evil.example', '127.0.0.1', `127.0.0.1:${port}.evil.example`, `127.0.0.1:1`]) {
      expect([host, await status(host)]).toEqual([host, 403]);
    }
    expect((await raw(caller, `/files/${'0'.repeat(64)}.pdf`, { host: 'evil.example' })).status).toBe(403);
  });

  test('sends no CORS header, whatever the Origin', async () => {
    const { headers } = await raw(await practise(), '/api/v1/addresses/province/list', { origin: 'https://evil.example' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('lets nobody in without the token, and takes no prefix that was not agreed', async () => {
    const caller = await practise();
    const { token } = caller.practice;
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    for (const authorization of ['', 'x', `Bearer ${token}`, token.slice(0, -1), `${token}x`]) {
      expect(await caller.get('/api/v1/addresses/province/list', { authorization })).toMatchObject({
        status: 401,
        error_code: 'UNAUTHORIZED',
      });
    }
    const bearer = await practise({ authScheme: 'Bearer', token: 'given' });
    expect(await bearer.get('/api/v1/addresses/province/list', { authorization: 'Bearer given' })).toMatchObject({ status: 200 });
    expect(await bearer.get('/api/v1/addresses/province/list', { authorization: 'given' })).toMatchObject({ status: 401 });
  });

  test('takes only the new token after it was rotated', async () => {
    const caller = await practise();
    const old = caller.practice.token;
    expect(caller.practice.rotateToken()).toBe(caller.practice.token);
    expect(await caller.get('/api/v1/addresses/province/list', { authorization: old })).toMatchObject({ status: 401 });
    expect(await caller.get('/api/v1/addresses/province/list')).toMatchObject({ status: 200 });
  });

  test.each([
    '/files/../secret.pdf',
    '/files/..%2fsecret.pdf',
    '/files/%2e%2e/secret.pdf',
    '/files/../company.json',
    '/files//etc/passwd',
    `/files/${'0'.repeat(64)}.html`,
  ])('serves nothing but its own files: %s is not found', async (path) => {
    const caller = await practise();
    await writeFile(join(caller.folder, 'secret.pdf'), 'secret');
    expect((await raw(caller, path, {})).status).toBe(404);
  });

  test('listens on loopback only', async () => {
    const { port } = new URL((await practise()).practice.baseUrl);
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    // 127.0.0.2 is loopback too, but not the address we bind: a server on 0.0.0.0 would answer there.
    const addresses = [...(process.platform === 'linux' ? ['127.0.0.2'] : []), ...others.map(({ address }) => address)];
    for (const host of addresses) {
      const outcome = await new Promise((resolve) => {
        const socket = connect({ host, port: Number(port), timeout: 2_000 }, () => resolve('connected'));
        socket.on('error', () => resolve('refused')).on('timeout', () => resolve('refused'));
      });
      expect([host, outcome]).toEqual([host, 'refused']);
    }
  });
});

describe('a server that turns out otherwise than assumed', () => {
  test('may have a call elsewhere, or nowhere', async () => {
    const { get, practice } = await practise({
      moved: {
        'shipments.detail': 'GET /api/v1/shipments/{tracking_code}/detail',
        'products.deactivate': 'DELETE /api/v1/products/{oasin}',
        'brands.list': null,
      },
    });
    expect(await get('/api/v1/shipments/b2c/OASC51090001/detail')).toMatchObject({ status: 404 });
    expect(await get('/api/v1/shipments/OASC51090001/detail')).toMatchObject({ status: 200 });
    expect(await get('/api/v1/brands/list')).toMatchObject({ status: 404 });
    const headers = { authorization: practice.token, 'content-type': 'application/json' };
    expect((await fetch(`${practice.baseUrl}/api/v1/products/${usable}`, { method: 'DELETE', headers })).status).toBe(200);
  });

  test('may ignore a filter it does not know', async () => {
    const { get } = await practise({ ignoredQuery: ['merchant_po_reference'] });
    expect(await get('/api/v1/purchase-orders/list?merchant_po_reference=NONE')).toMatchObject({ total: 40 });
  });
});
