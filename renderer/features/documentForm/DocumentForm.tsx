/** The frame of every form: finds its draft, shows its fields, and ends in the bar that saves, checks and sends. */
import { type ComponentType, type ReactNode, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { z } from 'zod';
import { create } from 'zustand';
import { naturalKeyField, type DocumentKindName } from '../../../contract/documents/index.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { DraftBody, DraftId } from '../../../contract/outbox.ts';
import type { TemplateId } from '../../../contract/templates.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { sentNow } from '../../stores/justSent.ts';
import { go } from '../../stores/place.ts';
import { Button, EmptyState, ErrorBanner, FormBar, Spinner, Toolbar, useDropOnForm } from '../../ui/index.ts';
import { useErrorLine } from '../files/useErrorLine.ts';
import { JustSent } from '../rows/JustSent.tsx';
import { keepAsTemplate, listTemplates } from '../templates/actions.ts';
import records from '../records/records.module.css';
import styles from './documentForm.module.css';
import { endField } from './endField.ts';
import { check, save, send, sendAndNext } from './actions.ts';
import { Notices, useFormActions } from './Notices.tsx';
import type { FormStart } from './documentForm.ts';
import { FormProvider, useDocumentForm, useFormContext, useOfForm, useStanding } from './useDocumentForm.ts';

/** What makes the form of one kind: the shape it holds and the fields it shows. */
export interface FormView {
  readonly kind: DocumentKindName;
  readonly shape: z.ZodType<Record<string, unknown>>;
  readonly Fields: ComponentType;
}

export interface DocumentFormProps {
  readonly view: FormView;
  readonly draftId: string | undefined;
  readonly templateId: string | undefined;
}
export function DocumentForm({ view, draftId, templateId }: DocumentFormProps) {
  const own = useOwnDraft();
  const [opened, setOpened] = useState<Opened>(() => ({ number: nextNumber(), from: draftId, place: draftId, template: templateId }));
  if (draftId !== opened.place || (draftId === undefined && templateId !== opened.template)) {
    // A new form that was typed into got an id, and its place now names it: it is still the same form, and stays open.
    const isSame = opened.place === undefined && draftId !== undefined && draftId === own.id && opened.number === own.of;
    setOpened(isSame ? { ...opened, place: draftId } : { number: nextNumber(), from: draftId, place: draftId, template: templateId });
  }
  const onDraft = (id: DraftId) => {
    useOwnDraft.setState({ id, of: opened.number });
    go({ screen: pluralOf(view.kind), view: 'form', draftId: id }, { replace: true });
  };
  if (opened.from !== undefined) return <DraftForm key={opened.number} view={view} draftId={opened.from as DraftId} onDraft={onDraft} />;
  if (opened.template !== undefined)
    return <TemplateForm key={opened.number} view={view} templateId={opened.template as TemplateId} onDraft={onDraft} />;
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

/** A new form that starts with what a template holds. */
function TemplateForm({ view, templateId, ...rest }: OpenProps & { readonly templateId: TemplateId }) {
  const t = useText();
  const { value, error, loading, reload } = useVerb('templates.begin', { id: templateId });
  const [start, setStart] = useState<FormStart | null>(null);
  if (start === null && value !== null)
    setStart({
      draftId: null,
      values: view.shape.parse(value.body),
      savedAt: null,
      rejection: null,
      template: { name: value.name, gone: value.gone },
    });
  if (start !== null) return <OpenForm {...rest} view={view} start={start} />;
  if (error !== null) return <ErrorBanner error={error} actions={<Button onPress={reload}>{t('ui.retry')}</Button>} />;
  if (loading) return <Spinner label={t('templates.reading')} />;
  return <Gone title={t('templates.gone')} kind={view.kind} />;
}

function Gone({ title, kind }: { readonly title: string; readonly kind: DocumentKindName }) {
  const t = useText();
  return (
    <EmptyState title={title} action={<Button onPress={() => go({ screen: pluralOf(kind), view: 'list' })}>{t('form.close')}</Button>} />
  );
}

interface Opened {
  /** Each form that is opened has its own, and starts afresh. */
  readonly number: number;
  /** The draft it was opened from; none for a new form. */
  readonly from: string | undefined;
  /** The draft its place names by now. */
  readonly place: string | undefined;
  /** The template it began with. */
  readonly template: string | undefined;
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
  return <Gone title={t('form.gone')} kind={rest.view.kind} />;
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
        <JustSent kind={kind} />
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
            <>
              <TemplateButtons />
              <Button variant="quiet" onPress={() => go({ screen, view: 'list' })}>
                {t('form.close')}
              </Button>
            </>
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

/** Another one from a template, and this one as one. */
function TemplateButtons() {
  const { kind, form, say } = useFormContext();
  const body = (): DraftBody => form.getValues();
  return (
    <>
      <ActionButton isQuiet action={listTemplates} subjects={[null]} />
      <ActionButton
        isQuiet
        action={keepAsTemplate}
        subjects={[{ kind, body }]}
        onDone={({ error }) => say(error === null ? { kind: 'kept' } : { kind: 'failed', error })}
      />
    </>
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
