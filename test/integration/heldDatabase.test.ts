/**
 * A virus scanner or a backup holds the desk's files while it is at work, and when it starts: nothing is lost, nothing is sent twice, and
 * it is said.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { journalPage } from '../../contract/journal.ts';
import type { AnswerOf, RequestOf, VerbName } from '../../contract/bridge.ts';
import type { DeskError, Outcome } from '../../contract/errors.ts';
import type { DraftId } from '../../contract/outbox.ts';
import { systemClock } from '../../main/time/clock.ts';
import { createDesk } from '../../main/desk/desk.ts';
import type { Desk } from '../../main/desk/desk.ts';
import { answer } from '../../main/desk/door.ts';
import { parseFlags } from '../../main/start/flags.ts';
import type { Timing } from '../../main/outbox/index.ts';
import type { PracticeProvider } from '../../main/practice/index.ts';
import { createVault } from '../../main/vault/index.ts';
import { envelope, json, listen } from './onflowServer.ts';
import { arrives, openDesk, send, shipmentBody, until } from './outboxDesk.ts';
import type { TestDesk } from './outboxDesk.ts';
import { noPress } from './press.ts';

/** Another program begins to write and does not end. Answers what lets go. */
function hold(file: string): () => void {
  const other = new DatabaseSync(file, { timeout: 2_000 });
  other.exec('BEGIN EXCLUSIVE');
  let isHeld = true;
  const letGo = (): void => {
    if (!isHeld) return;
    isHeld = false;
    other.exec('ROLLBACK');
    other.close();
  };
  onTestFinished(letGo);
  return letGo;
}

/** The same, and nobody may even read. */
function holdAll(file: string): () => void {
  const other = new DatabaseSync(file, { timeout: 2_000 });
  other.exec('PRAGMA locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE; CREATE TABLE held (x); ROLLBACK; BEGIN EXCLUSIVE');
  let isHeld = true;
  const letGo = (): void => {
    if (isHeld) other.close();
    isHeld = false;
  };
  onTestFinished(letGo);
  return letGo;
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Provider {
  readonly desk: TestDesk;
  readonly again: () => TestDesk;
  readonly creates: number[];
  readonly looks: string[];
  /** Called as each create arrives, before it is answered. */
  onCreate: () => void | Promise<void>;
}

async function provider(timing: Partial<Timing> = {}): Promise<Provider> {
  const kept: string[] = [];
  const looks: string[] = [];
  const creates: number[] = [];
  const at = { onCreate: (): void | Promise<void> => undefined };
  const server = await listen((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method !== 'POST') {
        looks.push(request.url ?? '');
        json(
          response,
          200,
          envelope(
            kept.map((text, index) => ({
              ...(JSON.parse(text) as object),
              tracking_code: `OASC2000000${index}`,
              status_info: { value: 100, label: 'Mới' },
            })),
          ),
        );
        return;
      }
      kept.push(Buffer.concat(chunks).toString('utf8'));
      creates.push(Date.now());
      void Promise.resolve(at.onCreate()).then(() => json(response, 200, envelope({ tracking_code: `OASC2000000${kept.length - 1}` })));
    });
  });
  onTestFinished(server.close);
  const folder = mkdtempSync(join(tmpdir(), 'desk-held-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const again = (): TestDesk => openDesk({ practice: { baseUrl: server.origin } as PracticeProvider, folder, token: 'tok-held' }, timing);
  return Object.assign(at, { desk: again(), again, creates, looks });
}

test('an answer that comes while the database is held is written when it is free; nothing is looked up and nothing sent again', async () => {
  // What was confirmed is looked for in the lists soon afterwards, to learn from it. Here that comes long after the test.
  const at = await provider({ settleMs: [10, 600_000] });
  let letGo = (): void => undefined;
  at.onCreate = () => void (letGo = hold(at.desk.store.database.file));
  const { id } = send(at.desk, 'shipment', shipmentBody('OASIN1000001'));
  await until(() => at.creates.length === 1, 'the create');
  await rest(900);
  expect(at.desk.outbox.get(id)?.state).toBe('sending');
  letGo();
  await arrives(at.desk, id, 'confirmed');
  expect([at.creates.length, at.looks.length]).toEqual([1, 0]);
});

test('a document that should leave while the database is held leaves when it is free, once', async () => {
  const at = await provider();
  at.desk.outbox.pause();
  const { id } = send(at.desk, 'shipment', shipmentBody('OASIN1000001'));
  const letGo = hold(at.desk.store.database.file);
  expect(() => at.desk.outbox.resume()).toThrow('storageBusy');
  at.desk.outbox.wake();
  await rest(400);
  expect(at.creates.length).toBe(0);
  letGo();
  at.desk.outbox.resume();
  await arrives(at.desk, id, 'confirmed');
  expect(at.creates.length).toBe(1);
});

test('a desk that is closed while the database is held looks up, when it opens again, what it could not write down', async () => {
  const at = await provider();
  let letGo = (): void => undefined;
  at.onCreate = () => void (letGo = hold(at.desk.store.database.file));
  const { id } = send(at.desk, 'shipment', shipmentBody('OASIN1000001'));
  await until(() => at.creates.length === 1, 'the create');
  await rest(200);
  await at.desk.stop();
  letGo();
  const row = await arrives(at.again(), id, 'confirmed');
  expect([row.code, at.creates.length, at.looks.length > 0]).toEqual(['OASC20000000', 1, true]);
});

test('a row that was under way is seen to as soon as the database that is held at the start is free', async () => {
  const at = await provider();
  at.onCreate = () => new Promise(() => undefined);
  const { id } = send(at.desk, 'shipment', shipmentBody('OASIN1000001'));
  await until(() => at.creates.length === 1, 'the create');
  // Its desk never hears of it, as after a power failure: the row says `sending`, and nobody is there.
  const letGo = hold(at.desk.store.database.file);
  const second = at.again();
  await rest(100);
  letGo();
  const row = await arrives(second, id, 'confirmed');
  expect([row.code, at.creates.length]).toEqual(['OASC20000000', 1]);
});

interface Running {
  readonly desk: Promise<Desk>;
  readonly folder: string;
  readonly held: DeskError[];
  ask<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<Outcome<AnswerOf<V>>>;
}

function start(folder: string, argv: readonly string[] = []): Running {
  const held: DeskError[] = [];
  const desk = createDesk({
    folder,
    version: '0.0.0',
    platform: 'linux',
    flags: parseFlags([...argv]),
    clock: systemClock,
    vault: createVault({
      load: () =>
        Promise.resolve({
          getPassword: () => Promise.resolve('tok-held'),
          setPassword: () => Promise.resolve(),
          deletePassword: () => Promise.resolve(true),
        }),
      log: () => {},
    }),
    log: () => {},
    emit: () => {},
    openLink: () => Promise.resolve(),
    openFile: () => Promise.resolve(),
    press: noPress,
    dragFile: () => Promise.resolve(),
    openFolder: () => Promise.resolve(),
    showInFolder: () => {},
    onLanguage: () => {},
    onTheme: () => {},
    provisionedToken: () => Promise.resolve('tok-held'),
    askWhere: () => Promise.resolve(null),
    onReadyToClose: () => {},
    secrets: () => [],
    versions: {},
    builtAt: 0,
    onHeld: (error) => void held.push(error),
  });
  onTestFinished(async () => (await desk).close());
  return {
    desk,
    folder,
    held,
    ask: async (verb, request) => {
      const { handlers } = await desk;
      const state = handlers['app.state'](undefined);
      return (await answer(verb, request, handlers, () => {}, (await state).session?.connection.id)) as never;
    },
  };
}

/** The folder of a desk that was set up on a server that answers nothing of use, and closed. */
async function closedDesk(): Promise<string> {
  const server = await listen((_, response) => json(response, 200, envelope([])));
  onTestFinished(server.close);
  const folder = mkdtempSync(join(tmpdir(), 'desk-held-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, 'provision.json');
  writeFileSync(file, JSON.stringify({ name: 'Shop Rig', environment: 'staging', baseUrl: server.origin }));
  const first = start(folder, ['--provision', file]);
  expect(await first.ask('app.state', undefined)).toMatchObject({ ok: true, value: { session: { connection: { name: 'Shop Rig' } } } });
  await (await first.desk).close();
  return folder;
}

const fileOf = async (running: Running): Promise<string> => {
  const state = await running.ask('app.state', undefined);
  return join(running.folder, 'connections', state.ok ? (state.value.session?.connection.id ?? '') : '', 'desk.sqlite');
};
const draft = (id: DraftId, note: string): RequestOf<'drafts.save'> => ({ id, kind: 'shipment', body: { note } });

test('a save is patient while a scanner passes over the file, says so when it stays, and works when it has gone', async () => {
  const running = start(await closedDesk());
  const file = await fileOf(running);
  const id = randomUUID() as DraftId;
  const brief = hold(file);
  setTimeout(brief, 400);
  expect(await running.ask('drafts.save', draft(id, 'one'))).toMatchObject({ ok: true });
  const long = hold(file);
  expect(await running.ask('drafts.save', draft(id, 'two'))).toMatchObject({ ok: false, error: { code: 'storageBusy' } });
  // What is there can be seen all the while.
  expect(await running.ask('drafts.get', { id })).toMatchObject({ ok: true, value: { body: { note: 'one' } } });
  long();
  expect(await running.ask('drafts.save', draft(id, 'two'))).toMatchObject({ ok: true });
});

test('requests that are made while the file is held are in the journal afterwards, each in its place', async () => {
  const running = start(await closedDesk());
  const file = await fileOf(running);
  const letGo = hold(file);
  for (let times = 0; times < 3; times += 1) await running.ask('connections.test', undefined);
  letGo();
  const called = async (): Promise<number> => {
    const page = await running.ask('journal.list', journalPage({ search: '/warehouses/list', facets: { what: ['request'] } }));
    return page.ok ? page.value.entries.length : -1;
  };
  await expect.poll(called, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
  expect(await running.ask('journal.verify', undefined)).toMatchObject({ ok: true, value: { broken: null } });
});

test('a connection whose file is held at the start says so, and opens by itself', async () => {
  const folder = await closedDesk();
  const shop = readdirSync(join(folder, 'connections')).find((name) => name.startsWith('shop-rig')) ?? '';
  const letGo = holdAll(join(folder, 'connections', shop, 'desk.sqlite'));
  const running = start(folder);
  expect(await running.ask('app.state', undefined)).toMatchObject({ ok: true, value: { session: null, trouble: { code: 'storageBusy' } } });
  letGo();
  await expect
    .poll(() => running.ask('app.state', undefined), { timeout: 10_000 })
    .toMatchObject({ ok: true, value: { session: { connection: { name: 'Shop Rig' } }, trouble: null } });
});

test('a desk whose own file is held is built as soon as it is free, and can say meanwhile why it is not', async () => {
  const folder = await closedDesk();
  const letGo = holdAll(join(folder, 'desk.sqlite'));
  const running = start(folder);
  await expect.poll(() => running.held[0]?.code).toBe('storageBusy');
  letGo();
  expect(await running.ask('app.state', undefined)).toMatchObject({ ok: true, value: { session: { connection: { name: 'Shop Rig' } } } });
});
