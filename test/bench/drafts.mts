/**
 * What a save of a draft costs, from the page through the bridge to the disk and back, against a bare SQLite commit of the same text in the
 * same run; and what a kill costs: the desk is killed while somebody types into its form, and started again to see what of the text is
 * still there.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type ConnectionId, practiceConnectionId } from '../../contract/connection.ts';
import type { DraftInput } from '../../contract/outbox.ts';
import { systemClock } from '../../main/time/clock.ts';
import { type Handlers, answer } from '../../main/desk/door.ts';
import { draftsOn } from '../../main/store/drafts.ts';
import { openStore } from '../../main/store/index.ts';
import { ensureBuilt } from '../../tools/machine/build.mts';
import { type Desk, launchDesk } from '../../tools/driver/launchDesk.mts';
import type { Run } from './bench.mts';
import { share } from './measure/figures.mts';

/** `ONFLOW_BENCH_SAVES` and `ONFLOW_BENCH_KILLS` make it shorter. */
const saves = Number(process.env['ONFLOW_BENCH_SAVES'] ?? 2_000);
const kills = Number(process.env['ONFLOW_BENCH_KILLS'] ?? 100);
/** The three ways to write take turns in blocks, so that whatever else the computer does hits them alike. */
const blocks = 10;
/** Drafts that are open at once and saved in turn. */
const openDrafts = 20;
/** What was typed longer ago than this must be there after a kill. */
const keptAfterMs = 500;

export const run: Run = async ({ log }) => {
  await ensureBuilt();
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  try {
    log(`${saves} saves from the page, as many inside the desk, as many bare commits …`);
    const figures = await measure(scratch);
    log(`${kills} kills while typing …`);
    return { bench: 'drafts', saves, ...figures, ...(await killWhileTyping(scratch, log)) };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** A purchase order of forty lines, half typed: about 3 kB. */
const bodyOf = (turn: number): Record<string, never> =>
  ({
    warehouse_code: 'ONF_WH_HN_LB',
    merchant_po_reference: `PO-${turn}`,
    packages: [
      {
        package_code: 'K1',
        items: Array.from({ length: 40 }, (_, index) => ({
          oasin: `OASIN14700${String(index).padStart(2, '0')}`,
          product_quantity: String(turn % 90),
        })),
      },
    ],
    note: 'Giao buổi sáng, gọi trước 30 phút',
  }) as never;

async function measure(scratch: string): Promise<object> {
  const handled = desksOwn(join(scratch, 'inside'));
  const commit = bareCommit(join(scratch, 'bare.sqlite'));
  await using desk = await launchDesk({ userDataDir: join(scratch, 'saves'), lang: 'en' });
  await practise(desk.page);
  const ids = Array.from({ length: openDrafts }, () => randomUUID());
  const perBlock = Math.ceil(saves / blocks);
  const [fromPage, empty, inside, raw]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let block = 0; block < blocks; block += 1) {
    const bodies = Array.from({ length: perBlock }, (_, index) => ({
      id: ids[index % openDrafts] as never,
      kind: 'purchase-order' as const,
      body: bodyOf(block * perBlock + index),
    }));
    fromPage.push(...(await saveFromPage(desk.page, bodies)));
    empty.push(...(await crossBridge(desk.page, perBlock)));
    for (const request of bodies) inside.push(await handled.save(request));
    for (const { id, body } of bodies) raw.push(commit(id, JSON.stringify(body)));
  }
  handled.close();
  await desk.close();
  const rawCommitP50Ms = share(raw, 0.5, 2);
  return {
    p50Ms: share(fromPage, 0.5, 2),
    p99Ms: share(fromPage, 0.99, 2),
    rawCommitP50Ms,
    ratio: Math.round((share(fromPage, 0.5, 2) / rawCommitP50Ms) * 100) / 100,
    // What the bridge of this host costs by itself: a call that finds nothing and writes nothing.
    emptyCallP50Ms: share(empty, 0.5, 2),
    insideDeskP50Ms: share(inside, 0.5, 2),
    insideDeskP99Ms: share(inside, 0.99, 2),
    insideDeskRatio: Math.round((share(inside, 0.5, 2) / rawCommitP50Ms) * 100) / 100,
    host: desk.host,
  };
}

type Save = { readonly id: never; readonly kind: 'purchase-order'; readonly body: Record<string, never> };

const saveFromPage = (page: Page, bodies: readonly Save[]): Promise<number[]> =>
  page.evaluate(
    async (requests) => {
      const times: number[] = [];
      for (const request of requests) {
        const from = performance.now();
        const outcome = await window.desk.call['drafts.save'](request, 'practice' as ConnectionId);
        times.push(performance.now() - from);
        if (!outcome.ok) throw new Error(`not saved: ${outcome.error.code}`);
      }
      return times;
    },
    [...bodies],
  );

const crossBridge = (page: Page, times: number): Promise<number[]> =>
  page.evaluate(
    async ([count, id]) => {
      const all: number[] = [];
      for (let turn = 0; turn < count; turn += 1) {
        const from = performance.now();
        await window.desk.call['drafts.get']({ id }, 'practice' as ConnectionId);
        all.push(performance.now() - from);
      }
      return all;
    },
    [times, randomUUID()] as const,
  );

/** The same door, handler and database as behind the page, in this process: what of a save is the desk's own. */
function desksOwn(folder: string): { save(request: Save): Promise<number>; close(): void } {
  mkdirSync(folder);
  const log = (): void => undefined;
  const store = openStore(join(folder, 'desk.sqlite'), systemClock, log);
  const drafts = draftsOn(store.database, () => systemClock.wall());
  const handlers = { 'drafts.save': (input: DraftInput) => drafts.save(input) } as Partial<Handlers> as Handlers;
  return {
    save: async (request) => {
      const from = performance.now();
      const outcome = await answer('drafts.save', request, handlers, log, practiceConnectionId);
      if (!outcome.ok) throw new Error(`not saved: ${outcome.error.code}`);
      return performance.now() - from;
    },
    close: () => store.close(),
  };
}

/** One row written and committed, as durable as the desk's own. */
function bareCommit(file: string): (id: string, text: string) => number {
  const sqlite = new DatabaseSync(file);
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE drafts (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const write = sqlite.prepare('INSERT INTO drafts VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body');
  return (id, text) => {
    const from = performance.now();
    write.run(id, text);
    return performance.now() - from;
  };
}

async function practise(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start practising' }).click();
  await page.locator('main').waitFor();
}

interface Typed {
  readonly letter: string;
  /** Unix ms at which the key was up again. */
  readonly at: number;
}

async function killWhileTyping(
  scratch: string,
  log: (line: string) => void,
): Promise<{ kills: number; killsLost: number; longestLossMs: number }> {
  let desk: Desk = await launchDesk({ userDataDir: join(scratch, 'typing'), lang: 'en' });
  const lives: Desk[] = [desk];
  let killsLost = 0;
  let longestLossMs = 0;
  try {
    await practise(desk.page);
    for (let kill = 1; kill <= kills; kill += 1) {
      const typed: Typed[] = [];
      await openForm(desk.page);
      const begunAt = Date.now();
      const typing = type(desk.page, typed);
      await sleep(700 + Math.random() * 1_500);
      const killedAt = Date.now();
      await desk.kill();
      await typing;
      desk = await desk.relaunch();
      lives.push(desk);
      const kept = await nameOf(desk.page, begunAt);
      const lost = typed[kept.length];
      const lossMs = lost === undefined ? 0 : killedAt - lost.at;
      longestLossMs = Math.max(longestLossMs, lossMs);
      const text = typed.map(({ letter }) => letter).join('');
      // A letter that was on its way when the desk died may have arrived; nothing else may be there.
      if (lossMs > keptAfterMs || !(text.startsWith(kept) || kept.startsWith(text))) {
        killsLost += 1;
        log(`kill ${kill}: typed "${text}", kept "${kept}"; the first letter lost was ${lossMs} ms old`);
      }
      if (kill % 20 === 0) log(`${kill} kills, ${killsLost} of them lost something`);
    }
    await desk.close();
    return { kills, killsLost, longestLossMs };
  } finally {
    for (const life of lives) await life[Symbol.asyncDispose]();
  }
}

/** A new product, with the caret in its name. */
async function openForm(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByText('Products', { exact: true }).click();
  await page.getByRole('button', { name: /^New product/ }).click();
  await page.getByRole('textbox', { name: /^Product name/ }).click();
}

/** Types as a quick person does, until the desk is gone. */
async function type(page: Page, typed: Typed[]): Promise<void> {
  const words = 'Nuoc mam Cat Hai loai dac biet chai thuy tinh 500 ml thung 12 chai ';
  try {
    for (const letter of words.repeat(10)) {
      await page.keyboard.type(letter);
      typed.push({ letter, at: Date.now() });
      await sleep(20 + Math.random() * 60);
    }
  } catch {
    // The desk was killed; nobody types any more.
  }
}

/** What the draft begun since then (Unix ms) holds; '' where there is none. */
async function nameOf(page: Page, begunAt: number): Promise<string> {
  await page.locator('main').waitFor();
  return page.evaluate(async (since) => {
    const list = await window.desk.call['drafts.list'](undefined, 'practice' as ConnectionId);
    if (!list.ok) throw new Error(list.error.code);
    const begun = list.value.find(({ createdAt }) => createdAt >= since);
    const draft = begun === undefined ? null : await window.desk.call['drafts.get']({ id: begun.id }, 'practice' as ConnectionId);
    const name = draft?.ok === true ? draft.value?.body['name'] : undefined;
    return typeof name === 'string' ? name : '';
  }, begunAt);
}
