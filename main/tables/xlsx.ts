/**
 * A table as XLSX: codes are text, numbers and times are numbers with their format, the first row stays in sight. What looks like a formula
 * is text as well: a cell of text is run by no spreadsheet.
 */
import { type Cell, type CellStyle, type CellValue, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import type { ClaimSheet } from '../../contract/claim.ts';
import type { CellType } from '../../contract/kinds/listing.ts';
import { type Table, type TableCell, type TableColumn, dayNumber } from './table.ts';

/** `@`: a code stays text when somebody edits it. */
const formats: Readonly<Record<CellType, string>> = { text: '@', number: 'General', money: '#,##0', time: 'dd/mm/yyyy hh:mm' };
const widths: Readonly<Record<CellType, number>> = { text: 22, number: 12, money: 14, time: 17 };
/** Of Excel's. In UTF-16 units. */
const longestText = 32_767;
const longestSheetName = 31;

export async function* xlsxOf({ title, columns, rows }: Table): AsyncGenerator<Uint8Array> {
  const stream = writeXlsxStream(cellsIn(columns, rows), {
    name: sheetName(title),
    freezePane: { rows: 1 },
    columns: columns.map(({ title: header, type }) => ({ header: textOf(header), width: widths[type], numFmt: formats[type] })),
  });
  for await (const bytes of stream) yield bytes;
}

async function* cellsIn(columns: readonly TableColumn[], rows: Table['rows']): AsyncGenerator<TableCell[]> {
  for await (const cells of rows) yield columns.map(({ type }, index) => written(type, cells[index] ?? null));
}

function written(type: CellType, value: TableCell): TableCell {
  if (value === null || value === '') return null;
  if (type === 'text' || typeof value === 'string') return textOf(String(value));
  if (!Number.isFinite(value)) return null;
  return type === 'time' ? dayNumber(value) : value;
}

/** Excel breaks lines at LF alone, reads `_x0041_` as one sign, and refuses a file with a longer cell or a sign that XML has not. */
function textOf(text: string): string {
  const short = text.length > longestText ? text.slice(0, longestText - 1) : text;
  return short
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, '_x005F_')
    .replaceAll(/[\uFFFE\uFFFF]/gu, '\uFFFD')
    .toWellFormed();
}

/** Without the signs that Excel does not allow in it, and no longer than it may be. */
const sheetName = (title: string): string =>
  title
    .replaceAll(/[[\]:*?/\\]/gu, ' ')
    .trim()
    .slice(0, longestSheetName)
    .replaceAll(/^'|'$/gu, ' ')
    .trim() || 'Onflow';

const bold: CellStyle = { font: { bold: true } };
const line: CellStyle = {
  border: { top: { style: 'thin' }, bottom: { style: 'thin' }, left: { style: 'thin' }, right: { style: 'thin' } },
  alignment: { vertical: 'top', wrapText: true },
};
/** Of a sheet that is printed: name, code, number. */
const formWidths = { text: 16, number: 9 } as const;

/** A sheet with facts above its table and room for signatures below; printed lengthwise on A4, as wide as the page. */
export function formXlsx({ title, facts, columns, lines, totals, notes, signatures }: ClaimSheet): Promise<Uint8Array> {
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<Cell>>();
  const add = (values: readonly (string | number)[], style: (column: number) => CellStyle | null): void => {
    for (const [column, value] of values.entries()) {
      const given = style(column);
      const isText = typeof value === 'string';
      const styled = given === null && !isText ? null : { ...given, ...(isText ? { numFmt: formats.text } : {}) };
      if (styled !== null) cells.set(`${rows.length},${column}`, { style: styled });
    }
    rows.push(values.map((value) => (typeof value === 'number' ? value : textOf(value))));
  };
  add([title], () => ({ font: { bold: true, size: 14 } }));
  rows.push([]);
  for (const { term, value } of facts) add([term, value], (column) => (column === 0 ? bold : null));
  rows.push([]);
  const head = rows.length;
  add(
    columns.map((column) => column.title),
    () => ({ ...line, ...bold }),
  );
  for (const each of lines) add(each.cells, () => (each.isDifferent ? { ...line, ...bold } : line));
  add(totals, () => ({ ...line, ...bold }));
  rows.push([]);
  for (const note of notes) add([note], () => null);
  rows.push([]);
  const half = Math.ceil(columns.length / signatures.length);
  const beside = (of: (signature: ClaimSheet['signatures'][number]) => string): string[] =>
    signatures.flatMap((each, index) => [...Array.from({ length: index === 0 ? 0 : half - 1 }, () => ''), of(each)]);
  add(
    beside(({ who }) => who),
    () => bold,
  );
  add(
    beside(({ how }) => how),
    () => null,
  );
  return writeXlsx({
    sheets: [
      {
        name: sheetName(title),
        rows,
        cells,
        columns: columns.map(({ type }, index) => ({ width: index === 3 ? 34 : formWidths[type] })),
        freezePane: { rows: head + 1 },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          printTitlesRow: `$${head + 1}:$${head + 1}`,
        },
      },
    ],
  });
}
