/** Tables as files: what a person saw in a list, or what a report says, for a spreadsheet. */
import { z } from 'zod';
import { OutboxSelection, Selection } from './selection.ts';

export const tableFormats = ['xlsx', 'csv'] as const;
export const TableFormat = z.enum(tableFormats);
export type TableFormat = z.infer<typeof TableFormat>;

/** A column as it is shown. */
export const ShownColumn = z.object({
  /** What of a record it tells: `cells.ts`. */
  key: z.string().min(1).max(40),
  title: z.string().max(200),
  /** What values are called in the operator's language: of statuses, warehouses, marketplaces. Any other is written as it is. */
  words: z.record(z.string().max(200), z.string().max(400)).optional(),
});
export type ShownColumn = z.infer<typeof ShownColumn>;

export const RecordsExport = z.object({
  /** Made by whoever asks: how far it is is told under it, and by it is it stopped. */
  id: z.uuid(),
  selection: Selection,
  columns: z.array(ShownColumn).min(1).max(60),
  /** Those whose stock is shown; none: all of them. */
  warehouses: z.array(z.string().max(200)).max(200),
  format: TableFormat,
  /** The list's name in the operator's language: of the sheet, and in the file's name. */
  title: z.string().min(1).max(100),
});
export type RecordsExport = z.infer<typeof RecordsExport>;

/** Rows of the outbox as they are seen, newest first. */
export const OutboxExport = RecordsExport.omit({ selection: true, warehouses: true }).extend({ selection: OutboxSelection });
export type OutboxExport = z.infer<typeof OutboxExport>;

/** How far it is, in rows. */
export const ExportProgress = z.object({ id: z.uuid(), done: z.number().int(), total: z.number().int() });
export type ExportProgress = z.infer<typeof ExportProgress>;
