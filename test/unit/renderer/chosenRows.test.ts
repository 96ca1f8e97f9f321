/** Rows that are chosen in a list: one by one, as a range, all that its filter finds. */
import { describe, expect, test } from 'vitest';
import { narrowing, unfiltered } from '../../../contract/query.ts';
import { Selection, mostChosen } from '../../../contract/selection.ts';
import {
  type Chosen,
  allOf,
  countOf,
  isChosen,
  ranged,
  selectionOf,
  toggled,
  withAll,
  withoutThese,
} from '../../../renderer/stores/chosenRows.ts';

const none: Chosen = { mode: 'these', codes: new Set(), anchor: null };
const shown = ['A', 'B', 'C', 'D', 'E'];
const chosenOf = (chosen: Chosen): string => shown.filter((code) => isChosen(chosen, code)).join('');

describe('some rows', () => {
  test('one is chosen, and left again', () => {
    const one = toggled(none, 'B');
    expect(chosenOf(one)).toBe('B');
    expect(chosenOf(toggled(one, 'B'))).toBe('');
  });
  test('a range goes from the row that was chosen last, in either direction, and keeps the others', () => {
    expect(chosenOf(ranged(toggled(none, 'B'), shown, 'D'))).toBe('BCD');
    expect(chosenOf(ranged(toggled(none, 'D'), shown, 'B'))).toBe('BCD');
    expect(chosenOf(ranged(toggled(toggled(none, 'A'), 'C'), shown, 'D'))).toBe('ACD');
  });
  test('where the row that was chosen last is on another page, a range is the row itself', () => {
    expect(chosenOf(ranged(toggled(none, 'Z'), shown, 'C'))).toBe('C');
  });
  test('no more than can be asked for', () => {
    const many = withAll(
      none,
      Array.from({ length: mostChosen + 5 }, (_, index) => `P${index}`),
    );
    expect(countOf(many, 100_000)).toBe(mostChosen);
    expect(countOf(toggled(many, 'X'), 100_000)).toBe(mostChosen);
  });
});

describe('all that the filter finds', () => {
  test('are counted by what was never loaded, too; those left out are not among them', () => {
    const all = allOf(null);
    expect(countOf(all, 12_431)).toBe(12_431);
    const but = toggled(all, 'B');
    expect(countOf(but, 12_431)).toBe(12_430);
    expect(chosenOf(but)).toBe('ACDE');
    expect(chosenOf(withAll(but, shown))).toBe('ABCDE');
    expect(chosenOf(withoutThese(all, ['A', 'B']))).toBe('CDE');
  });
});

test('what is asked of the desk is what is chosen, in the order of the list', () => {
  const filter = { ...unfiltered, facets: { status: ['NEW'] }, order: { by: 'reference', descending: false } };
  const some = selectionOf('product', toggled(none, 'B'), filter, filter.order);
  expect(Selection.parse(some)).toEqual({ kind: 'product', codes: ['B'], order: filter.order });
  const all = selectionOf('product', toggled(allOf(null), 'B'), filter, filter.order);
  expect(Selection.parse(all)).toEqual({ kind: 'product', filter, except: ['B'] });
});

test('a filter narrows to the same rows in whatever order it was chosen; another value, day or word is another filter', () => {
  const range = { from: 1, to: 2 };
  const filter = {
    ...unfiltered,
    search: 'áo',
    facets: { status: ['NEW', 'ACTIVE'], brand: ['7'] },
    ranges: { created: range, updated: range },
  };
  const same = {
    search: ' áo ',
    facets: { brand: ['7'], low: [], status: ['ACTIVE', 'NEW'] },
    ranges: { updated: range, created: range },
    order: { by: 'name', descending: true },
  };
  expect(narrowing(same)).toBe(narrowing(filter));
  for (const other of [{ search: 'quần' }, { facets: { status: ['NEW'] } }, { ranges: { created: { from: 1, to: 3 }, updated: range } }])
    expect(narrowing({ ...filter, ...other })).not.toBe(narrowing(filter));
});
