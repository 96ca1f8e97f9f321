/** What cannot be opened is told by the name that the operator knows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSheets } from '../../../main/sheets/index.ts';
import { workbook } from '../../samples/workbooks.ts';
import { temporaryFolder } from '../store/temporary.ts';

const name = 'Đơn tháng 11.xls';

test('by what is in it, not by its ending', async () => {
  const path = join(temporaryFolder(), 'staged');
  writeFileSync(path, '<html><table/></html>');
  await expect(openSheets(path, { name })).rejects.toMatchObject({ error: { code: 'sheetWebPage', params: { name } } });
  writeFileSync(path, 'a,b\n');
  const open = await openSheets(path, { name });
  expect(open.sheets.map(({ info }) => info)).toEqual([{ name: 'Đơn tháng 11', isHidden: false }]);
  await open.close();
});

test('gone, or a folder', async () => {
  await expect(openSheets(join(temporaryFolder(), 'gone.csv'), { name })).rejects.toMatchObject({
    error: { code: 'fileVanished', params: { name } },
  });
  await expect(openSheets(temporaryFolder(), { name })).rejects.toMatchObject({ error: { code: 'fileIsFolder', params: { name } } });
});

test('who needs the first rows alone leaves the rest', async () => {
  const path = join(temporaryFolder(), 'large.csv');
  writeFileSync(path, `a,b\n${'1,2\n'.repeat(400_000)}`);
  const open = await openSheets(path);
  let rows = 0;
  for await (const batch of open.sheets[0]!.rows()) {
    rows += batch.length;
    break;
  }
  expect(rows).toBeLessThan(200_000);
  await open.close();
});

test('read again it says the same', async () => {
  const path = join(temporaryFolder(), 'đơn.xlsx');
  const row = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`;
  const rows = row(1, '<c t="s"><v>0</v></c>') + row(2, '<c r="B2"><v>1</v></c>') + row(3, '<c r="B3"><v>2</v></c>');
  const after = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>';
  writeFileSync(path, workbook({ sheets: [{ name: 's', rows, after }], shared: ['<t>DH1</t>'] }));
  const open = await openSheets(path);
  const read = async (): Promise<string[][]> => {
    const texts: string[][] = [];
    for await (const batch of open.sheets[0]!.rows()) texts.push(...batch.map(({ cells }) => cells.map(({ text }) => text)));
    return texts;
  };
  expect(await read()).toEqual([['DH1'], ['DH1', '1'], ['', '2']]);
  expect(await read()).toEqual([['DH1'], ['DH1', '1'], ['', '2']]);
  await open.close();
});
