/** The whole desk without its window: real database, real practice provider over HTTP, a keychain in memory. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnswerOf, type EventName, type RequestOf, type VerbName, verbs } from '../../contract/bridge.ts';
import { type ConnectionId, practiceConnectionId } from '../../contract/connection.ts';
import { type DraftBody, DraftId } from '../../contract/outbox.ts';
import type { Outcome } from '../../contract/errors.ts';
import { noFaults } from '../../contract/practice.ts';
import { systemClock } from '../../main/time/clock.ts';
import { type Desk, createDesk } from '../../main/desk/desk.ts';
import { answer } from '../../main/desk/door.ts';
import { parseFlags } from '../../main/start/flags.ts';
import { provisionedToken } from '../../main/start/provisionedToken.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Keychain, createVault } from '../../main/vault/index.ts';
import { ask as askOpen, openConnectionOf } from './asking.ts';
import { noPress } from './press.ts';

interface Running {
  readonly desk: Desk;
  readonly events: { readonly name: EventName; readonly payload: unknown }[];
  readonly lines: string[];
  ask<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>>;
  /** The value, or the test fails with the error. */
  get<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>>;
  /** Waits until it is true, at most 50 s. */
  until(what: string, isTrue: () => Promise<boolean> | boolean): Promise<void>;
}

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

function keychainOf(items: Map<string, string>): Keychain {
  return {
    getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
    setPassword: (_service, account, password) => Promise.resolve(void items.set(account, password)),
    deletePassword: (_service, account) => Promise.resolve(items.delete(account)),
  };
}

async function start(
  folder: string,
  more: {
    readonly argv?: string[];
    readonly token?: string;
    readonly items?: Map<string, string>;
  } = {},
): Promise<Running> {
  const lines: string[] = [];
  const events: Running['events'] = [];
  const log = (line: string): void => void lines.push(line);
  const flags = parseFlags(more.argv ?? []);
  const chain = keychainOf(more.items ?? new Map());
  const desk = await createDesk({
    folder,
    version: '0.0.0',
    platform: 'linux',
    flags,
    clock: systemClock,
    vault: createVault({ load: () => Promise.resolve(chain), log }),
    log,
    emit: (name, payload) => events.push({ name, payload }),
    openLink: () => Promise.resolve(),
    openFile: () => Promise.resolve(),
    press: noPress,
    dragFile: () => Promise.resolve(),
    openFolder: () => Promise.resolve(),
    showInFolder: () => {},
    onLanguage: () => {},
    onTheme: () => {},
    provisionedToken:
      flags.tokenFile === null
        ? () => Promise.resolve(more.token ?? null)
        : provisionedToken({ environment: {}, stdin: Readable.from([]), file: flags.tokenFile, log }),
    askWhere: () => Promise.resolve(null),
    onReadyToClose: () => {},
    secrets: () => [],
    versions: {},
    builtAt: 0,
    timing: { undoMs: 0, settleMs: [50, 100], backOffBaseMs: 50, backOffMostMs: 500, closingMs: 500 },
  });
  cleanUp.push(() => desk.close());
  const ask = <V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>> =>
    askOpen(desk.handlers, verb, request, log);
  return {
    desk,
    events,
    lines,
    ask,
    get: async (verb, request) => {
      const outcome = await ask(verb, request);
      if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome.error)}`);
      return outcome.value;
    },
    until: (what, isTrue) => expect.poll(isTrue, { timeout: 50_000, interval: 30, message: what }).toBe(true),
  };
}

async function provider(): Promise<PracticeProvider> {
  const practice = await startPractice({ folder: newFolder(), rateLimit: false });
  cleanUp.push(() => practice.close());
  return practice;
}

/** A desk set up by a file on a provider of its own, with `token` in an in-memory keychain. */
async function provisioned(practice: PracticeProvider, folder = newFolder(), items = new Map<string, string>()): Promise<Running> {
  const file = join(newFolder(), 'provision.json');
  writeFileSync(file, JSON.stringify({ name: 'Shop Hoa Mai', environment: 'staging', baseUrl: practice.baseUrl }));
  return start(folder, { argv: ['--provision', file], token: practice.token, items });
}

const allFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((each) => join(folder, each))
    .filter((each) => statSync(each).isFile());

const query = { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 50, refresh: true } as const;

describe('the first run', () => {
  it('opens on no connection, with practice ready to be started', async () => {
    const { get, ask } = await start(newFolder());
    const state = await get('app.state', undefined);
    expect(state.session).toBeNull();
    expect(state.connections.map((each) => each.id)).toEqual([practiceConnectionId]);
    expect(await ask('records.list', query)).toEqual({ ok: false, error: { code: 'noConnection' } });
  });

  it('practising needs no key, and the next start opens where the last one was', async () => {
    const folder = newFolder();
    const first = await start(folder);
    expect((await first.get('connections.open', { id: practiceConnectionId })).connection).toMatchObject({
      environment: 'practice',
      key: 'stored',
    });
    await first.until('products arrive', async () => (await first.get('records.list', { ...query, refresh: false })).total >= 300);
    await first.desk.close();

    const second = await start(folder);
    expect((await second.get('app.state', undefined)).session?.connection.id).toBe(practiceConnectionId);
    expect((await second.get('records.list', { ...query, refresh: false })).total).toBeGreaterThanOrEqual(300);
  });
});

describe('a provisioned desk', () => {
  it('opens on its connection with the key in the keychain, and keeps it over a restart', async () => {
    const practice = await provider();
    const folder = newFolder();
    const items = new Map<string, string>();
    const first = await provisioned(practice, folder, items);
    // Beside the token only a mark, by which the folder is known again.
    expect([...items].filter(([account]) => !account.startsWith('folder:')).map(([, value]) => value)).toEqual([practice.token]);
    await first.until('the list comes', async () => (await first.get('records.list', query)).rows.length === 50);
    expect(await first.get('connections.test', undefined)).toMatchObject({ warehouses: 2 });
    await first.desk.close();

    const second = await start(folder, { items });
    await second.until('the key is read', async () => (await second.get('app.state', undefined)).session?.connection.key === 'stored');
    expect(await second.get('connections.test', undefined)).toMatchObject({ durationMs: expect.any(Number) as number });
  });

  it('is opened by the same shortcut day after day, though the token’s file is gone after the first', async () => {
    const practice = await provider();
    const [files, folder, items] = [newFolder(), newFolder(), new Map<string, string>()];
    const [file, token] = [join(files, 'desk.json'), join(files, 'token.txt')];
    writeFileSync(file, JSON.stringify({ name: 'Shop Hoa Mai', environment: 'staging', baseUrl: practice.baseUrl }));
    writeFileSync(token, practice.token);
    const argv = ['--provision', file, '--token-file', token];
    await (await start(folder, { argv, items })).desk.close();
    expect(existsSync(token)).toBe(false);
    const second = await start(folder, { argv, items });
    expect(await second.get('app.state', undefined)).toMatchObject({ session: { connection: { key: 'stored' } }, trouble: null });
    expect(await second.get('connections.test', undefined)).toMatchObject({ durationMs: expect.any(Number) as number });
    await second.desk.close();
    // Without a key the file is missed, and named.
    const keyless = await start(folder, { argv });
    expect(await keyless.get('app.state', undefined)).toMatchObject({ trouble: { code: 'fileUnreadable', params: { name: token } } });
  });

  it.each([
    ['a token with a blank inside', {}, 'tok-5f2c 9e0b7a', 'tokenHasSpaces'],
    ['authorities that are none', { caFile: 'desk.json' }, 'tok-5f2c9e0b7a', 'caFileInvalid'],
  ])('that cannot be set up (%s) keeps the token’s file for the next try, and sets nothing up', async (_what, more, content, code) => {
    const files = newFolder();
    const [file, token] = [join(files, 'desk.json'), join(files, 'token.txt')];
    writeFileSync(file, JSON.stringify({ name: 'Shop Hoa Mai', environment: 'staging', ...more }));
    writeFileSync(token, content);
    const { get } = await start(newFolder(), { argv: ['--provision', file, '--token-file', token] });
    expect(await get('app.state', undefined)).toMatchObject({ session: null, trouble: { code } });
    const { connections } = await get('app.state', undefined);
    expect(connections.map(({ environment }) => environment)).toEqual(['practice']);
    expect(existsSync(token)).toBe(true);
  });

  it.each([
    ['no such file', null, 'fileUnreadable'],
    ['no JSON', '{', 'provisionNotJson'],
    ['an unknown field', '{"name":"A","environment":"staging","token":"x"}', 'provisionInvalid'],
    ['plain http', '{"name":"A","environment":"production","baseUrl":"http://example.com"}', 'baseUrlNotHttps'],
    ['a path', '{"name":"A","environment":"production","baseUrl":"https://example.com/api"}', 'baseUrlHasPath'],
    ['credentials', '{"name":"A","environment":"production","baseUrl":"https://u:p@example.com"}', 'baseUrlHasCredentials'],
    ['a wrong profile', '{"name":"A","environment":"staging","profile":{"calls":{"no.such":{}}}}', 'profileInvalid'],
  ])('says what is wrong with its file: %s', async (_name, text, code) => {
    const file = join(newFolder(), 'provision.json');
    if (text !== null) writeFileSync(file, text);
    const { get } = await start(newFolder(), { argv: ['--provision', file], token: 'x' });
    expect(await get('app.state', undefined)).toMatchObject({ session: null, trouble: { code } });
  });

  it('does not hand the key of one server to another of the same name', async () => {
    const practice = await provider();
    const folder = newFolder();
    const items = new Map<string, string>();
    await (await provisioned(practice, folder, items)).desk.close();
    const file = join(newFolder(), 'provision.json');
    writeFileSync(file, JSON.stringify({ name: 'shop hoa mai', environment: 'production', baseUrl: 'https://evil.example.com' }));
    const second = await start(folder, { argv: ['--provision', file], items });
    expect(await second.get('app.state', undefined)).toMatchObject({ session: null, trouble: { code: 'nameTaken' } });
  });
});

describe('connections', () => {
  it('several stand side by side, each with its own records', async () => {
    const practice = await provider();
    const desk = await provisioned(practice);
    await desk.until('records come', async () => (await desk.get('records.list', query)).total > 0);
    const shop = (await desk.get('app.state', undefined)).session?.connection.id as ConnectionId;
    const other = await desk.get('connections.create', {
      name: 'Kho thứ hai',
      environment: 'production',
      baseUrl: 'https://example.invalid',
    });
    await desk.get('connections.open', { id: other.id });
    expect((await desk.get('records.list', { ...query, refresh: false })).total).toBe(0);
    await desk.get('connections.open', { id: shop });
    expect((await desk.get('records.list', { ...query, refresh: false })).total).toBeGreaterThan(0);
  });

  it.each([
    ['http://example.com', 'baseUrlNotHttps'],
    ['https://example.com/api', 'baseUrlHasPath'],
    ['https://me:pw@example.com', 'baseUrlHasCredentials'],
    ['', 'baseUrlInvalid'],
    ['example.com', 'baseUrlInvalid'],
  ])('the address %j is refused with its reason', async (baseUrl, code) => {
    const { ask } = await start(newFolder());
    expect(await ask('connections.create', { name: 'Một', environment: 'production', baseUrl })).toMatchObject({
      ok: false,
      error: { code },
    });
  });

  it('a name is taken once', async () => {
    const { get, ask } = await start(newFolder());
    await get('connections.create', { name: 'Một', environment: 'staging', baseUrl: '' });
    expect(await ask('connections.create', { name: 'Một', environment: 'staging', baseUrl: '' })).toMatchObject({
      ok: false,
      error: { code: 'nameTaken' },
    });
  });
});

describe('401', () => {
  it('pauses sending, asks for a new key, and loses nothing', async () => {
    const practice = await provider();
    const desk = await provisioned(practice);
    await desk.until('the warehouses are there', async () => (await desk.get('warehouses.list', { refresh: true })).rows.length === 2);
    const fresh = practice.rotateToken();

    const id = crypto.randomUUID() as DraftId;
    await desk.get('drafts.save', { id, kind: 'product', body: { sku: 'KEY-1', name: 'Áo mưa', warehouse_codes: ['ONF_WH_HN_LB'] } });
    const item = await desk.get('outbox.queue', { draftId: id });
    await desk.until('sending waits for a key', async () => (await desk.get('app.state', undefined)).session?.sending === 'pausedForKey');
    expect((await desk.get('app.state', undefined)).session?.connection.key).toBe('refused');
    await desk.until('it waits', async () => (await desk.get('outbox.get', { id: item.id }))?.state === 'queued');

    const connectionId = await openConnectionOf(desk.desk.handlers);
    expect(await desk.ask('keys.put', { connectionId, key: 'two words' })).toMatchObject({ ok: false, error: { code: 'tokenHasSpaces' } });
    await desk.get('keys.put', { connectionId, key: ` ${fresh}\r\n` });
    await desk.until('it is sent', async () => (await desk.get('outbox.get', { id: item.id }))?.state === 'confirmed');
    expect(practice.counts().products['KEY-1']).toBe(1);
  });
});

describe('the practice connection', () => {
  it('takes faults from the screen, gets a new key, and starts afresh', async () => {
    const desk = await start(newFolder());
    await desk.get('connections.open', { id: practiceConnectionId });
    await desk.get('practice.setFaults', { ...noFaults, kind: 'wrongToken' });
    expect(await desk.ask('connections.test', undefined)).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
    await desk.until('the key is refused', async () => (await desk.get('app.state', undefined)).session?.connection.key === 'refused');
    await desk.get('practice.setFaults', noFaults);
    await desk.get('practice.newKey', undefined);
    expect(await desk.get('connections.test', undefined)).toMatchObject({ durationMs: expect.any(Number) as number });
    expect((await desk.get('app.state', undefined)).session?.connection.key).toBe('stored');
    await desk.get('practice.reset', undefined);
    expect(await desk.get('connections.test', undefined)).toMatchObject({ durationMs: expect.any(Number) as number });
  });

  it('a real connection has no faults to set', async () => {
    const desk = await provisioned(await provider());
    expect(await desk.ask('practice.setFaults', noFaults)).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  });
});

describe('the profile', () => {
  it('names its problems and keeps the one in force; a good one changes the calls', async () => {
    const desk = await provisioned(await provider());
    expect(await desk.get('connections.saveProfile', { text: '{' })).toEqual([{ path: '', problem: 'profileNotJson' }]);
    expect(
      await desk.get('connections.saveProfile', { text: '{"calls":{"warehouses.list":{"path":"https://evil.example.com/"}}}' }),
    ).not.toEqual([]);
    expect(await desk.get('connections.profile', undefined)).toEqual({ text: '' });
    expect(await desk.get('connections.saveProfile', { text: '{"calls":{"warehouses.list":{"path":"/api/v2/warehouses"}}}' })).toEqual([]);
    expect((await desk.get('connections.calls', undefined)).find((each) => each.call === 'warehouses.list')).toMatchObject({
      path: '/api/v2/warehouses',
      overridden: true,
    });
    const { results: check, proposal } = await desk.get('connections.check', undefined);
    expect(proposal).toBeNull();
    expect(check.find((each) => each.call === 'warehouses.list')).toMatchObject({ verdict: 'notThere' });
    expect(check.filter((each) => each.verdict === 'asAssumed').length).toBeGreaterThan(10);
  });
});

describe('a proposal', () => {
  it('of the connection check is accepted with one call, under what the operator set, and is in force', async () => {
    const practice = await startPractice({
      folder: newFolder(),
      rateLimit: false,
      moved: { 'warehouses.list': 'GET /api/v1/warehouses', 'brands.list': 'GET /mine' },
    });
    cleanUp.push(() => practice.close());
    const { get } = await provisioned(practice);
    await get('connections.saveProfile', { text: '{"pageSize":20,"calls":{"brands.list":{"path":"/mine"}}}' });
    const { results, proposal } = await get('connections.check', undefined);
    expect(results.find((each) => each.call === 'warehouses.list')).toMatchObject({
      verdict: 'elsewhere',
      answersAt: '/api/v1/warehouses',
    });
    expect(proposal).toMatchObject({ changes: [{ call: 'warehouses.list', part: 'path', to: '/api/v1/warehouses' }], kept: [] });
    // What was saved in between is not lost.
    await get('connections.saveProfile', { text: '{"pageSize":30,"calls":{"brands.list":{"path":"/mine"}}}' });
    expect(await get('connections.amendProfile', { text: proposal?.text ?? '' })).toEqual([]);
    expect(JSON.parse((await get('connections.profile', undefined)).text)).toEqual({
      pageSize: 30,
      calls: { 'brands.list': { path: '/mine' }, 'warehouses.list': { path: '/api/v1/warehouses' } },
    });
    expect((await get('connections.check', undefined)).proposal).toBeNull();
    expect(await get('connections.amendProfile', { text: '{"calls":{"brands.list":{"path":"//evil.example"}}}' })).toMatchObject([
      { problem: 'profilePathHost' },
    ]);
  });

  it('of the provider’s documentation crosses the bridge without the key that was pasted with it', async () => {
    const practice = await startPractice({
      folder: newFolder(),
      rateLimit: false,
      moved: { 'warehouses.list': 'GET /v3/kho' },
      authScheme: 'NH',
    });
    cleanUp.push(() => practice.close());
    const folder = newFolder();
    const desk = await provisioned(practice, folder);
    const keyState = async () => (await desk.get('app.state', undefined)).session?.connection.key;
    await desk.until('the key is refused without its word', async () => (await keyState()) === 'refused');
    const key = `tok-pasted-${randomUUID()}`;
    const curl = `curl '${practice.baseUrl}/v3/kho' -H 'Authorization: NH ${key}' -H 'X-Trace: ${key}'`;
    const papers = await desk.get('papers.read', { text: curl });
    const matches = { operations: { 'warehouses.list': 'GET /v3/kho' }, query: {}, fields: {} };
    const comparison = await desk.get('papers.compare', { papers, matches });
    expect(comparison.proposal).toMatchObject({
      changes: [
        { call: null, part: 'scheme', to: 'NH' },
        { call: 'warehouses.list', from: '/api/v1/warehouses/list', to: '/v3/kho' },
      ],
    });
    const broken = await desk.ask('papers.read', { text: `openapi: "${key}` });
    expect(broken).toMatchObject({ ok: false, error: { code: 'papersUnreadable' } });
    expect(await desk.get('connections.amendProfile', { text: comparison.proposal?.text ?? '' })).toEqual([]);
    await desk.until('the key is taken with its word', async () => (await keyState()) === 'stored');
    expect((await desk.get('connections.check', undefined)).results.find((each) => each.call === 'warehouses.list')).toMatchObject({
      verdict: 'asAssumed',
    });
    expect(JSON.stringify([papers, comparison, broken, desk.events, desk.lines])).not.toContain('tok-pasted');
    await desk.desk.close();
    for (const file of allFiles(folder)) expect(readFileSync(file).includes('tok-pasted'), file).toBe(false);
  });

  it('made of papers beyond every measure is refused at the door', async () => {
    const { ask } = await provisioned(await provider());
    expect(await ask('papers.read', { text: 'x'.repeat(5_000_001) })).toMatchObject({ ok: false, error: { code: 'malformed' } });
    const servers = Array.from({ length: 21 }, () => 'x');
    expect(
      await ask('papers.compare', {
        papers: { format: 'openapi', title: '', servers, access: null, operations: [], unread: [] },
        matches: { operations: {}, query: {}, fields: {} },
      }),
    ).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });
});

describe('the token', () => {
  it('is in no answer, no event, no log line and no file of the desk', async () => {
    const practice = await provider();
    const folder = newFolder();
    const desk = await provisioned(practice, folder);
    await desk.until('products come', async () => (await desk.get('records.list', query)).total > 0);
    const answers: unknown[] = [];
    const shop = await openConnectionOf(desk.desk.handlers);
    for (const verb of Object.keys(verbs) as VerbName[]) {
      if (verb === 'connections.remove' || verb === 'keys.forget') continue;
      const attempts: unknown[] = [
        undefined,
        query,
        { refresh: true },
        { id: shop },
        { kind: 'product', code: 'OASIN1470001', refresh: true },
        { keyword: '', refresh: true },
        { connectionId: shop, key: practice.token },
      ];
      for (const request of attempts) answers.push(await answer(verb, request, desk.desk.handlers, () => {}, shop));
    }
    const everything = JSON.stringify([answers, desk.events, desk.lines]);
    expect(everything.length).toBeGreaterThan(10_000);
    expect(everything).not.toContain(practice.token);
    await desk.desk.close();
    for (const file of allFiles(folder)) expect(readFileSync(file).includes(practice.token), file).toBe(false);
  });
});

describe('a purchase order on a product of the outbox', () => {
  it('is told of by the verbs: offered, checked, waiting, and back when the refused product is discarded', async () => {
    const { get, ask, until } = await provisioned(await provider());
    await until('the list comes', async () => (await get('records.list', query)).rows.length === 50);
    const taken = (await get('records.list', query)).rows.flatMap((row) => (row.kind === 'product' ? row.record.barcodes : []))[0] ?? '';
    const save = async (kind: 'product' | 'purchase-order', body: DraftBody): Promise<DraftId> =>
      (await get('drafts.save', { id: randomUUID(), kind, body })).id;
    const draftId = await save('product', { sku: 'CHO-1', name: 'Nước mắm', product_barcodes: [taken], warehouse_codes: ['ONF_WH_HN_LB'] });
    await get('outbox.queue', { draftId });
    const orderBody = (warehouse: string) => ({
      warehouse_code: warehouse,
      merchant_po_reference: 'PO-CHO',
      estimated_arrival_time: Math.floor(Date.now() / 1_000) + 86_400,
      packages: [{ package_code: 'P', items: [{ oasin: '', awaited_sku: 'CHO-1', product_quantity: '3' }] }],
    });
    expect((await get('outbox.products', { search: 'nuoc mam' })).map(({ sku }) => sku)).toEqual(['CHO-1']);

    const order = await save('purchase-order', orderBody('ONF_WH_HCM_BT'));
    expect(await get('drafts.check', { id: order })).toMatchObject({
      problems: [],
      warnings: [{ path: 'packages.0.items.0.oasin', problem: 'willNotBeInWarehouse' }],
    });
    await get('drafts.save', { id: order, kind: 'purchase-order', body: orderBody('ONF_WH_HN_LB') });
    expect(await get('drafts.check', { id: order })).toEqual({ problems: [], warnings: [] });
    const { id } = await get('outbox.queue', { draftId: order });
    await until('it waits for the refused product', async () => (await get('outbox.get', { id }))?.waitsFor[0]?.stands === 'rejected');
    await get('drafts.discard', { id: draftId });
    expect(await get('outbox.get', { id })).toMatchObject({ state: 'rejected', error: { code: 'productGone' } });
    expect(await get('drafts.check', { id: order })).toMatchObject({
      problems: [{ path: 'packages.0.items.0.oasin', problem: 'productGone', params: { sku: 'CHO-1' } }],
    });
    expect(await ask('outbox.queue', { draftId: order })).toMatchObject({ ok: false, error: { code: 'productGone' } });
  });

  it('goes by itself once the local copy knows a product that a person said is there', async () => {
    const practice = await provider();
    const { get, until } = await provisioned(practice);
    // Products cannot be looked up by list: what became of a lost answer, only a person can say.
    expect(await get('connections.saveProfile', { text: '{"calls":{"products.list":{"path":"/api/v1/nowhere"}}}' })).toEqual([]);
    await practice.setFaults({ ...noFaults, kind: 'dropAfterCommit', share: 1, times: 1, onlyWrites: true });
    const save = async (kind: 'product' | 'purchase-order', body: DraftBody): Promise<DraftId> =>
      (await get('drafts.save', { id: randomUUID(), kind, body })).id;
    const product = await get('outbox.queue', { draftId: await save('product', { sku: 'CHO-2', name: 'Nước mắm', warehouse_codes: [] }) });
    await until('a person is asked', async () => (await get('outbox.get', { id: product.id }))?.state === 'needs_attention');
    const packages = [{ package_code: 'P', items: [{ awaited_sku: 'CHO-2', product_quantity: 3 }] }];
    const order = await get('outbox.queue', {
      draftId: await save('purchase-order', {
        warehouse_code: 'ONF_WH_HN_LB',
        merchant_po_reference: 'PO-CHO',
        estimated_arrival_time: Math.floor(Date.now() / 1_000) + 86_400,
        packages,
      }),
    });
    expect(order.waitsFor).toMatchObject([{ stands: 'needs_attention', outboxId: product.id }]);
    await get('outbox.resolve', { id: product.id, decision: 'itIsThere', code: null });
    expect((await get('outbox.get', { id: order.id }))?.waitsFor).toMatchObject([{ stands: 'withoutCode' }]);

    const headers = { authorization: practice.token, 'content-type': 'application/json' };
    const { data } = (await (await fetch(`${practice.baseUrl}/api/v1/products/list?keyword=CHO-2`, { headers })).json()) as {
      data: { oasin: string }[];
    };
    const oasin = data[0]?.oasin ?? '';
    await fetch(`${practice.baseUrl}/api/v1/products/${oasin}/assign`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ warehouse_codes: ['ONF_WH_HN_LB'] }),
    });
    await get('records.detail', { kind: 'product', code: oasin, refresh: true });
    await until('it has gone', async () => (await get('outbox.get', { id: order.id }))?.state === 'confirmed');
    expect((await get('outbox.get', { id: order.id }))?.body).toMatchObject({ packages: [{ items: [{ oasin }] }] });
  });
});

describe('what is kept', () => {
  it('is measured, kept for as long as a person says, and put away when a person asks; its reference stays taken', async () => {
    const desk = await start(newFolder());
    await desk.get('connections.open', { id: practiceConnectionId });
    const body = { sku: 'AO-CU', name: 'Áo cũ', product_barcodes: [], weight: '180', product_price: '159000', warehouse_codes: [] };
    const queued = async () =>
      desk.ask('outbox.queue', { draftId: (await desk.get('drafts.save', { id: DraftId.parse(randomUUID()), kind: 'product', body })).id });
    const sent = await queued();
    if (!sent.ok) throw new Error(sent.error.code);
    const { id } = sent.value;
    const rows = async () => (await desk.get('storage.get', undefined)).rows.find(({ what }) => what === 'rows');
    expect(await rows()).toMatchObject({ days: 30, kept: { count: 0 }, removable: { count: 0 } });
    await desk.until('it is sent', async () => (await desk.get('outbox.get', { id }))?.state === 'confirmed');
    await desk.get('storage.setDays', { what: 'rows', days: null });
    await desk.get('storage.setDays', { what: 'removed', days: 7 });
    expect(await rows()).toMatchObject({ days: null, kept: { count: 1 }, removable: { count: 1 } });
    expect((await desk.get('storage.get', undefined)).rows.find(({ what }) => what === 'removed')).toMatchObject({
      days: 7,
      kept: { count: 0 },
    });
    // Lists that are read in the background are told of meanwhile.
    const told = (): object[] => desk.events.filter(({ name }) => name === 'outbox.changed');
    const before = told().length;
    expect(await desk.get('storage.deleteNow', { what: 'rows' })).toMatchObject({ count: 1 });
    expect(told().slice(before)).toMatchObject([{ payload: { item: null } }]);
    expect((await desk.get('outbox.list', { states: null, kind: null })).items).toEqual([]);
    expect(await desk.get('outbox.archived', { search: 'ao-moi' })).toEqual([]);
    expect((await desk.get('outbox.archived', { search: 'ao-cu' })).map((each) => each.id)).toEqual([id]);
    expect(await queued()).toMatchObject({ ok: false, error: { code: 'referenceTaken' } });
    expect(await desk.ask('storage.setDays', { what: 'rows', days: 0 })).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });
});
