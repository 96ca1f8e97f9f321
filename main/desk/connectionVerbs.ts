/** What is done with the connections themselves. What opens, closes or replaces one waits for its turn. */
import { type ConnectionId, practiceConnectionId } from '../../contract/connection.ts';
import { DeskFailure, type FieldProblem } from '../../contract/errors.ts';
import type { DraftSummary } from '../../contract/outbox.ts';
import type { Profile } from '../../contract/profile.ts';
import { amend } from '../onflow/amend.ts';
import { parseProfile } from '../onflow/profile.ts';
import { contentsOf } from '../store/contents.ts';
import { restoreConnection } from '../store/restore.ts';
import { parseToken } from '../vault/token.ts';
import { createConnection, described, putAway } from './connections.ts';
import { type DeskParts, rowOf } from './deskParts.ts';
import { type Handlers, toDeskError } from './door.ts';
import { saveInto } from './leftForm.ts';
import { removePractice } from './practiceFolder.ts';
import { newKeysOn } from './newKeys.ts';

type ConnectionsVerb =
  | 'connections.create'
  | 'connections.contents'
  | 'connections.remove'
  | 'connections.open'
  | 'connections.saveProfile'
  | 'connections.amendProfile'
  | 'keys.put'
  | 'keys.forget'
  | 'practice.reset'
  | 'drafts.save'
  | 'storage.restoreBackup';

type Parts = Pick<DeskParts, 'options' | 'database' | 'opening' | 'changed' | 'folderOf' | 'databaseOf'>;

export function connectionVerbs({ options, database, opening, changed, folderOf, databaseOf }: Parts): Pick<Handlers, ConnectionsVerb> {
  const { clock, vault, log } = options;
  const connectionOf = (id: ConnectionId): ReturnType<typeof described> => described(rowOf(database, id), vault);
  const keyChanged = (id: ConnectionId): ReturnType<typeof described> => {
    const open = opening.current();
    if (open?.id === id) open.keyChanged();
    changed();
    return connectionOf(id);
  };
  /**
   * Answers the problems of the text; where there are none, the connection is opened anew with what becomes of it and of the profile in
   * force.
   */
  const profileBecomes = (id: ConnectionId, text: string, become: (read: Profile, inForce: Profile) => string): Promise<FieldProblem[]> =>
    opening.inTurn(async (turn) => {
      const { profile } = opening.mustBeOpen(id);
      let next: string;
      try {
        next = become(parseProfile(text), profile);
      } catch (error) {
        if (!(error instanceof DeskFailure)) throw error;
        return error.error.fields ?? [{ path: '', problem: error.error.code }];
      }
      database.connections.setProfile(id, next);
      const session = await turn.open(id);
      // It may have been refused for the word before it, which is another one now.
      if (session.state().connection.key === 'refused')
        void session.ask().catch((error: unknown) => log(`the key was tried in vain: ${toDeskError(error, 'trying the key', log).code}`));
      return [];
    });

  return {
    'connections.create': (wanted) => {
      const row = createConnection(database, wanted);
      changed();
      return described(row, vault);
    },
    'connections.contents': ({ id }) => {
      connectionOf(id);
      return contentsOf(databaseOf(id), log);
    },
    'connections.remove': ({ id }) =>
      opening.inTurn(async (turn) => {
        const row = rowOf(database, id);
        // Practice is always there.
        if (id === practiceConnectionId) throw new DeskFailure({ code: 'wrongState' });
        if (opening.current()?.id === id) await turn.close();
        // First: what cannot be put away stays as it is, token and all.
        putAway(options.folder, row, clock);
        database.connections.remove(id);
        changed();
        await vault.forget(id);
        if (row.identity !== null) await vault.unnote(row.identity);
      }),
    'connections.open': ({ id }) => opening.inTurn(async (turn) => (await turn.open(id)).state()),
    'connections.saveProfile': ({ text }, id) => profileBecomes(id, text, () => text),
    // Laid under the profile as it stands now, not as it stood when the proposal was made.
    'connections.amendProfile': ({ text }, id) =>
      profileBecomes(id, text, (corrections, inForce) => JSON.stringify(amend(inForce, corrections).profile, null, 2)),
    'keys.put': async ({ connectionId, key }) => {
      connectionOf(connectionId);
      // What is no key takes the place of none: the one that is there goes on.
      parseToken(key);
      // SECURITY: before the vault has it, so that nothing leaves by it before it is known whose it is.
      newKeysOn(database.settings).add(connectionId);
      await vault.put(connectionId, key);
      return keyChanged(connectionId);
    },
    'keys.forget': async ({ connectionId }) => {
      connectionOf(connectionId);
      await vault.forget(connectionId);
      return keyChanged(connectionId);
    },
    'practice.reset': (_request, id) =>
      opening.inTurn(async (turn) => {
        opening.mustBeOpen(id).practice();
        await turn.close();
        try {
          await removePractice(folderOf(practiceConnectionId));
        } finally {
          await turn.open(practiceConnectionId);
        }
      }),
    // Whatever is open by then: what was typed belongs to the connection it was typed for.
    'drafts.save': (input, id) => {
      const save = (): DraftSummary | null => (opening.current()?.id === id ? opening.mustBeOpen(id).drafts.save(input) : null);
      return save() ?? opening.inTurn(() => Promise.resolve(save() ?? saveInto(databaseOf(id), rowOf(database, id), input, clock)));
    },
    'storage.restoreBackup': ({ id }) =>
      opening.inTurn(async (turn) => {
        connectionOf(id);
        if (opening.current()?.id === id) await turn.close();
        const { path } = restoreConnection(databaseOf(id), clock);
        log(`the database of ${id} was brought back from ${path}`);
        return (await turn.open(id)).state();
      }),
  };
}
