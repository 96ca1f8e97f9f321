/** `BrowserWindow`: an app-mode window of Chromium, with the web contents in it. */
import { readFileSync } from 'node:fs';
import type { Addresses } from './addresses.mts';
import { pageHasGone, type Chromium } from './chromium.mts';
import { Contents } from './contents.mts';
import type { DefaultSession } from './session.mts';
import { recorded } from './shellLog.mts';
import { NotInStandin, onlyKnown, Preventable, strict, StrictEmitter } from './strict.mts';

export interface Surroundings {
  readonly chromium: Promise<Chromium>;
  readonly addresses: Addresses;
  readonly rules: DefaultSession;
  readonly publicRules: Electron.Session;
  readonly onWindow: (window: StandinWindow) => void;
  readonly onClosed: () => void;
}

type Shape = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'isMinimized'
  | 'minimize'
  | 'restore'
  | 'isVisible'
  | 'isFocused'
  | 'setTitle'
  | 'getTitle'
  | 'getBounds'
  | 'setBounds'
  | 'webContents'
  | 'reload'
  | 'setMenuBarVisibility'
  | 'removeMenu'
  | 'showInactive'
  | 'isMaximized'
  | 'maximize'
  | 'getNormalBounds'
  | 'isFullScreen'
  | 'setProgressBar'
  | 'setOverlayIcon'
>;

const knownOptions = [
  'width',
  'height',
  'x',
  'y',
  'minWidth',
  'minHeight',
  'show',
  'title',
  'icon',
  'backgroundColor',
  'autoHideMenuBar',
  'useContentSize',
  'center',
  'webPreferences',
  'resizable',
  'paintWhenInitiallyHidden',
  'darkTheme',
  'fullscreenable',
  'maximizable',
  'minimizable',
];
const knownPreferences = [
  'preload',
  'sandbox',
  'contextIsolation',
  'nodeIntegration',
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'webSecurity',
  'webviewTag',
  'spellcheck',
  'devTools',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'navigateOnDragDrop',
  'safeDialogs',
  'javascript',
  'images',
  'backgroundThrottling',
  'zoomFactor',
  'enableWebSQL',
  'disableDialogs',
  'defaultEncoding',
  'v8CacheOptions',
  'plugins',
  'webgl',
  'autoplayPolicy',
];
const events = [
  'ready-to-show',
  'close',
  'closed',
  'focus',
  'blur',
  'show',
  'hide',
  'minimize',
  'restore',
  'maximize',
  'unmaximize',
  'resize',
  'resized',
  'move',
  'moved',
  'unresponsive',
  'responsive',
  'page-title-updated',
  'query-session-end',
  'session-end',
  'enter-full-screen',
  'leave-full-screen',
];

const open: StandinWindow[] = [];
let nextId = 1;
let surroundings: Surroundings | null = null;

export function windows(): StandinWindow[] {
  return [...open];
}

export class StandinWindow extends StrictEmitter implements Shape {
  readonly id = nextId++;
  readonly webContents: Electron.WebContents;
  readonly contents: Contents;
  readonly public: StandinWindow;
  readonly #bounds: { x: number; y: number; width: number; height: number };
  readonly #chromium: Promise<Chromium>;
  #visible: boolean;
  #minimized = false;
  #maximized = false;
  #focused = false;
  #destroyed = false;
  #title: string;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events);
    if (!surroundings) throw new Error('Cannot create BrowserWindow before app is ready');
    onlyKnown('BrowserWindow', options, knownOptions);
    const preferences = options.webPreferences ?? {};
    refuseWhatIsUnsafe(preferences);
    this.#chromium = surroundings.chromium;
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#visible = options.show ?? true;
    this.#title = options.title ?? '';
    this.contents = new Contents({
      chromium: surroundings.chromium,
      addresses: surroundings.addresses,
      rules: surroundings.rules,
      publicRules: surroundings.publicRules,
      preload: preferences.preload === undefined ? null : { path: preferences.preload, source: readFileSync(preferences.preload, 'utf8') },
      inSubFrames: preferences.nodeIntegrationInSubFrames ?? false,
      javascript: preferences.javascript ?? true,
    });
    this.webContents = this.contents.public;
    if ((preferences.zoomFactor ?? 1) !== 1) this.contents.setZoomFactor(preferences.zoomFactor ?? 1);
    this.public = strict('BrowserWindow', this);
    open.push(this);
    let shown = false;
    const ready = (): void => {
      if (shown || this.#destroyed) return;
      shown = true;
      this.emit('ready-to-show');
    };
    this.contents.once('first-paint', ready);
    this.contents.once('did-finish-load', ready);
    this.#resize();
    surroundings.onWindow(this);
    // A constructor's answer replaces `this`: the product gets the strict view.
    return this.public;
  }

  static readonly prepare = (around: Surroundings): void => {
    surroundings = around;
  };
  static getAllWindows(): StandinWindow[] {
    return open.map((window) => window.public);
  }
  static fromWebContents(contents: Electron.WebContents): StandinWindow | null {
    return open.find((window) => window.webContents === contents)?.public ?? null;
  }
  static fromId(id: number): StandinWindow | null {
    return open.find((window) => window.id === id)?.public ?? null;
  }
  static getFocusedWindow(): StandinWindow | null {
    return open.find((window) => window.isFocused())?.public ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.contents.loadURL(url);
  }
  reload(): void {
    this.contents.reload();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isVisible(): boolean {
    return this.#visible && !this.#destroyed;
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  isFullScreen(): boolean {
    return false;
  }
  isFocused(): boolean {
    return this.#focused && !this.#destroyed;
  }
  getTitle(): string {
    return this.#title;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  setProgressBar(progress: number, options: Electron.ProgressBarOptions = { mode: 'normal' }): void {
    onlyKnown('setProgressBar', options, ['mode']);
    if (!['none', 'normal', 'indeterminate', 'error', 'paused'].includes(options.mode))
      throw new TypeError(`Invalid mode: ${options.mode}`);
    recorded('progress', { progress, mode: options.mode });
  }
  setOverlayIcon(overlay: Electron.NativeImage | null, description: string): void {
    if (process.platform !== 'win32') throw new NotInStandin('setOverlayIcon, which only Windows has,');
    recorded('overlay', { isShown: overlay !== null, description });
  }
  setMenuBarVisibility(): void {
    /* an app-mode window has no menu bar */
  }
  removeMenu(): void {
    /* as above */
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    Object.assign(this.#bounds, bounds);
    this.#resize();
    this.emit('resize');
  }

  show(): void {
    this.showInactive();
    this.focus();
  }

  showInactive(): void {
    if (this.#visible) return;
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.#state('minimized');
    this.emit('hide');
  }

  focus(): void {
    this.contents.focus();
    if (this.#focused) return;
    this.#focused = true;
    this.emit('focus');
  }

  minimize(): void {
    this.#minimized = true;
    this.#state('minimized');
    this.emit('minimize');
  }

  maximize(): void {
    this.#maximized = true;
    this.#state('maximized');
    this.emit('maximize');
  }

  restore(): void {
    if (!this.#minimized && !this.#maximized) return;
    this.#minimized = this.#maximized = false;
    this.#state('normal');
    this.emit('restore');
  }

  close(): void {
    if (this.#destroyed) return;
    const event = new Preventable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#gone();
    void this.contents.page
      .then(async ({ targetId }) => (await this.#chromium).pipe.browser.send('Target.closeTarget', { targetId }))
      .catch(pageHasGone);
  }

  /** The person (or an outside program) closed Chromium's window: it is too late to prevent that here. */
  closedFromOutside(): void {
    if (this.#destroyed) return;
    const event = new Preventable();
    this.emit('close', event);
    if (event.defaultPrevented) console.error('The stand-in for Electron cannot keep a window open that was closed by its own button');
    this.#gone();
  }

  #gone(): void {
    this.#destroyed = true;
    open.splice(open.indexOf(this), 1);
    this.contents.destroy();
    this.emit('closed');
    surroundings?.onClosed();
  }

  #resize(): void {
    this.#bound({ width: Math.round(this.#bounds.width), height: Math.round(this.#bounds.height) });
  }

  #state(windowState: 'minimized' | 'maximized' | 'normal'): void {
    this.#bound({ windowState });
  }

  #bound(bounds: { width?: number; height?: number; windowState?: 'minimized' | 'maximized' | 'normal' }): void {
    void this.contents.page
      .then(async ({ targetId }) => {
        const { browser } = (await this.#chromium).pipe;
        const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
        await browser.send('Browser.setWindowBounds', { windowId, bounds });
      })
      .catch(pageHasGone);
  }
}

/** The stand-in cannot be less safe than a sandboxed renderer, so that a product that asks for it would not be tested honestly. */
function refuseWhatIsUnsafe(preferences: Electron.WebPreferences): void {
  onlyKnown('webPreferences', preferences, knownPreferences);
  if (preferences.sandbox === false) throw new NotInStandin('a window without sandbox');
  if (preferences.contextIsolation === false) throw new NotInStandin('a window without contextIsolation');
  for (const key of [
    'nodeIntegration',
    'nodeIntegrationInWorker',
    'webviewTag',
    'allowRunningInsecureContent',
    'experimentalFeatures',
    'plugins',
  ] as const) {
    if (preferences[key]) throw new NotInStandin(`webPreferences.${key}`);
  }
  if (preferences.webSecurity === false) throw new NotInStandin('a window without webSecurity');
}
