import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLimiter } from '../../../main/onflow/limiter.ts';
import type { Priority } from '../../../main/onflow/limiter.ts';
import { FakeClock, settle } from './fakeClock.ts';

/** What may happen to a desk, in any order. */
type Step =
  | { do: 'call'; priority: Priority; count: number; connectMs: number; answerMs: number; refuse: boolean; retryAfterMs: number | null }
  | { do: 'abort' }
  | { do: 'pass'; ms: number }
  | { do: 'sleep'; ms: number }
  | { do: 'wallClock'; byMs: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      priority: fc.constantFrom<Priority>('person', 'document', 'background'),
      count: fc.integer({ min: 1, max: 40 }),
      connectMs: fc.integer({ min: 0, max: 400 }),
      answerMs: fc.integer({ min: 0, max: 600 }),
      refuse: fc.integer({ min: 0, max: 19 }).map((roll) => roll === 0),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 5_000 })),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'abort' as const }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 9_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: 100_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wallClock' as const), byMs: fc.integer({ min: -1e12, max: 1e12 }) }) },
);

/** The most of `times` that lie in any window of `ms`. */
function fullest(times: readonly number[], ms: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let most = 0;
  for (let from = 0, to = 0; to < sorted.length; to++) {
    while ((sorted[to] ?? 0) - (sorted[from] ?? 0) >= ms) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

describe('the rate budget, whatever happens', () => {
  test('no second holds more than 10 departures and no minute more than 600', async () => {
    const wallClock = Date.now;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), async (steps) => {
        const clock = new FakeClock();
        const limiter = createLimiter({ clock, random: () => 0.3 });
        const left: number[] = [];
        let stop = new AbortController();
        const running: Promise<unknown>[] = [];
        const call = (one: Extract<Step, { do: 'call' }>): void => {
          let attempts = 0;
          const run = limiter.run({ priority: one.priority, signal: stop.signal }, async (slot) => {
            attempts += 1;
            await new Promise<void>((resolve) => clock.setTimeout(resolve, one.connectMs));
            left.push(clock.now());
            slot.leaving();
            await new Promise<void>((resolve) => clock.setTimeout(resolve, one.answerMs));
            if (one.refuse && attempts < 3) return slot.refused(one.retryAfterMs);
            slot.accepted();
            return null;
          });
          running.push(run.catch(() => undefined));
        };
        try {
          for (const one of steps) {
            if (one.do === 'call') for (let index = 0; index < one.count; index++) call(one);
            else if (one.do === 'pass') await clock.advance(one.ms);
            else if (one.do === 'sleep') await clock.sleep(one.ms);
            else if (one.do === 'wallClock') Date.now = () => wallClock() + one.byMs;
            else {
              stop.abort();
              stop = new AbortController();
            }
            await settle();
          }
          // Everything that was not aborted comes through in the end: nobody is forgotten.
          await clock.advance(1_500_000);
          await Promise.all(running);
        } finally {
          Date.now = wallClock;
        }
        expect(fullest(left, 1_000)).toBeLessThanOrEqual(10);
        expect(fullest(left, 60_000)).toBeLessThanOrEqual(600);
        expect(limiter.usage().waiting).toEqual({ person: 0, document: 0, background: 0 });
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('nor where the minute is the tighter of the two', async () => {
    const clock = new FakeClock();
    const limiter = createLimiter({
      clock,
      windows: [
        { limit: 10, ms: 1_000 },
        { limit: 60, ms: 60_000 },
      ],
    });
    const left: number[] = [];
    for (let index = 0; index < 200; index++) {
      void limiter.run({ priority: index % 2 === 0 ? 'person' : 'document' }, async (slot) => {
        left.push(clock.now());
        slot.leaving();
        slot.accepted();
      });
    }
    await clock.advance(300_000);
    expect(left).toHaveLength(200);
    expect(fullest(left, 1_000)).toBeLessThanOrEqual(10);
    expect(fullest(left, 60_000)).toBeLessThanOrEqual(60);
  });
});
