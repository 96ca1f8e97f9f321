/** Files nobody would think of: what stands in them is kept, what is broken is named, and nothing takes long. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, SheetRow } from '../../../contract/sheets.ts';
import { DeskFailure } from '../../../contract/errors.ts';
import { xlsxOf } from '../../../main/tables/xlsx.ts';
import { escaped, workbook } from '../../samples/workbooks.ts';
import { rowsOf } from './reading.ts';

/** More of them: `SHEETS_RUNS=1000 npx vitest run --project unit test/unit/sheets/anyFile`. */
const runs = Number(process.env['SHEETS_RUNS'] ?? 40);
/** A hang is seen, and not waited for. */
const most = { numRuns: runs, interruptAfterTimeLimit: 10 * 60_000, markInterruptAsFailure: true } as const;
const patience = 10_000;

const words = fc.constantFrom(
  '0012345', '6000000000000000001', '8.93E+12', '="0012"', 'Áo thun cổ tròn, đỏ', 'Giá ưu đãi'.normalize('NFD'), '17.000', '17,000.00', '１２３',
  '28/11/2026', '2026-11-28 09:00', 'None', '\t', '576000000000000001\t', '\u00A0x', 'a"b', '"', '""', "'0012", '-5', '+84912', '=1+1', '👨‍👩‍👧', 'dòng 1\ndòng 2',
  'a;b|c\td', ' ', '_x0041_', '&amp;<b>', '#N/A', '1e400', 'TRUE',
); // prettier-ignore
const text = fc.oneof(
  words,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
  fc.constant(''),
);
/** Without signs that no XML holds. */
const sheetText = text.map((each) => each.replaceAll(/[\p{Cc}\p{Cn}\p{Cs}]/gu, ''));

/** What was written can be had of the cell: as it is shown, or as it stood. */
const kept = (cell: Cell | undefined): string => cell?.raw ?? cell?.text ?? '';
const isBlank = (written: string): boolean => written.trim() === '' || /^[\s\u200B-\u200F\uFEFF]*$/u.test(written);

function expectKept(read: readonly SheetRow[], written: readonly (readonly string[])[], first: number): void {
  const found = new Map(read.map((row) => [row.row, row.cells]));
  for (const [index, cells] of written.entries())
    for (const [column, each] of cells.entries()) {
      const cell = found.get(first + index)?.[column];
      if (isBlank(each) && kept(cell) === '') continue;
      expect(kept(cell)).toBe(each.toWellFormed());
    }
  expect(read.length).toBeLessThanOrEqual(written.length);
}

/** Rows, or a refusal in words; in time. */
async function settles(bytes: Uint8Array): Promise<readonly SheetRow[] | string> {
  const began = performance.now();
  try {
    return await rowsOf(bytes, { caps: { milliseconds: patience } });
  } catch (error) {
    if (!(error instanceof DeskFailure)) throw error;
    expect(error.error.code).toMatch(/^sheet(?!TooLong)/u);
    return error.error.code;
  } finally {
    expect(performance.now() - began).toBeLessThan(patience);
  }
}

/** Bytes changed, left out, repeated, cut off. */
const changes = fc.array(
  fc.record({ at: fc.nat(), what: fc.constantFrom('set', 'drop', 'repeat', 'cut', 'quote'), length: fc.integer({ min: 1, max: 40 }), byte: fc.nat(255) }),
  { minLength: 1, maxLength: 6 },
); // prettier-ignore
type Change = { readonly at: number; readonly what: string; readonly length: number; readonly byte: number };
function changed(sound: Uint8Array, made: readonly Change[]): Buffer {
  let bytes = Buffer.from(sound);
  for (const { at, what, length, byte } of made) {
    const place = bytes.length === 0 ? 0 : at % bytes.length;
    const rest = bytes.subarray(place + (what === 'drop' ? length : 0));
    if (what === 'set' && bytes.length > 0) bytes[place] = byte;
    else if (what === 'cut') bytes = bytes.subarray(0, place);
    else if (what === 'repeat') bytes = Buffer.concat([bytes.subarray(0, place + length), rest]);
    else bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from(what === 'quote' ? '"' : ''), rest]);
  }
  return bytes;
}

const separators = [',', ';', '\t', '|'] as const;
const csvOf = (rows: readonly (readonly string[])[], separator: string, end: string): string =>
  rows
    .map((row) => row.map((each) => (/[",;|\t\r\n]|^\s|\s$/u.test(each) ? `"${each.replaceAll('"', '""')}"` : each)).join(separator))
    .join(end) + end;
const table = fc.integer({ min: 2, max: 6 }).chain((width) =>
  fc.array(
    fc.array(text.map((each) => each.replaceAll(/[\r\n]+/gu, ' ')), { minLength: width, maxLength: width }),
    { minLength: 1, maxLength: 12 },
  ),
); // prettier-ignore

describe('CSV', () => {
  test('keeps what was written, whatever its form', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...separators),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom<BufferEncoding>('utf8', 'utf16le'),
        async (rows, separator, end, encoding) => {
          const written = `\uFEFFsep=${separator}${end}${csvOf(rows, separator, end)}`;
          expectKept(await rowsOf(Buffer.from(written, encoding)), rows, 2);
        },
      ),
      most,
    );
  });
  test('keeps cells of several lines', async () => {
    const lines = fc.array(fc.constantFrom('a', 'dòng "hai"', '', 'x,y', '"'), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { minLength: 1, maxLength: 6 }), async (cells) => {
        const rows = cells.map((each, index) => [`DH${index}`, each.join('\n'), 'cuối']);
        const read = await rowsOf(
          `mã,ghi chú,x\n${rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`,
        );
        expect(read.slice(1).map((row) => row.cells.map(kept))).toEqual(rows.map((row) => row.map((each) => (isBlank(each) ? '' : each))));
      }),
      most,
    );
  });
  test('changed anyhow it is read or refused', async () => {
    const sound = Buffer.from(
      csvOf(
        Array.from({ length: 30 }, (_, at) => [`DH${at}`, `Áo "${at}", đỏ`, '2\n3', String(at)]),
        ',',
        '\r\n',
      ),
    );
    await fc.assert(
      fc.asyncProperty(changes, async (made) => void (await settles(changed(sound, made)))),
      most,
    );
  });
});

describe('XLSX', () => {
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 99_999 }));
  const content = fc.oneof(
    sheetText.map((value) => ({ is: 'shared' as const, value })),
    sheetText.map((value) => ({ is: 'inline' as const, value })),
    number.map((value) => ({ is: 'number' as const, value })),
    fc.constant({ is: 'nothing' as const }),
  );
  const xmlText = (written: string): string => escaped(written.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_'));

  test('keeps what was written, however its cells are told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(content, { maxLength: 8 }), { minLength: 1, maxLength: 10 }),
        fc.boolean(),
        fc.constantFrom('', 'x'),
        fc.boolean(),
        async (rows, isPlaced, prefix, isStreamed) => {
          const shared: string[] = [];
          const cell = (each: (typeof rows)[number][number], place: string): string => {
            if (each.is === 'nothing') return `<c${place} s="0"/>`;
            if (each.is === 'number') return `<c${place}><v>${each.value}</v></c>`;
            if (each.is === 'inline') return `<c${place} t="inlineStr"><is><t>${xmlText(each.value)}</t></is></c>`;
            shared.push(`<t>${xmlText(each.value)}</t>`);
            return `<c${place} t="s"><v>${shared.length - 1}</v></c>`;
          };
          const xml = rows.map((cells, row) => {
            const written = cells.map((each, column) => cell(each, isPlaced ? ` r="${'ABCDEFGH'.charAt(column)}${row + 1}"` : '')).join('');
            return `<row${isPlaced ? ` r="${row + 1}"` : ''}>${written}</row>`;
          });
          const bytes = workbook({ sheets: [{ name: 's', rows: xml.join('') }], shared, prefix, zip: { isStreamed } });
          const read = await rowsOf(bytes);
          expectKept(
            read.map((row) => ({ ...row, cells: row.cells.map((each) => (each.kind === 'number' ? { text: '' } : each)) })),
            rows.map((cells) => cells.map((each) => (each.is === 'shared' || each.is === 'inline' ? each.value : ''))),
            1,
          );
          const found = new Map(read.map((row) => [row.row, row.cells]));
          for (const [row, cells] of rows.entries())
            for (const [column, each] of cells.entries())
              if (each.is === 'number') {
                const { text = '', raw = text, kind } = found.get(row + 1)?.[column] ?? {};
                expect(kind).toBe('number');
                expect(raw).toBe(String(each.value));
                // All its digits, or those that a spreadsheet keeps.
                expect([each.value, Number(each.value.toPrecision(15))]).toContain(Number(text));
              }
        },
      ),
      most,
    );
  });

  test('changed anyhow its bytes are refused, or say what they said', async () => {
    const parts: Uint8Array[] = [];
    const columns = [{ id: 'a', title: 'Mã', type: 'text' }, { id: 'b', title: 'Lúc', type: 'time' }, { id: 'c', title: 'Giá', type: 'money' }] as const; // prettier-ignore
    const rows = Array.from({ length: 60 }, (_, at) => [`DH${at}`, 1_780_000_000 + at * 86_400, at * 1_000]);
    for await (const bytes of xlsxOf({ title: 'Đơn', columns, rows })) parts.push(bytes);
    const sound = Buffer.concat(parts);
    const said = await rowsOf(sound);
    await fc.assert(
      fc.asyncProperty(changes, async (made) => {
        const bytes = changed(sound, made);
        const read = await settles(bytes);
        // The first bytes say that it is an archive: without them it may be a text, which is another file.
        if (typeof read !== 'string' && bytes.subarray(0, 4).equals(sound.subarray(0, 4))) expect(read).toEqual(said);
      }),
      most,
    );
  });

  test('changed anyhow its XML is read or refused', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>${at % 3}</v></c><c r="B${at + 1}" s="1"><v>${46_000 + at}.5</v></c><c t="str"><f>A1</f><v>x</v></c></row>`,
    ); // prettier-ignore
    const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const sheet = Buffer.from(
      `<?xml version="1.0"?><worksheet xmlns="${namespace}"><sheetData>${rows.join('')}</sheetData><mergeCells><mergeCell ref="A1:A3"/></mergeCells></worksheet>`,
    );
    const styles = Buffer.from('<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'); // prettier-ignore
    const texts = Buffer.from('<sst><si><t>a</t></si><si><r><t>b</t></r><rPh><t>c</t></rPh></si><si><t>d &amp; e</t></si></sst>');
    await fc.assert(
      fc.asyncProperty(changes, fc.constantFrom('sheet', 'styles', 'texts'), async (made, which) => {
        const of = (name: string, part: Buffer): Buffer => (which === name ? changed(part, made) : part);
        const parts = {
          'xl/worksheets/sheet1.xml': of('sheet', sheet),
          'xl/styles.xml': of('styles', styles),
          'xl/sharedStrings.xml': of('texts', texts),
        };
        await settles(workbook({ sheets: [{ name: 's', rows: '' }], shared: [], formats: [], parts }));
      }),
      most,
    );
  });
});
