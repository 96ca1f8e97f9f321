/**
 * Date and time as they are typed, `30/11/2026 09:00`, and as forms hold them, `2026-11-30T09:00`. Always day first and 24 hours, in
 * both languages: the browser's own field follows the system's language instead, and shows 11/30 and AM to one desk and 30/11 to the next.
 * They are the warehouse's (contract/vietnamTime.ts).
 */
import { inVietnam, unixOfVietnam } from '../../contract/vietnamTime.ts';

const two = (text: string): string => text.padStart(2, '0');

/**
 * Day, month, year of two or four digits or none, hour, minutes, and seconds as sheets add them: `30/11/2026 09:00:00`, `30.11.26 9h30`,
 * `30-11-2026 9h`, `28/11 9:00`.
 */
const written = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?[\s,]+(\d{1,2})(?:[:.](\d{2})(?:[:.]\d{2})?|[hg](\d{2})?)$/i;
const held = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;

/** So far back a day without a year may lie, in milliseconds: what is planned lies ahead, or it is a slip that the form speaks of. */
const farthestBackMs = 31 * 86_400_000;

/**
 * `2026-11-30T09:00`, or `null` while it is not a whole and real time; seconds are left out. What a form holds is read too, for outside
 * programs that know it.
 */
export function readDateText(text: string, now = Date.now()): string | null {
  const plain = text.normalize('NFKC').trim();
  const own = held.exec(plain);
  const [year = '', month = '', day = '', hour = '', minute = ''] = own?.slice(1) ?? ours(plain, now) ?? [];
  const value = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
  return year !== '' && Number(year) >= 1970 && unixOfVietnam(value) !== null ? value : null;
}

function ours(plain: string, now: number): readonly string[] | null {
  const parts = written.exec(plain);
  if (parts === null) return null;
  const [, day = '', month = '', its, hour = '', minute, minuteAfterH] = parts;
  const year = its === undefined ? String(yearOf(Number(day), Number(month), now)) : its.length === 2 ? `20${its}` : its;
  return [year, month, day, hour, minute ?? minuteAfterH ?? '00'];
}

function yearOf(day: number, month: number, now: number): number {
  const { year } = inVietnam(now);
  return Date.UTC(year, month - 1, day) < now - farthestBackMs ? year + 1 : year;
}

/** What a form holds, as it is read: `30/11/2026 09:00`. Anything unfinished is shown as it was typed. */
export function showDateText(value: string): string {
  const [year, month, day, hour, minute] = held.exec(value)?.slice(1) ?? [];
  return year === undefined ? value : `${day}/${month}/${year} ${hour}:${minute}`;
}

/**
 * Puts the marks between digits that were typed without: `301120260900` becomes `30/11/2026 09:00`, key by key. Only adds, and only where
 * the text so far has no other reading; nothing typed is taken away.
 */
export function tidyDateText(text: string): string {
  return text
    .replace(/^(\d{3,})$/, (_, digits: string) => cut(digits, 31, '/'))
    .replace(/^(\d{1,2}\/)(\d{3,})$/, (_, before: string, digits: string) => before + cut(digits, 12, '/'))
    .replace(/^(\d{1,2}\/\d{1,2}\/)(\d{4})(\d+)$/, '$1$2 $3')
    .replace(/^(\d{1,2}\/\d{1,2}\/\d{4} )(\d{3,4})$/, (_, before: string, digits: string) => before + cut(digits, 23, ':'));
}

/** The first two digits before the mark, or only the first where two would be more than `most`. */
function cut(digits: string, most: number, mark: string): string {
  const length = Number(digits.slice(0, 2)) > most ? 1 : 2;
  return `${digits.slice(0, length)}${mark}${digits.slice(length)}`;
}
