/**
 * Starts the built desk for a test, the tour or a bench, and gives its page to Playwright: inside real Electron where its binary is there, else
 * inside the stand-in over an installed Chromium. Nothing it starts outlives it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, chromium, type Browser, type ElectronApplication, type Locator, type Page } from 'playwright-core';
import type { DeskBridge } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { chooseHost, type Host } from '../../tools/hosts.mts';
import { isAlive, killGroup } from '../../tools/processes.mts';
import type { Hook } from '../../tools/standin/system.mts';

const root = resolve(import.meta.dirname, '../..');

export interface LaunchOptions {
  /** Default: what `ONFLOW_HOST` says, else real Electron if its binary is there, else the stand-in. What is named and not there is no other. */
  readonly host?: Host;
  /** The app's folder (with its package.json); default: this checkout. */
  readonly appPath?: string;
  /** Default: a new temporary folder, deleted by `close()` and by disposing. A folder given here is left alone. */
  readonly userDataDir?: string;
  readonly lang?: 'vi' | 'en';
  readonly practicePort?: number;
  /** Written to a temporary file for `--provision`. */
  readonly provision?: object;
  /** Goes into `ONFLOW_TOKEN`. */
  readonly token?: string;
  readonly theme?: 'light' | 'dark';
  /** Of the page, in CSS pixels. Default 1280 × 800. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Further arguments for the product. */
  readonly args?: readonly string[];
  /** Added to this process's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Show the window (needs a display). Default false. */
  readonly headed?: boolean;
  /** Milliseconds during which the page is left alone: connecting to it costs it time. Default 0. */
  readonly aloneMs?: number;
  /** False: do not wait for a page (a second start that leaves at once). `page` then throws. */
  readonly waitForPage?: boolean;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Desk extends AsyncDisposable {
  readonly host: Host;
  readonly page: Page;
  readonly userDataDir: string;
  /** Of the main process. */
  readonly pid: number;
  /** Resolves when the main process has ended. */
  readonly ended: Promise<Ending>;
  /** What the main process wrote to stdout and stderr so far. */
  mainLog(): string;
  /** What left the app by `shell`, notifications and the clipboard: one object each (stand-in only, else empty). */
  leftTheApp(): readonly { readonly action: string; readonly [detail: string]: unknown }[];
  /** Drops files as the operating system does: dragenter, dragover, drop, with real `File`s. `beforeLettingGo` runs between the last two. */
  dropFiles(target: Locator | { readonly x: number; readonly y: number }, paths: readonly string[], beforeLettingGo?: () => void): Promise<void>;
  /** Lets the machine go to sleep, wake up, lock, unlock. */
  power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>;
  /** The window's own close button: what Electron does when it is pressed. */
  pressClose(): Promise<void>;
  /** Chooses a menu item by its id or label. */
  clickMenu(item: string): Promise<void>;
  /** Connects anew: needed after the page crashed, because Playwright never forgives a page its crash. */
  reconnect(): Promise<Page>;
  /** As the person quits; waits for the end. */
  close(): Promise<Ending>;
  /** SIGKILL; waits until the main process and its Chromium have gone. The user-data folder stays until disposed of. */
  kill(): Promise<void>;
  /** A new desk on the same user-data folder with the same options. This one must have ended. */
  relaunch(changes?: Partial<LaunchOptions>): Promise<Desk>;
}

/** The connection that the desk has open, as its page knows it. */
export const openConnection = (page: Page): Promise<ConnectionId> =>
  page.evaluate(async () => {
    const { desk } = window as unknown as { desk: DeskBridge };
    const outcome = await desk.call['app.state'](undefined);
    if (!outcome.ok || outcome.value.session === null) throw new Error('no connection is open');
    return outcome.value.session.connection.id;
  });

const running = new Set<ChildProcess>();
process.on('exit', () => { for (const child of running) child.kill('SIGKILL'); });

/** Rejects with the main process's output when the desk does not show a page within 30 seconds. */
export async function launchDesk(options: LaunchOptions = {}): Promise<Desk> {
  const { host, program } = chooseHost(options.host);
  const scratch = mkdtempSync(join(tmpdir(), 'onflow-desk-'));
  const userDataDir = options.userDataDir ?? join(scratch, 'user-data');
  const shellLog = join(scratch, 'left-the-app.jsonl');
  const args = productArguments(options, userDataDir, scratch);
  const env: NodeJS.ProcessEnv = { ...process.env, ONFLOW_STANDIN_SHELL_LOG: shellLog, ...(options.token === undefined ? {} : { ONFLOW_TOKEN: options.token }), ...options.env };
  // The runner's own settings must not change how the desk behaves.
  for (const name of ['NODE_OPTIONS', 'VITEST', 'NODE_ENV', 'NODE_V8_COVERAGE']) delete env[name];
  const appPath = options.appPath ?? root;
  const started = host === 'electron' ? await startElectron(program, appPath, args, env) : startStandin(appPath, args, env, options.headed ?? false, userDataDir);
  const { child } = started;
  running.add(child);

  let log = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => { log += text; });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { log += text; });
  const ended = new Promise<Ending>(done => {
    const finish = (code: number | null, signal: NodeJS.Signals | null): void => { running.delete(child); done({ code, signal }); };
    if (child.exitCode !== null || child.signalCode !== null) finish(child.exitCode, child.signalCode);
    else child.once('exit', finish);
  });

  const kill = async (): Promise<void> => {
    const chromiumPid = singletonOf(userDataDir);
    child.kill('SIGKILL');
    await ended;
    // It would end by itself, as its pipe is closed; but inside Electron it would be dead at once.
    if (chromiumPid !== null) killGroup(chromiumPid);
    await started.disconnect();
    await gone(chromiumPid);
  };
  const dispose = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await kill();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };

  let page: Page | null = null;
  const connect = async (): Promise<Page> => {
    await sleep(options.aloneMs ?? 0);
    page = await started.connect();
    await page.setViewportSize(options.size ?? { width: 1280, height: 800 });
    if (options.theme) await page.emulateMedia({ colorScheme: options.theme });
    return page;
  };
  if (options.waitForPage ?? true) {
    const tooLate = new AbortController();
    try {
      await Promise.race([
        connect(),
        ended.then(({ code, signal }) => { throw new Error(`The desk ended (${signal ?? code}) before it showed a page`); }),
        sleep(30_000, undefined, { signal: tooLate.signal }).then(() => { throw new Error('The desk showed no page within 30 seconds'); }),
      ]);
    } catch (reason) {
      await dispose();
      throw new Error(`${(reason as Error).message}. Its main process said:\n${log}`, { cause: reason });
    } finally {
      tooLate.abort();
    }
  }

  const hook = async (message: Hook): Promise<void> => {
    if (started.hook) await started.hook(message);
  };
  return {
    host, userDataDir, ended, kill,
    pid: child.pid ?? 0,
    get page() {
      if (!page) throw new Error('This desk was launched without waiting for its page');
      return page;
    },
    mainLog: () => log,
    leftTheApp: () => (existsSync(shellLog) ? readFileSync(shellLog, 'utf8').trim().split('\n').map(line => JSON.parse(line) as { action: string }) : []),
    dropFiles: async (target, paths, beforeLettingGo) => { await dropFiles(page as Page, target, paths, beforeLettingGo); },
    power: event => hook({ standin: 'power', event }),
    pressClose: () => hook({ standin: 'closeButton' }),
    clickMenu: id => hook({ standin: 'menu', id }),
    reconnect: async () => {
      await started.disconnect();
      return await connect();
    },
    close: async () => {
      const chromiumPid = singletonOf(userDataDir);
      await started.quit();
      const ending = await Promise.race([ended, sleep(15_000, null, { ref: false })]);
      if (ending === null) {
        await kill();
        throw new Error(`The desk did not quit within 15 seconds. Its main process said:\n${log}`);
      }
      await started.disconnect();
      await gone(chromiumPid);
      return ending;
    },
    relaunch: changes => launchDesk({ ...options, ...changes, userDataDir }),
    [Symbol.asyncDispose]: dispose,
  };
}

function productArguments(options: LaunchOptions, userDataDir: string, scratch: string): string[] {
  const args = [`--user-data-dir=${userDataDir}`];
  if (options.lang) args.push(`--lang=${options.lang}`);
  if (options.practicePort !== undefined) args.push(`--practice-port=${options.practicePort}`);
  if (options.provision) {
    const file = join(scratch, 'provision.json');
    writeFileSync(file, JSON.stringify(options.provision));
    args.push(`--provision=${file}`);
  }
  return [...args, ...(options.args ?? [])];
}

interface Started {
  readonly child: ChildProcess;
  readonly connect: () => Promise<Page>;
  readonly disconnect: () => Promise<void>;
  readonly quit: () => Promise<void>;
  readonly hook?: (message: Hook) => Promise<void>;
}

async function startElectron(executablePath: string, appPath: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Started> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const app: ElectronApplication = await _electron.launch({
    executablePath,
    args: [...(asRoot ? ['--no-sandbox'] : []), appPath, ...args],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
  return {
    child: app.process(),
    connect: () => app.firstWindow(),
    disconnect: async () => undefined,
    quit: () => app.evaluate(({ app: running }) => { running.quit(); }).catch(() => undefined),
    hook: async message => {
      if (message.standin === 'closeButton') await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.close(); });
      if (message.standin === 'power') await app.evaluate(({ powerMonitor }, event) => { powerMonitor.emit(event); }, message.event);
      if (message.standin === 'menu') {
        await app.evaluate(({ Menu }, wanted) => {
          const all = (menu: Electron.Menu | null | undefined): Electron.MenuItem[] => (menu?.items ?? []).flatMap(item => [item, ...all(item.submenu)]);
          const item = all(Menu.getApplicationMenu()).find(({ id, label }) => id === wanted || label === wanted);
          if (!item) throw new Error(`No menu item "${wanted}" to click`);
          item.click();
        }, message.id);
      }
    },
  };
}

function startStandin(appPath: string, args: readonly string[], env: NodeJS.ProcessEnv, headed: boolean, userDataDir: string): Started {
  const portFile = join(userDataDir, 'Chromium', 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const child = spawn(
    process.execPath,
    [join(root, 'tools/standin/main.mts'), ...(headed ? [] : ['--headless']), '--remote-debugging-port=0', appPath, ...args],
    { env, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] },
  );
  let browser: Browser | null = null;
  const disconnect = async (): Promise<void> => {
    await browser?.close(); // of a connection: closes the connection only
    browser = null;
  };
  return {
    child,
    disconnect,
    connect: async () => {
      const port = await portIn(portFile, child);
      browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true, isLocal: true });
      const page = browser.contexts()[0]?.pages()[0] ?? (await browser.contexts()[0]?.waitForEvent('page'));
      if (!page) throw new Error('Chromium shows no page');
      await page.waitForFunction(() => location.protocol === 'https:' && document.readyState === 'complete');
      return page;
    },
    quit: async () => { if (child.connected) child.send({ standin: 'quit' } satisfies Hook); },
    hook: message => new Promise((done, failed) => { child.send(message, error => { if (error) failed(error); else done(); }); }),
  };
}

async function portIn(file: string, child: ChildProcess): Promise<number> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('The desk has ended');
    const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
    if (port > 0) return port;
    await sleep(10);
  }
}

async function dropFiles(page: Page, target: Locator | { readonly x: number; readonly y: number }, paths: readonly string[], beforeLettingGo?: () => void): Promise<void> {
  let point: { readonly x: number; readonly y: number };
  if ('boundingBox' in target) {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (!box) throw new Error('The place to drop on is not visible');
    point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  } else {
    point = target;
  }
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths.map(path => resolve(path)), dragOperationsMask: 19 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop') beforeLettingGo?.();
    await session.send('Input.dispatchDragEvent', { type, ...point, data });
  }
  await session.detach();
}

/** The process of the Chromium that owns the profile, from the link Chromium itself keeps there (Linux, macOS). */
function singletonOf(userDataDir: string): number | null {
  try {
    const pid = Number(readlinkSync(join(userDataDir, 'Chromium', 'SingletonLock')).split('-').at(-1));
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch (reason) {
    if (['ENOENT', 'EINVAL', 'UNKNOWN'].includes((reason as NodeJS.ErrnoException).code ?? '')) return null;
    throw reason;
  }
}

/** Waits up to five seconds for a Chromium to end by itself, then ends it. */
async function gone(pid: number | null): Promise<void> {
  if (pid === null) return;
  for (let waited = 0; waited < 5000; waited += 20) {
    if (!isAlive(pid)) return;
    await sleep(20);
  }
  killGroup(pid);
}
