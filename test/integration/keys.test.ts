/** Keys and accounts that the provider refuses: the whole desk, on a server that refuses what a test tells it to. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerOf, RequestOf, VerbName } from '../../contract/bridge.ts';
import type { SessionState } from '../../contract/connection.ts';
import type { DeskError, Outcome } from '../../contract/errors.ts';
import type { OutboxDetail, OutboxItem } from '../../contract/outbox.ts';
import { systemClock } from '../../main/time/clock.ts';
import { createDesk } from '../../main/desk/desk.ts';
import { parseFlags } from '../../main/start/flags.ts';
import { createVault } from '../../main/vault/index.ts';
import { ask as askOpen } from './asking.ts';
import { envelope, json, listen } from './onflowServer.ts';
import { noPress } from './press.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-keys-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const fault = (code: string, messages: string): string => envelope(null, { error: true, error_code: code, messages });

interface Asked {
  readonly call: string;
  readonly token: string;
  readonly body: string;
}
/** How a request is answered; `null`: as a provider that lets all in. */
type Refusal = (
  asked: Asked,
) => { readonly status: number; readonly body: string } | null | Promise<{ readonly status: number; readonly body: string } | null>;

/** A desk on a server, a key in its keychain, and what the server was asked. */
async function deskOn(refuse: Refusal) {
  const asked: Asked[] = [];
  const server = { refuse };
  const { origin, close } = await listen((request, response) => {
    void (async () => {
      const one = { call: callOf(request), token: request.headers.authorization ?? '', body: await textOf(request) };
      asked.push(one);
      const refusal = await server.refuse(one);
      if (refusal !== null) return json(response, refusal.status, refusal.body);
      return json(
        response,
        200,
        envelope(
          one.call.endsWith('create')
            ? { tracking_code: `OASC${asked.length}`, oasin: `OASIN${asked.length}` }
            : one.call.startsWith('warehouses')
              ? [{ warehouse_code: 'W', warehouse_name: 'Kho' }]
              : [],
        ),
      );
    })();
  });
  cleanUp.push(close);
  const file = join(newFolder(), 'provision.json');
  writeFileSync(file, JSON.stringify({ name: 'Shop', environment: 'staging', baseUrl: origin }));
  const items = new Map<string, string>();
  const desk = await createDesk({
    folder: newFolder(),
    version: '0.0.0',
    platform: 'linux',
    flags: parseFlags(['--provision', file]),
    clock: systemClock,
    vault: createVault({
      load: () =>
        Promise.resolve({
          getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
          setPassword: (_service, account, password) => Promise.resolve(void items.set(account, password)),
          deletePassword: (_service, account) => Promise.resolve(items.delete(account)),
        }),
      log: () => {},
    }),
    log: () => {},
    emit: () => {},
    openLink: () => Promise.resolve(),
    openFile: () => Promise.resolve(),
    press: noPress,
    dragFile: () => Promise.resolve(),
    openFolder: () => Promise.resolve(),
    showInFolder: () => {},
    onLanguage: () => {},
    onTheme: () => {},
    provisionedToken: () => Promise.resolve('old-key'),
    askWhere: () => Promise.resolve(null),
    onReadyToClose: () => {},
    secrets: () => [],
    versions: {},
    builtAt: 0,
    timing: { undoMs: 0, settleMs: [50, 100], backOffBaseMs: 20, backOffMostMs: 200, closingMs: 500 },
  });
  cleanUp.push(() => desk.close());
  const ask = <V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>> =>
    askOpen(desk.handlers, verb, request, () => {});
  const get = async <V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>> => {
    const outcome = await ask(verb, request);
    if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  };
  const session = async (): Promise<SessionState> => (await get('app.state', undefined)).session ?? expect.unreachable('no session');
  const until = (what: string, isTrue: () => Promise<boolean> | boolean): Promise<void> =>
    expect.poll(isTrue, { timeout: 50_000, interval: 20, message: what }).toBe(true);
  await until('the key is there', async () => (await session()).connection.key === 'stored');
  const connectionId = (await session()).connection.id;
  return {
    asked,
    server,
    connectionId,
    ask,
    get,
    session,
    until,
    count: (call: string): number => asked.filter((one) => one.call === call).length,
    send: async (reference: string): Promise<OutboxItem> => {
      const body = {
        warehouse_code: 'W',
        platform: 'shopee',
        merchant_tracking_code_reference: reference,
        items: [{ oasin: 'O', product_quantity: 1 }],
      };
      return get('outbox.queue', { draftId: (await get('drafts.save', { id: randomUUID(), kind: 'shipment', body })).id });
    },
    row: async (item: OutboxItem): Promise<OutboxDetail> => (await get('outbox.get', { id: item.id })) ?? expect.unreachable('no row'),
  };
}
const callOf = (request: IncomingMessage): string =>
  (request.url ?? '')
    .split('?')[0]
    ?.replace(/^\/api\/v1\//, '')
    .replaceAll('/', '.')
    .replace('shipments.b2c', 'shipments') ?? '';
async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
const refusal = (status: number) => ({ status, body: fault(status === 403 ? 'FORBIDDEN' : 'UNAUTHORIZED', 'Không được phép') });
const codeOf = (error: DeskError | null): string | null => error?.code ?? null;

describe('a key that is not accepted', () => {
  it.each([401, 423])('answered %i: all waits, and says so; with the new key it goes', async (status) => {
    const desk = await deskOn(({ token }) => (token === 'old-key' ? refusal(status) : null));
    const item = await desk.send('DH-1');
    await desk.until('sending waits', async () => (await desk.session()).sending === 'pausedForKey');
    expect(await desk.session()).toMatchObject({ connection: { key: 'refused' }, obstacle: { code: 'unauthorized' } });
    await desk.until('it is in the queue', async () => (await desk.row(item)).state === 'queued');
    await desk.get('keys.put', { connectionId: desk.connectionId, key: 'new-key' });
    await desk.until('it is sent', async () => (await desk.row(item)).state === 'confirmed');
    expect((await desk.session()).obstacle).toBeNull();
  });

  it('a row that waits for the key can be taken back', async () => {
    const desk = await deskOn(() => refusal(401));
    const item = await desk.send('DH-1');
    await desk.until('it came back into the queue', async () => codeOf((await desk.row(item)).error) === 'unauthorized');
    expect(await desk.get('outbox.undo', { id: item.id })).toMatchObject({ kind: 'shipment' });
    expect(await desk.get('outbox.list', { states: null, kind: null })).toMatchObject({ items: [] });
  });

  it.each(['connections.test', 'outbox.resume'] as const)('the same key, accepted again, goes on with %s, and not before', async (verb) => {
    let accepts = false;
    const desk = await deskOn(() => (accepts ? null : refusal(401)));
    const item = await desk.send('DH-1');
    await desk.until('it came back into the queue', async () => codeOf((await desk.row(item)).error) === 'unauthorized');
    const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));
    await quiet();
    const before = desk.asked.length;
    await desk.ask(verb, undefined);
    await quiet();
    accepts = true;
    await quiet();
    expect(desk.asked.length).toBe(before + 1);
    expect((await desk.session()).sending).toBe('pausedForKey');
    await desk.ask(verb, undefined);
    await desk.until('it is sent', async () => (await desk.row(item)).state === 'confirmed');
  });

  it('a 401 that the old key was answered after the new one came pauses nothing, refuses nothing, and its request goes with the new key', async () => {
    let answerNow = (): void => undefined;
    const late = new Promise<void>((resolve) => (answerNow = resolve));
    const desk = await deskOn(async ({ call, token }) => {
      if (token !== 'old-key' || call !== 'shipments.create') return null;
      await late;
      return refusal(401);
    });
    const item = await desk.send('DH-1');
    await desk.until('it has left', () => desk.count('shipments.create') === 1);
    await desk.get('keys.put', { connectionId: desk.connectionId, key: 'new-key' });
    answerNow();
    await desk.until('it is sent', async () => (await desk.row(item)).state === 'confirmed');
    expect(await desk.session()).toMatchObject({ sending: 'running', connection: { key: 'stored' }, obstacle: null });
    expect(desk.asked.filter(({ call }) => call === 'shipments.create').map(({ token }) => token)).toEqual(['old-key', 'new-key']);
  });

  it('a person whose question left with the old key gets its answer with the new one', async () => {
    let answerNow = (): void => undefined;
    const late = new Promise<void>((resolve) => (answerNow = resolve));
    const desk = await deskOn(async ({ call, token }) => {
      if (token !== 'old-key' || !call.startsWith('warehouses')) return null;
      await late;
      return refusal(401);
    });
    const before = desk.count('warehouses.list');
    const question = desk.ask('connections.test', undefined);
    await desk.until('it has left', () => desk.count('warehouses.list') > before);
    await desk.get('keys.put', { connectionId: desk.connectionId, key: 'new-key' });
    answerNow();
    expect(await question).toMatchObject({ ok: true });
  });

  it('in a hundred turns of fate between an answer and a new key, the desk never ends paused with a good key', async () => {
    let good = 'old-key';
    const desk = await deskOn(async ({ token }) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      return token === good ? null : refusal(401);
    });
    const questions: Promise<unknown>[] = [];
    for (let turn = 0; turn < 100; turn += 1) {
      questions.push(desk.ask('stock.get', { oasin: `O${turn}`, refresh: true }));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      if (turn % 5 !== 0) continue;
      good = `key-${turn}`;
      questions.push(desk.ask('keys.put', { connectionId: desk.connectionId, key: good }));
    }
    await Promise.all(questions);
    const item = await desk.send('DH-1');
    await desk.until('it is sent', async () => (await desk.row(item)).state === 'confirmed');
    expect(await desk.session()).toMatchObject({ sending: 'running', connection: { key: 'stored' }, obstacle: null });
  });
});

describe('a 403', () => {
  it("for one document comes back to its form with the provider's words; the others go", async () => {
    const desk = await deskOn(({ body }) => (body.includes('DH-BAD') ? refusal(403) : null));
    await desk.get('outbox.pause', undefined);
    const bad = await desk.send('DH-BAD');
    const good = [await desk.send('DH-1'), await desk.send('DH-2')];
    await desk.get('outbox.resume', undefined);
    await desk.until('the good ones are sent', async () =>
      (await Promise.all(good.map(desk.row))).every(({ state }) => state === 'confirmed'),
    );
    await desk.until('the other is back', async () => (await desk.row(bad)).state === 'rejected');
    expect(await desk.row(bad)).toMatchObject({ error: { code: 'forbidden', provider: { messages: ['Không được phép'] } } });
    expect(await desk.session()).toMatchObject({ sending: 'running', obstacle: null });
    expect((await desk.get('outbox.edit', { id: bad.id })).title).toBe('DH-BAD');
  });

  it('for a look-up says nothing against the document', async () => {
    let lost = false;
    const desk = await deskOn(({ call }) => {
      if (call === 'shipments.create' && !lost) {
        lost = true;
        return { status: 503, body: '<html>' };
      }
      return call === 'shipments.list' && lost ? refusal(403) : null;
    });
    const item = await desk.send('DH-1');
    await desk.until('a person is asked', async () => (await desk.row(item)).state === 'needs_attention');
    expect(desk.count('shipments.create')).toBe(1);
    expect((await desk.session()).sending).toBe('running');
  });

  it("to everything is the account's: all waits, none is sent back, and what was asked is little; *Try again* goes on", async () => {
    let accepts = true;
    const desk = await deskOn(() => (accepts ? null : refusal(403)));
    await desk.until('the desk has read its lists', () => desk.count('products.list') > 0);
    await desk.get('outbox.pause', undefined);
    const items: OutboxItem[] = [];
    for (let n = 0; n < 40; n += 1) items.push(await desk.send(`DH-${n}`));
    // What was let in a moment ago counts for five seconds.
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    accepts = false;
    const before = desk.asked.length;
    await desk.get('outbox.resume', undefined);
    await desk.until('sending waits', async () => (await desk.session()).sending === 'pausedForKey');
    expect(await desk.session()).toMatchObject({ obstacle: { code: 'accountRefused' } });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(desk.asked.length - before).toBeLessThan(20);
    await desk.until('all are in the queue', async () => (await Promise.all(items.map(desk.row))).every(({ state }) => state === 'queued'));
    expect(await desk.ask('connections.test', undefined)).toMatchObject({ ok: false, error: { code: 'accountRefused' } });
    accepts = true;
    await desk.get('connections.test', undefined);
    await desk.until('all are sent', async () => (await Promise.all(items.map(desk.row))).every(({ state }) => state === 'confirmed'));
    expect((await desk.session()).obstacle).toBeNull();
  });
});
