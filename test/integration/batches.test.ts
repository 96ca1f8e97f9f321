/** The same done to many records: in one step, each once, behind what is sent one by one. */
import { expect, test } from 'vitest';
import { type BatchId, type OutboxItem, outboxPage } from '../../contract/outbox.ts';
import { unfiltered } from '../../contract/query.ts';
import type { Selection } from '../../contract/selection.ts';
import { type TestDesk, openDesk, startCompany, until } from './outboxDesk.ts';
import { type Running, newFolder, provider, provisioned, send, warehouse } from './wholeDesk.ts';

const read = (desk: Running, total: number): Promise<void> =>
  desk.until('all products are read', async () => {
    const { total: read_ } = await desk.get('records.list', {
      kind: 'product',
      search: '',
      status: null,
      warehouse: null,
      page: 0,
      pageSize: 1,
      refresh: false,
    });
    return read_ === total;
  });
const all = (status: string): Selection => ({ kind: 'product', filter: { ...unfiltered, facets: { status: [status] } }, except: [] });
const rowsOf = async (desk: Running, kind: string) => (await desk.get('outbox.list', outboxPage({ facets: { kind: [kind] } }))).items;

test('all that a filter finds are assigned, whether they were loaded or not; what cannot be is left out and said', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  await read(desk, 300);
  const everything: Selection = { kind: 'product', filter: unfiltered, except: [] };
  const fresh = (await desk.get('records.tally', { selection: all('NEW') })).total;
  expect(fresh).toBeGreaterThan(2);
  expect(await desk.get('records.tally', { selection: everything })).toMatchObject({ total: 300, can: { assign: fresh } });
  // What is done to the records themselves gets them in the order of the list, a part at a time.
  const first = await desk.get('records.selected', { selection: everything, from: 0 });
  const rest = await desk.get('records.selected', { selection: everything, from: 200 });
  expect([first.rows.length, rest.rows.length, first.total]).toEqual([200, 100, 300]);
  await desk.get('outbox.pause', undefined);
  const before = desk.events.length;
  const begun = await desk.get('outbox.actMany', { kind: 'product.assign', body: { warehouse_codes: [warehouse] }, selection: everything });
  expect(begun).toMatchObject({ queued: fresh, leftOut: 300 - fresh });
  // Told once, not once a row.
  const told = desk.events.slice(before).filter((event) => (event as { name: string }).name === 'outbox.changed');
  expect(told).toHaveLength(1);
  const rows = await rowsOf(desk, 'product.assign');
  expect(rows).toHaveLength(fresh);
  expect(new Set(rows.map(({ batch }) => batch))).toEqual(new Set([begun.batch]));
  // Each once: what is on its way already is left out of a second step.
  expect((await desk.get('records.tally', { selection: everything })).can).toMatchObject({ assign: 0 });
  expect(
    await desk.get('outbox.actMany', { kind: 'product.assign', body: { warehouse_codes: [warehouse] }, selection: everything }),
  ).toMatchObject({
    queued: 0,
    leftOut: 300,
  });
  await desk.get('outbox.resume', undefined);
  await desk.until('all are assigned', async () => (await rowsOf(desk, 'product.assign')).every(({ state }) => state === 'confirmed'));
});

test('what somebody sends by itself goes before the rest of many, and the rest can be taken back', async () => {
  const desk = await provisioned(await provider());
  await read(desk, 300);
  await desk.get('outbox.pause', undefined);
  const { batch, queued } = await desk.get('outbox.actMany', {
    kind: 'product.deactivate',
    body: {},
    selection: { kind: 'product', filter: { ...unfiltered, facets: { status: ['ACTIVE'] } }, except: [] },
  });
  expect(queued).toBeGreaterThan(100);
  const alone = await send(desk, 'ALONE-1');
  await desk.get('outbox.resume', undefined);
  await desk.until('it is there', async () => (await desk.get('outbox.get', { id: alone.id }))?.state === 'confirmed');
  await desk.get('outbox.pause', undefined);
  const left = (await rowsOf(desk, 'product.deactivate')).filter(({ state }) => state === 'queued').length;
  expect(left).toBeGreaterThan(queued / 2);
  const { undone } = await desk.get('outbox.undoMany', { batch });
  expect(undone).toBeGreaterThan(queued / 2);
  // But for those whose request was being made.
  expect((await rowsOf(desk, 'product.deactivate')).filter(({ state }) => state === 'queued').length).toBeLessThanOrEqual(6);
});

test('a desk that is killed after the word goes on with all of it, still behind what is sent by itself', async () => {
  const practice = await provider();
  const folder = newFolder();
  const first = await provisioned(practice, folder);
  await read(first, 300);
  await first.get('outbox.pause', undefined);
  const { queued } = await first.get('outbox.actMany', {
    kind: 'product.assign',
    body: { warehouse_codes: [warehouse] },
    selection: all('NEW'),
  });
  await first.desk.close();
  const second = await provisioned(practice, folder);
  expect((await rowsOf(second, 'product.assign')).filter(({ state }) => state === 'queued')).toHaveLength(queued);
  await second.get('outbox.resume', undefined);
  await second.until('all are assigned', async () => (await rowsOf(second, 'product.assign')).every(({ state }) => state === 'confirmed'));
});

test('one that cannot be read as the action wants it keeps all of them out', async () => {
  const desk = await provisioned(await provider());
  await read(desk, 300);
  expect(await desk.ask('outbox.actMany', { kind: 'product.assign', body: { warehouse_codes: [] }, selection: all('NEW') })).toMatchObject({
    ok: false,
    error: { code: 'invalid' },
  });
  expect(await rowsOf(desk, 'product.assign')).toEqual([]);
  expect(await desk.ask('outbox.actMany', { kind: 'shipment.cancel', body: {}, selection: all('NEW') })).toMatchObject({ ok: false });
});

test('two that press at once have each done once', async () => {
  const desk = await provisioned(await provider());
  await read(desk, 300);
  await desk.get('outbox.pause', undefined);
  const { total } = await desk.get('records.tally', { selection: all('ACTIVE') });
  const wanted = { kind: 'product.deactivate', body: {}, selection: all('ACTIVE') } as const;
  const begun = await Promise.all([desk.get('outbox.actMany', wanted), desk.get('outbox.actMany', wanted)]);
  expect(begun.map(({ queued }) => queued).toSorted((a, b) => a - b)).toEqual([0, total]);
  const keys = (await rowsOf(desk, 'product.deactivate')).map(({ naturalKey }) => naturalKey);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what came to be on its way since it was counted is passed by, and keeps none of the others out', async () => {
  const desk = openDesk(await startCompany());
  desk.outbox.pause();
  const bodies = ['OASC51090001', 'OASC51090002', 'OASC51090003'].map((code) => ({ tracking_code: code }));
  desk.outbox.act('shipment.cancel', bodies[1]);
  expect(await desk.outbox.actMany('shipment.cancel', bodies, crypto.randomUUID() as BatchId)).toBe(2);
});

const cancelled = (desk: TestDesk): OutboxItem[] => desk.outbox.list(null, 'shipment.cancel').items;
const many = (count: number): { tracking_code: string }[] =>
  Array.from({ length: count }, (_, number) => ({ tracking_code: `OASC${51_000_000 + number}` }));

test('who sends one while many enter does not wait for them: it enters between them, and goes before', async () => {
  const desk = openDesk(await startCompany());
  desk.outbox.pause();
  const entering = desk.outbox.actMany('shipment.cancel', many(2_000), crypto.randomUUID() as BatchId);
  await until(() => cancelled(desk).length > 0, 'the first have entered');
  const alone = desk.outbox.act('shipment.cancel', { tracking_code: 'OASC99999999' });
  const before = cancelled(desk).length;
  expect(before).toBeLessThan(2_000);
  expect(await entering).toBe(2_000);
  expect(desk.outbox.get(alone.id)?.state).toBe('queued');
  expect(cancelled(desk)).toHaveLength(2_001);
}, 120_000);

test('a desk that stops while many enter goes on with the others at its next start: none is lost, none enters twice, who said so stays', async () => {
  const company = await startCompany();
  const first = openDesk(company, {}, { operator: () => 'Lan' });
  first.outbox.pause();
  const bodies = many(1_500);
  const entering = first.outbox.actMany('shipment.cancel', bodies, crypto.randomUUID() as BatchId);
  await until(() => cancelled(first).length > 100, 'some have entered');
  // As a kill does: nothing more is written.
  await first.stop();
  await entering.catch(() => undefined);
  const second = openDesk(company, {}, { operator: () => 'Minh' });
  expect(cancelled(second).length).toBeLessThan(1_500);
  await until(() => cancelled(second).length >= 1_500, 'all have entered');
  const keys = cancelled(second).map(({ naturalKey }) => naturalKey);
  expect(new Set(keys)).toEqual(new Set(bodies.map(({ tracking_code: code }) => code)));
  expect(keys).toHaveLength(1_500);
  expect(new Set(cancelled(second).map(({ id }) => second.rows.get(id)?.operator))).toEqual(new Set(['Lan']));
  expect(second.trouble).toEqual([]);
}, 120_000);

test('many that are taken back while they enter enter no further, and the same can be done again', async () => {
  const desk = openDesk(await startCompany());
  desk.outbox.pause();
  const batch = crypto.randomUUID() as BatchId;
  const entering = desk.outbox.actMany('shipment.cancel', many(1_000), batch);
  await until(() => cancelled(desk).length > 0, 'the first have entered');
  // What is entering is done only once, whoever asks for it.
  expect(await desk.outbox.actMany('shipment.cancel', many(1_200), crypto.randomUUID() as BatchId)).toBe(200);
  const undone = desk.outbox.undoMany(batch);
  await entering;
  expect(await undone).toBe(1_000);
  expect(cancelled(desk)).toHaveLength(200);
  expect(await desk.outbox.actMany('shipment.cancel', many(1_200), crypto.randomUUID() as BatchId)).toBe(1_000);
}, 120_000);

test('one of many that cannot be read keeps all of them out, also those that would have entered before it', async () => {
  const desk = openDesk(await startCompany());
  desk.outbox.pause();
  const wrong = desk.outbox.actMany('shipment.cancel', [...many(300), { tracking_code: '' }], crypto.randomUUID() as BatchId);
  await expect(wrong).rejects.toMatchObject({ error: { code: 'invalid' } });
  expect(cancelled(desk)).toEqual([]);
});
