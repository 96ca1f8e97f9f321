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

/** Over so long it is counted, in milliseconds; before a part of it has passed, what is known of the limit says more. */
const overMs = 60_000;
const leastMs = 15_000;
/** Most documents are two requests: a file, and the document. */
const usualRequests = 2;

export function createPace({ clock, usage }: { readonly clock: Pick<Clock, 'now'>; readonly usage: () => Usage }): Pace {
  /** When each was confirmed. */
  let taken: number[] = [];
  return {
    note: (item) => {
      if (item?.state !== 'confirmed') return;
      const now = clock.now();
      taken = taken.filter((at) => now - at < overMs);
      taken.push(now);
    },
    now: (left, isPaused) => {
      const { lastMinute, perMinute, waiting, gate } = usage();
      const now = clock.now();
      const recent = taken.filter((at) => now - at < overMs);
      const ranMs = recent.length === 0 ? 0 : now - (recent[0] ?? now);
      const perMs = ranMs >= leastMs ? recent.length / ranMs : perMinute / usualRequests / 60_000;
      const waits = waiting.document + waiting.background > 0 || left > 0;
      return {
        requestsAMinute: lastMinute,
        limit: gate !== null ? 'server' : isPaused && left > 0 ? 'pause' : !waits ? 'none' : lastMinute >= perMinute ? 'minute' : 'second',
        msToGo: left === 0 || isPaused ? null : Math.round(left / perMs),
      };
    },
  };
}
