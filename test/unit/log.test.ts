/** The log on disk: it stays small, and holds nothing an outsider could use. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog } from '../../main/support/log.ts';
import { temporaryFolder } from './store/temporary.ts';

const { level } = electronLog.transports.console;
beforeAll(() => void (electronLog.transports.console.level = false));
afterAll(() => void (electronLog.transports.console.level = level));

test('a log that has grown to 5 MB goes aside, and only one older one is kept', () => {
  const folder = temporaryFolder();
  const log = openLog(folder, () => []);
  const line = 'x'.repeat(64 * 1024);
  for (let index = 0; index < 200; index += 1) log(`${index} ${line}`);
  const logs = join(folder, 'logs');
  expect(readdirSync(logs).sort()).toEqual(['desk.log', 'desk.old.log']);
  for (const name of readdirSync(logs)) expect(statSync(join(logs, name)).size, name).toBeLessThan(5.2 * 1024 * 1024);
  expect(readFileSync(join(logs, 'desk.log'), 'utf8')).toContain('199 xxx');
});

test('a token and a phone number that got into a line do not get into the file', () => {
  const folder = temporaryFolder();
  const log = openLog(folder, () => ['tok-5f2c9e0b7a']);
  log('asked with tok-5f2c9e0b7a for 0912345678 and +84 912 345 678, ready 1239 ms after the start, exit code 5');
  const text = readFileSync(join(folder, 'logs', 'desk.log'), 'utf8');
  expect(text).not.toMatch(/5f2c9e0b7a|912.?345.?678/);
  expect(text).toContain('ready 1239 ms after the start, exit code 5');
});
