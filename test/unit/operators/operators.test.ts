/** Operators: who may enter, how often they may guess, and what is kept of a PIN. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { OperatorId } from '../../../contract/operators.ts';
import { createOperators, waitAfter } from '../../../main/desk/operators.ts';
import type { Operators } from '../../../main/desk/operators.ts';
import { openAppDatabase } from '../../../main/store/appDatabase.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';

const clock = handClock();
function open(folder = temporaryFolder()): { operators: Operators; folder: string; close: () => void } {
  const app = openAppDatabase(folder, clock, () => undefined);
  onTestFinished(app.close);
  return { operators: createOperators(app.operators, clock), folder, close: app.close };
}
async function errorOf(promise: Promise<unknown>): Promise<DeskError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DeskFailure) return error.error;
    throw error;
  }
  throw new Error('it succeeded');
}

test('without operators nobody is asked; the first one is at the desk at once', async () => {
  const { operators } = open();
  expect(operators.isLocked()).toBe(false);
  const lan = await operators.add('Lan', '2468');
  expect(operators.current()).toEqual(lan);
  expect(await errorOf(operators.add('lan', '1111'))).toMatchObject({ code: 'nameTaken' });
});

test('after a restart somebody has to enter, with their own PIN', async () => {
  const first = open();
  const lan = await first.operators.add('Lan', '2468');
  const minh = await first.operators.add('Minh', '135790');
  expect(first.operators.current()).toEqual(lan);
  first.close();
  const { operators } = open(first.folder);
  expect(operators.isLocked()).toBe(true);
  expect(await errorOf(operators.enter(minh.id, '2468'))).toEqual({ code: 'pinWrong' });
  expect(operators.current()).toBeNull();
  expect(await operators.enter(minh.id, '135790')).toEqual(minh);
  operators.lock();
  expect(operators.isLocked()).toBe(true);
  expect(await errorOf(operators.enter('00000000-0000-4000-8000-000000000000' as OperatorId, '2468'))).toEqual({ code: 'notFound' });
});

test('guessing takes longer and longer, also over a restart and with the clock set back', async () => {
  const first = open();
  const { id } = await first.operators.add('Lan', '2468');
  expect(await errorOf(first.operators.enter(id, '0000'))).toEqual({ code: 'pinWrong' });
  expect(await errorOf(first.operators.enter(id, '0001'))).toEqual({ code: 'pinWrong' });
  expect(await errorOf(first.operators.enter(id, '0002'))).toEqual({ code: 'pinWrong', retryAfterMs: 5_000 });
  // The right one has to wait as well: else every wait would tell something.
  expect(await errorOf(first.operators.enter(id, '2468'))).toEqual({ code: 'pinWait', retryAfterMs: 5_000 });
  first.close();
  const { operators } = open(first.folder);
  clock.advance(-3_600_000);
  expect(await errorOf(operators.enter(id, '2468'))).toEqual({ code: 'pinWait', retryAfterMs: 5_000 });
  clock.advance(3_605_001);
  expect(await errorOf(operators.enter(id, '0003'))).toEqual({ code: 'pinWrong', retryAfterMs: 10_000 });
  clock.advance(10_001);
  expect(await operators.enter(id, '2468')).toMatchObject({ name: 'Lan' });
  expect(await errorOf(operators.enter(id, '0000'))).toEqual({ code: 'pinWrong' });
  expect([3, 4, 5, 10, 11, 50].map(waitAfter)).toEqual([5_000, 10_000, 20_000, 640_000, 900_000, 900_000]);
});

test('many guesses at once are no way round the wait', async () => {
  const { operators } = open();
  const { id } = await operators.add('Lan', '2468');
  const codes = await Promise.all(
    Array.from({ length: 8 }, (_, index) => errorOf(operators.enter(id, `000${index}`)).then((error) => error.code)),
  );
  expect(codes.filter((code) => code === 'pinWrong')).toHaveLength(3);
  expect(codes.filter((code) => code === 'pinWait')).toHaveLength(5);
});

test('a PIN is changed by whoever knows it, and a profile goes by the PIN of who is at the desk', async () => {
  const { operators } = open();
  const { id } = await operators.add('Lan', '2468');
  expect(await errorOf(operators.changePin(id, '9999', '1357'))).toEqual({ code: 'pinWrong' });
  await operators.changePin(id, '2468', '1357');
  expect(await errorOf(operators.enter(id, '2468'))).toEqual({ code: 'pinWrong' });
  await operators.enter(id, '1357');
  const other = await operators.add('Minh', '8642');
  expect(await errorOf(operators.remove(other.id, '8642'))).toEqual({ code: 'pinWrong' });
  await operators.remove(other.id, '1357');
  expect(operators.list().map(({ name }) => name)).toEqual(['Lan']);
  await operators.remove(id, '1357');
  expect([operators.list(), operators.current(), operators.isLocked()]).toEqual([[], null, false]);
});

test('of a PIN only a salted hash is on disk, another one for the same PIN', async () => {
  const { operators, folder, close } = open();
  const app = openAppDatabase(folder, clock, () => undefined);
  onTestFinished(app.close);
  const [lan, minh] = [await operators.add('Lan', '735208149637'), await operators.add('Minh', '735208149637')];
  const [one, other] = [app.operators.pinOf(lan.id), app.operators.pinOf(minh.id)];
  expect(one?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(one?.salt).not.toBe(other?.salt);
  expect(one?.hash).not.toBe(other?.hash);
  app.close();
  close();
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('735208149637'), name).toBe(false);
});
