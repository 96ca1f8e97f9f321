/** What must hold in the moment in which a shipment of an intake leaves: it was checked minutes before, and others have not waited. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Intake, IntakeId, IntakeState } from '../../contract/intake.ts';
import { journalPage } from '../../contract/journal.ts';
import { outboxPage } from '../../contract/outbox.ts';
import { makePile } from '../samples/labelPiles.mts';
import { type Running, anOasin, confirmed, draftId, newFolder, provider, provisioned, warehouse } from './wholeDesk.ts';

async function drop(desk: Running, paths: readonly string[]): Promise<Intake> {
  const { id } = await desk.get('intake.begin', { files: paths.map((path) => ({ path, name: basename(path) })), into: null });
  return rested(desk, id);
}
const stageOf = async (desk: Running, id: IntakeId) => (await desk.get('intake.get', { id })).stage;
async function rested(desk: Running, id: IntakeId): Promise<Intake> {
  await desk.until('it is checked', async () => ['ready', 'failed', 'needsMapping'].includes(await stageOf(desk, id)));
  return desk.get('intake.get', { id });
}
const rowsIn = async (desk: Running, id: IntakeId, states: readonly IntakeState[] | null = null) =>
  (await desk.get('intake.documents', { id, states: states === null ? null : [...states], search: '', from: 0, pageSize: 100 })).rows;
const shipments = async (desk: Running) =>
  (await desk.get('outbox.list', outboxPage({ pageSize: 200, facets: { kind: ['shipment'], state: [] } }))).items;

function ordersFile(lines: readonly string[]): string {
  const path = join(newFolder(), 'đơn.csv');
  writeFileSync(path, ['Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,Kho,OASIN,Số lượng', ...lines].join('\n'));
  return path;
}
function labelsFile(pdf: Buffer): string {
  const path = join(newFolder(), 'nhãn.pdf');
  writeFileSync(path, pdf);
  return path;
}
/** As somebody types it in a form. */
async function byHand(desk: Running, reference: string, more: Readonly<Record<string, string>>): Promise<void> {
  const items = [{ oasin: await anOasin(desk), product_quantity: '1' }];
  const body = { warehouse_code: warehouse, platform: 'shopee', merchant_tracking_code_reference: reference, items, ...more };
  const { id } = await desk.get('drafts.save', { id: draftId(), kind: 'shipment', body });
  await confirmed(desk, (await desk.get('outbox.queue', { draftId: id })).id);
}

test('a courier code that a form has sent since the check keeps its row from leaving: it asks, with its reason, and goes when told to', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const line = (number: number): string => `THU-${number},2612${number}ABCDEFG,SPXVN00000000000${number},shopee,${warehouse},${oasin},1`;
  const { id, counts } = await drop(desk, [ordersFile([line(1), line(2), line(3)])]);
  expect(counts).toMatchObject({ new: 3, ask: 0 });
  await byHand(desk, 'TAY-1', { courier_tracking_code: 'SPXVN000000000002' });
  await byHand(desk, 'TAY-2', { partner_tracking_code: '26123ABCDEFG' });
  const used = (await shipments(desk)).map(({ naturalKey }) => naturalKey);
  expect(used.toSorted()).toEqual(['TAY-1', 'TAY-2']);

  await desk.get('intake.send', { id });
  await desk.until('it rests', async () => ['ready', 'done'].includes(await stageOf(desk, id)));
  // The order that came again with another code is that order, and not asked about as one more.
  const told = (await rowsIn(desk, id)).map(({ reference, state, problem }) => [
    reference,
    state,
    problem?.problem ?? null,
    problem?.field,
  ]);
  expect(told).toEqual([
    ['THU-1', 'new', null, undefined],
    ['THU-2', 'ask', 'codeUsed', 'tracking'],
    ['THU-3', 'changed', 'orderChanged', null],
  ]);
  expect((await shipments(desk)).map(({ naturalKey }) => naturalKey).toSorted()).toEqual(['TAY-1', 'TAY-2', 'THU-1']);

  const asked = await rowsIn(desk, id, ['ask']);
  await desk.get('intake.send', { id, despite: asked.map((row) => row.id) });
  await desk.until('the rest of it is confirmed', async () => (await stageOf(desk, id)) === 'done');
  expect((await shipments(desk)).map(({ naturalKey }) => naturalKey).toSorted()).toEqual(['TAY-1', 'TAY-2', 'THU-1', 'THU-2']);
  const { entries } = await desk.get('journal.list', journalPage({ facets: { what: ['outbox'] }, pageSize: 200 }));
  const despite = entries.flatMap((entry) => (entry.what === 'outbox' && entry.event === 'queued' ? (entry.despite ?? []) : []));
  expect(despite).toEqual(['tracking: codeUsed']);
});

test('two parcels of one order leave together: what an intake itself has sent speaks against nothing of it', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const line = (number: number): string => `THU-${number},261200001ABCD,SPXVN00000000001${number},shopee,${warehouse},${oasin},1`;
  const { id } = await drop(desk, [ordersFile([line(1), line(2)])]);
  const asked = await rowsIn(desk, id, ['ask']);
  await desk.get('intake.send', { id, despite: asked.map((row) => row.id) });
  await desk.until('all of it is confirmed', async () => (await stageOf(desk, id)) === 'done');
  expect(await shipments(desk)).toHaveLength(2);
});

test('an order without a label where labels came, and a label that a printer cannot print, are asked about before anything leaves', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const pile = makePile({ platform: 'shopee', labels: 4, faint: 1, seed: 7 });
  const lines = pile.orders.map(({ order, tracking }) => `R-${order},${order},${tracking},shopee,${warehouse},${oasin},1`);
  const { id, counts } = await drop(desk, [
    ordersFile([...lines, `R-NONE,2612000XABCDE,SPXVN000000000019,shopee,${warehouse},${oasin},1`]),
    labelsFile(pile.pdf),
  ]);
  const rows = await rowsIn(desk, id, ['ask']);
  const faint = pile.labels.find(({ trait }) => trait === 'faint')?.order.order;
  const told = Object.fromEntries(rows.map(({ reference, problem }) => [reference, problem?.problem]));
  expect(told, JSON.stringify(counts)).toEqual({ 'R-NONE': 'noLabel', [`R-${faint}`]: 'labelFaint' });
  await desk.get('intake.send', { id });
  await desk.until('the sure ones are confirmed', async () => (await stageOf(desk, id)) === 'done');
  expect(await shipments(desk)).toHaveLength(3);
});

test('a label of which these very bytes were sent before is asked about when it is cut, and still when all is checked anew', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const pile = makePile({ platform: 'shopee', labels: 1, seed: 11 });
  const [{ order, tracking } = { order: '', tracking: '' }] = pile.orders;
  const labels = labelsFile(pile.pdf);
  const first = await drop(desk, [ordersFile([`THU-1,${order},${tracking},shopee,${warehouse},${oasin},1`]), labels]);
  await desk.get('intake.send', { id: first.id });
  await desk.until('it is confirmed', async () => (await stageOf(desk, first.id)) === 'done');

  const { id } = await drop(desk, [ordersFile([`THU-2,2612000XABCDE,SPXVN000000000019,shopee,${warehouse},${oasin},1`]), labels]);
  const [document] = await rowsIn(desk, id);
  const { pieces } = await desk.get('intake.labels', { id, verdicts: null, from: 0, pageSize: 10 });
  await desk.get('intake.attach', { id, piece: pieces[0]?.id ?? '', document: document?.id ?? null });
  expect((await rested(desk, id)).counts).toMatchObject({ new: 1, ask: 0 });
  await desk.get('intake.send', { id });
  await rested(desk, id);
  const [asked] = await rowsIn(desk, id);
  expect(asked).toMatchObject({
    state: 'ask',
    isSent: false,
    problem: { problem: 'labelUsed', params: { where: 'outbox', key: 'THU-1' } },
  });
  await desk.get('intake.send', { id, despite: [asked?.id ?? ''] });
  await desk.until('it is confirmed', async () => (await stageOf(desk, id)) === 'done');
  expect((await shipments(desk)).map(({ naturalKey }) => naturalKey).toSorted()).toEqual(['THU-1', 'THU-2']);
});
