/** What happens when the main process has a fault nobody caught, and when the page keeps dying. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { reportCrash } from '../../../main/support/crashes.ts';
import { offerRestart } from '../../../main/electron/crash.ts';
import { temporaryFolder } from '../store/temporary.ts';

const now = Date.now();
const partsIn = (folder: string) => ({ folder, version: '1.2.3', secrets: () => ['tok-5f2c9e0b7a'] });
const crash = (error: unknown, at = now) => ({ kind: 'uncaughtException', error, at });

test('a report says what and where, without token and phone', () => {
  const folder = temporaryFolder();
  const { path, mayRestart } = reportCrash(partsIn(folder), crash(new TypeError('x of tok-5f2c9e0b7a, call 0912345678')));
  expect(mayRestart).toBe(true);
  const text = readFileSync(path ?? '', 'utf8');
  expect(text).toContain('Onflow Desk 1.2.3');
  expect(text).toContain('TypeError: x of [token], call •••');
  expect(text).toContain('crash.test.ts');
  expect(text).not.toContain('tok-5f2c9e0b7a');
});

test('a desk that crashes at once is not started again and again', () => {
  const folder = temporaryFolder();
  const parts = partsIn(folder);
  const age = (ms: number): void => {
    for (const name of readdirSync(join(folder, 'crashes')))
      utimesSync(join(folder, 'crashes', name), (now - ms) / 1_000, (now - ms) / 1_000);
  };
  expect(reportCrash(parts, crash('first')).mayRestart).toBe(true);
  expect(reportCrash(parts, crash('second', now + 1)).mayRestart).toBe(false);
  age(59_000);
  expect(reportCrash(parts, crash('third', now + 2)).mayRestart).toBe(false);
  age(61_000);
  expect(reportCrash(parts, crash('fourth', now + 3)).mayRestart).toBe(true);
});

test('twenty reports are kept, and a folder that cannot be written stops nothing', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'crashes'));
  for (let index = 0; index < 30; index += 1) writeFileSync(join(folder, 'crashes', `old-${index}.txt`), 'x');
  reportCrash(partsIn(folder), crash(new Error('now')));
  expect(readdirSync(join(folder, 'crashes')).length).toBe(20);
  const file = join(folder, 'a file');
  writeFileSync(file, '');
  expect(reportCrash(partsIn(file), crash(new Error('x')))).toEqual({ path: null, mayRestart: false });
});

test.each([
  'setTimeout(() => { throw new RangeError("nobody caught me"); }, 1)',
  'void Promise.reject(new RangeError("nobody caught me"))',
])('a real process with a fault reports, restarts and ends: %s', async (fault) => {
  const folder = temporaryFolder();
  const script = `
    import { watchForCrashes } from ${JSON.stringify(resolve(import.meta.dirname, '../../../main/electron/crash.ts'))};
    const app = { exit: (code) => process.exit(code) };
    const restart = () => console.log('relaunched');
    watchForCrashes(app, { folder: ${JSON.stringify(folder)}, version: '1', secrets: () => [], log: (line) => console.log(line), restart });
    setTimeout(() => console.log('went on'), 2000);
    ${fault};`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  expect((await once(child, 'close'))[0]).toBe(1);
  expect(said).toContain('relaunched');
  expect(said).not.toContain('went on');
  const [report] = readdirSync(join(folder, 'crashes'));
  expect(readFileSync(join(folder, 'crashes', report ?? ''), 'utf8')).toContain('RangeError: nobody caught me');
});

test.each([
  [0, ['relaunch', 'quit']],
  [1, ['quit']],
])('a page that keeps dying: button %i does %j', async (response, done) => {
  const did: string[] = [];
  const window = {} as BrowserWindow;
  const over: unknown[] = [];
  const dialog = {
    showMessageBox: (...[parent]: unknown[]) => {
      over.push(parent);
      return Promise.resolve({ response, checkboxChecked: false });
    },
  };
  await offerRestart({ quit: () => did.push('quit') }, { dialog, window, language: 'vi', restart: () => did.push('relaunch') });
  expect(did).toEqual(done);
  // Over its window: a box of nobody's stops all that runs on macOS, sending included.
  expect(over).toEqual([window]);
});
