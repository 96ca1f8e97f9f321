import { describe, expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { CallName, ErrorCode } from '../../../contract/errors.ts';
import { accountOf } from '../../../main/onflow/account.ts';

/** An account on a provider that answers each call with this error, or (`null`) lets it in. */
function account(answers: Partial<Record<CallName, ErrorCode | null>>) {
  const asked: CallName[] = [];
  const desk = { now: 0, generation: 1 };
  const of = accountOf(
    async (call) => {
      asked.push(call);
      await Promise.resolve();
      const code = answers[call] ?? null;
      if (code !== null) throw new DeskFailure({ code, call, sent: 'answered' });
    },
    () => desk.now,
    () => desk.generation,
  );
  return { desk, asked, refusal: () => of.refusal(), letIn: (call: CallName) => of.letIn(call, desk.generation) };
}

describe('after a 403', () => {
  test('an account that is let in elsewhere is not refused', async () => {
    const { refusal, asked } = account({});
    expect(await refusal()).toBeNull();
    expect(asked).toEqual(['warehouses.list']);
  });

  test('an account that may not list its warehouses is asked about something else', async () => {
    const { refusal, asked } = account({ 'warehouses.list': 'forbidden' });
    expect(await refusal()).toBeNull();
    expect(asked).toEqual(['warehouses.list', 'products.list']);
  });

  test('an account that is let in nowhere is refused', async () => {
    const { refusal } = account({ 'warehouses.list': 'forbidden', 'products.list': 'forbidden' });
    expect(await refusal()).toMatchObject({ code: 'accountRefused' });
  });

  test('a key that is not accepted any more is said to be just that', async () => {
    const { refusal } = account({ 'warehouses.list': 'unauthorized' });
    expect(await refusal()).toMatchObject({ code: 'unauthorized' });
  });

  test.each<ErrorCode>(['network', 'busy', 'provider', 'timeout'])(
    'a question that ends with %s says nothing of the account',
    async (code) => {
      expect(await account({ 'warehouses.list': code }).refusal()).toBeNull();
    },
  );

  test('five hundred refused documents are one question, and one more after a while', async () => {
    const { refusal, asked, desk } = account({});
    await Promise.all(Array.from({ length: 500 }, refusal));
    expect(asked).toHaveLength(1);
    desk.now += 4_000;
    await refusal();
    expect(asked).toHaveLength(1);
    desk.now += 2_000;
    await refusal();
    expect(asked).toHaveLength(2);
  });

  test('what was let in a moment ago needs no question; with another key it does', async () => {
    const { refusal, letIn, asked, desk } = account({});
    letIn('products.list');
    expect(await refusal()).toBeNull();
    expect(asked).toEqual([]);
    desk.generation += 1;
    await refusal();
    expect(asked).toEqual(['warehouses.list']);
  });
});
