/** Days as they are typed, by the warehouse's calendar. */
import { expect, test } from 'vitest';
import vi from '../../../renderer/messages/vi/records.ts';
import en from '../../../renderer/messages/en/records.ts';
import { rangeAt } from '../../../contract/recordQuery.ts';
import {
  type Span,
  dayStart,
  daysInWords,
  isSameRange,
  rangeOfDays,
  showDay,
  shownDays,
  spans,
} from '../../../renderer/features/rows/dayRange.ts';

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

test('days that move are those of the warehouse, and other ones tomorrow', () => {
  // 23:30 in Vietnam, and an hour later.
  const [now, later] = [Date.parse('2026-11-26T16:30:00Z'), Date.parse('2026-11-26T17:30:00Z')];
  const shown = (span: Span, at: number): object => shownDays(rangeAt(spans[span], at));
  expect(shown('week', now)).toEqual({ first: '20/11/2026', last: '26/11/2026' });
  expect(shown('today', now)).toEqual({ first: '26/11/2026', last: '26/11/2026' });
  expect(shown('yesterday', now)).toEqual({ first: '25/11/2026', last: '25/11/2026' });
  // Three whole days have passed since all of it.
  expect(shown('older3', now)).toEqual({ first: '', last: '22/11/2026' });
  expect(shown('today', later)).toEqual({ first: '27/11/2026', last: '27/11/2026' });
  expect(shown('older3', later)).toEqual({ first: '', last: '23/11/2026' });
});

test('days that move are told from the same days that do not', () => {
  const now = Date.parse('2026-11-26T05:00:00Z');
  expect(isSameRange(spans.today, { daysAgo: { from: 0, to: 0 } })).toBe(true);
  expect(isSameRange(spans.today, rangeAt(spans.today, now))).toBe(false);
  expect(isSameRange(null, spans.today)).toBe(false);
});

test.each([
  [spans.today, 'Hôm nay', 'Today'],
  [spans.yesterday, 'Hôm qua', 'Yesterday'],
  [spans.week, '7 ngày qua', 'Last 7 days'],
  [spans.older3, 'Quá 3 ngày', 'Older than 3 days'],
  [{ daysAgo: { from: 5, to: 5 } }, '5 ngày trước', '5 days ago'],
  [{ daysAgo: { from: 9, to: 2 } }, 'từ 9 đến 2 ngày trước', '9 to 2 days ago'],
])('days that move are called so (%j)', (range, vietnamese, english) => {
  const said = (words: Readonly<Record<string, string>>): string =>
    daysInWords((id, values) => (words[id] ?? '').replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values?.[name])), range);
  expect([said(vi), said(en)]).toEqual([vietnamese, english]);
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
