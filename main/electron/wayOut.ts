/** Which way the computer goes to an address: Chromium reads the system's settings, PAC files and its own switches. */
import type { App, Session } from 'electron';

/** Answers in PAC's words, `PROXY a.example:8080;DIRECT`. Waits until Electron is ready: there is no session before. */
export function wayOut(
  app: Pick<App, 'whenReady'>,
  session: { readonly defaultSession: Pick<Session, 'resolveProxy'> },
): (url: string) => Promise<string> {
  return async (url) => {
    await app.whenReady();
    return session.defaultSession.resolveProxy(url);
  };
}
