/** Rows of the outbox that were chosen: taken back together, and written as a file as they are seen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { outboxPage } from '../../contract/outbox.ts';
import type { OutboxExport } from '../../contract/tables.ts';
import { confirmed, draftId, newFolder, product, provider, provisioned, send, shopFolder } from './wholeDesk.ts';

const columns: OutboxExport['columns'] = [
  { key: 'key', title: 'Mã của bạn' },
  { key: 'state', title: 'Trạng thái', words: { queued: 'Chờ gửi', confirmed: 'Đã xác nhận', given_up: 'Đã bỏ' } },
  { key: 'kind', title: 'Loại', words: { product: 'Sản phẩm' } },
  { key: 'code', title: 'Mã Onflow' },
  { key: 'queued', title: 'Xếp hàng lúc' },
  { key: 'attempts', title: 'Số lần gửi' },
  { key: 'noSuchColumn', title: 'Không có' },
];
const wanted = (selection: OutboxExport['selection'], format: OutboxExport['format'] = 'csv'): OutboxExport => ({
  id: crypto.randomUUID(),
  selection,
  columns,
  format,
  title: 'Hộp gửi',
});
const linesOf = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));

test('those that have not left are taken back together; one that has left is named, and is not taken back', async () => {
  const desk = await provisioned(await provider());
  const gone = await send(desk, 'GONE-1');
  await confirmed(desk, gone.id);
  await desk.get('outbox.pause', undefined);
  const waiting = [await send(desk, 'WAIT-1'), await send(desk, 'WAIT-2'), await send(desk, 'WAIT-3')];
  const ids = [gone, ...waiting.slice(0, 2)].map(({ id }) => id);
  expect(await desk.get('outbox.undoMany', { ids })).toEqual({ undone: 2, left: [gone.id] });
  const { items } = await desk.get('outbox.list', outboxPage());
  expect(items.map(({ naturalKey, state }) => [naturalKey, state])).toEqual([
    ['WAIT-3', 'queued'],
    ['GONE-1', 'confirmed'],
  ]);
  // What was typed is there again.
  expect((await desk.get('drafts.list', undefined)).map(({ title }) => title)).toEqual(expect.arrayContaining(['WAIT-1', 'WAIT-2']));
  // Said twice it is done once.
  expect(await desk.get('outbox.undoMany', { ids })).toEqual({ undone: 0, left: ids });
});

test('are written in the order of the list, in the words of the screen: those chosen, or all in a state but for some', async () => {
  const desk = await provisioned(await provider());
  const done = [await send(desk, 'DONE-1'), await send(desk, 'DONE-2')];
  for (const { id } of done) await confirmed(desk, id);
  await desk.get('outbox.pause', undefined);
  const waiting = [await send(desk, '00123'), await send(desk, 'WAIT-2')];
  desk.goesTo = join(newFolder(), 'chosen.csv');
  const [first, second] = [done[0], waiting[0]];
  if (first === undefined || second === undefined) throw new Error('nothing was sent');
  await desk.get('outbox.export', wanted({ ids: [first.id, second.id, crypto.randomUUID() as never] }));
  expect(linesOf(desk.goesTo).map(([key, state, kind]) => [key?.replaceAll(/[="]/gu, ''), state, kind])).toEqual([
    ['00123', 'Chờ gửi', 'Sản phẩm'],
    ['DONE-1', 'Đã xác nhận', 'Sản phẩm'],
  ]);

  await desk.get('outbox.export', wanted({ states: ['queued', 'sending'], except: [second.id] }));
  expect(linesOf(desk.goesTo).map(([key]) => key)).toEqual(['WAIT-2']);
  await desk.get('outbox.export', wanted({ states: null, except: [] }));
  expect(linesOf(desk.goesTo)).toHaveLength(4);

  desk.goesTo = join(newFolder(), 'chosen.xlsx');
  await desk.get('outbox.export', wanted({ states: null, except: [first.id] }, 'xlsx'));
  const [head, ...rows] = (await readXlsxFile(desk.goesTo))[0]?.data ?? [];
  expect(head).toEqual(['Mã của bạn', 'Trạng thái', 'Loại', 'Mã Onflow', 'Xếp hàng lúc', 'Số lần gửi']);
  // A code is text, however much it looks like a number.
  expect(rows.map(([key]) => key)).toEqual(['WAIT-2', '00123', 'DONE-2']);
  expect(rows[2]).toEqual(['DONE-2', 'Đã xác nhận', 'Sản phẩm', expect.stringMatching(/^OASIN/u), expect.any(Date), expect.any(Number)]);
});

test('what a person gave up is among all of them, and among none of the states', async () => {
  const folder = newFolder();
  const desk = await provisioned(await provider(), folder);
  await desk.get('outbox.pause', undefined);
  const { id } = await desk.get('outbox.queue', {
    draftId: (await desk.get('drafts.save', { id: draftId(), kind: 'product', body: product('LET-BE') })).id,
  });
  const database = new DatabaseSync(join(shopFolder(folder), 'desk.sqlite'));
  database.prepare("UPDATE outbox SET state = 'rejected', given_up = 1 WHERE id = ?").run(id);
  database.close();
  desk.goesTo = join(newFolder(), 'all.csv');
  await desk.get('outbox.export', wanted({ states: null, except: [] }));
  expect(linesOf(desk.goesTo).map(([key, state]) => [key, state])).toEqual([['LET-BE', 'Đã bỏ']]);
  await desk.get('outbox.export', wanted({ states: ['rejected', 'needs_attention'], except: [] }));
  expect(linesOf(desk.goesTo)).toEqual([]);
});
