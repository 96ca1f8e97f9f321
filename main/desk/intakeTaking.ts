/** The courier's newer code of an order, and its new label, into what was made of it before and has not left. */
import { extname } from 'node:path';
import { cleanCode } from '../../contract/codes.ts';
import type { FileRef } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { IntakeId } from '../../contract/intake.ts';
import type { DraftBody, DraftId, OutboxId } from '../../contract/outbox.ts';
import type { Files } from '../files/index.ts';
import type { ToTake } from '../intake/taking.ts';
import type { Outbox } from '../outbox/offer.ts';
import type { CodeHolders } from '../store/codeHolders.ts';
import type { Drafts } from '../store/drafts.ts';
import type { Workers } from '../workers/index.ts';
import type { IntakeCutting } from './intakeCutting.ts';

interface Parts {
  readonly connection: string;
  readonly workers: Pick<Workers, 'run'>;
  readonly cutting: Pick<IntakeCutting, 'cut'>;
  readonly files: Pick<Files, 'stage'>;
  readonly drafts: Pick<Drafts, 'get' | 'save'>;
  readonly outbox: Pick<Outbox, 'get' | 'amend'>;
  readonly holders: CodeHolders;
  readonly onDraft: (id: DraftId) => void;
}

/** Answers what was done, for the journal. @throws DeskFailure `notFound`, `wrongState`, `invalid` (with `fields`), `labelsUnread` */
export type TakeOver = (id: IntakeId, document: string) => Promise<string>;

export function createTaking({ connection, workers, cutting, files, drafts, outbox, holders, onDraft }: Parts): TakeOver {
  async function labelOf(id: IntakeId, { label, tracking }: ToTake): Promise<FileRef | null> {
    if (label === null) return null;
    const cut = (await cutting.cut(id, [label])).get(label.piece);
    if (cut === undefined) throw new DeskFailure({ code: 'fileVanished', params: { name: label.name } });
    if ('refused' in cut) throw cut.refused;
    return files.stage(cut.path, `${tracking}${extname(cut.path)}`);
  }

  /** Of what is there, as it is now. */
  function heldOf({ where, holder }: ToTake): { readonly body: Readonly<Record<string, unknown>>; readonly draftId: DraftId | null } {
    const draft = where === 'draft' ? drafts.get(holder as DraftId) : null;
    const row = where === 'outbox' ? outbox.get(holder as OutboxId) : null;
    const found = draft ?? row;
    if (found === null) throw new DeskFailure({ code: 'notFound' });
    return { body: found.body, draftId: draft?.id ?? row?.draftId ?? null };
  }

  return async (id, document) => {
    const wanted = await workers.run('intake.toTake', { connection, id, document });
    if (wanted === null) throw new DeskFailure({ code: 'wrongState', params: { state: 'changed' } });
    const { where, holder, tracking, before, reference } = wanted;
    const label = await labelOf(id, wanted);
    const { body, draftId } = heldOf(wanted);
    const text = (field: string): string => (typeof body[field] === 'string' ? body[field] : '');
    // Somebody has mended it since it was checked: what the person saw is not what is there.
    if (cleanCode(text('courier_tracking_code')) !== cleanCode(before))
      throw new DeskFailure({ code: 'wrongState', params: { state: 'changed' } });
    const refuse = (path: string, problem: string, params: Record<string, string> = {}): never => {
      throw new DeskFailure({ code: 'invalid', fields: [{ path, problem, params }] });
    };
    const other = holders
      .of('shipment', 'courier', tracking, draftId ?? ('' as DraftId))
      .find((each) => each.id !== holder && (each.where !== 'outbox' || outbox.get(each.id as OutboxId)?.state !== 'rejected'));
    if (other !== undefined)
      refuse('courier_tracking_code', 'codeUsed', { where: other.where, key: other.key, found: 'exact', other: tracking });
    const hasLabel = body['label'] !== undefined && body['label'] !== null;
    // The old label bears the old code. In a draft the field is left empty, and asked about there; what would go by itself waits for it.
    if (label === null && hasLabel && where === 'outbox') refuse('label', 'noLabel');
    const fields: Record<string, DraftBody[string]> = {
      courier_tracking_code: tracking,
      ...(label !== null ? { label: { ...label } } : hasLabel ? { label: null } : {}),
    };
    if (where === 'outbox') outbox.amend(holder as OutboxId, fields);
    else {
      const draft = drafts.get(holder as DraftId);
      if (draft === null) throw new DeskFailure({ code: 'notFound' });
      drafts.save({ id: draft.id, kind: draft.kind, body: { ...draft.body, ...fields } });
      onDraft(draft.id);
    }
    return `${reference}: ${before === '' ? '—' : before} → ${tracking}${label === null ? '' : ` · ${label.name}`}`;
  };
}
