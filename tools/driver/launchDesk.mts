/**
 * Starts the built desk for a test, the tour or a bench, and gives its page to Playwright: inside real Electron where its binary is there,
 * else inside the stand-in over an installed Chromium. Nothing it starts outlives it.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import type { DeskBridge } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { loadKeytar } from '../../main/vault/index.ts';
import { chooseHost, type Host } from '../machine/hosts.mts';
import { killTree } from '../machine/processes.mts';
import type { Hook } from '../standin/system.mts';
import { type DialogAnswer, startElectron, startStandin } from './startHost.mts';

const root = resolve(import.meta.dirname, '../..');

export interface LaunchOptions {
  /**
   * Default: what `ONFLOW_HOST` says, else real Electron if its binary is there, else the stand-in. What is named and not there is no
   * other.
   */
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
  /** Node's or Electron's own arguments, before the app. */
  readonly before?: readonly string[];
  /** Added to this process's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** `none`: there is no keychain, on whatever system. Default: the computer's own; what is written there is taken away with the desk. */
  readonly keychain?: 'none';
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
  /** What left the app by `shell`, one object each; in the stand-in also by notifications and the clipboard. */
  leftTheApp(): readonly { readonly action: string; readonly [detail: string]: unknown }[];
  /**
   * Drops files as the operating system does: dragenter, dragover, drop, with real `File`s. `beforeLettingGo` runs between the last two.
   */
  dropFiles(
    target: Locator | { readonly x: number; readonly y: number },
    paths: readonly string[],
    beforeLettingGo?: () => void,
  ): Promise<void>;
  /** What the person will answer to the system's own dialogs, one after the other. A dialog nobody answers fails. */
  answerDialogs(answers: readonly DialogAnswer[]): Promise<void>;
  /** What Electron's main process says of itself: its version, and its page's origin; '' in the stand-in. */
  inMain(): Promise<{ readonly electron: string; readonly origin: string }>;
  /** The page's process dies. It is seen again after `reconnect`. */
  crashPage(): Promise<void>;
  /** Lets the machine go to sleep, wake up, lock, unlock. */
  power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>;
  /** The window's own close button: what Electron does when it is pressed. */
  pressClose(): Promise<void>;
  /** Clicks on the last notification; in the stand-in alone: nobody but a person can click on one of the system's. */
  clickNotice(): Promise<void>;
  /** Chooses a menu item by its id or label. */
  clickMenu(item: string): Promise<void>;
  /** A new page to drive: needed after the page crashed, because Playwright never forgives a page its crash. */
  reconnect(): Promise<Page>;
  /** As the person quits; waits for the end. */
  close(): Promise<Ending>;
  /** At once, as by a power cut; waits until the main process and its Chromium have gone. The user-data folder stays until disposed of. */
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

/** How many desks were launched on a folder and not yet disposed of. */
const desksOn = new Map<string, number>();
/** What a desk shows and has said: for a test that failed, to tell why. */
export interface Seen {
  readonly screen: string;
  readonly log: string;
  readonly ownLog: string;
}
/** Of desks that were still running when they were disposed of. */
export const lastSeen: Seen[] = [];
/** Looks at each desk that is running now. */
export const looks = new Set<() => Promise<Seen>>();

/** The last lines of a log; '' where there is none. */
const endOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-40).join('\n') : '');

/** Main processes. */
const running = new Set<number>();
process.on('exit', () => running.forEach(killTree));

/** Rejects with the main process's output when the desk does not show a page within 30 seconds. */
export async function launchDesk(options: LaunchOptions = {}): Promise<Desk> {
  const { host, program } = chooseHost(options.host);
  const scratch = mkdtempSync(join(tmpdir(), 'onflow-desk-'));
  const userDataDir = options.userDataDir ?? join(scratch, 'user-data');
  const shellLog = join(scratch, 'left-the-app.jsonl');
  const args = productArguments(options, userDataDir, scratch);
  const credentials = `${userDataDir}.credentials`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ONFLOW_STANDIN_SHELL_LOG: shellLog,
    ONFLOW_TEST_KEYCHAIN: options.keychain ?? credentials,
    ...(options.token === undefined ? {} : { ONFLOW_TOKEN: options.token }),
    ...options.env,
  };
  // The runner's own settings must not change how the desk behaves.
  for (const name of ['NODE_OPTIONS', 'VITEST', 'NODE_ENV', 'NODE_V8_COVERAGE']) delete env[name];
  const appPath = options.appPath ?? root;
  const starting = {
    program,
    before: ['--require', join(import.meta.dirname, 'keychain.cjs'), ...(options.before ?? [])],
    appPath,
    args,
    env,
    headed: options.headed ?? false,
    userDataDir,
    scratch,
    shellLog,
  };
  const started = host === 'electron' ? await startElectron(starting) : startStandin(starting);
  const { child, pid } = started;
  running.add(pid);

  let log = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  let page: Page | null = null;
  const look = async (): Promise<Seen> => ({
    screen: page === null ? '' : await Promise.race([page.innerText('body').catch(String), sleep(2_000, 'no answer', { ref: false })]),
    log,
    ownLog: endOf(join(userDataDir, 'logs', 'desk.log')),
  });
  looks.add(look);
  const ended = new Promise<Ending>((done) => {
    const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
      running.delete(pid);
      looks.delete(look);
      done({ code, signal });
    };
    if (child.exitCode !== null || child.signalCode !== null) finish(child.exitCode, child.signalCode);
    else child.once('exit', finish);
  });

  const kill = async (): Promise<void> => {
    await started.kill();
    await started.disconnect();
  };
  desksOn.set(userDataDir, (desksOn.get(userDataDir) ?? 0) + 1);
  let isDisposed = false;
  const dispose = async (): Promise<void> => {
    const wasRunning = child.exitCode === null && child.signalCode === null;
    looks.delete(look);
    if (wasRunning) {
      lastSeen.push(await look());
      await kill();
    }
    if (isDisposed) return;
    isDisposed = true;
    const others = (desksOn.get(userDataDir) ?? 1) - 1;
    desksOn.set(userDataDir, others);
    // Another desk may be open on the same folder, with the same keys.
    if (others === 0) await forgetCredentials(credentials);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };

  const connect = async (again: boolean): Promise<Page> => {
    await sleep(options.aloneMs ?? 0);
    page = await started.connect(again);
    await page.setViewportSize(options.size ?? { width: 1280, height: 800 });
    if (options.theme) await page.emulateMedia({ colorScheme: options.theme });
    return page;
  };
  if (options.waitForPage ?? true) {
    const tooLate = new AbortController();
    try {
      await Promise.race([
        connect(false),
        ended.then(({ code, signal }) => {
          throw new Error(`The desk ended (${signal ?? code}) before it showed a page`);
        }),
        sleep(30_000, undefined, { signal: tooLate.signal }).then(() => {
          throw new Error('The desk showed no page within 30 seconds');
        }),
      ]);
    } catch (reason) {
      await dispose();
      throw new Error(`${(reason as Error).message}. Its main process said:\n${log}`, { cause: reason });
    } finally {
      tooLate.abort();
    }
  }

  const hook = (message: Hook): Promise<void> => started.hook(message);
  return {
    host,
    userDataDir,
    ended,
    kill,
    pid,
    answerDialogs: (answers) => started.answer(answers),
    inMain: () => started.inMain(),
    crashPage: () => started.crash(page as Page),
    get page() {
      if (!page) throw new Error('This desk was launched without waiting for its page');
      return page;
    },
    mainLog: () => log,
    leftTheApp: () =>
      existsSync(shellLog)
        ? readFileSync(shellLog, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as { action: string })
        : [],
    dropFiles: async (target, paths, beforeLettingGo) => {
      await dropFiles(page as Page, target, paths, beforeLettingGo);
    },
    power: (event) => hook({ standin: 'power', event }),
    pressClose: () => hook({ standin: 'closeButton' }),
    clickNotice: () => hook({ standin: 'notificationClick' }),
    clickMenu: (id) => hook({ standin: 'menu', id }),
    reconnect: () => connect(true),
    close: async () => {
      await started.quit();
      const ending = await Promise.race([ended, sleep(15_000, null, { ref: false })]);
      if (ending === null) {
        await kill();
        throw new Error(`The desk did not quit within 15 seconds. Its main process said:\n${log}`);
      }
      await started.disconnect();
      await started.gone();
      return ending;
    },
    relaunch: (changes) => launchDesk({ ...options, ...changes, userDataDir }),
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

/** Whatever was written into the computer's own keychain, also by a desk that was killed. */
async function forgetCredentials(noted: string): Promise<void> {
  if (!existsSync(noted)) return;
  const lines = readFileSync(noted, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { service: string; account: string; written: boolean });
  const last = new Map(lines.map((line) => [JSON.stringify([line.service, line.account]), line]));
  for (const { service, account, written } of last.values()) if (written) await (await loadKeytar()).deletePassword(service, account);
  rmSync(noted);
}

async function dropFiles(
  page: Page,
  target: Locator | { readonly x: number; readonly y: number },
  paths: readonly string[],
  beforeLettingGo?: () => void,
): Promise<void> {
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
  const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 19 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    if (type === 'drop') beforeLettingGo?.();
    await session.send('Input.dispatchDragEvent', { type, ...point, data });
  }
  await session.detach();
}
