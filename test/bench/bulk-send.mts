/**
 * A file of orders and the pile of their labels, from one drop to the last confirmed shipment, at the provider's real limit and through one
 * kill in the middle. What counts is what the provider has in the end, and how much of its limit was used meanwhile.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Intake } from '../../contract/intake.ts';
import { outboxPage } from '../../contract/outbox.ts';
import { usualTiming } from '../../main/outbox/timing.ts';
import { makePile } from '../samples/labelPiles.mts';
import type { Run } from './bench.mts';
import { type BenchDesk, startDesk } from './bulkSend/desk.mts';
import { sharesOf, toldOf, watchRequests } from './bulkSend/requests.mts';
import { goodsOf } from './outbox/documents.mts';
import { startProvider } from './outbox/provider.mts';

/** `ONFLOW_BENCH_SHIPMENTS` makes it shorter: a thousand take three to four minutes. */
const shipments = Number(process.env['ONFLOW_BENCH_SHIPMENTS'] ?? 1_000);
const warehouse = 'ONF_WH_HN_LB';

export const run: Run = async ({ log }) => {
  const scratch = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const provider = await startProvider(join(scratch, 'company'), 1);
  try {
    const { oasins } = await goodsOf(provider);
    const pile = makePile({ platform: 'shopee', labels: shipments, seed: 11 });
    const rows = pile.orders.map(({ order, tracking }, index) =>
      [`BULK-${index}`, order, tracking, 'shopee', warehouse, oasins[index % oasins.length], 1].join(','),
    );
    const [orders, labels] = [join(scratch, 'orders.csv'), join(scratch, 'labels.pdf')];
    writeFileSync(orders, ['Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,Kho,OASIN,Số lượng', ...rows].join('\n'));
    writeFileSync(labels, pile.pdf);
    const provision = join(scratch, 'provision.json');
    writeFileSync(provision, JSON.stringify({ name: 'Bench', environment: 'staging', baseUrl: provider.baseUrl }));
    const folder = join(scratch, 'user-data');
    mkdirSync(folder);

    let desk = await startDesk(folder, provision, provider.token);
    await until(async () => (await desk.ask('app.state', undefined)).session !== null);
    await until(async () => (await desk.ask('warehouses.list', { refresh: true })).freshness.asOf !== null);
    const started = performance.now();
    const { id } = await desk.ask('intake.begin', { files: [orders, labels].map((path) => ({ path, name: 'drop' })), into: null });
    const intake = (): Promise<Intake> => desk.ask('intake.get', { id });
    await until(async () => !['reading', 'checking'].includes((await intake()).stage));
    const ready = await intake();
    log(`read and checked in ${Math.round(performance.now() - started)} ms: ${JSON.stringify({ ...ready.counts, ...ready.labels })}`);
    const { rows: asked } = await desk.ask('intake.documents', { id, states: ['ask'], search: '', from: 0, pageSize: 500 });
    const seen = watchRequests(provider);
    const saidAt = performance.now();
    await desk.ask('intake.send', { id, despite: asked.map((row) => row.id) });
    await until(async () => ((await intake()).progress?.sent ?? 0) >= shipments / 2);
    await desk.kill();
    const killedAt = performance.now();
    desk = await startDesk(folder, provision, provider.token);
    const backAt = performance.now();
    await until(async () => (await waiting(desk, await intake())) === 0);
    const requests = await seen.end();
    const shares = sharesOf(requests, { saidAt, killedAt, backAt, undoMs: usualTiming.undoMs });
    for (const line of toldOf(requests, { saidAt, killedAt, backAt })) log(line);
    await until(async () => (await intake()).stage === 'done');
    const minutes = (performance.now() - started) / 60_000;
    const { shipments: made, rejected429 } = await provider.ask('counts', null);
    await desk.close();
    const ours = Object.entries(made).filter(([key]) => key.startsWith('BULK-'));
    return {
      bench: 'bulk-send',
      shipments,
      labels: ready.labels.matched,
      minutes: Math.round(minutes * 100) / 100,
      ...shares,
      rejected429,
      duplicated: ours.filter(([, times]) => times > 1).length,
      lost: shipments - ours.length,
    };
  } finally {
    provider.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** What is still to leave: in the outbox, and before it. */
async function waiting(desk: BenchDesk, { progress }: Intake): Promise<number> {
  const { counts } = await desk.ask('outbox.list', outboxPage({ pageSize: 1 }));
  return counts.queued + (progress?.left ?? 0);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(100);
}
