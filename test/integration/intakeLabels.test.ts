/** An order file and its pile of labels, dropped together: each label finds its order, and what is odd is asked. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { outboxPage } from '../../contract/outbox.ts';
import { makePile } from '../samples/labelPiles.mts';
import { anOasin, newFolder, provider, provisioned, warehouse } from './wholeDesk.ts';

test('labels are held against the orders of the same drop; a person decides on the rest, and that word holds', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const folder = newFolder();
  const pile = makePile({ platform: 'shopee', labels: 8, strangers: 1, seed: 7 });
  const [file, labels] = [join(folder, 'đơn.csv'), join(folder, 'nhãn.pdf')];
  const rows = pile.orders.map(({ order, tracking }) => `R-${order},${order},${tracking},shopee,${warehouse},${oasin},1`);
  writeFileSync(file, ['Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,Kho,OASIN,Số lượng', ...rows].join('\n'));
  writeFileSync(labels, pile.pdf);
  const { id } = await desk.get('intake.begin', { files: [file, labels].map((path) => ({ path, name: basename(path) })), into: null });
  const rests = async () => ['ready', 'failed', 'needsMapping'].includes((await desk.get('intake.get', { id })).stage);
  await desk.until('it is checked', rests);
  const intake = await desk.get('intake.get', { id });
  expect(intake).toMatchObject({ stage: 'ready', labels: { matched: 7, stranger: 1, ask: 0 } });
  expect(intake.files.map(({ kind, pages, pagesRead }) => [kind, pages, pagesRead])).toEqual([
    ['rows', 0, 0],
    ['labels', 8, 8],
  ]);
  const { rows: shown } = await desk.get('intake.documents', { id, states: null, search: '', from: 0, pageSize: 50 });
  expect(shown.filter(({ label }) => label === 'matched')).toHaveLength(7);

  const { pieces } = await desk.get('intake.labels', { id, verdicts: null, from: 0, pageSize: 50 });
  for (const { order, page, trait } of pile.labels) {
    const piece = pieces.find((each) => each.page === page);
    const owner = shown.find((row) => row.id === piece?.document);
    expect(owner?.order ?? null, `page ${page}`).toBe(trait === 'stranger' ? null : order.order);
  }
  const stranger = pieces.find(({ verdict }) => verdict === 'stranger');
  const bare = shown.find(({ label }) => label === null) ?? shown[0];
  await desk.get('intake.attach', { id, piece: stranger?.id ?? '', document: bare?.id ?? null });
  await desk.until('it is checked anew', rests);
  const decided = (await desk.get('intake.labels', { id, verdicts: null, from: 0, pageSize: 50 })).pieces;
  expect(decided.find((each) => each.id === stranger?.id)).toMatchObject({ verdict: 'matched', isDecided: true, document: bare?.id });
  // A parcel has one label: the one that it had is nobody's now, and nobody's mistake.
  expect(decided.filter((each) => each.document === bare?.id)).toHaveLength(1);
});

test('each shipment leaves with its own label, cut out of the pile, and a label can be looked at before', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const oasin = await anOasin(desk);
  const folder = newFolder();
  const pile = makePile({ platform: 'tiktok', labels: 4, up: 1, slips: 1, seed: 3 });
  const [file, labels] = [join(folder, 'đơn.csv'), join(folder, 'nhãn.pdf')];
  const rows = pile.orders.map(({ order, tracking }) => `R-${order},${order},${tracking},tiktok,${warehouse},${oasin},1`);
  writeFileSync(file, ['Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,Kho,OASIN,Số lượng', ...rows].join('\n'));
  writeFileSync(labels, pile.pdf);
  const { id } = await desk.get('intake.begin', { files: [file, labels].map((path) => ({ path, name: basename(path) })), into: null });
  await desk.until('it is checked', async () => (await desk.get('intake.get', { id })).stage === 'ready');
  const intake = await desk.get('intake.get', { id });
  expect(intake.labels).toMatchObject({ matched: 4, slip: 4 });
  const { pieces } = await desk.get('intake.labels', { id, verdicts: ['matched'], from: 0, pageSize: 50 });
  const picture = await desk.get('intake.labelPicture', { id, piece: pieces[0]?.id ?? '', width: 300 });
  expect([picture.mime, Buffer.from(picture.bytes.subarray(1, 4)).toString('latin1')]).toEqual(['image/png', 'PNG']);
  expect(Buffer.from(picture.bytes).readUInt32BE(16)).toBeGreaterThan(250);

  await desk.get('intake.send', { id });
  await desk.until('all of it is confirmed', async () => (await desk.get('intake.get', { id })).stage === 'done');
  const { items } = await desk.get('outbox.list', outboxPage({ facets: { kind: ['shipment'], state: [] } }));
  expect(items).toHaveLength(4);
  const files = new Set<string>();
  for (const item of items) {
    const label = (await desk.get('outbox.get', { id: item.id }))?.body['label'] as { file_id: string; mime: string };
    files.add(label.file_id);
    const says = await desk.get('labels.read', { file_id: label.file_id, draftId: null });
    const order = pile.orders.find((each) => `R-${each.order}` === item.naturalKey);
    // Its label, and its slip behind it.
    expect(says.pages).toBe(2);
    expect(says.facts.tracking.map(({ value }) => value)).toEqual([order?.tracking]);
  }
  expect(files.size).toBe(4);
});
