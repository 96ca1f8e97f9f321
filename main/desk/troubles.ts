/**
 * What stands in the desk's way, as the page says it, and what becomes of a database that is damaged: it is put aside, and the operator
 * hears of the copy there is.
 */
import type { ConnectionId } from '../../contract/connection.ts';
import { DeskError } from '../../contract/errors.ts';
import { backupsOf, setAside } from '../store/backups.ts';
import type { LaterWrites } from '../store/held.ts';
import type { Settings } from '../store/settings.ts';
import type { Clock } from '../time/clock.ts';

/** A connection whose database was found damaged and not opened since. */
const damagedSetting = 'damaged';

interface Parts {
  /** What happened to the desk's own file: said until the next start. */
  readonly own: DeskError | null;
  readonly settings: Settings;
  readonly later: LaterWrites;
  readonly databaseOf: (id: ConnectionId) => string;
  readonly clock: Clock;
}

export interface Troubles {
  current(): DeskError | null;
  say(error: DeskError): void;
  /** Another connection is tried: what was in the way of the last one is not any more. */
  forget(): void;
  /** The connection could not be opened, or was found damaged in use. Answers what is said of it. */
  ofConnection(id: ConnectionId, error: DeskError): DeskError;
  /** What is still known of this connection from before the start; `null` where nothing is. */
  known(id: ConnectionId | null): DeskError | null;
  /** Inside a write of the desk's own database: it was opened, and is whole. */
  opened(): void;
}

export function createTroubles({ own, settings, later, databaseOf, clock }: Parts): Troubles {
  let current = own;
  /** A damaged file lies where it does not harm, if it does not yet. */
  const putAside = (error: DeskError, path: string): DeskError =>
    error.params?.['name'] === undefined ? { ...error, params: { path, name: setAside(path, 'damaged', clock) } } : error;
  /** A damaged database comes with whose it is, and of when its newest copy is. */
  const withCopy = (error: DeskError, id: ConnectionId, path: string): DeskError => {
    const copy = backupsOf(path)[0];
    return {
      ...error,
      params: { ...error.params, connection: id, ...(copy === undefined ? {} : { copiedAt: Math.round(copy.writtenAt) }) },
    };
  };
  return {
    current: () => current,
    say: (error) => {
      current = error;
    },
    forget: () => {
      current = own;
    },
    ofConnection: (id, error) => {
      const path = databaseOf(id);
      const isDamaged = error.code === 'storageDamaged';
      const said = isDamaged ? withCopy(putAside(error, path), id, path) : error;
      current = said;
      if (isDamaged) later.write(() => settings.set(damagedSetting, said));
      return said;
    },
    known: (id) => {
      const known = settings.get(damagedSetting, DeskError.nullable(), null);
      return known !== null && known.params?.['connection'] === id ? known : null;
    },
    opened: () => settings.set(damagedSetting, null),
  };
}
