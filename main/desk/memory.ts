/**
 * Whether a connection's folder is as this computer left it. Folder and keychain bear the same mark, which is made anew at
 * every opening and, while documents leave, every minute. A folder that was copied, put back, rolled back by the operating system or moved
 * to another computer bears another mark than the keychain: what it calls unsent may have been sent since. The mark is no secret.
 *
 * Not recognised: keychain and folder put back together (the snapshot of a whole machine), and, where there is no keychain, a folder that
 * was put back on the same computer.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { Clock } from '../time/clock.ts';
import type { Settings } from '../store/settings.ts';
import type { Vault } from '../vault/index.ts';

const Mark = z.object({
  /** `null` as long as no keychain could take one. */
  mark: z.string().nullable(),
  /** The computer's name: keychains roam too (Windows), together with the folder. Empty where names come and go with the network. */
  computer: z.string(),
});
const setting = 'mark';
/** A name that tells computers apart; macOS takes its from the network it is in. */
export const computerOf = (platform: NodeJS.Platform): string => (platform === 'darwin' ? '' : hostname());

/** While documents leave, the mark is at most so old, in milliseconds: a copy made before is behind. */
const freshForMs = 60_000;

export interface Memory {
  /**
   * `unknown`: there is something to compare, and the keychain gives no answer now. Where there is no keychain, and never was one that
   * marked this folder, there is nothing to compare: `same`.
   */
  look(): Promise<'same' | 'other' | 'unknown'>;
  /**
   * Makes a new mark, in the keychain first: should the desk stop in between, the folder is behind, and only looked up once too often.
   * Where the keychain gave no answer to compare with, the folder bears the computer's name alone.
   */
  renew(): Promise<void>;
  /** Before documents leave. */
  keepFresh(): Promise<void>;
  /** No mark is written any more. */
  close(): Promise<void>;
}

interface Parts {
  /** Of the folder. */
  readonly identity: string;
  readonly settings: Settings;
  readonly vault: Pick<Vault, 'recall' | 'note' | 'keychain'>;
  readonly computer: string;
  readonly clock: Pick<Clock, 'now'>;
}

export function memoryOf({ identity, settings, vault, computer, clock }: Parts): Memory {
  const own = (): z.infer<typeof Mark> | null => settings.get(setting, Mark.nullable(), null);
  let isClosed = false;
  /** Before folder and keychain were compared no new mark may cover what they would have said. */
  let isCompared = false;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let renewing: Promise<void> | null = null;

  const write = (mark: string | null): void => {
    if (!isClosed) settings.set(setting, { mark, computer } satisfies z.infer<typeof Mark>);
  };
  const renew = async (): Promise<void> => {
    renewedAt = clock.now();
    if (!isCompared) return write(own()?.mark ?? null);
    const mark = randomUUID();
    // A keychain that asks its owner first may take it later: then the folder follows.
    const isNoted = await vault.note(identity, mark, () => write(mark));
    write(isNoted ? mark : (own()?.mark ?? null));
  };
  const once = (): Promise<void> => (renewing ??= renew().finally(() => (renewing = null)));
  return {
    look: async () => {
      const here = own();
      const noted = await vault.recall(identity);
      isCompared ||= noted !== undefined;
      if (here !== null && here.computer !== computer) return 'other';
      const mark = here?.mark ?? null;
      // A locked keychain may hold a mark that the folder lost with what was put over it.
      if (noted === undefined) return mark === null && vault.keychain() === 'missing' ? 'same' : 'unknown';
      return noted === mark ? 'same' : 'other';
    },
    renew: once,
    keepFresh: async () => {
      if (clock.now() - renewedAt >= freshForMs) await once();
    },
    close: async () => {
      await renewing;
      isClosed = true;
    },
  };
}
