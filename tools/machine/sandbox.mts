/**
 * Whether Chromium's sandbox can be built for the Electron of this clone (Linux). Where it cannot, Electron ends at once with words for its
 * developers.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';

/** What is read of the system: a file's text, '' where there is none, and who owns a file, with which mode. */
export interface Reads {
  readonly text: (path: string) => string;
  readonly owner: (path: string) => { readonly uid: number; readonly mode: number } | null;
}

const ofThisComputer: Reads = {
  text: (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : ''),
  owner: (path) => statSync(path, { throwIfNoEntry: false }) ?? null,
};

/**
 * The sandbox takes user namespaces, which Ubuntu from 23.10 on keeps from programs it does not know, or else a helper beside Electron that
 * belongs to root.
 *
 * @param electron the path of Electron's executable.
 * @returns what is missing, with the one command that helps; `null` where nothing is known to be.
 */
export function sandboxTrouble(electron: string, { text, owner }: Reads = ofThisComputer): string | null {
  const isRefused =
    text('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    text('/proc/sys/kernel/unprivileged_userns_clone') === '0' ||
    text('/proc/sys/user/max_user_namespaces') === '0';
  if (!isRefused) return null;
  const helper = posix.join(posix.dirname(electron), 'chrome-sandbox');
  const found = owner(helper);
  if (found !== null && found.uid === 0 && (found.mode & 0o7777) === 0o4755) return null;
  const quoted = `'${helper.replaceAll("'", `'\\''`)}'`;
  return `This Linux gives Electron's sandbox no user namespaces, and its helper does not belong to root yet. Run once:\n  sudo chown root:root ${quoted} && sudo chmod 4755 ${quoted}`;
}
