/**
 * Labels whose orders are open drafts are put there: each is cut out of its pile, becomes a file of the desk's own, and then the draft's
 * label, where that has none. One that turns out to be somebody else's is taken out again, where it is still there.
 */
import { extname } from 'node:path';
import type { IntakeId } from '../../contract/intake.ts';
import { type LabelSays, takenFromLabel } from '../../contract/labels.ts';
import type { DraftBody, DraftId } from '../../contract/outbox.ts';
import type { Files } from '../files/index.ts';
import type { DraftLabels } from '../intake/draftLabels.ts';
import { type LabelledDraft, labelField } from '../store/labelledDrafts.ts';
import type { Workers } from '../workers/index.ts';
import type { IntakeCutting } from './intakeCutting.ts';

interface Parts {
  readonly connection: string;
  readonly workers: Pick<Workers, 'run'>;
  readonly cutting: Pick<IntakeCutting, 'cut'>;
  readonly files: Pick<Files, 'stage'>;
  readonly put: (label: LabelledDraft) => { readonly before: string | null } | null;
  /** So many labels came to drafts. */
  readonly onPut: (id: IntakeId, count: number) => Promise<void>;
  /** What the label in this file says. */
  readonly says: (fileId: string) => Promise<LabelSays>;
  /** As a new shipment begins. */
  readonly begin: () => DraftBody;
  readonly save: (body: DraftBody) => DraftId;
  readonly closing: AbortSignal;
}

export interface DraftLabelling {
  readonly put: Parts['put'];
  /**
   * Brings the drafts to what the last check said. Answers whether one of them was another by then.
   * @throws DeskFailure `diskFull`, `storageReadOnly`
   */
  settle(id: IntakeId): Promise<boolean>;
  /** Answers how many. @throws DeskFailure as `settle` */
  makeDrafts(id: IntakeId): Promise<number>;
}

/** Cut out in one go. */
const atOnce = 20;

export function createDraftLabelling({ connection, workers, cutting, files, put, onPut, closing, ...parts }: Parts): DraftLabelling {
  const note = (id: IntakeId, draft: LabelledDraft['draft'], piece: string, file: string | null) =>
    workers.run('intake.putLabel', { connection, id, put: { piece, draft, file } });

  /** How many came to their drafts; `isOther`: one that could not is another than it was. */
  async function putSome(id: IntakeId, those: DraftLabels['toPut']): Promise<{ count: number; isOther: boolean }> {
    let count = 0;
    let isOther = false;
    const made = await cutting.cut(
      id,
      those.map(({ cut }) => cut),
    );
    for (const { draft, isSaid, cut, called } of those) {
      closing.throwIfAborted();
      const file = made.get(cut.piece);
      if (file === undefined || 'refused' in file) {
        await workers.run('intake.labelNotCut', { connection, id, piece: cut.piece });
        continue;
      }
      const label = await files.stage(file.path, `${called}${extname(file.path)}`);
      if (put({ draft, instead: null, replaces: isSaid, label }) === null) isOther = true;
      else {
        count += 1;
        await note(id, draft, cut.piece, label.file_id);
      }
    }
    return { count, isOther };
  }

  return {
    put,
    settle: async (id) => {
      const { toPut, toTake } = await workers.run('intake.draftLabels', { connection, id });
      for (const { piece, draft, file } of toTake) {
        put({ draft, instead: file, replaces: false, label: null });
        await note(id, draft, piece, null);
      }
      let count = 0;
      let isOther = false;
      for (let from = 0; from < toPut.length; from += atOnce) {
        const some = await putSome(id, toPut.slice(from, from + atOnce));
        count += some.count;
        isOther ||= some.isOther;
      }
      if (count > 0) await onPut(id, count);
      return isOther;
    },
    makeDrafts: async (id) => {
      const strangers = await workers.run('intake.strangers', { connection, id });
      let count = 0;
      for (let from = 0; from < strangers.length; from += atOnce) {
        const some = strangers.slice(from, from + atOnce);
        const made = await cutting.cut(
          id,
          some.map(({ cut }) => cut),
        );
        for (const { cut, called } of some) {
          closing.throwIfAborted();
          const file = made.get(cut.piece);
          if (file === undefined || 'refused' in file) {
            await workers.run('intake.labelNotCut', { connection, id, piece: cut.piece });
            continue;
          }
          const label = await files.stage(file.path, `${called}${extname(file.path)}`);
          const begun = parts.begin();
          const body: DraftBody = { ...begun, [labelField]: label };
          const taken = await parts.says(label.file_id).then(
            (says) => takenFromLabel('shipment', body, says, begun),
            // A label that cannot be read makes a draft all the same.
            () => [],
          );
          const draft = parts.save({ ...body, ...Object.fromEntries(taken.map(({ field, value }) => [field, value])) });
          await workers.run('intake.drafted', { connection, id, put: { piece: cut.piece, draft, file: label.file_id } });
          count += 1;
        }
      }
      return count;
    },
  };
}
