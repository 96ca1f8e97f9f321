/** Files that the desk wrote where the operator wanted them, so that the folder of one can be shown: the page knows its name alone. */
import { basename } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import type { DeskOptions } from './deskOptions.ts';

export interface SavedFiles {
  /** Asks for a place, and remembers it; `null` where the operator thinks better of it. */
  askWhere(name: string): Promise<string | null>;
  /** SECURITY: nothing but what was written since the desk was opened can be shown. @throws DeskFailure `notFound` */
  show(name: string): void;
}

export function createSavedFiles({ askWhere, showInFolder }: Pick<DeskOptions, 'askWhere' | 'showInFolder'>): SavedFiles {
  /** Of several files of one name the one that was written last. */
  const paths = new Map<string, string>();
  return {
    askWhere: async (name) => {
      const path = await askWhere(name);
      if (path !== null) paths.set(basename(path), path);
      return path;
    },
    show: (name) => {
      const path = paths.get(name);
      if (path === undefined) throw new DeskFailure({ code: 'notFound' });
      showInFolder(path);
    },
  };
}
