/** What the desk's own verbs are made of. */
import type { AppState } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { AppDatabase, ConnectionRow } from '../store/appDatabase.ts';
import type { CompanyNetwork } from './companyNetwork.ts';
import type { DeskOptions } from './deskOptions.ts';
import type { Opening } from './opening.ts';
import type { Operators } from './operators.ts';

export interface DeskParts {
  readonly options: DeskOptions;
  readonly database: AppDatabase;
  readonly opening: Opening;
  readonly network: CompanyNetwork;
  readonly operators: Operators;
  readonly state: () => AppState;
  /** Tells the page how the desk stands now. */
  readonly changed: () => void;
  readonly folderOf: (id: ConnectionId) => string;
  readonly databaseOf: (id: ConnectionId) => string;
}

/** @throws DeskFailure `noConnection` */
export function rowOf(database: AppDatabase, id: ConnectionId): ConnectionRow {
  const row = database.connections.get(id);
  if (row === null) throw new DeskFailure({ code: 'noConnection' });
  return row;
}
