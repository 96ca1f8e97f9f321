/** A folder that is watched: what lands in it becomes an intake that waits for a person. Nothing is sent by itself. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { WatchedFolder } from '../../../contract/intake.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { Button, Checkbox, DescriptionList, ErrorBanner, Section, Spinner } from '../../ui/index.ts';
import { troubleAsError } from './words.ts';
import styles from './intake.module.css';

export function WatchedSettings() {
  const t = useText();
  const desk = useDesk();
  const { value, error } = useVerb('watched.get', undefined);
  const [set, setSet] = useState<WatchedFolder | null>(null);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const now = set ?? value;
  const change = async (request: { readonly isOn: boolean; readonly choose: boolean }): Promise<void> => {
    const outcome = await desk.call('watched.set', request);
    if (outcome.ok) setSet(outcome.value);
    setFailure(outcome.ok ? null : outcome.error);
  };
  if (error !== null) return <ErrorBanner error={error} />;
  if (now === null) return <Spinner label={t('ui.loading')} />;
  return (
    <Section title={t('watched.title')}>
      {failure !== null && <ErrorBanner error={failure} />}
      {now.trouble !== null && <ErrorBanner tone="warn" error={troubleAsError(now.trouble, now.folder ?? '')} />}
      <p>{t('watched.what')}</p>
      <DescriptionList items={[{ term: t('watched.folder'), value: now.folder ?? t('watched.none') }]} />
      <Checkbox
        label={t('watched.on')}
        hint={now.folder === null ? t('watched.chooseFirst') : undefined}
        value={now.isOn}
        isDisabled={now.folder === null && !now.isOn}
        onChange={(isOn) => void change({ isOn, choose: false })}
      />
      <div className={styles.buttons}>
        <Button onPress={() => void change({ isOn: true, choose: true })}>{t('watched.choose')}</Button>
      </div>
    </Section>
  );
}
