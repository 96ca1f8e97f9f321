/** Which ways lead to an address, and in which order they are tried. */
import type { Network } from './network.ts';

export interface Proxy {
  /** How it is spoken to: HTTP's CONNECT in the clear or over TLS, or SOCKS. */
  readonly kind: 'http' | 'https' | 'socks4' | 'socks5';
  readonly host: string;
  readonly port: number;
  /** `host:port`, as it is shown and as its name and password are kept. */
  readonly name: string;
}
export type Route = Proxy | 'direct';

const kinds: Readonly<Record<string, { readonly kind: Proxy['kind']; readonly port: number }>> = {
  PROXY: { kind: 'http', port: 80 },
  HTTP: { kind: 'http', port: 80 },
  HTTPS: { kind: 'https', port: 443 },
  SOCKS: { kind: 'socks4', port: 1080 },
  SOCKS4: { kind: 'socks4', port: 1080 },
  SOCKS5: { kind: 'socks5', port: 1080 },
};

/** Of a list that goes on and on. */
const mostRoutes = 6;

/**
 * Reads PAC's words (`PROXY a:8080; SOCKS5 [::1]:1080; DIRECT`). What is not known (QUIC) is left out; where nothing is said at all it is
 * the straight way, as in every browser. Empty where only unknown kinds are named.
 */
export function readRoutes(pac: string): Route[] {
  const entries = pac
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0) return ['direct'];
  return entries.flatMap((entry) => routeOf(entry) ?? []).slice(0, mostRoutes);
}

function routeOf(entry: string): Route | null {
  const [word = '', address = ''] = entry.split(/\s+/);
  if (word.toUpperCase() === 'DIRECT') return 'direct';
  const known = Object.hasOwn(kinds, word.toUpperCase()) ? kinds[word.toUpperCase()] : undefined;
  const parts = /^(\[[0-9a-f:.]+\]|[^\s:/@[\]]+)(?::(\d{1,5}))?$/i.exec(address);
  if (known === undefined || parts === null) return null;
  const [, host = '', port = String(known.port)] = parts;
  if (Number(port) < 1 || Number(port) > 65_535) return null;
  return { kind: known.kind, host: host.replaceAll(/^\[|\]$/g, ''), port: Number(port), name: `${host.toLowerCase()}:${port}` };
}

/** So long a proxy that could not be reached is tried after all others, in milliseconds; Chromium does the same. */
const avoidedMs = 5 * 60_000;

export interface Routes {
  /**
   * At least one, in the order in which they are to be tried; empty where the computer names only kinds of proxies that nobody here speaks.
   */
  to(origin: string): Promise<Route[]>;
  unreachable(route: Route): void;
  reached(route: Route): void;
}

/** `patienceMs`: so long the computer's answer is waited for, then it is the straight way. `now` in milliseconds that never go back. */
export function createRoutes(
  { resolveProxy, log }: Pick<Network, 'resolveProxy' | 'log'>,
  patienceMs: number,
  now: () => number = () => performance.now(),
): Routes {
  const asked = new Map<string, Promise<Route[]>>();
  const avoided = new Map<string, number>();
  const isAvoided = (route: Route): boolean => route !== 'direct' && (avoided.get(route.name) ?? 0) > now();

  async function ask(origin: string): Promise<Route[]> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<string>((resolve) => {
      timer = setTimeout(() => {
        log('proxy: the computer does not say which way to go; going straight');
        resolve('DIRECT');
      }, patienceMs);
    });
    // SECURITY: the host alone; what is asked of it is nobody's business on the way, a PAC file's included.
    try {
      return readRoutes(await Promise.race([resolveProxy(`${origin}/`), patience]));
    } catch (error) {
      log(`proxy: cannot be asked for, going straight: ${error instanceof Error ? error.message : String(error)}`);
      return ['direct'];
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    to: async (origin) => {
      // Ten connections that are made at once are one question; the next one is asked anew, because a laptop moves.
      let answer = asked.get(origin);
      if (answer === undefined) {
        answer = ask(origin).finally(() => asked.delete(origin));
        asked.set(origin, answer);
      }
      const routes = await answer;
      return [...routes.filter((route) => !isAvoided(route)), ...routes.filter(isAvoided)];
    },
    unreachable: (route) => {
      if (route !== 'direct') avoided.set(route.name, now() + avoidedMs);
    },
    reached: (route) => {
      if (route !== 'direct') avoided.delete(route.name);
    },
  };
}
