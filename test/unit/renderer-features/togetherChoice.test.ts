/** One word for many rows: it is for the rows that were shown when it was asked for, and for no other. */
import { expect, test } from 'vitest';
import type { OutboxId } from '../../../contract/outbox.ts';
import { choose, chosenOf, firstChoice, offeredOf } from '../../../renderer/features/outbox/togetherChoice.ts';

const row = (id: string) => ({ id: id as OutboxId });
const [one, two, three] = [row('1'), row('2'), row('3')];

test('a row that comes to wait while the question is open is neither shown nor decided on', () => {
  const choice = firstChoice([one, two]);
  expect(offeredOf(choice, [three, one, two])).toEqual([one, two]);
  expect(chosenOf(choice, [three, one, two])).toEqual(['1', '2']);
});

test('a row that was cleared up meanwhile, or is left out, is not decided on', () => {
  expect(chosenOf(firstChoice([one, two]), [two])).toEqual(['2']);
  expect(chosenOf(choose(firstChoice([one, two, three]), two.id, false), [one, two, three])).toEqual(['1', '3']);
});

test('"I have checked" holds for fewer rows, not for one more', () => {
  const sure = { ...firstChoice([one, two]), isSure: true };
  const fewer = choose(sure, one.id, false);
  expect(fewer.isSure).toBe(true);
  expect(choose(fewer, one.id, true).isSure).toBe(false);
});
