import { describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../../contract/connection.ts';
import { type Keychain, createVault, keychainBytes } from '../../../main/vault/index.ts';
import { parseToken } from '../../../main/vault/token.ts';

const id = 'staging' as ConnectionId;
const working = (): { readonly chain: Keychain; readonly items: Map<string, string> } => {
  const items = new Map<string, string>();
  const key = (service: string, account: string): string => `${service}/${account}`;
  return {
    items,
    chain: {
      getPassword: (service, account) => Promise.resolve(items.get(key(service, account)) ?? null),
      setPassword: (service, account, password) => Promise.resolve(void items.set(key(service, account), password)),
      deletePassword: (service, account) => Promise.resolve(items.delete(key(service, account))),
    },
  };
};
const failing = (message: string): Keychain => {
  const fail = (): Promise<never> => Promise.reject(new Error(message));
  return { getPassword: fail, setPassword: fail, deletePassword: fail };
};
const vaultOn = (chain: Keychain, lines: string[] = []): ReturnType<typeof createVault> =>
  createVault({ load: () => Promise.resolve(chain), log: (line) => lines.push(line), patienceMs: 50 });

describe('the pasted token', () => {
  it('loses the spaces and line breaks that copying brings along', () =>
    expect(parseToken(' \u00A0\r\nabc.DEF-123_456==\r\n\t ')).toBe('abc.DEF-123_456=='));
  it.each([
    ['nothing', ''],
    ['spaces only', ' \n '],
  ])('is missing: %s', (_name, pasted) =>
    expect(() => parseToken(pasted)).toThrow(expect.objectContaining({ error: { code: 'tokenEmpty' } })),
  );
  it.each([
    '"abc.DEF=="',
    '“abc.DEF==”',
    "'abc.DEF=='",
    '`abc.DEF==`',
    'Bearer abc.DEF==',
    'bearer  abc.DEF==',
    'Token abc.DEF==',
    'Authorization: abc.DEF==',
    'Authorization: Bearer abc.DEF==',
    '"Authorization": "Bearer abc.DEF==",',
    "-H 'Authorization: Bearer abc.DEF=='",
    '\uFEFFabc.\u200BDEF==',
    'abc.DEF==;',
  ])('is taken out of what was copied round it: %j', (pasted) => expect(parseToken(pasted)).toBe('abc.DEF=='));
  it.each(['abc def', 'abc\r\nX-Evil: 1', 'Bearer abc def', 'Authorization: abc\r\nX-Evil: 1', 'abc\u0000def', 'abcđ', 'ab\u202Ec'])(
    'is refused when something inside cannot stand in a header: %j',
    (pasted) => expect(() => parseToken(pasted)).toThrow(expect.objectContaining({ error: { code: 'tokenHasSpaces' } })),
  );
});

describe('a keychain that holds so many bytes and no more, as that of Windows', () => {
  const onWindows = (chain: Keychain) =>
    createVault({ load: () => Promise.resolve(chain), log: () => undefined, patienceMs: 50, mostBytes: keychainBytes('win32') });

  it('keeps what fits to the last byte, and is not asked for more: that token is kept for the session, and said to be too long', async () => {
    const { chain, items } = working();
    const vault = onWindows(chain);
    expect([await vault.put(id, 'x'.repeat(2_560)), [...items.values()].join().length]).toEqual(['stored', 2_560]);
    expect(await vault.put(id, 'y'.repeat(2_561))).toBe('tooLong');
    expect([vault.state(id), vault.token(id)?.length]).toEqual(['tooLong', 2_561]);
  });

  it('does not bring an older token back at the next start', async () => {
    const { chain } = working();
    const vault = onWindows(chain);
    await vault.put(id, 'old');
    await vault.put(id, 'y'.repeat(3_000));
    const next = onWindows(chain);
    await next.open(id);
    expect(next.state(id)).toBe('none');
  });

  it.each(['darwin', 'linux'] as const)('%s has no limit that a token would reach', (platform) =>
    expect(keychainBytes(platform)).toBeGreaterThan(10_000),
  );
});

describe('the vault', () => {
  it('keeps three cases apart: no token, in the keychain, for this session only', async () => {
    const vault = vaultOn(working().chain);
    await vault.open(id);
    expect([vault.state(id), vault.keychain(), vault.token(id)]).toEqual(['none', 'ready', null]);
    expect(await vault.put(id, ' secret-1 ')).toBe('stored');
    expect([vault.state(id), vault.token(id)]).toEqual(['stored', 'secret-1']);

    const locked = vaultOn(failing('Cannot create an item in a locked collection'));
    expect(await locked.put(id, 'secret-2')).toBe('sessionOnly');
    expect([locked.state(id), locked.keychain(), locked.token(id)]).toEqual(['sessionOnly', 'locked', 'secret-2']);
  });

  it('says that the keychain is missing when keytar does not load or no service answers', async () => {
    const absent = createVault({ load: () => Promise.reject(new Error('Cannot find module')), log: () => {} });
    expect(await absent.put(id, 'secret')).toBe('sessionOnly');
    expect(absent.keychain()).toBe('missing');
    const silent = vaultOn(failing('The name org.freedesktop.secrets was not provided by any .service files'));
    await silent.open(id);
    expect(silent.keychain()).toBe('missing');
  });

  it('does not wait for ever for a keychain that asks its owner, and takes the late answer', async () => {
    let answer: (token: string) => void = () => {};
    const asking: Keychain = { ...working().chain, getPassword: () => new Promise((resolve) => (answer = resolve)) };
    const vault = vaultOn(asking);
    let late = (): void => {};
    const told = new Promise<void>((resolve) => (late = resolve));
    await vault.open(id, late);
    expect([vault.state(id), vault.keychain()]).toEqual(['none', 'locked']);
    answer('secret-3');
    await told;
    expect([vault.state(id), vault.keychain(), vault.token(id)]).toEqual(['stored', 'ready', 'secret-3']);
  });

  it('finds the token again after a restart, and forgets it on demand', async () => {
    const { chain, items } = working();
    await vaultOn(chain).put(id, 'secret-4');
    const restarted = vaultOn(chain);
    await restarted.open(id);
    expect(restarted.token(id)).toBe('secret-4');
    await restarted.forget(id);
    expect([restarted.token(id), restarted.state(id), items.size]).toEqual([null, 'none', 0]);
  });

  it('knows a refused token until another is put', async () => {
    const vault = vaultOn(working().chain);
    await vault.put(id, 'old');
    const old = vault.generation(id);
    vault.refuse(id, old);
    expect(vault.state(id)).toBe('refused');
    await vault.put(id, 'new');
    expect(vault.state(id)).toBe('stored');
    vault.refuse(id, old);
    expect(vault.state(id)).toBe('stored');
  });

  it('takes a refused token that is accepted again for another one: an old refusal says nothing of it', async () => {
    const vault = vaultOn(working().chain);
    await vault.put(id, 'same');
    const before = vault.generation(id);
    vault.refuse(id, before);
    vault.accept(id);
    expect([vault.state(id), vault.token(id)]).toEqual(['stored', 'same']);
    vault.refuse(id, before);
    expect(vault.state(id)).toBe('stored');
  });

  it('writes no token into the log, also when the keychain fails', async () => {
    const lines: string[] = [];
    const vault = vaultOn(failing('locked'), lines);
    await vault.put(id, 'very-secret');
    await vault.open(id);
    expect(lines.join('\n')).not.toContain('very-secret');
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('what opens a proxy', () => {
  const proxy = 'proxy.example:3128';
  const mai = { user: 'mai', password: 'p:w d' };

  it('is kept beside the tokens, found after a restart as one and the same, and forgotten on demand', async () => {
    const { chain, items } = working();
    expect(await vaultOn(chain).putSignIn(proxy, mai)).toBe('stored');
    const restarted = vaultOn(chain);
    const [one, two] = await Promise.all([restarted.signIn(proxy), restarted.signIn(proxy)]);
    expect(one).toEqual(mai);
    expect(two).toBe(one);
    expect(await restarted.signIn('other.example:3128')).toBeNull();
    await restarted.forgetSignIn(proxy);
    expect([await restarted.signIn(proxy), items.size]).toEqual([null, 0]);
  });

  it('is asked of the keychain once, and taken up when a locked one answers late', async () => {
    let answer: (text: string) => void = () => {};
    let times = 0;
    const asking: Keychain = { ...working().chain, getPassword: () => new Promise((resolve) => ((times += 1), (answer = resolve))) };
    const vault = vaultOn(asking);
    expect(await Promise.all([vault.signIn(proxy), vault.signIn(proxy)])).toEqual([null, null]);
    expect(await vault.signIn(proxy)).toBeNull();
    expect(times).toBe(1);
    answer(JSON.stringify(mai));
    await expect.poll(() => vault.signIn(proxy)).toEqual(mai);
  });

  it('lives in memory where there is no keychain; what is not ours in the keychain is nothing', async () => {
    const vault = vaultOn(failing('locked'));
    expect(await vault.putSignIn(proxy, mai)).toBe('sessionOnly');
    expect(await vault.signIn(proxy)).toEqual(mai);
    const { chain, items } = working();
    for (const odd of ['{', '{"user":"a:b","password":"x"}', '"text"']) {
      items.set(`Onflow Desk/proxy:${proxy}`, odd);
      expect(await vaultOn(chain).signIn(proxy)).toBeNull();
    }
  });

  it('is told to the log as a secret, also as it goes to the proxy', async () => {
    const secrets: string[] = [];
    const vault = createVault({ load: () => Promise.resolve(working().chain), log: () => {}, onToken: (secret) => secrets.push(secret) });
    await vault.putSignIn(proxy, mai);
    expect(secrets).toEqual(['p:w d', Buffer.from('mai:p:w d').toString('base64')]);
  });
});
