/** What files mean that are let go, what a sheet still needs, and which cell a problem is about. */
import { describe, expect, test } from 'vitest';
import type { Intake, IntakeSheet } from '../../../contract/intake.ts';
import type { RowProblem, Mapping } from '../../../contract/imports.ts';
import { importFields } from '../../../contract/imports.ts';
import { fieldsOf, keptFor, missingIn } from '../../../renderer/features/intake/mappingFields.ts';
import { createIntl } from 'react-intl';
import { PileFinding } from '../../../contract/pile.ts';
import en from '../../../renderer/messages/en/intakeScreen.ts';
import vi from '../../../renderer/messages/vi/intakeScreen.ts';
import {
  columnOf,
  reasonText,
  documentsOf,
  isAllThere,
  labelsOf,
  labelsToSee,
  needsPerson,
} from '../../../renderer/features/intake/words.ts';
import { isForIntake } from '../../../renderer/stores/intakes.ts';

describe('files that are let go', () => {
  const onShipments = { makesDrafts: true, ofLabels: true };
  const onProducts = { makesDrafts: true, ofLabels: false };
  const labels = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}.pdf`);
  test.each([
    ['a sheet', ['Order.toship.xlsx'], onShipments, true],
    ['a sheet among labels', ['1.pdf', 'Đơn hàng.CSV', '2.png'], onShipments, true],
    ['a ZIP', ['nhãn.zip'], onShipments, true],
    ['a folder', ['nhãn 26-11'], onShipments, true],
    ['one label', ['DH-001.pdf'], onShipments, false],
    ['twenty labels', labels(20), onShipments, false],
    ['a pile of labels', labels(21), onShipments, true],
    ['many pictures of products', labels(40), onProducts, false],
    ['an invoice', ['hóa đơn.docx'], onProducts, false],
    ['anything on a list that makes no drafts', ['DH-001.pdf'], { makesDrafts: false, ofLabels: false }, true],
  ] as const)('%s', (_what, names, list, expected) => {
    expect(isForIntake(names, list)).toBe(expected);
  });
});

const mapping = (given: Partial<Mapping> = {}): Mapping => ({
  table: 'shipment',
  layout: 'other',
  headerRow: 1,
  firstRow: 2,
  columns: {},
  given: {},
  onePieceARow: false,
  ...given,
});
const sheet = (given: Partial<IntakeSheet> = {}): IntakeSheet => ({
  index: 0,
  name: 'orders',
  isHidden: false,
  mapping: mapping(),
  sure: 'guessed',
  signature: 's',
  headers: ['Mã', 'Ghi chú', 'Số lượng', 'Ghi chú'],
  samples: [],
  missing: [],
  rows: 3,
  isOld: false,
  isLeftOut: false,
  ...given,
});

describe('the columns of a sheet', () => {
  const names = (given: Partial<Mapping>): string[] => missingIn(mapping(given)).map(({ name }) => name);

  test('one of a choice is enough, a word for all rows is, and pieces that are counted need no quantity', () => {
    expect(names({})).toEqual(['order', 'sku', 'quantity', 'platform', 'warehouse']);
    expect(names({ columns: { reference: 0, barcode: 1 }, given: { warehouse: 'W', platform: ' ' }, onePieceARow: true })).toEqual([
      'platform',
    ]);
    expect(names({ columns: { order: 0, sku: 1, quantity: 2 }, given: { warehouse: 'W', platform: 'shopee' } })).toEqual([]);
  });

  test.each(['shipment', 'product', 'purchase-order'] as const)('every field of a %s can be chosen once', (table) => {
    const offered = fieldsOf(table).map(({ name }) => name);
    expect(offered.toSorted()).toEqual([...importFields[table]].toSorted());
    expect(offered.slice(0, missingIn(mapping({ table })).length)).toEqual(missingIn(mapping({ table })).map(({ name }) => name));
  });

  test('another kind of rows keeps the columns that it has too', () => {
    expect(keptFor({ order: 0, sku: 1, quantity: 2 }, 'purchase-order')).toEqual({ sku: 1, quantity: 2 });
  });

  test('a person is needed where nothing is known or something is missing, and not for what is left out or empty', () => {
    expect(needsPerson(sheet())).toBe(false);
    expect(needsPerson(sheet({ mapping: null }))).toBe(true);
    expect(needsPerson(sheet({ missing: ['warehouse'] }))).toBe(true);
    expect(needsPerson(sheet({ mapping: null, isLeftOut: true }))).toBe(false);
    expect(needsPerson(sheet({ mapping: null, rows: 0 }))).toBe(false);
  });
});

describe('the cell that is mended in place', () => {
  const problem = (given: Partial<RowProblem>): RowProblem => ({
    row: 4,
    column: null,
    field: null,
    found: '',
    problem: 'required',
    severity: 'stop',
    ...given,
  });
  const known = sheet({ mapping: mapping({ columns: { note: 3, quantity: 2 } }) });

  test('is found by its heading, of two alike by what the column is', () => {
    expect(columnOf(known, problem({ column: 'Số lượng' }))).toBe(2);
    expect(columnOf(known, problem({ column: 'Ghi chú', field: 'note' }))).toBe(3);
    expect(columnOf(known, problem({ field: 'quantity' }))).toBe(2);
  });

  test('is none where the whole document is meant, or the column is not in the file', () => {
    expect(columnOf(known, problem({ row: null, column: 'Số lượng' }))).toBeNull();
    expect(columnOf(known, problem({ field: 'warehouse' }))).toBeNull();
    expect(columnOf(undefined, problem({ column: 'Số lượng' }))).toBeNull();
  });

  test('is not another column that the file calls otherwise', () => {
    expect(columnOf(known, problem({ column: 'Mã', field: 'note' }))).toBe(0);
  });
});

test('counts: slips are no labels, and what a person left out is a document all the same', () => {
  const intake = {
    counts: { new: 3, changed: 1, ask: 1, error: 2, there: 4, aside: 5, sent: 7, leftOut: 2, lacking: 0, sendable: 2 },
    labels: { matched: 6, ask: 1, stranger: 1, duplicate: 1, slip: 9, unreadable: 1 },
  } as unknown as Intake;
  expect(documentsOf(intake)).toBe(23);
  expect(labelsOf(intake)).toBe(10);
  expect(labelsToSee(intake)).toBe(4);
  expect(isAllThere(intake)).toBe(false);
  const counts = { new: 0, changed: 0, ask: 0, error: 0, there: 4, aside: 0, sent: 0, leftOut: 0, lacking: 0, sendable: 0 };
  expect(isAllThere({ ...intake, counts })).toBe(true);
  expect(isAllThere({ ...intake, counts: { ...counts, there: 0 } })).toBe(false);
});

describe.each([
  ['vi', vi],
  ['en', en],
] as const)('labels in words (%s)', (locale, messages) => {
  const intl = createIntl({ locale, messages });
  const t: Parameters<typeof reasonText>[0] = (id, values) => intl.formatMessage({ id }, values as Record<string, string>);

  test.each(PileFinding.options)('whatever is found on one is said: %s', (finding) => {
    expect(messages).toHaveProperty([`intake.finding.${finding}`]);
  });

  test('a reason names the code, where it stands, and whether it is only alike; one of another form is shown as it is', () => {
    const exact = reasonText(t, 'bars.tracking: SPXVN01');
    const near = reasonText(t, '~text.order: 2601: A');
    expect(exact).toContain('SPXVN01');
    expect(near).toContain('2601: A');
    for (const text of [exact, near]) expect(text).not.toMatch(/bars|tracking:|~|[{}]/u);
    expect(reasonText(t, '~bars.tracking: SPXVN01')).not.toBe(exact);
    expect(reasonText(t, 'somehow')).toBe('somehow');
  });
});
