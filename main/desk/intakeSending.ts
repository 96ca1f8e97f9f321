/**
 * Hands the documents of an intake to the outbox as NOTE(handing) says, a part at a time, and never many more than the provider takes in a
 * few minutes. What has not been handed costs the outbox nothing, and a desk that stops goes on with it at its next start.
 */
import { naturalKeyField } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { IntakeId, IntakeProgress, IntakeStage } from '../../contract/intake.ts';
import type { BatchId, OutboxId } from '../../contract/outbox.ts';
import { extname } from 'node:path';
import type { Files } from '../files/index.ts';
import type { StoredIntake } from '../intake/intakes.ts';
import type { Handed, ToHand } from '../intake/sending.ts';
import { type RowOf, truthNow } from '../intake/truth.ts';
import type { EnteredDocument, EnteringDocument, Outbox } from '../outbox/offer.ts';
import type { CodeHolders } from '../store/codeHolders.ts';
import type { Clock } from '../time/clock.ts';
import type { Workers } from '../workers/index.ts';
import type { Cut, IntakeCutting } from './intakeCutting.ts';

/** One transaction, one event. */
const partRows = 100;
/** Of a first part. */
const firstRows = 20;
/** So many wait in the outbox at most: two minutes at the provider's limit. */
const mostAhead = 500;
/** How often it is looked whether there is room for the next part, in milliseconds. */
const lookMs = 500;
/** After something went wrong that is nobody's fault, in milliseconds. */
const retryMs = 5_000;

interface Parts {
  readonly connection: string;
  /** The connection's own database. */
  readonly desk: string;
  readonly holders: CodeHolders;
  readonly workers: Pick<Workers, 'run'>;
  readonly outbox: Pick<
    Outbox,
    'get' | 'enterMany' | 'standingOf' | 'withdrawnOf' | 'undoMany' | 'pauseBatches' | 'resumeBatches' | 'isPaused'
  >;
  readonly files: Pick<Files, 'stage'>;
  readonly cutting: Pick<IntakeCutting, 'cut'>;
  readonly clock: Clock;
  readonly closing: AbortSignal;
  /** So many of it are in the outbox by now, or will not be. */
  readonly onHanded: (id: IntakeId, count: number) => void;
  readonly onMoved: (id: IntakeId) => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface IntakeSending {
  /** Goes on handing, in the background, as long as there is something to hand and nobody paused it. */
  goOn(id: IntakeId): void;
  pause(intake: StoredIntake): void;
  resume(intake: StoredIntake): void;
  /** Takes back what has not left; answers how many documents do not go. */
  undo(intake: StoredIntake): Promise<number>;
  stageOf(intake: StoredIntake): IntakeStage;
  progressOf(intake: StoredIntake): IntakeProgress | null;
  /** Ends after the part that is being handed. */
  close(): Promise<void>;
}

export function createIntakeSending(parts: Parts): IntakeSending {
  const { connection, workers, outbox, files, clock, closing } = parts;
  const handing = new Map<IntakeId, Promise<void>>();
  /** There may be more since it was looked at last. */
  const again = new Set<IntakeId>();
  /** Taken back meanwhile. */
  const stopped = new Set<IntakeId>();

  const isPaused = ({ batches }: Pick<StoredIntake, 'batches'>): boolean => batches.some((batch) => outbox.isPaused(batch));
  const mayHand = (id: IntakeId): boolean => !closing.aborted && !stopped.has(id);

  /** The file of a label is in the desk's own folder before a row names it. */
  async function labelled(
    { kind, body, label, despite }: ToHand,
    { madeAt: begunAt, batches }: Pick<StoredIntake, 'madeAt' | 'batches'>,
    cut: ReadonlyMap<string, Cut>,
  ): Promise<EnteringDocument> {
    const field = kindOf(kind).compared?.label;
    const entering = (whole: ToHand['body']): EnteringDocument => ({
      kind,
      body: whole,
      begunAt,
      despite,
      asks: () => truthNow({ kind, body: whole, despite }, { holders: parts.holders, rowOf, own: new Set(batches), wall: clock.wall() }),
    });
    if (label === null || field === undefined) return entering(body);
    const file = cut.get(label.piece);
    // Without its label it does not go.
    if (file === undefined) throw new DeskFailure({ code: 'fileVanished', params: { name: label.called } });
    if ('refused' in file) throw file.refused;
    return entering({ ...body, [field]: await files.stage(file.path, `${label.called}${extname(file.path)}`) });
  }

  const rowOf: RowOf = (id) => {
    const row = outbox.get(id as OutboxId);
    return row === null ? null : { state: row.state, batch: row.batch ?? null };
  };

  async function handPart(intake: StoredIntake, whole: readonly ToHand[]): Promise<void> {
    const results = new Map<string, Handed>(whole.flatMap(({ id, asks }) => (asks.length === 0 ? [] : [[id, { asked: asks }]])));
    const part = whole.filter(({ id }) => !results.has(id));
    const labels = part.flatMap(({ label }) => label ?? []);
    const cut = labels.length === 0 ? new Map<string, Cut>() : await parts.cutting.cut(intake.id, labels);
    for (const [batch, those] of Map.groupBy(part, (each) => each.batch)) {
      const ready: { readonly id: string; readonly document: EnteringDocument }[] = [];
      for (const each of those) {
        try {
          ready.push({ id: each.id, document: await labelled(each, intake, cut) });
        } catch (error) {
          if (!(error instanceof DeskFailure) || ['diskFull', 'storageReadOnly'].includes(error.error.code)) throw error;
          results.set(each.id, { refused: error.error });
        }
      }
      // Somebody may have taken it back while its labels were copied.
      if (!mayHand(intake.id)) return;
      const entered: EnteredDocument[] = outbox.enterMany(
        batch,
        ready.map(({ document }) => document),
        intake.sentBy,
      );
      for (const [index, { id }] of ready.entries()) results.set(id, entered[index] ?? 'entered');
    }
    parts.onHanded(intake.id, results.size);
    await workers.run('intake.handed', { connection, id: intake.id, handed: [...results].map(([id, what]) => ({ id, what })) });
    parts.onMoved(intake.id);
  }

  async function handAll(id: IntakeId): Promise<void> {
    while (mayHand(id)) {
      const intake = await workers.run('intake.get', { connection, id });
      if (intake.toHand === 0 || isPaused(intake)) return;
      const { queued, sending } = outbox.standingOf(intake.batches);
      if (queued + sending + partRows > mostAhead) {
        await pause(lookMs);
        continue;
      }
      // Until there is something to send, nothing is sent: the labels of a few are cut soon.
      const most = queued + sending === 0 ? firstRows : partRows;
      const part = await workers.run('intake.next', { connection, id, most, desk: parts.desk, wall: clock.wall() });
      if (!mayHand(id)) return;
      if (part.length === 0) return;
      await handPart(intake, part);
    }
  }

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, () => end());
      const end = (): void => {
        cancel();
        closing.removeEventListener('abort', end);
        resolve();
      };
      closing.addEventListener('abort', end, { once: true });
      if (closing.aborted) end();
    });

  async function handUntilDone(id: IntakeId): Promise<void> {
    while (mayHand(id)) {
      again.delete(id);
      try {
        await handAll(id);
        if (!again.has(id)) return;
      } catch (error) {
        if (closing.aborted) return;
        parts.onTrouble(error);
        // A full disk, a file that is held: it is tried again, and nothing is lost meanwhile.
        await pause(retryMs);
      }
    }
  }

  const goOn = (id: IntakeId): void => {
    if (handing.has(id)) again.add(id);
    else
      handing.set(
        id,
        handUntilDone(id).finally(() => handing.delete(id)),
      );
  };

  const progressOf = ({ toGo, toHand, refused, batches }: StoredIntake): IntakeProgress | null => {
    if (batches.length === 0) return null;
    const standing = outbox.standingOf(batches);
    return {
      of: toGo,
      left: toHand,
      queued: standing.queued + standing.sending + standing.unknown,
      sent: standing.confirmed,
      failed: standing.rejected + refused,
      attention: standing.needs_attention,
      withdrawn: standing.withdrawn,
    };
  };

  return {
    goOn,
    pause: ({ batches }) => outbox.pauseBatches(batches),
    resume: ({ id, batches }) => {
      outbox.resumeBatches(batches);
      goOn(id);
    },
    undo: async ({ id, batches }) => {
      stopped.add(id);
      try {
        await handing.get(id);
        let taken = await workers.run('intake.stop', { connection, id, withdrawn: [] });
        for (const batch of batches) taken += await outbox.undoMany(batch);
        outbox.resumeBatches(batches);
        await workers.run('intake.stop', { connection, id, withdrawn: withdrawnOf(outbox, batches) });
        return taken;
      } finally {
        stopped.delete(id);
      }
    },
    stageOf: (intake) => {
      if (intake.stage !== 'sending') return intake.stage;
      const progress = progressOf(intake);
      if (progress !== null && progress.left + progress.queued + progress.attention === 0) return 'done';
      return isPaused(intake) ? 'paused' : 'sending';
    },
    progressOf,
    close: async () => {
      await Promise.all(handing.values());
    },
  };
}

function withdrawnOf(outbox: Pick<Outbox, 'withdrawnOf'>, batches: readonly BatchId[]) {
  return batches.flatMap((batch) =>
    outbox
      .withdrawnOf([batch])
      .flatMap(({ kind, naturalKey }) =>
        kind === 'product' || kind === 'purchase-order' || kind === 'shipment'
          ? [{ batch, kind, field: naturalKeyField[kind], naturalKey }]
          : [],
      ),
  );
}
