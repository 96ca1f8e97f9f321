/** A pile of labels dropped alone: each finds its open draft, or what has left already; what is not sure is asked. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { LabelPiece } from '../../contract/intake.ts';
import type { DraftBody, DraftId } from '../../contract/outbox.ts';
import { type PileOrder, makePile } from '../samples/labelPiles.mts';
import { type Running, anOasin, confirmed, draftId, newFolder, provider, provisioned, warehouse } from './wholeDesk.ts';

const pile = makePile({ platform: 'shopee', labels: 7, strangers: 1, seed: 11 });
/** Of the label on this page. */
const orderOn = (page: number): PileOrder => {
  const found = pile.labels.find((each) => each.page === page);
  if (found === undefined) throw new Error(`no page ${page}`);
  return found.order;
};

const shipment = (oasin: string, { order, tracking }: PileOrder, more: DraftBody = {}): DraftBody => ({
  warehouse_code: warehouse,
  platform: 'shopee',
  merchant_tracking_code_reference: `R-${order}`,
  partner_tracking_code: order,
  courier_tracking_code: tracking,
  items: [{ oasin, product_quantity: '1' }],
  label: null,
  ...more,
});
const draft = async (desk: Running, body: DraftBody): Promise<DraftId> =>
  (await desk.get('drafts.save', { id: draftId(), kind: 'shipment', body })).id;
const labelOf = async (desk: Running, id: DraftId): Promise<{ file_id: string; name: string } | null> =>
  ((await desk.get('drafts.get', { id }))?.body['label'] ?? null) as { file_id: string; name: string } | null;

interface Dropped {
  readonly id: Awaited<ReturnType<typeof drop>>;
  pieces(): Promise<LabelPiece[]>;
  rests(what: string): Promise<void>;
  on(page: number): Promise<LabelPiece | undefined>;
}
async function drop(desk: Running, name = 'nhãn.pdf', bytes = pile.pdf) {
  const path = join(newFolder(), name);
  writeFileSync(path, bytes);
  return (await desk.get('intake.begin', { files: [{ path, name: basename(path) }], into: null })).id;
}
async function dropped(desk: Running): Promise<Dropped> {
  const id = await drop(desk);
  const pieces = async () => (await desk.get('intake.labels', { id, verdicts: null, from: 0, pageSize: 50 })).pieces;
  const rests = (what: string) =>
    desk.until(what, async () => {
      const { stage, doing } = await desk.get('intake.get', { id });
      return doing === null && (stage === 'ready' || stage === 'failed');
    });
  await rests('it is checked');
  return { id, pieces, rests, on: async (page) => (await pieces()).find((each) => each.page === page) };
}

test('a pile alone finds its drafts, replaces no label, and tells of what has left', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const other = join(newFolder(), 'khác.pdf');
  writeFileSync(other, makePile({ platform: 'shopee', labels: 1, seed: 99 }).pdf);
  const otherLabel = await desk.get('files.stage', { path: other, name: 'khác.pdf' });

  const bare = await draft(desk, shipment(oasin, orderOn(1)));
  const has = await draft(desk, shipment(oasin, orderOn(2), { label: otherLabel }));
  const disagreeing = await draft(desk, shipment(oasin, orderOn(3), { courier_tracking_code: 'SPXVN0999999999X' }));
  for (const [page, label] of [
    [4, null],
    [5, otherLabel],
  ] as const) {
    const sent = await draft(desk, shipment(oasin, orderOn(page), { label }));
    await confirmed(desk, (await desk.get('outbox.queue', { draftId: sent, despite: [] })).id);
  }
  const { id, on, rests } = await dropped(desk);
  expect(await desk.get('intake.get', { id })).toMatchObject({ stage: 'ready', labelsBeside: { drafts: 1, sent: 2 } });

  expect(await on(1)).toMatchObject({ verdict: 'matched', document: `draft:${bare}`, findings: [] });
  await desk.until('its label is there', async () => (await labelOf(desk, bare)) !== null);
  const put = await labelOf(desk, bare);
  expect((await desk.get('labels.read', { file_id: put?.file_id ?? '', draftId: null })).facts.tracking.map(({ value }) => value)).toEqual([
    orderOn(1).tracking,
  ]);
  expect(desk.events).toContainEqual({
    name: 'drafts.changed',
    payload: expect.objectContaining({ id: bare, label: { is: put, instead: null } }),
  });
  // It has one: nobody but a person replaces it.
  expect(await on(2)).toMatchObject({ verdict: 'ask', document: null, findings: ['hasLabel'] });
  expect(await labelOf(desk, has)).toEqual(otherLabel);
  // Its order agrees, and its courier code does not.
  expect(await on(3)).toMatchObject({ verdict: 'ask', document: null, findings: expect.arrayContaining(['disagree']) as string[] });
  expect(await labelOf(desk, disagreeing)).toBeNull();
  const [code] = (await on(4))?.candidates.map(({ known }) => known) ?? [];
  expect(await on(4)).toMatchObject({ verdict: 'ask', findings: ['sentUnlabelled'], candidates: [{ where: 'open' }] });
  expect(code).toMatchObject({ code: expect.stringMatching(/^OASC/) as string });
  expect(await on(5)).toMatchObject({ verdict: 'duplicate', findings: ['sentLabelled'] });
  expect((await desk.get('intake.get', { id })).labels).toMatchObject({ stranger: 2, matched: 1 });

  // What has left cannot be chosen; a draft with a label can, by a person.
  await desk.get('intake.attach', { id, piece: (await on(4))?.id ?? '', document: (await on(4))?.candidates[0]?.document ?? '' });
  await rests('it is checked anew');
  expect(await on(4)).toMatchObject({ verdict: 'ask', isDecided: false });
  await desk.get('intake.attach', { id, piece: (await on(2))?.id ?? '', document: `draft:${has}` });
  await rests('it is checked anew');
  expect(await on(2)).toMatchObject({ verdict: 'matched', isDecided: true });
  await desk.until('its label is replaced', async () => (await labelOf(desk, has))?.file_id !== otherLabel.file_id);

  // Nobody's after all: it is taken out of the draft.
  await desk.get('intake.attach', { id, piece: (await on(1))?.id ?? '', document: null });
  await rests('it is checked anew');
  expect(await on(1)).toMatchObject({ verdict: 'stranger', isDecided: true });
  await desk.until('its label is taken out', async () => (await labelOf(desk, bare)) === null);

  // That word is taken back: it is what its codes say, and in the draft again.
  await desk.get('intake.attach', { id, piece: (await on(1))?.id ?? '', document: null, undecided: true });
  await rests('it is checked anew');
  expect(await on(1)).toMatchObject({ verdict: 'matched', document: `draft:${bare}`, isDecided: false });
  await desk.until('its label is there again', async () => (await labelOf(desk, bare))?.file_id === put?.file_id);
});

test('a label that went with its draft is past asking, and one that a person replaced in the draft stays theirs', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const [goes, own] = [await draft(desk, shipment(oasin, orderOn(1))), await draft(desk, shipment(oasin, orderOn(2)))];
  const { id, on, rests } = await dropped(desk);
  expect((await desk.get('intake.get', { id })).labelsBeside.drafts).toBe(2);
  await desk.until('both are labelled', async () => (await labelOf(desk, goes)) !== null && (await labelOf(desk, own)) !== null);
  await confirmed(desk, (await desk.get('outbox.queue', { draftId: goes })).id);
  const other = join(newFolder(), 'khác.pdf');
  writeFileSync(other, makePile({ platform: 'shopee', labels: 1, seed: 98 }).pdf);
  const mine = await desk.get('files.stage', { path: other, name: 'khác.pdf' });
  await desk.get('drafts.save', { id: own, kind: 'shipment', body: shipment(oasin, orderOn(2), { label: mine }) });

  const stranger = (await on(7))?.id ?? '';
  await desk.get('intake.attach', { id, piece: stranger, document: null });
  await rests('it is checked anew');
  expect(await on(1)).toMatchObject({ verdict: 'matched', document: `draft:${goes}` });
  expect(await on(2)).toMatchObject({ verdict: 'ask', findings: ['hasLabel'] });
  expect(await labelOf(desk, own)).toEqual(mine);
});

test('labels of orders that nobody has typed in become drafts, each with its label and what that says', async () => {
  const desk = await provisioned(await provider());
  const typed = await draft(desk, shipment(await anOasin(desk), orderOn(1)));
  const { id, on, pieces, rests } = await dropped(desk);
  expect((await desk.get('intake.get', { id })).labels).toMatchObject({ matched: 1, stranger: 6 });
  // What a person called nobody's makes none.
  await desk.get('intake.attach', { id, piece: (await on(7))?.id ?? '', document: null });
  await rests('it is checked anew');
  await desk.get('intake.makeDrafts', { id });
  await rests('its drafts are there');
  const made = (await desk.get('drafts.list', undefined)).filter((each) => each.id !== typed);
  expect(made).toHaveLength(5);
  for (const page of [2, 3, 4, 5, 6]) {
    const found = made.find(({ title }) => title === orderOn(page).order);
    const body = found === undefined ? null : (await desk.get('drafts.get', { id: found.id }))?.body;
    expect(body, `page ${page}`).toMatchObject({
      platform: 'shopee',
      partner_tracking_code: orderOn(page).order,
      courier_tracking_code: orderOn(page).tracking,
      label: { name: `${orderOn(page).tracking}.pdf` },
    });
    expect((await on(page))?.document).toBe(`draft:${found?.id}`);
  }
  expect(await desk.get('intake.get', { id })).toMatchObject({ labels: { matched: 6, stranger: 1 }, labelsBeside: { drafts: 6 } });
  // Once more makes none anew.
  await desk.get('intake.makeDrafts', { id });
  await rests('it is checked anew');
  expect(await desk.get('drafts.list', undefined)).toHaveLength(6);
  expect((await pieces()).every(({ findings }) => !findings.includes('notCut'))).toBe(true);
});
