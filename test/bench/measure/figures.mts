/** What stands for many figures. */

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** So large a part of them is at most this; with so many digits behind the point. */
export function share(values: readonly number[], part: number, digits = 1): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN) * 10 ** digits) / 10 ** digits;
}
