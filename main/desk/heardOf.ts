/** What was heard of a short while ago, by its code or key. What is longer ago is forgotten: a desk is open for weeks. */
import type { Clock } from '../time/clock.ts';

export interface HeardOf {
  note(key: string): void;
  isRecent(key: string): boolean;
  clear(): void;
  /** Keys in memory. */
  readonly size: number;
}

/** `ms`: for so long it counts, by the monotonic clock. */
export function heardOf(clock: Pick<Clock, 'now'>, ms: number): HeardOf {
  /** The one heard of last at the end. */
  const times = new Map<string, number>();
  return {
    note: (key) => {
      const now = clock.now();
      times.delete(key);
      times.set(key, now);
      for (const [old, at] of times) {
        if (now - at < ms) break;
        times.delete(old);
      }
    },
    isRecent: (key) => clock.now() - (times.get(key) ?? -Infinity) < ms,
    clear: () => times.clear(),
    get size() {
      return times.size;
    },
  };
}
