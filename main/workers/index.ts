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
import { type FromThread, type Jobs, type ToThread, letGo } from './serve.ts';

/**
 * Where a job is done. `short`: questions, one after the other, by one thread. `long`: by another, so that it keeps no question waiting.
 */
export type Lane = 'short' | 'long';

type InputOf<J> = J extends (input: infer I, ...rest: never) => unknown ? I : never;
type OutputOf<J> = J extends (...all: never) => infer O ? Awaited<O> : never;

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The threads, as one who asks them knows them: the desk, or a connection. */
export interface Workers<J extends Jobs = DeskJobs> {
  /**
   * @throws DeskFailure `workOutOfMemory`, `workBroke` (with `params.job`), `cancelled`; what the job throws. After any of them the next
   *   job finds a sound thread.
   */
  run<N extends keyof J & string>(job: N, input: InputOf<J[N]>, options?: RunOptions): Promise<OutputOf<J[N]>>;
  /** Everything of this asker that is under way is `cancelled`, and has let its files go; the threads go on. Waits a second at most. */
  close(): Promise<void>;
}

export interface Threads<J extends Jobs> {
  /** For one asker; `log` takes what its jobs have to say. */
  workers(log: (line: string) => void): Workers<J>;
  /** Ends all threads. */
  end(): Promise<void>;
}

export interface ThreadsOptions<J extends Jobs> {
  readonly lanes: Readonly<Record<keyof J & string, Lane>>;
  /** The thread's first file. */
  readonly entry: string;
  readonly limits?: ResourceLimits;
}

const lanes: Readonly<Record<keyof DeskJobs, Lane>> = {
  'database.check': 'long',
  'database.checkpoint': 'long',
  'database.backUp': 'long',
  'records.list': 'short',
  'records.export': 'long',
  'outbox.export': 'long',
  'claim.write': 'long',
  'records.counts': 'short',
  'records.possible': 'long',
  'records.selected': 'long',
  'stock.find': 'short',
  'journal.list': 'short',
  'journal.verify': 'long',
  'journal.export': 'long',
  'support.bundle': 'long',
  'import.template': 'long',
  'labels.read': 'long',
  'intake.list': 'short',
  'intake.get': 'short',
  'intake.enter': 'short',
  'intake.stage': 'short',
  'intake.end': 'short',
  'intake.kept': 'short',
  'intake.remove': 'long',
  'intake.unread': 'short',
  'intake.read': 'long',
  'intake.pieces': 'short',
  'intake.fileRead': 'short',
  'intake.check': 'long',
  'intake.mend': 'short',
  'intake.atRow': 'short',
  'intake.documents': 'short',
  'intake.leaveOut': 'short',
  'intake.document': 'short',
  'intake.going': 'short',
  'intake.skus': 'short',
  'intake.labels': 'short',
  'intake.knows': 'short',
  'intake.map': 'short',
  'intake.give': 'short',
  'intake.link': 'short',
  'intake.attach': 'short',
  'intake.draftLabels': 'short',
  'intake.putLabel': 'short',
  'intake.strangers': 'short',
  'intake.drafted': 'short',
  'intake.labelNotCut': 'short',
  'intake.toTake': 'short',
  'intake.plan': 'short',
  'intake.next': 'short',
  'intake.toCut': 'short',
  'intake.report': 'long',
  'intake.handed': 'short',
  'intake.stop': 'short',
  'pile.open': 'long',
  'pile.read': 'long',
  'pile.cut': 'long',
  'pile.draw': 'long',
};

/** Beside this file in its source, and beside the main bundle where it is built (electron.vite.config.ts). */
const entry = join(import.meta.dirname, `worker${extname(import.meta.filename)}`);
/**
 * Of the process, not of a connection: they are begun once and never ended. V8 keeps one list of the pages that hold compiled code for all
 * threads of a process, and gets it wrong now and then while a thread goes away; the whole process dies of it ("Check failed:
 * jit_page.has_value()", nodejs/node#64500). Seen twice in the tests, when each connection had threads of its own.
 */
let deskThreads: Threads<DeskJobs> | null = null;
/** The desk's own threads, for one asker. */
export const deskWorkers = (log: (line: string) => void): Workers =>
  (deskThreads ??= createThreads<DeskJobs>({ lanes, entry })).workers(log);

/**
 * Of JavaScript, in MB; SQLite's own memory is not counted, and small. Rows of a large file come and go by the million: with 8 MB for what
 * is young, reading 50,000 rows of XLSX took half as long again.
 */
const usualLimits: ResourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };
/** Long work at one time; more of it waits for its turn. */
const mostLong = 2;
/** So long a job that was stopped may take to end by itself, in milliseconds. */
const patienceMs = 1_000;

interface Asked {
  readonly id: number;
  readonly asker: number;
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

export function createThreads<J extends Jobs>({ lanes: laneOf, entry: firstFile, limits = usualLimits }: ThreadsOptions<J>): Threads<J> {
  const waiting: Asked[] = [];
  const long = new Set<Thread>();
  let short: Thread | null = null;
  let lastId = 0;
  let lastAsker = 0;
  /** Where what a thread says belongs: the job may have ended, and what it left behind still speaks. */
  const logs = new Map<number, (line: string) => void>();
  /** Called whenever less is under way. */
  const watchers = new Set<() => void>();

  const threads = (): Thread[] => [...(short === null ? [] : [short]), ...long];

  function begin(): Thread {
    const thread: Thread = { worker: new Worker(firstFile, { resourceLimits: limits }), asked: new Map() };
    // A thread never keeps the desk from ending.
    thread.worker.unref();
    thread.worker.on('message', (message: FromThread) => heard(thread, message));
    thread.worker.on('error', (error: Error & { readonly code?: string }) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      for (const asker of new Set([...thread.asked.values()].map((asked) => asked.asker)))
        logs.get(asker)?.(`a thread broke: ${isMemory ? 'out of memory' : (error.stack ?? error.message)}`);
      gone(thread, isMemory ? 'workOutOfMemory' : 'workBroke');
    });
    thread.worker.on('exit', () => gone(thread, 'workBroke'));
    return thread;
  }

  function gone(thread: Thread, code: 'workOutOfMemory' | 'workBroke'): void {
    if (short === thread) short = null;
    long.delete(thread);
    for (const { name, reject } of thread.asked.values()) reject(new DeskFailure({ code, params: { job: name } }));
    thread.asked.clear();
    lessToDo();
  }
  function lessToDo(): void {
    next();
    for (const watch of watchers) watch();
  }

  function heard(thread: Thread, message: FromThread): void {
    if (message.type === 'log') return logs.get(message.asker)?.(message.line);
    const asked = thread.asked.get(message.id);
    if (asked === undefined) return;
    if (message.type === 'progress') return asked.onProgress?.(message.done, message.total);
    thread.asked.delete(message.id);
    if (message.type === 'done') asked.resolve(message.value);
    else if (message.type === 'failed') asked.reject(new DeskFailure(message.error));
    else asked.reject(Object.assign(new Error(`${asked.name} broke`), { stack: message.text }));
    lessToDo();
  }

  /** Long work whose turn has come. */
  function next(): void {
    for (;;) {
      let free = [...long].find(({ asked }) => asked.size === 0);
      if (waiting.length === 0 || (free === undefined && long.size === mostLong)) return;
      if (free === undefined) long.add((free = begin()));
      give(free, waiting.shift()!);
    }
  }

  function give(thread: Thread, asked: Asked): void {
    thread.asked.set(asked.id, asked);
    const { id, asker, name, input } = asked;
    thread.worker.postMessage({ type: 'do', id, asker, name, input } satisfies ToThread);
  }

  /** Nobody wants the answer any more: told so at once. The job ends by itself, or its thread is ended. */
  function stop(asked: Asked): void {
    const place = waiting.indexOf(asked);
    if (place !== -1) waiting.splice(place, 1);
    asked.reject(new DeskFailure({ code: 'cancelled' }));
    const thread = threads().find((each) => each.asked.has(asked.id));
    thread?.worker.postMessage({ type: 'stop', id: asked.id } satisfies ToThread);
    if (thread === undefined || !long.has(thread)) return;
    setTimeout(() => thread.asked.has(asked.id) && void thread.worker.terminate(), patienceMs).unref();
  }

  /** Resolved when it is so, or when patience is at its end. */
  function until(isSo: () => boolean): Promise<void> {
    if (isSo()) return Promise.resolve();
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        watchers.delete(watch);
        resolve();
      };
      const watch = (): void => void (isSo() && settle());
      const timer = setTimeout(settle, patienceMs);
      watchers.add(watch);
    });
  }

  function workers(log: (line: string) => void): Workers<J> {
    lastAsker += 1;
    const asker = lastAsker;
    logs.set(asker, log);
    let isOver = false;
    const ask = (name: string, lane: Lane, input: unknown, { signal, onProgress }: RunOptions = {}): Promise<unknown> =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const onAbort = (): void => stop(asked);
        const ended =
          <T>(tell: (value: T) => void) =>
          (value: T): void => {
            signal?.removeEventListener('abort', onAbort);
            tell(value);
          };
        const asked: Asked = { id: lastId, asker, name, input, onProgress, resolve: ended(resolve), reject: ended(reject) };
        signal?.addEventListener('abort', onAbort, { once: true });
        if (lane === 'short') give((short ??= begin()), asked);
        else {
          waiting.push(asked);
          next();
        }
      });
    return {
      run: (name, input, options = {}) =>
        isOver || options.signal?.aborted === true
          ? Promise.reject(new DeskFailure({ code: 'cancelled' }))
          : (ask(name, laneOf[name], input, options) as never),
      close: async () => {
        isOver = true;
        const mine = [...waiting, ...threads().flatMap((thread) => [...thread.asked.values()])].filter((asked) => asked.asker === asker);
        for (const asked of mine) stop(asked);
        // What the short questions keep open; in its turn, behind what is under way. A thread that broke meanwhile keeps nothing.
        if (short !== null) ask(letGo, 'short', null).catch(() => undefined);
        await until(() => threads().every(({ asked }) => ![...asked.values()].some((each) => each.asker === asker)));
        logs.delete(asker);
      },
    };
  }

  return {
    workers,
    end: async () => {
      await Promise.all(threads().map((thread) => thread.worker.terminate()));
    },
  };
}
