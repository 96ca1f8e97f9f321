import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { noFaults } from '../../contract/practice.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import {
  anOasin,
  arrives,
  draft,
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
  warehouse,
} from './outboxDesk.ts';

const codeOfFailure = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { error?: { code?: string } }).error?.code ?? error;
  }
  return 'no failure';
};

describe('what is sent arrives', () => {
  test('a product is created and assigned in one go', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const sku = ref('SKU');
    const row = await arrives(desk, send(desk, 'product', productBody(sku)).id, 'confirmed');
    expect(row.steps.map((step) => [step.name, step.state])).toEqual([
      ['create', 'done'],
      ['assign', 'done'],
    ]);
    const record = await desk.onflow.products.detail(row.code ?? '');
    expect(record).toMatchObject({ sku, status: 'ACTIVE', warehouses: [{ warehouse_code: warehouse }] });
    expect(desk.confirmed.map((each) => [each.kind, each.code, (each.record as { status: string }).status])).toEqual([
      ['product', row.code, 'NEW'],
      ['product', row.code, 'ACTIVE'],
    ]);
    expect(desk.drafts.list()).toEqual([]);
  });

  test('a purchase order goes out with its documents, each uploaded once', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const invoice = await stagedPdf(desk, company.folder, 'hóa đơn.pdf');
    const body = orderBody(await anOasin(desk));
    const po_documents = [
      { document_type: 'INVOICE', file: invoice, print_quantity: '1' },
      { document_type: 'LIST', file: invoice, print_quantity: 0 },
    ];
    const row = await arrives(desk, send(desk, 'purchase-order', { ...body, po_documents }).id, 'confirmed');
    const record = await desk.onflow.purchaseOrders.detail(row.code ?? '');
    expect(record.po_documents).toHaveLength(2);
    expect(record.status).toBe('TRANSIT');
    expect(company.practice.counts().byCall['files.upload']).toBe(1);
    // The same file in another document: its address is remembered.
    await arrives(desk, send(desk, 'purchase-order', { ...orderBody(await anOasin(desk)), po_documents }).id, 'confirmed');
    expect(company.practice.counts().byCall['files.upload']).toBe(1);
  });

  test('a shipment with its label, and its return', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const oasin = await anOasin(desk);
    const label = await stagedPdf(desk, company.folder, 'label.pdf');
    const shipment = await arrives(desk, send(desk, 'shipment', { ...shipmentBody(oasin), label }).id, 'confirmed');
    const back = await arrives(
      desk,
      send(desk, 'return', {
        warehouse_code: warehouse,
        shipment_tracking_code: shipment.code ?? '',
        merchant_return_tracking_code_reference: ref('TH'),
        items: [{ oasin, product_quantity: '１' }],
      }).id,
      'confirmed',
    );
    expect((await desk.onflow.shipments.detail(shipment.code ?? '')).label_url).toMatch(/^http/);
    expect((await desk.onflow.returns.detail(back.code ?? '')).shipment_tracking_code).toBe(shipment.code);
  });

  test('what cannot be sent does not hold up its neighbours', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { settleMs: [60_000, 60_000] });
    await company.practice.setFaults(once('dropAfterCommit'));
    const stuck = send(desk, 'product', productBody());
    await arrives(desk, stuck.id, 'unknown');
    const next = send(desk, 'product', productBody());
    await arrives(desk, next.id, 'confirmed');
    expect(desk.outbox.get(stuck.id)?.state).toBe('unknown');
  });
});

describe('an answer that was lost', () => {
  for (const fault of ['dropAfterCommit', 'error500AfterCommit', 'silence'] as const) {
    test(`a shipment whose answer was lost (${fault}) is found again, not sent again`, async () => {
      const company = await startCompany();
      const desk = openDesk(company, {}, { answerMs: 2_000 });
      const reference = ref('DH');
      const body = shipmentBody(await anOasin(desk), reference);
      await company.practice.setFaults(once(fault));
      const row = await arrives(desk, send(desk, 'shipment', body).id, 'confirmed');
      expect(row.code).toMatch(/^OASC/);
      expect(company.practice.counts().shipments[reference]).toBe(1);
      expect(company.practice.counts().byCall['shipments.create']).toBe(1);
    });
  }

  for (const fault of ['dropBeforeCommit', 'error500BeforeCommit', 'html'] as const) {
    test(`a purchase order that never arrived (${fault}) is looked for twice, then sent once more`, async () => {
      const company = await startCompany();
      const desk = openDesk(company);
      const reference = ref('PO');
      const body = orderBody(await anOasin(desk), reference);
      const before = company.practice.counts().byCall['purchaseOrders.list'];
      await company.practice.setFaults(once(fault));
      const row = await arrives(desk, send(desk, 'purchase-order', body).id, 'confirmed');
      expect(row.attempts).toBe(2);
      expect(company.practice.counts().purchaseOrders[reference]).toBe(1);
      expect(company.practice.counts().byCall['purchaseOrders.list'] - before).toBeGreaterThanOrEqual(2);
    });
  }

  test('an assignment whose answer was lost is not sent again', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    // The assignment alone: the product is created first.
    const oasin = await desk.onflow.products.create({ sku: ref('SKU'), name: 'Áo' });
    await company.practice.setFaults(once('dropAfterCommit'));
    const row = await arrives(desk, desk.outbox.act('product.assign', { oasin, warehouse_codes: [warehouse] }).id, 'confirmed');
    expect(row.attempts).toBe(1);
    expect(company.practice.counts().byCall['products.assign']).toBe(1);
  });

  test('found with other contents: a person decides, both are shown', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const reference = ref('DH');
    const oasin = await anOasin(desk);
    await desk.onflow.shipments.create({ ...shipmentBody(oasin, reference), items: [{ oasin, product_quantity: 7 }] });
    await company.practice.setFaults(once('dropBeforeCommit'));
    const row = await arrives(desk, send(desk, 'shipment', shipmentBody(oasin, reference)).id, 'needs_attention');
    expect(row.attention?.reason).toBe('foundDifferent');
    expect(row.attention?.found[0]).toMatchObject({ items: [{ product_quantity: 7 }] });
    const resolved = desk.outbox.resolve(row.id, 'itIsThere', null);
    expect(resolved).toMatchObject({ state: 'confirmed', code: row.attention?.found[0]?.['tracking_code'] });
  });

  test('an empty answer with status 200 is looked up, and never sent again by itself', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const reference = ref('DH');
    const body = shipmentBody(await anOasin(desk), reference);
    await company.practice.setFaults(once('empty'));
    const { id } = send(desk, 'shipment', body);
    const end = await until(() => {
      const now = desk.outbox.get(id);
      return now !== null && ['confirmed', 'needs_attention'].includes(now.state) ? now : null;
    });
    expect(company.practice.counts().byCall['shipments.create']).toBe(1);
    const made = company.practice.counts().shipments[reference] ?? 0;
    expect(end.state).toBe(made === 1 ? 'confirmed' : 'needs_attention');
    if (made === 0) {
      expect(end.attention?.reason).toBe('unreadableSuccess');
      desk.outbox.resolve(end.id, 'sendAgain', null);
      await arrives(desk, end.id, 'confirmed');
      expect(company.practice.counts().shipments[reference]).toBe(1);
    }
  });

  test('an answer with the code of another document is not believed: what was made is looked up', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const oasin = await anOasin(desk);
    const first = await arrives(desk, send(desk, 'shipment', shipmentBody(oasin)).id, 'confirmed');
    const { create } = desk.onflow.shipments;
    Object.assign(desk.onflow.shipments, { create: async (...asked: Parameters<typeof create>) => (await create(...asked), first.code) });
    const reference = ref('DH');
    const second = await arrives(desk, send(desk, 'shipment', shipmentBody(oasin, reference)).id, 'confirmed');
    expect(second.code).not.toBe(first.code);
    expect(second.code).toBe((await desk.onflow.shipments.list({ merchant_tracking_code_reference: reference })).rows[0]?.tracking_code);
    expect(company.practice.counts().shipments[reference]).toBe(1);
  });

  test('where the list is not there, only a person can say, and giving up makes the next try look first', async () => {
    const company = await startCompany({ moved: { 'shipments.list': null } });
    const desk = openDesk(company);
    const reference = ref('DH');
    const body = shipmentBody(await anOasin(desk), reference);
    await company.practice.setFaults(once('dropAfterCommit'));
    const row = await arrives(desk, send(desk, 'shipment', body).id, 'needs_attention');
    expect(row.attention?.reason).toBe('cannotLookUp');
    desk.outbox.resolve(row.id, 'giveUp', null);
    expect(desk.outbox.counts()).toMatchObject({ rejected: 0, needs_attention: 0, given_up: 1 });
    const again = desk.outbox.edit(row.id);
    expect(desk.outbox.queue(again.id).state).toBe('unknown');
    expect(company.practice.counts().shipments[reference]).toBe(1);
  });

  test('what was confirmed is looked for between the documents that wait: their own number is not taken for a slow provider', async () => {
    const company = await startCompany();
    const desk = openDesk(company, {}, { limiter: createLimiter({ windows: [{ limit: 20, ms: 1_000 }] }) });
    const oasin = await anOasin(desk);
    const { byCall: before } = company.practice.counts();
    const rows = Array.from({ length: 40 }, () => send(desk, 'shipment', shipmentBody(oasin)));
    await until(() => company.practice.counts().byCall['shipments.list'] > before['shipments.list'], 'a look');
    expect(company.practice.counts().byCall['shipments.create'] - before['shipments.create']).toBeLessThan(rows.length / 2);
  });

  test('a server that ignores the filter has its list read instead', async () => {
    const company = await startCompany({ ignoredQuery: ['merchant_tracking_code_reference'] });
    const desk = openDesk(company);
    const reference = ref('DH');
    const oasin = await anOasin(desk);
    await company.practice.setFaults(once('dropAfterCommit'));
    await arrives(desk, send(desk, 'shipment', shipmentBody(oasin, reference)).id, 'confirmed');
    await company.practice.setFaults(once('dropBeforeCommit'));
    const other = ref('DH');
    await arrives(desk, send(desk, 'shipment', shipmentBody(oasin, other)).id, 'confirmed');
    const { shipments } = company.practice.counts();
    expect([shipments[reference], shipments[other]]).toEqual([1, 1]);
  });
});

describe('a desk that stops', () => {
  test('a row that says sending at the start is looked up, not sent', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const body = shipmentBody(await anOasin(desk));
    desk.outbox.pause();
    const { id } = send(desk, 'shipment', body);
    const row = desk.rows.get(id);
    if (row === null) throw new Error('gone');
    // As a power cut leaves it between the provider's commit and its answer.
    desk.rows.put({ ...row, state: 'sending', attempts: 1, leftAt: Date.now() });
    const code = await desk.onflow.shipments.create(body);
    await desk.stop();
    const next = openDesk(company);
    next.outbox.resume();
    expect((await arrives(next, id, 'confirmed')).code).toBe(code);
    expect(company.practice.counts().byCall['shipments.create']).toBe(1);
  });

  test('closing leaves rows that say what is known', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { closingMs: 20 });
    const body = shipmentBody(await anOasin(desk));
    await company.practice.setFaults({ ...noFaults, latencyMs: [5_000, 5_000] });
    const { id } = send(desk, 'shipment', body);
    await until(() => desk.rows.get(id)?.state === 'sending');
    await until(() => company.practice.counts().byCall['shipments.create'] === 1);
    await desk.stop();
    const next = openDesk(company, { settleMs: [60_000, 60_000] });
    expect(next.rows.get(id)).toMatchObject({ state: 'unknown', attempts: 1 });
    expect(next.rows.get(id)?.doubtSince).not.toBeNull();
  });

  test('a pause outlasts a restart', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    desk.outbox.pause();
    const { id } = send(desk, 'product', productBody());
    await desk.stop();
    const next = openDesk(company);
    expect(next.outbox.sending()).toBe('pausedByOperator');
    expect(next.outbox.get(id)).toMatchObject({ state: 'queued', attempts: 0 });
    next.outbox.resume();
    await arrives(next, id, 'confirmed');
  });
});

describe('what the provider refuses', () => {
  test('a SKU that exists comes back as a draft with the error at its field', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const sku = ref('SKU');
    await desk.onflow.products.create({ sku, name: 'Áo' });
    const draftId = draft(desk, 'product', productBody(sku));
    const row = await arrives(desk, desk.outbox.queue(draftId).id, 'rejected');
    expect(row.error?.fields).toMatchObject([{ path: 'sku', problem: 'skuExists' }]);
    expect(desk.drafts.get(draftId)?.rejection?.fields).toMatchObject([{ path: 'sku' }]);
    expect(desk.outbox.edit(row.id).id).toBe(draftId);
    expect(desk.outbox.get(row.id)).toBeNull();
    desk.drafts.save({ id: draftId, kind: 'product', body: productBody(ref('SKU')) });
    await arrives(desk, desk.outbox.queue(draftId).id, 'confirmed');
  });

  test('a product in no warehouse is marked in the rows that use it', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const oasin = await desk.onflow.products.create({ sku: ref('SKU'), name: 'Áo' });
    const good = await anOasin(desk);
    const body = orderBody(good);
    const packages = [
      {
        package_code: 'A',
        items: [
          { oasin: good, product_quantity: 1 },
          { oasin, product_quantity: 1 },
        ],
      },
    ];
    const row = await arrives(desk, send(desk, 'purchase-order', { ...body, packages }).id, 'rejected');
    expect(row.error?.fields?.map((field) => field.path)).toEqual(['packages.0.items.1.oasin']);
  });

  test('an error inside a 200 is a refusal', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const reference = ref('DH');
    const body = shipmentBody(await anOasin(desk), reference);
    await company.practice.setFaults(once('errorIn200'));
    const row = await arrives(desk, send(desk, 'shipment', body).id, 'rejected');
    expect(row.error?.code).toBe('provider');
    expect(company.practice.counts().shipments[reference]).toBeUndefined();
  });

  test('a 401 pauses everything, and the new key lets it go on', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const fresh = company.practice.rotateToken();
    const { id } = send(desk, 'product', productBody());
    await until(() => desk.outbox.sending() === 'pausedForKey');
    expect(desk.outbox.get(id)?.state).toBe('queued');
    const other = send(desk, 'product', productBody());
    company.token = fresh;
    desk.outbox.onKeyChanged();
    await arrives(desk, id, 'confirmed');
    await arrives(desk, other.id, 'confirmed');
  });

  test('offline is no attempt and no rejection: it leaves when the network is back', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { backOffBaseMs: 60_000, backOffMostMs: 60_000 });
    await company.practice.setFaults({ ...noFaults, kind: 'offline' });
    const sku = ref('SKU');
    const { id } = send(desk, 'product', productBody(sku));
    await until(() => desk.outbox.get(id)?.error?.code === 'network');
    expect(desk.outbox.get(id)?.state).toBe('queued');
    await company.practice.setFaults(noFaults);
    desk.outbox.wake();
    await arrives(desk, id, 'confirmed');
    expect(company.practice.counts().products[sku]).toBe(1);
  });
});

describe('cancelling', () => {
  test('what is cancelled already is cancelled with success', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const shipment = await arrives(desk, send(desk, 'shipment', shipmentBody(await anOasin(desk))).id, 'confirmed');
    const tracking_code = shipment.code ?? '';
    await arrives(desk, desk.outbox.act('shipment.cancel', { tracking_code }).id, 'confirmed');
    const again = await arrives(desk, desk.outbox.act('shipment.cancel', { tracking_code }).id, 'confirmed');
    expect(again.attempts).toBe(0);
    expect(company.practice.counts().byCall['shipments.cancel']).toBe(1);
  });

  test('a cancel whose answer was lost is looked up', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const order = await arrives(desk, send(desk, 'purchase-order', orderBody(await anOasin(desk))).id, 'confirmed');
    await company.practice.setFaults(once('dropAfterCommit'));
    await arrives(desk, desk.outbox.act('purchase-order.cancel', { po_code: order.code }).id, 'confirmed');
    expect(company.practice.counts().byCall['purchaseOrders.cancel']).toBe(1);
  });

  test('too late: the provider says why, and nothing is lost', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const { rows } = await desk.onflow.purchaseOrders.list({ status: 'COMPLETED' });
    const row = await arrives(desk, desk.outbox.act('purchase-order.cancel', { po_code: rows[0]?.po_code }).id, 'rejected');
    expect(row.error?.provider?.code).toBe('PURCHASE_ORDER_CANNOT_CANCEL');
    expect(desk.outbox.undo(row.id)).toBeNull();
    expect(desk.outbox.counts().rejected).toBe(0);
  });
});

describe('the operator', () => {
  test('takes a send back while it has not left', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { undoMs: 60_000 });
    const sku = ref('SKU');
    const { id } = send(desk, 'product', productBody(sku));
    expect(desk.drafts.list()).toEqual([]);
    expect(desk.outbox.undo(id)?.title).toBe(sku);
    expect(desk.drafts.list().map((each) => each.title)).toEqual([sku]);
    expect(desk.outbox.list(null, null).items).toEqual([]);
    expect(company.practice.counts().byCall['products.create']).toBe(0);
  });

  test('cannot take back what has left', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const row = await arrives(desk, send(desk, 'product', productBody()).id, 'confirmed');
    expect(codeOfFailure(() => desk.outbox.undo(row.id))).toBe('wrongState');
  });

  test('cannot queue a reference twice, neither under way nor confirmed', async () => {
    const company = await startCompany();
    const desk = openDesk(company, { undoMs: 60_000 });
    const sku = ref('SKU');
    const first = send(desk, 'product', productBody(sku));
    const second = draft(desk, 'product', productBody(sku));
    expect(codeOfFailure(() => desk.outbox.queue(second))).toBe('referenceTaken');
    expect(desk.drafts.list().map((each) => each.id)).toEqual([second]);
    desk.outbox.undo(first.id);
    expect(desk.outbox.queue(second).state).toBe('queued');
  });

  test('is told all problems of a document that cannot be sent, and keeps the draft', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const id = draft(desk, 'shipment', { merchant_tracking_code_reference: randomUUID() });
    expect(codeOfFailure(() => desk.outbox.queue(id))).toBe('invalid');
    expect(desk.drafts.list().map((each) => each.id)).toEqual([id]);
  });

  test('breaks off an upload, and the document is a draft again', async () => {
    const company = await startCompany();
    const desk = openDesk(company);
    const label = await stagedPdf(desk, company.folder, 'label.pdf');
    const body = { ...shipmentBody(await anOasin(desk)), label };
    await company.practice.setFaults({ ...noFaults, latencyMs: [5_000, 5_000] });
    const { id } = send(desk, 'shipment', body);
    await until(() => desk.outbox.get(id)?.steps[0]?.state === 'running');
    desk.outbox.cancelUpload(id);
    await until(() => desk.outbox.get(id) === null);
    expect(desk.drafts.list()).toHaveLength(1);
  });
});

describe('a bad day', () => {
  test('documents of all kinds, faults of all kinds, and a desk that stops in between: each is there once', async () => {
    const company = await startCompany();
    let desk = openDesk(company);
    const oasin = await anOasin(desk);
    const { code: shipped } = await arrives(desk, send(desk, 'shipment', shipmentBody(oasin)).id, 'confirmed');
    const share = (kind: Parameters<typeof once>[0], of: number) => ({
      ...noFaults,
      kind,
      share: of,
      onlyWrites: false,
      latencyMs: [0, 10] as [number, number],
    });
    await company.practice.setFaults(
      share('dropAfterCommit', 0.15),
      share('dropBeforeCommit', 0.1),
      share('error500AfterCommit', 0.05),
      share('error500BeforeCommit', 0.05),
      share('html', 0.03),
    );
    // Of one make, as a shop's are: what is known of one holds for the next.
    const keys = Array.from({ length: 15 }, (_, n) => `DH-2511-${String(n + 1).padStart(3, '0')}`);
    const ids = keys.flatMap((key) => [
      send(desk, 'product', productBody(key)).id,
      send(desk, 'purchase-order', orderBody(oasin, key)).id,
      send(desk, 'shipment', shipmentBody(oasin, key)).id,
      send(desk, 'return', { warehouse_code: warehouse, shipment_tracking_code: shipped, merchant_return_tracking_code_reference: key }).id,
    ]);
    for (let stops = 1; stops <= 4; stops += 1) {
      await until(() => ids.filter((id) => desk.rows.get(id)?.state === 'confirmed').length >= stops * 8, 'progress', 100_000);
      await desk.stop();
      desk = openDesk(company, { closingMs: 1 });
    }
    const last = desk;
    await until(
      () => ids.every((id) => ['confirmed', 'needs_attention', 'rejected'].includes(last.rows.get(id)?.state ?? '')),
      'the end',
      150_000,
    );
    const counts = company.practice.counts();
    expect(ids.map((id) => last.rows.get(id)).filter((row) => row?.state !== 'confirmed')).toEqual([]);
    for (const made of [counts.products, counts.purchaseOrders, counts.shipments, counts.returns])
      expect(keys.map((key) => [key, made[key] ?? 0])).toEqual(keys.map((key) => [key, 1]));
    expect(last.trouble).toEqual([]);
  }, 300_000);
});
