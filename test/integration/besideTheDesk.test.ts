/** What takes long is done beside the desk's own work: the event loop turns meanwhile. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import { journalPage } from '../../contract/journal.ts';
import { ProductRecord } from '../../contract/kinds/product.ts';
import { openStore } from '../../main/store/index.ts';
import { systemClock } from '../../main/time/clock.ts';
import { deskWorkers } from '../../main/workers/index.ts';
import { recordQuery } from '../unit/store/recordQuery.ts';
import { newFolder, start } from './severalDesks.ts';

test('the journal is searched by a thread: the desk turns meanwhile, and ends it with the connection', async () => {
  const desk = await start();
  await desk.get('connections.open', { id: practiceConnectionId });
  const ask = desk.from(practiceConnectionId);
  let turns = 0;
  let isAnswered = false;
  const turn = (): void => {
    turns += 1;
    if (!isAnswered) setImmediate(turn);
  };
  setImmediate(turn);
  const answered = ask('journal.list', journalPage({ search: 'x', pageSize: 5 }));
  const page = await answered;
  isAnswered = true;
  expect(page).toMatchObject({ entries: [], next: null });
  // Answered on the loop itself, it would be there before the first turn.
  expect(turns).toBeGreaterThan(0);
  const late = desk.of(practiceConnectionId)('journal.verify', undefined);
  await desk.desk.close();
  expect(await late).toMatchObject({ ok: false });
});

test('who types on in the search of the journal gives the older question up', async () => {
  const desk = await start();
  await desk.get('connections.open', { id: practiceConnectionId });
  const ask = desk.of(practiceConnectionId);
  const [older, newer] = await Promise.all(['x', 'xy'].map((search) => ask('journal.list', journalPage({ search }))));
  expect(older).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(newer).toMatchObject({ ok: true });
});

test('a list of records is read by a thread: the desk turns meanwhile', async () => {
  const desk = await start();
  await desk.get('connections.open', { id: practiceConnectionId });
  let turns = 0;
  let isAnswered = false;
  const turn = (): void => {
    turns += 1;
    if (!isAnswered) setImmediate(turn);
  };
  setImmediate(turn);
  await desk.from(practiceConnectionId)('records.list', recordQuery({ search: 'ao' }));
  isAnswered = true;
  // As above. The thread is there from the opening on, and answers within a turn or two.
  expect(turns).toBeGreaterThan(0);
  await desk.desk.close();
});

test('what a thread reads is what has been written last, and of two questions the one that nobody wants is not answered', async () => {
  const file = join(newFolder(), 'desk.sqlite');
  const store = openStore(file, systemClock, () => undefined);
  const workers = deskWorkers(console.error);
  onTestFinished(async () => {
    await workers.close();
    store.close();
  });
  const product = (code: string, name: string) => ProductRecord.parse({ oasin: code, sku: code, name, status: 'ACTIVE', created_time: 1 });
  const ask = (search: string, signal?: AbortSignal) =>
    workers
      .run('records.list', { file, query: recordQuery({ search }), now: Date.now() }, { signal })
      .then(({ rows }) => rows.map(({ code }) => code));
  for (let turn = 1; turn <= 20; turn += 1) {
    // One page of the background, for which nobody waits for the disk; one detail.
    store.catalogue.putPage('product', [product(`P${turn}`, `Đợt ${turn}`)], turn, { nextPage: turn });
    store.catalogue.putDetail('product', product('LAST', `Lần ${turn} đây`), turn);
    expect(await ask(`dot ${turn}`)).toContain(`P${turn}`);
    expect(await ask(`${turn} day`)).toEqual(['LAST']);
  }
  const stop = new AbortController();
  const older = ask('dot', stop.signal).catch((error: unknown) => error);
  stop.abort();
  expect(await older).toMatchObject({ error: { code: 'cancelled' } });
  expect(await ask('dot 20')).toEqual(['P20']);
});

test('a list that a thread was asked about is at hand there from then on', async () => {
  const file = join(newFolder(), 'desk.sqlite');
  const store = openStore(file, systemClock, () => undefined);
  const workers = deskWorkers(console.error);
  onTestFinished(async () => {
    await workers.close();
    store.close();
  });
  const product = (row: number) => ProductRecord.parse({ oasin: `P${row}`, sku: `P${row}`, name: 'Nồi cơm', status: 'ACTIVE' });
  const total = async (search: string): Promise<number> =>
    (await workers.run('records.list', { file, query: recordQuery({ search }), now: Date.now() })).total;
  store.catalogue.putPage(
    'product',
    Array.from({ length: 3_000 }, (_, row) => product(row)),
    1,
    {},
  );
  expect(await total('noi')).toBe(3_000);
  // Behind the desk's back, so that it is not written down: only the database can tell.
  const isAtHand = async (): Promise<boolean> => {
    store.database.run("UPDATE listed_product SET search = 'quat' WHERE id = 1");
    const found = await total('noi');
    store.database.run("UPDATE listed_product SET search = 'noi' WHERE id = 1");
    return found === 3_000;
  };
  // Each look is a write by somebody else, after which the list is read in anew: on a crowded machine that takes seconds.
  let rest = 250;
  while (!(await isAtHand())) {
    expect(rest).toBeLessThan(20_000);
    await new Promise((resolve) => void setTimeout(resolve, rest));
    rest *= 2;
  }
  store.catalogue.putDetail('product', { ...product(1), name: 'Quạt' }, 2);
  expect([await total('noi'), await total('quat')]).toEqual([2_999, 1]);
});
