/**
 * How much of the provider's rate limit the desk uses, and how long a person waits meanwhile: a saturating background job and one
 * interactive call a second, against a practice provider that enforces the limit strictly, in a process of its own, with 20 to 200 ms of
 * random latency. Then the same with three libraries, each allowed 10 per second and set up as well as it can be. Nothing is retried for
 * the libraries.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Bottleneck from 'bottleneck';
import PQueue from 'p-queue';
import pThrottle from 'p-throttle';
import { createOnflow } from '../../main/onflow/client.ts';
import { createLimiter } from '../../main/onflow/limiter.ts';
import { createTransport } from '../../main/onflow/transport.ts';
import { noFaults } from '../../contract/practice.ts';
import { startPractice } from '../../main/practice/index.ts';
import type { Run } from './bench.mts';

const seconds = 60;
const perSecond = 10;
/** Calls the background job keeps waiting at any time: enough that the limit, and not the latency, is what holds it up. */
const backlog = 40;
const latencyMs: [number, number] = [20, 200];

interface Server {
  readonly baseUrl: string;
  readonly token: string;
}
type Urgency = 'person' | 'background';

/** What the server has seen so far: it is the server that decides what was too much. */
interface Seen {
  readonly requests: number;
  readonly rejected429: number;
}

/** Somebody who makes calls under the limit. */
interface Contender {
  call(urgency: Urgency): Promise<unknown>;
  /** Ends what waits. */
  stop(): Promise<void>;
}

interface Figures {
  readonly calls: number;
  readonly limitShare: number;
  readonly rejected429: number;
  readonly interactiveP95Ms: number;
}

export const run: Run = async ({ log }) => {
  log(
    `Ours alone, ${seconds} s: background of ${backlog} waiting calls, one interactive call a second, latency ${latencyMs.join(' to ')} ms …`,
  );
  const ours = await measure(onflowDesk);
  log(`p-throttle, bottleneck and p-queue at the same time, each against its own server, ${seconds} s …`);
  const [throttled, bottlenecked, queued] = await Promise.all([measure(pThrottled), measure(bottleneck), measure(pQueue)]);
  return { bench: 'throttle', seconds, ...ours, peers: { 'p-throttle': throttled, bottleneck: bottlenecked, 'p-queue': queued } };
};

async function measure(make: (server: Server) => Contender): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-bench-'));
  const child = fork(import.meta.filename, ['serve', folder], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    const server = await message<Server>(child);
    return await saturate(make(server), async () => {
      const answer = message<Seen>(child);
      child.send('seen');
      return answer;
    });
  } finally {
    child.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

async function message<T>(child: ChildProcess): Promise<T> {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the practice provider ended with ${String(code)}`);
  });
  const [value] = (await Promise.race([once(child, 'message'), failed])) as [T];
  return value;
}

async function saturate(contender: Contender, seen: () => Promise<Seen>): Promise<Figures> {
  const end = performance.now() + seconds * 1_000;
  const waits: number[] = [];
  const call = async (urgency: Urgency): Promise<void> => {
    const from = performance.now();
    // What is broken off at the end has no say.
    const isAnswered = await contender.call(urgency).then(
      () => true,
      () => false,
    );
    if (isAnswered && urgency === 'person') waits.push(performance.now() - from);
  };
  const worker = async (): Promise<void> => {
    while (performance.now() < end) await call('background');
  };
  void Array.from({ length: backlog }, worker);
  const clicks = (async () => {
    for (let second = 0; second < seconds; second++) {
      // Some time in each second, as a person clicks: never in step with the limiter.
      await pause(end - (seconds - second - Math.random()) * 1_000 - performance.now());
      void call('person');
    }
  })();
  await clicks;
  await pause(end - performance.now());
  const { requests, rejected429 } = await seen();
  await contender.stop();
  const calls = requests - rejected429;
  waits.sort((a, b) => a - b);
  return {
    calls,
    limitShare: Math.round((calls / (perSecond * seconds)) * 1_000) / 1_000,
    rejected429,
    interactiveP95Ms: Math.round(waits[Math.ceil(waits.length * 0.95) - 1] ?? Number.NaN),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

function onflowDesk({ baseUrl, token }: Server): Contender {
  const stop = new AbortController();
  const onflow = createOnflow({ baseUrl, token: () => token, language: () => 'vi', profile: {}, limiter: createLimiter() });
  return {
    call: (urgency) => onflow.warehouses.list({ priority: urgency, signal: stop.signal }),
    stop: async () => {
      stop.abort();
      await onflow.close();
    },
  };
}

/** One plain request, the same for all three libraries, through the same HTTP client as ours. */
function plainRequests({ baseUrl, token }: Server): { send: () => Promise<unknown>; close: () => Promise<void> } {
  const transport = createTransport();
  const request = {
    method: 'GET',
    origin: baseUrl,
    path: '/api/v1/warehouses/list',
    headers: { authorization: token },
    maxBytes: 1e6,
  } as const;
  return { send: () => transport.send(request), close: () => transport.close() };
}

/** It knows no priorities: the person stands in the same line. */
function pThrottled(server: Server): Contender {
  const { send, close } = plainRequests(server);
  const stop = new AbortController();
  const throttled = pThrottle({ limit: perSecond, interval: 1_000, strict: true, signal: stop.signal })(send);
  return {
    call: () => throttled(),
    stop: () => {
      stop.abort();
      return close();
    },
  };
}

/**
 * Evenly spaced, which keeps its bursts out of one second; the reservoir guards the minute. Its priorities only work among jobs that are
 * held back by `maxConcurrent`: without that every job gets its time the moment it is added, and a person waits behind the whole backlog.
 */
function bottleneck(server: Server): Contender {
  const { send, close } = plainRequests(server);
  const limiter = new Bottleneck({
    maxConcurrent: 4,
    minTime: 1_000 / perSecond,
    reservoir: perSecond * 60,
    reservoirRefreshAmount: perSecond * 60,
    reservoirRefreshInterval: 60_000,
  });
  return {
    call: (urgency) => limiter.schedule({ priority: urgency === 'person' ? 1 : 9 }, send),
    stop: async () => {
      await limiter.stop({ dropWaitingJobs: true });
      await close();
    },
  };
}

function pQueue(server: Server): Contender {
  const { send, close } = plainRequests(server);
  const queue = new PQueue({ interval: 1_000, intervalCap: perSecond, strict: true });
  return {
    call: (urgency) => queue.add(send, { priority: urgency === 'person' ? 1 : 0 }),
    stop: () => {
      queue.clear();
      return close();
    },
  };
}

/** The provider's process: ends with its parent, and by itself after three minutes. */
if (process.argv[2] === 'serve') {
  const practice = await startPractice({ folder: process.argv[3] ?? '', faults: { ...noFaults, latencyMs } });
  process.send?.({ baseUrl: practice.baseUrl, token: practice.token });
  process.on('message', () => {
    const { requests, rejected429 } = practice.counts();
    process.send?.({ requests, rejected429 });
  });
  process.on('disconnect', () => process.exit(0));
  setTimeout(() => process.exit(1), 180_000).unref();
}
