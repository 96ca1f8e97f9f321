/**
 * The vault on the real keychain of the system: run under an unlocked one (`npm test` starts gnome-keyring in its own D-Bus session on
 * Linux).
 */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../contract/connection.ts';
import { createVault, loadKeytar } from '../../main/vault/index.ts';

const id = `test-${randomUUID().slice(0, 8)}` as ConnectionId;
const lines: string[] = [];
const vault = (): ReturnType<typeof createVault> => createVault({ load: loadKeytar, log: (line) => lines.push(line) });

afterEach(async () => {
  await vault().forget(id);
});

describe('the vault on the system keychain', () => {
  it('keeps a token over a restart and removes it on demand', async () => {
    const first = vault();
    expect(await first.put(id, 'real-keychain-token')).toBe('stored');
    expect(first.keychain(), lines.join('\n')).toBe('ready');

    const second = vault();
    await second.open(id);
    expect(second.token(id)).toBe('real-keychain-token');
    await second.forget(id);

    const third = vault();
    await third.open(id);
    expect([third.token(id), third.state(id)]).toEqual([null, 'none']);
  });
});
