/** Sheets that nobody has made for a desk: whatever stands in them, something is said of it, soon, and no row is lost. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SheetRow } from '../../../contract/sheets.ts';
import { type ImportTable, importTables, importFields } from '../../../contract/imports.ts';
import { documentsOf, recognise } from '../../../main/importing/index.ts';
import { lazadaHeader, shopeeHeader, tiktokHeader } from '../../samples/orderFiles.mts';

const header = fc.oneof(
  fc.constantFrom(...shopeeHeader, ...tiktokHeader, ...lazadaHeader, 'SKU', 'Số lượng', 'SL', 'Mã đơn', 'Dự kiến đến', 'status', 'Lỗi', ''),
  fc.string({ unit: 'grapheme' }),
);
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    'None',
    '0',
    '1.000',
    '2,5',
    '="x"',
    '="',
    "'",
    '"',
    '05/11/2026',
    '2026-13-45 99:99',
    '8.93E+12',
    'Tổng',
    'VÍ DỤ',
    '#',
    '('.repeat(50),
  ),
  fc.integer().map(String),
);
const cell = fc.record(
  {
    text: value,
    kind: fc.constantFrom('number', 'date', 'boolean', 'error'),
    isMerged: fc.constant(true),
    doubts: fc.constantFrom(['scientific'], ['longNumber', 'errorValue']),
  },
  { requiredKeys: ['text'] },
) as fc.Arbitrary<SheetRow['cells'][number]>;
const sheet = fc
  .record({ headers: fc.array(header, { maxLength: 30 }), rows: fc.array(fc.array(cell, { maxLength: 30 }), { maxLength: 25 }) })
  .map(({ headers, rows }): SheetRow[] => [
    { row: 1, cells: headers.map((text) => ({ text })) },
    ...rows.map((cells, index) => ({ row: index + 2, cells })),
  ]);

test('any sheet is recognised or not, and each of its rows is in one document', async () => {
  await fc.assert(
    fc.asyncProperty(sheet, fc.constantFrom<ImportTable>(...importTables), async (rows, table) => {
      const known = recognise(rows);
      const columns = Object.fromEntries(importFields[table].slice(0, known.headers.length).map((field, column) => [field, column]));
      const { headerRow } = known;
      const own = { table, layout: 'other' as const, headerRow, firstRow: headerRow + 1, columns, given: {}, onePieceARow: false };
      for (const mapping of [own, ...(known.mapping === null ? [] : [known.mapping])]) {
        const seen: number[] = [];
        for await (const documents of documentsOf([rows], mapping, { sheet: 0, mended: new Map([['2:0', 'x']]) }))
          for (const each of documents) {
            seen.push(...each.rows);
            for (const line of each.lines) expect(each.rows).toContain(line.row);
          }
        expect(seen.toSorted((a, b) => a - b)).toEqual(rows.map(({ row }) => row).filter((row) => row >= mapping.firstRow));
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('sixteen thousand columns, and headers without an end, are looked at in no time', () => {
  const wide: SheetRow[] = Array.from({ length: 40 }, (_, row) => ({
    row: row + 1,
    cells: Array.from({ length: 16_384 }, (_cell, column) => ({ text: `cột ${column} dòng ${row}` })),
  }));
  const deep: SheetRow[] = Array.from({ length: 40 }, (_, row) => ({
    row: row + 1,
    cells: Array.from({ length: 30 }, () => ({ text: '('.repeat(32_000) })),
  }));
  const before = process.cpuUsage();
  recognise(wide);
  recognise(deep);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(8_000);
});
