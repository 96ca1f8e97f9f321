/** Tables as files: what another program reads in them is what was written. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../main/tables/csv.ts';
import type { Table, TableCell } from '../../../main/tables/table.ts';
import { xlsxOf } from '../../../main/tables/xlsx.ts';
import { unzip } from '../../integration/wholeDesk.ts';
import { temporaryFolder } from '../store/temporary.ts';

const columns: Table['columns'] = [
  { id: 'code', title: 'Mã Onflow', type: 'text' },
  { id: 'name', title: 'Tên', type: 'text' },
  { id: 'count', title: 'Số lượng', type: 'number' },
  { id: 'price', title: 'Giá', type: 'money' },
  { id: 'created', title: 'Tạo lúc', type: 'time' },
];
/** 30 November 2026, 9:00 in Vietnam. */
const nine = Date.UTC(2026, 10, 30, 2) / 1_000;
const table = (rows: Table['rows'], title = 'Vận đơn'): Table => ({ title, columns, rows });

async function xlsx(given: Table): Promise<{ readonly cells: unknown[][]; readonly files: Map<string, string> }> {
  const path = join(temporaryFolder(), 'table.xlsx');
  const parts: Uint8Array[] = [];
  for await (const bytes of xlsxOf(given)) parts.push(bytes);
  writeFileSync(path, Buffer.concat(parts));
  const [sheet] = await readXlsxFile(path);
  return { cells: sheet?.data ?? [], files: unzip(readFileSync(path)) };
}
async function csv(given: Table): Promise<string> {
  let text = '';
  for await (const part of csvOf(given)) text += part;
  return text;
}

describe('XLSX', () => {
  test('keeps codes as text, numbers as numbers, times as times', async () => {
    const { cells, files } = await xlsx(table([['0012345', '1234567890123456789', 12, 159_000, nine]]));
    expect(cells[0]).toEqual(columns.map(({ title }) => title));
    expect(cells[1]).toEqual(['0012345', '1234567890123456789', 12, 159_000, new Date(Date.UTC(2026, 10, 30, 9))]);
    const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('<t>0012345</t>');
    expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/u);
    const styles = files.get('xl/styles.xml') ?? '';
    for (const format of ['formatCode="dd/mm/yyyy hh:mm"', 'formatCode="#,##0"', 'formatCode="@"']) expect(styles).toContain(format);
  });

  test.each([
    ['a formula is words', '=cmd|calc!A1'],
    ['accents and pictures', 'Áo thun cổ tròn đỏ 🎽 đồng hồ'],
    ['several lines', 'dòng một\ndòng hai'],
    ['signs of XML', '<b>&"\'</b>'],
  ])('%s', async (_what, text) => {
    const { cells, files } = await xlsx(table([['A', text, 1, 2, nine]]));
    expect(cells[1]?.[1]).toBe(text);
    expect(files.get('xl/worksheets/sheet1.xml')).not.toContain('<f>');
  });

  test.each([
    ['what Excel would take for a sign of its own', 'a_x0041_b', 'a_x005F_x0041_b'],
    ['blanks at both ends', '  hai  ', '<t xml:space="preserve">  hai  </t>'],
    ['a line that ends as in Windows', 'một\r\nhai', '<t xml:space="preserve">một\nhai</t>'],
  ])('%s stays what it is', async (_what, text, written) => {
    const { files } = await xlsx(table([['A', text, 1, 2, nine]]));
    expect(files.get('xl/worksheets/sheet1.xml')).toContain(written);
  });

  test('what no file of Excel may hold is brought into a form that it may', async () => {
    const long = 'x'.repeat(40_000);
    const { cells, files } = await xlsx(
      table(
        [['A', `\u0001\ud800\ufffe\uffff${long}`, Number.NaN, Number.POSITIVE_INFINITY, null]],
        "'Đơn [1]: a/b?* của tháng mười một năm nay'",
      ),
    );
    expect(String(cells[1]?.[1]).length).toBeLessThanOrEqual(32_767);
    expect(cells[1]?.slice(2)).toEqual([null, null, null]);
    // XML has none of them, as itself or by number.
    expect(files.get('xl/worksheets/sheet1.xml')).not.toMatch(/[\ufffe\uffff]|&#/u);
    expect(files.get('xl/workbook.xml')).toContain('name="Đơn  1   a b');
  });

  test('a table without rows has its heading', async () => {
    const { cells } = await xlsx(table([]));
    expect(cells).toEqual([columns.map(({ title }) => title)]);
  });
});

describe('CSV', () => {
  test('has its mark, its heading, and lines that end as they should', async () => {
    const text = await csv(table([['0012345', 'Áo "đỏ", cổ\ntròn', 0.25, 159_000, nine]]));
    expect(text).toBe('\uFEFFMã Onflow,Tên,Số lượng,Giá,Tạo lúc\r\n0012345,"Áo ""đỏ"", cổ\ntròn",0.25,159000,2026-11-30 09:00\r\n');
  });

  test.each(['=cmd', '+84', '-1', '@x', '\tx', '\rx', '\n=x', ' =x', '＝x'])('%j cannot run as a formula', async (evil) => {
    const text = await csv(table([[evil, null, -5, null, null]]));
    expect(text.split('\r\n')[1]).toMatch(/^"?'/u);
    // A number is none.
    expect(text).toContain(',-5,');
  });
});

test('100,000 rows are written without being held', { timeout: 120_000 }, async () => {
  let most = 0;
  async function* rows(): AsyncGenerator<readonly TableCell[]> {
    for (let row = 0; row < 100_000; row += 1) {
      if (row % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
      yield [`OASIN${row}`, `Áo thun cổ tròn đỏ số ${row}`, row, row * 1_000, nine + row];
    }
  }
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let size = 0;
  for await (const bytes of xlsxOf(table(rows()))) size += bytes.length;
  expect(size).toBeGreaterThan(1_000_000);
  // All rows as objects would be some hundred.
  expect((most - before) / 2 ** 20).toBeLessThan(80);
});
