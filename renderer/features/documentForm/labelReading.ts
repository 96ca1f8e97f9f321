/**
 * What the label in a form says, held against what is typed. Read behind the form's back: it waits for nothing, and what was typed
 * meanwhile stands.
 */
import { type StoreApi, createStore } from 'zustand/vanilla';
import type { UseFormReturn } from 'react-hook-form';
import type { DocumentKindName } from '../../../contract/documents/index.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { Finding } from '../../../contract/findings.ts';
import { kindOf } from '../../../contract/kinds/index.ts';
import { type LabelSays, type OnLabel, heldAgainstLabel, takenFromLabel } from '../../../contract/labels.ts';
import type { DraftId } from '../../../contract/outbox.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';

export interface Taken {
  readonly field: string;
  readonly value: string;
  /** What stood there; mostly nothing. */
  readonly before: string;
}

export interface LabelState {
  readonly stands: 'none' | 'reading' | 'failed' | 'read';
  readonly error: DeskError | null;
  readonly says: LabelSays | null;
  /** The fields of which it says something, as they were when somebody left one last. */
  readonly held: readonly OnLabel[];
  /** What was put into the form by the label. */
  readonly taken: readonly Taken[];
  /** Nothing was typed since: Ctrl+Z takes it back. Afterwards that key is the field's own again. */
  readonly isFresh: boolean;
  /** A person's word: this value stays, whatever the label says. */
  readonly kept: readonly { readonly field: string; readonly value: string }[];
}

export interface LabelReading {
  readonly state: StoreApi<LabelState>;
  /** The form was opened: a label that lies in it is read, and nothing is put into fields by it. */
  readonly opened: () => void;
  readonly changed: (name: string) => void;
  readonly left: () => void;
  readonly again: () => void;
  readonly take: (field: string, value: string) => void;
  readonly keep: (field: string) => void;
  readonly undo: () => void;
  /** Somebody has said of this finding that it is all right. */
  readonly isKept: (finding: Finding) => boolean;
}

interface Parts {
  readonly desk: Pick<ConnectionDesk, 'call'>;
  readonly kind: DocumentKindName;
  readonly form: Pick<UseFormReturn, 'getValues'>;
  readonly draftId: () => DraftId | null;
  /** What a new form began with, and nobody has typed. */
  readonly remembered: Readonly<Record<string, unknown>>;
  /** Puts it into the form as if it was typed. */
  readonly put: (field: string, value: string) => void;
  /** Some fields were filled by the label that was just put in. */
  readonly onTaken: (fields: readonly string[]) => void;
}

const nothing: LabelState = { stands: 'none', error: null, says: null, held: [], taken: [], isFresh: false, kept: [] };

export function createLabelReading({ desk, kind, form, draftId, remembered, put, onTaken }: Parts): LabelReading {
  const { onLabel, compared } = kindOf(kind);
  const labelField = onLabel === undefined ? null : (compared.label ?? null);
  const state = createStore<LabelState>(() => nothing);
  let current: string | null = null;

  const fileId = (): string | null => {
    const file: unknown = labelField === null ? null : form.getValues(labelField);
    return typeof file === 'object' && file !== null && 'file_id' in file && typeof file.file_id === 'string' ? file.file_id : null;
  };
  /** `typing`: this field is being written in, and half a code is no other code yet. */
  const hold = (typing: string | null): void => {
    const { says, held: before } = state.getState();
    if (says === null) return;
    const wasTold = (field: string): boolean => before.some((each) => each.field === field && each.stands === 'differs');
    const held = heldAgainstLabel(kind, form.getValues(), says).filter(
      ({ field, stands }) => stands !== 'differs' || field !== typing || wasTold(field),
    );
    if (JSON.stringify(held) !== JSON.stringify(before)) state.setState({ held });
  };
  const read = async (id: string, mayFill: boolean): Promise<void> => {
    current = id;
    state.setState({ ...nothing, stands: 'reading' });
    const outcome = await desk.call('labels.read', { file_id: id, draftId: draftId() });
    // Another label took its place meanwhile, or it was taken out.
    if (current !== id || fileId() !== id) return;
    if (!outcome.ok) return state.setState({ stands: 'failed', error: outcome.error });
    const taken = mayFill ? takenFromLabel(kind, form.getValues(), outcome.value, remembered) : [];
    state.setState({ stands: 'read', says: outcome.value, taken });
    for (const { field, value } of taken) put(field, value);
    state.setState({ isFresh: true });
    hold(null);
    if (taken.length > 0) onTaken(taken.map(({ field }) => field));
  };

  return {
    state,
    opened: () => {
      const id = fileId();
      if (id !== null) void read(id, false);
    },
    changed: (name) => {
      if (state.getState().isFresh) state.setState({ isFresh: false });
      if (name !== labelField) return hold(name);
      const id = fileId();
      if (id === current) return;
      current = id;
      if (id === null) state.setState(nothing);
      else void read(id, true);
    },
    left: () => hold(null),
    again: () => {
      if (current !== null) void read(current, true);
    },
    take: (field, value) => {
      put(field, value);
      hold(null);
    },
    keep: (field) => state.setState(({ kept }) => ({ kept: [...kept, { field, value: String(form.getValues(field) ?? '').trim() }] })),
    undo: () => {
      const { taken } = state.getState();
      state.setState({ taken: [] });
      // What somebody has changed since is theirs.
      for (const { field, value, before } of taken) if (form.getValues(field) === value) put(field, before);
      hold(null);
    },
    isKept: ({ path, problem, params }) =>
      problem === 'labelSays' &&
      state.getState().kept.some(({ field, value }) => field === path && value === String(params?.['field'] ?? '').trim()),
  };
}

/** The fields that say another thing than the label, and that nobody has spoken for. */
export const differing = ({ held, kept }: LabelState): OnLabel[] =>
  held.filter(({ field, stands, value }) => stands === 'differs' && !kept.some((each) => each.field === field && each.value === value));
