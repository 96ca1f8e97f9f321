/** The frame round every screen: connection on top, screens on the left, the outbox below. */
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ConnectionId } from '../../contract/connection.ts';
import type { Action } from '../actions/action.ts';
import { useActionKey } from '../actions/keys.ts';
import { findInList } from '../actions/listActions.ts';
import { KeyBanner, WritingBanner, proxyFormFor } from '../features/connections/index.ts';
import { useTakenFiles } from '../features/records/takenFiles.ts';
import { CopyNotice, DeskTrouble } from '../features/storage/index.ts';
import { useText } from '../messages/useText.ts';
import { followDrafts, useDraftCount } from '../stores/drafts.ts';
import { find, findOnScreen, useFinding } from '../stores/finding.ts';
import { importFiles } from '../features/intake/actions.ts';
import { listTemplates } from '../features/templates/actions.ts';
import { Templates } from '../features/templates/Templates.tsx';
import { followIntakes, useHasIntakeNews, useWaitingIntakes } from '../stores/intakes.ts';
import { followTemplates } from '../stores/templates.ts';
import { followOutbox, useOpenCount } from '../stores/outboxStore.ts';
import { back, forward, go, usePlace } from '../stores/place.ts';
import { openPalette } from '../stores/palette.ts';
import { followLooks } from '../stores/listLooks.ts';
import { followPlace, isPlaceBack } from '../stores/placeMemory.ts';
import { useAppPart, useSessionPart } from '../stores/session.ts';
import { ErrorActsProvider, Keys, Spinner } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import { ariaKeys } from '../ui/shortcuts.ts';
import { Icon } from '../ui/Icon.tsx';
import { deskOf } from '../bridge/desk.ts';
import { OutboxStrip } from './OutboxStrip.tsx';
import { ScreenGuard } from './ScreenGuard.tsx';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';
import { fetchParts, later } from '../ui/later.tsx';
import { useHandedOver } from './handedOver.ts';
import { useChosenInMenu } from './menu.ts';
import { Printing } from '../features/printing/Printing.tsx';
import { DeskProvider } from '../bridge/useDesk.ts';
import { going } from './going.ts';
import { findWords, goBack, goForward, openPalette as paletteAction, showKeys } from './moving.ts';
import { PaletteHost } from './palette/PaletteHost.tsx';
import { type ScreenEntry, screenAt } from './screens.tsx';

const FindBar = later(async () => (await import('./FindBar.tsx')).FindBar, { isOver: true });
const TakenFiles = later(async () => (await import('../features/records/TakenFiles.tsx')).TakenFiles);
const IntakeNews = later(async () => (await import('../features/intake/IntakeNews.tsx')).IntakeNews);
const KeyList = later(async () => (await import('./KeyList.tsx')).KeyList, { isOver: true });

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
    const ends = [followOutbox(desk), followDrafts(desk), followIntakes(desk), followPlace(desk, () => setBack(true))];
    return () => ends.forEach((end) => end());
  }, [desk]);
  const operator = useAppPart((app) => app.operator?.id ?? null);
  // Each operator has set up the lists for themselves.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => followLooks(desk), [desk, operator]);
  useEffect(() => followTemplates(desk), [desk]);
  useEffect(() => fetchParts(), []);
  useChosenInMenu(desk);
  useHandedOver(desk);
  useActionKey(goBack, back);
  useActionKey(goForward, forward);
  useActionKey(findInList, find);
  useActionKey(findWords, findOnScreen);
  useActionKey(paletteAction, openPalette);
  useActionKey(showKeys, openKeyList);
  useActionKey(importFiles, () => void importFiles.run([null], { desk }, {}));
  useActionKey(listTemplates, () => void listTemplates.run([null], { desk }, {}));
  const isFinding = useFinding();
  const isTaken = useTakenFiles().made !== null;
  const hasIntakeNews = useHasIntakeNews();

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
            {going.map(({ entry: each, action }) => (
              <NavItem key={each.screen} entry={each} action={action} isHere={each.screen === place.screen} />
            ))}
          </ul>
          {connection?.environment === 'practice' && <p className={classes(styles.practiceNote)}>{t('shell.practiceNote')}</p>}
        </nav>
        <main ref={main} tabIndex={-1} className={classes(styles.main)} aria-label={t(entry.label)}>
          <div className={classes(styles.banners)}>
            <DeskTrouble />
            <CopyNotice />
            <KeyBanner />
            <WritingBanner />
            {isTaken && (
              <Suspense>
                <TakenFiles />
              </Suspense>
            )}
            {hasIntakeNews && (
              <Suspense>
                <IntakeNews />
              </Suspense>
            )}
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
        <PaletteHost />
        <Printing />
        <Templates />
        {isKeyListOpen && (
          <Suspense>
            <KeyList onClose={() => setKeyListOpen(false)} />
          </Suspense>
        )}
      </div>
    </DeskProvider>
  );
}

interface NavItemProps {
  readonly entry: ScreenEntry;
  readonly action: Action<null>;
  readonly isHere: boolean;
}

function NavItem({ entry, action, isHere }: NavItemProps) {
  const t = useText();
  const label = t(action.words);
  const open = (): void => go(entry.place);
  const [key = ''] = action.keys ?? [];
  useActionKey(action, open);
  return (
    <li>
      <button
        type="button"
        className={classes(styles.navItem)}
        aria-current={isHere ? 'page' : undefined}
        aria-keyshortcuts={ariaKeys(key)}
        onClick={open}
      >
        <Icon name={action.icon} />
        <span className={classes(styles.navLabel)}>{label}</span>
        {entry.screen === 'outbox' && <OutboxCount />}
        {entry.screen === 'drafts' && <DraftCount />}
        {entry.screen === 'intake' && <IntakeCount />}
        <Keys keys={key} />
      </button>
    </li>
  );
}

const OutboxCount = () => <Count count={useOpenCount()} />;
const IntakeCount = () => <Count count={useWaitingIntakes() ?? 0} />;
const DraftCount = () => <Count count={useDraftCount()} />;
const Count = ({ count }: { readonly count: number }) => count > 0 && <span className={classes(styles.navCount)}>{count}</span>;
