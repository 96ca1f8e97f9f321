/** The end of an intake, always in sight: what would go, then how far it is, how fast, and what keeps it from going faster. */
import { useEffect, useState } from 'react';
import { type IntlShape, useIntl } from 'react-intl';
import type { DeskError } from '../../../contract/errors.ts';
import type { Intake } from '../../../contract/intake.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { useVerb } from '../../bridge/useVerb.ts';
import { type Text, useText } from '../../messages/useText.ts';
import { go } from '../../stores/place.ts';
import { filterOutbox } from '../outbox/outboxFilter.ts';
import { Button, ErrorBanner, ProgressBar, formatLength } from '../../ui/index.ts';
import { pauseIntake, resumeIntake, sendIntake, undoIntake } from './actions.ts';
import styles from './intake.module.css';

/** So often the pace is asked while something is sent, in milliseconds. */
const paceMs = 2_000;

export function SendBar({ intake }: { readonly intake: Intake }) {
  const t = useText();
  const [failure, setFailure] = useState<DeskError | null>(null);
  const { stage, counts, progress } = intake;
  const isBefore = progress === null || ['reading', 'needsMapping', 'checking', 'ready'].includes(stage);
  const tell = (done: { readonly error: DeskError | null }): void => setFailure(done.error);
  const left = [
    counts.lacking > 0 && t('intake.send.lacking', { count: counts.lacking }),
    counts.aside > 0 && t('intake.send.aside', { count: counts.aside }),
    counts.there > 0 && t('intake.send.there', { count: counts.there }),
    counts.error > 0 && t('intake.send.error', { count: counts.error }),
    counts.ask > 0 && t('intake.send.ask', { count: counts.ask }),
    counts.leftOut > 0 && t('intake.send.leftOut', { count: counts.leftOut }),
  ].filter((each) => each !== false);
  return (
    <>
      {failure !== null && <ErrorBanner error={failure} />}
      <div className={styles.sendBar} role="group" aria-label={t('intake.sendBar')}>
        {isBefore ? (
          <>
            <ActionButton action={sendIntake} subjects={[intake]} onDone={tell} saysWhyNot />
            {left.length > 0 && (
              <span className={styles.soft}>
                {t('intake.send.left')} {left.join(' · ')}
              </span>
            )}
          </>
        ) : (
          <Sending intake={intake} onDone={tell} />
        )}
      </div>
    </>
  );
}

function lengthToGo(intl: IntlShape, t: Text, ms: number): string {
  const time = formatLength(intl, ms);
  return time === null ? t('intake.pace.soon') : t('intake.pace.toGo', { time });
}

function Sending({ intake, onDone }: { readonly intake: Intake; readonly onDone: (done: { readonly error: DeskError | null }) => void }) {
  const t = useText();
  const intl = useIntl();
  const { stage, batch } = intake;
  const isMoving = stage === 'sending';
  const { value: pace, reload } = useVerb('intake.pace', isMoving ? undefined : null, { keepsPrevious: true });
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(reload, paceMs);
    return () => clearInterval(timer);
  }, [isMoving, reload]);
  const progress = intake.progress ?? { of: 0, left: 0, queued: 0, sent: 0, failed: 0, attention: 0, withdrawn: 0 };
  const wrong = progress.failed + progress.attention;
  const toGo = progress.left + progress.queued;
  const words = [
    t('intake.progress.sent', { count: progress.sent, of: progress.of }),
    wrong > 0 && t('intake.progress.failed', { count: wrong }),
    toGo > 0 && t('intake.progress.left', { count: toGo }),
    progress.withdrawn > 0 && t('intake.progress.withdrawn', { count: progress.withdrawn }),
  ].filter((each) => each !== false);
  return (
    <>
      {(stage === 'done' || stage === 'undone') && intake.counts.sendable + intake.counts.ask > 0 && (
        <ActionButton action={sendIntake} subjects={[intake]} onDone={onDone} saysWhyNot />
      )}
      <div className={styles.progress}>
        <ProgressBar
          label={t(`intake.stage.${stage}`)}
          value={progress.sent + wrong + progress.withdrawn}
          max={progress.of}
          valueText={words.join(' · ')}
        />
        {isMoving && pace !== null && (
          <p className={styles.soft}>
            {t('intake.pace', { count: intl.formatNumber(Math.round(pace.requestsAMinute)) })} · {t(`intake.pace.${pace.limit}`)}
            {pace.msToGo !== null && <> · {lengthToGo(intl, t, pace.msToGo)}</>}
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        <ActionButton action={pauseIntake} subjects={[intake]} onDone={onDone} />
        <ActionButton action={resumeIntake} subjects={[intake]} onDone={onDone} />
        <ActionButton action={undoIntake} subjects={[intake]} onDone={onDone} />
        {batch !== null && (
          <Button
            onPress={() => {
              filterOutbox({ filter: wrong > 0 ? 'person' : 'all', search: '', batch: { id: batch, name: intake.name } });
              go({ screen: 'outbox' });
            }}
          >
            {t('intake.openOutbox')}
          </Button>
        )}
      </div>
    </>
  );
}
