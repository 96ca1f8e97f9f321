/** Times as spreadsheets count them: days, from one of two beginnings. Written as `2026-11-28`, `2026-11-28 09:00`, `09:00:15`. */

const secondsADay = 86_400;
/** Days from 30 December 1899 to the beginning of Unix. */
const unixDay = 25_569;
/** Between the two beginnings: 1900, and 1904 of Excel on old Macintoshes. */
const between = 1_462;
/** 31 December 9999. */
const lastDay = 2_958_465;

const two = (number: number): string => String(number).padStart(2, '0');

function clock(seconds: number): string {
  const rest = seconds % 60;
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

/** `null`: no time; a spreadsheet shows signs of too little room there. */
export function timeText(days: number, is1904: boolean, isElapsed: boolean): string | null {
  if (!(days >= 0)) return null;
  // Seconds are as fine as a day's fraction is exact.
  const seconds = Math.round(days * secondsADay);
  if (isElapsed) return clock(seconds);
  const counted = Math.floor(seconds / secondsADay);
  const time = seconds % secondsADay;
  const day = counted + (is1904 ? between : 0);
  if (day > lastDay) return null;
  // Less than a day is a time of day; with a beginning in 1904 it is the first day's too, which nobody writes.
  if (counted === 0) return clock(time);
  // Excel has a 29 February in 1900, which was none.
  if (!is1904 && day === 60) return time === 0 ? '1900-02-29' : `1900-02-29 ${clock(time)}`;
  const date = new Date((day + (!is1904 && day < 60 ? 1 : 0) - unixDay) * secondsADay * 1_000);
  const text = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  return time === 0 ? text : `${text} ${clock(time)}`;
}
