/** A key that is pasted into a connection is another company's: that is noticed before anything is sent by it. Real HTTP, real SQLite. */
import { randomUUID } from 'node:crypto';
import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ConnectionId } from '../../contract/connection.ts';
import type { DeskFailure } from '../../contract/errors.ts';
import { ProductRecord } from '../../contract/kinds/product.ts';
import type { DraftId, OutboxId } from '../../contract/outbox.ts';
import { createCatalogue } from '../../main/catalogue/index.ts';
import { createOnflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import type { PracticeProvider } from '../../main/practice/index.ts';
import { openStore } from '../../main/store/index.ts';
import { type Clock, systemClock } from '../../main/time/clock.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';
import { bench, envelope, errorOf, json } from './onflowServer.ts';
import { shipmentBody } from './outboxDesk.ts';
import { type Running, type StartOptions, provider, start, until } from './severalDesks.ts';

const fault = (code: string, messages: string): string => envelope(null, { error: true, error_code: code, messages });

interface Front {
  readonly origin: string;
  /** Requests that change something, by the key they came with. */
  readonly changes: string[];
  /** Details are answered with this status for a while, whoever asks; 0: the line breaks. */
  trouble: number | null;
  /** Details that were asked for, by the key they came with. */
  readonly details: string[];
  /** Keys that are not let in. */
  readonly refused: Set<string>;
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
  const front = { changes, trouble: null as number | null, details: [] as string[], refused: new Set<string>() };
  const server = createServer((request, response) => {
    const key = request.headers.authorization ?? '';
    const isDetail = request.url?.includes('/detail') === true;
    if (request.method !== 'GET') changes.push(key);
    if (isDetail) front.details.push(key);
    if (front.refused.has(key)) {
      response.writeHead(401).end(fault('UNAUTHORIZED', 'x'));
      return;
    }
    if (isDetail && front.trouble === 0) {
      request.destroy();
      return;
    }
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
  ])('is said, and nothing leaves by it, after a restart neither; with the right one what waits goes (%o)', async (missing) => {
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
  });

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
  });
});

test('a pasted text that is no key changes nothing: the key that was there goes on', async () => {
  const front = await twoCompanies(await provider());
  const { desk, id, oasin } = await working(front);
  for (const key of ['', 'hai từ']) {
    const outcome = await desk.of(id)('keys.put', { connectionId: id, key });
    expect(outcome.ok).toBe(false);
  }
  const row = await queue(desk, id, oasin);
  await until('it is sent', async () => (await stateOf(desk, id, row)) === 'confirmed');
  expect(front.changes).toEqual(['ours-1']);
});

describe("a new key of the same company's", () => {
  test('is recognised by what was read before, and nobody is asked', async () => {
    const front = await twoCompanies(await provider());
    const { desk, id, oasin } = await working(front);
    await desk.get('keys.put', { connectionId: id, key: 'ours-2' });
    const row = await queue(desk, id, oasin);
    await until('it is sent', async () => (await stateOf(desk, id, row)) === 'confirmed');
    expect(front.changes).toEqual(['ours-2']);
  });

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

/** The pause before a question that could not be put is put again is short here. */
const hasty: Clock = { ...systemClock, after: (ms, act) => systemClock.after(ms === 15_000 ? 100 : ms, act) };

test('a key is not let through because nobody answered whose it is: that is asked again', async () => {
  const front = await twoCompanies(await provider());
  const { desk, id, oasin } = await working(front, true, { clock: hasty });
  front.trouble = 0;
  const before = front.details.length;
  await desk.get('keys.put', { connectionId: id, key: 'theirs' });
  const row = await queue(desk, id, oasin);
  await until('it was asked in vain', () => front.details.length > before + 6);
  expect(await stateOf(desk, id, row)).toBe('queued');
  front.trouble = null;
  await until('it is said', async () => (await obstacle(desk)) === 'otherCompany');
  expect(front.changes).toEqual([]);
});

test('a refused key is not asked about again, and a forgotten one is nobody’s', async () => {
  const front = await twoCompanies(await provider());
  const { desk, id, oasin } = await working(front, true, { clock: hasty });
  const detail = { kind: 'product', code: oasin, refresh: false } as const;
  await until('nothing is being asked', async () => !(await desk.from(id)('records.detail', detail)).freshness.refreshing);
  front.refused.add('used-up');
  await desk.get('keys.put', { connectionId: id, key: 'used-up' });
  await until('it is refused', async () => (await obstacle(desk)) === 'unauthorized');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(front.details.filter((key) => key === 'used-up')).toHaveLength(1);

  await desk.get('keys.put', { connectionId: id, key: 'theirs' });
  await until('it is said', async () => (await obstacle(desk)) === 'otherCompany');
  await desk.get('keys.forget', { connectionId: id });
  expect(await obstacle(desk)).toBeNull();
});

test.each([
  { answers: [404, 404, 404], ours: false },
  { answers: [200], ours: true },
  { answers: [404, 404, 200], ours: true },
  { answers: [404, 500, 500], ours: false },
  { answers: [500, 500, 500], ours: null },
  { answers: [0, 0, 200], ours: true },
  { answers: [404, 0, 0], ours: false },
  { answers: [500, 0, 500], ours: 'connectionLost' },
])('of three records that were read whole, answered with $answers, follows whether the key is ours: $ours', async ({ answers, ours }) => {
  const left = answers.flatMap((status) => (status === 0 ? [0, 0] : [status]));
  const open = await bench((request, response) => {
    const status = left.shift();
    const oasin = request.url?.split('/').at(-2) ?? '';
    if (status === 0) response.destroy();
    else
      json(response, status ?? 500, status === 200 ? envelope({ oasin, sku: 'S' }) : fault(status === 404 ? 'NOT_FOUND' : 'BROKEN', 'x'));
  });
  const store = openStore(join(temporaryFolder(), 'desk.sqlite'), systemClock, () => undefined);
  for (const oasin of ['O1', 'O2', 'O3']) store.catalogue.putDetail('product', ProductRecord.parse({ oasin, sku: oasin }), 1);
  const catalogue = createCatalogue({ store: store.catalogue, onflow: open.onflow, clock: systemClock, emit: () => {}, log: () => {} });
  onTestFinished(async () => {
    await catalogue.close();
    await open.close();
    store.close();
  });
  const found = catalogue.isOurs(new AbortController().signal);
  expect(await found.catch((error: unknown) => (error as DeskFailure).error.code)).toBe(ours);
});

test('what was asked by a key that was replaced meanwhile is asked anew by the one there is now', async () => {
  let key = { token: 'theirs', generation: 1 };
  const held: (() => void)[] = [];
  const open = await bench(
    (request, response) => {
      const isOurs = request.headers.authorization === 'ours';
      const isDetail = request.url?.includes('/detail') === true;
      const answer = (): void =>
        isDetail
          ? json(response, isOurs ? 200 : 404, isOurs ? envelope({ oasin: 'O1' }) : fault('NOT_FOUND', 'x'))
          : json(response, 200, envelope([{ oasin: isOurs ? 'O1' : 'O9' }]));
      if (isOurs) answer();
      else held.push(answer);
    },
    { token: () => key.token, keyGeneration: () => key.generation },
  );
  onTestFinished(() => open.close());
  const list = open.onflow.products.list();
  const detail = open.onflow.products.detail('O1');
  await until('both are asked', () => held.length === 2);
  key = { token: 'ours', generation: 2 };
  for (const answer of held) answer();
  expect((await list).rows).toMatchObject([{ oasin: 'O1' }]);
  expect(await detail).toMatchObject({ oasin: 'O1' });
});

test('a document that had its turn when the key changed does not leave by one that is not known yet, nor is it looked up; other questions do', async () => {
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
  expect(await errorOf(onflow.shipments.list({}, { priority: 'document' }))).toMatchObject({ code: 'otherCompany', sent: 'no' });
  expect(await onflow.products.list()).toMatchObject({ rows: [] });
  expect(front.changes).toEqual([]);
});
