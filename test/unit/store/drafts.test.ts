import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DraftBody, type DraftId, draftPage } from '../../../contract/outbox.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { draftsOn, longestDraft } from '../../../main/store/drafts.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const open = (folder = temporaryFolder()) => {
  const clock = handClock();
  const database = openDatabase(join(folder, 'desk.sqlite'), clock, migrations);
  return { folder, clock, database, drafts: draftsOn(database, clock.wall) };
};
const id = (): DraftId => randomUUID() as DraftId;
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { error?: { code?: string } }).error?.code ?? error;
  }
  return 'no failure';
};

describe('drafts', () => {
  test('are kept as they were typed, half-finished, and over a restart', () => {
    const { folder, database, drafts } = open();
    const one = id();
    const body = {
      merchant_tracking_code_reference: '  DH-１ ',
      items: [{ oasin: '', product_quantity: '1.' }],
      note: 'Á\u0000\uD800',
      deep: { a: [null, true, 1.5] },
    };
    drafts.save({ id: one, kind: 'shipment', body });
    database.close();
    const again = open(folder);
    expect(again.drafts.get(one)).toMatchObject({ body, title: 'DH-１', rejection: null });
    again.database.close();
  });

  test('are listed newest first; a second save makes no second draft', () => {
    const { clock, database, drafts } = open();
    const [one, two] = [id(), id()];
    drafts.save({ id: one, kind: 'product', body: { sku: 'A' } });
    clock.advance(1_000);
    drafts.save({ id: two, kind: 'return', body: {} });
    clock.advance(1_000);
    const saved = drafts.save({ id: one, kind: 'product', body: { sku: 'AB' } });
    expect(saved.updatedAt - saved.createdAt).toBe(2_000);
    expect(drafts.list().map((each) => [each.id, each.title])).toEqual([
      [one, 'AB'],
      [two, ''],
    ]);
    database.close();
  });

  test('are asked for as every list is: by words, by kind, in another order, page by page', () => {
    const { clock, database, drafts } = open();
    const titles = ['Đơn 1', 'Đơn 2', 'áo', '', 'Đơn 10'];
    for (const [index, title] of titles.entries()) {
      clock.advance(1_000);
      const [kind, field] = index % 2 === 0 ? (['product', 'sku'] as const) : (['purchase-order', 'merchant_po_reference'] as const);
      drafts.save({ id: id(), kind, body: { [field]: title } });
    }
    const gone = id();
    drafts.save({ id: gone, kind: 'product', body: { sku: 'Đơn 3' } });
    drafts.discard(gone);
    const of = (given: Parameters<typeof draftPage>[0]) => drafts.page(draftPage(given));
    const shown = (given: Parameters<typeof draftPage>[0]) => of(given).drafts.map(({ title }) => title);
    expect(of({})).toMatchObject({ total: 5, counts: { kind: { product: 3, 'purchase-order': 2 } } });
    expect(shown({})).toEqual(titles.toReversed());
    expect(shown({ search: 'don 1' })).toEqual(['Đơn 10', 'Đơn 1']);
    expect(shown({ facets: { kind: ['purchase-order'] } })).toEqual(['', 'Đơn 2']);
    // What has no title yet comes last.
    expect(shown({ order: { by: 'title', descending: false } })).toEqual(['áo', 'Đơn 1', 'Đơn 10', 'Đơn 2', '']);
    const first = of({ pageSize: 2 });
    clock.advance(1_000);
    drafts.save({ id: id(), kind: 'product', body: { sku: 'NEW' } });
    expect(shown({ pageSize: 2, at: first.next })).toEqual(['áo', 'Đơn 2']);
    database.close();
  });

  test('are found by what their kind is called too, in either language and without accents, and only where all words are there', () => {
    const { database, drafts } = open();
    drafts.save({ id: id(), kind: 'purchase-order', body: { merchant_po_reference: 'Tháng 12' } });
    drafts.save({ id: id(), kind: 'purchase-order', body: {} });
    drafts.save({ id: id(), kind: 'product', body: { sku: 'KHO-7' } });
    const called = { 'purchase-order': 'Đơn nhập (PO), nhập kho\nPurchase order', product: 'Sản phẩm\nProduct', nothing: 'kho' };
    const found = (search: string) => drafts.page(draftPage({ search, called })).drafts.map(({ kind, title }) => `${kind} ${title}`);
    const [both, dated, product] = [['purchase-order ', 'purchase-order Tháng 12'], ['purchase-order Tháng 12'], ['product KHO-7']];
    expect(found('nhap kho').toSorted()).toEqual(both);
    expect(found('Purchase ORDER').toSorted()).toEqual(both);
    expect(found('nhập thang')).toEqual(dated);
    expect(found('12 order')).toEqual(dated);
    expect(found('san pham')).toEqual(product);
    expect(found('kho 7')).toEqual(product);
    expect(found('product order')).toEqual([]);
    expect(drafts.page(draftPage({ search: 'product', called })).counts).toEqual({ kind: { product: 1 } });
    database.close();
  });

  test('that are discarded can be restored, and what is typed late into one is kept there', () => {
    const { database, drafts } = open();
    const one = id();
    drafts.save({ id: one, kind: 'product', body: { sku: 'A' } });
    drafts.discard(one);
    drafts.save({ id: one, kind: 'product', body: { sku: 'AB' } });
    expect(drafts.list()).toEqual([]);
    expect(drafts.restore(one).title).toBe('AB');
    expect(drafts.list()).toHaveLength(1);
    expect(codeOf(() => drafts.discard(id()))).toBe('notFound');
    database.close();
  });

  test('whose document is on its way are neither listed, changed nor discarded, and come back with what was wrong', () => {
    const { database, drafts } = open();
    const one = id();
    const input = { id: one, kind: 'product' as const, body: { sku: 'A' } };
    drafts.save(input);
    drafts.takeForOutbox(one);
    expect(drafts.list()).toEqual([]);
    expect(codeOf(() => drafts.discard(one))).toBe('wrongState');
    expect(codeOf(() => drafts.takeForOutbox(one))).toBe('wrongState');
    expect(codeOf(() => drafts.save({ ...input, body: { sku: 'B' } }))).toBe('wrongState');
    // The form's last autosave, which changes nothing.
    expect(drafts.save(input).title).toBe('A');
    drafts.bringBack(one, { code: 'provider', sent: 'answered' });
    expect(drafts.list()).toHaveLength(1);
    expect(drafts.get(one)?.rejection?.code).toBe('provider');
    drafts.takeForOutbox(one);
    expect(drafts.get(one)?.rejection).toBeNull();
    drafts.markSent(one);
    expect(codeOf(() => drafts.save({ ...input, body: { sku: 'B' } }))).toBe('wrongState');
    database.close();
  });

  test.each([
    [
      'shipment',
      {
        merchant_tracking_code_reference: 'DH-1',
        partner_tracking_code: '2511ABC',
        courier_tracking_code: 'SPX1',
        label: { file_id: 'a' },
        platform: 'shopee',
        note: 'x',
      },
      { merchant_tracking_code_reference: '', platform: 'shopee', note: 'x' },
    ],
    ['product', { sku: 'A', product_barcodes: ['893'], name: 'Áo' }, { sku: '', name: 'Áo' }],
    [
      'purchase-order',
      { merchant_po_reference: 'PO-1', estimated_arrival_time: '2026-11-30T09:00', po_documents: [{}], packages: [{ package_code: 'P1' }] },
      { merchant_po_reference: '', packages: [{ package_code: 'P1' }] },
    ],
    [
      'return',
      { merchant_return_tracking_code_reference: 'TH-1', shipment_tracking_code: 'OASC1', return_courier_tracking_code: 'SPX2', items: [] },
      { merchant_return_tracking_code_reference: '', items: [] },
    ],
  ] as const)('are copied without what belongs to one %s alone', (kind, body, copied) => {
    const { database, drafts } = open();
    const one = id();
    drafts.save({ id: one, kind, body: structuredClone(body) as DraftBody });
    expect(drafts.get(drafts.duplicate(one).id)).toMatchObject({ kind, title: '', body: copied });
    expect(Object.keys(drafts.get(drafts.duplicate(one).id)?.body ?? {}).toSorted()).toEqual(Object.keys(copied).toSorted());
    database.close();
  });

  test('of up to 1 MB are kept, longer ones refused without touching what is there', () => {
    const { database, drafts } = open();
    const one = id();
    const body = { note: 'x'.repeat(longestDraft - '{"note":""}'.length) };
    drafts.save({ id: one, kind: 'product', body });
    expect(codeOf(() => drafts.save({ id: one, kind: 'product', body: { note: `${body.note}x` } }))).toBe('invalid');
    expect(drafts.get(one)?.body).toEqual(body);
    database.close();
  });
});
