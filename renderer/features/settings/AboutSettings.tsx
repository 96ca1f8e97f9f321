/** What this is, and which of its calls are bets. */
import { useEffect, useState } from 'react';
import { desk } from '../../bridge/desk.ts';
import { useVerb } from '../../bridge/useVerb.ts';
import { useText } from '../../messages/useText.ts';
import { useApp } from '../../stores/session.ts';
import { Button, DescriptionList, Section } from '../../ui/index.ts';
import { copyText } from '../../ui/Facts.tsx';
import { classes } from '../../ui/classes.ts';
import styles from './settings.module.css';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { dataFolder, logs } from '../../actions/deskActions.ts';

const platformNames = { win32: 'Windows', darwin: 'macOS', linux: 'Linux' } as const;

export function AboutSettings() {
  const t = useText();
  const app = useApp();
  const { value: calls } = useVerb('connections.calls', undefined);
  const [diagnosis, setDiagnosis] = useState('');
  useEffect(() => {
    void desk.call('app.diagnosis').then((outcome) => outcome.ok && setDiagnosis(outcome.value.text));
  }, []);
  const [isCopied, setCopied] = useState(false);
  const bets = calls?.filter((row) => row.evidence === 'A' || row.bodyEvidence === 'A') ?? [];
  if (app === null) return null;
  return (
    <div className={classes(styles.page)}>
      <DescriptionList
        items={[
          { term: t('settings.about.product'), value: 'Onflow Desk' },
          { term: t('settings.about.version'), value: app.version },
          { term: t('settings.about.platform'), value: platformNames[app.platform] },
        ]}
      />
      <Section title={t('settings.about.support')}>
        <p>{t('settings.about.support.text')}</p>
        <div className={classes(styles.actions)}>
          <Button
            variant="primary"
            isDisabled={diagnosis === ''}
            onPress={() => {
              copyText(diagnosis);
              setCopied(true);
            }}
          >
            {t('settings.about.copy')}
          </Button>
          <ActionButton action={dataFolder} subjects={[null]} />
          <ActionButton action={logs} subjects={[null]} />
          <span role="status">{isCopied ? t('settings.about.copied') : ''}</span>
        </div>
        <pre className={classes(styles.diagnosis)} aria-label={t('settings.about.diagnosis')}>
          {diagnosis}
        </pre>
      </Section>
      <Section title={t('settings.about.bets', { count: bets.length })}>
        <p>{t('settings.about.bets.text')}</p>
        <ul className={classes(styles.bets)}>
          {bets.map((row) => (
            <li key={row.call}>
              <b>{row.call}</b> <span className={classes(styles.code)}>{`${row.method} ${row.path}`}</span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
