/** Workbooks that are broken, or made to break what reads them: a word for each, and in time. */
import { describe, expect, test } from 'vitest';
import { type WorkbookSample, workbook } from '../../samples/workbooks.ts';
import { zipOf } from '../../samples/zips.ts';
import { readAll, rowsOf, troubleOf } from './reading.ts';

const one = (rows: string, more: Partial<WorkbookSample> = {}): Buffer => workbook({ sheets: [{ name: 's', rows }], ...more });
const row = '<row r="1"><c r="A1"><v>1</v></c></row>';
const sheet = 'xl/worksheets/sheet1.xml';

describe('broken', () => {
  const sound = one(row);
  test.each<[string, Buffer, string]>([
    ['a download that broke off', sound.subarray(0, sound.length - 40), 'sheetBroken'],
    ['a beginning alone', sound.subarray(0, 60), 'sheetBroken'],
    ['an empty archive', zipOf({}), 'sheetNotATable'],
    ['another archive', zipOf({ 'a.txt': 'a' }), 'sheetNotATable'],
    ['a document', zipOf({ 'word/document.xml': '<document/>' }), 'sheetNotATable'],
    ['OpenDocument', zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }), 'sheetNotATable'],
    ['a workbook in binary', one(row, { parts: { 'xl/workbook.xml': null, 'xl/workbook.bin': 'x' } }), 'sheetNotATable'],
    ['a sheet that is not there', one(row, { parts: { [sheet]: null } }), 'sheetBroken'],
    ['formats that are not there', one(row, { formats: [0], parts: { 'xl/styles.xml': null } }), 'sheetBroken'],
    ['no word of where its sheets are', one(row, { parts: { 'xl/_rels/workbook.xml.rels': null } }), 'sheetBroken'],
    ['a sheet that ends in its middle', one(row, { parts: { [sheet]: '<worksheet><sheetData><row><c><v>1</v></c>' } }), 'sheetBroken'],
    ['a sheet that is no XML', one(row, { parts: { [sheet]: Buffer.alloc(3_000, 7) } }), 'sheetBroken'],
    ['a text that is not there', one('<row><c t="s"><v>4</v></c></row>', { shared: ['<t>a</t>'] }), 'sheetBroken'],
    ['no sheets', workbook({ sheets: [] }), 'sheetEmpty'],
    ['another sum than its own', one(row, { zip: { tells: (name) => (name === sheet ? { sum: 1 } : {}) } }), 'sheetBroken'],
    ['another length than its own', one(row, { zip: { tells: (name) => (name === sheet ? { size: 9 } : {}) } }), 'sheetBroken'],
  ])('%s', async (_what, bytes, code) => expect(await troubleOf(bytes)).toBe(code));

  test('a password on the archive', async () => {
    const bytes = Buffer.from(sound);
    for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 1))
      bytes[at + 8] = bytes[at + 8]! | 1;
    expect(await troubleOf(bytes)).toBe('sheetLocked');
  });
});

describe('bombs', () => {
  // SECURITY: each of these is a few kilobytes that ask for gigabytes, or for hours.
  test('a part that unpacks to more than is sensible', async () => {
    const bytes = one(row, { parts: { [sheet]: `<worksheet><sheetData>${' '.repeat(90_000_000)}</sheetData></worksheet>` } });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await troubleOf(bytes)).toBe('sheetExpandsTooMuch');
  });
  test('names that stand for each other', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('');
    const xml = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">${names}]><worksheet><sheetData><row><c t="str"><v>&l9;</v></c></row></sheetData></worksheet>`;
    expect(await troubleOf(one(row, { parts: { [sheet]: xml } }))).toBe('sheetBroken');
  });
  test('a tag without end', async () => {
    expect(await troubleOf(one(`<row ${'a'.repeat(9_000_000)}`))).toBe('sheetBroken');
  });
  test('a cell without end', async () => {
    expect(await troubleOf(one(`<row><c t="str"><v>${'ab'.repeat(60_000)}</v></c></row>`))).toBe('sheetCellTooLong');
  });
  test('a column beyond the last', async () => {
    expect(await troubleOf(one('<row r="1"><c r="XFE1"><v>1</v></c></row>'))).toBe('sheetBroken');
    expect((await rowsOf(one('<row r="1"><c r="XFD1"><v>1</v></c></row>')))[0]?.cells).toHaveLength(16_384);
  });
  test('columns that only look like something', async () => {
    const styled = Array.from({ length: 16_384 }, () => '<c s="1"/>').join('');
    const read = await rowsOf(one(`${`<row>${styled}</row>`.repeat(60)}<row r="100"><c r="A100"><v>1</v></c></row>`));
    expect(read).toEqual([{ row: 100, cells: [{ text: '1', kind: 'number' }] }]);
  });
  test('a million rows that only look like something', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 1}" s="1" customFormat="1"/>`).join('');
    expect(await rowsOf(one(`${rows}<row><c><v>1</v></c></row>`))).toEqual([{ row: 1_000_001, cells: [{ text: '1', kind: 'number' }] }]);
  });
  test('merged over everything', async () => {
    const bytes = workbook({ sheets: [{ name: 's', rows: row, after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }] });
    expect(await rowsOf(bytes)).toHaveLength(1);
  });
  test('sheets that are all the same part', async () => {
    const sheets = Array.from({ length: 2 }, (_, at) => ({ name: `s${at}`, rows: row }));
    const target = (at: number): string => `<Relationship Id="rId${at}" Type="x/worksheet" Target="worksheets/sheet1.xml"/>`;
    const relations = `<Relationships>${target(1)}${target(2)}</Relationships>`;
    expect(await troubleOf(workbook({ sheets, parts: { 'xl/_rels/workbook.xml.rels': relations } }))).toBe('sheetBroken');
  });
  test('parts that lie over each other', async () => {
    const bytes = one(row);
    const first = bytes.indexOf('PK\u0001\u0002');
    const second = bytes.indexOf('PK\u0001\u0002', first + 1);
    bytes.writeUInt32LE(bytes.readUInt32LE(first + 42), second + 42);
    expect(await troubleOf(bytes)).toBe('sheetBroken');
  });
  test('more sheets than anybody has', async () => {
    const sheets = Array.from({ length: 251 }, (_, at) => ({ name: `s${at}`, rows: '' }));
    expect(await troubleOf(workbook({ sheets }))).toBe('sheetExpandsTooMuch');
    expect(await troubleOf(workbook({ sheets: sheets.slice(1) }))).toBe('none');
  });
  test('more shared texts than are held', async () => {
    const shared = ['<t>a</t>', '<t>b</t>', '<t>c</t>'];
    expect(await troubleOf(one(row, { shared }), { caps: { cells: 2 } })).toBe('sheetTooManyCells');
    expect(await troubleOf(one(row, { shared }), { caps: { sharedCharacters: 2 } })).toBe('sheetTooManyCells');
  });
  test.each([
    ['rows', { rows: 2 }, '<row><c><v>1</v></c></row>'.repeat(3), 'sheetTooManyRows'],
    ['cells', { cells: 2 }, `<row>${'<c><v>1</v></c>'.repeat(3)}</row>`, 'sheetTooManyCells'],
    ['unpacked', { expandedBytes: 50 }, row, 'sheetExpandsTooMuch'],
    ['time', { milliseconds: -1 }, row, 'sheetTooLong'],
  ])('more %s than allowed', async (_what, caps, rows, code) => expect(await troubleOf(one(rows), { caps })).toBe(code));
});

test('whoever stops in the middle leaves nothing open', async () => {
  const bytes = one('<row><c><v>1</v></c></row>'.repeat(50_000));
  const stop = new AbortController();
  await expect(
    (async () => {
      setImmediate(() => stop.abort(new Error('enough')));
      for (let turn = 0; turn < 100; turn += 1) await readAll(bytes, { signal: stop.signal });
    })(),
  ).rejects.toThrow('enough');
});
