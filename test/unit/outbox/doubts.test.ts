import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DeskFailure } from '../../../contract/errors.ts';
import type { DraftId } from '../../../contract/outbox.ts';
import { ShipmentRecord } from '../../../contract/kinds/shipment.ts';
import { systemClock } from '../../../main/time/clock.ts';
import { createOutbox } from '../../../main/outbox/index.ts';
import { openDatabase } from '../../../main/store/database.ts';
import { draftsOn } from '../../../main/store/drafts.ts';
import { migrations } from '../../../main/store/migrations.ts';
import { outboxRowsOn } from '../../../main/store/outboxRows.ts';
import { settingsOn } from '../../../main/store/settings.ts';
import { temporaryFolder } from '../store/temporary.ts';

/**
 * A desk at a provider that shows what it makes after `lagMs`, and loses the answers it is told to. The usual times, five hundred times
 * shorter.
 */
function desk(
  provider: {
    lagMs?: number;
    loses?: (key: string) => boolean;
    makes?: (key: string) => boolean;
    filter?: boolean;
    total?: number | null;
    fails?: DeskFailure;
    known?: string;
  } = {},
) {
  const database = openDatabase(join(temporaryFolder(), 'desk.sqlite'), systemClock, migrations);
  const drafts = draftsOn(database, () => systemClock.wall());
  const rows = outboxRowsOn(database);
  const made: { record: ShipmentRecord; at: number }[] = [];
  const creates: string[] = [];
  const list = ({ merchant_tracking_code_reference: by, page }: { merchant_tracking_code_reference?: string; page: number }) => {
    const shown = made
      .filter(({ at }) => performance.now() - at >= (provider.lagMs ?? 0))
      .map(({ record }) => record)
      .toReversed();
    const found =
      by === undefined || provider.filter === false ? shown : shown.filter((record) => record.merchant_tracking_code_reference === by);
    return Promise.resolve({
      rows: page === 1 ? found : [],
      total: provider.total === undefined ? found.length : provider.total,
      unread: 0,
    });
  };
  const create = (body: { merchant_tracking_code_reference: string }) => {
    const key = body.merchant_tracking_code_reference;
    creates.push(key);
    const code = `OASC${creates.length}`;
    if (provider.makes?.(key) ?? true) {
      made.push({
        record: ShipmentRecord.parse({ ...body, tracking_code: code, created_time: Math.floor(Date.now() / 1_000), updated_time: null }),
        at: performance.now(),
      });
    }
    return provider.loses?.(key) === true
      ? Promise.reject(provider.fails ?? new DeskFailure({ code: 'connectionLost', sent: 'maybe' }))
      : Promise.resolve(code);
  };
  const detail = (code: string) => Promise.resolve(made.find(({ record }) => record.tracking_code === code)?.record);
  const trouble: unknown[] = [];
  const outbox = createOutbox({
    database,
    drafts,
    rows,
    clock: systemClock,
    settings: settingsOn(database, () => undefined),
    onflow: () => ({ shipments: { create, list, detail } }) as never,
    files: { pathOf: String, uploadOf: () => null, rememberUpload: () => undefined, forgetUpload: () => undefined },
    copy: { mark: () => 5, isBefore: (_kind, code, mark) => code === provider.known && mark === 5 },
    oasinOf: () => null,
    emit: () => undefined,
    onConfirmed: () => undefined,
    onSending: () => undefined,
    onTrouble: (error) => void trouble.push(error),
    timing: { undoMs: 0, settleMs: [10, 40], backOffBaseMs: 1, backOffMostMs: 5, closingMs: 50 },
  });
  onTestFinished(() => outbox.close().then(() => database.close()));
  outbox.start();
  const send = (key: string) => {
    const body = {
      warehouse_code: 'W',
      platform: 'shopee',
      merchant_tracking_code_reference: key,
      items: [{ oasin: 'O1', product_quantity: 1 }],
    };
    return outbox.queue(drafts.save({ id: randomUUID() as DraftId, kind: 'shipment', body }).id).id;
  };
  const state = (id: ReturnType<typeof send>) => outbox.get(id);
  return { outbox, database, send, state, made, creates, provider, trouble };
}
async function until(fact: () => boolean, ms = 15_000): Promise<void> {
  const end = performance.now() + ms;
  while (!fact()) {
    if (performance.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('a row in doubt', () => {
  test('says why and until when it is looked up, sooner where the provider was seen to show what it makes', async () => {
    const { send, state, provider } = desk({ loses: (key) => key.startsWith('LOST'), makes: (key) => !key.startsWith('LOST') });
    const first = send('LOST-1');
    await until(() => state(first)?.state === 'unknown');
    const wait = (id: typeof first) => (state(id)?.settling?.until ?? 0) - Date.now();
    expect(state(first)?.settling).toMatchObject({ cause: 'broken', proven: false });
    expect(wait(first)).toBeGreaterThan(1_500);
    const told = send('SHOP-1');
    await until(() => state(told)?.state === 'confirmed');
    // It was confirmed, and then found: now it is known.
    await until(() => state(first)?.settling?.proven !== false);
    const second = send('LOST-2');
    await until(() => state(second)?.settling?.proven === true);
    expect(wait(second)).toBeLessThan(1_000);
    provider.loses = () => false;
    provider.makes = () => true;
    await until(() => state(first)?.state === 'confirmed' && state(second)?.state === 'confirmed');
  });

  test('is not sent again while what was confirmed last is not shown yet either', async () => {
    const { send, state, creates } = desk({ lagMs: 700, loses: (key) => key === 'LOST-2' });
    const first = send('SHOP-1');
    await until(() => state(first)?.state === 'confirmed');
    const lost = send('LOST-2');
    await until(() => state(lost)?.state === 'confirmed');
    expect(creates.filter((key) => key === 'LOST-2')).toHaveLength(1);
  });

  test('that nobody could look up is looked up again by itself, once a look-up was seen to work', async () => {
    const { send, state, provider } = desk({ loses: (key) => key === 'LOST-1', total: null, filter: false });
    provider.makes = (key) => key !== 'LOST-1';
    const lost = send('LOST-1');
    await until(() => state(lost)?.state === 'needs_attention');
    expect(state(lost)?.attention).toMatchObject({ reason: 'cannotLookUp', known: { list: 'partly' } });
    provider.filter = true;
    provider.loses = () => false;
    provider.makes = () => true;
    const next = send('SHOP-1');
    await until(() => state(next)?.state === 'confirmed');
    await until(() => state(lost)?.state === 'confirmed');
  });

  test('is put to nobody while a record that was just confirmed is about to show what its look-up is worth', async () => {
    const { send, state, provider, creates } = desk({
      lagMs: 900,
      total: null,
      loses: (key) => key === 'LOST-1',
      makes: (key) => key !== 'LOST-1',
    });
    const told = send('SHOP-1');
    await until(() => state(told)?.state === 'confirmed');
    const lost = send('LOST-1');
    await until(() => creates.includes('LOST-1'));
    provider.loses = () => false;
    provider.makes = () => true;
    const seen = new Set<string | undefined>();
    await until(() => {
      seen.add(state(lost)?.state);
      return state(lost)?.state === 'confirmed';
    });
    expect(seen).not.toContain('needs_attention');
  });

  test('can be decided upon with others, of which one cannot be written down: that one is left, and told of', async () => {
    const { outbox, database, send, state, provider, trouble } = desk({
      loses: () => true,
      makes: () => false,
      total: null,
      filter: false,
    });
    const ids = ['A', 'B', 'C'].map((name) => send(`LOST-${name}`));
    await until(() => ids.every((id) => state(id)?.state === 'needs_attention'));
    database.run(
      `CREATE TRIGGER refuses BEFORE UPDATE ON outbox WHEN new.natural_key = 'LOST-B' BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    );
    provider.loses = () => false;
    provider.makes = () => true;
    expect(outbox.resolveMany(ids, 'sendAgain')).toEqual([ids[1]]);
    await until(() => state(ids[0] as never)?.state === 'confirmed' && state(ids[2] as never)?.state === 'confirmed');
    expect(state(ids[1] as never)?.state).toBe('needs_attention');
    expect(trouble.map(String)).toEqual([expect.stringContaining('no room')]);
  });

  test('can be decided upon with all that wait for the same reason; one that moved on meanwhile keeps no other from it', async () => {
    const { outbox, send, state, provider, trouble } = desk({ loses: () => true, makes: () => false, total: null, filter: false });
    const ids = ['A', 'B', 'C'].map((name) => send(`LOST-${name}`));
    await until(() => ids.every((id) => state(id)?.state === 'needs_attention'));
    outbox.resolve(ids[1] as never, 'giveUp', null);
    provider.loses = () => false;
    provider.makes = () => true;
    expect(outbox.resolveMany(ids, 'sendAgain')).toEqual([ids[1]]);
    await until(() => state(ids[0] as never)?.state === 'confirmed' && state(ids[2] as never)?.state === 'confirmed');
    expect([state(ids[1] as never)?.state, trouble]).toEqual(['rejected', []]);
  });

  test('and chosen with others is looked up with them, and none of them is sent again', async () => {
    const { outbox, send, state, creates, provider } = desk({ loses: () => true, makes: () => true, lagMs: 60_000 });
    const ids = ['A', 'B'].map((name) => send(`LOST-${name}`));
    await until(() => ids.every((id) => state(id)?.state === 'unknown'));
    // While they are being looked up, and at no moment when one of them is asked for just then.
    await until(() => ids.every((id) => state(id)?.state === 'unknown') && outbox.resolveMany(ids, 'lookAgain').length === 0);
    // Of what is looked up nothing else is decided in one word.
    expect(outbox.resolveMany(ids, 'sendAgain')).toEqual(ids);
    expect(outbox.resolveMany(ids, 'giveUp')).toEqual(ids);
    provider.lagMs = 0;
    await until(() => ids.every((id) => state(id)?.state === 'confirmed'));
    expect(creates.toSorted()).toEqual(['LOST-A', 'LOST-B']);
  });
});

test('a document whose success could not be read, given up and sent again as a draft, is still never sent a second time by itself', async () => {
  const unread = new DeskFailure({
    code: 'unreadable',
    sent: 'maybe',
    provider: { code: null, messages: [], logId: null, httpStatus: 200 },
  });
  const { outbox, send, state, creates, provider } = desk({ lagMs: 60_000, loses: () => true, fails: unread });
  const first = send('SHOP-1');
  await until(() => state(first)?.state === 'needs_attention');
  outbox.resolve(first, 'giveUp', null);
  provider.loses = () => false;
  const again = send('SHOP-1');
  await until(() => state(again)?.state === 'needs_attention');
  expect([state(again)?.attention?.reason, creates]).toEqual(['unreadableSuccess', ['SHOP-1']]);
}, 20_000);

test('a record like it that the local copy knew before it left does not keep a document that never arrived from going again', async () => {
  const { send, state, made, provider } = desk({ loses: () => true, makes: () => false });
  const body = {
    warehouse_code: 'W',
    platform: 'shopee',
    merchant_tracking_code_reference: 'ELSE-1',
    items: [{ oasin: 'O1', product_quantity: 1 }],
  };
  for (const code of ['OLD', 'NEW'])
    made.push({
      record: ShipmentRecord.parse({ ...body, tracking_code: code, created_time: Math.floor(Date.now() / 1_000), updated_time: null }),
      at: 0,
    });
  const suspect = send('SHOP-1');
  await until(() => state(suspect)?.attention?.reason === 'foundAlike');
  expect(state(suspect)?.attention?.found).toHaveLength(2);
  provider.known = 'OLD';
  made.splice(1, 1);
  const cleared = send('SHOP-2');
  await until(() => state(cleared)?.state === 'unknown');
  provider.loses = () => false;
  provider.makes = () => true;
  await until(() => state(cleared)?.state === 'confirmed');
});
