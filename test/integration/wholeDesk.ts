/** A whole desk without a window, on a provider of its own or in practice, for tests of what it does under the floor. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, expect } from 'vitest';
import { type AnswerOf, type RequestOf, type VerbName } from '../../contract/bridge.ts';
import type { Outcome } from '../../contract/errors.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { systemClock } from '../../main/time/clock.ts';
import type { Clock } from '../../main/time/clock.ts';
import { type Desk, createDesk } from '../../main/desk/desk.ts';
import { parseFlags } from '../../main/start/flags.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Keychain, createVault } from '../../main/vault/index.ts';
import { ask as askOpen } from './asking.ts';
import type { Press } from '../../main/desk/press.ts';
import { noPress } from './press.ts';

export const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).toReversed()) await each();
});
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-safety-'));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export interface Running {
  readonly desk: Desk;
  readonly lines: string[];
  readonly events: unknown[];
  /** Where the next file goes; `null`: the operator thinks better of it. */
  goesTo: string | null;
  /** Files whose folder was opened. */
  readonly shown: readonly string[];
  /** Paths of the files that were dragged out. */
  readonly dragged: readonly string[];
  ask<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>>;
  get<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>>;
  until(what: string, isTrue: () => Promise<boolean> | boolean): Promise<void>;
}

export async function start(
  folder: string,
  more: {
    readonly argv?: string[];
    readonly token?: string;
    readonly clock?: Clock;
    readonly builtAt?: number;
    readonly press?: Press;
  } = {},
): Promise<Running> {
  const lines: string[] = [];
  const events: unknown[] = [];
  const secrets: string[] = [];
  const items = new Map<string, string>();
  const chain: Keychain = {
    getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
    setPassword: (_service, account, password) => Promise.resolve(void items.set(account, password)),
    deletePassword: (_service, account) => Promise.resolve(items.delete(account)),
  };
  const log = (line: string): void => {
    lines.push(line);
    if (!existsSync(folder)) return;
    mkdirSync(join(folder, 'logs'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'desk.log'), `${lines.join('\n')}\n`);
  };
  const running = { goesTo: null as string | null, shown: [] as string[], dragged: [] as string[] };
  const desk = await createDesk({
    folder,
    version: '1.2.3',
    platform: 'linux',
    flags: parseFlags(more.argv ?? []),
    clock: more.clock ?? systemClock,
    vault: createVault({ load: () => Promise.resolve(chain), log, onToken: (token) => secrets.push(token) }),
    log,
    emit: (name, payload) => events.push({ name, payload }),
    openLink: () => Promise.resolve(),
    openFile: () => Promise.resolve(),
    press: more.press ?? noPress,
    dragFile: (path) => Promise.resolve(void running.dragged.push(path)),
    openFolder: () => Promise.resolve(),
    showInFolder: (path) => void running.shown.push(path),
    onLanguage: () => {},
    onTheme: () => {},
    provisionedToken: () => Promise.resolve(more.token ?? null),
    askWhere: () => Promise.resolve(running.goesTo),
    onReadyToClose: () => {},
    secrets: () => secrets,
    versions: { node: process.versions.node },
    builtAt: more.builtAt ?? 0,
    timing: { undoMs: 0, settleMs: [50, 100], backOffBaseMs: 50, backOffMostMs: 500, closingMs: 500 },
  });
  cleanUp.push(() => desk.close());
  const ask = <V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>> =>
    askOpen(desk.handlers, verb, request, log);
  return Object.assign(running, {
    desk,
    lines,
    events,
    ask,
    get: async <V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>> => {
      const outcome = await ask(verb, request);
      if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome.error)}`);
      return outcome.value;
    },
    until: (what: string, isTrue: () => Promise<boolean> | boolean) =>
      expect.poll(isTrue, { timeout: 50_000, interval: 30, message: what }).toBe(true),
  });
}

export async function provider(): Promise<PracticeProvider> {
  const practice = await startPractice({ folder: newFolder(), rateLimit: false });
  cleanUp.push(() => practice.close());
  return practice;
}
export async function provisioned(practice: PracticeProvider, folder = newFolder()): Promise<Running> {
  const file = join(newFolder(), 'provision.json');
  writeFileSync(file, JSON.stringify({ name: 'Shop Hoa Mai', environment: 'staging', baseUrl: practice.baseUrl }));
  return start(folder, { argv: ['--provision', file], token: practice.token });
}
/** Of the one connection that is not practice. */
export function shopFolder(folder: string): string {
  const found = readdirSync(join(folder, 'connections')).find((name) => name.startsWith('shop-hoa-mai-'));
  if (found === undefined) throw new Error('no folder of the shop');
  return join(folder, 'connections', found);
}
export const draftId = (): DraftId => crypto.randomUUID() as DraftId;
export const product = (sku: string): Record<string, string> => ({ sku, name: 'Áo thun', weight: '180', product_price: '159000' });
export async function send(desk: Running, sku: string, more: object = {}): Promise<AnswerOf<'outbox.queue'>> {
  const { id } = await desk.get('drafts.save', { id: draftId(), kind: 'product', body: { ...product(sku), ...more } });
  return desk.get('outbox.queue', { draftId: id });
}
export const warehouse = 'ONF_WH_HN_LB';
/** An active product with stock in our warehouse. */
export async function anOasin(desk: Running): Promise<string> {
  await desk.until(
    'products come',
    async () =>
      (await desk.get('records.list', { kind: 'product', search: '', status: 'ACTIVE', warehouse, page: 0, pageSize: 20, refresh: true }))
        .rows.length > 0,
  );
  for (const { code } of (
    await desk.get('records.list', { kind: 'product', search: '', status: 'ACTIVE', warehouse, page: 0, pageSize: 20, refresh: false })
  ).rows) {
    await desk.get('stock.get', { oasin: code, refresh: true });
    await desk.until('its stock comes', async () => (await desk.get('stock.get', { oasin: code, refresh: false })).freshness.asOf !== null);
    const { rows } = await desk.get('stock.get', { oasin: code, refresh: false });
    if (rows.some((row) => row.warehouse_code === warehouse && row.stock_level === 'A' && (row.available_quantity ?? 0) > 5)) return code;
  }
  throw new Error('no product with stock');
}
export const confirmed = (desk: Running, id: AnswerOf<'outbox.queue'>['id']): Promise<void> =>
  desk.until('it is confirmed', async () => (await desk.get('outbox.get', { id }))?.state === 'confirmed');

/** Name and text of each file of an archive, read by its central directory. */
export function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = archive.lastIndexOf('PK\x05\x06');
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    expect(archive.toString('latin1', at, at + 4)).toBe('PK\x01\x02');
    const [packed, length, local] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt32LE(at + 42)];
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    files.set(name, inflateRawSync(archive.subarray(from, from + packed)).toString('utf8'));
    at += 46 + length;
  }
  return files;
}
