/** A table as CSV (RFC 4180): UTF-8 with its mark, so that Excel reads the accents; a line ends with CR LF. */
import { inVietnam } from '../../contract/vietnamTime.ts';
import type { Table, TableCell, TableColumn } from './table.ts';

export const csvMark = '\uFEFF';

/** One field. A number is written plainly: `159000`, `0.25`. */
export function csvField(value: TableCell): string {
  if (value === null) return '';
  // SECURITY: a spreadsheet runs what begins like a formula; a reference or an answer may be anybody's words.
  const text = typeof value === 'string' && /^[\t\r\n ]*[=+\-@＝＋－＠]|^[\t\r]/u.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/u.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvRow = (fields: readonly TableCell[]): string => `${fields.map(csvField).join(',')}\r\n`;

export async function* csvOf({ columns, rows }: Table): AsyncGenerator<string> {
  yield csvMark + csvRow(columns.map(({ title }) => title));
  for await (const cells of rows) yield csvRow(columns.map((column, index) => written(column, cells[index] ?? null)));
}

function written({ type }: TableColumn, value: TableCell): TableCell {
  if (value === null) return null;
  if (type === 'text') return String(value);
  if (type === 'time' && typeof value === 'number') return timeText(value);
  return value;
}

const two = (number: number): string => String(number).padStart(2, '0');
/** `2026-11-30 09:00`, by the clock in Vietnam: 5/11 would be another day in another language. */
function timeText(seconds: number): string {
  const { year, month, day, hour, minute } = inVietnam(seconds * 1_000);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}
