/** Closes every way out of the page that Electron leaves open. Registered before the first window exists. */
import type { App, Session, WebContents, WebFrameMain, WebPreferences } from 'electron';
import { origin } from './protocol.ts';

/**
 * SECURITY: what every window of the desk is made with; without `preload` it has no bridge. Sandbox and context isolation on, Node off, no
 * webviews; developer tools, which show all that the page knows, in development only.
 */
export const webPreferences = (preload: string | null, { devTools }: { readonly devTools: boolean }): WebPreferences => ({
  ...(preload === null ? {} : { preload }),
  devTools,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
});

/** SECURITY: the page needs no permission at all (camera, location, notifications, clipboard reading, devices): each is denied. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * SECURITY: the page has no network: only its own files, and the blobs it makes of previews. The CSP says the same; this holds without it.
 */
export function cutNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isAllowedRequest(details.url) });
  });
  session.on('will-download', (event) => event.preventDefault());
}

export const isAllowedRequest = (url: string): boolean =>
  url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith('devtools:');

/**
 * SECURITY: no page is ever left, no window or webview opened. A file that is let go where nothing takes it navigates: this is the net
 * under it, and `onMissedFile` lets the page say so.
 */
export function holdInPlace(app: App, log: (line: string) => void, onMissedFile: () => void): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const refuse = (what: string) => (event: { readonly url?: string; preventDefault(): void }) => {
      event.preventDefault();
      log(`refused: ${what} to ${safeOrigin(event.url)}`);
      if (event.url?.startsWith('file:') === true) onMissedFile();
    };
    contents.on('will-navigate', refuse('navigation'));
    contents.on('will-redirect', refuse('redirect'));
    contents.on('will-frame-navigate', refuse('frame navigation'));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      log(`refused: window to ${safeOrigin(url)}`);
      return { action: 'deny' };
    });
  });
}

/**
 * Whether a message comes from our page: the main frame of a window of ours, at our origin.
 * SECURITY: an iframe, a frame that is gone, `about:blank` and any other origin get no answer worth having.
 */
export function isOurPage(frame: WebFrameMain | null, contents: WebContents, ours: (contents: WebContents) => boolean): boolean {
  return (
    frame !== null &&
    ours(contents) &&
    !contents.isDestroyed() &&
    frame === contents.mainFrame &&
    frame.origin === origin &&
    frame.url.startsWith(`${origin}/`)
  );
}

/** For the log: where to, without paths or queries, which may hold anything. */
function safeOrigin(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).protocol + '//' + new URL(url).host : 'an unreadable address';
}
