/** Which connections there are, and how one comes to be: typed in, or set up by a file. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type Connection,
  type ConnectionId,
  type NewConnection,
  Provision,
  practiceConnectionId,
  stagingBaseUrl,
} from '../../contract/connection.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Clock } from '../time/clock.ts';
import type { ProvisionedToken } from '../start/provisionedToken.ts';
import { checkedCaFile, setCaFile } from './companyNetwork.ts';
import { parseBaseUrl } from '../onflow/baseUrl.ts';
import { checkProfile } from '../onflow/profile.ts';
import type { AppDatabase, ConnectionRow } from '../store/appDatabase.ts';
import { stampOf } from '../store/backups.ts';
import { newIdentity } from '../store/whose.ts';
import type { Vault } from '../vault/index.ts';
import { parseToken } from '../vault/token.ts';
import { newKeysOn } from './newKeys.ts';

/** The practice connection is always there. */
export function ensurePractice(database: AppDatabase): void {
  if (database.connections.get(practiceConnectionId) !== null) return;
  database.connections.insert({
    id: practiceConnectionId,
    name: 'Onflow thực hành',
    environment: 'practice',
    baseUrl: '',
    profile: '',
    identity: newIdentity(),
  });
}

/** @throws DeskFailure `baseUrl…`, `nameTaken` */
export function createConnection(database: AppDatabase, wanted: NewConnection): ConnectionRow {
  const typed = wanted.baseUrl.trim();
  // Production has no preset: its address is not published (onflow-api.md, Access).
  const baseUrl = parseBaseUrl(typed === '' && wanted.environment === 'staging' ? stagingBaseUrl : typed);
  return add(database, { name: wanted.name, environment: wanted.environment, baseUrl, profile: '' });
}

/**
 * Sets up the connection a provisioning file describes, or brings the one of that name up to date, and keeps its token.
 *
 * @param token asked for once the file is found to be right, the authorities it names too; trimmed and checked by the vault; `null` when
 *   none was given: the connection then opens without one.
 * @throws DeskFailure `provisionNotJson`, `provisionInvalid`, `fileUnreadable`, `caFileInvalid`, `baseUrl…`, `profileInvalid`, `token…`
 */
export async function provision(database: AppDatabase, vault: Vault, file: string, token: ProvisionedToken): Promise<ConnectionId> {
  const wanted = await readProvision(file);
  const baseUrl = parseBaseUrl(wanted.baseUrl ?? (wanted.environment === 'staging' ? stagingBaseUrl : ''));
  const profile = wanted.profile === undefined ? '' : JSON.stringify(checkProfile(wanted.profile), null, 2);
  const known = database.connections.list().find((each) => each.name.toLowerCase() === wanted.name.toLowerCase());
  // SECURITY: a file that names another server does not inherit the token of the connection that bore its name.
  const same = known !== undefined && known.baseUrl === baseUrl && known.environment === wanted.environment;
  if (known !== undefined && !same) throw new DeskFailure({ code: 'nameTaken', params: { name: wanted.name } });
  // Before the connection is made: what is no token, or no file of authorities, sets nothing up. The token last, as its file goes with it.
  const caFile = wanted.caFile === undefined ? null : await checkedCaFile(resolve(dirname(file), wanted.caFile));
  const pasted = await token(async () => known !== undefined && (await isKept(vault, known.id)));
  const given = pasted === null ? null : parseToken(pasted);
  if (caFile !== null) setCaFile(database.settings, caFile);
  const { id } = known ?? add(database, { name: wanted.name, environment: wanted.environment, baseUrl, profile });
  if (wanted.profile !== undefined) database.connections.setProfile(id, profile);
  // SECURITY: before the vault has it, so that nothing leaves by it before it is known whose it is.
  if (given !== null) newKeysOn(database.settings).add(id);
  if (given !== null) await vault.put(id, given);
  return id;
}

/** A keychain that gives no answer now may have the key: the page says that it is locked. */
async function isKept(vault: Vault, id: ConnectionId): Promise<boolean> {
  await vault.open(id);
  return vault.token(id) !== null || vault.keychain() === 'locked';
}

async function readProvision(file: string): Promise<Provision> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new DeskFailure({ code: 'fileUnreadable', params: { name: file } }, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new DeskFailure({ code: 'provisionNotJson', params: { name: file } }, { cause });
  }
  const parsed = Provision.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => ({ path: name, problem: 'profileKeyUnknown', params: { name } }))
      : [{ path: issue.path.join('.'), problem: 'invalid' }],
  );
  throw new DeskFailure({ code: 'provisionInvalid', params: { name: file }, fields });
}

const add = (database: AppDatabase, connection: Pick<ConnectionRow, 'name' | 'environment' | 'baseUrl' | 'profile'>): ConnectionRow =>
  database.connections.insert({ id: newId(connection.name), ...connection, identity: newIdentity() });

/**
 * A folder name made of the connection's: readable for support, and safe on every file system. SECURITY: never twice the same, so that
 * neither the folder nor the token of a connection that was removed can come to another of its name.
 */
function newId(name: string): ConnectionId {
  const stem =
    name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[đĐ]/g, 'd')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 30) || 'connection';
  return `${stem}-${randomUUID().slice(0, 8)}` as ConnectionId;
}

const removedFolder = 'removed';

/**
 * Moves a connection's folder out of the way, with a word on whose it was: nobody opens it again, and nothing in it is deleted. One that
 * was never opened has none.
 * @throws DeskFailure `storageReadOnly`: another program holds it, and it stays where it is
 */
export function putAway(deskFolder: string, { id, name, environment, baseUrl }: ConnectionRow, clock: Clock): void {
  const from = join(deskFolder, 'connections', id);
  if (!existsSync(from)) return;
  const to = join(deskFolder, removedFolder, `${id}.${stampOf(clock.wall())}`);
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    writeFileSync(
      join(from, 'removed.json'),
      JSON.stringify({ id, name, environment, baseUrl, removedAt: new Date(clock.wall()).toISOString() }, null, 2),
      { mode: 0o600 },
    );
    renameSync(from, to);
  } catch (cause) {
    throw new DeskFailure({ code: 'storageReadOnly', params: { path: from } }, { cause });
  }
}

/** What the page is told of a connection: everything but the key itself. */
export const described = (row: ConnectionRow, vault: Vault): Connection => ({
  id: row.id,
  name: row.name,
  environment: row.environment,
  baseUrl: row.baseUrl,
  key: row.environment === 'practice' ? 'stored' : vault.state(row.id),
});
