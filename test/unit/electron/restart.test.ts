/** The desk starts itself again: what the next start is told, and from where it is started. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RelaunchOptions } from 'electron';
import { expect, test } from 'vitest';
import { restart } from '../../../main/electron/restart.ts';
import { temporaryFolder } from '../store/temporary.ts';

function relaunched(argv: readonly string[], environment: NodeJS.ProcessEnv = {}, execPath = '/opt/Onflow Desk/onflow-desk') {
  const told: (RelaunchOptions | undefined)[] = [];
  restart(
    { relaunch: (options) => void told.push(options) },
    { argv: [execPath, ...argv], cwd: resolve('/home/hoa'), execPath, environment, log: () => undefined },
  );
  return told;
}

test.each([
  ['--provision=desk.json', '--token-file=token.txt'],
  ['--provision', 'desk.json', '--token-file', 'token.txt'],
])(
  'a desk that was set up by a file (%s) starts on its connection: the token’s file is gone, and asking for it would end the desk',
  (...flags) => {
    expect(relaunched(['--no-sandbox', 'app', ...flags, '--lang', 'vi', '--pace=2'])).toEqual([
      { args: ['--no-sandbox', 'app', '--lang', 'vi', '--pace=2'] },
    ]);
  },
);

test('operators that came after the PINs were forgotten are not forgotten at the next start', () => {
  expect(relaunched(['--forget-operators', '--lang=en'])).toEqual([{ args: ['--lang=en'] }]);
});

test.each([[['--user-data-dir=data/shop a']], [['--user-data-dir', 'data/shop a']]])(
  'a data folder stays the same one, from wherever the next start looks (%j)',
  (flags) => {
    expect(relaunched(flags)).toEqual([{ args: [`--user-data-dir=${resolve('/home/hoa/data/shop a')}`] }]);
  },
);

test('a desk started from another program’s AppImage is itself in none, and starts as usual', () => {
  const environment = { APPIMAGE: '/home/hoa/Editor.AppImage', APPDIR: '/tmp/.mount_Editor1' };
  expect(relaunched([], environment)).toEqual([{ args: [] }]);
  expect(relaunched([], environment, '/tmp/.mount_Editor12/onflow-desk')).toEqual([{ args: [] }]);
});

test.runIf(process.platform === 'linux')(
  'an AppImage is started from its file, and only when the desk in its mount has ended',
  { timeout: 20_000 },
  async () => {
    const folder = temporaryFolder();
    const mount = join(folder, '.mount_Onflow');
    const image = join(folder, "Hoa's desk.AppImage");
    const note = join(folder, 'started');
    writeFileSync(
      image,
      `#!/bin/sh\nprintf '%s\\n' "$(pwd)" "$APPIMAGE_EXTRACT_AND_RUN" "$@" > '${note}.part'\nmv '${note}.part' '${note}'\n`,
    );
    chmodSync(image, 0o755);
    mkdirSync(mount);
    symlinkSync(process.execPath, join(mount, 'onflow-desk'));
    const script = `
      import { restart } from ${JSON.stringify(resolve(import.meta.dirname, '../../../main/electron/restart.ts'))};
      const app = { relaunch: () => console.log('relaunched by Electron') };
      restart(app, {
        argv: ['onflow-desk', '--lang', 'vi', '--user-data-dir', 'dữ liệu của tôi', '--provision=desk.json'],
        cwd: ${JSON.stringify(folder)},
        execPath: ${JSON.stringify(join(mount, 'onflow-desk'))},
        environment: { ...process.env, APPIMAGE: ${JSON.stringify(image)}, APPDIR: ${JSON.stringify(mount)} },
        log: console.log,
      });
      process.stdin.once('data', () => process.exit(1));
      console.log('restarting');`;
    const desk = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    desk.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await expect.poll(() => said, { timeout: 10_000 }).toBe('restarting\n');
    await new Promise((done) => setTimeout(done, 300));
    // It would find the lock taken, and end.
    expect(existsSync(note)).toBe(false);
    desk.stdin.write('\n');
    await expect.poll(() => existsSync(note), { timeout: 10_000 }).toBe(true);
    expect(readFileSync(note, 'utf8')).toBe(`/\n\n--lang\nvi\n--user-data-dir=${join(folder, 'dữ liệu của tôi')}\n`);
  },
);
