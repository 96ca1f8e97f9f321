/**
 * Whether a connection's folder is a copy, asked of the keychain before anything may leave: what a copy calls unsent may have been sent
 * since. A keychain that does not answer yet is asked again when it does; until then every document is doubted.
 */
import type { ConnectionId } from '../../contract/connection.ts';
import type { Database } from '../store/database.ts';
import { whenFree } from '../store/held.ts';
import { type Restored, doubtUntilCompared, recogniseCopy, restoredOf } from '../store/restore.ts';
import type { Settings } from '../store/settings.ts';
import type { Clock } from '../time/clock.ts';
import type { Vault } from '../vault/index.ts';
import type { Memory } from './memory.ts';

interface CopyCheckParts {
  readonly id: ConnectionId;
  readonly database: Database;
  readonly settings: Settings;
  readonly memory: Memory;
  readonly vault: Pick<Vault, 'open'>;
  readonly clock: Clock;
  /** The connection is being closed. */
  readonly closing: AbortSignal;
  /** It was found out late that the folder is a copy: opened anew, it is taken for one. */
  readonly reopen: () => void;
  /** The keychain answered late; there may be a key now. */
  readonly goOn: () => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface CopyCheck {
  /** Asked at every document: whether the folder is a copy is known only when the keychain has answered. */
  restored(): Restored | null;
  /** Before anything leaves. */
  look(): Promise<void>;
}

export function createCopyCheck(parts: CopyCheckParts): CopyCheck {
  const { id, database, settings, memory, vault, clock, closing } = parts;
  /** As long as the keychain has not said whether the folder is a copy. */
  let notCompared: Restored | null = null;

  const late = async (): Promise<void> => {
    const found = await memory.look();
    if (found === 'other') {
      if (!closing.aborted) parts.reopen();
      return;
    }
    if (found === 'same') notCompared = null;
    await memory.renew();
    parts.goOn();
  };

  return {
    restored: () => notCompared ?? restoredOf(settings),
    look: async () => {
      await vault.open(id, () => void late().catch(parts.onTrouble));
      const found = await memory.look();
      if (closing.aborted) return;
      // Before anything can leave; and before the new mark, which would say that nothing happened.
      if (found === 'other') await whenFree(() => recogniseCopy(database, settings, clock.wall()), { clock, giveUp: closing });
      // SECURITY: a key that is pasted meanwhile must send nothing a second time.
      if (found === 'unknown')
        notCompared = await whenFree(() => doubtUntilCompared(database, settings, clock.wall()), { clock, giveUp: closing });
      await memory.renew();
    },
  };
}
