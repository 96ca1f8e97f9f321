/** Days as they are typed, by the warehouse's calendar. */
import { expect, test } from 'vitest';
import vi from '../../../renderer/messages/vi/records.ts';
import { dayStart, daysInWords, lastDays, rangeOfDays, showDay, shownDays } from '../../../renderer/features/rows/dayRange.ts';

const unix = (text: string): number => Date.parse(text) / 1_000;

test('a day begins when it begins in Vietnam, wherever the desk stands', () => {
  expect(dayStart('30/11/2026')).toBe(unix('2026-11-29T17:00:00Z'));
  expect(showDay(unix('2026-11-29T17:00:00Z'))).toBe('30/11/2026');
  expect(showDay(unix('2026-11-29T16:59:59Z'))).toBe('29/11/2026');
});

test('both days that are typed are in the range, and it is shown as it was typed', () => {
  const range = rangeOfDays('01/11/2026', '30/11/2026');
  expect(range).toEqual({ from: unix('2026-10-31T17:00:00Z'), to: unix('2026-11-30T17:00:00Z') });
  expect(range && shownDays(range)).toEqual({ first: '01/11/2026', last: '30/11/2026' });
  expect(rangeOfDays('', '30/11/2026')).toEqual({ from: null, to: unix('2026-11-30T17:00:00Z') });
  expect(rangeOfDays('1/11/26', '')).toEqual({ from: unix('2026-10-31T17:00:00Z'), to: null });
  expect(rangeOfDays(' ', '')).toBeNull();
});

test('what is no day, or a first day after the last, narrows nothing', () => {
  for (const [first, last] of [
    ['30/1', ''],
    ['31/02/2026', ''],
    ['02/11/2026', '01/11/2026'],
  ] as const)
    expect(rangeOfDays(first, last)).toBeUndefined();
});

test('the last seven days are today and the six before it', () => {
  // 23:30 in Vietnam.
  const now = Date.parse('2026-11-26T16:30:00Z');
  expect(shownDays(lastDays(7, now))).toEqual({ first: '20/11/2026', last: '26/11/2026' });
  expect(shownDays(lastDays(1, now))).toEqual({ first: '26/11/2026', last: '26/11/2026' });
});

test.each([
  ['01/11/2026', '30/11/2026', '01/11/2026–30/11/2026'],
  ['01/11/2026', '01/11/2026', '01/11/2026'],
  ['01/11/2026', '', 'từ 01/11/2026'],
  ['', '30/11/2026', 'đến 30/11/2026'],
])('a range that has one end says which (%s, %s)', (first, last, said) => {
  const range = rangeOfDays(first, last);
  expect(range && daysInWords((id) => vi[id as keyof typeof vi], range)).toBe(said);
});
