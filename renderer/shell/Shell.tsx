/** The frame round every screen: connection on top, screens on the left, the outbox below. */
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ConnectionId } from '../../contract/connection.ts';
import { KeyBanner, proxyFormFor } from '../features/connections/index.ts';
import { CopyNotice, DeskTrouble } from '../features/storage/index.ts';
import { useText } from '../messages/useText.ts';
import { followDrafts, useDraftCount } from '../stores/drafts.ts';
import { find, findOnScreen, useFinding } from '../stores/finding.ts';
import { followOutbox, useOpenCount } from '../stores/outboxStore.ts';
import { back, forward, go, usePlace } from '../stores/place.ts';
import { followPlace, isPlaceBack } from '../stores/placeMemory.ts';
import { useSessionPart } from '../stores/session.ts';
import { ErrorActsProvider, Keys, Spinner, useShortcut } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import { ariaKeys } from '../ui/shortcuts.ts';
import { Icon } from '../ui/Icon.tsx';
import { deskOf } from '../bridge/desk.ts';
import { OutboxStrip } from './OutboxStrip.tsx';
import { ScreenGuard } from './ScreenGuard.tsx';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { fetchParts, later } from '../ui/later.tsx';
import { useMenuCommands } from './menuCommands.ts';
import { DeskProvider } from '../bridge/useDesk.ts';
import { type ScreenEntry, screenAt, screens } from './screens.tsx';

const FindBar = later(async () => (await import('./FindBar.tsx')).FindBar);
const KeyList = later(async () => (await import('./KeyList.tsx')).KeyList);

export function Shell({ id }: { readonly id: ConnectionId }) {
  const t = useText();
  const place = usePlace();
  const [isKeyListOpen, setKeyListOpen] = useState(false);
  const openKeyList = useCallback(() => setKeyListOpen(true), []);
  /** At the place where the desk was closed: until then no screen is drawn that would only be in its way. */
  const desk = useMemo(() => deskOf(id), [id]);
  const connection = useSessionPart((session) => session.connection);
  const obstacle = useSessionPart((session) => session.obstacle);
  const errorActs = useMemo(() => proxyFormFor({ connection, obstacle }), [connection, obstacle]);
  const [isBack, setBack] = useState(() => isPlaceBack(id));
  useEffect(() => {
    const ends = [followOutbox(desk), followDrafts(desk), followPlace(desk, () => setBack(true))];
    return () => ends.forEach((end) => end());
  }, [desk]);
  useEffect(() => fetchParts(), []);
  useMenuCommands();
  const moving = t('shell.keys.moving');
  useShortcut({ keys: 'Alt+Left', label: t('shell.back'), group: moving, run: back });
  useShortcut({ keys: 'Alt+Right', label: t('shell.forward'), group: moving, run: forward });
  useShortcut({ keys: 'Ctrl+F', label: t('shell.find.list'), group: moving, run: find });
  useShortcut({ keys: 'F3', label: t('shell.find'), group: moving, run: findOnScreen });
  const isFinding = useFinding();
  useShortcut({ keys: '?', label: t('shell.keys.title'), group: moving, run: openKeyList });

  const entry = screenAt(place);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    // The control that had the focus went with its screen: the next Tab starts in the new one.
    if (document.activeElement === null || document.activeElement === document.body) main.current?.focus({ preventScroll: true });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [entry.screen]);
  return (
    <DeskProvider value={desk}>
      <div className={classes(styles.shell)} data-environment={connection?.environment}>
        <TopBar onKeyList={openKeyList} />
        <nav className={classes(styles.nav)} aria-label={t('shell.nav.label')}>
          <ul>
            {screens.map((each) => (
              <NavItem key={each.screen} entry={each} isHere={each.screen === place.screen} />
            ))}
          </ul>
          {connection?.environment === 'practice' && (
            <>
              <div className={classes(styles.watermark)} aria-hidden="true">
                <span>{t('shell.watermark')}</span>
              </div>
              <p className={classes(styles.practiceNote)}>{t('shell.practiceNote')}</p>
            </>
          )}
        </nav>
        <main ref={main} tabIndex={-1} className={classes(styles.main)} aria-label={t(entry.label)}>
          <div className={classes(styles.banners)}>
            <DeskTrouble />
            <CopyNotice />
            <KeyBanner />
          </div>
          <div className={classes(styles.screen)}>
            <ScreenGuard key={entry.screen}>
              <ErrorActsProvider value={errorActs}>
                <Suspense fallback={<Spinner label={t('ui.loading')} />}>{isBack && entry.render()}</Suspense>
              </ErrorActsProvider>
            </ScreenGuard>
          </div>
        </main>
        <OutboxStrip />
        {isFinding && (
          <Suspense>
            <FindBar />
          </Suspense>
        )}
        {isKeyListOpen && (
          <Suspense>
            <KeyList onClose={() => setKeyListOpen(false)} />
          </Suspense>
        )}
      </div>
    </DeskProvider>
  );
}

function NavItem({ entry, isHere }: { readonly entry: ScreenEntry; readonly isHere: boolean }) {
  const t = useText();
  const label = t(entry.label);
  useShortcut({ keys: entry.keys, label, group: t('shell.keys.moving'), run: () => go(entry.place) });
  return (
    <li>
      <button
        type="button"
        className={classes(styles.navItem)}
        aria-current={isHere ? 'page' : undefined}
        aria-keyshortcuts={ariaKeys(entry.keys)}
        onClick={() => go(entry.place)}
      >
        <Icon name={entry.icon} />
        <span className={classes(styles.navLabel)}>{label}</span>
        {entry.screen === 'outbox' && <OutboxCount />}
        {entry.screen === 'drafts' && <DraftCount />}
        <Keys keys={entry.keys} />
      </button>
    </li>
  );
}

const OutboxCount = () => <Count count={useOpenCount()} />;
const DraftCount = () => <Count count={useDraftCount()} />;
const Count = ({ count }: { readonly count: number }) => count > 0 && <span className={classes(styles.navCount)}>{count}</span>;
