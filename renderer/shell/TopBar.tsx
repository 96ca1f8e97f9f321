/** The top bar: which connection, how fast, how well. */
import { memo, useSyncExternalStore } from 'react';
import { useIntl } from 'react-intl';
import type { SessionState } from '../../contract/connection.ts';
import { lockWriting } from '../features/connections/actions.ts';
import { connectionName, environmentWords, openConnection } from '../features/connections/index.ts';
import { OperatorButton } from '../features/operators/index.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useText } from '../messages/useText.ts';
import { back, go, useCanGoBack } from '../stores/place.ts';
import { useAppPart, useSessionPart } from '../stores/session.ts';
import { Button, Keys, Menu, formatClock, useNow } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import { languages, setLanguage, setTheme, themes } from '../stores/appearance.ts';
import { openPalette } from '../stores/palette.ts';
import { Icon } from '../ui/Icon.tsx';
import { ariaKeys } from '../ui/shortcuts.ts';
import { openPalette as paletteAction } from './moving.ts';
import { networkWord, watchNetwork } from './networkWord.ts';
import { themeWords } from './themeWords.ts';
import styles from './TopBar.module.css';

/** Drawn again for what it shows itself; what is counted below has its own eye on its number. */
export const TopBar = memo(function TopBar({ onKeyList }: { readonly onKeyList: () => void }) {
  const t = useText();
  const connection = useSessionPart((session) => session.connection);
  const connections = useAppPart((app) => app.connections);
  const shownIn = useAppPart((app) => app.language);
  const theme = useAppPart((app) => app.theme);
  const canGoBack = useCanGoBack();
  if (connection === null || connections === null) return null;
  const environment = t(environmentWords[connection.environment]);
  return (
    <header className={classes(styles.bar)}>
      <Menu
        label={t('shell.connection', { environment, name: connectionName(t, connection) })}
        trigger={
          <>
            <span className={classes(styles.chip)}>{environment}</span>
            {connection.environment !== 'practice' && <span className={classes(styles.name)}>{connection.name}</span>}
            <span aria-hidden="true">▾</span>
          </>
        }
        items={[
          ...connections.map((each) => ({
            key: each.id,
            label: connectionName(t, each),
            ...(each.environment === 'practice' ? {} : { detail: t(environmentWords[each.environment]) }),
            isCurrent: each.id === connection.id,
            onAction: () => {
              if (each.id !== connection.id) void openConnection(each.id);
            },
          })),
          {
            key: ' manage',
            label: t('shell.connection.manage'),
            hasLineAbove: true,
            onAction: () => go({ screen: 'settings', section: 'connection' }),
          },
        ]}
      />
      <Button variant="quiet" aria-label={t('shell.back')} isDisabled={!canGoBack} onPress={back}>
        ←
      </Button>
      <PaletteBox />
      <div className={classes(styles.end)}>
        <ActionButton action={lockWriting} subjects={[null]} isQuiet />
        <OperatorButton />
        <RateMeter />
        <Network />
        <div role="group" aria-label={t('shell.language')} className={classes(styles.languages)}>
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              aria-pressed={language === shownIn}
              aria-label={`${language.toUpperCase()} · ${t(language === 'vi' ? 'shell.language.vi' : 'shell.language.en')}`}
              onClick={() => void setLanguage(language)}
            >
              {language.toUpperCase()}
            </button>
          ))}
        </div>
        <select
          className={classes(styles.theme)}
          aria-label={t('shell.theme')}
          value={theme ?? 'system'}
          onChange={(event) => void setTheme(themes.find((each) => each === event.target.value) ?? 'system')}
        >
          {themes.map((each) => (
            <option key={each} value={each}>
              {t(themeWords[each])}
            </option>
          ))}
        </select>
        <Button variant="quiet" aria-label={t('shell.keys.title')} onPress={onKeyList}>
          ?
        </Button>
      </div>
    </header>
  );
});

const [paletteKey = ''] = paletteAction.keys ?? [];

/** Looks like the field that it opens. */
function PaletteBox() {
  const t = useText();
  return (
    <button
      type="button"
      className={classes(styles.find)}
      aria-label={t('actions.palette')}
      aria-haspopup="dialog"
      aria-keyshortcuts={ariaKeys(paletteKey)}
      onClick={openPalette}
    >
      <Icon name="find" />
      <span className={classes(styles.findWords)}>{t('palette.field')}</span>
      <Keys keys={paletteKey} />
    </button>
  );
}

/** Requests of the last minute against what is allowed; while the provider asks to slow down, for how long still. */
function RateMeter() {
  const rate = useSessionPart((session) => session.rate);
  return rate !== null && <Rate rate={rate} />;
}

function Rate({ rate }: { readonly rate: SessionState['rate'] }) {
  const t = useText();
  const intl = useIntl();
  const now = useNow(1_000);
  const share = rate.perMinute > 0 ? Math.min(1, rate.lastMinute / rate.perMinute) : 0;
  const left = rate.gateUntil === null ? 0 : rate.gateUntil - now;
  // That it cannot be reached is said beside it.
  const isClosed = rate.gate === 'busy' || (rate.gate === 'rate' && left > 0);
  const text = !isClosed
    ? t('shell.rate', { count: intl.formatNumber(rate.lastMinute) })
    : rate.gate === 'rate'
      ? t('shell.rate.gate', { seconds: Math.ceil(left / 1000) })
      : left > 0
        ? t('shell.rate.busy', { time: formatClock(intl, rate.gateUntil ?? now) })
        : t('shell.rate.asking');
  return (
    <span
      className={classes(styles.rate, isClosed && styles.warn)}
      title={t('shell.rate.hint', { limit: intl.formatNumber(rate.perMinute), waiting: rate.waiting })}
    >
      <svg className={classes(styles.dial)} viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7" pathLength="100" />
        <circle cx="10" cy="10" r="7" pathLength="100" strokeDasharray={`${share * 100} 100`} className={classes(styles.dialFill)} />
      </svg>
      {text}
    </span>
  );
}

function Network() {
  const state = useSessionPart((session) => session.network) ?? 'unknown';
  const environment = useSessionPart((session) => session.connection?.environment);
  const hasNetwork = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const t = useText();
  return (
    <span className={classes(styles.network, styles[state])} role="status">
      <span className={classes(styles.dot)} aria-hidden="true" />
      {t(networkWord(state, hasNetwork || environment === 'practice'))}
    </span>
  );
}
