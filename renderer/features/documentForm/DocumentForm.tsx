/** The frame of every form: finds its draft, shows its fields, and ends in the bar that saves, checks and sends. */
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { z } from 'zod';
import { create } from 'zustand';
import { naturalKeyField, type DocumentKindName } from '../../../contract/documents/index.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { Finding } from '../../../contract/findings.ts';
import type { DraftId } from '../../../contract/outbox.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useVerb } from '../../bridge/useVerb.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { sentNow } from '../../stores/justSent.ts';
import { go } from '../../stores/place.ts';
import {
  Banner,
  Button,
  CopyText,
  EmptyState,
  ErrorBanner,
  ErrorSummary,
  FormBar,
  Spinner,
  Toolbar,
  focusField,
  useDropOnForm,
} from '../../ui/index.ts';
import { useErrorLine } from '../files/useErrorLine.ts';
import { JustSent } from '../rows/JustSent.tsx';
import records from '../records/records.module.css';
import styles from './documentForm.module.css';
import { endField } from './endField.ts';
import { useFormWords } from './formWords.ts';
import { hasProblems } from './standing.ts';
import { Mends } from './Mends.tsx';
import { StrayScan } from './StrayScan.tsx';
import { useInSight } from './useInSight.ts';
import { type Form, check, save, send, sendAndNext, sendAnyway } from './actions.ts';
import type { FormStart } from './documentForm.ts';
import { FormProvider, useDocumentForm, useFormContext, useOfForm, useStanding } from './useDocumentForm.ts';

/** What makes the form of one kind: the shape it holds and the fields it shows. */
export interface FormView {
  readonly kind: DocumentKindName;
  readonly shape: z.ZodType<Record<string, unknown>>;
  readonly Fields: ComponentType;
}

export function DocumentForm({ view, draftId }: { readonly view: FormView; readonly draftId: string | undefined }) {
  const own = useOwnDraft();
  const [opened, setOpened] = useState<Opened>(() => ({ number: nextNumber(), from: draftId, place: draftId }));
  if (draftId !== opened.place) {
    // A new form that was typed into got an id, and its place now names it: it is still the same form, and stays open.
    const isSame = opened.place === undefined && draftId === own.id && opened.number === own.of;
    setOpened(isSame ? { ...opened, place: draftId } : { number: nextNumber(), from: draftId, place: draftId });
  }
  const onDraft = (id: DraftId) => {
    useOwnDraft.setState({ id, of: opened.number });
    go({ screen: pluralOf(view.kind), view: 'form', draftId: id }, { replace: true });
  };
  if (opened.from !== undefined) return <DraftForm key={opened.number} view={view} draftId={opened.from as DraftId} onDraft={onDraft} />;
  return <NewForm key={opened.number} view={view} onDraft={onDraft} />;
}

/** A new form starts with what stays the same from one document to the next. Where that cannot be told it starts blank. */
function NewForm({ view, ...rest }: OpenProps) {
  const { value, error } = useVerb('drafts.begin', { kind: view.kind });
  const [start, setStart] = useState<FormStart | null>(null);
  if (start === null && (value !== null || error !== null))
    setStart({ draftId: null, values: view.shape.parse(value ?? {}), savedAt: null, rejection: null });
  return start !== null && <OpenForm {...rest} view={view} start={start} />;
}

interface Opened {
  /** Each form that is opened has its own, and starts afresh. */
  readonly number: number;
  /** The draft it was opened from; none for a new form. */
  readonly from: string | undefined;
  /** The draft its place names by now. */
  readonly place: string | undefined;
}

let lastNumber = 0;
const nextNumber = (): number => ++lastNumber;

/** The draft that the new form of this number became. A store like the place itself, so that both change in one drawing. */
const useOwnDraft = create<{ readonly id: string | null; readonly of: number }>(() => ({ id: null, of: 0 }));

interface OpenProps {
  readonly view: FormView;
  readonly onDraft: (id: DraftId) => void;
}

function DraftForm({ draftId, ...rest }: OpenProps & { readonly draftId: DraftId }) {
  const t = useText();
  const { value, error, loading, reload } = useVerb('drafts.get', { id: draftId });
  // Read once: what is typed afterwards is newer than any answer.
  const [start, setStart] = useState<FormStart | null>(null);
  if (start === null && value !== null)
    setStart({ draftId, values: rest.view.shape.parse(value.body), savedAt: value.updatedAt, rejection: value.rejection });
  if (start !== null) return <OpenForm {...rest} start={start} />;
  if (error !== null) return <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />;
  if (loading) return <Spinner label={t('form.restoring')} />;
  return (
    <EmptyState
      title={t('form.gone')}
      action={<Button onPress={() => go({ screen: pluralOf(rest.view.kind), view: 'list' })}>{t('form.close')}</Button>}
    />
  );
}

function OpenForm({ view, start, onDraft }: OpenProps & { readonly start: FormStart }) {
  const { Fields, kind } = view;
  const screen = pluralOf(kind);
  const document = useDocumentForm(kind, start, {
    onDraft,
    onSent: (id, then) => {
      sentNow(id);
      go(then === 'list' ? { screen, view: 'list' } : { screen, view: 'form' });
    },
  });
  return (
    <FormProvider value={document}>
      <Frame>
        <JustSent />
        <Notices />
        <Fields />
        <Bar />
      </Frame>
    </FormProvider>
  );
}

/** Title and edge of the form; what is in it is not drawn again for its title. */
function Frame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const { kind } = useFormContext();
  const screen = pluralOf(kind);
  const box = useRef<HTMLDivElement>(null);
  useDropOnForm(box);
  const reference = useOfForm((values) => String(values[naturalKeyField[kind]] ?? '').trim());
  const title = reference === '' ? t(`${screen}.form.new`) : t(`${screen}.form.draft`, { reference });
  return (
    <>
      <div className={records.head}>
        <Toolbar
          title={title}
          end={
            <Button variant="quiet" onPress={() => go({ screen, view: 'list' })}>
              {t('form.close')}
            </Button>
          }
        />
      </div>
      {/* The keys are the fields' own; what they leave of Enter ends a field. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div ref={box} className={styles.form} role="form" aria-label={title} onKeyDown={endField}>
        {children}
      </div>
    </>
  );
}

/** What a check or send came to, above the fields; brought into sight, because the buttons that asked for it are far below. */
function Notices() {
  const notice = useStanding((standing) => standing.notice);
  const box = useRef<HTMLDivElement>(null);
  // What was done to rows is said beside them.
  useInSight(box, notice?.kind === 'pasted' || notice?.kind === 'packages' ? null : notice);
  return (
    <div ref={box} className={styles.notices}>
      <FormSummary />
      <FormNotice />
      <StrayScan />
    </div>
  );
}

function FormSummary() {
  const shown = useStanding((standing) => standing.shown);
  const summons = useStanding((standing) => standing.summons);
  const { labelOf, problemText } = useFormWords();
  if (summons === 0) return null;
  return (
    <ErrorSummary
      key={summons}
      problems={[...shown.own.map((each) => ({ ...each, mends: [] })), ...shown.told].map((each) => ({
        path: each.path,
        label: labelOf(each.path),
        text: problemText(each),
        more: each.mends === undefined ? null : <Mends mends={each.mends} />,
      }))}
    />
  );
}

function FormNotice() {
  const t = useText();
  const errorText = useErrorText();
  const errorLine = useErrorLine();
  const { labelOf, rowOf } = useFormWords();
  const notice = useStanding((standing) => standing.notice);
  const isSaidAtFields = useStanding(({ shown }) => hasProblems(shown));
  if (notice === null) return null;
  switch (notice.kind) {
    case 'good':
      return (
        <Banner tone="good" title={t('form.checked.good')}>
          <Problems problems={notice.hints} />
        </Banner>
      );
    case 'warnings':
      return <Warnings warnings={notice.warnings} hints={notice.hints} isStopped={notice.stopped !== null} />;
    case 'listed':
      return (
        <Banner tone="info" title={t('form.scan.listed', { text: notice.text, row: rowOf(notice.row) })}>
          {t('form.scan.listed.next')}
        </Banner>
      );
    // Said below the rows they were put into.
    case 'pasted':
    case 'packages':
      return null;
    case 'rejected': {
      const { title, next, support } = errorText(notice.error);
      // Nothing left, so the provider refused nothing.
      if (notice.error.code === 'productGone' || notice.error.code === 'invalid') {
        return (
          <Banner tone="bad" title={title}>
            {next}
          </Banner>
        );
      }
      return (
        <Banner tone="bad" title={t('form.rejected')}>
          {/* Where the fields say it, it is not said here again. */}
          {!isSaidAtFields && <p>{errorLine(notice.error)}</p>}
          {support !== undefined && (
            <p>
              {t('ui.support')} <CopyText text={support} />
            </p>
          )}
        </Banner>
      );
    }
    case 'failed':
      return <ErrorBanner error={notice.error} fieldLabel={labelOf} />;
    default:
      return notice satisfies never;
  }
}

interface WarningsProps {
  readonly warnings: readonly Finding[];
  readonly hints: readonly Finding[];
  readonly isStopped: boolean;
}
/**
 * What speaks against sending, and a person's word on it. The caret goes to the button that changes nothing: Enter alone, of an impatient
 * hand or of a scanner, sends nothing.
 */
function Warnings({ warnings, hints, isStopped }: WarningsProps) {
  const t = useText();
  const form = useFormActions();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isStopped) box.current?.querySelector<HTMLElement>('[data-safe] button')?.focus({ preventScroll: true });
    // New warnings may have come: they must be read too, so the caret goes back to the safe button.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [isStopped, warnings]);
  return (
    <div ref={box}>
      <Banner
        tone="warn"
        title={t(isStopped ? 'form.stopped.warnings' : 'form.checked.warnings')}
        actions={
          <>
            <span data-safe>
              <Button onPress={() => focusField(warnings[0]?.path ?? '')}>{t('form.lookAgain')}</Button>
            </span>
            <ActionButton action={sendAnyway} subjects={[form]} />
          </>
        }
      >
        <Problems problems={[...warnings, ...hints]} />
      </Banner>
    </div>
  );
}

function Problems({ problems }: { readonly problems: readonly Finding[] }) {
  const { labelOf, problemText } = useFormWords();
  if (problems.length === 0) return null;
  return (
    <ul>
      {problems.map((each) => (
        <li key={`${each.path} ${each.problem}`}>
          <strong>{labelOf(each.path)}</strong>: {problemText(each)}
          <Mends mends={each.mends} />
        </li>
      ))}
    </ul>
  );
}

function Bar() {
  const form = useFormActions();
  return (
    <FormBar>
      <SaveWord />
      {[save, check, sendAndNext, send].map((action) => (
        <ActionButton key={action.id} action={action} subjects={[form]} />
      ))}
    </FormBar>
  );
}

/** What the buttons of the form act on. */
function useFormActions(): Form {
  const form = useFormContext();
  const busy = useStanding((standing) => standing.busy);
  return { ...form, busy };
}

/** Whether what was typed is on disk. */
function SaveWord() {
  const t = useText();
  const intl = useIntl();
  const errorLine = useErrorLine();
  const saveState = useStanding((standing) => standing.saveState);
  const isFailed = saveState.kind === 'failed';
  const words = (): string => {
    switch (saveState.kind) {
      case 'failed':
        return t('form.state.failed', { reason: errorLine(saveState.error) });
      case 'saved':
        return t('form.state.saved', {
          time: intl.formatTime(saveState.at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
        });
      case 'untouched':
      case 'saving':
        return t(`form.state.${saveState.kind}`);
      default:
        return saveState satisfies never;
    }
  };
  return (
    <span className={isFailed ? styles.saveFailed : styles.saveWord} role={isFailed ? 'alert' : undefined}>
      {words()}
    </span>
  );
}
