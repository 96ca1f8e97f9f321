/**
 * `npm start -- flags`: builds what is out of date and opens the desk, in Electron where its binary is, else in the stand-in over a
 * Chromium.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { checkUsage, isCheck } from '../main/start/checkFlags.ts';
import { provisionedToken } from '../main/start/provisionedToken.ts';
import { ensureBuilt, root } from './machine/build.mts';
import { commandFor, hasDisplay } from './machine/command.mts';
import { chooseHost, type FoundHost, type Host } from './machine/hosts.mts';
import { sandboxTrouble } from './machine/sandbox.mts';

const usage = `Usage: npm start -- [flags]
  --host electron|chromium    where to run (default: ONFLOW_HOST, else Electron if its binary is installed)
  --headless                  without a window
  --user-data-dir DIR         keep the desk's data there
  --remote-debugging-port N   let an outside program drive the page (DevTools protocol on 127.0.0.1:N)
  --practice-port N           the practice provider's port
  --lang vi|en                the language
  --provision FILE            open on the connection described in FILE ({name, environment, baseUrl, profile?});
                              the token comes from ONFLOW_TOKEN or standard input
  --token-file FILE           or from this file, which is read once and deleted
${checkUsage}
  --smoke-test                start, see that everything works, quit: 0, or the code of what does not (docs/decisions/packages.md)`;

const flags = {
  host: { type: 'string' },
  headless: { type: 'boolean' },
  'user-data-dir': { type: 'string' },
  'remote-debugging-port': { type: 'string' },
  'practice-port': { type: 'string' },
  lang: { type: 'string' },
  provision: { type: 'string' },
  'token-file': { type: 'string' },
  'smoke-test': { type: 'boolean' },
  // Read by the check itself (main/start/checkFlags.ts).
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

function refuse(problem: string): never {
  console.error(`${problem}\n\n${usage}`);
  process.exit(2);
}

function read() {
  try {
    return parseArgs({ options: flags, strict: true }).values;
  } catch (reason) {
    const { code, message } = reason as NodeJS.ErrnoException;
    const flag = /--?[\w-]+/.exec(message)?.[0] ?? '';
    const lacksValue = code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && !message.includes('does not take');
    return refuse(lacksValue ? `${flag} needs a value` : (message.split(/\.\s/)[0] ?? ''));
  }
}

const forCheck = process.argv.slice(2);
if (isCheck(forCheck) && !forCheck.includes('--help') && !forCheck.includes('-h')) {
  await build();
  // Neither a window nor a browser: the check is a program of its own, and its paths count from where it was asked for.
  // Documents of large files stay until the report is written: copying them from one young generation to the next took a fifth of the time.
  const program = ['--max-semi-space-size=32', join(root, 'out/main/headless.cjs')];
  await hand(process.execPath, [...program, ...forCheck], process.env['INIT_CWD'] ?? process.cwd());
  process.exit();
}
const given = read();
if (given.help) {
  console.log(usage);
  process.exit(0);
}
for (const [name, value] of Object.entries(given)) if (value === '') refuse(`--${name} needs a value`);
if (given.host !== undefined && given.host !== 'electron' && given.host !== 'chromium')
  refuse(`--host is electron or chromium, not "${given.host}"`);
if (given.lang !== undefined && given.lang !== 'vi' && given.lang !== 'en') refuse(`--lang is vi or en, not "${given.lang}"`);
for (const name of ['remote-debugging-port', 'practice-port'] as const) {
  const value = given[name];
  if (value !== undefined && !(/^\d+$/.test(value) && Number(value) <= 65_535))
    refuse(`--${name} is a number from 0 to 65535, not "${value}"`);
}
const folder = given['user-data-dir'];
if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false)
  refuse(`--user-data-dir is a folder, and ${folder} is a file`);
// The token's file may have gone at an earlier start: the desk knows whether it needs it.
if (given.provision !== undefined && !existsSync(given.provision)) refuse(`There is no file ${given.provision}`);
if (given['token-file'] !== undefined && given.provision === undefined) refuse('--token-file goes with --provision');

const debuggingPort = Number(given['remote-debugging-port'] ?? 0);
// Chromium itself would start all the same, and be out of reach.
if (debuggingPort > 0 && !(await isFree(debuggingPort)))
  refuse(`Port ${debuggingPort} is taken by another program, perhaps by a desk that is open: choose another for --remote-debugging-port`);

const found = choose(given.host);
const { host, program } = found;
await build();
// A check and a set-up say what came of them at the terminal: they need nobody who looks.
const isHeadless = given.headless === true || (!hasDisplay && (given['smoke-test'] === true || given.provision !== undefined));
if (!hasDisplay && !isHeadless) {
  console.log(
    'There is no display here, so the desk shows itself in pictures instead (npm run tour). With --headless it runs without a window.',
  );
  await hand(process.execPath, [join(root, 'tools/tour.mts')]);
} else {
  // Read here: Electron gives its app no standard input on Windows.
  if (given.provision !== undefined && given['token-file'] === undefined) {
    const token = await provisionedToken({ environment: process.env, stdin: process.stdin, file: null, log: console.log })();
    if (token !== null) process.env['ONFLOW_TOKEN'] = token;
  }
  // The desk's test of itself goes beside an open desk, in Electron by itself; the stand-in has its lock and Chromium where it is told at
  // the start.
  const own =
    given['smoke-test'] && host === 'chromium' && given['user-data-dir'] === undefined
      ? mkdtempSync(join(tmpdir(), 'onflow-desk-check-'))
      : null;
  if (own !== null) given['user-data-dir'] = own;
  await hand(...command());
  if (own !== null) rmSync(own, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  const trouble = host === 'electron' && process.platform === 'linux' && process.exitCode !== 0 ? sandboxTrouble(program) : null;
  if (trouble !== null) console.error(trouble);
}

/** On this computer alone, as Chromium listens. */
function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function choose(wanted: Host | undefined): FoundHost {
  try {
    const found = chooseHost(wanted);
    console.log(`Onflow Desk in ${found.words}.`);
    return found;
  } catch (reason) {
    return refuse((reason as Error).message);
  }
}

function command(): [string, string[]] {
  const pass = ['user-data-dir', 'practice-port', 'lang', 'provision', 'token-file'] as const;
  const product = pass.flatMap((name) => {
    const value = given[name];
    return value === undefined
      ? []
      : [`--${name}=${name === 'user-data-dir' || name === 'provision' || name === 'token-file' ? resolve(value) : value}`];
  });
  if (given['smoke-test']) product.push('--smoke-test');
  const port = given['remote-debugging-port'];
  try {
    return commandFor(found, { app: root, product, isHeadless, debuggingPort: port === undefined ? undefined : Number(port) });
  } catch (reason) {
    return refuse((reason as Error).message);
  }
}

async function build(): Promise<void> {
  try {
    await ensureBuilt();
  } catch (reason) {
    console.error((reason as Error).message);
    process.exit(1);
  }
}

/** Gives it our terminal and takes its exit code. Ctrl+C reaches it as well; we wait for it to end in order. */
async function hand(program: string, args: readonly string[], cwd: string = root): Promise<void> {
  const child = spawn(program, args, { cwd, stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise<number>((done, failed) => {
    child.on('error', failed).on('close', (code, signal) => {
      done(code ?? (signal ? 1 : 0));
    });
  });
}
