/** What cannot be opened is told by the name that the operator knows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSheets } from '../../../main/sheets/index.ts';
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
