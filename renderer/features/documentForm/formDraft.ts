/** The draft behind a form: its id from the first change on, saved by `draftSaver`. */
import type { DocumentKindName } from '../../../contract/documents/index.ts';
import type { DraftBody, DraftId } from '../../../contract/outbox.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { draftSaved } from '../../stores/drafts.ts';
import { type DraftSaver, type SaveState, createDraftSaver } from './draftSaver.ts';

export interface FormDraft extends DraftSaver {
  /** Made at the first need, so that a save can be repeated without making a second draft. */
  readonly id: () => DraftId;
  readonly hasId: () => boolean;
  readonly arrive: () => void;
  readonly leave: () => void;
}

interface Parts {
  readonly desk: ConnectionDesk;
  readonly kind: DocumentKindName;
  /** The draft it was opened from. */
  readonly given: DraftId | null;
  /** What the form holds now. */
  readonly body: () => DraftBody;
  /** It is on disk for the first time. */
  readonly onDraft: (id: DraftId) => void;
  readonly onState: (state: SaveState) => void;
}

export function createFormDraft({ desk, kind, given, body, onDraft, onState }: Parts): FormDraft {
  let draftId = given;
  let isSaved = given !== null;
  let isHere = true;
  const id = (): DraftId => (draftId ??= crypto.randomUUID() as DraftId);
  const saver = createDraftSaver({
    save: async () => {
      const outcome = await desk.call('drafts.save', { id: id(), kind, body: body() });
      if (outcome.ok) draftSaved(outcome.value);
      if (outcome.ok && !isSaved) {
        isSaved = true;
        // The person may have left the form by now: its place must not call them back.
        if (isHere) onDraft(id());
      }
      return outcome;
    },
    onState,
  });
  return {
    ...saver,
    id,
    hasId: () => draftId !== null,
    arrive: () => {
      isHere = true;
    },
    leave: () => {
      isHere = false;
    },
  };
}
