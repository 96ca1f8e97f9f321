/** The whole page: language and theme around the shell, or the first run where no connection is open. */
import { type ComponentType, Suspense, useEffect, useState } from 'react';
import { IntlProvider } from 'react-intl';
import type { AppState } from '../../contract/bridge.ts';
import type { Language } from '../../contract/language.ts';
import { Opening } from '../features/connections/index.ts';
import { Lock } from '../features/operators/index.ts';
import { messagesOf, readMessages } from '../messages/index.ts';
import { followSession, useApp, useAppPart, useStartError } from '../stores/session.ts';
import { ScanSign } from '../ui/ScanSign.tsx';
import { useScanner } from '../ui/scanAnswer.ts';
import { StrayDrop } from '../ui/StrayDrop.tsx';
import { dropWasLost, watchPaste } from '../ui/dropZones.ts';
import { watchWindowDrag } from '../ui/windowDrag.ts';
import { showAppearance } from '../stores/appearance.ts';
import { followClosing } from '../bridge/closing.ts';
import { desk } from '../bridge/desk.ts';
import { forgetFirstAnswers } from '../bridge/firstAnswers.ts';
import { later } from '../ui/later.tsx';
import { FatalScreen, ScreenGuard } from './ScreenGuard.tsx';
import { Shell } from './Shell.tsx';

const FirstRun = later(async () => (await import('../features/connections/FirstRun.tsx')).FirstRun);

/** Vietnamese and English as they are written in Vietnam: 24/11/2026, 24-hour clock. */
const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

export function App() {
  // What was drawn with it is drawn.
  useEffect(() => forgetFirstAnswers(), []);
  useEffect(() => followSession(), []);
  useEffect(() => watchWindowDrag(), []);
  useEffect(() => watchPaste(), []);
  useEffect(() => followClosing(), []);
  useEffect(() => desk.on('files.missed', dropWasLost), []);

  const theme = useAppPart((app) => app.theme) ?? 'system';
  const language = useReadLanguage(useAppPart((app) => app.language) ?? 'vi');
  useEffect(() => {
    if (language !== null) showAppearance(language, theme);
  }, [language, theme]);

  const scanner = useAppPart((app) => app.scanner);
  useEffect(() => {
    if (scanner !== null) useScanner.setState(scanner);
  }, [scanner]);

  const messages = language === null ? null : messagesOf(language);
  if (language === null || messages === null) return null;
  return (
    <IntlProvider locale={locales[language]} messages={messages} onError={sayFault}>
      <ScreenGuard>
        <Desk />
        <StrayDrop />
        <ScanSign />
        <Lock />
      </ScreenGuard>
    </IntlProvider>
  );
}

const sayFault = (error: Error): void => console.error(error.message);

/** What of the desk can be shown: it is drawn again when another connection opens, and not with every request of the open one. */
function Desk() {
  const isKnown = useAppPart(() => true) ?? false;
  const open = useAppPart((app) => app.session?.connection.id ?? null);
  const opening = useAppPart((app) => app.opening);
  const startError = useStartError();
  if (!isKnown) return startError !== null && <FatalScreen error={startError} />;
  if (open === null)
    return (
      <Suspense>
        <WithApp Screen={FirstRun} />
      </Suspense>
    );
  // The screens of the one before have gone, and with them what was typed into them: to the disk.
  if (opening !== null && opening !== open) return <WithApp Screen={Opening} />;
  // Another connection is another desk: nothing of the one before may stay on screen.
  return <Shell key={open} id={open} />;
}

function WithApp({ Screen }: { readonly Screen: ComponentType<{ readonly app: AppState }> }) {
  const app = useApp();
  return app !== null && <Screen app={app} />;
}

/** The language of which there is the wording: a new one shows when it has been read, and the one before until then. */
function useReadLanguage(wanted: Language): Language | null {
  const [shown, setShown] = useState<Language | null>(null);
  useEffect(() => {
    let isOver = false;
    void readMessages(wanted).then(() => {
      if (!isOver) setShown(wanted);
    });
    return () => {
      isOver = true;
    };
  }, [wanted]);
  return messagesOf(wanted) === null ? shown : wanted;
}
