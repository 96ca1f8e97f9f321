/** The line of life: what was done at this desk and what the provider tells, in the order in which it happened. */
import { expect, test } from 'vitest';
import { inOrder } from '../../../renderer/features/records/life.ts';

const at = 1_800_000_000;
const own = (label: string, seconds: number, seq: number) => ({ label, time: (at + seconds) * 1_000, by: 'Lan', seq });

test('what was sent stands before what came of it, although the provider’s clock is a minute behind', () => {
  const life = inOrder(
    [own('confirmed', 62, 3), own('queued', 50, 1), own('left', 60, 2), own('cancelled here', 900, 4)],
    [
      { label: 'made', time: at, state: 'done' },
      { label: 'picked', time: at + 600, state: 'current' },
      { label: 'packed', time: null, state: 'todo' },
    ],
  );
  expect(life.map(({ label }) => label)).toEqual(['queued', 'left', 'confirmed', 'made', 'picked', 'cancelled here', 'packed']);
  expect(life[0]).toMatchObject({ by: 'Lan', isOwn: true });
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
