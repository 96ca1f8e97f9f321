/** What the screen sees of a row, and what it says of the record behind it. */
import { DeskFailure } from '../../contract/errors.ts';
import type { AwaitedProduct, OutboxItem, Settling } from '../../contract/outbox.ts';
import { codeOf, recordSchemas } from '../../contract/records.ts';
import type { RecordKind } from '../../contract/records.ts';
import { documents, openDocument } from '../documents/index.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { OutboxEvent } from './outcome.ts';

/** The provider's complaint, put where it belongs on the form, before it is decided upon and stored. */
export function placed(row: OutboxRow, event: OutboxEvent): OutboxEvent {
  if (event.type !== 'stepFailed') return event;
  const fields = openDocument(row.kind, row.body).problemsOf(event.error);
  const { fields: _providers, ...error } = event.error;
  return { ...event, error: fields.length === 0 ? error : { ...error, fields: [...fields] } };
}

/** The record that a person says is ours: the only one found, or the one with the code that was typed. */
export function meantBy(row: OutboxRow, code: string | null): { kind: RecordKind; code: string | null; record: object | null } {
  const kind = documents[row.kind].record;
  const records = (row.attention?.found ?? []).flatMap((each) => {
    const parsed = recordSchemas[kind].safeParse(each);
    return parsed.success ? [{ code: codeOf(kind, parsed.data), record: parsed.data }] : [];
  });
  const meant = code === null ? (records.length === 1 ? records[0] : undefined) : records.find((each) => each.code === code);
  return { kind, code: code ?? meant?.code ?? null, record: meant?.record ?? null };
}

export function itemOf(row: OutboxRow, waitsFor: readonly AwaitedProduct[], settling: Settling | null): OutboxItem {
  if (row.state === 'withdrawn') throw new DeskFailure({ code: 'notFound' });
  return {
    id: row.id,
    kind: row.kind,
    naturalKey: row.naturalKey,
    state: row.state,
    code: row.code,
    attempts: row.attempts,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    leavesAt: row.leavesAt,
    retryAt: row.retryAt,
    settling,
    steps: row.steps.map(({ name, label, state }) => ({ name, label, state })),
    waitsFor: [...waitsFor],
    error: row.error,
    attention: row.attention,
    isGivenUp: row.isGivenUp,
    draftId: row.draftId,
    operator: row.operator,
    ...(row.batch === null ? {} : { batch: row.batch }),
  };
}
