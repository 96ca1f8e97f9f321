/** Days of the warehouse's calendar, as they are typed (`30/11/2026`), and the range of time from the first to the last of them. */
import type { Range } from '../../../contract/query.ts';
import type { MovingDays, RecordRange } from '../../../contract/recordQuery.ts';
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

/** Spans that are often wanted: they mean other days tomorrow. */
export const spans = {
  today: { daysAgo: { from: 0, to: 0 } },
  yesterday: { daysAgo: { from: 1, to: 1 } },
  week: { daysAgo: { from: 6, to: 0 } },
  month: { daysAgo: { from: 29, to: 0 } },
  older3: { daysAgo: { from: null, to: 4 } },
} as const satisfies Readonly<Record<string, MovingDays>>;
export type Span = keyof typeof spans;

/** Whether both mean the same days, now and tomorrow. */
export const isSameRange = (one: RecordRange | null, other: RecordRange | null): boolean => wordOf(one) === wordOf(other);
const wordOf = (range: RecordRange | null): string => {
  if (range === null) return '';
  const { from, to } = 'daysAgo' in range ? range.daysAgo : range;
  return `${'daysAgo' in range ? 'ago' : 'at'} ${from} ${to}`;
};

/** The days that are shown of a range: both ends are in it. */
export const shownDays = ({ from, to }: Range): { readonly first: string; readonly last: string } => ({
  first: from === null ? '' : showDay(from),
  last: to === null ? '' : showDay(to - 1),
});

/** In words: `01/11/2026–30/11/2026`, one day alone, `from 01/11/2026`, `to 30/11/2026`; moving days as what they are: `last 7 days`. */
export function daysInWords(t: Text, range: RecordRange): string {
  if ('daysAgo' in range) return movingInWords(t, range);
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

function movingInWords(t: Text, { daysAgo: { from, to } }: MovingDays): string {
  if (from === null) return to === null ? t('records.days.all') : t('records.days.older', { days: to - 1 });
  if (to === null || to === 0) return from === 0 ? t('records.days.today') : t('records.days.lastDays', { days: from + 1 });
  if (from === to) return from === 1 ? t('records.days.yesterday') : t('records.days.ago', { days: from });
  return t('records.days.between', { from, to });
}
