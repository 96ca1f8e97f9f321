/**
 * Nothing lost, nothing sent twice: documents of all four kinds through the built desk, to a provider that drops connections before and
 * after its commit, answers 5xx and 429, while the desk's process is killed again and again, part of the times between the provider's
 * commit and its answer. What counts is what the provider has in the end.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { documentKinds, type FileRef } from '../../contract/documents/index.ts';
import type { DeskError, Outcome } from '../../contract/errors.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import { noFaults, type PracticeFaults } from '../../contract/practice.ts';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { type Desk, launchDesk, openConnection } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { type Document, goodsOf, makeDocuments, shelfOf, unassigned, writeFiles } from './outbox/documents.mts';
import { type Counts, type Provider, startProvider } from './outbox/provider.mts';

/** `ONFLOW_BENCH_DOCUMENTS` and `ONFLOW_BENCH_KILLS` make it shorter. */
const wanted = {
  documents: Number(process.env['ONFLOW_BENCH_DOCUMENTS'] ?? 2_000),
  kills: Number(process.env['ONFLOW_BENCH_KILLS'] ?? 40),
};
/** Of the kills, at least this share falls between the provider's commit and its answer: 12 of 40. */
const beforeAnswerShare = 0.3;
/** By how much the desk's waits are shortened and the rate limit, the desk's and the provider's, is widened. */
const pace = 50;
/** How long the provider holds an answer back when the desk is to be killed before it. */
const holdMs = 300;
/** A desk killed at a random moment has been on screen for at most so long. */
const lifeMs = 1_500;
/** What is not settled by then never will be. */
const patienceMs = 10 * 60_000;

const usual = { times: null, onlyWrites: false, latencyMs: [0, 0] as [number, number] };
/** Shares of all calls, the look-ups included. */
const faults: readonly PracticeFaults[] = [
  { ...usual, kind: 'dropAfterCommit', share: 0.15, latencyMs: [1, 15] },
  { ...usual, kind: 'dropBeforeCommit', share: 0.1 },
  { ...usual, kind: 'error500BeforeCommit', share: 0.05 },
  { ...usual, kind: 'error500AfterCommit', share: 0.05 },
  { ...usual, kind: 'rateLimitBare', share: 0.05 },
];

export const run: Run = async ({ log }) => {
  await ensureBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const provider = await startProvider(join(scratch, 'company'), pace);
  try {
    return await prove(provider, scratch, log);
  } finally {
    provider.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

async function prove(provider: Provider, scratch: string, log: (line: string) => void): Promise<object> {
  const goods = await goodsOf(provider);
  let desk: Desk = await launchDesk({
    userDataDir: join(scratch, 'user-data'),
    lang: 'en',
    provision: { name: 'Bench', environment: 'staging', baseUrl: provider.baseUrl },
    token: provider.token,
    args: [`--pace=${pace}`],
  });
  const lives: Desk[] = [desk];
  const nextLife = async (): Promise<void> => {
    desk = await desk.relaunch();
    lives.push(desk);
    await open(desk.page);
  };
  try {
    await open(desk.page);
    const files = await stage(desk.page, writeFiles(scratch, 120));
    const documents = makeDocuments(wanted.documents, goods, files);
    await provider.ask('faults', faults);
    log(`${documents.length} documents, ${files.length} files; waits and rate limit scaled by ${pace}; ${wanted.kills} kills …`);

    const started = performance.now();
    const line = [...documents];
    const perLife = Math.ceil(documents.length / (wanted.kills + 1));
    const acknowledged = new Set<string>();
    let beforeAnswer = 0;
    for (let kill = 0; kill < wanted.kills; kill += 1) {
      const batch = line.slice(0, perLife);
      // Every other one, until there are enough of them.
      const watched = kill % 2 === 1 && beforeAnswer < Math.ceil(wanted.kills * beforeAnswerShare);
      const queueing = queue(desk.page, batch, acknowledged);
      await sleep(Math.random() * lifeMs);
      if (watched) {
        const committedAt = await within(provider.ask('nextCommit', holdMs), 30_000);
        await desk.kill();
        // Dead, and the answer still held back: it never came.
        if (committedAt !== null && Date.now() - committedAt < holdMs) beforeAnswer += 1;
        await provider.ask('faults', faults);
      } else await desk.kill();
      await queueing;
      const done = batch.filter((each) => acknowledged.has(each.draftId)).length;
      line.splice(0, done, ...batch.slice(0, done).filter((each) => !acknowledged.has(each.draftId)));
      if ((kill + 1) % 10 === 0)
        log(`${kill + 1} kills, ${beforeAnswer} of them between commit and answer; ${acknowledged.size} documents queued`);
      await nextLife();
    }
    await queue(desk.page, line, acknowledged);
    if (acknowledged.size < documents.length) throw new Error(`only ${acknowledged.size} of ${documents.length} documents could be queued`);
    log('All are queued. Waiting until nothing is under way …');
    const settled = await settle(desk.page, log);
    const settledMs = Math.round(performance.now() - started);

    await provider.ask('faults', [noFaults]);
    const counts = await provider.ask('counts', null);
    const items = await outboxOf(desk.page);
    const notAssigned = await unassigned(provider, documents);
    await desk.close();
    return {
      bench: 'outbox',
      documents: documents.length,
      kinds: documentKinds.length,
      kills: wanted.kills,
      ...judge(documents, counts, items, log),
      settledMs,
      settled,
      killsBeforeAnswer: beforeAnswer,
      notAssigned: notAssigned.length,
      scaledBy: pace,
      documentsPerSecond: Math.round((documents.length / settledMs) * 10_000) / 10,
      requests: counts.requests,
      rejected429ByLimit: counts.rejected429,
      host: desk.host,
    };
  } finally {
    for (const life of lives) await life[Symbol.asyncDispose]();
  }
}

/** Waits until the desk has answered its page for the first time. */
async function open(page: Page): Promise<void> {
  await page.locator('main').waitFor({ timeout: 30_000 });
}

/** By the provider's own state, key by key; what the desk says of each must fit it. */
function judge(documents: readonly Document[], counts: Counts, items: readonly OutboxItem[], log: (line: string) => void): object {
  const byKey = new Map(items.map((item) => [item.naturalKey, item]));
  const there = documents.map((each) => ({ ...each, times: counts[shelfOf[each.kind]][each.key] ?? 0, item: byKey.get(each.key) }));
  const say = (what: string, of: typeof there): number => {
    for (const { key, times, item } of of.slice(0, 20)) {
      log(
        `${what}: ${key}, ${times} times at the provider; the desk says ${JSON.stringify({ state: item?.state, attempts: item?.attempts, error: item?.error, reason: item?.attention?.reason })}`,
      );
    }
    return of.length;
  };
  return {
    lost: say(
      'lost',
      there.filter(({ times }) => times === 0),
    ),
    duplicated: say(
      'duplicated',
      there.filter(({ times }) => times > 1),
    ),
    needsAttention: say(
      'needs attention',
      there.filter(({ item }) => item?.state === 'needs_attention'),
    ),
    rejected: say(
      'rejected',
      there.filter(({ item }) => item?.state === 'rejected'),
    ),
    confirmed: there.filter(({ item }) => item?.state === 'confirmed').length,
    notInOutbox: say(
      'forgotten',
      there.filter(({ item }) => item === undefined),
    ),
  };
}

/** As a person drops them: real files through the preload. */
async function stage(page: Page, paths: readonly string[]): Promise<FileRef[]> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true, id: 'bench-files' });
    document.body.append(input);
  });
  await page.setInputFiles('#bench-files', [...paths]);
  const outcomes = await page.evaluate(
    async (connection) => {
      const { files } = document.querySelector('#bench-files') as HTMLInputElement;
      const staged: Outcome<FileRef>[] = [];
      for (const file of Array.from(files ?? [])) staged.push(await window.desk.stageFile(file, connection));
      return staged;
    },
    await openConnection(page),
  );
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw new Error(`a file could not be staged: ${JSON.stringify(outcome.error)}`);
    return outcome.value;
  });
}

/**
 * Saves and queues, one document after the other; `acknowledged` gets the drafts of which the desk said that they are queued, as far as it
 * lived to say so. A document may be queued already by a life that was killed before it could answer.
 */
async function queue(page: Page, documents: readonly Document[], acknowledged: Set<string>): Promise<void> {
  for (let from = 0; from < documents.length; from += 5) {
    const few = documents.slice(from, from + 5).map(({ draftId, kind, body }) => ({ draftId, kind, body: body as Record<string, string> }));
    let problems: (DeskError | null)[];
    try {
      problems = await page.evaluate(
        async ([each, connection]) => {
          const problems: (DeskError | null)[] = [];
          for (const { draftId, kind, body } of each) {
            const id = draftId as never;
            const saved = await window.desk.call['drafts.save']({ id, kind, body }, connection);
            const queued = saved.ok ? await window.desk.call['outbox.queue']({ draftId: id }, connection) : saved;
            problems.push(queued.ok ? null : queued.error);
          }
          return problems;
        },
        [few, await openConnection(page)] as const,
      );
    } catch {
      // The desk was killed; what it did not acknowledge is asked for again in its next life.
      return;
    }
    for (const [index, problem] of problems.entries()) {
      if (problem !== null && problem.code !== 'wrongState')
        throw new Error(`${few[index]?.draftId ?? ''} could not be queued: ${JSON.stringify(problem)}`);
      acknowledged.add(few[index]?.draftId ?? '');
    }
  }
}

/** Waits until every row is confirmed, rejected, or needs a person. `false` when patience ran out. */
async function settle(page: Page, log: (line: string) => void): Promise<boolean> {
  const end = performance.now() + patienceMs;
  for (let round = 1; performance.now() < end; round += 1) {
    const left = await page.evaluate(
      async (connection) => {
        const outcome = await window.desk.call['outbox.list']({ states: ['queued', 'sending', 'unknown'], kind: null }, connection);
        return outcome.ok ? outcome.value.items.length : -1;
      },
      await openConnection(page),
    );
    if (left === 0) return true;
    if (round % 20 === 0) log(`${left} under way`);
    await sleep(500);
  }
  return false;
}

async function outboxOf(page: Page): Promise<OutboxItem[]> {
  const outcome = await page.evaluate(
    (connection) => window.desk.call['outbox.list']({ states: null, kind: null }, connection),
    await openConnection(page),
  );
  if (!outcome.ok) throw new Error(`the outbox could not be read: ${JSON.stringify(outcome.error)}`);
  return outcome.value.items;
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  const tooLate = new AbortController();
  try {
    return await Promise.race([promise, sleep(ms, null, { signal: tooLate.signal })]);
  } finally {
    tooLate.abort();
  }
}
