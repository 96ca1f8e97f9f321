/** Looking again at what waits for a person happens behind everybody's back: nothing that goes wrong there may end the desk. */
import { expect, test } from 'vitest';
import { IntakeId } from '../../../contract/intake.ts';
import { createIntakeFreshness } from '../../../main/desk/intakeFreshness.ts';

test('a store that does not answer is noted, and what came meanwhile is looked at later', async () => {
  const id = IntakeId.parse(crypto.randomUUID());
  const timers: (() => void)[] = [];
  const troubles: unknown[] = [];
  const checked: IntakeId[] = [];
  let isBroken = true;
  const freshness = createIntakeFreshness({
    clock: { now: () => 0, after: (_ms, run) => (timers.push(run), () => undefined) },
    waiting: () => (isBroken ? Promise.reject(new Error('held')) : Promise.resolve([id])),
    checkAgain: (each) => Promise.resolve((checked.push(each), [])),
    closing: new AbortController().signal,
    onTrouble: (error) => void troubles.push(error),
  });
  const turn = async (): Promise<void> => {
    timers.shift()?.();
    for (let passes = 0; passes < 10; passes += 1) await Promise.resolve();
  };
  freshness.came('product', null);
  await turn();
  expect(troubles).toHaveLength(1);
  expect(freshness.isStale(id)).toBe(true);
  isBroken = false;
  await turn();
  expect(checked).toEqual([id]);
  expect(freshness.isStale(id)).toBe(false);
});
