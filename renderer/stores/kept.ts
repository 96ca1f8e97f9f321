/**
 * What the desk tells is whole and new each time, though mostly one number in it has changed. What is equal stays the object it was, so
 * that whoever watches one part is drawn again for that part alone.
 */

/** `now`, with every part of it that is equal to its part in `before` taken from there; `before` itself where nothing differs. */
export function kept<T>(before: unknown, now: T): T {
  if (Object.is(before, now) || !isParted(before) || !isParted(now) || Array.isArray(before) !== Array.isArray(now)) return now;
  const names = Object.keys(now);
  const parts = names.map((name) => kept(before[name], now[name]));
  if (names.length === Object.keys(before).length && names.every((name, index) => name in before && Object.is(before[name], parts[index])))
    return before as T;
  return (Array.isArray(now) ? parts : Object.fromEntries(names.map((name, index) => [name, parts[index]]))) as T;
}

/** Plain objects and lists: all that crosses the bridge but bytes. */
const isParted = (value: unknown): value is Record<string, unknown> =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
