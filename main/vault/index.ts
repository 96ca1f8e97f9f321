/** Keeps each connection's token in the keychain of this computer. The only folder that imports keytar. */
import { createRequire } from 'node:module';
import { type ConnectionId, type KeyState, type KeychainState, ProxySignIn } from '../../contract/connection.ts';
import { parseToken } from './token.ts';

/** What is used of keytar; asynchronous only. */
export type Keychain = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>;

export interface Vault {
  /**
   * Reads the token of a connection into memory. Resolves within `patienceMs`, also when the keychain asks its owner something; if the
   * owner answers after that, `late` is called.
   */
  open(id: ConnectionId, late?: () => void): Promise<void>;
  /** The token for the next request. SECURITY: called by the provider's client alone; no verb answers it. */
  token(id: ConnectionId): string | null;
  /**
   * Which token that is: a number that is never used twice, 0 where there is none. A request remembers it, to know later whether it left
   * with the present one.
   */
  generation(id: ConnectionId): number;
  /**
   * Takes a pasted token and keeps it, in the keychain if there is one, else for this session.
   * @throws DeskFailure `tokenEmpty`, `tokenHasSpaces`
   */
  put(id: ConnectionId, pasted: string): Promise<KeyState>;
  /** Removes the token from memory and keychain. */
  forget(id: ConnectionId): Promise<void>;
  /** The provider refused the token of this generation; of another one, that says nothing of the present token. */
  refuse(id: ConnectionId, generation: number): void;
  /**
   * The provider has accepted the refused token after all. It is a generation of its own: what was refused before says nothing any more.
   */
  accept(id: ConnectionId): void;
  state(id: ConnectionId): KeyState;
  keychain(): KeychainState;
  /** What is noted of a folder, by its identity: `null` where nothing is, `undefined` where the keychain gives no answer now. */
  recall(identity: string): Promise<string | null | undefined>;
  /**
   * Notes it beside the tokens, for what must not travel with the folder. Answers whether it is noted; if it is only later, `late` is
   * called.
   */
  note(identity: string, text: string, late?: () => void): Promise<boolean>;
  /** Nothing is noted of this folder any more. */
  unnote(identity: string): Promise<void>;
  /**
   * What opens a proxy (`host:port`): always the same object until there is another. `null` where there is none, or the keychain gives no
   * answer.
   */
  signIn(proxy: string): Promise<ProxySignIn | null>;
  putSignIn(proxy: string, signIn: ProxySignIn): Promise<'stored' | 'sessionOnly'>;
  forgetSignIn(proxy: string): Promise<void>;
}

const service = 'Onflow Desk';
/** No id of a connection has a colon in it. */
const noteOf = (identity: string): string => `folder:${identity}`;
const proxyOf = (proxy: string): string => `proxy:${proxy}`;
/** A shorter one would be taken out of half the log. */
const shortestSecret = 4;

interface Options {
  /** Loads keytar. Rejects where it is not installed or its native part does not load. */
  readonly load: () => Promise<Keychain>;
  /** How long an answer of the keychain is waited for, in milliseconds: a locked one may be asking its owner for a password. */
  readonly patienceMs?: number;
  /** So many bytes an entry of the keychain holds; any number when left out. */
  readonly mostBytes?: number;
  readonly log: (line: string) => void;
  /** Told of each token as it is taken up, so that the log can keep it out. */
  readonly onToken?: (token: string) => void;
}

interface Kept {
  readonly token: string;
  readonly where: 'stored' | 'sessionOnly' | 'tooLong';
  readonly refused: boolean;
  readonly generation: number;
}

export function createVault({ load, patienceMs = 4_000, mostBytes = Number.POSITIVE_INFINITY, log, onToken }: Options): Vault {
  const kept = new Map<ConnectionId, Kept>();
  const signIns = new Map<string, ProxySignIn>();
  /** The keychain is asked once for each: it may be asking its owner for a password. */
  const readings = new Map<string, Promise<unknown>>();
  let generations = 0;
  let keychainState: KeychainState = 'ready';
  let loading: Promise<Keychain | null> | null = null;

  const keychain = (): Promise<Keychain | null> => {
    loading ??= load().catch((error: unknown) => {
      keychainState = 'missing';
      log(`keychain: cannot be loaded: ${reasonOf(error)}`);
      return null;
    });
    return loading;
  };

  /** One keychain call, bounded. `undefined`: no answer to be had now. */
  const ask = async <T>(call: (keychain: Keychain) => Promise<T>, late?: (value: T) => void): Promise<T | undefined> => {
    const chain = await keychain();
    if (chain === null) return undefined;
    let waiting = true;
    const answer = call(chain).then(
      (value) => {
        keychainState = 'ready';
        if (!waiting) late?.(value);
        return value;
      },
      (error: unknown) => {
        keychainState = /locked|dismissed|cancel|denied|interaction/i.test(reasonOf(error)) ? 'locked' : 'missing';
        log(`keychain: ${keychainState}: ${reasonOf(error)}`);
        return undefined;
      },
    );
    const patience = new Promise<undefined>((resolve) => {
      const timer = setTimeout(() => {
        waiting = false;
        keychainState = 'locked';
        log('keychain: no answer yet, taken as locked');
        resolve(undefined);
      }, patienceMs);
      void answer.finally(() => clearTimeout(timer));
    });
    return Promise.race([answer, patience]);
  };

  const takeUp = (proxy: string, signIn: ProxySignIn): ProxySignIn => {
    // SECURITY: also as it goes to the proxy.
    const secrets = [signIn.password, Buffer.from(`${signIn.user}:${signIn.password}`).toString('base64')];
    for (const secret of secrets) if (secret.length >= shortestSecret) onToken?.(secret);
    signIns.set(proxy, signIn);
    return signIn;
  };

  const takeUpIfOurs = (proxy: string, text: string): ProxySignIn | null => {
    const ours = signInIn(text);
    return ours === null ? null : takeUp(proxy, ours);
  };

  return {
    async open(id, late) {
      if (kept.has(id)) return;
      const keep = (token: string | null): void => {
        if (token === null || kept.has(id)) return;
        onToken?.(token);
        kept.set(id, { token, where: 'stored', refused: false, generation: ++generations });
      };
      const found = await ask(
        (chain) => chain.getPassword(service, id),
        (token) => {
          keep(token);
          late?.();
        },
      );
      keep(found ?? null);
    },
    token: (id) => kept.get(id)?.token ?? null,
    async put(id, pasted) {
      const token = parseToken(pasted);
      onToken?.(token);
      const isTooLong = Buffer.byteLength(token) > mostBytes;
      const stored = await ask(async (chain) => {
        // One that was there before must not come back at the next start.
        if (isTooLong) await chain.deletePassword(service, id);
        else await chain.setPassword(service, id, token);
        return true;
      });
      // SECURITY: where the keychain does not take it, the token stays in memory; it is never written to a plain file.
      const where = isTooLong ? 'tooLong' : stored === true ? 'stored' : 'sessionOnly';
      kept.set(id, { token, where, refused: false, generation: ++generations });
      return where;
    },
    async forget(id) {
      kept.delete(id);
      await ask((chain) => chain.deletePassword(service, id));
    },
    generation: (id) => kept.get(id)?.generation ?? 0,
    refuse(id, generation) {
      const entry = kept.get(id);
      if (entry?.generation === generation) kept.set(id, { ...entry, refused: true });
    },
    accept(id) {
      const entry = kept.get(id);
      if (entry?.refused === true) kept.set(id, { ...entry, refused: false, generation: ++generations });
    },
    state(id) {
      const entry = kept.get(id);
      if (entry === undefined) return 'none';
      return entry.refused ? 'refused' : entry.where;
    },
    keychain: () => keychainState,
    recall: (identity) => ask((chain) => chain.getPassword(service, noteOf(identity))),
    note: async (identity, text, late) => {
      const noted = await ask(
        async (chain) => {
          await chain.setPassword(service, noteOf(identity), text);
          return true;
        },
        () => late?.(),
      );
      return noted === true;
    },
    unnote: async (identity) => {
      await ask((chain) => chain.deletePassword(service, noteOf(identity)));
    },
    async signIn(proxy) {
      const known = signIns.get(proxy);
      if (known !== undefined) return known;
      let reading = readings.get(proxy);
      if (reading === undefined) {
        // What was typed meanwhile is newer.
        const found = (text: string | null | undefined): ProxySignIn | null =>
          signIns.get(proxy) ?? (typeof text === 'string' ? takeUpIfOurs(proxy, text) : null);
        reading = ask((chain) => chain.getPassword(service, proxyOf(proxy)), found).then(found);
        readings.set(proxy, reading);
      }
      await reading;
      return signIns.get(proxy) ?? null;
    },
    async putSignIn(proxy, signIn) {
      takeUp(proxy, signIn);
      const stored = await ask(async (chain) => {
        await chain.setPassword(service, proxyOf(proxy), JSON.stringify(signIn));
        return true;
      });
      // SECURITY: as with a token: in the keychain, or in memory, and nowhere else.
      return stored === true ? 'stored' : 'sessionOnly';
    },
    async forgetSignIn(proxy) {
      signIns.delete(proxy);
      await ask((chain) => chain.deletePassword(service, proxyOf(proxy)));
    },
  };
}

/** What somebody else wrote there is not ours. */
function signInIn(text: string): ProxySignIn | null {
  try {
    return ProxySignIn.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * What an entry of the system's keychain holds, in bytes: Windows documents `CRED_MAX_CREDENTIAL_BLOB_SIZE`, 5 × 512; the others no limit
 * that matters.
 */
export const keychainBytes = (platform: NodeJS.Platform): number => (platform === 'win32' ? 2_560 : Number.POSITIVE_INFINITY);

/** The real keychain: libsecret, Keychain Access, Credential Manager. Rejects where keytar is not installed or does not load. */
export async function loadKeytar(): Promise<Keychain> {
  // `require`: Electron finds the unpacked native module beside the asar for it without fail.
  const keytar = createRequire(import.meta.url)('keytar') as typeof import('keytar');
  return keytar;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
