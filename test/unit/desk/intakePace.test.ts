/** How long what is being sent will take, and what keeps it from going faster: said only where something is known of it. */
import { expect, test } from 'vitest';
import type { OutboxItem } from '../../../contract/outbox.ts';
import { createPace } from '../../../main/desk/intakePace.ts';
import type { Usage } from '../../../main/onflow/limiter.ts';

const quiet: Usage = {
  lastMinute: 25,
  lastSecond: 0,
  perMinute: 600,
  waiting: { person: 0, document: 0, background: 0 },
  gateUntil: null,
  gate: null,
};
const confirmed = { state: 'confirmed' } as OutboxItem;

function running(usage: Partial<Usage> = {}) {
  let now = 0;
  const pace = createPace({ clock: { now: () => now }, usage: () => ({ ...quiet, ...usage }) });
  const confirm = (times: number, everyMs: number): void => {
    for (let n = 0; n < times; n += 1) {
      now += everyMs;
      pace.note(confirmed);
    }
  };
  return { pace, confirm, pass: (ms: number) => void (now += ms) };
}

test('at first, the limit says how long it will take, and what one sent by hand a while ago says nothing of it', () => {
  const { pace, confirm, pass } = running();
  confirm(1, 0);
  pass(40_000);
  confirm(1, 0);
  expect(pace.now(190, false)).toMatchObject({ limit: 'none', msToGo: 38_000 });
});

test('then it is as fast as it was in this run', () => {
  const { pace, confirm } = running();
  confirm(40, 500);
  expect(pace.now(120, false).msToGo).toBe(60_000);
});

test.each([
  [{}, false, 'none'],
  [{ waiting: { person: 0, document: 4, background: 0 } }, false, 'second'],
  [{ lastMinute: 600, waiting: { person: 0, document: 4, background: 0 } }, false, 'minute'],
  [{}, true, 'pause'],
] as const)('what binds: %j, paused %s: %s', (usage, isPaused, limit) => {
  expect(running(usage).pace.now(10, isPaused).limit).toBe(limit);
});
