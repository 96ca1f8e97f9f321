/**
 * How a connection to a server comes to be: the way that the computer goes, by whichever of its proxies can be reached, and
 * a certificate that is trusted. undici calls it for every connection it needs.
 */
import type { Socket } from 'node:net';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import { certificateTrouble, factsOf, isUnknownIssuer, systemTrust, usualTrust } from './certificates.ts';
import type { Authorities, Network } from './network.ts';
import { NotConnected, faultCode } from './notConnected.ts';
import { createRoutes } from './routes.ts';
import type { Route, Routes } from './routes.ts';
import { openTunnel } from './tunnel.ts';

/** undici's own ways to a socket, with one list of authorities. */
interface Connectors {
  readonly server: buildConnector.connector;
  /** A proxy is not spoken to in HTTP/2. */
  readonly proxy: buildConnector.connector;
}

export class Connecting {
  readonly #network: Network;
  readonly #connectMs: number;
  readonly #routes: Routes;
  readonly #closing = new AbortController();
  readonly #underWay = new Set<Socket>();
  readonly #lastRoutes = new Map<string, string>();
  #authorities: Promise<Authorities> | undefined;
  #unreadFiles: readonly string[] = [];
  #usual: Promise<Connectors> | undefined;
  #system: Promise<Connectors> | undefined;

  /** `connectMs`: for each step (the computer's answer, the proxy, the server with TLS), in milliseconds. */
  constructor(network: Network, connectMs: number) {
    this.#network = network;
    this.#connectMs = connectMs;
    this.#routes = createRoutes(network, connectMs);
  }

  /** For undici. Its error is always a `NotConnected`: some of its own codes would make it try again for ever. */
  readonly connect: buildConnector.connector = (to, callback) => {
    void this.#answer(to, callback);
  };

  close(): void {
    this.#closing.abort();
    for (const socket of this.#underWay) socket.destroy();
  }

  async #answer(to: buildConnector.Options, callback: buildConnector.Callback): Promise<void> {
    let socket: Socket;
    try {
      socket = await this.#open(to);
    } catch (error) {
      callback(error instanceof NotConnected ? error : new NotConnected('network', faultCode(error)), null);
      return;
    }
    callback(null, socket);
  }

  async #open(to: buildConnector.Options): Promise<Socket> {
    // In the clear only the practice server is spoken to, on this computer.
    if (to.protocol !== 'https:') return this.#shake((await this.#usually()).server, to);
    const origin = `https://${to.host ?? to.hostname}`;
    const routes = await this.#routes.to(origin);
    if (routes.length === 0) throw new NotConnected('proxyRefused', 'UNKNOWN_KIND', { cause: 'kind', proxy: '', host: to.hostname });
    for (const [index, route] of routes.entries()) {
      try {
        const socket = await this.#trusting((connectors) => this.#through(route, to, connectors));
        this.#routes.reached(route);
        this.#note(origin, route);
        return socket;
      } catch (error) {
        if (!(error instanceof NotConnected)) throw error;
        // What was reached has the last word: a proxy that says no is not gone round, and one that does not reach a host says nothing of
        // the others. Chromium sees it so too (net/http/proxy_fallback.cc).
        const hasFailed = error.kind === 'proxyUnreachable' && error.params['status'] === undefined;
        if (hasFailed) this.#routes.unreachable(route);
        const leadsOn = hasFailed || error.kind === 'network';
        if (!leadsOn || index === routes.length - 1) throw error;
      }
    }
    throw new NotConnected('network', null);
  }

  #note(origin: string, route: Route): void {
    const name = route === 'direct' ? 'straight' : `by ${route.name}`;
    if (this.#lastRoutes.get(origin) !== name) this.#network.log(`proxy: ${origin} is reached ${name}`);
    this.#lastRoutes.set(origin, name);
  }

  async #through(route: Route, to: buildConnector.Options, { server, proxy }: Connectors): Promise<Socket> {
    if (route === 'direct') return this.#shake(server, to);
    const isTls = route.kind === 'https';
    const reach = async (): Promise<Socket> => {
      try {
        return await this.#shake(proxy, {
          hostname: route.host,
          host: route.name,
          protocol: isTls ? 'https:' : 'http:',
          port: String(route.port),
        });
      } catch (error) {
        // Whose certificate it is stands in the error.
        if (!(error instanceof NotConnected) || error.kind !== 'network') throw error;
        throw new NotConnected('proxyUnreachable', error.reason, { proxy: route.name });
      }
    };
    const httpSocket = await openTunnel(
      route,
      { hostname: to.hostname, port: Number(to.port === '' ? 443 : (to.port ?? 443)) },
      this.#network.doorkeepers,
      {
        reach,
        timeoutMs: this.#connectMs,
        signal: this.#closing.signal,
      },
    );
    try {
      return await this.#shake(server, { ...to, httpSocket });
    } catch (error) {
      if (!(error instanceof NotConnected) || error.kind !== 'network' || !isNoTls(error.reason)) throw error;
      // It opened the way and then speaks for itself: a page that says no, most likely.
      throw new NotConnected('proxyRefused', error.reason, { proxy: route.name, host: to.hostname, cause: 'page' });
    }
  }

  /** A connection, TLS included. @throws NotConnected `network`, `certificate` */
  #shake(connector: buildConnector.connector, to: buildConnector.Options): Promise<Socket> {
    return new Promise((resolve, reject) => {
      let certificate: PeerCertificate | null = null;
      const begin = connector as (...args: Parameters<buildConnector.connector>) => Socket;
      const socket = begin(to, (error, connected) => {
        this.#underWay.delete(socket);
        // Its types promise a `null` that does not come.
        if (error === null) resolve(connected);
        else reject(this.#failure(error, to, certificate));
      });
      this.#underWay.add(socket);
      // Destroyed on closing, it ends without an error, and others may be waiting for what becomes of it.
      socket.once('close', () => {
        this.#underWay.delete(socket);
        reject(new NotConnected('network', null));
      });
      // What Node tells itself when it knows the certificate and has not judged it yet. Only to be shown: the judgement is Node's.
      if (to.protocol === 'https:') socket.prependListener('secure', () => (certificate = (socket as TLSSocket).getPeerCertificate()));
      if (this.#closing.signal.aborted) socket.destroy();
    });
  }

  #failure(error: Error, to: buildConnector.Options, certificate: PeerCertificate | null): NotConnected {
    const reason = faultCode(error);
    const cause = certificateTrouble(reason);
    if (cause === null) return new NotConnected('network', reason);
    const caFile = this.#unreadFiles.length > 0 ? { caFile: this.#unreadFiles.join(', ') } : {};
    return new NotConnected('certificate', reason, { cause, host: to.host ?? to.hostname, ...factsOf(certificate), ...caFile });
  }

  async #trusting<T>(attempt: (connectors: Connectors) => Promise<T>): Promise<T> {
    if (this.#system === undefined) {
      try {
        return await attempt(await this.#usually());
      } catch (error) {
        // A company that inspects its traffic signs for everybody; its own certificate is where the system keeps such.
        if (!isOfUnknownIssuer(error)) throw error;
      }
    }
    try {
      return await attempt(await this.#systemToo());
    } catch (error) {
      // The file that is missing may be on a drive that is not there yet: the next connection looks again.
      if (isOfUnknownIssuer(error) && this.#unreadFiles.length > 0) this.#forgetAuthorities();
      throw error;
    }
  }

  #forgetAuthorities(): void {
    this.#authorities = undefined;
    this.#usual = undefined;
    this.#system = undefined;
  }

  #usually(): Promise<Connectors> {
    return (this.#usual ??= this.#connectors(usualTrust));
  }

  #systemToo(): Promise<Connectors> {
    return (this.#system ??= this.#connectors((own) => systemTrust(own, this.#network.log)));
  }

  async #connectors(trust: typeof usualTrust): Promise<Connectors> {
    try {
      return await this.#newConnectors(trust);
    } catch (error) {
      // What could not be asked just now (a database that another program holds) is asked again, and does not stop all for good.
      this.#forgetAuthorities();
      throw error;
    }
  }

  async #newConnectors(trust: typeof usualTrust): Promise<Connectors> {
    const { buildConnector } = await import('undici');
    const { pem, unread } = await (this.#authorities ??= this.#network.authorities());
    this.#unreadFiles = unread;
    const secureContext = await trust(pem);
    const options = { timeout: this.#connectMs, ...(secureContext === undefined ? {} : { secureContext }) };
    return { server: buildConnector(options), proxy: buildConnector({ ...options, allowH2: false }) };
  }
}

const isOfUnknownIssuer = (error: unknown): boolean =>
  error instanceof NotConnected && error.kind === 'certificate' && isUnknownIssuer(error.reason);

/** What came was no TLS, or TLS that is broken off with a word. */
const isNoTls = (reason: string | null): boolean => /^(?:ERR_SSL_|EPROTO$)/.test(reason ?? '');
