import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { DraftId } from '../../../contract/outbox.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { systemClock } from '../../../main/time/clock.ts';
import type { Clock } from '../../../main/time/clock.ts';
import { createOutbox } from '../../../main/outbox/index.ts';
import type { Timing } from '../../../main/outbox/index.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { draftsOn } from '../../../main/store/drafts.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { outboxRowsOn } from '../../../main/store/outboxRows.ts';
import { settingsOn } from '../../../main/store/settings.ts';
import { temporaryFolder } from '../store/temporary.ts';

type Create = (body: object) => Promise<string>;
/** What the list showed before anything was sent: this warehouse and this platform are among what it shows. */
const old = ShipmentRecord.parse({
  tracking_code: 'OASC0',
  merchant_tracking_code_reference: 'OLD',
  warehouse_code: 'W',
  platform: 'shopee',
  created_time: 1,
});
const listed = ({ page, merchant_tracking_code_reference: key }: { page?: number; merchant_tracking_code_reference?: string }) => {
  const all = key === undefined ? [old] : [];
  return Promise.resolve({ rows: page === 1 ? all : [], total: all.length, unread: 0 });
};

/** A desk whose provider is one function; everything else is real. */
function desk(
  create: Create,
  timing: Partial<Timing> = {},
  clock: Clock = systemClock,
  file = join(temporaryFolder(), 'desk.sqlite'),
  clockDifferenceMs: number | null = null,
) {
  const database = openDatabase(file, clock, migrations);
  const drafts = draftsOn(database, () => clock.wall());
  const rows = outboxRowsOn(database);
  const looks: string[] = [];
  const outbox = createOutbox({
    database,
    drafts,
    rows,
    clock,
    settings: settingsOn(database, () => undefined),
    onflow: () => ({ shipments: { create, list: (query: object) => (looks.push('list'), listed(query)) } }) as never,
    files: { pathOf: String, uploadOf: () => null, rememberUpload: () => undefined, forgetUpload: () => undefined },
    clockDifferenceMs: () => clockDifferenceMs,
    oasinOf: () => null,
    emit: () => undefined,
    onConfirmed: () => undefined,
    onSending: () => undefined,
    onTrouble: () => undefined,
    timing: { undoMs: 0, settleMs: [20, 20], backOffBaseMs: 1, backOffMostMs: 5, closingMs: 50, ...timing },
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= outbox.close().then(() => database.close()));
  onTestFinished(stop);
  outbox.start();
  const send = (key: string = randomUUID()) => {
    const body = {
      warehouse_code: 'W',
      platform: 'shopee',
      merchant_tracking_code_reference: key,
      items: [{ oasin: 'O1', product_quantity: 1 }],
    };
    return outbox.queue(drafts.save({ id: randomUUID() as DraftId, kind: 'shipment', body }).id);
  };
  return { file, outbox, rows, send, stop, looks };
}
async function until(fact: () => boolean): Promise<void> {
  const end = performance.now() + 15_000;
  while (!fact()) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('the outbox', () => {
  test('has "sending" and the attempt on the disk before the request leaves', async () => {
    let seen: unknown = null;
    const here = desk(() => {
      const other = new DatabaseSync(here.file, { readOnly: true });
      seen = other.prepare('SELECT state, attempts, left_at > 0 AS timed FROM outbox').get();
      other.close();
      return Promise.resolve('OASC1');
    });
    here.send();
    await until(() => seen !== null);
    expect({ ...(seen as object) }).toEqual({ state: 'sending', attempts: 1, timed: 1 });
  });

  test.each([
    ['an hour behind', -3_600_000, -3_600_000],
    ['ahead', 3_600_000, 0],
    ['not known', null, 0],
  ])(
    "dates an attempt by the provider's clock where that is %s, and by the computer's else: look-ups go back to it",
    async (_name, differenceMs, shift) => {
      const clock: Clock = { ...systemClock, wall: () => Date.UTC(2026, 10, 24) };
      let left: number | null = null;
      const here = desk(
        () => {
          left = here.rows.get(id)?.leftAt ?? null;
          return Promise.resolve('OASC1');
        },
        {},
        clock,
        join(temporaryFolder(), 'desk.sqlite'),
        differenceMs,
      );
      const { id } = here.send();
      await until(() => left !== null);
      expect(left).toBe(clock.wall() + shift);
    },
  );

  test('has no more than six under way at once', async () => {
    let [now, most, all] = [0, 0, 0];
    const here = desk(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
      all += 1;
      return `OASC${all}`;
    });
    for (let times = 0; times < 20; times += 1) here.send();
    await until(() => all === 20);
    expect(most).toBe(6);
  });

  test('is not held up by a wall clock that jumps, neither running nor at the start', async () => {
    let wall = Date.UTC(2026, 10, 24);
    const clock: Clock = { ...systemClock, wall: () => wall };
    const one = desk(() => Promise.resolve('OASC1'), { undoMs: 30 }, clock);
    const { id } = one.send();
    wall -= 86_400_000;
    await until(() => one.rows.get(id)?.state === 'confirmed');
    one.outbox.pause();
    const waiting = one.send();
    await one.stop();
    wall -= 86_400_000;
    const two = desk(() => Promise.resolve('OASC2'), { undoMs: 30 }, clock, one.file);
    two.outbox.resume();
    await until(() => two.rows.get(waiting.id)?.state === 'confirmed');
  });

  test('does not let a row leave within its undo time', async () => {
    let left = 0;
    const here = desk(() => Promise.resolve(`OASC${(left += 1)}`), { undoMs: 60_000 });
    const kept = here.send();
    expect(here.outbox.get(kept.id)?.leavesAt).toBe((here.outbox.get(kept.id)?.createdAt ?? 0) + 60_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(left).toBe(0);
    here.outbox.undo(kept.id);
    expect(here.outbox.list(null, null).items).toEqual([]);
  });

  test('looks up what is doubtful although the operator paused, and sends nothing', async () => {
    let left = 0;
    const here = desk(
      () => {
        left += 1;
        return Promise.reject(new DeskFailure({ code: 'timeout', sent: 'maybe' }));
      },
      { settleMs: [2, 4] },
    );
    const { id } = here.send();
    await until(() => here.rows.get(id)?.state === 'unknown');
    here.outbox.pause();
    await until(() => here.rows.get(id)?.state === 'queued');
    expect([left, here.looks.length >= 2]).toEqual([1, true]);
  });

  test('takes a look-up that the operator hurries as no proof of absence', async () => {
    const here = desk(() => Promise.reject(new DeskFailure({ code: 'timeout', sent: 'maybe' })), { settleMs: [60_000, 60_000] });
    const { id } = here.send();
    await until(() => here.rows.get(id)?.state === 'unknown');
    for (let times = 1; times <= 3; times += 1) {
      const before = here.looks.length;
      here.outbox.lookUpNow(id);
      await until(() => here.looks.length > before);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(here.rows.get(id)).toMatchObject({ state: 'unknown', attempts: 1 });
  });

  test('a defect in the middle of a request leaves a doubt, not a second request', async () => {
    let left = 0;
    const here = desk(
      () => {
        left += 1;
        return Promise.reject(new TypeError('a defect'));
      },
      { settleMs: [60_000, 60_000] },
    );
    const { id } = here.send();
    await until(() => here.rows.get(id)?.state === 'unknown');
    expect(left).toBe(1);
  });
});
