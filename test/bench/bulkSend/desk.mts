/**
 * A whole desk without a window, in a process of its own that can be killed (`node desk.mts FOLDER PROVISION TOKEN`). It answers its
 * parent's questions by the verbs of the bridge. Its keychain is a file: a real one outlives a kill, too.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerOf, RequestOf, VerbName } from '../../../contract/bridge.ts';
import type { Outcome } from '../../../contract/errors.ts';
import { createDesk } from '../../../main/desk/desk.ts';
import { answer } from '../../../main/desk/door.ts';
import { usualTiming } from '../../../main/outbox/timing.ts';
import { parseFlags } from '../../../main/start/flags.ts';
import { systemClock } from '../../../main/time/clock.ts';
import { createVault } from '../../../main/vault/index.ts';
import { noPress } from '../../integration/press.ts';

interface Asked {
  readonly id: number;
  readonly verb: VerbName;
  readonly request: unknown;
}

export interface BenchDesk {
  ask<V extends VerbName>(verb: V, request: RequestOf<V>): Promise<AnswerOf<V>>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startDesk(folder: string, provision: string, token: string): Promise<BenchDesk> {
  const child: ChildProcess = fork(import.meta.filename, [folder, provision, token], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const waiting = new Map<number, (outcome: Outcome<unknown>) => void>();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('message', ({ id, outcome }: { id: number; outcome: Outcome<unknown> }) => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  });
  let last = 0;
  await new Promise<void>((resolve) => waiting.set(0, () => resolve()));
  return {
    ask: async (verb, request) => {
      last += 1;
      const id = last;
      const outcome = await new Promise<Outcome<unknown>>((resolve) => {
        waiting.set(id, resolve);
        child.send({ id, verb, request } satisfies Asked);
      });
      if (!outcome.ok) throw new Error(`${verb}: ${JSON.stringify(outcome.error)}`);
      return outcome.value as never;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    close: async () => {
      child.disconnect();
      await ended;
    },
  };
}

async function live(folder: string, provision: string, token: string): Promise<void> {
  const chain = join(folder, 'keychain.json');
  const items = (): Record<string, string> =>
    existsSync(chain) ? (JSON.parse(readFileSync(chain, 'utf8')) as Record<string, string>) : {};
  const put = (all: Record<string, string>): void => writeFileSync(chain, JSON.stringify(all));
  const desk = await createDesk({
    folder,
    version: '1.0.0',
    platform: 'linux',
    flags: parseFlags(['--provision', provision]),
    clock: systemClock,
    vault: createVault({
      load: () =>
        Promise.resolve({
          getPassword: (_service: string, account: string) => Promise.resolve(items()[account] ?? null),
          setPassword: (_service: string, account: string, password: string) => Promise.resolve(put({ ...items(), [account]: password })),
          deletePassword: (_service: string, account: string) => Promise.resolve(account in items()),
        }),
      log: () => undefined,
      onToken: () => undefined,
    }),
    log: () => undefined,
    emit: () => undefined,
    openLink: () => Promise.resolve(),
    openFile: () => Promise.resolve(),
    press: noPress,
    dragFile: () => Promise.resolve(),
    openFolder: () => Promise.resolve(),
    showInFolder: () => undefined,
    onLanguage: () => undefined,
    onTheme: () => undefined,
    provisionedToken: () => Promise.resolve(token),
    askWhere: () => Promise.resolve(null),
    onReadyToClose: () => undefined,
    secrets: () => [],
    versions: {},
    builtAt: 0,
    // What was under way at the kill is looked up; a quarter of the usual patience is enough for a provider on this computer.
    timing: { ...usualTiming, settleMs: [1_000, 3_000] },
  });
  process.on('message', ({ id, verb, request }: Asked) => {
    void (async () => {
      const state = await answer('app.state', undefined, desk.handlers, () => undefined);
      const connection = state.ok ? (state.value as AnswerOf<'app.state'>).session?.connection.id : undefined;
      process.send?.({ id, outcome: await answer(verb, request, desk.handlers, () => undefined, connection) });
    })();
  });
  process.on('disconnect', () => void desk.close().finally(() => process.exit(0)));
  process.send?.({ id: 0, outcome: { ok: true, value: null } });
}

const [, script, folder = '', provision = '', token = ''] = process.argv;
if (script === import.meta.filename) await live(folder, provision, token);
