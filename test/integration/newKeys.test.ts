/** A key that is pasted into a connection is another company's: that is noticed before anything is sent by it. Real HTTP, real SQLite. */
import { randomUUID } from 'node:crypto';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConnectionId } from '../../contract/connection.ts';
import type { DraftId, OutboxId } from '../../contract/outbox.ts';
import { createOnflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import type { PracticeProvider } from '../../main/practice/index.ts';
import { envelope, errorOf } from './onflowServer.ts';
import { shipmentBody } from './outboxDesk.ts';
import { type Running, type StartOptions, provider, start, until } from './severalDesks.ts';

const fault = (code: string, messages: string): string => envelope(null, { error: true, error_code: code, messages });

interface Front {
  readonly origin: string;
  /** Requests that change something, by the key they came with. */
  readonly changes: string[];
  /** Details are answered with this status for a while, whoever asks. */
  trouble: number | null;
}

/** One provider with two companies: `ours…` are keys of the seeded one, all others of one that has nothing yet. */
async function twoCompanies(ours: PracticeProvider, missing = { status: 404, code: 'NOT_FOUND' }): Promise<Front> {
  const changes: string[] = [];
  const onward = (request: IncomingMessage, response: ServerResponse): void => {
    const headers = { ...request.headers, host: new URL(ours.baseUrl).host, authorization: ours.token };
    const passed = ask(`${ours.baseUrl}${request.url}`, { method: request.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(passed);
  };
  const front = { changes, trouble: null as number | null };
  const server = createServer((request, response) => {
    const key = request.headers.authorization ?? '';
    const isDetail = request.url?.includes('/detail') === true;
    if (request.method !== 'GET') changes.push(key);
    if (isDetail && front.trouble !== null) {
      response.writeHead(front.trouble).end(fault('BROKEN', 'x'));
      return;
    }
    if (key.startsWith('ours')) return onward(request, response);
    request.resume().on('end', () => {
      if (isDetail) response.writeHead(missing.status).end(fault(missing.code, 'Không tìm thấy'));
      else response.end(envelope(request.method === 'GET' ? [] : { tracking_code: `OASC${changes.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(front, { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

const query = { kind: 'product', search: '', status: 'ACTIVE', warehouse: null, page: 0, pageSize: 20, refresh: true } as const;
const obstacle = async (desk: Running): Promise<string | null> => (await desk.get('app.state', undefined)).session?.obstacle?.code ?? null;

/** A desk that works with `ours-1`, and has read a product whole; or has read nothing. */
async function working(front: Front, hasRead = true, more: StartOptions = {}): Promise<{ desk: Running; id: ConnectionId; oasin: string }> {
  const desk = await start(more);
  const { id } = await desk.get('connections.create', { name: 'Shop', environment: 'staging', baseUrl: front.origin });
  if (!hasRead) {
    await desk.get('connections.open', { id });
    return { desk, id, oasin: 'OASIN1' };
  }
  await desk.get('keys.put', { connectionId: id, key: 'ours-1' });
  await desk.get('connections.open', { id });
  let oasin = '';
  await until('products', async () => {
    const [row] = (await desk.from(id)('records.list', query)).rows;
    oasin = row?.kind === 'product' ? row.record.oasin : '';
    return oasin !== '';
  });
  await until(
    'a product is read whole',
    async () => (await desk.from(id)('records.detail', { kind: 'product', code: oasin, refresh: true })).freshness.asOf !== null,
  );
  return { desk, id, oasin };
}

async function queue(desk: Running, id: ConnectionId, oasin: string): Promise<OutboxId> {
  const draft = { id: randomUUID() as DraftId, kind: 'shipment' as const, body: shipmentBody(oasin) };
  await desk.from(id)('drafts.save', draft);
  return (await desk.from(id)('outbox.queue', { draftId: draft.id })).id;
}
const stateOf = async (desk: Running, id: ConnectionId, row: OutboxId): Promise<string | undefined> =>
  (await desk.from(id)('outbox.get', { id: row }))?.state;

describe("another company's key", () => {
  test.each([
    { status: 404, code: 'NOT_FOUND' },
    { status: 403, code: 'FORBIDDEN' },
  ])(
    'is said, and nothing leaves by it, after a restart neither; with the right one what waits goes (%o)',
    async (missing) => {
      const front = await twoCompanies(await provider(), missing);
      const items = new Map<string, string>();
      const { desk, id, oasin } = await working(front, true, { items });
      await desk.from(id)('outbox.pause', undefined);
      const row = await queue(desk, id, oasin);
      await desk.get('keys.put', { connectionId: id, key: 'theirs' });
      await desk.from(id)('outbox.resume', undefined);
      await until('it is said', async () => (await obstacle(desk)) === 'otherCompany');
      expect((await desk.get('app.state', undefined)).session?.sending).toBe('pausedForKey');
      await desk.desk.close();

      const again = await start({ folder: desk.folder, items });
      await until('it is said again', async () => (await obstacle(again)) === 'otherCompany');
      expect(await stateOf(again, id, row)).toBe('queued');
      expect(front.changes).toEqual([]);
      await again.get('keys.put', { connectionId: id, key: 'ours-2' });
      await until('it is sent', async () => (await stateOf(again, id, row)) === 'confirmed');
      expect(front.changes).toEqual(['ours-2']);
      expect(await obstacle(again)).toBeNull();
    },
    40_000,
  );

  test("that a person calls this company's is used", async () => {
    const front = await twoCompanies(await provider());
    const { desk, id, oasin } = await working(front);
    await desk.get('keys.put', { connectionId: id, key: 'theirs' });
    const row = await queue(desk, id, oasin);
    await until('it is said', async () => (await obstacle(desk)) === 'otherCompany');
    expect(front.changes).toEqual([]);
    await desk.from(id)('keys.isOurs', undefined);
    await until('it is sent', async () => (await stateOf(desk, id, row)) === 'confirmed');
    expect(front.changes).toEqual(['theirs']);
  }, 40_000);
});

describe("a new key of the same company's", () => {
  test('is recognised by what was read before, and nobody is asked', async () => {
    const front = await twoCompanies(await provider());
    const { desk, id, oasin } = await working(front);
    await desk.get('keys.put', { connectionId: id, key: 'ours-2' });
    const row = await queue(desk, id, oasin);
    await until('it is sent', async () => (await stateOf(desk, id, row)) === 'confirmed');
    expect(front.changes).toEqual(['ours-2']);
  }, 40_000);

  test('is used where there is nothing to tell by: nothing was read yet, or the call is out of order', async () => {
    const front = await twoCompanies(await provider());
    const fresh = await working(front, false);
    await fresh.desk.get('keys.put', { connectionId: fresh.id, key: 'theirs' });
    const first = await queue(fresh.desk, fresh.id, fresh.oasin);
    await until('it is sent', async () => (await stateOf(fresh.desk, fresh.id, first)) === 'confirmed');

    const { desk, id, oasin } = await working(front);
    front.trouble = 500;
    await desk.get('keys.put', { connectionId: id, key: 'ours-2' });
    const row = await queue(desk, id, oasin);
    await until('it is sent', async () => (await stateOf(desk, id, row)) === 'confirmed');
  }, 60_000);
});

test('a document that had its turn when the key changed does not leave by one that is not known yet, and questions do', async () => {
  const front = await twoCompanies(await provider());
  const onflow = createOnflow({
    baseUrl: front.origin,
    token: () => 'theirs',
    isHeld: () => true,
    language: () => 'vi',
    profile: {},
    limiter: createLimiter(),
  });
  onTestFinished(() => onflow.close());
  expect(await errorOf(onflow.shipments.create({ a: 1 }))).toMatchObject({ code: 'otherCompany', sent: 'no' });
  expect(await onflow.products.list()).toMatchObject({ rows: [] });
  expect(front.changes).toEqual([]);
});
