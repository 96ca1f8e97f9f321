/** What Electron is told before it is ready: the wrong order or a relative path shows only on Windows and macOS, and only to users. */
import { readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { App } from 'electron';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { appId, begin, sandboxPages } from '../../../main/electron/beginning.ts';

/** As Electron's `App::SetPath` and `App::EnableSandbox` do. */
function electron(switches: readonly string[] = []) {
  const told: string[] = [];
  const app = {
    setAppUserModelId: (id: string) => void told.push(`id ${id}`),
    setPath: (name: string, path: string) => {
      if (!isAbsolute(path)) throw new Error('Path must be absolute');
      told.push(`${name} ${path}`);
    },
    commandLine: { hasSwitch: (name: string) => switches.includes(name) } as App['commandLine'],
    enableSandbox: () => void told.push('sandbox'),
  } satisfies Pick<App, 'setAppUserModelId' | 'setPath' | 'commandLine' | 'enableSandbox'>;
  return { app, told };
}

test('Windows hears first of all whose windows these are, and by the name the installer gave', () => {
  const { app, told } = electron();
  begin(app, { flags: { userDataDir: '/data' }, platform: 'win32', cwd: '/' });
  expect(told).toEqual([`id ${appId}`, `userData ${resolve('/data')}`]);
  const builder = load(readFileSync(resolve(import.meta.dirname, '../../../electron-builder.yml'), 'utf8')) as { readonly appId: string };
  expect(appId).toBe(builder.appId);
});

test.each(['darwin', 'linux'] as const)('%s has no such name, and its Electron no such function', (platform) => {
  const { app, told } = electron();
  begin({ setPath: app.setPath } as Pick<App, 'setAppUserModelId' | 'setPath'>, { flags: { userDataDir: null }, platform, cwd: '/' });
  expect(told).toEqual([]);
});

test('a relative data folder counts from where the desk was started', () => {
  const { app, told } = electron();
  begin(app, { flags: { userDataDir: 'data/shop' }, platform: 'darwin', cwd: '/somewhere' });
  expect(told).toEqual([`userData ${resolve('/somewhere', 'data/shop')}`]);
});

test('the sandbox is on, unless it was switched off from outside: both together would leave no page alive', () => {
  const usual = electron();
  expect([sandboxPages(usual.app), usual.told]).toEqual([true, ['sandbox']]);
  const root = electron(['no-sandbox']);
  expect([sandboxPages(root.app), root.told]).toEqual([false, []]);
});
