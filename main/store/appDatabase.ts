/**
 * The desk's own small database: which connections there are, and how the app is set. Documents live in a file per
 * connection.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { ConnectionId, Environment } from '../../contract/connection.ts';
import { type DeskError, DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../time/clock.ts';
import { restoreNewest } from './backups.ts';
import { isTaken, openDatabase } from './database.ts';
import type { Database, Migrations } from './database.ts';
import { schema as operatorsSchema, operatorRowsOn } from './operators.ts';
import type { OperatorRows } from './operators.ts';
import { schema as settingsSchema, settingsOn } from './settings.ts';
import type { Settings } from './settings.ts';

const connectionsSchema = `
CREATE TABLE connections (
  id             TEXT PRIMARY KEY,
  name           TEXT NOT NULL UNIQUE COLLATE NOCASE,
  environment    TEXT NOT NULL,
  base_url       TEXT NOT NULL,
  profile        TEXT NOT NULL,
  created_at     INTEGER NOT NULL,
  last_opened_at INTEGER
) STRICT;
`;
/** Version 3: what the connection's folder is known by (`whose.ts`); connections of older desks get theirs when they are opened. */
const identityColumn = 'ALTER TABLE connections ADD COLUMN identity TEXT;';
const migrations: Migrations = [connectionsSchema + settingsSchema, operatorsSchema, identityColumn];

const ConnectionRow = z.object({
  id: ConnectionId,
  name: z.string(),
  environment: Environment,
  /** Empty for practice. */
  baseUrl: z.string(),
  /** The profile as it was typed, perhaps empty. */
  profile: z.string(),
  /** Unix milliseconds. */
  createdAt: z.number(),
  lastOpenedAt: z.number().nullable(),
  /** Of its folder, and of no other; `null` for a connection of an older desk that was not opened since. */
  identity: z.string().nullable(),
});
export type ConnectionRow = Readonly<z.infer<typeof ConnectionRow>>;

/** SECURITY: there is no column for a token; the vault alone has it. */
export interface Connections {
  /** In the order in which they were made. */
  list(): ConnectionRow[];
  get(id: ConnectionId): ConnectionRow | null;
  /** @throws DeskFailure `nameTaken` where a connection of this name or id is there */
  insert(connection: Omit<ConnectionRow, 'createdAt' | 'lastOpenedAt'>): ConnectionRow;
  remove(id: ConnectionId): void;
  /** Notes that it was opened now. */
  touch(id: ConnectionId): void;
  setIdentity(id: ConnectionId, identity: string): void;
  /** @throws DeskFailure `noConnection` */
  setProfile(id: ConnectionId, text: string): void;
}

export interface AppDatabase {
  readonly connections: Connections;
  /** Language, theme and the connection to open, under names the desk chooses. */
  readonly settings: Settings;
  readonly operators: OperatorRows;
  readonly file: string;
  close(): void;
}

/** Opens `desk.sqlite` in the folder. @throws DeskFailure as `openDatabase` */
export function openAppDatabase(folder: string, clock: Clock, onUnreadable: (setting: string) => void): AppDatabase {
  const database = openDatabase(join(folder, 'desk.sqlite'), clock, migrations);
  return {
    connections: connectionsOn(database, clock),
    settings: settingsOn(database, onUnreadable),
    operators: operatorRowsOn(database),
    file: database.file,
    close: () => database.close(),
  };
}

/**
 * As `openAppDatabase`; where the file is damaged it is set aside and the newest copy takes its place, or an empty one: connections and
 * settings are few, and the desk must come up to say what happened. `trouble` says it, with `params.name` and, where there was a copy,
 * `params.restoredFrom`.
 */
export function openAppDatabaseOrCopy(
  folder: string,
  clock: Clock,
  onUnreadable: (setting: string) => void,
): { database: AppDatabase; trouble: DeskError | null } {
  try {
    return { database: openAppDatabase(folder, clock, onUnreadable), trouble: null };
  } catch (error) {
    if (!(error instanceof DeskFailure) || error.error.code !== 'storageDamaged') throw error;
    const copy = restoreNewest(join(folder, 'desk.sqlite'), clock);
    const params = { ...error.error.params, ...(copy === null ? {} : { restoredFrom: Math.round(copy.writtenAt) }) };
    return { database: openAppDatabase(folder, clock, onUnreadable), trouble: { ...error.error, params } };
  }
}

function connectionsOn(database: Database, clock: Clock): Connections {
  const select =
    'SELECT id, name, environment, base_url AS baseUrl, profile, created_at AS createdAt, last_opened_at AS lastOpenedAt, identity FROM connections';
  const get = (id: ConnectionId): ConnectionRow | null => {
    const row = database.get(`${select} WHERE id = ?`, id);
    return row === undefined ? null : ConnectionRow.parse(row);
  };
  return {
    list: () => database.all(`${select} ORDER BY created_at, rowid`).map((row) => ConnectionRow.parse(row)),
    get,
    insert: (connection) => {
      const row: ConnectionRow = { ...connection, createdAt: clock.wall(), lastOpenedAt: null };
      try {
        database.run(
          'INSERT INTO connections VALUES (?, ?, ?, ?, ?, ?, NULL, ?)',
          row.id,
          row.name,
          row.environment,
          row.baseUrl,
          row.profile,
          row.createdAt,
          row.identity,
        );
      } catch (cause) {
        if (isTaken(cause)) throw new DeskFailure({ code: 'nameTaken', params: { name: row.name } }, { cause });
        throw cause;
      }
      return row;
    },
    remove: (id) => void database.run('DELETE FROM connections WHERE id = ?', id),
    touch: (id) => void database.run('UPDATE connections SET last_opened_at = ? WHERE id = ?', clock.wall(), id),
    setIdentity: (id, identity) => void database.run('UPDATE connections SET identity = ? WHERE id = ?', identity, id),
    setProfile: (id, text) => {
      if (database.run('UPDATE connections SET profile = ? WHERE id = ?', text, id) === 0) throw new DeskFailure({ code: 'noConnection' });
    },
  };
}
