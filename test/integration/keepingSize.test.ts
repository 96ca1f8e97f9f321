/**
 * Keeping where it has much to do: 20,000 sent documents become old on one day. Times are printed; what is asserted is that nobody has to
 * wait for it.
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, onTestFinished, test } from 'vitest';
import type { DraftId, OutboxId } from '../../contract/outbox.ts';
import { createFiles } from '../../main/files/index.ts';
import { createKeeping } from '../../main/keeping/index.ts';
import { openStore } from '../../main/store/index.ts';
import { outboxRowsOn } from '../../main/store/outboxRows.ts';
import { day, handClock } from '../unit/keeping/place.ts';
import { temporaryFolder } from '../unit/store/temporary.ts';

const many = 20_000;
const inMs = (ms: number): string => `${Math.round(ms * 10) / 10} ms`;

/**
 * How much of the processor each turn of the event loop takes. Not how long it lasts: that is also the doing of whoever else is at work on
 * this machine, and of its disk. `end` answers below what 99 of a hundred turns stay, in ms.
 */
function turnsOfThisThread(): { end(): number } {
  const took: number[] = [];
  let before = process.threadCpuUsage();
  const timer = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    took.push((user + system) / 1_000);
  }, 1);
  return {
    end: () => {
      clearInterval(timer);
      const { user, system } = process.threadCpuUsage(before);
      took.push((user + system) / 1_000);
      return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? 0;
    },
  };
}

test(`${many} documents that become old on one day are put away without a long pause`, async () => {
  const root = temporaryFolder();
  const clock = handClock();
  const store = openStore(join(root, 'desk.sqlite'), clock, () => undefined);
  onTestFinished(() => store.close());
  const folder = join(root, 'files');
  const files = createFiles({ folder, rows: store.fileRows, clock });
  const rows = outboxRowsOn(store.database);
  const made = clock.wall();
  const hash = (index: number): string => index.toString(16).padStart(64, '0');
  for (let page = 0; page < many; page += 1_000) {
    store.database.transaction(() => {
      for (let index = page; index < page + 1_000; index += 1) {
        const label = { file_id: hash(index), name: `Nhãn ${index}.pdf`, mime: 'application/pdf', size: 2_000 };
        const body = {
          warehouse_code: 'ONF_WH_HN_LB',
          platform: 'shopee',
          merchant_tracking_code_reference: `DH-${index}`,
          items: [{ oasin: 'OASIN0000001', product_quantity: 2 }],
          label,
          note: 'Gọi trước khi giao. '.repeat(10),
        };
        const draftId = randomUUID() as DraftId;
        store.database.run(
          "INSERT INTO drafts (id, kind, title, body, state, created_at, updated_at, settled_at) VALUES (?, 'shipment', ?, ?, 'sent', ?, ?, ?)",
          draftId,
          `DH-${index}`,
          JSON.stringify(body),
          made,
          made,
          made,
        );
        rows.add({
          id: randomUUID() as OutboxId,
          kind: 'shipment',
          naturalKey: `DH-${index}`,
          creates: true,
          body,
          operator: null,
          batch: null,
          draftId,
          state: index % 1_000 === 7 ? 'needs_attention' : 'confirmed',
          steps: [
            { name: 'upload', label: label.name, state: 'done', file_id: label.file_id, url: `https://cdn.example/${index}` },
            { name: 'create', label: '', state: 'done' },
          ],
          awaits: [],
          code: `OASC${index}`,
          attempts: 1,
          leftAt: null,
          doubtSince: null,
          misses: 0,
          failures: 0,
          error: null,
          attention: null,
          isGivenUp: false,
          createdAt: made,
          updatedAt: made,
          leavesAt: made,
          retryAt: null,
        });
        store.fileRows.remember(label, made);
        store.journal.addOutbox({
          at: made,
          operator: null,
          naturalKey: `DH-${index}`,
          kind: 'shipment',
          event: 'confirmed',
          state: 'confirmed',
          code: `OASC${index}`,
          error: null,
        });
      }
    });
    for (let index = page; index < page + 1_000; index += 10) writeFileSync(join(folder, hash(index)), 'x'.repeat(2_000));
  }
  const keeping = createKeeping({
    ...store,
    files,
    clock,
    log: () => undefined,
    onArchived: () => undefined,
    times: { firstMs: 1e9, everyMs: 1e9 },
  });
  onTestFinished(() => keeping.close());

  const times: Record<string, string> = {};
  const timed = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const pauses = monitorEventLoopDelay({ resolution: 1 });
    const turns = turnsOfThisThread();
    const start = performance.now();
    pauses.enable();
    await work();
    pauses.disable();
    const longTurn = turns.end();
    times[name] =
      `${Math.round(performance.now() - start)} ms, 99 % of turns: ${inMs(longTurn)}, of pauses: ${inMs(pauses.percentile(99) / 1e6)}, longest pause ${inMs(pauses.max / 1e6)}`;
    expect(longTurn, name).toBeLessThan(50);
  };
  await timed('measuring', () => keeping.measure());
  // A desk that was hardly used: its clock is trusted all the way, and half a year passes.
  for (let passed = 0; passed < 186; passed += 6) {
    clock.live(6 * day);
    keeping.lookAtClock();
  }
  await timed('a day on which all becomes old', () => keeping.tidy());
  await timed('a day on which nothing does', () => keeping.tidy());
  console.log(times);
  expect(rows.list({ states: null, kind: null, limit: 5_000 })).toHaveLength(many / 1_000);
  expect(rows.archived('dh-4', 10)).toHaveLength(10);
}, 600_000);
