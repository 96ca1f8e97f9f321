/** One row of the outbox: how far it is, why, and what can be done. */
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { OutboxDetail as Detail, OutboxId, OutboxItem, OutboxStep, Settling } from '../../../contract/outbox.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import type { Done } from '../../actions/action.ts';
import { keyOf } from '../../actions/keys.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import type { MessageId } from '../../messages/index.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { useOutbox, useOutboxItem, useUpload } from '../../stores/outboxStore.ts';
import { go } from '../../stores/place.ts';
import {
  Banner,
  Button,
  CopyText,
  DateTime,
  DescriptionList,
  EmptyState,
  ErrorBanner,
  ProgressBar,
  Section,
  StatusBadge,
  Toolbar,
  formatTime,
  useNow,
} from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { useFormWords } from '../documentForm/formWords.ts';
import { closeRow, rowActions } from './actions.ts';
import { AttentionPanel } from './AttentionPanel.tsx';
import { OutboxStateBadge } from '../rows/OutboxStateBadge.tsx';
import { SentContents } from './SentContents.tsx';
import styles from './outbox.module.css';
import { keysOf } from './togetherChoice.ts';
import { WaitsForBanner } from './WaitsFor.tsx';
import { isWaiting, kindWord, stateNext, stepWords } from '../rows/words.ts';

export function OutboxDetail({ id }: { readonly id: string }) {
  const t = useText();
  const describe = useErrorText();
  const { labelOf } = useFormWords();
  const live = useOutboxItem(id);
  const detail = useDetail(id as OutboxId, live?.updatedAt ?? 0);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const [undecided, setUndecided] = useState<readonly OutboxId[]>([]);
  const item = live ?? detail;
  const close = () => go({ screen: 'outbox' });
  if (item === null) return <EmptyState title={t('errors.notFound.title')} action={<Button onPress={close}>{t('ui.close')}</Button>} />;

  const onDone = ({ error }: Done<OutboxItem>): void => setFailure(error);
  const onTogether = ({ error, left }: Done<OutboxItem>): void => {
    setFailure(error);
    if (error === null) setUndecided(left.map((row) => row.id));
  };
  return (
    <>
      <Toolbar
        title={item.naturalKey}
        end={
          <Button variant="quiet" shortcut={keyOf(closeRow)} onPress={close}>
            {t('ui.close')}
          </Button>
        }
      >
        <OutboxStateBadge item={item} />
      </Toolbar>
      <div className={classes(styles.detail)}>
        {undecided.length > 0 && <Undecided ids={undecided} />}
        {failure !== null && <ErrorBanner error={failure} fieldLabel={labelOf} />}
        {item.error !== null && (item.state === 'unknown' || item.state === 'needs_attention') ? (
          // What happens to the row next matters more than the error: the error's own advice could be to send again.
          <Banner tone={item.state === 'unknown' ? 'warn' : 'bad'} title={t(stateNext[item.state])}>
            {t('outbox.reason', { reason: describe(item.error).title })}
          </Banner>
        ) : item.isGivenUp ? (
          <Banner tone="warn" title={t('outbox.givenUp')}>
            {t('outbox.resolve.giveUp.text')}
          </Banner>
        ) : item.error !== null ? (
          <ErrorBanner error={item.error} tone={item.state === 'rejected' ? 'bad' : 'warn'} fieldLabel={labelOf} />
        ) : isWaiting(item) ? null : (
          <Banner
            tone={
              item.state === 'confirmed' ? 'good' : item.state === 'unknown' ? 'warn' : item.state === 'needs_attention' ? 'bad' : 'info'
            }
            title={t(stateNext[item.state])}
          />
        )}
        {item.settling !== null && <SettlingLine settling={item.settling} isAction={item.kind.includes('.')} />}
        {isWaiting(item) && <WaitsForBanner products={item.waitsFor} />}
        {item.attention !== null && (
          <AttentionPanel item={item} attention={item.attention} body={detail?.body ?? null} onDone={onDone} onTogether={onTogether} />
        )}
        <div className={classes(styles.actions)}>
          {rowActions.map((action) => (
            <ActionButton key={action.id} action={action} subjects={[item]} onDone={onDone} />
          ))}
        </div>
        <DescriptionList
          items={[
            { term: t('outbox.column.kind'), value: t(kindWord(item.kind)) },
            { term: t('outbox.column.code'), value: item.code === null ? null : <CopyText text={item.code} /> },
            { term: t('outbox.queuedAt'), value: <DateTime time={item.createdAt} /> },
            { term: t('outbox.column.updated'), value: <DateTime time={item.updatedAt} /> },
            { term: t('outbox.attempts'), value: String(item.attempts) },
            ...(item.operator === null ? [] : [{ term: t('outbox.operator'), value: item.operator }]),
            ...(item.retryAt === null
              ? []
              : [{ term: t(item.state === 'unknown' ? 'outbox.lookUpAt' : 'outbox.retryAt'), value: <DateTime time={item.retryAt} /> }]),
          ]}
        />
        {/* A row that cannot be read has no steps. */}
        {item.steps.length > 0 && (
          <Section title={t('outbox.steps')}>
            <ol className={classes(styles.steps)}>
              {item.steps.map((step, index) => (
                <StepRow key={`${index}-${step.name}`} item={item} step={step} />
              ))}
            </ol>
          </Section>
        )}
        {detail !== null && <SentContents body={detail.body} />}
      </div>
    </>
  );
}

/** Rows that one decision was for, and that it did not reach, because they moved meanwhile. */
function Undecided({ ids }: { readonly ids: readonly OutboxId[] }) {
  const t = useText();
  const { items } = useOutbox();
  return (
    <Banner tone="warn" title={t('outbox.together.left', { count: ids.length, keys: keysOf(ids, items) })}>
      {t('outbox.together.left.next')}
    </Banner>
  );
}

const causeWords: Readonly<Record<Settling['cause'], MessageId>> = {
  broken: 'outbox.settling.broken',
  late: 'outbox.settling.late',
  stopped: 'outbox.settling.stopped',
};

/** Until when it is looked up, and why so long. */
function SettlingLine({ settling, isAction }: { readonly settling: Settling; readonly isAction: boolean }) {
  const t = useText();
  const intl = useIntl();
  const now = useNow(1_000);
  return (
    <p>
      {t(causeWords[settling.cause])}{' '}
      {settling.until > now ? t('outbox.settling.until', { time: formatTime(intl, settling.until, now) }) : t('outbox.settling.soon')}{' '}
      {!isAction && !settling.proven && t('outbox.settling.unproven')}
    </p>
  );
}

const stepTones = { waiting: 'neutral', running: 'info', done: 'good' } as const;

/** How a step stands. The one the row stopped at has left: it is not merely still to come. */
function StepBadge({ item, step }: { readonly item: OutboxItem; readonly step: OutboxStep }) {
  const t = useText();
  const isStopped =
    step === item.steps.find((each) => each.state !== 'done') && ['unknown', 'rejected', 'needs_attention'].includes(item.state);
  return isStopped ? (
    <OutboxStateBadge item={item} />
  ) : (
    <StatusBadge tone={stepTones[step.state]}>{t(`outbox.step.${step.state}`)}</StatusBadge>
  );
}

function StepRow({ item, step }: { readonly item: OutboxItem; readonly step: OutboxStep }) {
  const t = useText();
  const upload = useUpload(item.id);
  const label = step.label === '' ? t(stepWords[step.name]) : `${t(stepWords[step.name])}: ${step.label}`;
  return (
    <li>
      <span>{label}</span>
      <StepBadge item={item} step={step} />
      {step.name === 'upload' && step.state === 'running' && upload !== null && (step.label === '' || upload.label === step.label) && (
        <ProgressBar label={upload.label} value={upload.sent} max={upload.total} />
      )}
    </li>
  );
}

/** The row with its contents, read again whenever it changed. */
function useDetail(id: OutboxId, updatedAt: number): Detail | null {
  const desk = useDesk();
  const [detail, setDetail] = useState<Detail | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void desk.call('outbox.get', { id }).then((outcome) => {
      if (isCurrent && outcome.ok) setDetail(outcome.value);
    });
    return () => {
      isCurrent = false;
    };
    // Asked again whenever the row changes, although the question does not name the row's time.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [desk, id, updatedAt]);
  return detail;
}
