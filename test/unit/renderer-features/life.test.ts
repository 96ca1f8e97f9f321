/** The line of life: what was done at this desk and what the provider tells, in the order in which it happened. */
import { expect, test } from 'vitest';
import { inOrder } from '../../../renderer/features/records/life.ts';

const at = 1_800_000_000;
const own = (label: string, seconds: number, seq: number, isMaking = true) => ({
  label,
  isMaking,
  time: (at + seconds) * 1_000,
  by: 'Lan',
  seq,
});

test('what was sent stands before what came of it, although the provider’s clock is a minute behind', () => {
  const life = inOrder(
    [own('confirmed', 62, 3), own('queued', 50, 1), own('left', 60, 2), own('cancelled here', 900, 4, false)],
    [
      { label: 'made', time: at, state: 'done' },
      { label: 'picked', time: at + 600, state: 'current' },
      { label: 'packed', time: null, state: 'todo' },
    ],
  );
  expect(life.map(({ label }) => label)).toEqual(['queued', 'left', 'confirmed', 'made', 'picked', 'cancelled here', 'packed']);
  expect(life[0]).toMatchObject({ by: 'Lan', isOwn: true });
});

test('what was done to it within a minute still stands after its making', () => {
  const life = inOrder(
    [own('confirmed', 2, 1), own('cancelled here', 30, 2, false)],
    [
      { label: 'made', time: at, state: 'done' },
      { label: 'cancelled', time: at + 31, state: 'stopped' },
    ],
  );
  expect(life.map(({ label }) => label)).toEqual(['confirmed', 'made', 'cancelled here', 'cancelled']);
});

test('a step without a time keeps its place', () => {
  const life = inOrder(
    [],
    [
      { label: 'made', time: at, state: 'done' },
      { label: 'cancelled', time: null, state: 'stopped' },
    ],
  );
  expect(life.map(({ label, time }) => [label, time])).toEqual([
    ['made', at * 1_000],
    ['cancelled', null],
  ]);
});
