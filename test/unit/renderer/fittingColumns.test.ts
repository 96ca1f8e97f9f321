/** Which columns a list shows where there is little room. */
import { describe, expect, test } from 'vitest';
import { fittingColumns } from '../../../renderer/ui/fittingColumns.ts';

const columns = [
  { key: 'code', width: '8rem' },
  { key: 'name', width: 'minmax(10rem, 2fr)' },
  { key: 'eta', width: '6rem', givesWay: 1 },
  { key: 'warehouse', givesWay: 2 },
];
const shown = (room: number) => fittingColumns(columns, room).map((each) => each.key);

describe('the columns of a list', () => {
  test('are all shown where there is room', () => {
    expect(shown(30)).toEqual(['code', 'name', 'eta', 'warehouse']);
  });
  test('give way one by one, the least important first', () => {
    expect(shown(29)).toEqual(['code', 'name', 'eta']);
    expect(shown(23)).toEqual(['code', 'name']);
  });
  test('that matter always stay', () => {
    expect(shown(5)).toEqual(['code', 'name']);
  });
});
