/** A row of the outbox, and how it stands in the database: written as it is, read by its schema. */
import { z } from 'zod';
import { foldCode } from '../../contract/codes.ts';
import { SendableKind } from '../../contract/documents/index.ts';
import { DeskError } from '../../contract/errors.ts';
import { Attention, BatchId, DraftId, OutboxId, OutboxStep, outboxStates } from '../../contract/outbox.ts';
import type { OutboxState } from '../../contract/outbox.ts';
import type { Row, Value } from './database.ts';
import { foldedIn } from './recordFacets.ts';

/** A step as it is stored. Uploads carry the file and, once done, its address at the provider. */
export interface StepRecord extends OutboxStep {
  readonly file_id?: string;
  readonly url?: string;
  /** The address was known from an earlier document. */
  readonly remembered?: boolean;
  /** It was uploaded anew, because its address was too old or refused; not a second time. */
  readonly renewed?: boolean;
  /** Uploads that left and brought no address. */
  readonly tries?: number;
}

/** Where a row stands: what `main/outbox/outcome.ts` decides from, and upon. */
export interface Standing {
  /** `withdrawn`: taken back by the operator; kept, because a later row with the same key must know of it. */
  readonly state: OutboxState | 'withdrawn';
  readonly steps: readonly StepRecord[];
  /** SKUs in the body whose products the provider has not confirmed yet: it cannot leave before they all are. */
  readonly awaits: readonly string[];
  readonly code: string | null;
  /** Requests that changed something, or might have. */
  readonly attempts: number;
  /** Unix ms at which the request now under way left. */
  readonly leftAt: number | null;
  /** Unix ms of the first attempt that may have arrived: look-ups go back to it. */
  readonly doubtSince: number | null;
  /** Look-ups since the last attempt that found nothing. */
  readonly misses: number;
  /** Failures in a row that say nothing about the document itself; the back-off grows with them. */
  readonly failures: number;
  readonly error: DeskError | null;
  readonly attention: Attention | null;
  /** Rejected, and not by the provider: a person let it be, and whether it arrived is not known. */
  readonly isGivenUp: boolean;
}

/** A row as it is kept: where it stands, and what it is. */
export interface OutboxRow extends Standing {
  readonly id: OutboxId;
  readonly kind: SendableKind;
  readonly naturalKey: string;
  /** Whether it makes something (a document) or does something to what exists (an action). */
  readonly creates: boolean;
  /** Parsed by its schema when it was queued; parsed again when it is used. */
  readonly body: unknown;
  readonly draftId: DraftId | null;
  /** Who sent it, by name; `null` where no operators are set up. */
  readonly operator: string | null;
  /** Queued in one step with others: behind those that were sent one by one. `null`: by itself. */
  readonly batch: BatchId | null;
  /** Unix milliseconds, these four. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly leavesAt: number;
  readonly retryAt: number | null;
}

/** As a column holds it. */
export const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const plainColumns = (row: OutboxRow): Record<string, Value> => ({
  id: row.id,
  kind: row.kind,
  natural_key: row.naturalKey,
  creates: row.creates ? 1 : 0,
  body: JSON.stringify(row.body),
  draft_id: row.draftId,
  operator: row.operator,
  batch: row.batch,
  state: row.state,
  code: row.code,
  attempts: row.attempts,
  left_at: row.leftAt,
  doubt_since: row.doubtSince,
  misses: row.misses,
  failures: row.failures,
  steps: JSON.stringify(row.steps),
  awaits: JSON.stringify(row.awaits),
  error: json(row.error),
  attention: json(row.attention),
  given_up: row.isGivenUp ? 1 : 0,
  created_at: row.createdAt,
  updated_at: row.updatedAt,
  leaves_at: row.leavesAt,
  retry_at: row.retryAt,
});

const foldedColumns = (row: OutboxRow): Record<string, Value> => {
  const { courier, partner, barcodes } = foldedIn(typeof row.body === 'object' && row.body !== null ? row.body : {});
  return { key_folded: foldCode(row.naturalKey), courier_folded: courier, partner_folded: partner, barcodes_folded: barcodes };
};

/** All columns of a new row. */
export const columnsOf = (row: OutboxRow): Record<string, Value> => ({ ...plainColumns(row), ...foldedColumns(row) });

const Steps = z.array(
  OutboxStep.extend({
    file_id: z.string().optional(),
    url: z.string().optional(),
    remembered: z.boolean().optional(),
    renewed: z.boolean().optional(),
    tries: z.number().optional(),
  }),
);
const Skus = z.array(z.string());
const State = z.enum([...outboxStates, 'withdrawn']);
export const maybeNumber = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
/** @throws whatever cannot be read in it */
export const parsed = <T>(shape: z.ZodType<T>, text: unknown): T => shape.parse(JSON.parse(String(text)));

/** @throws whatever cannot be read in it */
const strictly = (row: Row): OutboxRow => ({
  id: OutboxId.parse(row['id']),
  kind: SendableKind.parse(row['kind']),
  naturalKey: String(row['natural_key']),
  creates: row['creates'] === 1,
  body: JSON.parse(String(row['body'])) as unknown,
  draftId: row['draft_id'] === null ? null : DraftId.parse(row['draft_id']),
  operator: row['operator'] === null ? null : String(row['operator']),
  batch: row['batch'] === null ? null : BatchId.parse(row['batch']),
  state: State.parse(row['state']),
  code: row['code'] === null ? null : String(row['code']),
  attempts: Number(row['attempts']),
  leftAt: maybeNumber(row['left_at']),
  doubtSince: maybeNumber(row['doubt_since']),
  misses: Number(row['misses']),
  failures: Number(row['failures']),
  steps: parsed(Steps, row['steps']) as OutboxRow['steps'],
  awaits: parsed(Skus, row['awaits']),
  error: row['error'] === null ? null : parsed(DeskError, row['error']),
  attention: row['attention'] === null ? null : parsed(Attention, row['attention']),
  isGivenUp: row['given_up'] === 1,
  createdAt: Number(row['created_at']),
  updatedAt: Number(row['updated_at']),
  leavesAt: Number(row['leaves_at']),
  retryAt: maybeNumber(row['retry_at']),
});

const orElse = <T>(read: () => T, fallback: T): T => {
  try {
    return read();
  } catch {
    // SECURITY: without the reason, which could quote the document.
    return fallback;
  }
};

/** What can be read of a row that cannot be read whole: shown, and left to a person. Its key stays taken. */
function damaged(row: Row): OutboxRow {
  const isOver = row['state'] === 'confirmed' || row['state'] === 'rejected' || row['state'] === 'withdrawn';
  const readable: Row = {
    ...row,
    state: isOver ? (row['state'] ?? null) : 'needs_attention',
    body: orElse(() => JSON.stringify(JSON.parse(String(row['body']))), '{}'),
    steps: orElse(() => JSON.stringify(parsed(Steps, row['steps'])), '[]'),
    awaits: orElse(() => JSON.stringify(parsed(Skus, row['awaits'])), '[]'),
    error: null,
    attention: isOver ? null : JSON.stringify(unreadable),
    draft_id: orElse(() => (row['draft_id'] === null ? null : DraftId.parse(row['draft_id'])), null),
  };
  return strictly(readable);
}
/** What its attention says. */
export const unreadable: Attention = { reason: 'unreadable', found: [] };

/** A row that cannot be read must not keep the others from being read. */
export const rowOf = (row: Row): OutboxRow => orElse<OutboxRow | null>(() => strictly(row), null) ?? damaged(row);

export const isReadable = (row: Row): boolean => orElse(() => strictly(row), null) !== null;
