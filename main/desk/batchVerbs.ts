/** The same done to many records of a list, in one step. */
import { DeskFailure } from '../../contract/errors.ts';
import { nameOfAction } from '../../contract/kinds/index.ts';
import { type BatchId, mostInBatch } from '../../contract/outbox.ts';
import { codeFieldOf } from '../store/selectedRecords.ts';
import type { DeskOptions } from './deskOptions.ts';
import type { SessionHandlers } from './door.ts';

type Verbs = 'records.selected' | 'records.tally' | 'outbox.actMany' | 'outbox.undoMany';

/** Rows that cross the bridge in one answer. */
const rowsAtOnce = 200;

export function batchHandlers({ clock }: Pick<DeskOptions, 'clock'>): Pick<SessionHandlers, Verbs> {
  return {
    'records.selected': ({ selection, from }, { workers, file }) =>
      workers.run('records.selected', { file, selection, now: clock.wall(), from, most: rowsAtOnce }),
    'records.tally': async ({ selection }, { workers, file }) => {
      const { total, can } = await workers.run('records.possible', { file, selection, now: clock.wall() });
      return { total, can: Object.fromEntries(Object.entries(can).map(([name, codes]) => [name, codes.length])) };
    },
    'outbox.actMany': async ({ kind, body, selection }, { workers, file, outbox }) => {
      if (!kind.startsWith(`${selection.kind}.`)) throw new DeskFailure({ code: 'malformed' });
      const { total, can } = await workers.run('records.possible', { file, selection, now: clock.wall() });
      const codes = can[nameOfAction(kind)] ?? [];
      if (codes.length > mostInBatch) throw new DeskFailure({ code: 'tooManyTogether', params: { most: String(mostInBatch) } });
      const batch = crypto.randomUUID() as BatchId;
      const field = codeFieldOf(kind);
      const queued =
        codes.length === 0
          ? 0
          : await outbox.actMany(
              kind,
              codes.map((code) => ({ ...body, [field]: code })),
              batch,
            );
      return { batch, queued, leftOut: total - queued };
    },
    'outbox.undoMany': async (which, { outbox }) => {
      if ('batch' in which) return { undone: await outbox.undoMany(which.batch), left: [] };
      const left = await outbox.undoThese(which.ids);
      return { undone: which.ids.length - left.length, left };
    },
  };
}
