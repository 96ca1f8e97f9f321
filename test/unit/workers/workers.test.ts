/** Work beside the event loop: it answers, tells how far it is, can be stopped, and what becomes of its thread harms nobody. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import { type Lane, type Threads, type Workers, createThreads } from '../../../main/workers/index.ts';
import type { TestJobs } from './thread.ts';

function threads(lane: Lane = 'long'): Threads<TestJobs> {
  const usual = {
    whichThread: lane,
    add: lane,
    countTo: lane,
    say: lane,
    waitUntilStopped: 'long',
    neverComesBack: 'long',
    refuse: lane,
  } as const;
  const made = createThreads<TestJobs>({
    entry: join(import.meta.dirname, 'thread.ts'),
    lanes: { ...usual, haveADefect: lane, eatMemory: lane, killTheThread: lane, leave: lane, keep: 'short', whatIsKept: 'short' },
    limits: { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 8 },
  });
  onTestFinished(() => made.end());
  return made;
}
const workers = (lines: string[] = [], lane: Lane = 'long'): Workers<TestJobs> => threads(lane).workers((line) => lines.push(line));
const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof DeskFailure ? error.error : error),
  );

test('a job answers, and long jobs have two threads between them, none of which ends', async () => {
  const all = workers();
  expect(await all.run('add', { a: 2, b: 3 })).toBe(5);
  const used = await Promise.all(Array.from({ length: 6 }, () => all.run('whichThread', undefined)));
  expect(used).not.toContain(0);
  expect(new Set(used).size).toBeLessThanOrEqual(2);
  expect(used).toContain(await all.run('whichThread', undefined));
});

test('short questions are answered by one thread that stays', async () => {
  const all = workers([], 'short');
  const threads = [await all.run('whichThread', undefined), await all.run('whichThread', undefined)];
  expect(threads[0]).toBe(threads[1]);
});

test('a job tells how far it is', async () => {
  const told: number[] = [];
  expect(await workers().run('countTo', 4, { onProgress: (done, total) => told.push(done / total) })).toBe(4);
  expect(told).toEqual([0.25, 0.5, 0.75, 1]);
});

test('what a job has to say stands in the desk’s log', async () => {
  const lines: string[] = [];
  await workers(lines).run('say', 'slow statement');
  expect(lines).toEqual(['slow statement']);
});

test('what the desk refuses crosses as the error it is, and a defect as a defect with its stack', async () => {
  const all = workers();
  expect(await failureOf(all.run('refuse', undefined))).toEqual({ code: 'diskFull', params: { path: '/somewhere' } });
  const defect = await failureOf(all.run('haveADefect', undefined));
  expect(defect).not.toBeInstanceOf(DeskFailure);
  expect((defect as Error).stack).toContain('a slip of ours');
});

test.each(['short', 'long'] as const)(
  'a job of the %s lane that eats all memory is told so, and the next finds a sound thread',
  async (lane) => {
    const lines: string[] = [];
    const all = workers(lines, lane);
    expect(await failureOf(all.run('eatMemory', undefined))).toEqual({ code: 'workOutOfMemory', params: { job: 'eatMemory' } });
    expect(lines.join()).toContain('out of memory');
    expect(await all.run('add', { a: 1, b: 1 })).toBe(2);
  },
);

test.each(['killTheThread', 'leave'] as const)(
  'when a thread breaks (%s), all it was doing is told so, and the next finds a sound one',
  async (job) => {
    const all = workers([], 'short');
    const beside = failureOf(all.run('countTo', 1_000_000));
    const broke = failureOf(all.run(job, undefined));
    expect(await beside).toEqual({ code: 'workBroke', params: { job: 'countTo' } });
    // Its own answer may have left before.
    await broke;
    expect(await all.run('add', { a: 1, b: 1 })).toBe(2);
  },
);

test('what nobody wants any more is stopped, whether it listens or not, and makes room for others', async () => {
  const all = workers();
  const stop = new AbortController();
  const given = [
    failureOf(all.run('waitUntilStopped', null, { signal: stop.signal })),
    failureOf(all.run('neverComesBack', undefined, { signal: stop.signal })),
  ];
  const next = all.run('add', { a: 20, b: 1 });
  stop.abort();
  expect(await Promise.all(given)).toEqual([{ code: 'cancelled' }, { code: 'cancelled' }]);
  expect(await next).toBe(21);
  expect(await failureOf(all.run('add', { a: 1, b: 1 }, { signal: stop.signal }))).toEqual({ code: 'cancelled' });
});

test('closing ends all that one asked for, also what waits for its turn, and nothing of the others', async () => {
  const shared = threads();
  const [mine, others] = [shared.workers(() => undefined), shared.workers(() => undefined)];
  const given = Array.from({ length: 3 }, () => failureOf(mine.run('waitUntilStopped', null)));
  const theirs = others.run('countTo', 3);
  await mine.close();
  expect(await Promise.all(given)).toEqual(given.map(() => ({ code: 'cancelled' })));
  expect(await failureOf(mine.run('add', { a: 1, b: 1 }))).toEqual({ code: 'cancelled' });
  expect(await theirs).toBe(3);
});

test('who closes does not wait for a job that never comes back, and the others find a sound thread', async () => {
  const shared = threads();
  const mine = shared.workers(() => undefined);
  const given = Array.from({ length: 4 }, () => failureOf(mine.run('neverComesBack', undefined)));
  await mine.close();
  expect(await Promise.all(given)).toEqual(given.map(() => ({ code: 'cancelled' })));
  expect(await shared.workers(() => undefined).run('add', { a: 1, b: 1 })).toBe(2);
});

test('what a thread keeps for one who asks is let go of when that one closes, and the thread goes on', async () => {
  const shared = threads('short');
  const [mine, others] = [shared.workers(() => undefined), shared.workers(() => undefined)];
  await mine.run('keep', 'mine');
  await others.run('keep', 'theirs');
  const before = await others.run('whichThread', undefined);
  await mine.close();
  expect(await others.run('whatIsKept', undefined)).toEqual(['theirs']);
  expect(await others.run('whichThread', undefined)).toBe(before);
});

test('each hears what its own jobs have to say', async () => {
  const shared = threads();
  const [mine, theirs]: [string[], string[]] = [[], []];
  await shared.workers((line) => mine.push(line)).run('say', 'of mine');
  await shared.workers((line) => theirs.push(line)).run('say', 'of theirs');
  expect([mine, theirs]).toEqual([['of mine'], ['of theirs']]);
});
