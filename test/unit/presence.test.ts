/** When somebody was at the desk last. */
import { expect, test } from 'vitest';
import { presenceOf } from '../../main/desk/presence.ts';

test('a look elsewhere is no absence, half an hour is, and so is the time since the desk was closed', () => {
  let now = 1_000_000;
  let kept: unknown = null;
  const settings = {
    get: (_name: string, _shape: unknown, fallback: unknown) => kept ?? fallback,
    set: (_name: string, value: unknown) => void (kept = value),
  };
  const open = () => presenceOf(settings as never, { wall: () => now });
  const first = open();
  expect(first.leftAt()).toBeNull();
  first.here(false);
  now += 5 * 60_000;
  first.here(true);
  expect(first.leftAt()).toBeNull();
  const away = now;
  first.here(false);
  now += 40 * 60_000;
  first.here(true);
  expect(first.leftAt()).toBe(away);
  first.close();
  const closed = now;
  now += 60_000;
  expect(open().leftAt()).toBe(closed);
});
