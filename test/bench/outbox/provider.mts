/**
 * The practice provider of the outbox benchmark, in a process of its own (`node provider.mts FOLDER PACE`), so that it outlives every kill
 * of the desk. Answers its parent's questions; ends with it, and by itself after half an hour.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { noFaults, type PracticeFaults } from '../../../contract/practice.ts';
import { type PracticeCounts, startPractice } from '../../../main/practice/index.ts';

/** Natural keys of every kind, with how many documents bear each. */
export type Counts = Pick<PracticeCounts, 'products' | 'purchaseOrders' | 'shipments' | 'returns' | 'requests' | 'rejected429'>;

interface Questions {
  faults: { readonly ask: readonly PracticeFaults[]; readonly answer: null };
  counts: { readonly ask: null; readonly answer: Counts };
  /** Holds every answer back for `ask` milliseconds, and answers when a document has been made: Unix ms, its answer is still held back. */
  nextCommit: { readonly ask: number; readonly answer: number };
}
interface Asked {
  readonly id: number;
  readonly question: keyof Questions;
  readonly ask: unknown;
}

export interface Provider {
  readonly baseUrl: string;
  readonly token: string;
  ask<Q extends keyof Questions>(question: Q, ask: Questions[Q]['ask']): Promise<Questions[Q]['answer']>;
  stop(): void;
}

export async function startProvider(folder: string, pace: number): Promise<Provider> {
  const child: ChildProcess = fork(import.meta.filename, [folder, String(pace)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, (answer: unknown) => void>();
  let gone: (reason: Error) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    gone = reject;
  });
  ended.catch(() => undefined);
  child.on('exit', (code) => gone(new Error(`the practice provider ended with ${String(code)}`)));
  child.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const answerTo = (id: number): Promise<unknown> => Promise.race([new Promise((resolve) => waiting.set(id, resolve)), ended]);
  const { baseUrl, token } = (await answerTo(0)) as { baseUrl: string; token: string };
  let last = 0;
  return {
    baseUrl,
    token,
    ask: async (question, ask) => {
      last += 1;
      child.send({ id: last, question, ask } satisfies Asked);
      return (await answerTo(last)) as never;
    },
    stop: () => void child.kill(),
  };
}

async function serve(folder: string, pace: number): Promise<void> {
  // As strict as ever, only as many times wider as the desk's own windows.
  const practice = await startPractice({ folder, rateLimit: { perSecond: 10 * pace, perMinute: 600 * pace } });
  const documents = (): number => {
    const { products, purchaseOrders, shipments, returns } = practice.counts();
    return [products, purchaseOrders, shipments, returns].flatMap((each) => Object.values(each)).reduce((sum, each) => sum + each, 0);
  };
  let faults: readonly PracticeFaults[] = [noFaults];
  const answers: { readonly [Q in keyof Questions]: (ask: Questions[Q]['ask']) => Promise<Questions[Q]['answer']> } = {
    faults: async (wanted) => {
      faults = wanted;
      await practice.setFaults(wanted[0] ?? noFaults, ...wanted.slice(1));
      return null;
    },
    counts: () => Promise.resolve(practice.counts()),
    nextCommit: async (holdMs) => {
      await practice.setFaults({ ...noFaults, latencyMs: [holdMs, holdMs] }, ...faults);
      const before = documents();
      return new Promise((resolve) => {
        const look = setInterval(() => {
          if (documents() === before) return;
          clearInterval(look);
          resolve(Date.now());
        }, 3);
      });
    },
  };
  process.on('message', ({ id, question, ask }: Asked) => {
    void (answers[question] as (ask: unknown) => Promise<unknown>)(ask).then((answer) => process.send?.({ id, answer }));
  });
  process.on('disconnect', () => process.exit(0));
  setTimeout(() => process.exit(1), 30 * 60_000).unref();
  process.send?.({ id: 0, answer: { baseUrl: practice.baseUrl, token: practice.token } });
}

if (process.argv[1] === import.meta.filename) await serve(process.argv[2] ?? '', Number(process.argv[3] ?? 1));
