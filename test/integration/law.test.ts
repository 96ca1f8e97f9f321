/** The promise, tried on providers that are other than the desk hopes: the real engine and the real database in virtual time. `npm run bench -- law` tries a million. */
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Disk } from '../law/desk.ts';
import { shortHistory, told } from '../law/history.ts';
import { live } from '../law/live.ts';
import type { Judgement } from '../law/live.ts';

const disk = new Disk();
afterAll(() => disk.close());

const isKept = ({ broken, wrong, stuck, askedInVain, trouble }: Judgement): boolean => [broken, wrong, stuck, askedInVain, trouble].every((each) => each.length === 0);

/** Tries histories of this seed; the one that breaks the law is shrunk to what matters of it, and told. */
async function tryHistories(seed: number, numRuns: number): Promise<void> {
  const found = await fc.check(fc.asyncProperty(shortHistory, async (history) => isKept(await live(history, disk))), { seed, numRuns, endOnFailure: false });
  if (!found.failed) return;
  const broken = found.counterexample?.[0];
  if (broken === undefined) throw new Error(`seed ${seed}: ${String(found.errorInstance)}`);
  expect.fail(`seed ${seed}, after ${found.numRuns} histories:\n${told(broken)}\n${JSON.stringify(await live(broken, disk), null, 2)}`);
}

describe('whatever the provider does, and the computer, and the person', () => {
  test('there is at most one record per document unless a person said "send again", and where the lists work nobody is asked', async () => {
    await tryHistories(8, 12_000);
    const seed = Math.floor(Math.random() * 0x7fff_ffff);
    console.log(`the law: random seed ${seed}`);
    await tryHistories(seed, 8_000);
  }, 300_000);

  test('the same history ends in the same way every time', async () => {
    for (const history of fc.sample(shortHistory, { seed: 3, numRuns: 20 })) expect(await live(history, disk)).toEqual(await live(history, disk));
  });
});
