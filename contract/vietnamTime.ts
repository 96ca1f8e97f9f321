/**
 * The warehouses' clock, on both sides of the bridge: all of Onflow's warehouses lie in Vietnam (A), which keeps UTC+7 all
 * year and has had no summer time since 1975 (IANA tz, Asia/Ho_Chi_Minh). What arrives there arrives by that clock, wherever the desk
 * stands.
 */

const offsetMs = 7 * 3_600_000;

export interface VietnamTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What the clock in Vietnam shows, at a moment in Unix milliseconds. */
export function inVietnam(milliseconds: number): VietnamTime {
  const shifted = new Date(milliseconds + offsetMs);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  };
}

/** Unix seconds of `2026-11-30T09:00` in Vietnam; seconds may follow, and a zone of its own. `null` for what is no real time. */
export function unixOfVietnam(text: string): number | null {
  const [, year, month, day, hour, minute, second = '0', zone] =
    /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/u.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const asUtc = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)));
  // 31 February and 24:30 would silently become another time.
  const isReal =
    asUtc.getUTCMonth() === Number(month) - 1 &&
    asUtc.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!isReal) return null;
  const [, sign = '+', hours = '07', minutes = '00'] = /([+-])(\d{2}):?(\d{2})/u.exec(zone === 'Z' ? '+00:00' : (zone ?? '')) ?? [];
  return asUtc.getTime() / 1_000 - (sign === '-' ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60);
}

/** Whether this computer's clock shows another time than Vietnam's, at a moment in Unix milliseconds. */
export const isElsewhere = (milliseconds: number): boolean => new Date(milliseconds).getTimezoneOffset() * 60_000 !== -offsetMs;

const daySeconds = 86_400;
/** Unix seconds at which a day begins in Vietnam: the day at `now` (Unix milliseconds), or so many `days` after it. */
export const dayBegins = (now: number, days = 0): number =>
  (Math.floor((now + offsetMs) / 1_000 / daySeconds) + days) * daySeconds - offsetMs / 1_000;
