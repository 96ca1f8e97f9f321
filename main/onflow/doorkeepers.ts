/**
 * Proxies that ask who is there. One for all connections of the desk, those that are opened later among them: companies lock
 * an account after a few wrong passwords, whoever shows them.
 */
import type { Socket } from 'node:net';
import type { ProxySignIn } from '../../contract/connection.ts';
import { NotConnected } from './notConnected.ts';

/** What a proxy says to CONNECT. */
export interface ProxyAnswer {
  readonly status: number;
  readonly socket: Socket;
  /** It offers the one way that is spoken here, HTTP's "Basic". */
  readonly takesPassword: boolean;
  /** `NTLM, Negotiate` */
  readonly schemes: string;
}

/** The names and passwords that proxies (`host:port`) did not accept: of each the last. */
export class Refusals {
  readonly #last = new Map<string, ProxySignIn>();

  has(proxy: string, signIn: ProxySignIn): boolean {
    return isSameSignIn(signIn, this.#last.get(proxy));
  }

  add(proxy: string, signIn: ProxySignIn): void {
    this.#last.set(proxy, signIn);
  }

  /** A person typed it once more. */
  forget(proxy: string): void {
    this.#last.delete(proxy);
  }
}

export const isSameSignIn = (one: ProxySignIn, other: ProxySignIn | undefined): boolean =>
  one.user === other?.user && one.password === other.password;

/** A name that was shown and is not answered yet. */
interface Showing {
  /** Which one was accepted, `null` where that is not known or it was refused. */
  readonly verdict: Promise<ProxySignIn | null>;
  /** The same, or `null` once the answer is late. */
  readonly soon: Promise<ProxySignIn | null>;
  isLate: boolean;
}

/** A name is judged in a moment. What takes longer is mostly the host behind the proxy, which says nothing of others. */
const lateMs = 1_000;
/** SECURITY: so many wrong tries at most, where it is the judging that takes long. */
const mostUnanswered = 2;

export class Doorkeepers {
  readonly #signIn: (proxy: string) => Promise<ProxySignIn | null>;
  readonly #refusals: Pick<Refusals, 'has' | 'add'>;
  /** They have asked for a name, in a way that can be answered. */
  readonly #asking = new Set<string>();
  readonly #showing = new Map<string, Showing[]>();

  /** `signIn`: what is kept for a proxy, `null` where nothing is. SECURITY: it goes to that proxy and nowhere else. */
  constructor(signIn: (proxy: string) => Promise<ProxySignIn | null>, refusals: Pick<Refusals, 'has' | 'add'> = new Refusals()) {
    this.#signIn = signIn;
    this.#refusals = refusals;
  }

  /**
   * `once` asks the proxy (`host:port`) for a way to `host`. The open way; all other answers are closed here.
   * @throws NotConnected `proxyUnreachable`, `proxyRefused`, `proxySignIn`, and what `once` throws
   */
  async knock(proxy: string, host: string, once: (signIn: ProxySignIn | null) => Promise<ProxyAnswer>): Promise<Socket> {
    let answer = this.#asking.has(proxy) ? null : await once(null);
    if (answer === null || (answer.status === 407 && answer.takesPassword)) {
      answer?.socket.destroy();
      this.#asking.add(proxy);
      answer = (await this.#inTurn(proxy, once)) ?? answer ?? (await once(null));
    }
    if (answer.status >= 200 && answer.status < 300) return answer.socket;
    answer.socket.destroy();
    if (answer.status === 407) throw await this.#turnedAway(proxy, host, answer);
    throw new NotConnected(answer.status >= 500 ? 'proxyUnreachable' : 'proxyRefused', `HTTP ${answer.status}`, {
      proxy,
      host,
      status: answer.status,
    });
  }

  async #turnedAway(proxy: string, host: string, { takesPassword, schemes }: ProxyAnswer): Promise<NotConnected> {
    if (!takesPassword) return new NotConnected('proxySignIn', 'HTTP 407', { proxy, host, cause: 'scheme', schemes });
    const cause = (await this.#signIn(proxy)) === null ? 'none' : 'wrong';
    return new NotConnected('proxySignIn', 'HTTP 407', { proxy, host, cause });
  }

  /**
   * Shows the name that is kept; `null` where there is none, or it was refused.
   * SECURITY: one connection shows it, and those that come meanwhile wait for what becomes of it: even one that was accepted a moment ago
   * may have been changed since, and ten connections that are made at once would be ten wrong tries. Where the answer is late, one more
   * goes ahead, so that one host that is slow to reach holds up no other.
   */
  async #inTurn(proxy: string, once: (signIn: ProxySignIn) => Promise<ProxyAnswer>): Promise<ProxyAnswer | null> {
    for (;;) {
      const signIn = await this.#signIn(proxy);
      if (signIn === null || this.#refusals.has(proxy, signIn)) return null;
      const ahead = this.#showing.get(proxy) ?? [];
      if (ahead.length < mostUnanswered && ahead.every(({ isLate }) => isLate)) return this.#first(proxy, signIn, once);
      const accepted = await Promise.race(ahead.map(({ isLate, verdict, soon }) => (isLate ? verdict : soon)));
      if (accepted !== null && isSameSignIn(accepted, signIn)) return this.#show(proxy, signIn, once);
    }
  }

  async #first(proxy: string, signIn: ProxySignIn, once: (signIn: ProxySignIn) => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const verdict = Promise.withResolvers<ProxySignIn | null>();
    const late = Promise.withResolvers<null>();
    const showing: Showing = { verdict: verdict.promise, soon: Promise.race([verdict.promise, late.promise]), isLate: false };
    const timer = setTimeout(() => {
      showing.isLate = true;
      late.resolve(null);
    }, lateMs);
    this.#showing.set(proxy, [...(this.#showing.get(proxy) ?? []), showing]);
    let accepted: ProxySignIn | null = null;
    try {
      const answer = await this.#show(proxy, signIn, once);
      if (answer.status !== 407) accepted = signIn;
      return answer;
    } finally {
      clearTimeout(timer);
      const others = (this.#showing.get(proxy) ?? []).filter((each) => each !== showing);
      if (others.length === 0) this.#showing.delete(proxy);
      else this.#showing.set(proxy, others);
      verdict.resolve(accepted);
    }
  }

  async #show(proxy: string, signIn: ProxySignIn, once: (signIn: ProxySignIn) => Promise<ProxyAnswer>): Promise<ProxyAnswer> {
    const answer = await once(signIn);
    // SECURITY: in whatever way it asks now, this was one wrong try.
    if (answer.status === 407) this.#refusals.add(proxy, signIn);
    return answer;
  }
}
