/** Whoever wants a few columns of a CSV file gets what stands in them when all of it is read, row by row, and is refused where that is. */
import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Cell, SheetRow } from '../../../contract/sheets.ts';
import { DeskFailure } from '../../../contract/errors.ts';
import { openSheets } from '../../../main/sheets/index.ts';
import type { WantedCells } from '../../../main/sheets/openSheets.ts';
import { temporaryFolder } from '../store/temporary.ts';

const file = (bytes: Uint8Array | string): string => {
  const path = join(temporaryFolder(), 'orders.csv');
  writeFileSync(path, bytes);
  return path;
};

async function read(path: string, wanted: WantedCells | undefined, cells: number): Promise<SheetRow[] | string> {
  try {
    const open = await openSheets(path, { caps: { cells, cellCharacters: 40 } });
    try {
      const rows: SheetRow[] = [];
      for await (const batch of open.sheets[0]!.rows(wanted)) rows.push(...batch);
      return rows;
    } finally {
      await open.close();
    }
  } catch (error) {
    if (error instanceof DeskFailure) return error.error.code;
    throw error;
  }
}

/** A row is known by its first column that is wanted; `None` is no key. */
const wanting = (columns: readonly number[]): WantedCells => ({
  columns: new Set(columns),
  areEnough: (cells) => {
    const text = cells[columns[0]!]?.text ?? '';
    return text !== '' && text !== 'None';
  },
});

const field = fc.oneof(
  fc.constantFrom('', '', '260801A0000001', 'Áo thun đỏ', '"*****, Phường 1"', '"a ""b"""', '""', '"', 'a"b', ' "x" ', '"x" ', ' x', 'x ', '"x"y'),
  fc.constantFrom('None', '+84912', '8.93E+12', "'0012", '="0012"', '\t', ' ', '\u00A0', '" "', '\u200B', 'e\u0301', '👍', '\u0007', '-', "x'"),
  fc.string({ unit: 'grapheme', maxLength: 45 }),
); // prettier-ignore
const line = fc.array(field, { maxLength: 9 }).map((fields) => fields.join(','));
const csv = fc
  .tuple(fc.constantFrom('', '\uFEFF', 'sep=,\n'), fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
  .map(([before, lines, end]) => before + lines.join(end));
const columns = fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 4 });

function expectAlike(few: readonly SheetRow[], whole: readonly SheetRow[], wanted: WantedCells): void {
  expect(few.map(({ row }) => row)).toEqual(whole.map(({ row }) => row));
  for (const [at, { cells }] of whole.entries()) {
    const mine = few[at]!.cells;
    const own = cells.map((cell, column): Cell => (wanted.columns.has(column) ? cell : { text: '' }));
    if (!wanted.areEnough(own)) {
      expect(mine).toEqual(cells);
      continue;
    }
    const blank: Cell = { text: '' };
    for (let column = 0; column < Math.max(mine.length, cells.length); column += 1) {
      const [here, there] = [mine[column] ?? blank, cells[column] ?? blank];
      // A record over several lines is read whole.
      if (wanted.columns.has(column) || here.text !== '') expect(here).toEqual(there);
    }
  }
}

test(
  'the same cells in the same rows, or the same refusal',
  async () => {
    await fc.assert(
      fc.asyncProperty(csv, columns, fc.constantFrom(8, 30, 1_000), async (text, of, cells) => {
        const path = file(text);
        const wanted = wanting(of);
        const [few, whole] = [await read(path, wanted, cells), await read(path, undefined, cells)];
        if (typeof few === 'string' || typeof whole === 'string') expect(few).toBe(whole);
        else expectAlike(few, whole, wanted);
      }),
      { numRuns: Number(process.env['SHEETS_RUNS'] ?? 400) },
    );
  },
  10 * 60_000,
);

test('blanks fill no cell that nobody wants', async () => {
  const path = file(`order,a,b,c\n${'A1,,\u00A0,"  "\n'.repeat(10)}`);
  expect(await read(path, wanting([0]), 14)).toHaveLength(11);
  expect(await read(path, wanting([0]), 13)).toBe('sheetTooManyCells');
  expect(await read(path, undefined, 13)).toBe('sheetTooManyCells');
});

test('bytes that are no letters break the same cells', async () => {
  const path = file(Buffer.concat([Buffer.from('mã,tên,ghi chú\n'), Buffer.from([0x41, 0xc3, 0x2c, 0xe1, 0xba, 0x2c, 0x42, 0xff, 0x0a]),
    Buffer.from('á,đ,ệ\n'.repeat(20))])); // prettier-ignore
  const wanted = wanting([0, 2]);
  const [few, whole] = [await read(path, wanted, 1_000), await read(path, undefined, 1_000)];
  expectAlike(few as SheetRow[], whole as SheetRow[], wanted);
  expect((few as SheetRow[])[1]?.cells[0]?.doubts).toEqual(['replacementCharacters']);
});

test('what nobody wants is not made', async () => {
  const rows = (await read(file('order,name,note\nA1,Áo,"x, y"\n,Tổng,3\n'), wanting([0]), 1_000)) as SheetRow[];
  expect(rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([['order'], ['A1'], ['', 'Tổng', '3']]);
});
