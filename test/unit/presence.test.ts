/** When somebody was at the desk last. */
import { expect, test } from 'vitest';
import { presenceOf } from '../../main/desk/presence.ts';

const minutes = 60_000;

function sitting() {
  let now = 1_000_000_000;
  const kept = new Map<string, unknown>();
  const timers = new Set<{ readonly at: number; readonly ring: () => void }>();
  const settings = {
    get: (name: string, _shape: unknown, fallback: unknown) => kept.get(name) ?? fallback,
    set: (name: string, value: unknown) => void kept.set(name, value),
  };
  const clock = {
    wall: () => now,
    after: (ms: number, ring: () => void) => {
      const timer = { at: now + ms, ring };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
  const pass = (ms: number): void => {
    const end = now + ms;
    for (;;) {
      const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers.delete(next);
      now = next.at;
      next.ring();
    }
    now = end;
  };
  return { open: () => presenceOf(settings as never, clock), now: () => now, pass, kill: () => timers.clear() };
}

test('a look elsewhere is no absence, half an hour is', () => {
  const { open, now, pass } = sitting();
  const presence = open();
  expect(presence.leftAt()).toBeNull();
  presence.here(true);
  presence.here(false);
  pass(5 * minutes);
  presence.here(true);
  expect(presence.leftAt()).toBeNull();
  presence.here(false);
  const away = now();
  pass(40 * minutes);
  presence.here(true);
  expect(presence.leftAt()).toBe(away);
});

test('the night between two starts is an absence; a start in between takes none of it back', () => {
  const { open, now, pass } = sitting();
  const evening = open();
  evening.here(true);
  evening.close();
  const left = now();
  pass(14 * 60 * minutes);
  const morning = open();
  expect(morning.leftAt()).toBe(left);
  morning.here(true);
  pass(10 * minutes);
  morning.close();
  pass(minutes);
  expect(open().leftAt()).toBe(left);
});

test('a desk that is killed while somebody works at it makes no absence of the hours that they sat there', () => {
  const { open, now, pass, kill } = sitting();
  const first = open();
  first.here(true);
  first.here(false);
  const left = now();
  pass(60 * minutes);
  first.here(true);
  pass(4 * 60 * minutes);
  kill();
  pass(2 * minutes);
  expect(open().leftAt()).toBe(left);
});
