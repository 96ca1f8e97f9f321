/** Rows that are chosen in a list: one by one, as a range, all that its filter finds. */
import { describe, expect, test } from 'vitest';
import { narrowing, unfiltered } from '../../../contract/query.ts';
import { Selection, mostChosen } from '../../../contract/selection.ts';
import { type Chosen, allOf, countOf, isChosen, selectionOf, tooManyFor, toggled, withAll } from '../../../renderer/stores/chosenRows.ts';

const none: Chosen = { mode: 'these', codes: new Set(), anchor: null, tooMany: null };
const shown = ['A', 'B', 'C', 'D', 'E'];
const chosenOf = (chosen: Chosen): string => shown.filter((code) => isChosen(chosen, code)).join('');

describe('some rows', () => {
  test('one is chosen, and left again', () => {
    const one = toggled(none, 'B');
    expect(chosenOf(one)).toBe('B');
    expect(chosenOf(toggled(one, 'B'))).toBe('');
  });
  test('a range keeps what was chosen before', () => {
    expect(chosenOf(withAll(toggled(none, 'A'), ['C', 'D']))).toBe('ACD');
  });
  test('of more than can be asked for none is chosen, not the first of them, and it is told how many there were', () => {
    const before = toggled(none, 'A');
    const range = Array.from({ length: mostChosen }, (_, index) => `P${index}`);
    const refused = withAll(before, range);
    expect(chosenOf(refused)).toBe('A');
    expect([countOf(refused, 100_000), refused.tooMany]).toEqual([1, mostChosen + 1]);
    const full = withAll(none, range);
    expect([countOf(full, 100_000), full.tooMany]).toEqual([mostChosen, null]);
    expect([countOf(toggled(full, 'X'), 100_000), toggled(full, 'X').tooMany]).toEqual([mostChosen, mostChosen + 1]);
    // The next step that is not too long is the end of it.
    expect(toggled(refused, 'B').tooMany).toBeNull();
    expect(allOf(null).tooMany).toBeNull();
  });
  test('a range that is refused before it is read changes nothing else', () => {
    expect(tooManyFor(toggled(none, 'B'), 12_431)).toEqual({ ...toggled(none, 'B'), tooMany: 12_431 });
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
