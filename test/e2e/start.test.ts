/**
 * `npm start` as a person or a script types it: flags refused in words, a desk that an outside program drives, one desk a folder, an end
 * without remains.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type Page, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { smokeCodes } from '../../main/electron/smokeTest.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { meantHost } from '../../tools/machine/hosts.mts';
import { isAlive, killTree, readProc } from '../../tools/machine/processes.mts';

const patience = { timeout: 20_000 } as const;
const program = resolve(import.meta.dirname, '../../tools/start.mts');
// Its real path: macOS has its temporary folder behind a link, and the desk says where it really is.
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'desk-start-')));
const host = meantHost();
/** Electron has no headless mode; where it is tested there is a display. */
const windowless = ['--host', host, ...(host === 'chromium' ? ['--headless'] : [])];

interface Start {
  readonly child: ChildProcess;
  /** Of the terminal: what it wrote so far. */
  output(): string;
  readonly ended: Promise<number | null>;
}
const started: Start[] = [];

/** Types the command in `folder`; the flags' paths are relative to it. */
function start(
  args: readonly string[],
  { input, token, display }: { readonly input?: string; readonly token?: string; readonly display?: string } = {},
): Start {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // Wherever the test runs: no keychain of this computer, and none of the runner's own settings. The stand-in needs no display, and gets
    // none.
    ONFLOW_TEST_KEYCHAIN: 'none',
    NODE_OPTIONS: `--require ${JSON.stringify(join(import.meta.dirname, '../../tools/driver/keychain.cjs'))}`,
    ...(host === 'chromium' ? { DISPLAY: display, WAYLAND_DISPLAY: undefined } : {}),
    NODE_ENV: undefined,
    VITEST: undefined,
    ONFLOW_TOKEN: token,
    // What is not put into the data folder is put away with ours.
    TMPDIR: folder,
  };
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const start = { child, output: () => output, ended };
  started.push(start);
  return start;
}

const inOrder = async ({ child, ended }: Start): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) {
    // Windows knows no signals.
    if (process.platform === 'win32') killTree(child.pid ?? 0);
    else child.kill('SIGTERM');
  }
  await Promise.race([ended, sleep(10_000, undefined, { ref: false })]);
};
afterAll(async () => {
  await Promise.all(started.map(inOrder));
  // Where a test has failed: a desk that outlived its start names our folder. Its Chromium ends with it.
  for (const pid of processes()) if (readProc(pid, 'cmdline').includes(folder)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** The desk's page as an outside program gets it: all it knows is the port. */
async function drive({ child, output }: Start, port: number): Promise<{ readonly browser: Browser; readonly page: Page }> {
  for (const until = Date.now() + patience.timeout; Date.now() < until && child.exitCode === null; await sleep(50)) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true }).catch(() => null);
    const [context] = browser?.contexts() ?? [];
    if (browser && context) return { browser, page: context.pages()[0] ?? (await context.waitForEvent('page', patience)) };
  }
  throw new Error(`Nothing to drive on port ${port}. The start said:\n${output()}`);
}

/** All processes there are (Linux; elsewhere none are seen). */
const processes = (): number[] =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0)
    : [];

/** Everything a process has started, and what those have started (Linux). */
function descendants(of: number): number[] {
  const parents = processes().map((pid) => [pid, Number(readProc(pid, 'stat').split(') ').at(-1)?.split(' ')[1])] as const);
  const below = (pid: number): number[] => parents.filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(of);
}

beforeAll(ensureBuilt);

describe('a command line with a mistake in it', () => {
  writeFileSync(join(folder, 'a-file'), '');
  it.each([
    ['--colour', "Unknown option '--colour'"],
    ['products', "Unexpected argument 'products'"],
    ['--headless=yes', "Option '--headless' does not take an argument"],
    ['--lang', '--lang needs a value'],
    ['--user-data-dir --headless', '--user-data-dir needs a value'],
    ['--user-data-dir=', '--user-data-dir needs a value'],
    ['--user-data-dir a-file', '--user-data-dir is a folder, and a-file is a file'],
    ['--lang fr', '--lang is vi or en, not "fr"'],
    ['--host safari', '--host is electron or chromium, not "safari"'],
    ['--practice-port 8o80', '--practice-port is a number from 0 to 65535, not "8o80"'],
    ['--remote-debugging-port 65536', '--remote-debugging-port is a number from 0 to 65535, not "65536"'],
    ['--provision nowhere.json', 'There is no file nowhere.json'],
    ['--token-file a-file', '--token-file goes with --provision'],
  ])('%s: is named, the known flags are listed, nothing is started', async (line, words) => {
    const before = readdirSync(folder);
    const { ended, output } = start(line.split(' '));
    expect(await ended, output()).toBe(2);
    expect(output().split('\n')[0]).toBe(words);
    for (const flag of [
      '--host electron|chromium',
      '--headless',
      '--user-data-dir DIR',
      '--remote-debugging-port N',
      '--practice-port N',
      '--lang vi|en',
      '--provision FILE',
      '--token-file FILE',
      '--smoke-test',
    ])
      expect(output()).toContain(flag);
    expect(output()).not.toContain('Onflow Desk in ');
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('a desk that is started', () => {
  const english = ['--lang', 'en'];
  let first: Start;
  let port: number;
  let practicePort: number;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [port, practicePort] = [await freePort(), await freePort()];
    first = start([
      ...windowless,
      ...english,
      '--remote-debugging-port',
      String(port),
      '--practice-port',
      String(practicePort),
      '--user-data-dir',
      'mine',
    ]);
    ({ browser, page } = await drive(first, port));
  });

  it('is driven by an outside program over its port, by role and name', async () => {
    await page.getByRole('button', { name: 'Start practising' }).click();
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Products' }).click();
    const products = page
      .getByRole('grid', { name: 'Products' })
      .getByRole('row')
      .filter({ hasText: /OASIN\d/ });
    await products.nth(5).click();
    await page
      .getByRole('article', { name: /^OASIN\d/ })
      .getByRole('heading', { name: 'Stock' })
      .waitFor(patience);
  });

  it('has its practice provider on the port that was asked for', async () => {
    // A file that is not there: what does not count against the rate that the desk itself is using up.
    const answer = await fetch(`http://127.0.0.1:${practicePort}/files/none`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: true, error_code: 'NOT_FOUND' }]);
  });

  it('keeps its port: a second start that wants the same says so and starts nothing', async () => {
    const second = start([...windowless, '--remote-debugging-port', String(port), '--user-data-dir', 'second']);
    expect(await second.ended, second.output()).toBe(2);
    expect(second.output()).toContain(`Port ${port} is taken by another program`);
    expect(existsSync(join(folder, 'second'))).toBe(false);
  });

  it('stays alone on its folder: a second start says so and ends at once, the first goes on', async () => {
    const second = start([...windowless, '--user-data-dir', 'mine']);
    expect(await second.ended, second.output()).toBe(0);
    expect(second.output()).toContain('open on this data already');
    expect(first.child.exitCode).toBeNull();
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Shipments' }).click();
    await page.getByRole('grid', { name: 'Shipments' }).getByRole('row').nth(1).waitFor(patience);
    expect(browser.contexts().flatMap((context) => context.pages())).toHaveLength(1);
  });

  it('that is asked for something else on the same folder says that it was not done, and ends with 4', async () => {
    writeFileSync(join(folder, 'late.json'), JSON.stringify({ name: 'Shop Hoa Mai', environment: 'staging' }));
    const second = start([...windowless, '--user-data-dir', 'mine', '--provision', 'late.json', '--lang', 'en']);
    expect(await second.ended, second.output()).toBe(4);
    expect(second.output()).toContain('Nothing of what was asked for was done.');
    expect(first.child.exitCode).toBeNull();
  });

  it('says on the screen that another program has the practice port', async () => {
    const other = await freePort();
    const second = start([
      ...windowless,
      ...english,
      '--remote-debugging-port',
      String(other),
      '--practice-port',
      String(practicePort),
      '--user-data-dir',
      'other',
    ]);
    const { page: screen } = await drive(second, other);
    await screen.getByRole('button', { name: 'Start practising' }).click();
    await screen.getByRole('alert').getByText(`The practice server cannot have port ${practicePort}`).waitFor(patience);
  });

  it.runIf(process.platform === 'linux')('ends in order on SIGTERM, and nothing of it is left', async () => {
    const all = descendants(first.child.pid ?? 0);
    // The desk itself, and Chromium with its own processes.
    expect(all.length).toBeGreaterThan(3);
    expect(all.filter(isAlive)).toEqual(all);
    expect(existsSync(join(folder, 'mine', 'standin.lock'))).toBe(host === 'chromium');
    first.child.kill('SIGTERM');
    expect(await first.ended, first.output()).toBe(0);
    await expect.poll(() => all.filter(isAlive), patience).toEqual([]);
    // Not killed, but closed: the databases are whole, the folder is free for the next start.
    expect(existsSync(join(folder, 'mine', 'standin.lock'))).toBe(false);
    expect(readdirSync(join(folder, 'mine', 'connections', 'practice')).filter((name) => name.endsWith('-wal'))).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${practicePort}/`)).rejects.toThrow('fetch failed');
  });
});

describe('a desk whose terminal is closed', () => {
  it('goes on, its page too: lines that nobody reads are no fault', async () => {
    const port = await freePort();
    const alone = start([...windowless, '--remote-debugging-port', String(port), '--user-data-dir', 'alone']);
    let { browser, page } = await drive(alone, port);
    // A page of Chromium's own, before the desk's, has buttons too.
    const aButton = (): Promise<void> => page.locator('#root').getByRole('button').first().waitFor(patience);
    await aButton();
    for (const stream of [alone.child.stdout, alone.child.stderr]) stream?.destroy();
    const log = (): string => readFileSync(join(folder, 'alone', 'logs', 'desk.log'), 'utf8');
    // Each death of the page is a line in the log, and so one for the terminal.
    for (const deaths of [1, 2]) {
      const session = await page.context().newCDPSession(page);
      session.send('Page.crash').catch(() => undefined);
      await expect.poll(() => log().split('page gone').length - 1, patience).toBe(deaths);
      await browser.close();
      ({ browser, page } = await drive(alone, port));
      await aButton();
    }
    expect(alone.child.exitCode).toBeNull();
    expect(existsSync(join(folder, 'alone', 'crashes'))).toBe(false);
  });
});

describe('a desk set up by a file', () => {
  let provider: PracticeProvider;
  beforeAll(async () => {
    provider = await startPractice({ folder: join(folder, 'provider'), rateLimit: false });
    writeFileSync(join(folder, 'desk.json'), JSON.stringify({ name: 'Shop Hoa Mai', environment: 'staging', baseUrl: provider.baseUrl }));
  });
  afterAll(() => provider.close());
  let now: Start | null = null;
  afterEach(async () => {
    if (now !== null) await inOrder(now);
  });

  const open = async (name: string, given: { readonly input?: string; readonly token?: string; readonly file?: string }): Promise<Page> => {
    const port = await freePort();
    now = start(
      [
        ...windowless,
        '--lang',
        'en',
        '--remote-debugging-port',
        String(port),
        '--user-data-dir',
        name,
        '--provision',
        `${name}.json`,
        ...(given.file === undefined ? [] : ['--token-file', given.file]),
      ],
      given,
    );
    return (await drive(now, port)).page;
  };

  it.each(['standard input', 'ONFLOW_TOKEN', 'a file'])('opens on its connection, with the token from %s', async (from) => {
    const asked = provider.counts().requests;
    if (from === 'a file') writeFileSync(join(folder, 'token.txt'), `${provider.token}\n`);
    const page = await open(
      'desk',
      from === 'standard input' ? { input: `${provider.token}\n` } : from === 'a file' ? { file: 'token.txt' } : { token: provider.token },
    );
    await page.getByRole('button', { name: /^Connection: Staging · Shop Hoa Mai/ }).waitFor(patience);
    await page.getByRole('status').getByText('Online', { exact: true }).waitFor(patience);
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Products' }).click();
    await page.getByText(/1–\d+ of \d+/).waitFor(patience);
    expect(provider.counts().requests).toBeGreaterThan(asked);
    expect(now?.output()).not.toContain(provider.token);
    expect(now?.output()).toContain('The connection “Shop Hoa Mai” is set up.');
    expect(existsSync(join(folder, 'token.txt'))).toBe(false);
  });

  it.each([
    ['cut-short', '{ "name": ', ['it is no valid JSON']],
    [
      'broken',
      '{ "name": "Shop Hoa Mai", "environment": "moon", "token": "geheim-1" }',
      ['it has something wrong in it', 'environment: this value will not do.', 'token: there is no entry named “token”.'],
    ],
    [
      'nowhere',
      '{ "name": "Shop Hoa Mai", "environment": "production", "baseUrl": "http://onflow.example" }',
      ['baseUrl must begin with https://'],
    ],
  ])(
    'is told at the terminal what is wrong with it (%s), ends with 2, and keeps its token for the next try',
    async (name, content, words) => {
      writeFileSync(join(folder, `${name}.json`), content);
      writeFileSync(join(folder, 'kept.txt'), provider.token);
      now = start(['--host', host, '--lang', 'en', '--user-data-dir', name, '--provision', `${name}.json`, '--token-file', 'kept.txt']);
      expect(await now.ended, now.output()).toBe(2);
      expect(now.output()).toContain(`Nothing was set up from “${join(folder, `${name}.json`)}”`);
      for (const each of words) expect(now.output()).toContain(each);
      expect(existsSync(join(folder, 'kept.txt'))).toBe(true);
      // What the file held is in no log.
      const logs = readdirSync(join(folder, name, 'logs'))
        .map((each) => readFileSync(join(folder, name, 'logs', each), 'utf8'))
        .join('');
      for (const secret of ['geheim', provider.token]) expect(`${logs}${now.output()}`).not.toContain(secret);
    },
  );
});

describe('a desk that nobody looks at', () => {
  it('is checked without a display, beside nobody’s data, and makes no tour of it', async () => {
    const check = start(['--host', host, '--smoke-test']);
    // All but the keychain, which is kept away from what is started here.
    expect(await check.ended, check.output()).toBe(smokeCodes.keychain);
    expect(check.output()).toContain('smoke test: the database is written and read');
    expect(check.output()).not.toContain('tour');
  });

  it.each(['a-file/data', ...(process.platform === 'linux' ? ['/proc/onflow-desk'] : [])])(
    'ends with 3 where its data cannot lie (%s), and says so in words',
    async (where) => {
      const check = start(['--host', host, '--lang', 'en', '--smoke-test', '--user-data-dir', where]);
      expect(await check.ended, check.output()).toBe(3);
      expect(check.output()).toContain(`it cannot write to its data folder “${resolve(folder, where)}”`);
      expect(check.output()).not.toMatch(/^\s+at /m);
    },
  );

  it.runIf(process.platform === 'linux')('shows a person with a screen the same words in a box, and ends as well', async () => {
    const shown = start(['--host', 'chromium', '--headless', '--lang', 'en', '--user-data-dir', '/proc/onflow-desk'], { display: ':987' });
    expect(await shown.ended, shown.output()).toBe(3);
    expect(shown.output().split('it cannot write to its data folder')).toHaveLength(3);
  });
});
