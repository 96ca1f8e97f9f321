/** Whole desks on real servers, several of them if need be: other folders, other keychains, other computers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { AnswerOf, EventName, RequestOf, VerbName } from '../../contract/bridge.ts';
import type { Connection, ConnectionId } from '../../contract/connection.ts';
import type { Outcome } from '../../contract/errors.ts';
import { type Clock, systemClock } from '../../main/time/clock.ts';
import { type Desk, createDesk } from '../../main/desk/desk.ts';
import { answer } from '../../main/desk/door.ts';
import { parseFlags } from '../../main/start/flags.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { type Keychain, createVault } from '../../main/vault/index.ts';
import { noPress } from './press.ts';

export interface Running {
  readonly desk: Desk;
  readonly folder: string;
  readonly events: { readonly name: EventName; readonly payload: unknown }[];
  readonly lines: string[];
  /** About this connection, whichever is open. */
  of(connection: ConnectionId): <V extends VerbName>(verb: V, request: RequestOf<V>) => Promise<Outcome<AnswerOf<V>>>;
  /** As `of`, the value; the test fails with the error. */
  from(connection: ConnectionId): <V extends VerbName>(verb: V, request: RequestOf<V>) => Promise<AnswerOf<V>>;
  /** About the desk; the test fails with the error. */
  get<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>>;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface StartOptions {
  readonly folder?: string;
  /** What is in the keychain; another map is another computer's. */
  readonly items?: Map<string, string>;
  /** `null`: there is none. */
  readonly keychain?: Keychain | null;
  readonly computer?: string;
  readonly clock?: Clock;
  /** Which way the computer goes; straight where left out. */
  readonly resolveProxy?: (url: string) => Promise<string>;
  readonly argv?: readonly string[];
  readonly provisionedToken?: string;
  /** The system's viewer. */
  readonly openFile?: (path: string) => Promise<void>;
}

export const keychainOf = (items: Map<string, string>): Keychain => ({
  getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
  setPassword: (_service, account, password) => Promise.resolve(void items.set(account, password)),
  deletePassword: (_service, account) => Promise.resolve(items.delete(account)),
});

export async function start(more: StartOptions = {}): Promise<Running> {
  const folder = more.folder ?? newFolder();
  const chain = more.keychain === undefined ? keychainOf(more.items ?? new Map()) : more.keychain;
  const events: Running['events'] = [];
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const desk = await createDesk({
    folder,
    version: '0.0.0',
    platform: 'linux',
    flags: parseFlags(more.argv ?? []),
    clock: more.clock ?? systemClock,
    log,
    vault: createVault({
      load: () => (chain === null ? Promise.reject(new Error('none here')) : Promise.resolve(chain)),
      log,
      patienceMs: 300,
    }),
    emit: (name, payload) => events.push({ name, payload }),
    openLink: () => Promise.resolve(),
    openFile: more.openFile ?? (() => Promise.resolve()),
    press: noPress,
    dragFile: () => Promise.resolve(),
    openFolder: () => Promise.resolve(),
    showInFolder: () => {},
    onLanguage: () => {},
    onTheme: () => {},
    provisionedToken: () => Promise.resolve(more.provisionedToken ?? null),
    askWhere: () => Promise.resolve(null),
    onReadyToClose: () => {},
    secrets: () => [],
    versions: {},
    builtAt: 0,
    timing: { undoMs: 0, settleMs: [50, 100], backOffBaseMs: 50, backOffMostMs: 500, closingMs: 500 },
    ...(more.resolveProxy === undefined ? {} : { resolveProxy: more.resolveProxy }),
    ...(more.computer === undefined ? {} : { computer: more.computer }),
  });
  onTestFinished(() => desk.close());
  const must = <V extends VerbName>(verb: V, outcome: Outcome<unknown>): AnswerOf<V> => {
    if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome.error)}`);
    return outcome.value as AnswerOf<V>;
  };
  return {
    desk,
    folder,
    events,
    lines,
    of: (connection) => async (verb, request) => (await answer(verb, request, desk.handlers, log, connection)) as never,
    from: (connection) => async (verb, request) => must(verb, await answer(verb, request, desk.handlers, log, connection)),
    get: async (verb, request) => must(verb, await answer(verb, request, desk.handlers, log)),
  };
}

export async function provider(): Promise<PracticeProvider> {
  const practice = await startPractice({ folder: newFolder(), rateLimit: false });
  onTestFinished(() => practice.close());
  return practice;
}
/** A connection of this name at this server, its key in place; not opened. */
export async function connect(desk: Running, name: string, at: PracticeProvider): Promise<Connection> {
  const made = await desk.get('connections.create', { name, environment: 'staging', baseUrl: at.baseUrl });
  await desk.get('keys.put', { connectionId: made.id, key: at.token });
  return made;
}

/** Waits until it is true, at most 50 s. */
export const until = (what: string, isTrue: () => Promise<boolean> | boolean): Promise<void> =>
  expect.poll(isTrue, { timeout: 50_000, interval: 30, message: what }).toBe(true);
