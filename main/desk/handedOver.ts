/** What the system handed to the desk (a file on its icon, a task of its menu), until the page of an open connection takes it. */
import { basename } from 'node:path';
import type { AnswerOf } from '../../contract/bridge.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import type { Outcome } from '../../contract/errors.ts';
import type { PageMenuAction } from '../../contract/menu.ts';

export interface Handed {
  readonly paths: readonly string[];
  readonly task: PageMenuAction | null;
}

export interface HandedOver {
  add(handed: Handed): void;
  /** Once. `stage` copies a file into the connection's folder, or says why not. */
  take(stage: (path: string, name: string) => Promise<Outcome<FileRef>>): Promise<AnswerOf<'handed.take'>>;
}

/** `onMore` is told that there is something to take. */
export function createHandedOver(onMore: () => void): HandedOver {
  let paths: string[] = [];
  let task: PageMenuAction | null = null;
  return {
    add: (handed) => {
      if (handed.paths.length === 0 && handed.task === null) return;
      paths.push(...handed.paths);
      task = handed.task ?? task;
      onMore();
    },
    take: async (stage) => {
      const taken = { paths, task };
      [paths, task] = [[], null];
      const files: AnswerOf<'handed.take'>['files'] = [];
      for (const path of taken.paths) {
        // SECURITY: the page hears a name, never a path.
        const name = basename(path);
        const staged = await stage(path, name);
        files.push({ name, file: staged.ok ? staged.value : null, error: staged.ok ? null : staged.error });
      }
      return { task: taken.task, files };
    },
  };
}
