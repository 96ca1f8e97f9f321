/**
 * A server that is being maintained, or cannot be reached: a whole outbox on a server that says so. Windows of minutes, times shortened.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { createOnflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import type { Onflow } from '../../main/onflow/client.ts';
import { bench, envelope, errorOf, json, listen, token } from './onflowServer.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
const until = (isTrue: () => boolean): Promise<void> => expect.poll(isTrue, { interval: 10 }).toBe(true);

/** A server that answers `status` while it is down, and a client at it. */
async function maintained(status: number, headers: Record<string, string>) {
  const server = { isDown: true, asked: [] as string[] };
  const limiter = createLimiter();
  const open = await bench(
    (request, response) => {
      server.asked.push(`${request.method} ${(request.url ?? '').split('?')[0]}`);
      if (server.isDown) response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<html>Bảo trì</html>');
      else json(response, 200, envelope(request.method === 'POST' ? { tracking_code: 'OASC1' } : []));
    },
    { limiter },
  );
  cleanUp.push(open.close);
  return { server, limiter, onflow: open.onflow };
}

describe('a server that is being maintained', () => {
  test.each([
    ['in seconds', (): Record<string, string> => ({ 'retry-after': '2' })],
    [
      'as a date, on a server whose clock is an hour ahead',
      (): Record<string, string> => ({
        date: new Date(Date.now() + 3_600_000).toUTCString(),
        'retry-after': new Date(Date.now() + 3_602_500).toUTCString(),
      }),
    ],
  ])('and names the time %s is asked nothing until then, by nobody, and then once; all goes on when it answers', async (_name, headers) => {
    const { server, limiter, onflow } = await maintained(503, headers());
    expect(await errorOf(onflow.shipments.create({}, { priority: 'document' }))).toMatchObject({ code: 'unreadable', sent: 'maybe' });
    expect(limiter.usage().gate).toBe('busy');
    const waiting = [1, 2, 3].map(() => onflow.shipments.create({}, { priority: 'document', patienceMs: 60_000 }));
    const click = onflow.products.list({}, { patienceMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(server.asked).toHaveLength(1);
    server.isDown = false;
    await Promise.all([...waiting, click]);
    expect(server.asked.slice(1, 2)).not.toContain('POST /api/v1/shipments/b2c/create');
    expect(limiter.usage().gate).toBeNull();
  });

  test('is probed with a question that changes nothing, again and again, although only documents wait', async () => {
    const { server, limiter, onflow } = await maintained(503, { 'retry-after': '0' });
    await errorOf(onflow.shipments.create({}, { priority: 'document' }));
    const waiting = onflow.shipments.create({}, { priority: 'document', patienceMs: 60_000 });
    await until(() => server.asked.length >= 2);
    expect(new Set(server.asked.slice(1))).toEqual(new Set(['GET /api/v1/warehouses/list']));
    server.isDown = false;
    expect(await waiting).toBe('OASC1');
    expect(limiter.usage().gate).toBeNull();
  });

  test('tells a person at once, with the time', async () => {
    const { onflow, server } = await maintained(503, { 'retry-after': '600' });
    await errorOf(onflow.warehouses.list());
    const error = await errorOf(onflow.products.list());
    expect(error).toMatchObject({ code: 'busy', sent: 'no' });
    expect(error.retryAfterMs).toBeGreaterThan(590_000);
    expect(server.asked).toHaveLength(1);
  });

  test.each([502, 503, 504])('%i without a time closes the gate when it comes the third time in a row', async (status) => {
    const { onflow, limiter } = await maintained(status, {});
    for (let n = 0; n < 2; n += 1) await errorOf(onflow.warehouses.list());
    expect(limiter.usage().gate).toBeNull();
    await errorOf(onflow.warehouses.list());
    expect(limiter.usage().gate).toBe('busy');
  });

  test('a client that is closed asks nothing more', async () => {
    const { onflow, server } = await maintained(503, { 'retry-after': '0' });
    await errorOf(onflow.warehouses.list());
    await onflow.close();
    const before = server.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(server.asked.length).toBe(before);
  });
});

describe('a server that cannot be reached', () => {
  test('is knocked at by one, not by everybody; a person may see for themselves', async () => {
    const { origin, close } = await listen(() => undefined);
    await close();
    const limiter = createLimiter();
    let knocks = 0;
    const onflow: Onflow = createOnflow({
      baseUrl: origin,
      token: () => token,
      language: () => 'vi',
      profile: {},
      limiter,
      onRequest: () => (knocks += 1),
    });
    cleanUp.push(() => onflow.close());
    for (let n = 0; n < 3; n += 1) expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'network', sent: 'no' });
    expect(limiter.usage().gate).toBe('unreachable');
    await until(() => knocks >= 3);
    const before = knocks;
    const waiting = Array.from({ length: 20 }, () => errorOf(onflow.shipments.create({}, { priority: 'document', patienceMs: 100 })));
    for (const error of await Promise.all(waiting)) expect(error).toMatchObject({ code: 'network', sent: 'no' });
    expect(knocks - before).toBeLessThanOrEqual(1);
    expect(await errorOf(onflow.warehouses.list())).toMatchObject({ code: 'network' });
    expect(knocks - before).toBeLessThanOrEqual(3);
  });
});
