/** One word for many rows: it is for the rows that were shown when it was asked for, and for no other. */
import { expect, test } from 'vitest';
import { verbs } from '../../../contract/bridge.ts';
import { type Attention, type OutboxId, type OutboxItem, mostTogether } from '../../../contract/outbox.ts';
import { alikeOf, choose, chosenOf, firstChoice, keysOf, offeredOf } from '../../../renderer/features/outbox/togetherChoice.ts';

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

test('of more rows than can be decided on at once, so many are offered as the desk takes', () => {
  const waiting = (id: number, reason: Attention['reason'] = 'cannotLookUp', kind: OutboxItem['kind'] = 'shipment'): OutboxItem => ({
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}` as OutboxId,
    kind,
    naturalKey: `DH-${id}`,
    state: 'needs_attention',
    steps: [],
    attempts: 1,
    leavesAt: 0,
    retryAt: null,
    settling: null,
    code: null,
    error: null,
    isGivenUp: false,
    attention: { reason, found: [] },
    waitsFor: [],
    draftId: null,
    operator: null,
    createdAt: 0,
    updatedAt: 0,
  });
  const items = [
    waiting(0, 'asked'),
    waiting(1, 'cannotLookUp', 'product'),
    ...Array.from({ length: mostTogether + 500 }, (_, index) => waiting(index + 2)),
  ];
  const alike = alikeOf(items, waiting(2), 'cannotLookUp');
  expect(alike).toEqual(items.slice(2, mostTogether + 2));
  expect(verbs['outbox.resolveMany'].request.safeParse({ ids: chosenOf(firstChoice(alike), alike), decision: 'lookAgain' }).success).toBe(
    true,
  );
});

test('rows that the decision was not taken for are named by their keys, the first five of many', () => {
  const items = Array.from({ length: 7 }, (_, index) => ({ ...row(String(index)), naturalKey: `DH-${index}` }) as OutboxItem);
  expect(keysOf([row('1').id, row('gone').id], items)).toBe('DH-1, —');
  expect(
    keysOf(
      items.map(({ id }) => id),
      items,
    ),
  ).toBe('DH-0, DH-1, DH-2, DH-3, DH-4, …');
});
