/** The line from the stand-in's main process to Chromium: the DevTools protocol over a pipe, typed. Chromium ends when the pipe closes. */
import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
export type CommandName = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
export type EventName = keyof Protocol.Events;
export type EventBody<E extends EventName> = Protocol.Events[E];

/** A command Chromium refused, with the command's name in front of Chromium's own words. */
export class CdpFailure extends Error {
  override readonly name = 'CdpFailure';
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly method: string;
  readonly sessionId: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

type Listener = (params: never) => void;

/** One session: the browser's own (id `''`), or one target's. */
export interface CdpSession {
  readonly id: string;
  /** Rejects with `CdpFailure` when Chromium refuses, or when the target or Chromium goes away first. */
  send<C extends CommandName>(method: C, params?: Protocol.CommandParameters[C]): Promise<Protocol.CommandReturnValues[C]>;
  on<E extends EventName>(event: E, listener: (params: EventBody<E>) => void): void;
}

export class CdpPipe {
  readonly browser: CdpSession;
  /** Resolves when Chromium has gone, for whatever reason. */
  readonly closed: Promise<void>;
  readonly #write: Writable;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Listener[]>();
  #nextId = 1;
  #open = true;

  constructor(chromium: ChildProcess) {
    this.#write = chromium.stdio[3] as Writable;
    const read = chromium.stdio[4] as Readable;
    let pending: Buffer[] = [];
    read.on('data', (chunk: Buffer) => {
      let start = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        pending.push(chunk.subarray(start, end));
        start = end + 1;
        const text = Buffer.concat(pending).toString('utf8');
        pending = [];
        this.#receive(JSON.parse(text) as Answer);
      }
      if (start < chunk.length) pending.push(chunk.subarray(start));
    });
    this.closed = new Promise((resolve) => {
      const end = (): void => {
        if (!this.#open) return;
        this.#open = false;
        for (const { method, reject } of this.#waiting.values()) reject(new CdpFailure(`${method}: Chromium has gone`));
        this.#waiting.clear();
        resolve();
      };
      read.on('close', end);
      read.on('error', end);
      this.#write.on('error', end);
      chromium.on('exit', end);
      chromium.on('error', end);
    });
    this.browser = this.session('');
  }

  session(id: string): CdpSession {
    return {
      id,
      send: (method, params) => this.#send(id, method, params) as Promise<never>,
      on: (event, listener) => {
        const key = `${id} ${event}`;
        this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener]);
      },
    };
  }

  /** Commands of a target that has gone never get an answer: this rejects them. */
  forget(sessionId: string): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.sessionId !== sessionId) continue;
      this.#waiting.delete(id);
      waiting.reject(new CdpFailure(`${waiting.method}: the page has gone`));
    }
    for (const key of this.#listeners.keys()) if (key.startsWith(`${sessionId} `)) this.#listeners.delete(key);
  }

  #send(sessionId: string, method: string, params: unknown): Promise<unknown> {
    if (!this.#open) return Promise.reject(new CdpFailure(`${method}: Chromium has gone`));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, sessionId, resolve, reject });
      this.#write.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  }

  #receive(answer: Answer): void {
    if (answer.id !== undefined) {
      const waiting = this.#waiting.get(answer.id);
      if (!waiting) return;
      this.#waiting.delete(answer.id);
      if (answer.error) waiting.reject(new CdpFailure(`${waiting.method}: ${answer.error.message}`));
      else waiting.resolve(answer.result);
      return;
    }
    const sessionId = answer.sessionId ?? '';
    for (const listener of this.#listeners.get(`${sessionId} ${answer.method}`) ?? []) listener(answer.params as never);
  }
}
