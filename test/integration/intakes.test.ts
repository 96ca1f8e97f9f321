/** Intakes of a whole desk: dropped, kept over a stop, and gone with all that belongs to them. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceConnectionId } from '../../contract/connection.ts';
import type { Intake } from '../../contract/intake.ts';
import { newFolder, start } from './wholeDesk.ts';

const given = (...paths: readonly string[]) => ({ files: paths.map((path) => ({ path, name: basename(path) })), into: null });
const csv = 'SKU,Tên hàng\nA-1,Áo thun\n';
function dropped(...names: readonly string[]): string[] {
  const folder = newFolder();
  return names.map((name, index) => {
    writeFileSync(join(folder, name), `${csv}B-${index},Quần\n`);
    return join(folder, name);
  });
}
const intakeFolder = (folder: string): string => join(folder, 'connections', practiceConnectionId, 'intake');
const namesOf = ({ files }: Intake): string[] => files.map(({ name }) => name);

test('what is dropped is copied, listed, and there after the desk was closed; its files go with it', async () => {
  const folder = newFolder();
  const first = await start(folder);
  await first.get('connections.open', { id: practiceConnectionId });
  expect(await first.get('intake.list', undefined)).toEqual([]);
  const [one = '', two = ''] = dropped('đơn hàng.csv', 'sản phẩm.csv');
  const intake = await first.get('intake.begin', given(one, two));
  expect(namesOf(intake)).toEqual(['đơn hàng.csv', 'sản phẩm.csv']);
  expect(intake.name).toBe('đơn hàng.csv + 1');
  expect(readdirSync(join(intakeFolder(folder), intake.id)).length).toBeGreaterThanOrEqual(2);
  await first.until('it is told', () => JSON.stringify(first.events).includes('"intake.changed"'));
  await first.desk.close();

  const second = await start(folder);
  expect((await second.get('intake.list', undefined)).map(({ id }) => id)).toEqual([intake.id]);
  await second.until('it rests', async () => !['reading', 'checking'].includes((await second.get('intake.get', { id: intake.id })).stage));
  await second.get('intake.remove', { id: intake.id });
  expect(await second.get('intake.list', undefined)).toEqual([]);
  expect(existsSync(join(intakeFolder(folder), intake.id))).toBe(false);
  expect(await second.ask('intake.get', { id: intake.id })).toEqual({ ok: false, error: { code: 'notFound' } });
});

test('a folder is what lies in it, without what programs keep there; a bad file keeps none of the others', async () => {
  const desk = await start(newFolder());
  await desk.get('connections.open', { id: practiceConnectionId });
  const folder = join(newFolder(), 'sáng nay');
  mkdirSync(join(folder, 'cũ'), { recursive: true });
  for (const name of ['10.csv', '9.csv', '.DS_Store', '~$đơn.xlsx', 'nhãn.pdf.part', 'Thumbs.db'])
    writeFileSync(join(folder, name), csv + name);
  writeFileSync(join(folder, 'cũ', 'năm ngoái.csv'), csv);
  const [real = ''] = dropped('thật.csv');
  symlinkSync(real, join(folder, 'link.csv'));
  const link = join(newFolder(), 'nối.csv');
  symlinkSync(real, link);
  const intake = await desk.get('intake.begin', given(folder, link));
  expect(namesOf(intake)).toEqual(['9.csv', '10.csv', 'nối.csv']);
  expect(intake.files.map(({ trouble }) => trouble?.code ?? null)).toEqual([null, null, 'fileIsLink']);
});

test('a file that cannot be read says why, and keeps none of the others from being read', async () => {
  const desk = await start(newFolder());
  await desk.get('connections.open', { id: practiceConnectionId });
  const [sound = '', empty = '', page = '', old = ''] = dropped('a.csv', 'b.csv', 'c.xls', 'd.xls');
  writeFileSync(empty, '\n ,\t\n');
  writeFileSync(page, '<html><table><tr><td>1</td></tr></table></html>');
  writeFileSync(old, Buffer.concat([Buffer.from('D0CF11E0A1B11AE1', 'hex'), Buffer.alloc(512), Buffer.from('Workbook', 'utf16le')]));
  const { id } = await desk.get('intake.begin', given(sound, empty, page, old));
  await desk.until('it rests', async () => !['reading', 'checking'].includes((await desk.get('intake.get', { id })).stage));
  const { files } = await desk.get('intake.get', { id });
  expect(files.map(({ trouble }) => trouble?.code ?? null)).toEqual([null, 'sheetEmpty', 'sheetWebPage', 'sheetOldExcel']);
  expect(files[1]?.trouble?.params).toMatchObject({ name: 'b.csv' });
});

test('where nothing could be taken, the reason is answered and nothing is left behind', async () => {
  const folder = newFolder();
  const desk = await start(folder);
  await desk.get('connections.open', { id: practiceConnectionId });
  expect(await desk.ask('intake.begin', given('/nowhere/x.csv'))).toEqual({
    ok: false,
    error: { code: 'fileVanished', params: { name: 'x.csv' } },
  });
  expect(await desk.get('intake.list', undefined)).toEqual([]);
  expect(existsSync(intakeFolder(folder)) ? readdirSync(intakeFolder(folder)) : []).toEqual([]);
});
