/** Where the desk opens when it starts. */
import { ConnectionId } from '../../contract/connection.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { AppDatabase } from '../store/appDatabase.ts';
import { provision } from './connections.ts';
import type { DeskOptions } from './deskOptions.ts';
import { toDeskError } from './door.ts';

/** On what the provisioning file names, else where it was closed, else nowhere. */
export async function firstConnection(
  { flags, vault, log, provisionedToken }: DeskOptions,
  database: AppDatabase,
): Promise<{ readonly id: ConnectionId | null; readonly trouble: DeskError | null }> {
  if (flags.provision === null) {
    const id = database.settings.get('lastConnection', ConnectionId.nullable(), null);
    return { id: id !== null && database.connections.get(id) !== null ? id : null, trouble: null };
  }
  try {
    return { id: await provision(database, vault, flags.provision, provisionedToken), trouble: null };
  } catch (error) {
    return { id: null, trouble: toDeskError(error, 'provisioning', log) };
  }
}
