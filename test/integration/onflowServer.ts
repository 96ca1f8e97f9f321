/** A real HTTP server on loopback that does what a test tells it to, and a client at it. */
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeskFailure } from '../../contract/errors.ts';
import type { DeskError } from '../../contract/errors.ts';
import { createOnflow } from '../../main/onflow/client.ts';
import type { JournalEntry, Onflow } from '../../main/onflow/client.ts';
import type { OnflowOptions } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';

export const token = 'tok-5f2c9e0b7a-secret';

export interface Bench {
  readonly baseUrl: string;
  readonly onflow: Onflow;
  readonly journal: JournalEntry[];
  readonly requests: { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer }[];
  close(): Promise<void>;
}

export const envelope = (data: unknown, more: object = {}): string =>
  JSON.stringify({
    data,
    error: false,
    error_code: null,
    log_id: null,
    messages: 'OK',
    total: 1,
    version: '1.0.3',
    error_detail: null,
    ...more,
  });

export function json(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

export async function listen(handler: RequestListener): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `answer` is called with the whole body read, unless `raw` is set. */
export async function bench(
  answer: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void,
  options: Partial<OnflowOptions> & { raw?: boolean } = {},
): Promise<Bench> {
  const requests: Bench['requests'] = [];
  const journal: JournalEntry[] = [];
  const server = await listen((request, response) => {
    const chunks: Buffer[] = [];
    const done = (): void => {
      const body = Buffer.concat(chunks);
      requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      answer(request, response, body);
    };
    if (options.raw === true) done();
    else request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', done);
  });
  const onflow = createOnflow({
    baseUrl: server.origin,
    token: () => token,
    language: () => 'vi',
    profile: {},
    limiter: createLimiter(),
    onRequest: (entry) => journal.push(entry),
    ...options,
  });
  return {
    baseUrl: server.origin,
    onflow,
    journal,
    requests,
    close: async () => {
      await onflow.close();
      await server.close();
    },
  };
}

/** The error a call ends with; fails where it succeeds. */
export async function errorOf(promise: Promise<unknown>): Promise<DeskError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof DeskFailure) return error.error;
    throw error;
  }
  throw new Error('the call succeeded');
}
