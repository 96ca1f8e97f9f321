/** A purchase order on products that the provider has not confirmed yet: waits for them, and for nothing else; nobody waits for it. */
import { describe, expect, test } from 'vitest';
import type { DraftId, OutboxId } from '../../contract/outbox.ts';
import type { DeskFailure } from '../../contract/errors.ts';
import {
  anOasin,
  arrives,
  awaitingBody,
  once,
  openDesk,
  orderBody,
  productBody,
  ref,
  send,
  shipmentBody,
  stagedPdf,
  startCompany,
  until,
} from './outboxDesk.ts';
import type { TestDesk } from './outboxDesk.ts';

const waitsFor = (desk: TestDesk, id: OutboxId) => desk.outbox.get(id)?.waitsFor.map(({ sku, stands }) => `${sku}: ${stands}`);
const itemsOf = async (desk: TestDesk, code: string | null) =>
  (await desk.onflow.purchaseOrders.detail(code ?? '')).packages?.flatMap((each) => each.items.map((item) => item.oasin));
const failure = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as DeskFailure).error;
  }
  throw new Error('no failure');
};

describe('a purchase order on a product of the outbox', () => {
  test('waits until the product is confirmed, goes by itself, and names it by its OASIN', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    desk.outbox.pause();
    const [one, two] = [ref('SKU'), ref('SKU')];
    const products = [send(desk, 'product', productBody(one)), send(desk, 'product', productBody(two))];
    const order = send(desk, 'purchase-order', {
      ...awaitingBody([one, two]),
      po_documents: [{ document_type: 'INVOICE', file: await stagedPdf(desk, company.folder, 'invoice.pdf'), print_quantity: 1 }],
    });
    expect(order.waitsFor).toMatchObject([
      { sku: one, stands: 'queued', outboxId: products[0]?.id },
      { sku: two, stands: 'queued', outboxId: products[1]?.id },
    ]);
    desk.outbox.resume();
    const row = await arrives(desk, order.id, 'confirmed');
    const codes = products.map(({ id }) => desk.outbox.get(id)?.code);
    expect(await itemsOf(desk, row.code)).toEqual(codes);
    // What is kept is what was sent.
    expect(row.body).toMatchObject({ packages: [{ items: codes.map((oasin) => ({ oasin, product_quantity: 12 })) }] });
    expect(row.waitsFor).toEqual([]);
    expect(company.practice.counts().byCall).toMatchObject({ 'purchaseOrders.create': 1 });
  });

  test('is not sent while its product is still to be assigned, nor are its files', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { settleMs: [300, 600] });
    const sku = ref('SKU');
    desk.outbox.pause();
    const { id } = send(desk, 'product', productBody(sku));
    const order = send(desk, 'purchase-order', {
      ...awaitingBody([sku]),
      po_documents: [{ document_type: 'INVOICE', file: await stagedPdf(desk, company.folder, 'invoice.pdf'), print_quantity: 1 }],
    });
    // Created is the first of its two steps; the provider stumbles over the second.
    const { create } = desk.onflow.products;
    Object.assign(desk.onflow.products, {
      create: async (...asked: Parameters<typeof create>) => {
        const oasin = await create(...asked);
        await company.practice.setFaults(once('error500BeforeCommit'));
        return oasin;
      },
    });
    desk.outbox.resume();
    await until(() => waitsFor(desk, order.id)?.[0] === `${sku}: unknown`);
    expect(desk.outbox.get(id)?.steps.map(({ name, state }) => [name, state])).toEqual([
      ['create', 'done'],
      ['assign', 'waiting'],
    ]);
    expect(company.practice.counts().byCall).toMatchObject({ 'files.upload': 0, 'purchaseOrders.create': 0 });
    const row = await arrives(desk, order.id, 'confirmed');
    expect(await itemsOf(desk, row.code)).toEqual([desk.outbox.get(id)?.code]);
    expect(row.attempts).toBe(1);
  });

  test('goes when the lost answer of its product is cleared up, and never delays its neighbours', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { settleMs: [60_000, 60_000] });
    const sku = ref('SKU');
    await company.practice.setFaults(once('dropAfterCommit'));
    const product = send(desk, 'product', { ...productBody(sku), warehouse_codes: [] });
    await arrives(desk, product.id, 'unknown');
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    const oasin = await anOasin(desk);
    // More of them than may be under way at once.
    const alike = Array.from({ length: 12 }, () => send(desk, 'purchase-order', awaitingBody([sku])));
    const neighbours = [
      send(desk, 'purchase-order', orderBody(oasin)),
      send(desk, 'shipment', shipmentBody(oasin)),
      send(desk, 'product', productBody()),
    ];
    for (const { id } of neighbours) await arrives(desk, id, 'confirmed');
    for (const { id } of [order, ...alike]) expect(desk.outbox.get(id)).toMatchObject({ state: 'queued', attempts: 0 });
    expect(waitsFor(desk, order.id)).toEqual([`${sku}: unknown`]);
    desk.outbox.lookUpNow(product.id);
    // Created and never assigned: the provider refuses the order, but it went, with the OASIN.
    const row = await arrives(desk, order.id, 'rejected');
    expect(row.error).toMatchObject({
      provider: { code: expect.stringMatching(/^PRODUCTS_/) as string },
      fields: [{ path: 'packages.0.items.0.oasin' }],
    });
  });

  test('waits over a restart, and goes when the product is confirmed after it', async () => {
    const company = await startCompany();
    const first = openDesk(company, { settleMs: [60_000, 60_000] });
    const sku = ref('SKU');
    await company.practice.setFaults(once('dropAfterCommit'));
    const product = send(first, 'product', productBody(sku));
    await arrives(first, product.id, 'unknown');
    const order = send(first, 'purchase-order', awaitingBody([sku]));
    await first.stop();
    const second = openDesk(company);
    expect(waitsFor(second, order.id)).toEqual([`${sku}: unknown`]);
    const row = await arrives(second, order.id, 'confirmed');
    expect(await itemsOf(second, row.code)).toEqual([second.outbox.get(product.id)?.code]);
  });

  test('its product having been confirmed in the last moment before a crash, it goes at the next start', async () => {
    const company = await startCompany();
    const first = openDesk(company, { undoMs: 60_000 });
    const sku = ref('SKU');
    const product = send(first, 'product', productBody(sku));
    const order = send(first, 'purchase-order', awaitingBody([sku]));
    const oasin = await anOasin(first);
    await first.stop();
    // As the crash leaves it: the product's row says so, and the order has not been told.
    const between = openDesk(company, { undoMs: 60_000 });
    const row = between.rows.get(product.id);
    if (row !== null)
      between.rows.put({ ...row, state: 'confirmed', code: oasin, steps: row.steps.map((step) => ({ ...step, state: 'done' as const })) });
    await between.stop();
    const last = openDesk(company);
    expect(await itemsOf(last, (await arrives(last, order.id, 'confirmed')).code)).toEqual([oasin]);
  });

  test('is looked up by what was sent: its answer was lost, and its draft, sent again, still names the SKU', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { settleMs: [60_000, 60_000] });
    const [sku, reference] = [ref('SKU'), ref('PO')];
    await arrives(desk, send(desk, 'product', productBody(sku)).id, 'confirmed');
    const body = awaitingBody([sku], reference);
    await company.practice.setFaults(once('dropAfterCommit'));
    const order = send(desk, 'purchase-order', body);
    await arrives(desk, order.id, 'unknown');
    // Given up by a person, who then sends the draft again.
    const row = desk.rows.get(order.id);
    if (row !== null) desk.rows.put({ ...row, state: 'rejected' });
    const again = send(desk, 'purchase-order', body);
    expect(again.state).toBe('unknown');
    desk.outbox.lookUpNow(again.id);
    expect((await arrives(desk, again.id, 'confirmed')).code).toMatch(/^OAPO/);
    expect(company.practice.counts().purchaseOrders[reference]).toBe(1);
  });

  test('looked for while its product is not there yet, it is not taken for another one that the provider has', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { settleMs: [60_000, 60_000] });
    const [sku, reference] = [ref('SKU'), ref('PO')];
    // Somebody gave up this reference in doubt, and the provider has it, with another product.
    const earlier = send(desk, 'purchase-order', orderBody(await anOasin(desk), reference));
    const { body } = await arrives(desk, earlier.id, 'confirmed');
    const row = desk.rows.get(earlier.id);
    if (row !== null) desk.rows.put({ ...row, state: 'rejected', code: null, doubtSince: row.createdAt });
    desk.outbox.pause();
    send(desk, 'product', productBody(sku));
    const order = send(desk, 'purchase-order', {
      ...awaitingBody([sku], reference),
      estimated_arrival_time: Number(body['estimated_arrival_time']),
    });
    desk.outbox.lookUpNow(order.id);
    expect((await arrives(desk, order.id, 'needs_attention')).attention?.reason).toBe('foundDifferent');
  });
});

describe('a product that does not come', () => {
  test('refused: the order waits and says so; mended under the same SKU, both arrive', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const taken = ref('893');
    await arrives(desk, send(desk, 'product', { ...productBody(), product_barcodes: [taken] }).id, 'confirmed');
    const sku = ref('SKU');
    const product = send(desk, 'product', { ...productBody(sku), product_barcodes: [taken] });
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    await arrives(desk, product.id, 'rejected');
    expect(desk.outbox.get(order.id)?.waitsFor).toMatchObject([{ sku, stands: 'rejected', outboxId: product.id }]);
    // The screen was told.
    expect(
      desk.events
        .filter(({ event, payload }) => event === 'outbox.changed' && (payload as { item: { id: string } | null }).item?.id === order.id)
        .at(-1)?.payload,
    ).toMatchObject({ item: { waitsFor: [{ stands: 'rejected' }] } });
    const { id: draftId } = desk.outbox.edit(product.id);
    expect(desk.outbox.get(order.id)).toMatchObject({
      state: 'queued',
      waitsFor: [{ sku, stands: 'beingMended', outboxId: null, draftId }],
    });
    desk.drafts.save({ id: draftId, kind: 'product', body: productBody(sku) });
    const mended = desk.outbox.queue(draftId);
    const row = await arrives(desk, order.id, 'confirmed');
    expect(await itemsOf(desk, row.code)).toEqual([desk.outbox.get(mended.id)?.code]);
  });

  test('mended under another SKU: the order comes back, and says at its line that the product will not come', async () => {
    const desk = openDesk(await startCompany());
    const [sku, other] = [ref('SKU'), ref('SKU')];
    const taken = ref('893');
    await arrives(desk, send(desk, 'product', { ...productBody(), product_barcodes: [taken] }).id, 'confirmed');
    const product = send(desk, 'product', { ...productBody(sku), product_barcodes: [taken] });
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    await arrives(desk, product.id, 'rejected');
    const { id: draftId } = desk.outbox.edit(product.id);
    desk.drafts.save({ id: draftId, kind: 'product', body: productBody(other) });
    desk.outbox.queue(draftId);
    expect(desk.outbox.get(order.id)).toMatchObject({ state: 'rejected', error: { code: 'productGone' } });
  });

  test('taken back: the order comes back with a problem at its line, its draft open', async () => {
    const desk = openDesk(await startCompany(), { undoMs: 60_000 });
    const sku = ref('SKU');
    const product = send(desk, 'product', productBody(sku));
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    desk.outbox.undo(product.id);
    const problem = { path: 'packages.0.items.0.oasin', problem: 'productGone', params: { sku } };
    expect(desk.outbox.get(order.id)).toMatchObject({ state: 'rejected', attempts: 0, error: { code: 'productGone', fields: [problem] } });
    const back = desk.drafts.list().find((each) => each.id === order.draftId);
    expect(back?.title).toBe(order.naturalKey);
    const draftId = back?.id as DraftId;
    expect(desk.drafts.get(draftId)?.rejection?.fields).toEqual([problem]);
    // Sent again as it is, it is refused at the desk, with the same words; once the product is sent again, it is not.
    expect(failure(() => desk.outbox.queue(draftId))).toMatchObject({ code: 'productGone', fields: [problem] });
    desk.outbox.queue(product.draftId as DraftId);
    expect(desk.outbox.queue(draftId)).toMatchObject({ state: 'queued', waitsFor: [{ sku, stands: 'queued' }] });
  });

  test('taken back, but the local copy knows a product of this SKU: that one is meant', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { undoMs: 300 });
    const { rows } = await desk.onflow.products.list({ status: 'ACTIVE', warehouse_code: 'ONF_WH_HN_LB' });
    desk.store.catalogue.putListRows('product', rows, Date.now());
    const known = rows[0];
    const product = send(desk, 'product', productBody(known?.sku ?? ''));
    const order = send(desk, 'purchase-order', awaitingBody([known?.sku ?? '']));
    expect(waitsFor(desk, order.id)).toEqual([`${known?.sku}: queued`]);
    desk.outbox.undo(product.id);
    expect(await itemsOf(desk, (await arrives(desk, order.id, 'confirmed')).code)).toEqual([known?.oasin]);
    // One that the provider no longer knows is none.
    desk.store.catalogue.markGone('product', known?.oasin ?? '', Date.now());
    expect(desk.outbox.product(known?.sku ?? '')).toMatchObject({ stands: 'gone', oasin: null });
  });

  test('taken back while the order itself was looked for: the order comes back once that is over', async () => {
    const desk = openDesk(await startCompany());
    const [sku, reference] = [ref('SKU'), ref('PO')];
    // An earlier attempt at this reference was given up in doubt.
    desk.outbox.pause();
    const earlier = send(desk, 'purchase-order', orderBody(await anOasin(desk), reference));
    const row = desk.rows.get(earlier.id);
    if (row !== null) desk.rows.put({ ...row, state: 'rejected', doubtSince: row.createdAt });
    const product = send(desk, 'product', productBody(sku));
    const order = send(desk, 'purchase-order', awaitingBody([sku], reference));
    desk.outbox.undo(product.id);
    expect(desk.outbox.get(order.id)).toMatchObject({ state: 'unknown', waitsFor: [{ sku, stands: 'gone' }] });
    expect((await arrives(desk, order.id, 'rejected')).error?.code).toBe('productGone');
  });

  test('its draft given another SKU, and the desk started again: the order comes back', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const [sku, taken] = [ref('SKU'), ref('893')];
    await arrives(desk, send(desk, 'product', { ...productBody(), product_barcodes: [taken] }).id, 'confirmed');
    const product = send(desk, 'product', { ...productBody(sku), product_barcodes: [taken] });
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    await arrives(desk, product.id, 'rejected');
    const { id } = desk.outbox.edit(product.id);
    await desk.stop();
    const second = openDesk(company);
    expect(waitsFor(second, order.id)).toEqual([`${sku}: beingMended`]);
    second.drafts.save({ id, kind: 'product', body: productBody() });
    await second.stop();
    expect(openDesk(company).outbox.get(order.id)).toMatchObject({ state: 'rejected', error: { code: 'productGone' } });
  });

  test('said to be there, without its code: the order waits until the local copy knows it', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const sku = ref('SKU');
    desk.outbox.pause();
    const product = send(desk, 'product', productBody(sku));
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    const row = desk.rows.get(product.id);
    if (row !== null) desk.rows.put({ ...row, state: 'needs_attention', attention: { reason: 'cannotLookUp', found: [] } });
    desk.outbox.resolve(product.id, 'itIsThere', null);
    expect(waitsFor(desk, order.id)).toEqual([`${sku}: withoutCode`]);
    const oasin = await desk.onflow.products.create({ sku, name: 'Áo' });
    await desk.onflow.products.assign(oasin, ['ONF_WH_HN_LB']);
    desk.store.catalogue.putDetail('product', await desk.onflow.products.detail(oasin), Date.now());
    desk.outbox.resume();
    desk.outbox.productsChanged(null);
    expect(await itemsOf(desk, (await arrives(desk, order.id, 'confirmed')).code)).toEqual([oasin]);
  });

  test('turning out to be one that the order names already: the order comes back, and says where', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const { rows } = await desk.onflow.products.list({ status: 'ACTIVE', warehouse_code: 'ONF_WH_HN_LB' });
    desk.store.catalogue.putListRows('product', rows, Date.now());
    const [{ sku, oasin } = { sku: '', oasin: '' }] = rows;
    desk.outbox.pause();
    const product = send(desk, 'product', productBody(sku ?? ''));
    const body = awaitingBody([sku ?? '']);
    const order = send(desk, 'purchase-order', {
      ...body,
      packages: [
        {
          package_code: 'P',
          items: [
            { oasin, product_quantity: 1 },
            { awaited_sku: sku, product_quantity: 2 },
          ],
        },
      ],
    });
    desk.outbox.undo(product.id);
    expect(desk.outbox.get(order.id)).toMatchObject({
      state: 'rejected',
      error: { code: 'invalid', fields: [{ path: 'packages.0.items.1.oasin', problem: 'repeated' }] },
    });
  });
});

test('an arrival that has passed while it waited comes back to the form', async () => {
  const desk = openDesk(await startCompany());
  const sku = ref('SKU');
  desk.outbox.pause();
  const product = send(desk, 'product', productBody(sku));
  const eta = Math.floor(Date.now() / 1_000) + 2;
  const order = send(desk, 'purchase-order', { ...awaitingBody([sku]), estimated_arrival_time: eta });
  await until(() => Date.now() > eta * 1_000);
  desk.outbox.resume();
  await arrives(desk, product.id, 'confirmed');
  expect(await arrives(desk, order.id, 'rejected')).toMatchObject({
    attempts: 0,
    error: { code: 'invalid', fields: [{ path: 'estimated_arrival_time', problem: 'etaPast' }] },
  });
});

describe('the operator', () => {
  test('takes a waiting order back at any time, long after its undo time', async () => {
    const desk = openDesk(await startCompany(), { settleMs: [60_000, 60_000] });
    const sku = ref('SKU');
    desk.outbox.pause();
    send(desk, 'product', productBody(sku));
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    await until(() => (desk.outbox.get(order.id)?.leavesAt ?? Infinity) <= Date.now());
    expect(desk.outbox.undo(order.id)?.id).toBe(order.draftId);
    desk.outbox.resume();
    await arrives(desk, desk.outbox.list(null, 'product').items[0]?.id as OutboxId, 'confirmed');
    expect(desk.outbox.list(null, 'purchase-order').items).toEqual([]);
  });

  test('has all of the undo time, although the product is confirmed within it', async () => {
    const company = await startCompany();
    const first = openDesk(company);
    first.outbox.pause();
    const sku = ref('SKU');
    const product = send(first, 'product', productBody(sku));
    await first.stop();
    // The undo time of the product is over, and that of the order is all the time there is for the product to be confirmed in.
    const desk = openDesk(company, { undoMs: 4_000 });
    const order = send(desk, 'purchase-order', awaitingBody([sku]));
    desk.outbox.resume();
    await arrives(desk, product.id, 'confirmed');
    expect(desk.outbox.get(order.id)).toMatchObject({ state: 'queued', waitsFor: [] });
    const row = await arrives(desk, order.id, 'confirmed');
    expect(row.updatedAt).toBeGreaterThanOrEqual(row.leavesAt);
  });

  test('finds the products on their way by SKU, name and barcode, without accents', async () => {
    const desk = openDesk(await startCompany(), { undoMs: 60_000 });
    const sku = ref('NUOC');
    const { id } = send(desk, 'product', { ...productBody(sku), name: 'Nước mắm Cát Hải', product_barcodes: ['8931234567890'] });
    send(desk, 'product', productBody());
    for (const search of [sku.toLowerCase(), 'nuoc mam', 'cat hai', '8931234567890']) {
      expect(desk.outbox.products(search)).toMatchObject([{ sku, name: 'Nước mắm Cát Hải', stands: 'queued', outboxId: id, oasin: null }]);
    }
    expect(desk.outbox.products('')).toHaveLength(2);
    desk.outbox.undo(id);
    expect(desk.outbox.products('nuoc mam')).toEqual([]);
    expect(desk.outbox.product(sku)).toMatchObject({ stands: 'gone' });
  });
});
