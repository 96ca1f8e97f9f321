/**
 * The one way to run something beside the event loop: what takes long is done by a thread of this process, and window, network and writes
 * go on meanwhile. A job is named in `jobs.ts`; what goes in and out crosses as data.
 *
 * A thread reads the same database over a connection of its own, NOTE(on-disk), and writes nothing in it: drafts and the outbox have one
 * writer. Electron reads a thread's file from inside `app.asar` since version 17.3 (electron/electron#33216). Native modules stay out of it
 * (electronjs.org, "Multithreading"), and so does `electron`.
 */
import { extname, join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { DeskFailure } from '../../contract/errors.ts';
import type { DeskJobs } from './jobs.ts';
import type { FromThread, Jobs, ToThread } from './serve.ts';

/**
 * Where a job is done. `kept`: short questions, one after the other, by a thread that stays. `own`: long work by a thread that ends with
 * it, so that it keeps no question waiting, and what it took of memory is given back.
 */
export type Lane = 'kept' | 'own';

type InputOf<J> = J extends (input: infer I, ...rest: never) => unknown ? I : never;
type OutputOf<J> = J extends (...all: never) => infer O ? Awaited<O> : never;

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Workers<J extends Jobs = DeskJobs> {
  /**
   * @throws DeskFailure `workOutOfMemory`, `workBroke` (with `params.job`), `cancelled`; what the job throws. After any of them the next
   *   job finds a sound thread.
   */
  run<N extends keyof J & string>(job: N, input: InputOf<J[N]>, options?: RunOptions): Promise<OutputOf<J[N]>>;
  /** Ends all threads, and with them their hold on files; what is under way is `cancelled`. */
  close(): Promise<void>;
}

export interface WorkersOptions<J extends Jobs> {
  readonly lanes: Readonly<Record<keyof J & string, Lane>>;
  readonly log: (line: string) => void;
  /** The thread's first file. */
  readonly entry: string;
  readonly limits?: ResourceLimits;
}

const lanes: Readonly<Record<keyof DeskJobs, Lane>> = {
  'database.check': 'own',
  'database.checkpoint': 'own',
  'database.backUp': 'own',
  'records.list': 'kept',
  'journal.list': 'kept',
  'journal.verify': 'own',
  'journal.export': 'own',
  'support.bundle': 'own',
};

/** The desk's own. Beside this file in its source, and beside the main bundle where it is built (electron.vite.config.ts). */
export const deskWorkers = (log: (line: string) => void): Workers =>
  createWorkers<DeskJobs>({ lanes, log, entry: join(import.meta.dirname, `worker${extname(import.meta.filename)}`) });

/** Of JavaScript, in MB; SQLite's own memory is not counted, and small. */
const usualLimits: ResourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };
/** Long work at one time; more of it waits for its turn. */
const mostOwn = 2;
/** So long a job that was stopped may take to end by itself, and a thread to end at all, in milliseconds. */
const patienceMs = 1_000;

interface Asked {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly asked: Map<number, Asked>;
}

export function createWorkers<J extends Jobs>({ lanes: laneOf, log, entry, limits = usualLimits }: WorkersOptions<J>): Workers<J> {
  const waiting: Asked[] = [];
  const own = new Set<Thread>();
  let kept: Thread | null = null;
  let lastId = 0;
  let isOver = false;

  const threads = (): Thread[] => [...(kept === null ? [] : [kept]), ...own];

  function begin(): Thread {
    const thread: Thread = { worker: new Worker(entry, { resourceLimits: limits }), asked: new Map() };
    // A thread never keeps the desk from ending.
    thread.worker.unref();
    thread.worker.on('message', (message: FromThread) => heard(thread, message));
    thread.worker.on('error', (error: Error & { readonly code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      log(`a thread broke: ${isMemory ? 'out of memory' : (error.stack ?? error.message)}`);
      gone(thread, isMemory ? 'workOutOfMemory' : 'workBroke');
    });
    thread.worker.on('exit', () => gone(thread, 'workBroke'));
    return thread;
  }

  function gone(thread: Thread, code: 'workOutOfMemory' | 'workBroke' | 'cancelled'): void {
    if (kept === thread) kept = null;
    own.delete(thread);
    for (const { name, reject } of thread.asked.values())
      reject(new DeskFailure(code === 'cancelled' ? { code } : { code, params: { job: name } }));
    thread.asked.clear();
    next();
  }

  function heard(thread: Thread, message: FromThread): void {
    if (message.type === 'log') return log(message.line);
    const asked = thread.asked.get(message.id);
    if (asked === undefined) return;
    if (message.type === 'progress') return asked.onProgress?.(message.done, message.total);
    thread.asked.delete(message.id);
    if (message.type === 'done') asked.resolve(message.value);
    else if (message.type === 'failed') asked.reject(new DeskFailure(message.error));
    else asked.reject(Object.assign(new Error(`${asked.name} broke`), { stack: message.text }));
    if (own.delete(thread)) void thread.worker.terminate();
    next();
  }

  /** Long work whose turn has come. */
  function next(): void {
    while (own.size < mostOwn) {
      const asked = waiting.shift();
      if (asked === undefined) return;
      const thread = begin();
      own.add(thread);
      give(thread, asked);
    }
  }

  function give(thread: Thread, asked: Asked): void {
    thread.asked.set(asked.id, asked);
    const message: ToThread = { type: 'do', id: asked.id, name: asked.name, input: asked.input };
    thread.worker.postMessage(message);
  }

  /** Nobody wants the answer any more: told so at once. The thread ends by itself, or is ended. */
  function stop(asked: Asked): void {
    const place = waiting.indexOf(asked);
    if (place !== -1) waiting.splice(place, 1);
    const thread = threads().find((each) => each.asked.has(asked.id));
    asked.reject(new DeskFailure({ code: 'cancelled' }));
    thread?.worker.postMessage({ type: 'stop', id: asked.id } satisfies ToThread);
    if (thread === undefined || !own.has(thread)) return;
    setTimeout(() => own.has(thread) && void thread.worker.terminate(), patienceMs).unref();
  }

  return {
    run: (name, input, { signal, onProgress } = {}) => {
      if (isOver || signal?.aborted === true) return Promise.reject(new DeskFailure({ code: 'cancelled' }));
      return new Promise((resolve, reject) => {
        lastId += 1;
        const onAbort = (): void => stop(asked);
        const ended =
          <T>(tell: (value: T) => void) =>
          (value: T): void => {
            signal?.removeEventListener('abort', onAbort);
            tell(value);
          };
        const asked: Asked = {
          id: lastId,
          name,
          input,
          onProgress,
          resolve: ended(resolve as (value: unknown) => void),
          reject: ended(reject),
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        if (laneOf[name] === 'kept') give((kept ??= begin()), asked);
        else {
          waiting.push(asked);
          next();
        }
      });
    },
    close: async () => {
      isOver = true;
      for (const { reject } of waiting.splice(0)) reject(new DeskFailure({ code: 'cancelled' }));
      const ends = threads().map((thread) => {
        gone(thread, 'cancelled');
        return thread.worker.terminate();
      });
      // One that is deep in SQLite ends as soon as it comes out of it. Whoever closes the desk does not wait for that.
      let cancel = (): void => undefined;
      const patience = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patienceMs);
        cancel = () => clearTimeout(timer);
      });
      await Promise.race([Promise.all(ends), patience]);
      cancel();
    },
  };
}
