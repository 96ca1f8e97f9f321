/** The whole page: language and theme around the shell, or the first run where no connection is open. */
import { Suspense, useEffect, useState } from 'react';
import { IntlProvider } from 'react-intl';
import type { Language } from '../../contract/bridge.ts';
import { Opening } from '../features/connections/index.ts';
import { Lock } from '../features/operators/index.ts';
import { messagesOf, readMessages } from '../messages/index.ts';
import { followSession, useApp, useStartError } from '../stores/session.ts';
import { StrayDrop } from '../ui/StrayDrop.tsx';
import { watchPaste } from '../ui/dropZones.ts';
import { watchWindowDrag } from '../ui/windowDrag.ts';
import { showAppearance } from '../stores/appearance.ts';
import { followClosing } from '../bridge/closing.ts';
import { forgetFirstAnswers } from '../bridge/firstAnswers.ts';
import { later } from '../ui/later.tsx';
import { FatalScreen, ScreenGuard } from './ScreenGuard.tsx';
import { Shell } from './Shell.tsx';

const FirstRun = later(async () => (await import('../features/connections/FirstRun.tsx')).FirstRun);

/** Vietnamese and English as they are written in Vietnam: 24/11/2026, 24-hour clock. */
const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

export function App() {
  const app = useApp();
  const startError = useStartError();
  // What was drawn with it is drawn.
  useEffect(() => forgetFirstAnswers(), []);
  useEffect(() => followSession(), []);
  useEffect(() => watchWindowDrag(), []);
  useEffect(() => watchPaste(), []);
  useEffect(() => followClosing(), []);

  const theme = app?.theme ?? 'system';
  const language = useReadLanguage(app?.language ?? 'vi');
  useEffect(() => {
    if (language !== null) showAppearance(language, theme);
  }, [language, theme]);

  const messages = language === null ? null : messagesOf(language);
  if (language === null || messages === null) return null;
  return (
    <IntlProvider locale={locales[language]} messages={messages} onError={(error) => console.error(error.message)}>
      <ScreenGuard>
        {app === null ? (
          startError !== null && <FatalScreen error={startError} />
        ) : app.session === null ? (
          <Suspense>
            <FirstRun app={app} />
          </Suspense>
        ) : app.opening !== null && app.opening !== app.session.connection.id ? (
          // The screens of the one before have gone, and with them what was typed into them: to the disk.
          <Opening app={app} />
        ) : (
          // Another connection is another desk: nothing of the one before may stay on screen.
          <Shell key={app.session.connection.id} app={app} session={app.session} />
        )}
        <StrayDrop />
        {app !== null && <Lock app={app} />}
      </ScreenGuard>
    </IntlProvider>
  );
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
