/**
 * The same done to many, in one step. The operator's word is one transaction: all of it is written down then, or none. What is written down
 * becomes rows in small turns, so that no key waits for twenty thousand of them; a desk that stops meanwhile goes on at its next start.
 */
import { type ActionKindName, naturalKeyField } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import type { AwaitedProduct, BatchId, OutboxId } from '../../contract/outbox.ts';
import { parseDocument, settleAwaited } from '../documents/check.ts';
import { enteringRowsOn } from '../store/enteringRows.ts';
import { whenFree } from '../store/held.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import { inSlices } from '../time/slices.ts';
import type { Entered } from './newRow.ts';
import type { EnteredDocument, EnteringDocument, Outbox, OutboxOptions } from './offer.ts';

interface BatchParts extends Pick<OutboxOptions, 'database' | 'rows' | 'clock' | 'operator' | 'onTrouble'> {
  /** Aborted when nothing more can be written. */
  readonly giveUp: AbortSignal;
  /** In a transaction. @throws DeskFailure `referenceTaken` */
  readonly add: (entered: Entered, operator: string | null, despite?: readonly string[]) => OutboxRow;
  /** How it stands with a product that is named by its SKU. */
  readonly awaited: (sku: string) => AwaitedProduct;
  /** It is committed: it may move from now on, behind all that was sent by itself. */
  readonly onAdded: (row: OutboxRow) => void;
  /** All of them are. */
  readonly onAll: (rows: readonly OutboxRow[]) => void;
  readonly withdraw: (id: OutboxId) => void;
}

/** The disk has something against it, and not the document. */
const isOfStorage = ({ error }: DeskFailure): boolean => error.code.startsWith('storage') || error.code === 'diskFull';

export interface Batches extends Pick<Outbox, 'actMany' | 'undoMany' | 'undoThese' | 'enterMany'> {
  /** Goes on with what a desk that stopped had left. */
  resume(): void;
}

export function createBatches(parts: BatchParts): Batches {
  const { database, rows, clock, giveUp } = parts;
  const entering = enteringRowsOn(database);

  /** One that cannot be read keeps all of them out. */
  function* parsedOf(kind: ActionKindName, bodies: readonly unknown[]): Generator<void, object[], void> {
    const parsed: object[] = [];
    for (const body of bodies) {
      const one = parseDocument(kind, body, clock.wall());
      if (!one.ok) throw new DeskFailure({ code: 'invalid', fields: [...one.problems] });
      parsed.push(one.body);
      yield;
    }
    return parsed;
  }

  /** The rows of the next part; `null` where none is left. What is on its way already is passed by. */
  const enterPart = (batch: BatchId): OutboxRow[] | null =>
    database.transaction(() => {
      const part = entering.take(batch);
      if (part === null) return null;
      const { kind, operator, begunAt, bodies } = part;
      return bodies.flatMap((body) => {
        try {
          return parts.add({ kind, body, awaits: [], draftId: null, batch, begunAt }, operator);
        } catch (error) {
          if (error instanceof DeskFailure && error.error.code === 'referenceTaken') return [];
          throw error;
        }
      });
    });

  async function* enteringAll(batch: BatchId): AsyncGenerator<void, number, void> {
    let entered = 0;
    while (!giveUp.aborted) {
      // Another program may hold the file: what is written down waits for it.
      const added = await whenFree(() => enterPart(batch), { clock, giveUp });
      if (added === null) break;
      for (const row of added) parts.onAdded(row);
      entered += added.length;
      yield;
    }
    if (!giveUp.aborted) parts.onAll([]);
    return entered;
  }
  const enter = async (batch: BatchId): Promise<number> => (await inSlices(enteringAll(batch))) ?? 0;

  /** Each is a wait for the disk: two thousand at once would hold the desk for seconds. Answers those that could not be taken back. */
  function* withdrawAll(ids: readonly OutboxId[]): Generator<void, OutboxId[], void> {
    const left: OutboxId[] = [];
    for (const id of ids) {
      try {
        // What was refused could be taken back as well: but that is another word, and nobody said it.
        if (giveUp.aborted || rows.get(id)?.state !== 'queued') left.push(id);
        else parts.withdraw(id);
      } catch (error) {
        // It left a moment ago.
        if (!(error instanceof DeskFailure)) parts.onTrouble(error);
        left.push(id);
      }
      yield;
    }
    return left;
  }
  const takeBack = async (ids: readonly OutboxId[]): Promise<OutboxId[]> => (await inSlices(withdrawAll(ids))) ?? [...ids];

  /** @throws DeskFailure as `Outbox.queue` */
  const enterOne = (
    batch: BatchId,
    document: EnteringDocument,
    operator: string | null,
  ): OutboxRow | null | { readonly asked: readonly Finding[] } => {
    const { kind, body, begunAt, despite } = document;
    const parsed = parseDocument(kind, body, clock.wall());
    if (!parsed.ok) throw new DeskFailure({ code: 'invalid', fields: [...parsed.problems] });
    // Whatever has become of it there: what was taken back must not go because the desk was stopped at the wrong moment.
    if (rows.isOfBatch(kind, String((parsed.body as Readonly<Record<string, unknown>>)[naturalKeyField[kind]]), batch)) return null;
    const asked = document.asks?.() ?? [];
    if (asked.length > 0) return { asked };
    const settled = settleAwaited(kind, parsed.body, { wall: clock.wall(), awaited: parts.awaited });
    if (!settled.ok) throw new DeskFailure(settled.error);
    return parts.add({ kind, body: settled.body, awaits: settled.awaits, draftId: null, batch, begunAt }, operator, despite);
  };

  return {
    enterMany: (batch, documents, operator) => {
      const added: OutboxRow[] = [];
      const entered = database.transaction(() =>
        documents.map((document): EnteredDocument => {
          try {
            const row = database.transaction(() => enterOne(batch, document, operator));
            if (row !== null && 'asked' in row) return row;
            if (row !== null) added.push(row);
            return 'entered';
          } catch (error) {
            // One that cannot go keeps none of the others.
            if (!(error instanceof DeskFailure) || isOfStorage(error)) throw error;
            return { refused: error.error };
          }
        }),
      );
      for (const row of added) parts.onAdded(row);
      if (added.length > 0) parts.onAll(added);
      return entered;
    },
    actMany: async (kind, bodies, batch) => {
      const parsed = await inSlices(parsedOf(kind, bodies));
      if (parsed === undefined || parsed.length === 0) return 0;
      entering.begin(batch, { kind, operator: parts.operator?.() ?? null, begunAt: clock.wall(), bodies: parsed });
      return enter(batch);
    },
    undoMany: async (batch) => {
      // What has not entered yet never will. Of the others the last ones first: they leave last.
      const dropped = entering.drop(batch);
      const queued = rows.queuedOf(batch).toReversed();
      return dropped + queued.length - (await takeBack(queued)).length;
    },
    undoThese: takeBack,
    resume: () => {
      for (const batch of entering.open())
        void enter(batch).catch((error: unknown) => {
          if (!giveUp.aborted) parts.onTrouble(error);
        });
    },
  };
}
