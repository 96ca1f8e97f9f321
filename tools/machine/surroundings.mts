/**
 * What a program that is tested has around it on Linux: a session bus and an unlocked keyring of its own, away from the person's, and a
 * display where there is none.
 */
import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** Whether keychains can be tested here; other systems always have theirs. */
export const hasKeyring =
  process.platform !== 'linux' || ['dbus-run-session', 'gnome-keyring-daemon'].every((name) => existsSync(join('/usr/bin', name)));

interface Surroundings {
  /** For the keyring's files. */
  readonly scratch: string;
  /** Electron shows itself; the stand-in need not. */
  readonly needsDisplay: boolean;
  /** False: no keyring, nor a bus to ask for one. Default true, where there is one to be had. */
  readonly keyring?: boolean;
}

/** The command in its surroundings, and what its environment has more; the command itself on Windows and macOS. */
export function surrounded(
  inner: readonly [string, ...string[]],
  { scratch, needsDisplay, keyring = true }: Surroundings,
): [string, string[], NodeJS.ProcessEnv] {
  if (process.platform !== 'linux') return [inner[0], inner.slice(1), {}];
  const lacksDisplay = needsDisplay && !process.env['DISPLAY'] && existsSync('/usr/bin/xvfb-run');
  const shown = lacksDisplay ? ['/usr/bin/xvfb-run', '-a', ...inner] : inner;
  if (!keyring || !hasKeyring)
    return [shown[0] ?? '', shown.slice(1), keyring ? {} : { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }];
  const home = mkdtempSync(join(scratch, 'keyring-'));
  const script = `printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"`;
  return [
    'dbus-run-session',
    ['--', 'sh', '-c', script, 'sh', ...shown],
    { XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home, ONFLOW_TEST_KEYRING: 'unlocked' },
  ];
}
