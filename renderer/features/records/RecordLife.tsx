/**
 * What happened to a record, in one line of life: what was done to it at this desk (by the journal), and what the provider tells of it;
 * how long each step took, and what can still be done, until when.
 */
import { useIntl } from 'react-intl';
import { isAction } from '../../../contract/documents/index.ts';
import { journalPage } from '../../../contract/journal.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { isMessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { DateTime, Section, formatLength, useNow } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { kindWord } from '../rows/words.ts';
import { type LifeStep, type OwnStep, inOrder } from './life.ts';
import styles from './RecordLife.module.css';

interface RecordLifeProps {
  readonly label: string;
  readonly code: string;
  /** The merchant's own key. */
  readonly reference: string | null;
  readonly steps: readonly LifeStep[];
  /** What can still be done, and until when. */
  readonly still: string | null;
  /** When nothing more will happen to it, no time runs. */
  readonly isOver: boolean;
}

export function RecordLife({ label, code, reference, steps, still, isOver }: RecordLifeProps) {
  const t = useText();
  const intl = useIntl();
  const now = useNow(60_000);
  const own = useOwnSteps(code, reference);
  const life = inOrder(own, steps);
  const last = life.findLast(({ time }) => time !== null);
  const since = isOver || last?.time === null || last === undefined ? null : formatLength(intl, now - last.time);
  return (
    <Section title={label}>
      <ol className={classes(styles.life)} aria-label={label}>
        {life.map((step, index) => {
          const before = life.slice(0, index).findLast(({ time }) => time !== null);
          const took =
            step.state === 'todo' || step.time === null || before === undefined || before.time === null
              ? null
              : formatLength(intl, step.time - before.time);
          return (
            <li
              key={`${index}-${step.label}`}
              className={classes(styles.step, styles[step.state], step.isOwn && styles.own)}
              aria-current={step.state === 'current' ? 'step' : undefined}
            >
              <span className={classes(styles.dot)} aria-hidden="true" />
              <span className={classes(styles.label)}>
                {step.label} {step.by !== null && <span className={classes(styles.soft)}>{t('records.life.by', { name: step.by })}</span>}
              </span>
              <span className={classes(styles.time)}>
                {step.time === null ? t(`ui.timeline.${step.state}`) : <DateTime time={step.time} />}
              </span>
              <span className={classes(styles.soft)}>{took === null ? '' : t('records.life.after', { time: took })}</span>
            </li>
          );
        })}
      </ol>
      {(since !== null || still !== null) && (
        <p className={classes(styles.still)}>
          {since !== null && <>{t('records.life.since', { time: since })} </>}
          {still}
        </p>
      )}
    </Section>
  );
}

/** What a person has done, and what came of it; the outbox's waits and look-ups stand in the journal. */
const told = ['queued', 'leaves', 'resolved', 'withdrawn'];

function useOwnSteps(code: string, reference: string | null): OwnStep[] {
  const t = useText();
  const ofKey = useVerb(
    'journal.list',
    reference === null ? null : journalPage({ search: reference, facets: { what: ['outbox'] }, pageSize: 50 }),
  );
  const ofCode = useVerb('journal.list', journalPage({ search: code, facets: { what: ['outbox'] }, pageSize: 50 }));
  const entries = new Map([...(ofKey.value?.entries ?? []), ...(ofCode.value?.entries ?? [])].map((entry) => [entry.seq, entry]));
  const outbox = [...entries.values()].filter((entry) => entry.what === 'outbox').toSorted((a, b) => a.seq - b.seq);
  return outbox.flatMap((entry, index) => {
    // A document with a file leaves in two steps; it left once.
    if (entry.event === 'leaves' && outbox[index - 1]?.event === 'stepDone') return [];
    const isConfirmed = entry.state === 'confirmed';
    if (!isConfirmed && !told.includes(entry.event)) return [];
    if (entry.naturalKey !== reference && entry.naturalKey !== code && entry.code !== code) return [];
    const id = isConfirmed ? 'records.life.confirmed' : `journal.event.${entry.event}`;
    const said = isMessageId(id) ? t(id) : entry.event;
    const isMaking = !isAction(entry.kind);
    const label = isMaking ? said.charAt(0).toUpperCase() + said.slice(1) : `${t(kindWord(entry.kind))}: ${said}`;
    return [{ seq: entry.seq, label, isMaking, time: entry.at, by: entry.operator }];
  });
}
