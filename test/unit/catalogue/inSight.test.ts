/** What a list does not tell of the rows on the screen is asked for behind them. */
import { expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { inSightOf } from '../../../main/catalogue/inSight.ts';
import type { Lack } from '../../../main/kinds/kind.ts';

function watched(fails: (code: string) => unknown = () => null) {
  const time = { now: 0 };
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const inSight = inSightOf({
    rows: {
      get: (_kind, code) => ({ detailAsOf: code.startsWith('WHOLE') ? 1 : null, row: { record: { items: null } } }) as never,
      listAsOf: () => null,
    },
    clock: { now: () => time.now, wall: () => time.now },
    ask: async (lack: Lack, kind: RecordKind, code: string) => {
      asked.push(`${lack} ${kind} ${code}`);
      await new Promise<void>((resolve) => waiting.push(resolve));
      const failure = fails(code);
      if (failure !== null) throw failure;
    },
    isOfOne: (error) => error instanceof DeskFailure && error.error.code === 'forbidden',
    onDefect: (error) => {
      throw error;
    },
  });
  const answer = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { inSight, asked, answer, time };
}

test('one at a time, and what is there already is not asked for', async () => {
  const { inSight, asked, answer } = watched();
  inSight.look('shipment', ['A', 'WHOLE', 'B']);
  expect(asked).toEqual(['detail shipment A']);
  await answer();
  expect(asked).toEqual(['detail shipment A', 'detail shipment B']);
  await answer();
  await inSight.close();
});

test('rows that are looked at now take the place of those that were scrolled past', async () => {
  const { inSight, asked, answer } = watched();
  inSight.look('shipment', ['A', 'B', 'C']);
  inSight.look('product', ['P']);
  await answer();
  expect(asked).toEqual(['detail shipment A', 'stock product P']);
  await answer();
  expect(asked.length).toBe(2);
});

test('a record that cannot be had keeps no other one from being asked for, and is left alone for ten minutes', async () => {
  const { inSight, asked, answer, time } = watched((code) => (code === 'A' ? new DeskFailure({ code: 'forbidden' }) : null));
  inSight.look('shipment', ['A', 'B']);
  await answer();
  await answer();
  inSight.look('shipment', ['A']);
  expect(asked).toEqual(['detail shipment A', 'detail shipment B']);
  time.now += 11 * 60_000;
  inSight.look('shipment', ['A']);
  await answer();
  expect(asked.length).toBe(3);
});

test('without a network the rest is given up, and begins anew with the next look', async () => {
  const { inSight, asked, answer } = watched(() => new DeskFailure({ code: 'certificate' }));
  inSight.look('shipment', ['A', 'B']);
  await answer();
  expect(asked).toEqual(['detail shipment A']);
  inSight.look('shipment', ['A', 'B']);
  await answer();
  expect(asked).toEqual(['detail shipment A', 'detail shipment A']);
});

test('a desk that closes while rows are in sight ends with the one that is being asked for', async () => {
  const { inSight, asked, answer } = watched();
  inSight.look('shipment', ['A', 'B', 'C']);
  const closed = inSight.close();
  await answer();
  await closed;
  expect(asked).toEqual(['detail shipment A']);
});
