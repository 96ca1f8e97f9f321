/**
 * What is being asked of the provider for the screen: one request at a time for the same thing, and what became of the last
 * one.
 */
import { DeskFailure } from '../../contract/errors.ts';
import type { DeskError } from '../../contract/errors.ts';

export interface RefreshState {
  readonly refreshing: boolean;
  readonly error: DeskError | null;
}

export class Refreshes {
  readonly #onDefect: (error: unknown) => void;
  readonly #abort = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  /** Requests under way per subject: one subject (the product list) can be asked in several ways (its pages and filters). */
  readonly #busy = new Map<string, number>();
  readonly #errors = new Map<string, DeskError>();

  constructor(onDefect: (error: unknown) => void) {
    this.#onDefect = onDefect;
  }

  /**
   * Starts `work` unless the same `request` is under way. Nobody waits for it: what it found out is in the database, why it did not is in
   * `state(subject)`, and `after` is called in both cases.
   */
  start(subject: string, request: string, work: (signal: AbortSignal) => Promise<void>, after: () => void): void {
    const key = `${subject} ${request}`;
    if (this.#running.has(key) || this.#abort.signal.aborted) return;
    this.#busy.set(subject, (this.#busy.get(subject) ?? 0) + 1);
    this.#running.set(key, this.#run(subject, key, work, after));
  }

  async #run(subject: string, key: string, work: (signal: AbortSignal) => Promise<void>, after: () => void): Promise<void> {
    try {
      await work(this.#abort.signal);
      this.#errors.delete(subject);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#errors.set(subject, this.#inWords(error));
    }
    const left = (this.#busy.get(subject) ?? 1) - 1;
    if (left === 0) this.#busy.delete(subject);
    else this.#busy.set(subject, left);
    this.#running.delete(key);
    if (!this.#abort.signal.aborted) after();
  }

  #inWords(error: unknown): DeskError {
    if (error instanceof DeskFailure) return error.error;
    this.#onDefect(error);
    return { code: 'internal' };
  }

  state(subject: string): RefreshState {
    return { refreshing: this.#busy.has(subject), error: this.#errors.get(subject) ?? null };
  }

  /** The subject was answered by other means. */
  succeeded(subject: string): void {
    this.#errors.delete(subject);
  }

  /** Breaks off what is under way and waits until it is. Afterwards nothing starts and nobody is told anything. */
  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.allSettled(this.#running.values());
  }
}
