/**
 * Reads a record though some of it is odd: what its schema cannot read is emptied and named, and the rest is kept. Only a
 * record whose own code cannot be read is lost.
 */
import type { z } from 'zod';

export type Salvaged<T> =
  /** `left`: dotted paths of what could not be read, `items.0.product_quantity`. */
  | { readonly ok: true; readonly value: T; readonly left: readonly string[] }
  /** Paths without which it is no record. */
  | { readonly ok: false; readonly missing: readonly string[] };

/** Each turn empties all that failed in the one before; a field is emptied, then its row, then the list around it. */
const mostTurns = 24;

export function salvage<T>(schema: z.ZodType<T>, given: unknown): Salvaged<T> {
  const left = new Set<string>();
  const tries = new Map<string, number>();
  let value = given;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { ok: true, value: parsed.data, left: [...left] };
    const paths = parsed.error.issues.map((issue) => issue.path.map((part) => (typeof part === 'number' ? part : String(part))));
    let next: unknown = value;
    // From the end: a row that is taken out moves only those behind it.
    for (const path of paths.toReversed()) {
      const name = path.join('.');
      const time = (tries.get(name) ?? 0) + 1;
      tries.set(name, time);
      const emptied = emptyAt(next, path, time);
      if (emptied === undefined) return { ok: false, missing: missingOf(paths) };
      next = emptied;
      // Of a row that was taken out its number says nothing any more.
      if (time === 1) left.add(name);
    }
    value = next;
  }
  return { ok: false, missing: ['data'] };
}

const missingOf = (paths: readonly (readonly (string | number)[])[]): string[] => [
  ...new Set(paths.map((path) => path.join('.') || 'data')),
];

type Path = readonly (string | number)[];

/** `undefined` where there is nothing left that could be emptied. */
function emptyAt(value: unknown, path: Path, time: number): unknown {
  if (path.length === 0) return undefined;
  if (time === 1) return changedAt(value, path, () => null);
  if (time === 2) return changedAt(value, path, () => '');
  const row = path.findLastIndex((part) => typeof part === 'number');
  if (row >= 0) {
    const index = path[row];
    return changedAt(value, path.slice(0, row), (list) => (Array.isArray(list) ? list.filter((_, at) => at !== index) : null));
  }
  return path.length === 1 ? undefined : changedAt(value, path.slice(0, -1), () => null);
}

/** A copy with one place in it changed; what is missing on the way is not made. */
function changedAt(value: unknown, path: Path, change: (old: unknown) => unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === first ? changedAt(each, rest, change) : each));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Record<string, unknown>;
  return { ...object, [first]: changedAt(object[first], rest, change) };
}
