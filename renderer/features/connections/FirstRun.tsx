/** The first screen there is: how to get a token, a form for it, or practising at once. */
import { Suspense, useState } from 'react';
import type { AppState } from '../../../contract/bridge.ts';
import { practiceConnectionId } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { languages, setLanguage } from '../../stores/appearance.ts';
import { desk } from '../../bridge/desk.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { Banner, Button, ErrorBanner, FilterTabs, Spinner } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { later, usePainted } from '../../ui/later.tsx';
import { DeskTrouble } from '../storage/index.ts';
import styles from './connections.module.css';
import { OpeningLine } from './Opening.tsx';
import { openConnection } from './openConnection.ts';
import { environmentWords } from './words.ts';

// It comes with all that forms need, right behind the first picture: who only practises never waits for it.
const ConnectionForm = later(async () => (await import('./ConnectionForm.tsx')).ConnectionForm);

/** The provider's own steps (onflow-api.md, Access: Onboarding, D). */
const steps: readonly MessageId[] = [
  'connections.step.register',
  'connections.step.type',
  'connections.step.approve',
  'connections.step.copy',
];
const stagingOms = 'https://stg-oms.nandh.vn';

export function FirstRun({ app }: { readonly app: AppState }) {
  const t = useText();
  const isPainted = usePainted();
  const [error, setError] = useState<DeskError | null>(null);
  const isOpening = app.opening !== null;
  const others = app.connections.filter((each) => each.id !== practiceConnectionId);
  const open = async (id: (typeof app.connections)[number]['id']) => {
    const outcome = await openConnection(id);
    setError(outcome.ok ? null : outcome.error);
  };
  return (
    <main className={classes(styles.firstRun)} aria-label={t('connections.welcome')}>
      <div className={classes(styles.sheet)}>
        <header className={classes(styles.welcome)}>
          <div>
            <h1>Onflow Desk</h1>
            <p>{t('connections.welcome.text')}</p>
          </div>
          <FilterTabs
            label={t('shell.language')}
            items={languages.map((key) => ({ key, label: t(key === 'vi' ? 'shell.language.vi' : 'shell.language.en') }))}
            selected={app.language}
            onSelect={(language) => void setLanguage(language)}
          />
        </header>
        {/* Where the desk has a trouble of its own, its banner offers more. */}
        {error !== null && error.code !== app.trouble?.code && <ErrorBanner error={error} />}
        <OpeningLine app={app} />
        <DeskTrouble />
        {app.keychain !== 'ready' && (
          <Banner tone="info" title={t(app.keychain === 'locked' ? 'connections.banner.locked' : 'connections.banner.missing')}>
            {t('connections.banner.sessionOnly.next')}
          </Banner>
        )}
        <section className={classes(styles.practice)} aria-labelledby="practice-title">
          <div>
            <h2 id="practice-title">{t('connections.practice')}</h2>
            <p>{t('connections.practice.text')}</p>
          </div>
          <Button
            variant="primary"
            isPending={app.opening === practiceConnectionId}
            isDisabled={isOpening && app.opening !== practiceConnectionId}
            onPress={() => void open(practiceConnectionId)}
          >
            {t('connections.practice.start')}
          </Button>
        </section>
        {others.length > 0 && (
          <section aria-labelledby="known-title">
            <h2 id="known-title">{t('connections.known')}</h2>
            <ul className={classes(styles.known)}>
              {others.map((each) => (
                <li key={each.id}>
                  <Button
                    isPending={app.opening === each.id}
                    isDisabled={isOpening && app.opening !== each.id}
                    onPress={() => void open(each.id)}
                  >
                    {t('connections.openNamed', { name: each.name, environment: t(environmentWords[each.environment]) })}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className={classes(styles.columns)}>
          <section aria-labelledby="steps-title">
            <h2 id="steps-title">{t('connections.steps')}</h2>
            <ol className={classes(styles.steps)}>
              {steps.map((id, index) => (
                <li key={id}>
                  <span className={classes(styles.number)} aria-hidden="true">
                    {index + 1}
                  </span>
                  <span>{t(id)}</span>
                </li>
              ))}
            </ol>
            <Button onPress={() => void desk.call('app.openLink', { url: stagingOms })}>{t('connections.step.openOms')}</Button>
          </section>
          <section aria-labelledby="form-title">
            <h2 id="form-title">{t('connections.add')}</h2>
            {isPainted && (
              <Suspense fallback={<Spinner label={t('ui.loading')} />}>
                <ConnectionForm />
              </Suspense>
            )}
          </section>
        </div>
      </div>
    </main>
  );
}
