import type { App, Session, WebContents, WebFrameMain } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { isAllowedLink, openLink } from '../../../main/electron/links.ts';
import { cutNetwork, denyPermissions, holdInPlace, isAllowedRequest, isOurPage, webPreferences } from '../../../main/electron/security.ts';

describe('a window of the desk', () => {
  it('is sandboxed, isolated, without Node and without webviews', () => {
    expect(webPreferences('/preload.cjs', { devTools: false })).toMatchObject({
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
    });
  });
});

describe('permissions', () => {
  it('are all denied, asked or checked, devices too', () => {
    const asked: boolean[] = [];
    const session = {
      setPermissionRequestHandler: (handler: (contents: unknown, permission: string, decide: (granted: boolean) => void) => void) =>
        handler({}, 'media', (granted) => asked.push(granted)),
      setPermissionCheckHandler: (handler: () => boolean) => asked.push(handler()),
      setDevicePermissionHandler: (handler: () => boolean) => asked.push(handler()),
    };
    denyPermissions(session as unknown as Session);
    expect(asked).toEqual([false, false, false]);
  });
});

describe('the network of the page', () => {
  it.each(['app://desk/index.html', 'app://desk/assets/a.js', 'blob:app://desk/1234'])('lets %s through', (url) =>
    expect(isAllowedRequest(url)).toBe(true),
  );
  it.each([
    'https://open-api-dev.nandh.vn/',
    'http://127.0.0.1:3000/',
    'app://desk.example.com/x',
    'app://deskx/',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    'ws://localhost/',
    'data:text/html,x',
  ])('cancels %s', (url) => {
    let cancelled: boolean | undefined;
    const session = {
      webRequest: {
        onBeforeRequest: (handler: (details: { url: string }, decide: (answer: { cancel: boolean }) => void) => void) =>
          handler({ url }, (answer) => (cancelled = answer.cancel)),
      },
      on: () => session,
    };
    cutNetwork(session as unknown as Session);
    expect(cancelled).toBe(true);
  });

  it('prevents downloads', () => {
    let listener: (event: { preventDefault(): void }) => void = () => {};
    const session = { webRequest: { onBeforeRequest: () => {} }, on: (_name: string, handler: typeof listener) => (listener = handler) };
    cutNetwork(session as unknown as Session);
    const preventDefault = vi.fn();
    listener({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('web contents', () => {
  const hold = (): {
    readonly events: Map<string, (event: { url: string; preventDefault(): void }) => void>;
    readonly open: (details: { url: string }) => unknown;
    readonly log: string[];
    readonly missed: () => number;
  } => {
    const events = new Map<string, (event: { url: string; preventDefault(): void }) => void>();
    const log: string[] = [];
    let open: (details: { url: string }) => unknown = () => null;
    const contents = {
      on: (name: string, handler: (event: { url: string; preventDefault(): void }) => void) => events.set(name, handler),
      setWindowOpenHandler: (handler: typeof open) => (open = handler),
    };
    const app = { on: (_name: string, handler: (event: unknown, contents: unknown) => void) => handler({}, contents) };
    let missed = 0;
    holdInPlace(
      app as unknown as App,
      (line) => log.push(line),
      () => (missed += 1),
    );
    return { missed: () => missed, events, open: (details) => open(details), log };
  };

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])(
    'stay where they are: %s is prevented',
    (name) => {
      const preventDefault = vi.fn();
      hold().events.get(name)?.({ url: 'https://example.com/?secret=1', preventDefault });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  it('tell of a file that was let go on nothing, and of no other address', () => {
    const { events, missed } = hold();
    events.get('will-frame-navigate')?.({ url: 'https://example.com/', preventDefault: () => undefined });
    expect(missed()).toBe(0);
    events.get('will-frame-navigate')?.({ url: 'file:///home/lan/nhan.pdf', preventDefault: () => undefined });
    expect(missed()).toBe(1);
  });

  it('open no window, and the log says where to without path or query', () => {
    const { open, log } = hold();
    expect(open({ url: 'https://example.com/a?secret=1' })).toEqual({ action: 'deny' });
    expect(log).toEqual(['refused: window to https://example.com']);
  });
});

describe('the sender of a bridge call', () => {
  const frame = (url: string, origin: string): WebFrameMain => ({ url, origin }) as unknown as WebFrameMain;
  const page = frame('app://desk/index.html', 'app://desk');
  const contents = (mainFrame: WebFrameMain, destroyed = false): WebContents =>
    ({ mainFrame, isDestroyed: () => destroyed }) as unknown as WebContents;

  it('is our page: main frame, our origin, our window', () => expect(isOurPage(page, contents(page), () => true)).toBe(true));
  it.each([
    ['a frame that is gone', null, contents(page), true],
    ['an iframe, though of our origin', frame('app://desk/index.html', 'app://desk'), contents(page), true],
    ['about:blank', frame('about:blank', 'null'), null, true],
    ['another origin', frame('https://example.com/', 'https://example.com'), null, true],
    ['an origin that begins like ours', frame('app://desk.example.com/', 'app://desk.example.com'), null, true],
    ['a window that is not ours', page, contents(page), false],
    ['a window that is destroyed', page, contents(page, true), true],
  ] as const)('is refused: %s', (_name, sender, given, ours) => {
    expect(isOurPage(sender, given ?? contents(sender), () => ours)).toBe(false);
  });
});

describe('links', () => {
  it('open the provider’s pages only, over https only', async () => {
    const openExternal = vi.fn(() => Promise.resolve());
    await openLink({ openExternal }, 'https://stg-oms.nandh.vn/settings');
    expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://stg-oms.nandh.vn/settings');
    await expect(openLink({ openExternal }, 'https://example.com/')).rejects.toMatchObject({ error: { code: 'linkRefused' } });
    expect(openExternal).toHaveBeenCalledOnce();
  });
  it.each([
    'http://stg-oms.nandh.vn/',
    'https://stg-oms.nandh.vn.example.com/',
    'https://user@stg-oms.nandh.vn/',
    'https://stg-oms.nandh.vn:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'stg-oms.nandh.vn',
    'smb://stg-oms.nandh.vn/x',
  ])('refuse %s', (url) => expect(isAllowedLink(url)).toBe(false));
});
