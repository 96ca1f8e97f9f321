/** A client behind proxies, for tests: it goes the way it is told, and is closed behind each test. */
import { afterEach } from 'vitest';
import { createOnflow } from '../../main/onflow/client.ts';
import type { JournalEntry, Onflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import type { ProxySignIn } from '../../contract/connection.ts';
import { Doorkeepers } from '../../main/onflow/doorkeepers.ts';
import type { Network } from '../../main/onflow/network.ts';
import { token } from './onflowServer.ts';
import { sample } from './proxy.ts';
import type { Listening } from './proxy.ts';

export const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
export const opened = async <T extends Listening>(starting: Promise<T>): Promise<T> => {
  const server = await starting;
  cleanUp.push(() => server.close());
  return server;
};
export type SignIn = (proxy: string) => Promise<ProxySignIn | null>;

export interface Standing {
  readonly onflow: Onflow;
  readonly log: string[];
  readonly urls: string[];
  readonly journal: JournalEntry[];
}
/** A client that trusts the company's authority and goes the way `pac` says. */
export function clientAt(
  origin: string,
  pac: () => string | Promise<string>,
  signIn: SignIn | Doorkeepers = () => Promise.resolve(null),
  authorities: Network['authorities'] = () => Promise.resolve({ pem: [sample('ca.pem')], unread: [] }),
  timeouts = { connectMs: 1_500, answerMs: 20_000, bodyMs: 20_000 },
): Standing {
  const log: string[] = [];
  const urls: string[] = [];
  const journal: JournalEntry[] = [];
  const network: Network = {
    resolveProxy: (url) => {
      urls.push(url);
      return Promise.resolve().then(pac);
    },
    doorkeepers: signIn instanceof Doorkeepers ? signIn : new Doorkeepers(signIn),
    authorities,
    log: (line) => log.push(line),
  };
  const onflow = createOnflow({
    baseUrl: origin,
    token: () => token,
    language: () => 'vi',
    profile: {},
    limiter: createLimiter(),
    timeouts,
    network,
    onRequest: (entry) => journal.push(entry),
  });
  cleanUp.push(() => onflow.close());
  return { onflow, log, urls, journal };
}
