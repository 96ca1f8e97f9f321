import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type TemplateId, mostTemplates, sameName } from '../../../contract/templates.ts';
import { copyInto } from '../../../main/store/copy.ts';
import { fetchedTables } from '../../../main/store/catalogue.ts';
import { contentsOf } from '../../../main/store/contents.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { keepingRowsOn } from '../../../main/store/keeping.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { templatesOn } from '../../../main/store/templates.ts';
import { handClock, temporaryFolder } from './temporary.ts';

const open = (folder = temporaryFolder()) => {
  const clock = handClock();
  const database = openDatabase(join(folder, 'desk.sqlite'), clock, migrations);
  return { folder, clock, database, templates: templatesOn(database, clock.wall) };
};
const id = (): TemplateId => randomUUID() as TemplateId;
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { error?: { code?: string } }).error?.code ?? error;
  }
  return 'no failure';
};
const label = { file_id: 'a'.repeat(64), name: 'label.pdf', size: 1, type: 'application/pdf' };

test('a template holds what was typed, and nothing that belongs to one document alone, also after a restart', () => {
  const { folder, database, templates } = open();
  const one = id();
  const items = [{ oasin: 'OASIN1', typed: 'A · Áo', product_quantity: '2' }];
  templates.save({
    id: one,
    kind: 'shipment',
    name: ' Combo A ',
    body: {
      warehouse_code: 'HN',
      platform: 'shopee',
      merchant_tracking_code_reference: 'DH-1',
      partner_tracking_code: 'P',
      courier_tracking_code: 'SPX1',
      label,
      items,
      note: 'Gói kỹ',
    },
  });
  database.close();
  const again = open(folder);
  expect(again.templates.get(one)).toMatchObject({
    kind: 'shipment',
    name: 'Combo A',
    body: { warehouse_code: 'HN', platform: 'shopee', merchant_tracking_code_reference: '', items, note: 'Gói kỹ' },
  });
  expect(Object.keys(again.templates.get(one)?.body ?? {})).not.toEqual(
    expect.arrayContaining(['label', 'courier_tracking_code', 'partner_tracking_code']),
  );
  again.database.close();
});

test('a purchase order’s goes without its reference, arrival and papers', () => {
  const { database, templates } = open();
  const one = id();
  const body = {
    merchant_po_reference: 'PO-1',
    estimated_arrival_time: '2026-11-30T09:00',
    po_documents: [{}],
    packages: [],
    vas: ['CO_INSPECTION'],
  };
  templates.save({ id: one, kind: 'purchase-order', name: 'Hàng tuần', body });
  expect(templates.get(one)?.body).toEqual({ merchant_po_reference: '', packages: [], vas: ['CO_INSPECTION'] });
  database.close();
});

test('two of a kind never have one name, however it is typed; of two kinds they may', () => {
  const { database, templates } = open();
  const [one, two] = [id(), id()];
  templates.save({ id: one, kind: 'shipment', name: 'Combo Á', body: {} });
  expect(codeOf(() => templates.save({ id: two, kind: 'shipment', name: 'COMBO  á', body: {} }))).toBe('invalid');
  templates.save({ id: two, kind: 'return', name: 'combo á', body: {} });
  const three = id();
  templates.save({ id: three, kind: 'shipment', name: 'Khác', body: {} });
  expect(codeOf(() => templates.rename(three, 'combo Á'))).toBe('invalid');
  templates.rename(three, 'khác');
  expect(templates.list().map(({ kind, name }) => `${kind} ${name}`)).toEqual(['return combo á', 'shipment Combo Á', 'shipment khác']);
  expect([sameName('Cà phê', 'Ca phe'), sameName('A\u0301o', 'Áo')]).toEqual([false, true]);
  database.close();
});

test('one that is saved again gets the new contents, one that is removed is gone, and there is an end to how many there are', () => {
  const { database, templates } = open();
  const one = id();
  templates.save({ id: one, kind: 'shipment', name: 'A', body: { note: 'cũ' } });
  templates.save({ id: one, kind: 'shipment', name: 'A', body: { note: 'mới' } });
  expect([templates.list().length, templates.get(one)?.body['note']]).toEqual([1, 'mới']);
  expect(codeOf(() => templates.save({ id: one, kind: 'return', name: 'A', body: {} }))).toBe('wrongState');
  templates.remove(one);
  templates.remove(one);
  expect([templates.list(), templates.get(one), codeOf(() => templates.rename(one, 'B'))]).toEqual([[], null, 'notFound']);
  for (let number = 0; number < mostTemplates; number += 1) templates.save({ id: id(), kind: 'shipment', name: `M${number}`, body: {} });
  expect(codeOf(() => templates.save({ id: id(), kind: 'shipment', name: 'zu viel', body: {} }))).toBe('invalid');
  database.close();
});

test('the files that a template names are kept as long as it is', () => {
  const { database, templates } = open();
  const keeping = keepingRowsOn(database);
  const named = (): Map<string, number> => {
    const walk = keeping.namedFiles();
    for (;;) {
      const step = walk.next();
      if (step.done === true) return step.value;
    }
  };
  const one = id();
  const watch = keeping.watchNames();
  templates.save({ id: one, kind: 'product', name: 'Áo', body: { image_main: label } });
  expect([...watch.added()]).toEqual([label.file_id]);
  watch.end();
  expect(named().get(label.file_id)).toBe(Infinity);
  templates.remove(one);
  expect(named().has(label.file_id)).toBe(false);
  database.close();
});

test('templates are in every copy of the database, and are counted before a connection is put away', () => {
  const { folder, database, templates } = open();
  templates.save({ id: id(), kind: 'shipment', name: 'A', body: {} });
  database.close();
  const file = join(folder, 'desk.sqlite');
  const copy = join(folder, 'copy.sqlite');
  const source = new DatabaseSync(file, { readOnly: true });
  expect([...copyInto(source, copy, fetchedTables)].length).toBeGreaterThan(0);
  source.close();
  expect([file, copy].map((each) => contentsOf(each, () => undefined).templates)).toEqual([1, 1]);
  // As an older desk left it.
  const old = new DatabaseSync(copy);
  old.exec('DROP TABLE templates');
  old.close();
  expect(contentsOf(copy, () => undefined)).toMatchObject({ drafts: 0, templates: 0 });
});
