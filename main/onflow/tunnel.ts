/**
 * Opens a way through a proxy: CONNECT in the clear or over TLS, or SOCKS. Nothing of a request has left while this goes on,
 * so that whatever fails here was not sent.
 */
import type { Socket } from 'node:net';
import type { ProxySignIn } from '../../contract/connection.ts';
import type { Network } from './network.ts';
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

/** What is known of the proxies that ask for a name. */
export class Doorkeepers {
  readonly #signIn: Network['signIn'];
  /** They have asked for one, in a way that can be answered. */
  readonly #asking = new Set<string>();
  readonly #refused = new Map<string, ProxySignIn>();

  constructor(signIn: Network['signIn']) {
    this.#signIn = signIn;
  }

  /** @throws NotConnected `proxyUnreachable`, `proxyRefused`, `proxySignIn` */
  async knock({ name }: Proxy, host: string, once: (signIn: ProxySignIn | null) => Promise<Answer>): Promise<Socket> {
    const first = this.#asking.has(name) ? await this.#usable(name) : null;
    let shown = first;
    let answer = await once(first);
    if (answer.status === 407 && first === null && answer.takesPassword) {
      this.#asking.add(name);
      shown = await this.#usable(name);
      if (shown !== null) answer = await once(shown);
    }
    if (answer.status >= 200 && answer.status < 300) return answer.socket;
    answer.socket.destroy();
    if (answer.status === 407) throw await this.#turnedAway(name, host, shown, answer);
    // It stumbles, or cannot reach what is behind it: another way may. Any other word of it is its last.
    throw new NotConnected(answer.status >= 500 ? 'proxyUnreachable' : 'proxyRefused', `HTTP ${answer.status}`, {
      proxy: name,
      host,
      status: answer.status,
    });
  }

  async #turnedAway(name: string, host: string, shown: ProxySignIn | null, { takesPassword, schemes }: Answer): Promise<NotConnected> {
    if (!takesPassword) return new NotConnected('proxySignIn', 'HTTP 407', { proxy: name, host, cause: 'scheme', schemes });
    if (shown !== null) this.#refused.set(name, shown);
    const cause = (await this.#signIn(name)) === null ? 'none' : 'wrong';
    return new NotConnected('proxySignIn', 'HTTP 407', { proxy: name, host, cause });
  }

  /** SECURITY: what was refused is not shown again and again: companies lock an account after a few wrong passwords. */
  async #usable(name: string): Promise<ProxySignIn | null> {
    const known = await this.#signIn(name);
    return known === null || this.#refused.get(name) === known ? null : known;
  }
}

interface Answer {
  readonly status: number;
  readonly socket: Socket;
  /** It offers the one way that is spoken here, HTTP's "Basic". */
  readonly takesPassword: boolean;
  /** `NTLM, Negotiate` */
  readonly schemes: string;
}

/** @throws NotConnected */
export async function openTunnel(proxy: Proxy, to: Place, doorkeepers: Doorkeepers, options: TunnelOptions): Promise<Socket> {
  if (proxy.kind === 'socks4' || proxy.kind === 'socks5') return throughSocks(proxy, to, options);
  return doorkeepers.knock(proxy, to.hostname, (signIn) => askToConnect(proxy, to, signIn, options));
}

async function askToConnect(
  proxy: Proxy,
  { hostname, port }: Place,
  signIn: ProxySignIn | null,
  { reach, timeoutMs, signal }: TunnelOptions,
): Promise<Answer> {
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
    // Its library has words for it and no codes.
    const words = error instanceof Error ? error.message : '';
    const isNo = /reject|not allowed|authentication|refused/i.test(words);
    throw new NotConnected(isNo ? 'proxyRefused' : 'proxyUnreachable', faultCode(error) ?? 'SOCKS', { proxy: proxy.name, host: hostname });
  }
}
