/** Intakes from the drop to the last confirmed document, through a whole desk: nothing twice, nothing lost, whenever the desk stops. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Intake, IntakeId } from '../../contract/intake.ts';
import { outboxPage } from '../../contract/outbox.ts';
import type { PracticeProvider } from '../../main/practice/index.ts';
import { type Running, anOasin, confirmed, newFolder, provider, provisioned, send, shopFolder, warehouse } from './wholeDesk.ts';

/** Orders of one line each, as the desk's own form has them. */
async function orders(desk: Running, count: number, name = 'đơn hàng.csv', first = 1): Promise<string> {
  const oasin = await anOasin(desk);
  const path = join(newFolder(), name);
  const rows = Array.from({ length: count }, (_, index) => {
    const number = String(first + index).padStart(5, '0');
    return `THU-${number},2612${number}ABCDE,SPXVN0${number}000001,shopee,${warehouse},${oasin},1`;
  });
  writeFileSync(path, ['Mã tham chiếu,Mã đơn hàng,Mã vận đơn,Sàn,Kho,OASIN,Số lượng', ...rows].join('\n'));
  return path;
}
const drop = (desk: Running, ...paths: readonly string[]): Promise<Intake> =>
  desk.get('intake.begin', { files: paths.map((path) => ({ path, name: path.split('/').at(-1) ?? '' })), into: null });
async function checked(desk: Running, id: IntakeId): Promise<Intake> {
  await desk.until('it is checked', async () => !['reading', 'checking'].includes((await desk.get('intake.get', { id })).stage));
  return desk.get('intake.get', { id });
}
const page = (desk: Running, id: IntakeId) => desk.get('intake.documents', { id, states: null, search: '', from: 0, pageSize: 200 });
const done = (desk: Running, id: IntakeId): Promise<void> =>
  desk.until('all of it is confirmed', async () => (await desk.get('intake.get', { id })).stage === 'done');

const rowsOf = async (desk: Running) =>
  (await desk.get('outbox.list', outboxPage({ pageSize: 200, facets: { kind: ['shipment'], state: [] } }))).items;
/** What the provider has, by the merchant's own key. */
function atProvider(practice: PracticeProvider): string[] {
  const found = Object.entries(practice.counts().shipments).filter(([key]) => key.startsWith('THU-'));
  expect(found.filter(([, times]) => times > 1)).toEqual([]);
  return found.map(([key]) => key).toSorted();
}
/** Sends all that can be sent, also what the desk asks about: one product has not stock enough for all of them. */
async function sendAll(desk: Running, id: IntakeId): Promise<Intake> {
  const { rows } = await desk.get('intake.documents', { id, states: ['ask'], search: '', from: 0, pageSize: 500 });
  return desk.get('intake.send', { id, despite: rows.map((row) => row.id) });
}
const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `THU-${String(index + 1).padStart(5, '0')}`);

test('a file of orders is read, checked, and sent: every one of them is confirmed once, and the same file again makes none', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const file = await orders(desk, 30);
  const { id } = await drop(desk, file);
  const intake = await checked(desk, id);
  expect(intake, JSON.stringify(intake)).toMatchObject({ stage: 'ready', trouble: null, counts: { new: 30, sendable: 30, error: 0 } });
  expect(await rowsOf(desk)).toEqual([]);
  await desk.get('intake.leaveOut', { id, documents: [(await page(desk, id)).rows[29]?.id ?? ''], state: null, out: true });
  expect((await desk.get('intake.send', { id })).progress).toMatchObject({ of: 29 });
  await done(desk, id);
  expect(await desk.get('intake.get', { id })).toMatchObject({ progress: { of: 29, left: 0, queued: 0, sent: 29, failed: 0 } });
  expect(atProvider(practice)).toEqual(keys(29));

  const again = await checked(desk, (await drop(desk, file)).id);
  expect(again.counts).toMatchObject({ there: 29, new: 1, sendable: 1 });
});

test('a desk that is stopped between outbox and intake hands the same part once more, and none of it is sent twice', async () => {
  const practice = await provider();
  const folder = newFolder();
  const first = await provisioned(practice, folder);
  const { id } = await drop(first, await orders(first, 150));
  await checked(first, id);
  await first.get('outbox.pause', undefined);
  await sendAll(first, id);
  await first.until('all are in the outbox', async () => (await first.get('intake.get', { id })).progress?.queued === 150);
  await first.desk.close();
  // As a kill leaves it: the outbox has the part, and nobody wrote down that it was handed.
  const database = new DatabaseSync(join(shopFolder(folder), 'intake.sqlite'));
  database.exec('UPDATE documents SET handed = NULL WHERE send_order < 120');
  database.close();

  const second = await provisioned(practice, folder);
  await second.until('all is handed', async () => (await second.get('intake.get', { id })).progress?.left === 0);
  expect((await second.get('intake.get', { id })).progress).toMatchObject({ of: 150, queued: 150, failed: 0 });
  expect(new Set((await rowsOf(second)).map(({ naturalKey }) => naturalKey)).size).toBe(150);
});

test('a batch that is paused stays so over a restart, and what is sent by itself passes it', async () => {
  const practice = await provider();
  const folder = newFolder();
  const first = await provisioned(practice, folder);
  const { id } = await drop(first, await orders(first, 20));
  await checked(first, id);
  await sendAll(first, id);
  await first.get('intake.pause', { id });
  expect((await first.get('intake.get', { id })).stage).toBe('paused');
  await first.desk.close();

  const second = await provisioned(practice, folder);
  expect((await second.get('intake.get', { id })).stage).toBe('paused');
  const alone = await send(second, 'MOT-MINH');
  await confirmed(second, alone.id);
  const [intake, pace] = [await second.get('intake.get', { id }), await second.get('intake.pace', undefined)];
  expect(intake.stage).toBe('paused');
  expect(pace).toMatchObject({ limit: 'pause', msToGo: null });
  await second.get('intake.resume', { id });
  await done(second, id);
  expect(atProvider(practice)).toEqual(keys(20));
});

test('what has not left is taken back, and can be sent anew; nothing is made twice by it', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const { id } = await drop(desk, await orders(desk, 40));
  await checked(desk, id);
  await sendAll(desk, id);
  await desk.until('some have left', async () => ((await desk.get('intake.get', { id })).progress?.sent ?? 0) > 3);
  const undone = await desk.get('intake.undo', { id });
  const gone = undone.progress?.of ?? 0;
  expect(gone).toBeGreaterThan(3);
  expect(gone).toBeLessThan(40);
  await desk.until('what had left is known', async () => (await desk.get('intake.get', { id })).stage === 'done');
  expect(atProvider(practice)).toHaveLength(gone);
  await sendAll(desk, id);
  await done(desk, id);
  expect(atProvider(practice)).toEqual(keys(40));
});

test('a person mends a cell, and the document is checked anew; what nobody knows is linked once for all rows', async () => {
  const desk = await provisioned(await provider());
  const oasin = await anOasin(desk);
  const path = join(newFolder(), 'đơn.csv');
  const rows = ['A-1,O-1,shopee,LA,1', 'A-2,O-2,shopee,LA,x', 'A-3,O-3,shopee,LA,2'].map((row) => `${row},${warehouse}`);
  writeFileSync(path, ['Mã tham chiếu,Mã đơn hàng,Sàn,SKU,Số lượng,Kho', ...rows].join('\n'));
  const { id } = await drop(desk, path);
  const intake = await checked(desk, id);
  expect(intake).toMatchObject({ unknownSkus: 1, counts: { error: 3 } });
  expect(await desk.get('intake.skus', { id })).toMatchObject([{ text: 'LA', rows: 3 }]);
  await desk.get('intake.link', { id, text: 'LA', parts: [{ oasin, pieces: 2 }], remember: false });
  expect((await checked(desk, id)).counts).toMatchObject({ new: 2, error: 1 });
  const bad = (await desk.get('intake.documents', { id, states: ['error'], search: '', from: 0, pageSize: 10 })).rows[0];
  const detail = await desk.get('intake.document', { id, document: bad?.id ?? '' });
  const cell = detail?.cells[0]?.columns.find(({ text }) => text === 'x');
  expect(cell).toMatchObject({ header: 'Số lượng', field: 'quantity', found: null });
  const mended = await desk.get('intake.mend', { id, document: bad?.id ?? '', row: 3, column: cell?.column ?? 0, text: '4' });
  expect(mended).toMatchObject({ state: 'new', isMended: true, reference: 'A-2', quantity: 4 });
  const after = await desk.get('intake.document', { id, document: mended?.id ?? '' });
  expect(after?.body).toMatchObject({ items: [{ oasin, product_quantity: 8 }] });
  expect(after?.cells[0]?.columns.find(({ text }) => text === '4')).toMatchObject({ found: 'x' });
});

test('a row that was sent is mended no more, and columns that are chosen anew make no second document of it', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const oasin = await anOasin(desk);
  const path = join(newFolder(), 'đơn.csv');
  const rows = ['THU-1,KHAC-1', 'THU-2,KHAC-2', 'THU-3,KHAC-3'].map((row) => `${row},shopee,${oasin},1,${warehouse}`);
  writeFileSync(path, ['Mã tham chiếu,Mã riêng,Sàn,OASIN,Số lượng,Kho', ...rows].join('\n'));
  const { id } = await drop(desk, path);
  expect((await checked(desk, id)).counts).toMatchObject({ new: 3 });
  await desk.get('intake.send', { id });
  await done(desk, id);
  const [document] = (await page(desk, id)).rows;
  await expect(desk.get('intake.mend', { id, document: document?.id ?? '', row: 2, column: 0, text: 'THU-9' })).rejects.toThrow(
    /wrongState.*sent/,
  );
  const { files } = await checked(desk, id);
  const mapping = files[0]?.sheets[0]?.mapping;
  if (mapping === null || mapping === undefined) throw new Error('the sheet is not mapped');
  await desk.get('intake.map', {
    id,
    file: 0,
    sheet: 0,
    mapping: { ...mapping, columns: { ...mapping.columns, reference: 1 } },
    remember: false,
  });
  expect((await checked(desk, id)).counts).toMatchObject({ ask: 0, there: 3, sendable: 0 });
  const { rows: shown } = await desk.get('intake.documents', { id, states: ['there'], search: '', from: 0, pageSize: 10 });
  expect(shown.map(({ problem }) => problem)).toMatchObject(
    ['THU-1', 'THU-2', 'THU-3'].map((code) => ({ problem: 'alreadyThere', params: { where: 'outbox', code } })),
  );
  expect(atProvider(practice)).toEqual(['THU-1', 'THU-2', 'THU-3']);
});

test('who sends while a cell is mended sends nothing of what stood there before', async () => {
  const desk = await provisioned(await provider());
  const { id } = await drop(desk, await orders(desk, 3_000));
  await checked(desk, id);
  const [document] = (await page(desk, id)).rows;
  const mending = desk.get('intake.mend', { id, document: document?.id ?? '', row: 2, column: 6, text: '2' });
  await desk.until('it is looked at anew', async () => (await desk.get('intake.get', { id })).stage === 'checking');
  // Refused while it is looked at; where that was over a moment before, what was mended goes.
  const sending = await desk.get('intake.send', { id }).catch((error: unknown) => error);
  if (sending instanceof Error) {
    expect(sending.message).toContain('wrongState');
    expect(await mending).toMatchObject({ quantity: 2 });
    expect((await desk.get('intake.get', { id })).stage).toBe('ready');
    await desk.get('intake.send', { id });
  }
  const { body } = (await desk.get('intake.document', { id, document: document?.id ?? '' })) ?? {};
  expect(body).toMatchObject({ items: [{ product_quantity: 2 }] });
});

test('what is wrong is written into a file with the columns as they were; mended and dropped again it makes only those', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const oasin = await anOasin(desk);
  const path = join(newFolder(), 'đơn.csv');
  const row = (number: number, quantity: string): string =>
    `THU-${number},260000${number},shopee,${warehouse},${oasin},${quantity},"ghi chú ${number} \t"`;
  writeFileSync(
    path,
    ['Mã tham chiếu,Mã đơn hàng,Sàn,Kho,OASIN,Số lượng,Cột lạ', row(1, '1'), row(2, 'x'), row(3, '1'), row(4, '')].join('\n'),
  );
  const { id } = await drop(desk, path);
  expect((await checked(desk, id)).counts).toMatchObject({ new: 2, error: 2 });
  for (const format of ['csv', 'xlsx'] as const) {
    desk.goesTo = join(newFolder(), `lỗi.${format}`);
    expect(await desk.get('intake.report', { id, what: 'errors', format })).toMatchObject({ saved: true, name: `lỗi.${format}` });
  }
  const csv = join(newFolder(), 'lỗi.csv');
  desk.goesTo = csv;
  await desk.get('intake.report', { id, what: 'errors', format: 'csv' });
  const text = readFileSync(csv, 'utf8');
  expect(text.split('\r\n')[0]).toBe('\uFEFFMã tham chiếu,Mã đơn hàng,Sàn,Kho,OASIN,Số lượng,Cột lạ,Kết quả kiểm tra,Lỗi');
  expect(text).toContain(`${row(2, 'x')},Lỗi,`);
  writeFileSync(csv, text.replace(',x,', ',2,').replace(',,"ghi chú 4', ',3,"ghi chú 4'));
  await desk.get('intake.send', { id });
  await done(desk, id);
  const mended = await drop(desk, csv);
  expect((await checked(desk, mended.id)).counts).toMatchObject({ new: 2, error: 0, there: 0 });
  await desk.get('intake.send', { id: mended.id });
  await done(desk, mended.id);
  expect(atProvider(practice)).toEqual(['THU-1', 'THU-2', 'THU-3', 'THU-4']);
});

test('what would go is told by warehouse before it goes, and what became of each afterwards', async () => {
  const practice = await provider();
  const desk = await provisioned(practice);
  const path = await orders(desk, 12);
  writeFileSync(path, readFileSync(path, 'utf8').replace(/,1,([^,\n]*)$/u, ',x,$1'));
  const { id } = await drop(desk, path);
  const before = await checked(desk, id);
  const { sendable } = before.counts;
  expect(await desk.get('intake.going', { id })).toEqual([
    { kind: 'shipment', warehouse, isAsked: false, count: sendable, unlabelled: sendable },
  ]);
  await desk.get('intake.send', { id });
  await done(desk, id);
  expect((await desk.get('intake.get', { id })).counts).toEqual({ ...before.counts, new: 0, sendable: 0, sent: sendable });
  expect(await desk.get('intake.going', { id })).toEqual([]);
  const sent = await desk.get('intake.documents', { id, states: ['sent'], search: '', from: 0, pageSize: 50 });
  expect(sent.rows).toHaveLength(sendable);
  desk.goesTo = join(newFolder(), 'báo cáo.csv');
  await desk.get('intake.report', { id, what: 'all', format: 'csv' });
  const told = readFileSync(desk.goesTo, 'utf8').trimEnd().split('\r\n').slice(1);
  expect(told).toHaveLength(12);
  expect(told.filter((line) => /,Onflow đã nhận: OASC\d{8},/u.test(line))).toHaveLength(sendable);
});
