/** One form of any kind: what was typed, its draft, its problems, and its way into the outbox. */
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import type { NewsOf } from '../../../contract/bridge.ts';
import { comparedField } from '../../../contract/documents/comparedCodes.ts';
import type { DocumentKindName } from '../../../contract/documents/index.ts';
import type { FieldProblem } from '../../../contract/errors.ts';
import { type Finding, sameFinding } from '../../../contract/findings.ts';
import type { CheckAnswer, DraftId, OutboxId } from '../../../contract/outbox.ts';
import { beforeClosing } from '../../bridge/closing.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { focusField } from '../../ui/index.ts';
import { createFormDraft } from './formDraft.ts';
import { type LabelReading, createLabelReading } from './labelReading.ts';
import { createLookAgain } from './lookAgain.ts';
import { type Shown, afterRemoval, besides, isWithin, nothingShown, problemsOf, withoutRow } from './problems.ts';
import {
  type AfterSending,
  type Notice,
  type Standing,
  type StandingStart,
  type StandingStore,
  noticeAfter,
  openStanding,
  show,
} from './standing.ts';

/** The same from opening to closing: what changes stands in `form` and in `standing`. */
export interface DocumentForm {
  readonly kind: DocumentKindName;
  readonly form: UseFormReturn;
  readonly standing: StandingStore;
  readonly label: LabelReading;
  /** Something was typed, picked or dropped into this field. */
  readonly changed: (name: string) => void;
  /** The caret left this field. */
  readonly left: (name: string) => void;
  /** A row of a list was taken out. */
  readonly removed: (list: string, index: number) => void;
  readonly save: () => void;
  readonly check: () => void;
  /** Sends it, unless there are warnings: those are shown, and `sendAnyway` is offered. */
  readonly send: (then: AfterSending) => void;
  /** A person's word on the warnings that are shown. Others that have come meanwhile are shown first. */
  readonly sendAnyway: () => void;
  /** Says something of the rows. */
  readonly say: (notice: Notice) => void;
  /** It is on screen from now on; answers what ends that. */
  readonly open: () => () => void;
}

export interface FormStart extends StandingStart {
  readonly draftId: DraftId | null;
  readonly values: FieldValues;
}

export interface FormEnds {
  /** The draft is on disk for the first time. */
  readonly onDraft: (id: DraftId) => void;
  /** The document is in the outbox. */
  readonly onSent: (id: OutboxId, then: AfterSending) => void;
}

interface Parts {
  readonly desk: ConnectionDesk;
  readonly kind: DocumentKindName;
  readonly form: UseFormReturn;
  readonly start: FormStart;
  readonly ends: FormEnds;
}

export function createDocumentForm({ desk, kind, form, start, ends }: Parts): DocumentForm {
  const standing = openStanding(start);
  const draft = createFormDraft({
    desk,
    kind,
    given: start.draftId,
    body: () => form.getValues(),
    onDraft: ends.onDraft,
    onState: (saveState) => standing.setState({ saveState }),
  });
  const problemsNow = (): FieldProblem[] => problemsOf(kind, form.getValues());
  const again = createLookAgain(standing, problemsNow);
  const label = createLabelReading({
    desk,
    kind,
    form,
    draftId: () => (draft.hasId() ? draft.id() : null),
    remembered: start.draftId === null ? start.values : {},
    put: (field, value) => {
      form.setValue(field, value, { shouldDirty: true });
      changed(field);
    },
    onTaken: (fields) => goOnBehind(fields, problemsNow),
  });

  const say = (notice: Notice | null): void => standing.setState((before) => (before.notice === notice ? before : { notice }));
  const showOnly = (own: readonly FieldProblem[], told: Shown['told']): void => {
    again.stop();
    show(standing, () => (own.length + told.length === 0 ? nothingShown : { own, told }));
  };
  const point = (own: readonly FieldProblem[], told: Shown['told']): void => {
    showOnly(own, told);
    standing.setState(({ summons }) => ({ notice: null, summons: summons + 1 }));
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
        say({ kind: 'failed', error: outcome.error });
        return null;
      }
      const ownNow = problemsNow();
      const told = besides(ownNow, outcome.value.problems);
      if (ownNow.length + told.length === 0) return outcome.value;
      point(ownNow, told);
      return null;
    }
  };
  const alone = async (busy: NonNullable<Standing['busy']>, act: () => Promise<void>): Promise<void> => {
    if (standing.getState().busy !== null) return;
    standing.setState({ busy });
    try {
      await act();
    } finally {
      standing.setState({ busy: null });
    }
  };
  const sendUnless = async (heard: readonly Finding[], then: AfterSending): Promise<void> => {
    const answer = await checked();
    if (answer === null) return;
    const { warnings, hints = [] } = answer;
    if (warnings.some((each) => !label.isKept(each) && !heard.some((one) => sameFinding(one, each)))) {
      showOnly([], []);
      say({ kind: 'warnings', warnings, hints, stopped: then });
      return;
    }
    const despite = warnings.map(({ path, problem }) => `${path}: ${problem}`);
    const outcome = await desk.call('outbox.queue', { draftId: draft.id(), ...(despite.length > 0 ? { despite } : {}) });
    if (outcome.ok) {
      draft.stop();
      ends.onSent(outcome.value.id, then);
    } else if (outcome.error.fields !== undefined && outcome.error.fields.length > 0) point([], outcome.error.fields);
    else say({ kind: 'failed', error: outcome.error });
  };

  const changed = (name: string): void => {
    draft.changed();
    say(noticeAfter(standing.getState().notice, ({ path }) => !isWithin(path, name) && !isWithin(name, path)));
    again.changed(name);
    label.changed(name);
  };

  /** A pile of labels had this one's. What the person has put there meanwhile stays. */
  const takeLabel = (put: NewsOf<'drafts.changed'>['label']): void => {
    const field = comparedField(kind, 'label');
    if (put === undefined || field === null) return;
    const held: unknown = form.getValues(field);
    const now = typeof held === 'object' && held !== null && 'file_id' in held ? held.file_id : null;
    if (now !== put.instead || now === (put.is?.file_id ?? null)) return;
    form.setValue(field, put.is, { shouldDirty: true });
    changed(field);
  };

  return {
    kind,
    form,
    standing,
    label,
    say,
    changed,
    left: (name) => {
      void draft.flush();
      again.left(name);
      label.left();
    },
    removed: (list, index) => {
      draft.changed();
      const { notice } = standing.getState();
      const moved = notice?.kind === 'template' ? { ...notice, gone: withoutRow(notice.gone, list, index) } : null;
      say(moved === null || moved.gone.length === 0 ? null : moved);
      again.stop();
      show(standing, (shown) => afterRemoval(shown, list, index));
    },
    save: () => {
      void draft.flush();
    },
    check: () =>
      void alone('check', async () => {
        const answer = await checked();
        if (answer === null) return;
        showOnly([], []);
        const { warnings, hints = [] } = answer;
        say(warnings.length > 0 ? { kind: 'warnings', warnings, hints, stopped: null } : { kind: 'good', hints });
      }),
    send: (then) => void alone('send', () => sendUnless([], then)),
    sendAnyway: () => {
      const { notice } = standing.getState();
      const heard = notice?.kind === 'warnings' ? notice : null;
      void alone('send', () => sendUnless(heard?.warnings ?? [], heard?.stopped ?? 'list'));
    },
    open: () => {
      draft.arrive();
      label.opened();
      const flush = (): void => void draft.flush();
      const ending = new AbortController();
      const endClosing = beforeClosing(() => draft.flush());
      const endLabel = desk.on('drafts.changed', (news) => {
        if (draft.hasId() && news.id === draft.id()) takeLabel(news.label);
      });
      // The window may be closed from here on, or the machine sent to sleep.
      document.addEventListener('visibilitychange', flush, { signal: ending.signal });
      window.addEventListener('blur', flush, { signal: ending.signal });
      window.addEventListener('pagehide', flush, { signal: ending.signal });
      return () => {
        ending.abort();
        endClosing();
        endLabel();
        again.stop();
        draft.leave();
        // What was only opened, or emptied again, leaves nothing behind.
        if (start.draftId === null && draft.hasId() && JSON.stringify(form.getValues()) === JSON.stringify(start.values)) {
          draft.stop();
          void desk.call('drafts.discard', { id: draft.id() });
        } else flush();
      };
    },
  };
}

/**
 * The caret stands in a field that the label has just filled, or nowhere: it goes on to the first one that is still to be filled. Where
 * somebody writes meanwhile it stays.
 */
function goOnBehind(filled: readonly string[], problemsNow: () => readonly FieldProblem[]): void {
  const here = document.activeElement;
  const field = here instanceof HTMLElement ? here.dataset['field'] : undefined;
  const isFree = here === null || here === document.body || (field !== undefined && filled.includes(field));
  const next = problemsNow()[0]?.path;
  if (isFree && next !== undefined) focusField(next);
}
