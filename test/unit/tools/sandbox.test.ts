/** A Linux that keeps user namespaces from Electron, as Ubuntu 24.04 does: said with one command, and only where it is so. */
import { expect, test } from 'vitest';
import { type Reads, sandboxTrouble } from '../../../tools/machine/sandbox.mts';

const electron = "/home/hoa/it's a clone/node_modules/electron/dist/electron";
const helper = "/home/hoa/it's a clone/node_modules/electron/dist/chrome-sandbox";
const system = (
  files: Readonly<Record<string, string>>,
  owned: { uid: number; mode: number } | null = { uid: 1000, mode: 0o100755 },
): Reads => ({
  text: (path) => files[path] ?? '',
  owner: (path) => (path === helper ? owned : null),
});
const ubuntu = { '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1' };

test.each([ubuntu, { '/proc/sys/kernel/unprivileged_userns_clone': '0' }, { '/proc/sys/user/max_user_namespaces': '0' }])(
  '%j: one command, that a shell takes as it stands',
  (files) => {
    const said = sandboxTrouble(electron, system(files));
    const quoted = `'/home/hoa/it'\\''s a clone/node_modules/electron/dist/chrome-sandbox'`;
    expect(said?.split('\n').at(-1)).toBe(`  sudo chown root:root ${quoted} && sudo chmod 4755 ${quoted}`);
  },
);

test('nothing is said where the system gives user namespaces, or the helper is in place', () => {
  expect(sandboxTrouble(electron, system({}))).toBeNull();
  expect(
    sandboxTrouble(
      electron,
      system({ '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '0', '/proc/sys/user/max_user_namespaces': '31000' }),
    ),
  ).toBeNull();
  expect(sandboxTrouble(electron, system(ubuntu, { uid: 0, mode: 0o104755 }))).toBeNull();
});

test.each([{ uid: 0, mode: 0o100755 }, { uid: 1000, mode: 0o104755 }, null])('a helper that is %j does not help', (owned) => {
  expect(sandboxTrouble(electron, system(ubuntu, owned))).not.toBeNull();
});
