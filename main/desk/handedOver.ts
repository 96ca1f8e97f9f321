/**
 * What the system handed to the desk (a file on its icon, a task of its menu, a notice that was clicked), until the page of an open
 * connection takes it.
 */
import { basename } from 'node:path';
import type { AnswerOf } from '../../contract/bridge.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import type { Outcome } from '../../contract/errors.ts';
import type { PageMenuAction } from '../../contract/menu.ts';
import type { SavedPlace } from '../../contract/place.ts';

export interface Handed {
  readonly paths: readonly string[];
  readonly task: PageMenuAction | null;
  /** A place of this connection. */
  readonly open?: { readonly connection: ConnectionId; readonly place: SavedPlace };
}

export interface HandedOver {
  add(handed: Handed): void;
  /** Once, for this connection. `stage` copies a file into its folder, or says why not. */
  take(connection: ConnectionId, stage: (path: string, name: string) => Promise<Outcome<FileRef>>): Promise<AnswerOf<'handed.take'>>;
}

/** `onMore` is told that there is something to take. */
export function createHandedOver(onMore: () => void): HandedOver {
  let paths: string[] = [];
  let task: PageMenuAction | null = null;
  let open: Handed['open'];
  return {
    add: (handed) => {
      if (handed.paths.length === 0 && handed.task === null && handed.open === undefined) return;
      paths.push(...handed.paths);
      task = handed.task ?? task;
      open = handed.open ?? open;
      onMore();
    },
    take: async (connection, stage) => {
      const taken = { paths, task, open };
      [paths, task, open] = [[], null, undefined];
      const files: AnswerOf<'handed.take'>['files'] = [];
      for (const path of taken.paths) {
        // SECURITY: the page hears a name, never a path.
        const name = basename(path);
        const staged = await stage(path, name);
        files.push({ name, file: staged.ok ? staged.value : null, error: staged.ok ? null : staged.error });
      }
      // What concerns a connection that is not open any more leads nowhere.
      return { task: taken.task, open: taken.open?.connection === connection ? taken.open.place : null, files };
    },
  };
}
