/** One form of any kind: what was typed, its draft, its problems, and its way into the outbox. */
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { type FieldValues, type UseFormReturn, useForm } from 'react-hook-form';
import type { DocumentKindName } from '../../../contract/documents/index.ts';
import type { DeskError, FieldProblem } from '../../../contract/errors.ts';
import type { CheckAnswer, DraftBody, DraftId } from '../../../contract/outbox.ts';
import { beforeClosing } from '../../bridge/closing.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { draftSaved } from '../../stores/drafts.ts';
import { createDraftSaver, type DraftSaver, type SaveState } from './draftSaver.ts';
import { type Shown, afterChange, afterLeaving, afterRemoval, besides, isWithin, nothingShown, problemsOf } from './problems.ts';

/** What the last check or send came to. */
export type Notice =
  | { readonly kind: 'good' }
  /** `isStopped`: it was to be sent, and waits for a person's word. */
  | { readonly kind: 'warnings'; readonly warnings: readonly FieldProblem[]; readonly isStopped: boolean }
  /** What was scanned is in a row already, with this path. */
  | { readonly kind: 'listed'; readonly text: string; readonly row: string }
  /** A table was pasted; `missing` are the codes that name no product here. */
  | { readonly kind: 'pasted'; readonly rows: number; readonly missing: readonly string[] }
  /** The provider refused the last attempt. */
  | { readonly kind: 'rejected'; readonly error: DeskError }
  /** The desk itself could not save, check or queue. */
  | { readonly kind: 'failed'; readonly error: DeskError };

export interface DocumentForm {
  readonly kind: DocumentKindName;
  readonly form: UseFormReturn;
  readonly saveState: SaveState;
  readonly notice: Notice | null;
  readonly busy: 'check' | 'send' | null;
  /** All problems shown, for the summary. */
  readonly problems: readonly FieldProblem[];
  /** Counts checks that found problems: the summary takes the focus at each. 0 while there was none. */
  readonly summons: number;
  /** The problem at this field; with `within` also one of its parts (a barcode of the barcodes). */
  readonly problemAt: (name: string, within?: boolean) => FieldProblem | null;
  /** Something was typed, picked or dropped into this field. */
  readonly changed: (name: string) => void;
  /** The caret left this field. */
  readonly left: (name: string) => void;
  /** A row of a list was taken out. */
  readonly removed: (list: string, index: number) => void;
  readonly save: () => void;
  readonly check: () => void;
  /** Sends it, unless there are warnings: those are shown, and `sendAnyway` is offered. */
  readonly send: () => void;
  /** A person's word on the warnings that are shown. Others that have come meanwhile are shown first. */
  readonly sendAnyway: () => void;
  /** Says something of the rows. */
  readonly say: (notice: Notice) => void;
}

export interface FormStart {
  readonly draftId: DraftId | null;
  readonly values: FieldValues;
  /** When the draft was last saved, in Unix milliseconds; `null` for a new form. */
  readonly savedAt: number | null;
  readonly rejection: DeskError | null;
}

export interface FormEnds {
  /** The draft is on disk for the first time. */
  readonly onDraft: (id: DraftId) => void;
  /** The document is in the outbox. */
  readonly onSent: () => void;
}

const FormContext = createContext<DocumentForm | null>(null);
export const FormProvider = FormContext.Provider;
export function useFormContext(): DocumentForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error('a form field outside of a form');
  return form;
}

export function useDocumentForm(kind: DocumentKindName, start: FormStart, ends: FormEnds): DocumentForm {
  const desk = useDesk();
  const form = useForm({ defaultValues: start.values });
  const [saveState, setSaveState] = useState<SaveState>(
    start.savedAt === null ? { kind: 'untouched' } : { kind: 'saved', at: start.savedAt },
  );
  const [draft] = useState(() =>
    keepDraft(desk, kind, start.draftId, () => form.getValues(), { onDraft: ends.onDraft, onState: setSaveState }),
  );
  const typedIn = useRef(new Set<string>());

  const [shown, setShown] = useState<Shown>(start.rejection === null ? nothingShown : { own: [], told: start.rejection.fields ?? [] });
  const [notice, setNotice] = useState<Notice | null>(start.rejection === null ? null : { kind: 'rejected', error: start.rejection });
  const [summons, setSummons] = useState((start.rejection?.fields ?? []).length > 0 ? 1 : 0);
  const [busy, setBusy] = useState<DocumentForm['busy']>(null);

  // A summary that has emptied is over: a new slip of the hand must not bring it back and take the caret away.
  if (summons > 0 && shown.own.length + shown.told.length === 0) setSummons(0);

  const problemsNow = (): FieldProblem[] => problemsOf(kind, form.getValues());

  useEffect(() => {
    draft.arrive();
    const flush = (): void => void draft.flush();
    const ending = new AbortController();
    const endClosing = beforeClosing(() => draft.flush());
    // The window may be closed from here on, or the machine sent to sleep.
    document.addEventListener('visibilitychange', flush, { signal: ending.signal });
    window.addEventListener('blur', flush, { signal: ending.signal });
    window.addEventListener('pagehide', flush, { signal: ending.signal });
    return () => {
      ending.abort();
      endClosing();
      draft.leave();
      flush();
    };
  }, [draft]);

  const changed = (name: string): void => {
    typedIn.current.add(name);
    draft.changed();
    setNotice((before) => (before?.kind === 'rejected' ? before : null));
    if (shown.own.length + shown.told.length > 0) setShown((before) => afterChange(before, name, problemsNow()));
  };
  const left = (name: string): void => {
    void draft.flush();
    const now = problemsNow();
    setShown((before) => {
      // Walking through an empty form is no mistake yet: that something is missing is said when it was there before, or by a check.
      const isDue = (each: FieldProblem) =>
        each.problem !== 'required' || typedIn.current.has(name) || before.own.some((other) => other.path === each.path);
      return afterLeaving(before, name, now.filter(isDue));
    });
  };
  const removed = (list: string, index: number): void => {
    draft.changed();
    setNotice(null);
    setShown((before) => afterRemoval(before, list, index));
  };

  const point = (own: readonly FieldProblem[], told: readonly FieldProblem[]): void => {
    setShown({ own, told });
    setNotice(null);
    setSummons((before) => before + 1);
  };

  /** Saves, then asks the desk, until what was checked is what is typed. `null` when there are problems, or it could not be done. */
  const checked = async (): Promise<CheckAnswer | null> => {
    const own = problemsNow();
    if (!draft.hasId() && own.length > 0) {
      // Nothing was typed: there is nothing to keep, and the page can say what is missing.
      point(own, []);
      return null;
    }
    if (!draft.hasId()) draft.changed();
    for (;;) {
      if (!(await draft.flush())) {
        // The bar says why; the text stays on the screen.
        return null;
      }
      const outcome = await desk.call('drafts.check', { id: draft.id() });
      if (draft.isBehind()) continue;
      if (!outcome.ok) {
        setNotice({ kind: 'failed', error: outcome.error });
        return null;
      }
      const ownNow = problemsNow();
      const told = besides(ownNow, outcome.value.problems);
      if (ownNow.length + told.length === 0) return outcome.value;
      point(ownNow, told);
      return null;
    }
  };
  const alone = async (what: 'check' | 'send', act: () => Promise<void>): Promise<void> => {
    if (busy !== null) return;
    setBusy(what);
    try {
      await act();
    } finally {
      setBusy(null);
    }
  };

  const sendUnless = async (heard: readonly FieldProblem[]): Promise<void> => {
    const answer = await checked();
    if (answer === null) return;
    const known = new Set(heard.map((each) => JSON.stringify(each)));
    if (answer.warnings.some((each) => !known.has(JSON.stringify(each)))) {
      setShown(nothingShown);
      setNotice({ kind: 'warnings', warnings: answer.warnings, isStopped: true });
      return;
    }
    const outcome = await desk.call('outbox.queue', { draftId: draft.id() });
    if (outcome.ok) {
      draft.stop();
      ends.onSent();
    } else if (outcome.error.fields !== undefined && outcome.error.fields.length > 0) point([], outcome.error.fields);
    else setNotice({ kind: 'failed', error: outcome.error });
  };

  return {
    kind,
    form,
    saveState,
    notice,
    busy,
    summons,
    problems: [...shown.own, ...shown.told],
    problemAt: (name, within = false) =>
      [...shown.told, ...shown.own].find((each) => (within ? isWithin(each.path, name) : each.path === name)) ?? null,
    changed,
    say: setNotice,
    left,
    removed,
    save: () => {
      void draft.flush();
    },
    check: () =>
      void alone('check', async () => {
        const answer = await checked();
        if (answer === null) return;
        setShown(nothingShown);
        setNotice(answer.warnings.length > 0 ? { kind: 'warnings', warnings: answer.warnings, isStopped: false } : { kind: 'good' });
      }),
    send: () => void alone('send', () => sendUnless([])),
    sendAnyway: () => void alone('send', () => sendUnless(notice?.kind === 'warnings' ? notice.warnings : [])),
  };
}

interface DraftKeeper extends DraftSaver {
  /** Made at the first need, so that a save can be repeated without making a second draft. */
  readonly id: () => DraftId;
  readonly hasId: () => boolean;
  readonly arrive: () => void;
  readonly leave: () => void;
}

/** The draft behind a form: its id from the first change on, saved by `draftSaver`. */
function keepDraft(
  desk: ConnectionDesk,
  kind: DocumentKindName,
  given: DraftId | null,
  body: () => DraftBody,
  tell: { readonly onDraft: (id: DraftId) => void; readonly onState: (state: SaveState) => void },
): DraftKeeper {
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
        // Somebody who has left is not called back.
        if (isHere) tell.onDraft(id());
      }
      return outcome;
    },
    onState: tell.onState,
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
