/**
 * Rows as text to be kept: a cell that is nothing but its text is written as that. Of a large file most are, and it takes half the room and
 * half the time.
 */
import type { Cell, SheetRow } from '../../contract/sheets.ts';

type Packed = [row: number, cells: (string | Cell)[], isHidden?: 1];

function packedCell(cell: Cell): string | Cell {
  for (const fact in cell) if (fact !== 'text') return cell;
  return cell.text;
}

export const packed = (rows: readonly SheetRow[]): string =>
  JSON.stringify(
    rows.map(({ row, cells, isHidden }): Packed => (isHidden ? [row, cells.map(packedCell), 1] : [row, cells.map(packedCell)])),
  );

export const unpacked = (text: string): SheetRow[] =>
  (JSON.parse(text) as Packed[]).map(([row, written, isHidden]) => {
    const cells = written.map((cell) => (typeof cell === 'string' ? { text: cell } : cell));
    return isHidden === 1 ? { row, cells, isHidden: true } : { row, cells };
  });
