/** CSV files as people have them: what stands in them is read right or flagged, and never another thing. */
import { describe, expect, test } from 'vitest';
import type { Table } from '../../../main/tables/table.ts';
import { csvOf } from '../../../main/tables/csv.ts';
import { cellsOf, readAll, rowsOf, textsOf, troubleOf } from './reading.ts';

const rows = [
  ['Mã đơn hàng', 'Tên sản phẩm', 'Số lượng'],
  ['260806ABCDE123', 'Áo thun cổ tròn, đỏ', '2'],
  ['260806ABCDE124', 'Nước mắm Phú Quốc 500 ml', '10'],
];
const csv = (separator: string, end = '\r\n'): string =>
  rows.map((fields) => fields.map((field) => (field.includes(separator) ? `"${field}"` : field)).join(separator)).join(end);

/** Letters as Windows-1258 has them: some are a letter and a mark behind it. */
function windows1258(text: string): Buffer {
  const decoder = new TextDecoder('windows-1258');
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const));
  const written = Array.from(text).flatMap((letter) => {
    if (bytes.has(letter)) return [bytes.get(letter)!];
    const parts = Array.from(letter.normalize('NFD'));
    // The last mark stands alone, the others are in the letter.
    const tone = parts.findIndex((part) => ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].includes(part));
    const base = parts
      .filter((_, index) => index !== tone)
      .join('')
      .normalize('NFC');
    return [bytes.get(base)!, bytes.get(parts[tone]!)!];
  });
  return Buffer.from(written);
}
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

describe('encodings', () => {
  const text = csv(',');
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), 'utf-8'],
    ['UTF-16 LE with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 LE', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with its mark', swapped(Buffer.from(`\uFEFF${text}`, 'utf16le')), 'utf-16be'],
    ['UTF-16 BE', swapped(Buffer.from(text, 'utf16le')), 'utf-16be'],
    ['Windows-1258', windows1258(text), 'windows-1258'],
    ['NFD', Buffer.from(text.normalize('NFD')), 'utf-8'],
  ])('%s', async (_what, bytes, encoding) => {
    const { form, sheets } = await readAll(bytes);
    expect(form).toMatchObject({ kind: 'csv', encoding, separator: ',' });
    expect(sheets[0]?.rows.map(({ cells }) => cells.map((cell) => cell.text))).toEqual(rows);
  });

  test('Windows-1252 is told by letters that the other has not', async () => {
    const bytes = Buffer.from('code,name\n1,Cr\u00E8me br\u00FBl\u00E9e \u0160koda\n'.replace('\u0160', '\u008A'), 'latin1');
    const { form, sheets } = await readAll(bytes);
    expect(form).toMatchObject({ encoding: 'windows-1252' });
    expect(sheets[0]?.rows[1]?.cells[1]?.text).toBe('Crème brûlée Škoda');
  });

  test('all of Windows-1258 is decoded as the standard has it', async () => {
    const bytes = Buffer.from(`tên\n${windows1258('ệ ữ ặ ỡ Ậ đ ₫').toString('latin1')}\n`, 'latin1');
    expect(await textsOf(bytes)).toEqual([['tên'], ['ệ ữ ặ ỡ Ậ đ ₫']]);
  });

  test('a few broken letters do not make another encoding of it, and are flagged', async () => {
    const bytes = Buffer.concat([Buffer.from(`${text}\r\n260806ABCDE125,Bánh tr`), Buffer.of(0xe1, 0xba), Buffer.from('ng,1\r\n')]);
    const read = await rowsOf(bytes);
    expect(read[3]?.cells[1]).toEqual({ text: 'Bánh tr\uFFFDng', doubts: ['replacementCharacters'] });
  });

  test('letters of UTF-8 are whole where a file is read in pieces', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `${index},${'ế'.repeat(index % 13)},Đặng`);
    const read = await textsOf(lines.join('\n'));
    expect(read.map((fields) => fields.join(','))).toEqual(lines);
  });
});

describe('separators', () => {
  test.each([',', ';', '\t', '|'])('%j', async (separator) => {
    expect(await textsOf(csv(separator))).toEqual(rows);
    expect((await readAll(csv(separator))).form).toMatchObject({ separator });
  });
  test('commas in numbers are none', async () => {
    expect(await textsOf('mã;giá;cân\n1;12,5;0,3\n2;13,5;0,4\n3;14,5;0,5\n')).toEqual([
      ['mã', 'giá', 'cân'],
      ['1', '12,5', '0,3'],
      ['2', '13,5', '0,4'],
      ['3', '14,5', '0,5'],
    ]);
  });
  test('a title above with a comma in it does not mislead', async () => {
    expect(await textsOf('Báo cáo, tháng 11\n\nmã;tên\n1;áo\n2;quần\n')).toEqual([
      ['Báo cáo, tháng 11'],
      ['mã', 'tên'],
      ['1', 'áo'],
      ['2', 'quần'],
    ]);
  });
  test('tabs behind ids are none', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `5760000000000000${index + 10}\t,To ship,\t,${index}`);
    const read = await textsOf(['Order ID,Order Status,Package ID,Quantity', ...lines].join('\r\n'));
    expect(read[1]).toEqual(['576000000000000010', 'To ship', '', '0']);
    expect((await textsOf(`Order ID,Note\r\n${'576000000000000010\t,a\r\n'.repeat(9)}`))[9]).toEqual(['576000000000000010', 'a']);
  });
  test('what stands in the cells of all rows is none', async () => {
    expect((await textsOf(`mã,ghi chú\n${'1,a|b|c\n'.repeat(20)}`))[20]).toEqual(['1', 'a|b|c']);
    const address = 'Danh sách đơn, xuất ngày 28/11/2026, kho A\nMã đơn;Địa chỉ;SĐT\n';
    expect((await textsOf(`${address}${'DH1;2 Lê Lợi, P. Bến Nghé;0912\n'.repeat(30)}`))[9]).toEqual([
      'DH1',
      '2 Lê Lợi, P. Bến Nghé',
      '0912',
    ]);
  });
  test('a remark at the end makes no columns', async () => {
    expect((await textsOf('mã;tên\n1;áo\n2;quần\n3;mũ\nGiao giờ hành chính, gọi trước, cảm ơn\n'))[1]).toEqual(['1', 'áo']);
  });
  test('the line that names it is no row, and is counted', async () => {
    expect(await rowsOf('sep=;\r\na;b\r\n1,5;2\r\n')).toEqual([
      { row: 2, cells: [{ text: 'a' }, { text: 'b' }] },
      { row: 3, cells: [{ text: '1,5' }, { text: '2' }] },
    ]);
  });
  test('one column is a table', async () => {
    expect(await textsOf('SPXVN012345678901\nSPXVN012345678902\n')).toEqual([['SPXVN012345678901'], ['SPXVN012345678902']]);
  });
  test.each(['\n', '\r\n', '\r'])('lines end with %j', async (end) => expect(await textsOf(csv(',', end))).toEqual(rows));
});

describe('quotes', () => {
  test('hold separators, lines and quotes', async () => {
    expect(await rowsOf('a,b\n"1, 2","dòng 1\r\ndòng ""2""\n"\nc,d\n')).toEqual([
      { row: 1, cells: [{ text: 'a' }, { text: 'b' }] },
      { row: 2, cells: [{ text: '1, 2' }, { text: 'dòng 1\ndòng "2"', raw: 'dòng 1\ndòng "2"\n' }] },
      { row: 5, cells: [{ text: 'c' }, { text: 'd' }] },
    ]);
  });
  test('one that is not closed flags its cell, and takes no other line with it', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `${index},tên,${index}`);
    lines[1] = '1,"tên,1';
    const read = await rowsOf(lines.join('\n'));
    expect(read).toHaveLength(3_000);
    expect(read[1]?.cells).toEqual([{ text: '1' }, { text: '"tên', doubts: ['brokenQuote'] }, { text: '1' }]);
    expect(read[2]?.cells.map(({ text }) => text)).toEqual(['2', 'tên', '2']);
  });
  test('one that meets the quote of another line is not closed by it', async () => {
    expect(await rowsOf('1,"áo,5\n2,"quần",3\n4,mũ,1\n')).toEqual([
      { row: 1, cells: [{ text: '1' }, { text: '"áo', doubts: ['brokenQuote'] }, { text: '5' }] },
      { row: 2, cells: [{ text: '2' }, { text: 'quần' }, { text: '3' }] },
      { row: 3, cells: [{ text: '4' }, { text: 'mũ' }, { text: '1' }] },
    ]);
  });
  test('inches are no quotes', async () => {
    expect(await cellsOf('a,ống 5" dài,"12" màn hình,b\n')).toEqual([
      { text: 'a' },
      { text: 'ống 5" dài' },
      { text: '"12" màn hình', doubts: ['brokenQuote'] },
      { text: 'b' },
    ]);
  });
  test('blanks around them are no part', async () => expect(await textsOf('a, "b, c" ,d\n')).toEqual([['a', 'b, c', 'd']]));
});

test('blank rows are left out, and counted', async () => {
  expect((await rowsOf('a,b\n\n,\n" ",\t\nc,d\n')).map(({ row }) => row)).toEqual([1, 5]);
});

describe('cells', () => {
  test.each([
    ['leading zeros', '0012345', { text: '0012345' }],
    ['nineteen digits', '6000000000000000001', { text: '6000000000000000001' }],
    ['unwrapped', '="0012345"', { text: '0012345', raw: '="0012345"' }],
    ['unwrapped from quotes', '"=""0012345"""', { text: '0012345', raw: '="0012345"' }],
    ['a code that a spreadsheet cut', '8.93E+12', { text: '8.93E+12', doubts: ['scientific'] }],
    ['the same in Vietnamese', '"8,93E+12"', { text: '8,93E+12', doubts: ['scientific'] }],
    ['a code with an E', '1E5', { text: '1E5' }],
    ['a telephone number', '+84912345678', { text: '+84912345678' }],
    ['a tab behind it', '576000000000000001\t', { text: '576000000000000001', raw: '576000000000000001\t' }],
    ['blanks of the web', '\u00A0A\u00A0B\u200B', { text: 'A B', raw: '\u00A0A\u00A0B\u200B' }],
    ['full-width digits', '１２３ＳＰ－０１', { text: '123SP-01', raw: '１２３ＳＰ－０１' }],
    ['decomposed letters', 'Giá ưu đãi'.normalize('NFD'), { text: 'Giá ưu đãi', raw: 'Giá ưu đãi'.normalize('NFD') }],
    ['an apostrophe before a code', "'0012345", { text: '0012345', raw: "'0012345" }],
    ['an apostrophe that is one', "'t Hooft", { text: "'t Hooft" }],
    ['signs that nobody sees', 'A\u0001B', { text: 'AB', raw: 'A\u0001B', doubts: ['controlCharacters'] }],
    ['letters that were lost', 'Đ\uFFFDn', { text: 'Đ\uFFFDn', doubts: ['replacementCharacters'] }],
    ['a picture of several', '👨‍👩‍👧 áo gia đình', { text: '👨‍👩‍👧 áo gia đình' }],
    ['None', 'None', { text: 'None' }],
  ])('%s', async (_what, written, cell) => expect(await cellsOf(`x;${written};y\n1;2;3\n`)).toContainEqual(cell));

  test('an empty one that holds a tab is empty', async () => {
    expect(await cellsOf('a,\t,b\n')).toEqual([{ text: 'a' }, { text: '' }, { text: 'b' }]);
  });
});

test('what the desk writes is read as it was', async () => {
  const table: Table = {
    title: 'Vận đơn',
    columns: [
      { id: 'code', title: 'Mã', type: 'text' },
      { id: 'note', title: 'Ghi chú', type: 'text' },
      { id: 'count', title: 'Số', type: 'number' },
      { id: 'at', title: 'Lúc', type: 'time' },
    ],
    rows: [
      ['0012', '=cmd|calc', 3, Date.UTC(2026, 10, 30, 2) / 1_000],
      ['1234567890123456789', 'dòng "1"\ndòng 2, hết', 0.25, null],
      ['-5', '@x', -7, null],
    ],
  };
  let written = '';
  for await (const part of csvOf(table)) written += part;
  expect(await textsOf(written)).toEqual([
    ['Mã', 'Ghi chú', 'Số', 'Lúc'],
    ['0012', '=cmd|calc', '3', '2026-11-30 09:00'],
    ['1234567890123456789', 'dòng "1"\ndòng 2, hết', '0.25'],
    ['-5', '@x', '-7'],
  ]);
});

describe('bounds', () => {
  test.each([
    ['rows', { rows: 2 }, 'a\nb\nc\n', 'sheetTooManyRows'],
    ['cells', { cells: 3 }, 'a,b\nc,d\n', 'sheetTooManyCells'],
    ['a long cell', { cellCharacters: 10 }, 'a,12345678901\n', 'sheetCellTooLong'],
    ['bytes', { bytes: 3 }, 'a,b,c\n', 'sheetTooManyBytes'],
    ['time', { milliseconds: -1 }, 'a,b\n', 'sheetTooLong'],
    ['columns', {}, `${'a,'.repeat(16_385)}b\n`, 'sheetTooManyCells'],
    ['a line without end', {}, `a,b\n${'x,'.repeat(9_000_000)}`, 'sheetCellTooLong'],
  ])('%s', async (_what, caps, text, code) => expect(await troubleOf(text, { caps })).toBe(code));

  test('who does not want it any more stops it', async () => {
    await expect(rowsOf('a,b\n', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('other files', () => {
  test.each([
    ['nothing at all', '', 'sheetEmpty'],
    ['a mark alone', '\uFEFF', 'sheetEmpty'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'sheetNotATable'],
    ['JSON', '[{"a": 1}]', 'sheetNotATable'],
    [
      'a page as .xls',
      '\uFEFF<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>',
      'sheetWebPage',
    ],
    ['a page with nothing around its table', '<table border="1"><tr><td>1</td></tr></table>', 'sheetWebPage'],
    ['a page as one file', 'MIME-Version: 1.0\r\nContent-Type: multipart/related', 'sheetWebPage'],
    ['XML of 2003', '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', 'sheetOldExcel'],
    ['any bytes', Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * 7) % 32)), 'sheetNotATable'],
  ])('%s', async (_what, bytes, code) => expect(await troubleOf(bytes)).toBe(code));

  test.each([
    ['Workbook', 'sheetOldExcel'],
    ['Book', 'sheetOldExcel'],
    ['EncryptedPackage', 'sheetLocked'],
    ['WordDocument', 'sheetNotATable'],
  ])('a container of old Office with %s', async (name, code) => {
    const bytes = Buffer.alloc(3_072);
    Buffer.from('D0CF11E0A1B11AE1', 'hex').copy(bytes);
    Buffer.from(name, 'utf16le').copy(bytes, 1_024);
    expect(await troubleOf(bytes)).toBe(code);
  });
});

test('line ends of all kinds in one file end a line each, and in quotes none', async () => {
  const text = 'Mã,Tên\nA,x\rB,"y"\rC,"1\r2"\r\r\nD,z\r\nE,w\rF,v';
  expect(await textsOf(Buffer.from(text))).toEqual([
    ['Mã', 'Tên'],
    ['A', 'x'],
    ['B', 'y'],
    ['C', '1\n2'],
    ['D', 'z'],
    ['E', 'w'],
    ['F', 'v'],
  ]);
});
