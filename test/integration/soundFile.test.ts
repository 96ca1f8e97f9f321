/**
 * A large file of a connection that is damaged: the desk comes up at once, finds it beside its work, sends nothing by it, and says so as
 * ever.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import { ProductRecord } from '../../contract/kinds/product.ts';
import { openStore } from '../../main/store/index.ts';
import { systemClock } from '../../main/time/clock.ts';
import { type Running, start, until } from './severalDesks.ts';

const fileOf = (desk: Running): string => join(desk.folder, 'connections', practiceConnectionId, 'desk.sqlite');

/** A desk that was closed, on a practice connection whose file is larger than what is gone through when it is opened. */
async function largeDesk(): Promise<Running> {
  const first = await start();
  await first.get('connections.open', { id: practiceConnectionId });
  const ask = first.from(practiceConnectionId);
  await ask('outbox.pause', undefined);
  await ask('drafts.save', { id: randomUUID(), kind: 'product', body: { sku: 'KEPT' } });
  await first.desk.close();
  const sqlite = new DatabaseSync(fileOf(first));
  sqlite.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
    INSERT INTO lists SELECT 'areas', 'filler ' || i, hex(randomblob(2000)), 1 FROM n`);
  sqlite.close();
  expect(statSync(fileOf(first)).size).toBeGreaterThan(16 * 1024 * 1024);
  return first;
}

/** Spoils the pages of this table or index; its first page too. */
function spoil(file: string, name: string): void {
  const sqlite = new DatabaseSync(file);
  const page = Number(sqlite.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name)?.['rootpage']);
  const size = Number(sqlite.prepare('PRAGMA page_size').get()?.['page_size']);
  sqlite.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (page - 1) * size + 1, page * size);
  writeFileSync(file, bytes);
}

/** The clock of this computer, on which what is done later is done soon. */
const hasty = { ...systemClock, after: (ms: number, callback: () => void) => systemClock.after(Math.min(ms, 200), callback) };

test('damage where nothing is sent from is found while the desk is at work: the file is put aside, and its copy offered', async () => {
  const { folder } = await largeDesk();
  spoil(join(folder, 'connections', practiceConnectionId, 'desk.sqlite'), 'lists');
  const desk = await start({ folder, clock: hasty });
  await until('the damage is found', async () => (await desk.get('app.state', undefined)).trouble !== null);
  const { session, trouble } = await desk.get('app.state', undefined);
  expect(session).toBeNull();
  expect(trouble).toMatchObject({
    code: 'storageDamaged',
    params: { connection: practiceConnectionId, path: fileOf(desk), name: expect.stringMatching(/^desk\.sqlite\.damaged-/) },
  });
  expect(desk.events.at(-1)).toMatchObject({ name: 'app.changed', payload: { session: null, trouble } });
  expect(readdirSync(join(folder, 'connections', practiceConnectionId))).toContain(String(trouble?.params?.['name']));
  // Closing the desk over it does not make it forget; opening it begins anew.
  await desk.desk.close();
  const next = await start({ folder, clock: hasty });
  expect(await next.get('app.state', undefined)).toMatchObject({ session: null, trouble });
  expect(await next.get('connections.open', { id: practiceConnectionId })).toMatchObject({
    connection: { id: practiceConnectionId },
  });
});

test.each(['outbox', 'drafts', 'sqlite_autoindex_outbox_1'])(
  'damage in what decides what is sent (%s) is found before anything leaves',
  async (name) => {
    const { folder } = await largeDesk();
    spoil(join(folder, 'connections', practiceConnectionId, 'desk.sqlite'), name);
    // What is looked at later is looked at long after this.
    const never = { ...systemClock, after: (ms: number, callback: () => void) => systemClock.after(ms >= 5_000 ? 1e9 : ms, callback) };
    const desk = await start({ folder, clock: never });
    await until('the damage is found', async () => (await desk.get('app.state', undefined)).trouble !== null);
    const { session, trouble } = await desk.get('app.state', undefined);
    expect(session).toBeNull();
    expect(trouble).toMatchObject({ code: 'storageDamaged', params: { name: expect.stringMatching(/^desk\.sqlite\.damaged-/) } });
  },
);

test('a large file that is sound is gone through once a day, and whenever the desk was not closed in order', async () => {
  const { folder } = await largeDesk();
  const found = (desk: Running): boolean => desk.lines.some((line) => line.includes('was found sound'));
  const first = await start({ folder, clock: hasty });
  await until('it was gone through', () => found(first));
  await first.desk.close();

  const second = await start({ folder, clock: hasty });
  await until('it is open', async () => (await second.get('app.state', undefined)).session !== null);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(found(second)).toBe(false);
  await second.desk.close();

  // As a desk that was killed leaves it: with a log beside it. Two connections, so that closing one does not empty it.
  const file = fileOf(first);
  const [writing, holding] = [new DatabaseSync(file), new DatabaseSync(file)];
  writing.exec("UPDATE settings SET value = value WHERE name = 'pages'; INSERT INTO settings VALUES ('left', '1')");
  const [wal, shut] = [readFileSync(`${file}-wal`), readFileSync(file)];
  writing.close();
  holding.close();
  writeFileSync(file, shut);
  writeFileSync(`${file}-wal`, wal);
  const third = await start({ folder, clock: hasty });
  await until('it was gone through again', () => found(third));
});

test('an index of words that is broken in a large file is not believed any more, and the file stays where it is', async () => {
  const { folder } = await largeDesk();
  const file = join(folder, 'connections', practiceConnectionId, 'desk.sqlite');
  const store = openStore(file, systemClock, () => undefined);
  store.catalogue.putListRows('product', [ProductRecord.parse({ oasin: 'O1', name: 'Nồi cơm điện' })], 1);
  store.close();
  const raw = new DatabaseSync(file);
  raw.enableDefensive(false);
  raw.exec('DELETE FROM listed_product_words_data WHERE id > 10');
  raw.close();

  const desk = await start({ folder, clock: hasty });
  await until('it was gone through', () => desk.lines.some((line) => line.includes('was found sound')));
  expect(await desk.get('app.state', undefined)).toMatchObject({ trouble: null });
  await desk.desk.close();
  const after = new DatabaseSync(file, { readOnly: true });
  expect(after.prepare("SELECT name FROM listed_words WHERE name = 'listed_product'").all()).toEqual([]);
  after.close();
});
