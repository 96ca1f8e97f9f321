/** A data folder that is not as this computer left it is recognised, and nothing that it calls unsent leaves before it was looked up. */
import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConnectionId } from '../../contract/connection.ts';
import type { DraftId, OutboxId } from '../../contract/outbox.ts';
import type { PracticeProvider } from '../../main/practice/index.ts';
import type { Keychain } from '../../main/vault/index.ts';
import { type Running, type StartOptions, connect, keychainOf, newFolder, provider, start, until } from './severalDesks.ts';

const warehouse = 'ONF_WH_HN_LB';

/** An active product with stock in our warehouse. */
async function anOasin(desk: Running, id: ConnectionId): Promise<string> {
  const query = { kind: 'product', search: '', status: 'ACTIVE', warehouse, page: 0, pageSize: 20, refresh: true } as const;
  await until('products come', async () => (await desk.from(id)('records.list', query)).rows.length > 0);
  for (const { code } of (await desk.from(id)('records.list', { ...query, refresh: false })).rows) {
    await desk.from(id)('stock.get', { oasin: code, refresh: true });
    await until('its stock comes', async () => (await desk.from(id)('stock.get', { oasin: code, refresh: false })).freshness.asOf !== null);
    const { rows } = await desk.from(id)('stock.get', { oasin: code, refresh: false });
    if (rows.some((row) => row.warehouse_code === warehouse && row.stock_level === 'A' && (row.available_quantity ?? 0) > 5)) return code;
  }
  throw new Error('no product with stock');
}
const saveShipment = async (desk: Running, id: ConnectionId, oasin: string, reference: string): Promise<DraftId> =>
  (
    await desk.from(id)('drafts.save', {
      id: randomUUID(),
      kind: 'shipment',
      body: {
        warehouse_code: warehouse,
        platform: 'lazada',
        merchant_tracking_code_reference: reference,
        items: [{ oasin, product_quantity: '1' }],
      },
    })
  ).id;
const queue = async (desk: Running, id: ConnectionId, draftId: DraftId): Promise<OutboxId> =>
  (await desk.from(id)('outbox.queue', { draftId })).id;
const confirmed = (desk: Running, id: ConnectionId, row: OutboxId): Promise<void> =>
  until('it is confirmed', async () => (await desk.from(id)('outbox.get', { id: row }))?.state === 'confirmed');

interface Before {
  readonly at: PracticeProvider;
  readonly id: ConnectionId;
  readonly folder: string;
  /** The folder as it was with one shipment waiting, and one typed and not sent. */
  readonly copy: string;
  readonly waiting: OutboxId;
  readonly typed: DraftId;
}

/** A paused desk with a shipment waiting, copied while it is closed; then both are sent from the folder itself. */
async function copiedAndSent(options: StartOptions): Promise<Before> {
  const at = await provider();
  const folder = newFolder();
  const first = await start({ ...options, folder });
  const { id } = await connect(first, 'Shop', at);
  await first.get('connections.open', { id });
  await first.from(id)('outbox.pause', undefined);
  const oasin = await anOasin(first, id);
  const typed = await saveShipment(first, id, oasin, 'MEM-TYPED');
  const waiting = await queue(first, id, await saveShipment(first, id, oasin, 'MEM-WAITING'));
  await first.desk.close();
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });

  const second = await start({ ...options, folder });
  await giveKey(second, id, at);
  expect((await second.get('app.state', undefined)).session).toMatchObject({ isCopied: false });
  await second.from(id)('outbox.resume', undefined);
  await confirmed(second, id, waiting);
  await confirmed(second, id, await queue(second, id, typed));
  await second.desk.close();
  return { at, id, folder, copy, waiting, typed };
}

/** Where there is no keychain, or another one, the operator pastes the key again. */
async function giveKey(desk: Running, id: ConnectionId, at: PracticeProvider): Promise<void> {
  await until('the keychain was asked', async () => (await desk.get('app.state', undefined)).session !== null);
  if ((await desk.get('app.state', undefined)).session?.connection.key !== 'stored')
    await desk.get('keys.put', { connectionId: id, key: at.token });
}

/** Sends what waits and what was typed, as if nothing had happened. */
async function sendsAgain(desk: Running, { at, id, waiting, typed }: Before): Promise<[number | undefined, number | undefined]> {
  await giveKey(desk, id, at);
  await desk.from(id)('outbox.resume', undefined);
  await confirmed(desk, id, waiting);
  await confirmed(desk, id, await queue(desk, id, typed));
  return [at.counts().shipments['MEM-WAITING'], at.counts().shipments['MEM-TYPED']];
}
const isCopied = (desk: Running) => (): Promise<boolean> =>
  desk.get('app.state', undefined).then(({ session }) => session?.isCopied === true);

describe('a folder that was copied', () => {
  it('to another computer is recognised there, and makes no second record', async () => {
    const before = await copiedAndSent({ items: new Map(), computer: 'one' });
    const other = await start({ folder: before.copy, items: new Map(), computer: 'two' });
    await until('it is recognised', isCopied(other));
    expect(await sendsAgain(other, before)).toEqual([1, 1]);
  });

  it('is told of until that is read, over a restart', async () => {
    const items = new Map<string, string>();
    const { copy, id } = await copiedAndSent({ items, computer: 'one' });
    const first = await start({ folder: copy, items, computer: 'two' });
    await until('it is recognised', isCopied(first));
    await first.desk.close();
    const second = await start({ folder: copy, items, computer: 'two' });
    await until('it still says so', isCopied(second));
    await second.from(id)('connections.copyRead', undefined);
    expect(await isCopied(second)()).toBe(false);
    await second.desk.close();
    const third = await start({ folder: copy, items, computer: 'two' });
    await until('it is open', async () => (await third.get('app.state', undefined)).session?.connection.key === 'stored');
    expect(await isCopied(third)()).toBe(false);
  });

  it("and came with its keychain, as a roaming profile does, is known by the computer's name", async () => {
    const items = new Map<string, string>();
    const before = await copiedAndSent({ items, computer: 'one' });
    // Both are as they were when they were copied.
    const other = await start({ folder: before.copy, items: new Map(items), computer: 'two' });
    await until('it is recognised', isCopied(other));
    expect(await sendsAgain(other, before)).toEqual([1, 1]);
  });
});

describe('a folder that was put back', () => {
  it('in its own place, on its own computer, is recognised', async () => {
    const items = new Map<string, string>();
    const before = await copiedAndSent({ items, computer: 'one' });
    rmSync(before.folder, { recursive: true });
    cpSync(before.copy, before.folder, { recursive: true });
    const again = await start({ folder: before.folder, items, computer: 'one' });
    await until('it is recognised', isCopied(again));
    expect(await sendsAgain(again, before)).toEqual([1, 1]);
  });

  it('is recognised when a locked keychain answers late', async () => {
    const items = new Map<string, string>();
    const before = await copiedAndSent({ items, computer: 'one' });
    const unlocked = Promise.withResolvers<void>();
    const chain = keychainOf(items);
    const late: Keychain = {
      ...chain,
      getPassword: (service, account) => unlocked.promise.then(() => chain.getPassword(service, account)),
    };
    const again = await start({ folder: before.copy, keychain: late, computer: 'one' });
    await until('it is taken as locked', async () => (await again.get('app.state', undefined)).keychain === 'locked');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await isCopied(again)()).toBe(false);
    unlocked.resolve();
    await until('it is recognised', isCopied(again));
    expect(await sendsAgain(again, before)).toEqual([1, 1]);
  });
});

/** It never answers, and never refuses either: its owner does not look at its question. */
const silent: Keychain = {
  getPassword: () => new Promise(() => undefined),
  setPassword: () => new Promise(() => undefined),
  deletePassword: () => new Promise(() => undefined),
};

describe('a keychain that stays locked', () => {
  it('lets a copy make no second record when a key is pasted for this session', async () => {
    const before = await copiedAndSent({ items: new Map(), computer: 'one' });
    const again = await start({ folder: before.copy, keychain: silent, computer: 'one' });
    await until('it is taken as locked', async () => (await again.get('app.state', undefined)).keychain === 'locked');
    expect(await sendsAgain(again, before)).toEqual([1, 1]);
  });

  it('holds up nothing: what was never sent is looked up and leaves, and nobody is alarmed', async () => {
    const at = await provider();
    const folder = newFolder();
    const first = await start({ folder, items: new Map(), computer: 'one' });
    const { id } = await connect(first, 'Shop', at);
    await first.get('connections.open', { id });
    await first.from(id)('outbox.pause', undefined);
    const waiting = await queue(first, id, await saveShipment(first, id, await anOasin(first, id), 'MEM-NEW'));
    await first.desk.close();
    const again = await start({ folder, keychain: silent, computer: 'one' });
    await until('it is taken as locked', async () => (await again.get('app.state', undefined)).keychain === 'locked');
    await giveKey(again, id, at);
    await again.from(id)('outbox.resume', undefined);
    await confirmed(again, id, waiting);
    expect(at.counts().shipments['MEM-NEW']).toBe(1);
    expect(await isCopied(again)()).toBe(false);
  });
});

describe('a keychain that is gone', () => {
  it('leaves a folder that it marked in doubt: a copy makes no second record', async () => {
    const before = await copiedAndSent({ items: new Map(), computer: 'one' });
    const again = await start({ folder: before.copy, keychain: null, computer: 'one' });
    expect(await sendsAgain(again, before)).toEqual([1, 1]);
  });
});

describe('without a keychain', () => {
  it("a folder from another computer is recognised by the computer's name", async () => {
    const before = await copiedAndSent({ keychain: null, computer: 'one' });
    const other = await start({ folder: before.copy, keychain: null, computer: 'two' });
    await until('it is recognised', isCopied(other));
    expect(await sendsAgain(other, before)).toEqual([1, 1]);
  });

  it('opening it again on the same computer is no alarm, nor is the first keychain it meets', async () => {
    const { copy, id } = await copiedAndSent({ keychain: null, computer: 'one' });
    const first = await start({ folder: copy, keychain: null, computer: 'one' });
    await until('it is open', async () => (await first.of(id)('drafts.list', undefined)).ok);
    expect(await isCopied(first)()).toBe(false);
    await first.desk.close();
    const items = new Map<string, string>();
    const second = await start({ folder: copy, items, computer: 'one' });
    await until('it is marked', () => items.size > 0);
    expect(await isCopied(second)()).toBe(false);
  });
});
