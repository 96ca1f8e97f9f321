/**
 * Days and times as files have them. Whether the day or the month stands in front is decided by the whole column, never by a cell: in a
 * column of one kind `05/11` and `25/11` are of one kind.
 */
import { inVietnam, unixOfVietnam } from '../../contract/vietnamTime.ts';

/** Which stands in front; `unclear`: nothing in the column tells; `mixed`: it says both. */
export type DayOrder = 'day' | 'month' | 'unclear' | 'mixed';

const time = /(?:^|[\sT])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?|\s?(?:h|g|giờ)\s?(\d{2})?)\s*(AM|PM|SA|CH)?(?=$|[\s,])/iu;
/** As programs write a moment, with its zone. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/u;
/** Days since the end of 1899, as a spreadsheet holds a day that has lost its format: from 2000 to 2099. */
const serial = /^(?:3[6-9]|[4-6]\d|7[0-3])\d{3}(?:[.,]\d+)?$/u;
const dayOfSerial = (text: string): Date => new Date(Math.round((Number(text.replace(',', '.')) - 25_569) * 1_440) * 60_000);
const marked = /(?:^|\s)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?=$|[\sT,])/u;
const yearFirst = /(?:^|\s)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?=$|[\sT,])/u;
const named = /(?:^|\s)(\d{1,2})[\s-]([A-Za-z]{3,9})\.?,?[\s-](\d{4})(?=$|[\s,])/u;
const namedFirst = /(?:^|\s)([A-Za-z]{3,9})\.?\s(\d{1,2}),?\s(\d{4})(?=$|[\s,])/u;
const vietnamese = /(?:^|\s)(\d{1,2})\s(?:tháng|thg)\s(\d{1,2}),?\s(?:năm\s)?(\d{4})(?=$|[\s,])/iu;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longMonths = [
  'january',
  'february',
  'march',
  'april',
  'june',
  'july',
  'august',
  'september',
  'sept',
  'october',
  'november',
  'december',
];
const monthOf = (word: string): number => {
  const name = word.toLowerCase();
  return months.includes(name) || longMonths.includes(name) ? months.indexOf(name.slice(0, 3)) + 1 : 0;
};

export function dayOrderOf(texts: Iterable<string>): DayOrder {
  let isDayFirst = false;
  let isMonthFirst = false;
  for (const text of texts) {
    // Most files' times begin with the year.
    if (text === '' || text.charCodeAt(4) === 0x2d) continue;
    const [, first = '', , second = ''] = marked.exec(text) ?? [];
    if (Number(first) > 12) isDayFirst = true;
    if (Number(second) > 12) isMonthFirst = true;
  }
  return isDayFirst && isMonthFirst ? 'mixed' : isDayFirst ? 'day' : isMonthFirst ? 'month' : 'unclear';
}

export interface DateRead {
  /** `2026-11-30T09:00`, with `:15` where seconds are told. */
  readonly text: string;
  readonly hasTime: boolean;
  /** It could be another day as well: `order` only was assumed. */
  readonly isAssumed: boolean;
  /** Unix milliseconds, by the clock in Vietnam. */
  readonly at: number;
}

/** `null`: no day, or one that nobody can tell. `assumed`: taken where the column does not say. */
export function readDate(text: string, order: DayOrder, assumed: 'day' | 'month'): DateRead | 'unclear' | null {
  if (moment.test(text)) {
    const at = unixOfVietnam(text);
    return at === null ? null : { text: shownInVietnam(at * 1_000), hasTime: true, isAssumed: false, at: at * 1_000 };
  }
  if (serial.test(text)) {
    const iso = dayOfSerial(text).toISOString().slice(0, 16);
    return { text: iso, hasTime: !iso.endsWith('T00:00'), isAssumed: false, at: (unixOfVietnam(iso) ?? 0) * 1_000 };
  }
  const found = dayOf(text, order, assumed);
  if (found === null || found === 'unclear') return found;
  const { year, month, day, isAssumed } = found;
  const clock = time.exec(text);
  const [, hours = '0', ofClock, parts, spoken = '00', half] = clock ?? [];
  const minutes = ofClock ?? spoken;
  const afternoon = half !== undefined && /PM|CH/iu.test(half);
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (afternoon ? 12 : 0);
  const two = (value: number | string): string => String(value).padStart(2, '0');
  const iso = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${minutes}${parts === undefined ? '' : `:${parts}`}`;
  const seconds = unixOfVietnam(iso);
  return seconds === null ? null : { text: iso, hasTime: clock !== null, isAssumed, at: seconds * 1_000 };
}

const shownInVietnam = (at: number): string => {
  const { year, month, day, hour, minute } = inVietnam(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
};

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly isAssumed: boolean;
}

function dayOf(text: string, order: DayOrder, assumed: 'day' | 'month'): Parts | 'unclear' | null {
  const iso = yearFirst.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]), isAssumed: false };
  const numbers = marked.exec(text);
  if (numbers !== null) {
    const [first, second] = [Number(numbers[1]), Number(numbers[3])];
    const written = Number(numbers[4]);
    const year = written < 100 ? 2_000 + written : written;
    const isSure = first === second || first > 12 || second > 12;
    // Nothing in a column that says both tells of the others.
    if (order === 'mixed' && !isSure) return 'unclear';
    const own = first > 12 ? 'day' : second > 12 ? 'month' : assumed;
    const isDayFirst = (order === 'day' || order === 'month' ? order : own) === 'day';
    const [day, month] = isDayFirst ? [first, second] : [second, first];
    return { year, month, day, isAssumed: order === 'unclear' && !isSure };
  }
  const spoken = vietnamese.exec(text);
  if (spoken !== null) return { year: Number(spoken[3]), month: Number(spoken[2]), day: Number(spoken[1]), isAssumed: false };
  const english = named.exec(text);
  if (english !== null && monthOf(english[2]!) > 0)
    return { year: Number(english[3]), month: monthOf(english[2]!), day: Number(english[1]), isAssumed: false };
  const american = namedFirst.exec(text);
  if (american !== null && monthOf(american[1]!) > 0)
    return { year: Number(american[3]), month: monthOf(american[1]!), day: Number(american[2]), isAssumed: false };
  return null;
}
