/**
 * The HTTP side of the practice provider: who may ask, how often, which fault strikes, and the envelope around every answer.
 *
 * A request's way: its own Host? → a file? → the rate limit → the token → a fault → the body → the call (the change is on the disk when it
 * returns) → latency → the answer, or the fault in its place.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { hash, timingSafeEqual } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { callNames, type CallName } from '../../contract/errors.ts';
import { Refusal, refusalBody, successBody, ok, type Reply } from './envelope.ts';
import type { FaultKind, Faults } from './faults.ts';
import { SlidingWindows, type RateLimit } from './limit.ts';
import type { Office } from './route.ts';
import { routeTable, type Found, type MovedCalls } from './routes.ts';
import type { PracticeRequest } from './request.ts';
import { languageOf, type Language } from './texts.ts';

/** The largest JSON body: a PO of some thousand lines is far below it. */
const jsonLimit = 1024 * 1024;

export interface ServerSettings {
  readonly office: Office;
  readonly faults: Faults;
  readonly rateLimit: RateLimit | false;
  /** What a 429 of the limit itself carries; what the real one does is not documented (A). */
  readonly retryAfter: 'none' | 'seconds' | 'date';
  readonly authScheme: string;
  readonly moved: MovedCalls;
  /** Query names the server acts as if it did not know. */
  readonly ignoredQuery: readonly string[];
  readonly token: () => string;
  /** Unix milliseconds. */
  readonly clock: () => number;
}

export interface Statistics {
  readonly requests: number;
  readonly rejected429: number;
  readonly byCall: Readonly<Record<CallName, number>>;
}

export interface PracticeServer {
  /** Port 0 takes any free one. Answers the port; rejects where it is taken. */
  listen(port: number): Promise<number>;
  /** Stops listening and breaks every connection. */
  hangUp(): Promise<void>;
  /** `hangUp`, and waits until every change under way is done. */
  close(): Promise<void>;
  statistics(): Statistics;
  resetStatistics(): void;
}

export function practiceServer(settings: ServerSettings): PracticeServer {
  const { office, faults, rateLimit, clock } = settings;
  const windows = rateLimit === false ? null : new SlidingWindows(rateLimit);
  const find = routeTable(settings.moved);
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let statistics = freshStatistics();
  let port = 0;

  const server: Server = createServer(
    { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 120_000 },
    (request, response) => {
      // Counted when the headers are there, on a clock that never jumps: before anything below can wait.
      const work = answer(request, response, performance.now()).catch((error: unknown) => {
        // Nothing below throws but a disk that is full or a connection that is gone: say so if there is still someone to hear it.
        refuse(response, new Refusal(500, 'INTERNAL_SERVER_ERROR', { detail: { reason: reasonOf(error) } }), 'vi');
      });
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
  );

  async function answer(request: IncomingMessage, response: ServerResponse, arrived: number): Promise<void> {
    const language = languageOf(request.headers['accept-language']);
    request.on('error', () => response.destroy());
    response.on('error', () => response.destroy());

    // SECURITY: a web page whose name was rebound to 127.0.0.1 still sends its own name as Host. No CORS header is ever sent.
    const host = request.headers.host ?? '';
    if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return refuse(response, new Refusal(403, 'FORBIDDEN'), language);

    // Taken as it came: no normalizing of `..` or `//` that a check further down could disagree with.
    const [path = '', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const query = new URLSearchParams(search);
    const method = request.method ?? 'GET';
    if (method === 'GET' && path.startsWith('/files/')) {
      if (!(await office.files.serve(path, response))) refuse(response, new Refusal(404, 'NOT_FOUND'), language);
      return;
    }

    const found = find(method, path);
    // Every request counts, also to unknown paths and with a wrong token: the strictest reading of the limit.
    statistics.requests += 1;
    if (found.kind === 'call') statistics.byCall[found.call] += 1;
    if (windows !== null && !windows.admit(arrived)) {
      statistics.rejected429 += 1;
      return tooMany(response, settings.retryAfter, language);
    }
    if (!isAuthorized(request.headers.authorization)) {
      await pause();
      return refuse(response, new Refusal(401, 'UNAUTHORIZED'), language);
    }

    const fault = faults.strike(found.kind === 'call' && found.route.isWrite);
    const outcome = makesChange(fault) ? await perform(found, request, query, language) : await passOver(request);
    await pause();
    if (response.destroyed) return;
    conclude(fault, outcome, response, language);
  }

  /** Reads the request and does what it asks. The answer, good or bad, is a value from here on. */
  async function perform(found: Found, request: IncomingMessage, query: URLSearchParams, language: Language): Promise<Reply | Refusal> {
    try {
      if (found.kind === 'unknown') throw new Refusal(404, 'NOT_FOUND');
      if (found.kind === 'wrongMethod') throw new Refusal(405, 'METHOD_NOT_ALLOWED', { detail: { allowed: found.allowed } });
      if (found.route.answer === null) return ok({ url: await office.files.receive(request) });
      const body = await readJson(request, found.route.isWrite);
      for (const name of settings.ignoredQuery) query.delete(name);
      const asked: PracticeRequest = { params: found.params, query, body, language, now: clock() / 1_000 };
      return await found.route.answer(office, asked);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    } finally {
      // What was not read is let run off, so that the sender gets to read the answer.
      request.resume();
    }
  }

  function conclude(fault: FaultKind, outcome: Reply | Refusal, response: ServerResponse, language: Language): void {
    switch (fault) {
      case 'none':
      case 'offline':
        if (outcome instanceof Refusal) refuse(response, outcome, language);
        else send(response, outcome.status, successBody(outcome));
        return;
      case 'rateLimitSeconds':
        return tooMany(response, 'seconds', language);
      case 'rateLimitDate':
        return tooMany(response, 'date', language);
      case 'rateLimitBare':
        return tooMany(response, 'none', language);
      case 'dropBeforeCommit':
      case 'dropAfterCommit':
        // RST, as a cable that is pulled or a proxy that dies: not a tidy end that could pass for an answer.
        response.socket?.resetAndDestroy();
        return;
      case 'error500BeforeCommit':
      case 'error500AfterCommit':
        return refuse(response, new Refusal(500, 'INTERNAL_SERVER_ERROR'), language);
      case 'html':
        response.writeHead(502, { 'Content-Type': 'text/html; charset=utf-8' });
        response.end('<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>\n');
        return;
      case 'empty':
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 0 });
        response.end();
        return;
      case 'errorIn200':
        return send(response, 200, refusalBody(new Refusal(200, 'BAD_REQUEST'), language));
      case 'wrongToken':
        return refuse(response, new Refusal(401, 'UNAUTHORIZED'), language);
      case 'silence':
        // The connection stays open until the other side, or `close`, ends it.
        return;
      default:
        throw new Error(`unknown fault ${String(fault satisfies never)}`);
    }
  }

  function tooMany(response: ServerResponse, retryAfter: ServerSettings['retryAfter'], language: Language): void {
    if (retryAfter === 'seconds') response.setHeader('Retry-After', '1');
    // The real time, not the company's: HTTP dates have whole seconds, so two from now is one at least.
    if (retryAfter === 'date') response.setHeader('Retry-After', new Date(Date.now() + 2_000).toUTCString());
    refuse(response, new Refusal(429, 'TOO_MANY_REQUESTS'), language);
  }

  function isAuthorized(header: string | undefined): boolean {
    const token = settings.token();
    const expected = settings.authScheme === 'bare' ? token : `${settings.authScheme} ${token}`;
    // SECURITY: hashes of equal length, compared in constant time: how long it takes tells nothing about the token.
    return timingSafeEqual(hash('sha256', header ?? '', 'buffer'), hash('sha256', expected, 'buffer'));
  }

  /** The latency that was asked for; cut short when the provider closes. */
  async function pause(): Promise<void> {
    const latency = faults.latency();
    if (latency === 0) return;
    await wait(latency, undefined, { signal: closing.signal, ref: false }).catch((error: unknown) => {
      if (!closing.signal.aborted) throw error;
    });
  }

  const hangUp = async (): Promise<void> => {
    if (!server.listening) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    // A client in this very process (the desk) learns of its broken connections in the next turn: nobody should reuse one that is dead.
    await nextTurn();
  };

  return {
    listen: (wanted) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        // SECURITY: loopback only: nobody on the network can reach the practice company.
        server.listen({ port: wanted, host: '127.0.0.1' }, () => {
          server.off('error', reject);
          const address = server.address();
          if (address === null || typeof address === 'string') return reject(new Error('the practice provider has no port'));
          port = address.port;
          resolve(port);
        });
      }),
    hangUp,
    async close() {
      closing.abort();
      await hangUp();
      await Promise.allSettled(underWay);
    },
    statistics: () => ({ ...statistics, byCall: { ...statistics.byCall } }),
    resetStatistics: () => {
      statistics = freshStatistics();
    },
  };
}

/**
 * Whether the request is carried out although the answer is spoilt. An empty 200 and silence are the answers of a server that did the work
 * and failed to say so; a gateway's HTML page and an error in a 200 are those of one that did not.
 */
function makesChange(fault: FaultKind): boolean {
  switch (fault) {
    case 'none':
    case 'offline':
    case 'dropAfterCommit':
    case 'error500AfterCommit':
    case 'empty':
    case 'silence':
      return true;
    case 'rateLimitSeconds':
    case 'rateLimitDate':
    case 'rateLimitBare':
    case 'dropBeforeCommit':
    case 'error500BeforeCommit':
    case 'html':
    case 'errorIn200':
    case 'wrongToken':
      return false;
    default:
      throw new Error(`unknown fault ${String(fault satisfies never)}`);
  }
}

/** Reads the request to its end and does nothing, so that a fault looks the same to the sender with and without the change. */
async function passOver(request: IncomingMessage): Promise<Reply> {
  for await (const chunk of request.iterator({ destroyOnReturn: false })) void chunk;
  return ok(null);
}

/**
 * `undefined` for an empty body. 400 `INVALID_PAYLOAD` for what is no JSON; bodies of writes, also empty ones, must be declared JSON (D).
 */
async function readJson(request: IncomingMessage, isWrite: boolean): Promise<unknown> {
  const isJson = /^application\/json\b/i.test(request.headers['content-type'] ?? '');
  if (isWrite && !isJson) throw new Refusal(400, 'BAD_REQUEST', { detail: { content_type: request.headers['content-type'] ?? null } });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    // SECURITY: no body can fill the memory of the desk that hosts this server.
    if (size > jsonLimit) throw new Refusal(413, 'PAYLOAD_TOO_LARGE');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown;
  } catch (error) {
    throw new Refusal(400, 'INVALID_PAYLOAD', { detail: { reason: reasonOf(error) } });
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

function refuse(response: ServerResponse, refusal: Refusal, language: Language): void {
  send(response, refusal.status, refusalBody(refusal, language));
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

function freshStatistics(): { requests: number; rejected429: number; byCall: Record<CallName, number> } {
  return { requests: 0, rejected429: 0, byCall: Object.fromEntries(callNames.map((call) => [call, 0])) as Record<CallName, number> };
}
