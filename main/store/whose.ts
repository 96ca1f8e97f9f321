/**
 * Whose a connection's folder is, written inside of it. The id names a place; this names what lies there: what was queued
 * for one company must not leave for another because its folder came to lie in the other's place.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DeskFailure } from '../../contract/errors.ts';
import type { ConnectionRow } from './appDatabase.ts';
import type { Settings } from './settings.ts';

const Whose = z.object({
  /** Made once with the connection, and never given to another. */
  identity: z.string(),
  /** Where its documents are sent; empty for practice, whose address changes with every start. */
  baseUrl: z.string(),
});
const setting = 'whose';

export const newIdentity = (): string => randomUUID();

/**
 * Answers the identity that folder and connection have in common. A folder that says nothing (new, empty, or of an older desk) becomes this
 * connection's.
 * @throws DeskFailure `folderOfAnother`
 */
export function claimFolder(settings: Settings, { identity, baseUrl, name }: Pick<ConnectionRow, 'identity' | 'baseUrl' | 'name'>): string {
  const found = settings.get(setting, Whose.nullable(), null);
  if (found === null) {
    const claimed = identity ?? newIdentity();
    settings.set(setting, { identity: claimed, baseUrl } satisfies z.infer<typeof Whose>);
    return claimed;
  }
  // A connection without an identity was made by an older desk, or the desk's own file was put back to that time. The folder knows more.
  if ((identity !== null && found.identity !== identity) || found.baseUrl !== baseUrl)
    throw new DeskFailure({ code: 'folderOfAnother', params: { name } });
  return found.identity;
}
