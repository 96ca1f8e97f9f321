/**
 * What time it is for deleting. The computer's clock may leap years ahead (an empty battery, a wrong hand), and what is a
 * day old would be deleted as if it were years old. So a leap is not believed before the desk has run for a day under the new time.
 */
import { z } from 'zod';
import type { Clock } from '../time/clock.ts';
import type { Settings } from '../store/settings.ts';

const day = 24 * 60 * 60 * 1000;
/** The desk may have been closed for so long without anybody wondering. */
const usualGapMs = 7 * day;
/** Of running, not of the clock. */
const proofMs = day;

/**
 * Unix ms: the time that is trusted, what the clock said then; and how long the desk has run since the clock leapt, `null` where it has
 * not.
 */
const Seen = z.object({ trusted: z.number(), wall: z.number(), doubtedForMs: z.number().nullable() });
type Seen = z.infer<typeof Seen>;
const setting = 'keeping.clock';

export interface TrustedTime {
  /**
   * Looks at the clock, and remembers what it said. To be called at least every hour: a leap is what changes between two looks. Unix ms.
   */
  look(): number;
  isDoubted(): boolean;
}

export function trustedTime(settings: Settings, clock: Clock): TrustedTime {
  let lastNow = clock.now();
  let seen: Seen = settings.get(setting, Seen.nullable(), null) ?? { trusted: clock.wall(), wall: clock.wall(), doubtedForMs: null };
  return {
    look: () => {
      const now = clock.now();
      seen = after(seen, clock.wall(), Math.max(now - lastNow, 0));
      lastNow = now;
      settings.set(setting, seen);
      return seen.trusted;
    },
    isDoubted: () => seen.doubtedForMs !== null,
  };
}

function after({ trusted, wall: before, doubtedForMs }: Seen, wall: number, ranMs: number): Seen {
  const believed: Seen = { trusted: wall, wall, doubtedForMs: null };
  if (doubtedForMs === null) return wall - before > usualGapMs + ranMs ? { trusted: trusted + ranMs, wall, doubtedForMs: 0 } : believed;
  const ranFor = doubtedForMs + ranMs;
  // Set right again, or the time has proved itself.
  if (wall - trusted <= usualGapMs + ranMs || ranFor >= proofMs) return believed;
  return { trusted: trusted + ranMs, wall, doubtedForMs: ranFor };
}
