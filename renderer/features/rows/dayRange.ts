/** Days of the warehouse's calendar, as they are typed (`30/11/2026`), and the range of time from the first to the last of them. */
import type { Range } from '../../../contract/query.ts';
import { inVietnam, unixOfVietnam } from '../../../contract/vietnamTime.ts';
import type { Text } from '../../messages/useText.ts';
import { readDateText } from '../../ui/dateText.ts';

const day = 86_400;
const two = (number: number): string => String(number).padStart(2, '0');

/** Unix seconds of the first moment of a day; `null` for what is no whole and real day. */
export function dayStart(typed: string): number | null {
  // Half a day is on its way to a whole one: it would narrow a list at every key.
  if (!/\d\D+\d+\D+\d/.test(typed)) return null;
  const held = readDateText(`${typed.trim()} 00:00`);
  return held === null ? null : unixOfVietnam(held);
}

export function showDay(seconds: number): string {
  const { year, month, day: date } = inVietnam(seconds * 1_000);
  return `${two(date)}/${two(month)}/${year}`;
}

/** So many days up to today, today among them. `now` in Unix milliseconds. */
export function lastDays(count: number, now: number): Range {
  const today = dayStart(showDay(now / 1_000)) ?? 0;
  return { from: today - (count - 1) * day, to: today + day };
}

/** The days that are shown of a range: both ends are in it. */
export const shownDays = ({ from, to }: Range): { readonly first: string; readonly last: string } => ({
  first: from === null ? '' : showDay(from),
  last: to === null ? '' : showDay(to - 1),
});

/** In words: `01/11/2026–30/11/2026`, one day alone, `from 01/11/2026`, `to 30/11/2026`. */
export function daysInWords(t: Text, range: Range): string {
  const { first, last } = shownDays(range);
  if (first === '') return `${t('records.days.to')} ${last}`;
  if (last === '') return `${t('records.days.from')} ${first}`;
  return first === last ? first : `${first}–${last}`;
}

/**
 * Of the first and the last day as they are typed; `null` where neither is told, `undefined` where one of them is no day, or they stand in
 * the wrong order.
 */
export function rangeOfDays(first: string, last: string): Range | null | undefined {
  const [from, until] = [first, last].map((typed) => (typed.trim() === '' ? null : (dayStart(typed) ?? undefined)));
  if (from === undefined || until === undefined) return undefined;
  if (from === null && until === null) return null;
  if (from !== null && until !== null && until < from) return undefined;
  return { from, to: until === null ? null : until + day };
}
