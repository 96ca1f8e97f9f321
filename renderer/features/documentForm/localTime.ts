/** Times between the provider's Unix seconds and what a field of a local time holds, in this computer's time zone (page). */

const two = (value: number): string => String(value).padStart(2, '0');

/** Unix milliseconds to `2026-11-30T09:00` in local time. */
export function dateTimeLocalOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return '';
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
