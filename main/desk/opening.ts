/**
 * Which connection is open. One at a time, so that two never send with one token; and whatever opens, closes or replaces one
 * waits for its turn, so that two that were asked for together leave one.
 */
import type { ConnectionId } from '../../contract/connection.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Session } from './session.ts';

export interface Turn {
  /** Closes what is open and opens this one. @throws DeskFailure `noConnection`, and as `openSession`: then none is open */
  open(id: ConnectionId): Promise<Session>;
  /** Closes what is open. */
  close(): Promise<void>;
}

export interface Opening {
  current(): Session | null;
  /** The connection that is being opened just now. */
  opening(): ConnectionId | null;
  /**
   * The session of this connection. What is asked while connections change is answered when they have.
   * @throws DeskFailure `noConnection`, `otherConnection`
   */
  of(id: ConnectionId): Promise<Session>;
  /** As `of`, at once: for whoever has the turn. */
  mustBeOpen(id: ConnectionId): Session;
  inTurn<T>(work: (turn: Turn) => Promise<T>): Promise<T>;
}

interface Parts {
  /** Builds the session; what it began and could not finish it has ended itself. */
  readonly begin: (id: ConnectionId) => Promise<Session>;
  /** The name of a connection; `null` where there is none of this id. */
  readonly nameOf: (id: ConnectionId) => string | null;
  /** Another connection is open, is being opened, or none is. */
  readonly changed: () => void;
  readonly log: (line: string) => void;
}

export function createOpening({ begin, nameOf, changed, log }: Parts): Opening {
  let current: Session | null = null;
  let opening: ConnectionId | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const close = async (): Promise<void> => {
    const closing = current;
    // From here on nobody is answered from it.
    current = null;
    try {
      await closing?.close();
    } catch (error) {
      // It has ended all it could: what comes next is opened all the same.
      log(`connection not closed in order: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  };
  const open = async (id: ConnectionId): Promise<Session> => {
    if (nameOf(id) === null) throw new DeskFailure({ code: 'noConnection' });
    opening = id;
    changed();
    try {
      await close();
      current = await begin(id);
      return current;
    } finally {
      opening = null;
      changed();
    }
  };
  const mustBeOpen = (id: ConnectionId): Session => {
    if (current?.id === id) return current;
    const name = nameOf(id);
    throw new DeskFailure(name === null ? { code: 'noConnection' } : { code: 'otherConnection', params: { name } });
  };
  return {
    current: () => current,
    opening: () => opening,
    mustBeOpen,
    of: async (id) => {
      if (current?.id !== id) await last;
      return mustBeOpen(id);
    },
    inTurn: (work) => {
      const mine = last.then(() => work({ open, close }));
      // The next one's turn comes, whatever came of this one.
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
