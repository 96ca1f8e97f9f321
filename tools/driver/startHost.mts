/** The two hosts a desk is started in for a test: what both of them can do, and how each of them does it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, chromium, type Browser, type Page } from 'playwright-core';
import { isAlive, killGroup, killTree } from '../machine/processes.mts';
import type { Hook } from '../standin/system.mts';

const root = resolve(import.meta.dirname, '../..');

/** An answer that the person gives to the system's own dialog, without the dialog. */
export type DialogAnswer = { readonly dialog: 'showMessageBox' | 'showSaveDialog' | 'showOpenDialog'; readonly [detail: string]: unknown };

export interface Starting {
  readonly program: string;
  /** Node's or Electron's own arguments. */
  readonly before: readonly string[];
  readonly appPath: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly headed: boolean;
  readonly userDataDir: string;
  readonly scratch: string;
  /** Where what leaves the app is noted, a line of JSON each. */
  readonly shellLog: string;
}

export interface Started {
  /** What was started: on Windows the shell that Electron runs in. */
  readonly child: ChildProcess;
  /** Of the main process, as it says itself. */
  readonly pid: number;
  /** A line to the page; `again`: a new one, because a driver's view of a page ends with the page's first crash. */
  connect(again: boolean): Promise<Page>;
  disconnect(): Promise<void>;
  quit(): Promise<void>;
  /** The main process and all that it started, at once; resolves when they have gone. */
  kill(): Promise<void>;
  /** What outlives an end in order for a moment; resolves when it has gone. */
  gone(): Promise<void>;
  hook(message: Hook): Promise<void>;
  answer(answers: readonly DialogAnswer[]): Promise<void>;
  /** What Electron's main process says of itself and its page; '' in the stand-in. */
  inMain(): Promise<{ readonly electron: string; readonly origin: string }>;
  /** The page's process dies. */
  crash(page: Page): Promise<void>;
}

/** Electron itself. It says who it is: a run that was meant for it and landed elsewhere fails here. */
export async function startElectron({ program, before, appPath, args, env, userDataDir, shellLog }: Starting): Promise<Started> {
  const app = await _electron.launch({
    executablePath: program,
    args: [...noSandboxForRoot(), ...before, appPath, ...args],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    chromiumSandbox: true,
  });
  const told = await app.evaluate(() => ({ pid: process.pid, version: process.versions['electron'] }));
  if (!told.version) throw new Error(`${program} is no Electron`);
  // No browser and no file manager comes up beside a test.
  await app.evaluate(({ shell }, log) => {
    const { appendFileSync } = process.getBuiltinModule('node:fs');
    const note = (left: object): void => appendFileSync(log, `${JSON.stringify(left)}\n`);
    shell.openPath = (path) => {
      note({ action: 'openPath', path });
      return Promise.resolve('');
    };
    shell.openExternal = (url) => {
      note({ action: 'openExternal', url });
      return Promise.resolve();
    };
  }, shellLog);
  const child = app.process();
  const line = new Line();
  return {
    child,
    pid: told.pid,
    connect: (again) => (again ? line.open(join(userDataDir, 'DevToolsActivePort'), child) : app.firstWindow()),
    disconnect: () => line.close(),
    quit: () =>
      app
        .evaluate(({ app: running }) => {
          running.quit();
        })
        .catch(hasEnded),
    kill: async () => {
      killTree(told.pid);
      await endOf(child);
    },
    gone: () => Promise.resolve(),
    hook: async (message) => {
      switch (message.standin) {
        case 'power':
          await app.evaluate(({ powerMonitor }, event) => {
            powerMonitor.emit(event);
          }, message.event);
          return;
        case 'closeButton':
          await app.evaluate(({ BrowserWindow }) => {
            BrowserWindow.getAllWindows()[0]?.close();
          });
          return;
        case 'menu':
          await app.evaluate(({ Menu }, wanted) => {
            const all = (menu: Electron.Menu | null | undefined): Electron.MenuItem[] =>
              (menu?.items ?? []).flatMap((item) => [item, ...all(item.submenu)]);
            const item = all(Menu.getApplicationMenu()).find(({ id, label }) => id === wanted || label === wanted);
            if (!item) throw new Error(`No menu item "${wanted}" to click`);
            item.click();
          }, message.id);
          return;
        case 'notificationClick':
        case 'quit':
          throw new Error(`Electron has no hook "${message.standin}"`);
      }
    },
    answer: (answers) =>
      app.evaluate(
        ({ dialog }, given) => {
          const waiting = [...given];
          for (const name of ['showMessageBox', 'showSaveDialog', 'showOpenDialog'] as const) {
            dialog[name] = (() => {
              const first = waiting.shift();
              return first?.dialog === name ? Promise.resolve(first) : Promise.reject(new Error(`Nobody answers dialog.${name}`));
            }) as never;
          }
        },
        answers as { readonly dialog: string }[],
      ),
    inMain: () =>
      app.evaluate(({ BrowserWindow }) => ({
        electron: process.versions['electron'] ?? '',
        origin: BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.origin ?? '',
      })),
    crash: () =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
      }),
  };
}

/** The stand-in over an installed Chromium. */
export function startStandin({ before, appPath, args, env, headed, userDataDir, scratch }: Starting): Started {
  const portFile = join(userDataDir, 'Chromium', 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const dialogs = join(scratch, 'dialogs.json');
  const child = spawn(
    process.execPath,
    [
      ...before,
      join(root, 'tools/standin/main.mts'),
      ...noSandboxForRoot(),
      ...(headed ? [] : ['--headless']),
      '--remote-debugging-port=0',
      appPath,
      ...args,
    ],
    { env: { ...env, ONFLOW_STANDIN_DIALOGS: dialogs }, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] },
  );
  const line = new Line();
  const hook = (message: Hook): Promise<void> =>
    new Promise((done, failed) => {
      child.send(message, (error) => {
        if (error) failed(error);
        else done();
      });
    });
  return {
    child,
    pid: child.pid ?? 0,
    connect: () => line.open(portFile, child),
    disconnect: () => line.close(),
    quit: async () => {
      if (child.connected) await hook({ standin: 'quit' }).catch(hasEnded);
    },
    kill: async () => {
      const chromiumPid = singletonOf(userDataDir);
      child.kill('SIGKILL');
      await endOf(child);
      // It would end by itself, as its pipe is closed; but inside Electron it would be dead at once.
      if (chromiumPid !== null) killGroup(chromiumPid);
      await goneWithin(chromiumPid);
    },
    gone: () => goneWithin(singletonOf(userDataDir)),
    hook,
    answer: async (answers) => {
      writeFileSync(dialogs, JSON.stringify(answers));
    },
    inMain: async () => ({ electron: '', origin: '' }),
    crash: async (page) => {
      const session = await page.context().newCDPSession(page);
      // It is never answered: who would answer has died.
      session.send('Page.crash').catch(hasEnded);
    },
  };
}

/** A line of our own to the page, through Chromium's debugging port. */
class Line {
  #browser: Browser | null = null;

  /** `portFile`: where Chromium writes the port down once it listens. */
  async open(portFile: string, child: ChildProcess): Promise<Page> {
    await this.close();
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(portFile, child)}`, { noDefaults: true, isLocal: true });
    const [context] = this.#browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (!page) throw new Error('No page is shown');
    await page.waitForFunction(() => /^(https|app):$/.test(location.protocol) && document.readyState === 'complete');
    return page;
  }

  async close(): Promise<void> {
    await this.#browser?.close(); // of a connection: closes the connection only
    this.#browser = null;
  }
}

/** Chromium does not run as root with its sandbox, neither in Electron nor by itself. */
const noSandboxForRoot = (): string[] => (process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** Whoever was spoken to has gone meanwhile: there is nothing left to say. */
const hasEnded = (): void => undefined;

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else
      child.once('exit', () => {
        done();
      });
  });

async function portIn(file: string, child: ChildProcess): Promise<number> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('The desk has ended');
    const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
    if (port > 0) return port;
    await sleep(10);
  }
}

/** The process of the Chromium that owns the profile, from the link Chromium itself keeps there (Linux, macOS). */
function singletonOf(userDataDir: string): number | null {
  try {
    const pid = Number(
      readlinkSync(join(userDataDir, 'Chromium', 'SingletonLock'))
        .split('-')
        .at(-1),
    );
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch (reason) {
    if (['ENOENT', 'EINVAL', 'UNKNOWN'].includes((reason as NodeJS.ErrnoException).code ?? '')) return null;
    throw reason;
  }
}

/** Waits up to five seconds for a Chromium to end by itself, then ends it. */
async function goneWithin(pid: number | null): Promise<void> {
  if (pid === null) return;
  for (let waited = 0; waited < 5000; waited += 20) {
    if (!isAlive(pid)) return;
    await sleep(20);
  }
  killGroup(pid);
}
