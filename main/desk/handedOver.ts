/** What the system handed to the desk (a file on its icon, a task of its menu), until the page of an open connection takes it. */
import { basename } from 'node:path';
import type { AnswerOf } from '../../contract/bridge.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import type { PageMenuAction } from '../../contract/menu.ts';
import { toDeskError } from './door.ts';

export interface Handed {
  readonly paths: readonly string[];
  readonly task: PageMenuAction | null;
}

export interface HandedOver {
  add(handed: Handed): void;
  /** Once. `stage` copies a file into the connection's folder; one that cannot be taken says why. */
  take(stage: (path: string, name: string) => Promise<FileRef>): Promise<AnswerOf<'handed.take'>>;
}

/** `onMore` is told that there is something to take. */
export function createHandedOver(onMore: () => void, log: (line: string) => void): HandedOver {
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
        try {
          files.push({ name, file: await stage(path, name), error: null });
        } catch (error) {
          files.push({ name, file: null, error: toDeskError(error, 'taking a file that was handed over', log) });
        }
      }
      return { task: taken.task, files };
    },
  };
}
