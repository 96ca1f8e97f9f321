/** Workbooks as marketplaces, offices and libraries write them. */
import { describe, expect, test } from 'vitest';
import { xlsxOf } from '../../../main/tables/xlsx.ts';
import { type WorkbookSample, escaped, workbook } from '../../samples/workbooks.ts';
import { cellsOf, readAll, rowsOf, textsOf } from './reading.ts';

const inline = (text: string, attributes = ''): string => `<c t="inlineStr"${attributes}><is><t>${escaped(text)}</t></is></c>`;
const one = (rows: string, more: Partial<WorkbookSample> = {}, after = ''): Buffer =>
  workbook({ sheets: [{ name: 'orders', rows, after }], ...more });
const cell = async (xml: string, more: Partial<WorkbookSample> = {}) => (await cellsOf(one(`<row r="1">${xml}</row>`, more)))[0];

describe('how a workbook is written', () => {
  const sample: WorkbookSample = {
    sheets: [
      {
        name: 'orders',
        rows: `<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row><row r="3"><c r="B3"><v>7</v></c></row>`,
      },
    ],
    shared: ['<t>Số lượng</t>', '<t>Mã đơn</t>'],
  };
  const read = [
    { row: 1, cells: [{ text: 'Mã đơn' }, { text: '' }, { text: 'Số lượng' }] },
    { row: 3, cells: [{ text: '' }, { text: '7', kind: 'number' }] },
  ];
  const utf16 = Buffer.from('\uFEFF<sst><si><t>Số lượng</t></si><si><t>Mã đơn</t></si></sst>', 'utf16le');
  test.each<[string, Partial<WorkbookSample>]>([
    ['as Excel does', {}],
    ['strict', { isStrict: true }],
    ['parts named from the top', { isAbsolute: true }],
    ['with prefixes', { prefix: 'x' }],
    ['streamed', { zip: { isStreamed: true } }],
    ['in the form for large archives', { zip: { isLong: true } }],
    ['not packed', { zip: { isStored: true } }],
    ['with macros', { parts: { 'xl/vbaProject.bin': Buffer.from('Attribute VB_Name') } }],
    ['without its own relations', { parts: { '_rels/.rels': null } }],
    ['a part in UTF-16', { parts: { 'xl/sharedStrings.xml': utf16 } }],
  ])('%s', async (_what, more) => {
    expect(await readAll(workbook({ ...sample, ...more }))).toEqual({
      form: { kind: 'xlsx' },
      sheets: [{ name: 'orders', isHidden: false, rows: read }],
    });
  });

  test('names of parts with other slashes and letters', async () => {
    const rows = '<row><c><v>1</v></c></row>';
    const parts = {
      'xl\\Worksheets\\Sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      'xl/worksheets/sheet1.xml': null,
    };
    expect(await textsOf(one(rows, { parts }))).toEqual([['1']]);
  });

  test('something behind the archive', async () => {
    expect(await textsOf(Buffer.concat([one('<row><c><v>1</v></c></row>'), Buffer.alloc(300)]))).toEqual([['1']]);
  });

  test('neither rows nor cells say where they are', async () => {
    expect(
      await rowsOf(one(`<row>${inline('a')}${inline('b')}</row><row/><row>${inline('c')}<c r="D3"><v>1</v></c><c><v>2</v></c></row>`)),
    ).toEqual([
      { row: 1, cells: [{ text: 'a' }, { text: 'b' }] },
      { row: 3, cells: [{ text: 'c' }, { text: '' }, { text: '' }, { text: '1', kind: 'number' }, { text: '2', kind: 'number' }] },
    ]);
  });

  test('a range that is told wrong is not believed', async () => {
    const rows = Array.from({ length: 130 }, (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index}</v></c></row>`).join('');
    const read = await rowsOf(workbook({ sheets: [{ name: 's', before: '<dimension ref="A1:BX6"/>', rows }] }));
    expect(read).toHaveLength(130);
  });

  test('attributes in any order and quotes, comments, CDATA, tags over several lines', async () => {
    const rows = `<!-- <row><c><v>9</v></c></row> --><row\n  spans='1:2' r='2'><c t='str'\n r = "B2" ><v><![CDATA[a<b&c]]></v></c ></row>`;
    expect(await rowsOf(one(rows))).toEqual([{ row: 2, cells: [{ text: '' }, { text: 'a<b&c' }] }]);
  });

  test('all sheets, hidden ones told; a diagram is none', async () => {
    const sample = workbook({
      sheets: [
        { name: 'Đơn & hàng', rows: '<row><c><v>1</v></c></row>' },
        { name: 'Ẩn', rows: '', state: 'hidden' },
        { name: 'Rất ẩn', rows: '', state: 'veryHidden' },
      ],
    });
    expect((await readAll(sample)).sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['Đơn & hàng', false],
      ['Ẩn', true],
      ['Rất ẩn', true],
    ]);
  });

  test('rows that a filter hides are read, and said to be hidden', async () => {
    expect(
      await rowsOf(one(`<row r="1">${inline('a')}</row><row r="2" hidden="1">${inline('b')}</row>`, {}, '<autoFilter ref="A1:A2"/>')),
    ).toEqual([
      { row: 1, cells: [{ text: 'a' }] },
      { row: 2, cells: [{ text: 'b' }], isHidden: true },
    ]);
  });
});

describe('text', () => {
  const shared = [
    '<r><rPr><b/></rPr><t xml:space="preserve">Áo </t></r><r><t>thun</t></r>',
    '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
    '<t/>',
    '<t>a&amp;b &#x1F3BD; _x000D_\n_x0041__x005F_x0041_</t>',
    '<t>=&quot;SPXVN012345678901&quot;</t>',
  ];
  test('runs of different looks are one, how it is said is left out', async () => {
    const rows = `<row>${shared.map((_, index) => `<c t="s"><v>${index}</v></c>`).join('')}</row>`;
    expect(await textsOf(one(rows, { shared }))).toEqual([['Áo thun', '東京', '', 'a&b 🎽 \nA_x0041_', 'SPXVN012345678901']]);
  });
  test('inline, with runs', async () => {
    expect(await cell('<c t="inlineStr"><is><r><t>Mã </t></r><r><t>đơn</t></r><rPh><t>x</t></rPh></is></c>')).toEqual({ text: 'Mã đơn' });
  });
  test('text where a number should be', async () => expect(await cell('<c><v>SP-01</v></c>')).toEqual({ text: 'SP-01' }));
  test('a code that a spreadsheet cut', async () =>
    expect(await cell(inline('8.93E+12'))).toEqual({ text: '8.93E+12', doubts: ['scientific'] }));
});

describe('numbers', () => {
  test.each([
    ['12345', 'General', { text: '12345', kind: 'number' }],
    ['12345.0', 'General', { text: '12345', raw: '12345.0', kind: 'number' }],
    ['17000.00', '#,##0.00', { text: '17000', raw: '17000.00', kind: 'number' }],
    ['0.30000000000000004', 'General', { text: '0.3', raw: '0.30000000000000004', kind: 'number' }],
    ['-1.5', 'General', { text: '-1.5', kind: 'number' }],
    ['1E-7', 'General', { text: '0.0000001', raw: '1E-7', kind: 'number' }],
    ['8.93E+12', 'General', { text: '8930000000000', raw: '8.93E+12', kind: 'number' }],
    ['123456789012345', '0', { text: '123456789012345', kind: 'number' }],
    ['6000000000000000001', 'General', { text: '6000000000000000001', kind: 'number', doubts: ['longNumber'] }],
    ['6.0000000000000004E+18', '0', { text: '6000000000000000000', raw: '6.0000000000000004E+18', kind: 'number', doubts: ['longNumber'] }],
    [
      '1.7976931348623151E+308',
      'General',
      { text: `179769313486232${'0'.repeat(294)}`, raw: '1.7976931348623151E+308', kind: 'number', doubts: ['longNumber'] },
    ],
    ['1.234567890123457E+17', '0', { text: '123456789012346000', raw: '1.234567890123457E+17', kind: 'number', doubts: ['longNumber'] }],
    ['12345', '0000000', { text: '0012345', raw: '12345', kind: 'number' }],
    ['12345678', '0000000', { text: '12345678', kind: 'number' }],
    ['912345678', '0#########', { text: '0912345678', raw: '912345678', kind: 'number' }],
    ['912345678', '0000" "000" "000', { text: '0912 345 678', raw: '912345678', kind: 'number' }],
    ['12', '"SP-"0000', { text: 'SP-0012', raw: '12', kind: 'number' }],
    ['5', '0" cái"', { text: '5', kind: 'number' }],
    ['5', '#,##0\\ "₫"', { text: '5', kind: 'number' }],
    ['0.15', '0%', { text: '0.15', kind: 'number' }],
    ['1200', '0.00E+00', { text: '1200', kind: 'number' }],
    ['3', '[Red]"dmy"0;-0', { text: '3', kind: 'number' }],
    ['7', '@', { text: '7', kind: 'number' }],
  ])('%s as %s', async (value, format, expected) => {
    expect(await cell(`<c s="1"><v>${value}</v></c>`, { formats: [0, format] })).toEqual(expected);
  });
});

describe('times', () => {
  test.each<[string, string | number, string]>([
    ['46354', 14, '2026-11-28'],
    ['46354.375', 22, '2026-11-28 09:00'],
    ['46354.375', 'dd/mm/yyyy', '2026-11-28 09:00'],
    ['46354.37517361111', 'yyyy\\-mm\\-dd\\ hh:mm:ss', '2026-11-28 09:00:15'],
    ['46354.999999999', 'dd/mm/yyyy', '2026-11-29'],
    ['46354', '[$-42A]dd mmmm yyyy;@', '2026-11-28'],
    ['46354', '[$-vi-VN,100]d "tháng" m "năm" yyyy', '2026-11-28'],
    ['46354', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', '2026-11-28'],
    ['0.375', 'h:mm AM/PM', '09:00'],
    ['1.25', '[h]:mm', '30:00'],
    ['0.0104166667', 'mm:ss.0', '00:15'],
    ['1', 14, '1900-01-01'],
    ['59', 14, '1900-02-28'],
    ['60', 14, '1900-02-29'],
    ['61', 14, '1900-03-01'],
    ['2958465', 14, '9999-12-31'],
  ])('%s as %s is %s', async (value, format, text) => {
    expect(await cell(`<c s="1"><v>${value}</v></c>`, { formats: [0, format] })).toEqual({ text, raw: value, kind: 'date' });
  });
  test('from 1904 on', async () => {
    expect(await cell('<c s="1"><v>44892</v></c>', { formats: [0, 14], is1904: true })).toMatchObject({ text: '2026-11-28' });
  });
  test('before all time they are numbers', async () => {
    expect(await cell('<c s="1"><v>-1</v></c>', { formats: [0, 14] })).toEqual({ text: '-1', kind: 'number' });
  });
  test('written as words', async () => {
    expect(await cell('<c t="d"><v>2026-11-28T09:00:00</v></c>')).toEqual({
      text: '2026-11-28 09:00',
      raw: '2026-11-28T09:00:00',
      kind: 'date',
    });
    expect(await cell('<c t="d"><v>2026-11-28</v></c>')).toEqual({ text: '2026-11-28', kind: 'date' });
  });
});

describe('formulas', () => {
  test.each([
    ['a number', '<c><f>A1*2</f><v>84</v></c>', { text: '84', kind: 'number', isFormula: true }],
    ['text', '<c t="str"><f>A1&amp;"x"</f><v>0012</v></c>', { text: '0012', isFormula: true }],
    ['no result', '<c><f>A1*2</f></c>', { text: '', raw: '=A1*2', isFormula: true, doubts: ['noCachedValue'] }],
    ['its result in itself', '<c><f>"SPXVN01"</f></c>', { text: 'SPXVN01', raw: '="SPXVN01"', isFormula: true }],
    ['an error', '<c t="e"><f>VLOOKUP(1)</f><v>#N/A</v></c>', { text: '#N/A', kind: 'error', isFormula: true, doubts: ['errorValue'] }],
    ['a truth', '<c t="b"><f>1=1</f><v>1</v></c>', { text: 'TRUE', raw: '1', kind: 'boolean', isFormula: true }],
    ['shared', '<c><f t="shared" si="0"/><v>3</v></c>', { text: '3', kind: 'number', isFormula: true }],
  ])('%s', async (_what, xml, expected) => expect(await cell(xml)).toEqual(expected));
});

describe('merged cells', () => {
  test('down: each row has the value, marked as a copy', async () => {
    const rows =
      `<row r="1">${inline('Mã đơn')}${inline('SKU')}</row><row r="2">${inline('DH1')}${inline('A')}</row>` +
      `<row r="3"><c r="A3"/><c r="B3"><v>1</v></c></row><row r="4"><c r="A4" s="0"/></row><row r="5"><c r="B5"><v>2</v></c></row>` +
      `<row r="6"><c r="B6"><v>3</v></c></row>`;
    const copy = { text: 'DH1', isMerged: true };
    expect(await rowsOf(one(rows, {}, '<mergeCells count="1"><mergeCell ref="A2:A5"/></mergeCells>'))).toEqual([
      { row: 1, cells: [{ text: 'Mã đơn' }, { text: 'SKU' }] },
      { row: 2, cells: [{ text: 'DH1' }, { text: 'A' }] },
      { row: 3, cells: [copy, { text: '1', kind: 'number' }] },
      { row: 5, cells: [copy, { text: '2', kind: 'number' }] },
      { row: 6, cells: [{ text: '' }, { text: '3', kind: 'number' }] },
    ]);
  });
  test('across: the value stands in the first', async () => {
    const rows = `<row r="1">${inline('Phiếu đóng gói')}</row><row r="2">${inline('SKU')}${inline('SL')}</row>`;
    expect(await textsOf(one(rows, {}, '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))).toEqual([['Phiếu đóng gói'], ['SKU', 'SL']]);
  });
  test('a cell that speaks of them is no list of them', async () => {
    const rows = `<row r="1">${inline('mergeCells <mergeCells>')}</row><row r="2"><c r="B2"><v>1</v></c></row>`;
    expect(await textsOf(one(rows, {}, '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'))).toEqual([
      ['mergeCells <mergeCells>'],
      ['mergeCells <mergeCells>', '1'],
    ]);
  });
});

test('what the desk writes is read as it was', async () => {
  const parts: Uint8Array[] = [];
  const columns = [
    { id: 'code', title: 'Mã', type: 'text' },
    { id: 'count', title: 'Số', type: 'number' },
    { id: 'price', title: 'Giá', type: 'money' },
    { id: 'at', title: 'Lúc', type: 'time' },
  ] as const;
  const at = Date.UTC(2026, 10, 30, 2) / 1_000;
  const rows = [
    ['0012', 3, 159_000, at],
    ['=1+1', 0.25, -7, at + 15],
    ['6000000000000000001', null, 1, null],
    ['_x0041_ "a" <b>\ndòng 2', 1, 1, 0],
  ];
  for await (const bytes of xlsxOf({ title: 'Vận đơn', columns, rows })) parts.push(bytes);
  expect(await textsOf(Buffer.concat(parts))).toEqual([
    ['Mã', 'Số', 'Giá', 'Lúc'],
    ['0012', '3', '159000', '2026-11-30 09:00'],
    ['=1+1', '0.25', '-7', '2026-11-30 09:00:15'],
    ['6000000000000000001', '', '1'],
    ['_x0041_ "a" <b>\ndòng 2', '1', '1', '1970-01-01 07:00'],
  ]);
});
