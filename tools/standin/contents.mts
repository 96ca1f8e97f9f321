/** `webContents`: one page of Chromium as the product's main process sees it. */
import { existsSync } from 'node:fs';
import type { Addresses } from './addresses.mts';
import { pageHasGone, type Chromium, type Page } from './chromium.mts';
import { recorded } from './shellLog.mts';
import { FrameTree, type Frame } from './frames.mts';
import { PageDoor } from './ipc.mts';
import { pdfOf, printerInfos, printOn } from './printers.mts';
import { Requests } from './requests.mts';
import type { DefaultSession } from './session.mts';
import { NotInStandin, Preventable, strict, StrictEmitter } from './strict.mts';

export interface ContentsOptions {
  readonly chromium: Promise<Chromium>;
  readonly addresses: Addresses;
  readonly rules: DefaultSession;
  readonly publicRules: Electron.Session;
  readonly preload: { readonly path: string; readonly source: string } | null;
  readonly inSubFrames: boolean;
  readonly javascript: boolean;
}

type Shape = Pick<
  Electron.WebContents,
  | 'id'
  | 'getURL'
  | 'getTitle'
  | 'loadURL'
  | 'reload'
  | 'isDestroyed'
  | 'isCrashed'
  | 'isLoading'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'openDevTools'
  | 'closeDevTools'
  | 'isDevToolsOpened'
  | 'executeJavaScript'
  | 'print'
  | 'printToPDF'
  | 'getPrintersAsync'
  | 'startDrag'
  | 'send'
  | 'session'
  | 'mainFrame'
  | 'focus'
  | 'isFocused'
  | 'getType'
  | 'zoomFactor'
>;
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type Themed = { readonly media: readonly { readonly name: string; readonly value: string }[] };

const events = [
  'will-navigate',
  'will-redirect',
  'will-frame-navigate',
  'did-start-navigation',
  'did-navigate',
  'will-attach-webview',
  'render-process-gone',
  'did-finish-load',
  'did-fail-load',
  'did-start-loading',
  'did-stop-loading',
  'dom-ready',
  'console-message',
  'preload-error',
  'destroyed',
  'ipc-message',
  'unresponsive',
  'responsive',
  'context-menu',
  'zoom-changed',
  'first-paint',
];
const codes: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_INVALID_URL: -300,
  ERR_UNKNOWN_URL_SCHEME: -302,
};
const live = new Map<number, Contents>();
let nextId = 1;

export class Contents extends StrictEmitter implements Shape {
  readonly id = nextId++;
  readonly public: Electron.WebContents;
  readonly session: Electron.Session;
  readonly #options: ContentsOptions;
  readonly #page: Promise<Page>;
  #attached: { readonly page: Page; readonly frames: FrameTree; readonly door: PageDoor; readonly requests: Requests } | null = null;
  /** The page's own process knows of the preload and of all that is to be told of. */
  #isSetUp: Promise<void> = Promise.resolve();
  #openHandler: OpenHandler | null = null;
  #destroyed = false;
  #crashed = false;
  /** Where frames were let go that Chromium itself cannot take there, by the frame. */
  readonly #letThrough = new Map<string, string>();
  #loading = false;
  #zoom = 1;
  #title = '';
  #popupAsked = 0;

  constructor(options: ContentsOptions) {
    super('WebContents', events);
    this.#options = options;
    this.session = options.publicRules;
    this.public = strict('webContents', this) as unknown as Electron.WebContents;
    live.set(this.id, this);
    this.#page = options.chromium
      .then((chromium) => chromium.page())
      .then((page) => {
        this.#attach(page);
        return page;
      });
  }

  static all(): Contents[] {
    return [...live.values()];
  }

  get page(): Promise<Page> {
    return this.#page;
  }

  get targetId(): string | null {
    return this.#attached?.page.targetId ?? null;
  }

  /** A popup came up: true if it is from this page, which asked shortly before. */
  claimPopup(opener: string | undefined): boolean {
    if (this.#destroyed || !this.#attached) return false;
    if (opener !== undefined) return opener === this.targetId;
    return Date.now() - this.#popupAsked < 5000;
  }

  get mainFrame(): Electron.WebFrameMain {
    if (!this.#attached) throw new NotInStandin('webContents.mainFrame before the page exists (await loadURL, or the first event)');
    return this.#attached.frames.main.public;
  }

  getURL(): string {
    const url = this.#attached?.frames.main.url ?? '';
    return url === 'about:blank' ? '' : url;
  }

  getTitle(): string {
    return this.#title;
  }
  getType(): 'window' {
    return 'window';
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  isLoading(): boolean {
    return this.#loading;
  }
  isFocused(): boolean {
    return !this.#destroyed;
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  closeDevTools(): void {
    /* never open */
  }
  getZoomFactor(): number {
    return this.#zoom;
  }
  get zoomFactor(): number {
    return this.#zoom;
  }
  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }
  openDevTools(): void {
    throw new NotInStandin('webContents.openDevTools (connect to --remote-debugging-port instead)');
  }
  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    return pdfOf(await this.#page, options);
  }
  print(options: Electron.WebContentsPrintOptions = {}, done: (success: boolean, failureReason: string) => void = () => {}): void {
    void this.#print(options, done);
  }
  async #print(options: Electron.WebContentsPrintOptions, done: (success: boolean, failureReason: string) => void): Promise<void> {
    let failure: string | null = 'Print job failed';
    try {
      failure = await printOn(await this.#page, options);
    } catch (reason) {
      console.error(`not printed: ${String(reason)}`);
    }
    if (failure !== null) done(failure === '', failure);
  }
  async getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return printerInfos();
  }
  /** The test reads what would have been dragged. */
  startDrag({ file, icon }: Electron.Item): void {
    if (typeof file !== 'string' || !existsSync(file)) throw new Error("Must specify either 'file' or 'files' option");
    if (typeof icon !== 'string' && icon.isEmpty()) throw new Error("Must specify non-empty 'icon' option");
    if (!recorded('startDrag', { file })) throw new NotInStandin('webContents.startDrag without a log');
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** In the page's own world; what it answers crosses as JSON, so that more than that comes back poorer than in Electron. */
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this.#page;
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    });
    if (exceptionDetails)
      throw new Error('Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.');
    return result.value as unknown;
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0");
    this.#zoom = factor;
    void this.#page.then(({ session }) => session.send('Emulation.setPageScaleFactor', { pageScaleFactor: factor })).catch(pageHasGone);
  }

  focus(): void {
    void this.#page.then(({ session }) => session.send('Page.bringToFront')).catch(pageHasGone);
  }

  setColours({ media }: Themed): void {
    void this.#page.then(({ session }) => session.send('Emulation.setEmulatedMedia', { features: [...media] })).catch(pageHasGone);
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    if (this.#attached) this.#attached.door.sendTo(this.#attached.frames.main, channel, args);
  }

  reload(): void {
    void this.#page
      .then(({ session }) => {
        this.#attached?.requests.expect(this.#options.addresses.outward(this.getURL()));
        return session.send('Page.reload');
      })
      .catch(pageHasGone);
  }

  /** Resolves when the page has loaded; rejects as Electron does, and emits `did-fail-load`. */
  async loadURL(url: string): Promise<void> {
    const { session } = await this.#page;
    await this.#isSetUp;
    const outward = this.#options.addresses.outward(url);
    this.#attached?.requests.expect(outward);
    const loaded = new Promise<void>((resolve) => {
      super.once('did-finish-load', resolve);
    });
    const { errorText } = await session.send('Page.navigate', { url: outward });
    if (errorText !== undefined && errorText !== '') {
      const name = errorText.replace('net::', '');
      const code = codes[name] ?? -2;
      this.emit('did-fail-load', {}, code, name, url, true, 1, this.#attached?.frames.main.routingId ?? 0);
      throw Object.assign(new Error(`${name} (${code}) loading '${url}'`), { code: name, errno: code, url });
    }
    await loaded;
  }

  /** The page has gone (closed, or Chromium ended). */
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    live.delete(this.id);
    this.emit('destroyed');
  }

  #attach(page: Page): void {
    const { session } = page;
    const { addresses, rules } = this.#options;
    const frames = new FrameTree(page.targetId, addresses);
    const door = new PageDoor({
      session,
      frames,
      preload: this.#options.preload,
      inSubFrames: this.#options.inSubFrames,
      contents: () => this.public,
      decide: (ask, name, frame) => rules.decide(ask, name, this.public, frame),
      preloadFailed: (path, error) => {
        if (!this.emit('preload-error', {}, path, error)) console.error(`Unable to load preload script: ${path}\n`, error);
      },
    });
    const requests = new Requests({
      session,
      addresses,
      frames,
      rules,
      contentsId: this.id,
      prevented: (event, url, frame) => this.#prevented(event, url, frame),
    });
    this.#attached = { page, frames, door, requests };

    session.on('Page.frameAttached', (event) => {
      frames.attached(event);
    });
    session.on('Page.frameDetached', (event) => {
      frames.detached(event);
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      frames.navigated(frame);
      if (frame.id !== frames.main.id) {
        // The error page for a scheme Chromium does not know may come after the frame was sent to the inner address, and end that.
        const meant = this.#letThrough.get(frame.id);
        if (meant !== undefined && addresses.isOurs(frame.unreachableUrl ?? '')) this.#loadInside(meant, frame.id);
        else this.#letThrough.delete(frame.id);
        return;
      }
      this.#crashed = false;
      this.emit('did-navigate', {}, frames.main.url, 200, 'OK');
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = frames.find(frameId);
      if (frame) frame.url = addresses.inward(url);
    });
    session.on('Page.frameStartedNavigating', ({ frameId, url, navigationType }) => {
      const frame = frames.find(frameId);
      if (!frame) return;
      const isSameDocument = /sameDocument/i.test(navigationType);
      const details = this.#details(addresses.inward(url), frame, isSameDocument);
      this.emit('did-start-navigation', details, details.url, isSameDocument, details.isMainFrame, 1, frame.routingId);
    });
    session.on('Page.domContentEventFired', () => {
      this.emit('dom-ready');
    });
    session.on('Page.loadEventFired', () => {
      this.#loading = false;
      this.emit('did-stop-loading');
      this.emit('did-finish-load');
    });
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId !== frames.main.id || this.#loading) return;
      this.#loading = true;
      this.emit('did-start-loading');
    });
    session.on('Page.lifecycleEvent', ({ name, frameId }) => {
      if (frameId !== frames.main.id) return;
      if (name === 'firstPaint') this.emit('first-paint');
      if (name === 'firstContentfulPaint') session.send('Runtime.setMaxCallStackSizeToCapture', { size: 10 }).catch(pageHasGone);
    });
    session.on('Inspector.targetCrashed', () => {
      this.#crashed = true;
      const details = { reason: 'crashed', exitCode: 5 };
      this.emit('render-process-gone', {}, details);
      this.onCrash(details);
    });
    session.on('Page.windowOpen', (event) => {
      this.#asksForWindow(addresses.inward(event.url), event.windowName, event.windowFeatures.join(','), 'new-window');
    });
    session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition, reason }) => {
      const frame = frames.find(frameId);
      if (!frame) return;
      if (disposition !== 'currentTab') {
        // A file dropped where nothing takes it: Electron navigates the page to it, Chromium opens a tab. The tab is closed, the event is
        // real.
        if (reason === 'other' && url.startsWith('file:')) this.#fileDropped(url);
        else if (reason !== 'scriptInitiated')
          this.#asksForWindow(addresses.inward(url), '', '', disposition === 'newTab' ? 'background-tab' : 'new-window');
      } else if (!/^(https?|file|about|data|blob|javascript|chrome-error):/.test(url)) {
        this.#unknownScheme(url, frame);
      }
    });
    session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const text = args.map((arg) => String(arg.value ?? arg.unserializableValue ?? arg.description ?? arg.type)).join(' ');
      const top = stackTrace?.callFrames[0];
      this.#console(
        type === 'warning' ? 'warning' : type === 'error' ? 'error' : type === 'debug' ? 'debug' : 'info',
        text,
        top?.lineNumber ?? 0,
        top?.url ?? '',
      );
    });
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception, lineNumber, url } }) => {
      this.#console('error', `${text} ${exception?.description ?? ''}`, lineNumber, url ?? '');
    });
    session.on('Log.entryAdded', ({ entry }) => {
      this.#console(
        entry.level === 'error' || entry.level === 'warning' ? entry.level : 'info',
        entry.text,
        entry.lineNumber ?? 0,
        entry.url ?? '',
      );
    });

    for (const command of ['Page.enable', 'Runtime.enable', 'Log.enable', 'Inspector.enable'] as const)
      session.send(command).catch(pageHasGone);
    session.send('Page.setLifecycleEventsEnabled', { enabled: true }).catch(pageHasGone);
    // Nobody listens to an Electron page. Here every `Error` that a library makes would have V8 read the library's source again, to tell us
    // the line: until the first picture stands, messages come without one.
    session.send('Runtime.setMaxCallStackSizeToCapture', { size: 0 }).catch(pageHasGone);
    // Chromium is on its way to the address its window was opened with, which does not exist: its error page would take a process and its
    // time.
    session.send('Page.stopLoading').catch(pageHasGone);
    // Last: a process that Chromium prepares for a navigation knows only what was answered before.
    this.#isSetUp = session.send('Runtime.runIfWaitingForDebugger').then(() => undefined, pageHasGone);
    if (!this.#options.javascript) throw new NotInStandin('webPreferences.javascript: false');
  }

  /** Set by the app. */
  onCrash: (details: { readonly reason: string; readonly exitCode: number }) => void = () => undefined;

  #console(level: 'info' | 'warning' | 'error' | 'debug', message: string, lineNumber: number, sourceId: string): void {
    const source = this.#options.addresses.inward(sourceId);
    const details = { level, message, lineNumber, sourceId: source, frame: this.#attached?.frames.main.public };
    this.emit('console-message', details, ['debug', 'info', 'warning', 'error'].indexOf(level), message, lineNumber, source);
  }

  #details(
    url: string,
    frame: Frame,
    isSameDocument = false,
  ): Preventable & { url: string; isMainFrame: boolean; isSameDocument: boolean; frame: Electron.WebFrameMain } {
    return Object.assign(new Preventable(), {
      url,
      isSameDocument,
      isMainFrame: frame.parentFrame === null,
      frame: frame.public,
      initiator: frame.public,
      processId: frame.processId,
      routingId: frame.routingId,
    });
  }

  #prevented(event: string, url: string, frame: Frame): boolean {
    const details = this.#details(url, frame);
    this.emit(event, details, url, false, details.isMainFrame, 1, frame.routingId);
    return details.defaultPrevented;
  }

  #navigationPrevented(url: string, frame: Frame): boolean {
    // The second event comes only where the first was let through.
    return (
      this.#prevented('will-frame-navigate', url, frame) || (frame.parentFrame === null && this.#prevented('will-navigate', url, frame))
    );
  }

  #fileDropped(url: string): void {
    this.#popupAsked = Date.now();
    if (!this.#attached || this.#navigationPrevented(url, this.#attached.frames.main)) return;
    this.#attached.requests.expect(url);
    this.#attached.page.session.send('Page.navigate', { url }).catch(pageHasGone);
  }

  /** Chromium does nothing with a scheme it does not know; one of the product's own is loaded under its inner address. */
  #unknownScheme(url: string, frame: Frame): void {
    if (this.#navigationPrevented(url, frame) || !this.#options.addresses.isOurs(url)) return;
    this.#letThrough.set(frame.id, url);
    this.#loadInside(url, frame.id);
  }

  #loadInside(url: string, frameId: string): void {
    if (!this.#attached) return;
    const outward = this.#options.addresses.outward(url);
    this.#attached.requests.expect(outward);
    this.#attached.page.session.send('Page.navigate', { url: outward, frameId }).catch(pageHasGone);
  }

  #asksForWindow(url: string, frameName: string, features: string, disposition: 'new-window' | 'background-tab'): void {
    this.#popupAsked = Date.now();
    const answer = this.#openHandler?.({ url, frameName, features, disposition, referrer: { url: this.getURL(), policy: 'default' } });
    // Every popup is closed, whatever the answer.
    if (answer?.action !== 'deny') console.error(new NotInStandin(`a second window, which the page asked for (${url})`).message);
  }
}
