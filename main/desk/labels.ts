/**
 * Labels of this connection's files, read beside everything else and kept in mind: a form asks when one is dropped, and *Check* asks again.
 */
import type { DraftId } from '../../contract/outbox.ts';
import type { LabelSays } from '../../contract/labels.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Files } from '../files/index.ts';
import type { PagesRead } from '../labels/read.ts';
import { type KnownAs, knownAsOf, saysOf } from '../labels/says.ts';
import type { CodeHolders } from '../store/codeHolders.ts';
import type { Workers } from '../workers/index.ts';

export interface Labels {
  /**
   * What the label says, as of now. `draftId`: the draft it is read for, which knows nothing of itself.
   * @throws DeskFailure `notFound`, `fileVanished`, `cancelled`
   */
  read(fileId: string, draftId: DraftId | null): Promise<LabelSays>;
  /** The same, where it has been read already. */
  known(fileId: string, draftId: DraftId | null): LabelSays | null;
}

interface Parts {
  readonly files: Pick<Files, 'find' | 'pathOf'>;
  readonly workers: Pick<Workers, 'run'>;
  readonly holders: CodeHolders;
  readonly closing: AbortSignal;
  readonly patienceMs?: number;
}

/** Of one file in a form: a label has one page or two. That there are more is said. */
const mostPages = 12;
/** So many labels are kept in mind. */
const mostKept = 200;
/** A label takes half a second; a file that takes so long means harm, or the computer is very busy. */
const usualPatienceMs = 20_000;

export function createLabels({ files, workers, holders, closing, patienceMs = usualPatienceMs }: Parts): Labels {
  /** By file, the one used last at the end. */
  const kept = new Map<string, PagesRead>();
  const underWay = new Map<string, Promise<PagesRead>>();

  const keep = (fileId: string, read: PagesRead): void => {
    kept.delete(fileId);
    kept.set(fileId, read);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  };
  const readNow = async (fileId: string): Promise<PagesRead> => {
    const file = files.find(fileId);
    if (file === null) throw new DeskFailure({ code: 'notFound' });
    const tooLong = AbortSignal.timeout(patienceMs);
    try {
      const read = await workers.run(
        'labels.read',
        { path: files.pathOf(fileId), mime: file.mime, from: 1, most: mostPages },
        { signal: AbortSignal.any([closing, tooLong]) },
      );
      keep(fileId, read);
      return read;
    } catch (error) {
      // Asked again, it is tried again: it may have been the computer.
      if (tooLong.aborted && !closing.aborted) return { pages: 0, read: [], trouble: 'tooLong' };
      if (error instanceof DeskFailure && error.error.code === 'workOutOfMemory') return { pages: 0, read: [], trouble: 'tooLarge' };
      throw error;
    }
  };

  const knownAs = (draftId: DraftId | null): KnownAs =>
    knownAsOf((kind, what, code) => holders.of(kind, what, code, draftId ?? ('' as DraftId)));

  return {
    read: async (fileId, draftId) => {
      const known = kept.get(fileId);
      const reading = underWay.get(fileId) ?? (known === undefined ? readNow(fileId).finally(() => underWay.delete(fileId)) : null);
      if (reading !== null) underWay.set(fileId, reading);
      return saysOf(known ?? (await reading!), knownAs(draftId));
    },
    known: (fileId, draftId) => {
      const read = kept.get(fileId);
      return read === undefined ? null : saysOf(read, knownAs(draftId));
    },
  };
}
