/** Times and money in words, by the page's language. Times may come as Unix seconds (provider) or milliseconds (desk). */
import type { IntlShape } from 'react-intl';
import { inVietnam, isElsewhere } from '../../contract/vietnamTime.ts';

export type Formatter = Pick<IntlShape, 'formatNumber' | 'formatRelativeTime' | 'locale'>;

/** Milliseconds, whichever of the two was given: seconds stay below 10^11 until the year 5138, milliseconds passed it in 1973. */
export const toMs = (time: number): number => (Math.abs(time) < 100_000_000_000 ? time * 1000 : time);

const two = (intl: Formatter, value: number): string => intl.formatNumber(value, { minimumIntegerDigits: 2 });

/**
 * `24/11/2026 09:14` by the warehouses' clock, alike in both languages as it is written in Vietnam (Intl would put the time first in
 * Vietnamese). The year is left out where it is this one, unless `isLong`; the zone is named in the long form, where this computer's clock
 * shows another time. `now` in Unix milliseconds.
 */
export function formatTime(intl: Formatter, time: number, now: number, isLong = false): string {
  const { year, month, day, hour, minute } = inVietnam(toMs(time));
  const isThisYear = year === inVietnam(now).year;
  const zone = isLong && isElsewhere(toMs(time)) ? ' GMT+7' : '';
  return `${two(intl, day)}/${two(intl, month)}${isThisYear && !isLong ? '' : `/${year}`} ${two(intl, hour)}:${two(intl, minute)}${zone}`;
}

/** `24/11/2026 09:14:05` by the warehouses' clock: where the order of what happened within a minute matters. */
export function formatExactTime(intl: Formatter, time: number): string {
  const { year, month, day, hour, minute, second } = inVietnam(toMs(time));
  return `${two(intl, day)}/${two(intl, month)}/${year} ${[hour, minute, second].map((each) => two(intl, each)).join(':')}`;
}

/** `06:23` by this computer's clock, in Unix milliseconds: for what comes next today. */
export const formatClock = (intl: Pick<IntlShape, 'formatTime'>, time: number): string =>
  intl.formatTime(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "5 minutes ago"; below a minute "just now" by way of `numeric: auto`. */
export function formatAgo(intl: Formatter, time: number, now: number): string {
  const seconds = Math.round((toMs(time) - now) / 1000);
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return intl.formatRelativeTime(Math.trunc(seconds / size), unit, { numeric: 'auto' });
  }
  return intl.formatRelativeTime(0, 'second', { numeric: 'auto' });
}

/** `3 giờ`: whole units, the largest that fits; at least minutes. */
export function formatAge(intl: Formatter, time: number, now: number): string {
  const seconds = Math.max(0, now - toMs(time)) / 1_000;
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? ['minute', 60];
  return intl.formatNumber(Math.floor(seconds / size), { style: 'unit', unit, unitDisplay: 'short' });
}

/** "2 phút", "90 giây": a length of time, in whole units. */
export function formatSpan(intl: Formatter, ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  const [value, unit] =
    seconds < 120 ? [seconds, 'second'] : seconds < 7_200 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3_600), 'hour'];
  return intl.formatNumber(value, { style: 'unit', unit, unitDisplay: 'long' });
}

/** "1 ngày 4 giờ", "25 phút": a length of time in its two largest units, whole ones. Below a minute `null`. */
export function formatLength(intl: Formatter, ms: number): string | null {
  const minutes = Math.floor(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1_440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return null;
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => intl.formatNumber(value, { style: 'unit', unit, unitDisplay: 'long' }))
    .join(' ');
}

/** `159.000 ₫`. VND has no decimals; another currency keeps its own. */
export function formatMoney(intl: Formatter, amount: number, currency = 'VND'): string {
  // The provider may name a currency that is none; the amount is still worth showing.
  if (!/^[A-Za-z]{3}$/.test(currency)) return `${intl.formatNumber(amount)} ${currency}`;
  return intl.formatNumber(amount, { style: 'currency', currency, ...(currency === 'VND' ? { maximumFractionDigits: 0 } : {}) });
}

/** `1,4 MB`: bytes in the next larger unit, decimal. */
export function formatBytes(intl: Formatter, bytes: number): string {
  const [unit, size] = bytes >= 1_000_000 ? (['MB', 1_000_000] as const) : bytes >= 1_000 ? (['KB', 1_000] as const) : (['B', 1] as const);
  return `${intl.formatNumber(bytes / size, { maximumFractionDigits: unit === 'MB' ? 1 : 0 })} ${unit}`;
}
