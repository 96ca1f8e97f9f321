/** Connections that do not break and carry nothing any more: real TLS servers on loopback, behind a relay that falls silent. */
import { createServer as createTcpServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureServer } from 'node:http2';
import type { ServerHttp2Session } from 'node:http2';
import { afterEach, describe, expect, test } from 'vitest';
import { createOnflow } from '../../main/onflow/client.ts';
import type { Onflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { plainNetwork } from '../../main/onflow/network.ts';
import { envelope, errorOf, token } from './onflowServer.ts';
import { sample, secureServer } from './proxy.ts';
import type { Listening } from './proxy.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
const opened = async <T extends Listening>(starting: Promise<T>): Promise<T> => {
  const server = await starting;
  cleanUp.push(() => server.close());
  return server;
};
const clientAt = (origin: string, { connectMs = 10_000, answerMs = 20_000 }: { connectMs?: number; answerMs?: number }): Onflow => {
  const onflow = createOnflow({
    baseUrl: origin,
    token: () => token,
    language: () => 'vi',
    profile: {},
    limiter: createLimiter(),
    timeouts: { connectMs, answerMs, bodyMs: 20_000 },
    network: { ...plainNetwork, authorities: () => Promise.resolve({ pem: [sample('ca.pem')], unread: [] }) },
  });
  cleanUp.push(() => onflow.close());
  return onflow;
};

interface Relay extends Listening {
  /** One for each connection that was made through it, those that ended too. */
  readonly lines: { readonly isOpen: () => boolean }[];
  /** What goes through the connections there are is swallowed from now on; new ones are as good as ever. */
  fallSilent(): void;
}
async function relayTo(name: string): Promise<Relay> {
  const [host = '', port = ''] = name.split(':');
  const lines: { readonly isOpen: () => boolean; readonly cut: () => void; readonly end: () => void }[] = [];
  const server = createTcpServer((client: Socket) => {
    const onward = connect(Number(port), host);
    let isSilent = false;
    client.on('data', (bytes) => isSilent || onward.write(bytes));
    onward.on('data', (bytes) => isSilent || client.write(bytes));
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const)
      one.on('error', () => one.destroy()).on('close', () => other.destroy());
    lines.push({ isOpen: () => !client.destroyed, cut: () => (isSilent = true), end: () => client.destroy() });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    name: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines,
    fallSilent: () => {
      for (const line of lines) line.cut();
    },
    close: async () => {
      for (const line of lines) line.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

describe('a connection that carries nothing any more', () => {
  test.each([true, false])('puts one document in doubt, and the next one goes over a new connection (HTTP/2: %s)', async (http2) => {
    const server = await opened(secureServer(undefined, { http2 }));
    const relay = await opened(relayTo(server.name));
    const onflow = clientAt(`https://${relay.name}`, { answerMs: 1_500 });
    await onflow.warehouses.list();
    // undici takes a connection for free only a moment after its answer.
    await new Promise((resolve) => setTimeout(resolve, 20));
    relay.fallSilent();
    expect(await errorOf(onflow.shipments.create({ a: 1 }))).toMatchObject({ code: 'timeout', sent: 'maybe' });
    expect(await onflow.shipments.create({ a: 2 })).toMatch(/^OASC/);
    // The first one was swallowed, and is not sent again by the desk's network.
    expect(server.requests.filter(({ call }) => call.startsWith('POST'))).toHaveLength(1);
    // The dead one is not kept open.
    await expect.poll(() => relay.lines.map(({ isOpen }) => isOpen())).toEqual([false, true]);
  });

  test('what was on its way over it keeps its own time; what comes after does not wait for that', async () => {
    let wait: (() => void) | null = null;
    const server = await opened(
      secureServer((request, response) => {
        if (request.url?.includes('brands') === true) wait = () => void response.end(envelope([]));
        else if (request.url?.includes('create') === true) request.resume();
        else request.resume().on('end', () => response.end(envelope([])));
      }),
    );
    const onflow = clientAt(server.origin, { answerMs: 3_000 });
    await onflow.warehouses.list();
    const stuck = errorOf(onflow.shipments.create({ a: 1 }));
    // From the end of the one to the end of the other.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const slow = onflow.brands.list();
    expect(await stuck).toMatchObject({ code: 'timeout', sent: 'maybe' });
    await onflow.warehouses.list();
    expect(wait).not.toBeNull();
    (wait as unknown as () => void)();
    expect(await slow).toMatchObject({ rows: [] });
    expect(server.requests.filter(({ call }) => call.includes('create'))).toHaveLength(1);
  });
});

describe('a server that lets no request begin', () => {
  test('is told after a time, nothing has left, and the next request is tried over a new connection', async () => {
    const sessions: ServerHttp2Session[] = [];
    const begun: string[] = [];
    const server = createSecureServer({ key: sample('server.key'), cert: sample('server.pem') });
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    server.on('session', (session) => sessions.push(session));
    server.on('request', (request, response) => {
      begun.push(request.method);
      request.resume().on('end', () => response.end(envelope(request.method === 'POST' ? { tracking_code: 'OASC1' } : [])));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const onflow = clientAt(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, { connectMs: 500 });
    await onflow.warehouses.list();
    // From now on it opens none; what the client has not heard yet it is told within the answer's way.
    sessions[0]?.settings({ maxConcurrentStreams: 0 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await errorOf(onflow.shipments.create({ a: 1 }))).toMatchObject({ code: 'network', sent: 'no', params: { reason: 'NO_TURN' } });
    expect(begun).toEqual(['GET']);
    expect(await onflow.shipments.create({ a: 2 })).toBe('OASC1');
    // What did not get its turn does not go later.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(begun).toEqual(['GET', 'POST']);
    expect(sessions.map(({ destroyed }) => destroyed)).toEqual([true, false]);
  });
});
