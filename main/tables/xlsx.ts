/**
 * A table as XLSX: codes are text, numbers and times are numbers with their format, the first row stays in sight. What looks like a formula
 * is text as well: a cell of text is run by no spreadsheet.
 */
import { writeXlsxStream } from 'hucre/xlsx';
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
