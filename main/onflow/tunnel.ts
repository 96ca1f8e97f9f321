/**
 * Opens a way through a proxy: CONNECT in the clear or over TLS, or SOCKS. Nothing of a request has left while this goes on,
 * so that whatever fails here was not sent.
 */
import type { Socket } from 'node:net';
import type { ProxySignIn } from '../../contract/connection.ts';
import type { Doorkeepers, ProxyAnswer } from './doorkeepers.ts';
import { NotConnected, faultCode } from './notConnected.ts';
import type { Proxy } from './routes.ts';

export interface Place {
  /** Without brackets, where it is an IPv6 address. */
  readonly hostname: string;
  readonly port: number;
}

export interface TunnelOptions {
  /** A connection to the proxy itself. */
  readonly reach: () => Promise<Socket>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** @throws NotConnected */
export async function openTunnel(proxy: Proxy, to: Place, doorkeepers: Doorkeepers, options: TunnelOptions): Promise<Socket> {
  if (proxy.kind === 'socks4' || proxy.kind === 'socks5') return throughSocks(proxy, to, options);
  return doorkeepers.knock(proxy.name, to.hostname, (signIn) => askToConnect(proxy, to, signIn, options));
}

async function askToConnect(
  proxy: Proxy,
  { hostname, port }: Place,
  signIn: ProxySignIn | null,
  { reach, timeoutMs, signal }: TunnelOptions,
): Promise<ProxyAnswer> {
  const { request } = await import('node:http');
  const socket = await reach();
  const place = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: place,
      createConnection: () => socket,
      signal,
      headers: {
        host: place,
        'proxy-connection': 'keep-alive',
        // SECURITY: to the proxy alone, before the way through it is open; what goes through it later does not carry it.
        ...(signIn === null
          ? {}
          : { 'proxy-authorization': `Basic ${Buffer.from(`${signIn.user}:${signIn.password}`).toString('base64')}` }),
      },
    });
    asking.removeHeader('connection');
    const timer = setTimeout(() => asking.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), timeoutMs);
    asking.once('connect', (response, opened: Socket, head: Buffer) => {
      clearTimeout(timer);
      if (head.length > 0) opened.unshift(head);
      const offered = (response.rawHeaders ?? []).flatMap((name, index, all) =>
        index % 2 === 0 && name.toLowerCase() === 'proxy-authenticate' ? [all[index + 1] ?? ''] : [],
      );
      const schemes = offered
        .flatMap((each) => each.split(/,\s*(?=[A-Za-z-]+(?:\s|$|,))/))
        .map((each) => /^[A-Za-z-]+/.exec(each.trim())?.[0] ?? '')
        .filter((each) => each !== '');
      resolve({
        status: response.statusCode ?? 0,
        socket: opened,
        takesPassword: schemes.some((each) => each.toLowerCase() === 'basic'),
        schemes: [...new Set(schemes)].join(', ').slice(0, 60),
      });
    });
    asking.once('error', (error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new NotConnected('proxyUnreachable', faultCode(error), { proxy: proxy.name }));
    });
    asking.end();
  });
}

async function throughSocks(proxy: Proxy, { hostname, port }: Place, { reach, timeoutMs }: TunnelOptions): Promise<Socket> {
  const { SocksClient } = await import('socks');
  const existing_socket = await reach();
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: { host: proxy.host, port: proxy.port, type: proxy.kind === 'socks5' ? 5 : 4 },
      command: 'connect',
      destination: { host: hostname, port },
      timeout: timeoutMs,
      existing_socket,
    });
    return socket;
  } catch (error) {
    existing_socket.destroy();
    throw socksFailure(error, { proxy: proxy.name, host: hostname });
  }
}

/** What a SOCKS proxy says that means no: RFC 1928's "not allowed by ruleset", and of SOCKS 4 that it does not know who asks. */
const socksNo: readonly string[] = ['NotAllowed', 'Rejected', 'RejectedIdent'];

function socksFailure(error: unknown, params: { readonly proxy: string; readonly host: string }): NotConnected {
  // The library has words for it and no codes.
  const words = error instanceof Error ? error.message : '';
  if (/authentication/i.test(words)) return new NotConnected('proxyRefused', 'SOCKS', { ...params, cause: 'socksName' });
  const status = /rejected connection - \(?(\w+)\)?$/.exec(words)?.[1];
  if (status === undefined) return new NotConnected('proxyUnreachable', faultCode(error) ?? 'SOCKS', params);
  return new NotConnected(socksNo.includes(status) ? 'proxyRefused' : 'proxyUnreachable', `SOCKS ${status}`, { ...params, status });
}
