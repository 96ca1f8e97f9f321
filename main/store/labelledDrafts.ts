/** The label of a draft, put there by somebody who does not type in it: only where it holds what that one has seen. */
import { FileRef } from '../../contract/documents/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { type DraftBody, DraftId, type DraftSummary } from '../../contract/outbox.ts';
import type { Database } from './database.ts';
import type { Drafts } from './drafts.ts';

export const labelField = kindOf('shipment').compared.label ?? 'label';

/** The id of its label's file; `null` where it has none. */
export function labelFileOf(body: Readonly<Record<string, unknown>>): string | null {
  const label = FileRef.safeParse(body[labelField]);
  return label.success ? label.data.file_id : null;
}

export interface LabelledDraft {
  readonly draft: DraftId;
  /** The file that it is to hold now; `null`: none. */
  readonly instead: string | null;
  /** Whatever it holds: a person has said so. */
  readonly replaces: boolean;
  readonly label: FileRef | null;
}

/** `null`: it is no open draft any more, or holds another label by now. */
export function putLabel(
  database: Database,
  drafts: Pick<Drafts, 'get' | 'save'>,
  { draft: id, instead, replaces, label }: LabelledDraft,
): { readonly draft: DraftSummary; readonly before: string | null } | null {
  return database.transaction(() => {
    const isOpen = database.get("SELECT 1 FROM drafts WHERE id = ? AND state = 'open' AND kind = 'shipment'", id) !== undefined;
    const draft = isOpen ? drafts.get(id) : null;
    if (draft === null) return null;
    const before = labelFileOf(draft.body);
    if (!replaces && before !== instead) return null;
    const { [labelField]: _before, ...others } = draft.body;
    const body: DraftBody = label === null ? others : { ...others, [labelField]: label };
    return { draft: drafts.save({ id, kind: draft.kind, body }), before };
  });
}
