/**
 * `--pace=N`: proofs of the outbox must go through thousands of documents, faults and restarts in minutes. All its waits are
 * divided by N, and the rate windows pass N times as fast. For a provider on this computer only.
 */
import { type Clock, monotonicClock } from '../onflow/clock.ts';
import { isLoopback } from '../onflow/baseUrl.ts';
import type { Timing } from '../outbox/timing.ts';
import { documentedLimit, type RateLimit } from '../practice/limit.ts';

/** The pace in force at this address: `wanted`, or 1. */
export function paceAt(baseUrl: string, wanted: number, log: (line: string) => void): number {
  if (wanted === 1) return 1;
  // SECURITY: a flag on a shortcut must not make the desk flood the real provider, nor resend before a look-up there can be believed.
  if (URL.canParse(baseUrl) && isLoopback(new URL(baseUrl))) return wanted;
  log(`--pace=${wanted} is ignored: it is for a provider on this computer only`);
  return 1;
}

/** Whole milliseconds, as the outbox keeps them. What is under way when the desk closes keeps its real time: the server is no faster. */
export const pacedTiming = (timing: Timing, pace: number): Timing => {
  const paced = (ms: number): number => Math.round(ms / pace);
  return {
    ...timing,
    undoMs: paced(timing.undoMs),
    settleMs: [paced(timing.settleMs[0]), paced(timing.settleMs[1])],
    backOffBaseMs: paced(timing.backOffBaseMs),
    backOffMostMs: paced(timing.backOffMostMs),
    pace,
  };
};

/** For the limiter, whose windows and gate are all measured on it. */
export const pacedClock = (pace: number): Clock => ({
  now: () => monotonicClock.now() * pace,
  setTimeout: (run, ms) => monotonicClock.setTimeout(run, ms / pace),
  clearTimeout: (handle) => monotonicClock.clearTimeout(handle),
});

/** What the desk's own practice provider lets in: its windows pass as fast as the desk's, or it would refuse what the desk may send. */
export const pacedLimit = (pace: number): RateLimit => ({
  perSecond: documentedLimit.perSecond * pace,
  perMinute: documentedLimit.perMinute * pace,
});
