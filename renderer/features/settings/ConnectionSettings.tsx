/** The connections: how each stands, its token, and a new one. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { type Connection, type ConnectionTest, type KeychainState, practiceConnectionId } from '../../../contract/connection.ts';
import type { DeskError, Outcome } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { readApp, useApp, useSession } from '../../stores/session.ts';
import { Banner, Button, ConfirmDialog, Dialog, ErrorBanner, Section, Spinner, StatusBadge } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { ConnectionForm } from '../connections/ConnectionForm.tsx';
import { RemovalWords } from '../connections/RemovalWords.tsx';
import { KeyForm, connectionName, environmentWords, keyTones, keyWord, openConnection } from '../connections/index.ts';
import styles from './settings.module.css';
import { addConnection } from './actions.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';

const keychainWords: Readonly<Record<KeychainState, MessageId>> = {
  ready: 'settings.keychain.ready',
  locked: 'settings.keychain.locked',
  missing: 'settings.keychain.missing',
};

export function ConnectionSettings() {
  const t = useText();
  const app = useApp();
  const [isAdding, setAdding] = useState(false);
  if (app === null) return null;
  return (
    <div className={classes(styles.page)}>
      <Section title={t('settings.connections')} aside={<ActionButton action={addConnection} subjects={[() => setAdding(true)]} />}>
        <p className={classes(styles.soft)}>{t(keychainWords[app.keychain])}</p>
        <ul className={classes(styles.connections)}>
          {app.connections.map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} isOpen={connection.id === app.session?.connection.id} />
          ))}
        </ul>
      </Section>
      {app.proxies.length > 0 && <Proxies proxies={app.proxies} />}
      <Dialog title={t('connections.add')} isOpen={isAdding} onClose={() => setAdding(false)}>
        <ConnectionForm onDone={() => setAdding(false)} />
      </Dialog>
    </div>
  );
}

function Proxies({ proxies }: { readonly proxies: readonly string[] }) {
  const t = useText();
  const forget = async (proxy: string) => {
    await desk.call('proxies.forget', { proxy });
    await readApp();
  };
  return (
    <Section title={t('connections.proxy.kept')}>
      <ul className={classes(styles.connections)}>
        {proxies.map((proxy) => (
          <li key={proxy} className={classes(styles.proxy)}>
            <span>{proxy}</span>
            <Button variant="danger" aria-label={t('connections.proxy.forget', { proxy })} onPress={() => void forget(proxy)}>
              {t('connections.proxy.forgetShort')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Asked = 'remove' | 'forget' | null;

function ConnectionRow({ connection, isOpen }: { readonly connection: Connection; readonly isOpen: boolean }) {
  const t = useText();
  const [isPasting, setPasting] = useState(false);
  const [asked, setAsked] = useState<Asked>(null);
  const [error, setError] = useState<DeskError | null>(null);
  const { id } = connection;
  const session = useSession();
  const name = connectionName(t, connection);
  const isPractice = id === practiceConnectionId;
  const run = async (act: Promise<Outcome<unknown>>) => {
    const outcome = await act;
    setError(outcome.ok ? null : outcome.error);
    await readApp();
  };
  return (
    <li className={classes(styles.connection)} data-environment={connection.environment} aria-label={name}>
      <div className={classes(styles.connectionHead)}>
        <span className={classes(styles.chip)}>{t(environmentWords[connection.environment])}</span>
        <strong>{name}</strong>
        {isOpen && <StatusBadge tone="info">{t('connections.isOpen')}</StatusBadge>}
        <KeyBadge connection={connection} obstacle={isOpen ? (session?.obstacle ?? null) : null} />
        {connection.baseUrl !== '' && <span className={classes(styles.url)}>{connection.baseUrl}</span>}
      </div>
      {error !== null && <ErrorBanner error={error} />}
      {isOpen && <ConnectionTester />}
      {/* Just asked for by its button. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      {isPasting && <KeyForm connectionId={id} autoFocus onDone={() => setPasting(false)} />}
      <div className={classes(styles.actions)}>
        {!isOpen && (
          <Button onPress={() => void run(openConnection(id))}>
            {isPractice
              ? t('connections.practice.start')
              : t('connections.openNamed', { name, environment: t(environmentWords[connection.environment]) })}
          </Button>
        )}
        {!isPractice && (
          <>
            <Button aria-expanded={isPasting} aria-label={t('connections.token.pasteFor', { name })} onPress={() => setPasting(!isPasting)}>
              {t('connections.token.paste')}
            </Button>
            {connection.key !== 'none' && (
              <Button variant="danger" onPress={() => setAsked('forget')}>
                {t('connections.token.forget', { name })}
              </Button>
            )}
            <Button variant="danger" onPress={() => setAsked('remove')}>
              {t('connections.remove', { name })}
            </Button>
          </>
        )}
      </div>
      <ConfirmDialog
        isOpen={asked !== null}
        title={asked === 'forget' ? t('connections.token.forget', { name }) : t('connections.remove', { name })}
        confirmLabel={asked === 'forget' ? t('connections.token.forget', { name }) : t('connections.remove', { name })}
        onConfirm={() =>
          void run(asked === 'forget' ? desk.call('keys.forget', { connectionId: id }) : desk.call('connections.remove', { id }))
        }
        onClose={() => setAsked(null)}
      >
        {asked === 'forget' ? t('connections.token.forget.text') : asked === 'remove' && <RemovalWords id={id} />}
      </ConfirmDialog>
    </li>
  );
}

/** How its token stands; practice makes its own. */
function KeyBadge({ connection, obstacle }: { readonly connection: Connection; readonly obstacle: DeskError | null }) {
  const { environment, key } = connection;
  const t = useText();
  if (environment === 'practice' && key !== 'refused') return <StatusBadge tone="neutral">{t('connections.key.notNeeded')}</StatusBadge>;
  return <StatusBadge tone={keyTones[key]}>{t(keyWord(connection, obstacle))}</StatusBadge>;
}

/** One real request, and what came of it in words. */
function ConnectionTester() {
  const open = useDesk();
  const t = useText();
  const intl = useIntl();
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly result: Outcome<ConnectionTest> | null }>({
    isBusy: false,
    result: null,
  });
  const test = async () => {
    setState({ isBusy: true, result: null });
    setState({ isBusy: false, result: await open.call('connections.test') });
  };
  const { result } = state;
  return (
    <>
      <div className={classes(styles.actions)}>
        <Button isDisabled={state.isBusy} onPress={() => void test()}>
          {t('connections.test')}
        </Button>
        {state.isBusy && <Spinner label={t('connections.test.busy')} />}
      </div>
      {result?.ok === true && (
        <Banner tone="good" title={t('connections.test.ok')}>
          {t('connections.test.took', { duration: intl.formatNumber(Math.round(result.value.durationMs)) })}{' '}
          {t('connections.test.warehouses', { count: result.value.warehouses })}
        </Banner>
      )}
      {result?.ok === false && <ErrorBanner error={result.error} />}
    </>
  );
}
