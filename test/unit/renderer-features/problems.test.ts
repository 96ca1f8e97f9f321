/** Problems of fields: where they stand, how long, and what their place is called. */
import { describe, expect, it } from 'vitest';
import { afterChange, afterLeaving, afterRemoval, besides, problemsOf } from '../../../renderer/features/documentForm/problems.ts';
import { nameOfPath, nameOfRow, type Say } from '../../../renderer/features/documentForm/fieldNames.ts';
import { sendableSchemas } from '../../../contract/documents/index.ts';
import { isMessageId, readMessages } from '../../../renderer/messages/index.ts';
import { ShipmentShape } from '../../../renderer/kinds/shipment/shipmentShape.ts';

const messages = { vi: await readMessages('vi'), en: await readMessages('en') };
const say =
  (language: 'vi' | 'en'): Say =>
  (id, values) => {
    if (!isMessageId(id)) throw new Error(`no wording for ${id}`);
    return (messages[language][id] ?? '').replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(values?.[name] ?? ''));
  };
const isField = (name: string): boolean => isMessageId(`form.field.${name}`);

describe('the name of a field’s place', () => {
  it('says package, line and field', () => {
    expect(nameOfPath('packages.0.items.1.product_quantity', say('vi'), isField)).toBe('Kiện 1 · Dòng 2 · Số lượng');
    expect(nameOfPath('packages.0.items.1.product_quantity', say('en'), isField)).toBe('Package 1 · Line 2 · Quantity');
  });
  it('says the list alone where the list itself is wrong', () => {
    expect(nameOfPath('packages.1.items', say('vi'), isField)).toBe('Kiện 2 · Sản phẩm');
  });
  it('numbers a barcode', () => {
    expect(nameOfPath('product_barcodes.2', say('vi'), isField)).toBe('Mã vạch 3');
  });
  it('keeps the name of a field that the desk does not know', () => {
    expect(nameOfPath('waybill_url', say('vi'), isField)).toBe('waybill_url');
  });
  it('names rows', () => {
    expect(nameOfRow('packages.0.items.2', say('en'))).toBe('Package 1 · Line 3');
  });
  it.each(Object.entries(sendableSchemas).filter(([kind]) => !kind.includes('.')))('exists for every field of a %s', (_kind, schema) => {
    const names = Object.keys(schema.shape);
    expect(names.filter((name) => !isField(name))).toEqual([]);
  });
});

describe('problems of a document', () => {
  it('carry what their wording needs', () => {
    const items = [{ oasin: 'OASIN1470001', typed: '', product_quantity: '' }];
    const found = problemsOf('shipment', { ...ShipmentShape.parse({ items }), note: 'x'.repeat(2_001) });
    expect(found).toContainEqual({ path: 'note', problem: 'tooLong', params: { max: 2_000 } });
    expect(found).toContainEqual(expect.objectContaining({ path: 'items.0.product_quantity', problem: 'required' }));
  });
  it('name a product search that was typed but not finished', () => {
    const found = problemsOf('shipment', { ...ShipmentShape.parse({}), items: [{ oasin: '', typed: ' áo thun ', product_quantity: '1' }] });
    expect(found.filter((each) => each.path === 'items.0.oasin')).toEqual([
      { path: 'items.0.oasin', problem: 'notPicked', params: { text: 'áo thun' } },
    ]);
  });
  it('name a brand that was typed but not picked, although a brand may be left out', () => {
    const found = problemsOf('product', { sku: 'A', name: 'A', brand_id: '', brand_typed: 'Nhà May' });
    expect(found).toEqual([{ path: 'brand_id', problem: 'notPicked', params: { text: 'Nhà May' } }]);
    expect(problemsOf('product', { sku: 'A', name: 'A', brand_id: '2240', brand_typed: 'Nhà May Sài Gòn' })).toEqual([]);
  });
  it('a document row without its file is asked for the file', () => {
    const found = problemsOf('purchase-order', { po_documents: [{ document_type: 'INVOICE', file: null, print_quantity: '1' }] });
    expect(found).toContainEqual({ path: 'po_documents.0.file', problem: 'required' });
  });
});

const required = (path: string) => ({ path, problem: 'required' });

describe('what a form shows', () => {
  it('after leaving a field: that field’s problems, no other', () => {
    const now = [required('sku'), required('name')];
    expect(afterLeaving({ own: [], told: [] }, 'sku', now).own).toEqual([required('sku')]);
  });
  it('while typing: a field in error is looked at again, a field without error is left in peace', () => {
    const shown = { own: [required('sku')], told: [] };
    expect(afterChange(shown, 'sku', [{ path: 'sku', problem: 'noSpaces' }, required('name')]).own).toEqual([
      { path: 'sku', problem: 'noSpaces' },
    ]);
    expect(afterChange(shown, 'sku', [required('name')]).own).toEqual([]);
  });
  it('an error that another field caused goes when that field is put right', () => {
    const shown = { own: [{ path: 'min_shelf_life_inbound', problem: 'needsShelfLife' }], told: [] };
    expect(afterChange(shown, 'shelf_life', []).own).toEqual([]);
  });
  it('what the provider said stays until its field is touched', () => {
    const told = [{ path: 'sku', problem: 'provider', text: 'SKU exists' }];
    expect(afterChange({ own: [], told }, 'name', []).told).toEqual(told);
    expect(afterChange({ own: [], told }, 'sku', []).told).toEqual([]);
  });
  it('when a row is taken out, its problems go and later ones move up', () => {
    const own = [required('items.0.oasin'), required('items.1.oasin'), required('items.2.product_quantity'), required('note')];
    expect(afterRemoval({ own, told: [] }, 'items', 1).own).toEqual([
      required('items.0.oasin'),
      required('items.1.product_quantity'),
      required('note'),
    ]);
  });
  it('a field the page has something to say about is not said again in the desk’s words', () => {
    const own = [{ path: 'items.0.oasin', problem: 'notPicked' }, required('po_documents.0.file')];
    const told = [
      required('items.0.oasin'),
      { path: 'po_documents.0.file.file_id', problem: 'invalid' },
      { path: 'estimated_arrival_time', problem: 'etaPast' },
    ];
    expect(besides(own, told)).toEqual([{ path: 'estimated_arrival_time', problem: 'etaPast' }]);
  });
});

describe('a line of a purchase order', () => {
  const order = (item: object) => ({
    warehouse_code: 'W',
    merchant_po_reference: 'PO',
    estimated_arrival_time: '2099-01-01T09:00',
    packages: [{ package_code: 'P', items: [item] }],
  });
  const found = (item: object) => problemsOf('purchase-order', order(item)).map(({ path, problem }) => `${path}: ${problem}`);
  it('is picked when it names a product of the outbox, and not while something is only typed', () => {
    expect(found({ oasin: '', awaited_sku: 'AT-1', typed: 'AT-1 · Áo', product_quantity: '1' })).toEqual([]);
    expect(found({ oasin: '', awaited_sku: '', typed: 'AT-1', product_quantity: '1' })).toEqual(['packages.0.items.0.oasin: notPicked']);
  });
});
