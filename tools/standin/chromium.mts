/** Starts Chromium for the stand-in, hands out its pages, and makes sure that it never outlives the main process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, killGroup, readProc } from '../machine/processes.mts';
import { CdpPipe, type CdpSession, type EventBody } from './cdp.mts';

export interface ChromiumOptions {
  readonly executable: string;
  readonly profile: string;
  readonly headless: boolean;
  /** Switched off from outside: the only way for root. */
  readonly noSandbox: boolean;
  /** 0 lets the system choose; Chromium writes the number into `DevToolsActivePort` in its profile. */
  readonly remoteDebuggingPort: number | null;
}

export interface Page {
  readonly targetId: string;
  readonly session: CdpSession;
}

type TargetInfo = EventBody<'Target.attachedToTarget'>['targetInfo'];

/** Names as `Browser.setPermission` takes them; all are denied until the product's handlers say otherwise. */
const permissionNames = [
  'geolocation',
  'notifications',
  'camera',
  'microphone',
  'midi',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'idle-detection',
  'window-management',
  'local-fonts',
  'background-sync',
  'storage-access',
  'screen-wake-lock',
  'persistent-storage',
  'payment-handler',
];

export class Chromium {
  readonly pipe: CdpPipe;
  readonly ready: Promise<void>;
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #first: Promise<Page>;
  readonly #wanted = new Map<string, (page: Page) => void>();
  readonly #unclaimed = new Map<string, Page>();
  #firstTaken = false;
  #creating = 0;
  /** Decides about a page that nobody here asked for. True: it is a popup of ours, close it. */
  onPopup: (info: TargetInfo) => boolean = () => false;
  onTargetGone: (targetId: string) => void = () => undefined;

  static async start(options: ChromiumOptions): Promise<Chromium> {
    await waitForPredecessor(options.profile);
    return new Chromium(options);
  }

  private constructor(options: ChromiumOptions) {
    mkdirSync(options.profile, { recursive: true });
    this.#profile = options.profile;
    this.#process = spawn(options.executable, flags(options), {
      stdio: ['ignore', 'ignore', process.env['ONFLOW_STANDIN_VERBOSE'] ? 'inherit' : 'ignore', 'pipe', 'pipe'],
      // In a group of its own, so that Ctrl+C reaches the main process alone, which then closes Chromium in order.
      detached: process.platform !== 'win32',
      windowsHide: false,
    });
    this.pipe = new CdpPipe(this.#process);
    const { browser } = this.pipe;
    this.#first = new Promise((resolve) => {
      this.#wanted.set('', resolve);
    });
    browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      this.#attached(sessionId, targetInfo);
    });
    browser.on('Target.detachedFromTarget', ({ sessionId }) => {
      this.pipe.forget(sessionId);
    });
    browser.on('Target.targetDestroyed', ({ targetId }) => {
      this.onTargetGone(targetId);
    });
    const started = Promise.all([
      browser.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }, { exclude: true }] }),
      browser.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter: [{ type: 'page' }, { exclude: true }],
      }),
      browser.send('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: this.downloads, eventsEnabled: true }),
    ]);
    for (const name of permissionNames)
      browser.send('Browser.setPermission', { permission: { name }, setting: 'denied' }).catch(unknownToThisChromium);
    this.ready = started.then(() => this.#first).then(() => undefined);
    this.ready.catch(() => undefined); // whoever waits for it hears of it; `main.mts` ends the process when Chromium ends
  }

  get downloads(): string {
    return join(this.#profile, 'downloads');
  }

  /** The window Chromium opened with, or else a new one. */
  async page(): Promise<Page> {
    if (!this.#firstTaken) {
      this.#firstTaken = true;
      return await this.#first;
    }
    this.#creating += 1;
    const { targetId } = await this.pipe.browser.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    this.#creating -= 1;
    const waiting = this.#unclaimed.get(targetId);
    this.#unclaimed.delete(targetId);
    return (
      waiting ??
      (await new Promise<Page>((resolve) => {
        this.#wanted.set(targetId, resolve);
      }))
    );
  }

  #attached(sessionId: string, info: TargetInfo): void {
    const session = this.pipe.session(sessionId);
    const page: Page = { targetId: info.targetId, session };
    const resolve = this.#wanted.get('') ?? this.#wanted.get(info.targetId);
    if (resolve) {
      this.#wanted.delete(this.#wanted.has('') ? '' : info.targetId);
      // It stays paused: whoever takes it says what is to be in it, and lets it run (`contents.mts`).
      resolve(page);
    } else if (this.onPopup(info)) {
      // It stays paused until here, and with every request held back nothing leaves between running and closing.
      // Closing a page that is still paused would leave its opener hanging.
      void session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }).catch(pageHasGone);
      // A second bolt: on a busy computer a request was seen to leave past the first.
      void session.send('Network.enable').catch(pageHasGone);
      const offline = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      void session.send('Network.emulateNetworkConditions', offline).catch(pageHasGone);
      void session.send('Runtime.runIfWaitingForDebugger').catch(pageHasGone);
      void this.pipe.browser.send('Target.closeTarget', { targetId: info.targetId }).catch(pageHasGone);
    } else {
      if (this.#creating > 0) this.#unclaimed.set(info.targetId, page);
      else void session.send('Runtime.runIfWaitingForDebugger').catch(pageHasGone);
    }
  }

  /** Closes Chromium in order, within three seconds, or else by force. */
  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => {
      this.#process.once('exit', () => {
        resolve();
      });
    });
    this.pipe.browser.send('Browser.close').catch(pageHasGone);
    const inTime = await Promise.race([gone.then(() => true), sleep(3000, false, { ref: false })]);
    if (inTime) return;
    this.#process.kill('SIGKILL');
    await gone;
  }
}

function flags({ profile, headless, noSandbox, remoteDebuggingPort }: ChromiumOptions): string[] {
  return [
    '--remote-debugging-pipe',
    ...(remoteDebuggingPort === null ? [] : [`--remote-debugging-port=${remoteDebuggingPort}`]),
    ...(headless ? ['--headless', '--hide-scrollbars', '--mute-audio'] : []),
    ...(noSandbox ? ['--no-sandbox', '--test-type'] : []),
    `--user-data-dir=${profile}`,
    // An app-mode window has no address bar for pages of the origin it was opened with.
    '--app=https://desk.app.invalid/',
    '--host-resolver-rules=MAP *.invalid ~NOTFOUND',
    '--no-first-run',
    '--no-default-browser-check',
    '--noerrdialogs',
    '--hide-crash-restore-bubble',
    '--disable-session-crashed-bubble',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--metrics-recording-only',
    '--no-pings',
    '--no-service-autorun',
    '--password-store=basic',
    '--use-mock-keychain',
    '--disable-dev-shm-usage',
    // The desk's window must work as well behind another one, as Electron's does with tests.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // All frames of a page in one process, so that one session sees them all.
    '--disable-site-isolation-trials',
    '--disable-features=IsolateOrigins,site-per-process,Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,DialMediaRouteProvider,GlobalMediaControls',
    '--lang=en-GB',
  ];
}

/** A Chromium whose main process was killed may still be ending; starting on its profile before that would open a window in it. */
async function waitForPredecessor(profile: string): Promise<void> {
  const pid = ownerOf(profile);
  if (pid === null) return;
  for (let waited = 0; waited < 5000 && isAlive(pid); waited += 25) {
    // We hold the desk's lock, so that nobody needs it any more. Its number may by now be another program's, hence the look at its
    // arguments (on Linux; elsewhere a Chromium without its pipe is given the time to end by itself).
    const isOurs = readProc(pid, 'cmdline').split('\0').includes(`--user-data-dir=${profile}`);
    if (isOurs) killGroup(pid);
    else if (process.platform === 'linux') return;
    await sleep(25);
  }
}

function ownerOf(profile: string): number | null {
  try {
    const pid = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch (reason) {
    if (['ENOENT', 'EINVAL'].includes((reason as NodeJS.ErrnoException).code ?? '')) return null;
    throw reason;
  }
}

/** For commands whose page may go away meanwhile: then there is nothing left to do. */
export function pageHasGone(reason: unknown): void {
  if (process.env['ONFLOW_STANDIN_VERBOSE']) console.error('stand-in:', reason instanceof Error ? reason.message : reason);
}

/** Permissions come and go with Chromium's versions; one it does not know cannot be asked for either. */
const unknownToThisChromium = pageHasGone;
