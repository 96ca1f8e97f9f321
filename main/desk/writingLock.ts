/**
 * Nothing is written to a merchant's real stock by mistake: a production connection opens for reading, and is opened for writing by who
 * says why. It closes again when nobody has been at the desk for a while, when the desk is left to somebody else, and with the session.
 * What was sent before goes on by itself: that was decided while it was open.
 */
import type { SessionState } from '../../contract/connection.ts';
import type { VerbName } from '../../contract/bridge.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { ConnectionRow } from '../store/appDatabase.ts';
import type { Clock } from '../time/clock.ts';

/** A person's decision that something goes to the provider. */
export const writes: ReadonlySet<VerbName> = new Set<VerbName>([
  'outbox.queue',
  'outbox.act',
  'outbox.actMany',
  'outbox.resolve',
  'outbox.resolveMany',
  'outbox.decideNow',
  'outbox.resume',
  'intake.takeOver',
  'intake.send',
  'intake.resume',
]);

/** So long nobody may have touched the desk, in milliseconds: a coffee, not a lunch. */
export const idleMs = 15 * 60_000;

interface Parts {
  readonly environment: ConnectionRow['environment'];
  readonly clock: Pick<Clock, 'after'>;
  /** `reason` is `null` where it was locked. */
  readonly onChange: (change: { readonly isOpen: boolean; readonly reason: string | null }) => void;
}

export interface WritingLock {
  state(): SessionState['writing'];
  unlock(reason: string): void;
  lock(): void;
  /** Somebody is at the desk. */
  stillHere(): void;
  /** @throws DeskFailure `writingLocked` */
  mustBeOpen(): void;
  close(): void;
}

export function createWritingLock({ environment, clock, onChange }: Parts): WritingLock {
  if (environment !== 'production')
    return { state: () => 'always', unlock: nothing, lock: nothing, stillHere: nothing, mustBeOpen: nothing, close: nothing };
  let cancel: (() => void) | null = null;
  const wait = (): void => {
    cancel?.();
    cancel = clock.after(idleMs, lock);
  };
  const lock = (): void => {
    if (cancel === null) return;
    cancel();
    cancel = null;
    onChange({ isOpen: false, reason: null });
  };
  return {
    state: () => (cancel === null ? 'locked' : 'open'),
    unlock: (reason) => {
      const wasOpen = cancel !== null;
      wait();
      if (!wasOpen) onChange({ isOpen: true, reason });
    },
    lock,
    stillHere: () => {
      if (cancel !== null) wait();
    },
    mustBeOpen: () => {
      if (cancel === null) throw new DeskFailure({ code: 'writingLocked' });
      wait();
    },
    close: () => cancel?.(),
  };
}

function nothing(): void {
  // Only production is locked.
}
