/** `app`: the life of the main process, from the lock to the exit code. */
import { spawn } from 'node:child_process';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Chromium } from './chromium.mts';
import { appDataFolder } from './folders.mts';
import { becomeReady, onlyBeforeReady, onlyOnceReady } from './readiness.mts';
import type { SingleInstance } from './singleInstance.mts';
import { NotInStandin, Preventable, strict, StrictEmitter } from './strict.mts';
import { recorded } from './shellLog.mts';
import { windows } from './window.mts';

export interface AppOptions {
  readonly name: string;
  readonly version: string;
  readonly appPath: string;
  readonly isPackaged: boolean;
  readonly userData: string;
  readonly switches: ReadonlyMap<string, string>;
  readonly lang: string;
  readonly lock: SingleInstance;
  /** Starts Chromium where it was not started at once because another desk holds the lock. */
  readonly chromium: () => Promise<Chromium>;
}

type Shape = Pick<
  Electron.App,
  | 'whenReady'
  | 'isReady'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'getPath'
  | 'getFileIcon'
  | 'setPath'
  | 'getAppPath'
  | 'getVersion'
  | 'getName'
  | 'setName'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'isPackaged'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'name'
  | 'focus'
  | 'disableHardwareAcceleration'
  | 'setAppLogsPath'
  | 'setBadgeCount'
  | 'setUserTasks'
  | 'dock'
>;
type PathName = Parameters<Electron.App['getPath']>[0];

const events = [
  'ready',
  'will-finish-launching',
  'second-instance',
  'window-all-closed',
  'activate',
  'before-quit',
  'will-quit',
  'quit',
  'web-contents-created',
  'browser-window-created',
  'render-process-gone',
  'child-process-gone',
  'open-file',
  'open-url',
  'session-created',
  'browser-window-focus',
  'browser-window-blur',
];

export class App extends StrictEmitter implements Shape {
  readonly isPackaged: boolean;
  name: string;
  readonly #options: AppOptions;
  readonly #paths = new Map<string, string>();
  readonly #switches: Map<string, string>;
  #ready = false;
  #whenReady: Promise<void> | null = null;
  #quitting = false;
  #exiting = false;
  #relaunch: { readonly args: readonly string[]; readonly execPath: string } | null = null;

  constructor(options: AppOptions) {
    super('app', events);
    this.#options = options;
    this.name = options.name;
    this.isPackaged = options.isPackaged;
    this.#switches = new Map(options.switches);
    this.#paths.set('userData', options.userData);
  }

  readonly commandLine = strict('app.commandLine', {
    /** Chromium is already running: only what the product reads back is kept. */
    appendSwitch: (name: string, value = ''): void => {
      this.#switches.set(name, value);
    },
    hasSwitch: (name: string): boolean => this.#switches.has(name),
    getSwitchValue: (name: string): string => this.#switches.get(name) ?? '',
  } satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>);

  whenReady(): Promise<void> {
    return (this.#whenReady ??= this.#options.chromium().then(async (chromium) => {
      await chromium.ready;
      this.#ready = true;
      becomeReady();
      this.emit('will-finish-launching');
      this.emit('ready', {}, {});
    }));
  }

  isReady(): boolean {
    return this.#ready;
  }
  hasSingleInstanceLock(): boolean {
    return this.#options.lock.held;
  }
  releaseSingleInstanceLock(): void {
    this.#options.lock.release();
  }
  getAppPath(): string {
    return this.#options.appPath;
  }
  getVersion(): string {
    return this.#options.version;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  /** Nothing before `ready`: Chromium has not looked yet. */
  getLocale(): string {
    return this.#ready ? this.#options.lang : '';
  }

  getSystemLocale(): string {
    onlyOnceReady('app.getSystemLocale');
    return this.#options.lang;
  }

  getPreferredSystemLanguages(): string[] {
    return [this.#options.lang];
  }
  /** Of macOS alone. */
  readonly dock = undefined;
  setBadgeCount(count = 0): boolean {
    onlyOnceReady('app.setBadgeCount');
    if (!Number.isInteger(count) || count < 0) throw new TypeError('count must be a whole number');
    return recorded('badge', { count });
  }

  /** Of Windows alone; elsewhere Electron has no such method. */
  setUserTasks(tasks: Electron.Task[]): boolean {
    if (process.platform !== 'win32') throw new NotInStandin('app.setUserTasks, which only Windows has,');
    return recorded('userTasks', { tasks });
  }

  setAppUserModelId(id: string): void {
    if (typeof id !== 'string') throw new TypeError('id must be a string');
  }

  /** Every window of the stand-in is sandboxed, unless it was started with `--no-sandbox`, as Electron would have to be. */
  enableSandbox(): void {
    onlyBeforeReady('app.enableSandbox');
    if (this.commandLine.hasSwitch('no-sandbox'))
      throw new Error('app.enableSandbox() after --no-sandbox: Electron’s pages would not come up');
  }

  disableHardwareAcceleration(): void {
    onlyBeforeReady('app.disableHardwareAcceleration');
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined && !isAbsolute(path)) throw new TypeError('Path must be absolute');
    this.#paths.set('logs', path ?? join(this.getPath('userData'), 'logs'));
  }

  focus(): void {
    windows()[0]?.focus();
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    if (!this.#options.lock.held) {
      this.#options.lock.handOver({ argv: process.argv, workingDirectory: process.cwd(), additionalData });
      return false;
    }
    this.#options.lock.listen(({ argv, workingDirectory, additionalData: given = null }) => {
      this.emit('second-instance', {}, [...argv], workingDirectory, given);
    });
    return true;
  }

  /** Nobody sees it: there is one. */
  async getFileIcon(): Promise<Electron.NativeImage> {
    return { isEmpty: () => false } as Electron.NativeImage;
  }

  getPath(name: PathName): string {
    const path = this.#paths.get(name) ?? this.#standard(name);
    if (path === undefined) throw new NotInStandin(`app.getPath('${name}')`);
    return path;
  }

  #standard(name: PathName): string | undefined {
    const inUserData: Partial<Record<PathName, string>> = { sessionData: '', logs: 'logs', crashDumps: 'Crashpad' };
    const inHome: Partial<Record<PathName, string>> = { home: '', downloads: 'Downloads', documents: 'Documents', desktop: 'Desktop' };
    const elsewhere: Partial<Record<PathName, string>> = { appData: appDataFolder(), temp: tmpdir(), exe: process.execPath };
    if (inUserData[name] !== undefined) return join(this.getPath('userData'), inUserData[name]);
    return inHome[name] === undefined ? elsewhere[name] : join(homedir(), inHome[name]);
  }

  /** Makes no folder, as Electron makes none. */
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.#paths.set(name, path);
  }

  quit(): void {
    if (this.#quitting || this.#exiting) return;
    const before = new Preventable();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#quitting = true;
    for (const window of windows()) window.close();
    if (windows().length > 0) {
      this.#quitting = false;
      return;
    } // a window refused to close
    const will = new Preventable();
    this.emit('will-quit', will);
    if (will.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    this.exit(0);
  }

  /** Ends now: no window is asked. */
  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of windows()) window.destroy();
    this.emit('quit', {}, code);
    void this.#end(code);
  }

  async #end(code: number): Promise<void> {
    if (this.#options.lock.held) await (await this.#options.chromium()).close();
    this.#options.lock.release();
    if (this.#relaunch) spawn(this.#relaunch.execPath, this.#relaunch.args, { detached: true, stdio: 'ignore' }).unref();
    process.exit(code);
  }

  relaunch(options: Electron.RelaunchOptions = {}): void {
    this.#relaunch = {
      execPath: options.execPath ?? process.execPath,
      // In Electron's place there is Node with this program.
      args: [
        ...(options.execPath === undefined ? [...process.execArgv, join(import.meta.dirname, 'main.mts')] : []),
        ...(options.args ?? process.argv.slice(1)),
      ],
    };
  }

  /** A window has gone. */
  windowClosed(): void {
    if (windows().length > 0 || this.#quitting || this.#exiting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  get isEnding(): boolean {
    return this.#quitting || this.#exiting;
  }
}
