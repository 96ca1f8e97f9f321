/** Labels of a pile as files of their own, cut out when they are needed: to be looked at, or to go with their shipment. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DeskFailure } from '../../contract/errors.ts';
import type { IntakeId } from '../../contract/intake.ts';
import type { ToCut } from '../intake/labelling.ts';
import { intakeFolderOf } from '../intake/store.ts';
import type { Workers } from '../workers/index.ts';

interface Parts {
  readonly connection: string;
  readonly workers: Pick<Workers, 'run'>;
  readonly closing: AbortSignal;
}

/** A file in the intake's folder, or why there is none. */
export type Cut = { readonly path: string; readonly mime: string } | { readonly refused: DeskFailure };

export interface IntakeCutting {
  /** By piece. All of one file are cut in one go. */
  cut(id: IntakeId, labels: readonly ToCut[]): Promise<Map<string, Cut>>;
  /** @throws DeskFailure `notFound`, `labelsUnread` */
  picture(id: IntakeId, piece: string, width: number): Promise<{ mime: string; bytes: Uint8Array<ArrayBuffer> }>;
}

export function createIntakeCutting({ connection, workers, closing }: Parts): IntakeCutting {
  const cut: IntakeCutting['cut'] = async (id, labels) => {
    const base = join(intakeFolderOf(connection), id);
    const folder = join(base, 'labels');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const made = new Map<string, Cut>();
    for (const [path, those] of Map.groupBy(labels, ({ source }) => source.path)) {
      const { mime } = those[0]?.source ?? { mime: '' };
      const wanted = those.map(({ piece, pages }) => ({ name: piece, pages }));
      for (const each of await workers.run('pile.cut', { path: join(base, path), mime, labels: wanted, folder }, { signal: closing })) {
        const trouble = each.trouble ?? 'broken';
        made.set(
          each.name,
          each.file === null
            ? {
                refused: new DeskFailure({
                  code: 'labelsUnread',
                  params: { name: those.find(({ piece }) => piece === each.name)?.name ?? path, trouble },
                }),
              }
            : { path: join(folder, each.file), mime: each.mime },
        );
      }
    }
    return made;
  };
  return {
    cut,
    picture: async (id, piece, width) => {
      const label = await workers.run('intake.toCut', { connection, id, piece });
      const [first] = label?.pages ?? [];
      // What could not be opened has no picture.
      if (label === null || first === undefined || label.source.mime === '') throw new DeskFailure({ code: 'notFound' });
      const { path, mime } = label.source;
      const file = { path: join(intakeFolderOf(connection), id, path), name: label.name, mime };
      return workers.run('pile.draw', { ...file, ...first, width }, { signal: closing });
    },
  };
}
