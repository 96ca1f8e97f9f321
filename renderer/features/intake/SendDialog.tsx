/** What sending would do, in figures, before it is done. In production the number is typed: a hand quicker than the eye stops there. */
import { useState } from 'react';
import type { Intake, IntakeGoing } from '../../../contract/intake.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { useIntake } from '../../stores/intakes.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Button, Checkbox, Dialog, ErrorBanner, TextField } from '../../ui/index.ts';
import { useWarehouses } from '../records/warehouses.ts';
import { useIntakeVerb } from './useIntakeVerb.ts';
import { labelsToSee } from './words.ts';
import styles from './intake.module.css';

/** Up to so many a button is enough. */
const mostUntyped = 10;

const sumOf = (those: readonly IntakeGoing[], what: 'count' | 'unlabelled'): number => those.reduce((sum, each) => sum + each[what], 0);

export function SendDialog({ subject, onAnswer, onClose }: DialogProps<Intake>) {
  const t = useText();
  const intake = useIntake(subject.id) ?? subject;
  const environment = useSessionPart((session) => session.connection.environment);
  const name = useSessionPart((session) => session.connection.name) ?? '';
  const { counts } = intake;
  const { options } = useWarehouses();
  const { value: going, error } = useIntakeVerb('intake.going', intake.id, { id: intake.id });
  const [withAsked, setWithAsked] = useState(counts.sendable === 0);
  const [typed, setTyped] = useState('');
  const goes = (going ?? []).filter(({ isAsked }) => withAsked || !isAsked);
  const count = sumOf(goes, 'count');
  const unlabelled = sumOf(goes, 'unlabelled');
  const lines = [...Map.groupBy(goes, ({ kind, warehouse }) => `${kind} ${warehouse}`).values()].map(([first, ...others]) => {
    const where = options.find(({ value }) => value === first?.warehouse)?.label ?? first?.warehouse;
    return first === undefined ? '' : t(`intake.send.${first.kind}`, { count: sumOf([first, ...others], 'count'), where });
  });
  const isTyped = environment === 'production' && count > mostUntyped;
  const isRight = !isTyped || typed.replaceAll(/[\s.,]/gu, '') === String(count);
  const left = [
    { count: counts.aside, words: t('intake.send.aside', { count: counts.aside }) },
    { count: counts.there, words: t('intake.send.there', { count: counts.there }) },
    { count: counts.error, words: t('intake.send.error', { count: counts.error }) },
    { count: withAsked ? 0 : counts.ask, words: t('intake.send.ask', { count: counts.ask }) },
    { count: counts.leftOut, words: t('intake.send.leftOut', { count: counts.leftOut }) },
  ].filter((each) => each.count > 0);
  const undecided = labelsToSee(intake);
  return (
    <Dialog
      isOpen
      role="alertdialog"
      title={t('intake.send.title', { count, name })}
      onClose={onClose}
      startsInField={isTyped}
      actions={
        <Button
          variant="primary"
          whyNot={
            going === null ? t('ui.loading') : count === 0 ? t('intake.not.nothing') : isRight ? undefined : t('batch.typed', { count })
          }
          onPress={() => onAnswer({ despite: withAsked ? 'yes' : '' })}
        >
          {t('intake.send.count', { count })}
        </Button>
      }
    >
      {error !== null && <ErrorBanner error={error} />}
      <ul className={styles.leftList}>
        {lines.map((line) => (
          <li key={line}>
            <strong>{line}</strong>
          </li>
        ))}
      </ul>
      <p>{t('intake.send.text')}</p>
      {left.length > 0 && (
        <>
          <p>{t('intake.send.left')}</p>
          <ul className={styles.leftList}>
            {left.map(({ words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      {undecided > 0 && <p className={styles.warn}>{t('intake.send.labels', { count: undecided })}</p>}
      {unlabelled > 0 && <p className={styles.warn}>{t('intake.send.unlabelled', { count: unlabelled })}</p>}
      {counts.ask > 0 && <Checkbox label={t('intake.send.withAsked', { count: counts.ask })} value={withAsked} onChange={setWithAsked} />}
      {isTyped && <TextField label={t('batch.typed', { count })} value={typed} onChange={setTyped} autoFocus />}
    </Dialog>
  );
}
