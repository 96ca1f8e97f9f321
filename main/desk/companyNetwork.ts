/**
 * The network as whoever looks after this computer has set it up: the way out by the operating system, authorities of the
 * company from a file, and the names that proxies ask for.
 */
import { readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import type { ProxySignIn } from '../../contract/connection.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { authoritiesIn } from '../onflow/certificates.ts';
import { Doorkeepers, Refusals, isSameSignIn } from '../onflow/doorkeepers.ts';
import type { Network } from '../onflow/network.ts';
import type { Settings } from '../store/settings.ts';
import type { Vault } from '../vault/index.ts';

export interface CompanyNetwork extends Network {
  /** Keeps what opens a proxy. @throws DeskFailure `notFound`: no proxy of this name has asked */
  signInTo(proxy: string, signIn: ProxySignIn): Promise<void>;
  forget(proxy: string): Promise<void>;
  /** Those for which a name is kept, `host:port`. */
  proxies(): string[];
}

/**
 * The file of authorities that the provisioning file named, the proxies whose names are in the keychain, and those that refused what is in
 * it.
 */
const caFileSetting = 'network.caFile';
const proxiesSetting = 'network.proxies';
const refusedSetting = 'network.refused';

/**
 * From the environment, which whoever sets up computers can write for all users. The second is Node's own, which a packed Electron does not
 * read.
 */
const variables = ['ONFLOW_CA_FILE', 'NODE_EXTRA_CA_CERTS'] as const;
export const caFilesIn = (environment: NodeJS.ProcessEnv): string[] => variables.flatMap((name) => environment[name]?.trim() || []);

interface Options {
  readonly resolveProxy: Network['resolveProxy'];
  /** Of the environment; policies can add theirs. */
  readonly caFiles: readonly string[];
  readonly settings: Settings;
  readonly vault: Pick<Vault, 'signIn' | 'putSignIn' | 'forgetSignIn'>;
  readonly log: (line: string) => void;
}

export function createCompanyNetwork({ resolveProxy, caFiles, settings, vault, log }: Options): CompanyNetwork {
  const asking = new Set<string>();
  const kept = (): string[] => settings.get(proxiesSetting, z.array(z.string()), []);
  const typed = new Map<string, ProxySignIn>();
  const thisRun = new Refusals();
  /** SECURITY: proxies by name alone; no password, nor anything made of one, lies in a file. */
  const marked = (): string[] => settings.get(refusedSetting, z.array(z.string()), []);
  const mark = (proxy: string, isRefused: boolean): void => {
    try {
      const others = marked().filter((each) => each !== proxy);
      settings.set(refusedSetting, isRefused ? [...others, proxy] : others);
    } catch (error) {
      // This run knows all the same; the next start would show it once more, or ask for it once more.
      log(`proxy: not noted what ${proxy} thinks of a name: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  /** At an earlier start, and nothing else was typed since. */
  const before = new Set(marked());
  const doorkeepers = new Doorkeepers(
    (proxy) => {
      asking.add(proxy);
      return vault.signIn(proxy);
    },
    {
      has: (proxy, signIn) => before.has(proxy) || thisRun.has(proxy, signIn),
      add: (proxy, signIn) => {
        thisRun.add(proxy, signIn);
        const newest = typed.get(proxy);
        if (newest === undefined || isSameSignIn(signIn, newest)) mark(proxy, true);
      },
    },
  );

  return {
    resolveProxy,
    log,
    doorkeepers,
    authorities: async () => {
      const named = settings.get(caFileSetting, z.string().nullable(), null);
      const files = [...new Set([...caFiles, ...(named === null ? [] : [named])])];
      const pem: string[] = [];
      const unread: string[] = [];
      for (const file of files) {
        try {
          pem.push(...(await readAuthorities(file)));
        } catch (error) {
          unread.push(file);
          log(`certificates: ${file} is not used: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      if (pem.length > 0) log(`certificates: ${pem.length} of the company are trusted too`);
      return { pem, unread };
    },
    signInTo: async (proxy, signIn) => {
      // SECURITY: the page names no proxy of its own: a password goes where the computer's own way leads, and was asked for.
      if (!asking.has(proxy)) throw new DeskFailure({ code: 'notFound' });
      const storing = vault.putSignIn(proxy, signIn);
      typed.set(proxy, signIn);
      before.delete(proxy);
      thisRun.forget(proxy);
      mark(proxy, false);
      const where = await storing;
      const others = kept().filter((each) => each !== proxy);
      settings.set(proxiesSetting, where === 'stored' ? [...others, proxy] : others);
    },
    forget: async (proxy) => {
      settings.set(
        proxiesSetting,
        kept().filter((each) => each !== proxy),
      );
      before.delete(proxy);
      mark(proxy, false);
      await vault.forgetSignIn(proxy);
    },
    proxies: kept,
  };
}

/**
 * The file itself, when it holds what it should. @throws DeskFailure `caFileInvalid`: it cannot be read, or there is no certificate in it
 */
export async function checkedCaFile(file: string): Promise<string> {
  try {
    await readAuthorities(file);
  } catch (cause) {
    throw new DeskFailure({ code: 'caFileInvalid', params: { name: file } }, { cause });
  }
  return file;
}

/** Notes a file that was checked, for every start from now on. */
export const setCaFile = (settings: Settings, file: string): void => settings.set(caFileSetting, file);

async function readAuthorities(file: string): Promise<string[]> {
  // Relative to what? To wherever the desk happens to be started from.
  if (!isAbsolute(file)) throw new Error('its path is not a whole one');
  return authoritiesIn(await readFile(file, 'utf8'));
}
