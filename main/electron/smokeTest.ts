/**
 * `--smoke-test`: a packaged desk, which no driver can look into, shows that it works where it was installed, and ends. In a
 * folder of its own, which goes with it: it never touches anybody's data, nor a desk that is open.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { App, BrowserWindow } from 'electron';
import { folderTrouble } from '../start/dataFolder.ts';
import { exitCodes, say as sayAtTerminal } from '../start/terminal.ts';
import type { Vault } from '../vault/index.ts';

/**
 * In the order they are taken. One a step, so that whoever rolls the desk out knows what to look at; beside those of every start
 * (`terminal.ts`).
 */
export const smokeCodes = { page: 10, start: 11, screen: 12, database: 13, keychain: 14, practice: 15, threads: 17, pdf: 16 } as const;
export type SmokeStep = keyof typeof smokeCodes;

const words: Readonly<Record<SmokeStep, string>> = {
  page: 'the page is loaded',
  start: 'the desk answers app.start',
  screen: 'the first screen stands',
  database: 'the database is written and read',
  keychain: 'the keychain keeps a test credential, gives it back and forgets it',
  practice: 'the practice provider answers',
  threads: 'a thread beside the window answers',
  pdf: 'a page of a PDF is drawn',
};

/** For each step, in milliseconds: a slow disk and a first start together. */
const patienceMs = 30_000;
const prefix = 'onflow-desk-smoke-';

/**
 * Before anything else: a fault nobody caught ends the test, and starts no desk again.
 *
 * @param place what the command line names as the data folder: then its disk is what is tested. Where nothing can be written there, the
 *   start says so itself.
 * @returns the folder to work in.
 */
export function beginSmokeTest(app: Pick<App, 'exit'>, place: string | null, say: (line: string) => void = sayAtTerminal): string {
  let folder: string | null = null;
  const end = (fault: unknown): void => {
    say(
      `smoke test: FAILED, exit code ${exitCodes.failed}. A fault nobody caught: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
    );
    if (folder !== null) remove(folder, say);
    app.exit(exitCodes.failed);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  if (place !== null && folderTrouble(resolve(place)) !== null) return place;
  folder = smokeFolder(place === null ? tmpdir() : resolve(place), say);
  return folder;
}

/** A folder for one run. Takes with it what earlier ones had to leave: on Windows Chromium holds its files to the end. */
export function smokeFolder(place: string, say: (line: string) => void = sayAtTerminal): string {
  for (const name of readdirSync(place).filter((each) => each.startsWith(prefix))) {
    const left = join(place, name);
    // Younger ones may be another run.
    if (Date.now() - (statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 600_000) remove(left, say);
  }
  return mkdtempSync(join(place, prefix));
}

function remove(folder: string, say: (line: string) => void): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
  } catch (error) {
    say(`smoke test: ${folder} is still in use and stays until the next one: ${error instanceof Error ? error.message : String(error)}`);
  }
}

interface Parts {
  readonly app: Pick<App, 'exit'>;
  readonly window: Pick<BrowserWindow, 'webContents'>;
  readonly vault: Pick<Vault, 'recall' | 'note' | 'unnote' | 'keychain'>;
  /** Ends what was begun, so that the folder can go. */
  readonly close: () => Promise<void>;
  /** From `smokeFolder`. */
  readonly folder: string;
  readonly say?: (line: string) => void;
}

/** Ends the app with 0, or with the code of the first step that failed. Never rejects. */
export async function runSmokeTest({ app, window, vault, close, folder, say = sayAtTerminal }: Parts): Promise<void> {
  const { webContents } = window;
  const broken = new Promise<never>((_resolve, reject) => {
    webContents.once('did-fail-load', (_event, code, description) => reject(new Error(`it did not load: ${description} (${code})`)));
    webContents.once('preload-error', (_event, _path, error) => reject(new Error(`its preload failed: ${error.message}`)));
    webContents.once('render-process-gone', (_event, { reason, exitCode }) =>
      reject(new Error(`its process ended: ${reason} (${exitCode})`)),
    );
  });
  // Whoever waits hears of it; between two steps nobody does.
  broken.catch(() => undefined);
  const inPage = async (check: string): Promise<void> => {
    const problem: unknown = await webContents.executeJavaScript(
      `import(new URL('assets/selfCheck.js', document.baseURI).href).then(({ check }) => check('${check}'), (error) => 'it cannot be asked: ' + error.message)`,
    );
    if (problem !== null) throw new Error(typeof problem === 'string' ? problem : JSON.stringify(problem));
  };
  const loaded = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
  const steps: Readonly<Record<SmokeStep, () => Promise<void>>> = {
    page: () => loaded,
    start: () => inPage('start'),
    screen: () => inPage('screen'),
    database: () => inPage('database'),
    keychain: () => keepAndForget(vault),
    practice: () => inPage('practice'),
    threads: () => inPage('threads'),
    pdf: () => inPage('pdf'),
  };

  let code = 0;
  for (const step of Object.keys(smokeCodes) as SmokeStep[]) {
    const began = performance.now();
    try {
      await Promise.race([steps[step](), broken, tooLate(step)]);
      say(`smoke test: ${words[step]} (${Math.round(performance.now() - began)} ms)`);
    } catch (error) {
      code = smokeCodes[step];
      say(`smoke test: FAILED, exit code ${code}. Not so: ${words[step]}. ${error instanceof Error ? error.message : String(error)}`);
      say(lastLines(join(folder, 'logs', 'desk.log')));
      break;
    }
  }
  if (code === 0) say('smoke test: passed');
  await Promise.race([close(), new Promise((resolve) => setTimeout(resolve, 5_000))]).catch((error: unknown) =>
    say(`smoke test: not closed in order: ${String(error)}`),
  );
  remove(folder, say);
  app.exit(code);
}

const tooLate = (step: SmokeStep): Promise<never> =>
  new Promise((_resolve, reject) =>
    setTimeout(
      () => reject(new Error(`there was no answer within ${patienceMs / 1000} s`)),
      step === 'page' ? 2 * patienceMs : patienceMs,
    ).unref(),
  );

/** In the desk's own part of the keychain, under a name nothing else has. SECURITY: it is gone in the end, whatever failed before. */
async function keepAndForget(vault: Parts['vault']): Promise<void> {
  const [name, text] = [`smoke-test-${randomUUID()}`, randomUUID()];
  try {
    if (!(await vault.note(name, text))) throw new Error(`it takes nothing: the keychain is ${vault.keychain()}`);
    const found = await vault.recall(name);
    if (found !== text) throw new Error('it gave back something else, or nothing');
  } finally {
    await vault.unnote(name);
  }
  if ((await vault.recall(name)) !== null) throw new Error('the test credential could not be removed');
}

/** What the desk itself noted of it. */
function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  } catch (error) {
    return `(no log: ${error instanceof Error ? error.message : String(error)})`;
  }
}
