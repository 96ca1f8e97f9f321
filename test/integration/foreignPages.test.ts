/**
 * A Wi-Fi that wants to be signed in to, a company's filter: web pages in the provider's place. Real HTTP, the client alone and the whole
 * desk.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SessionState } from '../../contract/connection.ts';
import type { OutboxDetail } from '../../contract/outbox.ts';
import type { Onflow } from '../../main/onflow/client.ts';
import { bench, envelope, errorOf, json, listen } from './onflowServer.ts';
import { start, until } from './severalDesks.ts';

type Page = (response: ServerResponse) => void;
const html: Page = (response) =>
  void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!DOCTYPE html><title>Đăng nhập Wi-Fi</title>');
const nameless: Page = (response) => void response.writeHead(200).end('\n  <html><body>Wi-Fi</body></html>');
const elsewhere =
  (status: number): Page =>
  (response) =>
    void response.writeHead(status, { location: 'https://login.cafe-wifi.example/hello?u=1' }).end();
const forbidden: Page = (response) => void response.writeHead(403, { 'content-type': 'text/html' }).end('<html>Blocked by policy</html>');
const ofTheWay =
  (status: number): Page =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
const provider = (request: IncomingMessage, response: ServerResponse): void =>
  json(response, 200, envelope(request.method === 'POST' ? { tracking_code: 'OASC1', oasin: 'OASIN1' } : []));

/** A client whose requests meet `page`, those for which `isMet` says so. */
async function behind(page: Page, isMet: (call: string) => boolean = () => true) {
  const way: { page: Page | null } = { page };
  const told: (string | null)[] = [];
  const open = await bench(
    (request, response) =>
      way.page !== null && isMet(`${request.method} ${request.url}`) ? way.page(response) : provider(request, response),
    {
      onObstructed: (error) => told.push(error?.code ?? null),
    },
  );
  onTestFinished(() => open.close());
  const creates = (): number => open.requests.filter(({ method }) => method === 'POST').length;
  return { ...open, way, told, creates };
}
const create = (onflow: Onflow) => errorOf(onflow.shipments.create({ a: 1 }, { priority: 'document' }));

describe('a page that answers everything', () => {
  test.each<[string, Page, object]>([
    ['200 with HTML', html, {}],
    ['200 with HTML that does not say so', nameless, {}],
    ['a redirect to another host', elsewhere(302), { params: { to: 'login.cafe-wifi.example' } }],
    ['a redirect that keeps the method', elsewhere(307), { params: { to: 'login.cafe-wifi.example' } }],
    ["a filter's 403", forbidden, {}],
  ])('%s is no success and no refusal: what met it may have been done, and nothing more leaves', async (_name, page, more) => {
    const { onflow, told, creates } = await behind(page);
    expect(await create(onflow)).toMatchObject({ code: 'webPage', sent: 'maybe', ...more });
    for (let n = 0; n < 3; n += 1) expect(await create(onflow)).toMatchObject({ code: 'webPage', sent: 'no' });
    expect(creates()).toBe(1);
    expect(new Set(told)).toEqual(new Set(['webPage']));
  });

  test.each([511, 407])('%i says itself that nothing was handed on', async (status) => {
    const { onflow } = await behind(ofTheWay(status));
    expect(await create(onflow)).toMatchObject({ code: 'webPage', sent: 'no', provider: { httpStatus: status } });
  });

  test('has gone as soon as the provider answers anything', async () => {
    const { onflow, way, told } = await behind(html);
    await create(onflow);
    way.page = null;
    await onflow.brands.list();
    expect(told.at(-1)).toBeNull();
    expect(await onflow.shipments.create({ a: 1 })).toBe('OASC1');
  });

  test('is looked at again although only documents wait, and not at every one of them', async () => {
    const { onflow, way, requests } = await behind(html);
    await create(onflow);
    const before = requests.length;
    for (let n = 0; n < 20; n += 1) await create(onflow);
    expect(requests.length - before).toBeLessThanOrEqual(2);
    way.page = null;
    await expect
      .poll(async () => (await create(onflow).catch(() => ({ code: 'through' }))).code, { timeout: 15_000, interval: 250 })
      .toBe('through');
  });
});

describe('a page that answers one call', () => {
  test('only says that this call is at another path', async () => {
    const { onflow, told } = await behind(html, (call) => call.includes('brands'));
    expect(await errorOf(onflow.brands.list())).toMatchObject({ code: 'unreadable' });
    expect(await onflow.shipments.create({ a: 1 })).toBe('OASC1');
    expect(told).toEqual([]);
  });

  test("403 in HTML to one document is that document's", async () => {
    const { onflow } = await behind(forbidden, (call) => call.startsWith('POST'));
    expect(await create(onflow)).toMatchObject({ code: 'forbidden', sent: 'answered' });
  });

  test('in the place of a file is no file', async () => {
    const { onflow, baseUrl } = await behind(html, (call) => call.includes('.pdf'));
    expect(await errorOf(onflow.download(`${baseUrl}/bill.pdf`))).toMatchObject({ code: 'unreadable' });
  });
});

test('a whole desk in a café: once it is known no document leaves, and all arrive once when it has gone', async () => {
  const way: { page: Page | null } = { page: html };
  const made = new Map<string, number>();
  const server = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        if (way.page !== null) return way.page(response);
        if (request.method !== 'POST') {
          const rows = [...made.keys()].map((reference) => ({
            tracking_code: `OASC-${reference}`,
            merchant_tracking_code_reference: reference,
            warehouse_code: 'W',
            platform: 'shopee',
            status_info: null,
            created_time: Math.floor(Date.now() / 1000),
          }));
          return json(response, 200, envelope(request.url?.includes('b2c/list') === true ? rows : []));
        }
        const reference = (JSON.parse(Buffer.concat(chunks).toString()) as { merchant_tracking_code_reference: string })
          .merchant_tracking_code_reference;
        made.set(reference, (made.get(reference) ?? 0) + 1);
        return json(response, 200, envelope({ tracking_code: `OASC-${reference}` }));
      });
  });
  onTestFinished(server.close);
  const desk = await start();
  const { id } = await desk.get('connections.create', { name: 'Shop', environment: 'staging', baseUrl: server.origin });
  await desk.get('keys.put', { connectionId: id, key: 'tok' });
  await desk.get('connections.open', { id });
  const from = desk.from(id);
  const session = async (): Promise<SessionState> => (await desk.get('app.state', undefined)).session ?? expect.unreachable('no session');
  await until('it is said', async () => {
    await desk.of(id)('connections.test', undefined);
    return (await session()).obstacle?.code === 'webPage';
  });
  const ids: OutboxDetail['id'][] = [];
  for (let n = 0; n < 5; n += 1) {
    const body = {
      warehouse_code: 'W',
      platform: 'shopee',
      merchant_tracking_code_reference: `DH-${n}`,
      items: [{ oasin: 'O', product_quantity: 1 }],
    };
    ids.push((await from('outbox.queue', { draftId: (await from('drafts.save', { id: randomUUID(), kind: 'shipment', body })).id })).id);
  }
  const rows = (): Promise<OutboxDetail[]> =>
    Promise.all(ids.map(async (each) => (await from('outbox.get', { id: each })) ?? expect.unreachable('no row')));
  await until('each came back', async () => (await rows()).every(({ error, state }) => error?.code === 'webPage' && state === 'queued'));
  way.page = null;
  await until('all are there', async () => (await rows()).every(({ state }) => state === 'confirmed'));
  expect([...made.values()]).toEqual([1, 1, 1, 1, 1]);
  expect((await session()).obstacle).toBeNull();
});

describe('an answer that is not the provider’s, or not of now,', () => {
  const past = new Date(Date.now() - 3 * 3_600_000).toUTCString();

  test.each<[string, (response: ServerResponse) => void]>([
    ['a page', (response) => void response.writeHead(200, { 'content-type': 'text/html', date: past }).end('<html>Wi-Fi</html>')],
    ['a 511', (response) => void response.writeHead(511, { date: past }).end()],
    ['what a cache had kept', (response) => json(response, 200, envelope([]), { date: past, age: '10800' })],
  ])('says nothing of the clock: %s', async (_name, answer) => {
    const { onflow } = await behind(answer);
    await onflow.warehouses.list().catch(() => undefined);
    expect(onflow.clockDifferenceMs()).toBeNull();
  });

  test('403 with a page to a document, while the key is replaced: it goes once, because a filter may have let it through', async () => {
    let generation = 1;
    const open = await bench(
      (request, response) => {
        if (request.method !== 'POST') return provider(request, response);
        generation = 2;
        return forbidden(response);
      },
      { keyGeneration: () => generation },
    );
    onTestFinished(() => open.close());
    await create(open.onflow);
    expect(open.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});
