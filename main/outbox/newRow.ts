/** A row as it enters the outbox. */
import { randomUUID } from 'node:crypto';
import { naturalKeyField } from '../../contract/documents/index.ts';
import type { SendableKind } from '../../contract/documents/index.ts';
import type { BatchId, DraftId, OutboxId } from '../../contract/outbox.ts';
import { type OpenDocument, openDocument } from '../documents/index.ts';
import type { OutboxRow, StepRecord } from '../store/outboxRow.ts';
import type { Doubt } from '../store/outboxRows.ts';
import type { OutboxOptions } from './offer.ts';
import { isOpen } from './outcome.ts';

export interface Entered {
  readonly kind: SendableKind;
  readonly body: object;
  readonly awaits: readonly string[];
  readonly draftId: DraftId | null;
  readonly batch?: BatchId;
  /** Unix ms: when somebody began to type it. */
  readonly begunAt: number;
}

/** `undoMs`: for so long it stays before it may leave. */
export function newRow(
  { kind, body, awaits, draftId, batch, begunAt }: Entered,
  {
    rows,
    clock,
    operator,
    restored,
    undoMs,
  }: Pick<OutboxOptions, 'rows' | 'clock' | 'operator' | 'restored'> & { readonly undoMs: number },
): OutboxRow {
  const document = openDocument(kind, body);
  const naturalKey = String((body as Record<string, unknown>)[naturalKeyField[kind]]);
  // This key was sent before, and a person gave up without knowing whether it arrived. So it is looked up before it leaves again.
  const doubt = document.creates ? (rows.doubtOf(kind, naturalKey) ?? forgotten(begunAt, restored?.() ?? null)) : null;
  const now = clock.wall();
  const steps = stepsOf(document);
  return {
    id: randomUUID() as OutboxId,
    kind,
    naturalKey,
    creates: document.creates,
    body,
    draftId,
    operator: operator?.() ?? null,
    batch: batch ?? null,
    state: doubt === null ? 'queued' : 'unknown',
    steps,
    awaits,
    code: document.code,
    attempts: 0,
    leftAt: null,
    doubtSince: doubt?.since ?? null,
    misses: 0,
    failures: 0,
    // The provider answered with success once, in words that could not be read. That stays so, whoever sends the document again.
    error: doubt !== null && doubt.error !== null && isOpen(doubt.error) ? doubt.error : null,
    attention: null,
    isGivenUp: false,
    createdAt: now,
    updatedAt: now,
    leavesAt: now + undoMs,
    retryAt: null,
  };
}

/** The database came back from a copy. A document begun before that may have been sent, and the copy does not know it. */
const forgotten = (begunAt: number, restored: { readonly at: number; readonly copiedAt: number } | null): Doubt | null =>
  restored !== null && begunAt <= restored.at ? { since: restored.copiedAt, error: null } : null;

/** In their order: its files first. */
export const stepsOf = ({ files, steps }: Pick<OpenDocument, 'files' | 'steps'>): StepRecord[] => [
  ...files.map((file): StepRecord => ({ name: 'upload', label: file.name, state: 'waiting', file_id: file.file_id })),
  ...steps.map((step): StepRecord => ({ name: step.name, label: '', state: 'waiting' })),
];
