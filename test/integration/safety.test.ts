/**
 * Safe under the floor: who did what, what is written down of it, what support gets, and what happens to a damaged file. The whole desk, no
 * window.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AnswerOf, type RequestOf, type VerbName, verbs } from '../../contract/bridge.ts';
import { practiceConnectionId } from '../../contract/connection.ts';
import type { Outcome } from '../../contract/errors.ts';
import type { OperatorId } from '../../contract/operators.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { noFaults } from '../../contract/practice.ts';
import { systemClock } from '../../main/time/clock.ts';
import type { Clock } from '../../main/time/clock.ts';
import { type Desk, createDesk } from '../../main/desk/desk.ts';
import { answer } from '../../main/desk/door.ts';
import { parseFlags } from '../../main/start/flags.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Keychain, createVault } from '../../main/vault/index.ts';
import { ask as askOpen } from './asking.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-safety-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

interface Running {
  readonly desk: Desk;
  readonly lines: string[];
  readonly events: unknown[];
  /** Where the next file goes; `null`: the operator thinks better of it. */
  goesTo: string | null;
  ask<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>>;
  get<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>>;
  until(what: string, isTrue: () => Promise<boolean> | boolean): Promise<void>;
}

async function start(
  folder: string,
  more: { readonly argv?: string[]; readonly token?: string; readonly clock?: Clock; readonly builtAt?: number } = {},
): Promise<Running> {
  const lines: string[] = [];
  const events: unknown[] = [];
  const secrets: string[] = [];
  const items = new Map<string, string>();
  const chain: Keychain = {
    getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
    setPassword: (_service, account, password) => Promise.resolve(void items.set(account, password)),
    deletePassword: (_service, account) => Promise.resolve(items.delete(account)),
  };
  const log = (line: string): void => {
    lines.push(line);
    if (!existsSync(folder)) return;
    mkdirSync(join(folder, 'logs'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'desk.log'), `${lines.join('\n')}\n`);
  };
  const running = { goesTo: null as string | null };
  const desk = await createDesk({
    folder,
    version: '1.2.3',
    platform: 'linux',
    flags: parseFlags(more.argv ?? []),
    clock: more.clock ?? systemClock,
    vault: createVault({ load: () => Promise.resolve(chain), log, onToken: (token) => secrets.push(token) }),
    log,
    emit: (name, payload) => events.push({ name, payload }),
    openLink: () => Promise.resolve(),
    openFile: () => Promise.resolve(),
    openFolder: () => Promise.resolve(),
    onLanguage: () => {},
    onTheme: () => {},
    provisionedToken: () => Promise.resolve(more.token ?? null),
    askWhere: () => Promise.resolve(running.goesTo),
    onReadyToClose: () => {},
    secrets: () => secrets,
    versions: { node: process.versions.node },
    builtAt: more.builtAt ?? 0,
    timing: { undoMs: 0, settleMs: [50, 100], backOffBaseMs: 50, backOffMostMs: 500, closingMs: 500 },
  });
  cleanUp.push(() => desk.close());
  const ask = <V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>> =>
    askOpen(desk.handlers, verb, request, log);
  return Object.assign(running, {
    desk,
    lines,
    events,
    ask,
    get: async <V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>> => {
      const outcome = await ask(verb, request);
      if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome.error)}`);
      return outcome.value;
    },
    until: (what: string, isTrue: () => Promise<boolean> | boolean) =>
      expect.poll(isTrue, { timeout: 25_000, interval: 30, message: what }).toBe(true),
  });
}

async function provider(): Promise<PracticeProvider> {
  const practice = await startPractice({ folder: newFolder(), rateLimit: false });
  cleanUp.push(() => practice.close());
  return practice;
}
async function provisioned(practice: PracticeProvider, folder = newFolder()): Promise<Running> {
  const file = join(newFolder(), 'provision.json');
  writeFileSync(file, JSON.stringify({ name: 'Shop Hoa Mai', environment: 'staging', baseUrl: practice.baseUrl }));
  return start(folder, { argv: ['--provision', file], token: practice.token });
}
/** Of the one connection that is not practice. */
function shopFolder(folder: string): string {
  const found = readdirSync(join(folder, 'connections')).find((name) => name.startsWith('shop-hoa-mai-'));
  if (found === undefined) throw new Error('no folder of the shop');
  return join(folder, 'connections', found);
}
const draftId = (): DraftId => crypto.randomUUID() as DraftId;
const product = (sku: string): Record<string, string> => ({ sku, name: 'Áo thun', weight: '180', product_price: '159000' });
async function send(desk: Running, sku: string, more: object = {}): Promise<AnswerOf<'outbox.queue'>> {
  const { id } = await desk.get('drafts.save', { id: draftId(), kind: 'product', body: { ...product(sku), ...more } });
  return desk.get('outbox.queue', { draftId: id });
}
const warehouse = 'ONF_WH_HN_LB';
/** An active product with stock in our warehouse. */
async function anOasin(desk: Running): Promise<string> {
  await desk.until(
    'products come',
    async () =>
      (await desk.get('records.list', { kind: 'product', search: '', status: 'ACTIVE', warehouse, page: 0, pageSize: 20, refresh: true }))
        .rows.length > 0,
  );
  for (const { code } of (
    await desk.get('records.list', { kind: 'product', search: '', status: 'ACTIVE', warehouse, page: 0, pageSize: 20, refresh: false })
  ).rows) {
    await desk.get('stock.get', { oasin: code, refresh: true });
    await desk.until('its stock comes', async () => (await desk.get('stock.get', { oasin: code, refresh: false })).freshness.asOf !== null);
    const { rows } = await desk.get('stock.get', { oasin: code, refresh: false });
    if (rows.some((row) => row.warehouse_code === warehouse && row.stock_level === 'A' && (row.available_quantity ?? 0) > 5)) return code;
  }
  throw new Error('no product with stock');
}
const confirmed = (desk: Running, id: AnswerOf<'outbox.queue'>['id']): Promise<void> =>
  desk.until('it is confirmed', async () => (await desk.get('outbox.get', { id }))?.state === 'confirmed');
const journalQuery = { search: '', what: 'all', troubleOnly: false } as const;

/** Name and text of each file of an archive, read by its central directory. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf('PK\x05\x06');
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    expect(archive.toString('latin1', at, at + 4)).toBe('PK\x01\x02');
    const [packed, length, local] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files.set(name, inflateRawSync(archive.subarray(from, from + packed)).toString('utf8'));
    at += 46 + length;
  }
  return files;
}

describe('the journal', () => {
  it('names call, key, outcome and operator of every request and every step of the outbox', async () => {
    const desk = await provisioned(await provider());
    await desk.get('operators.add', { name: 'Lan', pin: '2468' });
    const item = await send(desk, 'JRN-1');
    await confirmed(desk, item.id);
    expect(item.operator).toBe('Lan');
    const page = await desk.get('journal.list', { ...journalQuery, search: 'jrn-1', before: null, limit: 50 });
    // The desk looks for it by itself as well, in nobody's name.
    const entries = page.entries.filter((entry) => entry.naturalKey === 'JRN-1');
    expect(entries.find((entry) => entry.what === 'request')).toMatchObject({
      call: 'products.create',
      method: 'POST',
      naturalKey: 'JRN-1',
      outcome: 'ok',
      httpStatus: 201,
      operator: 'Lan',
    });
    expect(entries.flatMap((entry) => (entry.what === 'outbox' ? [entry.event] : []))).toEqual(['stepDone', 'leaves', 'queued']);
    expect(entries.every((entry) => entry.operator === 'Lan')).toBe(true);
    expect(await desk.get('journal.verify', undefined)).toMatchObject({ broken: null });
    // What the desk does by itself has nobody's name on it.
    await desk.until('the background has read', async () =>
      (await desk.get('journal.list', { ...journalQuery, what: 'request', before: null, limit: 500 })).entries.some(
        (entry) => entry.what === 'request' && entry.priority === 'background',
      ),
    );
    const background = (await desk.get('journal.list', { ...journalQuery, what: 'request', before: null, limit: 500 })).entries.filter(
      (entry) => entry.what === 'request' && entry.priority === 'background',
    );
    expect(background.every((entry) => entry.operator === null)).toBe(true);
  });

  it('shows bodies without people unless asked, and a curl command without the token', async () => {
    const practice = await provider();
    const desk = await provisioned(practice);
    const item = await send(desk, "JRN-'2", { product_characteristics: ['gọi 0912 345 678'] });
    await confirmed(desk, item.id);
    const { entries } = await desk.get('journal.list', {
      ...journalQuery,
      search: 'products.create',
      what: 'request',
      before: null,
      limit: 5,
    });
    const seq = entries[0]?.seq ?? 0;
    const hidden = await desk.get('journal.entry', { seq, personal: false });
    const shown = await desk.get('journal.entry', { seq, personal: true });
    expect(shown?.sent).toContain('0912 345 678');
    expect(shown?.sent).toContain('Áo thun');
    expect(hidden?.sent).not.toContain('0912 345 678');
    expect(hidden?.sent).not.toContain('Áo thun');
    expect(hidden?.sent).toContain('"sku":');
    expect(hidden?.answered).toContain('oasin');
    expect(shown?.curl).toContain(`curl -X POST '${practice.baseUrl}/`);
    expect(shown?.curl).toContain('"Authorization: $ONFLOW_TOKEN"');
    expect(shown?.curl).toContain(`JRN-'\\''2`);
    expect(JSON.stringify([hidden, shown])).not.toContain(practice.token);
  });

  it('says which entry was edited in the file', async () => {
    const folder = newFolder();
    const practice = await provider();
    const first = await provisioned(practice, folder);
    await confirmed(first, (await send(first, 'JRN-3')).id);
    await first.desk.close();
    const sqlite = new DatabaseSync(join(shopFolder(folder), 'desk.sqlite'));
    const seq = Number(sqlite.prepare(`SELECT seq FROM journal WHERE entry LIKE '%"event":"leaves"%'`).get()?.['seq']);
    sqlite.prepare(`UPDATE journal SET entry = replace(entry, 'JRN-3', 'JRN-4') WHERE seq = ?`).run(seq);
    sqlite.close();
    const second = await provisioned(practice, folder);
    expect((await second.get('journal.verify', undefined)).broken).toEqual({ seq, problem: 'changed' });
  });

  it.each(['csv', 'jsonl'] as const)('is exported as %s where the operator wants it, or not at all', async (format) => {
    const practice = await provider();
    const desk = await provisioned(practice);
    await confirmed(desk, (await send(desk, '=1+1', { product_characteristics: ['gọi 0912345678'] })).id);
    const query = { ...journalQuery, format, personal: false };
    expect(await desk.get('journal.export', query)).toEqual({ saved: false, name: '', size: 0 });
    desk.goesTo = join(newFolder(), `journal.${format}`);
    expect(await desk.get('journal.export', query)).toEqual({ saved: true, name: `journal.${format}`, size: statSync(desk.goesTo).size });
    const text = readFileSync(desk.goesTo, 'utf8');
    expect(text).toContain('products.create');
    expect(text).not.toContain('0912345678');
    expect(text).not.toContain(practice.token);
    // No cell that a spreadsheet would take for a formula.
    if (format === 'csv') expect(text).toContain(`,'=1+1,`);
    expect(existsSync(`${desk.goesTo}.partial`)).toBe(false);
    await desk.get('journal.export', { ...query, personal: true });
    expect(readFileSync(desk.goesTo, 'utf8')).toContain('0912345678');
    desk.goesTo = join(newFolder(), 'no such folder', 'a.csv');
    expect(await desk.ask('journal.export', query)).toMatchObject({ ok: false, error: { code: 'storageReadOnly' } });
  });
});

describe('operators', () => {
  it('a locked desk saves and shows, and does nothing else', async () => {
    const folder = newFolder();
    const first = await start(folder);
    await first.get('connections.open', { id: practiceConnectionId });
    const lan = await first.get('operators.add', { name: 'Lan', pin: '2468' });
    expect(await first.get('app.state', undefined)).toMatchObject({ operators: [lan], operator: lan });
    await first.get('operators.lock', undefined);
    const { id } = await first.get('drafts.save', { id: draftId(), kind: 'product', body: product('LCK-1') });
    expect(await first.ask('outbox.queue', { draftId: id })).toEqual({ ok: false, error: { code: 'locked' } });
    expect(await first.ask('operators.add', { name: 'Eve', pin: '1111' })).toEqual({ ok: false, error: { code: 'locked' } });
    const open: string[] = [];
    for (const verb of Object.keys(verbs) as VerbName[]) {
      const outcome = await answer(verb, sampleOf(verb, id), first.desk.handlers, () => {}, practiceConnectionId);
      if (outcome.ok || (outcome.error.code !== 'locked' && outcome.error.code !== 'malformed')) open.push(verb);
      // A payload of the wrong shape would prove nothing.
      expect(outcome, verb).not.toMatchObject({ ok: false, error: { code: 'malformed' } });
    }
    expect(open).toEqual([
      'app.state',
      'app.start',
      'app.setLanguage',
      'app.setTheme',
      'app.readyToClose',
      'operators.enter',
      'connections.calls',
      'connections.profile',
      'practice.faults',
      'records.list',
      'records.detail',
      'stock.get',
      'purchaseOrders.inspection',
      'warehouses.list',
      'brands.list',
      'areas.list',
      'drafts.save',
      'drafts.get',
      'drafts.list',
      'drafts.check',
      'outbox.list',
      'outbox.archived',
      'outbox.get',
      'outbox.products',
      'outbox.product',
      'files.preview',
      'place.get',
      'place.save',
      'journal.list',
    ]);
    await first.desk.close();

    const second = await start(folder);
    expect((await second.get('app.state', undefined)).operator).toBeNull();
    expect(await second.ask('operators.enter', { id: lan.id, pin: '9999' })).toEqual({ ok: false, error: { code: 'pinWrong' } });
    expect(await second.ask('outbox.queue', { draftId: id })).toEqual({ ok: false, error: { code: 'locked' } });
    await second.get('operators.enter', { id: lan.id, pin: '2468' });
    expect((await second.get('outbox.queue', { draftId: id })).operator).toBe('Lan');
    await second.desk.close();

    const helped = await start(folder, { argv: ['--forget-operators'] });
    expect(await helped.get('app.state', undefined)).toMatchObject({ operators: [], operator: null });
  });

  it('a PIN is in no answer, event, log line, file or bundle', async () => {
    const folder = newFolder();
    const desk = await start(folder);
    await desk.get('connections.open', { id: practiceConnectionId });
    const pin = '735208149637';
    const { id } = await desk.get('operators.add', { name: 'Lan', pin });
    const answers: unknown[] = [
      await desk.ask('operators.enter', { id, pin }),
      await desk.ask('operators.changePin', { id, pin, next: pin }),
      await desk.ask('operators.enter', { id, pin: '0000' }),
    ];
    answers.push(await answer('operators.enter', { id: 7, pin }, desk.desk.handlers, () => {}));
    desk.goesTo = join(newFolder(), 'bundle.zip');
    answers.push(await desk.get('support.bundle', { personal: true }), await desk.get('app.state', undefined));
    const bundle = [...unzip(readFileSync(desk.goesTo)).values()].join('\n');
    await desk.desk.close();
    expect(JSON.stringify([answers, desk.events, desk.lines, bundle])).not.toContain(pin);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      if (statSync(path).isFile()) expect(readFileSync(path).includes(pin), path).toBe(false);
    }
  });
});

/** A request that fits the contract. */
function sampleOf(verb: VerbName, draft: DraftId): unknown {
  const operator = { id: crypto.randomUUID() as OperatorId, pin: '0000', next: '0000', name: 'X' };
  const record = {
    kind: 'product',
    code: 'OASIN1470001',
    refresh: false,
    field: 'image_main_url',
    search: '',
    status: null,
    warehouse: null,
    page: 0,
    pageSize: 10,
  };
  const everything = {
    ...noFaults,
    ...record,
    language: 'vi',
    theme: 'light',
    url: 'https://nandh.vn',
    environment: 'staging',
    baseUrl: '',
    text: '',
    connectionId: 'practice',
    key: 'x',
    oasin: 'OASIN1470001',
    keyword: '',
    level: 'province',
    parent: null,
    draftId: draft,
    states: null,
    decision: 'giveUp',
    path: '/x',
    file_id: 'a'.repeat(64),
    outboxId: crypto.randomUUID(),
    place: { screen: 'today' },
    caret: null,
    what: 'all',
    troubleOnly: false,
    before: null,
    limit: 10,
    seq: 1,
    sku: 'LCK-1',
    personal: false,
    format: 'csv',
    body: product('LCK-1'),
  };
  const own: Partial<Record<VerbName, object>> = {
    'operators.add': operator,
    'operators.enter': operator,
    'operators.changePin': operator,
    'operators.remove': operator,
    'outbox.act': { kind: 'product.deactivate', body: {} },
    'outbox.resolveMany': { ids: [crypto.randomUUID()], decision: 'giveUp' },
    'outbox.list': { states: null, kind: null },
    'place.save': { place: { screen: 'today' }, field: null, caret: null },
    'connections.create': { name: 'Neu', environment: 'staging', baseUrl: '' },
    'files.stage': { path: '/x', name: 'x' },
    'files.paste': { name: 'x', bytes: new Uint8Array(1) },
    'practice.setFaults': noFaults,
    'app.openFolder': { which: 'data' },
    'proxies.signIn': { proxy: 'proxy.example:3128', user: 'x', password: 'x' },
    'proxies.forget': { proxy: 'proxy.example:3128' },
    'storage.setDays': { what: 'files', days: 30 },
    'storage.deleteNow': { what: 'files' },
    'papers.compare': {
      papers: { format: 'openapi', title: '', servers: [], access: null, operations: [], unread: [] },
      matches: { operations: {}, query: {}, fields: {} },
    },
  };
  for (const candidate of [undefined, own[verb], everything, { ...everything, id: draft }, { ...everything, id: 'practice' }]) {
    if (candidate === undefined ? verbs[verb].request.safeParse(undefined).success : verbs[verb].request.safeParse(candidate).success)
      return candidate;
  }
  throw new Error(`no sample for ${verb}`);
}

describe('the support bundle', () => {
  it('holds log, versions, settings, journal and outbox states; no token, phone, address, name or body', async () => {
    const practice = await provider();
    const folder = newFolder();
    const desk = await provisioned(practice, folder);
    await desk.get('operators.add', { name: 'Nguyễn Thị Lan', pin: '2468' });
    await confirmed(
      desk,
      (await send(desk, 'BND-1', { name: 'Áo của chị Hạnh', product_characteristics: ['giao 12 Lý Thường Kiệt, 0912 345 678'] })).id,
    );
    await practice.setFaults({ ...noFaults, kind: 'error500BeforeCommit', share: 1, times: 1, onlyWrites: true });
    await send(desk, 'BND-0987654321', { name: 'Quần của anh Minh', product_characteristics: ['gọi +84 987 654 321'] });
    await desk.until(
      'it failed once',
      async () => (await desk.get('journal.list', { ...journalQuery, troubleOnly: true, before: null, limit: 5 })).entries.length > 0,
    );
    mkdirSync(join(folder, 'crashes'), { recursive: true });
    writeFileSync(join(folder, 'crashes', '2026-11-24.txt'), `TypeError at 0283 8123 456 with ${practice.token}`);
    mkdirSync(join(folder, 'logs'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'desk.log'), 'a line\n');
    writeFileSync(join(folder, 'logs', 'desk.old.log'), `called 0912.345.678, token ${practice.token}, mail lan@example.vn\n`);
    desk.goesTo = join(newFolder(), 'bundle.zip');
    expect(await desk.get('support.bundle', { personal: false })).toMatchObject({ saved: true, name: 'bundle.zip' });
    const files = unzip(readFileSync(desk.goesTo));
    expect([...files.keys()].sort()).toEqual([
      'crashes/2026-11-24.txt',
      'desk.json',
      'journal.jsonl',
      'logs/desk.log',
      'logs/desk.old.log',
      'outbox.json',
      'profile.json',
      'settings.json',
    ]);
    const all = [...files.values()].join('\n');
    expect(JSON.parse(files.get('desk.json') ?? '')).toMatchObject({ version: '1.2.3', versions: { node: process.versions.node } });
    expect(files.get('journal.jsonl')).toContain('BND-1');
    expect(JSON.parse(files.get('outbox.json') ?? '')).toEqual(
      expect.arrayContaining([expect.objectContaining({ naturalKey: 'BND-1', state: 'confirmed' })]),
    );
    for (const secret of [
      practice.token,
      '0912',
      '345 678',
      '987 654',
      '0987654321',
      '8123 456',
      'Lý Thường Kiệt',
      'Hạnh',
      'Minh',
      'Nguyễn',
      'Lan"',
      'lan@',
      '2468',
      'Hoa Mai',
    ])
      expect(all, secret).not.toContain(secret);

    await desk.get('support.bundle', { personal: true });
    const ticked = [...unzip(readFileSync(desk.goesTo)).values()].join('\n');
    expect(ticked).toContain('987 654 321');
    expect(ticked).not.toContain(practice.token);
  });
});

describe('a damaged database', () => {
  it('is set aside and named, its copy is offered, and nothing that was sent since is sent again', async () => {
    const practice = await provider();
    const folder = newFolder();
    const first = await provisioned(practice, folder);
    const file = join(shopFolder(folder), 'desk.sqlite');
    await first.get('outbox.pause', undefined);
    // Shipments: the provider takes the same reference twice.
    const oasin = await anOasin(first);
    const shipment = (reference: string): RequestOf<'drafts.save'> => ({
      id: draftId(),
      kind: 'shipment',
      body: {
        warehouse_code: warehouse,
        platform: 'lazada',
        merchant_tracking_code_reference: reference,
        items: [{ oasin, product_quantity: '1' }],
      },
    });
    const waiting = await first.get('outbox.queue', { draftId: (await first.get('drafts.save', shipment('DMG-1'))).id });
    const { id: open } = await first.get('drafts.save', shipment('DMG-2'));
    await first.desk.close();
    // The copy of the day, made while both had not left.
    mkdirSync(join(shopFolder(folder), 'backups'));
    writeFileSync(join(shopFolder(folder), 'backups', 'desk.sqlite.20261124-030000000.daily'), readFileSync(file));
    const second = await provisioned(practice, folder);
    await second.get('outbox.resume', undefined);
    await confirmed(second, waiting.id);
    await confirmed(second, (await second.get('outbox.queue', { draftId: open })).id);
    await second.desk.close();
    writeFileSync(file, Buffer.alloc(40_000, 7));

    const third = await provisioned(practice, folder);
    const { session, trouble } = await third.get('app.state', undefined);
    expect(session).toBeNull();
    expect(trouble).toMatchObject({
      code: 'storageDamaged',
      params: {
        connection: basename(shopFolder(folder)),
        path: file,
        name: expect.stringMatching(/^desk\.sqlite\.damaged-/),
        copiedAt: expect.any(Number),
      },
    });
    expect(readFileSync(join(shopFolder(folder), String(trouble?.params?.['name']))).equals(Buffer.alloc(40_000, 7))).toBe(true);

    // Closing the desk over it does not make it forget.
    await third.desk.close();
    const fourth = await provisioned(practice, folder);
    expect(await fourth.get('app.state', undefined)).toMatchObject({ session: null, trouble });

    const id = (await fourth.get('app.state', undefined)).connections.find((each) => each.id !== practiceConnectionId)?.id;
    if (id === undefined) throw new Error('no connection');
    await fourth.get('storage.restoreBackup', { id });
    expect((await fourth.get('app.state', undefined)).trouble).toBeNull();
    await fourth.get('outbox.resume', undefined);
    await confirmed(fourth, waiting.id);
    await confirmed(fourth, (await fourth.get('outbox.queue', { draftId: open })).id);
    expect([practice.counts().shipments['DMG-1'], practice.counts().shipments['DMG-2']]).toEqual([1, 1]);
    expect(readdirSync(shopFolder(folder)).filter((name) => name.includes('damaged-')).length).toBeGreaterThan(0);
  });

  it('without a copy there is nothing to restore, and the connection starts empty beside it', async () => {
    const practice = await provider();
    const folder = newFolder();
    await (await provisioned(practice, folder)).desk.close();
    writeFileSync(join(shopFolder(folder), 'desk.sqlite'), Buffer.alloc(40_000, 7));
    const desk = await provisioned(practice, folder);
    const { trouble, connections } = await desk.get('app.state', undefined);
    expect(trouble?.params?.['copiedAt']).toBeUndefined();
    const id = connections.find((each) => each.id !== practiceConnectionId)?.id;
    if (id === undefined) throw new Error('no connection');
    expect(await desk.ask('storage.restoreBackup', { id })).toMatchObject({ ok: false, error: { code: 'notFound' } });
    expect(await desk.get('connections.open', { id })).toMatchObject({ connection: { id } });
  });

  it("the desk's own file comes back from its copy, and that is said", async () => {
    const practice = await provider();
    const folder = newFolder();
    const first = await provisioned(practice, folder);
    await first.desk.close();
    mkdirSync(join(folder, 'backups'));
    writeFileSync(join(folder, 'backups', 'desk.sqlite.20261124-030000000.daily'), readFileSync(join(folder, 'desk.sqlite')));
    writeFileSync(join(folder, 'desk.sqlite'), 'no database at all, but long enough to be taken for one by nobody');
    const second = await start(folder);
    const { connections, trouble } = await second.get('app.state', undefined);
    expect(connections.map((each) => each.name)).toContain('Shop Hoa Mai');
    expect(trouble).toMatchObject({ code: 'storageDamaged', params: { restoredFrom: expect.any(Number) } });
    expect(readdirSync(folder).some((name) => basename(name).startsWith('desk.sqlite.damaged-'))).toBe(true);
  });

  it('a folder that cannot be written is said in words', async () => {
    const file = join(newFolder(), 'a file');
    writeFileSync(file, '');
    await expect(start(join(file, 'desk'))).rejects.toMatchObject({ error: { code: 'storageReadOnly' } });
  });
});

describe('the clock', () => {
  it('of a computer that lives in 1970 is said to be wrong', async () => {
    const builtAt = Date.UTC(2026, 10, 24);
    const wrong = await start(newFolder(), { builtAt, clock: { ...systemClock, wall: () => 12_345 } });
    expect((await wrong.get('app.state', undefined)).clockIsBehind).toBe(true);
    const right = await start(newFolder(), { builtAt, clock: { ...systemClock, wall: () => builtAt + 1 } });
    expect((await right.get('app.state', undefined)).clockIsBehind).toBe(false);
  });
});

describe('the place', () => {
  it('is there again after a restart, each connection its own', async () => {
    const folder = newFolder();
    const place = {
      place: { screen: 'shipments', view: 'form', draftId: draftId() },
      field: 'items.0.product_quantity',
      caret: { start: 1, end: 2 },
      list: null,
    };
    const first = await start(folder);
    await first.get('connections.open', { id: practiceConnectionId });
    expect(await first.get('place.get', undefined)).toBeNull();
    await first.get('place.save', place);
    await first.desk.close();
    expect(await (await start(folder)).get('place.get', undefined)).toEqual(place);
  });

  it('comes at the start with what the own copy has for the list that was open, as the list itself would be answered; an older desk kept none', async () => {
    const desk = await start(newFolder());
    expect(await desk.get('app.start', undefined)).toMatchObject({ app: { session: null }, place: null, list: null });
    await desk.get('connections.open', { id: practiceConnectionId });
    await desk.get('place.save', { place: { screen: 'products', view: 'list' }, field: null, caret: null });
    expect(await desk.get('app.start', undefined)).toMatchObject({ place: { list: null }, list: null });
    const query = { kind: 'product' as const, search: 'ao thun', status: 'NEW', warehouse: null, page: 0, pageSize: 5 };
    await desk.get('records.list', { ...query, refresh: true });
    await vi.waitFor(async () => expect((await desk.get('records.list', { ...query, refresh: false })).total).toBeGreaterThan(0), {
      timeout: 10_000,
    });
    await desk.get('place.save', { place: { screen: 'products', view: 'list' }, field: null, caret: null, list: query });
    const list = await desk.get('records.list', { ...query, refresh: false });
    const first = await desk.get('app.start', undefined);
    expect(first).toMatchObject({
      app: { session: { connection: { id: practiceConnectionId } } },
      // As an earlier desk kept it.
      place: { list: { search: 'ao thun', facets: { status: ['NEW'] }, pageSize: 5, counts: ['status'] } },
      list: { total: list.total },
    });
    expect(first.list?.rows).toEqual(list.rows);
  });

  it('a duplicate has everything but the key', async () => {
    const desk = await start(newFolder());
    await desk.get('connections.open', { id: practiceConnectionId });
    const { id } = await desk.get('drafts.save', { id: draftId(), kind: 'product', body: product('DUP-1') });
    const copy = await desk.get('drafts.duplicate', { id });
    expect(copy.id).not.toBe(id);
    expect((await desk.get('drafts.get', { id: copy.id }))?.body).toEqual({ ...product('DUP-1'), sku: '' });
    expect(await desk.ask('drafts.duplicate', { id: draftId() })).toMatchObject({ ok: false, error: { code: 'notFound' } });
  });
});
