/** Orders that come again with a newer code of their courier: taken over where nothing has left, led to where it has, never made twice. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { IntakeId, IntakeRow } from '../../contract/intake.ts';
import { journalPage } from '../../contract/journal.ts';
import { outboxPage } from '../../contract/outbox.ts';
import { makePile } from '../samples/labelPiles.mts';
import { type Running, anOasin, confirmed, draftId, newFolder, provider, provisioned, shopFolder, warehouse } from './wholeDesk.ts';

const [old, newer] = ['SPXVN000000000001', 'SPXVN000000000002'];
const header = 'Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,Kho,OASIN,Số lượng';

async function rested(desk: Running, id: IntakeId): Promise<void> {
  await desk.until('it is checked', async () => ['ready', 'failed'].includes((await desk.get('intake.get', { id })).stage));
}
/** The order once more; answers its row. */
async function again(desk: Running, lines: readonly string[], pdf: Buffer | null = null): Promise<{ id: IntakeId; row: IntakeRow }> {
  const folder = newFolder();
  const [orders, labels] = [join(folder, 'đơn.csv'), join(folder, 'nhãn.pdf')];
  writeFileSync(orders, [header, ...lines].join('\n'));
  if (pdf !== null) writeFileSync(labels, pdf);
  const paths = pdf === null ? [orders] : [orders, labels];
  const { id } = await desk.get('intake.begin', { files: paths.map((path) => ({ path, name: basename(path) })), into: null });
  await rested(desk, id);
  return { id, row: await onlyRow(desk, id) };
}
async function onlyRow(desk: Running, id: IntakeId): Promise<IntakeRow> {
  const [row] = (await desk.get('intake.documents', { id, states: null, search: '', from: 0, pageSize: 10 })).rows;
  if (row === undefined) throw new Error('it made no document');
  return row;
}
const shipments = async (desk: Running) =>
  (await desk.get('outbox.list', outboxPage({ pageSize: 50, facets: { kind: ['shipment'], state: [] } }))).items;
const typed = (oasin: string, tracking: string, order = '2612A00001ABCD') => ({
  warehouse_code: warehouse,
  platform: 'shopee',
  merchant_tracking_code_reference: 'THU-1',
  partner_tracking_code: order,
  courier_tracking_code: tracking,
  items: [{ oasin, product_quantity: '1' }],
});
const line = (oasin: string, tracking: string, order = '2612A00001ABCD'): string =>
  `THU-1,${order},${tracking},shopee,${warehouse},${oasin},1`;

test('a draft takes the newer code by one word, and the order is that draft from then on', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const draft = await desk.get('drafts.save', { id: draftId(), kind: 'shipment', body: typed(oasin, old) });
  const { id, row } = await again(desk, [line(oasin, newer)]);
  expect(row).toMatchObject({
    state: 'changed',
    problem: { problem: 'orderChanged', params: { where: 'draft', next: 'take', id: draft.id, before: old, after: newer } },
  });
  await desk.get('intake.takeOver', { id, document: row.id });
  await rested(desk, id);
  expect((await desk.get('drafts.get', { id: draft.id }))?.body).toEqual(typed(oasin, newer));
  expect(await onlyRow(desk, id)).toMatchObject({ state: 'there', problem: { params: { where: 'draft' } } });
  const { entries } = await desk.get('journal.list', journalPage({ facets: { what: ['desk'] }, pageSize: 20 }));
  expect(entries).toContainEqual(expect.objectContaining({ event: 'orderTakenOver', reason: `THU-1: ${old} → ${newer}` }));
});

test('a row of the outbox that has not left takes code and label, keeps its place, and arrives once with them', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const oasin = await anOasin(desk);
  const pile = makePile({ platform: 'shopee', labels: 1, seed: 5 });
  const [{ order, tracking } = { order: '', tracking: '' }] = pile.orders;
  await desk.get('outbox.pause', undefined);
  const draft = await desk.get('drafts.save', { id: draftId(), kind: 'shipment', body: typed(oasin, old, order) });
  const queued = await desk.get('outbox.queue', { draftId: draft.id });
  const { id, row } = await again(desk, [line(oasin, tracking, order)], pile.pdf);
  expect(row).toMatchObject({ state: 'changed', label: 'matched', problem: { params: { where: 'outbox', next: 'take', id: queued.id } } });
  await desk.get('intake.takeOver', { id, document: row.id });
  await rested(desk, id);
  expect(await onlyRow(desk, id)).toMatchObject({ state: 'there', problem: { params: { where: 'outbox' } } });
  expect(await shipments(desk)).toMatchObject([{ id: queued.id, state: 'queued' }]);

  await desk.get('outbox.resume', undefined);
  await confirmed(desk, queued.id);
  const sent = await desk.get('outbox.get', { id: queued.id });
  expect(sent?.body).toMatchObject({ courier_tracking_code: tracking, label: { mime: 'application/pdf' } });
  expect(sent?.steps.map(({ name, state }) => [name, state])).toEqual([
    ['upload', 'done'],
    ['create', 'done'],
  ]);
  expect(practice.counts().shipments['THU-1']).toBe(1);
});

test('what has left is led to, with what to do there; nothing is taken over, and cancelled there it is a new order here', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const oasin = await anOasin(desk);
  const draft = await desk.get('drafts.save', { id: draftId(), kind: 'shipment', body: typed(oasin, old) });
  const queued = await desk.get('outbox.queue', { draftId: draft.id });
  await confirmed(desk, queued.id);
  const code = (await desk.get('outbox.get', { id: queued.id }))?.code ?? '';
  const { id, row } = await again(desk, [line(oasin, newer)]);
  expect(row).toMatchObject({
    state: 'changed',
    problem: { params: { where: 'onflow', next: 'cancel', id: code, code, before: old, after: newer } },
  });
  await expect(desk.get('intake.takeOver', { id, document: row.id })).rejects.toThrow('wrongState');
  await rested(desk, id);
  await expect(desk.get('intake.send', { id, despite: [row.id] })).rejects.toThrow('wrongState');
  const cancelled = await desk.get('outbox.act', { kind: 'shipment.cancel', body: { tracking_code: code } });
  await confirmed(desk, cancelled.id);
  await desk.until('it is known as cancelled', async () => {
    await desk.get('intake.check', { id });
    await rested(desk, id);
    return (await onlyRow(desk, id)).state !== 'changed';
  });
  const now = await onlyRow(desk, id);
  // The order's code is still that of the cancelled one: a person says yes to it.
  expect(now.state).toBe('ask');
  const detail = await desk.get('intake.document', { id, document: now.id });
  expect(detail?.body).toMatchObject({ merchant_tracking_code_reference: 'THU-1-2', courier_tracking_code: newer });
  await desk.get('intake.send', { id, despite: [now.id] });
  await desk.until('it is confirmed', async () => (await desk.get('intake.get', { id })).stage === 'done');
  expect(practice.counts().shipments).toMatchObject({ 'THU-1': 1, 'THU-1-2': 1 });
  // And the same file once more is that one, not a third.
  expect((await again(desk, [line(oasin, newer)])).row.state).toBe('there');
});

test('a code that another parcel has, and a code without its label, are not taken over into what would go by itself', async () => {
  const folder = newFolder();
  const desk = await provisioned(await provider(), folder);
  const oasin = await anOasin(desk);
  await desk.get('outbox.pause', undefined);
  const first = await desk.get('drafts.save', { id: draftId(), kind: 'shipment', body: typed(oasin, old) });
  const queued = await desk.get('outbox.queue', { draftId: first.id });
  const other = { ...typed(oasin, newer, '2612B00002ABCD'), merchant_tracking_code_reference: 'KHAC-1' };
  await desk.get('drafts.save', { id: draftId(), kind: 'shipment', body: other });
  const { id, row } = await again(desk, [line(oasin, newer)]);
  await expect(desk.get('intake.takeOver', { id, document: row.id })).rejects.toThrow('codeUsed');
  await rested(desk, id);

  // It left in the moment before.
  const database = new DatabaseSync(join(shopFolder(folder), 'desk.sqlite'));
  database.prepare('UPDATE outbox SET attempts = 1 WHERE id = ?').run(queued.id);
  database.close();
  const third = await again(desk, [line(oasin, 'SPXVN000000000003')]);
  expect(third.row).toMatchObject({ state: 'changed', problem: { params: { next: 'wait' } } });
  expect((await desk.get('outbox.get', { id: queued.id }))?.body).toMatchObject({ courier_tracking_code: old });
});
