/** Rows of the outbox as a file: what was sent, when, by whom, and what became of it, in the operator's words. */
import type { SavedFile } from '../../contract/journal.ts';
import type { CellType } from '../../contract/kinds/listing.ts';
import type { OutboxExport } from '../../contract/tables.ts';
import type { OutboxRow } from '../store/outboxRow.ts';
import type { Reader } from '../store/reader.ts';
import { outboxRowsIn, selectedOutboxIn } from '../store/selectedOutbox.ts';
import { csvOf } from '../tables/csv.ts';
import type { Table, TableCell } from '../tables/table.ts';
import { xlsxOf } from '../tables/xlsx.ts';
import { writeFile } from './writeFile.ts';

export interface OutboxFile extends Omit<OutboxExport, 'id'> {
  readonly path: string;
}

/** Read at a time: a row holds its whole document. */
const rowsAtOnce = 200;

const seconds = (ms: number): number => Math.floor(ms / 1_000);
const cells: Readonly<Record<string, { readonly type: CellType; readonly of: (row: OutboxRow) => TableCell }>> = {
  /** As the list says it: what waits for products, and what was given up, has a word of its own. */
  state: {
    type: 'text',
    of: ({ state, isGivenUp, awaits }) => (isGivenUp ? 'given_up' : state === 'queued' && awaits.length > 0 ? 'waits' : state),
  },
  kind: { type: 'text', of: ({ kind }) => kind },
  key: { type: 'text', of: ({ naturalKey }) => naturalKey },
  code: { type: 'text', of: ({ code }) => code },
  queued: { type: 'time', of: ({ createdAt }) => seconds(createdAt) },
  updated: { type: 'time', of: ({ updatedAt }) => seconds(updatedAt) },
  operator: { type: 'text', of: ({ operator }) => operator },
  attempts: { type: 'number', of: ({ attempts }) => attempts },
  /** Why it stands where it stands: the code of its trouble, which the page has words for. */
  reason: { type: 'text', of: ({ error }) => error?.code ?? null },
  /** In the provider's own words. */
  said: { type: 'text', of: ({ error }) => error?.provider?.messages.join('; ') ?? null },
  waitsFor: { type: 'text', of: ({ awaits }) => awaits.join(', ') },
};

/** A column that there is not is left out. @throws DeskFailure as `writeFile` */
export async function writeOutbox(
  reader: Reader,
  { selection, columns: shown, format, title, path }: OutboxFile,
  at: { readonly progress?: (done: number, total: number) => void; readonly signal?: AbortSignal } = {},
): Promise<SavedFile> {
  const seqs = reader.atOnce(() => selectedOutboxIn(reader, selection));
  const columns = shown.flatMap((column) => {
    const cell = Object.hasOwn(cells, column.key) ? cells[column.key] : undefined;
    return cell === undefined ? [] : [{ ...column, cell }];
  });
  async function* rows(): AsyncGenerator<readonly TableCell[]> {
    for (let from = 0; from < seqs.length; from += rowsAtOnce) {
      at.progress?.(from, seqs.length);
      // A word that nobody wants it any more is heard between two turns of the loop.
      await new Promise((resolve) => void setImmediate(resolve));
      at.signal?.throwIfAborted();
      for (const row of outboxRowsIn(reader, seqs.slice(from, from + rowsAtOnce)))
        yield columns.map(({ cell, words = {} }) => {
          const value = cell.of(row);
          return typeof value === 'string' ? (words[value] ?? value) : value;
        });
    }
    at.progress?.(seqs.length, seqs.length);
  }
  const table: Table = {
    title,
    columns: columns.map(({ key: id, title: head, cell: { type } }) => ({ id, title: head, type })),
    rows: rows(),
  };
  return writeFile(path, format === 'csv' ? csvOf(table) : xlsxOf(table), at.signal);
}
