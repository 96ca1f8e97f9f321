/** How folder and keychain are kept in step, and what is made of it when they are not. */
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { memoryOf } from '../../../main/desk/memory.ts';
import type { Settings } from '../../../main/store/settings.ts';
import { createVault } from '../../../main/vault/index.ts';
import { FakeClock } from '../onflow/fakeClock.ts';

function folder(values = new Map<string, unknown>()): Settings & { readonly values: Map<string, unknown> } {
  return {
    values,
    get: <T>(name: string, _shape: z.ZodType<T>, fallback: T) => (values.has(name) ? (values.get(name) as T) : fallback),
    set: (name, value) => void values.set(name, value),
    note: (name, value) => void values.set(name, value),
  };
}
const vaultOn = (items: Map<string, string>, more: { readonly set?: () => Promise<void>; readonly patienceMs?: number } = {}) =>
  createVault({
    log: () => undefined,
    patienceMs: more.patienceMs ?? 1_000,
    load: () =>
      Promise.resolve({
        getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
        setPassword: async (_service, account, text) => {
          await more.set?.();
          items.set(account, text);
        },
        deletePassword: (_service, account) => Promise.resolve(items.delete(account)),
      }),
  });
const clock = new FakeClock();
const of = (settings: Settings, items: Map<string, string>, computer = 'one') =>
  memoryOf({ identity: 'folder-1', settings, vault: vaultOn(items), computer, clock });
/** As at every opening: compared, then marked anew. */
async function opened(settings: Settings, items: Map<string, string>, computer = 'one') {
  const memory = of(settings, items, computer);
  await memory.look();
  await memory.renew();
  return memory;
}

describe('a folder and its keychain', () => {
  test('that never met are no alarm; from then on they bear one mark', async () => {
    const [settings, items] = [folder(), new Map<string, string>()];
    expect(await of(settings, items).look()).toBe('same');
    await opened(settings, items);
    expect([...items.values()]).toEqual([(settings.values.get('mark') as { mark: string }).mark]);
    expect(await of(settings, items).look()).toBe('same');
  });

  test('do not fit when either is older, or missing', async () => {
    const [settings, items] = [folder(), new Map<string, string>()];
    await opened(settings, items);
    const [oldFolder, oldItems] = [folder(new Map(settings.values)), new Map(items)];
    await opened(settings, items);
    expect(await of(oldFolder, items).look()).toBe('other');
    expect(await of(settings, oldItems).look()).toBe('other');
    expect(await of(settings, new Map()).look()).toBe('other');
    expect(await of(folder(), items).look()).toBe('other');
    expect(await of(settings, items).look()).toBe('same');
  });

  test('do not fit when the desk stopped between the two: it is looked up once too often, never once too seldom', async () => {
    const [settings, items] = [folder(), new Map<string, string>()];
    await opened(settings, items);
    const atStop = folder(new Map(settings.values));
    await opened(settings, items);
    // The keychain was written, the folder no more.
    expect(await of(atStop, items).look()).toBe('other');
  });

  test("of another computer's name do not fit, even where all else does", async () => {
    const [settings, items] = [folder(), new Map<string, string>()];
    await opened(settings, items, 'one');
    expect(await of(settings, items, 'two').look()).toBe('other');
  });
});

test('while documents leave, the mark is never older than a minute', async () => {
  const [settings, items] = [folder(), new Map<string, string>()];
  const memory = of(settings, items);
  await memory.look();
  const marks = new Set<string | undefined>();
  const send = async (): Promise<void> => {
    await Promise.all([memory.keepFresh(), memory.keepFresh()]);
    marks.add(items.values().next().value);
  };
  await send();
  await clock.advance(59_000);
  await send();
  expect(marks.size).toBe(1);
  await clock.advance(1_000);
  await send();
  expect(marks.size).toBe(2);
});

test('a keychain that takes the mark late takes the folder along', async () => {
  const [settings, items] = [folder(), new Map<string, string>()];
  const asked = Promise.withResolvers<void>();
  const memory = memoryOf({
    identity: 'folder-1',
    settings,
    vault: vaultOn(items, { set: () => asked.promise, patienceMs: 10 }),
    computer: 'one',
    clock,
  });
  await memory.look();
  await memory.renew();
  expect(settings.values.get('mark')).toEqual({ mark: null, computer: 'one' });
  asked.resolve();
  await expect.poll(() => (settings.values.get('mark') as { mark: string | null }).mark).toEqual(expect.any(String));
  expect(await of(settings, items).look()).toBe('same');
});

test('after the folder is closed nothing is written into it', async () => {
  const [settings, items] = [folder(), new Map<string, string>()];
  const memory = of(settings, items);
  await memory.close();
  await memory.renew();
  expect(settings.values.size).toBe(0);
});

test('a keychain that could not be compared with is given no new mark: it would cover that the folder was put back', async () => {
  const [settings, items] = [folder(), new Map<string, string>()];
  await opened(settings, items);
  const old = folder(new Map(settings.values));
  await opened(settings, items);
  let isLocked = true;
  const chain = {
    get: (account: string) => (isLocked ? Promise.reject(new Error('locked')) : Promise.resolve(items.get(account) ?? null)),
  };
  const vault = createVault({
    log: () => undefined,
    load: () =>
      Promise.resolve({
        getPassword: (_service, account) => chain.get(account),
        setPassword: (_service, account, text) => Promise.resolve(void items.set(account, text)),
        deletePassword: () => Promise.resolve(true),
      }),
  });
  const memory = memoryOf({ identity: 'folder-1', settings: old, vault, computer: 'one', clock });
  expect(await memory.look()).toBe('unknown');
  await memory.renew();
  isLocked = false;
  expect(await memory.look()).toBe('other');
});
