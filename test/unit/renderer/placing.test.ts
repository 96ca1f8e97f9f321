/** A page lies on paper at its real size: it is turned where it fits so, and cut where it does not, and never made smaller or larger. */
import { expect, test } from 'vitest';
import { placeOn } from '../../../renderer/paper/placing.ts';

const label = { width: 100, height: 150 };

test('without paper the sheet is the page', () => {
  expect(placeOn({ width: 80, height: 50 }, null)).toEqual({
    sheet: { width: 80, height: 50 },
    isTurned: false,
    left: 0,
    top: 0,
    isCut: false,
  });
});

test('a smaller page lies in the middle, at its size', () => {
  expect(placeOn({ width: 80, height: 100 }, label)).toMatchObject({ sheet: label, isTurned: false, left: 10, top: 25, isCut: false });
});

test('one that lies lengthwise is turned, where it fits so', () => {
  expect(placeOn({ width: 150, height: 100 }, label)).toMatchObject({ isTurned: true, left: 0, top: 0, isCut: false });
  expect(placeOn({ width: 90, height: 50 }, label)).toMatchObject({ isTurned: true, isCut: false });
});

test('one that is too large is cut evenly, and that is said; a hair is not', () => {
  expect(placeOn({ width: 210, height: 297 }, label)).toMatchObject({ isCut: true, left: -55, top: -73.5 });
  expect(placeOn({ width: 100.4, height: 150.6 }, label)).toMatchObject({ isCut: false });
});
