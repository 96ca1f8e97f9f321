/** What the practice provider does wrong, and how often: to see how the desk takes it. */
import { useEffect, useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import { practiceFaultKinds } from '../../../contract/practice.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, Checkbox, ConfirmDialog, ErrorBanner, FieldRow, NumberField, Section, Select } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './PracticeSettings.module.css';
import { type FaultFields, fieldsOf, faultsFrom } from './faultFields.ts';
import { keyOf } from '../../actions/keys.ts';
import { applyFaults } from './actions.ts';

export function PracticeSettings() {
  const desk = useDesk();
  const t = useText();
  const [fields, setFields] = useState<FaultFields | null>(null);
  const [problems, setProblems] = useState<Readonly<Partial<Record<keyof FaultFields, true>>>>({});
  const [error, setError] = useState<DeskError | null>(null);
  const [said, setSaid] = useState<MessageId | null>(null);
  const [isAsking, setAsking] = useState(false);

  useEffect(() => {
    let isHere = true;
    void desk.call('practice.faults').then((outcome) => {
      if (!isHere) return;
      if (outcome.ok) setFields(fieldsOf(outcome.value));
      else setError(outcome.error);
    });
    return () => {
      isHere = false;
    };
  }, [desk]);

  const set = <K extends keyof FaultFields>(key: K, value: FaultFields[K]) =>
    setFields((before) => (before === null ? null : { ...before, [key]: value }));
  const save = async () => {
    if (fields === null) return;
    const read = faultsFrom(fields);
    setProblems(read.problems);
    setSaid(null);
    if (read.faults === null) return;
    const outcome = await desk.call('practice.setFaults', read.faults);
    setError(outcome.ok ? null : outcome.error);
    if (!outcome.ok) return;
    setFields(fieldsOf(outcome.value));
    setSaid('practice.saved');
  };
  const act = async (verb: 'practice.newKey' | 'practice.reset', done: MessageId) => {
    setSaid(null);
    const outcome = await desk.call(verb);
    setError(outcome.ok ? null : outcome.error);
    if (outcome.ok) setSaid(done);
  };
  const wrong = (key: keyof FaultFields, min: number, max: number): string | undefined =>
    problems[key] === true ? t('practice.range', { min, max }) : undefined;

  return (
    <div className={classes(styles.page)}>
      <p>{t('practice.intro')}</p>
      {error !== null && <ErrorBanner error={error} />}
      {said !== null && <Banner tone="good" title={t(said)} />}
      {fields !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Section title={t('practice.faults')}>
            <Select
              label={t('practice.kind')}
              value={fields.kind}
              onChange={(kind) => set('kind', kind)}
              options={practiceFaultKinds.map((value) => ({ value, label: t(`practice.kind.${value}`) }))}
              hint={t(`practice.kind.${fields.kind}.hint`)}
            />
            <FieldRow columns={2}>
              <NumberField
                label={t('practice.share')}
                hint={t('practice.share.hint')}
                value={fields.share}
                onChange={(value) => set('share', value)}
                error={wrong('share', 0, 100)}
                isDisabled={fields.kind === 'none'}
              />
              <NumberField
                label={t('practice.times')}
                hint={t('practice.times.hint')}
                value={fields.times}
                onChange={(value) => set('times', value)}
                error={wrong('times', 1, 1_000_000)}
                isDisabled={fields.kind === 'none'}
              />
              <NumberField
                label={t('practice.latencyFrom')}
                value={fields.latencyFrom}
                onChange={(value) => set('latencyFrom', value)}
                error={wrong('latencyFrom', 0, 60_000)}
              />
              <NumberField
                label={t('practice.latencyTo')}
                value={fields.latencyTo}
                onChange={(value) => set('latencyTo', value)}
                error={wrong('latencyTo', 0, 60_000)}
              />
            </FieldRow>
            <Checkbox
              label={t('practice.onlyWrites')}
              hint={t('practice.onlyWrites.hint')}
              value={fields.onlyWrites}
              onChange={(value) => set('onlyWrites', value)}
            />
            <div className={classes(styles.actions)}>
              <Button type="submit" variant="primary" shortcut={keyOf(applyFaults)}>
                {t('practice.apply')}
              </Button>
            </div>
          </Section>
        </form>
      )}
      <Section title={t('practice.company')}>
        <p>{t('practice.newKey.text')}</p>
        <div className={classes(styles.actions)}>
          <Button onPress={() => void act('practice.newKey', 'practice.newKey.done')}>{t('practice.newKey')}</Button>
          <Button variant="danger" onPress={() => setAsking(true)}>
            {t('practice.reset')}
          </Button>
        </div>
      </Section>
      <ConfirmDialog
        isOpen={isAsking}
        title={t('practice.reset')}
        confirmLabel={t('practice.reset.confirm')}
        onConfirm={() => void act('practice.reset', 'practice.reset.done')}
        onClose={() => setAsking(false)}
      >
        {t('practice.reset.text')}
      </ConfirmDialog>
    </div>
  );
}
