/** A thread of the tests: its jobs do what a job must not do. */
import { threadId } from 'node:worker_threads';
import { DeskFailure } from '../../../contract/errors.ts';
import { type AtWork, serve } from '../../../main/workers/serve.ts';

const kept = new Map<number, string>();

export const jobs = {
  whichThread: (): number => threadId,
  add: ({ a, b }: { readonly a: number; readonly b: number }): number => a + b,
  countTo: async (last: number, { progress, signal }: AtWork): Promise<number> => {
    for (let done = 1; done <= last; done += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      progress(done, last);
    }
    return last;
  },
  say: (line: string, { log }: AtWork): void => log(line),
  waitUntilStopped: (_input: null, { signal }: AtWork): Promise<never> =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true })),
  neverComesBack: (): void => {
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  },
  refuse: (): never => {
    throw new DeskFailure({ code: 'diskFull', params: { path: '/somewhere' } });
  },
  haveADefect: (): never => {
    throw new TypeError('a slip of ours');
  },
  eatMemory: (): number => {
    const eaten: string[][] = [];
    for (;;) eaten.push(Array.from({ length: 10_000 }, (_, index) => `bite ${index} of ${eaten.length}`));
  },
  killTheThread: (): void => {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  },
  keep: (what: string, { asker }: AtWork): void => void kept.set(asker, what),
  whatIsKept: (): readonly string[] => [...kept.values()],
  leave: (): void => process.exit(3),
};
export type TestJobs = typeof jobs;

serve(jobs, (asker) => kept.delete(asker));
