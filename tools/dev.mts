/**
 * `npm run dev -- flags`: opens the desk and keeps it as its sources are. Saved files are built again; a changed page is loaded again, a
 * changed main process or preload starts the desk again. Why no dev server: docs/decisions/development-loop.md.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveConfig } from 'electron-vite';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { root } from './machine/build.mts';
import { commandFor, hasDisplay } from './machine/command.mts';
import { chooseHost, type Host } from './machine/hosts.mts';
import { killTree } from './machine/processes.mts';

const usage = `Usage: npm run dev -- [flags]
  --host electron|chromium    where to run (default: ONFLOW_HOST, else Electron if its binary is installed)
  --headless                  without a window
  --user-data-dir DIR         keep the desk's data there (default: out/dev/data, never the real desk's)
  --inspect N                 let a debugger reach the main process at 127.0.0.1:N
  -- flags                    what comes after a second "--" goes to the desk as it is`;

const { values: given, positionals: product } = (() => {
  try {
    return parseArgs({
      options: {
        host: { type: 'string' },
        headless: { type: 'boolean', default: false },
        'user-data-dir': { type: 'string', default: join(root, 'out/dev/data') },
        inspect: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    });
  } catch (reason) {
    return refuse((reason as Error).message);
  }
})();
if (given.help) {
  console.log(usage);
  process.exit(0);
}
if (given.host !== undefined && given.host !== 'electron' && given.host !== 'chromium')
  refuse(`--host is electron or chromium, not "${given.host}"`);
if (given.inspect !== undefined && !(/^\d+$/.test(given.inspect) && Number(given.inspect) <= 65_535))
  refuse(`--inspect is a port from 0 to 65535, not "${given.inspect}"`);
if (!hasDisplay && !given.headless) refuse('There is no display here: add --headless');

/** The app's folder: its bundles, and the manifest that the host reads. */
const app = join(root, 'out/dev');
const data = resolve(given['user-data-dir']);
const found = orRefuse(() => chooseHost(given.host as Host | undefined));
const [program, args] = orRefuse(() =>
  commandFor(found, {
    app,
    product: [`--user-data-dir=${data}`, ...product],
    isHeadless: given.headless,
    debuggingPort: 0,
    inspectPort: given.inspect === undefined ? undefined : Number(given.inspect),
  }),
);
/** Where Chromium writes down how the page is reached. */
const portFile = join(data, found.host === 'chromium' ? 'Chromium' : '', 'DevToolsActivePort');

const parts = ['main', 'preload', 'renderer'] as const;
type Part = (typeof parts)[number];
const building = new Set<Part>(parts);
const broken = new Set<Part>();
const changed = new Set<Part>();
let desk: ChildProcess | null = null;
let isEnding = false;
/** Each answer to a change waits for the one before. */
let last: Promise<void> = Promise.resolve();

mkdirSync(app, { recursive: true });
const { name, productName, version, desktopName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
writeFileSync(join(app, 'package.json'), JSON.stringify({ name, productName, version, desktopName, main: 'main/index.cjs' }));
console.log(`Onflow Desk in ${found.words}. Building …`);
for (const part of parts) watch(part, await watcherOf(part));
process.on('SIGINT', () => void end()).on('SIGTERM', () => void end());
process.on('SIGHUP', () => void end()).on('exit', () => desk?.pid !== undefined && killTree(desk.pid));

async function watcherOf(part: Part): Promise<Rolldown.RolldownWatcher> {
  // As the desk is built, but readable, and with React's own warnings.
  const { config } = await resolveConfig(
    {
      configFile: join(root, 'electron.vite.config.ts'),
      root,
      mode: 'development',
      logLevel: 'error',
      define: { IS_DEVELOPMENT: 'true' },
      build: { outDir: app, sourcemap: 'inline', minify: false, watch: {} },
    },
    'build',
    'development',
  );
  const own: InlineConfig = { ...config?.[part] };
  // The page lies in a folder of its own; a server would have it at the top.
  return (await build(part === 'renderer' ? { ...own, base: './' } : own)) as Rolldown.RolldownWatcher;
}

function watch(part: Part, watcher: Rolldown.RolldownWatcher): void {
  watcher.on('event', async (event) => {
    if (event.code === 'START') {
      building.add(part);
      broken.delete(part);
    } else if (event.code === 'ERROR') {
      broken.add(part);
      console.error(`${part} is not built:\n${event.error.message}`);
    } else if (event.code === 'BUNDLE_END') changed.add(part);
    else if (event.code === 'END') {
      building.delete(part);
      settle();
    }
    if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result?.close();
  });
}

/** Once all that a change touches is built: one answer to all of it. What is broken is mended first. */
function settle(): void {
  last = last
    .then(async () => {
      if (building.size > 0 || broken.size > 0 || changed.size === 0 || isEnding) return;
      const what = [...changed].join(', ');
      const isPageAlone = changed.size === 1 && changed.has('renderer');
      changed.clear();
      if (desk !== null && isPageAlone) {
        await reload();
        console.log('page changed: loaded again');
      } else {
        await stop();
        open();
        console.log(`${what} built: the desk is opened`);
      }
    })
    .catch((reason: unknown) => console.error(reason));
}

function open(): void {
  rmSync(portFile, { force: true });
  const child = spawn(program, args, {
    cwd: root,
    // A group of its own: Ctrl+C is ours, and the desk is asked once, so that it has time to save what is being typed.
    detached: process.platform !== 'win32',
    // By the line to it the stand-in knows when this program was killed, and ends.
    stdio: ['ignore', 'inherit', 'inherit', ...(found.host === 'chromium' ? ['ipc' as const] : [])],
    env: { ...process.env, NODE_ENV: undefined, NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --enable-source-maps`.trim() },
  });
  child.on('error', (reason) => console.error(reason.message));
  child.on('exit', (code) => {
    if (desk !== child) return;
    desk = null;
    // The person has closed it.
    if (code === 0) void end();
    else console.error(`The desk has ended with ${code ?? 'a signal'}; the next change opens it again.`);
  });
  desk = child;
}

/** Asks the desk to close, and ends it where it has not done so within ten seconds. */
async function stop(): Promise<void> {
  const child = desk;
  if (child === null || child.pid === undefined) return;
  desk = null;
  const gone = new Promise((done) => child.once('exit', done));
  const pid = child.pid;
  const patience = setTimeout(() => killTree(pid), 10_000);
  child.kill('SIGTERM');
  await gone;
  clearTimeout(patience);
}

/** Through Chromium's own port: the desk itself knows no reload. */
async function reload(): Promise<void> {
  if (!existsSync(portFile)) return; // it is still starting, and will read the new page
  const port = Number(readFileSync(portFile, 'utf8').split('\n')[0]);
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { type: string; webSocketDebuggerUrl: string }[];
  const page = targets.find(({ type }) => type === 'page');
  if (page === undefined) return;
  const line = new WebSocket(page.webSocketDebuggerUrl);
  await new Promise((done, failed) => {
    line.addEventListener('message', done, { once: true });
    line.addEventListener('error', () => failed(new Error('The page cannot be reached')), { once: true });
    line.addEventListener('open', () => line.send(JSON.stringify({ id: 1, method: 'Page.reload', params: { ignoreCache: true } })));
  });
  line.close();
}

async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await stop();
  process.exit(0);
}

function orRefuse<T>(act: () => T): T {
  try {
    return act();
  } catch (reason) {
    return refuse((reason as Error).message);
  }
}

function refuse(problem: string): never {
  console.error(`${problem}\n\n${usage}`);
  process.exit(2);
}
