/** Whose a question is: a desk with several connections answers each about its own, and says so where it cannot. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AnswerOf, EventName, RequestOf, VerbName } from '../../contract/bridge.ts';
import { type Connection, type ConnectionId, practiceConnectionId } from '../../contract/connection.ts';
import type { Outcome } from '../../contract/errors.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { systemClock } from '../../main/clock.ts';
import { type Desk, createDesk } from '../../main/desk.ts';
import { answer } from '../../main/door.ts';
import { parseFlags } from '../../main/flags.ts';
import { type PracticeProvider, startPractice } from '../../main/practice/index.ts';
import { createVault } from '../../main/vault/index.ts';

interface Running {
  readonly desk: Desk;
  readonly folder: string;
  readonly events: { readonly name: EventName; readonly payload: unknown }[];
  readonly lines: string[];
  /** About this connection, whichever is open. */
  of(connection: ConnectionId): <V extends VerbName>(verb: V, request: RequestOf<V>) => Promise<Outcome<AnswerOf<V>>>;
  /** About the desk; the test fails with the error. */
  get<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>>;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

async function start(folder = newFolder(), items = new Map<string, string>()): Promise<Running> {
  const events: Running['events'] = [];
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const desk = await createDesk({
    folder, version: '0.0.0', platform: 'linux', flags: parseFlags([]), clock: systemClock, log,
    vault: createVault({
      load: () => Promise.resolve({
        getPassword: (_service, account) => Promise.resolve(items.get(account) ?? null),
        setPassword: (_service, account, password) => Promise.resolve(void items.set(account, password)),
        deletePassword: (_service, account) => Promise.resolve(items.delete(account)),
      }),
      log,
    }),
    emit: (name, payload) => events.push({ name, payload }),
    openLink: () => Promise.resolve(), openFile: () => Promise.resolve(), onLanguage: () => {}, onTheme: () => {},
    provisionedToken: () => Promise.resolve(null), askWhere: () => Promise.resolve(null), onReadyToClose: () => {},
    secrets: () => [], versions: {}, builtAt: 0,
    timing: { undoMs: 0, settleMs: [50, 100], backOffBaseMs: 50, backOffMostMs: 500, closingMs: 500 },
  });
  onTestFinished(() => desk.close());
  return {
    desk, folder, events, lines,
    of: (connection) => async (verb, request) => (await answer(verb, request, desk.handlers, log, connection)) as never,
    get: async (verb, request) => {
      const outcome = await answer(verb, request, desk.handlers, log);
      if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome.error)}`);
      return outcome.value as never;
    },
  };
}

async function provider(): Promise<PracticeProvider> {
  const practice = await startPractice({ folder: newFolder(), rateLimit: false });
  onTestFinished(() => practice.close());
  return practice;
}
async function connect(desk: Running, name: string, at: PracticeProvider): Promise<Connection> {
  const made = await desk.get('connections.create', { name, environment: 'staging', baseUrl: at.baseUrl });
  await desk.get('keys.put', { connectionId: made.id, key: at.token });
  return made;
}
const product = (sku: string) => ({ id: randomUUID() as DraftId, kind: 'product' as const, body: { sku, name: 'Áo thun' } });

describe('a question about a connection', () => {
  it('is answered by that connection, and refused with its name where another is open', async () => {
    const desk = await start();
    const [one, two] = [await connect(desk, 'Shop Một', await provider()), await connect(desk, 'Shop Hai', await provider())];
    await desk.get('connections.open', { id: one.id });
    const draft = product('OF-ONE');
    expect(await desk.of(one.id)('drafts.save', draft)).toMatchObject({ ok: true });
    await desk.get('connections.open', { id: two.id });
    const refused = { ok: false, error: { code: 'otherConnection', params: { name: 'Shop Một' } } };
    expect(await desk.of(one.id)('drafts.list', undefined)).toEqual(refused);
    expect(await desk.of(one.id)('outbox.queue', { draftId: draft.id })).toEqual(refused);
    expect(await desk.of(one.id)('connections.saveProfile', { text: '' })).toEqual(refused);
    expect(await desk.of(one.id)('practice.reset', undefined)).toEqual(refused);
    expect(await desk.of('gone' as ConnectionId)('drafts.list', undefined)).toEqual({ ok: false, error: { code: 'noConnection' } });
    expect(await desk.of(two.id)('drafts.list', undefined)).toEqual({ ok: true, value: [] });
  });

  it('is answered after the change of connections that was under way when it came', async () => {
    const desk = await start();
    const one = await connect(desk, 'Shop Một', await provider());
    await desk.get('connections.open', { id: one.id });
    const opening = desk.get('connections.open', { id: practiceConnectionId });
    expect(await desk.of(practiceConnectionId)('drafts.list', undefined)).toEqual({ ok: true, value: [] });
    expect(await desk.of(one.id)('drafts.list', undefined)).toMatchObject({ ok: false, error: { code: 'otherConnection' } });
    await opening;
  });
});

it('what a connection tells bears its id', async () => {
  const desk = await start();
  const one = await connect(desk, 'Shop Một', await provider());
  await desk.get('connections.open', { id: one.id });
  const draft = product('TOLD-1');
  await desk.of(one.id)('drafts.save', draft);
  await desk.of(one.id)('outbox.queue', { draftId: draft.id });
  await expect.poll(() => new Set(desk.events.map(({ name }) => name))).toEqual(new Set(['app.changed', 'session.changed', 'catalogue.changed', 'drafts.changed', 'outbox.changed']));
  for (const { name, payload } of desk.events) {
    if (name === 'app.changed') continue;
    expect(payload, name).toMatchObject(name === 'session.changed' ? { connection: { id: one.id } } : { connection: one.id });
  }
});
