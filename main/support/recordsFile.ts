/** A list of records as a file, exactly as it is seen: its rows in their order, its columns in theirs, in the operator's words. */
import type { RecordRow } from '../../contract/bridge.ts';
import type { SavedFile } from '../../contract/journal.ts';
import { type CellColumn, cellsOf } from '../../contract/kinds/cells.ts';
import type { Cell } from '../../contract/kinds/listing.ts';
import type { RecordsExport, ShownColumn } from '../../contract/tables.ts';
import { recordsIn } from '../store/catalogue.ts';
import { besideOf } from '../store/listedRecords.ts';
import type { Reader } from '../store/reader.ts';
import { selectedIn } from '../store/selectedRecords.ts';
import { csvOf } from '../tables/csv.ts';
import type { Table, TableCell } from '../tables/table.ts';
import { xlsxOf } from '../tables/xlsx.ts';
import { writeFile } from './writeFile.ts';

export interface RecordsFile extends Omit<RecordsExport, 'id'> {
  readonly path: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** Read at a time: as much as is held at once. */
const rowsAtOnce = 500;

/**
 * Which rows they are is read at one moment, and what stands in them while it is written: 100,000 take no more memory than some thousand.
 * A column that the list does not have is left out. @throws DeskFailure as `writeFile`
 */
export async function writeRecords(
  reader: Reader,
  { selection, columns: shown, warehouses, format, title, path, now }: RecordsFile,
  at: { readonly progress?: (done: number, total: number) => void; readonly signal?: AbortSignal } = {},
): Promise<SavedFile> {
  const ids = reader.atOnce(() => selectedIn(reader, selection, now));
  const columns = shown.flatMap((column) => {
    const cells = cellsOf(selection.kind, column.key);
    return cells === null ? [] : [{ ...column, cells }];
  });
  async function* rows(): AsyncGenerator<readonly TableCell[]> {
    for (let from = 0; from < ids.length; from += rowsAtOnce) {
      at.progress?.(from, ids.length);
      // A word that nobody wants it any more is heard between two turns of the loop.
      await new Promise((resolve) => void setImmediate(resolve));
      at.signal?.throwIfAborted();
      const read = reader.atOnce(() => cellsIn(reader, ids.slice(from, from + rowsAtOnce), columns, warehouses));
      yield* read;
    }
    at.progress?.(ids.length, ids.length);
  }
  const table: Table = {
    title,
    columns: columns.map(({ key: id, title: head, cells: { type } }) => ({ id, title: head, type })),
    rows: rows(),
  };
  return writeFile(path, format === 'csv' ? csvOf(table) : xlsxOf(table), at.signal);
}

type Told = ShownColumn & { readonly cells: CellColumn };

const cellsIn = (reader: Reader, ids: readonly number[], columns: readonly Told[], warehouses: readonly string[]): TableCell[][] =>
  recordsIn(reader, ids).map((row) => {
    const shown = { beside: besideOf(reader, row.code), warehouses };
    return columns.map((column) => inWords(column, row, column.cells.of(row, shown)));
  });

function inWords({ key, words = {} }: ShownColumn, row: RecordRow, cell: Cell): TableCell {
  if (typeof cell === 'string') return words[cell] ?? (key === 'status' ? toldStatus(row) : null) ?? cell;
  if (typeof cell === 'number') return cell;
  return cell === null || cell === undefined ? null : cell.map((each) => words[each] ?? each).join(', ');
}

/** A status without a word of the desk's is told in the provider's, where it has one. */
function toldStatus({ record }: RecordRow): string | null {
  const { label } = ((record as Readonly<Record<string, unknown>>)['status_info'] ?? {}) as { readonly label?: unknown };
  return typeof label === 'string' && label !== '' ? label : null;
}
