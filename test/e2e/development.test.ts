/**
 * `npm run dev`, on a copy of the sources: what is saved is seen, in the page and in the main process; what is broken is said and waited
 * for; Ctrl+C ends everything. And what is built for people has no developer tools.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meantHost } from '../../tools/machine/hosts.mts';
import { killTree } from '../../tools/machine/processes.mts';

const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'onflow-desk-dev-'));
let dev: ChildProcess;
let said = '';
let browser: Browser | null = null;

beforeAll(() => {
  for (const name of ['contract', 'main', 'preload', 'renderer', 'tools', 'electron.vite.config.ts', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  // A junction: on Windows whoever may write may make one.
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  // Without a keychain: nothing is left in the computer's own.
  const keychain = `--require ${join(root, 'tools/driver/keychain.cjs').replaceAll('\\', '/')}`;
  dev = spawn(process.execPath, [join(copy, 'tools/dev.mts'), ...(meantHost() === 'chromium' ? ['--headless'] : []), '--', '--lang=vi'], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, VITEST: undefined, NODE_ENV: undefined, NODE_OPTIONS: keychain, ONFLOW_TEST_KEYCHAIN: 'none' },
  });
  for (const stream of [dev.stdout, dev.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
});

afterAll(async () => {
  await browser?.close();
  if (dev.exitCode === null && dev.pid !== undefined) {
    // Windows knows no signal that could be heard: all of it is ended at once.
    if (process.platform === 'win32') killTree(dev.pid);
    else dev.kill('SIGTERM');
    await ended(20_000).catch(() => killTree(dev.pid ?? 0));
  }
  rmSync(copy, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

async function ended(withinMs: number): Promise<number | null> {
  if (dev.exitCode === null && dev.signalCode === null) await once(dev, 'exit', { signal: AbortSignal.timeout(withinMs) });
  return dev.exitCode;
}

const hears = (words: RegExp, withinMs = 120_000): Promise<void> =>
  expect.poll(() => said, { timeout: withinMs, interval: 100 }).toMatch(words);

function edit(file: string, change: (text: string) => string): void {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after, `nothing to change in ${file}`).not.toBe(before);
  said = '';
  writeFileSync(path, after);
}

const port = (): string =>
  readFileSync(join(copy, 'out/dev/data', meantHost() === 'chromium' ? 'Chromium' : '', 'DevToolsActivePort'), 'utf8').split('\n')[0] ?? '';

async function openPage(): Promise<Page> {
  await browser?.close();
  let page: Page | undefined;
  // Main may be ready before Chromium has written its port, and the one of the desk before may still lie there.
  const isOpen = async (): Promise<boolean> => {
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port()}`, { noDefaults: true, isLocal: true });
    page = browser.contexts()[0]?.pages()[0];
    return page !== undefined;
  };
  await expect.poll(() => isOpen().catch(() => false), { timeout: 60_000, interval: 200 }).toBe(true);
  return page as unknown as Page;
}

it(
  'a changed message is seen in the page, a changed main process starts again, and Ctrl+C ends everything',
  { timeout: 400_000 },
  async () => {
    await hears(/ready \d+ ms/);
    const page = await openPage();
    await page.getByText('Bắt đầu thực hành').first().waitFor({ timeout: 60_000 });

    edit('renderer/messages/vi/connections.ts', (text) => text.replace("'Bắt đầu thực hành'", "'Thử ngay bây giờ'"));
    await page.getByText('Thử ngay bây giờ').first().waitFor({ timeout: 120_000 });
    // The page alone: the desk behind it is the same one.
    expect(said).not.toMatch(/ready \d+ ms/);

    edit('main/index.ts', (text) => text.replace('start();\n\nfunction', 'start(;\n\nfunction'));
    await hears(/main is not built:[^]*main[\\/]index\.ts/);
    expect(said).not.toMatch(/ready \d+ ms/);

    edit('main/index.ts', (text) => text.replace('start(;', 'start();').replace('`ready ', '`ready again, '));
    await hears(/ready again, \d+ ms/);
    await (await openPage()).getByText('Thử ngay bây giờ').first().waitFor({ timeout: 60_000 });

    await browser?.close();
    // On Windows nobody can press Ctrl+C from outside.
    if (process.platform === 'win32') return;
    const line = `http://127.0.0.1:${port()}/json/version`;
    expect((await fetch(line)).ok).toBe(true);
    dev.kill('SIGINT');
    expect(await ended(30_000)).toBe(0);
    await expect
      .poll(
        () =>
          fetch(line).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 10_000 },
      )
      .toBe('gone');
  },
);

it('SECURITY: what is built for people has no way to the developer tools, and the page’s own rules in both', () => {
  const built = readFileSync(join(root, 'out/main/index.cjs'), 'utf8');
  const forDevelopment = readFileSync(join(copy, 'out/dev/main/index.cjs'), 'utf8');
  expect(forDevelopment).toMatch(/toggleDevTools/);
  expect(built).not.toMatch(/toggleDevTools|openDevTools/);
  expect(built).toMatch(/devTools: (?:false|!1)/);
  const rules = (bundle: string): string => /"default-src 'none'",[^\]]*/.exec(bundle)?.[0] ?? '';
  expect(rules(built)).toContain(`"script-src 'self'"`);
  expect(rules(forDevelopment)).toBe(rules(built));
});
