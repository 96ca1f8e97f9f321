/** `--headless --check`, as a script starts it: the real entry, real files, its exit code, and the JSON that it writes. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { ProductRecord } from '../../contract/kinds/product.ts';
import type { Report } from '../../main/headless/report.ts';
import { openAppDatabase } from '../../main/store/appDatabase.ts';
import { catalogueOn } from '../../main/store/catalogue.ts';
import { openDatabase } from '../../main/store/database.ts';
import { draftsOn } from '../../main/store/drafts.ts';
import { migrations } from '../../main/store/migrations.ts';
import { systemClock } from '../../main/time/clock.ts';
import { makePile } from '../samples/labelPiles.mts';
import { temporaryFolder } from '../unit/store/temporary.ts';

const entry = resolve(import.meta.dirname, '../../main/headless/start.ts');
const samples = resolve(import.meta.dirname, '../samples');

interface Ran {
  readonly code: number | null;
  readonly said: string;
  readonly written: string;
}
function run(cwd: string, ...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [entry, '--headless', ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, written] = ['', ''];
  child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
  child.stdout.on('data', (bytes: Buffer) => (written += bytes.toString()));
  return new Promise((done, failed) => {
    child.on('error', failed).on('close', (code) => done({ code, said, written }));
  });
}
const reportIn = (folder: string, name = 'out.json'): Report => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Report;

const columns = [
  'Mã đơn hàng',
  'Mã Kiện Hàng',
  'Ngày đặt hàng',
  'Trạng Thái Đơn Hàng',
  'Mã vận đơn',
  'SKU sản phẩm',
  'Tên sản phẩm',
  'SKU phân loại hàng',
  'Số lượng',
  'Người Mua',
];
const csvOf = (rows: readonly Partial<Record<string, string>>[]): string =>
  [columns.join(','), ...rows.map((row) => columns.map((name) => row[name] ?? '').join(','))].join('\r\n');
const order = (code: string, sku: string, quantity: string, more: Record<string, string> = {}) => ({
  'Mã đơn hàng': code,
  'Ngày đặt hàng': '2026-11-25 10:00',
  'Trạng Thái Đơn Hàng': 'Chờ lấy hàng',
  'Mã vận đơn': `SPXVN0123456789${code.slice(-2)}`,
  'Tên sản phẩm': 'Áo thun “cổ tròn”',
  'SKU phân loại hàng': sku,
  'Số lượng': quantity,
  'Người Mua': 'n***a',
  ...more,
});
const products = [
  { sku: 'AO-M', barcode: '8934567890123', oasin: 'OASIN1', name: 'Áo M' },
  { sku: 'AO-L', barcode: null, oasin: 'OASIN2', name: 'Áo L' },
];
function prepared(rows: readonly Partial<Record<string, string>>[], name = 'Đơn hàng (1).csv', { bom = true } = {}) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), `${bom ? '\uFEFF' : ''}${csvOf(rows)}`);
  writeFileSync(join(folder, 'products.json'), `\uFEFF${JSON.stringify(products)}`);
  return { folder, name };
}

/** The data of a desk with one connection, as an open desk holds it. */
function dataIn(folder: string) {
  const data = join(folder, 'data');
  mkdirSync(data);
  const app = openAppDatabase(data, systemClock, () => undefined);
  const connection = app.connections.insert({
    id: '7d0e0b7e-9c1c-4f0e-9a53-2f1f0c1d2e3f' as never,
    name: 'Thử',
    environment: 'staging',
    baseUrl: 'https://example.invalid',
    profile: '',
    identity: null,
  });
  app.settings.set('lastConnection', connection.id);
  app.close();
  const own = join(data, 'connections', connection.id);
  mkdirSync(own, { recursive: true });
  const database = openDatabase(join(own, 'desk.sqlite'), systemClock, migrations);
  return { data, own, database };
}

describe('a check without a window', () => {
  test('a file that is named twice is told of twice: as it is, and as one that is there already', async () => {
    const { folder, name } = prepared([order('261125ABCDE001', 'AO-M', '2')]);
    const { code } = await run(folder, '--check', name, name, '--catalogue', 'products.json', '--report', 'out.json');
    expect(code).toBe(0);
    expect(reportIn(folder).files.map(({ rows }) => rows.map(({ state }) => state))).toEqual([['new'], ['there']]);
  });

  test('of a sheet that nobody can read it says which columns it lacks, in words', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.csv'), 'Mã đơn hàng,SKU,Giá trị\r\nDH1,AO-M,9\r\n');
    writeFileSync(join(folder, 'products.json'), '[]');
    await run(folder, '--check', 'a.csv', '--catalogue', 'products.json', '--report', 'out.json');
    const [file] = reportIn(folder).files;
    expect(file?.rows).toMatchObject([{ row: 2, state: 'ask' }]);
    expect(file?.rows[0]?.problems[0]?.text).toContain('Chưa rõ cột nào là: “Số lượng”. Mở tệp');
  });

  test('reads, checks, sends nothing, and writes what it found: paths count from where it was asked for', async () => {
    const { folder, name } = prepared([
      order('261125ABCDE001', 'AO-M', '2'),
      order('261125ABCDE001', 'AO-L', '1'),
      order('261125ABCDE002', 'AO-M', '1', { 'Trạng Thái Đơn Hàng': 'Đã hủy', 'Mã vận đơn': 'None' }),
      order('261125ABCDE003', 'LẠ-9', '1'),
      order('261125ABCDE004', 'ao m', '1'),
      order('261125ABCDE005', 'AO-M', 'hai'),
      order('261125ABCDE006', '8934567890123', '3', { 'Mã vận đơn': 'None' }),
    ]);
    const { code, said, written } = await run(
      folder,
      '--check',
      name,
      '--catalogue',
      'products.json',
      '--report',
      'out.json',
      '--warehouse',
      'HCM-01',
    );
    expect({ code, said }).toMatchObject({ code: 0 });
    // What is counted goes where it is in nobody's way.
    expect(written).toBe('');
    expect(said).toContain('out.json');
    const { files, labels, seconds, peakMB } = reportIn(folder);
    expect(files).toHaveLength(1);
    expect(labels).toEqual([]);
    expect(seconds).toBeGreaterThan(0);
    expect(peakMB).toBeGreaterThan(10);
    const [file] = files;
    expect(file).toMatchObject({
      file: join(folder, name),
      kind: 'rows',
      trouble: null,
      mapping: { layout: 'shopee', table: 'shipment', missing: [] },
    });
    expect(file?.rows.map(({ row, state, reference }) => [row, state, reference])).toEqual([
      [2, 'new', '261125ABCDE001'],
      [3, 'new', '261125ABCDE001'],
      [4, 'aside', '261125ABCDE002'],
      [5, 'error', '261125ABCDE003'],
      [6, 'ask', '261125ABCDE004'],
      [7, 'error', '261125ABCDE005'],
      [8, 'new', '261125ABCDE006'],
    ]);
    expect(file?.rows[5]?.problems).toEqual([
      { column: 'Số lượng', found: 'hai', code: 'notANumber', text: 'Đây không phải là số. Chỉ gõ chữ số, ví dụ 12.' },
    ]);
    expect(file?.rows[2]?.problems[0]).toMatchObject({ found: 'Đã hủy', code: 'setAside' });
    expect(file?.unknownSkus).toEqual([{ text: 'LẠ-9', rows: [5] }]);
    expect(file?.documents[0]).toEqual({
      kind: 'shipment',
      reference: '261125ABCDE001',
      state: 'new',
      rows: [2, 3],
      body: {
        warehouse_code: 'HCM-01',
        platform: 'shopee',
        merchant_tracking_code_reference: '261125ABCDE001',
        partner_tracking_code: '261125ABCDE001',
        courier_tracking_code: 'SPXVN012345678901',
        items: [
          { oasin: 'OASIN1', sku: 'AO-M', product_quantity: 2 },
          { oasin: 'OASIN2', sku: 'AO-L', product_quantity: 1 },
        ],
      },
    });
    expect(file?.documents.at(-1)).toMatchObject({ body: { items: [{ oasin: 'OASIN1', sku: 'AO-M', product_quantity: 3 }] } });
    expect(JSON.stringify(file?.documents.at(-1))).not.toContain('None');
  });

  test('a file that cannot be read is 2, and keeps no other from being read', async () => {
    const { folder, name } = prepared([order('261125ABCDE001', 'AO-M', '2')], 'đơn.csv', { bom: false });
    writeFileSync(join(folder, 'hỏng.xlsx'), Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(2_000, 7)]));
    const { code, said } = await run(
      folder,
      '--check',
      'hỏng.xlsx',
      name,
      'không-có.csv',
      '--catalogue=products.json',
      '--report=out.json',
      '--lang=en',
    );
    expect(code).toBe(2);
    const { files } = reportIn(folder);
    expect(files.map(({ trouble }) => trouble?.code ?? null)).toEqual([expect.stringMatching(/^sheet/), null, 'fileVanished']);
    expect(files[1]?.rows).toMatchObject([{ row: 2, state: 'new' }]);
    expect(said).toContain('There is no file “không-có.csv”');
  });

  test('labels are read and held against the orders of the same files', async () => {
    const { folder, name } = prepared([order('261125ABCDE001', 'AO-M', '2')]);
    const { code } = await run(folder, '--check', name, join(samples, 'label.pdf'), '--catalogue', 'products.json', '--report', 'out.json');
    expect(code).toBe(0);
    const { files, labels } = reportIn(folder);
    expect(files[1]).toMatchObject({ kind: 'labels', trouble: null });
    // It is of no order here: whatever is said of it, it is nobody's.
    expect(labels.every(({ reference }) => reference === null)).toBe(true);
    writeFileSync(join(folder, 'hỏng.pdf'), '%PDF-1.4\nnothing');
    expect((await run(folder, '--check', 'hỏng.pdf', '--catalogue', 'products.json', '--report', 'out.json')).code).toBe(2);
    expect(reportIn(folder).files[0]).toMatchObject({ kind: 'labels', trouble: { code: 'broken' } });
  });

  test('without a list the products of the connection that was open last serve, and nothing is written there', async () => {
    const { folder, name } = prepared([order('261125ABCDE001', 'AO-M', '2'), order('261125ABCDE002', 'AO-XL', '1')]);
    const { data, own, database } = dataIn(folder);
    catalogueOn(database).putPage(
      'product',
      [ProductRecord.parse({ oasin: 'P77', sku: 'AO-M', name: 'Áo', status: 'ACTIVE', barcodes: [], created_time: 1, updated_time: 1 })],
      1,
      { asOf: 1 },
    );
    // As an open desk has it: the check is beside it, and neither waits nor writes.
    // SQLite puts its own beside a file that is read.
    const inData = (): string[] =>
      readdirSync(data, { recursive: true })
        .map(String)
        .filter((each) => !/-(?:shm|wal)$/.test(each))
        .toSorted();
    const before = inData();
    const { code, said } = await run(folder, '--check', name, '--report', 'out.json', '--user-data-dir', data);
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(inData()).toEqual(before);
    database.close();
    const [file] = reportIn(folder).files;
    expect(file?.rows.map(({ state }) => state)).toEqual(['new', 'error']);
    expect(file?.documents[0]).toMatchObject({ body: { items: [{ oasin: 'P77', sku: 'AO-M' }] }, missing: ['warehouse'] });
    const only = new DatabaseSync(join(own, 'desk.sqlite'), { readOnly: true });
    expect(only.prepare('SELECT count(*) AS rows FROM outbox').get()).toEqual({ rows: 0 });
    only.close();
  });

  test('labels that no file has an order for are held against the drafts of the connection; a list of products knows of none', async () => {
    const { folder } = prepared([]);
    const pile = makePile({ platform: 'shopee', labels: 2, seed: 5 });
    writeFileSync(join(folder, 'nhãn.pdf'), pile.pdf);
    const { data, database } = dataIn(folder);
    const [first] = pile.orders;
    draftsOn(database, () => 1).save({
      id: '0a9a2f0e-6d0c-4a39-8d5c-0d6f5f1b2c3d' as never,
      kind: 'shipment',
      body: { merchant_tracking_code_reference: 'DH-1', courier_tracking_code: first?.tracking ?? '', platform: 'shopee' },
    });
    database.close();
    const told = async (...args: string[]) => {
      const { code, said } = await run(folder, '--check', 'nhãn.pdf', '--report', 'out.json', ...args);
      expect({ code, said }).toMatchObject({ code: 0 });
      return reportIn(folder).labels.map(({ verdict, reference, where }) => [verdict, reference, where]);
    };
    expect(await told('--user-data-dir', data)).toEqual([
      ['matched', 'DH-1', 'draft'],
      ['stranger', null, undefined],
    ]);
    expect(await told('--catalogue', 'products.json')).toEqual([
      ['stranger', null, undefined],
      ['stranger', null, undefined],
    ]);
  });

  test.each([
    ['no file', ['--check', '--report', 'out.json'], 'at least one file'],
    ['no report', ['--check', 'a.csv'], '--report'],
    ['a list that is none', ['--check', 'a.csv', '--catalogue', 'bad.json', '--report', 'out.json'], 'bad.json'],
  ])('%s: 2, with what is wrong, and no report', async (_what, args, words) => {
    const { folder } = prepared([]);
    writeFileSync(join(folder, 'bad.json'), '{"sku": 1}');
    const { code, said } = await run(folder, ...args);
    expect(code).toBe(2);
    expect(said).toContain(words);
    expect(existsSync(join(folder, 'out.json'))).toBe(false);
  });

  test('--help tells the flags', async () => {
    const { code, said } = await run(temporaryFolder(), '--check', '--help');
    expect(code).toBe(0);
    for (const flag of ['--check', '--catalogue', '--report', '--warehouse']) expect(said).toContain(flag);
  });
});
