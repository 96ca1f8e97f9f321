/** The beginning of a file of rows, looked at by a thread. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SheetsLook } from '../../../contract/sheets.ts';
import { deskWorkers } from '../../../main/workers/index.ts';
import { workbook } from '../../samples/workbooks.ts';
import { temporaryFolder } from '../store/temporary.ts';

const workers = deskWorkers(() => undefined);
function file(content: string | Buffer): string {
  const path = join(temporaryFolder(), 'a.dat');
  writeFileSync(path, content);
  return path;
}

test('of each sheet its first rows, and whether there are more', async () => {
  const rows = (count: number): string => '<row><c><v>7</v></c></row>'.repeat(count);
  const path = file(workbook({ sheets: [2, 3, 0].map((count, index) => ({ name: `s${index}`, rows: rows(count) })) }));
  const look = await workers.run('sheets.look', { path, name: 'Đơn.xlsx', rows: 2 });
  expect(SheetsLook.parse(look)).toEqual(look);
  expect(look.form).toEqual({ kind: 'xlsx' });
  expect(look.sheets.map((sheet) => [sheet.name, sheet.rows.length, sheet.hasMore])).toEqual([
    ['s0', 2, false],
    ['s1', 2, true],
    ['s2', 0, false],
  ]);
});

test('a large file is left where the first rows end', async () => {
  const path = file(`a,b\n${'1,2\n'.repeat(200_000)}`);
  const look = await workers.run('sheets.look', { path, name: 'Đơn tháng 11.csv', rows: 30 });
  expect(look.sheets).toMatchObject([{ name: 'Đơn tháng 11', hasMore: true }]);
  expect(look.sheets[0]?.rows).toHaveLength(30);
});

test('what it cannot read it says by the name that the operator knows', async () => {
  const run = (path: string) => workers.run('sheets.look', { path, name: 'Đơn.xls', rows: 2 });
  await expect(run(file('<html><table/></html>'))).rejects.toMatchObject({ error: { code: 'sheetWebPage', params: { name: 'Đơn.xls' } } });
  await expect(run(file('\n\n ,\n'))).rejects.toMatchObject({ error: { code: 'sheetEmpty' } });
  await expect(run(join(temporaryFolder(), 'gone.csv'))).rejects.toMatchObject({ error: { code: 'fileVanished' } });
  await expect(run(temporaryFolder())).rejects.toMatchObject({ error: { code: 'fileIsFolder' } });
});
