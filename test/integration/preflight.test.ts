/** What is checked before a document is sent: by the local copy, and anew by the provider where one call answers it. Real HTTP, real SQLite. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { journalPage } from '../../contract/journal.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { labelsPdf, shopeeLabel } from '../samples/labels.ts';
import { connect, start } from './severalDesks.ts';
import { anOasin, openDesk, send, shipmentBody, startCompany, until } from './outboxDesk.ts';

async function deskOn(company: Awaited<ReturnType<typeof startCompany>>) {
  const desk = await start();
  const { id } = await connect(desk, 'Shop', company.practice);
  await desk.get('connections.open', { id });
  const from = desk.from(id);
  const query = { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 100, refresh: true } as const;
  await expect.poll(async () => (await from('records.list', query)).rows.length, { timeout: 20_000 }).toBeGreaterThan(50);
  const draft = async (body: object, kind: 'shipment' | 'product' = 'shipment'): Promise<DraftId> => {
    const draftId = randomUUID() as DraftId;
    await from('drafts.save', { id: draftId, kind, body: body as never });
    return draftId;
  };
  return {
    from,
    draft,
    products: async () => (await from('records.list', query)).rows.flatMap((row) => (row.kind === 'product' ? [row.record] : [])),
  };
}

test('a product that the provider says is new stops, with a button that assigns it; a reference it has is found before the list is read', async () => {
  const company = await startCompany();
  const other = openDesk(company);
  const oasin = await anOasin(other);
  send(other, 'shipment', shipmentBody(oasin, 'DH-THERE'));
  await until(() => company.practice.counts().shipments['DH-THERE'] === 1, 'the other one');

  const { from, draft, products } = await deskOn(company);
  const fresh = (await products()).find(({ status }) => status === 'NEW');
  const body = shipmentBody(fresh?.oasin ?? '', 'DH-NEW') as { warehouse_code: string };
  expect(await from('drafts.check', { id: await draft(body) })).toMatchObject({
    problems: [
      {
        problem: 'notActive',
        severity: 'stop',
        params: { status: 'NEW' },
        mends: [{ do: 'assign', oasin: fresh?.oasin, warehouse: body.warehouse_code }, { do: 'replace' }],
      },
    ],
  });
  const { warnings } = await from('drafts.check', { id: await draft(shipmentBody(oasin, 'DH-THERE')) });
  expect(warnings).toContainEqual(
    expect.objectContaining({
      problem: 'referenceExists',
      severity: 'ask',
      mends: [expect.objectContaining({ do: 'open', where: 'onflow' })],
    }),
  );
});

test('where the provider cannot be asked, its old word asks and does not stop', async () => {
  const company = await startCompany();
  const { from, draft, products } = await deskOn(company);
  const fresh = (await products()).find(({ status }) => status === 'NEW');
  const id = await draft(shipmentBody(fresh?.oasin ?? '', 'DH-AWAY'));
  await company.practice.close();
  expect(await from('drafts.check', { id })).toMatchObject({ problems: [], warnings: [{ problem: 'notActive', severity: 'ask' }] });
});

test('pieces that wait in the outbox are not sold a second time: Check says how many wait', async () => {
  const company = await startCompany();
  const oasin = await anOasin(openDesk(company));
  const { from, draft } = await deskOn(company);
  await from('outbox.pause', undefined);
  const body = shipmentBody(oasin, 'DH-FIRST') as { warehouse_code: string };
  await from('stock.get', { oasin, refresh: true });
  await expect.poll(async () => (await from('stock.get', { oasin, refresh: false })).rows.length, { timeout: 20_000 }).toBeGreaterThan(0);
  const of = (reference: string, pieces: number) => ({
    ...body,
    merchant_tracking_code_reference: reference,
    items: [{ oasin, product_quantity: pieces }],
  });
  const tooMany = await from('drafts.check', { id: await draft(of('DH-ALL', 1_000_000)) });
  const available = Number(tooMany.warnings.find(({ problem }) => problem === 'notEnoughStock')?.params?.['available']);
  expect(available).toBeGreaterThan(3);
  const first = await draft(of('DH-FIRST', available - 2));
  expect((await from('drafts.check', { id: first })).warnings.map(({ problem }) => problem)).not.toContain('stockPromised');
  await from('outbox.queue', { draftId: first });
  const second = await draft(of('DH-SECOND', 3));
  const { warnings } = await from('drafts.check', { id: second });
  expect(warnings).toContainEqual(
    expect.objectContaining({ problem: 'stockPromised', params: expect.objectContaining({ available, waiting: available - 2, left: 2 }) }),
  );
});

test('what was sent in spite of a warning is written down', async () => {
  const company = await startCompany();
  const oasin = await anOasin(openDesk(company));
  const { from, draft } = await deskOn(company);
  const id = await draft({ ...shipmentBody(oasin, 'DH-DESPITE'), platform: 'sendo' });
  const { warnings } = await from('drafts.check', { id });
  expect(warnings.map(({ problem }) => problem)).toContain('unknownPlatform');
  await from('outbox.queue', { draftId: id, despite: ['platform: unknownPlatform'] });
  const { entries } = await from('journal.list', journalPage({ search: 'unknownPlatform' }));
  expect(entries).toMatchObject([{ what: 'outbox', event: 'queued', naturalKey: 'DH-DESPITE', despite: ['platform: unknownPlatform'] }]);
});

test('the label of another order is asked about by Check, also after the draft was opened again; the desk knows codes of its own drafts', async () => {
  const company = await startCompany();
  const oasin = await anOasin(openDesk(company));
  const { from, draft } = await deskOn(company);
  const bytes = new Uint8Array(labelsPdf([shopeeLabel({ tracking: 'SPXVN01234567890C', order: '260806ABCDE123' })]));
  const label = await from('files.paste', { name: 'nhan.pdf', bytes });
  const typed = { ...shipmentBody(oasin, 'DH-LABEL'), platform: 'shopee', partner_tracking_code: '260806ABCDE123', label };
  const wrong = await draft({ ...typed, courier_tracking_code: 'SPXVN099999999999' });
  const { warnings } = await from('drafts.check', { id: wrong });
  expect(warnings.map(({ path, problem }) => [path, problem])).toEqual([['courier_tracking_code', 'labelSays']]);
  const right = await draft({ ...typed, courier_tracking_code: 'SPXVN01234567890C' });
  await from('drafts.discard', { id: wrong });
  expect(await from('drafts.check', { id: right })).toMatchObject({ problems: [], warnings: [] });

  const picture = labelsPdf([{ width: 105, height: 148, codes: [{ kind: 'code128', text: 'LZD00012345678', left: 10, top: 10 }] }], 203);
  const { file_id } = await from('files.paste', { name: 'nhan-2.pdf', bytes: new Uint8Array(picture) });
  const unknown = await from('labels.read', { file_id, draftId: null });
  expect(unknown.facts.tracking).toMatchObject([{ value: 'LZD00012345678', sure: 'perhaps' }]);
  const mine = await draft({ partner_tracking_code: 'LZD00012345678' });
  const known = await from('labels.read', { file_id, draftId: null });
  expect([known.facts.order, known.facts.tracking]).toMatchObject([[{ value: 'LZD00012345678', sure: 'known' }], []]);
  // Its own code is no news to a draft.
  expect((await from('labels.read', { file_id, draftId: mine })).facts.order).toEqual([]);
});
