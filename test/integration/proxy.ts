/** A real proxy on loopback, and servers behind it with the certificates of the samples. */
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { envelope } from './onflowServer.ts';

export const sample = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../samples/certificates/${name}`, import.meta.url)), 'utf8');

export interface Listening {
  /** `127.0.0.1:port` */
  readonly name: string;
  close(): Promise<void>;
}

async function listening(server: Server, sockets: Set<Socket>): Promise<Listening> {
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export interface ProxyServer extends Listening {
  /** Of each CONNECT: where to, and what it carried. */
  readonly asked: { readonly to: string; readonly headers: IncomingMessage['headers'] }[];
  /** Connections that are open through it. */
  readonly tunnels: Set<Socket>;
}

/**
 * `answer` says what CONNECT gets: `open`, `cut` (the connection is closed), `silent`, or a whole answer in HTTP's words. `isTls`: spoken
 * to over TLS, with the good certificate of the samples. `staysOpen`: it leaves it to the client to end what it refused.
 */
export async function proxy(
  answer: (request: IncomingMessage, nth: number) => string,
  isTls = false,
  { staysOpen = false } = {},
): Promise<ProxyServer> {
  const asked: ProxyServer['asked'] = [];
  const tunnels = new Set<Socket>();
  const sockets = new Set<Socket>();
  const server = isTls ? createHttpsServer({ key: sample('server.key'), cert: sample('server.pem') }) : createHttpServer();
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    client.on('error', () => client.destroy());
    asked.push({ to: request.url ?? '', headers: request.headers });
    const words = answer(request, asked.length);
    if (words === 'cut') client.destroy();
    else if (words !== 'open' && words !== 'silent') {
      if (staysOpen)
        client
          .on('end', () => client.end())
          .resume()
          .write(words);
      else client.end(words);
    }
    if (words !== 'open') return;
    const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(request.url ?? '') ?? [];
    const onward = connect(Number(port), host.replaceAll(/^\[|\]$/g, ''), () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(client);
      client.pipe(onward);
    });
    tunnels.add(client);
    sockets.add(onward);
    onward.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('close', () => {
      tunnels.delete(client);
      onward.destroy();
    });
  });
  return { ...(await listening(server, sockets)), asked, tunnels };
}

/** CONNECT's answer of this status, with more lines of a head and a body. */
export const connectAnswer = (status: number, head: readonly string[] = [], body = ''): string =>
  [`HTTP/1.1 ${status} Proxy says`, `content-length: ${Buffer.byteLength(body)}`, ...head, '', body].join('\r\n');

export const asksForName = (request: IncomingMessage, user: string, password: string): string =>
  request.headers['proxy-authorization'] === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    ? 'open'
    : connectAnswer(407, ['proxy-authenticate: Basic realm="company"']);

export interface SecureServer extends Listening {
  readonly requests: { readonly call: string; readonly version: string; readonly headers: IncomingMessage['headers'] }[];
  readonly origin: string;
}

/** A server with TLS that answers as the provider does, or as `handle` says; in HTTP/2 where the client can. */
export async function secureServer(handle?: RequestListener, { certificate = 'server.pem', http2 = true } = {}): Promise<SecureServer> {
  const requests: SecureServer['requests'] = [];
  const sockets = new Set<Socket>();
  const options = { key: sample('server.key'), cert: sample(certificate) };
  const onRequest: RequestListener = (request, response) => {
    requests.push({ call: `${request.method} ${request.url}`, version: request.httpVersion, headers: request.headers });
    if (handle !== undefined) return handle(request, response);
    request
      .resume()
      .on('end', () =>
        response.end(
          envelope(request.method === 'POST' ? { tracking_code: `OASC${requests.length}`, url: 'https://files.example/1' } : []),
        ),
      );
  };
  const server = http2 ? createSecureServer({ ...options, allowHTTP1: true }, onRequest as never) : createHttpsServer(options, onRequest);
  const open = await listening(server as unknown as Server, sockets);
  return { ...open, requests, origin: `https://${open.name}` };
}
