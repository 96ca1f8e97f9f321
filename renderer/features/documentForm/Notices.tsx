/** What a check or send came to, said above the fields: what is wrong, what is asked, what was done. */
import { useEffect, useRef } from 'react';
import type { Finding } from '../../../contract/findings.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Banner, Button, CopyText, ErrorBanner, ErrorSummary, focusField } from '../../ui/index.ts';
import { useErrorLine } from '../files/useErrorLine.ts';
import { type Form, sendAnyway } from './actions.ts';
import styles from './documentForm.module.css';
import { useFormWords } from './formWords.ts';
import { Mends } from './Mends.tsx';
import { hasProblems } from './standing.ts';
import { StrayScan } from './StrayScan.tsx';
import { useFormContext, useStanding } from './useDocumentForm.ts';
import { useInSight } from './useInSight.ts';

/** What a check or send came to, above the fields; brought into sight, because the buttons that asked for it are far below. */
export function Notices() {
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
  const isLocked = useSessionPart((session) => session.writing === 'locked');
  if (notice === null) return null;
  // It was unlocked since: there is nothing to do about it any more.
  if (notice.kind === 'failed' && notice.error.code === 'writingLocked' && isLocked !== true) return null;
  switch (notice.kind) {
    case 'good':
      return (
        <Banner tone="good" title={t('form.checked.good')}>
          <Problems problems={notice.hints} />
        </Banner>
      );
    case 'warnings':
      return <Warnings warnings={notice.warnings} hints={notice.hints} isStopped={notice.stopped !== null} />;
    case 'template':
      return (
        <Banner tone="warn" title={t('templates.begun', { name: notice.name })}>
          <Problems problems={notice.gone} />
        </Banner>
      );
    case 'kept':
      return <Banner tone="good" title={t('templates.kept')} />;
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

/** What is asked, as the title says; what is only told says so. What stops stands in the summary above. */
function Problems({ problems }: { readonly problems: readonly Finding[] }) {
  const t = useText();
  const { labelOf, problemText } = useFormWords();
  if (problems.length === 0) return null;
  return (
    <ul>
      {problems.map((each) => (
        <li key={`${each.path} ${each.problem}`}>
          {each.severity === 'tell' && <span className={styles.tells}>{t('ui.tells')}</span>}
          <strong>{labelOf(each.path)}</strong>: {problemText(each)}
          <Mends mends={each.mends} />
        </li>
      ))}
    </ul>
  );
}

/** What the buttons of the form act on. */
export function useFormActions(): Form {
  const form = useFormContext();
  const busy = useStanding((standing) => standing.busy);
  return { ...form, busy };
}
