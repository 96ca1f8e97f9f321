/**
 * What the client asks of the computer it runs on: which way out, with whose name, trusting whom. Electron answers; tests
 * answer as they like.
 */
import { Doorkeepers } from './doorkeepers.ts';

export interface Network {
  /**
   * The way to an address as the operating system is set up, in PAC's words: `PROXY a.example:8080;DIRECT`. Empty where it does not say.
   */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** With whose name. One for all that goes out of the desk: what a proxy refused to one connection no other one shows again. */
  readonly doorkeepers: Doorkeepers;
  /** The company's own authorities, in PEM; and the files of them that could not be used. */
  readonly authorities: () => Promise<Authorities>;
  readonly log: (line: string) => void;
}

export interface Authorities {
  readonly pem: readonly string[];
  readonly unread: readonly string[];
}

/** Straight out, with Node's authorities. */
export const plainNetwork: Network = {
  resolveProxy: () => Promise.resolve('DIRECT'),
  doorkeepers: new Doorkeepers(() => Promise.resolve(null)),
  authorities: () => Promise.resolve({ pem: [], unread: [] }),
  log: () => undefined,
};
