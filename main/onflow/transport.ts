/**
 * HTTP to the provider: one request, one answer, and an honest word on whether the request left: NOTE(lost-answer) rests on it. Nothing is
 * ever sent twice here, no redirect is followed, and whatever comes back is handed on as bytes, unpacked.
 */
import type { Agent, Dispatcher } from 'undici';
import type { Sent } from '../../contract/errors.ts';
import { Connecting } from './connecting.ts';
import { unpack } from './decoding.ts';
import type { HttpAnswer } from './httpAnswer.ts';
import type { HttpMethod } from './endpoints.ts';
import { plainNetwork } from './network.ts';
import type { Network } from './network.ts';
import { NotConnected, faultCode } from './notConnected.ts';
import type { Obstruction } from './notConnected.ts';

export interface Timeouts {
  /** To have a connection, TLS included, in milliseconds. */
  readonly connectMs: number;
  /** From the last byte sent to the head of the answer. */
  readonly answerMs: number;
  /** From the head of the answer to its end. */
  readonly bodyMs: number;
}
export const defaultTimeouts: Timeouts = { connectMs: 10_000, answerMs: 30_000, bodyMs: 30_000 };

/** A body of known length that is made while it is sent. */
export interface StreamedBody {
  /** Bytes in all. */
  readonly length: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

export interface HttpRequest {
  readonly method: HttpMethod;
  /** `https://host:port`. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | StreamedBody | undefined;
  /** Largest answer that is read, in bytes; of a packed one, what it unpacks to as well. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
  /** Over a connection of its own: of several kept ones that the server has closed, the next would fail as well. */
  readonly isFresh?: boolean | undefined;
  /** Called once, when there is a connection and the first byte is about to go. */
  readonly onLeaving?: (() => void) | undefined;
  /** Called as a streamed body goes out: bytes so far. */
  readonly onSent?: ((bytes: number) => void) | undefined;
}

/** Why there is no whole answer. */
export class TransportFailure extends Error {
  readonly kind: Obstruction | 'timeout' | 'connectionLost' | 'cancelled' | 'tooLarge' | 'corrupt';
  readonly sent: Exclude<Sent, 'answered'>;
  /** Status of the answer, where its head came. */
  readonly head: Omit<HttpAnswer, 'body'> | null;
  /** `ECONNREFUSED` and its like: for showing. */
  readonly reason: string | null;
  /** Facts for the wording: whose certificate, which proxy. */
  readonly params: NotConnected['params'];
  constructor(
    kind: TransportFailure['kind'],
    left: boolean,
    head: TransportFailure['head'],
    reason: string | null,
    params: NotConnected['params'] = {},
  ) {
    super(kind);
    this.name = 'TransportFailure';
    this.kind = kind;
    this.sent = left ? 'maybe' : 'no';
    this.head = head;
    this.reason = reason;
    this.params = params;
  }
}

export interface Transport {
  /** @throws TransportFailure and nothing else */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Breaks what is under way. */
  close(): Promise<void>;
}

export function createTransport(timeouts: Timeouts = defaultTimeouts, network: Network = plainNetwork): Transport {
  const connecting = new Connecting(network, timeouts.connectMs);
  const make = async (): Promise<Agent> => {
    // It is half of all that the desk's main process would have to read before its first screen, which is read from the desk's own
    // database.
    const { Agent } = await import('undici');
    // SECURITY: no redirect and no retry interceptor: the token goes to the connection's host and a request goes once.
    return new Agent({
      connect: connecting.connect,
      pipelining: 1,
      // The time-outs below start when the desk means them to start; undici's own would only be a second opinion.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  };
  let kept: Line | undefined;
  const open = new Set<Line>();
  let isClosed = false;
  const openLine = (): Line => {
    const line = { agent: make(), underWay: 0 };
    open.add(line);
    return line;
  };
  const exchange = async (agent: Promise<Agent>, request: HttpRequest): Promise<HttpAnswer> => {
    if (isClosed) throw new TransportFailure('cancelled', false, null, null);
    const connected = await agent;
    const { body, ...head } = await new Promise<HttpAnswer>((resolve, reject) =>
      new Exchange(connected, request, timeouts, resolve, reject).begin(),
    );
    const unpacked = await unpack(body, head.headers, request.maxBytes);
    if ('fault' in unpacked) throw new TransportFailure(unpacked.fault, true, head, null);
    return { ...head, body: unpacked.body };
  };
  const over = async (line: Line, request: HttpRequest): Promise<HttpAnswer> => {
    line.underWay += 1;
    try {
      return await exchange(line.agent, request);
    } catch (error) {
      // It may have died without a word (another Wi-Fi, a router that forgot it): HTTP/2 would go on over it, and every request after
      // this one would be in doubt too. Those that are on their way over it have their own time to the end.
      if (kept === line && isOfDeadLine(error)) kept = undefined;
      throw error;
    } finally {
      line.underWay -= 1;
      if (line !== kept && line.underWay === 0) {
        open.delete(line);
        await (await line.agent).destroy();
      }
    }
  };
  return {
    send: (request) => over(request.isFresh === true ? openLine() : (kept ??= openLine()), request),
    close: async () => {
      isClosed = true;
      connecting.close();
      await Promise.all([...open].map(async ({ agent }) => (await agent).destroy()));
    },
  };
}

/** Connections that requests share. */
interface Line {
  readonly agent: Promise<Agent>;
  /** Requests that are on their way over it. */
  underWay: number;
}

const isOfDeadLine = (error: unknown): boolean =>
  error instanceof TransportFailure && (error.kind === 'timeout' || error.reason === noTurn);

/** Why a request did not leave that waited for its turn on a connection (HTTP/2: the server opens no stream for it). */
const noTurn = 'NO_TURN';
/** So many times as long as one step of connecting: several proxies may be tried one after another. */
const stepsToLeave = 12;

class StoppedByUs extends Error {}

/** One request on its way: undici tells it what happens, it settles once. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #agent: Agent;
  readonly #request: HttpRequest;
  readonly #timeouts: Timeouts;
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (failure: TransportFailure) => void;
  #settled = false;
  #left = false;
  #controller: Dispatcher.DispatchController | null = null;
  #head: Omit<HttpAnswer, 'body'> | null = null;
  readonly #chunks: Buffer[] = [];
  #received = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    agent: Agent,
    request: HttpRequest,
    timeouts: Timeouts,
    resolve: (answer: HttpAnswer) => void,
    reject: (failure: TransportFailure) => void,
  ) {
    this.#agent = agent;
    this.#request = request;
    this.#timeouts = timeouts;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(): void {
    const { method, origin, path, headers, body, signal } = this.#request;
    if (signal?.aborted === true) {
      this.#fail('cancelled');
      return;
    }
    signal?.addEventListener('abort', this.#abort, { once: true });
    this.#timer = setTimeout(() => this.#fail('network', noTurn), stepsToLeave * this.#timeouts.connectMs);
    try {
      this.#agent.dispatch(
        {
          origin,
          path,
          method,
          headers: method === 'GET' ? { ...headers } : { ...headers, 'content-length': String(body?.length ?? 0) },
          // In pieces even where it is whole: over HTTP/2 undici makes a request again by itself whose body it could send again, and never
          // one of these. The types leave out what the documentation promises: any async iterable is a body.
          body: (method === 'GET' ? null : this.#pieces()) as unknown as Dispatcher.DispatchOptions['body'] & {},
        },
        this,
      );
    } catch (error) {
      this.onResponseError(null, error as Error);
    }
  }

  async *#pieces(): AsyncGenerator<Uint8Array> {
    const { body } = this.#request;
    if (body === undefined) return;
    if (body instanceof Uint8Array) {
      yield body;
      return;
    }
    let sent = 0;
    for await (const chunk of body.chunks()) {
      yield chunk;
      // undici asks for the next piece only once the socket has taken this one.
      sent += chunk.length;
      if (this.#settled) return;
      this.#wait(this.#timeouts.answerMs);
      this.#request.onSent?.(sent);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Aborted while connecting, or asked to go a second time over a new connection: either way it must not go (again).
    if (this.#settled || this.#left) {
      controller.abort(new StoppedByUs());
      return;
    }
    this.#controller = controller;
    this.#left = true;
    this.#request.onLeaving?.();
    this.#wait(this.#timeouts.answerMs);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Record<string, string | string[] | undefined>): void {
    // 1xx is not the answer yet.
    if (status < 200) return;
    const flat = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')] as const);
    this.#head = { status, headers: Object.fromEntries(flat) };
    if (Number(this.#head.headers['content-length'] ?? 0) > this.#request.maxBytes) this.#fail('tooLarge');
    else this.#wait(this.#timeouts.bodyMs);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#received += chunk.length;
    if (this.#received > this.#request.maxBytes) this.#fail('tooLarge');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#settled || this.#head === null) return;
    this.#settle();
    this.#resolve({ ...this.#head, body: Buffer.concat(this.#chunks) });
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    // Before there is a connection nothing can have left.
    if (!this.#left)
      return error instanceof NotConnected ? this.#fail(error.kind, error.reason, error.params) : this.#fail('network', faultCode(error));
    if (this.#head === null && wasNotTaken(error)) this.#left = false;
    this.#fail('connectionLost', faultCode(error));
  }

  readonly #abort = (): void => this.#fail('cancelled');

  #wait(ms: number): void {
    if (this.#settled) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#fail('timeout'), ms);
  }

  #fail(kind: TransportFailure['kind'], reason: string | null = null, params: NotConnected['params'] = {}): void {
    if (this.#settled) return;
    this.#settle();
    this.#reject(new TransportFailure(kind, this.#left, this.#head, reason, params));
    this.#controller?.abort(new StoppedByUs());
  }

  #settle(): void {
    this.#settled = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener('abort', this.#abort);
  }
}

/** RFC 9113, 8.7: a stream that is reset with this was not processed. */
const refusedStream = 7;

/**
 * The server says itself that it did not take the request up (HTTP/2): REFUSED_STREAM, or GOAWAY with a last stream before this one. undici
 * answers the second with this text for just those streams, and has no code for it; for all others it tells of a closed socket, and they
 * stay in doubt.
 */
function wasNotTaken(error: Error): boolean {
  return (
    (error as { http2ErrorCode?: unknown }).http2ErrorCode === refusedStream || error.message.startsWith('HTTP/2: "GOAWAY" frame received')
  );
}
