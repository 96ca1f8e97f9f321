/**
 * The thread's side: takes jobs, does them, answers. One thread may have several under way, as long as each of them awaits now and then.
 */
import { parentPort } from 'node:worker_threads';
import { type DeskError, DeskFailure } from '../../contract/errors.ts';

/** Given to each job. */
export interface AtWork {
  /** How far it is: so many of so many, in whatever the job counts. */
  progress(done: number, total: number): void;
  /** Who asks: what a job keeps for the next one is kept for its asker. */
  readonly asker: number;
  /** A line for the desk's log. May be kept beyond the job. */
  readonly log: (line: string) => void;
  /** Aborted where nobody wants the answer any more. A job that never awaits does not hear of it: its thread is ended. */
  readonly signal: AbortSignal;
}

/** What goes in and out crosses by structured clone: data, no functions. */
// oxlint-disable-next-line typescript/no-explicit-any -- the input of a job is checked where it is asked for, by the table's own type
export type Job = (input: any, at: AtWork) => unknown;
export type Jobs = Readonly<Record<string, Job>>;

/** The job that every thread has: what was kept for this asker is given back. */
export const letGo = 'letGo';

export type ToThread =
  | { readonly type: 'do'; readonly id: number; readonly asker: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'stop'; readonly id: number };

export type FromThread =
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: DeskError }
  /** A defect of ours; `text` is its stack, for the log. */
  | { readonly type: 'broke'; readonly id: number; readonly text: string }
  /** A line for the asker's log. */
  | { readonly type: 'log'; readonly asker: number; readonly line: string }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number };

/** `onLetGo` gives back what the jobs keep for an asker. */
export function serve(jobs: Jobs, onLetGo: (asker: number) => void = () => undefined): void {
  const port = parentPort;
  if (port === null) throw new Error('this file is the beginning of a thread');
  const tell = (message: FromThread): void => port.postMessage(message);
  const underWay = new Map<number, AbortController>();

  const known: Jobs = { ...jobs, [letGo]: (_input: null, { asker }: AtWork) => onLetGo(asker) };
  const work = async (id: number, asker: number, name: string, input: unknown): Promise<void> => {
    const stop = new AbortController();
    underWay.set(id, stop);
    try {
      const job = known[name];
      if (job === undefined) throw new Error(`no job is called ${name}`);
      const value = await job(input, {
        asker,
        signal: stop.signal,
        log: (line) => tell({ type: 'log', asker, line }),
        progress: (done, total) => tell({ type: 'progress', id, done, total }),
      });
      tell({ type: 'done', id, value });
    } catch (error) {
      if (error instanceof DeskFailure) tell({ type: 'failed', id, error: error.error });
      else if (stop.signal.aborted) tell({ type: 'failed', id, error: { code: 'cancelled' } });
      else tell({ type: 'broke', id, text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    } finally {
      underWay.delete(id);
    }
  };
  port.on('message', (message: ToThread) => {
    if (message.type === 'do') void work(message.id, message.asker, message.name, message.input);
    else underWay.get(message.id)?.abort();
  });
}
