/** How fast documents go to the provider, what keeps them from going faster, and how long what waits will take. */
import type { IntakePace } from '../../contract/intake.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import type { Usage } from '../onflow/limiter.ts';
import type { Clock } from '../time/clock.ts';

export interface Pace {
  /** Something moved in the outbox. */
  note(item: OutboxItem | null): void;
  /** `left`: documents that wait, in the outbox and before it. */
  now(left: number, isPaused: boolean): IntakePace;
}

/** Over so long it is counted, in milliseconds. */
const overMs = 60_000;
/** After so long without any, whatever was confirmed before says nothing of what runs now. */
const gapMs = 10_000;
/** Fewer say less of how fast it goes than what is known of the limit. */
const fewest = 10;
/** Most documents are two requests: a file, and the document. */
const usualRequests = 2;

export function createPace({ clock, usage }: { readonly clock: Pick<Clock, 'now'>; readonly usage: () => Usage }): Pace {
  /** When each of this run was confirmed. */
  let taken: number[] = [];
  return {
    note: (item) => {
      if (item?.state !== 'confirmed') return;
      const now = clock.now();
      const isAnotherRun = now - (taken.at(-1) ?? -Infinity) > gapMs;
      taken = isAnotherRun ? [now] : [...taken.filter((at) => now - at < overMs), now];
    },
    now: (left, isPaused) => {
      const { lastMinute, perMinute, waiting, gate } = usage();
      const now = clock.now();
      const recent = taken.filter((at) => now - at < overMs);
      const ranMs = now - (recent[0] ?? now);
      const perMs = recent.length < fewest || ranMs === 0 ? perMinute / usualRequests / 60_000 : (recent.length - 1) / ranMs;
      // What waits for its undo time, or for an answer, is held by no limit.
      const isHeld = waiting.document + waiting.background > 0;
      return {
        requestsAMinute: lastMinute,
        limit: gate !== null ? 'server' : isPaused && left > 0 ? 'pause' : lastMinute >= perMinute ? 'minute' : isHeld ? 'second' : 'none',
        msToGo: left === 0 || isPaused ? null : Math.round(left / perMs),
      };
    },
  };
}
