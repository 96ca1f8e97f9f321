/** Lists that are asked for beside the desk's work: who asks again gets the newer answer, and a broken thread is tried once more. */
import { expect, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { RecordQuery } from '../../../contract/recordQuery.ts';
import { listsBeside } from '../../../main/catalogue/listsBeside.ts';
import type { RecordList } from '../../../main/store/catalogue.ts';
import { recordQuery } from '../store/recordQuery.ts';

const pageOf = (total: number): RecordList => ({ rows: [], spots: [], total, offset: 0, next: null, previous: null, counts: {} });
const typed = (search: string, asker?: string): RecordQuery => ({ ...recordQuery({ search }), asker });
const told = (work: Promise<RecordList>) =>
  work.then(
    ({ total }) => total,
    (error: unknown) => (error instanceof DeskFailure ? error.error.code : error),
  );

/** Answers each question, by its length, when the test says so; one that nobody wants any more at once. */
function reading() {
  const under = new Map<string, () => void>();
  const lists = listsBeside(
    ({ search }: RecordQuery, signal) =>
      new Promise<RecordList>((resolve, reject) => {
        under.set(search, () => resolve(pageOf(search.length)));
        signal.addEventListener('abort', () => reject(new DeskFailure({ code: 'cancelled' })), { once: true });
      }),
  );
  return { lists, answer: (search: string) => under.get(search)?.() };
}

test('who asks again has no use for the older question: it is given up, and its answer goes nowhere', async () => {
  const { lists, answer } = reading();
  const [first, second, third] = ['a', 'ao', 'ao thun'].map((search) => told(lists.ask(typed(search, 'list'))));
  answer('a');
  answer('ao');
  answer('ao thun');
  expect([await first, await second, await third]).toEqual(['cancelled', 'cancelled', 7]);
});

test('what another asks, or nobody in particular, is answered all the same', async () => {
  const { lists, answer } = reading();
  const all = [typed('a', 'list'), typed('bb', 'picker'), typed('ccc'), typed('dddd')].map((query) => told(lists.ask(query)));
  for (const search of ['dddd', 'ccc', 'bb', 'a']) answer(search);
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
});

test('a question whose thread broke is asked once more, and told so when that breaks too; any other failure is told at once', async () => {
  const failing = (...codes: readonly ('workBroke' | 'workOutOfMemory' | 'storageBusy')[]) => {
    const left = [...codes];
    return told(
      listsBeside(() => {
        const code = left.shift();
        return code === undefined ? Promise.resolve(pageOf(left.length)) : Promise.reject(new DeskFailure({ code }));
      }).ask(typed('a')),
    );
  };
  expect(await failing('workBroke')).toBe(0);
  expect(await failing('workOutOfMemory')).toBe(0);
  expect(await failing('workBroke', 'workBroke')).toBe('workBroke');
  expect(await failing('storageBusy')).toBe('storageBusy');
});
