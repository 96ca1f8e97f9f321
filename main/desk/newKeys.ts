/**
 * Whose key it is. The provider has no call that says it, and a key of another company would send this one's orders from that one's goods.
 * So a key that was just given is held until a record was seen by it that was read with the one before.
 */
import { z } from 'zod';
import type { ConnectionId } from '../../contract/connection.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { Settings } from '../store/settings.ts';
import type { Clock } from '../time/clock.ts';

const newKeysSetting = 'keys.new';

/** Connections with a key that was given and not seen to be theirs yet; also after a restart. */
export interface NewKeys {
  has(id: ConnectionId): boolean;
  /** Before the key itself is taken: nothing may leave in between. */
  add(id: ConnectionId): void;
  remove(id: ConnectionId): void;
}

export function newKeysOn(settings: Settings): NewKeys {
  const all = (): string[] => settings.get(newKeysSetting, z.array(z.string()), []);
  return {
    has: (id) => all().includes(id),
    add: (id) => settings.set(newKeysSetting, [...new Set([...all(), id])]),
    remove: (id) => {
      if (all().includes(id))
        settings.set(
          newKeysSetting,
          all().filter((each) => each !== id),
        );
    },
  };
}

/**
 * What is read by a key that is not known yet goes into no copy: another company's records would stand among this one's, and this one's
 * would be called gone.
 */
export const unlessHeld = (copy: Catalogue, isHeld: () => boolean): Catalogue => ({
  ...copy,
  putListRows: (...what) => (isHeld() ? 0 : copy.putListRows(...what)),
  putPage: (...what) => (isHeld() ? 0 : copy.putPage(...what)),
  putDetail: (...what) => (isHeld() ? undefined : copy.putDetail(...what)),
  markGone: (...what) => (isHeld() ? undefined : copy.markGone(...what)),
  setProgress: (...what) => (isHeld() ? undefined : copy.setProgress(...what)),
  putList: (...what) => (isHeld() ? undefined : copy.putList(...what)),
});

/** Where it could not be asked, it is asked again after so many milliseconds. */
const againMs = 15_000;

interface OwnerParts {
  readonly isNew: () => boolean;
  /** There is a key, and the provider has not refused it. */
  readonly mayAsk: () => boolean;
  readonly isOurs: (signal: AbortSignal) => Promise<boolean | null>;
  /** It is this company's, or there is nothing to tell by. */
  readonly onOurs: () => void;
  readonly onOther: () => void;
  readonly onDefect: (error: unknown) => void;
  readonly clock: Clock;
  readonly closing: AbortSignal;
}

export interface KeyOwner {
  /** Nothing may be sent by the key. */
  isHeld(): boolean;
  /** It was looked: another company's. */
  isOther(): boolean;
  /** Finds out about the key there is now. */
  look(): void;
}

export function createKeyOwner({ isNew, mayAsk, isOurs, onOurs, onOther, onDefect, clock, closing }: OwnerParts): KeyOwner {
  let isOther = false;
  let turn = 0;
  let cancelAgain = (): void => undefined;
  async function find(mine: number): Promise<void> {
    try {
      const answer = await isOurs(closing);
      if (mine !== turn || closing.aborted) return;
      isOther = answer === false;
      if (isOther) onOther();
      else onOurs();
    } catch (error) {
      if (mine !== turn || closing.aborted) return;
      if (!(error instanceof DeskFailure)) onDefect(error);
      // A refused key waits for a person, as everything does.
      cancelAgain = clock.after(againMs, () => {
        if (mayAsk()) look();
      });
    }
  }
  function look(): void {
    cancelAgain();
    turn += 1;
    isOther = false;
    if (!closing.aborted) void find(turn);
  }
  closing.addEventListener('abort', () => cancelAgain(), { once: true });
  return { isHeld: isNew, isOther: () => isOther && isNew() && mayAsk(), look };
}
