/** Lists as files: what was seen, whole or not at all. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { unfiltered } from '../../contract/query.ts';
import type { RecordsExport } from '../../contract/tables.ts';
import { type Running, newFolder, provider, provisioned, warehouse } from './wholeDesk.ts';

const columns: RecordsExport['columns'] = [
  { key: 'reference', title: 'SKU' },
  { key: 'status', title: 'Trạng thái', words: { ACTIVE: 'Đang bán' } },
  { key: 'code', title: 'Mã Onflow' },
  { key: 'price', title: 'Giá' },
  { key: 'warehouse', title: 'Kho', words: { [warehouse]: 'Kho Long Biên' } },
  { key: 'created', title: 'Tạo lúc' },
  { key: 'noSuchColumn', title: 'Không có' },
];
const wanted = (more: Partial<RecordsExport> = {}): RecordsExport => ({
  id: crypto.randomUUID(),
  selection: {
    kind: 'product',
    filter: { ...unfiltered, facets: { status: ['ACTIVE'] }, order: { by: 'reference', descending: true } },
    except: [],
  },
  columns,
  warehouses: [],
  format: 'xlsx',
  title: 'Sản phẩm',
  ...more,
});

async function withProducts(): Promise<Running> {
  const desk = await provisioned(await provider());
  await desk.until(
    'all products are read',
    async () =>
      (await desk.get('records.list', { kind: 'product', search: '', status: null, warehouse: null, page: 0, pageSize: 1, refresh: false }))
        .total === 300,
  );
  return desk;
}
const seen = async (desk: Running): Promise<readonly string[]> => {
  const { rows } = await desk.get('records.list', {
    kind: 'product',
    ...unfiltered,
    facets: { status: ['ACTIVE'] },
    order: { by: 'reference', descending: true },
    at: null,
    pageSize: 200,
    counts: [],
    refresh: false,
  });
  return rows.map(({ reference }) => reference);
};
const read = async (path: string): Promise<unknown[][]> => (await readXlsxFile(path))[0]?.data as unknown[][];

test('a list is written as it is seen: the same rows in the same order, the columns shown, in the words shown', async () => {
  const desk = await withProducts();
  desk.goesTo = join(newFolder(), 'products.xlsx');
  expect(await desk.get('records.export', wanted())).toEqual({ saved: true, name: 'products.xlsx', size: statSync(desk.goesTo).size });
  const [head, ...rows] = await read(desk.goesTo);
  expect(head).toEqual(['SKU', 'Trạng thái', 'Mã Onflow', 'Giá', 'Kho', 'Tạo lúc']);
  const shown = await seen(desk);
  expect(rows.slice(0, shown.length).map(([sku]) => sku)).toEqual(shown);
  expect(rows[0]).toEqual([
    expect.any(String),
    'Đang bán',
    expect.stringMatching(/^OASIN/u),
    expect.any(Number),
    expect.any(String),
    expect.any(Date),
  ]);
  expect(rows.some((row) => String(row[4]).includes('Kho Long Biên'))).toBe(true);

  // The folder of what was written, and of nothing else.
  await desk.get('app.showSaved', { name: 'products.xlsx' });
  expect(desk.shown).toEqual([desk.goesTo]);
  expect(await desk.ask('app.showSaved', { name: 'desk.sqlite' })).toMatchObject({ ok: false, error: { code: 'notFound' } });
  expect(await desk.ask('app.showSaved', { name: '../products.xlsx' })).toMatchObject({ ok: false });
});

test('those that were chosen are written, in the order of the list, whatever the list shows by now', async () => {
  const desk = await withProducts();
  desk.goesTo = join(newFolder(), 'chosen.csv');
  const { rows } = await desk.get('records.list', {
    kind: 'product',
    ...unfiltered,
    at: null,
    pageSize: 5,
    counts: [],
    refresh: false,
  });
  const codes = rows.map(({ code }) => code);
  const order = { by: 'reference', descending: false } as const;
  await desk.get('records.export', wanted({ format: 'csv', selection: { kind: 'product', codes: [...codes, 'OASIN0000000'], order } }));
  const lines = readFileSync(desk.goesTo, 'utf8').trim().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',')[0])).toEqual(rows.map(({ reference }) => reference).toSorted());

  await desk.get('records.export', wanted({ format: 'csv', selection: { kind: 'product', filter: unfiltered, except: codes } }));
  const others = readFileSync(desk.goesTo, 'utf8');
  expect(others.trim().split('\r\n')).toHaveLength(300 - codes.length + 1);
  for (const code of codes) expect(others).not.toContain(code);
});

test('who thinks better of it gets no file, and who stops it no part of one', async () => {
  const desk = await withProducts();
  desk.goesTo = null;
  expect(await desk.get('records.export', wanted())).toEqual({ saved: false, name: '', size: 0 });
  desk.goesTo = join(newFolder(), 'stopped.xlsx');
  const id = crypto.randomUUID();
  const under = desk.ask('records.export', wanted({ id }));
  expect(await desk.ask('records.export', wanted())).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  await desk.get('records.stopExport', { id });
  expect(await under).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await expect.poll(() => readdirSync(dirname(desk.goesTo ?? ''))).toEqual([]);
  // The next one is not in its way.
  await desk.get('records.export', wanted());
  expect(existsSync(desk.goesTo)).toBe(true);
  expect(desk.events).toContainEqual({ name: 'export.progress', payload: expect.objectContaining({ done: expect.any(Number) }) });
});
