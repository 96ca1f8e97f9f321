/** `session.defaultSession` and `protocol`: who may do what, and who answers for which scheme. The product's handlers really decide. */
import type { Addresses } from './addresses.mts';
import type { Chromium } from './chromium.mts';
import { pageHasGone } from './chromium.mts';
import type { Frame } from './frames.mts';
import { onlyBeforeReady, onlyOnceReady } from './readiness.mts';
import { NotInStandin, onlyKnown, Preventable, strict, StrictEmitter } from './strict.mts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void;
type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** Electron's permission names, as Chromium's `Browser.setPermission` calls them. */
const chromiumNames: Readonly<Record<string, readonly string[]>> = {
  media: ['camera', 'microphone'],
  'clipboard-sanitized-write': ['clipboard-write'],
};
/** The web's names in `navigator.permissions.query`, as Electron's handlers know them. */
const electronNames: Readonly<Record<string, string>> = {
  camera: 'media',
  microphone: 'media',
  'clipboard-write': 'clipboard-sanitized-write',
};

type SessionShape = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'clearStorageData'
  | 'setSpellCheckerEnabled'
  | 'resolveProxy'
>;

export class DefaultSession extends StrictEmitter implements SessionShape {
  readonly #chromium: () => Promise<Chromium>;
  readonly #addresses: Addresses;
  readonly #schemes = new Map<string, SchemeHandler>();
  readonly #origins = new Set<string>();
  #request: RequestHandler = null;
  #check: CheckHandler = null;
  #before: { readonly urls: readonly RegExp[]; readonly listener: BeforeRequest } | null = null;

  readonly #switches: ReadonlyMap<string, string>;

  constructor(chromium: () => Promise<Chromium>, addresses: Addresses, switches: ReadonlyMap<string, string>) {
    super('Session', ['will-download', 'spellcheck-dictionary-initialized']);
    this.#chromium = chromium;
    this.#addresses = addresses;
    this.#switches = switches;
  }

  readonly webRequest = strict('webRequest', {
    onBeforeRequest: (filter: Electron.WebRequestFilter | BeforeRequest | null, listener?: BeforeRequest | null): void => {
      const chosen = typeof filter === 'function' ? filter : listener;
      if (filter !== null && typeof filter === 'object') onlyKnown('webRequest filters', filter, ['urls']);
      const urls = typeof filter === 'function' || filter === null ? ['<all_urls>'] : (filter.urls ?? ['<all_urls>']);
      this.#before = chosen ? { urls: urls.map(matchPattern), listener: chosen } : null;
    },
  });

  readonly protocol = strict('protocol', {
    registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]): void => {
      onlyBeforeReady('protocol.registerSchemesAsPrivileged');
      for (const { scheme, privileges } of schemes) {
        if (!privileges?.standard || !privileges.secure)
          throw new NotInStandin(`the scheme "${scheme}" without both "standard" and "secure"`);
        this.#addresses.register(scheme);
      }
    },
    handle: (scheme: string, handler: SchemeHandler): void => {
      onlyOnceReady('protocol.handle');
      if (!this.#addresses.isOurs(`${scheme}:`))
        throw new NotInStandin(`protocol.handle("${scheme}"), which was not registered as privileged`);
      if (this.#schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      this.#schemes.set(scheme, handler);
    },
    unhandle: (scheme: string): void => {
      this.#schemes.delete(scheme);
    },
    isProtocolHandled: (scheme: string): boolean => this.#schemes.has(scheme),
  } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>);

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  /** Chromium shows no device chooser here, so no page ever gets a device, whatever the handler would say. */
  setDevicePermissionHandler(handler: Parameters<Electron.Session['setDevicePermissionHandler']>[0]): void {
    if (handler !== null && typeof handler !== 'function') throw new TypeError('handler must be a function or null');
  }

  setSpellCheckerEnabled(enable: boolean): void {
    if (enable) throw new NotInStandin('a spell checker');
  }

  /**
   * By Chromium's own switches alone: `--proxy-server=[scheme://]host:port`, which this computer itself is spared unless
   * `--proxy-bypass-list=<-loopback>` says otherwise. Chromium tells nobody over the DevTools protocol what the system says.
   */
  resolveProxy(url: string): Promise<string> {
    const { hostname } = new URL(url);
    const named = /^(?:(https?|socks[45]?):\/\/)?([^\s;,=/]+:\d+)$/i.exec(this.#switches.get('proxy-server') ?? '');
    if (this.#switches.has('proxy-server') && named === null) throw new NotInStandin('this form of --proxy-server');
    if (this.#switches.has('proxy-pac-url') || this.#switches.has('proxy-auto-detect')) throw new NotInStandin('PAC files');
    const bypass = this.#switches.get('proxy-bypass-list') ?? '';
    if (bypass !== '' && bypass !== '<-loopback>') throw new NotInStandin('this --proxy-bypass-list');
    const isLoopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
    if (named === null || (isLoopback && bypass === '')) return Promise.resolve('DIRECT');
    const words: Readonly<Record<string, string>> = { http: 'PROXY', https: 'HTTPS', socks: 'SOCKS5', socks5: 'SOCKS5', socks4: 'SOCKS' };
    return Promise.resolve(`${words[(named[1] ?? 'http').toLowerCase()] ?? 'PROXY'} ${named[2] ?? ''}`);
  }

  async clearStorageData(options?: Electron.ClearStorageDataOptions): Promise<void> {
    if (options !== undefined) onlyKnown('clearStorageData', options, []);
    const { pipe } = await this.#chromium();
    for (const origin of this.#origins) await pipe.browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }

  /** Asks the product's handler (Electron grants where there is none), and tells Chromium. */
  async decide(ask: 'check' | 'request', webName: string, contents: Electron.WebContents, frame: Frame): Promise<boolean> {
    const name = electronNames[webName] ?? webName;
    const details = { isMainFrame: frame.parentFrame === null, requestingUrl: frame.url };
    const granted = ask === 'check' ? this.#checked(name, contents, frame, details) : await this.#requested(name, contents, details);
    const { pipe } = await this.#chromium();
    for (const chromiumName of chromiumNames[name] ?? [name]) {
      await pipe.browser
        .send('Browser.setPermission', { permission: { name: chromiumName }, setting: granted ? 'granted' : 'denied' })
        .catch(pageHasGone);
    }
    return granted;
  }

  #checked(name: string, contents: Electron.WebContents, frame: Frame, details: { isMainFrame: boolean; requestingUrl: string }): boolean {
    return this.#check?.(contents, name as never, frame.origin, details) ?? true;
  }

  #requested(name: string, contents: Electron.WebContents, details: { isMainFrame: boolean; requestingUrl: string }): Promise<boolean> {
    const handler = this.#request;
    if (!handler) return Promise.resolve(true);
    return new Promise((resolve) => {
      handler(contents, name as never, resolve, details);
    });
  }

  /** What the product's `onBeforeRequest` says to a request; without one, everything may go. */
  beforeRequest(details: Electron.OnBeforeRequestListenerDetails): Promise<Electron.CallbackResponse> {
    const before = this.#before;
    if (!before?.urls.some((pattern) => pattern.test(details.url))) return Promise.resolve({});
    return new Promise((resolve) => {
      before.listener(details, resolve);
    });
  }

  /** Null where nobody handles the scheme. */
  async answer(request: Request): Promise<Response | null> {
    const handler = this.#schemes.get(request.url.slice(0, request.url.indexOf(':')));
    this.#origins.add(new URL(this.#addresses.outward(request.url)).origin);
    return handler ? await handler(request) : null;
  }

  /** A download the page started. Electron asks the person where to save it; here it stays in the profile unless prevented. */
  download(event: { readonly url: string; readonly suggestedFilename: string }, contents: Electron.WebContents): boolean {
    const preventable = new Preventable();
    let cancelled = false;
    const item = strict('DownloadItem', {
      getURL: () => this.#addresses.inward(event.url),
      getFilename: () => event.suggestedFilename,
      cancel: () => {
        cancelled = true;
      },
    } satisfies Pick<Electron.DownloadItem, 'getURL' | 'getFilename' | 'cancel'>);
    this.emit('will-download', preventable, item, contents);
    return !preventable.defaultPrevented && !cancelled;
  }
}

/** Match patterns as in Chrome extensions: `<all_urls>`, `*://*` and `scheme://host/path*`. */
function matchPattern(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');
}
