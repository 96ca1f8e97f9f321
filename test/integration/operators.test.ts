/** Who is at the desk: names, PINs, and what a locked desk answers. The whole desk, no window. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unfiltered } from '../../contract/query.ts';
import { type VerbName, verbs } from '../../contract/bridge.ts';
import { practiceConnectionId } from '../../contract/connection.ts';
import { firstNotices } from '../../contract/notices.ts';
import type { OperatorId } from '../../contract/operators.ts';
import { type DraftId, draftPage } from '../../contract/outbox.ts';
import { noFaults } from '../../contract/practice.ts';
import { answer } from '../../main/desk/door.ts';
import { newFolder, start, draftId, product, unzip } from './wholeDesk.ts';

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
      'drafts.page',
      'drafts.check',
      'templates.list',
      'templates.begin',
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

  it('each operator has used the palette alone, the newest first and each entry once, also after the desk was closed', async () => {
    const folder = newFolder();
    const desk = await start(folder);
    await desk.get('connections.open', { id: practiceConnectionId });
    const lan = await desk.get('operators.add', { name: 'Lan', pin: '2468' });
    for (const id of ['action:a', 'action:b', 'action:a', ...Array.from({ length: 30 }, (_, index) => `record:shipments:${index}`)])
      await desk.get('palette.used', { id, label: id });
    const minh = await desk.get('operators.add', { name: 'Minh', pin: '1357' });
    await desk.get('operators.enter', { id: minh.id, pin: '1357' });
    expect(await desk.get('palette.recent', undefined)).toEqual([]);
    await desk.get('palette.used', { id: 'action:a', label: 'A' });
    await desk.get('palette.used', { id: 'action:b', label: 'B' });
    await desk.get('palette.used', { id: 'action:a', label: 'A' });
    await desk.desk.close();

    const again = await start(folder);
    await again.get('operators.enter', { id: minh.id, pin: '1357' });
    expect((await again.get('palette.recent', undefined)).map(({ label }) => label)).toEqual(['A', 'B']);
    await again.get('operators.enter', { id: lan.id, pin: '2468' });
    const lans = await again.get('palette.recent', undefined);
    expect([lans.length, lans[0]?.id]).toEqual([20, 'record:shipments:29']);
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
    ...draftPage({ counts: [] }),
    filter: unfiltered,
    seq: 1,
    sku: 'LCK-1',
    personal: false,
    reason: 'đơn sáng nay',
    format: 'csv',
    body: product('LCK-1'),
  };
  const own: Partial<Record<VerbName, object>> = {
    'operators.add': operator,
    'operators.enter': operator,
    'operators.changePin': operator,
    'operators.remove': operator,
    'outbox.act': { kind: 'product.deactivate', body: {} },
    'records.selected': { selection: { kind: 'product', codes: ['OASIN1470001'], order: null }, from: 0 },
    'records.tally': { selection: { kind: 'product', codes: ['OASIN1470001'], order: null } },
    'outbox.actMany': { kind: 'product.deactivate', body: {}, selection: { kind: 'product', codes: ['OASIN1470001'], order: null } },
    'outbox.undoMany': { batch: crypto.randomUUID() },
    'records.counts': { queries: [] },
    'printing.print': { what: 'label', things: [{ code: 'OASC1', part: null }], preset: { printer: null, paper: 'own' }, copies: 1 },
    'printing.setPreset': { what: 'label', preset: { printer: null, paper: 'own' } },
    'printing.printed': { what: 'label', codes: ['OASC1'] },
    'printing.packages': { codes: ['OAPO1'] },
    'printing.look': { what: 'label', thing: { code: 'OASC1', part: null }, paper: 'own' },
    'place.saveLists': { looks: {}, views: [] },
    'stock.find': { codes: ['LCK-1'] },
    'templates.save': { id: draft, kind: 'product', name: 'X', body: product('LCK-1') },
    'templates.rename': { id: draft, name: 'X' },
    'records.inSight': { kind: 'product', codes: ['OASIN1470001'] },
    'stock.list': { oasins: ['OASIN1470001'], refresh: false },
    'outbox.resolveMany': { ids: [crypto.randomUUID()], decision: 'giveUp' },
    'outbox.list': { states: null, kind: null },
    'place.save': { place: { screen: 'today' }, field: null, caret: null },
    'palette.used': { id: 'x', label: 'x' },
    'connections.create': { name: 'Neu', environment: 'staging', baseUrl: '' },
    'files.stage': { path: '/x', name: 'x' },
    'intake.begin': { files: [{ path: '/x', name: 'x.csv' }], into: null },
    'intake.documents': { id: draft, states: null, search: '', from: 0, pageSize: 10 },
    'intake.document': { id: draft, document: 'x' },
    'intake.map': { id: draft, file: 0, sheet: 0, mapping: null, remember: false },
    'intake.give': { id: draft, field: 'platform', value: 'shopee', sheet: null },
    'intake.mend': { id: draft, document: 'x', row: 2, column: 0, text: 'x' },
    'intake.link': { id: draft, text: 'x', parts: [], remember: false },
    'intake.leaveOut': { id: draft, documents: null, state: 'new', out: true },
    'intake.labels': { id: draft, verdicts: null, from: 0, pageSize: 10 },
    'intake.labelPicture': { id: draft, piece: 'x', width: 200 },
    'intake.takeOver': { id: draft, document: 'x' },
    'intake.attach': { id: draft, piece: 'x', document: null },
    'intake.makeDrafts': { id: draft },
    'intake.report': { id: draft, what: 'errors', format: 'xlsx' },
    'intake.template': { table: 'shipment', format: 'xlsx', language: 'vi' },
    'watched.set': { isOn: false, choose: false },
    'files.paste': { name: 'x', bytes: new Uint8Array(1) },
    'practice.setFaults': noFaults,
    'app.openFolder': { which: 'data' },
    'app.setScanner': { prefix: '', sound: true },
    'app.setNotices': firstNotices,
    'app.showSaved': { name: 'x.csv' },
    'purchaseOrders.claim': { code: 'OAPO1', format: 'pdf' },
    'outbox.export': {
      id: crypto.randomUUID(),
      selection: { ids: [crypto.randomUUID()] },
      columns: [{ key: 'key', title: 'x' }],
      format: 'csv',
      title: 'x',
    },
    'records.export': {
      id: crypto.randomUUID(),
      selection: { kind: 'product', codes: ['OASIN1470001'], order: null },
      columns: [{ key: 'code', title: 'x' }],
      warehouses: [],
      format: 'csv',
      title: 'x',
    },
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
